"""B. D. Bernheim, B. Peleg, M. D. Whinston, "Coalition-proof Nash equilibria I. Concepts", J. Econ.
Theory 42 (1987), 1-12, section 2: two players would leave the better equilibrium together.
"""

from __future__ import annotations

from consensus.games import Strategic
from consensus.solutions import coalition_proof_nash, pure_nash, strong_nash

CELLS = {
    (0, 0, 0): (1, 1, -5), (0, 1, 0): (-5, -5, 0), (1, 0, 0): (-5, -5, 0), (1, 1, 0): (0, 0, 10),
    (0, 0, 1): (-1, -1, 5), (0, 1, 1): (-5, -5, 0), (1, 0, 1): (-5, -5, 0), (1, 1, 1): (-2, -2, 0),
}  # fmt: skip
GAME = Strategic(
    [[[[CELLS[a, b, c][i] for c in (0, 1)] for b in (0, 1)] for a in (0, 1)] for i in range(3)]
)


def test_two_equilibria_of_which_the_worse_is_coalition_proof() -> None:
    assert set(pure_nash(GAME).items) == {(1, 1, 0), (0, 0, 1)}
    assert coalition_proof_nash(GAME).items == ((0, 0, 1),)
    assert strong_nash(GAME).items == ()


def test_the_reason_is_a_move_of_the_first_two() -> None:
    upset = coalition_proof_nash(GAME).why((1, 1, 0))
    assert upset.who == {"1", "2"}
    assert upset.move == {"1": 0, "2": 0}
    assert upset.gain == {"1": 1, "2": 1}
