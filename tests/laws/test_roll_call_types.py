"""Roll calls in several types: the symmetric equilibria are those of the table, none is missed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from consensus import rules
from consensus.games import RollCall
from consensus.solutions import nash, symmetric_nash
from oracles.strategic import expanded


def vote(players: int, types: int, seed: int) -> RollCall:
    """Payments without ties, the same for players whose numbers differ by a multiple of types."""
    rng = np.random.default_rng(seed)
    names = [f"p{i}" for i in range(players)]
    needed = int(rng.integers(1, players + 1))
    kinds = rng.integers(-1000, 1001, size=(types, 3)).tolist()
    stakes = {p: 4 * kinds[i % types][0] for i, p in enumerate(names)}
    ballots = {
        p: {"assent": kinds[i % types][1], "object": kinds[i % types][2]}
        for i, p in enumerate(names)
    }
    return RollCall(rules.by_majority(names, needed), stakes, ballots)


def shares(game: RollCall, item: Any) -> tuple[float, ...]:
    return tuple(float(item[p].get("assent", 0)) for p in game.players)


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize(("players", "types"), [(2, 2), (3, 3), (3, 2), (4, 2), (4, 3)])
def test_none_is_missed(players: int, types: int, seed: int) -> None:
    game = vote(players, types, seed)
    found, table = symmetric_nash(game), nash(expanded(game))
    assert found.complete
    assert table.complete
    wanted = []
    for profile in table:
        chances = [float(mix[0]) for mix in profile]  # type: ignore[arg-type]
        alike = all(abs(chances[i] - chances[i % types]) < 1e-9 for i in range(players))
        if alike:
            wanted.append(tuple(chances))
    got = sorted(shares(game, item) for item in found)
    assert len(got) == len(wanted)
    for mine, theirs in zip(got, sorted(wanted), strict=True):
        assert mine == pytest.approx(theirs, abs=1e-9)
