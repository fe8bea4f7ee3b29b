"""Square systems solved by refinement, against the multi-modular solver of FLINT."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from flint import fmpz_mat

from consensus.solutions.strategic.square import Square


def by_flint(matrix: Any) -> list[Fraction]:
    solved = fmpz_mat(matrix.tolist()).solve(fmpz_mat([[1]] * len(matrix)))
    return [Fraction(int(solved[k, 0].p), int(solved[k, 0].q)) for k in range(len(matrix))]


@pytest.mark.parametrize("transposed", [False, True])
@pytest.mark.parametrize(
    ("n", "low", "high"),
    [(1, 1, 9), (31, 0, 2), (40, -9, 9), (64, 1, 100), (90, 0, 2**53), (50, -(2**61), 2**61)],
)
def test_the_fractions_are_those_of_flint(n: int, low: int, high: int, transposed: bool) -> None:
    matrix = np.random.default_rng(n).integers(low, high, size=(n, n))
    square = Square(matrix)
    for turned in (False, transposed):
        solved = square.solved(transposed=turned)
        assert solved is not None
        tops, bottom = solved
        assert bottom > 0
        assert [Fraction(top, bottom) for top in tops] == by_flint(matrix.T if turned else matrix)


def test_numbers_beyond_machine_words() -> None:
    small = np.random.default_rng(1).integers(1, 10**6, size=(35, 35))
    matrix = small.astype(object) * 10**30 + np.eye(35, dtype=int)
    solved = Square(matrix).solved()
    assert solved is not None
    assert [Fraction(top, solved[1]) for top in solved[0]] == by_flint(matrix)


def test_refinement_itself_gives_the_answer() -> None:
    """Not only the exact method that stands behind it."""
    for high in (10, 2**53):
        matrix = np.random.default_rng(high).integers(1, high, size=(80, 80))
        solved = Square(matrix)._refined(False)
        assert solved is not None
        assert [Fraction(top, solved[1]) for top in solved[0]] == by_flint(matrix)


def test_a_singular_matrix_has_no_solution() -> None:
    matrix = np.random.default_rng(3).integers(0, 9, size=(40, 40))
    matrix[7] = 2 * matrix[3] - matrix[5]
    assert Square(matrix).solved() is None
    assert Square(np.zeros((33, 33), dtype=np.int64)).solved() is None


def test_a_wrong_inverse_is_found_out() -> None:
    """What is proved does not depend on the floats that proposed it."""
    rng = np.random.default_rng(4)
    matrix = rng.integers(1, 50, size=(45, 45))
    inverse = np.linalg.inv(matrix.astype(float))
    expected = by_flint(matrix)
    for noise in (1e-12, 1e-6, 1e-3, 1.0):
        wrong = inverse * (1 + noise * rng.standard_normal(inverse.shape))
        for size in (50.0, 400.0):
            solved = Square(matrix, wrong, size).solved()
            assert solved is not None
            assert [Fraction(top, solved[1]) for top in solved[0]] == expected


def test_an_ill_conditioned_matrix() -> None:
    matrix = np.array([[lcm_row(i, j) for j in range(32)] for i in range(32)], dtype=object)
    solved = Square(matrix).solved()
    assert solved is not None
    assert [Fraction(top, solved[1]) for top in solved[0]] == by_flint(matrix)


def lcm_row(i: int, j: int) -> int:
    """Hilbert's matrix times a common multiple of its denominators."""
    common = 1
    for k in range(1, 64):
        common = common * k // np.gcd.reduce([common, k], dtype=object)
    return int(common // (i + j + 1))
