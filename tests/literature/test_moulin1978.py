"""H. Moulin and J.-P. Vial, "Strategically zero-sum games: the class of games whose completely
mixed equilibria cannot be improved upon", Int. J. Game Theory 7 (1978), 201-221: committing to a
device before hearing its advice can do better than any correlated equilibrium.

The 3×3 game is that of p. 201, as reprinted by H. Moulin, I. Ray, S. Sen Gupta, "Coarse
correlated equilibria in an abatement game", 2014; its numbers are checked here by the
definition.
"""

from __future__ import annotations

from fractions import Fraction as F

from consensus.games import Strategic
from consensus.solutions import coarse_correlated, correlated, nash

GAME = Strategic([[[3, 1, 4], [1, 5, 0], [1, 0, 2]], [[3, 1, 1], [4, 2, 0], [1, 0, 5]]])
EVEN = tuple(tuple(F(int(a == b), 3) for b in range(3)) for a in range(3))


def test_the_even_diagonal_is_worth_ten_thirds_each() -> None:
    coarse = coarse_correlated(GAME)
    assert coarse.why(EVEN) is None
    assert coarse.value >= F(20, 3)


def test_it_beats_every_correlated_equilibrium() -> None:
    best = correlated(GAME)
    assert best.value == 6
    assert best.why(EVEN) is not None
    assert nash(GAME).items == (((1, 0, 0), (1, 0, 0)),)
