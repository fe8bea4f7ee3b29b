"""Gains and their ranges against a scan of the bands."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.errors import InvalidInput
from consensus.games import Ideal, Numbers, Outcome, Ranking

UNIT = st.fractions(0, 1, max_denominator=20)
STEPS = 8


def scan(low, high):
    return [low + (high - low) * Fraction(i, STEPS) for i in range(STEPS + 1)]


@given(UNIT, UNIT, UNIT, UNIT, UNIT)
def test_the_range_on_the_scale_holds_every_point_of_the_band(point, width, salience, text, back):
    ideal = Ideal(point, halfwidth=width, salience=salience)
    gain = ideal.gain(Outcome("text", position=text), Outcome("back", position=back))
    seen = [salience * (abs(back - v) - abs(text - v)) for v in [*scan(*ideal.band), text, back]
            if ideal.band[0] <= v <= ideal.band[1]]  # fmt: skip
    assert gain.central == salience * (abs(back - point) - abs(text - point))
    assert gain.low == min(seen)
    assert gain.high == max(seen)


@given(UNIT, UNIT, UNIT, UNIT, UNIT)
def test_the_range_off_the_scale_holds_every_point_of_both_bands(point, width, text, far, slack):
    ideal = Ideal(
        point, halfwidth=width, reversion_distance=far, reversion_halfwidth=slack,
        reversion_at_most=1,
    )  # fmt: skip
    gain = ideal.gain(Outcome("text", position=text), Outcome("none"))
    assert ideal.reversion_band is not None
    for v in scan(*ideal.band):
        for distance in scan(*ideal.reversion_band):
            assert gain.low <= distance - abs(text - v) <= gain.high


def test_ordinal_evidence_cuts_the_band():
    usa = Ideal("0.97", halfwidth="0.15", at_least="0.9", at_most=1)
    assert usa.band == (Fraction(9, 10), 1)
    # With the plain band down to 0.82 the sign would be in doubt at a text of 0.85.
    text, rules = Outcome("text", position="0.85"), Outcome("rules", position="0.9")
    assert usa.gain(text, rules).settled
    assert not Ideal("0.97", halfwidth="0.15").gain(text, rules).settled


def test_a_point_against_its_own_evidence_is_refused():
    with pytest.raises(InvalidInput, match=r"point: 1/2 contradicts"):
        Ideal("0.5", at_least="0.9")


def test_numbers_and_rankings():
    text, back = Outcome("text"), Outcome("back")
    gain = Numbers({"text": 1, "back": "0.5"}, halfwidth="0.3").gain(text, back)
    assert (gain.central, gain.low, gain.high) == (
        Fraction(1, 2), Fraction(-1, 10), Fraction(11, 10),
    )  # fmt: skip
    assert not gain.settled
    assert Ranking(["text", "back"]).gain(text, back).central == 1
    assert Ranking([["text", "back"]]).gain(text, back).central == 0


@pytest.mark.parametrize(
    ("build", "place"),
    [
        (lambda: Ideal(0, halfwidth=-1), "halfwidth: expected at least 0, got -1"),
        (lambda: Ideal(float("nan")), "point: expected a finite number, got nan"),
        (lambda: Ranking(["a", ["b", "a"]]), "ranking: 'a' is ranked twice"),
        (lambda: Numbers({"a": 1}).gain(Outcome("a"), Outcome("b")), "no value for the outcome"),
        (lambda: Ranking(["a"]).gain(Outcome("a"), Outcome("b")), "'b' is not ranked"),
        (lambda: Ideal(0).gain(Outcome("a"), Outcome("b")), "'a' has none on the scale"),
        (
            lambda: Ideal(0).gain(Outcome("a", position=1), Outcome("b")),
            "'b' is no point on the scale",
        ),
    ],
)
def test_bad_input(build, place):
    with pytest.raises(InvalidInput, match=place):
        build()
