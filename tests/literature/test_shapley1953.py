"""L. S. Shapley, "A value for n-person games", Contributions to the Theory of Games II (1953).

The value of unanimity games, which with additivity determines the value, and that of majorities
of symmetric players, of whom each gets 1/n.
"""

from fractions import Fraction

import pytest

from consensus import games, rules, solutions


def test_unanimity_games_share_equally_among_the_carrier():
    game = games.unanimity_game(["a", "b", "c", "d"], ["a", "c", "d"])
    third = Fraction(1, 3)
    assert solutions.shapley(game) == {"a": third, "b": 0, "c": third, "d": third}


@pytest.mark.parametrize("needed", [1, 3, 5])
def test_symmetric_majorities(needed):
    rule = rules.by_majority(list("abcde"), needed)
    value = solutions.shapley(games.Coalitional.from_rule(rule))
    assert set(value.values()) == {Fraction(1, 5)}


def test_large_party_of_two_fifths():
    """A player with 2 of 5 votes and three with 1: pivotal in half of the orders."""
    rule = rules.by_weight({"big": 2, "a": 1, "b": 1, "c": 1}, 3)
    value = solutions.shapley(games.Coalitional.from_rule(rule))
    assert value == {"big": Fraction(1, 2), **dict.fromkeys("abc", Fraction(1, 6))}
