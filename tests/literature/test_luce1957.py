"""R. D. Luce and H. Raiffa, Games and Decisions, Wiley 1957: the battle of the sexes (section 5.3,
p. 90) and the prisoner's dilemma (section 5.4, p. 94).
"""

from __future__ import annotations

from fractions import Fraction as F

from consensus.games import Strategic
from consensus.solutions import correlated, nash, rationalizable, strong_nash

BATTLE = Strategic([[[2, -1], [-1, 1]], [[1, -1], [-1, 2]]])
DILEMMA = Strategic(
    [[[F(9, 10), 0], [1, F(1, 10)]], [[F(9, 10), 1], [0, F(1, 10)]]],
    strategies=[["quiet", "talk"]] * 2,
)


def test_the_battle_has_three_equilibria_and_a_fair_correlated_one() -> None:
    mixed = ((F(3, 5), F(2, 5)), (F(2, 5), F(3, 5)))
    solved = nash(BATTLE)
    assert set(solved.items) == {((1, 0), (1, 0)), ((0, 1), (0, 1)), mixed}
    assert BATTLE.payoff(mixed) == (F(1, 5), F(1, 5))
    coin = {(0, 0): F(1, 2), (1, 1): F(1, 2)}
    assert correlated(BATTLE).why(coin) is None
    assert correlated(BATTLE).value == 3


def test_the_dilemma_has_one_and_both_would_leave_it_together() -> None:
    assert nash(DILEMMA).items == (((0, 1), (0, 1)),)
    assert dict(rationalizable(DILEMMA).items[0]) == {"1": ("talk",), "2": ("talk",)}
    upset = strong_nash(DILEMMA).why(("talk", "talk"))
    assert upset.who == {"1", "2"}
    assert upset.gain == {"1": F(4, 5), "2": F(4, 5)}
    assert strong_nash(DILEMMA).items == ()
