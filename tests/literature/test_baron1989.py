"""Offers under a majority.

Baron and Ferejohn, "Bargaining in legislatures", American Political Science Review 83 (1989),
1181-1206, proposition 3: with n equal players and a majority of q the proposer keeps
1 − δ(q−1)/n, each partner gets δ/n, and everyone's value is 1/n.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from consensus import rules, solutions
from consensus.errors import InvalidInput, NotApplicable
from consensus.games import Bargaining


def equal(players):
    return {p: Fraction(1, len(players)) for p in players}


@pytest.mark.parametrize(("n", "q"), [(3, 2), (5, 3), (5, 5), (7, 5), (57, 29), (57, 57)])
@pytest.mark.parametrize("delta", [Fraction(1, 2), Fraction(9, 10), Fraction(1)])
def test_the_closed_form(n, q, delta):
    players = [f"p{i}" for i in range(n)]
    game = Bargaining(rules.by_majority(players, q), equal(players), delta)
    if q == n and delta == 1:
        with pytest.raises(NotApplicable, match="impatient"):
            solutions.stationary(game)
        return
    answer = solutions.stationary(game)
    for player in players:
        assert answer.values[player] == Fraction(1, n)
        assert answer.price[player] == delta / n
        assert answer.keeps[player] == 1 - delta * Fraction(q - 1, n)
        assert answer.included[player] == Fraction(q - 1, n)


def test_under_consensus_the_values_are_the_chances_of_proposing():
    """With equal patience, everyone is paid, so v_i = p_i (1 − δ(1 − v_i)) + (1 − p_i) δ v_i."""
    players = ["a", "b", "c"]
    chances = dict(zip(players, (Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)), strict=True))
    game = Bargaining(rules.by_consensus(players), chances, Fraction(4, 5))
    assert dict(solutions.stationary(game).values) == chances


def test_under_a_majority_more_patience_can_hurt():
    """At equal patience of 6/10 all have 1/3; a more patient player is too dear a partner."""
    players = ["a", "b", "c"]
    worth = {}
    for own in (Fraction(6, 10), Fraction(9, 10)):
        patience = {"a": own, "b": Fraction(6, 10), "c": Fraction(6, 10)}
        game = Bargaining(rules.by_majority(players), equal(players), patience)
        answer = solutions.stationary(game)
        assert answer.why(answer.items[0]) is None
        worth[own] = answer.values["a"]
    assert worth[Fraction(6, 10)] == Fraction(1, 3)
    assert worth[Fraction(9, 10)] < Fraction(1, 3)


@pytest.mark.parametrize(
    ("recognition", "discount", "place"),
    [
        ({"a": 1, "b": 1}, 1, "sum to 2"),
        ({"a": -1, "b": 2}, 1, r"recognition\['a'\]"),
        ({"a": 1, "z": 0}, 1, "'z' is not a player"),
        (["a"], 1, "every player"),
        ({"a": 1}, 0, r"discount\['a'\].*above 0"),
        ({"a": 1}, "1.1", r"discount\['a'\].*at most 1"),
        ({"a": 1}, {"a": 1}, "discount: none for 'b'"),
    ],
)
def test_bad_input_is_refused_with_its_place(recognition, discount, place):
    with pytest.raises(InvalidInput, match=place):
        Bargaining(rules.by_consensus(["a", "b"]), recognition, discount)


def test_questions_outside_the_assumptions_say_which():
    council = rules.by_consensus(["a", "b"])
    with pytest.raises(NotApplicable, match="random recognition"):
        solutions.stationary(Bargaining(council, ["a", "b"], 1))
    with pytest.raises(NotApplicable, match="order of proposers"):
        solutions.alternating_offers(Bargaining(council, {"a": 1}, 1))
    with pytest.raises(NotApplicable, match="everyone has a veto"):
        solutions.alternating_offers(
            Bargaining(rules.by_majority(["a", "b", "c"]), ["a", "b", "c"], "1/2")
        )
    with pytest.raises(NotApplicable, match="impatient"):
        solutions.alternating_offers(Bargaining(council, ["a", "b"], 1))
