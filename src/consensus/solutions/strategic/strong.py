"""Strong equilibria: no coalition has a joint move that is strictly better for all its members."""

from __future__ import annotations

from functools import partial
from itertools import combinations
from math import prod
from typing import Any

import numpy as np

from ...errors import InvalidInput, TooLarge
from ...exact.read import natural
from ...games.roll_call import RollCall
from ...games.strategic import Strategic
from ..declared import traceable
from ..roll_call.strong import roll_call_strong, upset_together
from ..solution import Solution, Upset
from .pure import equilibrium_mask

__all__ = ["is_strong_nash", "strong_nash"]

_STEPS = 50_000_000


# The definition -------------------------------------------------------------------------------


def is_strong_nash(game: Strategic | RollCall, profile: Any) -> bool:
    """Whether no coalition has a joint pure move that is strictly better for all its members.

    Cost: for a table, the product over the players of one more than the number of their
    strategies; for a roll call, players² × quotas.

    Examples
    --------
    >>> from consensus import games
    >>> dilemma = games.Strategic([[[3, 0], [4, 1]], [[3, 4], [0, 1]]])
    >>> is_strong_nash(dilemma, (1, 1))
    False
    """
    return strong_upset(game, profile) is None


def strong_upset(game: Strategic | RollCall, profile: Any) -> Upset | None:
    """A smallest coalition that gains by a joint move, with the move and the gains, or None."""
    if isinstance(game, RollCall):
        return upset_together(game, profile)
    _refuse_many(game)
    index = game.index(profile)
    for size in range(1, len(game.players) + 1):
        for coalition in combinations(range(len(game.players)), size):
            where = _joint_move(game, index, coalition)
            if where is None:
                continue
            moved = list(index)
            for i, s in zip(coalition, where, strict=True):
                moved[i] = s
            names = [game.players[i] for i in coalition]
            before, after = game.payoff(game.labels(index)), game.payoff(game.labels(moved))
            gain = {game.players[i]: after[i] - before[i] for i in coalition}
            labels = game.labels(moved)
            move = {game.players[i]: labels[i] for i in coalition}
            return Upset(frozenset(names), move, gain)
    return None


def _joint_move(
    game: Strategic, index: tuple[int, ...], coalition: tuple[int, ...]
) -> tuple[int, ...] | None:
    """Where the coalition's move that is better for all its members lies, if there is one."""
    window = tuple(slice(None) if i in coalition else s for i, s in enumerate(index))
    better: Any = True
    for i in coalition:
        answers = game.tables[i][window] > game.tables[i][index]
        better = better & (answers if answers.dtype == np.bool_ else answers.astype(np.bool_))
    places = np.flatnonzero(better)
    if not places.size:
        return None
    return tuple(int(s) for s in np.unravel_index(places[0], better.shape))


# The solver -----------------------------------------------------------------------------------


@traceable
def strong_nash(game: Strategic | RollCall, *, limit: int | None = None) -> Solution:
    """All strong equilibria in pure strategies.

    Cost: for a table, the check of every pure equilibrium. For a roll call of any size, a count
    by totals: players × totals for each set of ballots that may be cast.

    Parameters
    ----------
    game : Strategic or RollCall
    limit : int, optional
        For a table the largest number of comparisons (50 million), for a roll call of additions
        (5 million).

    Returns
    -------
    Solution
        Profiles of a table, or disjoint families of a roll call, one for each vector of totals.

    Raises
    ------
    TooLarge
        Before any work beyond the limit.

    References
    ----------
    R. J. Aumann, "Acceptable points in general cooperative n-person games", in: Contributions
    to the Theory of Games IV, Princeton 1959, 287-324.

    Examples
    --------
    >>> from consensus import games, rules
    >>> council = rules.by_consensus(["a", "b", "c"])
    >>> vote = games.RollCall(council, {"a": 1, "b": 1, "c": 1})
    >>> [family.passes for family in strong_nash(vote)], strong_nash(vote).count
    ([True], 8)
    """
    if isinstance(game, RollCall):
        return roll_call_strong(game, limit=limit)
    if not isinstance(game, Strategic):
        raise InvalidInput(f"game: expected a Strategic game or a RollCall, got {game!r}")
    places = np.flatnonzero(equilibrium_mask(game))
    _refuse_many(game, len(places), limit)
    items = []
    for place in places:
        index = tuple(int(s) for s in np.unravel_index(place, game.sizes))
        coalitions = (
            coalition
            for size in range(2, len(game.players) + 1)
            for coalition in combinations(range(len(game.players)), size)
        )
        if all(_joint_move(game, index, coalition) is None for coalition in coalitions):
            items.append(game.labels(index))
    return Solution("strong_nash", game, tuple(items), check=partial(strong_upset, game))


def _refuse_many(game: Strategic, profiles: int = 1, limit: int | None = None) -> None:
    most = _STEPS if limit is None else natural(limit, "limit", least=1)
    cost = profiles * prod(1 + size for size in game.sizes)
    if cost > most:
        what = f"joint moves of all coalitions at {profiles} profiles"
        raise TooLarge(what, cost, most, "ask is_strong_nash about a single profile")
