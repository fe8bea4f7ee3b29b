"""H.-M. Winkels, "An algorithm to determine all equilibrium points of a bimatrix game", in: Game
Theory and Related Topics, North-Holland 1979, 137-148: a degenerate 6×2 game.

Gambit's sample ``winkels.nfg`` gives the payoffs and the number of extreme equilibria, twelve.
"""

from __future__ import annotations

from consensus.games import gambit
from consensus.solutions import nash
from oracles.strategic import extreme_equilibria

TEXT = """NFG 1 R "Winkels" { "1" "2" } { 6 2 }
1 1  1 0  3 -2  3 4  5/2 -1  5/2 6
3 2  3 -1  1 2  1 -1  5/2 6  5/2 -1
"""


def test_twelve_extreme_equilibria() -> None:
    game = gambit.read(TEXT)
    solved = nash(game)
    assert len(solved) == 12
    assert set(solved.items) == extreme_equilibria(game)
