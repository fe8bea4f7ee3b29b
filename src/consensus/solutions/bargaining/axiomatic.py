"""The axiomatic solutions: Nash, asymmetric Nash, Kalai-Smorodinsky, egalitarian."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
from immutabledict import immutabledict

from ...errors import InvalidInput, NotApplicable, NotConverged
from ...exact.read import Number, exact_number
from ...exact.traced import Traced
from ...games.bargaining import BargainingProblem
from ..declared import traceable
from ..kind import of_kind
from ..programming import maximised
from ..solution import Solution, Upset
from ..spatial.shapes import convex_hull, turn

__all__ = ["egalitarian", "kalai_smorodinsky", "nash_bargaining"]


@traceable
def nash_bargaining(
    game: BargainingProblem, *, weights: Mapping[str, object] | None = None
) -> Solution:
    """The agreement that maximises the product of the gains, each to the power of its weight.

    For two players exact, n log n in the agreements. For more the payoffs are floats and the
    error bounds the relative loss in the weighted mean of the logarithms of the gains.

    Parameters
    ----------
    game : BargainingProblem
    weights : mapping player -> number, optional
        Bargaining power, positive; equal when left out.

    Returns
    -------
    Solution
        One mapping player -> payoff.

    Raises
    ------
    NotApplicable
        If no agreement gives everyone more than the disagreement; with more than two players
        and traced numbers.

    References
    ----------
    Nash (1950); Kalai, "Nonsymmetric Nash solutions", International Journal of Game Theory 6
    (1977), 129-133.

    Examples
    --------
    >>> problem = BargainingProblem([(4, 0), (0, 2)], (0, 0), ("a", "b"))
    >>> {p: str(x) for p, x in nash_bargaining(problem).items[0].items()}
    {'a': '2', 'b': '1'}
    >>> {p: str(x) for p, x in nash_bargaining(problem, weights={"a": 3, "b": 1}).items[0].items()}
    {'a': '3', 'b': '1/2'}
    """
    of_kind(game, BargainingProblem)
    power = _weights(game, weights)
    _everyone_gains(game)
    if len(game.players) == 2:
        return _answer("nash_bargaining", game, _nash_pair(game, power))
    if len(game.players) == 1:
        best = max(point[0] for point in game.feasible)
        return _answer("nash_bargaining", game, (best,))
    return _nash_many(game, power)


@traceable
def kalai_smorodinsky(game: BargainingProblem) -> Solution:
    """The largest agreement at which all get the same share of their own best.

    A player's own best is the most it can get when the others get at least their disagreement.
    Exact; one linear programme for each player and one more.

    References
    ----------
    Kalai and Smorodinsky, "Other solutions to Nash's bargaining problem", Econometrica 43
    (1975), 513-518. With more than two players the agreement may waste something.

    Examples
    --------
    >>> problem = BargainingProblem([(4, 0), (2, 2), (0, 2)], (0, 0), ("a", "b"))
    >>> {p: str(x) for p, x in kalai_smorodinsky(problem).items[0].items()}
    {'a': '8/3', 'b': '4/3'}
    """
    of_kind(game, BargainingProblem)
    _everyone_gains(game)
    n = len(game.players)
    best = []
    for i in range(n):
        direction = [int(i == j) for j in range(n)]
        best.append(_largest_step(game, direction))
    return _answer("kalai_smorodinsky", game, _along(game, best))


@traceable
def egalitarian(
    game: BargainingProblem, *, weights: Mapping[str, object] | None = None
) -> Solution:
    """The largest agreement at which all gain equally, or in proportion to given weights.

    Exact; one linear programme.

    References
    ----------
    Kalai, "Proportional solutions to bargaining situations", Econometrica 45 (1977), 1623-1630.

    Examples
    --------
    >>> problem = BargainingProblem([(4, 0), (0, 2)], (0, 0), ("a", "b"))
    >>> {p: str(x) for p, x in egalitarian(problem).items[0].items()}
    {'a': '4/3', 'b': '4/3'}
    """
    of_kind(game, BargainingProblem)
    _everyone_gains(game)
    return _answer("egalitarian", game, _along(game, _weights(game, weights)))


# How they are found ----------------------------------------------------------------------------


def _weights(game: BargainingProblem, weights: Mapping[str, object] | None) -> list[Number]:
    if weights is None:
        return [1] * len(game.players)
    if set(weights) != set(game.players):
        raise InvalidInput(f"weights: expected exactly the players {', '.join(game.players)}")
    read = [exact_number(weights[p], f"weights[{p!r}]") for p in game.players]
    for player, weight in zip(game.players, read, strict=True):
        if not weight > 0:
            raise InvalidInput(f"weights[{player!r}]: expected a positive number, got {weight}")
    return read


def _largest_step(game: BargainingProblem, direction: list[Any]) -> Any:
    """The largest t for which disagreement + t · direction is feasible, giving away allowed."""
    points, start = game.feasible, game.disagreement
    n = len(start)
    rows = [[*(start[i] - point[i] for point in points), direction[i]] for i in range(n)]
    rows += [[1] * len(points) + [0], [-1] * len(points) + [0]]
    answer = maximised([0] * len(points) + [1], rows, [0] * n + [1, -1])
    return answer.value if answer.status == "optimal" else None


def _everyone_gains(game: BargainingProblem) -> None:
    step = _largest_step(game, [1] * len(game.players))
    if step is None or not step > 0:
        raise NotApplicable(
            "bargaining: assumes an agreement that gives everyone more than the disagreement"
        )


def _along(game: BargainingProblem, direction: list[Any]) -> tuple[Any, ...]:
    step = _largest_step(game, direction)
    return tuple(d + step * x for d, x in zip(game.disagreement, direction, strict=True))


def _answer(
    concept: str, game: BargainingProblem, payoffs: tuple[Any, ...], error: float | None = None
) -> Solution:
    neat = [x if isinstance(x, float) else exact_number(x, "payoff") for x in payoffs]
    item = immutabledict(dict(zip(game.players, neat, strict=True)))
    exact = error is None
    check = partial(_why, game, item) if exact else None
    return Solution(
        concept, game, (item,), exact=exact, error=0 if error is None else error, check=check
    )


def _why(game: BargainingProblem, item: Mapping[str, Any], candidate: Any) -> Upset | None:
    if not isinstance(candidate, Mapping) or set(candidate) != set(game.players):
        raise InvalidInput("candidate: expected a payoff for every player")
    for player, payoff in item.items():
        given = exact_number(candidate[player], f"candidate[{player!r}]")
        if given < payoff:
            return Upset(player, dict(item), payoff - given)
    if any(candidate[p] > item[p] for p in game.players):
        return Upset(frozenset(game.players), dict(item), note="not feasible")
    return None


def _frontier(game: BargainingProblem) -> list[tuple[Any, Any]]:
    """For two players the corners of the Pareto frontier, the first player's best last."""
    corners = convex_hull([(p[0], p[1]) for p in game.feasible]).corners
    chain: list[tuple[Any, Any]] = []
    for x, y in sorted(corners):
        if any((u >= x and v > y) or (u > x and v >= y) for u, v in corners):
            continue
        while len(chain) >= 2 and turn(chain[-2], chain[-1], (x, y)) >= 0:
            chain.pop()
        chain.append((x, y))
    return chain


