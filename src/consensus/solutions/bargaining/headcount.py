"""Stationary offers where vetoers and a head count of the others decide: exact, any size.

Everybody with a veto has to be paid, and then the cheapest of the others until enough are won.
Players whose price is the same at the margin are included with chances between 0 and 1. Which
players tie is found by starting from all being tied and letting out those who would be included
with a negative chance (they are too dear) or more often than there are offers (they are cheap).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

from ...errors import NotApplicable, NotConverged
from ...games.bargaining import Bargaining
from ...rules.rule import Rule
from ..programming import solved_exactly

__all__ = ["Count", "head_count", "solve_head_count"]

_MOST_TRIED = 5


@dataclass(frozen=True)
class Count:
    """A rule as vetoers, others of whom a number is needed, and players who do not matter."""

    vetoers: tuple[str, ...]
    others: tuple[str, ...]
    needed: int


def head_count(rule: Rule) -> Count | None:
    """The rule as a head count, None when it is not one; cost quotas × players."""
    vetoers = rule.vetoers
    rest = [p for p in rule.players if p not in vetoers]
    weights = {p: tuple(q.by_player.get(p, (0, 0))[0] for q in rule.quotas) for p in rest}
    live = sorted({w for w in weights.values() if any(w)})
    if len(live) > 1:
        return None
    others = tuple(p for p in rest if any(weights[p]))
    for needed in range(len(others) + 1):
        if rule.wins({*vetoers, *others[:needed]}):
            if needed == 0:
                return Count(vetoers, (), 0)
            return Count(vetoers, others, needed)
    return None


def solve_head_count(game: Bargaining, count: Count) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values of the players and the chances with which others include them."""
    groups: list[list[str]] = [list(count.others)] if count.others else []
    seen: set[tuple[frozenset[str], ...]] = set()
    while True:
        key = tuple(frozenset(g) for g in groups)
        if key in seen:
            return _by_trying(game, count)
        seen.add(key)
        solved = _given_ties(game, count, groups)
        if solved is None:
            return _by_trying(game, count)
        values, included = solved
        groups_next = _corrected(game, count, groups, values, included)
        if groups_next is None:
            return values, included
        groups = groups_next


def _by_trying(game: Bargaining, count: Count) -> tuple[dict[str, Any], dict[str, Any]]:
    """Every way to order the others with ties; only where there are few."""
    if len(count.others) <= _MOST_TRIED:
        for groups in _orders_with_ties(list(count.others)):
            solved = _given_ties(game, count, groups)
            if solved is not None and _corrected(game, count, groups, *solved) is None:
                return solved
    if any(game.discount[v] == 1 for v in count.vetoers):
        raise NotApplicable(
            "stationary: assumes that everybody who is always needed is impatient (below 1)"
        )
    raise NotConverged("stationary: no tie structure was found in which every offer is a best one")


def _orders_with_ties(players: list[str]) -> Iterator[list[list[str]]]:
    if not players:
        yield []
    for size in range(1, len(players) + 1):
        for first in combinations(players, size):
            rest = [p for p in players if p not in first]
            for further in _orders_with_ties(rest):
                yield [list(first), *further]


def cheapest(
    count: Count, groups: Sequence[Sequence[str]], proposer: str
) -> list[tuple[Sequence[str], int]]:
    """How many of each group a proposer includes, cheapest group first."""
    needed = count.needed - (proposer in count.others)
    taken = []
    for group in groups:
        size = len(group) - (proposer in group)
        taken.append((group, min(needed, size)))
        needed -= min(needed, size)
    return taken


