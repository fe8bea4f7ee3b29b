"""The setter's outcome: the proposer's best policy in the win set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from math import hypot, sqrt
from typing import Any

from ...errors import InvalidInput, NotApplicable
from ...exact.read import Number
from ...exact.traced import Traced
from ...games.spatial import Spatial
from ..declared import traceable
from ..kind import of_kind
from ..solution import Solution, Upset
from .winning import disc_of, intervals

__all__ = ["SetterOutcome", "setter_outcome"]

_SLACK = 1e-12


@dataclass(frozen=True)
class SetterOutcome(Solution):
    """What a setter proposes and gets; `items` are the points, several only in a tie.

    Attributes
    ----------
    outcome : number, or pair of floats
        The first item; None where no text passes that the proposer would rather have.
    pivots : tuple of str
        The players of the rule who are just willing to consent to it, without whom it would fail.
    """

    outcome: Any = None
    pivots: tuple[str, ...] = field(default=(), repr=False)


@traceable
def setter_outcome(game: Spatial, *, proposer: str) -> SetterOutcome:
    """What a proposer with the only right of initiative gets, take it or leave it.

    On a line exact: players × one question to the rule. In a plane: players² candidate points;
    the error is a bound on how much nearer to the proposer's ideal any policy that passes could
    be, from the win sets with all radii a little larger.

    Parameters
    ----------
    game : Spatial
    proposer : str
        Anyone with an ideal, with or without a ballot.

    Returns
    -------
    SetterOutcome

    Raises
    ------
    InvalidInput
        If the proposer has no ideal.
    NotApplicable
        In a plane with traced numbers: distances there are square roots.

    References
    ----------
    Romer and Rosenthal (1978); with several vetoers Tsebelis (2002), ch. 2.

    Examples
    --------
    >>> from consensus import rules
    >>> council = rules.by_consensus(["near", "far"])
    >>> game = Spatial({"near": 3, "far": 8, "chair": 9}, 1, council)
    >>> setter_outcome(game, proposer="chair").outcome, setter_outcome(game, proposer="far").pivots
    (5, ('near',))
    """
    of_kind(game, Spatial)
    if proposer not in game.ideals:
        raise InvalidInput(f"proposer: {proposer!r} has no ideal in this game")
    if game.dimension == 2:
        if game.lapse:
            raise NotApplicable("setter_outcome: in a plane assumes a status quo, not a lapse")
        return _in_plane(game, proposer)
    (ideal,) = game.ideals[proposer]
    best: list[Number] = []
    for interval in intervals(game):
        low, high = interval.low, interval.high
        assert low is not None
        assert high is not None
        point = low if ideal < low else high if ideal > high else ideal
        if not best or abs(point - ideal) < abs(best[0] - ideal):
            best = [point]
        elif abs(point - ideal) == abs(best[0] - ideal):
            best.append(point)
    if not best or abs(best[0] - ideal) > _own_reversion(game, proposer):
        return _no_text(game, proposer)
    return SetterOutcome(
        "setter_outcome",
        game,
        tuple(best),
        outcome=best[0],
        pivots=_pivots(game, best[0], ideal),
        check=partial(_why, game, proposer, best[0]),
    )


def _own_reversion(game: Spatial, proposer: str) -> Any:
    """How far from its ideal the proposer ends up if it proposes nothing, on a line."""
    lapse = game.lapse_of(proposer)
    if lapse is not None:
        return lapse
    (ideal,), (place,) = game.ideals[proposer], game.status_quo
    return abs(place - ideal)


def _no_text(game: Spatial, proposer: str) -> SetterOutcome:
    """Nothing passes that the proposer would rather have than its own reversion."""
    note = {"why none": "no text passes that the proposer would rather have than its reversion"}
    return SetterOutcome(
        "setter_outcome", game, (), check=partial(_why, game, proposer, None), evidence=note
    )


def _pivots(game: Spatial, point: Number, ideal: Number) -> tuple[str, ...]:
    """Those at the end of what they accept, in the direction the proposer would like to go."""
    if point == ideal:
        return ()
    consenting = game.consenting(point)
    found = []
    for p in game.rule.players:
        (own,), reach = game.ideals[p], game.patience(p)
        end = own + reach if ideal > point else own - reach
        if end == point and not game.rule.wins(consenting - {p}):
            found.append(p)
    return tuple(found)


def _why(game: Spatial, proposer: str, best: Number | None, where: Any) -> Upset | None:
    place = game.point(where)
    consenting = game.consenting(place)
    if not game.rule.wins(consenting):
        return Upset(frozenset(game.rule.players) - consenting, "object")
    (ideal,) = game.ideals[proposer]
    if best is None:
        reversion = _own_reversion(game, proposer)
        return Upset(proposer, "propose nothing", abs(place[0] - ideal) - reversion)
    gain = abs(place[0] - ideal) - abs(best - ideal)
    return Upset(proposer, best, gain) if gain > 0 else None


# In a plane ----------------------------------------------------------------------------------


def _in_plane(game: Spatial, proposer: str) -> SetterOutcome:
    coordinates = [x for point in (*game.ideals.values(), game.status_quo) for x in point]
    if any(isinstance(x, Traced) for x in [*coordinates, *map(game.cost, game.players)]):
        raise NotApplicable("setter_outcome: in a plane distances are roots; give known numbers")
    goal = _floats(game.ideals[proposer])
    start = _floats(game.status_quo)
    if game.passes(game.ideals[proposer]):
        return _plane_answer(game, proposer, game.ideals[proposer], 0, exact=True)
    distance = hypot(start[0] - goal[0], start[1] - goal[1])
    slack = _SLACK * (1 + max(abs(c) for p in game.ideals.values() for c in _floats(p)))
    inside = _nearest(game, goal, -slack)
    best, reach = start, distance
    if inside is not None and inside[1] < distance:
        best, reach = inside
    bound = _nearest(game, goal, slack)
    error = max(0.0, reach - (bound[1] if bound is not None else reach))
    if best == start:
        return _plane_answer(game, proposer, game.status_quo, error, exact=False)
    return _plane_answer(game, proposer, best, error, exact=False)


def _plane_answer(
    game: Spatial, proposer: str, point: Any, error: float, *, exact: bool
) -> SetterOutcome:
    return SetterOutcome(
        "setter_outcome", game, (point,), exact=exact, error=error, outcome=point,
        evidence={"error": "how much nearer to the ideal any policy that passes could be"},
        check=partial(_why_plane, game, proposer, point, error),
    )  # fmt: skip


def _nearest(
    game: Spatial, goal: tuple[float, float], slack: float
) -> tuple[tuple[float, float], float] | None:
    """The passing point nearest the goal when every radius is changed by `slack`.

    It is the goal, the point of a circle nearest to it, or where two circles cross; points on
    a circle are taken a hair inside.
    """
    discs = []
    for p in game.rule.players:
        x, y, reach = disc_of(game, p)
        discs.append((x, y, reach + slack))
    best: tuple[tuple[float, float], float] | None = None
    known: dict[frozenset[str], bool] = {}
    margin = abs(slack) / 4
    for point in _candidates(discs, goal):
        reach = hypot(point[0] - goal[0], point[1] - goal[1])
        if best is not None and reach >= best[1]:
            continue
        consenting = frozenset(
            p
            for p, (x, y, r) in zip(game.rule.players, discs, strict=True)
            if hypot(point[0] - x, point[1] - y) <= r + margin
        )
        if consenting not in known:
            known[consenting] = game.rule.wins(consenting)
        if known[consenting]:
            best = point, reach
    return best


def _candidates(
    discs: list[tuple[float, float, float]], goal: tuple[float, float]
) -> Iterator[tuple[float, float]]:
    yield goal
    for x, y, r in discs:
        away = hypot(goal[0] - x, goal[1] - y)
        if away > 0 and r >= 0:
            yield x + (goal[0] - x) * r / away, y + (goal[1] - y) * r / away
    for i, (x, y, r) in enumerate(discs):
        for u, v, s in discs[:i]:
            apart = hypot(u - x, v - y)
            if apart == 0 or apart > r + s or apart < abs(r - s):
                continue
            along = (apart * apart + r * r - s * s) / (2 * apart)
            across = sqrt(max(0.0, r * r - along * along))
            ex, ey = (u - x) / apart, (v - y) / apart
            for side in (across, -across):
                yield x + along * ex - side * ey, y + along * ey + side * ex


def _why_plane(game: Spatial, proposer: str, best: Any, error: float, where: Any) -> Upset | None:
    place = game.point(where)
    consenting = game.consenting(place)
    if not game.rule.wins(consenting) and tuple(where) != tuple(best):
        return Upset(frozenset(game.rule.players) - consenting, "object")
    goal, near, here = _floats(game.ideals[proposer]), _floats(best), _floats(place)
    gain = hypot(here[0] - goal[0], here[1] - goal[1]) - hypot(near[0] - goal[0], near[1] - goal[1])
    return Upset(proposer, best, gain) if gain > max(error, 1e-12) else None


def _floats(point: Any) -> tuple[float, float]:
    return float(point[0]), float(point[1])
