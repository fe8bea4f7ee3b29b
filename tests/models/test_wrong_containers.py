"""A container of the wrong kind is one clear refusal, not Python's own error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from consensus import games, models, rules, solutions
from consensus.errors import InvalidInput, TooLarge

BOTH = rules.by_consensus(["a", "b"])
STATES: Any = ["x", "y"]
MOVES: Any = [("x", "y", "a")]
RANKED: Any = {"a": ["x", "y"], "b": ["y", "x"]}
VALUES: Any = {"a": {"p": {"x": 1}}, "b": {"p": {"x": 1}}}
WRONG: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "threat": ("threat", lambda bad: games.Agency({"w": {"u": 1}}, {"u": 0}, bad)),
    "one threat": ("threat", lambda bad: games.Agency({"w": {"u": 1}}, {"u": 0}, {"w": bad})),
    "moves": ("moves", lambda bad: games.ConflictGraph(STATES, bad, RANKED)),
    "mover": ("moves", lambda bad: games.ConflictGraph(STATES, [("x", "y", bad)], RANKED)),
    "strong": ("strong", lambda bad: games.ConflictGraph(STATES, MOVES, RANKED, strong=bad)),
    "unknown": ("unknown", lambda bad: games.ConflictGraph(STATES, MOVES, RANKED, unknown=bad)),
    "unknown pairs": (
        "unknown",
        lambda bad: games.ConflictGraph(STATES, MOVES, RANKED, unknown={"a": bad}),
    ),
    "outside": ("outside", lambda bad: models.sunset(1, 1, {"a": 1}, outside=bad)),
    "rule of posts": ("rule", lambda bad: models.posts({"p": ["x"]}, VALUES, bad)),
    "lapse": ("lapse", lambda bad: models.posts({"p": ["x"]}, VALUES, BOTH, lapse=bad)),
    "cost": (
        "stand_alone_cost",
        lambda bad: games.Spatial({"a": 0, "b": 1}, 0, BOTH, stand_alone_cost=bad),
    ),
    "options": ("options", lambda bad: games.conflict_from_options(bad, {})),
    "preferences": ("preferences", lambda bad: games.conflict_from_options({"a": ["x"]}, bad)),
    "setter": ("scenario", lambda bad: models.setter(bad)),
    "linkages": (
        "linkages",
        lambda bad: models.package(
            {"i": games.Issue({"a": {"x": 1, "y": 0}, "b": {"x": 1, "y": 0}}, "y")},
            BOTH,
            linkages=[bad],
        ),
    ),
    "needed": (
        "candidate",
        lambda bad: solutions.preferences_for(
            games.ConflictGraph(STATES, MOVES, RANKED), state="x", concept="nash"
        ).why(bad),
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_container(name: str) -> None:
    where, build = WRONG[name]
    with pytest.raises(InvalidInput, match=where):
        build(3)


def test_rankings_name_only_options_that_there_are() -> None:
    for ranking in (games.OptionWeights({"z": 1}), games.Priorities([{"z": True}])):
        with pytest.raises(InvalidInput, match="'z' is not an option"):
            games.conflict_from_options({"a": ["x"]}, {"a": ranking})


def test_many_moves_are_refused_before_they_are_made() -> None:
    own = [f"x{i}" for i in range(14)]
    with pytest.raises(TooLarge, match="moves of a conflict"):
        games.conflict_from_options({"a": own}, {"a": games.OptionWeights({})})
    players = [f"p{i}" for i in range(25)]
    game = games.Bargaining(
        rules.by_majority(players), dict.fromkeys(players, "1/25"), dict.fromkeys(players, "0.9")
    )
    with pytest.raises(TooLarge, match="coalitions of a redivision"):
        models.redivide(game, start=(1, *[0] * 24), rounds=3)
