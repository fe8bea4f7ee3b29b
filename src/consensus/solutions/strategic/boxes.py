"""Where polynomial systems on a box can vanish: exclusion by control values, and bisection.

A system is held by the control values of its polynomials in the Bernstein basis; see `control`. On
a box the least and the largest control value enclose the range; for expected gains, which are
affine in each probability separately, the control values are the values at the corners and the
range is exact. A box is dropped when an equation or a combination of equations cannot vanish on it,
or a condition cannot be met, and it is settled when the system is one to one on it; otherwise it is
cut to where roots can be, or split.

References
----------
R. E. Moore, R. B. Kearfott, M. J. Cloud, Introduction to Interval Analysis, SIAM 2009, chapter 8.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from .control import Form, form_of

__all__ = ["WIDER", "Found", "System", "search"]

Array: TypeAlias = np.ndarray[Any, Any]

# Cuts and combinations lose at most a few units in the last place each; 60 of them with
# values scaled to 1 stay far below this margin, so nothing is dropped by rounding.
_MARGIN = 1e-11
_SPLIT = 0.4871

# How many boxes are looked at together: at most so many, and so many numbers.
_BATCH = 2048
_NUMBERS = 2**21

# Around a regular root few boxes get narrow. So many mean that the zeros are not isolated.
_SMALL = 2.0**-6
_CROWD = 150

# A box that is known to have no roots but in so small a part of it is cut to that part.
_WORTH = 0.4
_SLIVER = 0.125

# Uniqueness is tried where roots are known to lie in less than this part of each side.
_TRIED = 0.45

WIDER = 0.25
"""By how much of its width a box is widened on either side to settle it."""


@dataclass(frozen=True)
class System:
    """Several systems of one shape.

    Attributes
    ----------
    equations : array (systems, equations, d1 + 1, …, dk + 1)
        Control values on the unit box, each equation scaled to largest value 1.
    conditions : array (systems, conditions, d1 + 1, …, dk + 1)
        What has to be at least 0.
    """

    equations: Array
    conditions: Array


@dataclass
class Found:
    """What the search leaves.

    Attributes
    ----------
    starts : list of (system, point, low, high)
        From each, Newton's method leads to the only root that its box can hold.
    open_boxes : list of (system, low, high)
        Boxes that could not be settled.
    finished : bool
        Whether all boxes were looked at.
    """

    starts: list[tuple[int, Array, Array, Array]] = field(default_factory=list)
    open_boxes: list[tuple[int, Array, Array]] = field(default_factory=list)
    finished: bool = True
    boxes: int = 0


@dataclass
class _Boxes:
    """Parts of the unit box, and the control values of their systems on them."""

    owner: Array
    low: Array
    high: Array
    values: Array

    def __len__(self) -> int:
        return len(self.owner)

    def at(self, places: Any) -> _Boxes:
        return _Boxes(self.owner[places], self.low[places], self.high[places], self.values[places])

    def part(self, form: Form, first: Array, last: Array) -> _Boxes:
        width = self.high - self.low
        low, high = self.low + first * width, self.low + last * width
        return _Boxes(self.owner, low, high, form.part(self.values, first, last))


def search(
    system: System,
    *,
    least: float = 2.0**-30,
    limit: int,
    progress: Callable[[str], None] | None = None,
) -> Found:
    """Split the unit box until every part is empty, settled, or narrower than `least`.

    Parameters
    ----------
    system : System
        As many equations as variables.
    least : float
        The width below which a box is left open.
    limit : int
        How many boxes to look at; the rest is left open.
    """
    found = Found()
    count, size = system.equations.shape[:2]
    form = form_of(system.equations.shape[2:])
    batch = max(1, min(_BATCH, _NUMBERS // (size * size * form.reach)))
    crowd = np.zeros(count, dtype=np.int64)
    rows = [table.reshape(count, -1, form.size) for table in (system.conditions, system.equations)]
    stack = [
        _Boxes(
            np.arange(count), np.zeros((count, size)), np.ones((count, size)),
            np.concatenate(rows, axis=1),
        )
    ]  # fmt: skip
    while stack:
        boxes = stack.pop()
        if len(boxes) > batch:
            stack.append(boxes.at(slice(batch, None)))
            boxes = boxes.at(slice(batch))
        found.boxes += len(boxes)
        if progress is not None:
            progress(f"{found.boxes} boxes, {sum(map(len, stack))} waiting")
        boxes, where = _alive(boxes, _where(form, size, boxes.values))
        if not len(boxes):
            continue
        settled = _settled(form, size, boxes.values, where)
        for k in np.flatnonzero(settled):
            middle = (boxes.low[k] + boxes.high[k]) / 2
            found.starts.append((int(boxes.owner[k]), middle, boxes.low[k], boxes.high[k]))
        rest = ~settled
        width = boxes.high - boxes.low
        small = np.prod(width, axis=1) < _SMALL**size
        np.add.at(crowd, boxes.owner[rest & small], 1)
        narrow = rest & ((width.max(axis=1) < least) | (crowd[boxes.owner] > _CROWD * size))
        if found.boxes >= limit:
            narrow = rest
            found.finished = False
        for k in np.flatnonzero(narrow):
            found.open_boxes.append((int(boxes.owner[k]), boxes.low[k], boxes.high[k]))
        here = np.flatnonzero(rest & ~narrow)
        if here.size:
            stack.append(_smaller(form, size, boxes.at(here), where.at(here)))
    return found


@dataclass
class _Where:
    """Where in each box all roots lie, from `first` to `last`, in shares of the box.

    And approximate inverses of the slopes, and whether they can be trusted.
    """

    first: Array
    last: Array
    inverse: Array
    sound: Array

    def at(self, places: Any) -> _Where:
        return _Where(
            self.first[places], self.last[places], self.inverse[places], self.sound[places]
        )


def _where(form: Form, size: int, values: Array) -> _Where:
    """Where every equation and every combination can vanish, and every condition can hold.

    The combinations are those that an approximate inverse of the slopes makes, one for each
    variable, which depends on little else.
    """
    equations = values[:, -size:]
    inverse, sound = _inverses(form.slopes(equations))
    turned = inverse @ equations
    margin = _MARGIN * np.abs(inverse).sum(axis=2)
    if form.affine:
        first, last = _met(form, size, form.across(values, turned), margin)
    else:
        first, last = _enclosed(form, size, values, turned, margin)
    return _Where(first.T - _MARGIN, last.T + _MARGIN, inverse, sound)


def _met(form: Form, size: int, across: Array, margin: Array) -> tuple[Array, Array]:
    """Between which shares lines can be at most 0, for what is affine in every variable.

    In one variable what is affine lies between two lines, from the least and the largest corner
    values at one end to those at the other. Two arrays (variables, boxes).
    """
    most = form.ends(across, np.maximum)
    least = form.ends(across[:, -2 * size :], np.minimum)
    rows = across.shape[1]
    lines = np.concatenate([most, least], axis=2)
    np.negative(lines[:, :, :rows], out=lines[:, :, :rows])
    lines[:, :, : rows - size] -= _MARGIN
    lines[:, :, rows - size : rows] -= margin.T
    lines[:, :, rows : rows + size] -= _MARGIN
    lines[:, :, rows + size :] -= margin.T
    begin, end = lines[:, 0], lines[:, 1]
    up, down = begin > 0, end > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = begin / (begin - end)
    first = np.where(up, np.where(down, 2.0, crossing), 0.0).max(axis=1)
    last = np.where(down, np.where(up, -1.0, crossing), 1.0).min(axis=1)
    return first, last


def _enclosed(
    form: Form, size: int, values: Array, turned: Array, margin: Array
) -> tuple[Array, Array]:
    """The same by Krawczyk's operator, for polynomials of any degree."""
    across = form.across(values, turned)
    least, most = across.min(axis=0), across.max(axis=0)
    bad = (most[:-size] < -_MARGIN).any(axis=0) | (least[-2 * size : -size] > _MARGIN).any(axis=0)
    bad |= ((least[-size:] > margin.T) | (most[-size:] < -margin.T)).any(axis=0)
    centre, radius = _krawczyk(form, turned, margin)
    return np.where(bad, 2.0, centre - radius), np.where(bad, -1.0, centre + radius)


