"""The τ-value: a compromise between what a player hopes for and what they can insist on."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...errors import NotApplicable
from ...exact.read import Number, shown
from ...games.coalitional import Coalitional
from ...games.worths import subset_sums
from ..declared import traceable
from ..kind import of_kind
from ..solution import Values
from .quotient import divided, tidied

__all__ = ["minimal_rights", "tau", "utopia"]


@traceable
def tau(game: Coalitional) -> Values:
    """The τ-value: the efficient point between the minimal rights and the utopia payoffs.

    Cost n·2ⁿ.

    Raises
    ------
    NotApplicable
        If the game is not quasi-balanced: a right exceeds the utopia payoff, or the sums of
        the two do not enclose the worth of all players.

    References
    ----------
    S. H. Tijs, in *Game Theory and Mathematical Economics*, North-Holland 1981, 123-132.

    Examples
    --------
    >>> from consensus import games
    >>> dict(tau(games.bankruptcy_game(200, {"a": 100, "b": 200, "c": 300})))
    {'a': 40, 'b': 80, 'c': 80}
    """
    of_kind(game, Coalitional)
    high, low = utopia(game), minimal_rights(game)
    for player in game.players:
        if low[player] > high[player]:
            raise NotApplicable(
                f"the game is not quasi-balanced: {player!r} has the right to"
                f" {shown(low[player])} and can hope for {shown(high[player])}"
            )
    least: Any = sum(low.values(), start=0)
    most: Any = sum(high.values(), start=0)
    if least > game.total or most < game.total:
        raise NotApplicable(
            f"the game is not quasi-balanced: rights of {shown(least)} and hopes of"
            f" {shown(most)} do not enclose {shown(game.total)}"
        )
    share = divided(game.total - least, most - least) if most != least else 0
    found = {p: tidied(low[p] + share * (high[p] - low[p])) for p in game.players}
    return Values("tau", game, found, evidence={"utopia": high, "minimal_rights": low})


def utopia(game: Coalitional) -> dict[str, Number]:
    """What each player adds to all others together: v(N) − v(N∖i)."""
    of_kind(game, Coalitional)
    everyone = frozenset(game.players)
    return {p: game.total - game.worth(everyone - {p}) for p in game.players}


def minimal_rights(game: Coalitional) -> dict[str, Number]:
    """The most that remains for each player in some coalition that grants the others utopia.

    Examples
    --------
    >>> from consensus import games
    >>> minimal_rights(games.bankruptcy_game(400, {"a": 100, "b": 200, "c": 300}))
    {'a': 0, 'b': 0, 'c': 100}
    """
    of_kind(game, Coalitional)
    n = len(game.players)
    high = list(utopia(game).values())
    worths = np.empty(1 << n, dtype=object)
    worths[:] = game.table.numbers()
    left = worths - subset_sums(high, object)
    found: dict[str, Number] = {}
    for i, player in enumerate(game.players):
        best: Any = max(left.reshape(-1, 2, 1 << i)[:, 1].ravel())
        found[player] = tidied(best + high[i])
    return found
