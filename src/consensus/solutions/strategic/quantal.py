"""Logit quantal response equilibrium: everyone errs, costly errors less often.

The principal branch starts where everyone mixes evenly and is followed by predictor and
corrector steps in the logarithms of the probabilities, with the arc length as the parameter, so
that it may turn back on itself.

References
----------
R. D. McKelvey and T. R. Palfrey, "Quantal response equilibria for normal form games", Games Econ.
Behav. 10 (1995), 6-38.
T. L. Turocy, "A dynamic homotopy interpretation of the logistic quantal response equilibrium
correspondence", Games Econ. Behav. 51 (2005), 243-263.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, TypeAlias

import numpy as np

from ...errors import InvalidInput, NotConverged
from ...exact.read import exact_number
from ...games.strategic import Strategic
from ..declared import untraceable
from ..solution import Solution, Upset
from .tables import require_table

__all__ = ["Branch", "logit", "logit_residual"]

Array: TypeAlias = np.ndarray[Any, Any]

_STEPS = 20_000
_FAR = 1e3
_SAME = 1e-6


def logit_residual(game: Strategic, rationality: float, profile: Any) -> float:
    """By how much the profile fails the definition: the largest error in a probability.

    The definition: each probability is proportional to exp(rationality × expected payoff).
    """
    mixed: Any = game.read_mixed(profile, tolerance="1e-9")
    worst = 0.0
    for i, mix in enumerate(mixed):
        reply = _reply(game, rationality, mixed, i)
        worst = max(worst, float(np.abs(reply - np.array([float(p) for p in mix])).max()))
    return worst


@untraceable("the branch is followed in floating point")
def logit(game: Strategic, *, rationality: object = None) -> Solution:
    """Logit quantal response equilibria along the principal branch.

    Cost: some hundred Newton steps, each one pass over the payoffs a player and a linear system
    in the number of strategies.

    Parameters
    ----------
    game : Strategic
    rationality : number or iterable of numbers, optional
        The values asked for, at least 0, in units of 1 over payoff. When left out, the points of
        the branch as it was traced, until it has come close to a limit, which is a Nash
        equilibrium. Where the branch turns back, a value is met more than once.

    Returns
    -------
    Solution
        Items are pairs (rationality, profile) of floats, in the order of the branch; ``error`` is
        the largest deviation from the definition in a probability. ``why((rationality, profile))``
        names the player whose mixture is furthest from the logit reply, if by over 1e-6.

    Raises
    ------
    NotConverged
        If the corrector fails, or the branch does not reach the values asked for.

    Examples
    --------
    >>> from consensus import games
    >>> pennies = games.Strategic([[[9, 0], [0, 1]], [[0, 1], [1, 0]]])
    >>> [(_, (row, column))] = logit(pennies, rationality=1).items
    >>> round(row[0], 3), round(column[0], 3)
    (0.894, 0.313)
    """
    require_table(game)
    wanted = _wanted(rationality)
    branch = Branch(game)
    items = branch.at(wanted) if wanted is not None else list(branch.traced())
    worst = max((logit_residual(game, lam, profile) for lam, profile in items), default=0.0)
    return Solution(
        "logit", game, tuple(items), form="some", complete=False, exact=False,
        error=worst, evidence={"branch": "principal", "steps": branch.steps},
        check=partial(_unlike_logit, game),
    )  # fmt: skip


def _unlike_logit(game: Strategic, item: Any) -> Upset | None:
    """The player whose mixture is furthest from the logit reply, if it is off by over 1e-6."""
    try:
        rationality, profile = item
    except (TypeError, ValueError):
        raise InvalidInput(f"item: expected a rationality and a profile, got {item!r}") from None
    (lam,) = _wanted(rationality) or [0.0]
    mixed: Any = game.read_mixed(profile, tolerance="1e-9")
    replies = [_reply(game, lam, mixed, i) for i in range(len(mixed))]
    off = [
        float(np.abs(reply - np.array([float(p) for p in mix])).max())
        for reply, mix in zip(replies, mixed, strict=True)
    ]
    i = int(np.argmax(off))
    if off[i] <= _SAME:
        return None
    reply = dict(zip(game.strategies[i], map(float, replies[i]), strict=True))
    note = f"the logit reply at rationality {lam:g} differs by {off[i]:.6g} in a probability"
    return Upset(game.players[i], reply, note=note)


def _reply(game: Strategic, rationality: float, mixed: Any, player: int) -> Array:
    values = np.array(game.against(player, mixed), dtype=np.float64) * rationality
    reply: Array = np.exp(values - values.max())
    reply /= reply.sum()
    return reply


def _wanted(rationality: Any) -> list[float] | None:
    if rationality is None:
        return None
    several = isinstance(rationality, Iterable) and not isinstance(rationality, str)
    values = list(rationality) if several else [rationality]
    read = []
    for k, value in enumerate(values):
        where = f"rationality[{k}]" if several else "rationality"
        number = float(exact_number(value, where))
        if number < 0:
            raise InvalidInput(f"{where}: expected a number of at least 0, got {number:g}")
        read.append(number)
    if not read:
        raise InvalidInput("rationality: expected at least one number, got none")
    return read


class Branch:
    """The principal branch, followed from the even mixture at rationality 0."""

    def __init__(self, game: Strategic) -> None:
        self.game, self.steps = game, 0
        try:
            self.tables = [np.array(t, dtype=np.float64) for t in game.tables]
        except OverflowError:
            raise InvalidInput(
                "game: payoffs are beyond floating point; divide all of them by one number"
            ) from None
        span = max(float(t.max() - t.min()) for t in self.tables)
        self.unit = 1.0 / span if span else 1.0
        self._tables = [np.moveaxis(t * self.unit, i, 0) for i, t in enumerate(self.tables)]
        self._places = np.cumsum([0, *game.sizes])

    def traced(self) -> Iterator[tuple[float, tuple[tuple[float, ...], ...]]]:
        """The points met, until every probability has come close to a limit."""
        last: Array | None = None
        for point in self._points():
            yield self._item(point)
            mix = np.exp(point[:-1])
            if last is not None and point[-1] > 50 and np.abs(mix - last).max() < 1e-7:
                return
            if point[-1] > _FAR * 1e3:
                return
            last = mix

    def limit(self) -> tuple[float, tuple[tuple[float, ...], ...]]:
        """The last point of the traced branch."""
        *_, last = self.traced()
        return last

    def at(self, wanted: list[float]) -> list[tuple[float, tuple[tuple[float, ...], ...]]]:
        """All crossings of the values asked for, in the order of the branch."""
        found: list[tuple[float, tuple[tuple[float, ...], ...]]] = []
        start = np.concatenate([*(np.full(s, -np.log(s)) for s in self.game.sizes), [0.0]])
        missing = {w for w in wanted if w > 0}
        found += [self._item(start) for w in wanted if w == 0]
        previous = start
        for point in self._points():
            low, high = sorted((previous[-1], point[-1]))
            for value in sorted(set(wanted), reverse=bool(point[-1] < previous[-1])):
                target = value / self.unit
                if value > 0 and low < target <= high:
                    guess = previous + (point - previous) * (
                        (target - previous[-1]) / (point[-1] - previous[-1])
                    )
                    found.append(self._item(self._at_value(guess, target)))
                    missing.discard(value)
            previous = point
            if not missing and point[-1] > 2 * max((w / self.unit for w in wanted), default=0.0):
                return found
        raise NotConverged(f"logit: the branch did not reach the rationality {min(missing)}")

    # Following ----------------------------------------------------------------------------------

    def _points(self) -> Iterator[Array]:
        point = np.concatenate([*(np.full(s, -np.log(s)) for s in self.game.sizes), [0.0]])
        direction = np.zeros(len(point))
        direction[-1] = 1.0
        step = 0.05
        while self.steps < _STEPS:
            tangent = self._tangent(point, direction)
            guess = point + step * tangent
            corrected = self._corrected(guess, tangent)
            self.steps += 1
            if corrected is None or np.abs(corrected - guess).max() > 0.5 * step + 1e-9:
                step /= 2
                if step < 1e-10:
                    raise NotConverged(f"logit: the corrector failed near {point[-1] * self.unit}")
                continue
            point, direction = corrected, tangent
            step = min(step * 1.4, 0.5 + 0.2 * abs(point[-1]))
            yield point

    def _values(self, logs: Array) -> tuple[Array, Array]:
        """Expected payoffs of every strategy, and their slopes in the logarithms."""
        mixes = [
            np.exp(logs[a:b]) for a, b in zip(self._places[:-1], self._places[1:], strict=True)
        ]
        n = len(mixes)
        size = self._places[-1]
        values, slopes = np.empty(size), np.zeros((size, size))
        for i in range(n):
            own = slice(self._places[i], self._places[i + 1])
            others = [j for j in range(n) if j != i]
            values[own] = _weighed(self._tables[i], [mixes[j] for j in others])
            for place, j in enumerate(others):
                part = _weighed(
                    self._tables[i],
                    [None if k == place else mixes[o] for k, o in enumerate(others)],
                )
                slopes[own, self._places[j] : self._places[j + 1]] = part * mixes[j]
        return values, slopes

    def _system(self, point: Array) -> tuple[Array, Array]:
        """Residuals and slopes: log-odds against the first strategy, and sums to one."""
        logs, lam = point[:-1], point[-1]
        values, slopes = self._values(logs)
        size = len(logs)
        residual, jacobian = np.empty(size), np.zeros((size, size + 1))
        for i in range(len(self.game.sizes)):
            a, b = self._places[i], self._places[i + 1]
            residual[a] = np.exp(logs[a:b]).sum() - 1
            jacobian[a, a:b] = np.exp(logs[a:b])
            rows = np.arange(a + 1, b)
            residual[rows] = logs[rows] - logs[a] - lam * (values[rows] - values[a])
            jacobian[rows, rows] = 1
            jacobian[rows, a] -= 1
            jacobian[rows, :size] -= lam * (slopes[rows] - slopes[a])
            jacobian[rows, size] = -(values[rows] - values[a])
        return residual, jacobian

    def _tangent(self, point: Array, before: Array) -> Array:
        _, jacobian = self._system(point)
        square = np.vstack([jacobian, before])
        right = np.zeros(len(point))
        right[-1] = 1
        tangent: Array = np.linalg.lstsq(square, right, rcond=None)[0]
        tangent = tangent / np.linalg.norm(tangent)
        return tangent if tangent @ before > 0 else -tangent

    def _corrected(self, guess: Array, tangent: Array) -> Array | None:
        point = guess.copy()
        for _ in range(12):
            residual, jacobian = self._system(point)
            square = np.vstack([jacobian, tangent])
            right = np.append(residual, tangent @ (point - guess))
            try:
                change = np.linalg.solve(square, right)
            except np.linalg.LinAlgError:
                return None
            if not np.isfinite(change).all() or np.abs(change).max() > 10:
                return None
            point = point - change
            if np.abs(change).max() < 1e-11 * max(1.0, abs(point[-1])):
                return point
        return None

    def _at_value(self, guess: Array, target: float) -> Array:
        point = guess.copy()
        point[-1] = target
        for _ in range(30):
            residual, jacobian = self._system(point)
            change = np.linalg.solve(jacobian[:, :-1], residual)
            point[:-1] -= np.clip(change, -2, 2)
            if np.abs(change).max() < 1e-13:
                break
        return point

    def _item(self, point: Array) -> tuple[float, tuple[tuple[float, ...], ...]]:
        mixes = []
        for a, b in zip(self._places[:-1], self._places[1:], strict=True):
            mix = np.exp(point[a:b])
            mixes.append(tuple(float(p) for p in mix / mix.sum()))
        return float(point[-1]) * self.unit, tuple(mixes)


def _weighed(table: Array, mixes: list[Array | None]) -> Array:
    """The table contracted with every mixture that is given, the last axis first."""
    for axis in range(len(mixes), 0, -1):
        mix = mixes[axis - 1]
        if mix is not None:
            table = np.tensordot(table, mix, axes=(axis, 0))
    return table
