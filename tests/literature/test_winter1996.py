"""Offers where some have a veto.

Winter, "Voting and vetoing", American Political Science Review 90 (1996), 813-823: as patience
grows, the vetoers' share of the whole tends to one. His model without a deadline is solved here
independently, by hand, for k vetoers among n equal players of whom q must agree:
a vetoer's value w and another's u satisfy  k w + (n − k) u = 1  and, since every vetoer is
always paid,  w = (1 − δ((k−1) w + (q−k) u))/n + (n−1)/n · δ w.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from consensus import rules, solutions
from consensus.games import Bargaining


def by_hand(n, k, q, delta):
    """Solve the two equations for (w, u)."""
    share = Fraction(1, n)
    # w (1 − δ(n−1)/n + δ(k−1)/n) + u δ(q−k)/n = 1/n
    a, b = 1 - delta * (n - 1) * share + delta * (k - 1) * share, delta * (q - k) * share
    # u = (1 − k w)/(n − k)
    w = (share - b / (n - k)) / (a - b * Fraction(k, n - k))
    return w, (1 - k * w) / (n - k)


@pytest.mark.parametrize(("n", "k", "q"), [(3, 1, 2), (5, 2, 3), (15, 5, 9), (57, 3, 30)])
@pytest.mark.parametrize("delta", [Fraction(1, 2), Fraction(99, 100)])
def test_vetoers_and_others(n, k, q, delta):
    players = [f"p{i}" for i in range(n)]
    rule = rules.by_majority(players, q) & rules.by_consensus(players[:k])
    game = Bargaining(rule, {p: Fraction(1, n) for p in players}, delta)
    answer = solutions.stationary(game)
    w, u = by_hand(n, k, q, delta)
    assert {answer.values[p] for p in players[:k]} == {w}
    assert {answer.values[p] for p in players[k:]} == {u}
    assert answer.keeps[players[0]] == 1 - delta * ((k - 1) * w + (q - k) * u)


def test_patience_gives_the_vetoers_everything():
    players = ["veto", "b", "c"]
    rule = rules.by_majority(players, 2) & rules.by_consensus(["veto"])
    shares = []
    for delta in (Fraction(1, 2), Fraction(9, 10), Fraction(999, 1000)):
        game = Bargaining(rule, {p: Fraction(1, 3) for p in players}, delta)
        shares.append(solutions.stationary(game).values["veto"])
    assert shares == sorted(shares)
    assert shares[-1] > Fraction(99, 100)
