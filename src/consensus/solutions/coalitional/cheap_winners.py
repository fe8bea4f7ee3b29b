"""Winning coalitions whose members have little: an exact search for rules of few quotas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from typing import Any

import numpy as np

from ...games.worths import Array
from ...rules.rule import Join, Part, Quota, Rule

__all__ = ["CheapWinners", "TooManyWinners", "alternatives"]

Counts = tuple[int, ...]

_MOST_CELLS = 400_000
_MOST_QUOTAS = 2
_MOST_STEPS = 300_000
_FITS = 1 << 61


class TooManyWinners(Exception):
    """The search met more coalitions than it is worth listing."""


def alternatives(rule: Rule) -> list[tuple[Quota, ...]] | None:
    """The rule as alternatives, each a few quotas that all have to be reached; None if too many."""
    found = _split(rule.structure)
    for quotas in found or ():
        cells = 1
        for quota in quotas:
            cells *= quota.reach + 1
        if len(quotas) > _MOST_QUOTAS or cells > _MOST_CELLS:
            return None
    return found


def _split(part: Part) -> list[tuple[Quota, ...]] | None:
    if isinstance(part, Quota):
        return [(part,)]
    assert isinstance(part, Join)
    if part.kind == "or":
        inner = [_split(p) for p in part.parts]
        return None if None in inner else [one for some in inner for one in some or ()]
    if all(isinstance(p, Quota) for p in part.parts):
        return [tuple(p for p in part.parts if isinstance(p, Quota))]
    return None


class CheapWinners:
    """For one alternative: the least total that still wins, from every type on.

    Parameters
    ----------
    weights : sequence of tuples, one a quota
        The weight of each type.
    reach : tuple of int
    sizes : tuple of int
        How many players each type has.
    shares : sequence of int
        What a player of each type has, not negative.

    Cost: players × the product of the totals to reach.
    """

    def __init__(
        self,
        weights: Sequence[Counts],
        reach: Counts,
        sizes: Counts,
        shares: Sequence[int],
    ) -> None:
        self.weights, self.reach, self.sizes, self.shares = weights, reach, sizes, list(shares)
        most = sum(size * share for size, share in zip(sizes, shares, strict=True)) + 1
        wide: Any = np.int64 if most < _FITS else object
        last = np.full([r + 1 for r in reach], most, dtype=wide)
        last[(0,) * len(reach)] = 0
        self.most, self.tables = most, [last]
        for kind in reversed(range(len(sizes))):
            self.tables.append(self._before(self.tables[-1], kind))
        self.tables.reverse()

    def _before(self, after: Array, kind: int) -> Array:
        best = after.copy()
        ranges = [np.arange(r + 1) for r in self.reach]
        for count in range(1, self.sizes[kind] + 1):
            left = [np.maximum(axis - count * self.weights[q][kind], 0)
                    for q, axis in enumerate(ranges)]  # fmt: skip
            best = np.minimum(best, after[np.ix_(*left)] + count * self.shares[kind])
        return best

    def below(self, bound: int) -> Iterator[Counts]:
        """The winning vectors of counts whose total is less than `bound`, the least first.

        Every branch that is entered leads to one, so the cost is that of what is found.
        """
        steps, bound = 0, min(bound, self.most)
        first = int(self.tables[0][self.reach])
        heap: list[tuple[int, int, int, Counts, Counts]] = [(first, 0, 0, (), self.reach)]
        while heap:
            least, depth, total, chosen, need = heappop(heap)
            if least >= bound:
                return
            steps += 1
            if steps > _MOST_STEPS:
                raise TooManyWinners
            kind = -depth
            if kind == len(self.sizes):
                yield chosen
                continue
            for count in range(self.sizes[kind] + 1):
                left = tuple(max(0, r - count * w[kind])
                             for r, w in zip(need, self.weights, strict=True))  # fmt: skip
                now = total + count * self.shares[kind]
                end = now + int(self.tables[kind + 1][left])
                if end < bound:
                    heappush(heap, (end, depth - 1, now, (*chosen, count), left))
