"""S. C. Littlechild, "A simple expression for the nucleolus in a special case", International
Journal of Game Theory 3 (1974), 21-29.

The nucleolus of the airport game by the paper's recursion: with costs c₁ < … < c_m of types with
n₁, …, n_m users, each round takes the least of the differences that would be left per user.
The recursion is written out below and compared with the general solver.
"""

from fractions import Fraction

import pytest

from consensus import games, solutions


def littlechild(costs):
    """Charges for users ordered by cost: each step is the smallest slack a coalition may get."""
    users = sorted(costs, key=costs.get)
    n = len(users)
    charge = {}
    first, paid = 0, Fraction(0)
    while first < n:
        # Users first..k pay alike; the coalition {0..k} pays at most c_k, with room r for each.
        options = []
        for k in range(first, n - 1):
            members = k - first + 1
            options.append((Fraction(costs[users[k]] - paid, members + 1), k))
        options.append((Fraction(costs[users[-1]] - paid, n - first), n - 1))
        rate = min(rate for rate, _ in options)
        last = max(k for r, k in options if r == rate)
        for user in users[first : last + 1]:
            charge[user] = rate
        paid += rate * (last - first + 1)
        first = last + 1
    return charge


@pytest.mark.parametrize(
    "costs",
    [
        {"a": 1, "b": 2, "c": 3},
        {"a": 12, "b": 12, "c": 20, "d": 33, "e": 60},
        {"a": 4, "b": 5, "c": 6, "d": 100},
        {"a": 10, "b": 10, "c": 10, "d": 10},
    ],
)
def test_recursion(costs):
    found = solutions.nucleolus(games.airport_game(costs))
    assert {user: -x for user, x in found.items()} == littlechild(costs)
