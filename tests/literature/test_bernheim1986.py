"""Common agency with menus.

Bernheim and Whinston, "Menu auctions, resource allocation, and economic influence", Quarterly
Journal of Economics 101 (1986), 1-31: truthful equilibria are efficient (theorem 2), a lone
principal extracts the whole surplus, and with two principals of opposed interests the loser
offers all it would gain while the winner pays just enough.
"""

from __future__ import annotations

import pytest

from consensus import solutions
from consensus.errors import InvalidInput, TooLarge
from consensus.games import Agency, Threat


def test_a_lone_principal_pays_only_the_cost_of_the_action():
    game = Agency({"p": {"b": 10}}, {"a": 0, "b": -4})
    answer = solutions.truthful(game)
    assert (answer.action, answer.payments["p"], answer.rent) == ("b", 4, 0)


def test_the_single_object_auction_is_second_price():
    """One object, values 7 and 5: the higher wins and pays the other's value (their section 4)."""
    game = Agency(
        {"high": {"to high": 7}, "low": {"to low": 5}}, {"to high": 0, "to low": 0, "keep": 0}
    )
    answer = solutions.truthful(game)
    assert (answer.action, answer.rent) == ("to high", 5)
    assert dict(answer.payments) == {"high": 5, "low": 0}


def test_rivals_for_the_same_action_share_what_it_takes():
    game = Agency(
        {"us": {"up": 3}, "eu": {"up": 2}, "rival": {"down": 4}}, {"up": 0, "down": 0}
    )  # fmt: skip
    answer = solutions.truthful(game)
    for us in range(5):
        stands = answer.why(("up", {"us": us, "eu": 4 - us})) is None
        assert stands == (us >= 2 and 4 - us >= 1)
    upset = answer.why(("up", {"us": 4, "eu": 2}))
    assert upset is not None
    assert (upset.who, upset.move, upset.gain) == (frozenset({"us"}), "pay less", 2)


def test_division_can_lose_what_truthful_play_wins():
    game = Agency({"us": {"up": 3}, "eu": {"up": 2}}, {"up": 0, "down": 4})
    assert solutions.truthful(game).action == "up"
    silent = solutions.without_offers(game)
    assert silent.items == ("down",)
    assert silent.breakers["down"] == ((frozenset({"us", "eu"}), "up"),)


@pytest.mark.parametrize(
    ("make", "place"),
    [
        (lambda: Agency({"p": {"x": 1}}, {"a": 0}), "'x' is not an action"),
        (lambda: Agency({"p": {"a": None}}, {"a": 0}), r"stakes\['p'\]\['a'\]"),
        (lambda: Agency({}, {"a": 0}), "stakes"),
        (lambda: Agency({"p": {}}, {"a": 0}, {"q": Threat("a", 1)}), "'q' is not a principal"),
        (lambda: Agency({"p": {}}, {"a": 0}, {"p": Threat("x", 1)}), "not a threat"),
        (lambda: Threat("a", -1), "harm"),
        (lambda: Threat("a", 1, counted="twice"), "counted"),
        (lambda: solutions.truthful(Agency({"p": {}}, {"a": 0})).why("a"), "candidate"),
    ],
)
def test_bad_input_is_refused_with_its_place(make, place):
    with pytest.raises(InvalidInput, match=place):
        make()


def test_too_many_principals_are_refused():
    with pytest.raises(TooLarge, match="unite principals"):
        solutions.truthful(Agency({f"p{i}": {"a": 1} for i in range(40)}, {"a": 0}))
