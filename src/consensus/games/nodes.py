"""The nodes of a tree, as they are written down: decisions, chance moves and endings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

__all__ = [
    "CHANCE",
    "END",
    "Chance",
    "Decision",
    "Ending",
    "InformationSet",
    "Tree",
    "chance",
    "decision",
    "ending",
]

CHANCE, END = -1, -2
"""Who owns a node at which chance moves, and one at which nobody does."""


class Ending:
    """A terminal node: what each player receives; build it with `ending`."""

    __slots__ = ("payoffs",)

    def __init__(self, payoffs: tuple[object, ...]) -> None:
        self.payoffs = payoffs


class Decision:
    """A node at which a player moves; build it with `decision`."""

    __slots__ = ("infoset", "moves", "player")

    def __init__(self, player: str, moves: Mapping[str, Any], infoset: str | None) -> None:
        self.player, self.moves, self.infoset = player, moves, infoset


class Chance:
    """A node at which chance moves; build it with `chance`."""

    __slots__ = ("moves",)

    def __init__(self, moves: Mapping[str, tuple[object, Any]]) -> None:
        self.moves = moves


Tree: TypeAlias = Ending | Decision | Chance


def ending(*payoffs: object) -> Ending:
    """A terminal node with one payoff a player, in the order of the players.

    Examples
    --------
    >>> ending(1, "1/2").payoffs
    (1, '1/2')
    """
    return Ending(payoffs)


def decision(player: str, moves: Mapping[str, Tree], infoset: str | None = None) -> Decision:
    """A node at which `player` picks one of the moves.

    Nodes of one player with the same `infoset` are the same information set: the player does
    not know at which of them it is, and they must offer the same moves in the same order. A node
    without one is an information set of its own.

    Examples
    --------
    >>> decision("a", {"in": ending(1), "out": ending(0)}).player
    'a'
    """
    return Decision(player, moves, infoset)


def chance(moves: Mapping[str, tuple[object, Tree]]) -> Chance:
    """A node at which chance picks: event -> (probability, node); the probabilities sum to one.

    Examples
    --------
    >>> sorted(chance({"rain": ("1/4", ending(0)), "sun": ("3/4", ending(1))}).moves)
    ['rain', 'sun']
    """
    return Chance(moves)


class InformationSet(NamedTuple):
    """What a player knows when moving: the nodes it cannot tell apart, and its moves there."""

    name: str
    player: int
    actions: tuple[str, ...]
    nodes: tuple[int, ...]
