"""Coalitional games, packages and formation: cost by size, and side by side with coopgame-py."""

from __future__ import annotations

import tracemalloc
from fractions import Fraction

import numpy as np
import pytest

from consensus import games, models, rules, solutions
from ladder import LADDER

KINDS = ("uniform", "growing", "whole", "near convex")


def table(n, kind, seed=7):
    """A table of worths with imputations; four kinds, since no single one is hard for everybody."""
    rng = np.random.default_rng(seed)
    size = np.bitwise_count(np.arange(1 << n)).astype(float)
    values = {
        "uniform": rng.random(1 << n),
        "growing": size * rng.random(1 << n),
        "whole": rng.integers(0, 100, 1 << n).astype(float),
        "near convex": size**2 + rng.random(1 << n),
    }[kind]
    values[0] = 0
    values[-1] = max(values[-1], float(values[1 << np.arange(n)].sum()) + 1)
    return values


def council(n=57, issues=12, options=5, seed=1):
    rng = np.random.default_rng(seed)
    states = [f"s{i:02}" for i in range(n)]
    group, pull = rng.integers(0, 3, n), rng.normal(size=(issues, 3))
    built = {}
    for j in range(issues):
        places = np.clip(0.5 + 0.25 * pull[j, group] + 0.15 * rng.normal(size=n), 0, 1)
        built[f"i{j:02}"] = games.Issue.from_positions(
            {f"o{k}": Fraction(k, options - 1) for k in range(options)},
            {s: Fraction(round(100 * x), 100) for s, x in zip(states, places, strict=True)},
            {s: Fraction(int(rng.integers(1, 100)), 100) for s in states},
            f"o{rng.integers(0, options)}",
        )
    return models.package(built, rules.by_consensus(states))


# Side by side -----------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [10, 15, 20])
def test_shapley_against_coopgame(ratio, n):
    peer = pytest.importorskip("coopgame", reason="the peer is an extra")
    values = table(n, "uniform")
    game, theirs = games.Coalitional.from_table(values), peer.Game(values[1:].tolist())
    ratio(f"Shapley value, n = {n}", ours=lambda: solutions.shapley(game),
          peer=lambda: peer.shapley(theirs), peer_name="coopgame-py", rounds=5)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("n", [10, 15, 20])
def test_nucleolus_against_coopgame(ratio, n, kind):
    peer = pytest.importorskip("coopgame", reason="the peer is an extra")
    values = table(n, kind)
    game, theirs = games.Coalitional.from_table(values), peer.Game(values[1:].tolist())
    ratio(f"nucleolus, n = {n}, {kind}", ours=lambda: solutions.nucleolus(game),
          peer=lambda: peer.nucleolus(theirs), peer_name="coopgame-py", rounds=2)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_core_emptiness_against_coopgame(ratio, kind):
    peer = pytest.importorskip("coopgame", reason="the peer is an extra")
    values = table(20, kind)
    game, theirs = games.Coalitional.from_table(values), peer.Game(values[1:].tolist())
    ratio(f"is the core empty, n = 20, {kind}", ours=lambda: solutions.core(game),
          peer=lambda: theirs.has_nonempty_core(), peer_name="coopgame-py", rounds=2)  # fmt: skip


# By size ----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_shapley_of_twenty_four_players(benchmark):
    game = games.Coalitional.from_table(table(24, "uniform"))
    benchmark.pedantic(lambda: solutions.shapley(game), rounds=2)


@pytest.mark.slow
def test_memory_of_shapley_of_twenty_two_players(benchmark):
    """Peak beside the table, as a multiple of the table; in the benchmark's extra information."""
    values = table(22, "uniform")
    game = games.Coalitional.from_table(values)
    tracemalloc.start()
    solutions.shapley(game)
    benchmark.extra_info["peak beside the table / table"] = (
        tracemalloc.get_traced_memory()[1] / values.nbytes
    )
    tracemalloc.stop()
    benchmark.pedantic(lambda: solutions.shapley(game), rounds=1)


@pytest.mark.parametrize("n", [n for n in LADDER if n <= 57])
def test_nucleolus_of_a_weighted_rule(benchmark, n):
    weights = {f"p{i}": 1 + i % 7 for i in range(n)}
    rule = rules.by_weight(weights, 2 * sum(weights.values()) // 3)
    game = games.Coalitional.from_rule(rule)
    benchmark.pedantic(lambda: solutions.nucleolus(game), rounds=2)


def test_best_package_of_fifty_seven_states(benchmark):
    game = council()
    benchmark.pedantic(lambda: solutions.best_package(game), rounds=3)


@pytest.mark.slow
def test_veto_prices_of_fifty_seven_states(benchmark):
    game = council()
    benchmark.pedantic(lambda: solutions.veto_prices(game), rounds=1)


def test_counting_packages(benchmark):
    game = council(n=57, issues=8, options=5)
    benchmark.pedantic(lambda: solutions.count_packages(game), rounds=2)


def test_core_stable_partitions_of_nine(benchmark):
    rng = np.random.default_rng(5)
    names = [f"p{i}" for i in range(9)]
    likes = {p: {q: int(rng.integers(-3, 5)) for q in names if q != p} for p in names}
    game = games.Hedonic.additive(likes)
    benchmark.pedantic(lambda: solutions.core_stable_partitions(game), rounds=2)


def test_largest_consistent_set_of_two_hundred_states(benchmark):
    rng = np.random.default_rng(5)
    states = [f"s{i}" for i in range(200)]
    moves = [(states[i], states[j], "abcd"[k]) for i, j, k in
             zip(*rng.integers(0, 200, (2, 1000)), rng.integers(0, 4, 1000), strict=True)
             if i != j]  # fmt: skip
    likes = {p: dict(zip(states, map(int, rng.integers(0, 50, 200)), strict=True)) for p in "abcd"}
    graph = games.ConflictGraph(states, moves, likes)
    benchmark.pedantic(lambda: solutions.largest_consistent_set(graph), rounds=2)
