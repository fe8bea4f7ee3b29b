"""Supports on which a player is indifferent whatever the others do: their equilibria, exactly.

A tie leaves a share free, so the equilibria of such a support are a segment or a rectangle of
shares and not points. With one or two players mixing between two strategies each, the conditions
of the others are affine in what is left free, and the set is found in fractions.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np

from ...exact.read import Exact

__all__ = ["Span", "tied_set"]

Array: TypeAlias = np.ndarray[Any, Any]
Span: TypeAlias = tuple[Fraction, Fraction]


def tied_set(equations: Array, conditions: Array) -> tuple[Span, ...] | None:
    """The box of shares that are the equilibria of a support, ends included, or None if unknown.

    An empty tuple says that there are none with every share strictly between 0 and 1.

    Parameters
    ----------
    equations : array (k, 2, …, 2) of whole numbers
        Values at the corners; k variables of k players.
    conditions : array (c, 2, …, 2) of whole numbers
        What has to be at least 0.
    """
    free = [not equation.any() for equation in equations]
    if not any(free):
        return None
    if len(equations) == 1:
        span = _where_met(conditions)
        return () if span is None else (span,)
    if len(equations) != 2:
        return None
    if all(free):
        # Corner values bound everything between them; a part of the square is no box.
        whole = bool((conditions >= 0).all())
        return ((Fraction(0), Fraction(1)),) * 2 if whole else None
    other = equations[free.index(False)]
    for axis in range(2):
        ends = np.moveaxis(other, axis, 0)
        if (ends[:, 0] == ends[:, 1]).all():
            return _across(int(ends[0, 0]), int(ends[1, 0]), axis, conditions)
    return None


def _across(first: int, second: int, axis: int, conditions: Array) -> tuple[Span, ...]:
    """One variable is where a line meets 0, the other one is free."""
    if first * second >= 0:
        return ()
    place = Fraction(first, first - second)
    ends = np.moveaxis(conditions, 1 + axis, 0).astype(object)
    span = _where_met(ends[0] * (1 - place) + ends[1] * place)
    if span is None:
        return ()
    return ((place, place), span) if axis == 0 else (span, (place, place))


def _where_met(conditions: Array) -> Span | None:
    """Where all lines, given by their values at 0 and at 1, are at least 0; None if nowhere."""
    low, high = Fraction(0), Fraction(1)
    for first, second in conditions.tolist():
        if first < 0 and second < 0:
            return None
        if first < 0 or second < 0:
            crossing = Fraction(_exact(first)) / Fraction(_exact(first - second))
            low, high = (max(low, crossing), high) if first < 0 else (low, min(high, crossing))
    return (low, high) if low <= high and high > 0 and low < 1 else None


def _exact(value: Any) -> Exact:
    return value if isinstance(value, Fraction) else int(value)
