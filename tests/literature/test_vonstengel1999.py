"""B. von Stengel, "New maximal numbers of equilibria in bimatrix games", Discrete Comput. Geom. 21
(1999), 557-568: a 6×6 game with 75 equilibria, more than the 63 of the coordination game.

The payoffs are those of the integer version that circulates as Gambit's sample ``stengel.nfg``.
"""

from __future__ import annotations

from consensus.games import Strategic
from consensus.solutions import equilibrium_indices, nash

# One line a strategy of the second player.
ROWS = [
    [9504, -111771, 397584, 171204, 1303104, 737154],
    [-660, 31680, -113850, -45936, -453420, -227040],
    [19976, -130944, 451176, 208626, 1227336, 774576],
    [-20526, 168124, -586476, -263076, -1718376, -1039236],
    [1776, -8514, 29216, 14124, 72336, 48081],
    [-8976, 52764, -178761, -84436, -461736, -300036],
]
COLUMNS = [
    [72336, -461736, 1227336, -1718376, 1303104, -453420],
    [48081, -300036, 774576, -1039236, 737154, -227040],
    [29216, -178761, 451176, -586476, 397584, -113850],
    [14124, -84436, 208626, -263076, 171204, -45936],
    [1776, -8976, 19976, -20526, 9504, -660],
    [-8514, 52764, -130944, 168124, -111771, 31680],
]


def test_seventy_five_equilibria() -> None:
    game = Strategic([list(zip(*table, strict=True)) for table in (ROWS, COLUMNS)])
    solved = nash(game)
    assert len(solved) == 75
    assert solved.complete
    assert all(solved.why(profile) is None for profile in solved)
    assert len(solved.components) == 75


def test_the_scale_does_not_lose_any() -> None:
    scaled = [[[v * 10**12 for v in row] for row in table] for table in (ROWS, COLUMNS)]
    game = Strategic([list(zip(*table, strict=True)) for table in scaled])
    assert len(nash(game)) == 75


def test_one_more_has_index_one_than_minus_one() -> None:
    """Without ties the indices are signs that sum to 1 (Shapley 1974): 38 and 37 of them."""
    game = Strategic([list(zip(*table, strict=True)) for table in (ROWS, COLUMNS)])
    signs = [item.index for item in equilibrium_indices(game)]
    assert (signs.count(1), signs.count(-1), len(signs)) == (38, 37, 75)
