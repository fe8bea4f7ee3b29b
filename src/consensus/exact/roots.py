"""Real algebraic numbers: the roots at which an exact answer may change."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from ..errors import InvalidInput

if TYPE_CHECKING:
    from flint import fmpq_poly

__all__ = ["Place", "Root", "real_roots", "sign_after", "sign_at", "sign_before"]

_WIDTH = Fraction(1, 2**60)


class Root:
    """An irrational real root of an irreducible polynomial with whole coefficients.

    It is exact: comparisons are decided by refining the enclosure, never by rounding.

    Attributes
    ----------
    polynomial : tuple of int
        The coefficients, constant first; primitive, irreducible, positive leading coefficient.
    index : int
        Its place among the real roots of that polynomial, from 0 upwards.

    Examples
    --------
    >>> low, high = real_roots([-2, 0, 1])
    >>> round(float(high), 6), low < 0 < high, high == real_roots([-2, 0, 1])[1]
    (1.414214, True, True)
    """

    __slots__ = ("__dict__", "_bounds", "index", "polynomial")

    def __init__(self, polynomial: tuple[int, ...], index: int, bounds: tuple[Fraction, Fraction]):
        self.polynomial, self.index, self._bounds = polynomial, index, bounds

    def enclosure(self, width: Fraction = _WIDTH) -> tuple[Fraction, Fraction]:
        """Rational bounds of at most this width around the root; one evaluation a halving."""
        low, high = self._bounds
        rising = self._value(high) > 0
        while high - low > width:
            middle = _simple_between(low, high)
            if (self._value(middle) > 0) == rising:
                high = middle
            else:
                low = middle
        self._bounds = low, high
        return low, high

    def _value(self, point: Fraction) -> Fraction:
        total = Fraction(0)
        for coefficient in reversed(self.polynomial):
            total = total * point + coefficient
        return total

    @cached_property
    def minimal(self) -> fmpq_poly:
        """The minimal polynomial, as a FLINT polynomial."""
        return _as_poly(self.polynomial)

    def _compare(self, other: object) -> int:
        if isinstance(other, Root):
            if (self.polynomial, self.index) == (other.polynomial, other.index):
                return 0
            width = _WIDTH
            while True:
                (a, b), (c, d) = self.enclosure(width), other.enclosure(width)
                if b <= c:
                    return -1
                if d <= a:
                    return 1
                width /= 2**60
        if isinstance(other, (int, Fraction)):
            width = self._bounds[1] - self._bounds[0]
            while True:
                low, high = self.enclosure(width)
                if high <= other:
                    return -1
                if other <= low:
                    return 1
                width /= 2
        raise InvalidInput(f"root: cannot compare a root with {other!r}")

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (int, Fraction)):
            return False
        return isinstance(other, Root) and self._compare(other) == 0

    def __lt__(self, other: object) -> bool:
        return self._compare(other) < 0

    def __le__(self, other: object) -> bool:
        return self._compare(other) <= 0

    def __gt__(self, other: object) -> bool:
        return self._compare(other) > 0

    def __ge__(self, other: object) -> bool:
        return self._compare(other) >= 0

    def __hash__(self) -> int:
        return hash((self.polynomial, self.index))

    def __float__(self) -> float:
        low, high = self.enclosure()
        width = _WIDTH
        while float(low) != float(high) and width > Fraction(1, 2**1200):
            width /= 2**20
            low, high = self.enclosure(width)
        return float(high)

    def __repr__(self) -> str:
        return f"Root({self}, polynomial={self.polynomial}, index={self.index})"

    def __str__(self) -> str:
        return f"{float(self):.10g}…"

    def __reduce__(self) -> tuple[object, ...]:
        return (Root, (self.polynomial, self.index, self._bounds))


Place: TypeAlias = int | Fraction | Root


def real_roots(coefficients: Sequence[int | Fraction]) -> list[Place]:
    """All distinct real roots, in order: rational ones as numbers, the others as `Root`.

    Parameters
    ----------
    coefficients : sequence of int or Fraction
        Constant first; not all zero.

    Returns
    -------
    list of int, Fraction or Root

    Raises
    ------
    InvalidInput
        If every coefficient is zero, since then every number is a root.

    Notes
    -----
    The polynomial is factored over the rationals and each factor's roots are isolated in ball
    arithmetic by FLINT (Johansson, "Arb: efficient arbitrary-precision midpoint-radius interval
    arithmetic", IEEE Transactions on Computers 66, 2017, pp. 1281-1292).

    Examples
    --------
    >>> real_roots([0, 1, 0, -4])
    [Fraction(-1, 2), 0, Fraction(1, 2)]
    """
    return roots_of(_as_poly(coefficients))


def roots_of(poly: fmpq_poly) -> list[Place]:
    """As `real_roots`, for a FLINT polynomial that is not zero."""
    from .read import tidy

    if poly.degree() < 0:
        raise InvalidInput("polynomial: every number is a root of the zero polynomial")
    found: list[Place] = []
    _, factors = poly.numer().factor()
    for factor, _ in factors:
        if factor.degree() == 1:
            found.append(tidy(Fraction(-int(factor[0]), int(factor[1]))))
        else:
            found.extend(_irrational(factor))
    return sorted(found)


def _irrational(factor: object) -> list[Root]:
    coefficients = tuple(int(c) for c in factor.coeffs())  # type: ignore[attr-defined]
    if coefficients[-1] < 0:
        coefficients = tuple(-c for c in coefficients)
    balls = [z.real for z, _ in factor.complex_roots() if z.imag.is_zero()]  # type: ignore[attr-defined]
    bounds = sorted(_ends(ball) for ball in balls)
    return [Root(coefficients, i, ends) for i, ends in enumerate(bounds)]


def _ends(ball: object) -> tuple[Fraction, Fraction]:
    middle = _dyadic(ball.mid())  # type: ignore[attr-defined]
    radius = _dyadic(ball.rad())  # type: ignore[attr-defined]
    return middle - radius, middle + radius


def _dyadic(value: object) -> Fraction:
    mantissa, exponent = value.man_exp()  # type: ignore[attr-defined]
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _simple_between(low: Fraction, high: Fraction) -> Fraction:
    """The middle, rounded to a short fraction, so that refining does not grow the digits."""
    middle = (low + high) / 2
    scale = 4 * (high - low).denominator // max(1, (high - low).numerator) + 4
    near = Fraction(round(middle * scale), scale)
    return near if low < near < high else middle


def _as_poly(coefficients: Sequence[int | Fraction]) -> fmpq_poly:
    from flint import fmpq, fmpq_poly

    return fmpq_poly([fmpq(c.numerator, c.denominator) for c in coefficients])


def sign_at(poly: fmpq_poly, place: Place) -> int:
    """The sign of a FLINT polynomial at a rational or algebraic point, decided exactly."""
    from flint import fmpq

    if not isinstance(place, Root):
        return _sign(poly(fmpq(place.numerator, place.denominator)))
    if (poly % place.minimal).degree() < 0:
        return 0
    coefficients = [Fraction(int(c.p), int(c.q)) for c in poly.coeffs()]
    width = _WIDTH
    while True:
        low, high = _range(coefficients, *place.enclosure(width))
        if low > 0 or high < 0:
            return 1 if low > 0 else -1
        width /= 2**20


def sign_after(poly: fmpq_poly, place: Place) -> int:
    """The sign just right of a point: that of the first derivative that is not zero there."""
    while poly.degree() >= 0:
        sign = sign_at(poly, place)
        if sign:
            return sign
        poly = poly.derivative()
    return 0


def sign_before(poly: fmpq_poly, place: Place) -> int:
    """The sign just left of a point: a derivative of odd order counts with the other sign."""
    flip = 1
    while poly.degree() >= 0:
        sign = sign_at(poly, place)
        if sign:
            return flip * sign
        poly, flip = poly.derivative(), -flip
    return 0


def _range(
    coefficients: list[Fraction], low: Fraction, high: Fraction
) -> tuple[Fraction, Fraction]:
    """Bounds of a polynomial over an interval, by Horner's rule on intervals."""
    least = most = Fraction(0)
    for coefficient in reversed(coefficients):
        corners = (least * low, least * high, most * low, most * high)
        least, most = min(corners) + coefficient, max(corners) + coefficient
    return least, most


def _sign(value: object) -> int:
    return (value > 0) - (value < 0)  # type: ignore[operator]
