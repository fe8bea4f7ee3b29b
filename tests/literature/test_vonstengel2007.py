"""B. von Stengel, "Equilibrium computation for two-player games in strategic and extensive form",
in: Algorithmic Game Theory, Cambridge 2007, chapter 3: the 3×2 game (3.3), p. 54, its three
equilibria (p. 56), and the degenerate game of section 3.6.
"""

from __future__ import annotations

from fractions import Fraction as F

from consensus.games import Strategic
from consensus.solutions import equilibrium_index, nash

MINE = [[3, 3], [2, 5], [0, 6]]


def test_three_equilibria() -> None:
    solved = nash(Strategic([MINE, [[3, 2], [2, 6], [3, 1]]]))
    assert set(solved.items) == {
        ((1, 0, 0), (1, 0)),
        ((F(4, 5), F(1, 5), 0), (F(2, 3), F(1, 3))),
        ((0, F(1, 3), F(2, 3)), (F(1, 3), F(2, 3))),
    }


def test_with_a_tie_the_pure_one_becomes_a_segment() -> None:
    """With equal payoffs 3 in the first row, row 1 stays best while y1 >= 2/3."""
    solved = nash(Strategic([MINE, [[3, 3], [2, 6], [3, 1]]]))
    assert set(solved.items) == {
        ((1, 0, 0), (1, 0)),
        ((1, 0, 0), (F(2, 3), F(1, 3))),
        ((0, F(1, 3), F(2, 3)), (F(1, 3), F(2, 3))),
    }
    sizes = sorted(len(s.columns) for component in solved.components for s in component)
    assert sizes == [1, 2]


def test_their_indices() -> None:
    """By hand, with all payoffs moved up by 1 so that they are positive.

    The second has the windows ((4, 4), (3, 6)) and ((4, 3), (3, 7)) with determinants 12 and 19, of
    one sign, so -1; the third ((3, 6), (1, 7)) and ((3, 7), (4, 2)) with 15 and -22, so 1. With the
    tie the first two form the segment, whose index is therefore 0.
    """
    game = Strategic([MINE, [[3, 2], [2, 6], [3, 1]]])
    signs = [equilibrium_index(game, profile) for profile in nash(game)]
    assert signs == [1, -1, 1]
    tied = Strategic([MINE, [[3, 3], [2, 6], [3, 1]]])
    assert equilibrium_index(tied, (0, (F(3, 4), F(1, 4)))) == 0
    assert equilibrium_index(tied, nash(tied).items[-1]) == 1
