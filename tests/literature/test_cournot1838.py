"""A. A. Cournot, Recherches sur les principes mathématiques de la théorie des richesses, 1838,
chapter 7: two sellers, price 12 less the quantities (it may fall below 0), whole quantities.

The best reply to q is (12 - q)/2, rounded either way at a tie; the equilibria follow by hand.
"""

from __future__ import annotations

from consensus.games import Strategic
from consensus.solutions import pure_nash, rationalizable

RANGE = range(13)
MINE = [[a * (12 - a - b) for b in RANGE] for a in RANGE]
GAME = Strategic([MINE, [[MINE[b][a] for b in RANGE] for a in RANGE]])


def test_the_equilibria_on_the_grid() -> None:
    assert set(pure_nash(GAME).items) == {(4, 4), (3, 5), (5, 3)}


def test_reasoning_leaves_only_quantities_near_a_third() -> None:
    left = rationalizable(GAME).items[0]
    assert left["1"] == left["2"] == (3, 4, 5)
