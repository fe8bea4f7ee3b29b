"""E. N. Barron, Game Theory: An Introduction, 2nd ed., Wiley 2013, problem 5.19.

Four doctors share hours saved: pairs 4, 4, 3, 6, 2, 2, triples 10, 7, 7, 8, all 13; the Shapley
value is (10/3, 23/6, 23/6, 2).
"""

from fractions import Fraction

from consensus import games, solutions

HOURS = {
    "12": 4, "13": 4, "23": 6, "14": 3, "24": 2, "34": 2,
    "123": 10, "134": 7, "234": 8, "124": 7, "1234": 13,
}  # fmt: skip


def test_shapley_value():
    game = games.Coalitional(["1", "2", "3", "4"], lambda s: HOURS.get("".join(sorted(s)), 0))
    value = solutions.shapley(game)
    assert list(value.values()) == [Fraction(10, 3), Fraction(23, 6), Fraction(23, 6), 2]
