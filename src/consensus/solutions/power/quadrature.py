"""Integrals over the multilinear extension, with a proved bound on all their errors.

The derivation is in the documentation, under "How the bounds on power are proved".
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil, exp, log
from typing import Any

import numpy as np

from ...errors import InvalidInput, NotApplicable
from ...exact.read import Exact, rational, shown
from ...rules.automaton import Array
from ...rules.chances import swing_chances
from ...rules.rule import Rule
from ..solution import Values

__all__ = [
    "Integral",
    "at_half",
    "bounded",
    "gauss_error",
    "integral",
    "integral_with_abstention",
    "nodes_needed",
    "read_tolerance",
    "two_ballots_only",
    "within",
]

_UNIT = 2.0**-53
_SMALLEST = 1e-15


@dataclass(frozen=True)
class Integral:
    """A number per player and a bound on the error of each."""

    of: dict[str, float]
    error: float
    nodes: int
    skipped: int


def read_tolerance(tolerance: object) -> Exact:
    """The tolerance as a number from 0 to below 1."""
    read = rational(tolerance, "tolerance")
    if not 0 <= read < 1:
        raise InvalidInput(f"tolerance: expected at least 0 and below 1, got {shown(read)}")
    if 0 < read < _SMALLEST:
        raise InvalidInput(
            f"tolerance: {shown(float(read))} is below what doubles can hold; 0 gives exact values"
        )
    return read


def two_ballots_only(concept: str, abstention: bool) -> None:
    """Refuse to stretch to abstention a measure that the literature defines for two ballots."""
    if abstention:
        raise NotApplicable(
            f"{concept} is defined for assent and object only; with abstention there are penrose, "
            "banzhaf, shapley_shubik and coleman_act"
        )


def bounded(
    concept: str, rule: Rule, of: dict[str, float], error: float, tolerance: Exact, **facts: Any
) -> Values:
    """Values within a proved error; refuses where the proof does not reach the tolerance."""
    within(concept, error, tolerance)
    return Values(concept, rule, of, kind="bounded", error=error, evidence=facts)


def within(concept: str, error: float, tolerance: Exact) -> None:
    """Refuse where the proved error is larger than the tolerance."""
    if not error <= tolerance:
        raise NotApplicable(
            f"{concept}: doubles prove an error of {shown(float(error))} at best here, not of "
            f"{shown(float(tolerance))}; tolerance=0 gives exact values"
        )


def gauss_error(degree: int, nodes: int, size: float = 1.0) -> float:
    """A bound on the error of Gauss quadrature on [0, 1] for the integrands of this module.

    They are polynomials of at most this degree whose absolute value at a complex z is at most
    ``size·(|z| + |1 − z|)^degree``, which on the ellipse with foci 0 and 1 and parameter ρ is
    ``size·((ρ + 1/ρ)/2)^degree``.

    Examples
    --------
    >>> gauss_error(999, 500), gauss_error(999, 111) < 1e-10 < gauss_error(999, 110)
    (0.0, True)
    """
    if 2 * nodes > degree:
        return 0.0
    best = float("inf")
    for step in range(1, 400):
        rho = 1 + step / 100
        exponent = degree * log((rho + 1 / rho) / 2) - 2 * nodes * log(rho)
        if exponent < 0:
            best = min(best, exp(exponent) / (1 - rho**-2))
    return size * best * 32 / 15 * 1.001


def nodes_needed(degree: int, error: float, size: float = 1.0) -> int:
    """The least number of nodes whose bound is at most `error`."""
    low, high = 2, max(2, ceil((degree + 1) / 2))
    while low < high:
        middle = (low + high) // 2
        if gauss_error(degree, middle, size) <= error:
            high = middle
        else:
            low = middle + 1
    return low


@lru_cache(maxsize=8)
def _gauss(nodes: int) -> tuple[Array, Array]:
    """The nodes in (0, 1/2], then those above mirrored, with weights; each correctly rounded."""
    from flint import arb, ctx

    keep = ctx.prec
    ctx.prec = 160
    try:
        pairs = [arb.legendre_p_root(nodes, k, weight=True) for k in range(nodes)]
        places = [float((1 - x) / 2) for x, _ in pairs]
        weights = [float(w / 2) for _, w in pairs]
    finally:
        ctx.prec = keep
    return np.array(places), np.array(weights)


def integral(rule: Rule, tolerance: float) -> Integral:
    """∫₀¹ of each player's chance to decide when the others assent with chance x each.

    Above 1/2 the dual rule is asked at 1 − x, which decides alike, so every chance to assent that
    is used is at most 1/2.
    """
    n = len(rule.players)
    nodes = nodes_needed(n - 1, tolerance / 4)
    places, weights = _gauss(nodes)
    low = places <= 0.5
    skip = np.array([_negligible(rule, float(x)) <= tolerance / 4 for x in places])
    sums = dict.fromkeys(rule.players, 0.0)
    rounding = 0.0
    for half, asked, points in (
        (low, rule, places),
        (~low, rule.dual(), 1 - places),
    ):
        chosen = half & ~skip
        if chosen.any():
            rounding += _add(sums, asked, points[chosen], weights[chosen])
    left_out = max([0.0, *(_negligible(rule, float(x)) for x in places[skip])])
    error = gauss_error(n - 1, nodes) + left_out + rounding + (2 * n + nodes + 4) * _UNIT
    return Integral(sums, error, nodes, int(skip.sum()))


def _add(sums: dict[str, float], rule: Rule, points: Array, weights: Array) -> float:
    chances = swing_chances(rule, [points, 1 - points], (1, -1), low=True)
    for player, values in chances.of.items():
        sums[player] += float(values @ weights)
    return float(chances.errors @ weights)


def integral_with_abstention(rule: Rule, tolerance: float) -> Integral:
    """The same for roll calls with abstention: the rule's successes and its dual's."""
    n = len(rule.players)
    nodes = nodes_needed(n - 1, tolerance / 4, 4 / 3)
    x, weights = _gauss(nodes)
    ballots = [x / 3, x / 3, 1 - x + x / 3]
    sums = dict.fromkeys(rule.players, 0.0)
    error = gauss_error(n - 1, nodes, 4 / 3) + (8 * n + 2 * nodes + 4) * _UNIT
    for asked in (rule, rule.dual()):
        chances = swing_chances(asked, ballots, (1, 1, -2), low=False)
        for player, values in chances.of.items():
            sums[player] += float(values @ weights) / 3
        error += float(chances.errors @ weights) / 3
    return Integral(sums, error, nodes, 0)


def _negligible(rule: Rule, x: float) -> float:
    """A bound on everyone's chance to decide at x, by Hoeffding's inequality; 1 if it says nothing.

    Only for one quota: whoever decides, the others' total is below the quota by at most the
    largest weight.
    """
    if len(rule.quotas) != 1:
        return 1.0
    (quota,) = rule.quotas
    weights = [a for _, a, _ in quota.weights]
    largest = max(weights)
    squares = float(sum(Fraction(a, largest) ** 2 for a in weights))
    size = float(Fraction(quota.size, largest))
    above = float(Fraction(quota.reach, largest)) - 1 - x * size
    below = x * (size - 1) - float(Fraction(quota.reach - 1, largest))
    gap = max(above, below)
    return exp(-2 * gap * gap / squares) if gap > 0 else 1.0


def at_half(rule: Rule, *, abstention: bool) -> tuple[dict[str, float], float]:
    """Each player's chance to decide when all ballots of the others are equally likely."""
    if abstention:
        third = [1 / 3]
        chances = swing_chances(rule, [third, third, third], (1, 0, -1), low=False)
        more = 3 * len(rule.players) * _UNIT
    else:
        chances = swing_chances(rule, [[0.5], [0.5]], (1, -1), low=True)
        more = 0.0
    of = {player: float(values[0]) for player, values in chances.of.items()}
    return of, float(chances.errors[0]) + more
