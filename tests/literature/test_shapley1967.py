"""L. S. Shapley, "On balanced sets and cores", Naval Research Logistics Quarterly 14 (1967).

The core is empty iff a balanced collection is worth more than everyone together. For three
players with v(N) = 1 the binding collection is that of the pairs, each with weight 1/2.
"""

from fractions import Fraction

from consensus import games, solutions

PAIRS = {frozenset("ab"): Fraction(1, 2), frozenset("ac"): Fraction(1, 2),
         frozenset("bc"): Fraction(1, 2)}  # fmt: skip


def game(pair, total=1):
    return games.Coalitional(["a", "b", "c"], lambda s: {2: pair, 3: total}.get(len(s), 0))


def test_pairs_worth_two_thirds_leave_one_allocation():
    found = solutions.core_vertices(game("2/3"))
    third = Fraction(1, 3)
    assert found.items == ({"a": third, "b": third, "c": third},)
    assert found.complete


def test_pairs_worth_more_are_the_proof_of_an_empty_core():
    found = solutions.core(game("67/100"))
    assert not found
    assert found.complete
    assert found.evidence["balanced"] == PAIRS
    assert solutions.is_balanced(game("67/100")).witness == PAIRS


def test_least_core_of_the_majority_game():
    assert solutions.least_core(game(1)).epsilon == Fraction(1, 3)
