"""Proving that a polynomial of two parameters keeps its sign on a box."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import comb
from typing import Any

__all__ = ["keeps_sign"]


def keeps_sign(
    terms: Mapping[tuple[int, int], Fraction], box: tuple[Fraction, Fraction, Fraction, Fraction]
) -> bool:
    """Whether Bernstein's coefficients prove one strict sign on the open box.

    In the basis of Bernstein polynomials, which are positive inside the box, coefficients of one
    sign that are not all zero prove that sign (Lorentz, *Bernstein Polynomials*, 1953, ch. 1).
    Cost: (degree in x + 1)² (degree in y + 1)² exact operations at most.

    Examples
    --------
    >>> circle = {(2, 0): Fraction(1), (0, 2): Fraction(1), (0, 0): Fraction(-1)}
    >>> keeps_sign(circle, (Fraction(0), Fraction(1, 2), Fraction(0), Fraction(1, 2)))
    True
    >>> keeps_sign(circle, (Fraction(0), Fraction(1), Fraction(0), Fraction(1)))
    False
    """
    from flint import fmpq

    left, right, low, high = (fmpq(v.numerator, v.denominator) for v in box)
    m, n = max(i for i, _ in terms), max(j for _, j in terms)
    grid: list[list[Any]] = [[fmpq(0)] * (n + 1) for _ in range(m + 1)]
    for (i, j), value in terms.items():
        grid[i][j] = fmpq(value.numerator, value.denominator)
    grid = _bernstein(grid, left, right - left)
    grid = _transposed(_bernstein(_transposed(grid), low, high - low))
    flat = [value for row in grid for value in row]
    return any(flat) and (min(flat) >= 0 or max(flat) <= 0)


def _bernstein(rows: list[list[Any]], start: Any, width: Any) -> list[list[Any]]:
    """Rows are coefficients of powers; the new rows belong to the basis on [start, start+width]."""
    from flint import fmpq

    degree = len(rows) - 1
    shifted = []
    for k in range(degree + 1):
        scale = [comb(i, k) * start ** (i - k) * width**k for i in range(k, degree + 1)]
        shifted.append(_combined(scale, rows[k:]))
    return [
        _combined([fmpq(comb(i, k), comb(degree, k)) for k in range(i + 1)], shifted[: i + 1])
        for i in range(degree + 1)
    ]


def _combined(weights: list[Any], rows: list[list[Any]]) -> list[Any]:
    return [
        sum(w * row[j] for w, row in zip(weights, rows, strict=True)) for j in range(len(rows[0]))
    ]


def _transposed(rows: list[list[Any]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]
