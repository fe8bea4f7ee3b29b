"""The record of the chair's year, with what is computed when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ...errors import InvalidInput
from ...exact.read import Exact
from ...models.promises import HoldUp, Inference
from ...sweeps.maps import RegimeMap
from ...sweeps.pieces import Regimes
from ..records import CODINGS
from .agendas import AttentionStudy, attention_study
from .ballots import BallotCheck
from .choices import MODELS, Question
from .coded import AgendaItem, Inputs, inputs
from .disagreement import Disagreement
from .doubt import ensemble_rows, tornado_rows
from .facts import WAYS
from .findings import Finding, claims_of, finding_of
from .levels import AXES, WayChoice, along
from .maps import item_map, pressure_map
from .reach import China, Reach

__all__ = ["ChairYear", "YearItem"]


@dataclass(frozen=True)
class YearItem:
    """One item of the year.

    Attributes
    ----------
    item : AgendaItem
    numbers : mapping name -> number
        The coded numbers it is asked with.
    own_value, harm, deficit : number
        What upholding is worth to the chair itself; the harm it has to reckon with; the support
        from which it upholds.
    ways : mapping way -> WayChoice
        For ``"joint"``, ``"split"`` and ``"single"`` backing.
    reach : mapping way -> Reach
        Whether the backers would give what is needed.
    china : China
    ballots : tuple of BallotCheck
        The texts on which all States have a vote.
    disagreements : mapping way -> Disagreement
    """

    item: AgendaItem
    numbers: Mapping[str, Exact] = field(repr=False)
    own_value: Exact
    harm: Exact
    deficit: Exact
    ways: Mapping[str, WayChoice] = field(repr=False)
    reach: Mapping[str, Reach] = field(repr=False)
    china: China = field(repr=False)
    ballots: tuple[BallotCheck, ...] = field(repr=False)
    disagreements: Mapping[str, Disagreement] = field(repr=False)

    @property
    def id(self) -> str:
        """Its identifier."""
        return self.item.id

    def rows(self) -> list[dict[str, Any]]:
        """One row a way of backing: outcomes at the coded support, and thresholds."""
        return [
            {
                "item": self.id, "title": self.item.title, "basket": self.item.basket,
                "decided": self.item.decided, "way": way,
                **{model: choice.outcomes[model] for model in MODELS},
                "degree": choice.degree,
                **{f"{model} from": _place(choice, model) for model in MODELS},
                **{f"{model} formula": choice.levels[model].formula for model in MODELS},
                "full accommodation up to": choice.marks.end_of_full_accommodation,
                "balance at": choice.marks.balance,
                "full upholding from": choice.marks.full_upholding,
                "deficit": self.deficit, "within reach": self.reach[way].within,
            }
            for way, choice in self.ways.items()
        ]  # fmt: skip


def _place(choice: WayChoice, model: str) -> object:
    found = choice.levels[model]
    return found.at if found.kind != "out of range" else "beyond 1"


@dataclass(frozen=True)
class ChairYear:
    """The chair's year under one coding.

    Attributes
    ----------
    coding : str
    inputs : Inputs
        All numbers with their bands, meanings and bases.
    items : mapping item -> YearItem
    reform : HoldUp
        Model C2: what is left of the promise of reform.
    belief : Inference
        Model C3: whether the backers go on after the pull-outs of 2009.
    """

    coding: str
    inputs: Inputs = field(repr=False)
    items: Mapping[str, YearItem] = field(repr=False)
    reform: HoldUp = field(repr=False)
    belief: Inference = field(repr=False)

    def item(self, name: str) -> YearItem:
        """One item by its identifier."""
        if name not in self.items:
            raise InvalidInput(f"item: {name!r} is not among {', '.join(self.items)}")
        return self.items[name]

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """What A, B and C say about every item and way, with the reasons where they differ."""
        return tuple(d for item in self.items.values() for d in item.disagreements.values())

    @property
    def ballots(self) -> tuple[BallotCheck, ...]:
        """The honest check: every text with a vote."""
        return tuple(check for item in self.items.values() for check in item.ballots)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, each with its robustness and what the other coding says.

        Cost: about ten seconds, the first time.
        """
        (other,) = (coding for coding in CODINGS if coding != self.coding)
        pairs = zip(claims_of(self.inputs), claims_of(inputs(other)), strict=True)
        return tuple(finding_of(claim, elsewhere) for claim, elsewhere in pairs)

    @cached_property
    def attention(self) -> AttentionStudy:
        """The year's agenda within the chair's attention, and what crowds an item out."""
        return attention_study(self.inputs, {n: i.deficit for n, i in self.items.items()})

    @cached_property
    def pressure_map(self) -> RegimeMap:
        """How many items the chair upholds over support and pressure on all items (A, joint)."""
        return pressure_map({n: i.numbers for n, i in self.items.items()})

    def map(self, item: str, *, model: str = "A", way: str = "joint") -> RegimeMap:
        """One item's outcome over support and Russia's stake in it."""
        return item_map(Question(model, way), self.item(item).numbers)

    def along(self, item: str, axis: str, *, model: str = "A", way: str = "joint") -> Regimes:
        """One item's outcome along an axis, the rest as coded.

        Parameters
        ----------
        item : str
        axis : {"support", "russia", "reform", "precedent", "dependence"}
        model, way : str
        """
        if axis not in AXES:
            raise InvalidInput(f"axis: expected one of {', '.join(AXES)}, got {axis!r}")
        question = Question(model, way, trusted=self.trusted)
        return along(question, axis, self.item(item).numbers)

    @property
    def trusted(self) -> bool:
        """Whether the backers go on, as model C3 has it."""
        return bool(self.belief.items[0] == "back")

    @cached_property
    def axes(self) -> tuple[dict[str, Any], ...]:
        """Where each axis changes the chair's choice at the coded support (A, joint and split)."""
        return tuple(_axis_rows(self))

    def tornado(self, item: str, *, way: str = "joint") -> list[dict[str, Any]]:
        """How far the support at the balance moves when each number goes to its band's ends."""
        return tornado_rows(self.inputs, self.item(item).item, way)

    def ensemble(self, *, seed: int, count: int = 2_000) -> list[dict[str, Any]]:
        """The shares of draws from the bands in which the chair upholds, by item, way and model.

        Parameters
        ----------
        seed : int
            There is no default.
        count : int
        """
        return ensemble_rows(self.inputs, seed=seed, count=count)

    def parameters(self) -> list[dict[str, Any]]:
        """Every number with its band, meaning and basis."""
        return self.inputs.rows()

    def rows(self) -> list[dict[str, Any]]:
        """One row for each item and way of backing."""
        return [row for item in self.items.values() for row in item.rows()]

    def strips(self) -> list[dict[str, Any]]:
        """One row a stretch of support: model B's conduct on an item under a way of backing."""
        return [
            {
                "item": item.id, "title": item.item.title, "way": way,
                "from": span.where.low, "to": span.where.high, "conduct": span.answer,
            }
            for item in self.items.values()
            for way, choice in item.ways.items()
            for span in choice.regimes["B"].spans
            if not span.where.is_point
        ]  # fmt: skip

    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """Everything as named tables of plain rows, for pages and CSV files."""
        return {
            "items": self.rows(),
            "strips": self.strips(),
            "disagreements": [d.row() for d in self.disagreements],
            "findings": [f.row() for f in self.findings],
            "ballots": [b.row() for b in self.ballots],
            "reach": [_reach_row(r) for i in self.items.values() for r in i.reach.values()],
            "china": [_china_row(i.china) for i in self.items.values()],
            "axes": list(self.axes),
            "attention": self.attention.rows(),
            "crowding": self.attention.crowding_rows(),
            "parameters": self.parameters(),
        }


