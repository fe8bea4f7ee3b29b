"""Counts, seeds, steps and draws that are refused before any time is spent; lost signs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from consensus import sweeps
from consensus.errors import InvalidInput, TooLarge

BANDS = {"x": (0, Fraction(1, 2), 1)}


def positive(x: Any) -> bool:
    return bool(x > Fraction(1, 3))


@pytest.mark.parametrize("count", [-1, 0, 2.5, "many", None])
def test_counts_of_draws(count: Any) -> None:
    with pytest.raises(InvalidInput, match="count"):
        sweeps.draw(BANDS, count=count, seed=1)


@pytest.mark.parametrize("seed", [-1, 1.5, None, "x"])
def test_seeds(seed: Any) -> None:
    with pytest.raises(InvalidInput, match="seed"):
        sweeps.draw(BANDS, count=3, seed=seed)


def test_too_many_draws_are_refused_before_they_are_drawn() -> None:
    with pytest.raises(TooLarge, match="numbers"):
        sweeps.draw(BANDS, count=10**12, seed=1)


def test_robustness_counts_and_limits() -> None:
    for wrong in ({"count": -5, "seed": 1}, {"limit": 0}, {"limit": "x"}, {"count": 10}):
        with pytest.raises(InvalidInput, match=next(iter(wrong)) + "|seed"):
            sweeps.robustness(positive, bands=BANDS, **wrong)  # type: ignore[arg-type]


def test_brackets_steps_and_limits() -> None:
    for wrong in ({"steps": 0}, {"steps": 2.5}, {"limit": -1}):
        with pytest.raises(InvalidInput, match=next(iter(wrong))):
            sweeps.bracket(positive, over={"x": (0, 1)}, width="0.1", **wrong)  # type: ignore[arg-type]
    with pytest.raises(TooLarge, match="answers"):
        sweeps.bracket(positive, over={"x": (0, 1)}, width="0.1", steps=10**9)


@pytest.mark.parametrize("value", [2**53 + 1, Fraction(1, 3), Decimal("0.1"), "0.1"])
def test_draws_that_a_float_cannot_hold(value: Any) -> None:
    with pytest.raises(InvalidInput, match=r"draws\['x'\]\[1\]: .* is no float"):
        sweeps.ensemble(positive, draws={"x": [1, value]})
    sweeps.ensemble(positive, draws={"x": [1, 2**53, Fraction(1, 4)]})
    sweeps.ensemble(positive, draws={"x": np.array([1, 2], dtype=np.int64)})


def test_a_product_that_underflows_keeps_its_sign() -> None:
    """x·y is 1e-400, which no float holds, but x·y·z is 1e-100 and more than w."""

    def answer(x: Any, y: Any, z: Any, w: Any) -> bool:
        return bool(x * y * z > w)

    rows = [(1e-200, 1e-200, 1e300, 1e-150), (1e-200, 1e-200, 1e300, 1e-50), (1.0, 1.0, 2.0, 3.0)]
    draws = {name: [row[i] for row in rows] for i, name in enumerate("xyzw")}
    found = sweeps.ensemble(answer, draws=draws)
    exact = [Fraction(x) * Fraction(y) * Fraction(z) > Fraction(w) for x, y, z, w in rows]
    assert [found.answers[label] for label in found.labels] == exact == [True, False, False]
