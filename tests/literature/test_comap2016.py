"""COMAP, For All Practical Purposes, 10th ed. (2016), chapter 11, exercise 5: the boards of Nassau
County from 1958 to 1982.

The answer key says that there were three dummies in 1958 and in 1964 and none from 1970 on.
"""

import pytest

from consensus import institutions, rules


@pytest.mark.parametrize(("year", "idle"), [(1958, 3), (1964, 3), (1970, 0), (1976, 0), (1982, 0)])
def test_dummies(year, idle):
    board = institutions.nassau_county(year)
    assert len(rules.dummies(board)) == idle
    assert rules.dictator(board) is None
