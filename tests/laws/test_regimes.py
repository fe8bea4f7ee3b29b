"""Laws of regimes: whatever grid is laid over them, plain answers never contradict them."""

from __future__ import annotations

from fractions import Fraction as F
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from consensus import sweeps
from consensus.exact import Root, formula
from consensus.sweeps.pieces import Undefined

COEFFICIENTS = st.integers(-4, 4)
FORMS = st.lists(st.tuples(COEFFICIENTS, COEFFICIENTS, COEFFICIENTS), min_size=1, max_size=4)
GRID = st.integers(1, 24)


def affine_answer(forms: Any) -> Any:
    """Which of some affine forms are largest, and whether the first is zero."""

    def answer(x: Any, y: Any) -> Any:
        values = [a * x + b * y + c for a, b, c in forms]
        best = max(values)
        return tuple(i for i, v in enumerate(values) if v == best), values[0] == 0

    return answer


def crooked_answer(forms: Any) -> Any:
    """Products, quotients and their poles."""

    def answer(x: Any, y: Any) -> Any:
        (a, b, c), (d, e, f) = forms[0], forms[-1]
        top = (a * x + b) * (x - y) + c
        bottom = d * x * x + e * y + f
        if type(bottom) is int:
            bottom = F(bottom)
        if bottom == 0 and d == 1:
            return "guarded"
        return "positive" if top / bottom > 0 else top

    return answer


def plain(answer: Any, **values: Any) -> Any:
    try:
        return answer(**values)
    except ZeroDivisionError:
        return Undefined()


@given(FORMS, GRID)
@settings(max_examples=60, deadline=None)
def test_a_grid_never_contradicts_the_regimes_of_one_parameter(forms: Any, steps: int) -> None:
    for answer in (affine_answer(forms), crooked_answer(forms)):
        try:
            found = sweeps.regimes(answer, over={"x": (-2, 3)}, at={"y": F(1, 2)})
        except ZeroDivisionError:
            continue  # the denominator is zero for every x
        for i in range(steps + 1):
            x = F(-2) + F(5 * i, steps)
            assert found.answer_at(x) == plain(answer, x=x, y=F(1, 2)), x
        for edge in found.edges:
            if not isinstance(edge, Root):
                assert found.answer_at(edge) == plain(answer, x=edge, y=F(1, 2)), edge


def holds(condition: str, values: dict[str, F]) -> bool:
    text, sign, _ = condition.rsplit(" ", 2)
    read = formula(text, "condition")
    value: Any = read(**{name: values[name] for name in read.names})
    return bool({">": value > 0, "<": value < 0, "=": value == 0, "!=": value != 0}[sign])


@given(FORMS, st.tuples(*[st.fractions(-2, 2, max_denominator=6)] * 2))
@settings(max_examples=80, deadline=None)
def test_formulas_hold_wherever_their_conditions_do(forms: Any, other: Any) -> None:
    """At other values of the other parameters that satisfy the conditions, the answer changes at
    the formula's value, and in the same way."""

    def answer(x: Any, y: Any, z: Any) -> Any:
        values = [a * x * z + b * y + c for a, b, c in forms] + [x - y * z]
        return values.index(max(values)), (z * x + y > 1)

    at = {"y": F(1, 2), "z": F(2, 3)}
    found = sweeps.regimes(answer, over={"x": (-3, 3)}, at=at)
    for crossing in found.crossings:
        if crossing.formula.kind != "rational" or crossing.at in (-3, 3):
            continue
        for step in (F(1), F(1, 4), F(1, 20)):
            values = {n: at[n] + step * (v - at[n]) for n, v in zip("yz", other, strict=True)}
            if all(holds(condition, values) for condition in crossing.conditions):
                break
        else:
            continue
        x: Any = crossing.formula(**values)
        assert answer(x, **values) == crossing.on
        again = sweeps.regimes(answer, over={"x": (x - 1, x + 1)}, at=values)
        assert x in again.edges
        there = again.crossings[again.edges.index(x)]
        assert (there.before, there.after) == (crossing.before, crossing.after)


@given(FORMS)
@settings(max_examples=60, deadline=None)
def test_pieces_cover_the_range_without_overlap(forms: Any) -> None:
    found = sweeps.regimes(affine_answer(forms), over={"x": (-2, 3)}, at={"y": F(1, 3)})
    for pieces in (found.pieces, found.spans):
        assert pieces[0].where.low == -2
        assert pieces[0].where.closed_low
        assert pieces[-1].where.high == 3
        assert pieces[-1].where.closed_high
        for left, right in pairwise(pieces):
            assert left.where.high == right.where.low
            assert left.where.closed_high != right.where.closed_low
    assert all(
        a.where.is_point or b.where.is_point
        for a, b in zip(found.pieces, found.pieces[1:], strict=False)
    )


@given(FORMS, GRID)
@settings(max_examples=25, deadline=None)
def test_a_grid_never_contradicts_the_map(forms: Any, steps: int) -> None:
    answer = affine_answer(forms)
    found = sweeps.regimes(answer, over={"x": (-2, 3), "y": (-1, 2)})
    assert sum((p.area for r in found.pieces for p in r.where), F(0)) == found.area
    for i in range(6):
        x, y = F(-2) + F(5 * ((i * 7) % steps), steps), F(-1) + F(3 * ((i * 5) % steps), steps)
        assert found.answer_at(x=x, y=y) == answer(x, y)
    for border in found.crossings:
        # Where another border meets this one the answer is that of the corner, so three places.
        (x, y), (u, v) = border.at[0].start, border.at[0].end
        steps_along = (F(1, 2), F(311, 1000), F(677, 1000))
        seen = [answer(x + (u - x) * t, y + (v - y) * t) for t in steps_along]
        assert seen.count(border.on) >= 2


@given(FORMS)
@settings(max_examples=25, deadline=None)
def test_a_line_through_the_map_crosses_the_same_answers(forms: Any) -> None:
    answer = affine_answer(forms)
    found = sweeps.regimes(answer, over={"x": (-2, 3), "y": (-1, 2)})
    line = sweeps.regimes(answer, over={"x": (-2, 3)}, at={"y": F(3, 7)})
    for piece in line.pieces:
        if not piece.where.is_point:
            assert found.answer_at(x=piece.where.inside, y=F(3, 7)) == piece.answer
