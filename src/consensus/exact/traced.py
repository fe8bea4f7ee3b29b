"""Traced numbers: rational functions of named parameters that record how they were compared.

Run an exact algorithm on traced numbers and it follows one path, the path of the sample point;
the record lists every sign on which that path depended. The answer is then valid wherever those
signs are the same. `docs/understand/regimes.md` has the proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import isfinite, isinf
from numbers import Integral
from typing import TYPE_CHECKING, Any, NoReturn

from ..errors import InvalidInput, NotApplicable
from .polynomials import bracketed, monic_denominator, text_of
from .standpoints import Sample

if TYPE_CHECKING:
    from flint import fmpq_mpoly

__all__ = ["Pole", "Trace", "Traced"]


class Pole(NotApplicable):
    """A traced division by something that is zero at the sample point."""


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
    >>> from consensus.exact import AtPoint
    >>> trace = Trace(["support"], AtPoint([Fraction(3, 4)]))
    >>> (support,) = trace.numbers
    >>> "upholds" if support >= Fraction(1, 2) else "gives way"
    'upholds'
    >>> trace.conditions
    ('2*support - 1 > 0',)
    """

    def __init__(self, names: Sequence[str], sample: Sample) -> None:
        from flint import Ordering, fmpq_mpoly_ctx

        if not names or len(set(names)) < len(names):
            raise InvalidInput(f"parameters: expected different names, at least one, got {names}")
        self.names = tuple(names)
        self.context = fmpq_mpoly_ctx.get(self.names, Ordering.lex)
        self.sample = sample
        self._signs: dict[str, tuple[fmpq_mpoly, int]] = {}
        self._seen: dict[str, int] = {}
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
        text = str(poly)
        sign = self._seen.get(text)
        if sign is None:
            sign = self._seen[text] = self._first_sign(poly)
        return sign

    def _first_sign(self, poly: fmpq_mpoly) -> int:
        if poly.is_constant():
            value = poly.leading_coefficient() if not poly.is_zero() else 0
            return (value > 0) - (value < 0)
        lead = poly.leading_coefficient()
        monic = poly / lead
        key = str(monic)
        if key not in self._signs:
            whole = monic * monic_denominator(monic)
            self._signs[key] = whole, self.sample.sign(whole)
        return (1 if lead > 0 else -1) * self._signs[key][1]

    def adopt(self, number: Traced) -> Traced:
        """A traced number of another run over the same parameters, as a number of this run."""
        if number._trace.names != self.names:
            raise InvalidInput(f"{number} comes from a trace of other parameters")
        return Traced(number._top, number._bottom, self)


