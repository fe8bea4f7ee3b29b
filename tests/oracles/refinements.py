"""The index and properness by their definitions, slowly."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy as np

from consensus.games import Strategic
from consensus.solutions import nash
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
