"""S. Hart and M. Kurz, "Endogenous formation of coalitions", Econometrica 51 (1983), 1047-1064.

The three-person majority game: each pair is stable in both models, the grand coalition and the
three alone are not. In symmetric majorities of n = 5 the minimal winning group is stable in model
γ. The value of a structure is Owen's. Derived here from the definitions by hand or by listing.
"""

from fractions import Fraction

from consensus import games, rules, solutions


def majority(n):
    players = [f"p{i}" for i in range(n)]
    return games.Coalitional.from_rule(rules.by_majority(players))


def test_three_person_majority():
    game = majority(3)
    for concept in (solutions.gamma_stable_structures, solutions.delta_stable_structures):
        found = concept(game)
        assert {frozenset(map(len, s)) for s in found} == {frozenset([1, 2])}
        assert len(found) == 3
        together = found.why([set(game.players)])
        assert len(together.who) == 2
        assert set(together.gain.values()) == {Fraction(1, 2) - Fraction(1, 3)}


def test_two_of_three_share_all_by_the_value_of_the_structure():
    game = majority(3)
    value = solutions.owen(game, unions=[{"p0", "p1"}])
    assert list(value.values()) == [Fraction(1, 2), Fraction(1, 2), 0]


def test_five_person_majority_minimal_winning_groups():
    game = majority(5)
    found = solutions.gamma_stable_structures(game)
    for structure in found:
        sizes = sorted(map(len, structure))
        assert max(sizes) == 3
    trio = [{"p0", "p1", "p2"}, {"p3", "p4"}]
    assert found.why(trio) is None
