"""Package deals against the definitions, tried one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus import games, rules, solutions
from generators.packages import agendas
from oracles import packages as oracle

few = settings(max_examples=40, deadline=None)


def same(found, wanted):
    def key(package):
        return sorted(package.items())

    return sorted(map(key, found)) == sorted(map(key, wanted))


@few
@given(agendas())
def test_gains_and_consent(game):
    for package in list(oracle.every_package(game))[:20]:
        for player in game.players:
            assert game.gain(player, package) == oracle.gain(game, player, package)
            assert game.consents(player, package) == oracle.consents(game, player, package)
        assert game.passes(package) == oracle.passes(game, package)


@few
@given(agendas())
def test_passing_packages(game):
    found = solutions.packages(game)
    wanted = oracle.passing(game)
    assert found.complete
    assert same(found, wanted)
    assert len(found) == solutions.count_packages(game)
    for package in list(oracle.every_package(game))[:20]:
        assert (found.why(package) is None) == (package in wanted)
    some = solutions.packages(game, limit=1)
    assert some.complete == (len(wanted) <= 1)
    assert all(package in wanted for package in some)


@few
@given(agendas())
def test_packages_that_leave_nobody_worse_off(game):
    wanted = [
        package
        for package in oracle.every_package(game)
        if all(oracle.consents(game, p, package, cost=0) for p in game.players)
    ]
    found = solutions.individually_rational_packages(game)
    assert same(found, wanted)
    for package in list(oracle.every_package(game))[:20]:
        assert (found.why(package) is None) == (package in wanted)


@few
@given(agendas())
def test_efficient_packages(game):
    wanted = oracle.efficient(game)
    found = solutions.efficient_packages(game)
    assert same(found, wanted)
    for package in list(oracle.every_package(game))[:6]:
        upset = found.why(package)
        assert (upset is None) == (package in wanted)
        if upset is not None and isinstance(upset.move, dict):
            assert all(
                oracle.gain(game, p, upset.move) >= oracle.gain(game, p, package)
                for p in game.players
            )


@few
@given(agendas())
def test_best_package_and_veto_prices(game):
    best = solutions.best_package(game)
    assert best.value == oracle.best_value(game)
    assert oracle.passes(game, best.package)
    assert best.value == sum(oracle.gain(game, p, best.package) for p in game.players)
    assert best.evidence["proved"]
    assert best.bound == pytest.approx(float(best.value))
    assert best.why(best.package) is None
    prices = solutions.veto_prices(game)
    for player in game.players:
        wanted = 0
        if player in game.rule.vetoers:
            wanted = oracle.best_value(game, ignoring=[player]) - best.value
        assert prices[player] == wanted >= 0


@few
@given(agendas(), st.data())
def test_cheapest_compensation(game, data):
    package = data.draw(st.sampled_from(list(oracle.every_package(game))))
    found = solutions.cheapest_compensation(game, package=package)
    least = oracle.least_compensation(game, package)
    if least is None:
        assert (len(found), found.complete) == (0, True)
        assert found.evidence["uncompensable"]
        return
    assert found.total == least
    if found.affordable:
        assert sum(found.payments.values()) == least
        paid = {p: found.receipts.get(p, 0) - found.payments.get(p, 0) for p in game.players}
        willing = [p for p in game.players if oracle.consents(game, p, package, paid=paid[p])]
        assert game.rule.wins(willing)
    else:
        assert found.evidence["short"] > 0


@few
@given(agendas())
def test_bundling_shows_trades_and_veto_points(game):
    both = solutions.bundling(game)
    assert both.together_value == oracle.best_value(game)
    for name, issue in game.issues.items():
        alone = games.Agenda({name: issue}, game.rule, game.stand_alone_cost)
        assert oracle.passes(alone, {name: both.apart[name]})
        for player in both.traded.get(name, ()):
            assert not oracle.consents(alone, player, {name: both.together[name]})
            assert oracle.consents(game, player, both.together)
        for player in both.exposed.get(name, ()):
            assert oracle.consents(alone, player, {name: both.apart[name]})
            assert not oracle.consents(game, player, both.apart)


@few
@given(agendas())
def test_more_vetoes_never_add_packages(game):
    stricter = games.Agenda(
        game.issues, rules.by_consensus(game.players), game.stand_alone_cost, game.linkages
    )
    allowed = list(solutions.packages(game))
    assert all(package in allowed for package in solutions.packages(stricter))
