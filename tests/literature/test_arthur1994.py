"""W. B. Arthur, "Inductive reasoning and bounded rationality", Amer. Econ. Rev. 84 (1994), 406-411:
a bar that is fun unless crowded. With n guests and room for k the pure equilibria are the C(n, k)
ways to fill it exactly, when staying away is worth something between (counted here by hand).
"""

from __future__ import annotations

from math import comb

import numpy as np
import pytest

from consensus.games import Strategic
from consensus.solutions import pure_nash


@pytest.mark.parametrize(("n", "room"), [(4, 2), (7, 4), (12, 7)])
def test_every_way_of_filling_the_bar(n: int, room: int) -> None:
    shape = (2,) * n
    crowd = sum(np.arange(2).reshape([2 if j == i else 1 for j in range(n)]) for i in range(n))
    crowd = np.broadcast_to(crowd, shape)
    tables = []
    for i in range(n):
        goes = np.broadcast_to(np.arange(2).reshape([2 if j == i else 1 for j in range(n)]), shape)
        tables.append(np.where(goes == 1, np.where(crowd <= room, 2, 0), 1))
    solved = pure_nash(Strategic(tables))
    assert len(solved) == comb(n, room)
    assert all(sum(profile) == room for profile in solved)
