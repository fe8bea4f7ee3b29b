"""Traced numbers: rational functions of named parameters that record how they were compared.

Run an exact algorithm on traced numbers and it follows one path, the path of the sample point;
the record lists every sign on which that path depended. The answer is then valid wherever those
signs are the same. `docs/understand/regimes.md` has the proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from ..errors import InvalidInput, NotApplicable
from .roots import Place, sign_after, sign_at, sign_before

if TYPE_CHECKING:
    from flint import fmpq_mpoly, fmpq_poly

__all__ = ["AtPoint", "OnLine", "Pole", "Sample", "Trace", "Traced"]


class Pole(NotApplicable):
    """A traced division by something that is zero at the sample point."""


class Sample(Protocol):
    """Where signs are taken: a rule that gives every polynomial of the parameters one sign."""

    def sign(self, poly: fmpq_mpoly) -> int:
        """-1, 0 or 1."""


class AtPoint:
    """Signs at a rational point of all parameters.

    Examples
    --------
    >>> trace = Trace(["x", "y"], AtPoint([1, Fraction(1, 2)]))
    >>> x, y = trace.numbers
    >>> x > y, [sign for _, sign in trace.record]
    (True, [1])
    """

    def __init__(self, values: list[int | Fraction]) -> None:
        from flint import fmpq

        self._values = tuple(fmpq(v.numerator, v.denominator) for v in values)

    def sign(self, poly: fmpq_mpoly) -> int:
        """The sign of the value at the point."""
        value = poly(*self._values)
        return (value > 0) - (value < 0)


class OnLine:
    """Signs where one parameter moves and the others are held at rational values.

    The moving parameter stands at `place` (`side` 0), just after it (1) or just before it (-1):
    an infinitesimal step, so that no regime is too thin to be seen.

    Examples
    --------
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


class Trace:
    """One run: the parameters, the sample at which signs are taken, and the record of signs.

    Parameters
    ----------
    names : sequence of str
        The parameters, at least one, all different.
    sample : Sample
        Where signs are taken.

    Examples
    --------
    >>> trace = Trace(["support"], AtPoint([Fraction(3, 4)]))
    >>> (support,) = trace.numbers
    >>> "upholds" if support >= Fraction(1, 2) else "gives way"
    'upholds'
    >>> trace.conditions
    ('2*support - 1 > 0',)
    """

    def __init__(self, names: list[str] | tuple[str, ...], sample: Sample) -> None:
        from flint import Ordering, fmpq_mpoly_ctx

        if not names or len(set(names)) < len(names):
            raise InvalidInput(f"parameters: expected different names, at least one, got {names}")
        self.names = tuple(names)
        self.context = fmpq_mpoly_ctx.get(self.names, Ordering.lex)
        self.sample = sample
        self._signs: dict[str, tuple[fmpq_mpoly, int]] = {}
        self._one = self.context.constant(1)

    @property
    def numbers(self) -> tuple[Traced, ...]:
        """The parameters as traced numbers, in the order of `names`."""
        return tuple(Traced(g, self._one, self) for g in self.context.gens())

    @property
    def record(self) -> Iterator[tuple[fmpq_mpoly, int]]:
        """The polynomials whose sign was asked for, each with its sign at the sample."""
        return iter(self._signs.values())

    @property
    def conditions(self) -> tuple[str, ...]:
        """The record as inequalities, one text each, in the order in which they were met."""
        words = {1: "> 0", 0: "= 0", -1: "< 0"}
        return tuple(f"{text_of(poly)} {words[sign]}" for poly, sign in self.record)

    def sign(self, poly: fmpq_mpoly) -> int:
        """The sign at the sample, noted in the record unless the polynomial is constant."""
        if poly.is_constant():
            value = poly.leading_coefficient() if not poly.is_zero() else 0
            return (value > 0) - (value < 0)
        lead = poly.leading_coefficient()
        flip = 1 if lead > 0 else -1
        monic = poly / lead
        key = str(monic)
        known = self._signs.get(key)
        if known is None:
            whole = monic * monic_denominator(monic)
            known = self._signs[key] = whole, self.sample.sign(whole)
        return flip * known[1]

    def adopt(self, number: Traced) -> Traced:
        """A traced number of another run over the same parameters, as a number of this run."""
        if number._trace.names != self.names:
            raise InvalidInput(f"{number} comes from a trace of other parameters")
        return Traced(number._top, number._bottom, self)

    def constant(self, value: int | Fraction) -> fmpq_mpoly:
        """A number as a polynomial of this trace."""
        from flint import fmpq

        return self.context.constant(fmpq(value.numerator, value.denominator))


