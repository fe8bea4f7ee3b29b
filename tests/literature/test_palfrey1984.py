"""T. R. Palfrey and H. Rosenthal, "Participation and the provision of discrete public goods", J.
Public Econ. 24 (1984), 171-193: w contributions at cost c provide a good worth 1, no refund.

Pure equilibria: exactly w contribute, or nobody (w >= 2), proposition 1. Symmetric mixed ones solve
C(n-1, w-1) q^(w-1) (1-q)^(n-w) = c, equation (2).
"""

from __future__ import annotations

from math import comb

import pytest

from consensus import rules
from consensus.games import RollCall
from consensus.solutions import pure_nash, symmetric_nash


def drive(n: int, needed: int, cost: str) -> RollCall:
    rule = rules.by_majority([f"p{i}" for i in range(n)], needed)
    ballots = {key: {"assent": f"-{cost}", "object": 0} for key in rule.players}
    return RollCall(rule, dict.fromkeys(rule.players, 1), ballots)


@pytest.mark.parametrize(("n", "needed"), [(3, 2), (6, 3), (57, 20)])
def test_pure_equilibria(n: int, needed: int) -> None:
    solved = pure_nash(drive(n, needed, "0.3"))
    assert solved.count == comb(n, needed) + 1
    assert [family.count for family in solved] == [1, comb(n, needed)]


@pytest.mark.parametrize(("n", "needed", "cost"), [(3, 2, "0.3"), (6, 3, "0.2"), (12, 4, "0.1")])
def test_the_mixed_ones_solve_the_equation(n: int, needed: int, cost: str) -> None:
    solved = symmetric_nash(drive(n, needed, cost))
    inner = [float(i["p0"]["assent"]) for i in solved if len(i["p0"]) == 2]
    assert len(inner) == 2
    for q in inner:
        pivotal = comb(n - 1, needed - 1) * q ** (needed - 1) * (1 - q) ** (n - needed)
        assert pivotal == pytest.approx(float(cost), abs=1e-12)


def test_too_high_a_cost_leaves_only_nobody() -> None:
    solved = symmetric_nash(drive(3, 2, "0.6"))
    assert [set(item["p0"]) for item in solved] == [{"object"}]
