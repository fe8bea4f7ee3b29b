"""Two-player equilibria: complete against the definition, whatever the scale and the order."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus.errors import TooLarge
from consensus.games import Strategic
from consensus.solutions import is_nash, nash, one_nash, pure_nash, undominated, undominated_nash
from consensus.solutions.strategic.lexicographic import exact_bases
from consensus.solutions.strategic.polytope import best_response_vertices
from generators.strategic import tables
from oracles.strategic import extreme_equilibria, pure_equilibria


@settings(max_examples=80, deadline=None)
@given(tables(most=3))
def test_exactly_the_extreme_equilibria_of_the_definition(game: Strategic) -> None:
    found = nash(game)
    assert set(found.items) == extreme_equilibria(game)
    assert len(set(found.items)) == len(found.items)
    assert found.complete
    assert found.exact


@settings(max_examples=40, deadline=None)
@given(tables(most=4), st.data())
def test_mixtures_within_a_subset_are_equilibria_and_subsets_cover_the_items(
    game: Strategic, data: Any
) -> None:
    found = nash(game)
    covered = set()
    for component in found.components:
        for subset in component:
            covered |= {(x, y) for x in subset.rows for y in subset.columns}
            weights = [
                [data.draw(st.integers(1, 5)) for _ in corners]
                for corners in (subset.rows, subset.columns)
            ]
            mixture = tuple(
                tuple(
                    sum(Fraction(w, sum(ws)) * c[s] for w, c in zip(ws, corners, strict=True))
                    for s in range(len(corners[0]))
                )
                for ws, corners in zip(weights, (subset.rows, subset.columns), strict=True)
            )
            assert found.why(mixture) is None
    assert covered == set(found.items)


@settings(max_examples=30, deadline=None)
@given(
    tables(most=4),
    st.integers(1, 10**12),
    st.integers(-(10**15), 10**15),
    st.fractions(min_value=Fraction(1, 10**9), max_value=10**9),
)
def test_the_scale_of_the_payoffs_changes_nothing(
    game: Strategic, factor: int, shift: int, other: Fraction
) -> None:
    mine, theirs = game.exact
    scaled = Strategic([mine * factor + shift, theirs * other - shift])
    assert set(nash(scaled).items) == set(nash(game).items)


@settings(max_examples=30, deadline=None)
@given(tables(most=4), st.randoms(use_true_random=False))
def test_relabelling_permutes_the_equilibria(game: Strategic, order: Any) -> None:
    rows, columns = list(range(game.sizes[0])), list(range(game.sizes[1]))
    order.shuffle(rows)
    order.shuffle(columns)
    turned = Strategic([table[np.ix_(rows, columns)] for table in game.tables])
    moved = {(tuple(x[i] for i in rows), tuple(y[j] for j in columns)) for x, y in nash(game).items}
    assert set(nash(turned).items) == moved


@settings(max_examples=30, deadline=None)
@given(tables(most=4))
def test_swapping_the_players_swaps_the_equilibria(game: Strategic) -> None:
    mine, theirs = game.tables
    swapped = nash(Strategic([theirs.T, mine.T]))
    assert {(y, x) for x, y in swapped.items} == set(nash(game).items)


@settings(max_examples=40, deadline=None)
@given(tables(most=4))
def test_one_equilibrium_is_one_of_them(game: Strategic) -> None:
    (found,) = one_nash(game).items
    assert is_nash(game, found)


@settings(max_examples=40, deadline=None)
@given(tables(most=4))
def test_pure_extreme_equilibria_are_the_pure_equilibria(game: Strategic) -> None:
    pure = {(x.index(1), y.index(1)) for x, y in nash(game).items if 1 in x and 1 in y}
    assert pure == pure_equilibria(game) == {game.index(p) for p in pure_nash(game)}


@settings(max_examples=30, deadline=None)
@given(tables(most=4))
def test_undominated_equilibria_are_the_equilibria_without_dominated_strategies(
    game: Strategic,
) -> None:
    found = undominated_nash(game)
    left = undominated(game).items[0]
    assert found.items, "a perfect equilibrium exists (Selten 1975)"
    for profile in nash(game).items:
        pure_parts = all(
            game.strategies[i][s] in left[player]
            for i, player in enumerate(game.players)
            for s, p in enumerate(profile[i])
            if p
        )
        inside = profile in found.items
        assert not inside or pure_parts
        if all(max(mix) == 1 for mix in profile):
            assert inside == pure_parts
        assert (found.why(profile) is None) == inside


@pytest.mark.parametrize("seed", range(6))
def test_exact_pivoting_finds_the_same_vertices(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, d = rng.integers(2, 6, 2)
    whole = rng.integers(1, 4, size=(n, d))
    quick = best_response_vertices(whole, limit=10_000)
    assert quick.method != "exact pivoting"
    slow = {tuple(row) for row in exact_bases(whole, limit=10_000) if not row[:d].all()}
    assert {tuple(row) for row in quick.tight} == slow


def test_payoffs_of_wildly_different_size_are_solved_exactly() -> None:
    """The same game with one column of player 1's payoffs moved by 10^40: best replies stay."""
    plain = Strategic([[[3, 0, 1], [1, 2, 0], [0, 1, 3]], [[1, 2, 0], [2, 0, 1], [0, 1, 2]]])
    mine = [[row[0] + 10**40, *row[1:]] for row in plain.exact[0].tolist()]
    assert set(nash(Strategic([mine, plain.tables[1]])).items) == set(nash(plain).items)


def test_too_many_vertices_are_refused() -> None:
    tables_ = np.random.default_rng(1).integers(0, 1000, size=(2, 9, 9))
    with pytest.raises(TooLarge, match="one_nash"):
        nash(Strategic(tables_), limit=50)


def test_an_interruption_gives_what_was_known() -> None:
    game = Strategic(np.random.default_rng(1).integers(0, 1000, size=(2, 9, 9)))

    def stop(line: str) -> None:
        raise KeyboardInterrupt

    found = nash(game, progress=stop)
    assert not found.complete
    assert len(found.items) == len(pure_nash(game))
