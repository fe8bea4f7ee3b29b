"""The index: sums to 1, as near games have it, whatever the scale, the order and the copies."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus.games import Strategic
from consensus.solutions import equilibrium_index, equilibrium_indices, nash
from generators.strategic import tables
from oracles.refinements import indices_of_components, is_regular, jacobian_sign


def indices(game: Strategic) -> list[int]:
    return [item.index for item in equilibrium_indices(game)]


@settings(max_examples=150, deadline=None)
@given(tables(most=4, low=0, high=2))
def test_the_indices_of_all_components_sum_to_one(game: Strategic) -> None:
    found = equilibrium_indices(game)
    assert found.complete
    assert sum(item.index for item in found) == 1
    assert [item.subsets for item in found] == list(nash(game).components)


@pytest.mark.parametrize("high", [1, 2, 9, 1000])
def test_they_sum_to_one_in_larger_games(high: int) -> None:
    for seed in range(6):
        rng = np.random.default_rng(seed)
        game = Strategic(rng.integers(0, high, size=(2, 6, 5), endpoint=True))
        assert sum(indices(game)) == 1


@settings(max_examples=60, deadline=None)
@given(tables(most=3, low=0, high=2), st.integers(0, 1000))
def test_components_have_the_indices_of_a_game_near_by(game: Strategic, seed: int) -> None:
    """The definition by a generic move of every payoff, another one than the method's."""
    assert indices(game) == indices_of_components(game, np.random.default_rng(seed))


@settings(max_examples=60, deadline=None)
@given(tables(most=3, low=-9, high=9))
def test_regular_equilibria_have_the_sign_of_the_jacobian(game: Strategic) -> None:
    for component in equilibrium_indices(game):
        for profile in component.equilibria:
            assert equilibrium_index(game, profile) == component.index
            if is_regular(game, profile):
                assert component.equilibria == (profile,)
                assert component.index == jacobian_sign(game, profile)


@settings(max_examples=40, deadline=None)
@given(tables(most=4, low=0, high=2), st.randoms(use_true_random=False))
def test_the_order_of_the_strategies_does_not_matter(game: Strategic, order: Any) -> None:
    """Another order is another infinitesimal move of the payoffs."""
    rows, columns = list(range(game.sizes[0])), list(range(game.sizes[1]))
    order.shuffle(rows)
    order.shuffle(columns)
    turned = Strategic([table[np.ix_(rows, columns)] for table in game.tables])
    for item in equilibrium_indices(game):
        x, y = item.equilibria[0]
        moved = tuple(x[i] for i in rows), tuple(y[j] for j in columns)
        assert equilibrium_index(turned, moved) == item.index


@settings(max_examples=40, deadline=None)
@given(tables(most=4, low=0, high=2), st.integers(1, 10**12), st.integers(-(10**9), 10**9))
def test_neither_scale_nor_swap_nor_a_shift_matters(
    game: Strategic, factor: int, shift: int
) -> None:
    mine, theirs = game.exact
    shifted = mine * factor + np.arange(game.sizes[1]).astype(object) * shift
    other = Strategic([theirs.T, (shifted * Fraction(1, 7)).T])
    for item in equilibrium_indices(game):
        x, y = item.equilibria[0]
        assert equilibrium_index(other, (y, x)) == item.index


@settings(max_examples=40, deadline=None)
@given(tables(most=3, low=0, high=2), st.data())
def test_a_strategy_equivalent_to_a_mixture_changes_no_index(game: Strategic, data: Any) -> None:
    """Components correspond to those of the game without the new row, with the same index."""
    weights = [data.draw(st.integers(0, 2)) for _ in range(game.sizes[0])]
    weights[0] += 1
    grown = []
    for table in game.exact:
        row = sum(Fraction(w, sum(weights)) * table[i] for i, w in enumerate(weights))
        grown.append(np.concatenate([table, np.array([row], dtype=object)]))
    assert sorted(indices(Strategic(grown))) == sorted(indices(game))


@pytest.mark.parametrize("sizes", [(2, 2, 2), (2, 3, 2), (2, 2, 2, 2), (3, 2, 3)])
def test_with_more_players_they_sum_to_one(sizes: tuple[int, ...]) -> None:
    signs = set()
    for seed in range(5):
        rng = np.random.default_rng(seed)
        game = Strategic(rng.integers(-(10**6), 10**6, size=(len(sizes), *sizes)))
        found = equilibrium_indices(game)
        assert found.complete
        assert sum(item.index for item in found) == 1
        for item in found:
            signs.add(item.index)
            (profile,) = item.equilibria
            if not any(isinstance(p, float) for mix in profile for p in mix):
                assert item.index == jacobian_sign(game, profile)
    assert 1 in signs


@settings(max_examples=30, deadline=None)
@given(tables(players=3, most=2, low=0, high=2))
def test_what_is_left_out_is_accounted_for(game: Strategic) -> None:
    found = equilibrium_indices(game)
    total = sum(item.index for item in found)
    assert total + found.evidence.get("rest", 0) == 1
    assert found.complete == ("rest" not in found.evidence)
