"""What a tree refuses."""

from __future__ import annotations

import pytest

from consensus import games, solutions
from consensus.errors import InvalidInput, NotApplicable, TooLarge
from consensus.games import chance, decision, ending


def two(tree):
    return games.Extensive(["a", "b"], tree)


@pytest.mark.parametrize(
    ("make", "place"),
    [
        (lambda: two(decision("a", {"l": ending(1, 1), "r": None})), "root › r: expected decision"),
        (lambda: two(decision("a", {"l": decision("b", {})})), "root › l: expected at least one"),
        (lambda: two(decision("c", {"l": ending(1, 1)})), "root: 'c' is not a player"),
        (lambda: two(ending(1)), "root: 1 payoffs for 2 players"),
        (lambda: two(ending(1, "x")), "root: payoff 1"),
        (lambda: two(chance({"h": ("1/2", ending(1, 1))})), "root: probabilities sum to 1/2"),
        (lambda: two(chance({"h": (-1, ending(1, 1))})), "below 0"),
        (lambda: two(chance({"h": ending(1, 1)})), r"expected \(probability, node\)"),
        (lambda: two(decision("a", {1: ending(1, 1)})), "a move is a text"),
        (
            lambda: two(
                decision(
                    "a",
                    {
                        "l": decision("b", {"x": ending(0, 0)}, "same"),
                        "r": decision("b", {"y": ending(0, 0)}, "same"),
                    },
                )
            ),
            "root › r: the information set 'same' has the moves x elsewhere, y here",
        ),
        (
            lambda: two(
                decision("a", {"l": decision("b", {"x": ending(0, 0)}, "one")}, "one")
            ),
            "another player",
        ),
        (lambda: games.Extensive([], ending()), "players"),
    ],
)  # fmt: skip
def test_bad_trees_are_refused_with_their_place(make, place):
    with pytest.raises(InvalidInput, match=place):
        make()


def forgetful():
    """The absent-minded driver's cousin: a does not recall its own first move."""
    again = {"x": ending(1), "y": ending(0)}
    tree = decision("a", {"l": decision("a", again, "later"), "r": decision("a", again, "later")})
    return games.Extensive(["a"], tree)


@pytest.mark.parametrize(
    "concept",
    [
        solutions.subgame_perfect, solutions.sequential, solutions.agent_logit,
        lambda game: solutions.is_behaviour_nash(game, {}),
        lambda game: solutions.is_subgame_perfect(game, {}),
    ],
)  # fmt: skip
def test_imperfect_recall_is_refused(concept):
    with pytest.raises(NotApplicable, match="perfect recall; at 'later'"):
        concept(forgetful())


def test_too_many_equilibria_are_refused():
    tie = {"l": ending(0, 0), "r": ending(0, 0)}
    tree = decision("a", {f"m{i}": decision("b", tie) for i in range(20)})
    with pytest.raises(TooLarge, match="limit="):
        solutions.subgame_perfect(two(tree))


def test_deep_trees_do_not_exhaust_the_stack():
    tree = ending(0, 0)
    for k in range(4_000):
        tree = decision("ab"[k % 2], {"stop": ending(k + 1, -k - 1), "go": tree})
    game = two(tree)
    answer = solutions.subgame_perfect(game)
    assert len(answer.items) == 1
    assert games.gambit.read(games.gambit.write(game)).owner == game.owner
