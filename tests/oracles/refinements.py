"""The index and properness by their definitions, slowly."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from typing import Any

import numpy as np

from consensus.games import Strategic
from consensus.solutions import nash
from consensus.solutions.strategic.linear import maximum
from oracles.strategic import solved

SMALL = Fraction(1, 10**9)


def determinant(matrix: list[list[Fraction]]) -> Fraction:
    """By Laplace's expansion along the first row."""
    if not matrix:
        return Fraction(1)
    total = Fraction(0)
    for k, entry in enumerate(matrix[0]):
        minor = [row[:k] + row[k + 1 :] for row in matrix[1:]]
        total += (-1) ** k * entry * determinant(minor)
    return total


def jacobian_sign(game: Strategic, profile: Any) -> int:
    """The sign of det(-DF) for F the gains over the last strategy of each support.

    The derivative of a gain with respect to a probability is taken as the exact difference of
    gains at two profiles, since gains are affine in each probability.
    """
    support = [[s for s, p in enumerate(mix) if p] for mix in profile]
    free = [(i, s) for i, own in enumerate(support) for s in own[:-1]]

    def gains(at: Any) -> list[Fraction]:
        worths = [expected(game, i, at) for i in range(len(at))]
        return [Fraction(worths[i][s] - worths[i][support[i][-1]]) for i, s in free]

    before = gains(profile)
    columns = []
    for j, t in free:
        mix = list(profile[j])
        mix[t], mix[support[j][-1]] = mix[t] + 1, mix[support[j][-1]] - 1
        moved = [mix if i == j else own for i, own in enumerate(profile)]
        columns.append([a - b for a, b in zip(before, gains(moved), strict=True)])
    value = determinant(columns)
    return (value > 0) - (value < 0)


def is_regular(game: Strategic, profile: Any) -> bool:
    """Whether exactly the strategies in use are best, and their equations are independent."""
    for i, mix in enumerate(profile):
        worths = expected(game, i, profile)
        if [w == max(worths) for w in worths] != [p > 0 for p in mix]:
            return False
    return jacobian_sign(game, profile) != 0


def expected(game: Strategic, player: int, profile: Any) -> list[Fraction]:
    """What each strategy of a player gives, summed cell by cell."""
    table = game.exact[player]
    worths = [Fraction(0)] * game.sizes[player]
    for index in np.ndindex(*game.sizes):
        weight = Fraction(1)
        for j, s in enumerate(index):
            if j != player:
                weight *= profile[j][s]
        worths[index[player]] += weight * table[index]
    return worths


def equilibria_by_support(game: Strategic) -> list[Any]:
    """All equilibria of a two-player game without ties, one pair of equal supports at a time."""
    mine, theirs = game.exact
    m, n = game.sizes
    found = []
    for size in range(1, min(m, n) + 1):
        for rows in combinations(range(m), size):
            for columns in combinations(range(n), size):
                x = _equal_worths([[theirs[i, j] for i in rows] for j in columns], rows, m)
                y = _equal_worths([[mine[i, j] for j in columns] for i in rows], columns, n)
                if x is None or y is None:
                    continue
                worths = expected(game, 0, (x, y)), expected(game, 1, (x, y))
                if all(max(w) == w[own[0]] for w, own in zip(worths, (rows, columns), strict=True)):
                    found.append((x, y))
    return found


def _equal_worths(matrix: Any, where: Any, size: int) -> tuple[Fraction, ...] | None:
    k = len(where)
    system = [[Fraction(v) for v in row] + [Fraction(-1)] for row in matrix]
    system.append([Fraction(1)] * k + [Fraction(0)])
    answer = solved(system, [Fraction(0)] * k + [Fraction(1)])
    if answer is None or any(p <= 0 for p in answer[:k]):
        return None
    mix = [Fraction(0)] * size
    for s, p in zip(where, answer, strict=False):
        mix[s] = p
    return tuple(mix)


def indices_of_components(game: Strategic, random: np.random.Generator) -> list[int]:
    """For each component of `nash` the indices of the equilibria of a game near by, next to it.

    Every payoff is moved by a random fraction. An equilibrium of the moved game with supports I
    and J belongs to the extreme equilibria whose supports lie in I and J and against which all of
    J and I are best replies.
    """
    tables = []
    for table in game.exact:
        noise = random.integers(-(10**6), 10**6, size=table.shape).astype(object)
        tables.append(table + noise * SMALL * Fraction(1, 10**6))
    near = Strategic(tables)
    components = nash(game).components
    sums = [0] * len(components)
    for profile in equilibria_by_support(near):
        owners = [k for k, c in enumerate(components) if _belongs(game, profile, c)]
        assert len(owners) == 1
        sums[owners[0]] += jacobian_sign(near, profile)
    return sums


def _belongs(game: Strategic, profile: Any, component: Any) -> bool:
    rows, columns = ({s for s, p in enumerate(mix) if p} for mix in profile)
    for subset in component:
        for x in subset.rows:
            for y in subset.columns:
                mine, theirs = expected(game, 0, (x, y)), expected(game, 1, (x, y))
                if (
                    {s for s, p in enumerate(x) if p} <= rows
                    and {s for s, p in enumerate(y) if p} <= columns
                    and all(mine[i] == max(mine) for i in rows)
                    and all(theirs[j] == max(theirs) for j in columns)
                ):
                    return True
    return False


# Properness: one small epsilon, all rankings ------------------------------------------------------

EPSILON, NEAR = 10**6, 100


def proper(game: Strategic, profile: Any) -> bool:
    """Whether there are ε-proper profiles for ε = 10⁻⁶ within 1/100, by all pairs of rankings.

    For small whole payoffs; a ranking is a level for each strategy.
    """
    mine, theirs = (table.astype(object) for table in game.exact)
    m, n = game.sizes
    for first in weak_orders(m):
        for second in weak_orders(n):
            if mistaken(theirs, profile[0], first, second) and mistaken(
                mine.T, profile[1], second, first
            ):
                return True
    return False


def weak_orders(count: int) -> list[tuple[int, ...]]:
    """Levels of all strategies, 0 the best, none left out."""
    return [
        levels
        for levels in product(range(count), repeat=count)
        if set(levels) == set(range(max(levels) + 1))
    ]


def mistaken(table: Any, mix: Any, own: Any, other: Any) -> bool:
    """Whether a mixture near `mix` has the odds of `own` and gives the other the ranking `other`."""
    m, n = table.shape
    rows, right = [], []
    for s in range(m):
        unit = [int(r == s) for r in range(m)]
        for sign in (1, -1):
            rows.append([sign * NEAR * u for u in unit] + [0])
            right.append(1 + sign * NEAR * Fraction(mix[s]))
        rows.append([-u for u in unit] + [1])
        right.append(0)
        for t in range(m):
            if own[t] < own[s]:
                rows.append([EPSILON * int(r == s) - int(r == t) for r in range(m)] + [0])
                right.append(0)
    for j, k in product(range(n), repeat=2):
        step = [int(table[s, k] - table[s, j]) for s in range(m)]
        if other[j] <= other[k]:
            rows.append([*step, int(other[j] < other[k])])
            right.append(0)
    rows += [[1] * m + [0], [-1] * m + [0]]
    right += [1, -1]
    scaled = [Fraction(r) for r in right]
    bottom = int(np.lcm.reduce([r.denominator for r in scaled]))
    whole = np.array(rows, dtype=object) * bottom
    limits = np.array([int(r * bottom) for r in scaled], dtype=object)
    best = maximum(np.array([0] * m + [1], dtype=object), whole, limits)
    return best is not None and best.value > 0
