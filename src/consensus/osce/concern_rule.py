"""Whom a text concerns: two facts about each text, and a table of disputes over territory.

The rule is one sentence: a State objects if the text is about its own territory or conduct, or
about a State whose territory it disputes; unless it proposed the text or the text favours it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .cells import Row, by_id
from .membership import table
from .records import Decision

__all__ = ["Concern", "concerned", "concerns"]


@dataclass(frozen=True)
class Concern:
    """Which States a text is about; facts of the text, sorted by judgement.

    Attributes
    ----------
    id : str
        The decision.
    touches : tuple of str
        States whose territory or conduct it is about, hosts of missions among them.
    favours : tuple of str
        States whose candidate or bid it is.
    note : str
    """

    id: str
    touches: tuple[str, ...]
    favours: tuple[str, ...]
    note: str


def concerns() -> Mapping[str, Concern]:
    """The States that each text since 2003 is about, by decision."""
    rows = by_id(table("concerns.csv"), "id", "concerns.csv")
    return {name: _concern(name, row) for name, row in rows.items()}


def concerned(decision: Decision) -> frozenset[str] | None:
    """The States that the rule expects to object, or None where the text was not sorted.

    Examples
    --------
    >>> from consensus.osce import decisions
    >>> sorted(concerned(decisions()["D059"]))  # the office in Yerevan, asked for by Armenia
    ['AZE']
    """
    return _expected(decision.id, decision.date, decision.proposers)


@cache
def _expected(name: str, date: str, proposers: tuple[str, ...]) -> frozenset[str] | None:
    concern = concerns().get(name)
    if concern is None:
        return None
    year = int(date[:4])
    about = {*concern.touches, *concern.favours}
    opposed = {by for state, by, since, until in _disputes() if state in about
               and since <= year and (until is None or year <= until)}  # fmt: skip
    return frozenset({*concern.touches, *opposed} - set(proposers) - set(concern.favours))


def _concern(name: str, row: Row) -> Concern:
    row.one_of("basis", ("judgement",))
    return Concern(name, row.codes("touches"), row.codes("favours"), row.text("note"))


def _disputes() -> tuple[tuple[str, str, int, int | None], ...]:
    rows = [Row(cells, "disputes.csv", "state", "disputed_by") for cells in table("disputes.csv")]
    return tuple(
        (row.words("state"), row.words("disputed_by"), row.count("since") or 0, row.count("until"))
        for row in rows
    )
