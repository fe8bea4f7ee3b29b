"""D. S. Felsenthal and M. Machover, The Measurement of Voting Power (1998): the Council of fifteen
(section 5.3) and the Security Council with abstention (section 8.3).

Under two ballots the Council of 1995 has Banzhaf indices 11.16, 9.24, 5.87, 4.79, 3.59 and 2.26 per
cent and Shapley-Shubik indices 11.67, 9.55, 5.52, 4.54, 3.53 and 2.07. With abstention a permanent
member of the Security Council decides with probability 36112/3¹³, an elected one with 5906/3¹².
"""

from fractions import Fraction

import pytest

from consensus import institutions, solutions

STATES = ("Germany", "Spain", "Belgium", "Austria", "Denmark", "Luxembourg")


@pytest.mark.parametrize(
    ("measure", "per_cent"),
    [
        (solutions.banzhaf, (11.16, 9.24, 5.87, 4.79, 3.59, 2.26)),
        (solutions.shapley_shubik, (11.67, 9.55, 5.52, 4.54, 3.53, 2.07)),
    ],
)
def test_council_of_fifteen(measure, per_cent):
    value = measure(institutions.eu_council("rome", year=1995))
    assert tuple(round(100 * float(value[state]), 2) for state in STATES) == per_cent


def test_security_council_with_abstention():
    council = institutions.un_security_council()
    value = solutions.penrose(council, abstention=True)
    assert value["France"] == Fraction(36112, 3**13)
    assert value["elected 1"] == Fraction(5906, 3**12)


def test_permanent_members_lose_by_abstention():
    """The book's point: a model without abstention overstates the power of the permanent five."""
    council = institutions.un_security_council()
    for measure in (solutions.banzhaf, solutions.shapley_shubik):
        two, three = measure(council), measure(council, abstention=True)
        assert three["France"] < two["France"]
        assert three["elected 1"] > two["elected 1"]
