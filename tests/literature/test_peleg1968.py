"""B. Peleg, "On weights of constant-sum majority games", SIAM Journal on Applied Mathematics 16
(1968), 527-532.

In a constant-sum weighted majority game with homogeneous weights, the nucleolus is the
normalised homogeneous representation.
"""

from fractions import Fraction

import pytest

from consensus import games, rules, solutions

HOMOGENEOUS = [
    ((1, 1, 1), 2),
    ((2, 1, 1, 1), 3),
    ((3, 1, 1, 1, 1), 4),
    ((2, 2, 1, 1, 1), 4),
    ((1, 1, 1, 1, 1), 3),
    ((3, 2, 2, 1, 1), 5),
    ((4, 3, 3, 1, 1, 1), 7),
]


@pytest.mark.parametrize(("weights", "quota"), HOMOGENEOUS)
def test_nucleolus_is_proportional_to_the_weights(weights, quota):
    names = [f"p{i}" for i in range(len(weights))]
    rule = rules.by_weight(dict(zip(names, weights, strict=True)), quota)
    game = games.Coalitional.from_rule(rule)
    assert all(rule.wins(s) != rule.wins(set(names) - s)
               for s in (game.coalition(m) for m in range(1 << len(names))))  # fmt: skip
    found = solutions.nucleolus(game)
    assert list(found.values()) == [Fraction(w, sum(weights)) for w in weights]
