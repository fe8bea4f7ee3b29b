"""A. Bogomolnaia and M. O. Jackson, "The stability of hedonic coalition structures", Games and
Economic Behavior 38 (2002), 201-230.

Nash-stable partitions exist when values are additive and symmetric: moves raise the sum of all
values inside groups. The two-person chase, a likes b, b flees a, has none, though it has an
individually stable partition.
"""

import itertools

import numpy as np
import pytest

from consensus import games, solutions


def test_the_chase():
    chase = games.Hedonic.additive({"a": {"b": 1}, "b": {"a": -1}})
    assert not solutions.nash_stable_partitions(chase)
    apart = frozenset([frozenset("a"), frozenset("b")])
    assert solutions.individually_stable_partitions(chase).items == (apart,)
    assert solutions.core_stable_partitions(chase).items == (apart,)


@pytest.mark.parametrize("seed", range(5))
def test_symmetric_additive_games_have_nash_stable_partitions(seed):
    rng = np.random.default_rng(seed)
    players = [f"p{i}" for i in range(6)]
    values = {p: {} for p in players}
    for p, q in itertools.combinations(players, 2):
        values[p][q] = values[q][p] = int(rng.integers(-5, 6))
    game = games.Hedonic.additive(values)
    found = solutions.nash_stable_partitions(game)
    assert found

    def inside(partition):
        return sum(game.worth(p, group) for group in partition for p in group)

    best = max(found, key=inside)
    assert all(inside(best) >= inside(other) for other in found)
    assert set(found) <= set(solutions.individually_stable_partitions(game))
