"""From polygons to a map: equal answers gathered, and the borders between different ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..exact import OnLine
from .maps import Border, RegimeMap, Region, Segment
from .merging import equal_at
from .plane import Cell, Plane, canonical
from .polygons import Line, Point, Polygon
from .reasons import Run, reason_between
from .structure import same
from .thresholds import threshold

__all__ = ["over_rectangle"]


def over_rectangle(plane: Plane) -> RegimeMap:
    """The map of an answer over a rectangle."""
    plane.refuse_unless_function()
    cells = list(plane.cells())
    crossings = tuple(_borders(plane, cells))
    unproved = sum((c.polygon.area for c in cells if not c.proved), Fraction(0))
    x, y = plane.names[:2]
    return RegimeMap(
        (x, y), plane.ranges, dict(plane.at), tuple(_regions(cells)), crossings, unproved,
        tuple(plane.curves), plane.count, plane.answer,
        tuple((cell.polygon, cell.answer) for cell in cells if cell.proved),
    )  # fmt: skip


def _regions(cells: list[Cell]) -> list[Region]:
    """One region for each different answer, proved ones first, then the largest first."""
    groups: list[list[Cell]] = []
    for cell in cells:
        for group in groups:
            if group[0].proved == cell.proved and same(group[0].answer, cell.answer):
                group.append(cell)
                break
        else:
            groups.append([cell])
    regions = [
        Region(tuple(_joined([cell.polygon for cell in group])), group[0].answer, group[0].proved)
        for group in groups
    ]
    return sorted(regions, key=lambda region: (not region.proved, -region.area))


def _joined(polygons: list[Polygon]) -> list[Polygon]:
    """Polygons that share a whole side are joined where the union is convex."""
    alive = dict(enumerate(polygons))
    owner = {side: i for i, polygon in alive.items() for side in polygon.sides}
    waiting = list(alive)
    while waiting:
        i = waiting.pop()
        if i not in alive:
            continue
        for start, end in alive[i].sides:
            j = owner.get((end, start))
            union = _union(alive[i], alive[j]) if j is not None else None
            if union is not None and j is not None:
                for old in (i, j):
                    for side in alive.pop(old).sides:
                        del owner[side]
                alive[i] = union
                owner |= dict.fromkeys(union.sides, i)
                waiting.append(i)
                break
    return list(alive.values())


def _union(one: Polygon, other: Polygon) -> Polygon | None:
    """The union of two polygons with a common side, if it is convex."""
    sides = {side: i for i, side in enumerate(one.sides)}
    for j, (start, end) in enumerate(other.sides):
        i = sides.get((end, start))
        if i is None:
            continue
        first = [*one.corners[i + 1 :], *one.corners[: i + 1]]
        second = [*other.corners[j + 1 :], *other.corners[: j + 1]]
        return _without_straight([*first, *second[1:-1]])
    return None


def _without_straight(corners: list[Point]) -> Polygon | None:
    """The polygon without corners that lie on a side; None where a corner turns inwards."""
    kept = []
    for before, here, after in zip(
        [corners[-1], *corners[:-1]], corners, [*corners[1:], corners[0]], strict=True
    ):
        turn = (here[0] - before[0]) * (after[1] - here[1]) - (here[1] - before[1]) * (
            after[0] - here[0]
        )
        if turn < 0:
            return None
        if turn > 0:
            kept.append(here)
    return Polygon(tuple(kept))


@dataclass
class Side:
    """A side of a cell on a known line, as a stretch of one coordinate."""

    low: Fraction
    high: Fraction
    cell: Cell


def _borders(plane: Plane, cells: list[Cell]) -> Iterator[Border]:
    """For each line, the stretches on which two cells meet, gathered by what meets."""
    below: dict[Line, list[Side]] = defaultdict(list)
    above: dict[Line, list[Side]] = defaultdict(list)
    for cell in cells:
        for start, end in cell.polygon.sides:
            line = _through(start, end)
            if line in plane.lines and cell.proved:
                axis = 0 if line[1] else 1
                low, high = sorted((start[axis], end[axis]))
                # Anticlockwise, a cell lies left of its sides.
                rising = end[axis] > start[axis]
                upper = rising if axis == 0 else not rising
                (above if upper else below)[line].append(Side(low, high, cell))
    for line in plane.lines:
        found: list[tuple[Border, list[Segment]]] = []
        for low, high, under, over in _meetings(below[line], above[line]):
            _gather(plane, line, _segment(line, low, high), under, over, found)
        for border, segments in found:
            yield Border(
                tuple(segments), border.formula, border.polynomial, border.before, border.on,
                border.after, border.reason,
            )  # fmt: skip


def _meetings(
    below: list[Side], above: list[Side]
) -> Iterator[tuple[Fraction, Fraction, Cell, Cell]]:
    """Where stretches from both sides of a line overlap, in order."""
    below.sort(key=lambda side: side.low)
    above.sort(key=lambda side: side.low)
    j = 0
    for under in below:
        while j < len(above) and above[j].high <= under.low:
            j += 1
        for over in above[j:]:
            if over.low >= under.high:
                break
            low, high = max(under.low, over.low), min(under.high, over.high)
            if low < high:
                yield low, high, under.cell, over.cell


def _gather(
    plane: Plane, line: Line, segment: Segment, under: Cell, over: Cell,
    found: list[tuple[Border, list[Segment]]],
) -> None:  # fmt: skip
    """Add a segment to the border of the same answers, or make a new one."""
    alike = same(under.answer, over.answer)
    new = _border(plane, line, segment, under, over) if alike else None
    if alike and new is None:
        return
    for border, segments in found:
        if (
            same(border.before, under.answer)
            and same(border.after, over.answer)
            and (new is None or same(border.on, new.on))
        ):
            if segments[-1].end == segment.start:
                segments[-1] = Segment(segments[-1].start, segment.end)
            else:
                segments.append(segment)
            return
    new = new or _border(plane, line, segment, under, over)
    if new is not None:
        found.append((new, [segment]))


def _border(plane: Plane, line: Line, segment: Segment, under: Cell, over: Cell) -> Border | None:
    unlike = not same(under.answer, over.answer)
    if not unlike and not any(line in map(canonical, c.lines) for c in (under, over)):
        return None
    x, y = segment.middle
    found, trace = plane.run(x, y)
    index, place = (1, y) if line[1] else (0, x)
    rest: dict[int, Any] = dict(enumerate([x, y, *plane.at.values()]))
    del rest[index]
    across = OnLine(index, rest, place)
    if not unlike and same(found, under.answer, equal_at(across)):
        return None
    poly = plane.lines[line]
    for cell, side in ((under, -1), (over, 1)):
        cell.trace.sample = OnLine(index, rest, place, side=side)
    runs = [Run(place, place, c.answer, c.trace) for c in (under, over)]
    formula = threshold(poly, across, plane.names, place)
    reason = reason_between(runs[0], Run(place, place, found, trace), runs[1], across)
    return Border((segment,), formula, formula.polynomial, under.answer, found, over.answer, reason)


def _through(start: Point, end: Point) -> Line:
    (x, y), (u, v) = start, end
    return canonical((y - v, u - x, x * v - u * y))


def _segment(line: Line, low: Fraction, high: Fraction) -> Segment:
    a, b, c = line
    if b:
        return Segment((low, -(a * low + c) / b), (high, -(a * high + c) / b))
    return Segment((-c / a, low), (-c / a, high))
