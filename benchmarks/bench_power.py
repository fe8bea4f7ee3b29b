"""Measures of power on the ladder, beside a textbook programme and the package powerindex."""

from __future__ import annotations

import random
from fractions import Fraction
from math import factorial

import pytest

from consensus import institutions, rules, solutions
from consensus.rules.automaton import automaton_of
from consensus.rules.counting import SHAPLEY, tally

EXACT = (5, 10, 20, 57, 200)


def textbook(weights: list[int], quota: int) -> list[Fraction]:
    """Exact Shapley-Shubik in whole numbers of Python; n² · quota additions, twice.

    One table of totals by sizes for all players, from which each player is taken out again; see
    M. J. Fernández and others, "Generating functions for computing power indices efficiently",
    Top 8 (2000), 191-213.
    """
    n = len(weights)
    table = [[0] * (n + 1) for _ in range(quota)]
    table[0][0] = 1
    for met, weight in enumerate(weights):
        for total in range(quota - 1, weight - 1, -1):
            row, source = table[total], table[total - weight]
            for size in range(met + 1, 0, -1):
                row[size] += source[size - 1]
    known: dict[int, Fraction] = {}
    for weight in set(weights):
        without = [row[:] for row in table]
        for total in range(weight, quota):
            row, source = without[total], without[total - weight]
            for size in range(1, n + 1):
                row[size] -= source[size - 1]
        rows = without[max(0, quota - weight) :]
        pivots = sum(
            sum(row[size] for row in rows) * factorial(size) * factorial(n - 1 - size)
            for size in range(n)
        )
        known[weight] = Fraction(pivots, factorial(n))
    return [known[weight] for weight in weights]


def weighted(n: int, heaviest: int = 110, seed: int = 2) -> rules.Rule:
    draw = random.Random(seed)
    weights = {f"p{i}": draw.randint(1, heaviest) for i in range(n)}
    return rules.by_weight(weights, sum(weights.values()) // 2 + 1)


def fund(n: int = 190, total: int = 5_039_930) -> rules.Rule:
    """As many members and votes as the Fund has, distributed by a power law, all different."""
    raw = [1 / (i + 1) for i in range(n)]
    basic = total // 8 // n
    rest = total - basic * n
    votes = [basic + int(rest * share / sum(raw)) for share in raw]
    votes[0] += total - sum(votes)
    return rules.by_weight({f"p{i}": v for i, v in enumerate(votes)}, total // 2 + 1)


def council(heaviest: int) -> rules.Rule:
    """57 players, all weights different, three vetoers, two thirds of the heads."""
    draw = random.Random(4)
    players = [f"p{i}" for i in range(57)]
    votes = draw.sample(range(1, heaviest + 1), 57)
    rule = rules.by_weight(
        dict(zip(players, votes, strict=True)), sum(votes) // 2 + 1, veto=players[:3]
    )
    return rule & rules.by_majority(players, 38)


@pytest.mark.parametrize("n", EXACT)
def test_shapley_shubik_exact(benchmark, n):
    rule = weighted(n)
    benchmark.pedantic(solutions.shapley_shubik, args=(rule,), rounds=3)


@pytest.mark.parametrize("n", [*EXACT, 500, 1000])
def test_banzhaf_exact(benchmark, n):
    rule = weighted(n)
    benchmark.pedantic(solutions.banzhaf, args=(rule,), rounds=3)


@pytest.mark.parametrize("n", [57, 200, 1000])
def test_shapley_shubik_bounded(benchmark, n):
    rule = weighted(n)
    value = benchmark.pedantic(
        solutions.shapley_shubik, args=(rule,), kwargs={"tolerance": 1e-10}, rounds=2
    )
    assert value.error <= 1e-10


@pytest.mark.slow
def test_fund_of_190_members(benchmark):
    benchmark.pedantic(solutions.banzhaf, args=(fund(),), rounds=2)


@pytest.mark.parametrize("treaty", ["nice", "lisbon"])
def test_eu_council_both_measures(benchmark, treaty):
    rule = institutions.eu_council(treaty)

    def both():
        automaton = automaton_of(rule)
        return tally(automaton, SHAPLEY), solutions.banzhaf(rule)

    benchmark.pedantic(both, rounds=3)


@pytest.mark.parametrize("heaviest", [57, 1000])
@pytest.mark.parametrize("measure", ["banzhaf", "shapley_shubik"])
def test_57_players_three_quotas(benchmark, measure, heaviest):
    rule = council(heaviest)
    benchmark.pedantic(getattr(solutions, measure), args=(rule,), rounds=2)


@pytest.mark.parametrize("total", [10**4, 10**5, 10**6])
def test_cost_by_total_weight(benchmark, total):
    rule = fund(100, total)
    benchmark.pedantic(solutions.banzhaf, args=(rule,), rounds=2)


@pytest.mark.slow
def test_shapley_shubik_against_the_textbook(ratio):
    """A random rule of 200 players and total weight about 11,000, both exact."""
    rule = weighted(200)
    (quota,) = rule.quotas
    weights = [quota.adds(player, "assent") for player in rule.players]
    ratio(
        "exact Shapley-Shubik, n = 200",
        ours=lambda: solutions.shapley_shubik(rule),
        peer=lambda: textbook(weights, quota.reach),
        peer_name="textbook integers",
        rounds=3,
        peer_rounds=1,
    )


@pytest.mark.parametrize("n", [20, 40])
def test_both_indices_against_powerindex(ratio, n):
    powerindex = pytest.importorskip("powerindex", reason="the extra `peers` is not installed")
    rule = weighted(n, 30)
    (quota,) = rule.quotas
    weights = [quota.adds(player, "assent") for player in rule.players]

    def theirs():
        game = powerindex.Game(quota.reach, weights=weights)
        game.calc_banzhaf()
        game.calc_shapley_shubik()

    ratio(
        f"both indices, n = {n}",
        ours=lambda: (solutions.banzhaf(rule), solutions.shapley_shubik(rule)),
        peer=theirs,
        peer_name="powerindex",
    )


@pytest.mark.parametrize("n", [10, 16])
def test_measures_against_coopgame(ratio, n):
    coopgame = pytest.importorskip("coopgame", reason="the extra `peers` is not installed")
    rule = weighted(n, 30)
    (quota,) = rule.quotas
    weights = [quota.adds(player, "assent") for player in rule.players]

    def theirs():
        game = coopgame.Game.weighted_voting(weights, quota.reach)
        return coopgame.shapley(game), coopgame.banzhaf(game), coopgame.power_indices(game)

    ratio(
        f"Shapley, Banzhaf, Johnston, Deegan-Packel, n = {n}",
        ours=lambda: (
            solutions.shapley_shubik(rule), solutions.banzhaf(rule), solutions.johnston(rule),
            solutions.deegan_packel(rule), solutions.holler(rule),
        ),
        peer=theirs,
        peer_name="coopgame-py",
    )  # fmt: skip
