"""What holds of every choice of policy under a rule."""

from __future__ import annotations

from fractions import Fraction
from math import dist, pi, sqrt

from hypothesis import given, settings
from hypothesis import strategies as st

from consensus import rules, solutions
from consensus.games import Spatial
from generators.spatial import PLACES, lines, planes
from oracles import spatial as oracle


@settings(max_examples=100, deadline=None)
@given(lines())
def test_the_win_set_holds_exactly_the_points_that_pass(game):
    answer = solutions.win_set(game)
    for x in oracle.grid(game):
        inside = any(x in interval for interval in answer.items)
        assert inside == oracle.passes(game, x)
        assert (answer.why(x) is None) == inside
    for first, second in zip(answer.items, answer.items[1:], strict=False):
        assert first.high < second.low


@settings(max_examples=60, deadline=None)
@given(lines())
def test_a_further_vetoer_never_enlarges_the_win_set(game):
    stricter = Spatial(
        game.ideals, game.status_quo, game.rule & rules.by_consensus(game.players[:1]),
        stand_alone_cost=game.stand_alone_cost,
    )  # fmt: skip
    for interval in solutions.win_set(stricter).items:
        assert any(
            interval.low in wide and interval.high in wide for wide in solutions.win_set(game).items
        )


@settings(max_examples=60, deadline=None)
@given(lines(), PLACES)
def test_the_setter_gets_the_nearest_point_that_passes(game, ideal):
    given = Spatial(
        {**game.ideals, "chair": ideal}, game.status_quo, game.rule,
        stand_alone_cost=game.stand_alone_cost,
    )  # fmt: skip
    answer = solutions.setter_outcome(given, proposer="chair")
    assert given.passes(answer.outcome)
    assert {abs(x - ideal) for x in answer.items} == {oracle.best_for(given, "chair")}
    for x in oracle.grid(given):
        stands = oracle.passes(given, x) and abs(x - ideal) == abs(answer.outcome - ideal)
        assert (answer.why(x) is None) == stands


@settings(max_examples=60, deadline=None)
@given(lines(costs=False))
def test_with_a_vetoing_setter_the_outcome_lies_in_the_unanimity_core(game):
    council = Spatial(game.ideals, game.status_quo, rules.by_consensus(game.players))
    for proposer in council.players:
        outcome = solutions.setter_outcome(council, proposer=proposer).outcome
        assert outcome in solutions.unanimity_core(council).items[0]


@settings(max_examples=60, deadline=None)
@given(lines())
def test_gridlock_is_where_only_the_status_quo_passes(game):
    (item,) = solutions.gridlock(game).items or (None,)
    for place in range(-7, 8):
        here = Spatial(game.ideals, place, game.rule, stand_alone_cost=game.stand_alone_cost)
        stuck = [(i.low, i.high) for i in solutions.win_set(here).items] == [(place, place)]
        assert stuck == (item is not None and place in item)
        assert (solutions.gridlock(game).why(place) is None) == stuck


@settings(max_examples=40, deadline=None)
@given(planes(), st.data())
def test_in_a_plane_the_setter_is_no_worse_than_any_point_that_passes(game, data):
    proposer = data.draw(st.sampled_from(game.players))
    answer = solutions.setter_outcome(game, proposer=proposer)
    goal = game.ideals[proposer]
    assert game.passes(answer.outcome)
    reach = dist(answer.outcome, goal)
    for x in range(-12, 13):
        for y in range(-12, 13):
            if game.passes((x / 2, y / 2)):
                assert reach <= dist((x / 2, y / 2), goal) + answer.error + 1e-9


@settings(max_examples=40, deadline=None)
@given(planes(), PLACES, PLACES)
def test_the_core_in_a_plane_is_what_no_winning_coalition_would_leave(game, x, y):
    """By definition: outside the hull of a winning coalition its members move towards it."""
    from itertools import combinations

    from consensus.solutions.spatial.shapes import convex_hull

    beaten = any(
        (x, y) not in convex_hull(game.ideals[p] for p in members)
        for size in range(1, len(game.players) + 1)
        for members in combinations(game.players, size)
        if game.rule.wins(members)
    )
    items = solutions.gridlock(game).items
    assert beaten == (not items or (x, y) not in items[0])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(PLACES, PLACES), min_size=1, max_size=7), PLACES, PLACES)
def test_hulls_hold_their_points_and_agree_with_scipy(points, x, y):
    from scipy.spatial import ConvexHull, QhullError

    from consensus.solutions.spatial.shapes import convex_hull

    hull = convex_hull(points)
    assert all(p in hull for p in points)
    try:
        peer = ConvexHull(points)
    except (QhullError, ValueError):
        return
    assert {points[i] for i in peer.vertices} == set(hull.corners)
    inside = bool((peer.equations @ [x, y, 1] <= 1e-9).all())
    assert ((x, y) in hull) == inside


def test_areas_of_win_sets_in_closed_form():
    """Two unit discs at distance 1 share 2π/3 − √3/2; consensus needs both, one of two either."""
    ideals, start = {"a": (0, 0), "b": (1, 0)}, (Fraction(1, 2), Fraction(0))
    lens = 2 * pi / 3 - sqrt(3) / 2
    reach = Fraction(1, 2)
    for rule, area in (
        (rules.by_consensus(ideals), lens), (rules.by_majority(ideals, 1), 2 * pi - lens),
    ):  # fmt: skip
        game = Spatial(ideals, start, rule, stand_alone_cost=dict.fromkeys(ideals, reach))
        (region,) = solutions.win_set(game).items
        low, high = region.area(cells=20_000)
        assert low <= area <= high
        assert high - low < 0.05
