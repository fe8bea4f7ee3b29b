"""Selten's horse.

Selten, "Reexamination of the perfectness concept for equilibrium points in extensive games",
International Journal of Game Theory 4 (1975), 25-55, fig. 1: the equilibrium in which the first
player goes down is subgame perfect, since the only subgame is the whole game, but not
sequential: the second player, if reached, would go down and get 4 instead of 1 (Kreps and Wilson,
Econometrica 50 (1982), 863-894, section 3).
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from consensus import games, solutions
from consensus.errors import InvalidInput, NotApplicable, TooLarge
from consensus.games import decision, ending
from consensus.solutions import Assessment


def horse() -> games.Extensive:
    def third(left, right):
        return decision("3", {"L": ending(*left), "R": ending(*right)}, "third")

    tree = decision("1", {
        "D": third((3, 3, 2), (0, 0, 0)),
        "A": decision("2", {"d": third((4, 4, 0), (0, 0, 1)), "a": ending(1, 1, 1)}, "second"),
    }, "first")  # fmt: skip
    return games.Extensive(["1", "2", "3"], tree)


def actions(game, profile):
    return {s.name: s.actions[profile[s.name].index(1)] for s in game.sets}


def test_both_pure_equilibria_are_subgame_perfect():
    game = horse()
    found = [actions(game, item) for item in solutions.subgame_perfect(game).items]
    assert {"first": "D", "second": "a", "third": "L"} in found
    assert {"first": "A", "second": "a", "third": "R"} in found


def test_only_one_is_sequential():
    game = horse()
    answer = solutions.sequential(game)
    assert answer.complete
    assert [actions(game, item.profile) for item in answer.items] == [
        {"first": "A", "second": "a", "third": "R"}
    ]
    (item,) = answer.items
    assert item.beliefs["third"][1] >= Fraction(2, 3)


def test_why_the_other_is_not():
    game = horse()
    unreasonable = Assessment(
        {"first": "D", "second": "a", "third": "L"}, {"third": (1, 0)}
    )  # fmt: skip
    upset = solutions.is_sequential(game, unreasonable)
    assert upset is not None
    assert (upset.who, upset.move, upset.gain) == ("2", {"second": "d"}, 3)


def test_beliefs_have_to_be_consistent():
    """On the path Bayes' rule leaves no choice: after D the left node is certain."""
    game = horse()
    wrong = Assessment({"first": "D", "second": "d", "third": "R"}, {"third": (0, 1)})
    upset = solutions.is_sequential(game, wrong)
    assert upset is not None
    inconsistent = Assessment({"first": "A", "second": "a", "third": "R"}, {"third": (0, 1)})
    assert solutions.is_sequential(game, inconsistent) is None


def test_two_trembles_may_not_contradict_each_other():
    """Two sets that are reached by the same unused moves have to hold the same belief."""
    tree = decision("a", {"out": ending(1, 1, 1), "l": fork(), "r": fork()}, "start")
    game = games.Extensive(["a", "b", "c"], tree)
    base = {"start": "out", "fork": (Fraction(1, 2), Fraction(1, 2)), "one": "x", "two": "x"}
    same = {"fork": (Fraction(1, 3), Fraction(2, 3))}
    for two, stands in (((Fraction(1, 3), Fraction(2, 3)), True), ((1, 0), False)):
        beliefs = {**same, "one": (Fraction(1, 3), Fraction(2, 3)), "two": two}
        upset = solutions.is_sequential(game, Assessment(base, beliefs))
        assert (upset is None) is stands


def fork():
    def last(name):
        return decision("b", {"x": ending(0, 0, 0), "y": ending(0, 0, 0)}, name)

    return decision("c", {"u": last("one"), "v": last("two")}, "fork")


@pytest.mark.parametrize(
    ("make", "place"),
    [
        (lambda g: solutions.is_sequential(g, Assessment({}, {})), "profile"),
        (
            lambda g: solutions.is_sequential(
                g, Assessment({"first": "A", "second": "a", "third": "R"}, {})
            ),
            r"beliefs\['third'\]",
        ),
        (lambda g: g.values({"first": "X", "second": "a", "third": "R"}), r"profile\['first'\]"),
        (
            lambda g: g.values({"first": (1, 1), "second": "a", "third": "R"}),
            "sum to 1, got the sum 2",
        ),
    ],
)
def test_bad_profiles_are_refused_with_their_place(make, place):
    with pytest.raises(InvalidInput, match=place):
        make(horse())


def test_refusals():
    with pytest.raises(NotApplicable, match="two players"):
        solutions.minimax(horse())
    with pytest.raises(TooLarge, match="is_sequential"):
        solutions.sequential(horse(), limit=2)
