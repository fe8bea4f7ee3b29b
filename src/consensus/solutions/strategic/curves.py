"""Curves of equilibria: two or three shares that are tied to one another by bilinear equations.

Along the curve each share is a quotient of linear forms in one of them, so it rises or falls
throughout, and a condition is a polynomial of degree three at most, whose roots are isolated
exactly. Between them the conditions hold or not; the box around a part in which they hold is as
tight as can be. A single point at which they hold is an isolated equilibrium.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import nextafter
from typing import Any, TypeAlias

from ...exact.roots import Root, real_roots, sign_at
from .regions import Bounds, Pieces, cut, halves, restricted
from .surds import Corners, Point, Surd, Weights, point_at, positive

__all__ = ["along"]

Line: TypeAlias = tuple[int, int]
"""The values at 0 and at 1."""
Polynomial: TypeAlias = list[int]
"""Whole coefficients, constant first."""
At: TypeAlias = Fraction | Root


@dataclass(frozen=True)
class _Curve:
    """The shares along it: `lead` runs, each of the others weighs its ends by two lines.

    A share that is known or free has no lines; a condition does not depend on the known ones.
    """

    lead: int
    place: tuple[Fraction | None, ...]
    lines: dict[int, tuple[Line, Line]]

    @property
    def free(self) -> int | None:
        """The share that is not tied to the others, if there is one."""
        for v, known in enumerate(self.place):
            if known is None and v != self.lead and v not in self.lines:
                return v
        return None

    def share(self, v: int, at: Fraction) -> Fraction:
        """One of the shares where the leading one is known."""
        if v == self.lead:
            return at
        first, second = (a + (b - a) * at for a, b in self.lines[v])
        return second / (first + second)


def along(
    equations: list[Corners],
    conditions: list[Corners],
    place: tuple[Fraction | None, ...],
    pieces: Pieces,
) -> None:
    """The points of a curve, or of a surface, at which all conditions hold.

    Parameters
    ----------
    equations : list of corner values
        Each of two shares and without a linear factor. If there are three, two imply the third.
    conditions : list of corner values
        They do not depend on the shares in `place`.
    place : tuple of Fraction or None
        The shares that are known.
    """
    size = len(place)
    used = [[v for v in range(size) if _depends(e, v, size)] for e in equations]
    lead = next(
        v
        for v in reversed(range(size))
        if sum(v in pair for pair in used)
        == max(sum(w in pair for pair in used) for w in range(size))
    )
    lines = {}
    for equation, pair in zip(equations, used, strict=True):
        if lead in pair:
            other = pair[0] if pair[1] == lead else pair[1]
            # With coefficients c0 and c1 of 1 - x and x these are as c1 to -c0.
            c0, c1 = (_line(half, lead, other, size) for half in halves(equation, other, size))
            lines[other] = (c1, (-c0[0], -c0[1]))
    curve = _Curve(lead, place, lines)
    for low, high, turn in _stretches(curve):
        clauses = [
            [[turn * a for a in poly] for poly in _along(condition, curve)]
            for condition in conditions
            if min(condition) < 0
        ]
        _where_met(curve, clauses, (low, high), conditions, pieces)


def _depends(corners: Corners, v: int, size: int) -> bool:
    first, second = halves(corners, v, size)
    return first != second


def _line(half: Corners, lead: int, gone: int, size: int) -> Line:
    """The end values in the leading share of what depends on nothing else."""
    first, second = halves(half, lead - (gone < lead), size - 1)
    return first[0], second[0]


def _stretches(curve: _Curve) -> Iterator[tuple[Fraction, Fraction, int]]:
    """Where all shares are between 0 and 1, and the sign of the product of the weights there."""
    ends = {Fraction(0), Fraction(1)}
    for pair in curve.lines.values():
        ends |= {Fraction(a, a - b) for a, b in pair if a * b < 0}
    order = sorted(ends)
    for low, high in pairwise(order):
        middle = (low + high) / 2
        turn = 1
        for pair in curve.lines.values():
            first, second = (a + (b - a) * middle for a, b in pair)
            if first * second <= 0:
                break
            turn *= 1 if first > 0 else -1
        else:
            yield low, high, turn


def _along(condition: Corners, curve: _Curve) -> list[Polynomial]:
    """A condition as a polynomial of the leading share; one at each end of a free share."""
    size = len(curve.place)
    free = curve.free
    ends = [condition] if free is None else [
        restricted(condition, free, size, end, end) for end in (Fraction(0), Fraction(1))
    ]  # fmt: skip
    return [_polynomial(corners, curve) for corners in ends]


def _polynomial(corners: Corners, curve: _Curve) -> Polynomial:
    size = len(curve.place)
    total: Polynomial = [0]
    for k, corner in enumerate(corners):
        poly = [corner]
        for v in range(size):
            bit = k >> (size - 1 - v) & 1
            if v == curve.lead:
                poly = _times(poly, (0, 1) if bit else (1, 0))
            elif v in curve.lines:
                poly = _times(poly, curve.lines[v][bit])
            elif bit:
                # The other end of what is known counts the same and is not counted twice.
                poly = [0]
        width = max(len(total), len(poly))
        total = [
            (total[i] if i < len(total) else 0) + (poly[i] if i < len(poly) else 0)
            for i in range(width)
        ]
    return total


def _times(poly: Polynomial, line: Line) -> Polynomial:
    a, b = line
    product = [0] * (len(poly) + 1)
    for k, c in enumerate(poly):
        product[k] += c * a
        product[k + 1] += c * (b - a)
    return product


# Where the conditions hold ----------------------------------------------------------------------


def _where_met(
    curve: _Curve,
    clauses: list[list[Polynomial]],
    stretch: tuple[Fraction, Fraction],
    conditions: list[Corners],
    pieces: Pieces,
) -> None:
    """In each clause one polynomial has to be at least 0."""
    low, high = stretch
    clauses = [clause for clause in clauses if all(any(poly) for poly in clause)]
    turning = {
        Fraction(root) if not isinstance(root, Root) else root
        for clause in clauses for poly in clause for root in real_roots(poly)
        if low < root < high
    }  # fmt: skip
    breaks: list[At] = [low, *sorted(turning), high]
    met = [
        all(any(_value(p, _between(a, b)) >= 0 for p in clause) for clause in clauses)
        for a, b in pairwise(breaks)
    ]
    start: At | None = None
    for k, at in enumerate(breaks):
        before = k > 0 and met[k - 1]
        after = k < len(met) and met[k]
        if after and not before:
            start = at
        elif before and not after:
            assert start is not None
            pieces.curved.append(_box(curve, start, at, stretch))
        elif not before and 0 < k < len(met) and _holds(clauses, at):
            _single(curve, at, stretch, conditions, pieces)


def _holds(clauses: list[list[Polynomial]], at: At) -> bool:
    from flint import fmpq_poly

    return all(any(sign_at(fmpq_poly(p), at) >= 0 for p in clause) for clause in clauses)


def _value(poly: Polynomial, at: Fraction) -> Fraction:
    total = Fraction(0)
    for c in reversed(poly):
        total = total * at + c
    return total


def _between(a: At, b: At) -> Fraction:
    width = Fraction(1, 2**20)
    while True:
        high, low = _ends(a, width)[1], _ends(b, width)[0]
        if high < low:
            return (high + low) / 2
        width /= 2**20


def _ends(at: At, width: Fraction) -> tuple[Fraction, Fraction]:
    return at.enclosure(width) if isinstance(at, Root) else (at, at)


def _box(
    curve: _Curve, start: At, end: At, stretch: tuple[Fraction, Fraction]
) -> tuple[Bounds, ...]:
    """The box around a part of the curve, whose shares rise or fall all along."""
    spans: list[Bounds] = []
    for v, known in enumerate(curve.place):
        if known is not None:
            spans.append((known, known))
        elif v == curve.lead or v in curve.lines:
            ends = [(_image(curve, v, at, stretch), isinstance(at, Root)) for at in (start, end)]
            (low, _), rough_low = min(ends)
            (_, high), rough_high = max(ends, key=lambda e: e[0][1])
            spans.append((
                nextafter(float(low), -1.0) if rough_low else low,
                nextafter(float(high), 2.0) if rough_high else high,
            ))  # fmt: skip
        else:
            spans.append((Fraction(0), Fraction(1)))
    return tuple(spans)


def _image(
    curve: _Curve, v: int, at: At, stretch: tuple[Fraction, Fraction]
) -> tuple[Fraction, Fraction]:
    """Fractions at or below and at or above a share; within the stretch it has no pole."""
    if not isinstance(at, Root):
        share = curve.share(v, at)
        return share, share
    ends = _ends(at, Fraction(1, 2**80))
    inside = [min(max(end, stretch[0]), stretch[1]) for end in ends]
    values = [curve.share(v, end) for end in inside]
    return min(values), max(values)


def _single(
    curve: _Curve,
    at: At,
    stretch: tuple[Fraction, Fraction],
    conditions: list[Corners],
    pieces: Pieces,
) -> None:
    """One point of the curve; with a free share a segment at most."""
    size = len(curve.place)
    free = curve.free
    if not isinstance(at, Root):
        spans = [(Fraction(0), Fraction(1))] * size
        for v in range(size):
            known = curve.place[v]
            if v != free:
                share = curve.share(v, at) if known is None else known
                spans[v] = (share, share)
                if known is None:
                    conditions = [restricted(c, v, size, share, share) for c in conditions]
        cut(conditions, tuple(spans), pieces)
    elif free is None and len(at.polynomial) == 3:
        pieces.roots.append(_irrational(curve, at))
    else:
        pieces.curved.append(_box(curve, at, at, stretch))


def _irrational(curve: _Curve, at: Root) -> Point:
    """The shares where the leading one is the root of a quadratic."""
    c0, c1, c2 = at.polynomial
    radicand = c1 * c1 - 4 * c0 * c2
    turn = 1 if at.index else -1
    lead: Weights = ((2 * c2 + c1, -turn), (-c1, turn))
    point: list[Fraction | Surd] = []
    for v, known in enumerate(curve.place):
        if known is not None:
            point.append(known)
            continue
        weights: Any = lead
        if v != curve.lead:
            weights = tuple(
                (a * lead[0][0] + b * lead[1][0], a * lead[0][1] + b * lead[1][1])
                for a, b in curve.lines[v]
            )
        turned = positive(weights, radicand)
        assert turned is not None, "inside the stretch all weights have one sign"
        point += point_at([turned], radicand)
    return tuple(point)
