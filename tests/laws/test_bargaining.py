"""What holds of offers under any rule."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from consensus import rules, solutions
from consensus.errors import NotConverged
from consensus.games import Bargaining
from generators.spatial import any_rule

FACTOR = st.integers(1, 9).map(lambda k: Fraction(k, 10))


@st.composite
def offers(draw, most=4, rule=None):
    players = [f"p{i}" for i in range(draw(st.integers(2, most)))]
    weights = [draw(st.integers(1, 4)) for _ in players]
    chances = {p: Fraction(w, sum(weights)) for p, w in zip(players, weights, strict=True)}
    given_rule = draw(any_rule(players)) if rule is None else rule(players)
    return Bargaining(given_rule, chances, {p: draw(FACTOR) for p in players})


@settings(max_examples=50, deadline=None)
@given(offers())
def test_stationary_values_pass_the_check_and_share_the_surplus(game):
    try:
        answer = solutions.stationary(game)
    except NotConverged:
        return
    assert abs(sum(answer.values.values()) - 1) < 1e-8
    if answer.exact:
        assert answer.why(answer.items[0]) is None
        first = game.players[0]
        wrong = {p: v + Fraction(p == first, 50) for p, v in answer.values.items()}
        assert answer.why(wrong) is not None
    for i in game.players:
        paid = answer.included[i] * answer.price[i]
        own = game.recognition[i] * answer.keeps[i]
        assert abs(own + paid - answer.values[i]) < 1e-7


@settings(max_examples=40, deadline=None)
@given(offers(rule=rules.by_consensus), FACTOR)
def test_under_consensus_more_patience_never_hurts(game, factor):
    first = game.players[0]
    more = {**game.discount, first: max(factor, game.discount[first])}
    patient = Bargaining(game.rule, game.recognition, more)
    before, after = (solutions.stationary(g).values[first] for g in (game, patient))
    assert after >= before


@settings(max_examples=40, deadline=None)
@given(FACTOR, FACTOR, FACTOR)
def test_in_two_player_offers_more_patience_never_hurts(mine, yours, other):
    council = rules.by_consensus(["a", "b"])
    low, high = sorted((mine, other))
    shares = [
        solutions.alternating_offers(
            Bargaining(council, ["a", "b"], {"a": own, "b": yours})
        ).values["a"]
        for own in (low, high)
    ]
    assert shares[0] <= shares[1]


@settings(max_examples=30, deadline=None)
@given(offers())
def test_a_veto_never_lowers_the_price_to_nothing(game):
    """Who has a veto and any patience is paid whenever it is worth something."""
    try:
        answer = solutions.stationary(game)
    except NotConverged:
        return
    for i in game.rule.vetoers:
        others = sum(game.recognition[j] for j in game.players if j != i)
        assert abs(answer.included[i] - others) < 1e-9
