"""Exact linear programmes over balanced collections of coalitions.

One form serves the core, the least core and the nucleolus: weights y ≥ 0 on columns so that the
weighted columns add up to a target, at the greatest price. The multipliers of such a programme
are an allocation. A basis is proposed in floats, then solved and verified in exact arithmetic;
where it does not verify an exact simplex takes over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import numpy as np

from ...exact.read import Exact, tidy
from ...exact.traced import Traced
from .proposal import proposed_by_highs, proposed_by_simplex

__all__ = ["Program", "maximise", "solved_exactly"]

Column = tuple[int, ...]


@dataclass(frozen=True)
class Program:
    """The answer to one programme.

    Attributes
    ----------
    status : {"optimal", "infeasible", "unbounded"}
    value : number or None
        The greatest price.
    weights : dict column index -> number
        The columns with a positive weight.
    multipliers : tuple of numbers
        One a row. Optimal: no column costs less than its price, and the target costs `value`.
        Infeasible: no column costs less than 0 and the target does.
    basis : tuple of int
    """

    status: Literal["optimal", "infeasible", "unbounded"]
    value: Any
    weights: dict[int, Any]
    multipliers: tuple[Any, ...]
    basis: tuple[int, ...]


def maximise(
    columns: Sequence[Column],
    prices: Sequence[Any],
    target: Sequence[int],
    *,
    start: Sequence[Column] | None = None,
) -> Program:
    """Maximise Σ prices·y subject to Σ y·columns = target, y ≥ 0, exactly.

    Parameters
    ----------
    columns : sequence of tuples of int
    prices : sequence of numbers
        Exact; traced numbers go to the exact simplex at once.
    target : sequence of int
    start : sequence of columns, optional
        A basis that may be near the answer.
    """
    if not any(isinstance(price, Traced) for price in prices):
        proposed = _proposed(columns, prices, target, start)
        if proposed is not None:
            return proposed
    return _simplex(columns, prices, target)


# A basis proposed in floats, verified exactly --------------------------------------------------


def _proposed(
    columns: Sequence[Column],
    prices: Sequence[Exact],
    target: Sequence[int],
    start: Sequence[Column] | None,
) -> Program | None:
    matrix = np.array(columns, dtype=np.float64).T
    try:
        asked = np.array([float(price) for price in prices])
    except OverflowError:
        return None
    sought = np.array(target, dtype=np.float64)
    place = {column: j for j, column in enumerate(columns)} if start else {}
    known = [place[column] for column in start or () if column in place]
    basis = proposed_by_simplex(matrix, asked, sought, known or None)
    found = None if basis is None else verified(columns, prices, target, basis)
    if found is not None:
        return found
    basis = proposed_by_highs(matrix, asked, sought)
    return None if basis is None else verified(columns, prices, target, basis)


def verified(
    columns: Sequence[Column], prices: Sequence[Exact], target: Sequence[int], basis: list[int]
) -> Program | None:
    """The answer that a basis gives, or None if it is not optimal."""
    square = [columns[j] for j in basis]
    weights = solved_exactly([list(row) for row in zip(*square, strict=True)], list(target))
    if weights is None or any(weight < 0 for weight in weights):
        return None
    multipliers = solved_exactly([list(c) for c in square], [prices[j] for j in basis])
    if multipliers is None:
        return None
    if not _priced(columns, prices, multipliers):
        return None
    value = tidy(Fraction(sum(b * x for b, x in zip(target, multipliers, strict=True))))
    positive = {j: w for j, w in zip(basis, weights, strict=True) if w}
    return Program("optimal", value, positive, tuple(multipliers), tuple(basis))


def _priced(
    columns: Sequence[Column], prices: Sequence[Exact], multipliers: Sequence[Exact]
) -> bool:
    """Whether every column costs at least its price: in floats where their error is below the
    margin, exactly elsewhere."""
    matrix = np.array(columns, dtype=np.float64)
    shares = np.array([float(x) for x in multipliers])
    asked = np.array([float(price) for price in prices])
    margin = matrix @ shares - asked
    error = (np.abs(matrix) @ np.abs(shares) + np.abs(asked)) * (len(shares) + 4) * 2.0**-52
    if bool((margin < -error).any()):
        return False
    scale, whole = _over_one_denominator(multipliers)
    for j in map(int, np.flatnonzero(margin <= error)):
        cost = sum(a * x for a, x in zip(columns[j], whole, strict=True) if a)
        if cost < prices[j] * scale:
            return False
    return True


def solved_exactly(matrix: list[list[int]], right: Sequence[Exact]) -> list[Exact] | None:
    """Solve a square system over the rationals; None if it is singular."""
    from flint import fmpq, fmpq_mat

    n = len(matrix)
    system = fmpq_mat(n, n, [fmpq(x) for row in matrix for x in row])
    side = fmpq_mat(n, 1, [fmpq(x.numerator, x.denominator) for x in right])
    try:
        answer = system.solve(side)
    except ZeroDivisionError:
        return None
    return [tidy(Fraction(int(x.p), int(x.q))) for x in answer.entries()]


def _over_one_denominator(numbers: Sequence[Exact]) -> tuple[int, list[int]]:
    from math import lcm

    scale = lcm(*(x.denominator for x in numbers))
    return scale, [int(x * scale) for x in numbers]


# The exact simplex ------------------------------------------------------------------------------


def _simplex(columns: Sequence[Column], prices: Sequence[Any], target: Sequence[int]) -> Program:
    """Two phases with Bland's rule; only adds, multiplies, divides and compares prices."""
    rows = len(target)
    signs = [-1 if b < 0 else 1 for b in target]
    inverse = [[Fraction(signs[i]) if i == j else Fraction(0) for j in range(rows)]
               for i in range(rows)]  # fmt: skip
    level = [Fraction(abs(b)) for b in target]
    basis = [-1 - i for i in range(rows)]
    first: list[Any] = [0] * len(columns)
    _pivots(columns, first, -1, basis, inverse, level)
    short = sum((level[r] for r in range(rows) if basis[r] < 0), start=Fraction(0))
    if short > 0:
        multipliers = _multipliers(basis, first, -1, inverse)
        return Program("infeasible", None, {}, multipliers, ())
    _drive_out(columns, basis, inverse, level)
    if not _pivots(columns, prices, 0, basis, inverse, level):
        return Program("unbounded", None, {}, (), ())
    multipliers = _multipliers(basis, prices, 0, inverse)
    weights = {j: tidy(y) for j, y in zip(basis, level, strict=True) if y > 0 and j >= 0}
    value = sum((prices[j] * y for j, y in weights.items()), start=0)
    return Program("optimal", value, weights, multipliers, tuple(j for j in basis if j >= 0))


