"""Agreement with coopgame-py (0.3.0) on random games of up to seven players."""

from __future__ import annotations

import numpy as np
import pytest

from consensus import games, solutions

coopgame = pytest.importorskip("coopgame", reason="the peer is an extra")


def cases():
    found = []
    rng = np.random.default_rng(20)
    for k in range(25):
        n = 2 + k % 6
        worths = rng.integers(0, 12, size=1 << n)
        worths[0] = 0
        worths[-1] = 12 * n if k % 2 else 10
        found.append([int(w) for w in worths])
    return found


@pytest.mark.parametrize("worths", cases(), ids=len)
def test_values(worths):
    game = games.Coalitional.from_table(worths)
    theirs = coopgame.Game(worths[1:])
    n = len(game.players)
    assert list(map(float, solutions.shapley(game).values())) == pytest.approx(
        coopgame.shapley(theirs)
    )
    assert list(map(float, solutions.banzhaf_value(game).values())) == pytest.approx(
        coopgame.banzhaf(theirs)
    )
    unions = [[0, n - 1], *[[i] for i in range(1, n - 1)]] if n > 2 else [[0], [1]]
    ours = solutions.owen(game, unions=[[game.players[i] for i in union] for union in unions])
    assert list(map(float, ours.values())) == pytest.approx(coopgame.owen(theirs, unions))
    edges = [(i, i + 1) for i in range(n - 1)]
    links = [(game.players[i], game.players[j]) for i, j in edges]
    ours = solutions.myerson(game, links=links)
    assert list(map(float, ours.values())) == pytest.approx(coopgame.myerson(theirs, edges))


@pytest.mark.parametrize("worths", cases(), ids=len)
def test_nucleolus_exactly(worths):
    game = games.Coalitional.from_table(worths)
    n = len(game.players)
    theirs = coopgame.nucleolus_exact(worths[1:], domain="preimputation")
    assert list(theirs["allocation"]) == list(solutions.prenucleolus(game).values())
    if sum(worths[1 << i] for i in range(n)) <= worths[-1]:
        theirs = coopgame.nucleolus_exact(worths[1:])
        assert list(theirs["allocation"]) == list(solutions.nucleolus(game).values())


@pytest.mark.parametrize("worths", cases(), ids=len)
def test_core_and_convexity(worths):
    game, theirs = games.Coalitional.from_table(worths), coopgame.Game(worths[1:])
    assert bool(solutions.core(game)) == theirs.has_nonempty_core()
    assert bool(solutions.is_convex(game)) == theirs.is_convex()
    assert bool(solutions.is_superadditive(game)) == theirs.is_superadditive()


@pytest.mark.parametrize("seed", range(3))
def test_nucleolus_of_eleven_players_in_floats(seed):
    """Where coalitions enter the programme one by one on both sides."""
    rng = np.random.default_rng(seed)
    worths = rng.random(1 << 11) * np.bitwise_count(np.arange(1 << 11))
    worths[0], worths[-1] = 0, 11
    game = games.Coalitional.from_table(worths)
    theirs = coopgame.nucleolus(coopgame.Game(worths[1:].tolist()))["allocation"]
    assert list(map(float, solutions.nucleolus(game).values())) == pytest.approx(theirs, abs=1e-7)
