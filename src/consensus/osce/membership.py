"""The participating States, and the Permanent Council as a rule."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..errors import InvalidInput
from ..rules import by_consensus
from ..rules.rule import Rule

__all__ = ["State", "permanent_council", "states"]

FIRST_YEAR, LAST_YEAR = 1993, 2026


@dataclass(frozen=True)
class State:
    """One participating State.

    Attributes
    ----------
    code : str
        ISO 3166 alpha-3.
    name : str
        As used in 2010.
    admitted : str
        The date, as far as it is known.
    blocs : frozenset of str
        Memberships on 1 January 2010, among ``EU``, ``NATO``, ``CIS``, ``CSTO``, ``SCO``,
        ``EURASEC``, ``GUAM``, ``EFTA`` and ``Central Asia``.
    chair_years : tuple of int
    georgia_2009 : str
        How the State stood to the EU statement on the Georgia mission of 11 June 2009
        (PC.JOUR/764): ``eu_member``, ``aligned``, ``own_statement`` or ``none_recorded``.
    notes, provenance : str
    """

    code: str
    name: str
    admitted: str
    blocs: frozenset[str]
    chair_years: tuple[int, ...]
    georgia_2009: str
    notes: str
    provenance: str


_BLOCS = {
    "eu_2010": "EU",
    "nato_2010": "NATO",
    "cis_2010": "CIS",
    "csto_2010": "CSTO",
    "sco_2010": "SCO",
    "eurasec_2010": "EURASEC",
    "guam_2010": "GUAM",
    "efta_2010": "EFTA",
    "central_asia": "Central Asia",
}


def states(year: int = 2010) -> Mapping[str, State]:
    """The States that took part at the end of a year, by ISO code.

    Parameters
    ----------
    year : int
        1993 to 2026. Earlier years had other States (the Soviet Union, Czechoslovakia and
        Yugoslavia among them) and are refused.

    Examples
    --------
    >>> len(states(2010)), len(states(2013)), states()["KAZ"].chair_years
    (56, 57, (2010,))
    """
    if isinstance(year, bool) or not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidInput(f"year: expected a year from {FIRST_YEAR} to {LAST_YEAR}, got {year!r}")
    return {
        row["iso3"]: _state(row)
        for row in table("states.csv")
        if int(row["admission_year"]) <= year
    }


def permanent_council(year: int = 2010) -> Rule:
    """The rule of the Permanent Council: consensus of all participating States.

    References
    ----------
    OSCE, Rules of Procedure, MC.DOC/1/06, 1 November 2006, II(A).

    Examples
    --------
    >>> council = permanent_council(2010)
    >>> len(council.players), len(council.vetoers)
    (56, 56)
    """
    return by_consensus(states(year))


@cache
def table(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of one of the data files, as they stand."""
    text = files(__package__).joinpath("data", name).read_text(encoding="utf8")
    return tuple(csv.DictReader(text.splitlines()))


def _state(row: Mapping[str, str]) -> State:
    return State(
        code=row["iso3"],
        name=row["name_2010"],
        admitted=row["admission_date"],
        blocs=frozenset(name for column, name in _BLOCS.items() if row[column] == "1"),
        chair_years=tuple(int(y) for y in row["chair_years"].split(";") if y),
        georgia_2009=row["alignment_eu_statement_georgia_2009_06_11"],
        notes=row["notes"],
        provenance=row["provenance"],
    )
