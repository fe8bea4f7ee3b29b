"""The support from which the chair upholds an item, by model and way, with its formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ...exact.read import Exact, rational
from ...exact.roots import Place
from ...models.chair import Marks
from ...sweeps.exact_regimes import regimes
from ...sweeps.pieces import Regimes
from .choices import MODELS, Question, degree, rank
from .coded import AgendaItem, Inputs
from .facts import shield

__all__ = ["AXES", "Level", "WayChoice", "along", "choices_of", "level", "numbers"]

MOST_SUPPORT = 1
AXES: Mapping[str, tuple[int, int]] = {
    "support": (0, 1),
    "russia": (0, 1),
    "reform": (0, 1),
    "precedent": (0, 1),
    "dependence": (0, 1),
}
_OF_THE_YEAR = ("support", "synergy", "reform", "punish_cost", "china_relief")
_NOT_CHOICE = ("attention", "alone")


def numbers(inputs: Inputs, item: AgendaItem, *, china: bool = True) -> dict[str, Exact]:
    """The coded numbers of one item and the year; without China its stake and its relief are 0."""
    found = {n: item.value(n) for n in item.parameters if n not in _NOT_CHOICE}
    found |= {n: rational(inputs.year[n].value, n) for n in _OF_THE_YEAR}
    if not china:
        found |= {"china": 0, "china_relief": 0}
    return found


@dataclass(frozen=True)
class Level:
    """From where along one parameter the chair upholds.

    Attributes
    ----------
    at : number or None
        None if it does not uphold at the end of the range.
    formula : str
        In all the numbers; empty where there is no edge.
    kind : {"none needed", "from", "out of range"}
    """

    at: Place | None
    formula: str
    kind: str

    def __str__(self) -> str:
        return self.kind if self.kind != "from" else f"{float(self.at or 0):.3g}"


def level(found: Regimes) -> Level:
    """The least value from which the outcome is upholding up to the end of the range."""
    if rank(found.pieces[-1].answer) < 2:
        return Level(None, "", "out of range")
    start: Place = found.low
    for piece in reversed(found.pieces):
        if rank(piece.answer) < 2 and not piece.where.is_point:
            break
        start = piece.where.low
    if start == found.low:
        return Level(0, "", "none needed")
    formula = next(str(c.formula) for c in found.crossings if c.at == start)
    return Level(start, formula, "from")


@dataclass(frozen=True)
class WayChoice:
    """What the three models say about one item under one way of backing.

    Attributes
    ----------
    item, way : str
    outcomes : mapping model -> outcome
        At the coded support: ``"upholds"``, ``"accommodates"`` or ``"either"``.
    conduct : str
        Model B's conduct at the coded support, full or partial.
    degree : number
        Model B's degree of accommodation there.
    levels : mapping model -> Level
        The support per backer from which the chair upholds.
    marks : Marks
        Model B's three marks, per backer; below 0 they are passed without support.
    regimes : mapping model -> Regimes
        The outcome along the support per backer; B's with full and partial conduct.
    """

    item: str
    way: str
    outcomes: Mapping[str, str]
    conduct: str
    degree: Exact
    levels: Mapping[str, Level]
    marks: Marks
    regimes: Mapping[str, Regimes]

    @property
    def agree(self) -> bool:
        """Whether the three models put the chair on the same side at the coded support."""
        return len(set(self.outcomes.values())) == 1


def choices_of(way: str, given: Mapping[str, Exact], *, item: str, trusted: bool) -> WayChoice:
    """Ask all three models about one item; `given` holds its coded numbers."""
    rest = {name: value for name, value in given.items() if name != "support"}
    found = {
        model: along(Question(model, way, trusted, graded=model == "B"), "support", rest)
        for model in MODELS
    }
    chosen = degree(way, given)
    per_backer: Any = Fraction(shield(way, {**given, "support": 1}))
    return WayChoice(
        item=item,
        way=way,
        outcomes={m: Question(m, way, trusted)(**given) for m in MODELS},
        conduct=chosen.conduct,
        degree=rational(chosen.accommodation, "degree"),
        levels={m: level(r) for m, r in found.items()},
        marks=Marks(
            *(rational(Fraction(rational(m, "mark")) / per_backer, "mark") for m in chosen.marks)
        ),
        regimes=found,
    )


def along(question: Question, axis: str, rest: Mapping[str, Exact]) -> Regimes:
    """The outcome along one parameter, the others as coded."""
    at = {name: value for name, value in rest.items() if name != axis}
    found: Regimes = regimes(question, over={axis: AXES[axis]}, at=at)
    return found
