"""Axiomatic bargaining.

Nash, "The bargaining problem", Econometrica 18 (1950), 155-162, p. 161: Bill and Jack trade goods;
the solution is that Bill gives Jack the book, whip, ball and bat and Jack gives Bill the pen,
toy and knife, with gains 12 for Bill and 5 for Jack. Kalai and Smorodinsky, Econometrica 43 (1975),
513-518, and Kalai, Econometrica 45 (1977), 1623-1630, for the other two, here by their definitions.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus import solutions
from consensus.errors import InvalidInput, NotApplicable
from consensus.games import BargainingProblem

BILL_HAS = {"book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1)}
JACK_HAS = {"pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2)}


def test_bill_and_jack():
    points = []
    for given_away in product((0, 1), repeat=9):
        bill = jack = 0
        goods = [(-b, j) for b, j in BILL_HAS.values()] + [(b, -j) for b, j in JACK_HAS.values()]
        for moved, (to_bill, to_jack) in zip(given_away, goods, strict=True):
            bill, jack = bill + moved * to_bill, jack + moved * to_jack
        points.append((bill, jack))
    problem = BargainingProblem(tuple(points), (0, 0), ("Bill", "Jack"))
    assert dict(solutions.nash_bargaining(problem).items[0]) == {"Bill": 12, "Jack": 5}


POINT = st.tuples(st.integers(0, 8), st.integers(0, 8))


@settings(max_examples=60, deadline=None)
@given(st.lists(POINT, min_size=1, max_size=6), st.integers(1, 3))
def test_nash_is_better_than_every_mixture(points, power):
    problem = BargainingProblem((*points, (1, 1)), (0, 0), ("a", "b"))
    item = solutions.nash_bargaining(problem, weights={"a": power, "b": 1}).items[0]
    best = item["a"] ** power * item["b"]
    for p, q in product(problem.feasible, repeat=2):
        for k in range(7):
            x, y = (
                Fraction(k, 6) * s + (1 - Fraction(k, 6)) * t for s, t in zip(p, q, strict=True)
            )
            assert x**power * y <= best


@settings(max_examples=60, deadline=None)
@given(st.lists(POINT, min_size=1, max_size=6))
def test_equal_shares_and_equal_gains(points):
    problem = BargainingProblem((*points, (1, 1)), (0, 0), ("a", "b"))
    ideal = [max(p[i] for p in problem.feasible) for i in (0, 1)]
    share = solutions.kalai_smorodinsky(problem).items[0]
    assert share["a"] * ideal[1] == share["b"] * ideal[0]
    gain = solutions.egalitarian(problem).items[0]
    assert gain["a"] == gain["b"]
    for item in (share, gain):
        further = {p: x + Fraction(1, 1000) * max(x, 1) for p, x in item.items()}
        assert not _feasible(problem, further)
        assert _feasible(problem, item)


def _feasible(problem, item):
    """Some mixture of two agreements gives both at least this much."""
    for p, q in product(problem.feasible, repeat=2):
        steps = {Fraction(0), Fraction(1)}
        for i, player in enumerate(problem.players):
            if p[i] != q[i]:
                steps.add(Fraction(item[player] - q[i], p[i] - q[i]))
        for t in steps:
            if 0 <= t <= 1 and all(
                t * p[i] + (1 - t) * q[i] >= item[player]
                for i, player in enumerate(problem.players)
            ):
                return True
    return False


def test_three_players_on_the_simplex():
    corners = ((6, 0, 0), (0, 6, 0), (0, 0, 6))
    problem = BargainingProblem(corners, (0, 0, 0))
    answer = solutions.nash_bargaining(problem)
    assert all(abs(x - 2) < 1e-6 for x in answer.items[0].values())
    assert answer.error < 1e-6
    assert set(solutions.egalitarian(problem).items[0].values()) == {2}
    assert set(solutions.kalai_smorodinsky(problem).items[0].values()) == {2}


def test_problems_without_gains_are_refused():
    problem = BargainingProblem(((0, 5), (5, 0)), (4, 4))
    for concept in (
        solutions.nash_bargaining, solutions.egalitarian, solutions.kalai_smorodinsky,
    ):  # fmt: skip
        with pytest.raises(NotApplicable, match="more than the disagreement"):
            concept(problem)


@pytest.mark.parametrize(
    ("make", "place"),
    [
        (lambda: BargainingProblem((), (0,)), "feasible"),
        (lambda: BargainingProblem(((1, 2),), (0,)), r"feasible\[0\]"),
        (lambda: BargainingProblem(((1, "x"),), (0, 0)), r"feasible\[0\]\[1\]"),
        (lambda: BargainingProblem(((1, 2),), (0, 0), ("a",)), "players"),
        (
            lambda: solutions.egalitarian(
                BargainingProblem(((1, 2),), (0, 0)), weights={"1": 0, "2": 1}
            ),
            r"weights\['1'\]",
        ),
    ],
)
def test_bad_input_is_refused_with_its_place(make, place):
    with pytest.raises(InvalidInput, match=place):
        make()
