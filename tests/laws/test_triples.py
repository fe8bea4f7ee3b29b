"""Supports of two and three players with two strategies each: exact, whatever is singular or tied.

The oracles are the definition on slices and sympy's Gröbner bases; nothing is shared with them.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest

from consensus.games import Strategic
from consensus.solutions import is_nash, nash
from consensus.solutions.strategic.surds import Surd, ball_of, positive_roots, sign
from consensus.solutions.strategic.triples import certified, solved
from generators.triples import support
from oracles.strategic import pure_equilibria
from oracles.triples import by_ideals, on_slice, on_slices, stands, value

THIRDS = (Fraction(0), Fraction(1, 3), Fraction(1))


def random_support(seed: int) -> tuple[Any, Any]:
    rng = np.random.default_rng(seed)
    size, high, count = (int(rng.integers(low, top)) for low, top in ((1, 4), (1, 4), (0, 4)))
    equations, conditions = support(rng, size, high, count)
    for k in range(size):
        if rng.integers(4) == 0:
            equations[k] = [0] * 2**size
    return equations, conditions


def inside(point: Any, box: Any) -> bool:
    return all(low <= x <= high for x, (low, high) in zip(point, box, strict=True))


# Against the definition -------------------------------------------------------------------------


@pytest.mark.parametrize("start", range(0, 4000, 1000))
def test_what_is_returned_solves_the_support(start: int) -> None:
    seen = {"rational": 0, "irrational": 0, "boxes": 0}
    for seed in range(start, start + 1000):
        equations, conditions = random_support(seed)
        found = solved(equations, conditions)
        assert found is not None
        assert len(set(found.roots)) == len(found.roots)
        for root in found.roots:
            if all(isinstance(x, Fraction) for x in root):
                seen["rational"] += 1
                assert stands(equations, conditions, root)
            else:
                seen["irrational"] += 1
                assert nearly_stands(equations, conditions, root)
        for box in found.boxes:
            seen["boxes"] += 1
            assert any(low < high for low, high in box)
            for weights in product(THIRDS, repeat=len(box)):
                point = [a + w * (b - a) for w, (a, b) in zip(weights, box, strict=True)]
                assert all(value(e, point) == 0 for e in equations)
                assert all(value(c, point) >= 0 for c in conditions)
        for box in (*found.boxes, *found.curved):
            assert all(low <= high and high > 0 and low < 1 for low, high in box)
    assert min(seen.values()) > 0


def nearly_stands(equations: Any, conditions: Any, root: Any) -> bool:
    from flint import ctx

    with ctx.workprec(300):
        balls = [ball_of(x) for x in root]
        return (
            all(x > 0 and x < 1 for x in balls)
            and all(value(e, balls).contains(0) for e in equations)
            and all(abs(value(e, balls)) < 1e-50 for e in equations)
            and not any(value(c, balls) < 0 for c in conditions)
        )


@pytest.mark.parametrize("start", range(0, 1000, 250))
def test_every_solution_on_a_slice_is_covered(start: int) -> None:
    seen = 0
    for seed in range(start, start + 250):
        equations, conditions = random_support(seed)
        found = solved(equations, conditions)
        assert found is not None
        for point in on_slices(equations, conditions):
            seen += 1
            parts = (*found.boxes, *found.curved)
            assert point in found.roots or any(inside(point, box) for box in parts)
    assert seen > 50


def test_finitely_many_solutions_are_those_of_the_ideal() -> None:
    """Three tied players at a time, singular cases included; sympy's solutions are exact."""
    checked = several = 0
    for seed in range(130):
        rng = np.random.default_rng(seed)
        equations, conditions = support(rng, 3, 3, int(rng.integers(0, 2)))
        if any(min(e) >= 0 or max(e) <= 0 for e in equations):
            continue
        wanted = by_ideals(equations, conditions)
        if wanted is None:
            continue
        found = solved(equations, conditions)
        assert found is not None
        assert not found.boxes
        assert not found.curved
        assert len(found.roots) == len(wanted)
        checked += 1
        several += len(wanted) > 1
        for point in wanted:
            assert any(
                all(
                    abs(float(a) - float(ball_of(b))) < 1e-12
                    for a, b in zip(point, root, strict=True)
                )
                for root in found.roots
            )
    assert checked > 30
    assert several > 0


# Bounds -----------------------------------------------------------------------------------------


