"""R. J. Aumann and J. H. Drèze, "Cooperative games with coalition structures", International
Journal of Game Theory 3 (1974), 217-237.

The core for a structure is not empty iff the structure's worth is that of the best partition and
the superadditive cover is balanced; three-person majority has an empty core for every structure.
The value of a structure is that of each block's own game.
"""

from fractions import Fraction

import pytest

from consensus import games, rules, solutions

MAJORITY = games.Coalitional.from_rule(rules.by_majority(["a", "b", "c"]))


@pytest.mark.parametrize("structure", [[], [{"a", "b"}], [{"a", "b", "c"}]])
def test_majority_has_no_core_under_any_structure(structure):
    assert not solutions.core(MAJORITY, structure=structure)


def test_value_of_a_structure():
    value = solutions.aumann_dreze(MAJORITY, structure=[{"a", "b"}])
    assert value == {"a": Fraction(1, 2), "b": Fraction(1, 2), "c": 0}


def test_a_structure_with_a_core():
    game = games.glove_game(["l1", "l2"], ["r1", "r2"])
    pairs = [{"l1", "r1"}, {"l2", "r2"}]
    found = solutions.core(game, structure=pairs)
    share = found.items[0]
    assert share["l1"] == share["l2"]
    assert share["r1"] == share["r2"] == 1 - share["l1"]
