"""Where conditions that are affine in each share hold on a box: boxes, or the tightest bounds.

A condition that is a product of linear factors cuts a box into boxes. One that is not leaves a
region with curved edges. In the plane its extent is known nevertheless: the edges are pieces of
hyperbolas with vertical and horizontal asymptotes, so they have no vertical or horizontal tangent,
and the region reaches farthest at a corner, where two edges meet; these are rational or a + b√D.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, product
from math import lcm, nextafter
from typing import TypeAlias

from .surds import (
    Corners,
    Pair,
    Point,
    Surd,
    Weights,
    enclosure,
    point_at,
    positive,
    positive_roots,
    sign,
    value_at,
)

__all__ = ["Bounds", "Pieces", "Solved", "Span", "bounds_of", "cut", "factored", "restricted"]

Span: TypeAlias = tuple[Fraction, Fraction]
Bounds: TypeAlias = tuple[Fraction | float, Fraction | float]

_ROUNDS = 6


@dataclass(frozen=True)
class Solved:
    """All equilibria of a support of at most three players with two strategies each.

    Attributes
    ----------
    roots : tuple of points
        The isolated ones: shares of the second strategies, fractions or `Surd`.
    boxes : tuple of tuples of (low, high)
        Boxes of shares in which, ends included, every profile is an equilibrium.
    curved : tuple of tuples of (low, high)
        Boxes in which all others lie: each encloses a curve, or a region that is no box. Bounds
        that are no fractions are floats, rounded outwards.
    """

    roots: tuple[Point, ...] = ()
    boxes: tuple[tuple[Span, ...], ...] = ()
    curved: tuple[tuple[Bounds, ...], ...] = ()


@dataclass
class Pieces:
    """Equilibria of a support as they come in."""

    roots: list[Point] = field(default_factory=list)
    boxes: list[tuple[Span, ...]] = field(default_factory=list)
    curved: list[tuple[Bounds, ...]] = field(default_factory=list)

    def solved(self) -> Solved:
        """Everything once: what lies in a proved box is not said again."""
        boxes: list[tuple[Span, ...]] = []
        for k, box in enumerate(self.boxes):
            others = boxes + self.boxes[k + 1 :]
            if not any(_inside(box, other) for other in others):
                boxes.append(box)
        spread = [box for box in boxes if any(low < high for low, high in box)]
        points: list[Point] = [tuple(low for low, _ in b) for b in boxes if b not in spread]
        for root in self.roots:
            span = tuple((enclosure(x)[0], enclosure(x)[1]) for x in root)
            if root not in points and not any(_inside(span, box) for box in spread):
                points.append(root)
        curved = []
        for near in self.curved:
            if near not in curved and not any(_inside(near, box) for box in spread):
                curved.append(near)
        return Solved(tuple(points), tuple(spread), tuple(curved))


def _inside(box: tuple[Bounds, ...], other: tuple[Span, ...]) -> bool:
    return all(a <= c and d <= b for (c, d), (a, b) in zip(box, other, strict=True))


def bounds_of(low: Fraction | Surd, high: Fraction | Surd) -> Bounds:
    """The two ends, rounded outwards to floats where they are no fractions."""
    return (
        low if isinstance(low, Fraction) else nextafter(float(low.bounds()[0]), -1.0),
        high if isinstance(high, Fraction) else nextafter(float(high.bounds()[1]), 2.0),
    )


# Corner values ----------------------------------------------------------------------------------


def halves(corners: Corners, v: int, size: int) -> tuple[Corners, Corners]:
    """The values at either end of one variable."""
    step = 1 << (size - 1 - v)
    return (
        [c for k, c in enumerate(corners) if not k & step],
        [c for k, c in enumerate(corners) if k & step],
    )


def restricted(corners: Corners, v: int, size: int, low: Fraction, high: Fraction) -> Corners:
    """The values, times a positive number, at the corners of a part of the box."""
    step = 1 << (size - 1 - v)
    scale = lcm(low.denominator, high.denominator)
    ends = int(low * scale), int(high * scale)
    values = list(corners)
    for k in range(len(corners)):
        if not k & step:
            first, second = corners[k], corners[k + step]
            values[k], values[k + step] = (first * (scale - t) + second * t for t in ends)
    return values


def factored(corners: Corners, size: int) -> tuple[int, tuple[int, int], Corners] | None:
    """A variable, the end values of a linear factor in it that is not constant, and the rest.

    Their product is the polynomial times a positive number. None if there is no such factor.
    """
    for v in range(size):
        first, second = halves(corners, v, size)
        if first == second:
            continue
        k = next(k for k, pair in enumerate(zip(first, second, strict=True)) if any(pair))
        a, b = first[k], second[k]
        if all(a * q == b * p for p, q in zip(first, second, strict=True)):
            turn = (a > 0) - (a < 0) or (b > 0) - (b < 0)
            rest = [turn * c for c in (first if a else second)]
            step = 1 << (size - 1 - v)
            spread = [0] * len(corners)
            places = [k for k in range(len(corners)) if not k & step]
            for place, value in zip(places, rest, strict=True):
                spread[place] = spread[place + step] = value
            return v, (a, b), spread
    return None


# Boxes ------------------------------------------------------------------------------------------


def cut(conditions: list[Corners], box: tuple[Span, ...], pieces: Pieces, depth: int = 0) -> None:
    """The part of a box in which all conditions hold, given by their values at its corners.

    What has a share of 0 or 1 only belongs to another support and is left out.
    """
    if any(high <= 0 or low >= 1 for low, high in box):
        return
    left = [condition for condition in conditions if min(condition) < 0]
    if any(max(condition) < 0 for condition in left):
        return
    if not left:
        pieces.boxes.append(box)
        return
    for k, condition in enumerate(left):
        others = left[:k] + left[k + 1 :]
        if max(condition) == 0:
            for face in _zero_faces(condition, len(box)):
                _at_face(others, box, face, pieces, depth)
            return
        parts = factored(condition, len(box))
        if parts is not None:
            v, line, rest = parts
            for turn in (1, -1):
                part = _where(turn * line[0], turn * line[1])
                if part is not None:
                    more = [*others, [turn * c for c in rest]]
                    _at_part(more, box, {v: part}, pieces, depth)
            return
    _curved(left, box, pieces, depth)


def _where(first: int, second: int) -> Span | None:
    """Where a line with these values at 0 and at 1 is at least 0."""
    if first < 0 and second < 0:
        return None
    if first >= 0 and second >= 0:
        return Fraction(0), Fraction(1)
    place = Fraction(first, first - second)
    return (place, Fraction(1)) if first < 0 else (Fraction(0), place)


def _at_part(
    conditions: list[Corners],
    box: tuple[Span, ...],
    parts: dict[int, Span],
    pieces: Pieces,
    depth: int,
) -> None:
    """The same for a part of the box, given by spans relative to it."""
    spans = list(box)
    for v, (low, high) in parts.items():
        start, width = box[v][0], box[v][1] - box[v][0]
        spans[v] = (start + width * low, start + width * high)
        conditions = [restricted(c, v, len(box), low, high) for c in conditions]
    cut(conditions, tuple(spans), pieces, depth)


def _at_face(
    conditions: list[Corners],
    box: tuple[Span, ...],
    face: tuple[int | None, ...],
    pieces: Pieces,
    depth: int,
) -> None:
    parts = {v: (Fraction(end), Fraction(end)) for v, end in enumerate(face) if end is not None}
    _at_part(conditions, box, parts, pieces, depth)


def _zero_faces(corners: Corners, size: int) -> Iterator[tuple[int | None, ...]]:
    """The largest faces at all of whose corners the values, none of them positive, are 0."""
    zero = {place for place, c in zip(product((0, 1), repeat=size), corners, strict=True) if c == 0}
    faces = [
        face
        for face in product((None, 0, 1), repeat=size)
        if set(product(*(((0, 1) if end is None else (end,)) for end in face))) <= zero
    ]
    for face in faces:
        larger = (f for f in faces if f != face and _part_of(face, f))
        if not any(larger):
            yield face


def _part_of(face: tuple[int | None, ...], other: tuple[int | None, ...]) -> bool:
    return all(b is None or a == b for a, b in zip(face, other, strict=True))


# Regions with curved edges ----------------------------------------------------------------------


def _curved(conditions: list[Corners], box: tuple[Span, ...], pieces: Pieces, depth: int) -> None:
    """Every condition here changes its sign in the box and has no linear factor."""
    size = len(box)
    used = [
        v
        for v in range(size)
        if any(h[0] != h[1] for h in (halves(c, v, size) for c in conditions))
    ]
    if len(used) > 2:
        _narrowed(conditions, box, pieces, depth)
        return
    flat = [_on_plane(condition, used, size) for condition in conditions]
    for condition in flat:
        split = _asymptote(condition)
        if split is not None:
            for part in ((Fraction(0), split), (split, Fraction(1))):
                _at_part(conditions, box, {used[0]: part}, pieces, depth)
            return
    found = [
        tuple(_moved(x, box[v]) for x, v in zip(point, used, strict=True))
        for point in _vertices(flat)
    ]
    if not found:
        return
    hull: list[Bounds] = list(box)
    for k, v in enumerate(used):
        values = [point[k] for point in found]
        low = min(values, key=lambda x: (enclosure(x)[0], enclosure(x)[1]))
        high = max(values, key=lambda x: (enclosure(x)[1], enclosure(x)[0]))
        hull[v] = bounds_of(low, high)
        if low == high == box[v][0] or low == high == box[v][1]:
            end = Fraction(int(low == box[v][1]))
            _at_part(conditions, box, {v: (end, end)}, pieces, depth)
            return
    if any(high <= 0 or low >= 1 for low, high in hull):
        return
    fixed = all(low == high for v, (low, high) in enumerate(box) if v not in used)
    if len(set(found)) == 1 and fixed:
        point: list[Fraction | Surd] = [low for low, _ in box]
        for k, v in enumerate(used):
            point[v] = found[0][k]
        pieces.roots.append(tuple(point))
        return
    pieces.curved.append(tuple(hull))


def _on_plane(corners: Corners, used: list[int], size: int) -> Corners:
    """The values over the two variables that matter."""
    steps = [1 << (size - 1 - v) for v in used]
    return [corners[a * steps[0] + b * steps[1]] for a in (0, 1) for b in (0, 1)]


def _asymptote(corners: Corners) -> Fraction | None:
    """Where the first variable parts the two regions in which the condition holds."""
    c00, c01, c10, c11 = corners
    first, second = c01 - c00, c11 - c10
    if not (min(c00, c11) > 0 > max(c01, c10) or min(c01, c10) > 0 > max(c00, c11)):
        return None
    place = Fraction(first, first - second)
    return place if c00 + (c10 - c00) * place < 0 else None


def _moved(value: Fraction | Surd, span: Span) -> Fraction | Surd:
    low, width = span[0], span[1] - span[0]
    return value.moved(low, width) if isinstance(value, Surd) else low + width * value


def _vertices(conditions: list[Corners]) -> Iterator[Point]:
    """The corners of a region of the unit square: where two of its edges meet."""
    one: Pair = (1, 0)
    none: Pair = (0, 0)
    candidates: list[tuple[list[Weights], int]] = []
    for x, y in product(((one, none), (none, one)), repeat=2):
        candidates.append(([x, y], 0))
    for c00, c01, c10, c11 in conditions:
        for end, (a, b) in (((one, none), (c00, c01)), ((none, one), (c10, c11))):
            if a * b < 0:
                candidates.append(([end, ((abs(b), 0), (abs(a), 0))], 0))
        for end, (a, b) in (((one, none), (c00, c10)), ((none, one), (c01, c11))):
            if a * b < 0:
                candidates.append(([((abs(b), 0), (abs(a), 0)), end], 0))
    for first, second in combinations(conditions, 2):
        candidates += _meeting(first, second)
    for weights, radicand in candidates:
        if all(sign(value_at(c, weights, radicand), radicand) >= 0 for c in conditions):
            yield point_at(weights, radicand)


def _meeting(first: Corners, second: Corners) -> Iterator[tuple[list[Weights], int]]:
    """Where two conditions are both 0 inside the square."""
    a00, a01, a10, a11 = first
    b00, b01, b10, b11 = second
    form = (
        a00 * b10 - a10 * b00,
        a00 * b11 + a01 * b10 - a10 * b01 - a11 * b00,
        a01 * b11 - a11 * b01,
    )
    if not any(form):
        return
    roots, radicand = positive_roots(*form)
    for root in roots:
        (s, _), (t, d) = root
        other = positive(((a10 * s + a11 * t, a11 * d), (-a00 * s - a01 * t, -a01 * d)), radicand)
        if other is not None:
            yield [other, root], radicand


def _narrowed(conditions: list[Corners], box: tuple[Span, ...], pieces: Pieces, depth: int) -> None:
    """Three shares: each is bounded by where every condition can hold, a few times over."""
    size = len(box)
    parts: dict[int, Span] = {}
    for v in range(size):
        low, high = Fraction(0), Fraction(1)
        for condition in conditions:
            ends = zip(*halves(condition, v, size), strict=True)
            spans = [span for span in (_where(*pair) for pair in ends) if span is not None]
            low = max(low, min(span[0] for span in spans))
            high = min(high, max(span[1] for span in spans))
        if low > high:
            return
        if low > 0 or high < 1:
            parts[v] = (low, high)
    if parts and depth < _ROUNDS:
        _at_part(conditions, box, parts, pieces, depth + 1)
    else:
        pieces.curved.append(box)
