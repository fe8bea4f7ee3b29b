"""Decision situations on record, coded positions, and the sources behind both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..errors import InvalidInput
from ..exact.read import Exact
from .cells import Row, by_id
from .membership import table

__all__ = [
    "CODINGS",
    "Decision",
    "Position",
    "Scale",
    "decisions",
    "positions",
    "scales",
    "sources",
]

CODINGS = ("essay", "moscow")

_FILES = {"essay": "positions.csv", "moscow": "positions_moscow.csv"}
_REVERSIONS = ("lapses", "provisional", "continues", "none_adopted", "deferred")
_OBJECTORS_BASIS = (
    "named_in_source", "partly_named", "inferred", "recalled", "not_named", "none",
)  # fmt: skip
_OUTCOMES = (
    "adopted", "adopted_after_holdout", "adopted_weaker", "adopted_downgrade", "adopted_late",
    "blocked_then_adopted_late", "adopted_silence_procedure", "adopted_consensus_minus_one",
    "blocked", "blocked_chair_statement_instead", "lapsed", "deferred", "agreed_informally",
    "held_by_chair", "not_put_to_decision", "pending_at_source",
)  # fmt: skip
_CONFIDENCE = ("high", "medium", "low")
_BASIS = ("essay", "page", "essay+page", "judgement")


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
class Scale:
    """One scale on which positions are coded.

    Attributes
    ----------
    name, title : str
    zero, one : str
        What the two ends mean.
    status_quo : int, Fraction or None
        Where the state of affairs lay in 2009; a judgement. None where it is a point off the
        scale, as a mission that ends.
    reversion_type : str
    needs_consensus : str
        ``yes``, ``partly`` or ``no``: whether the question is one for the OSCE's consensus.
    essay_place : str
        Where the essay treats it.
    contested : str
        Where the meaning of the scale itself is in dispute between the two codings.
    note : str
    """

    name: str
    title: str
    zero: str
    one: str
    status_quo: Exact | None
    reversion_type: str
    needs_consensus: str
    essay_place: str
    contested: str
    note: str


@dataclass(frozen=True)
class Position:
    """One actor's coded position on one scale, for mid-2009; every number is a judgement.

    Attributes
    ----------
    actor, actor_name, actor_kind : str
        An ISO code, ``EU`` or ``BALT``.
    scale, coding : str
    point, halfwidth, salience : int or Fraction
    basis : str
        What supports the direction: ``essay``, ``page``, ``essay+page`` or ``judgement``.
    order : str
        Ordinal evidence that is stronger than the band, such as ``>=status_quo``.
    direction_source, rationale, note : str
    number_source : str
        ``judgement`` in every row: no source gives a number.
    later_evidence : str
        What came after 30 June 2009 and points the same or another way. It is shown and was not
        used for the coding.
    """

    actor: str
    actor_name: str
    actor_kind: str
    scale: str
    coding: str
    point: Exact
    halfwidth: Exact
    salience: Exact
    basis: str
    order: str
    direction_source: str
    number_source: str
    rationale: str
    note: str
    later_evidence: str


def decisions() -> Mapping[str, Decision]:
    """All recorded decision situations by their identifier, in the order they were recorded in.

    Examples
    --------
    >>> mission = decisions()["D030"]
    >>> mission.objectors, mission.reversion_type, mission.outcome
    (('RUS',), 'lapses', 'lapsed')
    """
    rows = by_id(table("decisions.csv"), "id", "decisions.csv")
    return {name: _decision(name, row) for name, row in rows.items()}


def scales() -> Mapping[str, Scale]:
    """The scales on which positions are coded, by name.

    Examples
    --------
    >>> scale = scales()["odihr_autonomy"]
    >>> scale.status_quo, scale.reversion_type
    (Fraction(9, 10), 'continues')
    """
    rows = by_id(table("scales.csv"), "issue", "scales.csv")
    return {name: _scale(name, row) for name, row in rows.items()}


def positions(scale: str, *, coding: str = "essay") -> Mapping[str, Position]:
    """The coded positions on one scale, by actor.

    Parameters
    ----------
    scale : str
        One of `scales`.
    coding : str
        ``"essay"`` follows the essay of 2009, which is critical of Russia, and public pages;
        ``"moscow"`` codes the same actors on the same scales as a reader in Moscow might have done
        in mid-2009. Both are judgements; a finding that differs between them is not robust.

    Raises
    ------
    InvalidInput
        If the scale or the coding is unknown, or a cell cannot be read.

    Examples
    --------
    >>> positions("georgia_mission")["RUS"].point
    Fraction(1, 20)
    >>> positions("georgia_mission", coding="moscow")["RUS"].point
    Fraction(3, 20)
    """
    if coding not in CODINGS:
        raise InvalidInput(f"coding: {coding!r} is not among {', '.join(CODINGS)}")
    known = scales()
    if scale not in tuple(known):
        raise InvalidInput(f"scale: {scale!r} is not among {', '.join(sorted(known))}")
    return dict(_coded(coding)[scale])


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


@cache
def _coded(coding: str) -> Mapping[str, Mapping[str, Position]]:
    """Every position of one coding, by scale and actor."""
    file = _FILES[coding]
    found: dict[str, dict[str, Position]] = {name: {} for name in scales()}
    for cells in table(file):
        row = Row(cells, file, "actor", "issue")
        position = _position(row, coding, tuple(found))
        if position.actor in found[position.scale]:
            raise row.refuse("actor", "each actor once on a scale")
        found[position.scale][position.actor] = position
    return found


def _decision(name: str, row: Row) -> Decision:
    return Decision(
        id=name,
        date=row.date("date"),
        body=row.words("body"),
        category=row.words("category"),
        proposal=row.words("proposal"),
        status_quo_if_blocked=row.words("status_quo_if_blocked"),
        reversion_type=row.one_of("reversion_type", _REVERSIONS),
        proposers=row.names("proposers"),
        objectors=row.codes("objectors"),
        objectors_basis=row.one_of("objectors_basis", _OBJECTORS_BASIS),
        non_committal=row.codes("non_committal"),
        outcome=row.one_of("outcome", _OUTCOMES),
        reference=row.text("reference"),
        confidence=row.one_of("confidence", _CONFIDENCE),
        provenance=row.words("provenance"),
        notes=row.text("notes"),
    )


def _scale(name: str, row: Row) -> Scale:
    return Scale(
        name=name,
        title=row.words("name"),
        zero=row.words("meaning_of_0"),
        one=row.words("meaning_of_1"),
        status_quo=row.share_or_none("status_quo_position_judgement"),
        reversion_type=row.one_of("reversion_type", _REVERSIONS),
        needs_consensus=row.one_of("needs_osce_consensus", ("yes", "partly", "no")),
        essay_place=row.words("essay_place"),
        contested=row.text("contested"),
        note=row.text("notes"),
    )


def _position(row: Row, coding: str, known: tuple[str, ...]) -> Position:
    return Position(
        actor=row.words("actor"),
        actor_name=row.words("actor_name"),
        actor_kind=row.one_of("actor_kind", ("state", "bloc")),
        scale=row.one_of("issue", known),
        coding=coding,
        point=row.share("position"),
        halfwidth=row.share("uncertainty_halfwidth"),
        salience=row.share("salience"),
        basis=row.one_of("basis", _BASIS),
        order=row.one_of("order_constraint", ("", ">=status_quo", "<=status_quo")),
        direction_source=row.words("direction_provenance"),
        number_source=row.one_of("number_provenance", ("judgement",)),
        rationale=row.words("rationale"),
        note=row.text("actor_note"),
        later_evidence=row.text("later_evidence"),
    )
