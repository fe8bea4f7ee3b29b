"""Why an answer changes at an edge: a candidate of one side, put to the other side's check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Any

from ..errors import InvalidInput, NotApplicable
from ..exact import OnLine, Place, Trace
from ..solutions.solution import Solution
from .merging import equal_at
from .pieces import Reason, Undefined, attributes_text
from .structure import Leaves, changed_attributes, moved, same, same_formulas

__all__ = ["Run", "reason_between"]

_MEMBERS = 1_000


@dataclass
class Run:
    """One answer on traced numbers: at a point, or on an open interval of the walk."""

    low: Place
    high: Place
    answer: Any
    trace: Trace

    @property
    def is_point(self) -> bool:
        """Whether the run stands at a point."""
        return self.low is self.high


def reason_between(before: Run, point: Run, after: Run, line: OnLine) -> Reason | str | None:
    """An item that stands on one side only, and what upsets it on the other.

    Where the items stay and something else in the answers changes, that is said instead. The
    traces must stand just before, at and just after the edge.
    """
    if isinstance(point.answer, Undefined):
        return point.answer.why
    sides = {"before": before, "after": after, "at": point}
    for stands, other in (
        ("before", "after"), ("after", "before"), ("at", "before"), ("at", "after"),
        ("before", "at"),
    ):  # fmt: skip
        at_edge = "at" in (stands, other)
        found = _upset(sides[stands], sides[other], equal_at(line) if at_edge else same_formulas)
        if found is not None:
            return Reason(found[0], stands, found[1])
    if isinstance(before.answer, Solution) and isinstance(after.answer, Solution):
        changed = changed_attributes(before.answer, after.answer)
        return attributes_text(changed) or None
    return None


def _upset(here: Run, there: Run, leaves: Leaves) -> tuple[Any, Any] | None:
    one, other = here.answer, there.answer
    if not (isinstance(one, Solution) and isinstance(other, Solution)) or other.check is None:
        return None
    for item in one.items:
        if any(same(item, x, leaves) for x in other.items):
            continue
        for candidate in _members(item) if one.form == "union" else (item,):
            try:
                upset = other.why(moved(candidate, there.trace))
            except (InvalidInput, NotApplicable):
                continue  # no candidate of this kind on the other side
            if upset is not None:
                return candidate, upset
    return None


def _members(item: Any) -> Iterator[Any]:
    """Some members of an item that is a set: the first it lists, or points of an interval."""
    if hasattr(item, "__iter__"):
        yield from islice(item, _MEMBERS)
    elif hasattr(item, "low") and hasattr(item, "high"):
        yield from (item.low, item.high, (item.low + item.high) * Fraction(1, 2))
    else:
        yield item
