"""Certified roots: interval Newton in ball arithmetic, and rational roots recognised exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Any, TypeAlias

import numpy as np

from .control import form_of

__all__ = [
    "CertifiedRoot",
    "ball_values",
    "certified_root",
    "exact_values",
    "float_values",
    "polished",
    "regrets",
    "with_bits",
]

Array: TypeAlias = np.ndarray[Any, Any]

_BITS = 200
_ROUGH = 100
_BESIDE = 1e-12
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
    known = _Held(equations)
    found = _beside(known, start)
    if found is None:
        found = _followed(known, start)
    return None if found is None else CertifiedRoot(found, with_bits(_rational, equations, found))


def _beside(known: _Held, start: Array) -> list[Any] | None:
    """The root within 1e-12 of a start that is good already, if it is seen to be there.

    With an approximate inverse Y of the slopes, x - Y f(x) is a contraction where the slopes on
    the whole neighbourhood say so, and its fixed points are the roots.
    """
    from flint import arb, arb_mat, ctx

    places = range(len(start))
    with ctx.workprec(_ROUGH):
        slopes = arb_mat(known.at([arb(float(x), _BESIDE) for x in start])[1])
        try:
            inverse = arb_mat(slopes.mid()).inv().mid()
        except ZeroDivisionError:
            return None
        defect = inverse * slopes
        rows = [[abs(defect[i, j] - (i == j)) for j in places] for i in places]
        if not all(sum(row) < 0.5 for row in rows):
            return None
    with ctx.workprec(_BITS):
        point = [arb(float(x)) for x in start]
        for _ in range(8):
            step = inverse * arb_mat([[v] for v in known.values(point)])
            moved = max(float(abs(step[i, 0]).upper()) for i in places)
            if moved < 1e-45:
                break
            point = [(x - step[i, 0]).mid() for i, x in enumerate(point)]
        # A fixed point is no further away than twice the step, since half of it remains at most.
        within = 2 * moved + 1e-50
        if not within < 1e-30:
            return None
        found = [arb(x.mid(), within) for x in point]
        near = [arb(float(x), _BESIDE) for x in start]
        inside = all(w.contains_interior(x) for w, x in zip(near, found, strict=True))
        return found if inside else None


def _followed(known: _Held, start: Array) -> list[Any] | None:
    """The root to which Newton's method leads, by interval Newton."""
    from flint import arb, arb_mat, ctx

    size = len(start)
    with ctx.workprec(_BITS):
        point = [arb(float(x)) for x in start]
        step: Any = None
        for _ in range(40):
            values, slopes = known.at(point)
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
            values, (_, slopes) = known.values(point), known.at(wide)
            try:
                step = arb_mat(slopes).solve(arb_mat([[v] for v in values]))
            except ZeroDivisionError:
                continue
            narrow = [x - step[i, 0] for i, x in enumerate(point)]
            if all(w.contains_interior(x) for w, x in zip(wide, narrow, strict=True)):
                return narrow
    return None


def with_bits(function: Callable[..., Any], *values: Any) -> Any:
    """A function of balls in the precision of the roots, whatever is set outside."""
    from flint import ctx

    with ctx.workprec(_BITS):
        return function(*values)


def exact_values(array: Array, point: tuple[Fraction, ...]) -> Fraction:
    """A polynomial in Bernstein form at a rational point."""
    return Fraction(_contracted([Fraction(int(v)) for v in array.flat], array.shape, point))


def ball_values(arrays: list[Array], balls: list[Any]) -> list[Any]:
    """Polynomials of one shape in Bernstein form on balls."""
    from flint import ctx

    with ctx.workprec(_BITS):
        return _Held(arrays).values(balls) if arrays else []


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


class _Held:
    """Polynomials of one shape as a matrix of control values in ball arithmetic."""

    def __init__(self, arrays: list[Array]) -> None:
        from flint import arb_mat, fmpz_mat

        self.shape = arrays[0].shape
        rows = [[int(v) for v in array.flat] for array in arrays]
        self._matrix = arb_mat(fmpz_mat(rows))

    def values(self, point: list[Any]) -> list[Any]:
        """All polynomials on balls."""
        from flint import arb_mat

        pairs = [_weights(x, length) for x, length in zip(point, self.shape, strict=True)]
        column = arb_mat([[w] for w in _products([own for own, _ in pairs])])
        return list((self._matrix * column).entries())

    def at(self, point: list[Any]) -> tuple[list[Any], list[list[Any]]]:
        """Values and slopes of all polynomials on balls."""
        from flint import arb_mat

        pairs = [_weights(x, length) for x, length in zip(point, self.shape, strict=True)]
        columns = [_products([own for own, _ in pairs])]
        for v in range(len(pairs)):
            columns.append(_products([pair[axis == v] for axis, pair in enumerate(pairs)]))
        found = (self._matrix * arb_mat(columns).transpose()).tolist()
        return [row[0] for row in found], [row[1:] for row in found]


