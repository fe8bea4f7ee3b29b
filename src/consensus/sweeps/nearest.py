"""The nearest change that flips a finding, several parameters moving at once, exactly.

The paths of the question form a tree: at each recorded comparison the sign may be negative, zero
or positive. A node is the set of signs up to some depth, a polytope where the comparisons are
affine; a linear programme gives its least distance from the coded values. Nodes are opened
nearest first, so the first flipped path that is reached is the nearest there is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

from ..exact import AtPoint, Exact, OnLine, Trace
from .asking import ask
from .bands import OUTSIDE, Band
from .simplex import least
from .structure import evaluated, same

if TYPE_CHECKING:
    from flint import fmpq_mpoly

__all__ = ["Nearest", "nearest_flip"]


@dataclass(frozen=True)
class Affine:
    """Coefficients of the bands' parameters and a constant."""

    slopes: tuple[Fraction, ...]
    constant: Fraction


Signs = tuple[tuple[Affine, int], ...]


class Curved(Exception):
    """A comparison is not affine and its sign is not settled on the whole box."""


@dataclass(frozen=True)
class Nearest:
    """What the search found.

    Attributes
    ----------
    distance : Fraction or None
        The least change in the scaled maximum norm that flips the finding; None if nothing does.
    point : tuple of Fraction
        Where; the flip happens there or, if not `attained`, just beyond.
    answer : object
        The other finding.
    attained : bool
        Whether the finding is flipped at the point itself.
    proved : Fraction or None
        No change below this flips the finding; None if none in the bands does.
    settled : bool
        Whether the search is complete: `distance` is the least, or there is no flip.
    curved : bool
        Whether it stopped at a comparison that is not affine.
    runs : int
        How many times the question was answered.
    """

    distance: Fraction | None
    point: tuple[Fraction, ...]
    answer: Any
    attained: bool
    proved: Fraction | None
    settled: bool
    curved: bool
    runs: int


@dataclass
class _Search:
    finding: Callable[..., Any]
    bands: tuple[Band, ...]
    rest: Mapping[str, Exact]
    limit: int
    runs: int = 0
    known: dict[str, tuple[Affine, ...]] = field(default_factory=dict)

    def run(self, point: Sequence[Fraction]) -> tuple[Any, Trace]:
        names = (*(band.name for band in self.bands), *self.rest)
        trace = Trace(names, AtPoint([*point, *self.rest.values()]))
        self.runs += 1
        return ask(self.finding, trace, "inside the bands"), trace

    def path(self, trace: Trace, point: Sequence[Fraction]) -> Signs:
        """The signs of the path, factor by factor, where they may differ in the box."""
        found: dict[Affine, int] = {}
        for poly, _ in trace.record:
            for factor in self.factors(poly):
                value = factor.constant + sum(
                    (a * x for a, x in zip(factor.slopes, point, strict=True)), Fraction(0)
                )
                found.setdefault(factor, (value > 0) - (value < 0))
        return tuple(found.items())

    def factors(self, poly: fmpq_mpoly) -> tuple[Affine, ...]:
        key = str(poly)
        if key not in self.known:
            found = []
            for factor, _ in poly.factor()[1]:
                terms = self.restricted(factor)
                if any(any(power) for power in terms) and not self.settled(terms):
                    found.append(self.affine(terms))
            self.known[key] = tuple(found)
        return self.known[key]

    def restricted(self, poly: fmpq_mpoly) -> dict[tuple[int, ...], Fraction]:
        """A polynomial in the bands' parameters."""
        n, values = len(self.bands), tuple(self.rest.values())
        terms: dict[tuple[int, ...], Fraction] = {}
        for exponents, coefficient in poly.terms():
            powers = [int(exponent) for exponent in exponents]
            value = Fraction(int(coefficient.p), int(coefficient.q))
            for number, power in zip(values, powers[n:], strict=True):
                value *= number**power
            place = tuple(powers[:n])
            terms[place] = terms.get(place, Fraction(0)) + value
        return {place: value for place, value in terms.items() if value}

    def settled(self, terms: Mapping[tuple[int, ...], Fraction]) -> bool:
        """Whether interval arithmetic proves one strict sign on the whole box."""
        low = high = Fraction(0)
        for powers, coefficient in terms.items():
            ends = (coefficient, coefficient)
            for band, power in zip(self.bands, powers, strict=True):
                if power:
                    ends = _product(ends, _power((band.low, band.high), power))
            low, high = low + ends[0], high + ends[1]
        return low > 0 or high < 0

    def affine(self, terms: Mapping[tuple[int, ...], Fraction]) -> Affine:
        if any(sum(powers) > 1 for powers in terms):
            raise Curved
        n = len(self.bands)
        units = [tuple(int(i == j) for j in range(n)) for i in range(n)]
        slopes = tuple(terms.get(unit, Fraction(0)) for unit in units)
        return Affine(slopes, terms.get((0,) * n, Fraction(0)))

    def rows(self, signs: Signs, strict: bool) -> tuple[list[list[Any]], list[Any]]:
        """The box and the signs as rows over (x − low, last); the last is a slack if `strict`."""
        n = len(self.bands)
        rows: list[list[Any]] = []
        bounds: list[Any] = []
        for i, band in enumerate(self.bands):
            rows.append([int(i == j) for j in range(n)] + [0])
            bounds.append(band.high - band.low)
        for form, sign in signs:
            at_low = form.constant + sum(
                (a * b.low for a, b in zip(form.slopes, self.bands, strict=True)), Fraction(0)
            )
            for side in (sign,) if sign else (-1, 1):
                slack = 1 if strict and sign else 0
                rows.append([-side * a for a in form.slopes] + [slack])
                bounds.append(side * at_low)
        return rows, bounds

    def distance(self, signs: Signs) -> tuple[Fraction, tuple[Fraction, ...]] | None:
        """The least scaled distance from the coded values to the closure of a node."""
        n = len(self.bands)
        rows, bounds = self.rows(signs, strict=False)
        for i, band in enumerate(self.bands):
            offset = band.value - band.low
            for side in (1, -1):
                rows.append([side * int(i == j) for j in range(n)] + [-band.unit])
                bounds.append(side * offset)
        found = least([0] * n + [1], rows, bounds)
        return None if found is None else (found[0], self.point(found[1]))

    def inside(self, signs: Signs) -> tuple[Fraction, ...] | None:
        """A point at which all the signs hold, strict ones strictly; None if there is none."""
        n = len(self.bands)
        rows, bounds = self.rows(signs, strict=True)
        found = least([0] * n + [-1], [*rows, [0] * n + [1]], [*bounds, 1])
        return None if found is None or found[0] == 0 else self.point(found[1])

    def flipped(self, point: Sequence[Fraction], usual: Any, *, beyond: bool) -> Any:
        """Another finding at a point, or just beyond it as seen from the centre; else `OUTSIDE`.

        Beyond it, a parameter that has reached an end of its band stays there.
        """

        def on_the_way(step: Any, **rest: Any) -> Any:
            moved = {}
            for band, x in zip(self.bands, point, strict=True):
                stays = beyond and x in (band.low, band.high)
                moved[band.name] = x if stays else band.value + step * (x - band.value)
            return self.finding(**moved, **rest)

        values = dict(enumerate(self.rest.values(), 1))
        trace = Trace(("step", *self.rest), OnLine(0, values, 1, side=int(beyond)))
        self.runs += 1
        found = ask(on_the_way, trace, "on the way to the nearest flip")
        if found == OUTSIDE:
            return OUTSIDE
        found = found if beyond else evaluated(found, {"step": 1, **self.rest})
        return OUTSIDE if same(found, usual) else found

    def with_few_moves(
        self, point: tuple[Fraction, ...], found: Any, usual: Any, *, beyond: bool
    ) -> tuple[tuple[Fraction, ...], Any]:
        """The same distance, with every parameter at its coded value that need not move."""
        for i, band in enumerate(self.bands):
            calmer = (*point[:i], Fraction(band.value), *point[i + 1 :])
            if calmer != point:
                other = self.flipped(calmer, usual, beyond=beyond)
                if other != OUTSIDE:
                    point, found = calmer, other
        return point, found

    def point(self, found: Sequence[Fraction]) -> tuple[Fraction, ...]:
        return tuple(x + band.low for x, band in zip(found, self.bands, strict=False))


