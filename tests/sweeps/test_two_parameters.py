"""Maps over two parameters: exact polygons for affine comparisons, proved strips elsewhere."""

from __future__ import annotations

from fractions import Fraction as F
from itertools import combinations
from typing import Any

import pytest

from consensus import sweeps
from consensus.errors import InvalidInput, TooLarge
from consensus.sweeps.bernstein import keeps_sign
from consensus.sweeps.maps import RegimeMap
from consensus.sweeps.polygons import Polygon


def agency(w: Any, T: Any, r: Any, kappa: Any, g: Any, c: Any) -> str:
    """Model A2: uphold iff the Western stakes reach r + T·1[g ≥ cT] − κ."""
    return "uphold" if w >= r + (T if g >= c * T else 0) - kappa else "accommodate"


AT = {"r": 3, "kappa": 1, "g": 4, "c": 1}


def overlap(one: Polygon, other: Polygon) -> F:
    """The area of the intersection, by cutting one polygon with the sides of the other."""
    for (a, b), (u, v) in other.sides:
        if not one:
            break
        one = one.cut((b - v, u - a, a * v - b * u))
    return one.area if one else F(0)


def assert_tiles(found: RegimeMap) -> None:
    polygons = [polygon for region in found.pieces for polygon in region.where]
    assert sum((p.area for p in polygons), F(0)) == found.area
    assert all(overlap(a, b) == 0 for a, b in combinations(polygons, 2))


def test_model_a2_over_support_and_threat() -> None:
    found = sweeps.regimes(agency, over={"w": (0, 10), "T": (0, 10)}, at=AT)
    assert_tiles(found)
    areas = {region.answer: region.area for region in found.pieces}
    # Below T = 4 accommodate iff w < 2 + T: a trapezium of mean width 4; above, iff w < 2.
    assert areas == {"accommodate": F(4 * 4 + 6 * 2), "uphold": F(100 - 28)}
    borders = {(b.polynomial, b.before, b.after) for b in found.crossings}
    assert {str(b.formula) for b in found.crossings} == {"g/c", "r - kappa", "w - r + kappa"}
    assert len(borders) == 3
    jump = next(b for b in found.crossings if str(b.formula) == "g/c")
    assert [(s.start, s.end) for s in jump.at] == [((2, 4), (6, 4))]
    assert (jump.before, jump.on, jump.after) == ("accommodate", "accommodate", "uphold")
    assert found.undecided == 0


def test_points_on_borders_are_asked_afresh() -> None:
    found = sweeps.regimes(agency, over={"w": (0, 10), "T": (0, 10)}, at=AT)
    assert found.answer_at(w=4, T=2) == "uphold"
    assert found.answer_at(w="3.999", T=2) == "accommodate"
    assert found.answer_at(w=10, T=10) == "uphold"


def test_formulas_in_the_answer_are_regions() -> None:
    def discretion(S: Any, k: Any, P: Any) -> Any:
        return max(0, min(1, k + P - S))

    found = sweeps.regimes(discretion, over={"S": (0, 2), "k": (0, 1)}, at={"P": "3/4"})
    assert_tiles(found)
    assert {str(region.answer) for region in found.pieces} == {"0", "1", "k - S + P"}
    assert found.answer_at(S=1, k=F(1, 2)) == F(1, 4)


def test_ties_and_poles_are_borders_without_area() -> None:
    square = {"x": (0, 2), "y": (0, 2)}
    found = sweeps.regimes(lambda x, y: (x == 2 * y, 1 / (x - y - 5) > 0), over=square)
    (border,) = found.crossings
    assert border.before == border.after == (False, False)
    assert border.on == (True, False)
    assert str(border.formula) == "x/2"
    pole = sweeps.regimes(lambda x, y: 1 / (x - y) and 1, over=square)
    assert "division by x - y" in str(pole.crossings[0].reason)
    assert len(pole.pieces) == 1
    assert_tiles(pole)


def test_a_region_thinner_than_any_grid_is_found() -> None:
    width = F(1, 10**30)

    def thin(x: Any, y: Any) -> bool:
        return bool(y - width < x < y)

    found = sweeps.regimes(thin, over={"x": (0, 1), "y": (0, 1)})
    assert_tiles(found)
    area = next(region.area for region in found.pieces if region.answer)
    assert area == width - width**2 / 2


