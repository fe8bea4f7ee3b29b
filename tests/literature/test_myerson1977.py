"""R. B. Myerson, "Graphs and cooperation in games", Mathematics of Operations Research 2 (1977).

Component efficiency and fairness: cutting a link costs both its ends the same, which
determines the value. In the three-person majority game with the middle player
linked to both others the values are (1/6, 2/3, 1/6), by the definition.
"""

from fractions import Fraction

from consensus import games, rules, solutions

GAME = games.Coalitional.from_rule(rules.by_majority(["a", "b", "c"]))


def test_the_middle_player():
    value = solutions.myerson(GAME, links=[("a", "b"), ("b", "c")])
    assert value == {"a": Fraction(1, 6), "b": Fraction(2, 3), "c": Fraction(1, 6)}


def test_fairness():
    game = games.bankruptcy_game(10, {"a": 3, "b": 4, "c": 5, "d": 6})
    links = [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")]
    whole = solutions.myerson(game, links=links)
    for k, (i, j) in enumerate(links):
        cut = solutions.myerson(game, links=links[:k] + links[k + 1 :])
        assert whole[i] - cut[i] == whole[j] - cut[j]


def test_everyone_linked_is_the_shapley_value():
    links = [("a", "b"), ("b", "c"), ("a", "c")]
    assert solutions.myerson(GAME, links=links) == {**solutions.shapley(GAME)}
