"""Supports on which a share is left free, or several are tied to one another: what is left.

A player who is indifferent whatever the others do leaves a share free; an equation that is a
product of two linear factors holds where one of them does. So the equilibria of such a support are
points, segments and rectangles of shares parallel to the axes, found in fractions, or a curve.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from .curves import along
from .regions import Pieces, Solved, cut, factored, restricted
from .surds import Corners

__all__ = ["tied_set"]


def tied_set(equations: Sequence[Corners], conditions: Sequence[Corners]) -> Solved:
    """The equilibria of a support of at most three players, each equation missing its own share.

    Parameters
    ----------
    equations : sequence of lists of 2**k whole numbers
        Values at the corners, the last variable moving fastest; k variables of k players.
    conditions : sequence of lists of 2**k whole numbers
        What has to be at least 0.

    Examples
    --------
    >>> tied_set([[0, 0]], [[-1, 1]]).boxes
    (((Fraction(1, 2), Fraction(1, 1)),),)
    """
    pieces = Pieces()
    _parted(list(equations), list(conditions), (None,) * len(equations), pieces)
    return pieces.solved()


def _parted(
    equations: list[Corners],
    conditions: list[Corners],
    place: tuple[Fraction | None, ...],
    pieces: Pieces,
) -> None:
    """The part of the solutions in which some shares are known; corner values do not show them."""
    size = len(place)
    live = [equation for equation in equations if any(equation)]
    if any(min(equation) >= 0 or max(equation) <= 0 for equation in live):
        return
    for k, equation in enumerate(live):
        parts = factored(equation, size)
        if parts is None:
            continue
        v, (a, b), rest = parts
        others = live[:k] + live[k + 1 :]
        if a * b < 0:
            at = Fraction(a, a - b)
            known = (*place[:v], at, *place[v + 1 :])
            _parted(
                [restricted(c, v, size, at, at) for c in others],
                [restricted(c, v, size, at, at) for c in conditions],
                known,
                pieces,
            )
        _parted([*others, rest], conditions, place, pieces)
        return
    if live:
        along(live, conditions, place, pieces)
        return
    free = (Fraction(0), Fraction(1))
    cut(conditions, tuple(free if x is None else (x, x) for x in place), pieces)
