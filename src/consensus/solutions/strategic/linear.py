"""Linear programmes with a proved optimum: found in floating point, then solved exactly.

HiGHS names the constraints that are tight and the variables that are used. The exact solution of
that system is checked to be feasible, and so is the exact solution of the dual system; equal
values prove both optimal. When the proof fails, the programme is pivoted in exact arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, TypeAlias

import numpy as np

from ...errors import NotConverged, TooLarge
from ...exact.read import Exact, tidy

__all__ = ["Optimum", "exact_maximum", "maximum"]

Array: TypeAlias = np.ndarray[Any, Any]

_NEAR = 1e-9
_TIGHT: Any = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}
_CELLS = 60_000
_LONGEST = 1000


@dataclass(frozen=True)
class Optimum:
    """An optimal point, the multipliers of the inequalities, and the value; all exact."""

    point: tuple[Exact, ...]
    multipliers: tuple[Exact, ...]
    value: Exact


def maximum(
    objective: Array, rows: Array, right: Array, *, sums_to_one: bool = False
) -> Optimum | None:
    """The maximum of ``objective @ x`` over ``rows @ x <= right, x >= 0``, or None if empty.

    Parameters
    ----------
    objective : array (n,) of whole numbers
    rows : array (m, n) of whole numbers
    right : array (m,) of whole numbers
    sums_to_one : bool
        Whether the variables also sum to 1.

    Raises
    ------
    TooLarge
        If floating point could not be proved right and exact pivoting would take too long.
    NotConverged
        If the programme is unbounded.
    """
    if sums_to_one:
        ones = np.ones((1, rows.shape[1]), dtype=rows.dtype)
        rows = np.concatenate([rows, ones, -ones])
        right = np.concatenate([right, [1, -1]])
    found = _by_highs(objective, rows, right)
    if found is None:
        if rows.size > _CELLS:
            instead = (
                "leave out strategies that a pure one dominates and all but one of equal ones,"
                " whose ties keep floating point from a proof"
            )
            raise TooLarge("an exact linear programme", rows.size, _CELLS, instead, unit="cells")
        found = exact_maximum(objective, rows, right)
    return found


# Floating point, then proof -------------------------------------------------------------------


def _by_highs(objective: Array, rows: Array, right: Array) -> Optimum | None:
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix

    numbers, limits = _floats(rows, right)
    (aims,) = _floats(objective)
    size = np.maximum(np.abs(numbers).max(axis=1, initial=0.0), 1.0)
    top = max(float(np.abs(aims).max(initial=0.0)), 1.0)
    scaled: Any = csr_matrix(numbers / size[:, None])
    bounds = limits / size
    reach = float(np.abs(bounds).max(initial=0.0)) or 1.0
    answer = linprog(
        -aims / top,
        A_ub=scaled,
        b_ub=bounds / reach,  # so that the tolerances are relative to the numbers at hand
        method="highs-ds",
        options=_TIGHT,
    )
    if answer.status != 0 or answer.x is None or answer.slack is None:
        return None
    used = np.flatnonzero(answer.x > _NEAR)
    tight = np.flatnonzero(answer.slack < _NEAR)
    weighing = np.flatnonzero(-answer.ineqlin.marginals > _NEAR)
    idle = np.flatnonzero(np.abs(answer.lower.marginals) < _NEAR)
    point = _solved(rows[np.ix_(tight, used)], right[tight], used)
    if point is None or not _feasible(rows, right, point):
        return None
    dual = _solved(rows[np.ix_(weighing, idle)].T, objective[idle], weighing)
    if dual is None or not _feasible(-rows.T, -objective, dual):
        return None
    value = point.times(objective)
    if value != dual.times(right):
        return None
    return Optimum(point.spread(rows.shape[1]), dual.spread(len(rows)), value)


def _floats(*arrays: Array) -> list[Array]:
    """Whole numbers as floats; too large ones are all divided by one power of two."""
    objects = [array for array in arrays if array.dtype == object and array.size]
    longest = max((max(abs(int(v)) for v in array.flat) for array in objects), default=0)
    shift = longest.bit_length() - _LONGEST
    if shift <= 0:
        return [array.astype(np.float64) for array in arrays]
    return [(array.astype(object) >> shift).astype(np.float64) for array in arrays]


@dataclass(frozen=True)
class _Point:
    """Whole numbers over one divisor at some places, zero elsewhere."""

    where: list[int]
    tops: list[int]
    bottom: int

    def times(self, weights: Array) -> Exact:
        total = sum(int(weights[i]) * top for i, top in zip(self.where, self.tops, strict=True))
        return tidy(Fraction(total, self.bottom))

    def spread(self, size: int) -> tuple[Exact, ...]:
        answer: list[Exact] = [0] * size
        for i, top in zip(self.where, self.tops, strict=True):
            answer[i] = tidy(Fraction(top, self.bottom))
        return tuple(answer)


def _solved(matrix: Array, right: Array, where: Array) -> _Point | None:
    """The exact solution of a system that may have more equations than unknowns."""
    from flint import fmpq_mat, fmpz_mat

    m, n = matrix.shape
    if n == 0:
        return _Point([], [], 1)
    if m < n:
        return None
    if m == n:
        try:
            solved = fmpz_mat(matrix.tolist()).solve(fmpz_mat([[int(v)] for v in right]))
        except ZeroDivisionError:
            return None
        values = [solved[k, 0] for k in range(n)]
    else:
        table = np.concatenate([matrix, right[:, None]], axis=1)
        reduced, rank = fmpq_mat(fmpz_mat(table.tolist())).rref()
        if rank != n or any(reduced[k, k] != 1 for k in range(n)):
            return None
        values = [reduced[k, n] for k in range(n)]
    bottom = lcm(*(int(value.q) for value in values))
    tops = [int(value.p) * (bottom // int(value.q)) for value in values]
    return _Point([int(i) for i in where], tops, bottom)


def _feasible(rows: Array, right: Array, point: _Point) -> bool:
    from flint import fmpz_mat

    if any(top < 0 for top in point.tops):
        return False
    if not point.where:
        return bool((right >= 0).all())
    used = fmpz_mat(rows[:, point.where].tolist()) * fmpz_mat([[top] for top in point.tops])
    return all(int(used[j, 0]) <= int(bound) * point.bottom for j, bound in enumerate(right))


# Exact pivoting -------------------------------------------------------------------------------


def exact_maximum(objective: Array, rows: Array, right: Array) -> Optimum | None:
    """Two phases of the simplex method with Bland's rule, on whole numbers over one divisor.

    For small programmes whose numbers are of such different sizes that floats say nothing.
    """
    m, n = rows.shape
    table = np.zeros((m + 1, n + m + 2), dtype=object)
    table[:m, :n], table[:m, -1] = rows, right
    table[:m, n : n + m] = np.eye(m, dtype=int)
    table[:, :] = [[int(v) for v in row] for row in table]
    artificial = n + m
    table[:m, artificial] = -1
    basis = list(range(n, n + m))
    bottom = 1
    worst = int(np.argmin(table[:m, -1])) if m else 0
    if m and table[worst, -1] < 0:
        table[m, artificial] = 1
        table, bottom = _turned(table, worst, artificial, bottom)
        basis[worst] = artificial
        table, bottom = _climb(table, basis, bottom, n + m)
        if table[m, -1] != 0:
            return None
        if artificial in basis:
            row = basis.index(artificial)
            column = next(c for c in range(n + m) if table[row, c] != 0)
            table, bottom = _turned(table, row, column, bottom)
            basis[row] = column
    table[:, artificial] = 0
    last = np.zeros(n + m + 2, dtype=object)
    last[:n] = [-int(v) * bottom for v in objective]
    for row, variable in enumerate(basis):
        if variable < n:
            last = last + table[row] * int(objective[variable])
    table[m] = last
    table, bottom = _climb(table, basis, bottom, n + m)
    point: list[Exact] = [0] * n
    for row, variable in enumerate(basis):
        if variable < n:
            point[variable] = tidy(Fraction(table[row, -1], bottom))
    dual = tuple(tidy(Fraction(table[m, n + j], bottom)) for j in range(m))
    return Optimum(tuple(point), dual, tidy(Fraction(table[m, -1], bottom)))


def _climb(table: Array, basis: list[int], bottom: int, columns: int) -> tuple[Array, int]:
    last = len(basis)
    while True:
        entering = next((c for c in range(columns) if table[last, c] < 0), None)
        if entering is None:
            return table, bottom
        rows = [r for r in range(last) if table[r, entering] > 0]
        if not rows:
            raise NotConverged("a linear programme is unbounded")
        row = min(rows, key=lambda r: (Fraction(table[r, -1], table[r, entering]), basis[r]))
        table, bottom = _turned(table, row, entering, bottom)
        basis[row] = entering


def _turned(table: Array, row: int, entering: int, bottom: int) -> tuple[Array, int]:
    pivot = table[row, entering]
    turned = (table * pivot - np.outer(table[:, entering], table[row])) // bottom
    turned[row] = table[row]
    if pivot < 0:
        turned, pivot = -turned, -pivot
    return turned, pivot
