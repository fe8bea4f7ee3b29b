"""The North Atlantic Council."""

from __future__ import annotations

from ..errors import InvalidInput
from ..exact.read import natural
from ..rules import Rule, by_consensus

__all__ = ["nato_council"]

ACCESSIONS: dict[int, tuple[str, ...]] = {
    1949: ("Belgium", "Canada", "Denmark", "France", "Iceland", "Italy", "Luxembourg",
           "Netherlands", "Norway", "Portugal", "United Kingdom", "United States"),
    1952: ("Greece", "Türkiye"),
    1955: ("Germany",),
    1982: ("Spain",),
    1999: ("Czechia", "Hungary", "Poland"),
    2004: ("Bulgaria", "Estonia", "Latvia", "Lithuania", "Romania", "Slovakia", "Slovenia"),
    2009: ("Albania", "Croatia"),
    2017: ("Montenegro",),
    2020: ("North Macedonia",),
    2023: ("Finland",),
    2024: ("Sweden",),
}  # fmt: skip


def nato_council(year: int = 2024) -> Rule:
    """The North Atlantic Council decides by consensus of all Allies; silence is no objection.

    Parameters
    ----------
    year : int
        From 1949; States that acceded in that year are members.

    References
    ----------
    North Atlantic Treaty, arts. 9 and 10, and the protocols of accession; NATO, "Consensus
    decision-making at NATO": there is no voting and no decision by majority.

    Examples
    --------
    >>> [len(nato_council(year).vetoers) for year in (1949, 2010, 2024)]
    [12, 28, 32]
    """
    now = natural(year, "year")
    members = [state for since, states in ACCESSIONS.items() if since <= now for state in states]
    if not members:
        raise InvalidInput(f"year: the North Atlantic Treaty is of 1949, got {year}")
    return by_consensus(members)
