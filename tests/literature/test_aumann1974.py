"""R. J. Aumann, "Subjectivity and correlation in randomized strategies", J. Math. Econ. 1 (1974),
67-96, section 2 (f), the game later called chicken in R. J. Aumann, "Correlated equilibrium as an
expression of Bayesian rationality", Econometrica 55 (1987), 1-18, figures 3 and 4.
"""

from __future__ import annotations

from fractions import Fraction as F

from consensus.games import Strategic
from consensus.solutions import correlated, nash

CHICKEN = Strategic([[[6, 2], [7, 0]], [[6, 7], [2, 0]]])


def test_a_third_each_is_an_equilibrium_worth_five() -> None:
    third = ((F(1, 3), F(1, 3)), (F(1, 3), 0))
    best = correlated(CHICKEN)
    assert best.why(third) is None
    assert sum(sum(CHICKEN.payoff(p)) for p in ((0, 0), (0, 1), (1, 0))) / F(3) == 10
    assert best.value > 10


def test_the_best_symmetric_payoff_is_five_and_a_quarter() -> None:
    best = correlated(CHICKEN)
    assert best.value == F(21, 2)
    assert best.items[0] == ((F(1, 2), F(1, 4)), (F(1, 4), 0))


def test_both_daring_is_told_to_give_way() -> None:
    upset = correlated(CHICKEN).why({(1, 1): 1})
    assert (upset.who, upset.move, upset.gain) == ("1", {1: 0}, 2)


def test_nash_pays_less() -> None:
    totals = [sum(CHICKEN.payoff(profile)) for profile in nash(CHICKEN)]
    assert max(totals) < F(21, 2)
    assert sorted(totals) == [9, 9, F(28, 3)]
