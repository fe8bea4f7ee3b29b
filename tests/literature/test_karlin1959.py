"""Colonel Blotto with four regiments against three at two posts: S. Karlin, Mathematical Methods
and Theory in Games, Programming, and Economics I, Addison-Wesley 1959; M. Dresher, Games of
Strategy, Prentice-Hall 1961, section 1.6. The value is 14/9, and (4/9, 4/9, 0, 0, 1/9) is
optimal.

A post is worth one and the regiments that held it, and goes to the larger force.
"""

from __future__ import annotations

from fractions import Fraction as F

from consensus.games import Strategic
from consensus.solutions import nash, one_nash

TABLE = [[4, 0, 2, 1], [0, 4, 1, 2], [1, -1, 3, 0], [-1, 1, 0, 3], [-2, -2, 2, 2]]
BLOTTO = [(4, 0), (0, 4), (3, 1), (1, 3), (2, 2)]
ENEMY = [(3, 0), (0, 3), (2, 1), (1, 2)]
GAME = Strategic([TABLE, [[-v for v in row] for row in TABLE]])


def test_the_table_follows_from_the_rules() -> None:
    def post(mine: int, theirs: int) -> int:
        if mine == theirs:
            return 0
        return theirs + 1 if mine > theirs else -(mine + 1)

    assert [[sum(map(post, b, e)) for e in ENEMY] for b in BLOTTO] == TABLE


def test_the_value_is_fourteen_ninths() -> None:
    assert GAME.payoff(one_nash(GAME).items[0])[0] == F(14, 9)


def test_all_equilibria_have_the_value_and_the_published_one_is_optimal() -> None:
    solved = nash(GAME)
    assert {GAME.payoff(profile)[0] for profile in solved} == {F(14, 9)}
    published = (F(4, 9), F(4, 9), 0, 0, F(1, 9))
    assert published in {x for x, _ in solved}
    assert len(solved.components) == 1
