"""Certified roots: interval Newton in ball arithmetic, and rational roots recognised exactly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np

__all__ = [
    "CertifiedRoot",
    "ball_value",
    "certified_root",
    "exact_values",
    "float_value",
    "polished",
]

Array: TypeAlias = np.ndarray[Any, Any]

_BITS = 200
_DENOMINATOR = 10**15


@dataclass(frozen=True)
class CertifiedRoot:
    """A root that is proved to exist, alone within its balls.

    Attributes
    ----------
    balls : list of flint.arb
        One ball a variable.
    rational : tuple of Fraction, or None
        The root itself if it is a vector of simple fractions.
    """

    balls: list[Any]
    rational: tuple[Fraction, ...] | None

    def middle(self) -> tuple[float, ...]:
        """The nearest floats."""
        return tuple(float(ball.mid()) for ball in self.balls)


def certified_root(equations: list[Array], start: Array) -> CertifiedRoot | None:
    """The root to which Newton's method leads from `start`, with a proof, or None.

    Parameters
    ----------
    equations : list of arrays of whole numbers, shape (d1 + 1, …, dk + 1)
        Control values in the Bernstein basis on the unit box.
    start : array (k,)
    """
    from flint import arb, arb_mat, ctx

    size = len(start)
    with ctx.workprec(_BITS):
        point = [arb(float(x)) for x in start]
        known = _prepared(equations)
        step: Any = None
        for _ in range(40):
            values, slopes = _at(known, point)
            try:
                step = arb_mat(slopes).solve(arb_mat([[v] for v in values]))
            except ZeroDivisionError:
                return None
            point = [(x - step[i, 0]).mid() for i, x in enumerate(point)]
            if any(abs(float(x)) > 1e6 for x in point):
                return None
            if max(abs(float(step[i, 0].mid())) for i in range(size)) < 1e-45:
                break
        for radius in ("1e-35", "1e-25", "1e-15"):
            wide = [x + arb(0, radius) for x in point]
            values, _ = _at(known, point)
            _, slopes = _at(known, wide)
            try:
                step = arb_mat(slopes).solve(arb_mat([[v] for v in values]))
            except ZeroDivisionError:
                continue
            narrow = [x - step[i, 0] for i, x in enumerate(point)]
            if all(w.contains_interior(x) for w, x in zip(wide, narrow, strict=True)):
                return CertifiedRoot(narrow, _rational(equations, narrow))
    return None


def exact_values(array: Array, point: tuple[Fraction, ...]) -> Fraction:
    """A polynomial in Bernstein form at a rational point."""
    return Fraction(_contracted([Fraction(int(v)) for v in array.flat], array.shape, point))


def ball_value(array: Array, balls: list[Any]) -> Any:
    """A polynomial in Bernstein form on balls."""
    from flint import arb, ctx

    with ctx.workprec(_BITS):
        return _contracted([arb(int(v)) for v in array.flat], array.shape, balls)


def _rational(equations: list[Array], balls: list[Any]) -> tuple[Fraction, ...] | None:
    candidates = []
    for ball in balls:
        mantissa, exponent = ball.mid().man_exp()
        middle = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
        simple = middle.limit_denominator(_DENOMINATOR)
        if not ball.overlaps(_arb(simple)):
            return None
        candidates.append(simple)
    point = tuple(candidates)
    return point if all(exact_values(eq, point) == 0 for eq in equations) else None


def _arb(value: Fraction) -> Any:
    from flint import arb

    return arb(value.numerator) / value.denominator


_Held: TypeAlias = list[tuple[Any, list[Any]]]


def _prepared(equations: list[Array]) -> _Held:
    """Each equation and its slopes as control values in ball arithmetic."""
    from flint import arb

    held: _Held = []
    for eq in equations:
        own = [arb(int(v)) for v in eq.flat], eq.shape
        slopes = []
        for v in range(eq.ndim):
            steps = np.diff(eq, axis=v) * (eq.shape[v] - 1)
            constant = bool(steps.size) and not steps.any()
            slopes.append(None if constant else ([arb(int(s)) for s in steps.flat], steps.shape))
        held.append((own, slopes))
    return held


def _at(held: _Held, point: list[Any]) -> tuple[list[Any], list[list[Any]]]:
    """Values and slopes of all equations on balls."""
    from flint import arb

    values = [_contracted(own[0], own[1], point) for own, _ in held]
    slopes = [
        [arb(0) if slope is None else _contracted(slope[0], slope[1], point) for slope in row]
        for _, row in held
    ]
    return values, slopes


def polished(equations: Array, starts: Array) -> tuple[Array, Array]:
    """The roots near boxes by Newton's method in floating point, and which of them settled.

    Parameters
    ----------
    equations : array (starts, k, d1 + 1, …, dk + 1)
        Control values.
    starts : array (starts, k)
    """
    point = np.array(starts, dtype=np.float64)
    count, size = point.shape
    settled = np.zeros(count, dtype=np.bool_)
    slopes = np.empty((count, size, size))
    for _ in range(12):
        values = _values(equations, point)
        for v in range(size):
            length = equations.shape[2 + v]
            upper = equations[(slice(None),) * (2 + v) + (slice(1, None),)]
            lower = equations[(slice(None),) * (2 + v) + (slice(None, -1),)]
            slopes[:, :, v] = _values((upper - lower) * (length - 1), point)
        singular = np.abs(np.linalg.det(slopes)) < 1e-300
        slopes[singular] = np.eye(size)
        step = np.linalg.solve(slopes, values[:, :, None])[:, :, 0]
        step[singular] = 0
        with np.errstate(all="ignore"):
            point = np.where(np.isfinite(step), np.clip(point - step, -10, 10), point)
        settled = (np.abs(step).max(axis=1) < 1e-13) & ~singular
        if settled.all():
            break
    return point, settled


def _values(equations: Array, point: Array) -> Array:
    """All equations, each at its own point, by de Casteljau's scheme."""
    for v in range(point.shape[1] - 1, -1, -1):
        x = point[:, v].reshape(-1, *([1] * (equations.ndim - 2)))
        while equations.shape[-1] > 2:
            steps = equations[..., 1:] - equations[..., :-1]
            equations = equations[..., :-1] + x[..., None] * steps
        if equations.shape[-1] == 2:
            equations = equations[..., 0] + x * (equations[..., 1] - equations[..., 0])
        else:
            equations = equations[..., 0]
    return equations


def float_value(values: Array, point: Array) -> float:
    """A polynomial in Bernstein form in floating point."""
    for x in point[::-1]:
        if values.shape[-1] == 2:
            values = values[..., 0] + x * (values[..., 1] - values[..., 0])
            continue
        while values.shape[-1] > 1:
            values = values[..., :-1] + x * (values[..., 1:] - values[..., :-1])
        values = values[..., 0]
    return float(values)


def _contracted(flat: list[Any], shape: tuple[int, ...], point: Any) -> Any:
    """De Casteljau's scheme along one axis after another, the last axis first."""
    for axis in range(len(shape) - 1, -1, -1):
        length, x = shape[axis], point[axis]
        rows = [flat[k : k + length] for k in range(0, len(flat), length)]
        for turn in range(length - 1):
            rows = [
                [row[k] + x * (row[k + 1] - row[k]) for k in range(length - 1 - turn)]
                for row in rows
            ]
        flat = [row[0] for row in rows]
    return flat[0]
