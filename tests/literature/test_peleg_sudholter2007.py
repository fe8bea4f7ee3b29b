"""B. Peleg and P. Sudhölter, Introduction to the Theory of Cooperative Games, 2nd ed., Springer.

Example 5.5.12 (p. 96): v(12) = 10, v(N) = 2, all else 0. The prenucleolus (3, 3, −4) is no
imputation; nucleolus and prenucleolus differ.
"""

from consensus import games, solutions

GAME = games.Coalitional.from_table([0, 0, 0, 10, 0, 0, 0, 2])


def test_prenucleolus_outside_the_imputations():
    assert solutions.prenucleolus(GAME) == {"1": 3, "2": 3, "3": -4}
    assert solutions.nucleolus(GAME) == {"1": 1, "2": 1, "3": 0}
    assert solutions.is_in_prekernel(GAME, {"1": 3, "2": 3, "3": -4})
    assert not solutions.is_in_kernel(GAME, {"1": 3, "2": 3, "3": -4})
