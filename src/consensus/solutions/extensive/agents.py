"""The agent quantal response equilibrium of a tree, along its principal branch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from immutabledict import immutabledict

from ...errors import InvalidInput, NotApplicable, NotConverged
from ...exact.read import rational
from ...exact.traced import Traced
from ...games.extensive import Extensive
from ...games.nodes import CHANCE, END
from ..declared import untraceable
from ..kind import of_kind
from ..solution import Solution

__all__ = ["agent_logit"]

_STEPS = 4_000
_CLOSE = 1e-10


@untraceable("the branch is followed numerically, through exponentials")
def agent_logit(
    game: Extensive, *, rationality: Iterable[object] | object | None = None, most: float = 10.0
) -> Solution:
    """Noisy play in a tree: each information set answers the others by a logit rule.

    At an information set a move has a probability proportional to exp(rationality × its expected
    payoff there). The branch that begins with uniform play at rationality 0 is followed by
    predictor and corrector, through turning points. Cost: each step is (moves)² passes over the
    tree; for trees of a few hundred nodes.

    Parameters
    ----------
    game : Extensive
        With perfect recall.
    rationality : number or iterable of numbers, optional
        The values asked for, at least 0. Left out, the points of the branch up to `most`.
    most : float
        Where to stop when no values are given.

    Returns
    -------
    Solution
        Items are (rationality, profile); `error` is the largest violation of the logit equation.

    Raises
    ------
    NotConverged
        If the branch could not be followed that far.

    References
    ----------
    McKelvey and Palfrey, "Quantal response equilibria for extensive form games", Experimental
    Economics 1 (1998), 9-41; Turocy, "A dynamic homotopy interpretation of the logistic quantal
    response equilibrium correspondence", Games and Economic Behavior 51 (2005), 243-263.

    Examples
    --------
    >>> from consensus.games import decision, ending
    >>> game = Extensive(["a"], decision("a", {"l": ending(0), "r": ending(1)}))
    >>> ((_, profile),) = agent_logit(game, rationality=1).items
    >>> round(profile["a 1"][1], 6)
    0.731059
    """
    of_kind(game, Extensive)
    game.require_recall("agent_logit")
    system = _Logit(game)
    wanted = _wanted(rationality)
    items, error = _follow(system, wanted, most)
    return Solution(
        "agent_logit", game, items, form="some", complete=False, exact=False, error=error,
        evidence={"why not complete": "only the principal branch is followed"},
    )  # fmt: skip


def _wanted(rationality: Any) -> list[float] | None:
    if rationality is None:
        return None
    values = rationality if isinstance(rationality, (list, tuple)) else [rationality]
    read = [float(rational(x, f"rationality[{k}]")) for k, x in enumerate(values)]
    for k, value in enumerate(read):
        if value < 0:
            raise InvalidInput(f"rationality[{k}]: expected at least 0, got {value}")
    return read


@dataclass
class _Point:
    odds: Any
    strength: float


class _Logit:
    """The logit equations in log-odds against the last move of each information set."""

    def __init__(self, game: Extensive) -> None:
        self.game = game
        self.free = [len(s.actions) - 1 for s in game.sets]
        self.size = sum(self.free)
        numbers = [x for p in game.payoffs if p is not None for x in p]
        numbers += [x for c in game.chances if c is not None for x in c]
        if any(isinstance(x, Traced) for x in numbers):
            raise NotApplicable("agent_logit: needs known numbers")
        self.pay = [None if p is None else np.array([float(x) for x in p]) for p in game.payoffs]
        self.chances = [None if c is None else [float(x) for x in c] for c in game.chances]

    def mixes(self, odds: Any) -> list[Any]:
        found, at = [], 0
        for k in self.free:
            z = np.append(odds[at : at + k], 0.0)
            z = np.exp(z - z.max())
            found.append(z / z.sum())
            at += k
        return found

    def gains(self, odds: Any) -> Any:
        """For each free move, its expected payoff less that of the set's last move."""
        game, mixes = self.game, self.mixes(odds)
        n = len(game.owner)
        worth: list[Any] = list(self.pay)
        for node in range(n - 1, -1, -1):
            mover = game.owner[node]
            if mover != END:
                weights: Any = self.chances[node] if mover == CHANCE else mixes[game.infoset[node]]
                worth[node] = sum(
                    w * worth[c] for c, w in zip(game.children(node), weights, strict=True)
                )
        chance = np.ones(n)
        for node in range(n):
            mover = game.owner[node]
            if mover != END:
                weights = self.chances[node] if mover == CHANCE else mixes[game.infoset[node]]
                for c, w in zip(game.children(node), weights, strict=True):
                    chance[c] = chance[node] * w
        found: list[float] = []
        for s in game.sets:
            weight = chance[list(s.nodes)]
            # Where floating point loses all of a set's chance its nodes count alike.
            total = weight.sum()
            weight = weight / total if total > 0 else np.full(len(weight), 1 / len(weight))
            values = [
                sum(m * worth[game.first[x] + k][s.player]
                    for x, m in zip(s.nodes, weight, strict=True))
                for k in range(len(s.actions))
            ]  # fmt: skip
            found += [v - values[-1] for v in values[:-1]]
        return np.array(found)

    def gap(self, odds: Any, strength: float) -> Any:
        return odds - strength * self.gains(odds)

    def slope(self, odds: Any, strength: float) -> Any:
        """The derivatives of the gap by odds and strength, by central differences."""
        base = np.zeros((self.size, self.size + 1))
        step = 1e-6
        for j in range(self.size):
            up, down = odds.copy(), odds.copy()
            up[j] += step
            down[j] -= step
            base[:, j] = -strength * (self.gains(up) - self.gains(down)) / (2 * step)
            base[j, j] += 1
        base[:, self.size] = -self.gains(odds)
        return base

    def named(self, odds: Any) -> Mapping[str, tuple[float, ...]]:
        return immutabledict({
            s.name: tuple(float(x) for x in mix)
            for s, mix in zip(self.game.sets, self.mixes(odds), strict=True)
        })  # fmt: skip


