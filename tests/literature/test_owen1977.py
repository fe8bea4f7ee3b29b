"""G. Owen, "Values of games with a priori unions", in Essays in Mathematical Economics and Game
Theory (1977), 76-88.

The value is efficient, gives each union its Shapley value in the game of the unions, and in a
parliament rewards the right union. The parliament [51; 40, 30, 20, 10] is made up; all its
numbers are derived from the definition by listing orders in which unions stay together.
"""

from fractions import Fraction

from consensus import games, rules, solutions
from oracles import coalitional as oracle

RULE = rules.by_weight({"a": 40, "b": 30, "c": 20, "d": 10}, 51)
GAME = games.Coalitional.from_rule(RULE)


def test_parliament_before_and_after_an_alliance():
    alone = solutions.owen(GAME, unions=[])
    assert alone == solutions.shapley(GAME) == oracle.shapley(GAME)
    unions = [["b", "c"], ["a"], ["d"]]
    allied = solutions.owen(GAME, unions=[["b", "c"]])
    assert allied == oracle.owen(GAME, unions)
    assert allied["b"] + allied["c"] == Fraction(2, 3)
    assert allied["a"] == allied["d"] == Fraction(1, 6)


def test_unions_get_their_value_in_the_game_of_unions():
    unions = {"left": ["a", "d"], "right": ["b", "c"]}
    value = solutions.owen(GAME, unions=unions)
    between = solutions.shapley(games.Coalitional.from_rule(RULE.merge(unions)))
    assert all(sum(value[p] for p in unions[u]) == between[u] for u in unions)


def test_winning_alliance_leaves_nothing_to_the_others():
    value = solutions.owen(GAME, unions=[["a", "b"]])
    assert value["c"] == value["d"] == 0
    assert value["a"] + value["b"] == 1
    assert value == oracle.owen(GAME, [["a", "b"], ["c"], ["d"]])
