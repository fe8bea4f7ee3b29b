"""J. F. Banzhaf, "Weighted voting doesn't work: a mathematical analysis", Rutgers Law Review 19
(1965), 317-343, table at pp. 339-340: the Board of Supervisors of Nassau County.

In 1958 and 1964 three of six supervisors never decide and the three others share all power.
"""

from fractions import Fraction

import pytest

from consensus import institutions, rules, solutions

THIRD = Fraction(1, 3)


@pytest.mark.parametrize(
    ("year", "powerful"),
    [
        (1958, {"Hempstead 1", "Hempstead 2", "North Hempstead"}),
        (1964, {"Hempstead 1", "Hempstead 2", "Oyster Bay"}),
    ],
)
def test_three_supervisors_have_no_power(year, powerful):
    board = institutions.nassau_county(year)
    value = solutions.banzhaf(board)
    assert {p for p in board.players if value[p] == THIRD} == powerful
    assert set(rules.dummies(board)) == set(board.players) - powerful
    assert solutions.shapley_shubik(board) == value
