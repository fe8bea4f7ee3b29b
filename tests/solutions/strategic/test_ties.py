"""What is said of three-player games with ties, against the definition at every point of a grid."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest

from consensus.games import Strategic
from consensus.solutions import is_nash, nash
from consensus.solutions.strategic.regions import Solved
from consensus.solutions.strategic.ties import tied_set

GRID = [Fraction(k, 6) for k in range(7)]


def on_support(game: Strategic, continuum: Any, point: Any) -> bool:
    """Whether a profile lies in the box, its strategies outside the support unused."""
    for i, (labels, spans) in enumerate(zip(continuum.support, continuum.box, strict=True)):
        for s, label in enumerate(game.strategies[i]):
            if label not in labels:
                if point[i][s] != 0:
                    return False
                continue
            low, high = spans[labels.index(label)]
            slack = 0 if continuum.proved else 1e-9
            if not low - slack <= point[i][s] <= high + slack:
                return False
    return True


@pytest.mark.parametrize("high", [2, 3, 5, 10])
def test_every_equilibrium_on_a_grid_is_covered(high: int) -> None:
    rng = np.random.default_rng(high)
    for _ in range(12):
        game = Strategic(rng.integers(0, high, size=(3, 2, 2, 2)))
        found = nash(game)
        for shares in product(GRID, repeat=3):
            point = tuple((1 - p, p) for p in shares)
            if is_nash(game, point):
                covered = point in found.items
                assert covered or any(on_support(game, c, point) for c in found.continua)


@pytest.mark.parametrize("high", [2, 3, 5, 10])
def test_proved_boxes_hold_equilibria_and_nothing_else(high: int) -> None:
    rng = np.random.default_rng(50 + high)
    seen = 0
    for _ in range(25):
        game = Strategic(rng.integers(0, high, size=(3, 2, 2, 2)))
        found = nash(game)
        proved = [c for c in found.continua if c.proved]
        assert ("ties" in found.evidence) == bool(proved)
        assert ("curved" in found.evidence) == (len(proved) < len(found.continua))
        assert "open" not in found.evidence, "nothing is left to the search"
        for continuum in proved:
            seen += 1
            free = [spans[-1] for spans in continuum.box if len(spans) == 2]
            for weights in product((Fraction(0), Fraction(1, 3), Fraction(1)), repeat=len(free)):
                chosen = [a + w * (b - a) for w, (a, b) in zip(weights, free, strict=True)]
                assert is_nash(game, profile(game, continuum, chosen))
            for k, (low, high_) in enumerate(free):
                for beyond in (low - Fraction(1, 10**6), high_ + Fraction(1, 10**6)):
                    middle = [(a + b) / 2 for a, b in free]
                    middle[k] = beyond
                    if low < high_ and 0 < beyond < 1:
                        assert not is_nash(game, profile(game, continuum, middle))
    assert seen > 5


def profile(game: Strategic, continuum: Any, shares: list[Any]) -> Any:
    left = iter(shares)
    mixes = []
    for i, labels in enumerate(continuum.support):
        mix = dict.fromkeys(game.strategies[i], Fraction(0))
        if len(labels) == 1:
            mix[labels[0]] = Fraction(1)
        else:
            second = next(left)
            mix[labels[0]], mix[labels[1]] = 1 - second, second
        mixes.append(tuple(mix.values()))
    return mixes


def test_a_segment_has_exact_ends() -> None:
    """Player 1 is indifferent at (x, 0, 0); player 2 follows from x = 1/3 on, player 3 up to 1/2."""
    mine = [[[0, 0], [0, 0]], [[0, 0], [0, 0]]]
    theirs = [[[2, 0], [3, 0]], [[2, 0], [0, 0]]]
    third = [[[3, 2], [0, 0]], [[2, 3], [0, 0]]]
    found = nash(Strategic([mine, theirs, third]))
    segment = next(c for c in found.continua if c.support == ((0, 1), (0,), (0,)))
    assert segment.proved
    assert segment.box[0] == ((Fraction(1, 2), Fraction(2, 3)), (Fraction(1, 3), Fraction(1, 2)))


def flat(*rows: Any) -> list[list[int]]:
    return [np.ravel(row).tolist() for row in rows]


def test_what_is_left_free_is_a_box_or_bounded_tightly() -> None:
    zero = [0, 0, 0, 0]
    half = Fraction(1, 2)
    assert tied_set(flat([0, 0]), flat([1, 1])).boxes == (((0, 1),),)
    assert tied_set(flat([0, 0]), flat([0, -1])) == Solved()
    assert tied_set(flat([0, 0]), flat([1, -1], [-1, 1])).roots == ((half,),)
    assert tied_set([zero, zero], flat([[1, 1], [1, 0]])).boxes == (((0, 1), (0, 1)),)
    assert tied_set(flat([[-1, 1], [-1, 1]], [[1, 1], [-1, -1]]), []).roots == ((half, half),)
    cube = tied_set([[0] * 8] * 3, [])
    assert (cube.boxes, cube.curved) == ((((0, 1),) * 3,), ())


def test_a_square_is_cut_by_a_curve() -> None:
    """1 >= 2 x y: all of one share is possible, no box is exact. Then x + y <= 1/2 as well."""
    zero = [0, 0, 0, 0]
    (box,) = tied_set([zero, zero], flat([[1, 1], [1, -1]])).curved
    assert box == ((0, 1), (0, 1))
    (box,) = tied_set([zero, zero], flat([[1, 1], [1, -1]], [[1, -1], [-1, -3]])).curved
    assert box == ((0, Fraction(1, 2)), (0, Fraction(1, 2)))


@pytest.mark.parametrize("n", [3, 4, 5])
def test_where_nothing_matters_everything_is_an_equilibrium(n: int) -> None:
    """2^n pure profiles, and a whole box for each of the supports in which somebody mixes."""
    found = nash(Strategic([np.zeros((2,) * n, dtype=int).tolist()] * n))
    assert len(found) == 2**n
    assert len(found.continua) == 3**n - 2**n
    for part in found.continua:
        assert part.proved
        expected = [((1, 1),) if len(own) == 1 else ((0, 1), (0, 1)) for own in part.support]
        assert list(part.box) == expected


def test_touching_boxes_are_joined_to_hulls() -> None:
    """One player mixes over three strategies that pay the same: its shares are no box, one hull."""
    zeros = np.zeros((3, 2, 2), dtype=int).tolist()
    found = nash(Strategic([zeros] * 3))
    assert len(found) == 12
    supports = [part.support for part in found.continua]
    assert len(set(supports)) == len(supports) == 7 * 3 * 3 - 12
