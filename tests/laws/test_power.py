"""The counting engine against the definitions, and the laws of the measures, on random rules."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus import rules, solutions
from consensus.rules import critical
from consensus.rules.automaton import automaton_of
from consensus.rules.counting import BANZHAF, SHAPLEY, count_passing, count_swings, tally
from generators.rules import any_rule, weighted
from oracles import power as oracle

few = settings(max_examples=40, deadline=None)
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


@few
@given(any_rule())
def test_other_measures_by_definition(rule):
    assert solutions.rae(rule) == oracle.rae(rule)
    assert solutions.johnston(rule) == oracle.johnston(rule)
    assert solutions.deegan_packel(rule) == oracle.deegan_packel(rule)
    assert solutions.holler(rule) == oracle.holler(rule)
    winning = oracle.winning(rule)
    chow = solutions.chow(rule)
    assert chow == {p: sum(p in c for c in winning) for p in rule.players}
    assert chow.evidence["winning"] == len(winning)
    assert rules.count_minimal_winning(rule) == len(oracle.minimal_winning(rule))
    assert rules.count_minimal_blocking(rule) == len(oracle.minimal_blocking(rule))
    assert rules.count_maximal_losing(rule) == len(oracle.maximal_losing(rule))


@few
@given(weighted())
def test_measures_of_one_quota_by_definition(rule):
    """One quota goes ways of its own: by totals, and by the last member."""
    by_totals = critical._by_totals(rule)
    by_profiles = critical.critical_tally(rule)
    assert by_totals == by_profiles
    assert solutions.deegan_packel(rule) == oracle.deegan_packel(rule)
    assert solutions.holler(rule) == oracle.holler(rule)


@st.composite
def with_unions(draw):
    rule = draw(any_rule())
    home = [draw(st.integers(0, 2)) for _ in rule.players]
    blocks = [
        tuple(p for p, h in zip(rule.players, home, strict=True) if h == block)
        for block in range(3)
    ]
    return rule, [block for block in blocks if block]


@few
@given(with_unions())
def test_unions_by_definition(given_rule):
    rule, unions = given_rule
    named = {f"union {i}": union for i, union in enumerate(unions)}
    found = solutions.owen_index(rule, unions=named)
    assert found == oracle.owen_index(rule, unions)
    assert solutions.banzhaf_owen_index(rule, unions=named) == oracle.banzhaf_owen_index(
        rule, unions
    )
    merged = solutions.shapley_shubik(rule.merge(named))
    for name, union in named.items():
        assert sum(found[p] for p in union) == merged[name]


@few
@given(any_rule())
def test_trivial_unions_change_nothing(rule):
    value = solutions.shapley_shubik(rule)
    assert solutions.owen_index(rule, unions={}) == value
    assert solutions.owen_index(rule, unions={"all": rule.players}) == value
    assert solutions.banzhaf_owen_index(rule, unions={}) == solutions.penrose(rule)


@few
@given(any_rule(), st.data())
def test_links_by_definition(rule, data):
    pairs = list(combinations(rule.players, 2))
    links = data.draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    found = solutions.myerson_index(rule, links=links)
    assert found == oracle.myerson_index(rule, [set(link) for link in links])
    assert found.evidence["links"] == len(links)


@few
@given(weighted())
def test_more_weight_is_never_less_power(rule):
    """Shapley-Shubik, Penrose and Johnston rank the players of one weighted rule by weight."""
    (quota,) = rule.quotas
    ranked = sorted(rule.players, key=lambda p: quota.adds(p, "assent"))
    for measure in (solutions.shapley_shubik, solutions.penrose, solutions.johnston):
        values = [measure(rule)[p] for p in ranked]
        assert values == sorted(values)


def test_deegan_packel_and_holler_can_give_more_to_less_weight():
    """With quota 5 of (3, 2, 1, 1, 1) each 1 gets more than the 2 (found by listing)."""
    rule = rules.by_weight({"a": 3, "b": 2, "c": 1, "d": 1, "e": 1}, 5)
    for measure, by_definition in (
        (solutions.deegan_packel, oracle.deegan_packel),
        (solutions.holler, oracle.holler),
    ):
        value = measure(rule)
        assert value == by_definition(rule)
        assert value["c"] > value["b"]


@pytest.mark.parametrize("n", [53, 54, 55, 56, 57, 58, 60, 130])
def test_counts_beyond_a_machine_word(n):
    """Simple majority of n: Σ of swings is n·C(n−1, ⌊n/2⌋), whichever way they are counted."""
    from math import comb

    players = [f"p{i}" for i in range(n)]
    rule = rules.by_majority(players)
    with_tellers = rule & rules.by_majority(players, 1)  # changes nothing but the number of quotas
    expected = comb(n - 1, n // 2)
    for each in (rule, with_tellers):
        assert count_swings(each).of["p0"] == [expected]
        by_size = count_swings(each, by_size=True)
        assert by_size.passing == [comb(n, k) if k > n // 2 else 0 for k in range(n + 1)]
        assert solutions.shapley_shubik(each)["p5"] * n == 1


def test_totals_longer_than_one_stretch():
    """Some 40,000 totals and 50 players: prefix sums in stretches, counts in several words."""
    import random

    draw = random.Random(9)
    weights = {f"p{i}": draw.randint(1, 3000) for i in range(50)}
    rule = rules.by_weight(weights, sum(weights.values()) // 2)
    counted = count_swings(rule)
    bounded = solutions.penrose(rule, tolerance=1e-9)
    for player, swings in counted.of.items():
        assert abs(swings[0] / 2**49 - bounded[player]) <= bounded.error
    parity = sum(swings[0] for swings in counted.of.values())
    assert parity % 2 == (50 * counted.passing[0]) % 2  # Σ swings = 2·Σ|S| − n·W over winning S
