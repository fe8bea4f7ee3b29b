"""The year's agenda along support: when an item enters or leaves, and what it crowds out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...exact.read import Exact, natural, rational
from ...exact.roots import Place
from ...sweeps.exact_regimes import regimes
from ...sweeps.pieces import Regimes
from .attention import Agenda, best_agenda
from .coded import Inputs
from .facts import WAYS, shield

__all__ = ["AttentionStudy", "Crowding", "attention_study"]


@dataclass(frozen=True)
class Crowding:
    """What more support for one item alone does to the year's agenda (joint backing).

    Attributes
    ----------
    item : str
    chosen : bool
        Whether it is on the agenda at the coded support.
    at : number or None
        The support per backer for this item, the others' as coded, from which it is on the
        agenda; None if it is not even at the end of the range.
    formula : str
    leaves, joins : tuple of str
        The other items that leave and join at that point.
    regimes : Regimes
    """

    item: str
    chosen: bool
    at: Place | None
    formula: str
    leaves: tuple[str, ...]
    joins: tuple[str, ...]
    regimes: Regimes = field(repr=False)

    def row(self) -> dict[str, Any]:
        """As one row of a table."""
        return {
            "item": self.item, "on the agenda": self.chosen,
            "enters at": self.at, "leaves": ", ".join(self.leaves), "joins": ", ".join(self.joins),
            "formula": self.formula,
        }  # fmt: skip


@dataclass(frozen=True)
class AttentionStudy:
    """The chair's limited attention.

    Attributes
    ----------
    budget : int
    costs : mapping item -> int
    alone : mapping item -> number
        The share of an item's margin that the chair's own acts can reach.
    coded : mapping way -> Agenda
        The best agenda at the coded support.
    along : mapping way -> Regimes
        The best agenda along the support that each backer gives on every item.
    crowding : mapping item -> Crowding
    budgets : mapping int -> Agenda
        Joint backing at the coded support, at the ends of the budget's band too.
    """

    budget: int
    costs: Mapping[str, int]
    alone: Mapping[str, Exact]
    coded: Mapping[str, Agenda]
    along: Mapping[str, Regimes] = field(repr=False)
    crowding: Mapping[str, Crowding] = field(repr=False)
    budgets: Mapping[int, Agenda] = field(repr=False)

    def rows(self) -> list[dict[str, Any]]:
        """One row a stretch of support, way and item on the agenda there."""
        return [
            {
                "way": way, "from": span.where.low, "to": span.where.high, "item": name,
                "attention": self.costs[name],
            }
            for way, found in self.along.items()
            for span in found.spans
            for name in span.answer
        ]  # fmt: skip

    def crowding_rows(self) -> list[dict[str, Any]]:
        """One row an item: from which support for it alone it enters, and what leaves."""
        return [found.row() for found in self.crowding.values()]


def attention_study(inputs: Inputs, deficits: Mapping[str, Exact]) -> AttentionStudy:
    """Solve the year's agenda at the coded support, along it, and item by item."""
    items = inputs.items.values()
    costs = {i.id: natural(i.value("attention"), "attention") for i in items}
    alone = {i.id: i.value("alone") for i in items}
    support, synergy = (rational(inputs.year[n].value, n) for n in ("support", "synergy"))
    band = inputs.year["budget"]
    budget = natural(band.value, "budget")
    ask = _question(alone, costs, budget)
    known = {f"deficit_{name}": value for name, value in deficits.items()}
    values = _values(alone, deficits, shield("joint", {"support": support, "synergy": synergy}))
    return AttentionStudy(
        budget=budget,
        costs=costs,
        alone=alone,
        coded={
            way: best_agenda(
                _values(alone, deficits, shield(way, {"support": support, "synergy": synergy})),
                costs, budget,
            )
            for way in WAYS
        },
        along={
            way: regimes(ask(way), over={"support": (0, 1)}, at={"synergy": synergy, **known})
            for way in WAYS
        },
        crowding={
            name: _crowding(ask("joint", name), name, support, synergy, known) for name in deficits
        },
        budgets={
            natural(b, "budget"): best_agenda(values, costs, b)
            for b in (band.low, band.value, band.high)
        },
    )  # fmt: skip


def _values(alone: Mapping[str, Exact], deficits: Mapping[str, Any], given: Any) -> dict[str, Any]:
    return {name: alone[name] * (given - deficits[name]) for name in alone}


def _question(
    alone: Mapping[str, Exact], costs: Mapping[str, int], budget: int
) -> Callable[..., Callable[..., tuple[str, ...]]]:
    """The agenda as a function of support, for all items or with one singled out."""

    def ask(way: str, single: str | None = None) -> Callable[..., tuple[str, ...]]:
        def chosen(support: Any, synergy: Any, elsewhere: Any = None, **known: Any) -> Any:
            deficits = {name: known[f"deficit_{name}"] for name in alone}
            given = shield(way, {"support": support, "synergy": synergy})
            if single is None:
                return best_agenda(_values(alone, deficits, given), costs, budget).chosen
            others = shield(way, {"support": elsewhere, "synergy": synergy})
            values = _values(alone, deficits, others)
            values[single] = alone[single] * (given - deficits[single])
            return best_agenda(values, costs, budget).chosen

        return chosen

    return ask


def _crowding(
    question: Callable[..., Any], name: str, support: Exact, synergy: Exact,
    known: Mapping[str, Exact],
) -> Crowding:  # fmt: skip
    found: Regimes = regimes(
        question,
        over={"support": (0, 1)},
        at={"synergy": synergy, "elsewhere": support, **known},
    )
    chosen = name in found.answer_at(support)
    for crossing in found.crossings:
        if name in crossing.after and name not in crossing.before:
            before, after = set(crossing.before), set(crossing.after) - {name}
            return Crowding(
                name, chosen, crossing.at, str(crossing.formula),
                tuple(sorted(before - after)), tuple(sorted(after - before)), found,
            )  # fmt: skip
    at = found.low if name in found.pieces[0].answer else None
    return Crowding(name, chosen, at, "", (), (), found)
