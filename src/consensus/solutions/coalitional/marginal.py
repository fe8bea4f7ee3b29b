"""Values by marginal contributions: Shapley, with weights, in a structure; and Banzhaf."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import factorial
from typing import Any

from ...errors import InvalidInput, NotApplicable
from ...exact.read import Number, exact_number
from ...games.coalitional import Coalitional
from ..declared import traceable
from ..kind import of_kind
from ..power.pivots import shapley_shubik
from ..power.swings import penrose
from ..solution import Values
from .cardinal import sums_by_size
from .partition import Blocks, read_blocks
from .quotient import divided, tidied
from .simple import LISTED

__all__ = [
    "aumann_dreze",
    "banzhaf_value",
    "shapley",
    "shapley_of",
    "shared_dividends",
    "weighted_shapley",
]


@traceable
def shapley(game: Coalitional) -> Values:
    """The Shapley value: the average marginal contribution over all orders of the players.

    Exact. Cost about (n + 2)·2ⁿ multiplications for a table; a game made from a rule of more than
    16 players is counted, as `shapley_shubik` does, without listing coalitions.

    Parameters
    ----------
    game : Coalitional

    Returns
    -------
    Values
        In the unit of the game; they add up to the worth of all players.

    Raises
    ------
    TooLarge
        Above 24 players, unless the game was made from a rule.

    References
    ----------
    L. S. Shapley, *Contributions to the Theory of Games* II, Princeton 1953, 307-317.

    Examples
    --------
    >>> from consensus import games
    >>> dict(shapley(games.glove_game(["l"], ["r1", "r2"])))
    {'l': Fraction(2, 3), 'r1': Fraction(1, 6), 'r2': Fraction(1, 6)}
    """
    of_kind(game, Coalitional)
    if game.rule is not None and len(game.players) > LISTED:
        return Values("shapley", game, dict(shapley_shubik(game.rule)))
    return Values("shapley", game, shapley_of(game))


def shapley_of(game: Coalitional) -> dict[str, Number]:
    """The numbers of `shapley`, from the table."""
    n = len(game.players)
    sums, totals, unit = sums_by_size(game.table)
    values: list[Any] = []
    for i in range(n):
        value: Any = 0
        for s in range(1, n + 1):
            value = value + factorial(s - 1) * factorial(n - s) * sums[i][s]
            if s < n:
                without = totals[s] - sums[i][s]
                value = value - factorial(s) * factorial(n - s - 1) * without
        values.append(tidied(value * (unit / factorial(n))))
    return dict(zip(game.players, values, strict=True))


@traceable
def weighted_shapley(game: Coalitional, *, weights: Mapping[str, object]) -> Values:
    """The weighted Shapley value: each dividend is shared in proportion to the weights.

    Cost n·2ⁿ. Equal weights give the Shapley value.

    Parameters
    ----------
    game : Coalitional
    weights : mapping player -> number
        One positive weight for every player.

    References
    ----------
    L. S. Shapley, *Additive and Non-additive Set Functions*, PhD thesis, Princeton 1953;
    E. Kalai and D. Samet, *International Journal of Game Theory* 16 (1987), 205-222.

    Examples
    --------
    >>> from consensus import games
    >>> game = games.unanimity_game(["a", "b"], ["a", "b"])
    >>> dict(weighted_shapley(game, weights={"a": 3, "b": 1}))
    {'a': Fraction(3, 4), 'b': Fraction(1, 4)}
    """
    of_kind(game, Coalitional)
    read = _read_weights(game, weights)

    def share(coalition: frozenset[str], player: str) -> Number:
        together = sum((read[p] for p in game.players if p in coalition), start=0)
        return divided(read[player], together)

    return Values("weighted_shapley", game, shared_dividends(game, share))


@traceable
def aumann_dreze(game: Coalitional, *, structure: Blocks) -> Values:
    """The Shapley value of each block's own game: every block shares what it can secure.

    Parameters
    ----------
    game : Coalitional
    structure : iterable of coalitions, or mapping name -> coalition
        Disjoint blocks; a player in none stands alone.

    References
    ----------
    R. J. Aumann and J. H. Drèze, *International Journal of Game Theory* 3 (1974), 217-237.

    Examples
    --------
    >>> from consensus import games
    >>> dict(aumann_dreze(games.glove_game(["l"], ["r1", "r2"]), structure=[{"l", "r1"}]))
    {'l': Fraction(1, 2), 'r1': Fraction(1, 2), 'r2': 0}
    """
    of_kind(game, Coalitional)
    found: dict[str, Number] = {}
    for block in read_blocks(game, structure, "structure"):
        found |= shapley_of(game.subgame(block))
    return Values("aumann_dreze", game, {player: found[player] for player in game.players})


@traceable
def banzhaf_value(game: Coalitional) -> Values:
    """The Banzhaf value: the average marginal contribution over all coalitions of the others.

    It does not in general add up to the worth of all players; for a simple game it is what
    `penrose` gives for its rule. Cost as for `shapley`.

    References
    ----------
    G. Owen, *Naval Research Logistics Quarterly* 22 (1975), 741-750.

    Examples
    --------
    >>> from consensus import games
    >>> dict(banzhaf_value(games.glove_game(["l"], ["r1", "r2"])))
    {'l': Fraction(3, 4), 'r1': Fraction(1, 4), 'r2': Fraction(1, 4)}
    """
    of_kind(game, Coalitional)
    if game.rule is not None and len(game.players) > LISTED:
        return Values("banzhaf_value", game, dict(penrose(game.rule)))
    n = len(game.players)
    sums, totals, unit = sums_by_size(game.table)
    everything: Any = sum(totals, start=0)
    values = {
        player: tidied((unit / 2 ** (n - 1)) * (2 * sum(sums[i], start=0) - everything))
        for i, player in enumerate(game.players)
    }
    return Values("banzhaf_value", game, values)


def shared_dividends(
    game: Coalitional, share: Callable[[frozenset[str], str], Number]
) -> dict[str, Number]:
    """Every dividend divided among the members of its coalition."""
    values: dict[str, Any] = dict.fromkeys(game.players, 0)
    for coalition, amount in game.dividends().items():
        for player in game.players:
            if player in coalition:
                values[player] = values[player] + share(coalition, player) * amount
    return {player: tidied(value) for player, value in values.items()}


def _read_weights(game: Coalitional, weights: Mapping[str, object]) -> dict[str, Number]:
    if not isinstance(weights, Mapping):
        raise InvalidInput(f"weights: expected a mapping player -> number, got {weights!r}")
    for player in game.players:
        if player not in weights:
            raise InvalidInput(f"weights: no weight for {player!r}")
    for player in weights:
        if player not in game.index:
            raise InvalidInput(f"weights: {player!r} is not a player of this game")
    read = {player: exact_number(weights[player], f"weights[{player!r}]") for player in weights}
    for player, weight in read.items():
        if weight < 0:
            raise InvalidInput(f"weights[{player!r}]: expected a positive weight, got {weight}")
        if weight == 0:
            raise NotApplicable(f"weights[{player!r}]: weights of 0 need an order of the players")
    return read
