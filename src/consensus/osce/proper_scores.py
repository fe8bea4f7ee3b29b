"""Proper scoring rules: losses that nobody lowers by saying what it does not believe."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from ..errors import InvalidInput
from ..exact.read import Exact, rational, tidy

__all__ = ["brier", "log_score", "quadratic", "ranked_probability"]


def quadratic(said: Exact, seen: Exact) -> Exact:
    """The squared distance of what was said from what was seen; proper for the mean.

    Examples
    --------
    >>> quadratic(Fraction(1, 2), 1)
    Fraction(1, 4)
    """
    return tidy(Fraction(said - seen) ** 2)


def brier(said: Mapping[str, Exact], seen: frozenset[str]) -> Exact:
    """The sum over events of the squared distance of a probability from what happened.

    Every event has its own probability; they need not add up to 1. Proper for the probability of
    each event (Brier 1950).

    Examples
    --------
    >>> brier({"RUS": Fraction(3, 4), "USA": Fraction(1, 4)}, frozenset({"RUS"}))
    Fraction(1, 8)
    """
    unknown = seen - set(said)
    if unknown:
        raise InvalidInput(f"seen: {', '.join(sorted(unknown))} has no probability")
    return tidy(sum((Fraction(p - (e in seen)) ** 2 for e, p in said.items()), Fraction()))


def ranked_probability(said: Sequence[Exact], seen: int) -> Exact:
    """The ranked probability score of ordered classes (Epstein 1969), divided by their number - 1.

    Near misses cost less than far ones. 0 is best, 1 is worst.

    Parameters
    ----------
    said : sequence of numbers
        The probability of each class, in order.
    seen : int
        The index of the class that happened.

    Examples
    --------
    >>> ranked_probability((Fraction(1, 3),) * 3, 0)
    Fraction(5, 18)
    """
    _distribution(said)
    below: Exact = 0
    total = Fraction()
    for index, part in enumerate(said[:-1]):
        below += part
        total += Fraction(below - (index >= seen)) ** 2
    return tidy(total / (len(said) - 1))


def log_score(said: Exact) -> float:
    """Minus the natural logarithm of the probability given to what happened (Good 1952).

    Infinite where it was called impossible.

    Examples
    --------
    >>> round(log_score(Fraction(1, 2)), 4), log_score(0)
    (0.6931, inf)
    """
    return -math.log(said) if said > 0 else math.inf


def _distribution(said: Sequence[Exact]) -> None:
    numbers = [rational(p, f"said[{i}]") for i, p in enumerate(said)]
    if len(numbers) < 2 or any(p < 0 for p in numbers) or sum(numbers) != 1:
        shown = ", ".join(str(p) for p in numbers)
        raise InvalidInput(f"said: expected probabilities that add up to 1, got {shown}")
