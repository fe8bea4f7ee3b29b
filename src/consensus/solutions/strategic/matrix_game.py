"""Optimal strategies of large zero-sum games: a basis found in floats, then proved exactly.

A matrix game with positive payoffs is the linear programme of the largest ``sum(y)`` subject to
``matrix @ y <= 1``. Its tableau is small enough to be kept whole; changes are gathered and carried
out sixteen at a time. Columns are chosen by steepest edge.

References
----------
D. Goldfarb and J. K. Reid, "A practicable steepest-edge simplex algorithm", Math. Programming 12
(1977), 361-371.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from numbers import Rational
from typing import Any, TypeAlias

import numpy as np

from ...exact.read import Exact
from .square import Square

__all__ = ["in_lowest_terms", "optimal_by_basis"]

Array: TypeAlias = np.ndarray[Any, Any]

_TOGETHER = 16
_HIGH = 1 << 1000
_IDLE = 1e-10
_PIVOT = 1e-8
_WORK = 131_072
_SLICE = 8192
_UNIT = 2.0**-52


def optimal_by_basis(
    table: Array,
) -> tuple[tuple[Exact, ...], tuple[Exact, ...]] | None:
    """Optimal mixtures of the rows and of the columns, exact, or None if no basis was proved.

    Cost: for 500×500 some 1000 pivots of a table in floats, and one exact system.

    Parameters
    ----------
    table : array (m, n) of whole numbers
        What the rows gain and the columns lose. Numbers beyond 2**1000 are left to others.
    """
    low, high = int(table.min()), int(table.max())
    if high - low >= _HIGH:
        return None
    if high - low >= 2**61:
        table = table.astype(object)
    matrix = table - low + max(1, (high - low) // 8)
    floats = matrix.astype(np.float64)
    basis = _Basis(floats / float(floats.max()))
    if not basis.found():
        return None
    rows, columns, inverse, size = basis.answer(float(floats.max()))
    square = Square(matrix[np.ix_(rows, columns)], inverse, size)
    right = square.solved()
    left = square.solved(transposed=True) if right is not None else None
    if right is None or left is None:
        return None
    x, y = left[0], right[0]
    # The sums are equal: both are the sum of all entries of the inverse. So nothing but the
    # signs and the other rows and columns is left to be seen.
    if min(x) < 0 or min(y) < 0:
        return None
    if not _at_most(matrix[:, columns], floats[:, columns], rows, y, right[1]):
        return None
    if not _at_most(-matrix[rows].T, -floats[rows].T, columns, x, -left[1]):
        return None
    return in_lowest_terms(x, rows, len(matrix)), in_lowest_terms(y, columns, matrix.shape[1])


class _Basis:
    """The simplex method on ``table @ y <= 1`` in floats, from the slack basis to an optimum."""

    def __init__(self, table: Array) -> None:
        m, n = table.shape
        rows = max(1, _SLICE // (m + 1))
        # One row for each column, in slices so small that one thread does each product.
        self._slices = np.zeros((-(-(n + 1) // rows), rows, m + 1))
        self._whole = self._slices.reshape(-1, m + 1)[: n + 1]
        self._whole[:n, :m] = table.T
        self._whole[n, :m], self._whole[:n, m] = 1.0, -1.0
        self._out, self._into = -1 - np.arange(m), np.arange(n)
        self._left = np.zeros((_TOGETHER, m + 1))
        self._right = np.zeros((_TOGETHER, n + 1))
        self._size = 0.0

    def found(self) -> bool:
        """Whether the method came to its end."""
        whole, left, right = self._whole, self._left, self._right
        n, m = whole.shape[0] - 1, whole.shape[1] - 1
        weights = 1 + np.einsum("ji,ji->j", whole[:n, :m], whole[:n, :m])
        gathered = 0
        bounds, gains = whole[n, :m].copy(), whole[:n, m].copy()
        for _ in range(20 * (m + n)):
            falling = np.minimum(gains, 0.0)
            j = int((falling * falling / weights).argmax())
            if gains[j] >= -_IDLE:
                self._carry_out()
                return True
            column = whole[j] - right[:, j] @ left
            steep = (column[:m] > _PIVOT).nonzero()[0]
            if not steep.size:
                return False
            i = int(steep[(bounds[steep] / column[steep]).argmin()])
            pivot, last = float(column[i]), float(column[m])
            row = (whole[:, i] - left[:, i] @ right) / pivot
            column[m] = 0.0
            inner = (self._slices @ column).ravel()[: n + 1] - (left @ column) @ right
            length = 1.0 + float(column @ column)
            share = row[:n]
            fresh = weights + share * (share * length - 2 * inner[:n])
            weights = np.maximum(fresh, 1 + share * share)
            weights[j] = length / pivot**2
            # Turning about the pivot takes away one product of a column and a row.
            column[i] -= 1
            column[m] = last
            row[j] += 1 / pivot
            left[gathered], right[gathered] = column, row
            bounds -= column[:m] * row[n]
            gains -= last * row[:n]
            self._out[i], self._into[j] = self._into[j], self._out[i]
            self._size += float(np.log2(pivot))
            gathered += 1
            if gathered == _TOGETHER:
                self._carry_out()
                bounds, gains, gathered = whole[n, :m].copy(), whole[:n, m].copy(), 0
        return False

    def _carry_out(self) -> None:
        """Take the gathered products away, in parts so small that one thread does each."""
        width = max(1, _WORK // (_TOGETHER * self._whole.shape[1]))
        for start in range(0, len(self._whole), width):
            part = slice(start, start + width)
            self._whole[part] -= self._right[:, part].T @ self._left
        self._left[:], self._right[:] = 0.0, 0.0

    def answer(self, unit: float) -> tuple[Array, Array, Array, float]:
        """Tight rows and used columns, the inverse of their table, and log2 of its determinant.

        The table is meant in multiples of 1 / unit.
        """
        places = (self._into < 0).nonzero()[0]
        tight = -1 - self._into[places]
        places, tight = places[tight.argsort()], np.sort(tight)
        held = (self._out >= 0).nonzero()[0]
        used = self._out[held]
        held, used = held[used.argsort()], np.sort(used)
        inverse = self._whole[np.ix_(places, held)].T / unit
        return tight, used, inverse, self._size + len(used) * float(np.log2(unit))


def _at_most(rows: Array, floats: Array, tight: Array, tops: list[int], bottom: int) -> bool:
    """Whether ``rows @ tops <= bottom``, given that it is an equation for the tight ones.

    Decided in floats where the error of a sum of products cannot matter, else exactly.
    """
    shift = max(0, max(max(tops), abs(bottom)).bit_length() - 900)
    # Cutting off digits moves the largest numbers by less than a relative 2**-800.
    weights = np.array([float(p >> shift) for p in tops])
    limit = float(bottom >> shift)
    scale = max(float(weights.max()), 1.0)
    weights, limit = weights / scale, limit / scale
    with np.errstate(over="ignore", invalid="ignore"):
        slack = limit - floats @ weights
        error = (len(tops) + 8) * _UNIT * (np.abs(floats) @ weights + abs(limit)) + 1e-200
        open_rows = np.flatnonzero(~(slack > error))
    known = set(tight.tolist())
    return all(
        sum(int(a) * p for a, p in zip(rows[i].tolist(), tops, strict=True)) <= bottom
        for i in open_rows.tolist()
        if i not in known
    )


class _Reduced:
    """A fraction in lowest terms, which `Fraction` takes over as it is."""

    def __init__(self, numerator: int, denominator: int) -> None:
        self.numerator, self.denominator = numerator, denominator


Rational.register(_Reduced)


def in_lowest_terms(tops: list[int], places: Iterable[int], size: int) -> tuple[Exact, ...]:
    """The numbers divided by their sum, each in lowest terms; zero at all other places."""
    from math import gcd

    total = sum(tops)
    common = _shared_part(tops, total)
    shares: list[Exact] = [0] * size
    for place, top in zip(places, tops, strict=True):
        divisor = gcd(top % common, common)
        reduced: Any = _Reduced(top // divisor, total // divisor)
        share = Fraction(reduced)
        shares[place] = share.numerator if share.denominator == 1 else share
    return tuple(shares)


def _shared_part(tops: list[int], total: int) -> int:
    """A divisor of the total that holds every factor it shares with some of the numbers."""
    from flint import fmpz

    whole, product = fmpz(total), fmpz(1)
    for top in tops:
        if top:
            product = product * fmpz(top) % whole
    common = whole.gcd(product) if product else whole
    if common == whole:
        return total
    part, rest = common, whole // common
    while True:
        more = rest.gcd(part)
        if more == 1:
            return int(part)
        part, rest = part * more, rest // more
