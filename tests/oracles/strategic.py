"""Slow answers by definition, for games small enough to list every profile."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from math import comb
from typing import Any

import numpy as np

from consensus.games import RollCall, Strategic


def expanded(vote: RollCall) -> Strategic:
    """The roll call as a table, one payoff at a time from the definition."""

    def payoff(profile: Any) -> dict[str, Any]:
        cast = dict(zip(vote.players, profile, strict=True))
        passes = vote.rule.passes(cast)
        return {
            p: (vote.adopt[p] if passes else 0) + vote.payments[p][cast[p]] for p in vote.players
        }

    return Strategic.from_function(vote.players, vote.payments, payoff)


def utility(game: Strategic, index: tuple[int, ...]) -> tuple[Any, ...]:
    return tuple(table[index] for table in game.exact)


def indices(game: Strategic) -> list[tuple[int, ...]]:
    return list(product(*(range(size) for size in game.sizes)))


def moves_of(game: Strategic, index: tuple[int, ...], coalition: tuple[int, ...]) -> Any:
    for choice in product(*(range(game.sizes[i]) for i in coalition)):
        moved = list(index)
        for i, s in zip(coalition, choice, strict=True):
            moved[i] = s
        yield tuple(moved)


def gains(game: Strategic, index: tuple[int, ...], coalition: tuple[int, ...]) -> bool:
    before = utility(game, index)
    return any(
        all(utility(game, moved)[i] > before[i] for i in coalition)
        for moved in moves_of(game, index, coalition)
    )


def coalitions(n: int) -> list[tuple[int, ...]]:
    return [c for size in range(1, n + 1) for c in combinations(range(n), size)]


def pure_equilibria(game: Strategic) -> set[tuple[int, ...]]:
    n = len(game.players)
    return {s for s in indices(game) if not any(gains(game, s, (i,)) for i in range(n))}


def strong_equilibria(game: Strategic) -> set[tuple[int, ...]]:
    every = coalitions(len(game.players))
    return {s for s in indices(game) if not any(gains(game, s, c) for c in every)}


# Two players: vertices of the best-response polytopes, one small linear system at a time ---------


def solved(matrix: list[list[Fraction]], right: list[Fraction]) -> list[Fraction] | None:
    """The unique solution of a square system by Gauss elimination, or None."""
    n = len(matrix)
    rows = [[*map(Fraction, row), Fraction(r)] for row, r in zip(matrix, right, strict=True)]
    for k in range(n):
        pivot = next((r for r in range(k, n) if rows[r][k]), None)
        if pivot is None:
            return None
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [v / rows[k][k] for v in rows[k]]
        for r in range(n):
            if r != k and rows[r][k]:
                rows[r] = [a - rows[r][k] * b for a, b in zip(rows[r], rows[k], strict=True)]
    return [row[n] for row in rows]


def polytope_vertices(table: Any) -> set[tuple[Fraction, ...]]:
    """The vertices of {x >= 0, A x <= 1} for a positive matrix, apart from the origin."""
    n, d = len(table), len(table[0])
    lines = [([Fraction(int(i == k)) for k in range(d)], Fraction(0)) for i in range(d)]
    lines += [([Fraction(v) for v in row], Fraction(1)) for row in table]
    found = set()
    for chosen in combinations(range(d + n), d):
        x = solved([lines[c][0] for c in chosen], [lines[c][1] for c in chosen])
        if x is None or not any(x) or any(v < 0 for v in x):
            continue
        if all(sum(a * v for a, v in zip(row, x, strict=True)) <= 1 for row, _ in lines[d:]):
            found.add(tuple(x))
    return found


def extreme_equilibria(game: Strategic) -> set[Any]:
    """All pairs of vertices at which every strategy is unused or a best reply."""
    mine, theirs = (table.tolist() for table in game.exact)
    m, n = game.sizes

    def positive(table: Any) -> Any:
        low = min(min(row) for row in table)
        return [[v - low + 1 for v in row] for row in table]

    mine, theirs = positive(mine), positive(theirs)
    transposed = [[theirs[i][j] for i in range(m)] for j in range(n)]
    pairs = set()
    for x in polytope_vertices(transposed):
        for y in polytope_vertices(mine):
            rows = all(
                x[i] == 0 or sum(a * b for a, b in zip(mine[i], y, strict=True)) == 1
                for i in range(m)
            )
            columns = all(
                y[j] == 0 or sum(a * b for a, b in zip(transposed[j], x, strict=True)) == 1
                for j in range(n)
            )
            if rows and columns:
                pairs.add((tuple(v / sum(x) for v in x), tuple(v / sum(y) for v in y)))
    return pairs


# Coalition-proofness, copied from the definition without any memory -------------------------------


def coalition_proof(game: Strategic, coalition: tuple[int, ...], index: tuple[int, ...]) -> bool:
    """Whether the coalition's part of the profile is coalition-proof, the others' part held."""
    if not self_enforcing(game, coalition, index):
        return False
    before = utility(game, index)
    return not any(
        all(utility(game, moved)[i] > before[i] for i in coalition)
        and self_enforcing(game, coalition, moved)
        for moved in moves_of(game, index, coalition)
    )


def self_enforcing(game: Strategic, coalition: tuple[int, ...], index: tuple[int, ...]) -> bool:
    parts = [c for size in range(1, len(coalition)) for c in combinations(coalition, size)]
    return all(coalition_proof(game, part, index) for part in parts)


def coalition_proof_equilibria(game: Strategic) -> set[tuple[int, ...]]:
    everyone = tuple(range(len(game.players)))
    return {s for s in indices(game) if coalition_proof(game, everyone, s)}


# Three players with two strategies each: the totally mixed equilibria by elimination --------------


def mixed_by_elimination(game: Strategic) -> list[Any]:
    """Roots of the quadratic that is left when two of the three equations are solved for.

    Each player's gain from strategy 1 over 0 is bilinear in the shares of strategy 1 of the two
    others: a + b x + c y + d x y.
    """

    def bilinear(i: int) -> tuple[float, float, float, float]:
        table = np.moveaxis(np.array(game.tables[i], dtype=float), i, 0)
        gain = (table[1] - table[0]).astype(object)
        a, b, c = gain[0, 0], gain[1, 0] - gain[0, 0], gain[0, 1] - gain[0, 0]
        return a, b, c, gain[1, 1] - gain[1, 0] - gain[0, 1] + gain[0, 0]

    (a1, b1, c1, d1), (a2, b2, c2, d2), (a3, b3, c3, d3) = map(bilinear, range(3))
    # With z the third share, player 2's equation gives x = -(a2 + c2 z)/(b2 + d2 z) and player 1's
    # y = -(a1 + c1 z)/(b1 + d1 z); player 3's, a3 + b3 x + c3 y + d3 x y = 0, is quadratic in z.
    top_x, low_x = np.poly1d([-c2, -a2]), np.poly1d([d2, b2])
    top_y, low_y = np.poly1d([-c1, -a1]), np.poly1d([d1, b1])
    quadratic = a3 * low_x * low_y + b3 * top_x * low_y + c3 * top_y * low_x + d3 * top_x * top_y
    found = []
    for z in quadratic.roots:
        if abs(z.imag) > 1e-12:
            continue
        shares = [top_x(z.real) / low_x(z.real), top_y(z.real) / low_y(z.real), z.real]
        if all(0 < share < 1 for share in shares):
            found.append(tuple((1 - share, share) for share in shares))
    return found


# A majority vote of equals with a payment for assenting ------------------------------------------


def sign_changes(n: int, stake: int, pay: int, needed: int) -> list[float]:
    """Where the gain from assenting changes sign, on a grid of the chance of assent.

    The gain is the stake times the chance that exactly needed - 1 of the others assent, plus the
    payment.
    """
    grid = np.linspace(0.0005, 0.9995, 1000)
    pivotal = comb(n - 1, needed - 1) * grid ** (needed - 1) * (1 - grid) ** (n - needed)
    gain = stake * pivotal + pay
    places = np.flatnonzero(gain[:-1] * gain[1:] < 0)
    return [float(grid[k] + grid[k + 1]) / 2 for k in places]
