"""What a sweep over two parameters finds: regions, the borders between them, and how they read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, Any

from ..errors import InvalidInput
from ..exact import rational
from .pieces import Reason, answer_text
from .polygons import Point, Polygon
from .structure import Structural, evaluated, same
from .tables import frame
from .thresholds import Threshold

if TYPE_CHECKING:
    import pandas

__all__ = ["Border", "RegimeMap", "Region", "Segment"]


@dataclass(frozen=True)
class Segment:
    """A straight piece of border between two corners."""

    start: Point
    end: Point

    @property
    def middle(self) -> Point:
        """Halfway between the ends."""
        (x, y), (u, v) = self.start, self.end
        return (x + u) / 2, (y + v) / 2

    def __str__(self) -> str:
        return f"({self.start[0]}, {self.start[1]})–({self.end[0]}, {self.end[1]})"


@dataclass(frozen=True, eq=False)
class Region(Structural):
    """Where one answer holds.

    Attributes
    ----------
    where : tuple of Polygon
        Open convex polygons that do not overlap.
    answer : object
        The answer there; numbers in it that depend on parameters are traced.
    proved : bool
        False for the strip along curved borders that was too thin to be divided further: there
        the answer is that of one sample point in each polygon.
    """

    where: tuple[Polygon, ...]
    answer: Any
    proved: bool = True

    @property
    def area(self) -> Fraction:
        """The exact area."""
        return sum((polygon.area for polygon in self.where), Fraction(0))


@dataclass(frozen=True, eq=False)
class Border(Structural):
    """Where two regions meet, and the formula of the line.

    Attributes
    ----------
    at : tuple of Segment
        The pieces of the border.
    formula : Threshold
        The line solved for the second parameter, or for the first where it is vertical.
    polynomial : str
        The irreducible polynomial of all parameters that vanishes there.
    before, after : object
        The answers just below and just above in the parameter of the formula.
    on : object
        The answer in the middle of the first segment.
    reason : Reason, str or None
        As for a `Crossing`.
    """

    at: tuple[Segment, ...]
    formula: Threshold
    polynomial: str
    before: Any
    on: Any
    after: Any
    reason: Reason | str | None = None

    def __str__(self) -> str:
        change = f"from {answer_text(self.before)} to {answer_text(self.after)}"
        if same(self.before, self.after):
            change = f"{answer_text(self.before)} except for {answer_text(self.on)} on the line"
        text = f"{self.formula.parameter} = {self.formula}: {change}"
        return text + (f"; {self.reason}" if self.reason is not None else "")


@dataclass(frozen=True, eq=False)
class RegimeMap(Structural):
    """The answer over a rectangle of two parameters, exactly.

    Attributes
    ----------
    parameters : (str, str)
        The two that move: the first horizontally, the second vertically.
    ranges : pair of (low, high)
        Their ranges.
    at : mapping parameter -> int or Fraction
        The sample values of the others.
    pieces : tuple of Region
        One for each different answer; polygons of all pieces together tile the rectangle.
    crossings : tuple of Border
        One for each line and pair of answers that meet there.
    undecided : Fraction
        The area in which the answer is not proved: 0 where every comparison is affine.
    curves : tuple of str
        The polynomials whose curves run through the undecided area.
    runs : int
        How many times the question was answered.
    ask : callable
        The question, to be asked afresh on borders.
    cells : tuple of pairs
        The proved polygons as they were found, with their answers; lines on which an answer
        differs run between them, while the polygons of `pieces` are joined across such lines.
    """

    parameters: tuple[str, str]
    ranges: tuple[tuple[int | Fraction, int | Fraction], tuple[int | Fraction, int | Fraction]]
    at: Mapping[str, int | Fraction]
    pieces: tuple[Region, ...]
    crossings: tuple[Border, ...]
    undecided: Fraction = Fraction(0)
    curves: tuple[str, ...] = ()
    runs: int = field(compare=False, default=0)
    ask: Callable[..., Any] | None = field(compare=False, default=None, repr=False)
    cells: tuple[tuple[Polygon, Any], ...] = field(compare=False, default=(), repr=False)

    @property
    def edges(self) -> tuple[Segment, ...]:
        """Every straight piece of border."""
        return tuple(segment for border in self.crossings for segment in border.at)

    @property
    def area(self) -> Fraction:
        """The area of the rectangle."""
        (a, b), (c, d) = self.ranges
        return Fraction(b - a) * Fraction(d - c)

    def answer_at(self, **values: object) -> Any:
        """The answer at a point: read off inside a proved polygon, asked afresh anywhere else.

        Raises
        ------
        InvalidInput
            If a parameter is missing or lies outside its range.
        """
        point = []
        for name, (low, high) in zip(self.parameters, self.ranges, strict=True):
            if name not in values:
                raise InvalidInput(f"values: no value for the parameter {name!r}")
            number = rational(values[name], name)
            if not low <= number <= high:
                raise InvalidInput(f"{name}: {number} lies outside the range from {low} to {high}")
            point.append(Fraction(number))
        unknown = sorted(set(values) - set(self.parameters))
        if unknown:
            raise InvalidInput(f"values: {unknown[0]!r} is not a parameter of this map")
        all_values = {**dict(zip(self.parameters, point, strict=True)), **self.at}
        for polygon, answer in self.cells:
            if polygon.holds((point[0], point[1])):
                return evaluated(answer, all_values)
        assert self.ask is not None
        return self.ask(**all_values)

    def __iter__(self) -> Iterator[Region]:
        return iter(self.pieces)

    def rows(self) -> list[dict[str, Any]]:
        """One row a region: its answer, its area, its share of the rectangle, whether proved."""
        return [
            {
                "answer": answer_text(region.answer),
                "area": region.area,
                "share": region.area / self.area,
                "polygons": len(region.where),
                "proved": region.proved,
            }
            for region in self.pieces
        ]

    def to_frame(self) -> pandas.DataFrame:
        """The rows as a pandas table; needs the extra ``pandas``."""
        return frame(self.rows())

    def __str__(self) -> str:
        (x, y), ((a, b), (c, d)) = self.parameters, self.ranges
        held = ", ".join(f"{name} = {value}" for name, value in self.at.items())
        lines = [f"{x} from {a} to {b}, {y} from {c} to {d}" + (f" (at {held})" if held else "")]
        for region in self.pieces:
            note = "" if region.proved else "  (not proved: along a curve)"
            share = f"{float(region.area / self.area):.1%}"
            lines.append(f"  {share:>6}  {answer_text(region.answer)}{note}")
        if self.crossings:
            lines.append("borders")
            lines += [f"  {border}" for border in self.crossings]
        for curve in self.curves:
            lines.append(f"  curved: {curve} = 0")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"
