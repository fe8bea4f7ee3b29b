"""S. C. Littlechild and G. Owen, Management Science 20 (1973), 370-372.

The Shapley value of the airport game charges every user an equal part of each section of the
runway that they need. The airport of the test is made up.
"""

from fractions import Fraction

from consensus import games, solutions

COSTS = {"a": 12, "b": 12, "c": 20, "d": 33, "e": 60}


def test_equal_parts_of_every_section_used():
    value = solutions.shapley(games.airport_game(COSTS))
    ordered = sorted(COSTS.items(), key=lambda pair: pair[1])
    charge, before = Fraction(0), 0
    for k, (user, cost) in enumerate(ordered):
        charge += Fraction(cost - before, len(ordered) - k)
        before = cost
        assert value[user] == -charge
    assert value["a"] == Fraction(-12, 5)


def test_the_charges_are_in_the_core_since_the_game_is_convex():
    game = games.airport_game(COSTS)
    assert solutions.is_convex(game)
    assert solutions.is_in_core(game, solutions.shapley(game))
