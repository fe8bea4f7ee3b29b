"""What the chair did at its own discretion: the record that its model is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..exact.read import Exact
from .cells import Row, by_id
from .membership import table
from .records import scales

__all__ = ["ChairAct", "chair_acts"]

LEVERS = (
    "agenda", "appointment", "consultation", "draft", "good_offices", "invitation",
    "national_choice", "statement", "venue", "vote",
)  # fmt: skip
DIMENSIONS = ("politico_military", "economic", "human_dimension", "cross_dimensional")
DISCRETION = ("sole", "after_consultation")
CONFIDENCE = ("high", "medium", "low")


@dataclass(frozen=True)
class ChairAct:
    """One act within the discretion of Kazakhstan, 2009 to 2010: not a decision by consensus.

    The list is an illustration, not a sample: acts came onto it because a source mentions them,
    and no rate can be estimated from it.

    Attributes
    ----------
    id, date, actor, act : str
    lever : str
        By what means: ``agenda``, ``appointment``, ``consultation``, ``draft``, ``good_offices``,
        ``invitation``, ``national_choice``, ``statement``, ``venue`` or ``vote``.
    dimension : str
        ``politico_military``, ``economic``, ``human_dimension`` or ``cross_dimensional``.
    scale : str
        The scale of the positions that the act bears on, by its subject; empty where none does.
    direction : int, Fraction or None
        From 0 (what Russia asked for) to 1 (what the Western side asked for). Always a judgement;
        None where we would not judge.
    discretion : str
        ``sole``, or ``after_consultation`` with the States.
    pressure_seen, support_seen : str
        Pressure and support as the source tells them; empty where it tells none.
    provenance, confidence, note : str
        The source of the event, and how sure the event is: ``high``, ``medium`` or ``low``.
    judged : tuple of str
        The attributes that are our judgement, not the source's words.
    """

    id: str
    date: str
    actor: str
    act: str
    lever: str
    dimension: str
    scale: str
    direction: Exact | None
    discretion: str
    pressure_seen: str
    support_seen: str
    provenance: str
    confidence: str
    note: str
    judged: tuple[str, ...]


def chair_acts() -> Mapping[str, ChairAct]:
    """The recorded acts of the chair by identifier, in the order in which they were recorded.

    Raises
    ------
    InvalidInput
        If a cell of the file cannot be read; names the row and the column.

    Examples
    --------
    >>> act = chair_acts()["A10"]
    >>> act.date, act.lever, act.confidence
    ('2010-07-16', 'agenda', 'high')
    >>> act.direction, act.judged
    (Fraction(1, 2), ('lever', 'dimension', 'scale', 'discretion', 'direction'))
    """
    rows = by_id(table("chair_acts.csv"), "act_id", "chair_acts.csv")
    return {name: _act(name, row) for name, row in rows.items()}


def _act(name: str, row: Row) -> ChairAct:
    direction = row.share_or_none("direction")
    row.one_of("direction_basis", ("judgement",))
    judged: tuple[str, ...] = ("lever", "dimension", "scale", "discretion") + (
        ("direction",) if direction is not None else ()
    )
    return ChairAct(
        id=name,
        date=row.date("date"),
        actor=row.words("actor"),
        act=row.words("act"),
        lever=row.one_of("lever", LEVERS),
        dimension=row.one_of("dimension", DIMENSIONS),
        scale=row.one_of("scale", ("", *scales())),
        direction=direction,
        discretion=row.one_of("discretion", DISCRETION),
        pressure_seen=row.text("pressure_seen"),
        support_seen=row.text("support_seen"),
        provenance=row.words("provenance"),
        confidence=row.one_of("confidence", CONFIDENCE),
        note=row.text("notes"),
        judged=judged,
    )
