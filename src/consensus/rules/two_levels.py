"""Swings of the members of one union, counted by how many unions and members stand before them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import factorial

import numpy as np

from ..errors import InvalidInput, TooLarge
from .automaton import Array, Automaton, automaton_of, reading_order
from .counting import SHAPLEY, backward, exact_table, forward, reduced, swings_from
from .rule import Rule

__all__ = ["read_unions", "swings_within"]

_MOST_CELLS = 40_000_000


def read_unions(rule: Rule, unions: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The unions by name, those who are in none as unions of their own; all checked by `merge`."""
    if not isinstance(unions, Mapping):
        raise InvalidInput(f"unions: expected a mapping name -> members, got {unions!r}"[:200])
    inside = {
        name: rule.read_coalition(members, where=f"unions[{name!r}]")
        for name, members in unions.items()
    }
    try:
        rule.merge(inside)
    except InvalidInput as error:
        raise InvalidInput(str(error).replace("blocs", "unions", 1)) from None
    taken = {player for members in inside.values() for player in members}
    read = {name: tuple(p for p in rule.players if p in found) for name, found in inside.items()}
    read.update({player: (player,) for player in rule.players if player not in taken})
    return read


def swings_within(rule: Rule, others: tuple[str, ...], members: tuple[str, ...]) -> list[list[int]]:
    """For each member, by the number of members before: Σ r!·(m−1−r)! over the unions before.

    Parameters
    ----------
    rule : Rule
        The rule in which the other unions have been merged.
    others, members : tuple of str
        The names of the merged unions, and of the members of the union in question.
    """
    order = tuple(
        sorted(others, key=reading_order(rule).index)
        + sorted(members, key=reading_order(rule).index)
    )
    automaton = automaton_of(rule, order=order)
    m, u = len(others) + 1, len(members)
    cells = sum((step.shape[1] + 2) * (max(m, u) + 1) for step in automaton.steps)
    if cells > _MOST_CELLS:
        raise TooLarge(
            "counting by unions", cells, _MOST_CELLS, "use smaller or fewer unions", unit="cells"
        )
    orders = [factorial(r) * factorial(m - 1 - r) for r in range(m)]
    table = exact_table(
        lambda prime: _one_pass(automaton, len(others), orders, prime), factorial(m) * 2**u
    )
    place = dict(zip(order[len(others) :], table, strict=True))
    return [place[member] for member in members]


def _one_pass(automaton: Automaton, others: int, orders: list[int], prime: int) -> Array:
    inner = Automaton(
        automaton.players[others:],
        automaton.classes[others:],
        automaton.steps[others:],
        automaton.ballots,
    )
    later = backward(inner, SHAPLEY, prime)
    reached = np.ones((1, 1))
    for t in range(others):
        after = automaton.steps[t + 1].shape[1] + 2
        reached = forward(reached, automaton.steps[t], after, SHAPLEY, prime)
    # Weigh each number of unions before by its orders: one number a state is left.
    weighed = np.zeros((reached.shape[0], 1))
    for before in range(reached.shape[1]):
        factor = float(orders[before] % prime if prime else orders[before])
        weighed = reduced(weighed + reduced(reached[:, [before]] * factor, prime), prime)
    rows = []
    for t, step in enumerate(inner.steps):
        width = len(inner.players)
        rows.append(swings_from(weighed, step, later[t + 1], SHAPLEY, prime, width))
        weighed = forward(weighed, step, later[t + 1].shape[0], SHAPLEY, prime)
    return np.array(rows)
