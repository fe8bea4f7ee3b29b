"""What traced numbers do and what they refuse."""

from __future__ import annotations

import math
import pickle
from fractions import Fraction as F
from typing import Any

import numpy as np
import pytest

from consensus.errors import InvalidInput, NotApplicable
from consensus.exact import AtPoint, OnLine, Trace, Traced, exact_number, rational


@pytest.fixture
def x() -> Any:
    return Trace(["x", "y"], AtPoint([2, 3])).numbers[0]


@pytest.mark.parametrize(
    "refused",
    [
        float, int, hash, complex, round, math.floor, math.ceil, math.trunc, math.sqrt, np.sqrt,
        lambda x: x.sqrt(), lambda x: x // 2, lambda x: 5 % x, lambda x: divmod(x, 2),
        lambda x: x**F(1, 2), lambda x: range(x), pickle.dumps, lambda x: {x},
        lambda x: np.asarray([x], dtype=float),
    ],
)  # fmt: skip
def test_what_would_lose_the_record_is_refused(refused: Any, x: Any) -> None:
    with pytest.raises((NotApplicable, TypeError)) as caught:
        refused(x)
    assert caught.type is NotApplicable or refused is np.sqrt


def test_results_without_parameters_are_plain_numbers(x: Any) -> None:
    assert type(x - x) is int
    assert type(0 * x) is int
    assert x / x == 1
    assert type((x / 2) / x) is F
    assert type(x**0) is int
    assert x + 0 is not None
    assert str((x + 1) ** 2 / (x + 1)) == "x + 1"
    assert str(x**-2) == "1/(x**2)"


def test_arrays_of_traced_numbers(x: Any) -> None:
    array = np.array([[x, 1], [0, x]], dtype=object)
    product = array @ array
    assert str(product[0, 0]) == "x**2"
    assert str(product[0, 1]) == "2*x"
    assert str(np.int64(3) + x) == "x + 3"
    assert str(x * np.int64(3)) == "3*x"
    for ordered in (x < array, x == array, array > x, array != x, x + array, array * x):
        assert ordered.shape == (2, 2)
    assert (x == array).tolist() == [[True, False], [False, True]]
    assert (array >= x).tolist() == [[True, False], [False, True]]
    assert str(x + np.float64(0.5)) == "x + 1/2"


def test_comparisons_with_other_things(x: Any) -> None:
    assert (x == "text") is False
    assert (x != None) is True  # noqa: E711
    assert x < float("inf")
    assert x > float("-inf")
    with pytest.raises(TypeError, match="not supported between"):
        _ = x < "text"
    with pytest.raises(TypeError):
        _ = x < float("nan")
    with pytest.raises(TypeError):
        x + float("inf")


def test_the_record_is_free_of_repetition() -> None:
    trace = Trace(["x", "y"], AtPoint([2, 3]))
    x, y = trace.numbers
    assert x < y
    assert y > x
    assert not 2 * x >= 2 * y
    assert x - y != 0
    assert trace.conditions == ("x - y < 0",)
    assert x + 1 > x
    assert len(trace.conditions) == 1


def test_two_traces_do_not_mix(x: Any) -> None:
    (other,) = Trace(["x"], AtPoint([2])).numbers
    with pytest.raises(InvalidInput, match="two different traces"):
        x + other
    with pytest.raises(InvalidInput, match="two different traces"):
        _ = x < other


def test_evaluation_names_what_is_missing(x: Any) -> None:
    assert (1 / (x - 1)).at({"x": F(3, 2), "y": 0}) == 2
    with pytest.raises(InvalidInput, match="'y'"):
        x.at({"x": 1})
    with pytest.raises(NotApplicable, match="denominator is zero"):
        (1 / (x - 1)).at({"x": 1, "y": 0})


def test_parameters_need_different_names() -> None:
    for names in ([], ["x", "x"]):
        with pytest.raises(InvalidInput, match="different names"):
            Trace(names, AtPoint([]))
    with pytest.raises(InvalidInput, match="side"):
        OnLine(0, {}, 0, side=2)


def test_places_that_need_known_numbers_say_so(x: Any) -> None:
    assert exact_number(x, "cost") is x
    with pytest.raises(InvalidInput, match="quota: this place needs a known number"):
        rational(x, "quota")


def test_sorting_and_choosing_follow_the_sample() -> None:
    trace = Trace(["x", "y", "z"], AtPoint([2, 3, 1]))
    assert [str(n) for n in sorted(trace.numbers)] == ["z", "x", "y"]
    assert str(max(trace.numbers)) == "y"
    assert str(sum(trace.numbers, start=0)) == "x + y + z"
    assert isinstance(abs(trace.numbers[0] - 5), Traced)
