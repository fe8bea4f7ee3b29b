"""H. Carlsson and E. van Damme, "Global games and equilibrium selection", Econometrica 61 (1993),
989-1018, section 2: investing pays x if the other invests and x - 1 if not; the limit of small
noise invests iff x > 1/2.
"""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from consensus.games import Strategic
from consensus.solutions import global_game, risk_dominant


def investing(x: F) -> Strategic:
    mine = [[0, 0], [x - 1, x]]
    return Strategic([mine, [[mine[b][a] for b in range(2)] for a in range(2)]])


@pytest.mark.parametrize(
    ("x", "chosen"),
    [
        (F(-1, 4), [(0, 0)]), (F(1, 4), [(0, 0)]), (F(49, 100), [(0, 0)]),
        (F(1, 2), [(0, 0), (1, 1)]), (F(51, 100), [(1, 1)]), (F(5, 4), [(1, 1)]),
    ],
)  # fmt: skip
def test_the_threshold_is_one_half(x: F, chosen: list[tuple[int, int]]) -> None:
    game = investing(x)
    assert list(global_game(game).items) == chosen
    assert list(risk_dominant(game).items) == chosen
