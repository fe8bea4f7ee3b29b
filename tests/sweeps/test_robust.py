"""Robustness: nearest flips against an independent linear programme, evidence, draws, indices."""

from __future__ import annotations

from fractions import Fraction as F
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from consensus import sweeps
from consensus.errors import InvalidInput, NotApplicable, NotConverged
from consensus.sweeps.simplex import least


def chair(support: Any, rival: Any, lean: Any = 0) -> str:
    return "upholds" if support + lean >= rival else "accommodates"


def test_the_nearest_flip_of_a_threshold() -> None:
    """support ≥ rival at 7 against 4, bands ±2: both must move 3/2, that is 3/4 of a band."""
    found = sweeps.robustness(chair, bands={"support": (5, 7, 9), "rival": (3, 4, 6)})
    assert found.survives is False
    assert found.joint is not None
    assert found.joint.change == F(3, 4)
    assert found.joint.at == {"support": F(11, 2), "rival": F(11, 2)}
    assert not found.joint.attained
    assert found.joint.finding == "accommodates"
    assert found.single == {"support": None, "rival": None}
    assert found.weakest is None


def test_a_finding_that_survives_is_proved_to() -> None:
    found = sweeps.robustness(chair, bands={"support": (6, 7, 8), "rival": (3, 4, 6)})
    assert (found.survives, found.proof, found.joint, found.proved) == (True, "exact", None, None)
    assert "survives the whole of the bands (proved)" in str(found)
    assert found.to_frame()["change"].isna().all()


def test_each_parameter_alone() -> None:
    bands = {"support": (2, 7, 9), "rival": (3, 4, 9), "lean": (-1, 0, 1)}
    found = sweeps.robustness(chair, bands=bands)
    support, rival = found.single["support"], found.single["rival"]
    assert support is not None
    assert rival is not None
    assert (support.change, support.at, support.attained) == (F(3, 5), {"support": 4}, False)
    assert (rival.change, rival.at) == (F(3, 5), {"rival": 7})
    assert found.single["lean"] is None
    assert found.joint is not None
    assert found.joint.change == F(3, 11)  # 7 − 5t − t < 4 + 5t
    assert found.weakest in ("support", "rival")


def test_a_tie_at_the_end_of_a_band_flips() -> None:
    found = sweeps.robustness(lambda x: "more" if x > 0 else "not more", bands={"x": (0, "0.5", 1)})
    assert found.survives is False
    assert found.joint is not None
    assert (found.joint.change, found.joint.attained) == (1, True)
    assert sweeps.robustness(lambda x: x >= 0, bands={"x": (0, "0.5", 1)}).survives is True


def test_a_tie_comes_before_what_lies_beyond_it() -> None:
    def compared(x: Any) -> str:
        return "more" if x > 1 else "equal" if x == 1 else "less"

    for value in (0, 2):
        found = sweeps.robustness(compared, bands={"x": (-1, value, 3)})
        flip = found.single["x"]
        assert flip is not None
        assert found.joint is not None
        assert (flip.finding, flip.attained, flip.at) == ("equal", True, {"x": 1})
        assert (found.joint.finding, found.joint.attained) == ("equal", True)


def test_a_tie_thinner_than_any_sample_flips() -> None:
    found = sweeps.robustness(lambda x, y: x == 2 * y, bands={"x": (0, 1, 2), "y": (0, "0.4", 1)})
    assert found.joint is not None
    assert found.joint.finding is True
    assert found.joint.attained
    assert found.joint.change == F(1, 11)  # 1 − t = 2 (0.4 + 0.6 t)


@given(
    st.lists(st.tuples(*[st.integers(-4, 4)] * 4), min_size=2, max_size=4),
    st.tuples(*[st.fractions(-1, 1, max_denominator=4)] * 3),
)
@settings(max_examples=25, deadline=None)
def test_the_nearest_flip_agrees_with_an_independent_programme(forms: Any, centre: Any) -> None:
    """Which of some affine forms is first among the largest changes when another reaches it."""

    def first(x: Any, y: Any, z: Any) -> Any:
        values = [a * x + b * y + c * z + d for a, b, c, d in forms]
        best = max(values)
        return [v == best for v in values]

    names = "xyz"
    bands = {n: (v - 1, v, v + 1) for n, v in zip(names, centre, strict=True)}
    found = sweeps.robustness(first, bands=bands)
    usual = first(*centre)
    leading = usual.index(True)
    distances = []
    for other, (a, b, c, d) in enumerate(forms):
        if other == leading:
            continue
        p, q, r, s = forms[leading]
        gap = np.array([a - p, b - q, c - r], float)
        constant = float(d - s + np.dot(gap, [float(v) for v in centre]))
        if usual[other]:
            if not gap.any():
                continue  # the same form: never told apart
            distances.append(0.0)
            continue
        # Least t with |u| ≤ t ≤ 1 and gap·u + constant ≥ 0, over (u, t).
        rows = [[*(-gap), 0.0]] + [
            [*(sign * np.eye(3)[i]), -1.0] for i in range(3) for sign in (1, -1)
        ]
        solved = linprog(
            [0, 0, 0, 1], A_ub=rows, b_ub=[constant, *[0] * 6], bounds=[(-1, 1)] * 3 + [(0, 1)]
        )
        if solved.status == 0:
            distances.append(float(solved.fun))
    if distances:
        assert found.joint is not None
        assert float(found.joint.change) == pytest.approx(min(distances), abs=1e-9)
        changes = [flip.change for flip in found.single.values() if flip is not None]
        assert all(change >= found.joint.change for change in changes)
    else:
        assert found.survives is True


