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
from typing import Any

import numpy as np

from ...exact.read import Number, tidy
from ...games.coalitional import Coalitional
from .balancing import Program, maximise
from .excess import Excesses
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
    settled : dict mask -> number
        The total of each coalition that was settled before, and is kept.
    """

    excess: Any
    shares: tuple[Any, ...]
    weights: dict[int, Any]
    borders: tuple[int, ...]
    before: Span
    settled: dict[int, Any]


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
        self.span, kept = Span(self.n).with_masks(blocks)
        self.settled: dict[int, Number] = {mask: self.table[mask] for mask in kept}
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
        columns, prices = [self._column(mask, 1) for mask in free], [self.pool[m] for m in free]
        borders = [mask for mask in self.floors if not self.span.holds(mask)]
        columns += [self._column(mask, 0) for mask in borders]
        prices += [self.floors[mask] for mask in borders]
        for mask, total in self.settled.items():
            column = self._column(mask, 0)
            columns += [column, tuple(-a for a in column)]
            prices += [total, -total]
        target = (0,) * self.n + (1,)
        program: Program = maximise(columns, prices, target, start=self.near)
        self.near = [columns[j] for j in program.basis]
        assert program.status == "optimal"
        held = program.weights
        return Level(
            program.value,
            program.multipliers[: self.n],
            {mask: held[j] for j, mask in enumerate(free) if j in held},
            tuple(m for j, m in enumerate(borders, start=len(free)) if j in held),
            self.span,
            dict(self.settled),
        )

    def settle(self, level: Level) -> None:
        """Fix the totals of the coalitions that a level settles."""
        fixed = {mask: self.pool[mask] - level.excess for mask in level.weights}
        fixed |= {mask: self.floors[mask] for mask in level.borders}
        self.span, added = self.span.with_masks(list(fixed))
        self.settled |= {mask: fixed[mask] for mask in added}

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
                    self.span, self.settled = level.before, dict(level.settled)
                    del found[k:]
                    break
            else:
                return found

    def _column(self, mask: int, last: int) -> tuple[int, ...]:
        return (*((mask >> i) & 1 for i in range(self.n)), last)
