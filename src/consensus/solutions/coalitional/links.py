"""The Myerson value: only those who are connected can act together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...errors import InvalidInput
from ...games.coalitional import Coalitional
from ...games.worths import members, pack
from ..declared import traceable
from ..power.links import myerson_index
from ..solution import Values
from .marginal import shapley_of
from .simple import LISTED

__all__ = ["graph_restricted", "myerson"]


@traceable
def myerson(game: Coalitional, *, links: Iterable[Iterable[str]]) -> Values:
    """The Shapley value of the game in which a coalition acts through its connected parts.

    Cost n·2ⁿ; for a rule of more than 16 players as for `myerson_index`.

    Parameters
    ----------
    game : Coalitional
    links : iterable of pairs of players
        Who talks to whom.

    References
    ----------
    R. B. Myerson, *Mathematics of Operations Research* 2 (1977), 225-229.

    Examples
    --------
    >>> from consensus import games
    >>> game = games.unanimity_game(["a", "b", "c"], ["a", "c"])
    >>> dict(myerson(game, links=[("a", "b"), ("b", "c")]))
    {'a': Fraction(1, 3), 'b': Fraction(1, 3), 'c': Fraction(1, 3)}
    """
    if game.rule is not None and len(game.players) > LISTED:
        pairs = [(str(i), str(j)) for i, j in (tuple(link) for link in links)]
        return Values("myerson", game, dict(myerson_index(game.rule, links=pairs)))
    return Values("myerson", game, shapley_of(graph_restricted(game, links=links)))


def graph_restricted(game: Coalitional, *, links: Iterable[Iterable[str]]) -> Coalitional:
    """The game in which a coalition is worth the sum over its connected parts.

    Examples
    --------
    >>> from consensus import games
    >>> game = games.unanimity_game(["a", "b", "c"], ["a", "c"])
    >>> graph_restricted(game, links=[("a", "b"), ("b", "c")]).worth({"a", "c"})
    0
    """
    near = [0] * len(game.players)
    for k, link in enumerate(links):
        ends = game.read_coalition(link, f"links[{k}]")
        if len(ends) != 2:
            raise InvalidInput(f"links[{k}]: expected two different players, got {sorted(ends)}")
        i, j = (game.index[player] for player in ends)
        near[i] |= 1 << j
        near[j] |= 1 << i
    table = game.table
    worth: list[Any] = [0] * len(table)
    for mask in range(1, len(worth)):
        part = _component(mask, near)
        worth[mask] = table[part] + worth[mask ^ part]
    return Coalitional._made(game.players, pack(worth))


def _component(mask: int, near: list[int]) -> int:
    """The connected part of a mask that holds its lowest member."""
    part = fresh = mask & -mask
    while fresh:
        reached = 0
        for i in members(fresh):
            reached |= near[i]
        fresh = reached & mask & ~part
        part |= fresh
    return part
