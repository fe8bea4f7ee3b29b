"""Pressing the greatest excess down, level after level: one engine for the core and the nucleolus.

At each level the programme is: the least ε such that no coalition that is not yet settled has an
excess above ε. The coalitions with a positive weight in its dual have the excess ε in every
optimum; they are settled there, and the next level follows (Maschler, Peleg and Shapley,
*Mathematics of Operations Research* 4 (1979), 303-338, sec. 6). Coalitions enter the programme
when they are found to break it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np

from ...exact.read import Number, tidy
from ...exact.traced import Traced
from ...games.coalitional import Coalitional
from ...games.worths import Array
from .balancing import Program, maximise
from .excess import Excesses
from .quotient import divided, tidied
from .span import Span

__all__ = ["Level", "Levels"]

_ALL_AT_ONCE = 6


@dataclass(frozen=True)
class Level:
    """One level.

    Attributes
    ----------
    excess : number
        The least greatest excess of the coalitions not settled before.
    shares : tuple of numbers
        An allocation that attains it.
    weights : dict mask -> number
        The balancing weights of the coalitions settled here; they add up to 1.
    borders : tuple of int
        The players who are held at what they can secure alone.
    before : Span
        What was settled before.
    base : tuple of numbers
        An allocation with the totals that were settled before.
    """

    excess: Any
    shares: tuple[Any, ...]
    weights: dict[int, Any]
    borders: tuple[int, ...]
    before: Span
    base: tuple[Any, ...]


class Levels:
    """The levels of one game.

    Parameters
    ----------
    game : Coalitional
    blocks : sequence of int
        Masks of the blocks, each of which shares exactly its worth.
    rational : bool
        Whether no player may get less than they secure alone.
    """

    def __init__(self, game: Coalitional, blocks: Sequence[int], *, rational: bool) -> None:
        self.game, self.n = game, len(game.players)
        self.table = game.table
        self.floors = {1 << i: self.table[1 << i] for i in range(self.n)} if rational else {}
        self.span, _ = Span(self.n).with_masks(blocks)
        self.base: tuple[Any, ...] = tuple(
            next(divided(self.table[b], b.bit_count()) for b in blocks if b >> i & 1)
            for i in range(self.n)
        )
        everyone = (1 << self.n) - 1
        singles = [1 << i for i in range(self.n)]
        self.pool: dict[int, Number] = {}
        self.near: list[tuple[int, ...]] | None = None
        whole = self.n <= _ALL_AT_ONCE or self.table.traced
        first: Iterable[int] = (
            range(1, everyone) if whole else [*singles, *(everyone ^ s for s in singles)]
        )
        self.listed = whole
        self.enter(first)
        if not whole:
            equal = [tidy(Fraction(self.table[everyone]) / self.n)] * self.n  # type: ignore[arg-type]
            self._enter_worst(Excesses(self.table, equal))

    def enter(self, masks: Iterable[int]) -> None:
        """Let coalitions enter the programme."""
        for mask in masks:
            self.pool[mask] = self.table[mask]

    def _enter_worst(self, excesses: Excesses) -> None:
        """Start with the coalitions that complain most where everyone gets the same."""
        count = min(6 * self.n, len(self.table) - 2)
        complaints = -excesses.array[1:-1]
        partial = complaints.dtype != object
        order = np.argpartition(complaints, count - 1) if partial else np.argsort(complaints)
        worst = order[:count] + 1
        self.enter(int(mask) for mask in worst)

    def lowest(self) -> Level | None:
        """The next level of the coalitions in the programme; None when all are settled."""
        pool = np.fromiter(self.pool, dtype=np.int64)
        free = [int(mask) for mask in self.span.outside(pool)]
        if not free:
            return None
        borders = [mask for mask in self.floors if not self.span.holds(mask)]
        columns = self._columns(free, 1) + self._columns(borders, 0)
        worths = [self.pool[mask] for mask in free] + [self.floors[mask] for mask in borders]
        prices, scale = self._beyond(free + borders, worths)
        target = (0,) * len(self.span.null) + (1,)
        program: Program = maximise(columns, prices, target, start=self.near)
        assert program.status == "optimal"
        self.near = [columns[j] for j in program.basis]
        held = program.weights
        return Level(
            divided(program.value, scale),
            self._shares([divided(x, scale) for x in program.multipliers[:-1]]),
            {mask: held[j] for j, mask in enumerate(free) if j in held},
            tuple(m for j, m in enumerate(borders, start=len(free)) if j in held),
            self.span,
            self.base,
        )

    def settle(self, level: Level) -> None:
        """Fix the totals of the coalitions that a level settles."""
        self.span, _ = self.span.with_masks([*level.weights, *level.borders])
        self.base = level.shares

    def broken(self, level: Level, excesses: Excesses, count: int) -> list[int]:
        """Coalitions whose excess is above the level though they were not settled before it."""
        if self.listed:
            return []
        found = level.before.outside(excesses.above(level.excess))
        return [int(mask) for mask in found[:count]]

    def first(self, stop: Callable[[Level, Excesses | None], bool] | None = None) -> Level:
        """The first level over all coalitions; `stop` may end earlier at a pool's answer."""
        while True:
            level = self.lowest()
            assert level is not None
            excesses = None if self.listed else Excesses(self.table, level.shares)
            if excesses is None or (stop is not None and stop(level, excesses)):
                return level
            more = self.broken(level, excesses, 2 * self.n)
            if not more:
                return level
            self.enter(more)

    def all(self) -> list[Level]:
        """Every level down to one allocation, checked over all coalitions."""
        found: list[Level] = []
        while True:
            while (level := self.lowest()) is not None:
                found.append(level)
                self.settle(level)
            if self.listed or not found:
                return found
            excesses = Excesses(self.table, found[-1].shares)
            for k, level in enumerate(found):
                more = self.broken(level, excesses, 2 * self.n)
                if more:
                    self.enter(more)
                    self.span, self.base = level.before, level.base
                    del found[k:]
                    break
            else:
                return found

    # The programme in terms of what is still free: an allocation is the base plus multiples of the
    # vectors that vanish on everything settled, so settled coalitions need no columns.

    def _columns(self, masks: Sequence[int], last: int) -> list[tuple[int, ...]]:
        null = self.span.null
        wide: Any = np.int64 if max(abs(x) for v in null for x in v) < 1 << 50 else object
        grid = self._bits(masks).astype(wide) @ np.array(null, dtype=wide).T
        return [(*row, last) for row in grid.tolist()]

    def _beyond(self, masks: Sequence[int], worths: Sequence[Any]) -> tuple[list[Any], int]:
        """What each coalition is worth beyond its total in the base, in units of 1/scale."""
        base, scale = list(self.base), 1
        if not self.table.traced:
            scale = lcm(*(x.denominator for x in base), *(x.denominator for x in worths))
            base = [x.numerator * (scale // x.denominator) for x in base]
            worths = [x.numerator * (scale // x.denominator) for x in worths]
        held = np.empty(self.n, dtype=object)
        held[:] = base
        totals = self._bits(masks).astype(object) @ held
        return [worth - total for worth, total in zip(worths, totals, strict=True)], scale

    def _bits(self, masks: Sequence[int]) -> Array:
        return (np.array(masks, dtype=np.int64)[:, None] >> np.arange(self.n)) & 1

    def _shares(self, multiples: Sequence[Any]) -> tuple[Any, ...]:
        shares = list(self.base)
        for multiple, vector in zip(multiples, self.span.null, strict=True):
            if isinstance(multiple, Traced) or multiple:
                shares = [x + multiple * d if d else x
                          for x, d in zip(shares, vector, strict=True)]  # fmt: skip
        return tuple(map(tidied, shares))
