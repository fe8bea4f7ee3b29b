"""Sets of policies: closed intervals on a line, convex polygons in a plane, exact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ...errors import InvalidInput
from ...exact.read import Number, exact_number, shown

__all__ = ["Interval", "Polygon", "clip", "convex_hull"]


@dataclass(frozen=True)
class Interval:
    """A closed interval; an end is None where it has none.

    Examples
    --------
    >>> 2 in Interval(1, 3), 4 in Interval(1, None), str(Interval(1, Fraction(3, 2)))
    (True, True, '[1, 3/2]')
    """

    low: Number | None
    high: Number | None

    def __contains__(self, where: object) -> bool:
        place = exact_number(_single(where), "point")
        above = self.low is None or bool(self.low <= place)
        return above and (self.high is None or bool(place <= self.high))

    def __str__(self) -> str:
        low = "(-∞" if self.low is None else f"[{shown(self.low)}"
        return f"{low}, " + ("∞)" if self.high is None else f"{shown(self.high)}]")


@dataclass(frozen=True)
class Polygon:
    """A convex polygon, its corners counterclockwise; a point or a segment counts as one.

    Examples
    --------
    >>> (1, 1) in Polygon(((0, 0), (2, 0), (2, 2), (0, 2))), (3, 1) in Polygon(((0, 0),))
    (True, False)
    """

    corners: tuple[tuple[Any, Any], ...]

    def __contains__(self, where: object) -> bool:
        if not isinstance(where, Sequence) or len(where) != 2:
            raise InvalidInput(f"point: expected two coordinates, got {where!r}")
        place = exact_number(where[0], "point[0]"), exact_number(where[1], "point[1]")
        if not self.corners:
            return False
        if len(self.corners) == 1:
            return bool(place[0] == self.corners[0][0]) and bool(place[1] == self.corners[0][1])
        if len(self.corners) == 2:
            a, b = self.corners
            along = _dot(a, b, place)
            return (
                bool(turn(a, b, place) == 0) and bool(along >= 0) and bool(along <= _dot(a, b, b))
            )
        sides = zip(self.corners, (*self.corners[1:], self.corners[0]), strict=True)
        return all(turn(a, b, place) >= 0 for a, b in sides)


def turn(a: Sequence[Any], b: Sequence[Any], c: Sequence[Any]) -> Any:
    """Twice the signed area of the triangle a, b, c; positive when it turns left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def convex_hull(points: Iterable[Sequence[Any]]) -> Polygon:
    """The convex hull (Andrew's monotone chain); only adds, multiplies and compares.

    Examples
    --------
    >>> convex_hull([(0, 0), (2, 0), (1, 1), (1, 0), (1, 3)]).corners
    ((0, 0), (2, 0), (1, 3))
    """
    ordered = sorted(_distinct(points))
    if len(ordered) <= 2:
        return Polygon(tuple(ordered))
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    return Polygon(tuple(lower[:-1] + upper[:-1]))


def clip(polygon: Polygon, a: Any, b: Any, c: Any) -> Polygon:
    """The part of a polygon where a·x + b·y <= c; exact.

    Examples
    --------
    >>> clip(Polygon(((0, 0), (1, 0), (1, 1), (0, 1))), 1, 1, 1).corners
    ((0, 0), (1, 0), (0, 1))
    """
    corners = polygon.corners
    kept: list[tuple[Any, Any]] = []
    over = [a * x + b * y - c for x, y in corners]
    n = len(corners)
    for i in range(n):
        j = (i + 1) % n
        if over[i] <= 0:
            kept.append(corners[i])
        if n > 1 and ((over[i] < 0 and over[j] > 0) or (over[i] > 0 and over[j] < 0)):
            share = _ratio(over[i], over[i] - over[j])
            (x, y), (u, v) = corners[i], corners[j]
            kept.append((_tidy(x + share * (u - x)), _tidy(y + share * (v - y))))
    return Polygon(tuple(_without_repeats(kept)))


def _chain(ordered: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    chain: list[tuple[Any, Any]] = []
    for point in ordered:
        while len(chain) >= 2 and turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _without_repeats(points: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    kept: list[tuple[Any, Any]] = []
    for point in points:
        if not any(point[0] == p[0] and point[1] == p[1] for p in kept):
            kept.append(point)
    return kept


def _distinct(points: Iterable[Any]) -> list[tuple[Any, Any]]:
    return _without_repeats([(p[0], p[1]) for p in points])


def _ratio(top: Any, bottom: Any) -> Any:
    return Fraction(top) / bottom if isinstance(top, int) else top / bottom


def _tidy(value: Any) -> Any:
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def _dot(a: Any, b: Any, c: Any) -> Any:
    return (b[0] - a[0]) * (c[0] - a[0]) + (b[1] - a[1]) * (c[1] - a[1])


def _single(where: object) -> object:
    if isinstance(where, (tuple, list)):
        if len(where) != 1:
            raise InvalidInput(f"point: expected one coordinate, got {where!r}")
        return where[0]
    return where