def _alive(boxes: _Boxes, where: _Where) -> tuple[_Boxes, _Where]:
    """The boxes on which a root can be."""
    alive = (np.maximum(where.first, 0.0) <= np.minimum(where.last, 1.0)).all(axis=1)
    return (boxes, where) if alive.all() else (boxes.at(alive), where.at(alive))


def _smaller(form: Form, size: int, boxes: _Boxes, where: _Where) -> _Boxes:
    """The boxes cut to where roots can be; those that stay large in two."""
    # Never to a sliver: a root is recognised by how the system changes around it.
    wider = np.maximum(_SLIVER - (where.last - where.first), 0.0) / 2
    first = np.maximum(where.first - wider, 0.0)
    last = np.minimum(where.last + wider, 1.0)
    large = np.flatnonzero(np.prod(last - first, axis=1) >= _WORTH)
    if large.size:
        # In two along the variable in which the equations vary most.
        steps = form.steps(form.across(boxes.values[large, -size:]))
        smear = np.abs(steps, out=steps).max(axis=1).sum(axis=1).T
        chosen = (smear * (last - first)[large]).argmax(axis=1)
        low, high = first[large, chosen], last[large, chosen]
        middle = low + _SPLIT * (high - low)
        boxes = boxes.at(np.concatenate([np.arange(len(boxes)), large]))
        above = first[large]
        above[np.arange(large.size), chosen] = middle
        first, last = np.concatenate([first, above]), np.concatenate([last, last[large]])
        last[large, chosen] = middle
    return boxes.part(form, first, last)