def _multipliers(
    basis: list[int], prices: Sequence[Any], artificial: int, inverse: list[list[Fraction]]
) -> tuple[Any, ...]:
    """The row vector c_B·B⁻¹; artificial columns carry the price `artificial`."""
    costs = [prices[j] if j >= 0 else artificial for j in basis]
    out: list[Any] = []
    for k in range(len(basis)):
        total: Any = 0
        for cost, line in zip(costs, inverse, strict=True):
            if line[k]:
                total = total + cost * line[k]
        out.append(tidy(total) if isinstance(total, Fraction) else total)
    return tuple(out)


def _pivots(
    columns: Sequence[Column],
    prices: Sequence[Any],
    artificial: int,
    basis: list[int],
    inverse: list[list[Fraction]],
    level: list[Fraction],
) -> bool:
    """Pivot until no column is priced above its cost; False if the price has no bound."""
    while True:
        multipliers = _multipliers(basis, prices, artificial, inverse)
        held = set(basis)
        entering = next(
            (
                j
                for j, column in enumerate(columns)
                if j not in held and _cost(column, multipliers) < prices[j]
            ),
            None,
        )
        if entering is None:
            return True
        if not _enter(columns[entering], entering, basis, inverse, level):
            return False


def _cost(column: Column, multipliers: Sequence[Any]) -> Any:
    total: Any = 0
    for a, x in zip(column, multipliers, strict=True):
        if a:
            total = total + (x if a == 1 else a * x)
    return total


def _enter(
    column: Column, j: int, basis: list[int], inverse: list[list[Fraction]], level: list[Fraction]
) -> bool:
    moved = [sum((line[k] * a for k, a in enumerate(column) if a), Fraction(0)) for line in inverse]
    leaving, least = -1, None
    for r, rate in enumerate(moved):
        fixed = basis[r] < 0 and level[r] == 0 and rate != 0
        if rate > 0 or fixed:
            ratio = Fraction(0) if fixed else level[r] / rate
            if least is None or ratio < least or (ratio == least and basis[r] < basis[leaving]):
                leaving, least = r, ratio
    if leaving < 0:
        return False
    _pivot(leaving, moved, inverse, level)
    basis[leaving] = j
    return True


def _pivot(
    row: int, moved: list[Fraction], inverse: list[list[Fraction]], level: list[Fraction]
) -> None:
    scale = moved[row]
    inverse[row] = [x / scale for x in inverse[row]]
    level[row] /= scale
    for r, rate in enumerate(moved):
        if r != row and rate:
            inverse[r] = [x - rate * y for x, y in zip(inverse[r], inverse[row], strict=True)]
            level[r] -= rate * level[row]


def _drive_out(
    columns: Sequence[Column],
    basis: list[int],
    inverse: list[list[Fraction]],
    level: list[Fraction],
) -> None:
    """Replace artificial columns at level 0; one that stays belongs to a redundant row."""
    for r in range(len(basis)):
        if basis[r] >= 0:
            continue
        for j, column in enumerate(columns):
            moved = [sum((line[k] * a for k, a in enumerate(column) if a), Fraction(0))
                     for line in inverse]  # fmt: skip
            if j not in basis and moved[r] != 0:
                _pivot(r, moved, inverse, level)
                basis[r] = j
                break