def _weights(x: Any, length: int) -> tuple[list[Any], list[Any]]:
    """The Bernstein polynomials of one variable, and their slopes."""
    if length == 2:
        return [1 - x, x], [-1, 1]
    degree = length - 1
    lower = _bernstein(x, degree - 1) if degree else []
    slopes = [
        degree * ((lower[k - 1] if k else 0) - (lower[k] if k < degree else 0))
        for k in range(length)
    ]
    return _bernstein(x, degree), slopes


def _bernstein(x: Any, degree: int) -> list[Any]:
    return [comb(degree, k) * x**k * (1 - x) ** (degree - k) for k in range(degree + 1)]


def _products(weights: list[list[Any]]) -> list[Any]:
    """All products of one weight a variable, the last variable moving fastest."""
    products: list[Any] = [1]
    for own in weights:
        products = [known * w for known in products for w in own]
    return products


def polished(equations: Array, starts: Array) -> tuple[Array, Array]:
    """The roots near boxes by Newton's method in floating point, and which of them settled.

    Parameters
    ----------
    equations : array (starts, k, d1 + 1, …, dk + 1)
        Control values.
    starts : array (starts, k)
    """
    form = form_of(equations.shape[2:])
    point = np.array(starts, dtype=np.float64)
    count, size = point.shape
    flat = equations.reshape(count, size, form.size)
    settled = np.zeros(count, dtype=np.bool_)
    moved = np.full(count, np.inf)
    for _ in range(12):
        found = flat @ form.weights(point)
        values, slopes = found[:, :, :1], found[:, :, 1:]
        singular = np.abs(np.linalg.det(slopes)) < 1e-300
        slopes[singular] = np.eye(size)
        step = np.linalg.solve(slopes, values)[:, :, 0]
        step[singular] = 0
        with np.errstate(all="ignore"):
            point = np.where(np.isfinite(step), np.clip(point - step, -10, 10), point)
        last, moved = moved, np.abs(step).max(axis=1)
        settled = (moved < 1e-13) & ~singular
        # Where steps get no shorter, rounding or a root that is not regular has the last word.
        if (settled | singular | ((moved < 1e-9) & (moved >= last))).all():
            break
    return point, settled


def float_values(polynomials: Array, points: Array) -> Array:
    """Polynomials in floating point, some at each point.

    Parameters
    ----------
    polynomials : array (points, rows, d1 + 1, …, dk + 1)
        Control values.
    points : array (points, k)

    Returns
    -------
    array (points, rows)
    """
    form = form_of(polynomials.shape[2:])
    flat = polynomials.reshape(*polynomials.shape[:2], form.size)
    return np.asarray((flat @ form.weights(points)[:, :, :1])[:, :, 0])


def regrets(tables: Sequence[tuple[Array, int]], profiles: Sequence[Any]) -> list[float]:
    """By how much a player can gain at most at each profile, with every digit of a float.

    Parameters
    ----------
    tables : sequence of (array (s1, …, sn) of whole numbers, scale)
        The payoffs of each player, times the scale.
    profiles : sequence of mixed profiles
        One sequence of floats or fractions a player, read as shares of their sum.
    """
    from flint import arb, arb_mat, ctx, fmpz_mat

    with ctx.workprec(_BITS):
        held = []
        for i, (table, scale) in enumerate(tables):
            rows = np.moveaxis(table, i, 0).reshape(table.shape[i], -1)
            held.append((arb_mat(fmpz_mat([[int(v) for v in row] for row in rows])), scale))
        worst = []
        for profile in profiles:
            mixed = [_of_their_sum([_ball(p) for p in mix]) for mix in profile]
            gains = [0.0]
            for i, (matrix, scale) in enumerate(held):
                weights = _products([mix for j, mix in enumerate(mixed) if j != i])
                values = (matrix * arb_mat([[w] for w in weights])).entries()
                now = sum((v * p for v, p in zip(values, mixed[i], strict=True)), arb(0))
                gains += [float(((v - now) / scale).mid()) for v in values]
            worst.append(max(gains))
    return worst


def _of_their_sum(shares: list[Any]) -> list[Any]:
    """What rounding has taken from the sum or added to it is nobody's payoff."""
    total = sum(shares)
    return shares if total == 1 else [p / total for p in shares]


def _ball(value: Any) -> Any:
    from flint import arb

    return arb(value) if isinstance(value, float) else _arb(Fraction(value))


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
