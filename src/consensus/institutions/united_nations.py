"""The United Nations Security Council."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import InvalidInput
from ..exact.read import natural
from ..rules import Rule, by_consensus, by_majority
from ..rules.rule import read_players

__all__ = ["un_security_council"]

PERMANENT = ("China", "France", "Russia", "United Kingdom", "United States")


def un_security_council(
    year: int = 1966, *, procedural: bool = False, elected: Iterable[str] | None = None
) -> Rule:
    """The Council's rule: 9 assents of 15 (7 of 11 until 1965) and no permanent member objects.

    A permanent member's abstention does not block, which is the Council's practice, confirmed by
    the International Court of Justice. Procedural decisions know no veto.

    Parameters
    ----------
    year : int
        From 1946. The enlarged Council sat from 1 January 1966.
    procedural : bool
        Whether the matter is procedural.
    elected : iterable of str, optional
        The elected members, 10 (6 until 1965); by default ``"elected 1"`` and so on.

    Returns
    -------
    Rule
        "Russia" stands for the Soviet Union until 1991.

    References
    ----------
    Charter of the United Nations, arts. 23 and 27, as amended by General Assembly resolution
    1991 A (XVIII), in force since 31 August 1965; ICJ, Legal Consequences for States of the
    Continued Presence of South Africa in Namibia, Advisory Opinion, I.C.J. Reports 1971, p. 16,
    para. 22.

    Examples
    --------
    >>> council = un_security_council(1966)
    >>> council.vetoers
    ('China', 'France', 'Russia', 'United Kingdom', 'United States')
    >>> un_security_council(1950, procedural=True).vetoers
    ()
    """
    since = natural(year, "year")
    if since < 1946:
        raise InvalidInput(f"year: the Security Council first met in 1946, got {year}")
    seats, needed = (10, 9) if since >= 1966 else (6, 7)
    others = (
        tuple(f"elected {i}" for i in range(1, seats + 1))
        if elected is None
        else read_players(elected, "elected")
    )
    if len(others) != seats:
        raise InvalidInput(f"elected: expected {seats} members in {year}, got {len(others)}")
    majority = by_majority([*PERMANENT, *others], needed)
    return majority if procedural else majority & by_consensus(PERMANENT)