def _given_ties(
    game: Bargaining, count: Count, groups: Sequence[Sequence[str]]
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Solve the values when the players of each group have the same price; None if singular.

    Unknown: the price of each vetoer and of each group. A vetoer's equation is its own; the
    equations of a group are added up, since how often its members are included in sum is known.
    """
    chance, delta = game.recognition, game.discount
    units: list[tuple[str, ...]] = [(v,) for v in count.vetoers] + [tuple(g) for g in groups]
    place = {p: k for k, unit in enumerate(units) for p in unit}
    price_of_proposing = {i: _price_row(count, groups, units, place, i) for i in game.players}
    rows, right = [], []
    for k, unit in enumerate(units):
        row: list[Any] = [Fraction(0)] * len(units)
        constant: Any = Fraction(0)
        for i in unit:
            row[k] = row[k] + Fraction(1) / delta[i]
            constant = constant + chance[i]
            for at, amount in price_of_proposing[i].items():
                row[at] = row[at] + chance[i] * amount
        row[k] = row[k] - _times_included(game, count, groups, unit)
        rows.append(row)
        right.append(constant)
    prices = solved_exactly(rows, right)
    if prices is None:
        return None
    price = {p: prices[k] for p, k in place.items()}
    values: dict[str, Any] = {}
    included: dict[str, Any] = {}
    for i in game.players:
        spent = sum(
            (amount * prices[at] for at, amount in price_of_proposing[i].items()), start=Fraction(0)
        )
        own = chance[i] * (1 - spent)
        if i in place:
            values[i] = price[i] / delta[i]
            included[i] = (values[i] - own) / price[i] if price[i] != 0 else Fraction(0)
        else:
            values[i], included[i] = own, Fraction(0)
    return values, included


def _price_row(
    count: Count,
    groups: Sequence[Sequence[str]],
    units: Sequence[Sequence[str]],
    place: Mapping[str, int],
    proposer: str,
) -> dict[int, int]:
    """How many units of each price a proposer pays."""
    row = {place[v]: 1 for v in count.vetoers if v != proposer}
    for group, number in cheapest(count, groups, proposer):
        if number:
            row[place[group[0]]] = number
    return row


def _times_included(
    game: Bargaining, count: Count, groups: Sequence[Sequence[str]], unit: Sequence[str]
) -> Any:
    """The expected number of members of a unit whom others include."""
    total: Any = Fraction(0)
    for i in game.players:
        if unit[0] in count.vetoers:
            total = total + game.recognition[i] * int(i != unit[0])
            continue
        for group, number in cheapest(count, groups, i):
            if group[0] in unit:
                total = total + game.recognition[i] * number
    return total


def _corrected(
    game: Bargaining,
    count: Count,
    groups: list[list[str]],
    values: Mapping[str, Any],
    included: Mapping[str, Any],
) -> list[list[str]] | None:
    """The groups with one mistake repaired, None when there is none."""
    for k, group in enumerate(groups):
        if len(group) == 1:
            continue
        low = [p for p in group if included[p] < 0]
        if low:
            dear = _most(low, {p: -included[p] for p in low})
            return [*groups[:k], [p for p in group if p != dear], [dear], *groups[k + 1 :]]
        over = {p: included[p] - _most_often(game, count, groups, group, p) for p in group}
        high = [p for p in group if over[p] > 0]
        if high:
            cheap = _most(high, over)
            return [*groups[:k], [cheap], [p for p in group if p != cheap], *groups[k + 1 :]]
    for k in range(len(groups) - 1):
        here, there = groups[k][0], groups[k + 1][0]
        if game.discount[here] * values[here] > game.discount[there] * values[there]:
            if len(groups[k]) == 1 and len(groups[k + 1]) == 1:
                return [*groups[:k], groups[k + 1], groups[k], *groups[k + 2 :]]
            return [*groups[:k], groups[k] + groups[k + 1], *groups[k + 2 :]]
    return None


def _most_often(
    game: Bargaining,
    count: Count,
    groups: Sequence[Sequence[str]],
    group: Sequence[str],
    player: str,
) -> Any:
    """The chance with which others could include a player at most."""
    total: Any = Fraction(0)
    for i in game.players:
        if i == player:
            continue
        for other, number in cheapest(count, groups, i):
            if other is group and number:
                total = total + game.recognition[i]
    return total


def _most(players: Sequence[str], amounts: Mapping[str, Any]) -> str:
    best = players[0]
    for player in players[1:]:
        if amounts[player] > amounts[best]:
            best = player
    return best
