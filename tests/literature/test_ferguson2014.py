"""T. S. Ferguson, Game Theory, 2nd ed. (UCLA lecture notes, 2014), part IV.

The three-person game v(1) = −1, v(2) = 0, v(3) = 1, v(12) = 3, v(13) = 4, v(23) = 2, v(N) = 5,
with its nucleolus (8/3, 2/3, 5/3).
"""

from fractions import Fraction

from consensus import games, solutions

GAME = games.Coalitional.from_table([0, -1, 0, 3, 1, 4, 2, 5])


def test_nucleolus():
    point = {"1": Fraction(8, 3), "2": Fraction(2, 3), "3": Fraction(5, 3)}
    assert solutions.nucleolus(GAME) == point
    assert solutions.is_in_core(GAME, point)
