"""Properties of rules against their definitions, on random rules."""

from __future__ import annotations

from itertools import combinations_with_replacement
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus import rules
from consensus.errors import InvalidInput
from consensus.rules import Rule
from generators.rules import NAMES, any_rule, quota_rule, weighted
from oracles import power as oracle

few = settings(max_examples=40, deadline=None)


@st.composite
def two_rules(draw):
    players = NAMES[: draw(st.integers(1, 4))]
    leaf = quota_rule(players)
    tree = st.recursive(
        leaf,
        lambda inner: st.tuples(inner, inner, st.booleans()).map(
            lambda t: t[0] & t[1] if t[2] else t[0] | t[1]
        ),
        max_leaves=3,
    )
    return draw(tree), draw(tree)


@few
@given(two_rules())
def test_same_decisions_and_implication_by_listing(both):
    rule, other = both
    listed = list(oracle.ballots(rule.players))
    implied = all(other.passes(b) for b in listed if rule.passes(b))
    assert rules.implies(rule, other) == implied
    same = all(other.passes(b) == rule.passes(b) for b in listed)
    assert rules.same_decisions(rule, other) == same
    assert rules.same_decisions(rule & other, other & rule)
    assert rules.same_decisions(rule | (rule & other), rule)
    if implied:
        assert set(other.vetoers) <= set(rule.vetoers), "a stricter rule has no fewer vetoers"


@few
@given(any_rule())
def test_simple_properties_by_listing(rule):
    everyone = frozenset(rule.players)
    all_coalitions = oracle.coalitions(rule.players)
    wins = {c: rule.wins(c) for c in all_coalitions}
    assert rules.is_proper(rule) == (not any(wins[c] and wins[everyone - c] for c in wins))
    assert rules.is_strong(rule) == all(wins[c] or wins[everyone - c] for c in wins)
    for player in rule.players:
        idle = oracle.swings(rule, player) == 0
        assert rules.is_dummy(rule, player) == idle
        alone = all(wins[c] == (player in c) for c in wins)
        assert rules.is_dictator(rule, player) == alone
        assert (rules.dictator(rule) == player) == alone


@few
@given(any_rule())
def test_desirability_by_listing(rule):
    found = rules.desirability(rule)
    for i in rule.players:
        for j in rule.players:
            rest = [p for p in rule.players if p not in (i, j)]
            better = i == j or all(
                rule.wins(c | {i}) for c in oracle.coalitions(rest) if rule.wins(c | {j})
            )
            assert found.at_least(i, j) == better
    swapped = False
    winning = oracle.winning(rule)
    for s in winning:
        for t in winning:
            for i in s - t:
                for j in t - s:
                    one, two = (s - {i}) | {j}, (t - {j}) | {i}
                    swapped |= not rule.wins(one) and not rule.wins(two)
    assert rules.is_swap_robust(rule) == (not swapped)


@few
@given(weighted(most=5))
def test_weighted_rules_rank_their_players(rule):
    assert rules.is_swap_robust(rule)
    flat = [player for alike in rules.desirability(rule).classes for player in alike]
    assert sorted(flat) == sorted(rule.players)


@settings(max_examples=40, deadline=None)
@given(any_rule(most=4))
def test_nakamura_number_by_listing(rule):
    minimal = list(oracle.minimal_winning(rule))
    found = rules.nakamura_number(rule)
    if rule.vetoers:
        assert found == inf
        return
    for size in range(1, len(rule.players) + 2):
        chosen = combinations_with_replacement(minimal, size)
        if any(not frozenset.intersection(*some) for some in chosen):
            assert found == max(size, 2)
            return
    pytest.fail("without a vetoer some coalitions have no common member")


@pytest.mark.parametrize(("n", "q"), [(5, 3), (7, 5), (57, 38), (100, 99)])
def test_nakamura_number_of_a_majority(n, q):
    """⌈n/(n−q)⌉: H. Moulin, The Strategy of Social Choice (1983), for q-majorities of n."""
    players = [f"p{i}" for i in range(n)]
    assert rules.nakamura_number(rules.by_majority(players, q)) == -(-n // (n - q))


def test_different_players_are_refused():
    one, two = rules.by_consensus(["a", "b"]), rules.by_consensus(["a"])
    with pytest.raises(InvalidInput, match="'b' is a player of one of the two rules only"):
        rules.same_decisions(one, two)
    assert rules.same_decisions(one & two, Rule(("b", "a"), (one & two).structure))


@pytest.mark.parametrize("ask", [rules.is_dummy, rules.is_dictator])
def test_unknown_player(ask):
    with pytest.raises(InvalidInput, match="player: 'z' is not a player"):
        ask(rules.by_consensus(["a"]), "z")


@few
@given(any_rule())
def test_weights_or_a_trade_prove_the_answer(rule):
    found = rules.weights_of(rule)
    assert bool(found) == rules.is_trade_robust(rule) == (found.trade is None)
    if found:
        for coalition in oracle.coalitions(rule.players):
            weight = sum(found.weights[p] for p in coalition)
            assert rule.wins(coalition) == (weight >= found.quota)
    else:
        assert _is_a_trade(rule, found.trade)
        assert found.trade.proves(rule)


def _is_a_trade(rule, trade):
    """By the definition, coalition by coalition."""
    for player in rule.players:
        won = sum(times for c, times in trade.winning if player in c)
        assert won == sum(times for c, times in trade.losing if player in c)
    assert all(rule.wins(c) for c, _ in trade.winning)
    assert not any(rule.wins(c) for c, _ in trade.losing)
    return sum(t for _, t in trade.winning) == sum(t for _, t in trade.losing)


@few
@given(weighted())
def test_weighted_rules_get_weights(rule):
    assert rules.weights_of(rule)


def test_a_trade_that_is_none_proves_nothing():
    rule = rules.by_majority(["a", "b", "c"])
    same = ((frozenset("ab"), 1),)
    assert not rules.Trade(same, same).proves(rule)
    assert not rules.Trade(same, ((frozenset("a"), 1),)).proves(rule)
