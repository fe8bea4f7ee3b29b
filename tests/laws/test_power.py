"""The counting engine against the definitions, and the laws of the measures, on random rules."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from consensus import rules, solutions
from consensus.rules.automaton import automaton_of
from consensus.rules.counting import BANZHAF, SHAPLEY, count_passing, count_swings, tally
from generators.rules import any_rule, weighted
from oracles import power as oracle

few = settings(max_examples=60, deadline=None)
very_few = settings(max_examples=15, deadline=None)


@few
@given(any_rule())
def test_two_ballots_by_definition(rule):
    winning = oracle.winning(rule)
    assert solutions.penrose(rule) == oracle.penrose(rule)
    assert solutions.banzhaf(rule) == oracle.banzhaf(rule)
    assert solutions.shapley_shubik(rule) == oracle.shapley_shubik(rule)
    assert count_passing(rule) == len(winning)
    lost = 2 ** len(rule.players) - len(winning)
    for player in rule.players:
        swings = oracle.swings(rule, player)
        assert solutions.coleman_prevent(rule)[player] * len(winning) == swings
        assert solutions.coleman_initiate(rule)[player] * lost == swings


@few
@given(any_rule(most=4))
def test_three_ballots_by_definition(rule):
    assert count_passing(rule, abstention=True) == oracle.passing(rule)
    assert solutions.penrose(rule, abstention=True) == oracle.penrose_abstention(rule)


@very_few
@given(any_rule(most=3))
def test_roll_calls_by_definition(rule):
    found = solutions.shapley_shubik(rule, abstention=True)
    assert found == oracle.shapley_shubik_abstention(rule)


@few
@given(any_rule())
def test_coalitions_by_definition(rule):
    for lazily, listed in (
        (rules.minimal_winning, oracle.minimal_winning),
        (rules.minimal_blocking, oracle.minimal_blocking),
        (rules.maximal_losing, oracle.maximal_losing),
    ):
        found = list(lazily(rule))
        assert len(found) == len(set(found))
        assert set(found) == listed(rule)


@few
@given(weighted())
def test_sums_and_automaton_count_the_same(rule):
    for weighing in (BANZHAF, SHAPLEY):
        walked = tally(automaton_of(rule), weighing)
        summed = count_swings(rule, by_size=weighing.marked)
        assert walked.passing == summed.passing
        for player in rule.players:
            few_sizes = len(summed.of[player])
            assert walked.of[player][:few_sizes] == summed.of[player]
            assert not any(walked.of[player][few_sizes:])


@few
@given(any_rule())
def test_sums_symmetry_null_player_and_dual(rule):
    value = solutions.shapley_shubik(rule)
    assert sum(value.values()) == 1
    assert sum(solutions.banzhaf(rule).values()) == 1
    assert value == solutions.shapley_shubik(rule.dual())
    assert solutions.penrose(rule) == solutions.penrose(rule.dual())
    reversed_names = rules.Rule(rule.players[::-1], rule.structure)
    assert value == solutions.shapley_shubik(reversed_names)
    for player in rule.players:
        assert (value[player] == 0) == (oracle.swings(rule, player) == 0)


@pytest.mark.parametrize("n", [60, 130])
def test_counts_beyond_a_machine_word(n):
    """Simple majority of n: Σ of swings is n·C(n−1, ⌊n/2⌋), whichever way they are counted."""
    from math import comb

    players = [f"p{i}" for i in range(n)]
    rule = rules.by_majority(players)
    with_tellers = rule & rules.by_majority(players, 1)  # changes nothing but the number of quotas
    expected = comb(n - 1, n // 2)
    for each in (rule, with_tellers):
        assert count_swings(each).of["p0"] == [expected]
        assert solutions.shapley_shubik(each)["p5"] * n == 1
