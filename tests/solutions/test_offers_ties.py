"""Ties of prices that a first guess misses, solved by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from consensus import games, rules, solutions
from consensus.errors import NotConverged


def test_a_singular_guess_is_not_the_end():
    """By hand: p0 and p3 tie at 36/131; then p1's price is 27/655 and p2's 16/655."""
    players = ["p0", "p1", "p2", "p3"]
    chances = dict(zip(players, ("1/6", "1/4", "1/3", "1/4"), strict=True))
    patience = dict(zip(players, (1, "1/5", "1/10", 1), strict=True))
    found = solutions.stationary(games.Bargaining(rules.by_majority(players), chances, patience))
    assert list(found.price.values()) == [
        Fraction(36, 131), Fraction(27, 655), Fraction(16, 655), Fraction(36, 131),
    ]  # fmt: skip


def test_undetermined_values_are_said_to_be_so():
    players = ["p0", "p1", "p2", "p3", "p4"]
    rule = rules.by_weight(dict(zip(players, (4, 1, 2, 4, 4), strict=True)), 11)
    chances = dict(zip(players, (0, 0, 0, "1/2", "1/2"), strict=True))
    patience = dict(zip(players, ("2/5", "1/2", 1, "3/5", 1), strict=True))
    with pytest.raises(NotConverged, match="the values are not determined"):
        solutions.stationary(games.Bargaining(rule, chances, patience))