class Traced:
    """A rational function of the parameters of a `Trace`, used as a number.

    It adds, subtracts, multiplies, divides and compares; a result without parameters is an
    ``int`` or a ``Fraction`` again. It refuses ``float``, ``hash``, square roots and rounding,
    because those would lose the record.

    Examples
    --------
    >>> from consensus.exact import AtPoint
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
            return self._mate(other)
        scalar = _scalar(other)
        return None if scalar is None else (self._trace.context.constant(scalar), self._trace._one)

    def _mate(self, other: Traced) -> tuple[fmpq_mpoly, fmpq_mpoly]:
        if other._trace is not self._trace:
            raise InvalidInput(f"{self} and {other} come from two different traces")
        return other._top, other._bottom

    def _new(self, top: fmpq_mpoly, bottom: fmpq_mpoly) -> Any:
        one = self._trace._one
        if bottom is not one:
            if not bottom.is_constant():
                shared = top.gcd(bottom)
                if not shared.is_one():
                    top, bottom = top / shared, bottom / shared
            lead = bottom.leading_coefficient()
            if lead != 1:
                top, bottom = top / lead, bottom / lead
            if bottom.is_one():
                bottom = one
        if bottom is one and top.is_constant():
            return _plain(top.leading_coefficient()) if not top.is_zero() else 0
        return Traced(top, bottom, self._trace)

    def __add__(self, other: object) -> Any:
        if isinstance(other, Traced):
            top, bottom = self._mate(other)
            if bottom is self._bottom or bottom == self._bottom:
                return self._new(self._top + top, self._bottom)
            return self._new(self._top * bottom + top * self._bottom, self._bottom * bottom)
        scalar = _scalar(other)
        if scalar is None:
            return NotImplemented
        if self._bottom is self._trace._one:
            return Traced(self._top + scalar, self._bottom, self._trace)
        return Traced(self._top + self._bottom * scalar, self._bottom, self._trace)

    __radd__ = __add__

    def __sub__(self, other: object) -> Any:
        if isinstance(other, Traced):
            top, bottom = self._mate(other)
            if bottom is self._bottom or bottom == self._bottom:
                return self._new(self._top - top, self._bottom)
            return self._new(self._top * bottom - top * self._bottom, self._bottom * bottom)
        scalar = _scalar(other)
        return NotImplemented if scalar is None else self + -scalar

    def __rsub__(self, other: object) -> Any:
        scalar = _scalar(other)
        return NotImplemented if scalar is None else -self + scalar

    def __mul__(self, other: object) -> Any:
        if isinstance(other, Traced):
            top, bottom = self._mate(other)
            return self._new(self._top * top, self._bottom * bottom)
        scalar = _scalar(other)
        if scalar is None:
            return NotImplemented
        return Traced(self._top * scalar, self._bottom, self._trace) if scalar else 0

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
        top = trace.sign(self._top)
        return top if self._bottom is trace._one else top * trace.sign(self._bottom)

    def _against(self, other: object) -> int | None:
        """The sign of self − other at the sample; None when `other` is no number."""
        if self is other:
            return 0
        if isinstance(other, Traced):
            difference = self - other
            if isinstance(difference, Traced):
                return difference._sign()
            return int(difference > 0) - int(difference < 0)
        scalar = _scalar(other)
        if scalar is None:
            return _infinite(other)
        return self._sign() if not scalar else (self + -scalar)._sign()

    def __bool__(self) -> bool:
        return self._sign() != 0

    def __eq__(self, other: object) -> Any:
        sign = self._against(other)
        return NotImplemented if sign is None else sign == 0

    def __ne__(self, other: object) -> Any:
        sign = self._against(other)
        return NotImplemented if sign is None else sign != 0

    def __lt__(self, other: object) -> Any:
        sign = self._against(other)
        return NotImplemented if sign is None else sign < 0

    def __le__(self, other: object) -> Any:
        sign = self._against(other)
        return NotImplemented if sign is None else sign <= 0

    def __gt__(self, other: object) -> Any:
        sign = self._against(other)
        return NotImplemented if sign is None else sign > 0

    def __ge__(self, other: object) -> Any:
        sign = self._against(other)
        return NotImplemented if sign is None else sign >= 0

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

    def __floordiv__(self, other: object) -> NoReturn:
        self._refuse("whole quotient")

    def __mod__(self, other: object) -> NoReturn:
        self._refuse("remainder")

    __rfloordiv__, __rmod__ = __floordiv__, __mod__
    __divmod__, __rdivmod__ = __floordiv__, __floordiv__

    def sqrt(self) -> NoReturn:
        """Refused: a square root is not a rational function."""
        self._refuse("sqrt")

    def __str__(self) -> str:
        if self._bottom.is_constant():
            return text_of(self._top)
        return f"{bracketed(self._top, '+-')}/{bracketed(self._bottom, '+-*/')}"

    def __repr__(self) -> str:
        return f"Traced({self})"

    def __copy__(self) -> Traced:
        return self

    def __deepcopy__(self, memo: object) -> Traced:
        return self

    def __reduce__(self) -> NoReturn:
        raise NotApplicable(f"a traced number belongs to one run and is not stored: {self}")


def _scalar(value: object) -> Any:
    """A known number as FLINT takes it; None for what is not a number."""
    if type(value) is int:
        return value
    if isinstance(value, float):
        if not isfinite(value):
            return None
        value = Fraction(value)
    if isinstance(value, Fraction):
        from flint import fmpq

        return fmpq(value.numerator, value.denominator)
    if type(value).__name__ == "fmpq":
        return value
    return int(value) if isinstance(value, Integral) else None


def _infinite(value: object) -> int | None:
    """The sign of any number minus this, where it is an infinite float."""
    if isinstance(value, float) and isinf(value):
        return -1 if value > 0 else 1
    return None


def _plain(value: Any) -> int | Fraction:
    top, bottom = int(value.p), int(value.q)
    return top if bottom == 1 else Fraction(top, bottom)