def test_a_circle_is_proved_outside_a_thin_strip() -> None:
    def disc(x: Any, y: Any) -> bool:
        return bool(x * x + y * y < 1)

    found = sweeps.regimes(disc, over={"x": (0, 1), "y": (0, 1)}, tolerance="1/20")
    assert 0 < found.undecided <= F(1, 20)
    assert found.curves == ("x**2 + y**2 - 1",)
    polygons = [polygon for region in found.pieces for polygon in region.where]
    assert sum((p.area for p in polygons), F(0)) == 1
    for region in found.pieces:
        for polygon in region.where:
            corners = [x * x + y * y for x, y in polygon.corners]
            if region.proved:
                assert (max(corners) <= 1) if region.answer else (min(corners) >= 1)
            else:
                assert min(corners) < 1 < max(corners)
    inside = sum((r.area for r in found.pieces if r.proved and r.answer), F(0))
    assert inside < F(785399, 10**6) < inside + found.undecided


def test_products_of_lines_need_no_strip() -> None:
    found = sweeps.regimes(lambda x, y: (x - y) * (x + y - 1) > 0, over={"x": (0, 1), "y": (0, 1)})
    assert found.undecided == 0
    assert {r.answer: r.area for r in found.pieces} == {True: F(1, 2), False: F(1, 2)}


def test_signs_proved_by_bernstein_coefficients() -> None:
    bowl = {(2, 0): F(1), (0, 2): F(1), (1, 1): F(-1), (0, 0): F(1, 100)}
    assert keeps_sign(bowl, (F(1, 2), F(1), F(0), F(1, 4)))
    saddle = {(2, 0): F(1), (0, 2): F(-1)}
    assert not keeps_sign(saddle, (F(0), F(1), F(0), F(1)))
    assert keeps_sign({(1, 0): F(1)}, (F(0), F(1), F(0), F(1)))


def test_it_reads_well() -> None:
    found = sweeps.regimes(agency, over={"w": (0, 10), "T": (0, 10)}, at=AT)
    assert str(found).splitlines()[:3] == [
        "w from 0 to 10, T from 0 to 10 (at r = 3, kappa = 1, g = 4, c = 1)",
        "   72.0%  uphold",
        "   28.0%  accommodate",
    ]
    assert "T = g/c: from accommodate to uphold" in str(found)
    frame = found.to_frame()
    assert frame["area"].sum() == 100


def test_bad_input() -> None:
    both = {"w": (0, 10), "T": (0, 10)}
    with pytest.raises(InvalidInput, match="tolerance"):
        sweeps.regimes(agency, over=both, at=AT, tolerance=0)
    with pytest.raises(InvalidInput, match="one or two parameters, got 3"):
        sweeps.regimes(lambda a, b, c: 0, over={"a": (0, 1), "b": (0, 1), "c": (0, 1)})
    found = sweeps.regimes(agency, over=both, at=AT)
    with pytest.raises(InvalidInput, match="w: 11 lies outside"):
        found.answer_at(w=11, T=0)
    with pytest.raises(InvalidInput, match="no value for the parameter 'T'"):
        found.answer_at(w=1)
    with pytest.raises(InvalidInput, match="'x' is not a parameter"):
        found.answer_at(w=1, T=1, x=2)
    with pytest.raises(TooLarge, match="polygons, limit 3"):
        sweeps.regimes(agency, over=both, at=AT, limit=3)
    calls: list[int] = []
    with pytest.raises(InvalidInput, match="not a function"):
        sweeps.regimes(lambda x, y: calls.append(1) or len(calls), over={"x": (0, 1), "y": (0, 1)})


def test_a_square_that_splits_at_the_sample_values_is_two_lines():
    """At r = 1 the comparison x² > r is x > 1 where x is not negative."""
    found = sweeps.regimes(
        lambda x, y, r: "a" if x * x > r else "b", over={"x": (0, 3), "y": (0, 1)}, at={"r": 1}
    )
    assert [(c.before, c.after) for c in found.crossings] in ([("a", "b")], [("b", "a")])
    assert sorted(sum(p.area for p in piece.where) for piece in found.pieces) == [1, 2]
    assert found.undecided == 0
