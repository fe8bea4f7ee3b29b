"""What must hold of every coalitional game, and agreement with the definitions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from consensus import games, rules, solutions
from consensus.errors import NotApplicable
from generators.coalitional import convex, simple, tables
from oracles import coalitional as oracle

few = settings(max_examples=40, deadline=None)
fewer = settings(max_examples=20, deadline=None)


def imputations_exist(game):
    return sum(game.worth({p}) for p in game.players) <= game.total


@few
@given(tables(), st.data())
def test_values_by_their_definitions(game, data):
    players = game.players
    assert dict(solutions.shapley(game)) == oracle.shapley(game)
    assert dict(solutions.banzhaf_value(game)) == oracle.banzhaf_value(game)
    weights = {p: data.draw(st.integers(1, 4)) for p in players}
    found = solutions.weighted_shapley(game, weights=weights)
    assert dict(found) == oracle.weighted_shapley(game, weights)
    home = [data.draw(st.integers(0, 2)) for _ in players]
    unions = [[p for p, h in zip(players, home, strict=True) if h == k] for k in range(3)]
    unions = [union for union in unions if union]
    assert dict(solutions.owen(game, unions=unions)) == oracle.owen(game, unions)
    assert game.dividends() == oracle.dividends(game)
    assert games.Coalitional.from_dividends(players, game.dividends()).table.numbers() == (
        game.table.numbers()
    )


@few
@given(tables(least=2), st.data())
def test_myerson_is_the_shapley_value_of_connected_parts(game, data):
    pairs = [(p, q) for i, p in enumerate(game.players) for q in game.players[:i]]
    links = data.draw(st.lists(st.sampled_from(pairs), max_size=4))
    parts = games.Coalitional(
        game.players,
        lambda s: sum((game.worth(t) for t in oracle.connected_parts(s, links)), start=0),
    )
    value = solutions.myerson(game, links=links)
    assert dict(value) == oracle.shapley(parts)
    for component in oracle.connected_parts(game.players, links):
        assert sum(value[p] for p in component) == game.worth(component)


@few
@given(tables(), tables())
def test_shapley_is_efficient_additive_and_the_same_for_the_dual(game, other):
    value = solutions.shapley(game)
    assert sum(value.values()) == game.total
    assert solutions.shapley(game.dual()) == value
    assert game.dual().dual().table.numbers() == game.table.numbers()
    if game.players == other.players:
        both = solutions.shapley(game + other)
        theirs = solutions.shapley(other)
        assert all(both[p] == value[p] + theirs[p] for p in game.players)


@few
@given(tables(most=3))
def test_null_players_get_nothing_and_twins_the_same(game):
    first = game.players[0]
    wider = games.Coalitional((*game.players, "null"), lambda s: game.worth(s - {"null"}))
    assert solutions.shapley(wider)["null"] == 0
    assert solutions.prenucleolus(wider)["null"] == 0 or not solutions.core(wider)
    twins = games.Coalitional(
        (*game.players, "twin"),
        lambda s: game.worth(s - {"twin"} | ({first} if "twin" in s else set())),
    )
    for concept in (solutions.shapley, solutions.banzhaf_value, solutions.prenucleolus):
        value = concept(twins)
        assert value[first] == value["twin"]


@few
@given(tables(least=2))
def test_the_core_is_found_or_refuted(game):
    found = solutions.core(game)
    corners = oracle.core_corners(game)
    assert bool(found) == bool(corners) == bool(solutions.is_balanced(game))
    if found:
        assert oracle.in_core(game, found.items[0])
        assert found.why(found.items[0]) is None
        assert found.items[0] == {**solutions.prenucleolus(game)}
        listed = solutions.core_vertices(game)
        assert {tuple(corner.values()) for corner in listed} == corners
        assert len(listed) == len(corners)
        assert listed.complete
    else:
        assert found.complete
        weights = found.evidence["balanced"]
        assert all(sum(w for s, w in weights.items() if p in s) == 1 for p in game.players)
        assert all(w > 0 for w in weights.values())
        assert sum(w * game.worth(s) for s, w in weights.items()) > game.total


@few
@given(tables(least=2), st.lists(st.integers(-3, 8), min_size=4, max_size=4))
def test_checks_agree_with_the_definitions_on_any_candidate(game, guess):
    shares = dict(zip(game.players, guess, strict=False))
    shares[game.players[-1]] = game.total - sum(shares[p] for p in game.players[:-1])
    assert solutions.is_in_core(game, shares) == oracle.in_core(game, shares)
    assert solutions.is_in_kernel(game, shares) == oracle.in_kernel(game, shares)
    assert solutions.is_in_prekernel(game, shares) == oracle.in_prekernel(game, shares)
    upset = solutions.core(game).why(shares)
    if upset is not None:
        assert upset.gain == game.worth(upset.who) - sum(shares[p] for p in upset.who) > 0
        assert sum(upset.move.values()) == game.worth(upset.who)
        assert all(upset.move[p] > shares[p] for p in upset.who)


@fewer
@given(tables(least=2))
def test_the_prenucleolus_by_its_definition(game):
    found = solutions.prenucleolus(game)
    slow = oracle.nucleolus(game, rational=False)
    assert all(abs(float(found[p]) - slow[p]) < 1e-5 for p in game.players)
    assert sum(found.values()) == game.total
    assert solutions.is_prenucleolus(game, found)
    assert solutions.least_core(game).why(found) is None
    assert oracle.in_prekernel(game, found)


@fewer
@given(tables(least=2, low=0, high=4))
def test_the_nucleolus_by_its_definition(game):
    if not imputations_exist(game):
        with pytest.raises(NotApplicable, match="no imputation"):
            solutions.nucleolus(game)
        return
    found = solutions.nucleolus(game)
    slow = oracle.nucleolus(game, rational=True)
    assert all(abs(float(found[p]) - slow[p]) < 1e-5 for p in game.players)
    assert solutions.is_nucleolus(game, found)
    assert oracle.in_kernel(game, found)
    if solutions.core(game):
        assert oracle.in_core(game, found)
        assert found == {**solutions.prenucleolus(game)}


@few
@given(tables(least=2), st.lists(st.integers(-3, 8), min_size=4, max_size=4))
def test_kohlbergs_criterion_refutes_with_a_better_allocation(game, guess):
    shares = dict(zip(game.players, guess, strict=False))
    shares[game.players[-1]] = game.total - sum(shares[p] for p in game.players[:-1])
    is_it = solutions.prenucleolus(game) == shares
    assert solutions.is_prenucleolus(game, shares) == is_it
    if not is_it:
        from consensus.solutions.coalitional.criterion import kohlberg

        better = kohlberg(game, shares, [2 ** len(game.players) - 1], rational=False).move
        assert sum(better.values()) == game.total

        def complaints(x):
            return sorted((oracle.excess(game, x, s) for s in oracle.coalitions(game.players)),
                          reverse=True)  # fmt: skip

        assert complaints(better) < complaints(shares)


@few
@given(tables(least=2))
def test_least_core_is_tight(game):
    found = solutions.least_core(game)
    shares = found.items[0]
    proper = [s for s in oracle.coalitions(game.players) if len(s) < len(game.players)]
    assert max(oracle.excess(game, shares, s) for s in proper) == found.epsilon
    assert (found.epsilon <= 0) == bool(solutions.core(game))
    assert solutions.epsilon_core(game, epsilon=found.epsilon)
    below = found.epsilon - Fraction(1, 7)
    assert not solutions.epsilon_core(game, epsilon=below)


@few
@given(convex())
def test_convex_games(game):
    assert solutions.is_convex(game)
    assert solutions.is_superadditive(game)
    assert oracle.in_core(game, solutions.shapley(game))
    assert solutions.core(game)


@few
@given(tables())
def test_properties_by_their_definitions(game):
    every = [frozenset(), *oracle.coalitions(game.players)]
    monotone = all(game.worth(s) <= game.worth(t) for s in every for t in every if s <= t)
    superadditive = all(
        game.worth(s) + game.worth(t) <= game.worth(s | t) for s in every for t in every
        if not s & t
    )  # fmt: skip
    convex_ = all(
        game.worth(s) + game.worth(t) <= game.worth(s | t) + game.worth(s & t)
        for s in every
        for t in every
    )
    found = solutions.is_monotone(game)
    assert bool(found) == monotone
    if not monotone:
        inside, player = found.witness
        assert game.worth(inside | {player}) < game.worth(inside)
    found = solutions.is_superadditive(game)
    assert bool(found) == superadditive
    if not superadditive:
        one, other = found.witness
        assert not one & other
        assert game.worth(one) + game.worth(other) > game.worth(one | other)
    found = solutions.is_convex(game)
    assert bool(found) == convex_
    if not convex_:
        inside, i, j = found.witness
        assert game.worth(inside | {i, j}) - game.worth(inside | {j}) < (
            game.worth(inside | {i}) - game.worth(inside)
        )


@few
@given(simple(least=2))
def test_core_of_a_simple_game_is_that_of_its_vetoers(rule):
    game = games.Coalitional.from_rule(rule)
    listed = games.Coalitional(rule.players, lambda s: int(rule.wins(s)))
    assert game.table.numbers() == listed.table.numbers()
    found = solutions.core(game)
    assert bool(found) == bool(rule.vetoers) == bool(solutions.core(listed))
    if found:
        assert solutions.is_in_core(listed, found.items[0])
    else:
        weights = found.evidence["balanced"]
        assert all(rule.wins(s) for s in weights)
        assert all(sum(w for s, w in weights.items() if p in s) == 1 for p in rule.players)
        assert sum(weights.values()) > 1


@few
@given(tables(least=2))
def test_tau_by_its_definition(game):
    try:
        found = solutions.tau(game)
    except NotApplicable:
        high, low = solutions.utopia(game), solutions.minimal_rights(game)
        enclosed = sum(low.values()) <= game.total <= sum(high.values())
        assert not enclosed or any(low[p] > high[p] for p in game.players)
        return
    assert dict(found) == oracle.tau(game)
    assert sum(found.values()) == game.total


@few
@given(tables(least=3, low=0, high=8))
def test_structures_share_block_by_block(game):
    blocks = [set(game.players[:2])]
    value = solutions.aumann_dreze(game, structure=blocks)
    assert sum(value[p] for p in game.players[:2]) == game.worth(game.players[:2])
    assert all(value[p] == game.worth({p}) for p in game.players[2:])
    point = solutions.prenucleolus(game, structure=blocks)
    assert solutions.is_prenucleolus(game, point, structure=blocks)
    assert solutions.is_in_prekernel(game, point, structure=blocks)
    found = solutions.core(game, structure=blocks)
    if found:
        assert solutions.is_in_core(game, found.items[0], structure=blocks)
        assert solutions.is_in_core(game, point, structure=blocks)
    else:
        total = sum(game.worth(b) for b in [frozenset(game.players[:2]), *map(frozenset, [
            {p} for p in game.players[2:]])])  # fmt: skip
        weights = found.evidence["balanced"]
        assert all(sum(w for s, w in weights.items() if p in s) == 1 for p in game.players)
        assert sum(w * game.worth(s) for s, w in weights.items()) > total


@fewer
@example(rules.by_weight({"a": 1, "b": 1, "c": 2, "d": 2}, 3))  # one of each type wins with half
@example(rules.by_weight({"a": 1, "b": 1, "c": 3, "d": 3}, 4))
@given(simple(least=2))
def test_large_rules_by_the_same_steps_as_small_ones(rule):
    """The engine that lists no coalition agrees with the one that lists them all."""
    from consensus.solutions.coalitional.core_allocations import _proportional_excess
    from consensus.solutions.coalitional.large import RuleLevels

    game = games.Coalitional.from_rule(rule)
    alone = sum(game.worth({p}) for p in game.players)
    for rational, concept in ((False, solutions.prenucleolus), (True, solutions.nucleolus)):
        if rational and alone > 1:
            continue
        for searched in (True, False):
            engine = RuleLevels(rule, rational=rational)
            engine.parts = engine.parts if searched else None
            levels = engine.all()
            shares = levels[-1].shares if levels else [Fraction(1, len(rule.players))]
            assert engine.shares(shares) == dict(concept(game))
    first = RuleLevels(rule, rational=False).first()
    if first is not None:
        fixed = _proportional_excess(RuleLevels(rule, rational=False))
        assert max(first.excess, fixed) == solutions.least_core(game).epsilon
