"""A basis in floats: a dense simplex for programmes of few rows, with HiGHS behind it.

Nothing here is trusted. A programme over coalitions has at most a few dozen rows, for which
setting up a general solver costs more than solving; `balancing` verifies whatever is proposed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["proposed_by_highs", "proposed_by_simplex"]

Grid = npt.NDArray[np.float64]

_TINY = 1e-9
_REFRESH = 40


def proposed_by_simplex(
    matrix: Grid, prices: Grid, target: Grid, start: Sequence[int] | None
) -> list[int] | None:
    """The columns of an optimal basis, or None if the simplex gets nowhere.

    Parameters
    ----------
    matrix : array (rows, columns)
    prices, target : arrays
    start : sequence of int, optional
        A basis to start from; it is used if it is feasible.
    """
    rows, columns = matrix.shape
    scale = float(np.abs(prices).max()) or 1.0
    wide = np.hstack([matrix, np.diag(np.where(target < 0, -1.0, 1.0))])
    basis = list(range(columns, columns + rows))
    if start is not None and len(start) == rows:
        try:
            level = np.linalg.solve(matrix[:, list(start)], target)
        except np.linalg.LinAlgError:
            level = np.array([-1.0])
        if float(level.min()) >= -_TINY:
            basis = list(start)
    if basis[0] >= columns:
        cost = np.zeros(columns + rows)
        cost[columns:] = -1.0
        found = _climb(wide, cost, target, basis, columns + rows)
        if found is None or float(cost[found] @ np.linalg.solve(wide[:, found], target)) < -1e-7:
            return None
        basis = found
    cost = np.zeros(columns + rows)
    cost[:columns] = prices / scale
    cost[columns:] = -1e6
    found = _climb(wide, cost, target, basis, columns)
    if found is None or max(found) >= columns:
        return None
    return found


def _climb(
    matrix: Grid, cost: Grid, target: Grid, start: Sequence[int], usable: int
) -> list[int] | None:
    """Pivot to an optimal basis; None when it takes too long, is unbounded or breaks down."""
    basis = np.array(start)
    rows = len(basis)
    stalled = 0
    inverse = level = None
    for step in range(60 * rows + 200):
        if step % _REFRESH == 0:
            try:
                inverse = np.linalg.inv(matrix[:, basis])
            except np.linalg.LinAlgError:
                return None
            level = inverse @ target
        assert inverse is not None
        assert level is not None
        margin = cost[:usable] - (cost[basis] @ inverse) @ matrix[:, :usable]
        entering = _entering(margin, careful=stalled > 2 * rows)
        if entering < 0:
            return [int(j) for j in basis]
        moved = inverse @ matrix[:, entering]
        can = moved > _TINY
        if not bool(can.any()):
            return None
        ratios = np.full(rows, np.inf)
        ratios[can] = np.maximum(level[can], 0.0) / moved[can]
        least = float(ratios.min())
        near = np.flatnonzero(ratios <= least + 1e-12)
        leaving = int(near[np.argmin(basis[near])] if stalled > 2 * rows
                      else near[np.argmax(moved[near])])  # fmt: skip
        stalled = stalled + 1 if least <= 1e-12 else 0
        pivot = moved[leaving]
        row = inverse[leaving] / pivot
        inverse -= np.outer(moved, row)
        inverse[leaving] = row
        step_level = level[leaving] / pivot
        level = level - moved * step_level
        level[leaving] = step_level
        basis[leaving] = entering
    return None


def _entering(margin: Grid, *, careful: bool) -> int:
    """The column to enter: the most promising, or after stalling the first (Bland)."""
    if careful:
        good = np.flatnonzero(margin > _TINY)
        return int(good[0]) if len(good) else -1
    best = int(np.argmax(margin))
    return best if float(margin[best]) > _TINY else -1


def proposed_by_highs(matrix: Grid, prices: Grid, target: Grid) -> list[int] | None:
    """The columns of a basis from HiGHS's answer."""
    from scipy.optimize import linprog

    found: Any = linprog(-prices, A_eq=matrix, b_eq=target, method="highs-ds")
    if found.status != 0 or found.eqlin is None:
        return None
    return _basis(matrix, found.x, -prices - matrix.T @ found.eqlin.marginals)


def _basis(matrix: Grid, weights: Grid, slack: Grid) -> list[int] | None:
    """Independent columns: first those with weight, then those whose price is met."""
    rows = len(matrix)
    order = [int(j) for j in np.argsort(-weights) if weights[j] > _TINY]
    tight = np.argsort(np.abs(slack))
    order += [int(j) for j in tight if weights[j] <= _TINY]
    chosen: list[int] = []
    reduced = np.zeros((rows, 0))
    for j in order:
        column = matrix[:, j]
        rest = column - reduced @ (reduced.T @ column)
        rest -= reduced @ (reduced.T @ rest)
        length = float(np.linalg.norm(rest))
        if length > 1e-7 * max(1.0, float(np.linalg.norm(column))):
            chosen.append(j)
            reduced = np.column_stack([reduced, rest / length])
            if len(chosen) == rows:
                return chosen
    return None