def test_ordinal_evidence_is_respected() -> None:
    bands = {"usa": ("0.6", "0.97", 1), "status_quo": ("0.7", "0.8", "0.9")}

    def blocks(usa: Any, status_quo: Any) -> bool:
        return bool(usa < status_quo)

    free = sweeps.robustness(blocks, bands=bands)
    assert free.survives is False
    bound = sweeps.robustness(blocks, bands=bands, order=["usa >= status_quo"])
    assert bound.survives is True
    assert bound.joint is None
    assert all(flip is None for flip in bound.single.values())
    sampled = sweeps.robustness(blocks, bands=bands, order=["usa >= status_quo"], count=500, seed=3)
    assert (sampled.share, sampled.draws) == (1.0, 500)


def test_comparisons_that_are_not_affine_fall_back_to_draws() -> None:
    bands = {"salience": ("0.5", 1, 2), "gain": (-1, 2, 3)}

    def accepts(salience: Any, gain: Any) -> bool:
        return bool(salience * gain >= F(19, 10))

    alone = sweeps.robustness(accepts, bands=bands)
    assert alone.survives is False  # one parameter at a time is exact whatever its degree
    assert alone.proof == "sampled"
    found = sweeps.robustness(accepts, bands=bands, count=4000, seed=1)
    salience = np.linspace(0.5, 2, 200_001)
    exact_share = float(np.clip(3 - np.maximum(1.9 / salience, -1), 0, 4).mean() / 4)
    assert found.share == pytest.approx(exact_share, abs=0.03)
    assert found.share_at_least is not None
    assert found.share_at_least < exact_share


def test_a_sign_that_interval_arithmetic_settles_needs_no_draws() -> None:
    found = sweeps.robustness(
        lambda s, g, h: (s * g > -5, g > h),
        bands={"s": (0, 1, 2), "g": (1, 2, 3), "h": (-1, 0, "0.5")},
    )
    assert (found.survives, found.proof) == (True, "exact")


def test_survival_is_left_open_when_it_is_not_known() -> None:
    def product(a: Any, b: Any) -> bool:
        return bool(a * b - a - b + F(101, 100) > 0)  # (a − 1)(b − 1) + 0.01, a saddle

    found = sweeps.robustness(product, bands={"a": ("0.995", 1, 2), "b": ("0.995", 1, 2)})
    assert found.survives is None
    sampled = sweeps.robustness(
        product, bands={"a": ("0.995", 1, 2), "b": ("0.995", 1, 2)}, count=1000, seed=1
    )
    assert sampled.survives is None
    assert sampled.share == 1.0
    # All of n draws alike: the lower limit is α^(1/n).
    assert sampled.share_at_least == pytest.approx(0.05 ** (1 / 1000))
    assert "not known to survive" in str(sampled)


def test_a_search_that_is_cut_short_says_how_far_it_proved() -> None:
    def rank(x: Any, y: Any, z: Any) -> list[int]:
        values = [x, y, z, x + y - 1, y + z - 1, x - z]
        return sorted(range(6), key=lambda i: values[i])

    bands = {"x": (0, "0.9", 1), "y": (0, "0.5", 1), "z": (0, "0.2", 1)}
    short = sweeps.robustness(rank, bands=bands, limit=2)
    full = sweeps.robustness(rank, bands=bands)
    assert full.joint is not None
    assert short.proved is not None
    assert short.proved <= full.joint.change


def test_draws_share_their_random_numbers() -> None:
    bands = {"a": (0, 1, 2), "b": (0, 1, 2)}
    one = sweeps.draw(bands, count=100, seed=5)
    other = sweeps.draw({**bands, "c": (0, 1, 2)}, count=100, seed=5)
    assert (one["a"] == other["a"]).all()
    assert (one["b"] == other["b"]).all()
    assert (one["a"] != one["b"]).all()
    assert (sweeps.draw(bands, count=100, seed=6)["a"] != one["a"]).all()
    bound = sweeps.draw(bands, count=1000, seed=5, order=["a - b >= 1.5 * one"], at={"one": 1})
    assert (bound["a"] - bound["b"] >= 1.5).all()
    with pytest.raises(NotConverged, match="agree with the ordinal evidence"):
        sweeps.draw(bands, count=10, seed=5, order=["a >= b + 2"])


