"""How the concepts lie within each other, and each against its definition."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from consensus import rules
from consensus.errors import InvalidInput, NotApplicable, TooLarge
from consensus.games import RollCall, Strategic
from consensus.solutions import (
    coarse_correlated,
    correlated,
    fictitious_play,
    global_game,
    is_nash,
    iterated_weak_dominance,
    logit,
    nash,
    one_nash,
    pure_nash,
    rationalizable,
    replicator_dynamics,
    risk_dominant,
    strong_nash,
    symmetric_nash,
    undominated,
)
from generators.strategic import roll_calls, tables
from oracles.strategic import expanded, sign_changes


def spread(profile: Any) -> Any:
    """A mixed profile as a distribution over profiles."""

    def nested(k: int, weight: Any) -> Any:
        if k == len(profile):
            return weight
        return tuple(nested(k + 1, weight * p) for p in profile[k])

    return nested(0, 1)


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 3), st.data())
def test_strong_within_nash_within_correlated_within_rationalizable(n: int, data: Any) -> None:
    game = data.draw(tables(players=n, most=3 if n == 2 else 2))
    pure = set(pure_nash(game).items)
    assert set(strong_nash(game).items) <= pure
    best, coarse = correlated(game), coarse_correlated(game)
    assert coarse.value >= best.value
    left = rationalizable(game).items[0]
    equilibria = nash(game).items if n == 2 else [game.read_mixed(p) for p in pure]
    for profile in equilibria:
        assert best.why(spread(profile)) is None
        assert coarse.why(spread(profile)) is None
        assert sum(game.payoff(profile)) <= best.value
        for i, mix in enumerate(profile):
            assert all(
                game.strategies[i][s] in left[game.players[i]] for s, p in enumerate(mix) if p
            )
    assert best.why(best.items[0]) is None
    assert coarse.why(best.items[0]) is None
    for index in np.ndindex(game.sizes):
        if np.array(best.items[0], dtype=object)[index]:
            assert game.labels(index) in left


@settings(max_examples=30, deadline=None)
@given(tables(players=2, most=3), st.integers(-2, 2), st.integers(-2, 2))
def test_the_correlated_optimum_is_that_of_the_plain_programme(
    game: Strategic, first: int, second: int
) -> None:
    """Every incentive written out one by one, in floating point."""
    mine, theirs = (np.array(t, dtype=float) for t in game.tables)
    m, n = game.sizes
    rows = []
    for s, t in product(range(m), repeat=2):
        row = np.zeros((m, n))
        row[s] = mine[t] - mine[s]
        rows.append(row.ravel())
    for s, t in product(range(n), repeat=2):
        row = np.zeros((m, n))
        row[:, s] = theirs[:, t] - theirs[:, s]
        rows.append(row.ravel())
    goal = (first * mine + second * theirs).ravel()
    plain = linprog(-goal, A_ub=rows, b_ub=np.zeros(len(rows)), A_eq=np.ones((1, m * n)), b_eq=[1])
    best = correlated(game, objective=dict(zip(game.players, (first, second), strict=True)))
    assert float(best.value) == pytest.approx(-plain.fun, abs=1e-8)
    table = (first * mine + second * theirs).astype(int).tolist()
    assert correlated(game, objective=table).value == best.value


@settings(max_examples=40, deadline=None)
@given(tables(players=2, most=4))
def test_what_survives_is_what_no_mixture_of_the_rest_beats(game: Strategic) -> None:
    """One strategy at a time, in floating point with a margin, as the order does not matter."""
    mine = np.array(game.tables[0], dtype=float)
    theirs = np.array(game.tables[1], dtype=float).T
    left = [list(range(size)) for size in game.sizes]
    changed = True
    while changed:
        changed = False
        for i, values in enumerate((mine, theirs)):
            window = values[np.ix_(left[i], left[1 - i])]
            for k in range(len(left[i])):
                others = np.delete(window, k, axis=0)
                if not len(others):
                    continue
                rows = np.concatenate([-others.T, np.ones((window.shape[1], 1))], axis=1)
                plain = linprog(
                    [0] * len(others) + [-1], A_ub=rows, b_ub=-window[k],
                    A_eq=[[1] * len(others) + [0]], b_eq=[1],
                    bounds=[(0, None)] * len(others) + [(None, None)],
                )  # fmt: skip
                if -plain.fun > 1e-7:
                    del left[i][k]
                    changed = True
                    break
    found = rationalizable(game)
    assert [list(found.items[0][p]) for p in game.players] == left
    for profile in game.profiles():
        assert (found.why(profile) is None) == (profile in found.items[0])


@settings(max_examples=30, deadline=None)
@given(tables(players=2, most=4))
def test_one_round_of_weak_dominance_is_undominated(game: Strategic) -> None:
    rounds = iterated_weak_dominance(game).evidence["rounds"]
    left = undominated(game).items[0]
    for i, player in enumerate(game.players):
        removed = rounds[0].get(player, ()) if rounds else ()
        assert set(left[player]) == set(game.strategies[i]) - set(removed)


# Symmetric equilibria -----------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 6), st.integers(-5, 5), st.integers(-3, 3), st.integers(1, 6))
def test_symmetric_chances_are_the_zeros_of_the_gain(
    n: int, stake: int, pay: int, needed: int
) -> None:
    """The gain from assenting, summed over the binomial distribution, changes sign at each."""
    names = [f"p{i}" for i in range(n)]
    rule = rules.by_majority(names, min(needed, n))
    ballots = {key: {"assent": pay, "object": 0} for key in names}
    vote = RollCall(rule, dict.fromkeys(names, stake), ballots)
    found = symmetric_nash(vote)
    inner = [item for item in found if len(item["p0"]) == 2]
    if found.complete:
        crossings = sign_changes(n, stake, pay, min(needed, n))
        assert len(inner) >= len(crossings)
        for crossing in crossings:
            assert any(abs(float(i["p0"]["assent"]) - crossing) < 2e-3 for i in inner)
    for item in found:
        assert found.why(item) is None


@settings(max_examples=15, deadline=None)
@given(roll_calls(most=3))
def test_symmetric_equilibria_are_equilibria_of_the_table(vote: RollCall) -> None:
    table = expanded(vote)
    found = symmetric_nash(vote)
    for item, chance in zip(found, found.evidence["adoption"], strict=True):
        profile = [[float(item[p].get(b, 0)) for b in vote.payments[p]] for p in vote.players]
        profile = [[x / sum(mix) for x in mix] for mix in profile]
        assert is_nash(table, profile, tolerance="1e-8")
        assert 0 <= chance <= 1 + 1e-12
        assert found.why(item) is None


def test_a_mixed_ballot_that_loses_is_told_who_gains() -> None:
    names = ["a", "b"]
    ballots = {key: {"abstain": 0, "object": -1} for key in names}
    vote = RollCall(rules.by_consensus(names), dict.fromkeys(names, -2), ballots)
    found = symmetric_nash(vote)
    half = {key: {"abstain": Fraction(1, 2), "object": Fraction(1, 2)} for key in names}
    assert found.why(half) is None
    upset = found.why({"a": {"abstain": 1}, "b": {"abstain": "3/4", "object": "1/4"}})
    # If b objects with chance 1/4, silence costs a 2·3/4, objecting costs 1.
    assert (upset.who, upset.move, upset.gain) == ("b", "object", Fraction(3, 4))
    with pytest.raises(InvalidInput, match="sum to 1"):
        found.why({"a": {"abstain": 1}, "b": {"abstain": "1/4"}})


def test_too_many_types_are_refused() -> None:
    names = [f"p{i}" for i in range(40)]
    vote = RollCall(rules.by_majority(names), {p: i for i, p in enumerate(names)})
    with pytest.raises(TooLarge, match="types"):
        symmetric_nash(vote)


# Noise, risk, learning ---------------------------------------------------------------------------


@settings(max_examples=20, deadline=None)
@given(tables(players=2, most=3), st.integers(0, 3))
def test_logit_answers_fit_the_definition(game: Strategic, rationality: int) -> None:
    found = logit(game, rationality=rationality)
    assert found.items
    assert found.error < 1e-9
    assert all(abs(lam - rationality) < 1e-12 for lam, _ in found)


@pytest.mark.parametrize("seed", range(4))
def test_the_branch_ends_at_an_equilibrium(seed: int) -> None:
    game = Strategic(np.random.default_rng(seed).integers(-50, 50, size=(3, 2, 3, 2)))
    found = logit(game)
    assert is_nash(game, found.items[-1][1], tolerance="1e-2")
    assert found.error < 1e-8
    assert found.items[0][0] <= 0.01


@settings(max_examples=60, deadline=None)
@given(tables(players=2, most=2))
def test_the_two_selections_agree_on_coordination_games(game: Strategic) -> None:
    """With two strict equilibria on the diagonal both compare the same products."""
    try:
        chosen = risk_dominant(game)
    except NotApplicable:
        return
    strict = set(chosen.items)
    assert all(is_nash(game, p) for p in strict)
    try:
        limit = global_game(game)
    except NotApplicable:
        return
    pure = set(pure_nash(game).items)
    if {(0, 0), (1, 1)} == pure and all(chosen.why(p) is None for p in strict):
        assert set(limit.items) == strict


def test_the_games_that_selection_does_not_fit_are_refused() -> None:
    pennies = Strategic([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
    with pytest.raises(NotApplicable, match="no strict"):
        risk_dominant(pennies)
    with pytest.raises(NotApplicable, match="less attractive"):
        global_game(pennies)
    with pytest.raises(NotApplicable, match="2×2"):
        risk_dominant(Strategic([[[1, 2, 3]], [[1, 2, 3]]]))
    uneven = Strategic(np.random.default_rng(0).integers(0, 9, size=(3, 2, 2, 2)))
    with pytest.raises(NotApplicable, match="interchangeable"):
        global_game(uneven)


def test_learning_needs_two_players_and_a_generator() -> None:
    pennies = Strategic([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
    before = np.random.get_state()[1].tolist()  # noqa: NPY002
    one, two = (
        fictitious_play(pennies, random=np.random.default_rng(3), rounds=500) for _ in range(2)
    )
    assert one.items == two.items
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002
    with pytest.raises(InvalidInput, match="Generator"):
        fictitious_play(pennies, random=3)  # type: ignore[arg-type]
    with pytest.raises(NotApplicable, match="two players"):
        replicator_dynamics(Strategic(np.zeros((3, 2, 2, 2), dtype=int)))
    still = replicator_dynamics(pennies, start=((0.5, 0.5), (0.5, 0.5)))
    assert still.items[0][0] == pytest.approx((0.5, 0.5))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6))
def test_zero_sum_games_have_the_value_of_both_programmes(seed: int) -> None:
    table = np.random.default_rng(seed).integers(-99, 99, size=(12, 9))
    game = Strategic([table, -table])
    found = one_nash(game)
    assert found.exact
    assert is_nash(game, found.items[0])


def test_large_games_are_refused_before_the_programme_is_written() -> None:
    game = Strategic(np.zeros((2, 300, 300), dtype=int))
    with pytest.raises(TooLarge, match="one_nash"):
        correlated(game)


def test_the_check_of_nash_takes_mixed_ballots() -> None:
    names = ["a", "b"]
    ballots = {key: {"abstain": 0, "object": -1} for key in names}
    vote = RollCall(rules.by_consensus(names), dict.fromkeys(names, -2), ballots)
    assert is_nash(vote, {key: {"abstain": "1/2", "object": "1/2"} for key in names})
    assert is_nash(vote, {"a": "object", "b": {"abstain": 1}})
    assert not is_nash(vote, {"a": "abstain", "b": {"abstain": 1}})
