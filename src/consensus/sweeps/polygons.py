"""Convex polygons with rational corners, cut by lines without rounding."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

__all__ = ["Line", "Point", "Polygon"]

Point: TypeAlias = tuple[Fraction, Fraction]
Line: TypeAlias = tuple[Fraction, Fraction, Fraction]  # a·x + b·y + c


@dataclass(frozen=True)
class Polygon:
    """An open convex polygon, its corners anticlockwise.

    Examples
    --------
    >>> square = Polygon.rectangle((0, 1), (0, 1))
    >>> part = square.cut((Fraction(1), Fraction(1), Fraction(-1)))
    >>> part.area, len(part.corners), part.holds((Fraction(3, 4), Fraction(3, 4)))
    (Fraction(1, 2), 3, True)
    """

    corners: tuple[Point, ...]

    @classmethod
    def rectangle(
        cls, x: tuple[int | Fraction, int | Fraction], y: tuple[int | Fraction, int | Fraction]
    ) -> Polygon:
        """The rectangle of two ranges."""
        (a, b), (c, d) = map(Fraction, x), map(Fraction, y)
        return cls(((a, c), (b, c), (b, d), (a, d)))

    @cached_property
    def area(self) -> Fraction:
        """The exact area, by the shoelace formula."""
        total = Fraction(0)
        for (x, y), (u, v) in self.sides:
            total += x * v - u * y
        return total / 2

    @property
    def sides(self) -> tuple[tuple[Point, Point], ...]:
        """Pairs of neighbouring corners."""
        return tuple(zip(self.corners, (*self.corners[1:], self.corners[0]), strict=True))

    @property
    def box(self) -> tuple[Fraction, Fraction, Fraction, Fraction]:
        """The least and greatest x, then the least and greatest y."""
        xs, ys = zip(*self.corners, strict=True)
        return min(xs), max(xs), min(ys), max(ys)

    def sample(self, number: int) -> Point:
        """One of a sequence of points inside, the first of them the mean of the corners."""
        weights = [(number + 1) ** i for i in range(len(self.corners))]
        total = sum(weights)
        x = sum((w * x for w, (x, _) in zip(weights, self.corners, strict=True)), Fraction(0))
        y = sum((w * y for w, (_, y) in zip(weights, self.corners, strict=True)), Fraction(0))
        return x / total, y / total

    def holds(self, point: Point) -> bool:
        """Whether a point lies in the open polygon."""
        x, y = point
        return all((u - a) * (y - b) - (v - b) * (x - a) > 0 for (a, b), (u, v) in self.sides)

    def cut(self, line: Line) -> Polygon:
        """The part where a·x + b·y + c > 0; without corners where nothing of it is left."""
        a, b, c = line
        heights = [a * x + b * y + c for x, y in self.corners]
        if all(height >= 0 for height in heights):
            return self
        kept: list[Point] = []
        for i, (x, y) in enumerate(self.corners):
            j = (i + 1) % len(self.corners)
            here, there = heights[i], heights[j]
            if here >= 0:
                kept.append((x, y))
            if (here > 0 and there < 0) or (here < 0 and there > 0):
                u, v = self.corners[j]
                share = here / (here - there)
                kept.append((x + share * (u - x), y + share * (v - y)))
        part = Polygon(tuple(kept))
        return part if len(kept) > 2 and part.area > 0 else Polygon(())

    def is_cut_by(self, line: Line) -> bool:
        """Whether the open polygon has points on both sides."""
        a, b, c = line
        heights = [a * x + b * y + c for x, y in self.corners]
        return min(heights) < 0 < max(heights)

    def __bool__(self) -> bool:
        return bool(self.corners)

    def __str__(self) -> str:
        return " ".join(f"({x}, {y})" for x, y in self.corners)
