"""A scenario as a choice of policy on its scale."""

from __future__ import annotations

from fractions import Fraction

import pytest

from consensus import games, models, osce, rules, solutions
from consensus.errors import NotApplicable
from consensus.games import Ideal, Numbers, Outcome, Spatial
from consensus.models import Reversion, Scenario, Stance


def scenario(stances, reversion):
    return Scenario(
        "s", "title", "question", rules.by_consensus(list(stances)), "a",
        (Outcome("text", position=1),), reversion, stances,
    )  # fmt: skip


CONTINUES = Reversion("continues", Outcome("now", position=Fraction(1, 5)))
LAPSES = Reversion("lapses", Outcome("nothing"))


def test_costs_count_in_the_units_of_the_scale():
    stances = {
        "a": Stance("a", Ideal(1)),
        "b": Stance("b", Ideal("1/5", salience=2), stand_alone_cost="1/2"),
        "c": Stance("c", None),
        "d": Stance("d", Ideal(0, salience=0)),
    }
    game = models.setter(scenario(stances, CONTINUES))
    assert game.rule.players == ("a", "b")
    assert solutions.setter_outcome(game, proposer="a").outcome == Fraction(1, 5) + Fraction(1, 4)


def test_a_lapse_counts_by_its_distance():
    stances = {
        "a": Stance("a", Ideal(1, reversion_distance=1)),
        "b": Stance("b", Ideal(0, reversion_distance="0.3")),
    }
    game = models.setter(scenario(stances, LAPSES))
    assert solutions.setter_outcome(game, proposer="a").outcome == Fraction(3, 10)


@pytest.mark.parametrize(
    ("stances", "reversion", "place"),
    [
        ({"a": Stance("a", Numbers({"text": 1, "now": 0}))}, CONTINUES, "'a' is known otherwise"),
        ({"a": Stance("a", None)}, CONTINUES, "nobody has a coded position"),
    ],
)
def test_scenarios_outside_the_assumptions(stances, reversion, place):
    with pytest.raises(NotApplicable, match=place):
        models.setter(scenario(stances, reversion))


def test_the_case_scenarios_that_have_ideal_points():
    """Whoever blocks the tabled text in `who_blocks` does not consent to it here."""
    seen = 0
    for case in osce.situations().values():
        text = case.option()
        if text.position is None:
            continue
        try:
            game = models.setter(case)
        except NotApplicable:
            continue
        seen += 1
        for player in game.rule.players:
            stance = case.stances[player]
            gain = stance.preference.gain(text, case.reversion.outcome)
            objects = -gain.central > stance.stand_alone_cost
            assert game.consents(player, text.position) is not objects
    assert seen >= 2


def test_the_pair_that_carries_the_subject():
    """On the standing rule next to nothing passes; on the lapsing mandate a narrow zone opens."""
    cases = osce.situations()
    standing = models.setter(cases["odihr_package_2007"])
    (place,) = standing.status_quo
    assert place == Fraction(9, 10)
    # By hand: only what costs nobody more than standing alone does, 1/20, passes. Downwards the
    # USA is the strictest (ideal 97/100, salience 9/10), upwards Belarus (ideal 1/20, salience 4/5).
    low = place - Fraction(1, 20) / Fraction(9, 10)
    high = place + Fraction(1, 20) / Fraction(4, 5)
    assert [(i.low, i.high) for i in solutions.win_set(standing).items] == [(low, high)]
    mandate = models.setter(cases["georgia_mission_expiry_2008"])
    # By hand: Georgia (ideal 19/20, salience 1) accepts no text worth less than a distance of 3/5,
    # Russia (ideal 1/20, salience 19/20) none further than 1/4, each but for the cost of 1/20.
    low = Fraction(19, 20) - Fraction(3, 5) - Fraction(1, 20)
    high = Fraction(1, 20) + Fraction(1, 4) + Fraction(1, 20) / Fraction(19, 20)
    assert [(i.low, i.high) for i in solutions.win_set(mandate).items] == [(low, high)]


def test_the_pair_where_standing_alone_is_free():
    """The standing rule: ideals on both sides keep the status quo where standing alone is free.

    An ordinal fact. The mandate lapses off the scale, so everyone has a distance to the lapse.
    """
    cases = osce.situations()
    coded = models.setter(cases["odihr_package_2007"])
    free = Spatial(coded.ideals, coded.status_quo, coded.rule)
    (place,) = free.status_quo
    assert [(i.low, i.high) for i in solutions.win_set(free).items] == [(place, place)]
    mandate = models.setter(cases["georgia_mission_expiry_2008"])
    assert mandate.status_quo is None
    assert set(mandate.lapse) == set(mandate.rule.players)


def test_a_setter_is_not_forced_below_its_own_reversion():
    """By hand: only 0 suits a, whose lapse is its ideal; the chair would go from 1 away to 6."""
    game = games.Spatial({"a": 0, "chair": 6}, 5, rules.by_consensus(["a"]), lapse={"a": 0})
    found = solutions.setter_outcome(game, proposer="chair")
    assert found.items == ()
    assert found.complete
    assert found.why(0).gain == 5
