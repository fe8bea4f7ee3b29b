"""The index of all components, and proper equilibria, with and without ties."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from consensus.games import Strategic
from consensus.solutions import equilibrium_indices, proper_nash


def game(n: int, high: int) -> Strategic:
    return Strategic(np.random.default_rng(n).integers(0, high, size=(2, n, n)))


@pytest.mark.parametrize(("n", "high"), [(8, 3), (10, 3), (10, 1000), (12, 1000)])
def test_indices_of_all_components(benchmark: Any, n: int, high: int) -> None:
    found = benchmark.pedantic(lambda: equilibrium_indices(game(n, high)), rounds=3)
    assert sum(item.index for item in found) == 1


@pytest.mark.parametrize(("n", "high"), [(3, 3), (4, 3), (5, 10), (8, 1000)])
def test_proper_equilibria(benchmark: Any, n: int, high: int) -> None:
    assert benchmark.pedantic(lambda: proper_nash(game(n, high)), rounds=1).items
