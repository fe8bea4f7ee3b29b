"""Reading tables exactly, and refusing what is not one."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from consensus.errors import InvalidInput, TooLarge
from consensus.games import Strategic
from consensus.solutions import is_nash, pure_nash

ONE = [[1, 2], [3, 4]]


@pytest.mark.parametrize(
    ("payoffs", "place"),
    [
        ([], "at least one player"),
        ([[[1, 2], [3]], ONE], r"payoffs\[0\]\[1\]: expected 2 entries, got 1 \(ragged\)"),
        ([[[1, 2], 3], ONE], r"payoffs\[0\]\[1\].*ragged"),
        ([[[1, [2]], [3, 4]], ONE], r"payoffs\[0\]\[0\]\[1\].*ragged"),
        ([ONE, [[1, 2, 3], [4, 5, 6]]], r"payoffs\[1\]: shape \(2, 3\) differs"),
        ([[[], []], [[], []]], "player 2 has no strategy"),
        ([ONE], "expected 1 levels"),
        ([[[1, float("nan")], [3, 4]], ONE], r"payoffs\[0\]\[0\]\[1\]"),
        ([ONE, np.array([[1.0, np.inf], [0, 0]])], r"payoffs\[1\]\[0\]\[1\]"),
        ([[[1, "x"], [3, 4]], ONE], r"payoffs\[0\]\[0\]\[1\]: expected a number"),
        ([[[1, None], [3, 4]], ONE], r"payoffs\[0\]\[0\]\[1\]"),
        ([[[1, True], [3, 4]], ONE], "truth value"),
        ("text", "expected one table a player"),
        (np.array([[["a"]]]), "payoffs"),
    ],
)
def test_bad_tables_are_refused_with_the_place(payoffs, place) -> None:
    with pytest.raises(InvalidInput, match=place):
        Strategic(payoffs)


def test_tables_over_the_limit_are_refused_before_anything_is_allocated() -> None:
    with pytest.raises(TooLarge, match="payoffs"):
        Strategic([np.broadcast_to(np.int8(0), (2,) * 56)] * 56)
    with pytest.raises(TooLarge, match="payoffs"):
        Strategic.from_function([f"p{i}" for i in range(56)], [["a", "b"]] * 56, lambda _: [0] * 56)


def test_numbers_are_held_exactly() -> None:
    big = 2**60 + 1
    game = Strategic([[[big, "1/3"], [0.1, -1]], [[1, 2], [3, 4]]])
    assert game.payoff((0, 0)) == (big, 1)
    assert game.payoff((0, 1))[0] == Fraction(1, 3)
    assert game.payoff((1, 0))[0] == Fraction(0.1)
    assert game.payoff((("1/2", "1/2"), (0, 1)))[0] == Fraction(-1, 3)


def test_integers_beyond_a_machine_word_compare_exactly() -> None:
    game = Strategic([[[10**30, 0], [10**30 + 1, 0]], [[0, 0], [0, 0]]])
    assert pure_nash(game).items == ((0, 1), (1, 0), (1, 1))


def test_the_callers_array_is_left_alone_and_ours_is_frozen() -> None:
    mine = np.array([ONE, ONE])
    game = Strategic(mine)
    mine[0, 0, 0] = 99
    assert game.payoff((0, 0)) == (1, 1)
    with pytest.raises(ValueError, match="read-only"):
        game.tables[0][0, 0] = 5


def test_names_can_be_given_and_asked_for() -> None:
    game = Strategic([ONE, ONE], ["Ann", "Bob"], {"Ann": ["up", "down"], "Bob": ["left", "right"]})
    assert pure_nash(game).items == (("down", "right"),)
    assert is_nash(game, {"Bob": "right", "Ann": {"down": 1}})
    assert game.payoff({"Ann": "up", "Bob": "left"}) == (1, 1)


@pytest.mark.parametrize(
    ("names", "strategies", "place"),
    [
        (["a"], None, "1 names for 2 tables"),
        (["a", "a"], None, "named twice"),
        (None, [["u", "d"]], "1 lists for 2 players"),
        (None, [["u"], ["l", "r"]], "1 names for 2 strategies"),
        (None, [["u", "u"], ["l", "r"]], "named twice"),
        (["a", "b"], {"a": ["u", "d"]}, "nothing is given for player 'b'"),
    ],
)
def test_bad_names_are_refused(names, strategies, place) -> None:
    with pytest.raises(InvalidInput, match=place):
        Strategic([ONE, ONE], names, strategies)


@pytest.mark.parametrize(
    "profile",
    [(0,), (0, 0, 0), (0, 2), ("x", 0), ((1,), 0), ((0.5, 0.4), 0), ((2, -1), 0), 3, {"1": 0}],
)
def test_bad_profiles_are_refused(profile) -> None:
    with pytest.raises(InvalidInput, match=r"profile|given"):
        is_nash(Strategic([ONE, ONE]), profile)


def test_a_limit_says_that_there_are_more() -> None:
    game = Strategic([[[0] * 3] * 3] * 2)
    few = pure_nash(game, limit=4)
    assert (len(few), few.complete, few.form, few.evidence["found"]) == (4, False, "some", 9)
    assert pure_nash(game, limit=9).complete
