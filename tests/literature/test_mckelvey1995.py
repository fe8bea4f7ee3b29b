"""R. D. McKelvey and T. R. Palfrey, "Quantal response equilibria for normal form games", Games
Econ. Behav. 10 (1995), 6-38: the branch starts at the even mixture and ends at a Nash
equilibrium (theorems 2 and 3); in asymmetric matching pennies there is one for every
rationality.

The numbers are found here from the definition by bisection on one share.
"""

from __future__ import annotations

from math import exp

import pytest

from consensus.games import Strategic
from consensus.solutions import logit

OCHS = Strategic([[[9, 0], [0, 1]], [[0, 1], [1, 0]]])


def by_bisection(rationality: float) -> tuple[float, float]:
    """The column reply falls in the row's share, so the difference crosses zero once."""

    def column(row: float) -> float:
        return 1 / (1 + exp(rationality * (2 * row - 1)))

    low, high = 0.0, 1.0
    for _ in range(200):
        row = (low + high) / 2
        reply = 1 / (1 + exp(-rationality * (10 * column(row) - 1)))
        low, high = (row, high) if reply > row else (low, row)
    return row, column(row)


@pytest.mark.parametrize("rationality", [0.1, 0.5, 1, 2, 5])
def test_the_only_one_at_each_rationality(rationality: float) -> None:
    ((_, (row, column)),) = logit(OCHS, rationality=rationality).items
    wanted = by_bisection(rationality)
    assert row[0] == pytest.approx(wanted[0], abs=1e-10)
    assert column[0] == pytest.approx(wanted[1], abs=1e-10)


def test_from_even_to_equilibrium() -> None:
    branch = logit(OCHS).items
    assert branch[0][1][0][0] == pytest.approx(0.5, abs=0.05)
    last = branch[-1][1]
    assert last[0][0] == pytest.approx(1 / 2, abs=1e-3)
    assert last[1][0] == pytest.approx(1 / 10, abs=1e-3)
