"""L. S. Shapley, "Some topics in two-person games", in: Advances in Game Theory, Princeton 1964,
1-28, section 5: one equilibrium, all even, that fictitious play does not find.
"""

from __future__ import annotations

from fractions import Fraction as F

import numpy as np

from consensus.games import Strategic
from consensus.solutions import fictitious_play, nash

GAME = Strategic([[[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[0, 1, 0], [0, 0, 1], [1, 0, 0]]])


def test_one_equilibrium() -> None:
    third = (F(1, 3),) * 3
    assert nash(GAME).items == ((third, third),)


def test_frequencies_keep_cycling() -> None:
    """The lengths of the runs grow geometrically, so frequencies stay away from a third."""
    distances = []
    for rounds in (500, 1000, 2000):
        found = fictitious_play(GAME, random=np.random.default_rng(0), rounds=rounds)
        distances.append(max(abs(p - 1 / 3) for p in found.items[0][0]))
    assert min(distances) > 0.02
