"""Laws of the chair's year: what support and pressure may do, and what they may not."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from consensus import osce, solutions
from consensus.osce.chair_study.attention import best_agenda
from consensus.osce.chair_study.ballots import objectors, pressed
from consensus.osce.chair_study.choices import MODELS, Question, agency, degree, rank
from consensus.osce.chair_study.coded import inputs
from consensus.osce.chair_study.facts import (
    WAYS,
    credible_harm,
    deficit,
    net_stakes,
    own_value,
    rival_stakes,
    shield,
)
from oracles.attention import best_value

tenths = st.integers(0, 20).map(lambda n: Fraction(n, 20))
signed = st.integers(-10, 10).map(lambda n: Fraction(n, 20))
NUMBERS = st.fixed_dictionaries(
    {
        **dict.fromkeys(
            ["support", "synergy", "reform", "china_relief", "us", "europe", "us_energy",
             "europe_energy", "back_cost", "russia", "harm", "reputation", "lean", "dependence",
             "legitimacy"],
            tenths,
        ),
        **dict.fromkeys(["china", "prestige", "precedent"], signed),
        "punish_cost": st.sampled_from([Fraction(1, 2), Fraction(1), Fraction(2)]),
    }
)  # fmt: skip
QUESTIONS = [Question(model, way) for model in MODELS for way in WAYS]


@given(NUMBERS, tenths)
@settings(max_examples=150, deadline=None)
def test_support_never_lowers_upholding_and_pressure_never_raises_it(n, more) -> None:
    for question in QUESTIONS:
        now = rank(question(**n))
        assert rank(question(**{**n, "support": n["support"] + more})) >= now
        assert rank(question(**{**n, "russia": n["russia"] + more})) <= now


@given(NUMBERS)
@settings(max_examples=150, deadline=None)
def test_joint_backing_does_at_least_as_well_as_split_and_split_as_a_single_backer(n) -> None:
    for model in ("A", "B"):
        joint, split, single = (rank(Question(model, way)(**n)) for way in WAYS)
        assert joint >= split >= single
    if min(net_stakes(n).values()) >= 0:  # else one would pay to be rid of the item
        assert rank(Question("C", "joint")(**n)) >= rank(Question("C", "split")(**n))


@given(NUMBERS)
@settings(max_examples=150, deadline=None)
def test_a_is_the_joint_surplus_of_formal_model_a2_and_b_is_on_the_same_side(n) -> None:
    """A2: uphold iff w₁ + w₂ >= D, D = r + T·1[g >= cT] − κ; B3's degree crosses 1/2 there."""
    harm = n["harm"] if n["reputation"] >= n["punish_cost"] * n["harm"] else 0
    kappa = (
        Fraction(1, 2) - n["lean"] + n["prestige"] + n["precedent"] + n["legitimacy"] * n["reform"]
        - n["dependence"] * (1 - n["china_relief"])
    )  # fmt: skip
    needed = n["russia"] + n["china"] + harm - kappa
    assert deficit(n) == needed
    for way in WAYS:
        upholds = solutions.truthful(agency(way, n)).items
        given_ = shield(way, n)
        assert ("uphold" in [deal.action for deal in upholds]) == (given_ >= needed)
        found = degree(way, n).accommodation
        assert found == min(max(Fraction(1, 2) + needed - given_, 0), 1)
        assert (found < Fraction(1, 2)) == (given_ > needed)


@given(NUMBERS)
@settings(max_examples=150, deadline=None)
def test_division_alone_can_lose_an_item_as_formal_model_a_says(n) -> None:
    """Silent menus keep A iff T·1[·] − κ >= max(w₁, w₂), where no rival would have to pay."""
    n = {**n, "china": abs(n["china"])}
    harm, kappa = credible_harm(n), own_value(n)
    assume(harm - kappa > 0 and harm - kappa != n["support"])
    silent = harm - kappa > n["support"]
    if 2 * n["support"] >= deficit(n):
        assert (Question("A", "split")(**n) == "either") == silent


@given(NUMBERS)
@settings(max_examples=200, deadline=None)
def test_c_split_is_the_closed_form_of_formal_model_c1(n) -> None:
    """Both needed: risk dominance iff (b₁ − c)(b₂ − c) > c²; one needed: whoever gains backs."""
    needed, cost, s = deficit(n), n["back_cost"], n["support"]
    b1, b2 = net_stakes(n).values()
    assume(needed > 0 and b1 != cost and b2 != cost and (b1 - cost) * (b2 - cost) != cost**2)
    assume(cost > 0)
    if s >= needed:
        expected = max(b1, b2) > cost
    elif 2 * s >= needed:
        expected = min(b1, b2) > cost and (b1 - cost) * (b2 - cost) > cost**2
    else:
        expected = False
    assert Question("C", "split")(**n) == ("upholds" if expected else "accommodates")


@given(NUMBERS, tenths)
@settings(max_examples=100, deadline=None)
def test_dependence_is_counted_once(n, more) -> None:
    """dD/dδ = +1 and nothing else moves: not the lean, the harm nor Russia's pressure."""
    later = {**n, "dependence": n["dependence"] + more, "china_relief": 0}
    before = {**n, "china_relief": 0}
    assert deficit(later) - deficit(before) == more
    assert credible_harm(later) == credible_harm(before)
    assert rival_stakes(later) == rival_stakes(before)
    assert net_stakes(later) == net_stakes(before)


@given(
    st.dictionaries(st.sampled_from("abcdefg"), st.tuples(signed, st.integers(1, 4)), min_size=1),
    st.integers(0, 9),
)
@settings(max_examples=200, deadline=None)
def test_the_best_agenda_is_the_best_of_all_sets(drawn, budget) -> None:
    values = {name: value for name, (value, _) in drawn.items()}
    costs = {name: cost for name, (_, cost) in drawn.items()}
    found = best_agenda(values, costs, budget)
    assert found.value == best_value(values, costs, budget)
    assert found.value == sum(values[name] for name in found.chosen)
    assert found.spent == sum(costs[name] for name in found.chosen) <= budget
    assert found.why(found.chosen) is None
    worse = found.why(())
    assert (worse is None) == (found.value == 0)


@cache
def texts():
    cases = osce.situations()
    return [
        (cases[text.situation], text)
        for item in inputs().items.values()
        for text in item.texts
    ]  # fmt: skip


@given(tenths, st.data())
@settings(max_examples=25, deadline=None)
def test_the_objectors_do_not_depend_on_support(amount, data) -> None:
    scenario, text = data.draw(st.sampled_from(texts()))
    coded = objectors(pressed(scenario, text.option, text.side))
    assert coded
    assert objectors(pressed(scenario, text.option, text.side, support=10 * amount)) == coded
    linked = objectors(pressed(scenario, text.option, text.side, linkage=amount))
    assert set(linked) <= set(coded)


def test_a_question_names_its_model_and_way() -> None:
    for wrong in ({"model": "D", "way": "joint"}, {"model": "A", "way": "apart"}):
        with pytest.raises(ValueError, match="expected one of"):
            Question(**wrong)
