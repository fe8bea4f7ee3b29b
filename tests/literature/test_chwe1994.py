"""M. S.-Y. Chwe, "Farsighted coalitional stability", Journal of Economic Theory 63 (1994), 299-325.

A move that looks good at once may not be made because of what follows, and the largest consistent
set is not empty on finite sets of states. The graphs are of the paper's kinds; every answer was
derived by hand from the definition.
"""

from consensus import games, solutions


def test_a_move_deterred_by_what_may_follow():
    """a can go from x to y, which it prefers, but b then goes on to z, the worst for a."""
    graph = games.ConflictGraph(
        ["x", "y", "z"], [("x", "y", "a"), ("y", "z", "b")],
        {"a": ["y", "x", "z"], "b": ["z", "y", "x"]},
    )  # fmt: skip
    found = solutions.largest_consistent_set(graph)
    assert found.items == ("x", "z")
    assert found.why("y").who == "b"
    assert solutions.farsighted_stable_sets(graph).items == (frozenset({"x", "z"}),)


def test_majority_voting_in_a_cycle_keeps_every_alternative():
    """Condorcet's cycle: each majority move can be followed by the next, to its movers' loss."""
    ranks = {"1": ["x", "y", "z"], "2": ["y", "z", "x"], "3": ["z", "x", "y"]}
    moves = [
        (s, t, frozenset(pair))
        for s in "xyz"
        for t in "xyz"
        if s != t
        for pair in (("1", "2"), ("2", "3"), ("1", "3"))
    ]
    graph = games.ConflictGraph(["x", "y", "z"], moves, ranks)
    assert solutions.largest_consistent_set(graph).items == ("x", "y", "z")
    assert solutions.farsighted_stable_sets(graph).items == ()


PLAY = [
    ("CC", "DC", "1"), ("DC", "CC", "1"), ("CD", "DD", "1"), ("DD", "CD", "1"),
    ("CC", "CD", "2"), ("CD", "CC", "2"), ("DC", "DD", "2"), ("DD", "DC", "2"),
]  # fmt: skip
RANKS = {"1": ["DC", "CC", "DD", "CD"], "2": ["CD", "CC", "DD", "DC"]}


def test_cooperation_in_the_prisoners_dilemma():
    """Defecting alone from CC leads on to DD, worse than CC; from DD nobody can go to CC alone.

    DC is dominated by DD (2 defects too) and CD likewise; neither CC nor DD dominates the other.
    """
    graph = games.ConflictGraph(["CC", "CD", "DC", "DD"], PLAY, RANKS)
    assert solutions.largest_consistent_set(graph).items == ("CC", "DD")
    assert solutions.farsighted_stable_sets(graph).items == (frozenset({"CC", "DD"}),)


def test_a_joint_move_makes_cooperation_the_only_stable_state():
    graph = games.ConflictGraph(
        ["CC", "CD", "DC", "DD"], [*PLAY, ("DD", "CC", frozenset("12"))], RANKS
    )
    assert solutions.largest_consistent_set(graph).items == ("CC",)
    assert solutions.farsighted_stable_sets(graph).items == (frozenset({"CC"}),)
