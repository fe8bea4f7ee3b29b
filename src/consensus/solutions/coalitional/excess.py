"""The excesses v(S) − x(S) of all coalitions at one allocation, compared exactly.

Where numerators fit, the array is exact. Otherwise it holds floats with a bound on their error,
and whatever the bound leaves open is computed again exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

import numpy as np

from ...errors import InvalidInput
from ...exact.read import Number, exact_number, tidy
from ...exact.traced import Traced
from ...games.coalitional import Coalitional
from ...games.worths import Array, Table, members, subset_sums

__all__ = ["Excesses", "read_allocation"]

_FITS = 1 << 62


def read_allocation(
    game: Coalitional, allocation: Mapping[str, object], where: str = "allocation"
) -> list[Number]:
    """The shares in the order of the players; exactly one for every player."""
    if not isinstance(allocation, Mapping):
        raise InvalidInput(f"{where}: expected a mapping player -> number, got {allocation!r}")
    for player in game.players:
        if player not in allocation:
            raise InvalidInput(f"{where}: no share for {player!r}")
    for player in allocation:
        if player not in game.index:
            raise InvalidInput(f"{where}: {player!r} is not a player of this game")
    return [exact_number(allocation[p], f"{where}[{p!r}]") for p in game.players]


class Excesses:
    """All excesses at one allocation.

    Attributes
    ----------
    array : array of length 2ⁿ
        ``int64`` multiples of 1/`scale`, floats within `error`, or exact Python numbers.
    scale : int
    error : float
    """

    def __init__(self, table: Table, shares: Sequence[Number]) -> None:
        self.table, self.shares = table, list(shares)
        self.scale, self.error = 1, 0.0
        listed = self.table.entries.dtype == object or self._symbolic()
        self.array: Array = self._objects() if listed else self._numbers()

    def _symbolic(self) -> bool:
        return any(isinstance(x, Traced) for x in self.shares)

    def _objects(self) -> Array:
        worths = np.empty(len(self.table), dtype=object)
        worths[:] = self.table.numbers()
        return np.asarray(worths - subset_sums(self.shares, object))

    def _numbers(self) -> Array:
        known = [Fraction(x) for x in self.shares]  # type: ignore[arg-type]
        if self.table.entries.dtype == np.int64:
            below = lcm(*(x.denominator for x in known))
            scale = lcm(below, self.table.denominator)
            worth = scale // self.table.denominator
            shares = [int(x * scale) for x in known]
            largest = max(int(self.table.entries.max()), -int(self.table.entries.min()))
            if largest * worth + sum(map(abs, shares)) < _FITS:
                self.scale = scale
                return np.asarray(self.table.entries * worth - subset_sums(shares, np.int64))
        floats = self._floats
        sums = subset_sums([float(x) for x in known], np.float64)
        reach = float(np.abs(floats).max()) + float(sum(abs(x) for x in known))
        self.error = (len(known) + 4) * 2.0**-52 * reach
        return np.asarray(floats - sums)

    @cached_property
    def _floats(self) -> Array:
        return self.table.floats()

    def exact(self, mask: int) -> Any:
        """The excess of one coalition."""
        if self.array.dtype == np.int64:
            return tidy(Fraction(int(self.array[mask]), self.scale))
        if self.array.dtype == object:
            return self.array[mask]
        return self.table[mask] - sum((self.shares[i] for i in members(mask)), start=0)

    def above(self, level: Any, allowed: Array | None = None) -> Array:
        """The masks whose excess is greater than `level`, the greatest first (in floats)."""
        if self.array.dtype == np.int64:
            bound = Fraction(level) * self.scale
            found = np.flatnonzero(self.array > bound.numerator // bound.denominator)
        elif self.array.dtype == object:
            found = np.array([m for m, e in enumerate(self.array) if e > level], dtype=np.int64)
        else:
            wide = np.flatnonzero(self.array > float(level) - 2 * self.error)
            near = self.array[wide] <= float(level) + 2 * self.error
            sure = wide[~near]
            open_ = [m for m in wide[near] if self.exact(int(m)) > level]
            found = np.concatenate([sure, np.array(open_, dtype=sure.dtype)])
        if allowed is not None:
            found = found[allowed[found]]
        if self.array.dtype != object:
            found = found[np.argsort(-self.array[found], kind="stable")]
        return found

    def greatest(self, masks: Array) -> tuple[Any, int]:
        """The greatest excess among these masks and the first mask that has it."""
        if self.array.dtype == np.float64:
            values = self.array[masks]
            masks = masks[values >= values.max() - 4 * self.error]
        elif self.array.dtype == np.int64:
            mask = int(masks[int(np.argmax(self.array[masks]))])
            return self.exact(mask), mask
        best, found = None, -1
        for mask in masks:
            value = self.exact(int(mask))
            if best is None or value > best:
                best, found = value, int(mask)
        return best, found

    def exactly(self) -> tuple[Array, int]:
        """All excesses exactly, over one scale: ``int64``, or Python numbers."""
        if self.array.dtype == np.float64:
            return self._objects(), 1
        return self.array, self.scale
