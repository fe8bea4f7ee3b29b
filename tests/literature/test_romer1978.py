"""The setter facing one vetoer.

Romer and Rosenthal, "Political resource allocation, controlled agendas, and the status quo",
Public Choice 33 (1978), 27-43: with the voter's ideal v and the reversion q < v, a setter with
ideal s gets min(s, 2v − q), and v' = q on the far side; the worse the reversion, the more the
setter gets.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from consensus import rules, solutions
from consensus.games import Spatial


@pytest.mark.parametrize(
    ("reversion", "voter", "setter", "outcome"),
    [
        (0, 3, 10, 6),  # the voter is held to indifference: 2·3 − 0
        (2, 3, 10, 4),
        (3, 3, 10, 3),  # at the voter's ideal nothing moves
        (0, 3, 5, 5),  # the setter's own ideal passes
        (4, 3, 10, 4),  # both on the wrong side: the status quo stays
        (-4, 3, 10, 10),
    ],
)
def test_the_closed_form(reversion, voter, setter, outcome):
    game = Spatial({"voter": voter, "setter": setter}, reversion, rules.by_consensus(["voter"]))
    assert solutions.setter_outcome(game, proposer="setter").outcome == outcome


def test_a_worse_reversion_gives_the_setter_more():
    got = []
    for reversion in (3, 2, 1, 0, -1):
        game = Spatial({"voter": 3, "setter": 10}, reversion, rules.by_consensus(["voter"]))
        got.append(solutions.setter_outcome(game, proposer="setter").outcome)
    assert got == sorted(got)


def test_with_many_vetoers_the_nearest_end_binds():
    """Tsebelis 2002, ch. 2: the intersection of [min(q, 2v−q), max(q, 2v−q)]."""
    ideals = {"a": 4, "b": 6, "c": 9, "chair": 10}
    game = Spatial(ideals, 1, rules.by_consensus(["a", "b", "c"]))
    answer = solutions.setter_outcome(game, proposer="chair")
    assert (answer.outcome, answer.pivots) == (7, ("a",))


def test_one_ideal_on_the_other_side_keeps_the_status_quo_however_strong_the_rest():
    for others in (1, 10, 50):
        ideals = {f"p{i}": 8 for i in range(others)} | {"far": -1}
        game = Spatial(ideals, 1, rules.by_consensus(ideals))
        assert solutions.setter_outcome(game, proposer="p0").outcome == 1


def test_the_cost_of_standing_alone_buys_exactly_that_much():
    ideals = {"far": 0, "chair": 9}
    for cost in (0, Fraction(1, 3), 2):
        game = Spatial(
            ideals, 1, rules.by_consensus(["far"]), stand_alone_cost={"far": cost}
        )  # fmt: skip
        assert solutions.setter_outcome(game, proposer="chair").outcome == 1 + cost


def test_a_lapse_that_is_no_point_of_the_line():
    """Each consents within the distance that is as bad for it as the lapse."""
    ideals, council = {"a": 0, "b": 10}, rules.by_consensus(["a", "b"])
    game = Spatial(ideals, None, council, lapse={"a": 6, "b": 7})
    assert [str(item) for item in solutions.win_set(game).items] == ["[3, 6]"]
    assert solutions.setter_outcome(game, proposer="b").outcome == 6
    apart = Spatial(ideals, None, council, lapse={"a": 4, "b": 5})
    assert solutions.win_set(apart).items == ()
    nothing = solutions.setter_outcome(apart, proposer="b")
    assert (nothing.items, nothing.outcome) == ((), None)
    assert nothing.why(5).who == frozenset("a")


def test_a_proposer_prefers_the_lapse_to_a_text_too_far_away():
    ideals = {"a": 0, "b": 10}
    game = Spatial(ideals, None, rules.by_consensus(["a"]), lapse={"a": 6, "b": 3})
    answer = solutions.setter_outcome(game, proposer="b")
    assert answer.items == ()
    assert (answer.why(6).who, answer.why(6).move, answer.why(6).gain) == (
        "b",
        "propose nothing",
        1,
    )
