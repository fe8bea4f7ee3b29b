"""The examples of J. F. Nash, "Non-cooperative games", Annals of Mathematics 54 (1951), 286-295.

Section "Examples", pp. 291-292; each game is two by two, equilibria as printed there.
"""

from __future__ import annotations

from fractions import Fraction as F

from consensus.games import Strategic
from consensus.solutions import nash

UP, DOWN = (1, 0), (0, 1)


def game(*cells: tuple[int, int]) -> Strategic:
    """Payoffs in the order of the table: a α, a β, b α, b β."""
    (a, b, c, d) = cells
    return Strategic([[[a[0], b[0]], [c[0], d[0]]], [[a[1], b[1]], [c[1], d[1]]]])


def test_example_1_has_one_mixed_equilibrium() -> None:
    solved = nash(game((5, -3), (-4, 4), (-5, 5), (3, -4)))
    assert solved.items == (((F(9, 16), F(7, 16)), (F(7, 17), F(10, 17))),)
    assert solved.game.payoff(solved.items[0]) == (F(-5, 17), F(1, 2))


def test_example_2_is_the_dilemma() -> None:
    solved = nash(game((1, 1), (-10, 10), (10, -10), (-1, -1)))
    assert solved.items == ((DOWN, DOWN),)


def test_example_3_has_three_that_do_not_interchange() -> None:
    half = (F(1, 2), F(1, 2))
    solved = nash(game((1, 1), (-10, -10), (-10, -10), (1, 1)))
    assert set(solved.items) == {(UP, UP), (DOWN, DOWN), (half, half)}


def test_example_4_is_solved_by_all_mixtures_of_the_second_player() -> None:
    solved = nash(game((1, 1), (0, 1), (1, 0), (0, 0)))
    assert all(solved.why((x, UP)) is not None or x is not None for x in (UP, DOWN))
    everything = [(x, y) for x in (UP, DOWN) for y in (UP, DOWN)]
    # The first player's payoff depends on the second alone, and the other way round.
    assert set(solved.items) == set(everything)
    assert len(solved.components) == 1


def test_example_5_has_two_pure_and_one_mixed() -> None:
    solved = nash(game((1, 2), (-1, -4), (-4, -1), (2, 1)))
    mixed = ((F(1, 4), F(3, 4)), (F(3, 8), F(5, 8)))
    assert set(solved.items) == {(UP, UP), (DOWN, DOWN), mixed}


def test_example_6_has_an_unstable_one() -> None:
    solved = nash(game((1, 1), (0, 0), (0, 0), (0, 0)))
    assert set(solved.items) == {(UP, UP), (DOWN, DOWN)}
