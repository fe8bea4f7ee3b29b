"""What a conflict graph refuses, and how it is described."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest

from consensus import games, solutions
from consensus.errors import InvalidInput, NotApplicable, TooLarge

GOOD = {"states": ["s", "t"], "moves": [("s", "t", "a")], "preferences": {"a": ["t", "s"]}}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"states": []}, "states"),
        ({"states": ["s", "s"]}, "states"),
        ({"moves": [("s", "t")]}, r"moves\[0\]"),
        ({"moves": [("s", "x", "a")]}, r"moves\[0\].*'x'"),
        ({"moves": [("s", "s", "a")]}, r"moves\[0\].*itself"),
        ({"moves": [("s", "t", "z")]}, r"moves\[0\].*mover"),
        ({"preferences": {"a": ["t", "s", "t"]}}, r"preferences\['a'\]\[2\].*cycle"),
        ({"preferences": {"a": ["t"]}}, r"preferences\['a'\].*nothing about.*'s'"),
        ({"preferences": {"a": {"s": 1}}}, r"preferences\['a'\].*'t'"),
        ({"preferences": {"a": {"s": 1, "t": "x"}}}, r"preferences\['a'\]\['t'\]"),
        ({"preferences": {"a": {"s", "t"}}}, "best first"),
        ({"strong": {"a": 1}}, "numbers"),
        ({"unknown": {"a": [("s", "s")]}}, r"unknown\['a'\]\[0\]"),
    ],
)
def test_bad_graphs_are_refused_with_their_place(change, place):
    given = {**GOOD, **change}
    extra = {k: given.pop(k) for k in ("strong", "unknown") if k in given}
    with pytest.raises(InvalidInput, match=place):
        games.ConflictGraph(*given.values(), **extra)


def test_ties_are_sets():
    graph = games.ConflictGraph(["s", "t", "u"], [], {"a": ["u", {"s", "t"}]})
    assert [graph.level("a", s) for s in "stu"] == [0, 0, 1]


def test_graphs_can_be_stored():
    graph = games.ConflictGraph(["s", "t"], [("s", "t", "a")], {"a": {"s": 0, "t": Fraction(1, 3)}})
    again = pickle.loads(pickle.dumps(graph))
    assert solutions.nash_stable(again).items == ("t",)


def test_priorities_rank_by_the_first_statement_that_differs():
    graph = games.conflict_from_options(
        {"a": ["x", "y"]},
        {"a": games.Priorities([{"y": False}, [{"x": True}, {"y": True}]])},
    )
    assert [graph.level("a", s) for s in ("x", "(none)", "y", "x+y")] == [2, 1, 0, 0]


def test_an_option_taken_for_good_is_not_given_up():
    graph = games.conflict_from_options(
        {"a": ["x"]}, {"a": ["(none)", "x"]}, irreversible=["x"]
    )  # fmt: skip
    assert graph.moves == (("(none)", "x", "a"),)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"infeasible": [{"q": True}]}, r"infeasible\[0\].*'q'"),
        ({"irreversible": ["q"]}, "irreversible"),
        ({"irreversible": {"x": "sometimes"}}, r"irreversible\['x'\]"),
        ({"infeasible": [{"x": True}, {"x": False}]}, "no state is left"),
        ({"preferences": {}}, "preferences"),
    ],
)
def test_bad_options_are_refused_with_their_place(change, place):
    given = {"options": {"a": ["x"]}, "preferences": {"a": ["x", "(none)"]}, **change}
    with pytest.raises(InvalidInput, match=place):
        games.conflict_from_options(**given)


def test_too_many_options_are_refused_before_they_are_laid_out():
    with pytest.raises(TooLarge, match="list the feasible states"):
        games.conflict_from_options(
            {"a": [f"o{i}" for i in range(60)]}, {"a": games.OptionWeights({})}
        )


def test_limited_moves_are_for_two():
    three = games.ConflictGraph(["s"], [], {p: ["s"] for p in "abc"})
    with pytest.raises(NotApplicable, match="two players"):
        solutions.limited_move_stable(three, horizon=2)


def test_unknown_states_and_players_are_refused():
    graph = games.ConflictGraph(*GOOD.values())
    with pytest.raises(InvalidInput, match="'x' is not a state"):
        solutions.nash_stable(graph).why("x")
    with pytest.raises(InvalidInput, match="'z' is not a player"):
        solutions.nash_stable(graph, coalition={"z"})
