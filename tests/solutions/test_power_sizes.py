"""Power beyond what can be listed, against a textbook programme, and what is refused."""

from __future__ import annotations

import random
from fractions import Fraction
from math import comb, factorial

import pytest

from consensus import institutions, rules, solutions
from consensus.errors import InvalidInput, TooLarge
from consensus.rules.automaton import automaton_of
from oracles import power as oracle


def textbook(weights: list[int], quota: int) -> list[list[int]]:
    """Swings of each player by size: for each one the table of the others' totals and sizes."""
    n = len(weights)
    swings = []
    for i, own in enumerate(weights):
        others = weights[:i] + weights[i + 1 :]
        table = [[0] * n for _ in range(quota)]
        table[0][0] = 1
        for weight in others:
            for total in range(quota - 1, weight - 1, -1):
                row, source = table[total], table[total - weight]
                for size in range(n - 1, 0, -1):
                    row[size] += source[size - 1]
        rows = table[max(0, quota - own) :]
        swings.append([sum(row[size] for row in rows) for size in range(n)])
    return swings


@pytest.mark.parametrize("share", [Fraction(1, 2), Fraction(3, 4)])
def test_weighted_rules_against_a_textbook_programme(share):
    draw = random.Random(11)
    weights = [draw.randint(0, 12) for _ in range(24)]
    quota = int(sum(weights) * share) + 1
    rule = rules.by_weight({f"p{i}": w for i, w in enumerate(weights)}, quota)
    found = solutions.shapley_shubik(rule)
    for i, row in enumerate(textbook(weights, quota)):
        pivots = sum(c * factorial(k) * factorial(23 - k) for k, c in enumerate(row))
        assert found[f"p{i}"] == Fraction(pivots, factorial(24))
        assert solutions.penrose(rule)[f"p{i}"] == Fraction(sum(row), 2**23)


def test_electoral_college_against_a_textbook_programme():
    college = institutions.us_electoral_college(2020)
    weights = [college.quotas[0].adds(p, "assent") for p in college.players]
    totals = [1] + [0] * sum(weights)
    for weight in weights[1:]:
        for total in range(len(totals) - 1, weight - 1, -1):
            totals[total] += totals[total - weight]
    swings = sum(totals[270 - weights[0] : 270])
    assert solutions.penrose(college)[college.players[0]] == Fraction(swings, 2**50)


@pytest.mark.parametrize(
    "rule",
    [
        institutions.canada_amendment(1981),
        institutions.canada_victoria_charter(),
        institutions.eu_council("rome", year=1981),
        institutions.eu_council("rome", year=1981, on_proposal=False),
        institutions.nassau_county(1982),
        institutions.un_security_council(1950),
    ],
)
def test_institutions_by_listing(rule):
    assert solutions.penrose(rule) == oracle.penrose(rule)
    assert solutions.johnston(rule) == oracle.johnston(rule)
    assert solutions.deegan_packel(rule) == oracle.deegan_packel(rule)
    assert set(rules.minimal_winning(rule)) == oracle.minimal_winning(rule)


def test_consensus_of_any_size():
    """Everyone is alike: 1/n each; and a lone ballot decides once in 2ⁿ⁻¹ or (2/3)ⁿ⁻¹."""
    for n in (57, 300):
        players = [f"p{i}" for i in range(n)]
        council = rules.by_consensus(players)
        assert solutions.shapley_shubik(council)["p0"] == Fraction(1, n)
        assert solutions.penrose(council)["p0"] == Fraction(1, 2 ** (n - 1))
        assert solutions.penrose(council, abstention=True)["p0"] == Fraction(2, 3) ** (n - 1)
    shared = solutions.shapley_shubik(rules.by_consensus(players[:57]), abstention=True)
    assert shared["p0"] == Fraction(1, 57)


def test_two_houses_of_a_hundred():
    """Joined quotas at a size where counts pass 2²⁰⁰: each half is a simple majority."""
    one, two = [f"a{i}" for i in range(100)], [f"b{i}" for i in range(101)]
    rule = rules.by_majority(one) & rules.by_majority(two)
    winning = sum(comb(101, k) for k in range(51, 102))
    expected = Fraction(comb(99, 50) * winning, 2**200)
    assert solutions.penrose(rule)["a0"] == expected
    assert rules.count_minimal_winning(rule) == comb(100, 51) * comb(101, 51)


