"""Where polynomial systems on a box can vanish: exclusion by control values, and bisection.

A system is held by the control values of its polynomials in the Bernstein basis. On a box the
least and the largest control value enclose the range; for expected gains, which are affine in each
probability separately, the control values are the values at the corners and the range is exact. A
box is dropped when an equation or a combination of equations cannot vanish on it, or a condition
cannot be met, and it is settled when the system is one to one on it; otherwise it is split.

References
----------
J. Garloff, "The Bernstein algorithm", Interval Computations 4 (1993), 154-168.
R. E. Moore, R. B. Kearfott, M. J. Cloud, Introduction to Interval Analysis, SIAM 2009, chapter 8.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import comb, prod
from typing import Any, TypeAlias

import numpy as np

__all__ = ["WIDER", "Found", "System", "search"]

Array: TypeAlias = np.ndarray[Any, Any]
Boxes: TypeAlias = tuple[Array, Array, Array, Array, Array]

# Halvings and combinations lose at most a few units in the last place each; 60 of them with
# values scaled to 1 stay far below this margin, so nothing is dropped by rounding.
_MARGIN = 1e-11
_SPLIT = 0.4871
_BATCH = 2048
_FEW = 40

# Around a regular root few boxes get narrow. So many mean that the zeros are not isolated.
_SMALL = 2.0**-6
_CROWD = 150

# A box that is known to have no roots but in so small a part of it is cut to that part.
_WORTH = 0.4
_SLIVER = 0.125

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
    starts : list of (system, point)
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
    count = len(system.equations)
    dimension = system.equations.ndim - 2
    equations, conditions = system.equations, system.conditions
    crowd = np.zeros(count, dtype=np.int64)
    narrowing = set(equations.shape[2:]) == {2}
    stack = [
        (
            np.arange(count), np.zeros((count, dimension)), np.ones((count, dimension)),
            equations, conditions,
        )
    ]  # fmt: skip
    while stack:
        owner, low, high, eq, cond = stack.pop()
        if len(owner) > _BATCH:
            stack.append((owner[_BATCH:], low[_BATCH:], high[_BATCH:], eq[_BATCH:], cond[_BATCH:]))
            part = slice(0, _BATCH)
            owner, low, high = owner[part], low[part], high[part]
            eq, cond = eq[part], cond[part]
        found.boxes += len(owner)
        if progress is not None:
            progress(f"{found.boxes} boxes, {sum(len(s[0]) for s in stack)} waiting")
        alive = _possible(eq, cond)
        owner, low, high, eq, cond = owner[alive], low[alive], high[alive], eq[alive], cond[alive]
        if not len(owner):
            continue
        if narrowing:
            boxes, again = _narrowed((owner, low, high, eq, cond), _within(eq, cond))
            owner, low, high, eq, cond = _together(boxes, again)
            if not len(owner):
                continue
        settled, empty, inside = _settled(eq)
        for k in np.flatnonzero(settled & ~empty):
            middle = (low[k] + high[k]) / 2
            found.starts.append((int(owner[k]), middle, low[k], high[k]))
        rest = ~settled & ~empty
        widths = (high - low).max(axis=1)
        sizes = np.prod(high - low, axis=1) ** (1 / dimension)
        np.add.at(crowd, owner[rest & (sizes < _SMALL)], 1)
        narrow = rest & ((widths < least) | (crowd[owner] > _CROWD * dimension))
        if found.boxes >= limit:
            narrow = rest
            found.finished = False
        for k in np.flatnonzero(narrow):
            found.open_boxes.append((int(owner[k]), low[k], high[k]))
        rest &= ~narrow
        if not rest.any():
            continue
        boxes = owner[rest], low[rest], high[rest], eq[rest], cond[rest]
        if narrowing:
            boxes, again = _narrowed(boxes, inside[rest])
            if len(boxes[0]):
                boxes = _halves(boxes)
            stack.append(_together(boxes, again))
        else:
            stack.append(_halves(boxes))
    return found


def _possible(eq: Array, cond: Array) -> Array:
    """Whether every equation can vanish and every condition can hold, by control values."""
    flat = eq.reshape(len(eq), eq.shape[1], -1)
    keep = ((flat.min(axis=2) <= _MARGIN) & (flat.max(axis=2) >= -_MARGIN)).all(axis=1)
    if cond.shape[1]:
        keep &= (cond.reshape(len(cond), cond.shape[1], -1).max(axis=2) >= -_MARGIN).all(axis=1)
    return np.asarray(keep)


def _within(eq: Array, cond: Array) -> Array:
    """Between which shares of the box every equation can vanish and every condition can hold.

    What is affine in a variable lies between two lines over it, from the least and the largest
    corner values at one end to those at the other. An array (boxes, variables, 2).
    """
    span = np.empty((len(eq), eq.ndim - 2, 2))
    span[:, :, 0], span[:, :, 1] = 0.0, 1.0
    least, most = _ends(eq, np.minimum) - _MARGIN, _ends(eq, np.maximum) + _MARGIN
    _bounded(span, least)
    _bounded(span, -most)
    if cond.shape[1]:
        _bounded(span, -_ends(cond, np.maximum) - _MARGIN)
    return span


def _bounded(span: Array, ends: Array) -> None:
    """Keep the shares at which a line from the first end to the second is at most 0."""
    first, second = ends[..., 0], ends[..., 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = first / (first - second)
    from_below = np.where(first > 0, np.where(second < 0, crossing, 2.0), 0.0).max(axis=1)
    to_above = np.where(second > 0, np.where(first < 0, crossing, -1.0), 1.0).min(axis=1)
    np.maximum(span[:, :, 0], from_below - _MARGIN, out=span[:, :, 0])
    np.minimum(span[:, :, 1], to_above + _MARGIN, out=span[:, :, 1])


def _ends(values: Array, better: Any) -> Array:
    """The least or largest corner value at both ends of every variable: (boxes, rows, k, 2)."""
    count, rows = values.shape[:2]
    dimension = values.ndim - 2
    ends = np.empty((count, rows, dimension, 2))
    left = values.reshape(count, rows, -1)
    for v in range(dimension):
        inner = left.reshape(count, rows, 2, -1)
        while inner.shape[3] > 1:
            half = inner.shape[3] // 2
            inner = better(inner[..., :half], inner[..., half:])
        ends[:, :, v] = inner[..., 0]
        half = left.shape[2] // 2
        left = better(left[..., :half], left[..., half:])
    return ends


def _narrowed(boxes: Boxes, span: Array) -> tuple[Boxes, Boxes | None]:
    """The boxes that stay, and those that got much smaller, cut to their spans."""
    owner, low, high, eq, cond = boxes
    first, last = span[:, :, 0], span[:, :, 1]
    alive = (np.maximum(first, 0.0) <= np.minimum(last, 1.0)).all(axis=1)
    # Never to a sliver: a root is recognised by how the system changes around it.
    wider = np.maximum(_SLIVER - (last - first), 0.0) / 2
    first, last = np.maximum(first - wider, 0.0), np.minimum(last + wider, 1.0)
    much = alive & (np.prod(last - first, axis=1) < _WORTH)
    stay = alive & ~much
    kept = owner[stay], low[stay], high[stay], eq[stay], cond[stay]
    if not much.any():
        return kept, None
    owner, low, high, eq, cond = owner[much], low[much], high[much], eq[much], cond[much]
    first, last = first[much], last[much]
    width = high - low
    return kept, (
        owner, low + first * width, low + last * width,
        _cut_to(eq, first, last), _cut_to(cond, first, last),
    )  # fmt: skip


def _together(boxes: Boxes, more: Boxes | None) -> Boxes:
    if more is None:
        return boxes
    if not len(boxes[0]):
        return more
    owner, low, high, eq, cond = (np.concatenate(pair) for pair in zip(boxes, more, strict=True))
    return owner, low, high, eq, cond


def _cut_to(values: Array, first: Array, last: Array) -> Array:
    """Corner values on a part of each box."""
    if not values.size:
        return values
    for v in range(first.shape[1]):
        if not (first[:, v].any() or (last[:, v] < 1).any()):
            continue
        parted = values.reshape(*values.shape[:2], 2**v, 2, -1)
        at, step = parted[:, :, :, 0], parted[:, :, :, 1] - parted[:, :, :, 0]
        cut = np.empty_like(parted)
        np.add(at, first[:, v, None, None, None] * step, out=cut[:, :, :, 0])
        np.add(at, last[:, v, None, None, None] * step, out=cut[:, :, :, 1])
        values = cut.reshape(values.shape)
    return values


def _settled(eq: Array) -> tuple[Array, Array, Array]:
    """Whether one root lies in or next to the box and no other, and whether surely none does.

    And between which shares of the box every root lies.

    Next to means within a box a half wider on either side: on it the system, multiplied by an
    approximate inverse of its slopes, is one to one, and Krawczyk's operator maps it into itself.
    """
    inverse, sound = _inverses(eq)
    centre, radius, empty = _krawczyk(eq, inverse)
    empty |= ((centre - radius > 1) | (centre + radius < 0)).any(axis=1)
    one = sound & ~empty & (radius < 0.45).all(axis=1)
    settled = np.zeros(len(eq), dtype=np.bool_)
    here = np.flatnonzero(one)
    if here.size:
        wide = eq[here]
        for axis in range(2, eq.ndim):
            wide = _reaching(wide, axis, -WIDER, 1 + WIDER)
        middle, reach, _ = _krawczyk(wide, inverse[here] / (1 + 2 * WIDER))
        inside = ((middle - reach > 0) & (middle + reach < 1) & (reach < 0.499)).all(axis=1)
        settled[here[inside]] = True
    span = np.stack([centre - radius, centre + radius], axis=2)
    span[~sound] = 0.0, 1.0
    return settled, empty & sound, span


def _inverses(eq: Array) -> tuple[Array, Array]:
    """Approximate inverses of the mean slopes, and where they can be trusted."""
    count, size = eq.shape[:2]
    slopes = np.empty((count, size, size))
    for v in range(size):
        slopes[:, :, v] = _steps(eq, v).mean(axis=2)
    sound = np.abs(np.linalg.det(slopes)) > 1e-30
    slopes[~sound] = np.eye(size)
    inverse = np.linalg.inv(slopes)
    stretch = np.abs(slopes).sum(axis=2).max(axis=1) * np.abs(inverse).sum(axis=2).max(axis=1)
    return inverse, sound & (stretch < 1e8)


def _krawczyk(eq: Array, inverse: Array) -> tuple[Array, Array, Array]:
    """Centre and radius of the box that holds every root of the box, and whether none can be.

    All in the coordinates of the box itself, which run from 0 to 1.
    """
    count, size = eq.shape[:2]
    flat = inverse @ eq.reshape(count, size, -1)
    margin = _MARGIN * np.abs(inverse).sum(axis=2)
    empty = ((flat.min(axis=2) > margin) | (flat.max(axis=2) < -margin)).any(axis=1)
    turned = flat.reshape(eq.shape)
    radius = np.zeros((count, size))
    for v in range(size):
        steps = _steps(turned, v)
        steps[:, v] -= 1
        radius += np.abs(steps, out=steps).max(axis=2) / 2
    weights = np.ones(1)
    for length in eq.shape[2:]:
        binomials = np.array([comb(length - 1, k) for k in range(length)]) / 2.0 ** (length - 1)
        weights = np.outer(weights, binomials).ravel()
    middle = flat @ weights
    return 0.5 - middle, radius + margin * size, empty


def _steps(eq: Array, v: int) -> Array:
    """Control values of the slope along one variable, flattened."""
    count, size = eq.shape[:2]
    length = eq.shape[2 + v]
    left = prod(eq.shape[2 : 2 + v])
    parted = eq.reshape(count, size, left, length, -1)
    steps = (parted[:, :, :, 1:] - parted[:, :, :, :-1]) * (length - 1)
    return np.asarray(steps.reshape(count, size, -1))


def _reaching(values: Array, axis: int, low: float, high: float) -> Array:
    """Control values on another interval of one variable, wider or narrower."""
    rows = np.moveaxis(values, axis, 0)
    left, _ = _cut(rows, high)
    _, right = _cut(left, low / high)
    return np.moveaxis(right, 0, axis)


def _halves(boxes: Boxes) -> Boxes:
    """Both parts of every box, split along the variable in which the equations vary most.

    A small batch is split along one variable, since the calls would cost more than the boxes.
    """
    eq = boxes[3]
    smear = np.stack(
        [np.abs(_steps(eq, v)).max(axis=2).sum(axis=1) for v in range(eq.ndim - 2)], axis=1
    )
    if len(eq) <= _FEW:
        return _split(boxes, int(np.argmax(smear.sum(axis=0))))
    chosen = smear.argmax(axis=1)
    parts = []
    for v in range(eq.ndim - 2):
        here = np.flatnonzero(chosen == v)
        if here.size:
            owner, low, high, equations, conditions = (a[here] for a in boxes)
            parts.append(_split((owner, low, high, equations, conditions), v))
    owner, low, high, equations, conditions = (np.concatenate(a) for a in zip(*parts, strict=True))
    return owner, low, high, equations, conditions


def _split(boxes: Boxes, v: int) -> Boxes:
    owner, low, high, eq, cond = boxes
    cut = low[:, v] + _SPLIT * (high[:, v] - low[:, v])
    left_high, right_low = high.copy(), low.copy()
    left_high[:, v], right_low[:, v] = cut, cut
    return (
        np.concatenate([owner, owner]),
        np.concatenate([low, right_low]),
        np.concatenate([left_high, high]),
        np.concatenate(_subdivided(eq, v)),
        np.concatenate(_subdivided(cond, v)),
    )


def _subdivided(values: Array, v: int) -> tuple[Array, Array]:
    """Control values on the two parts, split along one variable."""
    if not values.size:
        return values, values
    if values.shape[2 + v] == 2:
        parted = values.reshape(*values.shape[:2], prod(values.shape[2 : 2 + v]), 2, -1)
        left, right = parted.copy(), parted.copy()
        middle = parted[:, :, :, 0] + _SPLIT * (parted[:, :, :, 1] - parted[:, :, :, 0])
        left[:, :, :, 1], right[:, :, :, 0] = middle, middle
        return left.reshape(values.shape), right.reshape(values.shape)
    first, second = _cut(np.moveaxis(values, 2 + v, 0), _SPLIT)
    return np.moveaxis(first, 0, 2 + v), np.moveaxis(second, 0, 2 + v)


def _cut(rows: Array, place: float) -> tuple[Array, Array]:
    """Control values up to a place and from there on, by de Casteljau's scheme."""
    left, right = [rows[0]], [rows[-1]]
    while len(rows) > 1:
        rows = rows[:-1] + place * (rows[1:] - rows[:-1])
        left.append(rows[0])
        right.append(rows[-1])
    return np.stack(left), np.stack(right[::-1])
