"""One number about a whole rule, with what is known about its error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..solution import Solution

__all__ = ["Amount"]


@dataclass(frozen=True)
class Amount(Solution):
    """A solution whose single item is a number.

    Examples
    --------
    >>> from fractions import Fraction
    >>> amount = Amount("coleman_act", None, (Fraction(1, 8),))
    >>> amount.value, float(amount)
    (Fraction(1, 8), 0.125)
    """

    @property
    def value(self) -> Any:
        """The number."""
        return self.items[0]

    def __float__(self) -> float:
        return float(self.value)
