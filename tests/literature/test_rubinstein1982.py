"""Offers in turn.

Rubinstein, "Perfect equilibrium in a bargaining model", Econometrica 50 (1982), 97-109: the first
of two players gets (1 − δ2)/(1 − δ1 δ2). With n equally patient players in turn the stationary
shares are δ^k (1 − δ)/(1 − δ^n) (Sutton, Review of Economic Studies 53 (1986), 709-724).
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from consensus import rules, solutions
from consensus.games import Bargaining

HALF, MOST = Fraction(1, 2), Fraction(9, 10)


@pytest.mark.parametrize(("d1", "d2"), [(HALF, HALF), (HALF, MOST), (MOST, HALF), (MOST, 1)])
def test_two_players(d1, d2):
    game = Bargaining(rules.by_consensus(["a", "b"]), ["a", "b"], {"a": d1, "b": d2})
    answer = solutions.alternating_offers(game)
    assert answer.values["a"] == (1 - d2) / (1 - d1 * d2)
    assert answer.keeps["b"] == (1 - d1) / (1 - d1 * d2)
    assert sum(answer.values.values()) == 1


@pytest.mark.parametrize("n", [2, 3, 5, 12])
def test_many_players_of_equal_patience(n):
    players = [f"p{i}" for i in range(n)]
    game = Bargaining(rules.by_unanimity(players), players, MOST)
    answer = solutions.alternating_offers(game)
    for k, player in enumerate(players):
        assert answer.values[player] == MOST**k * (1 - MOST) / (1 - MOST**n)


def test_nobody_gains_by_waiting_a_round():
    """One-shot deviations: the share offered equals the discounted share of the next round."""
    discount = {"a": HALF, "b": Fraction(3, 4), "c": MOST}
    order = ["a", "b", "c"]
    council = rules.by_consensus(order)
    first = solutions.alternating_offers(Bargaining(council, order, discount))
    second = solutions.alternating_offers(Bargaining(council, ["b", "c", "a"], discount))
    for player in ("b", "c"):
        assert first.values[player] == discount[player] * second.values[player]
