"""Linear programmes over exact numbers: the simplex method with Bland's rule.

It only adds, multiplies, divides and compares, so it runs on fractions and on traced numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from ..errors import TooLarge

__all__ = ["Programme", "maximised", "solved_exactly"]

_MOST_CELLS = 250_000


@dataclass(frozen=True)
class Programme:
    """An answer: whether there is an optimum, its value, a point and the dual prices."""

    status: Literal["optimal", "infeasible", "unbounded"]
    value: Any = None
    point: tuple[Any, ...] = ()
    prices: tuple[Any, ...] = ()


def maximised(
    objective: Sequence[Any], rows: Sequence[Sequence[Any]], limits: Sequence[Any]
) -> Programme:
    """Maximise objective · x subject to rows · x <= limits and x >= 0, exactly.

    Cost: each pivot is rows × columns divisions; Bland's rule ends after finitely many.

    Returns
    -------
    Programme
        `prices` are the optimal dual variables, one a row.

    Examples
    --------
    >>> answer = maximised([3, 2], [[1, 1], [1, 0]], [4, 2])
    >>> answer.value, answer.point, answer.prices
    (10, (2, 2), (2, 1))
    """
    m, n = len(rows), len(objective)
    if (m + 1) * (n + m + 2) > _MOST_CELLS:
        raise TooLarge(
            "an exact linear programme", (m + 1) * (n + m + 2), _MOST_CELLS,
            "use a smaller game", unit="cells",
        )  # fmt: skip
    table = [
        [*map(_exact, row), *(int(i == j) for j in range(m)), _exact(limits[i])]
        for i, row in enumerate(rows)
    ]
    basis = list(range(n, n + m))
    if any(row[-1] < 0 for row in table) and not _feasible(table, basis, n + m):
        return Programme("infeasible")
    goal = [*(-_exact(c) for c in objective), *([0] * (m + 1))]
    for i, b in enumerate(basis):
        if goal[b] != 0:
            factor = goal[b]
            goal = [g - factor * t for g, t in zip(goal, table[i], strict=True)]
    if not _improve(table, basis, goal, n + m):
        return Programme("unbounded")
    point = [0] * n
    for i, b in enumerate(basis):
        if b < n:
            point[b] = table[i][-1]
    return Programme(
        "optimal", _tidy(goal[-1]), tuple(map(_tidy, point)), tuple(map(_tidy, goal[n : n + m]))
    )


def _feasible(table: list[list[Any]], basis: list[int], columns: int) -> bool:
    """Phase one: one artificial column enters at the most negative limit, then is driven out."""
    for row in table:
        row.insert(columns, -1)
    worst = 0
    for i, row in enumerate(table):
        if row[-1] < table[worst][-1]:
            worst = i
    goal: list[Any] = [0] * columns + [1, 0]
    _pivot(table, basis, goal, worst, columns)
    _improve(table, basis, goal, columns + 1)
    done = not goal[-1] < 0
    if columns in basis:
        place = basis.index(columns)
        for j in range(columns):
            if not _zero(table[place][j]):
                _pivot(table, basis, goal, place, j)
                break
    for row_values in table:
        del row_values[columns]
    return done


def _improve(table: list[list[Any]], basis: list[int], goal: list[Any], columns: int) -> bool:
    """Pivot until no reduced cost is negative; False when the objective is unbounded."""
    while True:
        entering = next((j for j in range(columns) if goal[j] < 0), None)
        if entering is None:
            return True
        leaving: int | None = None
        best: Any = None
        for i, row in enumerate(table):
            if row[entering] > 0:
                ratio = _quotient(row[-1], row[entering])
                if (
                    best is None
                    or ratio < best
                    or (ratio == best and basis[i] < basis[leaving or 0])
                ):
                    leaving, best = i, ratio
        if leaving is None:
            return False
        _pivot(table, basis, goal, leaving, entering)


def _pivot(
    table: list[list[Any]], basis: list[int], goal: list[Any], row: int, column: int
) -> None:
    pivot = table[row][column]
    table[row] = [_quotient(x, pivot) for x in table[row]]
    for i, other in enumerate(table):
        if i != row and not _zero(other[column]):
            factor = other[column]
            table[i] = [x - factor * y for x, y in zip(other, table[row], strict=True)]
    if not _zero(goal[column]):
        factor = goal[column]
        goal[:] = [x - factor * y for x, y in zip(goal, table[row], strict=True)]
    basis[row] = column


def solved_exactly(rows: Sequence[Sequence[Any]], right: Sequence[Any]) -> list[Any] | None:
    """The solution of a square linear system, or None when it is singular.

    Cost: n³ exact operations.

    Examples
    --------
    >>> solved_exactly([[2, 1], [1, 3]], [3, 4])
    [1, 1]
    """
    n = len(rows)
    table = [[*map(_exact, row), _exact(right[i])] for i, row in enumerate(rows)]
    for column in range(n):
        place = next((i for i in range(column, n) if not _zero(table[i][column])), None)
        if place is None:
            return None
        table[column], table[place] = table[place], table[column]
        pivot = table[column][column]
        table[column] = [_quotient(x, pivot) for x in table[column]]
        for i in range(n):
            if i != column and not _zero(table[i][column]):
                factor = table[i][column]
                table[i] = [x - factor * y for x, y in zip(table[i], table[column], strict=True)]
    return [_tidy(row[-1]) for row in table]


def _zero(value: Any) -> bool:
    return bool(value == 0)


def _exact(value: Any) -> Any:
    return Fraction(value) if isinstance(value, int) else value


def _quotient(top: Any, bottom: Any) -> Any:
    return Fraction(top) / bottom if isinstance(top, int) else top / bottom


def _tidy(value: Any) -> Any:
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value