def test_tornado_sorts_by_swing() -> None:
    rows = sweeps.tornado(
        lambda S, P, k: max(0, min(1, k + P - S)),
        bands={"S": (0, "0.6", 1), "P": ("0.4", "0.5", "0.6")}, at={"k": "0.4"},
    )  # fmt: skip
    assert [(r["parameter"], r["low"], r["central"], r["high"]) for r in rows] == [
        ("S", F(9, 10), F(3, 10), 0), ("P", F(1, 5), F(3, 10), F(2, 5)),
    ]  # fmt: skip


def test_sobol_indices_of_a_known_function() -> None:
    """Ishigami's polynomial cousin: f = x + 2y has first-order indices 1/5 and 4/5."""
    pytest.importorskip("SALib", reason="the extra sensitivity is not installed")
    bands = {"x": (-1, 0, 1), "y": (-1, 0, 1), "z": (-1, 0, 1)}
    rows = sweeps.sobol(lambda x, y, z: x + 2 * y, bands=bands, seed=1, count=1024)
    for row, expected in zip(rows, (0.2, 0.8, 0.0), strict=True):
        assert row["first"] == pytest.approx(expected, abs=0.03)
        assert row["total"] == pytest.approx(expected, abs=0.03)
    with pytest.raises(NotApplicable, match="no variance"):
        sweeps.sobol(lambda x, y, z: 1, bands=bands, seed=1, count=16)
    with pytest.raises(InvalidInput, match="power of two"):
        sweeps.sobol(lambda x, y, z: x, bands=bands, seed=1, count=1000)


@given(st.integers(1, 4), st.integers(1, 7), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_exact_simplex_agrees_with_highs(width: int, height: int, random: Any) -> None:
    rows = [[random.randint(-4, 4) for _ in range(width)] for _ in range(height)]
    rows += np.eye(width, dtype=int).tolist()
    bounds = [random.randint(-5, 6) for _ in range(height)] + [5] * width
    costs = [random.randint(-3, 3) for _ in range(width)]
    mine = least(costs, rows, bounds)
    theirs = linprog(costs, A_ub=rows, b_ub=bounds, bounds=[(0, None)] * width)
    assert (mine is None) == (theirs.status == 2)
    if mine is not None:
        assert float(mine[0]) == pytest.approx(theirs.fun, abs=1e-8)
        assert all(
            sum(a * x for a, x in zip(row, mine[1], strict=True)) <= bound
            for row, bound in zip(rows, bounds, strict=True)
        )


def test_a_finding_that_moves_with_the_parameters_is_refused() -> None:
    with pytest.raises(InvalidInput, match="finding: x moves with the parameters"):
        sweeps.robustness(lambda x: x, bands={"x": (0, 1, 2)})
    named = sweeps.robustness(lambda x: x, bands={"x": (1, 2, 3)}, finding=lambda x: x > 0)
    assert named.survives is True


def test_parameters_that_need_not_move_stay() -> None:
    def first(a: Any, b: Any, c: Any) -> list[bool]:
        return [a > 1, b > 1, c > 1]

    bands = {"a": (0, 2, 3), "b": (0, "1.8", 3), "c": (0, 3, 4)}
    found = sweeps.robustness(first, bands=bands)
    assert found.joint is not None
    assert found.joint.at == {"b": 1}
    assert found.joint.finding == [True, False, True]
    assert found.joint.change == F(4, 9)
    assert found.joint.attained


def test_bad_input() -> None:
    def ask(**options: Any) -> None:
        sweeps.robustness(chair, **options)

    good = {"support": (5, 7, 9), "rival": (3, 4, 6)}
    with pytest.raises(InvalidInput, match="bands: expected at least one parameter"):
        ask(bands={})
    with pytest.raises(InvalidInput, match=r"bands\['support'\]: expected \(low, value, high\)"):
        ask(bands={**good, "support": (1, 2)})
    with pytest.raises(InvalidInput, match="expected low <= value <= high and some width"):
        ask(bands={**good, "support": (8, 7, 9)})
    with pytest.raises(InvalidInput, match="some width, got 7, 7, 7"):
        ask(bands={**good, "support": (7, 7, 7)})
    with pytest.raises(InvalidInput, match="no parameter 'rivals'"):
        ask(bands=good, order=["support >= rivals"])
    with pytest.raises(InvalidInput, match="two formulas joined by"):
        ask(bands=good, order=["support > rival"])
    with pytest.raises(InvalidInput, match="the coded values contradict"):
        ask(bands=good, order=["rival >= support"])
    with pytest.raises(InvalidInput, match="there is no default"):
        ask(bands=good, count=10)
    with pytest.raises(InvalidInput, match="confidence"):
        ask(bands=good, count=10, seed=1, confidence=1)
    with pytest.raises(InvalidInput, match="already in bands"):
        ask(bands=good, at={"rival": 1})
    with pytest.raises(InvalidInput, match="reads no such parameter"):
        ask(bands={**good, "suport": (0, 1, 2)})
