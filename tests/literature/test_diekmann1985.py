"""A. Diekmann, "Volunteer's dilemma", J. Conflict Resolution 29 (1985), 605-610.

In the symmetric equilibrium nobody volunteers with chance (K/U)^(n/(n-1)), K the cost, U what the
good is worth (p. 608). Here a State that objects volunteers: the text is adopted when nobody does.
"""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from consensus import rules
from consensus.games import RollCall
from consensus.solutions import is_nash, pure_nash, symmetric_nash


def silence(n: int, loss: object, cost: int) -> RollCall:
    council = rules.by_consensus([f"state {i}" for i in range(n)])
    ballots = {key: {"abstain": 0, "object": -cost} for key in council.players}
    return RollCall(council, dict.fromkeys(council.players, -F(loss)), ballots)


@pytest.mark.parametrize(("n", "loss", "cost"), [(2, 4, 1), (3, 9, 4), (10, 3, 2), (56, 20, 1)])
def test_the_chance_that_nobody_objects(n: int, loss: int, cost: int) -> None:
    solved = symmetric_nash(silence(n, loss, cost))
    assert solved.complete
    (item,) = solved.items
    assert solved.evidence["adoption"][0] == pytest.approx(
        (cost / loss) ** (n / (n - 1)), rel=1e-12
    )
    assert float(item["state 0"]["abstain"]) == pytest.approx((cost / loss) ** (1 / (n - 1)))


def test_more_states_object_less_often_and_adoption_grows() -> None:
    chances = [symmetric_nash(silence(n, 8, 1)).evidence["adoption"][0] for n in (2, 4, 8, 16, 40)]
    assert chances == sorted(chances)
    assert chances[-1] < 1 / 8


def test_rational_chances_come_back_exact() -> None:
    (item,) = symmetric_nash(silence(3, 9, 4)).items
    assert item["state 0"] == {"abstain": F(2, 3), "object": F(1, 3)}


@pytest.mark.parametrize("n", [2, 5, 56])
def test_in_pure_strategies_exactly_one_volunteers(n: int) -> None:
    solved = pure_nash(silence(n, 3, 1))
    assert solved.count == n
    for family in solved:
        for profile in family:
            assert sorted(profile.values()) == ["abstain"] * (n - 1) + ["object"]
            assert is_nash(solved.game, profile)


def test_a_loss_below_the_cost_leaves_everyone_silent() -> None:
    solved = symmetric_nash(silence(4, F(1, 2), 1))
    assert [set(item["state 0"]) for item in solved] == [{"abstain"}]
