"""S. J. Brams and P. J. Affuso, "Power and size: a new paradox", Theory and Decision 7 (1976),
29-56, and "New paradoxes of voting power on the EC Council of Ministers", Electoral Studies 4
(1985), 135-139: the Council of six, nine and ten.

Luxembourg had no power in 1958 and gained some when the Council grew and its share of the votes
fell. Banzhaf 1958: 10/42, 6/42, 0. Both indices of 1973 and 1981 to three decimals.
"""

from fractions import Fraction

import pytest

from consensus import institutions, rules, solutions

BIG = ("Germany", "France", "Italy")


def test_council_of_six():
    council = institutions.eu_council("rome", year=1958)
    banzhaf, shapley = solutions.banzhaf(council), solutions.shapley_shubik(council)
    for state in BIG:
        assert banzhaf[state] == Fraction(10, 42)
        assert shapley[state] == Fraction(14, 60)
    for state in ("Belgium", "Netherlands"):
        assert banzhaf[state] == Fraction(6, 42)
        assert shapley[state] == Fraction(9, 60)
    assert banzhaf["Luxembourg"] == shapley["Luxembourg"] == 0
    assert rules.dummies(council) == ("Luxembourg",)


@pytest.mark.parametrize(
    ("year", "measure", "table"),
    [
        (1973, solutions.banzhaf, {"Italy": 0.167, "Belgium": 0.091, "Ireland": 0.066,
                                   "Luxembourg": 0.016}),
        (1973, solutions.shapley_shubik, {"Italy": 0.179, "Belgium": 0.081, "Ireland": 0.057,
                                          "Luxembourg": 0.010}),
        (1981, solutions.banzhaf, {"Italy": 0.158, "Greece": 0.082, "Ireland": 0.041,
                                   "Luxembourg": 0.041}),
        (1981, solutions.shapley_shubik, {"Italy": 0.174, "Greece": 0.071, "Ireland": 0.030,
                                          "Luxembourg": 0.030}),
    ],
)  # fmt: skip
def test_councils_of_nine_and_ten(year, measure, table):
    value = measure(institutions.eu_council("rome", year=year))
    assert {state: round(float(value[state]), 3) for state in table} == table
