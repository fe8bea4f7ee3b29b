"""Numbers a + b√D with whole or fractional a and b: signs decided by squaring, never by rounding.

A quadratic with whole coefficients has its roots among them, so what three players mix when each
of them has two strategies is such a number, or a fraction.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Any, TypeAlias

__all__ = [
    "Corners",
    "Pair",
    "Point",
    "Surd",
    "Weights",
    "ball_of",
    "enclosure",
    "point_at",
    "positive",
    "positive_roots",
    "sign",
    "value_at",
]

Pair: TypeAlias = tuple[int, int]
"""a and b of a + b√D."""
Weights: TypeAlias = tuple[Pair, Pair]
"""Numbers proportional to 1 - x and x."""
Corners: TypeAlias = list[int]
"""A multi-affine polynomial by its values at the corners of the box, last variable fastest."""

_BITS = 200
_WIDTH = 80


@dataclass(frozen=True)
class Surd:
    """The irrational number ``rational + √square``, or minus where ``turn`` is -1.

    Written so, equal numbers have equal parts.

    Attributes
    ----------
    rational : Fraction
    square : Fraction
        Positive, and no square of a fraction.
    turn : int
    """

    rational: Fraction
    square: Fraction
    turn: int

    def ball(self, bits: int = _BITS) -> Any:
        """A ball of FLINT around it, so small that at least `bits` binary digits are right."""
        from flint import arb, ctx

        working = bits
        while True:
            working += 64
            with ctx.workprec(working):
                root = (arb(self.square.numerator) / self.square.denominator).sqrt()
                ball = self.turn * root + arb(self.rational.numerator) / self.rational.denominator
                if ball.rel_accuracy_bits() >= bits:
                    return ball

    def moved(self, low: Fraction, width: Fraction) -> Surd:
        """It times a positive width, plus a number."""
        return Surd(low + width * self.rational, width * width * self.square, self.turn)

    def bounds(self, bits: int = _WIDTH) -> tuple[Fraction, Fraction]:
        """Fractions below and above it, 2^-bits apart."""
        root = isqrt((self.square.numerator << (2 * bits)) // self.square.denominator)
        ends = [self.rational + self.turn * Fraction(root + k, 1 << bits) for k in (0, 1)]
        return min(ends), max(ends)


Point: TypeAlias = tuple[Fraction | Surd, ...]


def ball_of(value: Fraction | Surd) -> Any:
    """A ball of FLINT around a number."""
    if isinstance(value, Surd):
        return value.ball()
    from flint import arb, ctx

    with ctx.workprec(_BITS):
        return arb(value.numerator) / value.denominator


def enclosure(value: Fraction | Surd) -> tuple[Fraction, Fraction]:
    """Fractions at or below and at or above a number."""
    return value.bounds() if isinstance(value, Surd) else (value, value)


def sign(pair: Pair, radicand: int) -> int:
    """The sign of a + b√D; D is no square, or b is 0."""
    a, b = pair
    if a >= 0 and b >= 0:
        return 1 if a or b else 0
    if a <= 0 and b <= 0:
        return -1
    first = a * a > b * b * radicand
    return 1 if first == (a > 0) else -1


def positive(weights: Weights, radicand: int) -> Weights | None:
    """The weights with both signs positive, or None where they are not of one sign."""
    first, second = weights
    one = sign(first, radicand)
    if not one or sign(second, radicand) != one:
        return None
    return weights if one > 0 else ((-first[0], -first[1]), (-second[0], -second[1]))


def point_at(weights: list[Weights], radicand: int) -> Point:
    """The shares x that belong to weights of 1 - x and x."""
    return tuple(
        _quotient(second, (first[0] + second[0], first[1] + second[1]), radicand)
        for first, second in weights
    )


def _quotient(over: Pair, under: Pair, radicand: int) -> Fraction | Surd:
    """One such number divided by another one that is not 0."""
    (a, b), (c, d) = over, under
    norm = c * c - d * d * radicand
    rational = Fraction(a * c - b * d * radicand, norm)
    factor = b * c - a * d
    if not factor:
        return rational
    square = Fraction(factor * factor * radicand, norm * norm)
    return Surd(rational, square, 1 if (factor > 0) == (norm > 0) else -1)


def value_at(corners: Corners, weights: list[Weights], radicand: int) -> Pair:
    """A multi-affine polynomial where each variable weighs its two ends as given.

    The weights need not sum to 1; where they are positive the sign is that of the polynomial.
    """
    values: list[Pair] = [(corner, 0) for corner in corners]
    for (a, b), (c, d) in reversed(weights):
        values = [
            (
                p * a + q * b * radicand + r * c + s * d * radicand,
                p * b + q * a + r * d + s * c,
            )
            for (p, q), (r, s) in zip(values[::2], values[1::2], strict=True)
        ]
    return values[0]


def positive_roots(q0: int, q1: int, q2: int) -> tuple[list[Weights], int]:
    """Where ``q0 s² + q1 s t + q2 t²`` vanishes with s and t positive, and the radicand.

    Each root is a pair of numbers proportional to s and t, both positive. The radicand is 0 where
    the roots are rational; a double root counts once. Not all coefficients may be 0.
    """
    if q2 < 0 or (q2 == 0 and q1 < 0):
        q0, q1, q2 = -q0, -q1, -q2
    if q0 >= 0 and q1 >= 0:
        return [], 0
    if q2 == 0:
        return ([((q1, 0), (-q0, 0))] if q1 else []), 0
    if q0 == 0:
        return [((q2, 0), (-q1, 0))], 0
    square = q1 * q1 - 4 * q0 * q2
    if square < 0:
        return [], 0
    root = isqrt(square)
    if root * root == square:
        tops = {root - q1, -root - q1}
        return [((2 * q2, 0), (top, 0)) for top in sorted(tops) if top > 0], 0
    signs = (1,) if q0 < 0 else (-1, 1)
    return [((2 * q2, 0), (-q1, s)) for s in signs], square
