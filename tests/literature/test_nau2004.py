"""R. Nau, S. Gomez Canovas, P. Hansen, "On the geometry of Nash equilibria and correlated
equilibria", Int. J. Game Theory 32 (2004), 443-453: irrational and infinitely many equilibria.
"""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from consensus.games import Strategic, gambit
from consensus.solutions import nash
from oracles.strategic import mixed_by_elimination


def test_a_game_with_whole_payoffs_and_one_irrational_equilibrium() -> None:
    """In the manner of their section 4. The shares are derived here by elimination, not quoted."""
    cells = {
        (0, 0, 0): (3, 0, 2), (0, 1, 0): (0, 2, 0), (1, 0, 0): (0, 1, 0), (1, 1, 0): (1, 0, 0),
        (0, 0, 1): (1, 0, 0), (0, 1, 1): (0, 1, 0), (1, 0, 1): (0, 3, 0), (1, 1, 1): (2, 0, 3),
    }  # fmt: skip
    tables = [
        [[[cells[a, b, c][i] for c in range(2)] for b in range(2)] for a in range(2)]
        for i in range(3)
    ]
    game = Strategic(tables)
    solved = nash(game)
    assert solved.complete
    assert not solved.exact, "no share is a fraction with a denominator up to 10**15"
    (profile,) = solved.items
    (wanted,) = mixed_by_elimination(game)
    for mine, theirs in zip(profile, wanted, strict=True):
        assert mine == pytest.approx(theirs, abs=1e-12)


def test_three_pure_and_a_continuum() -> None:
    """Gambit's sample ``2x2x2-nau.nfg``: three pure ones and a continuum of totally mixed ones.

    Besides, when player 1 takes its first and player 2 its second strategy, player 3 is
    indifferent and player 2 stays as long as 3p >= 1 - p, p the chance of 3's first: a segment.
    """
    text = """NFG 1 R "" { "" "" "" } { 2 2 2 } ""
    { { "" 0 0 2 } { "" 3 0 0 } { "" 0 3 0 } { "" 0 0 0 } { "" 1 1 0 } { "" 0 0 3 } }
    1 2 3 4 5 4 4 6
    """
    solved = nash(gambit.read(text))
    assert not solved.complete
    assert len(solved) == 3
    assert all(1 in mix for profile in solved for mix in profile)
    supports = {c.support: c.box for c in solved.continua}
    totally = supports[(0, 1), (0, 1), (0, 1)]
    low, high = totally[2][0]
    assert low == F(1, 4) == high
    for p in (F(1, 4), F(1, 2), 1):
        assert solved.why((0, 1, {0: p, 1: 1 - p})) is None
    assert solved.why((0, 1, {0: F(1, 5), 1: F(4, 5)})).who == "2"
    (low, high) = supports[(0,), (1,), (0, 1)][2][0]
    assert low <= 0.25 <= high == 1.0
