"""T. Quint and M. Shubik, "A theorem on the number of Nash equilibria in a bimatrix game", Int. J.
Game Theory 26 (1997), 353-359: coordination on n options has 2^n - 1 equilibria.
"""

from __future__ import annotations

import numpy as np
import pytest

from consensus.games import Strategic
from consensus.solutions import nash, pure_nash


@pytest.mark.parametrize("n", [1, 2, 3, 5, 7])
def test_one_equilibrium_for_each_set_of_options(n: int) -> None:
    identity = np.eye(n, dtype=int)
    solved = nash(Strategic([identity, identity]))
    assert len(solved) == 2**n - 1
    supports = {tuple(p > 0 for p in x) for x, _ in solved}
    assert len(supports) == 2**n - 1
    assert all(x == y for x, y in solved)


def test_a_thousand_options_to_agree_on() -> None:
    identity = np.eye(1000, dtype=int)
    assert len(pure_nash(Strategic([identity, identity]))) == 1000