class Traced:
    """A rational function of the parameters of a `Trace`, used as a number.

    It adds, subtracts, multiplies, divides and compares; a result without parameters is an
    ``int`` or a ``Fraction`` again. It refuses ``float``, ``hash``, square roots and rounding,
    because those would lose the record.

    Examples
    --------
    >>> trace = Trace(["x"], AtPoint([2]))
    >>> (x,) = trace.numbers
    >>> str((x * x - 1) / (x - 1)), x - x
    ('x + 1', 0)
    >>> float(x)
    Traceback (most recent call last):
    ...
    consensus.errors.NotApplicable: a traced number has no float(): it is the formula x
    """

    __slots__ = ("_bottom", "_top", "_trace")
    __array_ufunc__ = None

    def __init__(self, top: fmpq_mpoly, bottom: fmpq_mpoly, trace: Trace) -> None:
        self._top, self._bottom, self._trace = top, bottom, trace

    @property
    def numerator_polynomial(self) -> fmpq_mpoly:
        """The numerator, a FLINT polynomial of the parameters."""
        return self._top

    @property
    def denominator_polynomial(self) -> fmpq_mpoly:
        """The denominator, a FLINT polynomial with leading coefficient 1."""
        return self._bottom

    def at(self, values: Mapping[str, int | Fraction]) -> int | Fraction:
        """The value at a rational point of all parameters; nothing is recorded."""
        from flint import fmpq

        missing = [name for name in self._trace.names if name not in values]
        if missing:
            raise InvalidInput(f"values: no value for the parameter {missing[0]!r}")
        point = [values[name] for name in self._trace.names]
        given = [fmpq(v.numerator, v.denominator) for v in point]
        bottom = self._bottom(*given)
        if bottom == 0:
            raise Pole(f"{self} has no value at {dict(values)}: its denominator is zero there")
        return _plain(self._top(*given) / bottom)

    def same_formula(self, other: object) -> bool:
        """Whether both are the same rational function; nothing is recorded."""
        return isinstance(other, Traced) and bool(
            self._trace.names == other._trace.names
            and self._top == other._top
            and self._bottom == other._bottom
        )

    def _read(self, other: object) -> tuple[fmpq_mpoly, fmpq_mpoly] | None:
        if isinstance(other, Traced):
            if other._trace is not self._trace:
                raise InvalidInput(f"{self} and {other} come from two different traces")
            return other._top, other._bottom
        if isinstance(other, float):
            other = Fraction(other)
        if isinstance(other, (int, Fraction)):
            return self._trace.constant(other), self._trace._one
        return None

    def _new(self, top: fmpq_mpoly, bottom: fmpq_mpoly) -> Any:
        if not bottom.is_constant():
            shared = top.gcd(bottom)
            if not shared.is_one():
                top, bottom = top / shared, bottom / shared
        lead = bottom.leading_coefficient()
        if lead != 1:
            top, bottom = top / lead, bottom / lead
        if top.is_constant() and bottom.is_constant():
            return _plain(top.leading_coefficient()) if not top.is_zero() else 0
        return Traced(top, bottom, self._trace)

    def __add__(self, other: object) -> Any:
        read = self._read(other)
        if read is None:
            return NotImplemented
        if read[1] == self._bottom:
            return self._new(self._top + read[0], self._bottom)
        return self._new(self._top * read[1] + read[0] * self._bottom, self._bottom * read[1])

    __radd__ = __add__

    def __sub__(self, other: object) -> Any:
        read = self._read(other)
        if read is None:
            return NotImplemented
        if read[1] == self._bottom:
            return self._new(self._top - read[0], self._bottom)
        return self._new(self._top * read[1] - read[0] * self._bottom, self._bottom * read[1])

    def __rsub__(self, other: object) -> Any:
        return -(self - other)

    def __mul__(self, other: object) -> Any:
        read = self._read(other)
        if read is None:
            return NotImplemented
        return self._new(self._top * read[0], self._bottom * read[1])

    __rmul__ = __mul__

    def __truediv__(self, other: object) -> Any:
        read = self._read(other)
        if read is None:
            return NotImplemented
        return self._divided(self._top, self._bottom, read)

    def __rtruediv__(self, other: object) -> Any:
        read = self._read(other)
        if read is None:
            return NotImplemented
        return self._divided(read[0], read[1], (self._top, self._bottom))

    def _divided(
        self, top: fmpq_mpoly, bottom: fmpq_mpoly, by: tuple[fmpq_mpoly, fmpq_mpoly]
    ) -> Any:
        if by[0].is_zero():
            raise ZeroDivisionError("division of a traced number by zero")
        if self._trace.sign(by[0]) == 0:
            raise Pole(f"division by {text_of(by[0])}, which is zero at the sample point")
        return self._new(top * by[1], bottom * by[0])

    def __pow__(self, power: object) -> Any:
        if not isinstance(power, int) or isinstance(power, bool):
            raise NotApplicable(f"a traced number has whole powers only, not {power!r}")
        if power < 0:
            return 1 / self ** (-power)
        return self._new(self._top**power, self._bottom**power)

    def __neg__(self) -> Traced:
        return Traced(-self._top, self._bottom, self._trace)

    def __pos__(self) -> Traced:
        return self

    def __abs__(self) -> Traced:
        return -self if self._sign() < 0 else self

    def _sign(self) -> int:
        trace = self._trace
        return trace.sign(self._top) * trace.sign(self._bottom)

    def _against(self, other: object) -> int | None:
        """The sign of self − other at the sample; None when `other` is no number."""
        difference = self.__sub__(other)
        if difference is NotImplemented:
            return None
        if isinstance(difference, Traced):
            return difference._sign()
        return int(difference > 0) - int(difference < 0)

    def __bool__(self) -> bool:
        return self._sign() != 0

    def __eq__(self, other: object) -> bool:
        sign = self._against(other)
        return False if sign is None else sign == 0

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __lt__(self, other: object) -> bool:
        return self._ordered(other) < 0

    def __le__(self, other: object) -> bool:
        return self._ordered(other) <= 0

    def __gt__(self, other: object) -> bool:
        return self._ordered(other) > 0

    def __ge__(self, other: object) -> bool:
        return self._ordered(other) >= 0

    def _ordered(self, other: object) -> int:
        sign = self._against(other)
        if sign is None:
            raise TypeError(f"cannot order a traced number and {other!r}")
        return sign

    def _refuse(self, what: str) -> NoReturn:
        raise NotApplicable(f"a traced number has no {what}: it is the formula {self}")

    def __float__(self) -> float:
        self._refuse("float()")

    def __int__(self) -> int:
        self._refuse("int()")

    def __index__(self) -> int:
        self._refuse("index")

    def __round__(self, digits: int | None = None) -> int:
        self._refuse("round()")

    def __floor__(self) -> int:
        self._refuse("floor")

    def __ceil__(self) -> int:
        self._refuse("ceil")

    def __trunc__(self) -> int:
        self._refuse("trunc")

    def __complex__(self) -> complex:
        self._refuse("complex()")

    def __hash__(self) -> int:
        self._refuse("hash()")

    def sqrt(self) -> NoReturn:
        """Refused: a square root is not a rational function."""
        self._refuse("sqrt")

    def __str__(self) -> str:
        top = text_of(self._top)
        if self._bottom.is_constant():
            return top
        bottom = text_of(self._bottom)
        simple = all(sign not in top[1:] for sign in "+-")
        return f"{top if simple else f'({top})'}/({bottom})"

    def __repr__(self) -> str:
        return f"Traced({self})"

    def __reduce__(self) -> NoReturn:
        raise NotApplicable(f"a traced number belongs to one run and is not stored: {self}")


def text_of(poly: fmpq_mpoly) -> str:
    """A polynomial as arithmetic that a formula reader takes back: ``2*x**2 - y``.

    A positive term comes first where there is one.
    """
    text = str(poly).replace("^", "**")
    if not text.startswith("-") or " + " not in text:
        return text
    ahead, _, after = text.partition(" + ")
    cut = min((i for i in (after.find(" + "), after.find(" - ")) if i >= 0), default=len(after))
    return f"{after[:cut]} - {ahead[1:]}{after[cut:]}"


def monic_denominator(poly: fmpq_mpoly) -> int:
    """The least positive whole number that clears the denominators of the coefficients."""
    from math import lcm

    return lcm(*(int(coefficient.q) for coefficient in poly.coeffs()))


def _plain(value: Any) -> int | Fraction:
    top, bottom = int(value.p), int(value.q)
    return top if bottom == 1 else Fraction(top, bottom)
