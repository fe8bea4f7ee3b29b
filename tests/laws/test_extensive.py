"""What holds of every tree."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings

from consensus import games, solutions
from consensus.solutions.extensive.replies import subgame_roots
from generators.extensive import trees
from oracles import extensive as oracle

FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def named(game, item):
    """A pure behaviour profile as the actions it takes."""
    return {s.name: s.actions[item[s.name].index(1)] for s in game.sets}


def small(game):
    size = 1
    for s in game.sets:
        size *= len(s.actions)
    return size <= 128


@FEW
@given(trees(depth=3))
def test_pure_subgame_perfect_equilibria_by_trying_all(game):
    assume(small(game))
    answer = solutions.subgame_perfect(game)
    found = [named(game, item) for item in answer.items]
    expected = oracle.subgame_perfect(game)
    assert sorted(map(str, map(sorted, (f.items() for f in found)))) == sorted(
        map(str, map(sorted, (e.items() for e in expected)))
    )
    for profile in oracle.pure_profiles(game):
        assert (answer.why(profile) is None) == (profile in expected)
        assert solutions.is_subgame_perfect(game, profile) == (profile in expected)


@FEW
@given(trees(depth=4))
def test_subgames_begin_where_no_information_set_reaches_out(game):
    assert subgame_roots(game) == oracle.roots(game)


@FEW
@given(trees(depth=4, players=3))
def test_subgame_perfect_play_is_an_equilibrium_of_the_table(game):
    assume(small(game))
    table = games.strategic_form(game, reduced=False)
    for item, values in zip(*(lambda a: (a.items, a.values))(solutions.subgame_perfect(game)),
                            strict=True):  # fmt: skip
        play = named(game, item)
        profile = [
            " ".join(play[s.name] for s in game.sets if game.players[s.player] == p)
            or "(nothing to decide)"
            for p in game.players
        ]
        assert solutions.is_nash(table, profile)
        assert dict(zip(game.players, table.payoff(profile), strict=True)) == dict(values)


@FEW
@given(trees(depth=4))
def test_mixed_equilibria_pass_the_check(game):
    assume(small(game))
    answer = solutions.subgame_perfect(game, mixed=True)
    assert len(answer.items) >= len(solutions.subgame_perfect(game).items)
    for item, values in zip(answer.items, answer.values, strict=True):
        assert answer.why(item) is None
        assert game.values(item) == dict(values)
    assert answer.items


@FEW
@given(trees(depth=4))
def test_reduced_plans_have_the_payoffs_of_the_full_ones(game):
    assume(small(game))
    full, reduced = (games.strategic_form(game, reduced=flag) for flag in (False, True))
    columns = {tuple(map(str, full.payoff(p))) for p in full.profiles()}
    assert columns == {tuple(map(str, reduced.payoff(p))) for p in reduced.profiles()}
    assert all(a <= b for a, b in zip(reduced.sizes, full.sizes, strict=True))


@FEW
@given(trees(depth=4, zero_sum=True))
def test_minimax_behaviour_is_optimal_and_its_value_that_of_the_table(game):
    assume(small(game))
    answer = solutions.minimax(game)
    assert answer.why(answer.items[0]) is None
    table = games.strategic_form(game)
    twin = solutions.one_nash(table).items[0]
    assert table.payoff(twin)[0] == answer.value[game.players[0]]


@FEW
@given(trees(depth=3))
def test_sequential_equilibria_are_subgame_perfect_and_pass_their_check(game):
    assume(small(game))
    answer = solutions.sequential(game)
    perfect = [dict(item) for item in solutions.subgame_perfect(game).items]
    for item in answer.items:
        assert solutions.is_sequential(game, item) is None
        assert dict(item.profile) in perfect
    if game.perfect_information:
        assert answer.complete
        found = [dict(item.profile) for item in answer.items]
        assert len(found) == len(perfect)
        assert all(profile in found for profile in perfect)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(trees(depth=3))
def test_noisy_play_starts_uniform_and_solves_its_equation(game):
    answer = solutions.agent_logit(game, rationality=[0, 1])
    for s in game.sets:
        assert all(abs(p - 1 / len(s.actions)) < 1e-12 for p in answer.items[0][1][s.name])
    assert answer.error < 1e-9


@FEW
@given(trees(depth=4, players=3))
def test_files_bring_back_the_game(game):
    again = games.gambit.read(games.gambit.write(game))
    assert again.players == game.players
    assert sorted(map(str, (p for p in again.payoffs if p))) == sorted(
        map(str, (p for p in game.payoffs if p))
    )
    assert again.owner == game.owner
    assert again.chances == game.chances
    assert sorted((s.player, s.actions, s.nodes) for s in again.sets) == sorted(
        (s.player, s.actions, s.nodes) for s in game.sets
    )
    uniform = {s.name: [Fraction(1, len(s.actions))] * len(s.actions) for s in game.sets}
    renamed = {s.name: [Fraction(1, len(s.actions))] * len(s.actions) for s in again.sets}
    assert game.values(uniform) == again.values(renamed)
