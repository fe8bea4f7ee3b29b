"""J. Bryant, "A simple rational expectations Keynes-type model", Quart. J. Econ. 98 (1983),
525-528: output is the least effort. Every common level is an equilibrium, and only the highest
is strong.
"""

from __future__ import annotations

from itertools import product

import pytest

from consensus.games import Strategic
from consensus.solutions import coalition_proof_nash, pure_nash, strong_nash


@pytest.mark.parametrize(("players", "levels"), [(2, 7), (3, 4)])
def test_common_levels(players: int, levels: int) -> None:
    tables = [
        Strategic.from_function(
            [str(i) for i in range(players)],
            [[str(level) for level in range(levels)]] * players,
            lambda efforts: [2 * min(map(int, efforts)) - int(e) for e in efforts],
        )
    ]
    game = tables[0]
    common = {(str(level),) * players for level in range(levels)}
    assert set(pure_nash(game).items) == common
    top = (str(levels - 1),) * players
    assert strong_nash(game).items == (top,)
    assert coalition_proof_nash(game).items == (top,)
    assert len(list(product(range(levels), repeat=players))) == levels**players
