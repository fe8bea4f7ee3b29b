"""Equilibria of three and more players: proved, complete where that can be known otherwise."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus.errors import TooLarge
from consensus.games import Strategic
from consensus.solutions import Continuum, is_nash, nash, one_nash, pure_nash
from consensus.solutions.strategic import n_players
from generators.strategic import IRRATIONAL, tables
from oracles.strategic import mixed_by_elimination, pure_equilibria


def near(a: Any, b: Any) -> bool:
    return all(
        abs(float(p) - float(q)) < 1e-9
        for x, y in zip(a, b, strict=True)
        for p, q in zip(x, y, strict=True)
    )


def same_sets(first: Any, second: Any) -> bool:
    first, second = list(first), list(second)
    return len(first) == len(second) and all(any(near(a, b) for b in second) for a in first)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 3), st.integers(2, 3))
def test_an_idle_third_player_changes_nothing(seed: int, m: int, n: int) -> None:
    """Two-player equilibria come from polytopes, these from boxes: nothing is shared."""
    mine, theirs = np.random.default_rng(seed).integers(-(10**6), 10**6, size=(2, m, n))
    flat = nash(Strategic([mine, theirs]))
    idle = [mine[:, None, :], np.zeros((m, 1, n), dtype=int), theirs[:, None, :]]
    found = nash(Strategic(idle))
    assert found.complete
    assert same_sets([(x, y) for x, _, y in found], flat.items)
    assert found.exact
    assert {(x, y) for x, _, y in found} == set(flat.items)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_totally_mixed_equilibria_of_two_each_are_those_of_a_quadratic(seed: int) -> None:
    tables_ = np.random.default_rng(seed).integers(-(10**6), 10**6, size=(3, 2, 2, 2))
    game = Strategic(tables_)
    found = nash(game)
    assert found.complete
    mixed = [p for p in found if all(0 < q < 1 for mix in p for q in mix)]
    assert same_sets(mixed, mixed_by_elimination(game))
    pure = {tuple(mix.index(1) for mix in p) for p in found if all(1 in mix for mix in p)}
    assert pure == pure_equilibria(game)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([(2, 2, 2), (2, 3, 2), (3, 2, 3), (2, 2, 2, 2)]))
def test_every_item_is_an_equilibrium_and_their_number_is_odd(
    seed: int, sizes: tuple[int, ...]
) -> None:
    """The number is odd in generic games: R. Wilson, SIAM J. Appl. Math. 21 (1971), 80-87."""
    game = Strategic(
        np.random.default_rng(seed).integers(-(10**6), 10**6, size=(len(sizes), *sizes))
    )
    found = nash(game)
    assert found.complete
    assert len(found) % 2 == 1
    for item, regret in zip(found, found.evidence["regrets"], strict=True):
        assert found.why(item) is None
        assert regret < 1e-8
        assert is_nash(game, item, tolerance="1e-8")


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 10**9), st.randoms(use_true_random=False))
def test_scale_and_order_change_nothing(seed: int, factor: int, order: Any) -> None:
    tables_ = np.random.default_rng(seed).integers(-100, 100, size=(3, 2, 3, 2)).astype(object)
    found = nash(Strategic(tables_))
    moved = [list(range(size)) for size in (2, 3, 2)]
    for places in moved:
        order.shuffle(places)
    turned = Strategic([t[np.ix_(*moved)] * factor + k for k, t in enumerate(tables_)])
    again = [
        tuple(
            tuple(mix[p.index(s)] for s in range(len(mix))) for mix, p in zip(i, moved, strict=True)
        )
        for i in nash(turned)
    ]
    if found.complete:
        assert same_sets(again, found.items)


@settings(max_examples=20, deadline=None)
@given(tables(players=3, most=2))
def test_tied_games_hide_nothing(game: Strategic) -> None:
    """With ties there may be continua; every pure equilibrium is an item or in an open box."""
    found = nash(game)
    for place in pure_equilibria(game):
        profile = game.labels(place)
        assert found.why(profile) is None
        assert game.read_mixed(profile) in found.items
    for item in found:
        assert found.why(item) is None
    assert found.complete == (not found.continua)
    assert is_nash(game, one_nash(game).items[0], tolerance="1e-6")


def test_one_tie_at_an_equilibrium_makes_a_continuum() -> None:
    """Player 1 is indifferent when the others choose 0, which is best for them near there."""
    mine = [[[0, 1], [1, 0]], [[0, 0], [0, 1]]]
    theirs = [[[2, 2], [0, 0]], [[1, 1], [0, 0]]]
    third = [[[2, 0], [2, 0]], [[1, 0], [1, 0]]]
    found = nash(Strategic([mine, theirs, third]))
    assert not found.complete
    (box,) = [c for c in found.continua if c.support == ((0, 1), (0,), (0,))]
    assert box.box[0] == ((0.0, 1.0), (0.0, 1.0))


def test_too_many_supports_are_refused() -> None:
    with pytest.raises(TooLarge, match="one_nash"):
        nash(Strategic(np.random.default_rng(0).integers(0, 99, size=(3, 7, 7, 7))))


def test_a_small_limit_leaves_boxes_open_and_says_so() -> None:
    game = Strategic(np.random.default_rng(1).integers(-(10**6), 10**6, size=(4, 2, 2, 2, 2)))
    whole, part = nash(game), nash(game, limit=1)
    assert whole.complete
    assert not part.complete
    assert "limit" in part.evidence
    assert set(part.items) <= set(whole.items)


def test_an_interruption_gives_what_was_found() -> None:
    game = Strategic(np.random.default_rng(2).integers(-(10**6), 10**6, size=(3, 2, 2, 2)))
    calls = []

    def stop(line: str) -> None:
        calls.append(line)
        if len(calls) == 2:
            raise KeyboardInterrupt

    found = nash(game, progress=stop)
    assert not found.complete
    assert len(found.items) >= len(pure_nash(game).items)


def test_an_interruption_while_the_answer_is_written_loses_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tables = np.random.default_rng(3).integers(0, 2, size=(3, 3, 3, 3))
    whole = nash(Strategic(tables))
    assert "open" in whole.evidence

    def stop(boxes: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(n_players, "merged", stop)
    found = nash(Strategic(tables))
    assert "interrupted" in found.evidence
    assert not found.complete
    assert found.items == whole.items
    for part in whole.continua:
        assert any(
            _inside(part, other) for other in found.continua if other.support == part.support
        )


def _inside(part: Continuum, other: Continuum) -> bool:
    return all(
        low >= lower - 1e-12 and high <= higher + 1e-12
        for spans, bounds in zip(part.box, other.box, strict=True)
        for (low, high), (lower, higher) in zip(spans, bounds, strict=True)
    )


@pytest.mark.parametrize("top", [10**12, 10**16, 10**25])
def test_what_somebody_receives_in_any_case_hides_no_gain(top: int) -> None:
    """Player 3 gets a fortune by what player 1 does; nobody's gains change."""
    tables = [np.array(table, dtype=object) for table in IRRATIONAL.tables]
    tables[2] = tables[2] + np.array([0, top], dtype=object).reshape(2, 1, 1)
    found = nash(Strategic([table.tolist() for table in tables]))
    assert not found.exact
    assert len(found.items) == 1
    assert found.why(found.items[0]) is None
    assert found.evidence["regrets"][0] < 1e-14
    for profile in product((0, 1), repeat=3):
        plain = nash(IRRATIONAL).why(profile)
        upset = found.why(profile)
        assert plain is not None
        assert upset is not None
        assert (upset.who, upset.gain) == (plain.who, plain.gain)


def test_no_precision_set_elsewhere_changes_an_answer() -> None:
    import flint

    usual = nash(IRRATIONAL).items
    for bits in (20, 300):
        with flint.ctx.workprec(bits):
            assert nash(IRRATIONAL).items == usual
    ((first, second), *_) = usual[0]
    assert first + second == 1


@pytest.mark.parametrize("seed", range(6))
def test_one_equilibrium_of_a_larger_game_is_proved(seed: int) -> None:
    game = Strategic(np.random.default_rng(seed).integers(-100, 100, size=(3, 4, 4, 4)))
    found = one_nash(game)
    assert is_nash(game, found.items[0], tolerance="1e-9")
    assert found.why(found.items[0]) is None
