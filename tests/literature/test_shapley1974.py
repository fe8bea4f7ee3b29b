"""L. S. Shapley, "A note on the Lemke-Howson algorithm", Mathematical Programming Study 1 (1974),
175-189: the index of an equilibrium; the ends of a Lemke-Howson path have opposite indices.

The paths that start at the artificial equilibrium therefore end at equilibria of index 1. The
games are drawn without ties, and the paths are followed in whole numbers.
"""

from __future__ import annotations

import numpy as np
import pytest

from consensus.games import Strategic
from consensus.solutions import equilibrium_index, equilibrium_indices
from consensus.solutions.strategic.lemke_howson import exact_path


@pytest.mark.parametrize("seed", range(12))
def test_paths_from_the_artificial_equilibrium_end_at_index_one(seed: int) -> None:
    mine, theirs = np.random.default_rng(seed).integers(1, 10**6, size=(2, 4, 5))
    game = Strategic([mine, theirs])
    for label in range(9):
        end = exact_path(theirs.T, mine, label)
        assert equilibrium_index(game, end) == 1


@pytest.mark.parametrize("seed", range(12))
def test_their_number_is_odd_and_one_more_has_index_one(seed: int) -> None:
    game = Strategic(np.random.default_rng(seed).integers(1, 10**6, size=(2, 5, 4)))
    signs = [item.index for item in equilibrium_indices(game)]
    assert set(signs) <= {1, -1}
    assert signs.count(1) == signs.count(-1) + 1
