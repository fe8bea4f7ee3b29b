"""Decision situations on record, coded positions, and the sources behind both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..errors import InvalidInput
from ..exact.read import Exact, rational
from .membership import table

__all__ = ["Decision", "Position", "decisions", "positions", "sources"]


@dataclass(frozen=True)
class Decision:
    """One decision situation, 1975 to 2025.

    The list is chosen for conflict: it holds far more blocked texts than the OSCE had, and no
    rate can be estimated from it.

    Attributes
    ----------
    id, date, body, category, proposal : str
    reversion_type, status_quo_if_blocked : str
        What happened, or would have happened, without consensus.
    proposers, objectors, non_committal : tuple of str
        ISO codes; ``CHAIR:XXX`` is the chair in that role; ``EU25``, ``EU27``, ``CIS``,
        ``CSCE34`` and ``CSCE35`` are groups. An empty tuple on a blocked text means: not named
        in what was read.
    objectors_basis : str
        How well the objectors are known: ``named_in_source``, ``partly_named``, ``inferred``,
        ``recalled``, ``not_named`` or ``none``.
    outcome, reference, confidence, provenance, notes : str
    """

    id: str
    date: str
    body: str
    category: str
    proposal: str
    status_quo_if_blocked: str
    reversion_type: str
    proposers: tuple[str, ...]
    objectors: tuple[str, ...]
    objectors_basis: str
    non_committal: tuple[str, ...]
    outcome: str
    reference: str
    confidence: str
    provenance: str
    notes: str


@dataclass(frozen=True)
class Position:
    """One actor's coded position on one scale, for the case year 2009; every number is a judgement.

    Attributes
    ----------
    actor, actor_name, actor_kind : str
        An ISO code, ``EU`` or ``BALT``.
    scale : str
    point, halfwidth, salience : int or Fraction
    basis : str
        What supports the direction: ``essay``, ``page``, ``essay+page`` or ``judgement``.
    order : str
        Ordinal evidence that is stronger than the band, such as ``>=status_quo``.
    direction_source, rationale, note : str
    """

    actor: str
    actor_name: str
    actor_kind: str
    scale: str
    point: Exact
    halfwidth: Exact
    salience: Exact
    basis: str
    order: str
    direction_source: str
    rationale: str
    note: str


def decisions() -> Mapping[str, Decision]:
    """All recorded decision situations by their identifier, in the order of their dates.

    Examples
    --------
    >>> mission = decisions()["D030"]
    >>> mission.objectors, mission.reversion_type, mission.outcome
    (('RUS',), 'lapses', 'lapsed')
    """
    return {row["id"]: _decision(row) for row in table("decisions.csv")}


def positions(scale: str) -> Mapping[str, Position]:
    """The coded positions on one scale, by actor.

    Examples
    --------
    >>> positions("georgia_mission")["RUS"].point
    Fraction(1, 20)
    """
    scales = sorted({row["issue"] for row in table("positions.csv")})
    if scale not in scales:
        raise InvalidInput(f"scale: {scale!r} is not among {', '.join(scales)}")
    return {row["actor"]: _position(row) for row in table("positions.csv") if row["issue"] == scale}


def sources() -> Mapping[str, str]:
    """The full reference of every source code, with how much of it was read.

    Examples
    --------
    >>> sources()["S02"]
    'CVCE, CSCE/OSCE participating States, webintra.cvce.eu (opening)'
    """
    return {
        row["source_id"]: f"{row['title']}, {row['where']} ({row['how_much_was_read']})"
        for row in table("sources.csv")
    }


def _decision(row: Mapping[str, str]) -> Decision:
    return Decision(
        id=row["id"],
        date=row["date"],
        body=row["body"],
        category=row["category"],
        proposal=row["proposal"],
        status_quo_if_blocked=row["status_quo_if_blocked"],
        reversion_type=row["reversion_type"],
        proposers=_codes(row["proposers"]),
        objectors=_codes(row["objectors"]),
        objectors_basis=row["objectors_basis"],
        non_committal=_codes(row["non_committal"]),
        outcome=row["outcome"],
        reference=row["reference"],
        confidence=row["confidence"],
        provenance=row["provenance"],
        notes=row["notes"],
    )


def _position(row: Mapping[str, str]) -> Position:
    place = f"positions.csv: {row['actor']} on {row['issue']}"
    point, halfwidth, salience = (
        rational(row[column], f"{place}: {column}")
        for column in ("position", "uncertainty_halfwidth", "salience")
    )
    if not 0 <= Fraction(point) <= 1:
        raise InvalidInput(f"{place}: expected a position from 0 to 1, got {point}")
    return Position(
        actor=row["actor"],
        actor_name=row["actor_name"],
        actor_kind=row["actor_kind"],
        scale=row["issue"],
        point=point,
        halfwidth=halfwidth,
        salience=salience,
        basis=row["basis"],
        order=row["order_constraint"],
        direction_source=row["direction_provenance"],
        rationale=row["rationale"],
        note=row["actor_note"],
    )


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(code for code in cell.split(";") if code)
