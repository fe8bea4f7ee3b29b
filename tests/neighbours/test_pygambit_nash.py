"""All equilibria and iterated dominance against pygambit's exact solvers, on random tied games."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from consensus.games import Strategic, convert
from consensus.solutions import correlated, nash, one_nash, pure_nash, rationalizable

pygambit = pytest.importorskip("pygambit", reason="pygambit is an optional peer")


def exact(profile: Any) -> tuple[tuple[Fraction, ...], ...]:
    game = profile.game
    return tuple(
        tuple(
            Fraction(int(profile[s].numerator), int(profile[s].denominator))
            for s in player.strategies
        )
        for player in game.players
    )


@pytest.mark.parametrize("high", [2, 3, 6])
def test_extreme_equilibria(high: int) -> None:
    rng = np.random.default_rng(100 + high)
    for _ in range(40):
        m, n = rng.integers(1, 5, 2)
        game = Strategic(rng.integers(0, high, size=(2, m, n)))
        found = pygambit.nash.enummixed_solve(convert.to_pygambit(game), rational=True)
        assert set(nash(game).items) == {exact(p) for p in found.equilibria}


@pytest.mark.parametrize("sizes", [(2, 2, 2), (3, 2, 4), (2, 2, 2, 2)])
def test_pure_equilibria(sizes: tuple[int, ...]) -> None:
    rng = np.random.default_rng(len(sizes))
    for _ in range(20):
        game = Strategic(rng.integers(0, 4, size=(len(sizes), *sizes)))
        found = pygambit.nash.enumpure_solve(convert.to_pygambit(game))
        mine = {game.read_mixed(p) for p in pure_nash(game)}
        assert mine == {exact(p) for p in found.equilibria}


def test_every_equilibrium_that_enumpoly_finds_is_among_ours() -> None:
    """Ours may be more: enumpoly loses some when payoffs are large."""
    rng = np.random.default_rng(7)
    for _ in range(15):
        game = Strategic(rng.integers(-20, 20, size=(3, 2, 2, 2)))
        found = nash(game)
        if not found.complete:
            continue
        theirs = pygambit.nash.enumpoly_solve(convert.to_pygambit(game)).equilibria
        for profile in theirs:
            shares = [
                float(profile[s]) for player in profile.game.players for s in player.strategies
            ]
            assert any(
                np.allclose([float(p) for mix in item for p in mix], shares, atol=1e-6)
                for item in found
            )


def test_what_survives_strict_dominance() -> None:
    rng = np.random.default_rng(5)
    for _ in range(30):
        game = Strategic(rng.integers(0, 8, size=(2, 4, 4)))
        profile = convert.to_pygambit(game).strategy_support_profile()
        while True:
            smaller = pygambit.supports.undominated_strategies_solve(profile, strict=True)
            if len(smaller) == len(profile):
                break
            profile = smaller
        left = rationalizable(game).items[0]
        # Theirs removes what a pure strategy dominates, ours also what a mixture does.
        for i, player in enumerate(game.players):
            kept = {int(s.label) - 1 for s in profile if s.player.label == player}
            assert set(left[game.players[i]]) <= kept


def test_a_zero_sum_value() -> None:
    table = np.random.default_rng(11).integers(-9, 9, size=(6, 5))
    game = Strategic([table, -table])
    theirs = pygambit.nash.lp_solve(convert.to_pygambit(game)).equilibria[0]
    value = theirs.payoff(theirs.game.players["1"])
    mine = game.payoff(one_nash(game).items[0])[0]
    assert mine == Fraction(int(value.numerator), int(value.denominator))
    assert correlated(game, objective={"1": 1}).value == mine
