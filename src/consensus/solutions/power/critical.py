"""The Johnston index: a coalition's power goes to those without whom it would lose."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from ...exact.read import tidy
from ...rules.asked import about_rule
from ...rules.critical import critical_tally
from ...rules.rule import Rule
from ..declared import untraceable
from ..solution import Values
from .quadrature import read_tolerance, two_ballots_only
from .sampling import asks_samples, sample_critical
from .swings import COUNTS

__all__ = ["johnston"]


@untraceable(COUNTS)
@about_rule
def johnston(
    rule: Rule,
    *,
    tolerance: object = 0,
    abstention: bool = False,
    samples: int | None = None,
    random: np.random.Generator | None = None,
    confidence: object = "0.99",
) -> Values:
    """Each winning coalition that somebody can undo is divided equally among those who can.

    Cost: players² × totals for one quota; for joined quotas, the profiles that say how many of
    each class of equal players are in.

    Parameters
    ----------
    rule : Rule
    tolerance : number
        Any; the values are exact unless they are sampled.
    abstention : bool
        Refused when true: the index is defined for two ballots.
    samples, random, confidence : int, numpy.random.Generator, number
        For rules that cannot be counted: so many random coalitions, and with which probability
        the stated error shall hold for all players.

    Returns
    -------
    Values
        Exact, adding up to 1; with samples, sampled.

    Raises
    ------
    TooLarge
        If both costs are beyond what is accepted.

    References
    ----------
    R. J. Johnston, "On the measurement of power: some reactions to Laver", Environment and
    Planning A 10 (1978), 907-914.

    Examples
    --------
    >>> from consensus import rules
    >>> v = johnston(rules.by_weight({"a": 3, "b": 2, "c": 1}, 4))
    >>> v["a"], v["b"], v["c"]
    (Fraction(2, 3), Fraction(1, 6), Fraction(1, 6))
    """
    two_ballots_only("johnston", abstention)
    if asks_samples(samples, random, read_tolerance(tolerance)):
        return sample_critical(rule, samples, random, confidence)
    counted = critical_tally(rule)
    shares = {
        player: sum((Fraction(count, k) for k, count in enumerate(row) if count), Fraction())
        for player, row in counted.items()
    }
    total = sum(shares.values())
    return Values("johnston", rule, {p: tidy(shares[p] / total) for p in rule.players})
