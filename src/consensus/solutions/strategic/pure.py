"""Pure Nash equilibria, and the check that any profile is an equilibrium."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np

from ...errors import InvalidInput
from ...exact.read import exact_number, natural
from ...games.roll_call import RollCall
from ...games.strategic import Mixed, Pure, Strategic
from ..declared import traceable
from ..roll_call.chances import mixed_upset
from ..roll_call.equilibria import roll_call_equilibria, upset_alone
from ..solution import Solution, Upset

__all__ = ["best_moves", "is_nash", "nash_upset", "pure_nash"]


# The definition -------------------------------------------------------------------------------


def is_nash(game: Strategic | RollCall, profile: Any, *, tolerance: object = 0) -> bool:
    """Whether nobody gains by moving alone: the definition of Nash, for any profile.

    Cost: one pass over the payoffs that the profile reaches; for a roll call, players × quotas.

    Parameters
    ----------
    game : Strategic or RollCall
    profile : sequence or mapping
        Pure or mixed; for a roll call a mapping player -> ballot, or -> (ballot -> chance).
    tolerance : number
        The largest gain, in payoff units, that is let pass.

    Examples
    --------
    >>> from consensus import games
    >>> pennies = games.Strategic([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
    >>> is_nash(pennies, (("1/2", "1/2"), ("1/2", "1/2"))), is_nash(pennies, (0, 0))
    (True, False)
    """
    slack = exact_number(tolerance, "tolerance")
    if slack < 0:
        raise InvalidInput(f"tolerance: expected at least 0, got {slack}")
    upset = nash_upset(game, profile, tolerance=tolerance)
    return upset is None or not upset.gain > slack


def nash_upset(game: Strategic | RollCall, profile: Any, *, tolerance: object = 0) -> Upset | None:
    """The player who gains most by moving alone, with the move and the gain, or None."""
    if isinstance(game, RollCall):
        if isinstance(profile, Mapping) and any(isinstance(b, Mapping) for b in profile.values()):
            return mixed_upset(game, profile)
        return upset_alone(game, profile)
    if not isinstance(game, Strategic):
        raise InvalidInput(f"game: expected a Strategic game or a RollCall, got {game!r}")
    best: Upset | None = None
    for upset in best_moves(game, game.read_mixed(profile, tolerance=tolerance)):
        if upset is not None and (best is None or upset.gain > best.gain):
            best = upset
    return best


def best_moves(game: Strategic, mixed: Mixed) -> Iterator[Upset | None]:
    """For each player the move alone that gains most, or None if none gains."""
    for i, player in enumerate(game.players):
        values = game.against(i, mixed)
        now: Any = sum(v * p for v, p in zip(values, mixed[i], strict=True) if p != 0)
        best: Upset | None = None
        for s, value in enumerate(values):
            gain = value - now
            if gain > 0 and (best is None or gain > best.gain):
                best = Upset(player, game.strategies[i][s], gain)
        yield best


# The solver -----------------------------------------------------------------------------------


@traceable
def pure_nash(game: Strategic | RollCall, *, limit: int | None = None) -> Solution:
    """All equilibria in pure strategies.

    Cost: for a table, two passes of comparisons a player; for a roll call a small dynamic
    programme over the totals of the rule's quotas, at any number of players.

    Parameters
    ----------
    game : Strategic or RollCall
    limit : int, optional
        For a table the largest number of equilibria to list; the solution says when there are
        more. For a roll call the largest number of additions of the count (5 million).

    Returns
    -------
    Solution
        For a table the profiles, as tuples of strategy names. For a roll call disjoint sets
        `Family`, so that ``solution.count`` is exact and nothing is expanded.

    Raises
    ------
    TooLarge
        If a roll call with many different weights would need more additions than the limit.

    References
    ----------
    J. F. Nash, "Equilibrium points in n-person games", Proc. Nat. Acad. Sci. 36 (1950), 48-49.

    Examples
    --------
    >>> from consensus import games, rules
    >>> chicken = games.Strategic([[[0, -1], [1, -9]], [[0, 1], [-1, -9]]])
    >>> pure_nash(chicken).items
    ((0, 1), (1, 0))
    >>> council = rules.by_consensus([f"state {i}" for i in range(56)])
    >>> vote = games.RollCall(council, dict.fromkeys(council.players, 1))
    >>> pure_nash(vote).count == 3**56 - 56 * 2**55
    True
    """
    if isinstance(game, RollCall):
        return roll_call_equilibria(game, limit=limit)
    if not isinstance(game, Strategic):
        raise InvalidInput(f"game: expected a Strategic game or a RollCall, got {game!r}")
    most = None if limit is None else natural(limit, "limit", least=1)
    places = np.flatnonzero(equilibrium_mask(game))
    kept = places if most is None else places[:most]
    items: list[Pure] = []
    if kept.size:
        positions = np.stack(np.unravel_index(kept, game.sizes), axis=1)
        items = [game.labels(position) for position in positions.tolist()]
    whole = len(kept) == len(places)
    return Solution(
        "pure_nash",
        game,
        tuple(items),
        form="list" if whole else "some",
        complete=whole,
        evidence={} if whole else {"found": len(places), "limit": most},
        check=partial(nash_upset, game),
    )


def equilibrium_mask(game: Strategic) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Whether each profile, in C order, is an equilibrium; a flat array."""
    cells = int(np.prod(game.sizes))
    stands = np.ones(cells, dtype=np.bool_)
    right = cells
    for table, size in zip(game.tables, game.sizes, strict=True):
        right //= size
        if size == 1:
            continue
        values = np.ascontiguousarray(table).reshape(-1, size, right)
        view = stands.reshape(-1, size, right)
        if size == 2:
            first, second = values[:, 0, :], values[:, 1, :]
            view[:, 0, :] &= _bool(first >= second)
            view[:, 1, :] &= _bool(second >= first)
        else:
            view &= _bool(values >= _highest(values))
    return stands


def _highest(values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    if values.dtype != object:
        return np.asarray(values.max(axis=1, keepdims=True))
    best = values[:, 0, :].copy()
    for s in range(1, values.shape[1]):
        better = _bool(values[:, s, :] > best)
        best[better] = values[:, s, :][better]
    return best[:, None, :]


def _bool(answers: np.ndarray[Any, Any]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    return answers if answers.dtype == np.bool_ else answers.astype(np.bool_)