def test_a_box_around_a_region_is_touched_on_every_side() -> None:
    seen = 0
    for seed in range(1500):
        rng = np.random.default_rng(seed)
        _, conditions = support(rng, 2, 3, int(rng.integers(1, 4)))
        found = solved([[0] * 4] * 2, conditions)
        assert found is not None
        for box in found.curved:
            for v, bound in ((0, box[0][0]), (0, box[0][1]), (1, box[1][0]), (1, box[1][1])):
                seen += 1
                assert best_along(conditions, v, bound) >= (0 if is_exact(bound) else -1e-9)
    assert seen > 50


def is_exact(bound: Any) -> bool:
    return isinstance(bound, Fraction)


def best_along(conditions: Any, v: int, bound: Any) -> Any:
    """The largest least value of all conditions on a line across the square."""

    def put(x: Any) -> Any:
        return (bound, x) if v == 0 else (x, bound)

    lines = [(value(c, put(0)), value(c, put(1))) for c in conditions]
    places: list[Any] = [Fraction(0), Fraction(1)]
    for k, (a, b) in enumerate(lines):
        for c, d in [(0, 0), *lines[:k]]:
            if (a - c) * (b - d) < 0:
                places.append((a - c) / (a - c - b + d))
    return max(min(a + (b - a) * x for a, b in lines) for x in places)


def test_a_box_around_a_curve_is_touched_on_every_side() -> None:
    seen = 0
    for seed in range(1500):
        rng = np.random.default_rng(seed)
        equations, conditions = support(rng, 3, 1, int(rng.integers(0, 3)))
        found = solved(equations, conditions)
        assert found is not None
        for box in found.curved:
            for v, bound in ((k, bound) for k, span in enumerate(box) for bound in span):
                slack = 0 if is_exact(bound) else 1e-9
                points = list(on_slice(equations, v, Fraction(bound)))
                if len(points) != 1 or box[v][0] == box[v][1]:
                    continue
                seen += 1
                assert all(abs(value(e, points[0])) <= slack for e in equations)
                assert all(value(c, points[0]) >= -slack for c in conditions)
    assert seen > 20


# Whole games ------------------------------------------------------------------------------------


@pytest.mark.parametrize("high", [1, 2, 3, 10**6])
def test_every_item_of_a_game_stands_and_none_is_left_to_the_search(high: int) -> None:
    rng = np.random.default_rng(high)
    for _ in range(100):
        low = 0 if high < 10 else -high
        game = Strategic(rng.integers(low, high + 1, size=(3, 2, 2, 2)))
        found = nash(game)
        assert "open" not in found.evidence
        assert found.complete == (not found.continua)
        for place in pure_equilibria(game):
            assert game.read_mixed(game.labels(place)) in found.items
        for item, regret in zip(found, found.evidence["regrets"], strict=True):
            assert found.why(item) is None
            assert regret <= 1e-14 * high
            assert is_nash(game, item, tolerance=1e-14 * high if regret else 0)


def test_four_players_with_ties() -> None:
    """A player who does not mix has a condition of the other three shares."""
    rng = np.random.default_rng(4)
    seen = 0
    for _ in range(25):
        game = Strategic(rng.integers(0, 4, size=(4, 2, 2, 2, 2)))
        found = nash(game)
        for item, regret in zip(found, found.evidence["regrets"], strict=True):
            seen += any(0 < p < 1 for mix in item for p in mix)
            assert found.why(item) is None
            assert regret <= 1e-14
        for continuum in (c for c in found.continua if c.proved):
            low = [tuple(a for a, _ in spans) for spans in continuum.box]
            assert is_nash(game, in_full(continuum, low))
    assert seen > 20


def in_full(continuum: Any, seconds: Any) -> Any:
    """The profile in which each second strategy of the support has its least probability."""
    profile = []
    for labels, lows in zip(continuum.support, seconds, strict=True):
        mix = {0: Fraction(0), 1: Fraction(0)}
        if len(labels) == 1:
            mix[labels[0]] = Fraction(1)
        else:
            mix[1] = Fraction(lows[1])
            mix[0] = 1 - mix[1]
        profile.append((mix[0], mix[1]))
    return profile


# Singular and irrational ------------------------------------------------------------------------


def bilinear(v: int, corners: list[int]) -> list[int]:
    """Corner values in three shares of what depends on all but one of them."""
    others = [k for k in range(3) if k != v]
    return [corners[2 * p[others[0]] + p[others[1]]] for p in product((0, 1), repeat=3)]


SAME = [0, -1, 1, 0]
"""The first of two shares minus the second."""


def test_a_double_root_is_a_fraction() -> None:
    """x = z and y = z; then (2x - 1)(2y - 1) = 0 has the double root 1/2."""
    equations = [bilinear(0, SAME), bilinear(1, SAME), bilinear(2, [1, -1, -1, 1])]
    half = Fraction(1, 2)
    assert solved(equations, []).roots == ((half, half, half),)  # type: ignore[union-attr]
    tangent = [bilinear(0, SAME), bilinear(1, SAME), bilinear(2, [4, -2, -2, 1])]
    third = Fraction(2, 3)
    assert solved(tangent, []).roots == ((third, third, third),)  # type: ignore[union-attr]


