"""Beer and quiche.

Cho and Kreps, "Signaling games and stable equilibria", Quarterly Journal of Economics 102 (1987),
179-221, section II and fig. I: strong with chance 9/10 prefers beer, weak prefers quiche, a worth
of 1 for the preferred breakfast and 2 for not having to fight; the other gains by fighting the
weak only. There are two pure equilibrium outcomes, both pooling: both have beer, or both have
quiche, and after the other breakfast the receiver fights, believing weak at least as likely.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from consensus import games, solutions
from consensus.errors import InvalidInput


def payoff(types, actions):
    strong = types["sender"] == "strong"
    liked = actions["sender"] == ("beer" if strong else "quiche")
    fought = actions["receiver"] == "fight"
    return {
        "sender": int(liked) + 2 * int(not fought),
        "receiver": int(fought != strong),
    }


def breakfast() -> games.Extensive:
    return games.bayesian(
        ["sender", "receiver"],
        {"sender": ["strong", "weak"]},
        {("strong",): Fraction(9, 10), ("weak",): Fraction(1, 10)},
        {"sender": ["beer", "quiche"], "receiver": ["fight", "leave"]},
        payoff,
        sees={"receiver": ["sender"]},
    )


def test_two_pooling_outcomes():
    game = breakfast()
    answer = solutions.sequential(game)
    assert answer.complete
    outcomes = set()
    for item in answer.items:
        strong, weak = item.profile["sender (strong)"], item.profile["sender (weak)"]
        assert strong == weak
        outcomes.add(("beer", "quiche")[strong.index(1)])
        unused = "quiche" if strong == (1, 0) else "beer"
        assert item.profile[f"receiver | sender: {unused}"] == (1, 0)
        assert item.beliefs[f"receiver | sender: {unused}"][1] >= Fraction(1, 2)
        used = "beer" if strong == (1, 0) else "quiche"
        assert item.beliefs[f"receiver | sender: {used}"] == (Fraction(9, 10), Fraction(1, 10))
    assert outcomes == {"beer", "quiche"}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"types": {"nobody": ["x"]}}, "'nobody' is not a player"),
        ({"prior": {("strong",): 1, ("odd",): 0}}, "odd"),
        ({"prior": {("strong",): "1/2", ("weak",): "1/3"}}, "sum to 5/6"),
        ({"sees": {"sender": ["receiver"]}}, "does not move earlier"),
        ({"actions": {"sender": ["beer"]}}, "actions: none for 'receiver'"),
        ({"payoff": lambda t, a: {"sender": 0}}, "payoff: none for 'receiver'"),
    ],
)
def test_bad_descriptions_are_refused_with_their_place(change, place):
    given = {
        "players": ["sender", "receiver"], "types": {"sender": ["strong", "weak"]},
        "prior": {("strong",): "9/10", ("weak",): "1/10"},
        "actions": {"sender": ["beer", "quiche"], "receiver": ["fight", "leave"]},
        "payoff": payoff, **change,
    }  # fmt: skip
    with pytest.raises(InvalidInput, match=place):
        games.bayesian(**given)
