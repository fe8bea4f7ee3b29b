"""The best agenda by trying every set of items."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations


def best_value(values: Mapping[str, Fraction], costs: Mapping[str, int], budget: int) -> Fraction:
    best = Fraction(0)
    for size in range(len(values) + 1):
        for chosen in combinations(values, size):
            if sum(costs[name] for name in chosen) <= budget:
                best = max(best, sum((values[name] for name in chosen), Fraction(0)))
    return best
