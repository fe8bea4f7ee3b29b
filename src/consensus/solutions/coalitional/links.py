"""The Myerson value: only those who are connected can act together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...errors import InvalidInput
from ...games.coalitional import Coalitional
from ...games.worths import members, pack
from ..declared import traceable
from ..kind import of_kind
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
    of_kind(game, Coalitional)
    pairs = read_links(game, links)
    if game.rule is not None and len(game.players) > LISTED:
        return Values("myerson", game, dict(myerson_index(game.rule, links=pairs)))
    return Values("myerson", game, shapley_of(graph_restricted(game, links=pairs)))


def graph_restricted(game: Coalitional, *, links: Iterable[Iterable[str]]) -> Coalitional:
    """The game in which a coalition is worth the sum over its connected parts.

    Examples
    --------
    >>> from consensus import games
    >>> game = games.unanimity_game(["a", "b", "c"], ["a", "c"])
    >>> graph_restricted(game, links=[("a", "b"), ("b", "c")]).worth({"a", "c"})
    0
    """
    of_kind(game, Coalitional)
    near = [0] * len(game.players)
    for one, other in read_links(game, links):
        i, j = game.index[one], game.index[other]
        near[i] |= 1 << j
        near[j] |= 1 << i
    table = game.table
    worth: list[Any] = [0] * len(table)
    for mask in range(1, len(worth)):
        part = _component(mask, near)
        worth[mask] = table[part] + worth[mask ^ part]
    return Coalitional._made(game.players, pack(worth))


def read_links(game: Coalitional, links: Iterable[Iterable[str]]) -> list[tuple[str, str]]:
    """Pairs of two different players each."""
    pairs = []
    for k, link in enumerate(links):
        ends = sorted(game.read_coalition(link, f"links[{k}]"))
        if len(ends) != 2:
            raise InvalidInput(f"links[{k}]: expected two different players, got {ends}")
        pairs.append((ends[0], ends[1]))
    return pairs


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
