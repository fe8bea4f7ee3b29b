"""B. D. Bernheim, "Rationalizable strategic behavior", Econometrica 52 (1984), 1007-1028.

His 4×4 game, printed as example 56.1 in M. J. Osborne and A. Rubinstein, A Course in Game Theory,
MIT Press 1994, p. 56: all but the fourth strategies are rationalizable, (2, 2) is the only
equilibrium.
"""

from __future__ import annotations

from fractions import Fraction as F

from consensus.games import Strategic
from consensus.solutions import nash, rationalizable

MINE = [[0, 2, 7, 0], [5, 3, 5, 0], [7, 2, 0, 0], [0, 0, 0, 10]]
THEIRS = [[7, 5, 0, 1], [2, 3, 2, 1], [0, 5, 7, 1], [0, -2, 0, -1]]
GAME = Strategic(
    [MINE, THEIRS], strategies=[[f"a{k}" for k in range(1, 5)], [f"b{k}" for k in range(1, 5)]]
)


def test_all_but_the_fourth_are_rationalizable() -> None:
    solved = rationalizable(GAME)
    left = solved.items[0]
    assert left["1"] == ("a1", "a2", "a3")
    assert left["2"] == ("b1", "b2", "b3")
    assert solved.evidence["rounds"] == ({"2": ("b4",)}, {"1": ("a4",)})


def test_the_reason_is_the_even_mixture_of_the_first_and_third() -> None:
    upset = rationalizable(GAME).why(("a1", "b4"))
    assert (upset.who, upset.note) == ("2", "round 1")
    values = [
        sum(F(share) * row[int(b[1]) - 1] for b, share in upset.move.items()) for row in THEIRS
    ]
    assert all(v > row[3] for v, row in zip(values, THEIRS, strict=True))


def test_one_equilibrium() -> None:
    assert nash(GAME).items == (((0, 1, 0, 0), (0, 1, 0, 0)),)
