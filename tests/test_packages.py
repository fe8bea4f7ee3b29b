"""Package deals: what is refused, the sizes promised, and one deal worked by hand."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from consensus import games, models, rules, solutions
from consensus.errors import InvalidInput, NotConverged, TooLarge

ON_OFF = {"w": {"on": 3, "off": 0}, "r": {"on": -2, "off": 0}}


def council(n=57, issues=12, options=5, seed=1):
    """States in three groups with positions and saliences on every issue."""
    rng = np.random.default_rng(seed)
    states = [f"s{i:02}" for i in range(n)]
    group, pull = rng.integers(0, 3, n), rng.normal(size=(issues, 3))
    built = {}
    for j in range(issues):
        places = np.clip(0.5 + 0.25 * pull[j, group] + 0.15 * rng.normal(size=n), 0, 1)
        built[f"i{j:02}"] = games.Issue.from_positions(
            {f"o{k}": Fraction(k, options - 1) for k in range(options)},
            {s: Fraction(round(100 * x), 100) for s, x in zip(states, places, strict=True)},
            {
                s: Fraction(int(x), 100)
                for s, x in zip(states, rng.integers(1, 100, n), strict=True)
            },
            f"o{rng.integers(0, options)}",
        )
    return models.package(built, rules.by_consensus(states))


def test_fifty_seven_states_twelve_issues():
    game = council()
    assert game.size == 5**12
    best = solutions.best_package(game)
    assert best.evidence["proved"]
    assert not game.objectors(best.package)
    assert best.value == sum(game.gain(s, best.package) for s in game.players) > 0
    listed = solutions.packages(game, limit=3)
    assert (len(listed), listed.form) == (3, "some")
    assert all(not game.objectors(package) for package in listed)
    with pytest.raises(TooLarge, match="say limit="):
        solutions.packages(game)
    with pytest.raises(TooLarge, match="best_package"):
        solutions.count_packages(game)
    assert len(solutions.efficient_packages(game, limit=2)) == 2


def test_uncompensable_stakes_stay_out_of_the_trade():
    """G never trades recognition, whatever the mission is worth to it."""
    mission = {"g": {"on": 9, "off": 0}, "r": {"on": -2, "off": 0}}
    recognition = {"g": {"yes": -1, "no": 0}, "r": {"yes": 5, "no": 0}}
    rule = rules.by_consensus(["g", "r"])
    soft = models.package({"mission": games.Issue(mission, "off"),
                           "recognition": games.Issue(recognition, "no")}, rule)  # fmt: skip
    assert solutions.best_package(soft).package == {"mission": "on", "recognition": "yes"}
    firm = models.package({"mission": games.Issue(mission, "off"),
                           "recognition": games.Issue(recognition, "no", {"g"})}, rule)  # fmt: skip
    assert solutions.best_package(firm).package == {"mission": "off", "recognition": "no"}
    both = {"mission": "on", "recognition": "yes"}
    assert solutions.packages(firm).why(both).note == "uncompensable: recognition"
    helpless = solutions.cheapest_compensation(firm, package=both)
    assert (len(helpless), dict(helpless.evidence["uncompensable"])) == (0, {"g": ("recognition",)})
    paid = solutions.cheapest_compensation(firm, package={"mission": "on", "recognition": "no"})
    assert dict(paid.receipts) == {"r": 2} == {"r": paid.payments["g"]}


def test_a_gain_that_is_uncompensable_pays_for_nothing():
    issues = {
        "sacred": games.Issue({"a": {"x": 5, "y": 0}, "b": {"x": 0, "y": 0}}, "y", {"a"}),
        "other": games.Issue({"a": {"x": -1, "y": 0}, "b": {"x": 1, "y": 0}}, "y"),
    }
    game = models.package(issues, rules.by_consensus(["a", "b"]))
    assert game.objectors({"sacred": "x", "other": "x"}) == ("a",)


def test_cost_of_standing_alone_lets_a_text_pass():
    game = models.package({"m": games.Issue(ON_OFF, "off")}, rules.by_consensus(["w", "r"]),
                          stand_alone_cost={"r": 2})  # fmt: skip
    assert game.passes({"m": "on"})
    assert len(solutions.packages(game)) == 2
    assert solutions.individually_rational_packages(game).items == ({"m": "off"},)


def test_linkage_makes_a_package_worth_more_than_its_parts():
    value = {"a": {"x": -1, "y": 0}, "b": {"x": 1, "y": 0}}
    issues = {"i": games.Issue(value, "y"), "j": games.Issue(value, "y")}
    link = games.Linkage("a", {"i": "x", "j": "x"}, 3)
    game = models.package(issues, rules.by_consensus(["a", "b"]), linkages=[link])
    assert solutions.packages(game).items == ({"i": "x", "j": "x"}, {"i": "y", "j": "y"})
    assert solutions.best_package(game).value == 3


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: games.Issue({"a": {"x": 1}}, "z"), "reversion: expected one of x, got 'z'"),
        (lambda: games.Issue({"a": {"x": 1}, "b": {}}, "x"), "no value for the option 'x'"),
        (lambda: games.Issue({"a": {"x": float("nan")}}, "x"), "finite number"),
        (lambda: games.Issue({"a": {"x": 1}}, "x", {"b"}), "'b' has no values here"),
        (lambda: games.Issue({}, "x"), "expected player -> option -> number"),
        (
            lambda: games.Issue.from_positions({"x": 1}, {"a": 1}, {}, "x"),
            "saliences: no salience for 'a'",
        ),
        (lambda: games.Linkage("a", {"i": "x"}, 1), "at least two different issues"),
        (
            lambda: models.package({"i": games.Issue({"a": {"x": 1}}, "x")},
                                   rules.by_consensus(["a", "b"])),
            r"issues\['i'\]: no values for 'b'",
        ),
        (
            lambda: models.package({"i": games.Issue(ON_OFF, "on")}, rules.by_consensus(["w", "r"]),
                                   stand_alone_cost={"w": -1}),
            "expected at least 0, got -1",
        ),
        (
            lambda: models.package({"i": games.Issue(ON_OFF, "on")}, rules.by_consensus(["w", "r"])
                                   ).passes({"i": "maybe"}),
            "no option 'maybe'",
        ),
        (
            lambda: solutions.best_package(
                models.package({"i": games.Issue(ON_OFF, "on")}, rules.by_consensus(["w", "r"])),
                weights={"w": 1, "r": 0}),
            r"weights\['r'\]: expected more than 0",
        ),
    ],
)  # fmt: skip
def test_refusals(make, message):
    with pytest.raises(InvalidInput, match=message):
        make()


def test_scenarios_become_issues_of_a_package():
    from dataclasses import replace

    from consensus import osce
    from consensus.errors import NotApplicable

    cases = osce.situations()
    mission = cases["georgia_mission_expiry_2008"]
    issue = models.issue_from(mission, uncompensable=["GEO"])
    assert issue.reversion == "no_mission"
    assert issue.gain("RUS", "renew") < 0 < issue.gain("GEO", "renew")
    for player in mission.players:
        preference = mission.stances[player].preference
        for option in mission.options:
            coded = preference and preference.gain(option, mission.reversion.outcome).central
            assert issue.gain(player, option.name) == (coded or 0)
    deal = models.package({"mission": issue}, mission.rule)
    assert deal.objectors({"mission": "renew"}) == ("RUS",)
    names = [option.name for option in mission.options] + ["no_mission"]
    ranked = replace(mission.stances["RUS"], preference=games.Ranking(names))
    only_ranked = replace(mission, stances={**mission.stances, "RUS": ranked})
    with pytest.raises(NotApplicable, match="'RUS' is known by a ranking only"):
        models.issue_from(only_ranked)


def test_floats_too_fine_for_the_solver_are_no_proof_that_nothing_passes():
    who = [f"s{i}" for i in range(8)]
    issues = {
        f"i{a}": games.Issue(
            {p: {"y": 0.1 * (j - a) * 3.7, "n": 0} for j, p in enumerate(who)}, "n"
        )
        for a in range(5)
    }
    game = games.Agenda(issues, rules.by_consensus(who))
    with pytest.raises(NotConverged, match="Fraction"):
        solutions.best_package(game)


def test_who_refuses_an_uncompensable_issue_pays_nothing():
    issues = {
        "m": games.Issue(
            {"a": {"y": 5, "n": 0}, "b": {"y": -2, "n": 0}, "c": {"y": 9, "n": 0}}, "n"
        ),
        "t": games.Issue(
            {"a": {"y": 0, "n": 0}, "b": {"y": 0, "n": 0}, "c": {"y": -1, "n": 0}}, "n", ["c"]
        ),
    }
    game = games.Agenda(issues, rules.by_weight({"a": 1, "b": 1, "c": 1}, 2))
    deal = solutions.cheapest_compensation(game, package={"m": "y", "t": "y"})
    assert deal.payments == {"a": 2}
    assert deal.receipts == {"b": 2}


def test_points_and_agendas_given_wrongly():
    points = {"x": 0, "y": 1}, {"a": 0}
    with pytest.raises(InvalidInput, match="has a place in options too"):
        games.Issue.from_positions(*points, {"a": 1}, "x", beside={"y": {"a": 3}})
    with pytest.raises(InvalidInput, match=r"saliences\['b'\]: no position"):
        games.Issue.from_positions(*points, {"a": 1, "b": 1}, "x")
    with pytest.raises(InvalidInput, match="rule: expected a Rule, got 'x'"):
        games.Agenda({"m": games.Issue(ON_OFF, "off")}, "x")
