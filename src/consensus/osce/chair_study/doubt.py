"""Doubt about the numbers: which of them matters, and how often a draw says the same."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import Any

from ...exact.read import Exact, natural, rational
from ...models.scenario import Parameter
from ...sweeps.bands import draw
from ...sweeps.ensembles import ensemble
from ...sweeps.influence import tornado
from .attention import best_agenda
from .choices import MODELS, Question
from .coded import AgendaItem, Inputs
from .facts import WAYS, deficit, shield
from .levels import numbers

__all__ = ["ensemble_rows", "tornado_rows"]

_WHOLE = ("attention", "alone", "budget")
_DRAWN_IN_THE_YEAR = ("support", "synergy", "reform", "punish_cost", "china_relief")


def tornado_rows(inputs: Inputs, item: AgendaItem, way: str) -> list[dict[str, Any]]:
    """The support per backer at the balance, each number at the ends of its band in turn."""

    def balance(**n: Any) -> Any:
        return Fraction(deficit(n)) / shield(way, {**n, "support": 1})

    bands = _bands(inputs, item)
    bands.pop("support", None)
    rest = {n: v for n, v in numbers(inputs, item).items() if n not in bands and n != "support"}
    rows = tornado(balance, bands=bands, at=rest)
    return [row for row in rows if len({row["low"], row["central"], row["high"]}) > 1]


def _bands(inputs: Inputs, item: AgendaItem) -> dict[str, Parameter]:
    known = {n: inputs.year[n] for n in _DRAWN_IN_THE_YEAR}
    known |= {n: p for n, p in item.parameters.items() if n not in _WHOLE}
    return {n: p for n, p in known.items() if p.low < p.high}


def ensemble_rows(inputs: Inputs, *, seed: int, count: int) -> list[dict[str, Any]]:
    """Shares of draws that uphold, by item, way and model, and that put the item on the agenda.

    All numbers with a band are drawn, uniformly and independently, the year's once for all items;
    the units of attention and the budget stay as coded.
    """
    natural(count, "count", least=1)
    drawn = {i.id: _drawn(inputs, i, seed, count) for i in inputs.items.values()}
    on = _on_agenda(inputs, drawn, count)
    rows = []
    for item in inputs.items.values():
        rest = {n: v for n, v in numbers(inputs, item).items() if n not in drawn[item.id]}
        for way in WAYS:
            found = ensemble(_all_models(way), draws=drawn[item.id], at=rest)
            row: dict[str, Any] = {"item": item.id, "way": way}
            for place, model in enumerate(MODELS):
                row[model] = found.share(partial(_upholds, place))
            row["same side"] = found.share(lambda answer: len(set(answer)) == 1)
            row["on the agenda"] = on[item.id] if way == "joint" else None
            rows.append(row)
    return rows


def _upholds(place: int, answer: tuple[str, ...]) -> bool:
    return answer[place] == "upholds"


def _all_models(way: str) -> Any:
    questions = [Question(model, way) for model in MODELS]

    def outcomes(**n: Any) -> tuple[str, ...]:
        return tuple(question(**n) for question in questions)

    return outcomes


def _drawn(inputs: Inputs, item: AgendaItem, seed: int, count: int) -> dict[str, Any]:
    """Draws by plain names; an item's own numbers have streams of their own."""
    bands = _bands(inputs, item)
    named = {n if n in inputs.year else f"{item.id}_{n}": p for n, p in bands.items()}
    drawn = draw(named, count=count, seed=seed)
    return {n.removeprefix(f"{item.id}_"): column for n, column in drawn.items()}


def _on_agenda(
    inputs: Inputs, drawn: Mapping[str, Mapping[str, Any]], count: int
) -> dict[str, float]:
    """The share of draws in which each item is on the best agenda, with joint backing."""
    items = list(inputs.items.values())
    costs = {i.id: natural(i.value("attention"), "attention") for i in items}
    budget = inputs.year["budget"].value
    found = dict.fromkeys(inputs.items, 0)
    fixed = {i.id: numbers(inputs, i) for i in items}
    for draw_number in range(count):
        values: dict[str, Exact] = {}
        for item in items:
            n: dict[str, Any] = dict(fixed[item.id])
            n |= {k: Fraction(float(c[draw_number])) for k, c in drawn[item.id].items()}
            margin = rational(shield("joint", n) - deficit(n), "margin")
            values[item.id] = item.value("alone") * margin
        for name in best_agenda(values, costs, budget).chosen:
            found[name] += 1
    return {name: times / count for name, times in found.items()}
