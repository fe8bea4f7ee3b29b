"""Proper equilibria: the definition, existence, and what they lie between."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus.games import Strategic
from consensus.solutions import is_nash, is_proper, nash, proper_nash, undominated_nash
from consensus.solutions.strategic.proper import fits
from generators.strategic import tables
from oracles.refinements import is_regular, proper


@settings(max_examples=25, deadline=None)
@given(tables(most=3, low=0, high=2))
def test_extreme_equilibria_are_proper_as_by_the_definition(game: Strategic) -> None:
    if game.sizes == (3, 3):
        game = Strategic([table[:2] for table in game.tables])
    for profile in nash(game).items[:4]:
        assert is_proper(game, profile) == proper(game, profile)


@settings(max_examples=60, deadline=None)
@given(tables(most=3, low=0, high=2))
def test_there_are_some_and_they_are_perfect(game: Strategic) -> None:
    found = proper_nash(game)
    perfect = undominated_nash(game)
    assert found.items, "a proper equilibrium exists (Myerson 1978)"
    for profile in found:
        assert is_nash(game, profile)
        assert perfect.why(profile) is None
        assert is_proper(game, profile)
        assert found.why(profile) is None
    for profile in nash(game):
        assert (profile in found.items) == is_proper(game, profile)
    if found.complete and all(s.single for c in nash(game).components for s in c):
        assert set(found.items) <= set(perfect.items)


@settings(max_examples=40, deadline=None)
@given(tables(most=4, low=-9, high=9))
def test_mistakes_fit_every_regular_equilibrium(game: Strategic) -> None:
    """Regular equilibria are proper; here the rankings are asked, not that theorem."""
    for profile in nash(game):
        if is_regular(game, profile):
            assert fits(game, profile, 10**6)
            assert is_proper(game, profile)


@settings(max_examples=25, deadline=None)
@given(
    tables(most=3, low=0, high=2),
    st.integers(1, 10**12),
    st.integers(-(10**9), 10**9),
    st.randoms(use_true_random=False),
)
def test_neither_scale_nor_order_matters(
    game: Strategic, factor: int, shift: int, order: Any
) -> None:
    rows, columns = list(range(game.sizes[0])), list(range(game.sizes[1]))
    order.shuffle(rows)
    order.shuffle(columns)
    mine, theirs = (table[np.ix_(rows, columns)] for table in game.exact)
    turned = Strategic([mine * factor + shift, theirs])
    for x, y in nash(game).items[:4]:
        moved = tuple(x[i] for i in rows), tuple(y[j] for j in columns)
        assert is_proper(turned, moved) == is_proper(game, (x, y))


@settings(max_examples=15, deadline=None)
@given(tables(most=2, low=0, high=2), st.integers(1, 9), st.integers(1, 9))
def test_mixtures_of_a_continuum_are_told_apart(game: Strategic, p: int, q: int) -> None:
    """Inside a maximal Nash subset with finitely many proper equilibria only those are proper."""
    from fractions import Fraction

    found = proper_nash(game)
    for component in nash(game).components:
        for subset in component:
            x, y = (
                tuple(
                    Fraction(p, p + q) * a + Fraction(q, p + q) * b
                    for a, b in zip(ends[0], ends[-1], strict=True)
                )
                for ends in (subset.rows, subset.columns)
            )
            assert is_proper(game, (x, y)) == proper(game, (x, y))
            if found.complete:
                assert is_proper(game, (x, y)) == ((x, y) in found.items)


@pytest.mark.parametrize("seed", range(3))
def test_larger_games_without_ties(seed: int) -> None:
    game = Strategic(np.random.default_rng(seed).integers(0, 10**6, size=(2, 6, 6)))
    found = proper_nash(game)
    assert set(found.items) == set(nash(game).items)
    assert found.complete
