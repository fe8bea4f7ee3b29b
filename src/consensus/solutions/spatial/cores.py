"""What cannot be changed: the unanimity core, the Pareto set, the gridlock interval."""

from __future__ import annotations

from functools import partial
from itertools import combinations
from typing import Any

from ...errors import NotApplicable, TooLarge
from ...games.spatial import Spatial
from ..declared import traceable
from ..kind import of_kind
from ..solution import Solution, Upset
from .shapes import Interval, Polygon, clip, convex_hull

__all__ = ["gridlock", "pareto_set", "unanimity_core"]

_MOST_VOTERS = 16


@traceable
def pareto_set(game: Spatial) -> Solution:
    """The policies from which no change suits every player of the rule.

    Cost: n log n. It is the convex hull of the ideals, whatever the rule, the status quo and the
    costs of standing alone.

    Returns
    -------
    Solution
        Form "union", one `Interval` or one `Polygon`.

    Examples
    --------
    >>> from consensus import rules
    >>> print(pareto_set(Spatial({"a": 0, "b": 4}, 9, rules.by_majority(["a", "b"]))).items[0])
    [0, 4]
    """
    of_kind(game, Spatial)
    return _hull_of("pareto_set", game, game.rule.players)


@traceable
def unanimity_core(game: Spatial) -> Solution:
    """The policies from which no change suits every player with a veto.

    Cost: n log n. It is the convex hull of the vetoers' ideals; under consensus it is the Pareto
    set.

    Raises
    ------
    NotApplicable
        If nobody has a veto.

    References
    ----------
    Tsebelis (2002), ch. 1: the unanimity core.

    Examples
    --------
    >>> from consensus import rules
    >>> ideals = {"a": (0, 0), "b": (4, 0), "c": (2, 3), "d": (9, 9)}
    >>> rule = rules.by_majority(ideals) & rules.by_consensus(["a", "b", "c"])
    >>> unanimity_core(Spatial(ideals, (1, 1), rule)).items[0].corners
    ((0, 0), (4, 0), (2, 3))
    """
    of_kind(game, Spatial)
    if not game.rule.vetoers:
        raise NotApplicable("unanimity_core: assumes players with a veto, this rule has none")
    return _hull_of("unanimity_core", game, game.rule.vetoers)


@traceable
def gridlock(game: Spatial) -> Solution:
    """The status quo points that the rule can never replace: the gridlock interval, the core.

    Cost: on a line, players × one question to the rule; in a plane, 2^players, the intersection
    of the hulls of the minimal winning coalitions, exact, at most 16 players.

    Parameters
    ----------
    game : Spatial
        Its status quo plays no part. On a line a player whom standing alone costs something lets
        any small change pass.

    Returns
    -------
    Solution
        Form "union": one `Interval` or `Polygon`, or nothing where every point can be changed.

    Raises
    ------
    NotApplicable
        In a plane with costs of standing alone: every point then gives way a little.
    TooLarge
        In a plane with more than 16 players.

    References
    ----------
    Krehbiel, *Pivotal Politics*, Chicago 1998, ch. 2.

    Examples
    --------
    >>> from consensus import rules
    >>> ideals = {"a": 0, "b": 4, "c": 10}
    >>> print(gridlock(Spatial(ideals, 0, rules.by_majority(ideals))).items[0])
    [4, 4]
    >>> print(gridlock(Spatial(ideals, 0, rules.by_consensus(ideals))).items[0])
    [0, 10]
    """
    of_kind(game, Spatial)
    items = _gridlock_line(game) if game.dimension == 1 else _gridlock_plane(game)
    return Solution("gridlock", game, items, form="union", check=partial(_why_moved, game))


def _gridlock_line(game: Spatial) -> tuple[Any, ...]:
    """Moving right needs {ideal > q}, moving left {ideal < q}, each with those who give way."""
    soft = frozenset(p for p in game.rule.players if game.cost(p) > 0)
    place = {p: game.ideals[p][0] for p in game.rule.players}
    if game.rule.wins(soft):
        return ()
    least = greatest = None
    for value in place.values():
        if game.rule.wins(soft | {p for p, x in place.items() if x >= value}) and (
            least is None or value > least
        ):
            least = value
        if game.rule.wins(soft | {p for p, x in place.items() if x <= value}) and (
            greatest is None or value < greatest
        ):
            greatest = value
    assert least is not None
    assert greatest is not None
    return (Interval(least, greatest),) if least <= greatest else ()


def _gridlock_plane(game: Spatial) -> tuple[Any, ...]:
    if any(game.cost(p) > 0 for p in game.rule.players):
        raise NotApplicable("gridlock: in a plane assumes that standing alone costs nothing")
    n = len(game.rule.players)
    if n > _MOST_VOTERS:
        raise TooLarge(
            "winning coalitions", 2**n, 2**_MOST_VOTERS, "ask for unanimity_core",
            unit="coalitions",
        )  # fmt: skip
    area: Polygon | None = None
    winning: list[frozenset[str]] = []
    for size in range(1, n + 1):
        for members in map(frozenset, combinations(game.rule.players, size)):
            if any(known <= members for known in winning) or not game.rule.wins(members):
                continue
            winning.append(members)
            hull = convex_hull(game.ideals[p] for p in game.rule.players if p in members)
            area = hull if area is None else _meet(area, hull)
            if not area.corners:
                return ()
    return () if area is None else (area,)


def _meet(area: Polygon, hull: Polygon) -> Polygon:
    corners = hull.corners
    if len(corners) <= 2:
        area, corners = hull, area.corners
    if len(corners) == 1:
        return Polygon(tuple(c for c in corners if c in area))
    for (x, y), (u, v) in zip(corners, (*corners[1:], corners[0]), strict=True):
        area = clip(area, v - y, x - u, (v - y) * x + (x - u) * y)
    if len(corners) == 2:
        (x, y), (u, v) = corners
        along = (u - x, v - y)
        area = clip(area, -along[0], -along[1], -(along[0] * x + along[1] * y))
        area = clip(area, along[0], along[1], along[0] * u + along[1] * v)
    return area


def _hull_of(concept: str, game: Spatial, members: tuple[str, ...]) -> Solution:
    item: Any
    if game.dimension == 1:
        values = sorted(game.ideals[p][0] for p in members)
        item = Interval(values[0], values[-1])
    else:
        item = convex_hull(game.ideals[p] for p in members)
    check = partial(_why_outside, frozenset(members), item)
    return Solution(concept, game, (item,), form="union", check=check)


def _why_outside(members: frozenset[str], item: Any, where: Any) -> Upset | None:
    if where in item:
        return None
    return Upset(members, note="all of them gain by moving to the nearest point of the hull")


def _why_moved(game: Spatial, where: Any) -> Upset | None:
    place = game.point(where)
    if game.dimension == 2:
        items = _gridlock_plane(game)
        if items and place in items[0]:
            return None
        return Upset(frozenset(game.rule.players), note="a winning coalition gains by a change")
    soft = frozenset(p for p in game.rule.players if game.cost(p) > 0)
    for word, side in (("up", 1), ("down", -1)):
        gaining = soft | {p for p in game.rule.players if side * (game.ideals[p][0] - place[0]) > 0}
        if game.rule.wins(gaining):
            return Upset(gaining, f"move {word}")
    return None
