"""Values in doubles lie within their proved error of the exact ones."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus import rules, solutions
from consensus.errors import InvalidInput, NotApplicable
from consensus.solutions.power.quadrature import gauss_error, nodes_needed
from generators.rules import any_rule

few = settings(max_examples=50, deadline=None)
PER_PLAYER = [
    solutions.shapley_shubik,
    solutions.penrose,
    solutions.banzhaf,
    solutions.rae,
    solutions.coleman_prevent,
    solutions.coleman_initiate,
]
WITH_ABSTENTION = [solutions.shapley_shubik, solutions.penrose, solutions.banzhaf]


def check(found, exact, tolerance):
    assert found.kind == "bounded"
    assert 0 < found.error <= tolerance
    for player in exact:
        assert abs(Fraction(found[player]) - exact[player]) <= Fraction(found.error)


@few
@given(any_rule(), st.sampled_from(PER_PLAYER), st.sampled_from([1e-3, 1e-9]))
def test_bounded_values_of_any_rule(rule, measure, tolerance):
    check(measure(rule, tolerance=tolerance), measure(rule), tolerance)


@few
@given(any_rule(most=4), st.sampled_from(WITH_ABSTENTION))
def test_bounded_values_with_abstention(rule, measure):
    check(measure(rule, tolerance=1e-9, abstention=True), measure(rule, abstention=True), 1e-9)


@few
@given(any_rule(), st.booleans())
def test_bounded_chance_to_act(rule, abstention):
    found = solutions.coleman_act(rule, tolerance=1e-9, abstention=abstention)
    exact = solutions.coleman_act(rule, abstention=abstention)
    assert not found.exact
    assert abs(Fraction(found.value) - exact.value) <= Fraction(found.error) <= Fraction(1e-9)


@pytest.mark.parametrize("share", ["1/2", "2/3", "9/10"])
@pytest.mark.parametrize("tolerance", [1e-4, 1e-10])
def test_bounded_values_of_150_players(share, tolerance):
    """Fewer nodes than exactness needs, and points left out by Hoeffding's inequality."""
    draw = random.Random(7)
    weights = {f"p{i}": draw.randint(1, 60) for i in range(150)}
    quota = int(sum(weights.values()) * Fraction(share)) + 1
    rule = rules.by_weight(weights, quota)
    joined = rule & rules.by_majority(list(weights), 76)
    found = solutions.shapley_shubik(rule, tolerance=tolerance)
    check(found, solutions.shapley_shubik(rule), tolerance)
    assert found.evidence["nodes"] < 75
    assert found.evidence["skipped"] > 0
    check(solutions.penrose(rule, tolerance=tolerance), solutions.penrose(rule), tolerance)
    if share == "1/2":
        check(solutions.banzhaf(rule, tolerance=tolerance), solutions.banzhaf(rule), tolerance)
    if share == "2/3":
        check(solutions.penrose(joined, tolerance=tolerance), solutions.penrose(joined), tolerance)


def test_quadrature_is_as_good_as_its_bound():
    """A polynomial of the family whose integral is known: x^s (1−x)^(d−s), a beta function."""
    from math import comb

    from consensus.solutions.power.quadrature import _gauss

    degree = 300
    for nodes in (nodes_needed(degree, 1e-3), nodes_needed(degree, 1e-9)):
        places, weights = _gauss(nodes)
        assert len(places) == nodes < degree // 2
        for s in (0, 1, 100, 150, 300):
            value = float((places**s * (1 - places) ** (degree - s)) @ weights)
            true = 1 / ((degree + 1) * comb(degree, s))
            assert abs(value - true) <= gauss_error(degree, nodes) + 1e-15


def test_bad_tolerances():
    rule = rules.by_consensus(["a", "b"])
    for wrong in (-1, 1, "x", float("nan"), True):
        with pytest.raises(InvalidInput, match="tolerance"):
            solutions.shapley_shubik(rule, tolerance=wrong)
    with pytest.raises(InvalidInput, match="below what doubles can hold"):
        solutions.penrose(rule, tolerance=1e-18)


def test_what_cannot_be_proved_is_refused():
    """Of 80 vetoers each decides with chance 2⁻⁷⁹: shares of that are lost in doubles."""
    council = rules.by_consensus([f"p{i}" for i in range(80)])
    with pytest.raises(NotApplicable, match="tolerance=0 gives exact values"):
        solutions.banzhaf(council, tolerance=1e-9)
    assert solutions.banzhaf(council)["p0"] == Fraction(1, 80)
    with pytest.raises(NotApplicable, match="coleman_prevent"):
        solutions.coleman_prevent(council, tolerance=1e-9)


@pytest.mark.parametrize(
    "measure",
    [
        solutions.coleman_prevent,
        solutions.coleman_initiate,
        solutions.johnston,
        solutions.deegan_packel,
        solutions.holler,
    ],
)
def test_measures_for_two_ballots_refuse_abstention(measure):
    rule = rules.by_consensus(["a", "b"])
    with pytest.raises(NotApplicable, match=f"{measure.__name__} is defined for assent and object"):
        measure(rule, abstention=True)


def test_exact_values_meet_any_tolerance():
    rule = rules.by_weight({"a": 2, "b": 1, "c": 1}, 3)
    for measure in (solutions.johnston, solutions.deegan_packel, solutions.holler):
        assert measure(rule, tolerance=1e-3) == measure(rule)
        with pytest.raises(InvalidInput, match="tolerance"):
            measure(rule, tolerance=2)
