"""Reading partitions of the players: unions agreed in advance, coalition structures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...errors import InvalidInput
from ...games.coalitional import Coalitional

__all__ = ["Blocks", "read_blocks"]

Blocks = Iterable[Iterable[str]] | Mapping[str, Iterable[str]]


def read_blocks(game: Coalitional, blocks: Blocks, where: str) -> tuple[frozenset[str], ...]:
    """Read disjoint blocks, as sets or as a mapping name -> members; others stand alone.

    Raises
    ------
    InvalidInput
        If a block is empty, two overlap, or someone is not a player.
    """
    named: list[tuple[str, Any]]
    if isinstance(blocks, Mapping):
        named = [(f"{where}[{name!r}]", inside) for name, inside in blocks.items()]
    elif isinstance(blocks, str):
        raise InvalidInput(f"{where}: expected sets of players, got the text {blocks!r}")
    else:
        named = [(f"{where}[{i}]", inside) for i, inside in enumerate(blocks)]
    read: list[frozenset[str]] = []
    home: dict[str, str] = {}
    for place, given in named:
        inside = game.read_coalition(given, place)
        if not inside:
            raise InvalidInput(f"{place}: expected at least one player")
        for player in sorted(inside):
            if player in home:
                raise InvalidInput(f"{place}: {player!r} is already in {home[player]}")
            home[player] = place
        read.append(inside)
    read += [frozenset([player]) for player in game.players if player not in home]
    return tuple(read)