def test_weights_beyond_a_machine_word():
    huge = {"a": 3 * 10**30, "b": 2 * 10**30, "c": 10**30 + 1}
    rule = rules.by_weight(huge, 4 * 10**30)
    assert solutions.shapley_shubik(rule) == oracle.shapley_shubik(rule)
    joined = rule & rules.by_majority(["a", "b", "c"], 2)
    assert solutions.penrose(joined) == oracle.penrose(joined)
    assert solutions.johnston(joined) == oracle.johnston(joined)
    assert rules.weights_of(joined)
    floats = rules.by_weight({"a": 0.1, "b": 0.2, "c": 12345.6}, 0.3)
    assert not floats.wins({"a", "b"}) or Fraction(0.1) + Fraction(0.2) >= Fraction(0.3)
    assert solutions.penrose(floats) == oracle.penrose(floats)


def wide_rule():
    draw = random.Random(3)
    return rules.by_weight({f"p{i}": draw.randint(10**11, 10**12) for i in range(60)}, 2 * 10**13)


def test_too_large_is_refused_with_the_cost_and_the_alternative():
    with pytest.raises(TooLarge, match=r"automaton of a rule with 60 players.*instead, "):
        automaton_of(wide_rule(), limit=100_000)


def test_minimal_winning_coalitions_come_lazily():
    players = [f"p{i}" for i in range(200)]
    listed = rules.minimal_winning(rules.by_majority(players))
    assert len(next(listed)) == 101
    assert next(listed) != next(listed)
    assert len(next(rules.maximal_losing(rules.by_majority(players)))) == 100


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda r: solutions.owen_index(r, unions={"x": ["a", "z"]}), r"unions\['x'\]: 'z'"),
        (lambda r: solutions.owen_index(r, unions={"x": ["a"], "y": ["a"]}), "already in"),
        (lambda r: solutions.owen_index(r, unions={"x": []}), "needs at least one member"),
        (lambda r: solutions.owen_index(r, unions={"c": ["a", "b"]}), "name of a player outside"),
        (lambda r: solutions.owen_index(r, unions=["a"]), "unions: expected a mapping"),
        (lambda r: solutions.banzhaf_owen_index(r, unions={"x": "ab"}), r"unions\['x'\].*got 'ab'"),
        (lambda r: solutions.myerson_index(r, links=[("a", "z")]), r"links\[0\]: 'z'"),
        (lambda r: solutions.myerson_index(r, links=[("a", "a")]), "linked to itself"),
        (lambda r: solutions.myerson_index(r, links=["ab"]), "expected a pair"),
        (lambda r: solutions.myerson_index(r, links=[("a", "b", "c")]), "expected a pair"),
    ],
)
def test_bad_input(ask, message):
    with pytest.raises(InvalidInput, match=message):
        ask(rules.by_consensus(["a", "b", "c"]))


def test_passing_on_abstentions_alone_is_legal():
    council = rules.by_consensus(["a", "b"])
    assert council.passes({"a": "abstain", "b": "abstain"})
    assert solutions.coleman_act(council, abstention=True).value == Fraction(4, 9)


def test_records_say_what_they_are():
    value = solutions.penrose(rules.by_consensus(["a", "b"]))
    assert value.kind == "exact"
    act = solutions.coleman_act(rules.by_consensus(["a", "b"]))
    assert act.exact
    assert float(act) == 0.25
    assert len(act) == 1


@pytest.mark.parametrize(
    "ask",
    [
        solutions.penrose, solutions.banzhaf, solutions.shapley_shubik, solutions.coleman_act,
        solutions.johnston, solutions.deegan_packel, solutions.rae, solutions.chow,
        rules.is_proper, rules.weights_of, rules.nakamura_number, rules.minimal_winning,
        rules.count_minimal_winning, rules.to_text,
    ],
)  # fmt: skip
def test_only_rules_are_measured(ask):
    with pytest.raises(InvalidInput, match="rule: expected a Rule, got"):
        ask({"a": 1})