def _settled(form: Form, size: int, values: Array, where: _Where) -> Array:
    """Whether one root lies in or next to the box and no other.

    Next to means within a box a half wider on either side: on it the system, multiplied by an
    approximate inverse of its slopes, is one to one, and Krawczyk's operator maps it into itself.
    """
    settled = np.zeros(len(values), dtype=np.bool_)
    narrow = ((where.last - where.first) < _TRIED).all(axis=1)
    here = np.flatnonzero(where.sound & narrow)
    if here.size:
        reach = np.full((here.size, size), WIDER)
        wide = form.part(values[here, -size:], -reach, 1 + reach)
        inverse = where.inverse[here] / (1 + 2 * WIDER)
        margin = _MARGIN * np.abs(inverse).sum(axis=2)
        middle, around = _krawczyk(form, inverse @ wide, margin)
        inside = (middle - around > 0) & (middle + around < 1) & (around < 0.499)
        settled[here[inside.all(axis=0)]] = True
    return settled


def _inverses(slopes: Array) -> tuple[Array, Array]:
    """Approximate inverses of the slopes, and where they can be trusted; else the identity."""
    size = slopes.shape[1]
    singular = np.zeros(len(slopes), dtype=np.bool_)
    try:
        inverse = np.linalg.inv(slopes)
    except np.linalg.LinAlgError:
        singular = np.linalg.det(slopes) == 0
        inverse = np.linalg.inv(np.where(singular[:, None, None], np.eye(size), slopes))
    stretch = np.abs(slopes).sum(axis=2).max(axis=1) * np.abs(inverse).sum(axis=2).max(axis=1)
    sound = ~singular & (stretch < 1e8)
    inverse[~sound] = np.eye(size)
    return inverse, sound


def _krawczyk(form: Form, turned: Array, margin: Array) -> tuple[Array, Array]:
    """Centre and radius of the box that holds every root of the box: (variables, boxes).

    All in the coordinates of the box itself, which run from 0 to 1.
    """
    size = turned.shape[1]
    slopes = form.steps(form.across(turned))
    own = np.arange(size)
    slopes[own, :, own] -= 1
    radius = np.abs(slopes, out=slopes).max(axis=1).sum(axis=0) / 2
    return 0.5 - form.centre(turned).T, radius + margin.T * size
