"""Formulas given as text: arithmetic and nothing else."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from consensus.errors import InvalidInput
from consensus.exact import AtPoint, Pole, Trace, exact_number, formula, natural

HOSTILE = [
    "", "   ", "a b", "a(1)", "a.b", "a[0]", "lambda: 1", "a if b else c", "a < b", "'text'",
    "True", "None", "1j", "a := 1", "[1]", "{}", "f'{a}'", "a @ b", "a // b", "a % b", "~a",
    "a ** b", "a ** -1", "a ** 33", "a ** 1.5", "__import__('os')", "a and b", "not a", "a; b",
    "(" * 400 + "a" + ")" * 400, "a" * 1001, "x\x00", "yield", "await a", "*a", "1_0__0",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_anything_but_arithmetic_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="cost"):
        formula(text, "cost")


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("0.1 + 0.2", {}, F(3, 10)),
        ("-a**2", {"a": 3}, -9),
        ("(-a)**2", {"a": 3}, 9),
        ("2*a/b - 1e-3", {"a": 1, "b": 4}, F(499, 1000)),
        ("a - b - c", {"a": 1, "b": 2, "c": 3}, -4),
        ("a / b / c", {"a": 1, "b": 2, "c": 3}, F(1, 6)),
        ("1_000 + +a", {"a": "1/3"}, F(3001, 3)),
        ("a**0", {"a": 5}, 1),
        ("größe*2", {"größe": 2}, 4),
    ],
)
def test_arithmetic_is_exact(text: str, values: dict[str, object], expected: F) -> None:
    assert formula(text, "cost")(**values) == expected


def test_parameters_are_checked() -> None:
    cost = formula("a/b", "cost")
    with pytest.raises(InvalidInput, match="no value for the parameter 'b'"):
        cost(a=1)
    with pytest.raises(InvalidInput, match="no parameter 'c'"):
        cost(a=1, b=2, c=3)
    with pytest.raises(InvalidInput, match="divides by zero"):
        cost(a=1, b=0)
    (b,) = Trace(["b"], AtPoint([0])).numbers
    with pytest.raises(Pole):
        cost(a=1, b=b)


def test_huge_powers_are_refused_before_they_are_computed() -> None:
    with pytest.raises(InvalidInput, match="too large a number"):
        formula("(((a**32)**32)**32)**32", "cost")(a=3)
    (a,) = Trace(["a"], AtPoint([2])).numbers
    with pytest.raises(InvalidInput, match="too large a number"):
        formula("((a**32)**32)**32", "cost")(a=a)


@pytest.mark.parametrize(
    "wrong", [True, None, "abc", "1/0", "1e99999", float("inf"), [1], 1j, "0x10", "١"]
)
def test_what_is_no_number_is_refused_with_its_place(wrong: object) -> None:
    with pytest.raises(InvalidInput, match=r"^payoffs\[0\]: "):
        exact_number(wrong, "payoffs[0]")


def test_numbers_are_read_exactly() -> None:
    assert exact_number(0.1, "a") == F(3602879701896397, 36028797018963968)
    assert exact_number("0.1", "a") == F(1, 10)
    assert exact_number(" -3/6 ", "a") == F(-1, 2)
    assert type(exact_number(F(4, 2), "a")) is int
    assert natural("3", "n") == 3
    with pytest.raises(InvalidInput, match="at least 1"):
        natural(0, "n", least=1)
