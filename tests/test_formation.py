"""Coalition formation: refusals, sizes, and a blocking group worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from consensus import games, rules, solutions
from consensus.errors import InvalidInput, TooLarge


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: games.Hedonic.from_rankings({"a": [{"b"}], "b": []}),
            "expected a group of players",
        ),
        (lambda: games.Hedonic.from_rankings({"a": ["a"]}), "expected a set of players, got 'a'"),
        (lambda: games.Hedonic.from_rankings({"a": [{"a"}, {"a"}]}), "named twice"),
        (lambda: games.Hedonic.additive({"a": {"a": 1}}), "'a' is not another player"),
        (lambda: games.Hedonic.additive({"a": {"b": float("nan")}, "b": {}}), "finite number"),
        (lambda: games.Hedonic(["a"], 3), "expected a callable"),
    ],
)
def test_bad_games(make, message):
    with pytest.raises(InvalidInput, match=message):
        make()


@pytest.mark.parametrize(
    ("partition", "message"),
    [
        ([["a"], ["a", "b"]], "'a' is in two groups"),
        ([["a"]], "'b' is in no group"),
        ([["a"], ["b"], ["z"]], "'z' is not a player"),
        ("ab", "got the text"),
        (["a", "b"], r"partition\[0\]: expected a set of players"),
    ],
)
def test_bad_partitions(partition, message):
    game = games.Hedonic(["a", "b"], lambda player, group: len(group))
    with pytest.raises(InvalidInput, match=message):
        solutions.is_nash_stable_partition(game, partition)


def test_too_many_players():
    game = games.Hedonic([f"p{i}" for i in range(30)], lambda player, group: len(group))
    with pytest.raises(TooLarge, match="is_core_stable_partition"):
        solutions.core_stable_partitions(game)
    assert solutions.is_nash_stable_partition(game, [list(game.players)])
    seven = games.Coalitional([f"p{i}" for i in range(7)], len)
    with pytest.raises(TooLarge, match="owen"):
        solutions.gamma_stable_structures(seven)
    states = [f"s{i}" for i in range(70)]
    graph = games.ConflictGraph(states, [], {"a": states})
    with pytest.raises(TooLarge, match="largest_consistent_set"):
        solutions.farsighted_stable_sets(graph)
    assert len(solutions.largest_consistent_set(graph)) == 70


def test_who_can_be_peeled_off_and_who_follows():
    """Costs 6, 6 and 6 shared by three; grievances 5, 3 and 5/2.

    Together each bears 2, so all stay. Pay the first 3 and two are left, each bearing 3: the
    second gains nothing by standing out any more (3 is not more than 3), nor does the third.
    """
    worth = {"x": -5, "y": -3, "z": Fraction(-5, 2), "w": 20}
    values = {player: {"text": u, "none": 0} for player, u in worth.items()}
    game = games.Agenda(
        {"text": games.Issue(values, "none")},
        rules.by_consensus(list(worth)),
        dict.fromkeys(worth, 6),
    )
    found = solutions.stable_blocking_groups(game, package={"text": "text"})
    trio = frozenset("xyz")
    assert found.items == (frozenset(), trio)
    assert found.evidence["blocking"] == (trio,)
    assert dict(found.prices[trio]) == {"x": 3, "y": 1, "z": Fraction(1, 2)}
    assert found.followers[trio]["x"] == ("y", "z")
    assert found.followers[trio]["z"] == ("y", "x")
    assert found.grievances == {"x": 5, "y": 3, "z": Fraction(5, 2)}
    assert found.why({"x"}).move == "leave"


def test_uncompensable_objectors_cannot_be_peeled_off():
    values = {"g": {"text": 5, "none": 0}, "r": {"text": 1, "none": 0}}
    sacred = games.Issue({"g": {"yes": -1, "no": 0}, "r": {"yes": 1, "no": 0}}, "no", {"g"})
    game = games.Agenda(
        {"text": games.Issue(values, "none"), "name": sacred}, rules.by_consensus(["g", "r"])
    )
    found = solutions.stable_blocking_groups(game, package={"text": "text", "name": "yes"})
    assert found.items == (frozenset("g"),)
    assert found.prices[frozenset("g")] == {"g": None}
    assert found.grievances == {"g": None}
    with pytest.raises(InvalidInput, match="'q' is not a player"):
        found.why({"q"})


def test_farsighted_candidates_must_be_sets_of_states():
    graph = games.ConflictGraph(["x", "y"], [("x", "y", "a")], {"a": ["y", "x"]})
    assert solutions.farsighted_stable_sets(graph, limit=1).items == (frozenset("y"),)
    with pytest.raises(InvalidInput, match="got the text"):
        solutions.farsighted_stable_sets(graph).why("y")
    with pytest.raises(InvalidInput, match="not a state"):
        solutions.largest_consistent_set(graph).why("z")
