"""The centipede.

Rosenthal, "Games of perfect information, predatory pricing and the chain-store paradox",
Journal of Economic Theory 25 (1981), 92-100: the only subgame-perfect equilibrium takes at every
node, though both would gain by passing for a while.
"""

from __future__ import annotations

import pytest

from consensus import games, solutions
from consensus.games import decision, ending


def centipede(rounds: int) -> games.Extensive:
    # Passing to the end shares what the last mover could have taken but for one.
    tree = ending(rounds, rounds)
    for k in reversed(range(rounds)):
        mover = ("a", "b")[k % 2]
        small, large = k, k + 2
        taken = ending(large, small) if mover == "a" else ending(small, large)
        tree = decision(mover, {"take": taken, "pass": tree})
    return games.Extensive(["a", "b"], tree)


@pytest.mark.parametrize("rounds", [2, 6, 101])
def test_everyone_takes_at_once(rounds):
    game = centipede(rounds)
    answer = solutions.subgame_perfect(game)
    (item,) = answer.items
    assert all(item[s.name] == (1, 0) for s in game.sets)
    assert answer.complete
    assert dict(answer.values[0]) == {"a": 2, "b": 0}


def test_passing_throughout_is_upset_by_taking():
    game = centipede(3)
    upset = solutions.subgame_perfect(game).why({s.name: "pass" for s in game.sets})
    assert upset is not None
    assert upset.move == {"a 2": "take"}
    assert upset.gain == 1
