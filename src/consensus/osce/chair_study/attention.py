"""A chair's limited attention: which items enter the year's agenda, and what crowds them out.

An item takes whole units of attention and is worth, if the chair takes it up, the share of its
margin (shield less deficit) that the chair's own acts can reach. The best agenda is a knapsack,
solved by dynamic programming over the units: exact, and complete for whole units (Bellman 1957).
Its values may be traced, so the support at which an item enters or leaves is exact too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ...errors import InvalidInput
from ...exact.read import Number, exact_number, natural
from ...solutions.solution import Solution, Upset

__all__ = ["Agenda", "best_agenda"]


@dataclass(frozen=True)
class Attention:
    """What each item is worth and takes, and how much there is to give."""

    values: Mapping[str, Number]
    costs: Mapping[str, int]
    budget: int


@dataclass(frozen=True, kw_only=True)
class Agenda(Solution):
    """The best set of items within a budget; one item, a tuple in the order of the agenda.

    Attributes
    ----------
    value : number
        What it is worth.
    spent : int
        The units it takes.
    """

    value: Number
    spent: int

    @property
    def chosen(self) -> tuple[str, ...]:
        """The items taken up."""
        found: tuple[str, ...] = self.items[0]
        return found


def best_agenda(
    values: Mapping[str, object], costs: Mapping[str, object], budget: object
) -> Agenda:
    """The set of items with the greatest total value that a budget of attention allows.

    Cost: items × budget comparisons. An item enters only if it adds something; of equally good
    sets the one found first in the order given is kept.

    Parameters
    ----------
    values : mapping item -> number
        What taking it up is worth to the chair; items worth nothing or less are never taken.
    costs : mapping item -> int
        Whole units of attention, at least 1.
    budget : int

    Raises
    ------
    InvalidInput
        For a cost that is not a whole number of at least 1, or items without a cost.

    Examples
    --------
    >>> found = best_agenda({"a": 3, "b": 2, "c": 2}, {"a": 3, "b": 2, "c": 2}, budget=4)
    >>> found.chosen, found.value
    (('b', 'c'), 4)
    >>> print(found.why(("a",)))
    chair upsets it by ('b', 'c') and gains 1
    """
    if set(values) != set(costs):
        raise InvalidInput(f"costs: expected exactly the items {sorted(values)}")
    game = Attention(
        {name: exact_number(v, f"values[{name!r}]") for name, v in values.items()},
        {name: natural(c, f"costs[{name!r}]", least=1) for name, c in costs.items()},
        natural(budget, "budget"),
    )
    best: list[tuple[Any, tuple[str, ...]]] = [(0, ())] * (game.budget + 1)
    for name, value in game.values.items():
        cost = game.costs[name]
        if not value > 0:
            continue
        for units in range(game.budget, cost - 1, -1):
            before, chosen = best[units - cost]
            if before + value > best[units][0]:
                best[units] = (before + value, (*chosen, name))
    total, chosen = best[game.budget]
    return Agenda(
        concept="best_agenda",
        game=game,
        items=(chosen,),
        form="some",
        complete=False,
        evidence={"proof": "dynamic programming over whole units of attention"},
        check=partial(_why, game, total, chosen),
        value=total,
        spent=sum(game.costs[name] for name in chosen),
    )


def _why(game: Attention, best: Any, chosen: tuple[str, ...], candidate: Any) -> Upset | None:
    names = tuple(candidate)
    for name in names:
        if name not in game.values:
            raise InvalidInput(f"candidate: {name!r} is not an item")
    if len(set(names)) < len(names):
        raise InvalidInput("candidate: an item is listed twice")
    over = sum(game.costs[name] for name in names) - game.budget
    if over > 0:
        return Upset("chair", chosen, over, "more attention than there is, by this many units")
    gain: Any = best - sum((game.values[name] for name in names), start=0)
    return Upset("chair", chosen, gain) if gain > 0 else None
