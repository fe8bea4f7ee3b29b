"""Linear programmes in exact arithmetic, for worst cases that must not be rounded away."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

__all__ = ["least"]


def least(
    costs: Sequence[Any], rows: Sequence[Sequence[Any]], bounds: Sequence[Any]
) -> tuple[Fraction, list[Fraction]] | None:
    """The least value of ``costs · x`` over ``rows · x ≤ bounds``, ``x ≥ 0``, and a point there.

    The two-phase simplex method with Bland's rule on FLINT rationals (Chvátal, *Linear
    Programming*, 1983, chapters 2 and 3). The programme must be bounded below. Cost: one pass over
    the tableau a pivot.

    Returns
    -------
    (value, point), or None where no point satisfies the rows.

    Examples
    --------
    >>> least([1, 1], [[-1, -2], [-3, -1]], [-4, -6])
    (Fraction(14, 5), [Fraction(8, 5), Fraction(6, 5)])
    >>> least([1], [[1], [-1]], [1, -2]) is None
    True
    """
    tableau = _Tableau(costs, rows, bounds)
    if not tableau.made_feasible():
        return None
    tableau.improve(tableau.cost_row)
    return tableau.answer()


class _Tableau:
    """A dictionary: each basic variable as a constant minus a combination of the others."""

    def __init__(
        self, costs: Sequence[Any], rows: Sequence[Sequence[Any]], bounds: Sequence[Any]
    ) -> None:
        self.width = len(costs)
        self.rows = [
            [*map(_exact, row), _exact(bound)] for row, bound in zip(rows, bounds, strict=True)
        ]
        self.cost_row = [*map(_exact, costs), _exact(0)]
        self.outside = list(range(self.width))  # the variable of each column
        self.basis = [self.width + i for i in range(len(self.rows))]  # of each row

    def made_feasible(self) -> bool:
        """Phase one, with one artificial variable that is driven to zero."""
        if not self.rows:
            return True
        worst = min(range(len(self.rows)), key=lambda i: self.rows[i][-1])
        if self.rows[worst][-1] >= 0:
            return True
        artificial = -1
        for row in self.rows:
            row.insert(self.width, _exact(-1))
        self.cost_row.insert(self.width, _exact(0))
        self.outside.append(artificial)
        goal = [_exact(0)] * self.width + [_exact(1), _exact(0)]
        self.pivot(worst, self.width, goal)
        self.improve(goal)
        if artificial in self.basis:
            i = self.basis.index(artificial)
            if self.rows[i][-1] != 0:
                return False
            column = next((j for j in range(self.width + 1) if self.rows[i][j] != 0), None)
            if column is None:
                del self.rows[i], self.basis[i]
            else:
                self.pivot(i, column, goal)
        if artificial in self.outside:
            column = self.outside.index(artificial)
            for row in (*self.rows, self.cost_row):
                del row[column]
            del self.outside[column]
        return True

    def improve(self, goal: list[Any]) -> None:
        """Pivot by Bland's rule until no column lowers the goal."""
        while True:
            entering = [j for j in range(len(self.outside)) if goal[j] < 0]
            if not entering:
                return
            column = min(entering, key=lambda j: self.outside[j])
            leaving = [i for i, row in enumerate(self.rows) if row[column] > 0]
            if not leaving:
                raise AssertionError("the linear programme is unbounded")
            ratios = {i: self.rows[i][-1] / self.rows[i][column] for i in leaving}
            least_ratio = min(ratios.values())
            row = min((i for i in leaving if ratios[i] == least_ratio), key=lambda i: self.basis[i])
            self.pivot(row, column, goal)

    def pivot(self, i: int, j: int, goal: list[Any]) -> None:
        """Exchange the basic variable of row i for that of column j."""
        row = self.rows[i]
        lead = row[j]
        row[j] = _exact(1)
        self.rows[i] = row = [value / lead for value in row]
        others = [r for k, r in enumerate(self.rows) if k != i]
        targets = [*others, self.cost_row]
        if goal is not self.cost_row:
            targets.append(goal)
        for target in targets:
            factor = target[j]
            if factor == 0:
                continue
            target[j] = _exact(0)
            for k, value in enumerate(row):
                if value != 0:
                    target[k] -= factor * value
        self.outside[j], self.basis[i] = self.basis[i], self.outside[j]

    def answer(self) -> tuple[Fraction, list[Fraction]]:
        point = [Fraction(0)] * self.width
        for variable, row in zip(self.basis, self.rows, strict=True):
            if 0 <= variable < self.width:
                point[variable] = _fraction(row[-1])
        return -_fraction(self.cost_row[-1]), point


def _exact(value: Any) -> Any:
    from flint import fmpq

    return value if isinstance(value, fmpq) else fmpq(value.numerator, value.denominator)


def _fraction(value: Any) -> Fraction:
    return Fraction(int(value.p), int(value.q))
