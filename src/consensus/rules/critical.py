"""How many members of a winning coalition are critical, counted for each player."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, prod
from typing import Any

import numpy as np

from ..errors import TooLarge
from .automaton import Array, coefficients
from .counting import exact_table, reduced
from .rule import Join, Part, Quota, Rule

__all__ = ["critical_tally", "decided"]

_MOST_CELLS = 40_000_000
_MOST_PROFILES = 2_000_000


def critical_tally(rule: Rule) -> dict[str, list[int]]:
    """For each player and k, the winning coalitions in which they are one of k critical members.

    One quota costs players² × totals; joined quotas cost the profiles that say how many of each
    class of equal players are in.

    Returns
    -------
    dict player -> list of int
        Indexed by k, from 0 to the number of players.

    Raises
    ------
    TooLarge
        If neither way is open.
    """
    weights = coefficients(rule)
    members: dict[Any, list[str]] = {}
    for player in rule.players:
        members.setdefault(tuple(a for a, _ in weights[player]), []).append(player)
    profiles = prod(len(same) + 1 for same in members.values())
    if profiles <= _MOST_PROFILES // 20:
        return _by_profiles(rule, members)
    if len(rule.quotas) == 1 and _cells(rule) <= _MOST_CELLS:
        return _by_totals(rule)
    if profiles <= _MOST_PROFILES:
        return _by_profiles(rule, members)
    raise TooLarge(
        "counting critical members",
        profiles,
        _MOST_PROFILES,
        "sample coalitions with samples= and random=",
        unit="profiles",
    )


# By profiles of classes ---------------------------------------------------------------------------


def _by_profiles(rule: Rule, members: dict[Any, list[str]]) -> dict[str, list[int]]:
    classes = list(members)
    sizes = [len(members[kind]) for kind in classes]
    n = len(rule.players)
    counts = np.indices([size + 1 for size in sizes], dtype=np.int32).reshape(len(sizes), -1)
    totals = []
    for j, quota in enumerate(rule.quotas):
        kind: Any = np.int64 if quota.size < 1 << 62 else object
        total = np.zeros(counts.shape[1], dtype=kind)
        for kind_weights, count in zip(classes, counts, strict=True):
            total += count.astype(kind) * kind_weights[j]
        totals.append(total)
    winning = decided(rule.structure, rule.quotas, totals)
    counts = counts[:, winning]
    totals = [total[winning] for total in totals]
    critical = np.zeros(counts.shape, dtype=bool)
    for c, kind_weights in enumerate(classes):
        left = [total - w for total, w in zip(totals, kind_weights, strict=True)]
        critical[c] = (counts[c] > 0) & ~decided(rule.structure, rule.quotas, left)
    many = np.zeros(counts.shape[1], dtype=np.int64)
    for count, needed in zip(counts, critical, strict=True):
        many += count * needed

    def work(prime: int) -> Array:
        rows = []
        for c in range(len(sizes)):
            # One given member of the class is in, the others of each class in any way.
            ways = np.ones(counts.shape[1])
            for d, size in enumerate(sizes):
                own = int(c == d)
                table = np.array(
                    [0 if k < own else comb(size - own, k - own) for k in range(size + 1)],
                    dtype=object,
                )
                if prime:
                    table = table % prime
                ways = reduced(ways * table.astype(float)[counts[d]], prime)
            here = critical[c]
            sums = np.bincount(many[here], weights=ways[here], minlength=n + 1)
            rows.append(reduced(sums, prime))
        return np.array(rows)

    table = exact_table(work, 2**n)
    return {player: table[c] for c, kind in enumerate(classes) for player in members[kind]}


def decided(part: Part, quotas: Sequence[Quota], totals: list[Array]) -> Array:
    """Where a part of the rule passes with these totals."""
    if isinstance(part, Quota):
        reached: Array = np.asarray(totals[quotas.index(part)] >= part.reach, dtype=bool)
        return reached
    assert isinstance(part, Join)
    answers = np.array([decided(inner, quotas, totals) for inner in part.parts])
    return np.asarray(answers.all(axis=0) if part.kind == "and" else answers.any(axis=0))


# By totals of one quota ---------------------------------------------------------------------------


def _cells(rule: Rule) -> int:
    n = len(rule.players)
    return n * n * (rule.quotas[0].size + 1) // 2


def _by_totals(rule: Rule) -> dict[str, list[int]]:
    """Read largest first: the critical members are those heavier than what exceeds the quota.

    So they come first, and the last of them, c, and the first member after them, d, say all:
    the total exceeds the quota by at least d's weight and by less than c's.
    """
    (quota,) = rule.quotas
    order = sorted(rule.players, key=lambda p: -quota.adds(p, "assent"))
    weights = [quota.adds(player, "assent") for player in order]

    def work(prime: int) -> Array:
        return _passes(weights, quota.reach, quota.size, prime)

    table = exact_table(work, 2 ** len(order))
    return dict(zip(order, table, strict=True))


def _passes(weights: list[int], reach: int, size: int, prime: int) -> Array:
    n = len(weights)
    endings = _endings(weights, reach, size, prime)
    # later[t][x, k]: the ways on from total x before player t, with k critical members to come.
    later = [np.zeros((size + 1, 1))]
    for t in range(n - 1, -1, -1):
        here = np.pad(later[-1], ((0, 0), (0, 1)))
        here[: size + 1 - weights[t], 1:] += _with(later[-1], endings[t])[weights[t] :]
        later.append(reduced(here, prime))
    later.reverse()
    before = np.zeros((size + 1, 1))
    before[0, 0] = 1
    rows = []
    for t, weight in enumerate(weights):
        after = reduced(_with(later[t + 1], endings[t]), prime)[weight:]
        rows.append(_product(before[: size + 1 - weight], after, n, prime))
        moved = np.pad(before, ((0, 0), (0, 1)))
        moved[weight:, 1:] += before[: size + 1 - weight]
        before = reduced(moved, prime)
    return np.array(rows)


def _with(later: Array, ending: Array) -> Array:
    """The ways on once a player is in: as the last critical member, or with more to come."""
    both = later.copy()
    both[:, 0] += ending
    return both


def _product(before: Array, after: Array, n: int, prime: int) -> Array:
    row = np.zeros(n + 1)
    products = np.zeros((before.shape[1], after.shape[1]))
    for at in range(0, len(before), 2048):
        products += reduced(before[at : at + 2048].T @ after[at : at + 2048], prime)
    products = reduced(products, prime)
    for power in range(products.shape[0]):
        row[power + 1 : power + 1 + products.shape[1]] += products[power]
    return reduced(row, prime)


def _endings(weights: list[int], reach: int, size: int, prime: int) -> list[Array]:
    """For each last critical member c and each total x with c: the ways to go on without more."""
    n = len(weights)
    # up_to[d][z]: the sets of players from d on that weigh at most z.
    up_to = [np.ones(size + 1)]
    for weight in reversed(weights):
        more = up_to[-1].copy()
        more[weight:] += up_to[-1][: size + 1 - weight]
        up_to.append(reduced(more, prime))
    up_to.reverse()
    x = np.arange(size + 1)
    endings = []
    for c in range(n):
        ways = ((x >= reach) & (x < reach + weights[c])).astype(float)
        for d in range(c + 1, n):
            if weights[d] < weights[c]:
                most = _at(up_to[d + 1], reach + weights[c] - 1 - weights[d] - x)
                ways += most - _at(up_to[d + 1], reach - 1 - x)
        endings.append(reduced(ways, prime))
    return endings


def _at(up_to: Array, z: Array) -> Array:
    values: Array = np.where(z < 0, 0, up_to[np.clip(z, 0, len(up_to) - 1)])
    return values
