"""Brackets for answers that are not exact."""

from __future__ import annotations

import math
from fractions import Fraction as F
from typing import Any

import pytest

from consensus import sweeps
from consensus.errors import InvalidInput, TooLarge


def test_brackets_enclose_the_exact_edges() -> None:
    def answer(x: Any) -> str:
        return "low" if x < F(1, 3) else "middle" if x * x < F(1, 2) else "high"

    found = sweeps.bracket(answer, over={"x": (0, 1)}, width="1e-12")
    exact = sweeps.regimes(answer, over={"x": (0, 1)})
    assert len(found.edges) == len(exact.edges) == 2
    for edge, root in zip(found.edges, exact.edges, strict=True):
        assert root >= edge.low
        assert root <= edge.high
        assert edge.high - edge.low <= F(1, 10**12)
    assert found.answers == ("low", "middle", "high")
    assert found.exact is False


def test_a_third_answer_between_two_neighbours_is_found_where_it_shows() -> None:
    def answer(x: Any) -> str:
        return "a" if x < F(1, 2) else "b" if x < F(1, 2) + F(1, 1000) else "c"

    found = sweeps.bracket(answer, over={"x": (0, 1)}, width="1e-6", steps=5)
    assert [(e.before, e.after) for e in found.edges] == [("a", "b"), ("b", "c")]


def test_it_says_what_it_may_have_missed() -> None:
    found = sweeps.bracket(
        lambda x: abs(x - F(1, 3)) < F(1, 1000), over={"x": (0, 1)}, width="1e-6", steps=10
    )
    assert found.edges == ()
    assert "regimes thinner than 0.1 may be missing" in str(found)


def test_rounded_numbers_as_the_finding() -> None:
    found = sweeps.bracket(
        lambda x, k: math.tanh(k * x), over={"x": (0, 2)}, at={"k": 1}, width="1e-9",
        finding=lambda v: round(v, 1) >= 0.5,
    )  # fmt: skip
    (edge,) = found.edges
    assert float(edge) == pytest.approx(math.atanh(0.45), abs=1e-6)
    assert found.to_frame()["after"].tolist() == ["True"]


def test_bad_input() -> None:
    with pytest.raises(InvalidInput, match="width"):
        sweeps.bracket(lambda x: x, over={"x": (0, 1)}, width=0)
    with pytest.raises(InvalidInput, match="steps"):
        sweeps.bracket(lambda x: x, over={"x": (0, 1)}, width=1, steps=0)
    with pytest.raises(InvalidInput, match="reversed"):
        sweeps.bracket(lambda x: x, over={"x": (1, 0)}, width=1)
    with pytest.raises(InvalidInput, match="one parameter"):
        sweeps.bracket(lambda x, y: x, over={"x": (0, 1), "y": (0, 1)}, width=1)
    calls: list[int] = []
    with pytest.raises(InvalidInput, match="not a function"):
        sweeps.bracket(lambda x: calls.append(1) or len(calls), over={"x": (0, 1)}, width=1)
    with pytest.raises(TooLarge, match="answers, limit 50"):
        sweeps.bracket(lambda x: x, over={"x": (0, 1)}, width="1e-9", limit=50)
