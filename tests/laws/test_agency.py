"""What holds in every menu auction."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from consensus import solutions
from consensus.games import Agency, Threat


@st.composite
def agencies(draw, actions=3, principals=3):
    names = [f"a{i}" for i in range(draw(st.integers(2, actions)))]
    who = [f"p{i}" for i in range(draw(st.integers(1, principals)))]
    number = st.integers(-3, 6)
    return Agency(
        {p: {a: draw(number) for a in names} for p in who}, {a: draw(number) for a in names}
    )


def truthful_menus(game, action, payments):
    """The menus behind payments: offers that differ by exactly what the actions are worth."""
    net = {p: game.values[p][action] - payments[p] for p in game.principals}
    return {
        p: {a: max(0, game.values[p][a] - net[p]) for a in game.actions} for p in game.principals
    }


@settings(max_examples=100, deadline=None)
@given(agencies())
def test_truthful_answers_are_equilibria_of_the_menu_game(game):
    for action, payments in solutions.truthful(game).items:
        menus = truthful_menus(game, action, payments)
        assert all(menus[p][action] == payments[p] for p in game.principals)
        assert solutions.is_menu_equilibrium(game, menus, action) is None


@settings(max_examples=100, deadline=None)
@given(agencies(), st.data())
def test_payments_stand_exactly_when_their_menus_are_an_equilibrium(game, data):
    """The frontier of Bernheim and Whinston against the definition of a truthful equilibrium."""
    action = data.draw(st.sampled_from(game.actions))
    payments = {p: data.draw(st.integers(0, 6)) for p in game.principals}
    menus = truthful_menus(game, action, payments)
    truthful = all(menus[p][action] == payments[p] for p in game.principals)
    nash = truthful and solutions.is_menu_equilibrium(game, menus, action) is None
    assert solutions.is_truthful_outcome(game, action, payments) == nash


@settings(max_examples=60, deadline=None)
@given(agencies())
def test_bounds_hold_in_every_item_and_the_agent_never_loses(game):
    answer = solutions.truthful(game)
    for _, payments in answer.items:
        for members, bound in solutions.truthful(game).bounds.items():
            if answer.action == answer.items[0].action:
                assert sum(answer.payments[p] for p in members) >= bound
        assert all(amount >= 0 for amount in payments.values())
    assert answer.rent >= max(game.own.values())


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 6), st.integers(0, 6), st.integers(0, 8), st.integers(-4, 4),
    st.integers(0, 4), st.integers(0, 4), st.integers(0, 2),
)  # fmt: skip
def test_the_closed_form_of_two_backers_against_one(w1, w2, r, kappa, harm, reputation, cost):
    """Models A1 and A2 of the case, with the threat counted net."""
    threat = Threat("uphold", harm=harm, punish_cost=cost, reputation=reputation)
    game = Agency(
        {"us": {"uphold": w1}, "eu": {"uphold": w2}, "russia": {"accommodate": r}},
        {"uphold": kappa, "accommodate": 0},
        {"russia": threat},
    )
    own = kappa - (harm if reputation >= cost * harm else 0)
    answer = solutions.truthful(game)
    actions = {deal.action for deal in answer.items}
    assert ("uphold" in actions) == (w1 + w2 + own >= r)
    assert ("accommodate" in actions) == (w1 + w2 + own <= r)
    assert answer.rent == max(0, own, min(r, own + w1 + w2))
    if actions == {"uphold"}:
        assert answer.payments["us"] + answer.payments["eu"] == max(0, r - own)
        assert answer.bounds[frozenset({"us"})] == max(0, r - own - w2)
        assert answer.bounds[frozenset({"eu"})] == max(0, r - own - w1)
    if actions == {"accommodate"}:
        assert answer.payments["russia"] == max(0, own + w1 + w2)
    silent = solutions.without_offers(game)
    if own < 0:
        assert ("accommodate" in silent.items) == (-own >= max(w1, w2))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 6), st.integers(1, 3), st.integers(0, 6), st.integers(0, 6))
def test_threats_counted_as_gain_saved_or_announced(harm, cost, reputation, r):
    def stake(threat):
        game = Agency({"russia": {"accommodate": r}}, {"uphold": 0, "accommodate": 0}, threat)
        return game.values["russia"]["accommodate"] - game.values["russia"]["uphold"]

    made = {"harm": harm, "punish_cost": cost, "reputation": reputation}
    gain = Threat("uphold", **made, counted="gain")
    saved = Threat("uphold", **made, counted="saved")
    assert stake({"russia": gain}) == r - max(0, reputation - cost * harm)
    assert stake({"russia": saved}) == r + min(reputation, cost * harm)
    announced = Threat("uphold", **made, announced=True)
    assert announced.credible_harm == min(harm, Fraction(reputation, cost))
