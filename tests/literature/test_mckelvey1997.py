"""R. D. McKelvey and A. McLennan, "The maximal number of regular totally mixed Nash equilibria",
J. Econ. Theory 72 (1997), 411-425: a 2×2×2 game with nine equilibria, two of them totally mixed.

Payoffs as in Gambit's sample ``2x2x2.nfg``, whose page states the nine equilibria.
"""

from __future__ import annotations

from consensus.games import gambit
from consensus.solutions import equilibrium_index, equilibrium_indices, nash

TEXT = """NFG 1 R "nine" { "1" "2" "3" } { { "1" "2" } { "1" "2" } { "1" "2" } } ""
{ { "" 9 8 12 } { "" 0 0 0 } { "" 9 8 2 } { "" 3 4 6 } }
1 2 2 3 2 4 4 2
"""


def test_nine_equilibria() -> None:
    solved = nash(gambit.read(TEXT))
    assert len(solved) == 9
    assert solved.complete
    totally = [p for p in solved if all(0 < q < 1 for mix in p for q in mix)]
    pure = [p for p in solved if all(1 in mix for mix in p)]
    assert (len(totally), len(pure)) == (2, 4)
    assert solved.exact, "all nine are rational"


def test_five_have_index_one_and_four_minus_one() -> None:
    """Nine regular equilibria whose signs sum to 1; the four pure ones are strict."""
    game = gambit.read(TEXT)
    found = equilibrium_indices(game)
    signs = [item.index for item in found]
    assert found.complete
    assert (signs.count(1), signs.count(-1)) == (5, 4)
    for profile in nash(game):
        if all(1 in mix for mix in profile):
            assert equilibrium_index(game, profile) == 1