def _nash_pair(game: BargainingProblem, power: list[Any]) -> tuple[Any, Any]:
    """On the edge a·x + b·y = c the product is largest where gains split the surplus by weight."""
    d, e = game.disagreement
    share = Fraction(1) * power[0] / (power[0] + power[1])
    corners = _frontier(game)
    for (x, y), (u, v) in pairwise(corners):
        a, b = y - v, u - x
        surplus = a * (x - d) + b * (y - e)
        best = d + share * surplus / a
        if best <= x:
            return x, y
        if best < u:
            return best, e + (1 - share) * surplus / b
    return corners[-1]


def _nash_many(game: BargainingProblem, power: list[Any]) -> Solution:
    """Frank-Wolfe duality bounds what is lost; SciPy finds the mixture of agreements."""
    from scipy.optimize import minimize

    flat = [x for point in game.feasible for x in point]
    if any(isinstance(x, Traced) for x in [*flat, *game.disagreement, *power]):
        raise NotApplicable("nash_bargaining: with more than two players needs known numbers")
    gains = np.array(game.feasible, float) - np.array(game.disagreement, float)
    w = np.array(power, float)
    w /= w.sum()
    step = _largest_step(game, [1] * len(game.players))
    scale = float(step)

    def loss(mix: Any) -> Any:
        return -float(w @ np.log(np.maximum(mix @ gains / scale, 1e-300)))

    def slope(mix: Any) -> Any:
        return -(gains @ (w / np.maximum(mix @ gains, 1e-300)))

    start = _inside(gains)
    whole: Any = {"type": "eq", "fun": lambda m: m.sum() - 1, "jac": lambda m: np.ones_like(m)}
    settings: Any = {"ftol": 1e-15, "maxiter": 1_000}
    found: Any = minimize(
        loss, start, jac=slope, method="SLSQP", bounds=[(0, 1)] * len(gains),
        constraints=[whole], options=settings,
    )  # fmt: skip
    mix = np.maximum(found.x, 0)
    mix /= mix.sum()
    reached = mix @ gains
    if not (reached > 0).all():
        raise NotConverged("nash_bargaining: the search left the agreements that all gain by")
    error = max(0.0, float((gains @ (w / reached)).max() - 1))
    payoffs = tuple(float(x) for x in reached + np.array(game.disagreement, float))
    return _answer("nash_bargaining", game, payoffs, error)


def _inside(gains: Any) -> Any:
    """A mixture of agreements by which everyone gains, from the largest least gain."""
    from scipy.optimize import linprog

    k, n = gains.shape
    found: Any = linprog(
        [0] * k + [-1], A_ub=np.hstack([-gains.T, np.ones((n, 1))]), b_ub=np.zeros(n),
        A_eq=[[1] * k + [0]], b_eq=[1],
    )  # fmt: skip
    return found.x[:k]
