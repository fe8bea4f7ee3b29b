"""L. S. Shapley and M. Shubik, "The assignment game I: the core", International Journal of Game
Theory 1 (1972), 111-130.

The house market of the paper: three sellers, three buyers, joint gains
((5, 8, 2), (7, 9, 6), (2, 3, 0)), best assignment worth 16. The core's two extreme points, best
for one side and worst for the other, are checked against the definition of the core.
"""

import pytest

from consensus import games, solutions

GAINS = [[5, 8, 2], [7, 9, 6], [2, 3, 0]]
NAMES = ("r1", "r2", "r3", "c1", "c2", "c3")
BEST_FOR_ROWS = (5, 6, 1, 1, 3, 0)
BEST_FOR_COLUMNS = (3, 5, 0, 2, 5, 1)


@pytest.fixture(scope="module")
def market():
    return games.assignment_game(GAINS)


def test_worth_of_the_market(market):
    assert market.total == 16
    assert market.worth({"r1", "c2"}) == 8
    assert market.worth({"r1", "r2", "c1"}) == 7


def test_extreme_points_of_the_core(market):
    corners = {tuple(corner[p] for p in NAMES) for corner in solutions.core_vertices(market)}
    assert BEST_FOR_ROWS in corners
    assert BEST_FOR_COLUMNS in corners
    for corner in corners:
        for i in range(3):
            assert BEST_FOR_COLUMNS[i] <= corner[i] <= BEST_FOR_ROWS[i]
            assert BEST_FOR_ROWS[3 + i] <= corner[3 + i] <= BEST_FOR_COLUMNS[3 + i]


def test_core_is_the_dual_programme(market):
    """An allocation is in the core iff it shares the total and satisfies all pairs."""
    for corner in solutions.core_vertices(market):
        assert sum(corner.values()) == 16
        assert all(
            corner[f"r{i + 1}"] + corner[f"c{j + 1}"] >= GAINS[i][j]
            for i in range(3)
            for j in range(3)
        )
