"""M. Davis and M. Maschler, "The kernel of a cooperative game", Naval Research Logistics
Quarterly 12 (1965), 223-259.

The apex game, and three-person games for a structure: in the three-person majority game the
kernel for the structure {ab}{c} is (1/2, 1/2, 0), for the grand coalition (1/3, 1/3, 1/3).
"""

from fractions import Fraction

from consensus import games, rules, solutions


def test_three_person_majority():
    game = games.Coalitional.from_rule(rules.by_majority(["a", "b", "c"]))
    third = Fraction(1, 3)
    assert solutions.kernel(game).items == ({"a": third, "b": third, "c": third},)
    half = {"a": Fraction(1, 2), "b": Fraction(1, 2), "c": 0}
    pair = [{"a", "b"}]
    assert solutions.kernel(game, structure=pair).items == (half,)
    assert solutions.is_in_kernel(game, half, structure=pair)
    assert not solutions.is_in_kernel(game, {"a": Fraction(2, 3), "b": Fraction(1, 3), "c": 0},
                                      structure=pair)  # fmt: skip


def test_apex_game():
    """For the grand coalition: the apex player 3/7, each of the four others 1/7."""
    game = games.apex_game(["apex", "1", "2", "3", "4"])
    point = {"apex": Fraction(3, 7), **dict.fromkeys("1234", Fraction(1, 7))}
    assert solutions.kernel(game).items == (point,)


def test_apex_with_one_partner_shares_equally_in_the_kernel():
    """In the structure {apex, 1}: neither can threaten more than the other at (1/2, 1/2)."""
    game = games.apex_game(["apex", "1", "2", "3", "4"])
    half = {"apex": Fraction(1, 2), "1": Fraction(1, 2), "2": 0, "3": 0, "4": 0}
    assert solutions.is_in_kernel(game, half, structure=[{"apex", "1"}])
    greedy = {**half, "apex": Fraction(9, 10), "1": Fraction(1, 10)}
    upset = solutions.kernel(game, structure=[{"apex", "1"}]).why(greedy)
    assert (upset.who, set(upset.move)) == ("1", {"apex"})
