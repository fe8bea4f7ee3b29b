"""Agreement with pygambit on random trees: files, tables, subgames, noisy play."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings

from consensus import games, solutions
from consensus.games import convert
from generators.extensive import trees

gambit = pytest.importorskip("pygambit", reason="the extra `peers` is not installed")

FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def twin_of(game):
    return convert.to_pygambit(game)


def small(game):
    size = 1
    for s in game.sets:
        size *= len(s.actions)
    return size <= 64


@FEW
@given(trees(depth=4, players=3))
def test_gambit_reads_what_we_write_and_we_read_what_it_writes(game):
    twin = twin_of(game)
    assert len(twin.nodes) == len(game.owner)
    again = convert.from_pygambit(twin)
    assert again.owner == game.owner
    assert again.chances == game.chances
    uniform = {s.name: [Fraction(1, len(s.actions))] * len(s.actions) for s in game.sets}
    renamed = {s.name: [Fraction(1, len(s.actions))] * len(s.actions) for s in again.sets}
    assert game.values(uniform) == again.values(renamed)


@FEW
@given(trees(depth=3))
def test_reduced_tables_have_the_same_sizes_and_payoffs(game):
    assume(small(game))
    twin, table = twin_of(game), games.strategic_form(game)
    ours = sorted(
        tuple(float(x) for x in table.payoff(profile)) for profile in table.profiles()
    )  # fmt: skip
    sizes = [len(p.strategies) for p in twin.players]
    assert sorted(sizes) == sorted(table.sizes)
    arrays = twin.to_arrays(dtype=float)
    theirs = sorted(zip(*(array.ravel().tolist() for array in arrays), strict=True))
    for mine, yours in zip(ours, theirs, strict=True):
        assert mine == pytest.approx(yours)


@FEW
@given(trees(depth=3))
def test_pure_subgame_perfect_play_is_an_equilibrium_there_too(game):
    assume(small(game))
    twin = twin_of(game)
    for item in solutions.subgame_perfect(game).items:
        profile = twin.mixed_behavior_profile(rational=True)
        for s in game.sets:
            theirs = next(
                infoset
                for infoset in twin.infosets
                if infoset.label == s.name and infoset.player.label == game.players[s.player]
            )
            for action, p in zip(theirs.actions, item[s.name], strict=True):
                profile[action] = gambit.Rational(p)
        assert profile.agent_max_regret() == 0


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(trees(depth=3, zero_sum=True))
def test_values_of_zero_sum_trees(game):
    assume(small(game) and len({s.player for s in game.sets}) == 2)
    value = solutions.minimax(game).value[game.players[0]]
    twin = twin_of(game)
    theirs = gambit.nash.lp_solve(twin, use_strategic=True).equilibria[0]
    assert theirs.payoff(game.players[0]) == gambit.Rational(Fraction(value))


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(trees(depth=3, values=(0, 3)))
def test_noisy_play(game):
    assume(small(game) and all(len(s.actions) > 1 for s in game.sets) and game.sets)
    ours = dict(solutions.agent_logit(game, rationality=Fraction(1, 2)).items[0][1])
    twin = twin_of(game)
    (theirs,) = gambit.qre.logit_solve_lambda(twin, lam=[0.5])
    flat = iter([theirs[k] for k in range(len(theirs))])
    for infoset in twin.infosets:
        mix = [next(flat) for _ in infoset.actions]
        assert ours[infoset.label] == pytest.approx(mix, abs=1e-5)
