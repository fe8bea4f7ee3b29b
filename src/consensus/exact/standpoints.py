"""Where signs are taken: at a point of all parameters, or beside a place on a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from ..errors import InvalidInput
from .roots import Place, sign_after, sign_at, sign_before

if TYPE_CHECKING:
    from flint import fmpq_mpoly, fmpq_poly

__all__ = ["AtPoint", "OnLine", "Sample"]


class Sample(Protocol):
    """Where signs are taken: a rule that gives every polynomial of the parameters one sign."""

    def sign(self, poly: fmpq_mpoly) -> int:
        """-1, 0 or 1."""


class AtPoint:
    """Signs at a rational point of all parameters.

    Examples
    --------
    >>> from consensus.exact import Trace
    >>> trace = Trace(["x", "y"], AtPoint([1, Fraction(1, 2)]))
    >>> x, y = trace.numbers
    >>> x > y, [sign for _, sign in trace.record]
    (True, [1])
    """

    def __init__(self, values: Sequence[int | Fraction]) -> None:
        from flint import fmpq

        self._values = tuple(fmpq(v.numerator, v.denominator) for v in values)

    def sign(self, poly: fmpq_mpoly) -> int:
        """The sign of the value at the point."""
        value = poly(*self._values)
        return int(value > 0) - int(value < 0)


class OnLine:
    """Signs where one parameter moves and the others are held at rational values.

    The moving parameter stands at `place` (`side` 0), just after it (1) or just before it (-1):
    an infinitesimal step, so that no regime is too thin to be seen.

    Examples
    --------
    >>> from consensus.exact import Trace
    >>> signs = []
    >>> for side in (-1, 0, 1):
    ...     (x,) = Trace(["x"], OnLine(0, {}, 2, side=side)).numbers
    ...     signs.append((x > 2) - (x < 2))
    >>> signs
    [-1, 0, 1]
    """

    def __init__(
        self, index: int, rest: Mapping[int, int | Fraction], place: Place, *, side: int = 0
    ) -> None:
        from flint import fmpq

        if side not in (-1, 0, 1):
            raise InvalidInput(f"side: expected -1 (before), 0 (at) or 1 (after), got {side!r}")
        self.index, self.place, self.side = index, place, side
        self._rest = {i: fmpq(v.numerator, v.denominator) for i, v in rest.items()}

    def sign(self, poly: fmpq_mpoly) -> int:
        """The sign just before, at, or just after the place of the moving parameter."""
        single = self.restricted(poly)
        if self.side == 0:
            return sign_at(single, self.place)
        return (sign_after if self.side > 0 else sign_before)(single, self.place)

    def restricted(self, poly: fmpq_mpoly) -> fmpq_poly:
        """The polynomial in the moving parameter alone."""
        from flint import fmpq, fmpq_poly

        fixed = poly.subs(self._rest) if self._rest else poly
        coefficients = [fmpq(0)] * (fixed.degrees()[self.index] + 1 if not fixed.is_zero() else 0)
        for powers, coefficient in fixed.terms():
            coefficients[powers[self.index]] += coefficient
        return fmpq_poly(coefficients)