def nearest_flip(
    finding: Callable[..., Any], bands: tuple[Band, ...], rest: Mapping[str, Exact], limit: int
) -> Nearest:
    """The nearest point of the box at which the finding is not what it is at the coded values."""
    search = _Search(finding, bands, rest, limit)
    centre = tuple(Fraction(band.value) for band in bands)
    usual, _ = search.run(centre)
    waiting: list[tuple[Fraction, int, int, Signs, Any]] = [(Fraction(0), 0, 0, (), None)]
    count = 0
    try:
        while waiting:
            key, _, depth, signs, leaf = heappop(waiting)
            if leaf is not None:
                there = search.flipped(leaf[1], usual, beyond=False)
                attained = there != OUTSIDE
                point, answer = search.with_few_moves(
                    leaf[1], there if attained else leaf[0], usual, beyond=not attained
                )
                return Nearest(key, point, answer, attained, key, True, False, search.runs)
            if search.runs >= limit:
                return Nearest(None, (), None, False, key, False, False, search.runs)
            sample = search.inside(signs)
            if sample is None:
                continue
            found, trace = search.run(sample)
            path = search.path(trace, sample)
            for k in range(depth, len(path)):
                for other in (-1, 0, 1):
                    if other != path[k][1]:
                        branch = (*path[:k], (path[k][0], other))
                        near = search.distance(branch)
                        if near is not None:
                            count += 1
                            heappush(waiting, (near[0], count, k + 1, branch, None))
            if found != OUTSIDE and not same(found, usual):
                near = search.distance(path)
                if near is not None:
                    count += 1
                    heappush(waiting, (near[0], -count, len(path), path, (found, near[1])))
    except Curved:
        return Nearest(None, (), None, False, Fraction(0), False, True, search.runs)
    return Nearest(None, (), None, False, None, True, False, search.runs)


def _product(one: tuple[Any, Any], other: tuple[Any, Any]) -> tuple[Any, Any]:
    corners = [a * b for a in one for b in other]
    return min(corners), max(corners)


def _power(ends: tuple[Any, Any], power: int) -> tuple[Any, Any]:
    low, high = ends[0] ** power, ends[1] ** power
    if power % 2:
        return low, high
    return (0 if ends[0] < 0 < ends[1] else min(low, high)), max(low, high)
