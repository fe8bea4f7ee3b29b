"""Optimal strategies of zero-sum games: exact, whatever the size and the kind of the payoffs."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from consensus.games import Strategic
from consensus.games.tables import whole_array
from consensus.solutions import is_nash, one_nash
from consensus.solutions.strategic.linear import maximum
from consensus.solutions.strategic.matrix_game import in_lowest_terms, optimal_by_basis


def value_by_programme(table: Any) -> Fraction:
    """The value from the general linear programme, which shares no code with the basis."""
    positive = table - int(table.min()) + 1
    m, n = positive.shape
    best = maximum(np.ones(n, dtype=np.int64), positive, np.ones(m, dtype=np.int64))
    assert best is not None
    return 1 / Fraction(best.value) + int(table.min()) - 1


@pytest.mark.parametrize("high", [2, 4, 100, 2**50])
@pytest.mark.parametrize("shape", [(1, 7), (6, 1), (5, 5), (12, 30), (40, 25)])
def test_the_value_is_that_of_the_general_programme(shape: tuple[int, int], high: int) -> None:
    rng = np.random.default_rng(high % 1000 + shape[0])
    for _ in range(4):
        table = rng.integers(-high, high, size=shape)
        game = Strategic([table, -table])
        item = one_nash(game).items[0]
        assert is_nash(game, item)
        assert game.payoff(item)[0] == value_by_programme(table)


@pytest.mark.parametrize("n", [33, 70])
def test_the_basis_alone_is_enough_for_games_without_ties(n: int) -> None:
    table = np.random.default_rng(n).integers(-(10**6), 10**6, size=(n, n + 5))
    found = optimal_by_basis(table)
    assert found is not None
    assert is_nash(Strategic([table, -table]), found)


def test_payoffs_of_every_size() -> None:
    """Tables near the limit of machine words, and beyond it."""
    rng = np.random.default_rng(8)
    small = rng.integers(-(2**60), 2**60, size=(9, 8))
    wide = rng.integers(-(2**62) + 1, 2**62, size=(9, 8))
    objects = small.astype(object)
    for table in (
        small,
        wide,
        objects * 10**40,
        objects * 10**270,
        objects * 10**400,
        small + 2**61,
    ):
        game = Strategic([table, -table])
        assert is_nash(game, one_nash(game).items[0])


def test_a_game_of_constant_sum_in_floats_of_many_magnitudes() -> None:
    table = np.random.default_rng(9).standard_normal((30, 30)) ** 5
    game = Strategic([table, -table])
    assert is_nash(game, one_nash(game).items[0])


def test_floats_500_by_500_are_solved_exactly() -> None:
    """Nothing is rounded: the guarantees of both players meet in one fraction."""
    table = np.random.default_rng(500).uniform(size=(500, 500))
    game = Strategic([table, -table])
    rows, columns = one_nash(game).items[0]
    assert sum(rows) == sum(columns) == 1
    assert min(rows) >= 0
    assert min(columns) >= 0
    whole, scale = whole_array(table)
    assert lowest_gain(whole, rows) == -lowest_gain(-whole.T, columns)
    assert 0 < lowest_gain(whole, rows) < scale


def lowest_gain(whole: Any, mix: Any) -> Fraction:
    """The least that a mixture of rows gets in any column; one divisor for all products."""
    from math import lcm

    from flint import fmpz_mat

    bottom = lcm(*(Fraction(p).denominator for p in mix))
    tops = fmpz_mat([[int(p * bottom) for p in mix]])
    gains = (tops * fmpz_mat(whole.tolist())).entries()
    return Fraction(int(min(gains)), bottom)


def test_shares_are_in_lowest_terms() -> None:
    shares = in_lowest_terms([6, 10, 0, 15, 29], range(5), 6)
    assert shares == (Fraction(1, 10), Fraction(1, 6), 0, Fraction(1, 4), Fraction(29, 60), 0)
    assert [Fraction(p).denominator for p in shares] == [10, 6, 1, 4, 60, 1]
    assert in_lowest_terms([7], [1], 2) == (0, 1)
    assert type(in_lowest_terms([7], [1], 2)[1]) is int


@pytest.mark.parametrize("seed", range(4))
def test_floats_become_whole_at_their_exact_value(seed: int) -> None:
    rng = np.random.default_rng(seed)
    table = rng.standard_normal((6, 5)) * 2.0 ** rng.integers(-60, 60, size=(6, 5))
    table[0, 0], table[1, 1], table[2, 2] = 0.0, 3.0, -0.5
    if seed == 1:
        table = np.rint(table) % 1000
    if seed == 2:
        table = np.array([[5e-324, 1.7e308], [0.0, -1.0]])
    if seed == 3:
        table = np.zeros((2, 2))
    whole, scale = whole_array(table)
    exact = [Fraction(v) for v in table.ravel().tolist()]
    assert [Fraction(int(v), scale) for v in whole.ravel()] == exact
    least = 1
    for value in exact:
        least = max(least, value.denominator)
    assert scale == least
    small = all(abs(int(v)) < 2**62 for v in whole.ravel())
    assert (whole.dtype == np.int64) == small
