"""All extreme equilibria against lrsnash, on hundreds of tied games."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from consensus.games import Strategic
from consensus.solutions import nash
from neighbours.lrs import installed, lrsnash

pytestmark = pytest.mark.skipif(not installed(), reason="lrsnash (Debian: lrslib) is absent")


@pytest.mark.parametrize("high", [2, 3, 5, 10])
def test_the_same_extreme_equilibria_on_tied_games(high: int, tmp_path: Path) -> None:
    rng = np.random.default_rng(high)
    for _ in range(60):
        m, n = rng.integers(1, 6, 2)
        mine, theirs = rng.integers(0, high, size=(2, m, n))
        assert set(nash(Strategic([mine, theirs])).items) == lrsnash(mine, theirs, tmp_path)


def test_the_same_extreme_equilibria_at_larger_sizes(tmp_path: Path) -> None:
    for seed, (size, high) in enumerate([(8, 4), (9, 1000), (10, 10)]):
        mine, theirs = np.random.default_rng(seed).integers(0, high, size=(2, size, size))
        assert set(nash(Strategic([mine, theirs])).items) == lrsnash(mine, theirs, tmp_path)
