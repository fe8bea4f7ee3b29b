"""J. C. Harsanyi and R. Selten, A General Theory of Equilibrium Selection in Games, MIT Press 1988,
and the stag hunt that R. J. Aumann, "Nash equilibria are not self-enforcing", in: Economic
Decision-Making, North-Holland 1990, 201-206, discusses: payoffs 9, 8, 0, 7.
"""

from __future__ import annotations

from fractions import Fraction as F

from consensus.games import Strategic
from consensus.solutions import nash, risk_dominant, strong_nash

HUNT = Strategic([[[9, 0], [8, 7]], [[9, 8], [0, 7]]], strategies=[["trust", "safe"]] * 2)


def test_the_safe_equilibrium_is_risk_dominant_and_the_other_pays_more() -> None:
    solved = risk_dominant(HUNT)
    assert solved.items == (("safe", "safe"),)
    upset = solved.why(("trust", "trust"))
    # Losses from moving alone: 1 each from trust, 7 each from safe.
    assert upset.gain == 7 * 7 - 1 * 1
    assert strong_nash(HUNT).items == (("trust", "trust"),)


def test_the_mixed_equilibrium_needs_much_trust() -> None:
    mixed = [p for p in nash(HUNT) if p[0][0] not in (0, 1)]
    assert mixed == [((F(7, 8), F(1, 8)), (F(7, 8), F(1, 8)))]
