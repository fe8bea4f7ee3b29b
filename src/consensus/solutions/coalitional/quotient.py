"""Exact quotients: whole numbers where they are whole, traced where they are traced."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ...exact.read import Number, tidy
from ...exact.traced import Traced

__all__ = ["divided", "tidied"]


def divided(top: Any, bottom: Any) -> Number:
    """`top` over `bottom`, exactly."""
    if isinstance(top, Traced) or isinstance(bottom, Traced):
        quotient: Number = top / bottom
        return quotient
    return tidy(Fraction(top) / bottom)


def tidied(value: Any) -> Number:
    """A fraction as a whole number where it is one; anything else as it is."""
    number: Number = tidy(value) if isinstance(value, Fraction) else value
    return number
