"""Measures where some players have agreed in advance to act together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import factorial

from ...exact.read import tidy
from ...rules.asked import about_rule
from ...rules.counting import count_swings
from ...rules.rule import Rule
from ...rules.two_levels import read_unions, swings_within
from ..declared import untraceable
from ..solution import Values
from .swings import COUNTS

__all__ = ["banzhaf_owen_index", "owen_index"]


@untraceable(COUNTS)
@about_rule
def owen_index(rule: Rule, *, unions: Mapping[str, Iterable[str]]) -> Values:
    """The share of roll calls in which a player is pivotal, members of a union voting in a row.

    Every order of the unions, and within each every order of its members, is equally likely.
    Cost: one automaton a union.

    Parameters
    ----------
    rule : Rule
    unions : mapping name -> members
        Disjoint; whoever is in none forms a union alone.

    Returns
    -------
    Values
        Exact; they add up to 1, within a union to the `shapley_shubik` index of the union.

    References
    ----------
    G. Owen, "Values of games with a priori unions", in R. Henn and O. Moeschlin (eds.),
    Mathematical Economics and Game Theory (1977), 76-88.

    Examples
    --------
    >>> from consensus import rules
    >>> rule = rules.by_majority(["a", "b", "c"])
    >>> owen_index(rule, unions={"ab": ["a", "b"]})["c"]
    0
    """
    read = read_unions(rule, unions)
    m = len(read)
    values = {}
    for name, members in read.items():
        merged = rule.merge({other: them for other, them in read.items() if other != name})
        others = tuple(other for other in read if other != name)
        rows = swings_within(merged, others, members)
        u = len(members)
        for member, row in zip(members, rows, strict=True):
            pivots = sum(row[k] * factorial(k) * factorial(u - 1 - k) for k in range(u))
            values[member] = tidy(Fraction(pivots, factorial(m) * factorial(u)))
    return Values(
        "owen_index", rule, {p: values[p] for p in rule.players}, evidence={"unions": read}
    )


@untraceable(COUNTS)
@about_rule
def banzhaf_owen_index(rule: Rule, *, unions: Mapping[str, Iterable[str]]) -> Values:
    """The chance that a member decides, the other unions each voting as one, at random.

    The members of the player's own union vote independently. Not normalised. Cost: one automaton
    a union.

    Parameters
    ----------
    rule : Rule
    unions : mapping name -> members
        Disjoint; whoever is in none forms a union alone.

    References
    ----------
    G. Owen, "Modification of the Banzhaf-Coleman index for games with a priori unions", in
    M. J. Holler (ed.), Power, Voting and Voting Power (1982), 232-238.

    Examples
    --------
    >>> from consensus import rules
    >>> v = banzhaf_owen_index(rules.by_majority(["a", "b", "c"]), unions={"ab": ["a", "b"]})
    >>> v["a"], v["c"]
    (Fraction(1, 2), 0)
    """
    read = read_unions(rule, unions)
    values = {}
    for name, members in read.items():
        merged = rule.merge({other: them for other, them in read.items() if other != name})
        counted = count_swings(merged)
        ways = 2 ** (len(read) - 1 + len(members) - 1)
        values.update({p: tidy(Fraction(counted.of[p][0], ways)) for p in members})
    return Values(
        "banzhaf_owen_index", rule, {p: values[p] for p in rule.players}, evidence={"unions": read}
    )
