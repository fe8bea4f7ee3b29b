"""Ensembles: every draw gets the answer that a solve of its own gives."""

from __future__ import annotations

from fractions import Fraction as F
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus import sweeps
from consensus.errors import InvalidInput
from consensus.exact import AtPoint, Trace
from consensus.sweeps.pieces import Undefined
from consensus.sweeps.vectorised import Columns, Polynomial


def chair(w: Any, r: Any, T: Any, kappa: Any, g: Any, c: Any, k: Any) -> Any:
    """Model A2's choice and model B3's degree of accommodation."""
    threat = T if g >= c * T else 0
    return ("uphold" if w >= r + threat - kappa else "accommodate"), max(0, min(1, k + r - w))


def uniform(names: str, count: int, seed: int = 1, **scale: float) -> dict[str, Any]:
    random = np.random.default_rng(seed)
    return {name: random.uniform(0, scale.get(name, 2.0), count) for name in names.split()}


def test_labels_are_the_answers_of_single_solves() -> None:
    draws = uniform("w r T kappa g c k", 20_000)
    found = sweeps.ensemble(chair, draws=draws)
    values = found.values(lambda answer: answer[1])
    assert sum(found.counts) == 20_000
    assert found.solves < 30
    for row in range(0, 20_000, 97):
        point = {name: F(float(column[row])) for name, column in draws.items()}
        choice, degree = chair(**point)
        assert found.answers[found.labels[row]][0] == choice
        assert values[row] == pytest.approx(float(degree), abs=1e-12)


FORMS = st.lists(st.tuples(*[st.integers(-3, 3)] * 4), min_size=1, max_size=4)


@given(FORMS, st.integers(0, 1000))
@settings(max_examples=40, deadline=None)
def test_ties_and_poles_are_exact(forms: Any, seed: int) -> None:
    """On coarse draws, where half of all comparisons are ties."""

    def answer(x: Any, y: Any, z: Any) -> Any:
        values = [a * x + b * y * z + c * z * z + d for a, b, c, d in forms]
        return values.index(max(values)), values[0] == 0, 1 / (x - y)

    random = np.random.default_rng(seed)
    draws = {name: random.integers(-2, 3, 200) / 4 for name in "xy"}
    found = sweeps.ensemble(answer, draws=draws, at={"z": "1/2"})
    for row in range(200):
        x, y = F(float(draws["x"][row])), F(float(draws["y"][row]))
        labelled = found.answers[found.labels[row]]
        if x == y:
            assert isinstance(labelled, Undefined)
        else:
            assert labelled[:2] == answer(x, y, F(1, 2))[:2]


def test_a_sign_within_rounding_is_taken_exactly() -> None:
    """x² + y² − 2xy − ε² with x = y + ε is zero; floats alone would say anything."""
    eps = 2.0**-30
    y = np.random.default_rng(3).integers(1, 2**20, 500) / 2.0**20
    x = y + eps
    x[::5] += 2.0**-50

    def answer(x: Any, y: Any) -> str:
        gap = x * x + y * y - 2 * x * y - F(eps) ** 2
        return "zero" if gap == 0 else "positive" if gap > 0 else "negative"

    found = sweeps.ensemble(answer, draws={"x": x, "y": y})
    expected = np.where((x - y) == eps, "zero", "positive")
    assert [found.answers[label] for label in found.labels] == expected.tolist()


def test_the_error_bound_holds() -> None:
    trace = Trace(["x", "y"], AtPoint([1, 1]))
    x, y = trace.numbers
    number = (x / 3 - y / 7) ** 5 - x * y / 11
    poly = number.numerator_polynomial
    draws = uniform("x y", 300, seed=5)
    columns = Columns(list(draws.values()))
    values, errors = Polynomial(poly).values(columns, np.arange(300))
    for row in range(300):
        point = {name: F(float(column[row])) for name, column in draws.items()}
        assert abs(F(float(values[row])) - number.at(point)) <= F(float(errors[row]))


def test_too_many_regions_fall_back_and_say_so() -> None:
    def staircase(x: Any) -> int:
        return sum(1 for i in range(64) if x * 64 > i)

    draws = uniform("x", 300, x=1.0)
    found = sweeps.ensemble(staircase, draws=draws, limit=10)
    assert found.singly > 0
    assert "solved one by one" in str(found)
    assert [found.answers[i] for i in found.labels] == [int(np.ceil(v * 64)) for v in draws["x"]]


def test_what_cannot_be_called_tells_no_progress() -> None:
    with pytest.raises(InvalidInput, match="progress: expected a function or None, got 3"):
        sweeps.ensemble(lambda x: x > 1, draws=uniform("x", 10), progress=3)  # type: ignore[arg-type]


def test_progress_and_tables() -> None:
    calls: list[tuple[int, int]] = []
    found = sweeps.ensemble(
        lambda x: x > 1,
        draws=uniform("x", 1000),
        progress=lambda *now: calls.append(now),
    )
    assert calls[-1] == (1000, 1000)
    assert found.to_frame()["draws"].sum() == 1000
    assert found.share(lambda a: a is True) == found.counts[found.answers.index(True)] / 1000
    assert "2 answers, 2 solves" in str(found)


def test_bad_input() -> None:
    for draws in ({}, {"x": []}, {"x": [1.0], "y": [1.0, 2.0]}):
        with pytest.raises(InvalidInput, match="draws: expected columns of one length"):
            sweeps.ensemble(lambda x, y: 0, draws=draws)
    with pytest.raises(InvalidInput, match=r"draws\['x'\]\[1\]: expected a finite number, got nan"):
        sweeps.ensemble(lambda x: 0, draws={"x": [1.0, float("nan")]})
    with pytest.raises(InvalidInput, match=r"draws\['x'\]: expected numbers"):
        sweeps.ensemble(lambda x: 0, draws={"x": ["a"]})
    with pytest.raises(InvalidInput, match="expected one dimension"):
        sweeps.ensemble(lambda x: 0, draws={"x": [[1.0]]})
    with pytest.raises(InvalidInput, match="'y': the answer reads no such parameter"):
        sweeps.ensemble(lambda x: 0, draws={"x": [1.0]}, at={"y": 1})
    with pytest.raises(InvalidInput, match="already in draws"):
        sweeps.ensemble(lambda x: 0, draws={"x": [1.0]}, at={"x": 1})


def test_the_drawn_values_are_not_touched() -> None:
    draws = uniform("x", 10)
    kept = draws["x"].copy()
    found = sweeps.ensemble(lambda x: x > 1, draws=draws)
    assert (draws["x"] == kept).all()
    draws["x"][0] = 5
    assert (found.draws["x"] == kept).all()
