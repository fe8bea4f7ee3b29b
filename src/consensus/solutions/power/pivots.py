"""Measures by pivots: who, in a roll call in random order, settles the outcome."""

from __future__ import annotations

from fractions import Fraction
from math import factorial

import numpy as np

from ...exact.read import tidy
from ...rules.asked import about_rule
from ...rules.counting import count_swings
from ...rules.rule import Rule
from ..declared import untraceable
from ..solution import Values
from .quadrature import bounded, integral, integral_with_abstention, read_tolerance
from .sampling import asks_samples, sample_roll_calls
from .swings import COUNTS

__all__ = ["shapley_shubik"]


@untraceable(COUNTS)
@about_rule
def shapley_shubik(
    rule: Rule,
    *,
    tolerance: object = 0,
    abstention: bool = False,
    samples: int | None = None,
    random: np.random.Generator | None = None,
    confidence: object = "0.99",
) -> Values:
    """The share of the roll calls in which a player is the pivot.

    With two ballots: of the n! orders in which players may join a coalition, the share in which
    the coalition wins as the player joins. With abstention: of the n!·3ⁿ roll calls (an order and
    a ballot for everyone), the share in which the player is the one after whom the outcome no
    longer depends on the rest. Cost: players times that of `penrose`; with a tolerance, that of
    `penrose` for each of about 3.5·√players points.

    Parameters
    ----------
    rule : Rule
    tolerance : number
        0 for exact values; otherwise doubles whose error is proved to be at most this.
    abstention : bool
        Whether players may abstain.
    samples, random, confidence : int, numpy.random.Generator, number
        For rules that cannot be counted: so many random roll calls, and with which probability
        the stated error shall hold for all players.

    Returns
    -------
    Values
        Exact, adding up to 1; with a tolerance, bounded; with samples, sampled.

    Raises
    ------
    TooLarge
        If the rule has too many states; the message says what to use instead.
    NotApplicable
        If no proof in doubles reaches the tolerance.

    References
    ----------
    L. S. Shapley and M. Shubik, "A method for evaluating the distribution of power in a committee
    system", American Political Science Review 48 (1954), 787-792; D. S. Felsenthal and
    M. Machover, The Measurement of Voting Power (1998), def. 8.3.3.

    Examples
    --------
    >>> from consensus import rules
    >>> v = shapley_shubik(rules.by_weight({"a": 3, "b": 2, "c": 1}, 4))
    >>> v["a"], v["b"], v["c"]
    (Fraction(2, 3), Fraction(1, 6), Fraction(1, 6))
    """
    accepted = read_tolerance(tolerance)
    if asks_samples(samples, random, accepted):
        return sample_roll_calls(rule, samples, random, confidence, abstention=abstention)
    if accepted:
        work = integral_with_abstention if abstention else integral
        found = work(rule, float(accepted))
        facts = {"nodes": found.nodes, "skipped": found.skipped}
        return bounded("shapley_shubik", rule, found.of, found.error, accepted, **facts)
    n = len(rule.players)
    orders = [factorial(k) * factorial(n - 1 - k) for k in range(n)]
    if abstention:
        orders = [count * 3 ** (n - 1 - k) for k, count in enumerate(orders)]
        # Whoever settles a failure settles, with ballots reversed, a success of the dual rule.
        tallies = [count_swings(r, abstention=True, by_size=True) for r in (rule, rule.dual())]
        ways = factorial(n) * 3**n
    else:
        tallies = [count_swings(rule, by_size=True)]
        ways = factorial(n)
    values = {}
    for player in rule.players:
        pivots = sum(
            count * order
            for counted in tallies
            for count, order in zip(counted.of[player], orders, strict=False)
        )
        values[player] = tidy(Fraction(pivots, ways))
    return Values("shapley_shubik", rule, values)
