"""What a spatial game refuses."""

from __future__ import annotations

import pytest

from consensus import rules, solutions
from consensus.errors import InvalidInput, NotApplicable, TooLarge
from consensus.games import Spatial

RULE = rules.by_consensus(["a", "b"])


@pytest.mark.parametrize(
    ("ideals", "start", "cost", "place"),
    [
        ({"a": 0}, 0, {}, "'b', a player of the rule"),
        ({"a": 0, "b": (1, 2)}, 0, {}, r"ideals\['b'\]: 2 coordinates"),
        ({"a": 0, "b": "x"}, 0, {}, r"ideals\['b'\]"),
        ({"a": 0, "b": ()}, 0, {}, r"ideals\['b'\]"),
        ([0, 1], 0, {}, "ideals"),
        ({"a": 0, "b": 1}, float("nan"), {}, "status_quo"),
        ({"a": 0, "b": 1}, 0, {"z": 1}, "'z' has no ideal"),
        ({"a": 0, "b": 1}, 0, {"a": -1}, r"stand_alone_cost\['a'\]"),
    ],
)
def test_bad_input_is_refused_with_its_place(ideals, start, cost, place):
    with pytest.raises(InvalidInput, match=place):
        Spatial(ideals, start, RULE, stand_alone_cost=cost)


def test_three_dimensions_are_not_covered():
    with pytest.raises(NotApplicable, match="a line or a plane"):
        Spatial({"a": (0, 0, 0), "b": (1, 1, 1)}, (0, 0, 0), RULE)


def test_questions_outside_the_assumptions_say_which():
    majority = rules.by_majority(["a", "b", "c"], 2)
    plane = {"a": (0, 0), "b": (1, 0), "c": (0, 1)}
    with pytest.raises(NotApplicable, match="veto"):
        solutions.unanimity_core(Spatial({"a": 0, "b": 1, "c": 2}, 0, majority))
    with pytest.raises(NotApplicable, match="standing alone"):
        solutions.gridlock(Spatial(plane, (0, 0), majority, stand_alone_cost={"a": 1}))
    many = {f"p{i}": (i, i * i) for i in range(40)}
    with pytest.raises(TooLarge, match="unanimity_core"):
        solutions.gridlock(Spatial(many, (0, 0), rules.by_majority(many)))
    with pytest.raises(InvalidInput, match="proposer"):
        solutions.setter_outcome(Spatial(plane, (0, 0), majority), proposer="z")
