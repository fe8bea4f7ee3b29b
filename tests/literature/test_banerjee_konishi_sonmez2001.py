"""S. Banerjee, H. Konishi and T. Sönmez, "Core in a simple coalition formation game", Social
Choice and Welfare 18 (2001), 135-153.

A group has the top-coalition property when some subgroup is the best choice of all its members;
if every group has it, there is exactly one core-stable partition. Without it the core may be
empty even with additive values: the cycle of the paper's kind, in which a likes b best, b likes c
and c likes a, is worked here by hand.
"""

from consensus import games, solutions

AB, BC, AC = {"a", "b"}, {"b", "c"}, {"a", "c"}
CYCLE = games.Hedonic.from_rankings({"a": [AB, AC], "b": [BC, AB], "c": [AC, BC]})


def test_the_cycle_has_an_empty_core():
    found = solutions.core_stable_partitions(CYCLE)
    assert (found.items, found.complete) == ((), True)
    upset = found.why([AB, {"c"}])
    assert upset.who == frozenset(BC)
    upset = found.why([{"a"}, {"b"}, {"c"}])
    assert len(upset.who) == 2


def test_additive_values_with_an_empty_core():
    """Pairs are liked in a cycle; three together are worse than being alone."""
    values = {"a": {"b": 3, "c": 2}, "b": {"c": 3, "a": 2}, "c": {"a": 3, "b": 2}}

    def worth(player, group):
        return sum(values[player].get(q, 0) for q in group) - (9 if len(group) == 3 else 0)

    assert not solutions.core_stable_partitions(games.Hedonic(["a", "b", "c"], worth))


def test_top_coalitions_give_one_partition():
    """A common ranking of the players by quality gives every group a top coalition."""
    quality = {"a": 4, "b": 3, "c": 2, "d": 1, "e": 0}

    def worth(player, group):
        return sum(quality[q] for q in group) if len(group) == 2 else -len(group)

    found = solutions.core_stable_partitions(games.Hedonic(list(quality), worth))
    assert found.items == (frozenset([frozenset("ab"), frozenset("cd"), frozenset("e")]),)
