"""The chair's two models against brute force, their closed forms and each other."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus import models, sweeps
from consensus.errors import InvalidInput
from consensus.report.answers import conduct, joint

SMALL = st.fractions(-2, 2, max_denominator=12)
POSITIVE = st.fractions(0, 2, max_denominator=12)
GRID = [Fraction(i, 60) for i in range(61)]


@given(SMALL, SMALL, SMALL, st.fractions(Fraction(1, 10), 3, max_denominator=10))
def test_no_degree_on_a_grid_is_better_than_the_chosen_one(lean, pressure, support, curvature):
    answer = models.discretion(lean, pressure, support, curvature)
    game = answer.game
    best = game.utility(answer.accommodation)
    assert 0 <= answer.accommodation <= 1
    assert all(game.utility(d) <= best for d in GRID)
    assert answer.why(answer.accommodation) is None
    for d in GRID:
        upset = answer.why(d)
        if d != answer.accommodation:
            assert upset is not None
            assert upset.gain == best - game.utility(d) > 0


@given(SMALL, SMALL, st.fractions(Fraction(1, 10), 3, max_denominator=10))
def test_the_marks_are_where_the_conduct_changes(lean, pressure, curvature):
    marks = models.discretion(lean, pressure, 0, curvature).marks
    step = Fraction(1, 10**6)
    at = partial(models.discretion, lean, pressure, curvature=curvature)
    assert at(marks.end_of_full_accommodation).accommodation == 1
    assert at(marks.end_of_full_accommodation + step).accommodation < 1
    assert at(marks.balance).accommodation == Fraction(1, 2)
    assert at(marks.full_upholding).accommodation == 0
    assert at(marks.full_upholding - step).accommodation > 0


@given(POSITIVE, POSITIVE)
def test_equal_joint_effort_meets_the_deficit_exactly(deficit, synergy):
    shield = models.backing(deficit, synergy)
    each = shield.joint
    assert (2 + synergy) * each == deficit
    assert shield.alone == deficit
    assert shield.joint * shield.saving * 2 == deficit


@given(POSITIVE, POSITIVE, POSITIVE, POSITIVE)
def test_least_total_within_limits_by_brute_force(deficit, synergy, first, second):
    shield = models.backing(deficit, synergy, limits=(first, second))
    grid = 24
    totals = []
    for i in range(grid + 1):
        a = first * Fraction(i, grid)
        # The least b for this a: b >= a needs a + b + synergy·a, b < a needs a + b + synergy·b.
        for b in (deficit - a - synergy * a, (deficit - a) / (1 + synergy), Fraction(0)):
            b = max(b, Fraction(0))
            if b <= second and a + b + synergy * min(a, b) >= deficit:
                totals.append(a + b)
    if shield.unequal is None:
        assert not totals
        assert first + second + synergy * min(first, second) < deficit
        assert shield.items == ()
    else:
        a, b = shield.unequal
        assert 0 <= a <= first
        assert 0 <= b <= second
        assert a + b + synergy * min(a, b) >= deficit
        assert all(a + b <= total for total in totals)
        assert shield.why((a, b)) is None


def test_the_two_models_agree_at_the_balance():
    # formal models, "Where each formula stops": kappa = 1/2 − k, r (+ T) = P, lump S.
    lean, pressure = Fraction(2, 5), Fraction(1, 2)
    deficit = pressure + lean - Fraction(1, 2)
    assert models.backing(deficit, 0).alone == models.discretion(lean, pressure, 0).marks.balance


def test_the_regimes_along_joint_support_are_the_closed_form():
    lean, pressure, synergy = Fraction(2, 5), Fraction(7, 10), Fraction(1, 2)
    found = sweeps.regimes(
        partial(conduct, joint),
        over={"support": (0, 1)},
        at={"lean": lean, "pressure": pressure, "synergy": synergy},
    )
    expected = [(pressure + lean - level) / (2 + synergy) for level in (1, Fraction(1, 2), 0)]
    assert list(found.edges) == expected
    assert [str(c.formula) for c in found.crossings] == [
        "(lean + pressure - 1)/(synergy + 2)",
        "(lean + pressure - 1/2)/(synergy + 2)",
        "(lean + pressure)/(synergy + 2)",
    ]
    assert [piece.answer.conduct for piece in found.pieces if not piece.where.is_point] == [
        "accommodates fully", "mostly accommodates", "mostly upholds", "upholds fully",
    ]  # fmt: skip
    assert all(crossing.reason is not None for crossing in found.crossings)


def test_no_backing_is_needed_without_a_deficit():
    shield = models.backing(-1, 1)
    assert (shield.joint, shield.alone, shield.items) == (0, 0, ((0, 0),))


def test_without_synergy_other_splits_cost_the_same():
    shield = models.backing(1, 0)
    assert not shield.complete
    assert shield.why((1, 0)) is None
    assert shield.why((1, Fraction(1, 10))).gain == Fraction(1, 10)
    assert models.backing(1, 1).why((1, 0)).gain == Fraction(1, 3)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: models.discretion(0, 0, 0, 0), "curvature: expected a positive number, got 0"),
        (lambda: models.discretion("x", 0, 0), "lean: expected a number, got 'x'"),
        (lambda: models.backing(1, -1), "synergy: expected at least 0, got -1"),
        (lambda: models.backing(1, 1, limits=(1,)), "limits: expected one for each"),
        (lambda: models.backing(1, 1, limits=(1, -2)), r"limits\[1\]: expected at least 0, got -2"),
        (lambda: models.backing(1, 1).why(3), "candidate: expected a pair of contributions"),
    ],
)
def test_bad_input(call, message):
    with pytest.raises(InvalidInput, match=message):
        call()
