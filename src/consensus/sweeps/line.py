"""Walking along one parameter: run, read off how far the signs hold, step past, run again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..errors import InvalidInput, TooLarge
from ..exact import OnLine, Place, Trace
from ..exact.polynomials import text_of
from ..exact.roots import roots_of
from .asking import ask
from .merging import equal_at
from .pieces import (
    Crossing,
    Interval,
    Piece,
    Regimes,
    answer_text,
)
from .reasons import Run, reason_between
from .structure import same
from .thresholds import conditions, factor_at, threshold

if TYPE_CHECKING:
    from flint import fmpq_mpoly

__all__ = ["along_line"]


class Walk:
    """The question along the first parameter, the others held at their sample values."""

    def __init__(
        self, answer: Callable[..., Any], low: int | Fraction, high: int | Fraction,
        names: tuple[str, ...], at: Mapping[str, int | Fraction],
    ) -> None:  # fmt: skip
        self.answer, self.low, self.high, self.names, self.at = answer, low, high, names, at
        self.rest = dict(enumerate(at.values(), 1))
        self.count = 0
        self._roots: dict[str, list[Place]] = {}

    def line(self, place: Place, side: int = 0) -> OnLine:
        """The sample just before, at, or just after a place."""
        return OnLine(0, self.rest, place, side=side)

    def run(self, place: Place, side: int) -> tuple[Any, Trace]:
        """One answer on traced numbers, and its record."""
        trace = Trace(self.names, self.line(place, side))
        self.count += 1
        where = {-1: "just below ", 0: "", 1: "just above "}[side]
        return ask(self.answer, trace, f"at {self.names[0]} = {where}{place}"), trace

    def refuse_unless_function(self) -> None:
        """Ask twice at the low end, and just above it: the answers must be the same."""
        for side in (0, 1):
            (once, _), (again, _) = self.run(self.low, side), self.run(self.low, side)
            if not same(once, again):
                raise InvalidInput(
                    f"answer: asked twice at {self.names[0]} = {self.low} it gave "
                    f"{answer_text(once)} and {answer_text(again)}: it is not a function of its "
                    "parameters, or its answers cannot be compared"
                )

    def roots(self, poly: fmpq_mpoly, line: OnLine) -> list[Place]:
        """Where a recorded polynomial vanishes on the line, in order."""
        key = str(poly)
        if key not in self._roots:
            single = line.restricted(poly)
            self._roots[key] = roots_of(single) if single.degree() > 0 else []
        return self._roots[key]

    def holds_until(self, trace: Trace, place: Place) -> Place:
        """The first place after this one at which a recorded sign changes; else the range's end."""
        nearest: Place = self.high
        line = self.line(place)
        for poly, _ in trace.record:
            for root in self.roots(poly, line):
                if place < root:
                    nearest = min(nearest, root)
                    break
        return nearest

    def runs(self, limit: int) -> Iterator[Run]:
        """Points and open intervals in turn, from the low end to the high end of the range."""
        place: Place = self.low
        while True:
            found, trace = self.run(place, 0)
            yield Run(place, place, found, trace)
            if place == self.high:
                return
            if self.count > 2 * limit:
                raise TooLarge(
                    f"regimes along {self.names[0]}", self.count // 2, limit,
                    "narrow the range or raise limit=", unit="places where a sign changes",
                )  # fmt: skip
            found, trace = self.run(place, 1)
            end = self.holds_until(trace, place)
            yield Run(place, end, found, trace)
            place = end


def along_line(
    answer: Callable[..., Any], parameter: str, ends: tuple[int | Fraction, int | Fraction],
    at: Mapping[str, int | Fraction], limit: int,
) -> Regimes:  # fmt: skip
    """The regimes of an answer along one parameter."""
    walk = Walk(answer, *ends, (parameter, *at), at)
    walk.refuse_unless_function()
    groups = _merged(walk, list(walk.runs(limit)))
    crossings = tuple(
        _crossing(walk, groups[max(i - 1, 0)], group[0], groups[min(i + 1, len(groups) - 1)])
        for i, group in enumerate(groups)
        if len(group) == 1 and group[0].is_point
    )
    pieces = tuple(_piece(walk, group) for group in groups)
    return Regimes(parameter, *ends, dict(at), pieces, crossings, walk.count)


def _merged(walk: Walk, runs: list[Run]) -> list[list[Run]]:
    """Runs in groups of one answer each; a point of its own is a group of its own.

    Two intervals and the point between them are one group when both intervals have the same
    formulas and the point the same values. An end of the range needs the same values only.
    """
    points, intervals = runs[0::2], runs[1::2]

    def agrees(point: Run, interval: Run) -> bool:
        return same(point.answer, interval.answer, equal_at(walk.line(point.low)))

    first = intervals[0]
    groups = [[points[0], first]] if agrees(points[0], first) else [[points[0]], [first]]
    for before, point, after in zip(intervals, points[1:-1], intervals[1:], strict=False):
        if same(before.answer, after.answer) and agrees(point, before):
            groups[-1] += [point, after]
        else:
            groups += [[point], [after]]
    if agrees(points[-1], intervals[-1]):
        groups[-1].append(points[-1])
    else:
        groups.append([points[-1]])
    return groups


def _piece(walk: Walk, group: list[Run]) -> Piece:
    where = Interval(group[0].low, group[-1].high, group[0].is_point, group[-1].is_point)
    for run in group:
        run.trace.sample = walk.line(where.inside)
    main = next((run for run in group if not run.is_point), group[0])
    return Piece(where, main.answer, main.trace.conditions)


def _crossing(walk: Walk, left: list[Run], point: Run, right: list[Run]) -> Crossing:
    """What happens at a point whose answer, or whose neighbours' answers, differ."""
    at, before, after = point.low, left[-1], right[0]
    line = walk.line(at)
    for run, side in ((before, -1), (after, 1)):
        if not run.is_point:
            run.trace.sample = walk.line(at, side)
    vanishing: dict[str, fmpq_mpoly] = {}
    records = [pair for run in (before, point, after) for pair in run.trace.record]
    for poly, _ in records:
        if at in walk.roots(poly, line):
            factor = factor_at(poly, line, at)
            vanishing.setdefault(text_of(factor), factor)
    if not vanishing:
        raise InvalidInput(
            f"answer: not a function of its parameters: it changed at {walk.names[0]} = {at} "
            "where no recorded sign changes"
        )
    polynomial, *coincident = vanishing
    edge = vanishing[polynomial]
    return Crossing(
        walk.names[0], at, threshold(edge, line, walk.names, at), polynomial,
        before.answer, point.answer, after.answer, reason_between(before, point, after, line),
        tuple(coincident), lambda: conditions(records, edge, line, at),
    )  # fmt: skip
