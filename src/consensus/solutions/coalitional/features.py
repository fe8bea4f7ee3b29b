"""Properties of coalitional games, each with a witness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ...errors import TooLarge
from ...exact.read import shown
from ...games.coalitional import Coalitional
from ...games.worths import Array, subset_sums
from ..declared import untraceable
from ..kind import of_kind
from .core_allocations import core
from .quotient import tidied

__all__ = [
    "Finding",
    "is_balanced",
    "is_convex",
    "is_essential",
    "is_monotone",
    "is_superadditive",
]

_PAIRS = 16
_BULK = "its witness is searched in bulk over all coalitions"


@dataclass(frozen=True)
class Finding:
    """Whether a property holds, and what shows it; true in a condition when it holds.

    Attributes
    ----------
    holds : bool
    witness : object
        What shows the answer, in the words of the function that gave it; None where there is
        nothing to show.
    note : str
    """

    holds: bool
    witness: Any = None
    note: str = ""

    def __bool__(self) -> bool:
        return self.holds

    def __str__(self) -> str:
        return f"{'yes' if self.holds else 'no'}" + (f": {self.note}" if self.note else "")


@untraceable(_BULK)
def is_monotone(game: Coalitional) -> Finding:
    """Whether nobody's joining makes a coalition worth less. Cost n·2ⁿ.

    Returns
    -------
    Finding
        Its witness against: (coalition, player) such that the coalition is worth more without.

    Examples
    --------
    >>> from consensus import games
    >>> print(is_monotone(games.Coalitional.from_table([0, 2, 0, 1])))
    no: {1} is worth 2, with 2 1
    """
    of_kind(game, Coalitional)
    values = game.table.comparable()
    for i, player in enumerate(game.players):
        halves = values.reshape(-1, 2, 1 << i)
        worse = np.asarray(halves[:, 1] < halves[:, 0], dtype=bool)
        if worse.any():
            top, low = divmod(int(np.argmax(worse)), 1 << i)
            inside = game.coalition(top << (i + 1) | low)
            more = shown(game.worth(inside)), shown(game.worth(inside | {player}))
            note = f"{_set(game, inside)} is worth {more[0]}, with {player} {more[1]}"
            return Finding(False, (inside, player), note)
    return Finding(True)


@untraceable(_BULK)
def is_superadditive(game: Coalitional) -> Finding:
    """Whether two coalitions without a common member never lose by joining. Cost 3ⁿ, n ≤ 16.

    Returns
    -------
    Finding
        Its witness against: the two coalitions.

    Examples
    --------
    >>> from consensus import games
    >>> is_superadditive(games.Coalitional.from_table([0, 2, 0, 1])).witness
    (frozenset({'1'}), frozenset({'2'}))
    """
    of_kind(game, Coalitional)
    n = len(game.players)
    if n > _PAIRS:
        raise TooLarge(
            "is_superadditive", 3**n, 3**_PAIRS, "test is_convex, which implies it", unit="pairs"
        )
    values = game.table.comparable()
    for union in range(3, 1 << n):
        if union & (union - 1) == 0:
            continue
        low = union & -union
        rest = union ^ low
        parts = subset_sums([1 << i for i in range(n) if rest >> i & 1], np.int64) | low
        parts = parts[:-1]
        more = np.asarray(values[parts] + values[union ^ parts] > values[union], dtype=bool)
        if more.any():
            first = int(parts[int(np.argmax(more))])
            one, other = game.coalition(first), game.coalition(union ^ first)
            note = (
                f"{_set(game, one)} and {_set(game, other)} are worth"
                f" {shown(tidied(game.worth(one) + game.worth(other)))} apart,"
                f" {shown(game.worth(one | other))} together"
            )
            return Finding(False, (one, other), note)
    return Finding(True)


@untraceable(_BULK)
def is_convex(game: Coalitional) -> Finding:
    """Whether a player adds the more, the larger the coalition they join. Cost n²·2ⁿ.

    Returns
    -------
    Finding
        Its witness against: (coalition, i, j) such that i adds less once j has joined.

    References
    ----------
    L. S. Shapley, *International Journal of Game Theory* 1 (1971), 11-26.

    Examples
    --------
    >>> from consensus import games
    >>> bool(is_convex(games.bankruptcy_game(200, {"a": 100, "b": 200, "c": 300})))
    True
    >>> is_convex(games.glove_game(["l"], ["r1", "r2"])).witness
    (frozenset({'l'}), 'r1', 'r2')
    """
    of_kind(game, Coalitional)
    values = game.table.comparable()
    n = len(game.players)
    for i in range(n):
        for j in range(i + 1, n):
            cells: Array = values.reshape(-1, 2, 1 << (j - i - 1), 2, 1 << i)
            less = np.asarray(
                cells[:, 1, :, 1] + cells[:, 0, :, 0] < cells[:, 1, :, 0] + cells[:, 0, :, 1],
                dtype=bool,
            )
            if less.any():
                place = int(np.argmax(less))
                top, rest = divmod(place, less.shape[1] * less.shape[2])
                middle, low = divmod(rest, less.shape[2])
                inside = game.coalition(top << (j + 1) | middle << (i + 1) | low)
                one, other = game.players[i], game.players[j]
                note = f"{one} adds less to {_set(game, inside)} once {other} is there"
                return Finding(False, (inside, one, other), note)
    return Finding(True)


@untraceable(_BULK)
def is_essential(game: Coalitional) -> Finding:
    """Whether all players together are worth more than each alone.

    Returns
    -------
    Finding
        Its witness: what is gained by acting together, positive iff the game is essential.

    Examples
    --------
    >>> from consensus import games
    >>> is_essential(games.glove_game(["l"], ["r1", "r2"])).witness
    1
    """
    of_kind(game, Coalitional)
    alone: Any = sum((game.worth({player}) for player in game.players), start=0)
    gain = tidied(game.total - alone)
    return Finding(bool(gain > 0), gain, f"acting together gains {shown(gain)}")


@untraceable(_BULK)
def is_balanced(game: Coalitional) -> Finding:
    """Whether the core is not empty (Bondareva and Shapley). Cost as for `core`.

    Returns
    -------
    Finding
        Its witness: an allocation in the core, or a balanced collection with its weights whose
        worths add up to more than that of all players.

    Examples
    --------
    >>> from consensus import games, rules
    >>> bool(is_balanced(games.Coalitional.from_rule(rules.by_majority(["a", "b", "c"]))))
    False
    """
    of_kind(game, Coalitional)
    found = core(game)
    if found.items:
        return Finding(True, found.items[0], "the core is not empty")
    return Finding(False, found.evidence["balanced"], "a balanced collection is worth more")


def _set(game: Coalitional, inside: frozenset[str]) -> str:
    return "{" + ", ".join(p for p in game.players if p in inside) + "}"
