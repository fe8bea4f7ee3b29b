"""Whether mistakes exist that are rarer the worse they are, decided by linear programmes.

Fix for each player how the strategies rank, ties included, in the eyes of that player. Mistakes of
the first player that fit are mixtures in which every strategy is at least N times as likely as each
of the next lower rank, and against which the second player's strategies have exactly the second
player's ranking: the ranking of the first enters by the odds alone, that of the second by the
payoffs alone, so each player's mistakes are a linear programme of their own. An equilibrium is
proper iff for some pair of rankings both are feasible within 1/N of it for every N.

N is one whole number. Every sign that the simplex method looks at is a minor of the programme, a
polynomial in N with whole coefficients; above the sum of their magnitudes its sign is that of the
leading coefficient. With N beyond that bound the answer is the one for all larger N.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import comb, lcm
from typing import Any, TypeAlias

import numpy as np

from ...exact.read import Exact, tidy
from .linear import exact_maximum

__all__ = ["Mistakes", "Ranking", "orders", "rankings"]

Array: TypeAlias = np.ndarray[Any, Any]
Mix: TypeAlias = tuple[Any, ...]
Classes: TypeAlias = tuple[tuple[tuple[int, ...], ...], ...]


@cache
def orders(count: int) -> int:
    """In how many ways so many strategies can be ranked with ties (Fubini's numbers)."""
    return 1 if count == 0 else sum(comb(count, k) * orders(count - k) for k in range(1, count + 1))


@dataclass(frozen=True)
class Ranking:
    """Strategies from best to worst, some perhaps not placed yet.

    Attributes
    ----------
    classes : tuple of classes, each a tuple of blocks, each a tuple of strategies
        What is in an earlier class is better whatever is still to be placed.
    first : int
        How many blocks at the top nothing is placed before: 1 when they are in use, else 0.
    """

    classes: Classes
    first: int = 0

    def blocks(self) -> list[tuple[int, ...]]:
        """The blocks from best to worst."""
        return [block for blocks in self.classes for block in blocks]

    def placed(self, strategy: int, where: int) -> Iterator[Ranking]:
        """The rankings with one more strategy somewhere in a class."""
        blocks = self.classes[where]
        for k, block in enumerate(blocks):
            yield self._with(where, (*blocks[:k], (*block, strategy), *blocks[k + 1 :]))
        for k in range(self.first if where == 0 else 0, len(blocks) + 1):
            yield self._with(where, (*blocks[:k], (strategy,), *blocks[k:]))

    def _with(self, where: int, blocks: tuple[tuple[int, ...], ...]) -> Ranking:
        return Ranking((*self.classes[:where], blocks, *self.classes[where + 1 :]), self.first)


class Mistakes:
    """The mistakes of one player near given strategies.

    Parameters
    ----------
    table : array (m, n) of whole numbers
        What the other player's n strategies give the other, for each of this player's m.
    corners : sequence of mixtures
        The mistakes tend to a mixture of these.
    """

    def __init__(self, table: Array, corners: Sequence[Mix]) -> None:
        self._table = table.astype(object)
        self._size, self._corners = len(table), len(corners)
        self._scale = lcm(*(Fraction(p).denominator for corner in corners for p in corner))
        self._weights = [[int(p * self._scale) for p in corner] for corner in corners]
        self._known: dict[Any, tuple[Exact, ...] | None] = {}

    def limit(
        self, own: Ranking, other: Ranking, aim: Sequence[int] | None = None
    ) -> tuple[Exact, ...] | None:
        """Where mistakes that fit the two rankings may tend to, or None if there are none.

        Parameters
        ----------
        own, other : Ranking
            This player's ranking of the strategies, and the other's.
        aim : sequence of int, optional
            The limit in which this weighted sum of probabilities is largest.
        """
        key = (tuple(own.blocks()), tuple(other.blocks()), None if aim is None else tuple(aim))
        if key not in self._known:
            self._known[key] = self._solved(own.blocks(), other.blocks(), aim)
        return self._known[key]

    def _solved(
        self, own: list[tuple[int, ...]], other: list[tuple[int, ...]], aim: Sequence[int] | None
    ) -> tuple[Exact, ...] | None:
        rows = self._rows(own, other)
        bound = self._bound(rows)
        huge = 8 * bound**4
        matrix = np.array([[a + b * huge for a, b in row[:-1]] for row in rows], dtype=object)
        right = np.array([row[-1][0] for row in rows], dtype=object)
        m, size = self._size, matrix.shape[1]
        objective = np.zeros(size, dtype=object)
        objective[m] = 1
        best = exact_maximum(objective, matrix, right)
        if best is None or best.value <= 0:
            return None
        point = best.point
        if aim is not None:
            # Halfway to the mistakes found is as near as one likes, and strict where they are.
            objective[m] = 0
            objective[:m] = list(aim)
            further = exact_maximum(objective, matrix, right)
            assert further is not None
            point = further.point
        return tuple(tidy(Fraction(p).limit_denominator(bound)) for p in point[:m])

    def _rows(
        self, own: list[tuple[int, ...]], other: list[tuple[int, ...]]
    ) -> list[list[tuple[int, int]]]:
        """The constraints: coefficients a + b N of the probabilities, of what is to be positive,
        of the weights of the corners, and the bound that their sum may not exceed."""
        m, k = self._size, self._corners
        rows: list[list[tuple[int, int]]] = []

        def add(entries: dict[int, tuple[int, int]], bound: int = 0) -> None:
            row = [(0, 0)] * (m + 1 + k) + [(bound, 0)]
            for place, entry in entries.items():
                row[place] = entry
            rows.append(row)

        for sign in (1, -1):
            add(dict.fromkeys(range(m), (sign, 0)), sign)
            add({m + 1 + c: (sign, 0) for c in range(k)}, sign)
            for s in range(m):
                near = {m + 1 + c: (0, -sign * self._weights[c][s]) for c in range(k)}
                add({s: (0, sign * self._scale), **near}, self._scale)
        for s in range(m):
            add({s: (-1, 0), m: (1, 0)})
        for better, worse in pairwise(own):
            for t in better:
                for s in worse:
                    add({t: (-1, 0), s: (0, 1)})
        for block in other:
            for j in block[1:]:
                step = self._table[:, j] - self._table[:, block[0]]
                for sign in (1, -1):
                    add({s: (sign * int(v), 0) for s, v in enumerate(step)})
        for high, low in pairwise(other):
            step = self._table[:, low[0]] - self._table[:, high[0]]
            add({m: (1, 0), **{s: (int(v), 0) for s, v in enumerate(step)}})
        return rows

    def _bound(self, rows: list[list[tuple[int, int]]]) -> int:
        """More than the coefficients of any minor, a polynomial in N, add to in magnitude."""
        sums = sorted((sum(abs(a) + abs(b) for a, b in row) for row in rows), reverse=True)
        bound = 2
        for value in sums[: len(rows[0]) + 1]:
            bound *= max(1, value)
        return bound * self._size


def rankings(
    mistakes: tuple[Mistakes, Mistakes],
    start: tuple[Ranking, Ranking],
    waiting: Sequence[tuple[int, int, int]],
) -> Iterator[tuple[Ranking, Ranking]]:
    """All pairs of rankings that both players' mistakes fit.

    Strategies are placed one at a time; what cannot be fitted with some of them placed cannot be
    with more.

    Parameters
    ----------
    start : pair of Ranking
    waiting : sequence of (player, strategy, class)
        What is still to be placed.
    """
    first, second = start
    if mistakes[0].limit(first, second) is None or mistakes[1].limit(second, first) is None:
        return
    if not waiting:
        yield start
        return
    (player, strategy, where), *rest = waiting
    for grown in start[player].placed(strategy, where):
        pair = (grown, second) if player == 0 else (first, grown)
        yield from rankings(mistakes, pair, rest)
