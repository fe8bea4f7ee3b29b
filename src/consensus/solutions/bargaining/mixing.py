"""Stationary offers where proposers mix unequally: found by fictitious play, polished by Newton.

The equilibrium values may then be irrational, so they are floats with a stated error: the most
that any proposer could save, per round, by another set of partners.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ...errors import NotApplicable, NotConverged
from ...exact.traced import Traced
from ...games.bargaining import Bargaining

__all__ = ["mixed_offers"]

_ROUNDS = 4_000
_GOOD = 1e-9


def mixed_offers(
    game: Bargaining, sets: Mapping[str, list[frozenset[str]]]
) -> tuple[dict[str, float], dict[str, float], float]:
    """Values, chances of being included, and the largest saving that is left."""
    numbers = [*game.recognition.values(), *game.discount.values()]
    if any(isinstance(x, Traced) for x in numbers):
        raise NotApplicable("stationary: here proposers mix unequally, which needs known numbers")
    chance = np.array([float(game.recognition[p]) for p in game.players])
    delta = np.array([float(game.discount[p]) for p in game.players])
    if (delta == 1).all():
        raise NotConverged("stationary: the values are not determined (discount factors of 1)")
    tables = [
        np.array([[p in s for p in game.players] for s in sets[i]], float) for i in game.players
    ]
    mixes = [np.full(len(t), 1 / len(t)) for t in tables]
    for step in range(1, _ROUNDS):
        values = _values(chance, delta, tables, mixes)
        for i, table in enumerate(tables):
            best = int((table @ (delta * values)).argmin())
            mixes[i] *= step / (step + 1)
            mixes[i][best] += 1 / (step + 1)
    values, mixes = _polished(chance, delta, tables, mixes)
    error = _regret(chance, delta, tables, mixes, values)
    if error > _GOOD:
        raise NotConverged(
            f"stationary: a proposer could still save {error:.1e} a round by other partners"
        )
    included = sum(c * (m @ t) for c, m, t in zip(chance, mixes, tables, strict=True))
    return (
        dict(zip(game.players, map(float, values), strict=True)),
        dict(zip(game.players, map(float, included), strict=True)),
        error,
    )


def _values(chance: Any, delta: Any, tables: list[Any], mixes: list[Any]) -> Any:
    """The values under given mixes: v_i = p_i (1 − what i pays) + price_i · (how often paid)."""
    shares = np.array([m @ t for m, t in zip(mixes, tables, strict=True)])
    included = chance @ shares
    matrix = np.eye(len(chance)) + (chance[:, None] * shares - np.diag(included)) * delta[None, :]
    try:
        return np.linalg.solve(matrix, chance)
    except np.linalg.LinAlgError:
        raise NotConverged(
            "stationary: the values are not determined, for instance where someone patient without"
            " waiting costs never proposes"
        ) from None


def _regret(chance: Any, delta: Any, tables: list[Any], mixes: list[Any], values: Any) -> float:
    worst = 0.0
    for c, table, mix in zip(chance, tables, mixes, strict=True):
        cost = table @ (delta * values)
        worst = max(worst, float(c * (mix @ cost - cost.min())))
    shares = np.array([m @ t for m, t in zip(mixes, tables, strict=True)])
    direct = chance * (1 - shares @ (delta * values)) + delta * values * (chance @ shares)
    return max(worst, float(np.abs(direct - values).max()))


def _polished(chance: Any, delta: Any, tables: list[Any], mixes: list[Any]) -> tuple[Any, Any]:
    """Newton steps on the sets in use: equal costs for each proposer, chances summing to 1."""
    from scipy.optimize import least_squares

    used = [np.flatnonzero(m > 0.01) for m in mixes]
    start = np.concatenate([m[u] for m, u in zip(mixes, used, strict=True)])

    def spread(x: Any) -> list[Any]:
        parts, at = [], 0
        for table, u in zip(tables, used, strict=True):
            mix = np.zeros(len(table))
            mix[u] = x[at : at + len(u)]
            parts.append(mix)
            at += len(u)
        return parts

    def gaps(x: Any) -> Any:
        parts = spread(x)
        values = _values(chance, delta, tables, parts)
        rows = [part.sum() - 1 for part in parts]
        for table, u in zip(tables, used, strict=True):
            cost = table[u] @ (delta * values)
            rows.extend(cost[1:] - cost[0])
        return np.array(rows)

    found = least_squares(gaps, start, bounds=(0, 1 + 1e-9), xtol=1e-15, ftol=1e-15, gtol=1e-15)
    parts = [m / m.sum() if m.sum() > 0 else m for m in spread(found.x)]
    return _values(chance, delta, tables, parts), parts