def _follow(
    system: _Logit, wanted: list[float] | None, most: float
) -> tuple[tuple[Any, ...], float]:
    far = most if wanted is None else max(wanted, default=0.0)
    branch = [_Point(np.zeros(system.size), 0.0)]
    direction = np.zeros(system.size + 1)
    direction[-1] = 1.0
    length = 0.05
    while branch[-1].strength < far and system.size:
        if len(branch) > _STEPS:
            raise NotConverged(
                f"agent_logit: the branch reached rationality {branch[-1].strength:.3g} only"
            )
        here = branch[-1]
        slope = system.slope(here.odds, here.strength)
        tangent = np.linalg.svd(slope)[2][-1]
        if tangent @ direction < 0:
            tangent = -tangent
        point = _corrected(system, here, tangent, length)
        if point is None:
            length /= 2
            if length < 1e-9:
                raise NotConverged(
                    f"agent_logit: lost the branch at rationality {here.strength:.3g}"
                )
            continue
        direction = tangent
        branch.append(point)
        length = min(length * 1.3, 1.0)
    if wanted is None:
        points = branch
    else:
        points = [_at(system, branch, value) for value in wanted]
    error = max(
        (float(np.abs(system.gap(p.odds, p.strength)).max()) for p in points if system.size),
        default=0.0,
    )
    return tuple((p.strength, system.named(p.odds)) for p in points), error


def _corrected(system: _Logit, here: _Point, tangent: Any, length: float) -> _Point | None:
    """Newton steps back to the branch, at right angles to the tangent."""
    point = np.append(here.odds, here.strength) + length * tangent
    for _ in range(8):
        gap = system.gap(point[:-1], point[-1])
        if np.abs(gap).max() < _CLOSE:
            return _Point(point[:-1], float(point[-1]))
        slope = np.vstack([system.slope(point[:-1], point[-1]), tangent])
        step = np.linalg.solve(slope, np.append(gap, 0.0))
        if np.abs(step).max() > 1.0:
            return None
        point = point - step
    return None


def _at(system: _Logit, branch: list[_Point], value: float) -> _Point:
    """The first point of the branch at this rationality."""
    if value == 0 or not system.size:
        return _Point(np.zeros(system.size), value)
    for before, after in pairwise(branch):
        if before.strength <= value <= after.strength:
            share = (value - before.strength) / (after.strength - before.strength)
            odds = before.odds + share * (after.odds - before.odds)
            for _ in range(20):
                gap = system.gap(odds, value)
                if np.abs(gap).max() < _CLOSE:
                    return _Point(odds, value)
                odds = odds - np.linalg.solve(system.slope(odds, value)[:, :-1], gap)
    raise NotConverged(f"agent_logit: no point of the branch at rationality {value:g}")
