"""Polynomials of several parameters, as FLINT holds them: how they are written."""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flint import fmpq_mpoly

__all__ = ["bracketed", "monic_denominator", "text_of"]


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
    return lcm(*(int(coefficient.q) for coefficient in poly.coeffs()))


def bracketed(poly: fmpq_mpoly, marks: str) -> str:
    """A polynomial as text, in brackets if one of these marks would be torn apart."""
    text = text_of(poly)
    return f"({text})" if any(mark in text[1:] for mark in marks) else text
