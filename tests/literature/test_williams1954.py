"""Two-finger Morra, as in J. D. Williams, The Compleat Strategyst, McGraw-Hill 1954, chapter 4.

Each shows one or two fingers and guesses the other's; a lone right guess wins the sum. The value is
0; the range of optimal strategies below is derived here: show and guess a different number only,
one and two with a weight w, safe against (1, 1) iff 4 - 7w <= 0, against (2, 2) iff 5w <= 3.
"""

from __future__ import annotations

from fractions import Fraction as F
from itertools import product

from consensus.games import Strategic
from consensus.solutions import nash

CHOICES = list(product((1, 2), repeat=2))


def won(mine: tuple[int, int], theirs: tuple[int, int]) -> int:
    right, other = mine[1] == theirs[0], theirs[1] == mine[0]
    return (mine[0] + theirs[0]) * (int(right) - int(other))


TABLE = [[won(a, b) for b in CHOICES] for a in CHOICES]


def test_the_two_extreme_strategies_of_each_player() -> None:
    solved = nash(Strategic([TABLE, [[-v for v in row] for row in TABLE]]))
    low, high = (0, F(4, 7), F(3, 7), 0), (0, F(3, 5), F(2, 5), 0)
    assert {x for x, _ in solved} == {y for _, y in solved} == {low, high}
    assert len(solved) == 4
    ((subset,),) = solved.components
    assert not subset.single
    assert {solved.game.payoff(p)[0] for p in solved} == {0}
