"""Laws of exact numbers: tracing changes nothing but the record; roots are where signs change."""

from __future__ import annotations

from fractions import Fraction as F
from typing import Any

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from consensus.exact import AtPoint, OnLine, Pole, Root, Trace, Traced, formula, real_roots
from consensus.exact.roots import sign_after, sign_at, sign_before

SMALL = st.integers(-6, 6)
FRACTIONS = st.fractions(min_value=-5, max_value=5, max_denominator=12)
NAMES = ("x", "y", "z")
POINTS = st.tuples(FRACTIONS, FRACTIONS, FRACTIONS)

# A program is a list of instructions for a small machine with registers; it branches on signs.
STEPS = st.tuples(st.sampled_from("+-*/<=m"), st.integers(0, 9), st.integers(0, 9))
PROGRAMS = st.lists(STEPS, min_size=1, max_size=10)


def run(program: list[tuple[str, int, int]], numbers: tuple[Any, ...]) -> list[Any]:
    """Run a program; what it yields may depend on signs in every way Python knows."""
    registers: list[Any] = [*numbers, F(1, 2), -2]
    for operation, i, j in program:
        a, b = registers[i % len(registers)], registers[j % len(registers)]
        if operation == "+":
            registers.append(a + b)
        elif operation == "-":
            registers.append(a - b)
        elif operation == "*":
            registers.append(a * b)
        elif operation == "/":
            if isinstance(a, int):
                a = F(a)
            if b != 0:
                registers.append(a / b)
        elif operation == "<":
            registers.append(1 if a < b else -a)
        elif operation == "=":
            registers.append(2 if a == b else b - 1)
        else:
            registers.append(max(a, b) - abs(min(a, -b)))
    return registers


def value(number: Any, point: dict[str, F]) -> Any:
    return number.at(point) if isinstance(number, Traced) else number


@given(PROGRAMS, POINTS)
@settings(max_examples=150, deadline=None)
def test_traced_runs_give_the_plain_result(program: Any, point: Any) -> None:
    trace = Trace(NAMES, AtPoint(point))
    traced = run(program, trace.numbers)
    named = dict(zip(NAMES, point, strict=True))
    assert [value(number, named) for number in traced] == run(program, point)


@given(PROGRAMS, POINTS, POINTS)
@settings(max_examples=150, deadline=None)
def test_the_record_suffices(program: Any, point: Any, other: Any) -> None:
    """Wherever the recorded signs are the same, the traced result is the plain result.

    The other point is drawn towards the sample until the signs agree.
    """
    trace = Trace(NAMES, AtPoint(point))
    traced = run(program, trace.numbers)
    for step in (1, F(1, 2), F(1, 8), F(1, 100), F(1, 10**6), 0):
        near = tuple(a + step * (b - a) for a, b in zip(point, other, strict=True))
        if all(AtPoint(near).sign(poly) == sign for poly, sign in trace.record):
            break
    named = dict(zip(NAMES, near, strict=True))
    assert [value(number, named) for number in traced] == run(program, near)


@given(PROGRAMS, POINTS)
@settings(max_examples=60, deadline=None)
def test_written_formulas_read_back(program: Any, point: Any) -> None:
    trace = Trace(NAMES, AtPoint(point))
    named = dict(zip(NAMES, point, strict=True))
    for number in run(program, trace.numbers):
        if isinstance(number, Traced) and len(str(number)) <= 1_000:
            again = formula(str(number), "test")
            assert again(**{name: named[name] for name in again.names}) == number.at(named)


@given(st.lists(SMALL, min_size=2, max_size=6))
@settings(max_examples=80, deadline=None)
def test_roots_agree_with_sympy(coefficients: list[int]) -> None:
    assume(any(coefficients))
    x = sympy.Symbol("x")
    theirs = sympy.Poly(list(reversed(coefficients)), x)
    expected = sorted(set(sympy.real_roots(theirs))) if theirs.degree() > 0 else []
    ours = real_roots(coefficients)
    assert len(ours) == len(expected)
    for mine, other in zip(ours, expected, strict=True):
        assert abs(float(mine) - float(other.evalf(30))) < 1e-12
        assert isinstance(mine, Root) == (not other.is_rational)


@given(st.lists(FRACTIONS, min_size=1, max_size=4), st.integers(2, 9), FRACTIONS)
@settings(max_examples=60, deadline=None)
def test_signs_beside_a_root(roots: list[F], square: int, shift: F) -> None:
    """(t² − square)·Π(t − root): its sign beside each root is that of a point close by."""
    from flint import fmpq, fmpq_poly

    poly = fmpq_poly([-square, 0, 1])
    for root in roots:
        poly *= fmpq_poly([fmpq(-root.numerator, root.denominator), 1])
    places = real_roots([F(int(c.p), int(c.q)) for c in poly.coeffs()])
    for i, place in enumerate(places):
        assert sign_at(poly, place) == 0
        after = places[i + 1] if i + 1 < len(places) else 10
        between = (F(float(place)) + F(float(after))) / 2
        if place < between < after:
            near = poly(fmpq(between.numerator, between.denominator))
            assert sign_after(poly, place) == (near > 0) - (near < 0)
            if i + 1 < len(places):
                assert sign_before(poly, after) == (near > 0) - (near < 0)


@given(st.lists(st.integers(2, 60), min_size=1, max_size=5))
@settings(max_examples=50, deadline=None)
def test_roots_are_ordered_as_their_squares(squares: list[int]) -> None:
    positive = [real_roots([-square, 0, 1])[1] for square in squares]
    assert [float(r) for r in sorted(positive)] == sorted(square**0.5 for square in squares)
    for a, square in zip(positive, squares, strict=True):
        for b, other in zip(positive, squares, strict=True):
            assert (a < b, a == b, a <= b) == (square < other, square == other, square <= other)


@given(PROGRAMS, POINTS, st.sampled_from([-1, 1]))
@settings(max_examples=60, deadline=None)
def test_an_infinitesimal_step_is_a_small_step(program: Any, point: Any, side: int) -> None:
    """The path just beside a place is the path at points close enough to it."""
    rest = {1: point[1], 2: point[2]}
    trace = Trace(NAMES, OnLine(0, rest, point[0], side=side))
    traced = run(program, trace.numbers)
    near = point[0]
    for exponent in (3, 9, 27, 81):
        near = point[0] + side * F(1, 10**exponent)
        if all(AtPoint((near, *point[1:])).sign(p) == s for p, s in trace.record):
            break
    else:
        raise AssertionError("no point close by has the signs of the infinitesimal step")
    named = dict(zip(NAMES, (near, *point[1:]), strict=True))
    assert [value(n, named) for n in traced] == run(program, (near, *point[1:]))


def test_a_pole_at_the_sample_is_said() -> None:
    trace = Trace(["x"], AtPoint([1]))
    (x,) = trace.numbers
    with pytest.raises(Pole, match="x - 1, which is zero"):
        2 / (x - 1)
