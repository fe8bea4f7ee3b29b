"""Reading arguments: what counts as a number, at which exact value it is taken, and the like."""

from __future__ import annotations

import math
import numbers
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from ..errors import InvalidInput
from .traced import Traced

__all__ = [
    "Exact",
    "Number",
    "brief",
    "called",
    "exact_number",
    "natural",
    "rational",
    "shown",
    "tidy",
]

Exact: TypeAlias = int | Fraction
Number: TypeAlias = int | Fraction | Traced

_TEXT = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?\s*(/\s*\d+\s*)?", re.ASCII)
_LONGEST_TEXT = 4_000
_HIGHEST_EXPONENT = 9_999


def exact_number(value: object, where: str) -> Number:
    """Read one number exactly: integers, fractions and traced numbers stay what they are.

    A float is taken at its exact binary value, a decimal or a text at its decimal value, so
    ``"0.1"`` is 1/10 and ``0.1`` is not. Cost: linear in the digits.

    Parameters
    ----------
    value : int, Fraction, Decimal, str, float, NumPy scalar or Traced
        What to read. Booleans are refused: they are answers, not amounts.
    where : str
        The place to name in an error, for instance ``"payoffs[0][1][2]"``.

    Returns
    -------
    int, Fraction or Traced
        Whole values come back as ``int``.

    Raises
    ------
    InvalidInput
        If the value is not a finite number.

    Examples
    --------
    >>> exact_number("0.1", "cost"), exact_number("1/3", "cost"), exact_number(2.0, "cost")
    (Fraction(1, 10), Fraction(1, 3), 2)
    >>> exact_number(float("nan"), "cost")
    Traceback (most recent call last):
    ...
    consensus.errors.InvalidInput: cost: expected a finite number, got nan
    """
    if type(value) is int:
        return value
    if isinstance(value, Traced):
        return value
    return rational(value, where)


def rational(value: object, where: str) -> Exact:
    """Read one number that must be known, not traced: as `exact_number`, refusing traced numbers.

    Examples
    --------
    >>> rational("2.50", "weight")
    Fraction(5, 2)
    """
    if type(value) is int:
        return value
    if isinstance(value, Fraction):
        return tidy(value)
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
        raise InvalidInput(f"{where}: expected a number, got the truth value {value}")
    if isinstance(value, str):
        return _from_text(value, where)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise InvalidInput(f"{where}: expected a finite number, got {value}")
        if abs(value.adjusted()) > _HIGHEST_EXPONENT:
            raise InvalidInput(
                f"{where}: expected an exponent of at most {_HIGHEST_EXPONENT}, got {value:.3e}"
            )
        return tidy(Fraction(value))
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Rational):
        return tidy(Fraction(int(value.numerator), int(value.denominator)))
    if isinstance(value, numbers.Real):
        number = float(value)
        if not math.isfinite(number):
            raise InvalidInput(f"{where}: expected a finite number, got {number}")
        return tidy(Fraction(number))
    if isinstance(value, Traced):
        raise InvalidInput(f"{where}: this place needs a known number, got the traced {value}")
    raise InvalidInput(f"{where}: expected a number, got {_clipped(value)}")


def natural(value: object, where: str, *, least: int = 0) -> int:
    """Read a whole number of at least `least`; floats and fractions with whole values count.

    Examples
    --------
    >>> natural(3.0, "needed")
    3
    >>> natural(-1, "needed")
    Traceback (most recent call last):
    ...
    consensus.errors.InvalidInput: needed: expected a whole number of at least 0, got -1
    """
    number = rational(value, where)
    if not isinstance(number, int) or number < least:
        raise InvalidInput(
            f"{where}: expected a whole number of at least {least}, got {shown(number)}"
        )
    return number


def called(value: object, where: str) -> Callable[..., Any] | None:
    """Read a function that is called now and then, such as ``progress=``, or None for none.

    Examples
    --------
    >>> called(3, "progress")
    Traceback (most recent call last):
    ...
    consensus.errors.InvalidInput: progress: expected a function or None, got 3
    """
    if value is None or callable(value):
        return value
    raise InvalidInput(f"{where}: expected a function or None, got {_clipped(value)}")


def tidy(value: Fraction) -> Exact:
    """Give a fraction back as an integer when it is whole.

    Examples
    --------
    >>> tidy(Fraction(4, 2)), tidy(Fraction(1, 2))
    (2, Fraction(1, 2))
    """
    return value.numerator if value.denominator == 1 else value


def shown(value: object) -> str:
    """Write a number as a reader would: ``1/3``, ``2``, a traced formula, a float to 6 digits.

    Examples
    --------
    >>> shown(Fraction(1, 3)), shown(0.123456789)
    ('1/3', '0.123457')
    """
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def brief(value: object) -> str:
    """Write a number in an error: what is long is cut.

    Examples
    --------
    >>> brief(Fraction(1, 3)), brief(10**300)
    ('1/3', 'about 1e+300')
    """
    text = shown(value)
    if len(text) <= 40 or not isinstance(value, (int, Fraction)):
        return text
    return f"about {(Decimal(value.numerator) / Decimal(value.denominator)).normalize():.3g}"


def exact_numbers(values: Iterable[object], where: str) -> tuple[Number, ...]:
    """Read several numbers, naming the index of the first that is not one."""
    return tuple(exact_number(value, f"{where}[{i}]") for i, value in enumerate(values))


def _from_text(text: str, where: str) -> Exact:
    if len(text) > _LONGEST_TEXT or not _TEXT.fullmatch(text):
        raise InvalidInput(f"{where}: expected a number, got {_clipped(text)}")
    top, _, bottom = text.replace(" ", "").partition("/")
    if not bottom:
        return tidy(Fraction(top))
    if int(bottom) == 0:
        raise InvalidInput(f"{where}: expected a number, got {_clipped(text)} (division by zero)")
    return tidy(Fraction(top) / int(bottom))


def _clipped(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
