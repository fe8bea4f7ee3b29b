"""B. O'Neill, Mathematical Social Sciences 2 (1982), 345-371.

The recursive completion method is the Shapley value of the bankruptcy game: claimants arrive in
random order and take what they claim while it lasts. The expected shares are derived
here from that definition, and Ibn Ezra's estate of 120 with claims 120, 60, 40, 30 is the
paper's own.
"""

from fractions import Fraction
from itertools import permutations

from consensus import games, solutions

IBN_EZRA = {"all": 120, "half": 60, "third": 40, "quarter": 30}


def random_arrival(estate, claims):
    orders = list(permutations(claims))
    share = dict.fromkeys(claims, Fraction(0))
    for order in orders:
        left = estate
        for claimant in order:
            taken = min(left, claims[claimant])
            share[claimant] += Fraction(taken, len(orders))
            left -= taken
    return share


def test_recursive_completion_is_the_shapley_value():
    value = solutions.shapley(games.bankruptcy_game(120, IBN_EZRA))
    assert value == random_arrival(120, IBN_EZRA)
    assert sum(value.values()) == 120


def test_shares_grow_with_the_claim():
    value = list(solutions.shapley(games.bankruptcy_game(120, IBN_EZRA)).values())
    assert value == sorted(value, reverse=True)
