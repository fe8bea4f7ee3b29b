"""Signs of a polynomial at many points at once: floats where they prove the sign, else exactly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from flint import fmpq_mpoly

__all__ = ["Columns", "Polynomial"]

_UNIT = 2.0**-53
_TINY = 1e-290


class Columns:
    """The drawn values, one array a parameter, in the order of the polynomials' variables."""

    def __init__(self, arrays: Sequence[NDArray[np.float64]]) -> None:
        self.arrays = tuple(arrays)

    def __len__(self) -> int:
        return len(self.arrays[0])

    def point(self, row: int) -> list[Any]:
        """One draw, at its exact binary values."""
        from fractions import Fraction

        return [Fraction(float(array[row])) for array in self.arrays]


class Polynomial:
    """A polynomial made ready for many evaluations."""

    def __init__(self, poly: fmpq_mpoly) -> None:
        self.exact = poly
        self.terms: list[tuple[float, list[tuple[int, int]]]] = []
        degree = 0
        for exponents, coefficient in poly.terms():
            powers = [(i, int(power)) for i, power in enumerate(exponents) if power]
            degree = max(degree, sum(power for _, power in powers))
            self.terms.append((_as_float(coefficient), powers))
        # One rounding of the coefficient, one a product, one a sum; doubled for good measure.
        self.relative = 2 * (degree + len(self.terms) + 2) * _UNIT

    def values(
        self, columns: Columns, rows: NDArray[np.intp]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The values and bounds of their rounding errors."""
        total = np.zeros(len(rows))
        size = np.zeros(len(rows))
        gathered = {i: columns.arrays[i][rows] for _, powers in self.terms for i, _ in powers}
        for coefficient, powers in self.terms:
            if not powers:
                total += coefficient
                size += abs(coefficient)
                continue
            term: Any = coefficient
            lost = np.zeros(len(rows), dtype=bool)
            for i, power in powers:
                for _ in range(power):
                    before, term = term, term * gathered[i]
                    lost |= (np.abs(term) < _TINY) & (before != 0) & (gathered[i] != 0)
            term = np.where(lost, np.nan, term)  # what underflow took could be made large again
            total += term
            size += np.abs(term)
        return total, size * self.relative + _TINY

    def signs(self, columns: Columns, rows: NDArray[np.intp]) -> NDArray[np.int8]:
        """The sign at each of some draws, every one exact."""
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            total, error = self.values(columns, rows)
            signs = (
                np.sign(np.nan_to_num(total)).astype(np.int8) if len(rows) else np.zeros(0, np.int8)
            )
            unsure = np.flatnonzero(~(np.abs(total) > error))
        if len(unsure):
            signs[unsure] = self._exact_signs(columns, rows[unsure])
        return signs

    def _exact_signs(self, columns: Columns, rows: NDArray[np.intp]) -> NDArray[np.int8]:
        from flint import fmpq

        used = sorted({i for _, powers in self.terms for i, _ in powers})
        if not used:
            value = sum(coefficient for coefficient in self.exact.coeffs())
            return np.full(len(rows), int(value > 0) - int(value < 0), dtype=np.int8)
        points = np.stack([columns.arrays[i][rows] for i in used], axis=1)
        different, back = np.unique(points, axis=0, return_inverse=True)
        found = np.empty(len(different), dtype=np.int8)
        arguments = [fmpq(0)] * self.exact.context().nvars()
        for k, point in enumerate(different):
            for i, number in zip(used, point, strict=True):
                arguments[i] = fmpq(*float(number).as_integer_ratio())
            value = self.exact(*arguments)
            found[k] = int(value > 0) - int(value < 0)
        return found[back.reshape(-1)]


def _as_float(coefficient: Any) -> float:
    """A coefficient as a float; beyond its range infinite, so that every row is solved exactly."""
    try:
        value = int(coefficient.p) / int(coefficient.q)
    except OverflowError:
        return float("inf")
    return value if abs(value) >= _TINY else float("inf")
