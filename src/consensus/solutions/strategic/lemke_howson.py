"""One equilibrium of a two-player game by complementary pivoting, exact.

References
----------
C. E. Lemke and J. T. Howson, "Equilibrium points of bimatrix games", SIAM J. 12 (1964), 413-423.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np

from ...errors import NotConverged
from ...exact.read import Number, tidy

__all__ = ["complementary_supports", "exact_path"]

Array: TypeAlias = np.ndarray[Any, Any]

_PIVOTS = 20_000


class _Tableau:
    """Rows ``A x + s = 1`` with labelled columns, pivoted in floats or in whole numbers."""

    def __init__(self, rows: Array, columns: list[int], basics: list[int], exact: bool) -> None:
        count = len(rows)
        kind = object if exact else np.float64
        table = np.zeros((count, rows.shape[1] + count + 1), dtype=kind)
        table[:, : rows.shape[1]] = rows
        table[:, rows.shape[1] : -1] = np.eye(count, dtype=int if exact else np.float64)
        table[:, -1] = 1
        if exact:
            table[:, :] = [[int(v) for v in row] for row in table]
        self.table, self.exact, self.bottom = table, exact, 1
        self.labels = columns + basics
        self.place = {label: k for k, label in enumerate(self.labels)}
        self.basis = list(basics)
        self._slack = list(range(rows.shape[1], rows.shape[1] + count))

    def enter(self, label: int) -> int:
        """Let the variable with this label enter; the label that leaves."""
        column = self.place[label]
        row = self._blocking(column)
        left = self.basis[row]
        pivot = self.table[row, column]
        if self.exact:
            outer = np.outer(self.table[:, column], self.table[row])
            turned = (self.table * pivot - outer) // self.bottom
            turned[row] = self.table[row]
            self.table, self.bottom = turned, pivot
        else:
            self.table[row] /= pivot
            factor = self.table[:, column].copy()
            factor[row] = 0
            self.table -= np.outer(factor, self.table[row])
        self.basis[row] = label
        return left

    def _blocking(self, column: int) -> int:
        entries, right = self.table[:, column], self.table[:, -1]
        if not self.exact:
            rows = np.flatnonzero(entries > 1e-10)
            if not rows.size:
                raise NotConverged("Lemke-Howson met a ray; the payoffs are ill-conditioned")
            return int(rows[np.argmin(right[rows] / entries[rows])])
        rows = np.array([r for r in range(len(entries)) if entries[r] > 0])
        for key in (-1, *self._slack):
            ratios = [Fraction(self.table[r, key], entries[r]) for r in rows]
            least = min(ratios)
            rows = rows[[ratio == least for ratio in ratios]]
            if len(rows) == 1:
                break
        return int(rows[0])


def _follow(first: Array, second: Array, dropped: int, exact: bool, pivots: int) -> Any:
    """Both tableaux at the end of the path that starts by dropping a label."""
    n, m = first.shape
    mine = _Tableau(first, list(range(m)), list(range(m, m + n)), exact)
    theirs = _Tableau(second, list(range(m, m + n)), list(range(m)), exact)
    tables = [mine, theirs] if dropped < m else [theirs, mine]
    label = dropped
    for step in range(pivots):
        label = tables[step % 2].enter(label)
        if label == dropped:
            return mine, theirs
    raise NotConverged(f"Lemke-Howson did not end within {pivots} pivots")


def complementary_supports(
    first: Array, second: Array, dropped: int
) -> tuple[list[int], list[int]]:
    """The supports at the end of a path in floating point; to be verified.

    Parameters
    ----------
    first : array (n, m)
        The second player's positive payoffs, one row a strategy of the second player.
    second : array (m, n)
        The first player's positive payoffs.
    dropped : int
        The label to drop: a strategy of the first player, or m + one of the second.
    """
    _n, m = first.shape
    mine, theirs = _follow(first, second, dropped, False, _PIVOTS)
    rows = sorted(label for label in mine.basis if label < m)
    columns = sorted(label - m for label in theirs.basis if label >= m)
    return rows, columns


def exact_path(
    first: Array, second: Array, dropped: int
) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
    """The equilibrium at the end of a path in whole numbers, ties broken lexicographically."""
    n, m = first.shape
    mine, theirs = _follow(first, second, dropped, True, _PIVOTS)
    return _mix(mine, 0, m), _mix(theirs, m, m + n)


def _mix(tableau: _Tableau, low: int, top: int) -> tuple[Number, ...]:
    values = {label: tableau.table[row, -1] for row, label in enumerate(tableau.basis)}
    shares = [values.get(label, 0) for label in range(low, top)]
    total = sum(shares)
    return tuple(tidy(Fraction(share, total)) for share in shares)
