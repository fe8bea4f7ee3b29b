"""A. D. Taylor, Mathematics and Politics (1995), chapters 4 and 9: the power of the President in
the federal system under four indices: Shapley-Shubik .16047, Banzhaf .038, Deegan-Packel .004 and
Johnston .77.
"""

from math import comb

import pytest

from consensus import institutions, rules, solutions


@pytest.fixture(scope="module")
def law():
    return institutions.us_federal_law()


def test_shapley_shubik(law):
    value = solutions.shapley_shubik(law, tolerance=1e-7)
    assert round(value["President"], 5) == 0.16047


def test_banzhaf(law):
    assert round(float(solutions.banzhaf(law)["President"]), 3) == 0.038


def test_johnston(law):
    assert round(float(solutions.johnston(law)["President"]), 2) == 0.77


def test_deegan_packel(law):
    """Counting by size would take long here; the minimal winning coalitions are of two kinds."""
    signed = comb(100, 51) * comb(435, 218)
    overridden = comb(100, 67) * comb(435, 290)
    assert round(signed / (1 + 51 + 218) / (signed + overridden), 3) == 0.004
    small = rules.by_unanimity(["P"]) & rules.by_majority(list("abc")) | rules.by_majority(
        list("abc"), 3
    )
    # The same closed form on a parliament of three, where all is counted: 3 of 4 coalitions.
    assert solutions.deegan_packel(small)["P"] * 4 == 1
