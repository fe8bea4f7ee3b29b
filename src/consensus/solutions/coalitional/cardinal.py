"""Sums of worths by size of coalition, exact: all that Shapley and Banzhaf need of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from ...games.worths import Array, Table, members

__all__ = ["CardinalSums", "sums_by_size"]

CardinalSums = tuple[list[list[Any]], list[Any], Fraction]
Grid = npt.NDArray[np.float64]
Cut = Callable[[Array], Iterator[tuple[Grid, Fraction]]]
_PART = 26
_BLOCK = 1 << 15
_PLAIN = 900


def sums_by_size(table: Table) -> CardinalSums:
    """For each player and size, the sum of the worths of the coalitions with that player.

    The table is cut into limbs of so few bits that float64 matrix products of them are exact;
    the two halves of the mask are the rows and the columns. Cost about 2ⁿ·(n+2) multiplications
    a limb; memory little besides the table.

    Returns
    -------
    (sums, totals, unit)
        ``sums[i][s]`` over coalitions of size s with player i; ``totals[s]`` over all of size s;
        both in multiples of `unit`.
    """
    n = table.size
    if table.entries.dtype == object:
        return _one_by_one(table)
    sums: Any = [[0] * (n + 1) for _ in range(n)]
    totals: Any = [0] * (n + 1)
    limbs = list(_by_limbs(table))
    least = min(unit for unit, _, _ in limbs)
    for unit, by_high, by_low in limbs:
        mine, every = _limb_sums(by_high, by_low, n)
        times = int(unit / least)
        for s in range(n + 1):
            totals[s] += every[s] * times
            for i in range(n):
                sums[i][s] += mine[i][s] * times
    return sums, totals, least


def _one_by_one(table: Table) -> CardinalSums:
    n = table.size
    sums: Any = [[0] * (n + 1) for _ in range(n)]
    totals: Any = [0] * (n + 1)
    for mask, value in enumerate(table.entries):
        size = mask.bit_count()
        totals[size] = totals[size] + value
        for i in members(mask):
            sums[i][size] = sums[i][size] + value
    return sums, totals, Fraction(1)


def _by_limbs(table: Table) -> Iterator[tuple[Fraction, Grid, Grid]]:
    """For each limb its unit, its sums over the high half of the mask and over the low half.

    A few rows are cut at a time, so that the limbs stay in the processor's cache.
    """
    n = table.size
    low = n // 2
    grid = table.entries.reshape(-1, 1 << low)
    by_size, by_column = _sizes(n - low), np.ascontiguousarray(_sizes(low).T)
    step = max(1, _BLOCK >> low)
    cut = _whole_limbs(table) if grid.dtype == np.int64 else _float_limbs(table)
    found: dict[int, tuple[Fraction, Grid, Grid]] = {}
    for first in range(0, len(grid), step):
        rows = slice(first, first + step)
        for k, (limb, unit) in enumerate(cut(grid[rows])):
            if k not in found:
                found[k] = (
                    unit,
                    np.zeros((n - low + 1, 1 << low)),
                    np.zeros((len(grid), low + 1)),
                )
            found[k][1][:] += by_size[:, rows] @ limb
            found[k][2][rows] = limb @ by_column
    yield from found.values()


def _whole_limbs(table: Table) -> Cut:
    bits = 52 - (table.size + 1) // 2
    largest = max(int(table.entries.max()), -int(table.entries.min()))

    def cut(rows: Array) -> Iterator[tuple[Grid, Fraction]]:
        rest, unit, left = rows, Fraction(1, table.denominator), largest
        while left >= 1 << bits:
            yield (rest & ((1 << bits) - 1)).astype(np.float64), unit
            rest, unit, left = rest >> bits, unit * (1 << bits), (left >> bits) + 1
        yield rest.astype(np.float64), unit

    return cut


def _float_limbs(table: Table) -> Cut:
    bits = 52 - (table.size + 1) // 2
    largest = max(float(table.entries.max()), -float(table.entries.min()))
    start = bits - int(np.frexp(largest)[1])

    def cut(rows: Array) -> Iterator[tuple[Grid, Fraction]]:
        place, rest = start, rows
        while True:
            limb = np.trunc(_shifted(rest, place))
            yield limb, Fraction(2) ** -place
            rest = rest - _shifted(limb, -place)
            if not rest.any():
                return
            place += bits

    return cut


def _shifted(values: Array, place: int) -> Grid:
    """Times a power of two, exactly; a product is faster where the power is a float itself."""
    if -_PLAIN < place < _PLAIN:
        return np.asarray(values * 2.0**place)
    return np.ldexp(values, place)


def _limb_sums(by_high: Grid, by_low: Grid, n: int) -> tuple[Any, Any]:
    low = n // 2
    sums = [[0] * (n + 1) for _ in range(n)]
    totals = [0] * (n + 1)
    for rows, bits, first, everyone in ((by_high, low, 0, True), (by_low.T, n - low, low, False)):
        for part, shift in _halves(rows):
            counted = _gather(part, bits)
            for s in range(n + 1):
                for i in range(bits):
                    sums[first + i][s] += int(counted[i][s]) << shift
                if everyone:
                    totals[s] += int(counted[bits][s]) << shift
    return sums, totals


def _sizes(bits: int) -> Grid:
    """Row s marks the masks of size s."""
    counts = np.bitwise_count(np.arange(1 << bits))
    return np.asarray(counts == np.arange(bits + 1)[:, None], dtype=np.float64)


def _halves(rows: Grid) -> Iterator[tuple[Grid, int]]:
    """Whole numbers below 2⁵³ as two arrays of small ones, so that their sums stay exact."""
    upper = np.floor(np.ldexp(rows, -_PART))
    yield rows - np.ldexp(upper, _PART), 0
    yield upper, _PART


def _gather(rows: Grid, bits: int) -> Grid:
    """Sums by size, for each of the bits of the column's mask and, last, for all columns."""
    sizes = _sizes(bits)
    masks = np.arange(1 << bits)
    out = np.zeros((bits + 1, bits + len(rows)))
    held = [((masks >> i) & 1).astype(np.float64) for i in range(bits)] + [np.ones(1 << bits)]
    for i, mark in enumerate(held):
        grid = rows @ (sizes * mark).T
        for taken in range(len(rows)):
            out[i, taken : taken + bits + 1] += grid[taken]
    return out
