"""Supports in which up to three players mix between two strategies each, solved exactly.

Of three such players each one's equation is bilinear in the shares of the other two. Two of them
give two shares as quotients of linear forms in the third one, and the third equation becomes a
quadratic in it with whole coefficients: no root, two, or a double one, which is rational. So every
isolated equilibrium of such a support is known as fractions or as a + b√D, regular or not, and the
conditions of all others are decided at it by comparing squares. Where the elimination degenerates
the equations have linear factors or leave a share free: see `ties` and `curves`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from .balls import CertifiedRoot
from .regions import Solved
from .surds import (
    Corners,
    Point,
    Weights,
    ball_of,
    point_at,
    positive,
    positive_roots,
    sign,
    value_at,
)
from .ties import tied_set

__all__ = ["certified", "solved"]

_NOTHING = Solved()
_FREE: Weights = ((0, 0), (0, 0))


def solved(equations: Sequence[Corners], conditions: Sequence[Corners]) -> Solved | None:
    """All equilibria of one support, or None if it is not of this kind.

    Cost: some 10 µs; where the elimination degenerates some 100 µs, with conditions more.

    Parameters
    ----------
    equations : sequence of lists of 2**k whole numbers, k at most 3
        Values at the corners of the box of shares, the last variable moving fastest; the equation
        at place i does not depend on variable i.
    conditions : sequence of lists of 2**k whole numbers
        What has to be at least 0.

    Examples
    --------
    >>> pennies = solved([[1, -1, 1, -1], [-2, -2, 1, 1]], [])
    >>> pennies.roots
    ((Fraction(2, 3), Fraction(1, 2)),)
    """
    size = len(equations)
    if not 1 <= size <= 3 or any(len(row) != 2**size for row in equations):
        return None
    if size == 3:
        return _three(equations, conditions)
    return _two(equations, conditions) if size == 2 else tied_set(equations, conditions)


def certified(point: Point) -> CertifiedRoot:
    """An exact point as a root for the record."""
    rational = tuple(x for x in point if isinstance(x, Fraction))
    if len(rational) == len(point):
        return CertifiedRoot([], rational)
    return CertifiedRoot([ball_of(x) for x in point], None)


def _two(equations: Sequence[Corners], conditions: Sequence[Corners]) -> Solved:
    """Each player's share makes the other one indifferent."""
    e0, e1 = equations[0][0], equations[0][1]
    f0, f1 = equations[1][0], equations[1][2]
    if not (e0 or e1) or not (f0 or f1):
        return tied_set(equations, conditions)
    if e0 * e1 >= 0 or f0 * f1 >= 0:
        return _NOTHING
    e0, e1, f0, f1 = abs(e0), abs(e1), abs(f0), abs(f1)
    for a, b, c, d in conditions:
        if (a * e1 + b * e0) * f1 + (c * e1 + d * e0) * f0 < 0:
            return _NOTHING
    return Solved(((Fraction(f0, f0 + f1), Fraction(e0, e0 + e1)),))


def _three(equations: Sequence[Corners], conditions: Sequence[Corners]) -> Solved:
    """The weights (1 - z, z) = (s, t) of the third player solve a quadratic form.

    The first equation has the coefficients e0 = e00 s + e01 t and e1 of 1 - y and y, so
    (1 - y : y) = (e1 : -e0); the second one f0 and f1 of 1 - x and x; the third one is g.
    """
    (e00, e01, e10, e11), g = equations[0][:4], equations[2]
    f00, f01, _, _, f10, f11, _, _ = equations[1]
    g00, g01, g10, g11 = g[0], g[2], g[4], g[6]
    u0, u1 = g00 * e10 - g01 * e00, g00 * e11 - g01 * e01
    v0, v1 = g10 * e10 - g11 * e00, g10 * e11 - g11 * e01
    q0 = f10 * u0 - f00 * v0
    q1 = f10 * u1 + f11 * u0 - f00 * v1 - f01 * v0
    q2 = f11 * u1 - f01 * v1
    if not (q0 or q1 or q2):
        return tied_set(equations, conditions)
    roots, radicand = positive_roots(q0, q1, q2)
    points: list[Point] = []
    for root in roots:
        (a, _), (c, d) = root
        y = (e10 * a + e11 * c, e11 * d), (-e00 * a - e01 * c, -e01 * d)
        y_positive = positive(y, radicand)
        if y_positive is None and y != _FREE:
            continue
        x = (f10 * a + f11 * c, f11 * d), (-f00 * a - f01 * c, -f01 * d)
        x_positive = positive(x, radicand)
        if x_positive is None and x != _FREE:
            continue
        if y_positive is None or x_positive is None:
            # All coefficients of a share vanish and leave it free: there is a linear factor.
            return tied_set(equations, conditions)
        weights = [x_positive, y_positive, root]
        if all(_met(condition, weights, radicand) for condition in conditions):
            points.append(point_at(weights, radicand))
    return Solved(tuple(points)) if points else _NOTHING


def _met(condition: Corners, weights: list[Weights], radicand: int) -> bool:
    if min(condition) >= 0:
        return True
    return max(condition) >= 0 and sign(value_at(condition, weights, radicand), radicand) >= 0
