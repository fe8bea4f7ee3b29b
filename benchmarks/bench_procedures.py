"""Procedures: trees, conflict graphs, setters and offers; pygambit where it does the same."""

from __future__ import annotations

import io
import random
from fractions import Fraction

import pytest

from consensus import games, rules, solutions
from consensus.games import decision, ending


def tree(depth, seed=1):
    """A full binary tree with different payoffs at every ending, so that nobody is indifferent."""
    draw = random.Random(seed)
    level = [
        ending(*draw.sample(range(10**9), 2)) for _ in range(2**depth)
    ]  # fmt: skip
    for height in range(depth):
        mover = "ab"[height % 2]
        level = [
            decision(mover, {"l": x, "r": y}) for x, y in zip(level[::2], level[1::2], strict=True)
        ]
    return level[0]


@pytest.mark.slow
def test_backward_induction_on_a_million_nodes(benchmark):
    game = games.Extensive(["a", "b"], tree(19))
    answer = benchmark.pedantic(solutions.subgame_perfect, (game,), rounds=1)
    assert len(game.owner) == 2**20 - 1
    assert answer.complete


@pytest.mark.slow
def test_building_a_million_nodes(benchmark):
    root = tree(19)
    benchmark.pedantic(games.Extensive, (["a", "b"], root), rounds=1)


def test_backward_induction_on_four_thousand_nodes(benchmark):
    game = games.Extensive(["a", "b"], tree(11))
    assert benchmark(solutions.subgame_perfect, game).complete


@pytest.mark.slow
def test_reading_a_hundred_thousand_nodes(benchmark):
    text = games.gambit.write(games.Extensive(["a", "b"], tree(16)))
    game = benchmark.pedantic(games.gambit.read, (text,), rounds=1)
    assert len(game.owner) == 2**17 - 1


def test_reading_beside_pygambit(ratio):
    gambit = pytest.importorskip("pygambit", reason="the extra `peers` is not installed")
    text = games.gambit.write(games.Extensive(["a", "b"], tree(10)))
    ratio(
        ".efg of 2,047 nodes",
        ours=lambda: games.gambit.read(text),
        peer=lambda: gambit.read_efg(io.BytesIO(text.encode())),
        peer_name="pygambit",
        peer_rounds=1,
    )


def poker(cards):
    """One-card poker with a bet of one and a stake of one, for a pack of any size."""
    deals = {}
    for x in range(cards):
        for y in range(cards):
            if x == y:
                continue
            sign = 1 if x > y else -1
            bet = decision(
                "b", {"fold": ending(1, -1), "call": ending(2 * sign, -2 * sign)}, f"b{y}"
            )
            moves = {"check": ending(sign, -sign), "bet": bet}
            deals[f"{x} {y}"] = (
                Fraction(1, cards * (cards - 1)), decision("a", moves, f"a{x}")
            )  # fmt: skip
    return games.Extensive(["a", "b"], games.chance(deals))


@pytest.mark.parametrize("cards", [3, 13])
def test_sequence_form(benchmark, cards):
    game = poker(cards)
    answer = benchmark.pedantic(solutions.minimax, (game,), rounds=2)
    assert answer.exact


def test_sequence_form_beside_pygambit(ratio):
    gambit = pytest.importorskip("pygambit", reason="the extra `peers` is not installed")
    game = poker(8)
    twin = gambit.read_efg(io.BytesIO(games.gambit.write(game).encode()))
    ratio(
        "one-card poker, 8 cards, exact",
        ours=lambda: solutions.minimax(game),
        peer=lambda: gambit.nash.lp_solve(twin, rational=True),
        peer_name="pygambit",
        rounds=1,
    )


def graph_of(players, options):
    draw = random.Random(1)
    own = {f"p{i}": [f"o{i}.{k}" for k in range(options)] for i in range(players)}
    everything = [o for listed in own.values() for o in listed]
    ranked = {
        p: games.OptionWeights({o: draw.randint(-50, 50) for o in everything}) for p in own
    }  # fmt: skip
    return games.conflict_from_options(own, ranked)


def test_all_concepts_on_4096_states_and_six_players(benchmark):
    graph = graph_of(6, 2)
    assert len(graph.states) == 4096
    concepts = (
        solutions.nash_stable, solutions.gmr_stable, solutions.smr_stable,
        solutions.seq_stable, solutions.sseq_stable,
    )  # fmt: skip
    _ = graph.units
    answers = benchmark.pedantic(lambda: [concept(graph) for concept in concepts], rounds=3)
    assert all(len(answer.items) for answer in answers)


def test_building_4096_states(benchmark):
    assert len(benchmark.pedantic(graph_of, (6, 2), rounds=1).units) == 6


@pytest.mark.parametrize("players", [5, 20, 57, 200])
def test_the_setter_under_consensus(benchmark, players):
    ideals = {f"p{i}": 100 + i for i in range(players)}
    game = games.Spatial(ideals, 3, rules.by_consensus(ideals))
    answer = benchmark(lambda: solutions.setter_outcome(game, proposer=f"p{players - 1}"))
    assert answer.outcome == min(2 * 100 - 3, 100 + players - 1)


@pytest.mark.parametrize("players", [5, 57])
def test_the_setter_in_a_plane(benchmark, players):
    draw = random.Random(1)
    ideals = {f"p{i}": (draw.randint(0, 99), draw.randint(0, 99)) for i in range(players)}
    game = games.Spatial(ideals, (105, 50), rules.by_consensus(ideals))
    answer = benchmark.pedantic(
        lambda: solutions.setter_outcome(game, proposer="p0"), rounds=1
    )  # fmt: skip
    assert answer.error < 1e-3


@pytest.mark.parametrize("players", [5, 57])
def test_offers_under_a_majority_with_unequal_chances(benchmark, players):
    names = [f"p{i}" for i in range(players)]
    draw = random.Random(1)
    weights = [draw.randint(1, 9) for _ in names]
    chances = {p: Fraction(w, sum(weights)) for p, w in zip(names, weights, strict=True)}
    game = games.Bargaining(rules.by_majority(names), chances, Fraction(9, 10))
    answer = benchmark.pedantic(solutions.stationary, (game,), rounds=1)
    assert sum(answer.values.values()) == 1