def _reach_row(found: Reach) -> dict[str, Any]:
    united, europe = found.stakes.values()
    return {
        "item": found.item, "way": found.way, "deficit": found.deficit, "US stake": united,
        "Europe stake": europe, "within": found.within,
        "within without energy": found.within_without_energy,
        "US gives": None if found.gifts is None else found.gifts[0],
        "Europe gives": None if found.gifts is None else found.gifts[1],
        "energy factor up to": found.energy_limit.at, "formula": found.energy_limit.formula,
    }  # fmt: skip


def _china_row(found: China) -> dict[str, Any]:
    changed = [w for w in WAYS if found.outcomes[w] != found.outcomes_without[w]]
    return {
        "item": found.item, "stake": found.stake, "relief": found.relief,
        "deficit with": found.deficit, "deficit without": found.without, "shift": found.shift,
        "changes the outcome for": ", ".join(changed),
    }  # fmt: skip


def _axis_rows(year: ChairYear) -> list[dict[str, Any]]:
    rows = []
    for name in year.items:
        for axis in AXES:
            for way in ("joint", "split"):
                found = year.along(name, axis, way=way)
                rows += [
                    {
                        "item": name, "axis": axis, "way": way, "at": c.at,
                        "before": c.before, "after": c.after, "formula": str(c.formula),
                    }
                    for c in found.crossings
                ]  # fmt: skip
    return rows