def test_a_condition_that_is_zero_at_an_irrational_root_is_met() -> None:
    """x = y = z = √2 - 1 from x y + 2 x = 1; at it 1 - 2x - yz is 0, and so is 2x + yz - 1."""
    equations = [bilinear(0, SAME), bilinear(1, SAME), bilinear(2, [-1, -1, 1, 2])]
    (root,) = solved(equations, []).roots  # type: ignore[union-attr]
    assert root == (Surd(Fraction(-1), Fraction(2), 1),) * 3
    places = list(product((0, 1), repeat=3))
    edge = [1 - 2 * x - y * z for x, y, z in places]
    for turn in (1, -1):
        assert solved(equations, [[turn * c for c in edge]]).roots == (root,)  # type: ignore[union-attr]
        moved = [turn * 10**40 * c - 1 for c in edge]
        assert solved(equations, [moved]).roots == ()  # type: ignore[union-attr]
        moved = [turn * 10**40 * c + 1 for c in edge]
        assert solved(equations, [moved]).roots == (root,)  # type: ignore[union-attr]


def test_a_curve_and_what_conditions_leave_of_it() -> None:
    """x = y, y = z and x = z: a diagonal, cut by z² + 2z >= 1 and at a single point by both."""
    equations = [bilinear(0, SAME), bilinear(1, SAME), bilinear(2, SAME)]
    whole = solved(equations, [])
    assert whole.curved == (((0, 1),) * 3,)  # type: ignore[union-attr]
    places = list(product((0, 1), repeat=3))
    above = [y * z + 2 * x - 1 for x, y, z in places]
    (box,) = solved(equations, [above]).curved  # type: ignore[union-attr]
    for low, high in box:
        assert float(low) <= 2**0.5 - 1 < float(low) + 1e-15
        assert high == 1
    single = solved(equations, [above, [-c for c in above]])
    assert single.roots == ((Surd(Fraction(-1), Fraction(2), 1),) * 3,)  # type: ignore[union-attr]
    assert single.curved == ()  # type: ignore[union-attr]
    third = [(3 * x - 1) * (3 * y - 1) for x, y, _ in places]
    touched = solved(equations, [[-c for c in third]])
    assert touched.roots == ((Fraction(1, 3),) * 3,)  # type: ignore[union-attr]


def test_other_supports_are_not_taken() -> None:
    assert solved([[0] * 16] * 4, []) is None
    assert solved([[1, -1, 1]], []) is None


# Numbers ----------------------------------------------------------------------------------------


def test_signs_are_decided_by_squares() -> None:
    assert sign((-3, 2), 2) < 0 < sign((3, -2), 2)
    assert sign((-7, 5), 2) > 0
    assert sign((0, 0), 2) == 0
    big = 10**60
    # The convergents of √2: p² - 2q² = ±1.
    p, q = 1, 1
    for k in range(300):
        assert sign((p, -q), 2) == (-1 if k % 2 == 0 else 1)
        p, q = p + 2 * q, p + q
    assert p > big


def test_bounds_and_balls_hold_the_number() -> None:
    near_zero = Surd(Fraction(10**40), Fraction(10**80 - 1), -1)
    low, high = near_zero.bounds()
    assert low <= Fraction(1, 2 * 10**40) <= high
    assert near_zero.ball().rel_accuracy_bits() >= 200
    assert abs(float(near_zero.ball()) * 2e40 - 1) < 1e-15
    root = certified((near_zero, Fraction(1, 3)))
    assert root.rational is None
    assert root.middle()[1] == pytest.approx(1 / 3)


def test_positive_roots_of_a_form() -> None:
    assert positive_roots(0, 0, 3) == ([], 0)
    assert positive_roots(-3, 0, 0) == ([], 0)
    assert positive_roots(0, 5, 0) == ([], 0)
    assert positive_roots(-3, 2, 0)[0] == [((2, 0), (3, 0))]
    assert positive_roots(1, -2, 1)[0] == [((2, 0), (2, 0))]
    assert positive_roots(1, -1, 1) == ([], 0)
    assert len(positive_roots(1, -3, 1)[0]) == 2
    assert len(positive_roots(-1, 3, 1)[0]) == 1
    assert positive_roots(2, -3, 1)[0] == [((2, 0), (2, 0)), ((2, 0), (4, 0))]
