"""R. Farquharson, Theory of Voting, Yale 1969, chapter 8 and appendix: sophisticated voting; and
the chair whose casting vote hurts it (S. J. Brams, Paradoxes in Politics, Free Press 1976,
chapter 7).

Three voters, cyclic preferences, plurality, ties decided by the chair.
"""

from __future__ import annotations

from consensus.games import Strategic
from consensus.solutions import iterated_weak_dominance, pure_nash

RANKINGS = {"chair": "xyz", "second": "yzx", "third": "zxy"}


def winner(ballots: tuple[str, ...]) -> str:
    for option in "xyz":
        if ballots.count(option) >= 2:
            return option
    return ballots[0]


GAME = Strategic.from_function(
    list(RANKINGS),
    [["x", "y", "z"]] * 3,
    lambda ballots: [2 - ranking.index(winner(ballots)) for ranking in RANKINGS.values()],
)


def test_sophisticated_voting_gives_the_chair_its_worst() -> None:
    solved = iterated_weak_dominance(GAME)
    assert dict(solved.items[0].items()) == {
        "chair": ("x",), "second": ("z",), "third": ("z",)
    }  # fmt: skip
    assert winner(("x", "z", "z")) == "z" == RANKINGS["chair"][-1]


def test_it_is_one_of_several_equilibria() -> None:
    equilibria = pure_nash(GAME).items
    assert ("x", "z", "z") in equilibria
    assert {winner(profile) for profile in equilibria} == {"x", "y", "z"}


def test_rounds_are_told() -> None:
    solved = iterated_weak_dominance(GAME)
    first = solved.evidence["rounds"][0]
    assert first == {"chair": ("y", "z"), "second": ("x",), "third": ("y",)}
    assert solved.why(("x", "y", "z")).note == "round 2"
