"""L. S. Shapley, "Cores of convex games", International Journal of Game Theory 1 (1971), 11-26.

The corners of the core of a convex game are its marginal vectors, one for every order, all n!
different when the game is strictly convex; the value is then their centre of gravity.
"""

from fractions import Fraction
from itertools import permutations

import pytest

from consensus import games, solutions


def marginal_vectors(game):
    vectors = set()
    for order in permutations(game.players):
        before, share = frozenset(), {}
        for player in order:
            share[player] = game.worth(before | {player}) - game.worth(before)
            before |= {player}
        vectors.add(tuple(share[p] for p in game.players))
    return vectors


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_strictly_convex(n):
    players = [f"p{i}" for i in range(n)]
    game = games.Coalitional(players, lambda s: len(s) ** 2)
    found = solutions.core_vertices(game)
    corners = {tuple(corner.values()) for corner in found}
    assert corners == marginal_vectors(game)
    assert len(found) == len(list(permutations(players)))
    value = solutions.shapley(game)
    for k, player in enumerate(players):
        assert value[player] == Fraction(sum(c[k] for c in corners), len(corners))


def test_convex_but_not_strictly():
    game = games.bankruptcy_game(300, {"a": 100, "b": 200, "c": 300})
    assert {tuple(c.values()) for c in solutions.core_vertices(game)} == marginal_vectors(game)
