"""Over two parameters: run at a point, cut out the polygon on which the signs hold, go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any, TypeAlias

from ..errors import InvalidInput, TooLarge
from ..exact import AtPoint, Trace
from ..exact.polynomials import text_of
from .asking import ask
from .bernstein import keeps_sign
from .pieces import answer_text
from .polygons import Line, Polygon
from .structure import same
from .thresholds import whole

if TYPE_CHECKING:
    from flint import fmpq_mpoly

__all__ = ["Cell", "Plane"]

Range: TypeAlias = tuple[int | Fraction, int | Fraction]
Terms: TypeAlias = dict[tuple[int, int], Fraction]

_TRIES = 60


@dataclass
class Cell:
    """A polygon, its answer, and the run that gave it."""

    polygon: Polygon
    answer: Any
    trace: Trace
    lines: frozenset[Line]
    proved: bool = True


@dataclass
class Factor:
    """An irreducible factor of a recorded polynomial, seen in the plane."""

    poly: fmpq_mpoly
    terms: Terms

    @property
    def line(self) -> Line | None:
        """Its coefficients where it is affine."""
        if any(i + j > 1 for i, j in self.terms):
            return None
        return tuple(self.terms.get(k, Fraction(0)) for k in ((1, 0), (0, 1), (0, 0)))  # type: ignore[return-value]

    def sign(self, x: Fraction, y: Fraction) -> int:
        """Its sign at a point of the plane."""
        value = sum((c * x**i * y**j for (i, j), c in self.terms.items()), Fraction(0))
        return (value > 0) - (value < 0)


@dataclass
class Plane:
    """The question over a rectangle of the first two parameters."""

    answer: Callable[..., Any]
    names: tuple[str, ...]
    ranges: tuple[Range, Range]
    at: Mapping[str, int | Fraction]
    limit: int
    tolerance: Fraction
    count: int = 0
    known: dict[str, tuple[Factor, ...]] = field(default_factory=dict)
    lines: dict[Line, fmpq_mpoly] = field(default_factory=dict)
    curves: dict[str, None] = field(default_factory=dict)

    def run(self, x: Fraction, y: Fraction) -> tuple[Any, Trace]:
        """One answer on traced numbers at a point of the plane."""
        trace = Trace(self.names, AtPoint([x, y, *self.at.values()]))
        self.count += 1
        where = f"at {self.names[0]} = {x}, {self.names[1]} = {y}"
        return ask(self.answer, trace, where), trace

    def factors(self, poly: fmpq_mpoly) -> tuple[Factor, ...]:
        """The irreducible factors that are not constant in the plane."""
        key = str(poly)
        if key not in self.known:
            found = []
            for factor, _ in poly.factor()[1]:
                for part in self.parts(factor):
                    terms = self.restricted(part)
                    if any(power != (0, 0) for power in terms):
                        found.append(Factor(whole(part), self.restricted(whole(part))))
            self.known[key] = tuple(found)
        return self.known[key]

    def parts(self, factor: fmpq_mpoly) -> tuple[fmpq_mpoly, ...]:
        """The factor itself, or its factors in the plane where the sample values split it.

        ``x**2 - r`` is two lines at r = 1; their formulas are then those at the sample values.
        """
        from flint import fmpq

        values = zip(self.names[2:], self.at.values(), strict=True)
        there = factor.subs({name: fmpq(v.numerator, v.denominator) for name, v in values})
        if there.is_constant():
            return (factor,)
        inside = there.factor()[1]
        if len(inside) == 1 and inside[0][1] == 1:
            return (factor,)
        return tuple(part for part, _ in inside)

    def restricted(self, poly: fmpq_mpoly) -> Terms:
        """A polynomial in the two parameters that move."""
        values = tuple(self.at.values())
        terms: Terms = {}
        for exponents, coefficient in poly.terms():
            powers = [int(exponent) for exponent in exponents]
            value = Fraction(int(coefficient.p), int(coefficient.q))
            for number, power in zip(values, powers[2:], strict=True):
                value *= number**power
            place = (powers[0], powers[1])
            terms[place] = terms.get(place, Fraction(0)) + value
        return {power: value for power, value in terms.items() if value}

    def generic(self, polygon: Polygon) -> tuple[Any, Trace, list[tuple[Factor, int]]]:
        """An answer inside the polygon, at a point that lies on no recorded curve."""
        for number in range(_TRIES):
            x, y = polygon.sample(number)
            found, trace = self.run(x, y)
            factors = {
                id(factor): factor for poly, _ in trace.record for factor in self.factors(poly)
            }
            signs = [(factor, factor.sign(x, y)) for factor in factors.values()]
            if all(sign for _, sign in signs):
                return found, trace, signs
        raise InvalidInput(
            f"answer: at {_TRIES} points a comparison was a tie that is none close by: it is not "
            "a function of its parameters alone"
        )

    def refuse_unless_function(self) -> None:
        """Ask twice in the middle of the rectangle: the answers must be the same."""
        x, y = Polygon.rectangle(*self.ranges).sample(0)
        (once, _), (again, _) = self.run(x, y), self.run(x, y)
        if not same(once, again):
            raise InvalidInput(
                f"answer: asked twice at {self.names[0]} = {x}, {self.names[1]} = {y} it gave "
                f"{answer_text(once)} and {answer_text(again)}: it is not a function of its "
                "parameters, or its answers cannot be compared"
            )

    def cells(self) -> Iterator[Cell]:
        """Polygons that tile the rectangle, the largest left over always next."""
        whole_area = Polygon.rectangle(*self.ranges).area
        waiting: list[tuple[Fraction, int, Polygon]] = []
        number = 0

        def push(polygon: Polygon) -> None:
            nonlocal number
            if polygon:
                number += 1
                heappush(waiting, (-polygon.area, number, polygon))

        push(Polygon.rectangle(*self.ranges))
        left = whole_area
        while waiting:
            _, _, polygon = heappop(waiting)
            if number > self.limit:
                raise TooLarge(
                    f"regimes over {self.names[0]} and {self.names[1]}", number, self.limit,
                    "narrow the ranges, raise limit= or, where borders are curved, tolerance=",
                    unit="polygons",
                )  # fmt: skip
            found, trace, signs = self.generic(polygon)
            cell, rest, bent = self.cut(polygon, signs)
            lines = frozenset(f.line for f, _ in signs if f.line is not None)
            for part in rest:
                push(part)
            if not bent:
                left -= cell.area
                yield Cell(cell, found, trace, lines)
            elif left <= self.tolerance * whole_area:
                self.curves |= dict.fromkeys(text_of(f.poly) for f in bent)
                yield Cell(cell, found, trace, lines, proved=False)
            else:
                for part in self.halves(cell):
                    push(part)

    def cut(
        self, polygon: Polygon, signs: list[tuple[Factor, int]]
    ) -> tuple[Polygon, list[Polygon], list[Factor]]:
        """The part on which the affine signs hold, what it leaves, and the factors still open."""
        rest = []
        for factor, sign in signs:
            line = factor.line
            if line is None or not polygon.is_cut_by(line):
                continue
            a, b, c = line
            self.lines.setdefault(canonical(line), factor.poly)
            rest.append(polygon.cut((-sign * a, -sign * b, -sign * c)))
            polygon = polygon.cut((sign * a, sign * b, sign * c))
        bent = [
            factor for factor, _ in signs
            if factor.line is None and not keeps_sign(factor.terms, polygon.box)
        ]  # fmt: skip
        return polygon, rest, bent

    def halves(self, polygon: Polygon) -> tuple[Polygon, Polygon]:
        """Two parts, cut across the side that is longer as a share of its range."""
        left, right, low, high = polygon.box
        (a, b), (c, d) = self.ranges
        if (right - left) * (d - c) >= (high - low) * (b - a):
            line = (Fraction(1), Fraction(0), -(left + right) / 2)
        else:
            line = (Fraction(0), Fraction(1), -(low + high) / 2)
        return polygon.cut(line), polygon.cut((-line[0], -line[1], -line[2]))


def canonical(line: Line) -> Line:
    """The same line, whichever multiple it was given by."""
    lead = line[0] or line[1]
    return (line[0] / lead, line[1] / lead, line[2] / lead)
