"""Laying a tree out in breadth-first lists, and refusing what is no tree by its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from ..errors import InvalidInput, TooLarge
from ..exact.read import Number, exact_number
from .nodes import CHANCE, END, Chance, Decision, Ending, InformationSet, Tree

__all__ = ["Layout"]

_MOST_NODES = 5_000_000


class Layout:
    """Lays a tree out in breadth-first lists, checking each node as it comes."""

    def __init__(self, players: tuple[str, ...]) -> None:
        self.number = {p: i for i, p in enumerate(players)}
        self.owner: list[int] = []
        self.parent: list[int] = []
        self.first: list[int] = []
        self.count: list[int] = []
        self.infoset: list[int] = []
        self.payoffs: list[tuple[Number, ...] | None] = []
        self.chances: list[tuple[Number, ...] | None] = []
        self.events: dict[int, tuple[str, ...]] = {}
        self.sets: list[tuple[str | None, int, tuple[str, ...]]] = []
        self.members: list[list[int]] = []
        self.by_name: dict[str, int] = {}

    def add_all(self, root: Tree) -> None:
        """Add every node below the root, breadth first."""
        queue: list[Any] = [root]
        self.parent.append(-1)
        node = 0
        while node < len(queue):
            tree, queue[node] = queue[node], None
            below = self.add(node, tree)
            self.first.append(len(queue))
            self.count.append(len(below))
            if len(queue) + len(below) > _MOST_NODES:
                raise TooLarge(
                    "a game tree", len(queue) + len(below), _MOST_NODES,
                    "describe a smaller part of it", unit="nodes",
                )  # fmt: skip
            queue.extend(below)
            self.parent.extend([node] * len(below))
            node += 1

    def add(self, node: int, tree: Any) -> list[Any]:
        """Add one node and return the nodes that its moves lead to."""
        if isinstance(tree, Ending):
            return self.add_ending(node, tree)
        self.payoffs.append(None)
        if isinstance(tree, Decision):
            return self.add_decision(node, tree)
        if isinstance(tree, Chance):
            return self.add_chance(node, tree)
        raise InvalidInput(
            f"{self.place(node)}: expected decision(…), chance(…) or ending(…), got {tree!r}"
        )

    def add_ending(self, node: int, tree: Ending) -> list[Any]:
        """Add a terminal node, its payoffs read exactly."""
        if len(tree.payoffs) != len(self.number):
            raise InvalidInput(
                f"{self.place(node)}: {len(tree.payoffs)} payoffs for {len(self.number)} players"
            )
        if all(type(x) is int for x in tree.payoffs):
            self.payoffs.append(tree.payoffs)  # type: ignore[arg-type]
        else:
            place = self.place(node)
            self.payoffs.append(
                tuple(exact_number(x, f"{place}: payoff {i}") for i, x in enumerate(tree.payoffs))
            )
        self.owner.append(END)
        self.infoset.append(-1)
        self.chances.append(None)
        return []

    def add_chance(self, node: int, tree: Chance) -> list[Any]:
        """Add a chance node, whose probabilities have to sum to one."""
        moves = self.moves_of(node, tree.moves)
        chances, below = [], []
        total: Any = 0
        for event, entry in moves.items():
            if not isinstance(entry, tuple) or len(entry) != 2:
                raise InvalidInput(
                    f"{self.place(node)}: {event!r}: expected (probability, node), got {entry!r}"
                )
            p = entry[0]
            if not isinstance(p, (int, Fraction)) or isinstance(p, bool):
                p = exact_number(p, f"{self.place(node)}: probability of {event!r}")
            if p < 0:
                raise InvalidInput(f"{self.place(node)}: probability of {event!r} is {p}, below 0")
            total = total + p
            chances.append(p)
            below.append(entry[1])
        if total != 1:
            raise InvalidInput(f"{self.place(node)}: probabilities sum to {total}, not to one")
        self.owner.append(CHANCE)
        self.infoset.append(-1)
        self.chances.append(tuple(chances))
        self.events[node] = tuple(moves)
        return below

    def add_decision(self, node: int, tree: Decision) -> list[Any]:
        """Add a decision node to its information set, which has to have the same moves."""
        if tree.player not in self.number:
            raise InvalidInput(f"{self.place(node)}: {tree.player!r} is not a player")
        player = self.number[tree.player]
        moves = self.moves_of(node, tree.moves)
        actions = tuple(moves)
        place = None if tree.infoset is None else self.by_name.get(tree.infoset)
        if place is None:
            place = len(self.sets)
            self.sets.append((tree.infoset, player, actions))
            self.members.append([])
            if tree.infoset is not None:
                self.by_name[tree.infoset] = place
        else:
            _, owner, known = self.sets[place]
            if owner != player:
                raise InvalidInput(
                    f"{self.place(node)}: the information set {tree.infoset!r} belongs to"
                    f" another player"
                )
            if known != actions:
                raise InvalidInput(
                    f"{self.place(node)}: the information set {tree.infoset!r} has the moves"
                    f" {', '.join(known)} elsewhere, {', '.join(actions)} here"
                )
        self.members[place].append(node)
        self.owner.append(player)
        self.infoset.append(place)
        self.chances.append(None)
        return list(moves.values())

    def moves_of(self, node: int, moves: Any) -> Mapping[str, Any]:
        """The moves at a node, at least one, each with a name."""
        if not isinstance(moves, Mapping) or not moves:
            raise InvalidInput(f"{self.place(node)}: expected at least one move, got {moves!r}")
        for label in moves:
            if not isinstance(label, str) or not label:
                raise InvalidInput(f"{self.place(node)}: a move is a text, got {label!r}")
        return moves

    def place(self, node: int) -> str:
        """The path to a node; only looked up when something is wrong with it."""
        steps = []
        while node:
            above = self.parent[node]
            k = node - self.first[above]
            if self.owner[above] == CHANCE:
                steps.append(self.events[above][k])
            else:
                steps.append(self.sets[self.infoset[above]][2][k])
            node = above
        return " › ".join(["root", *reversed(steps)])

    def finished_sets(self) -> tuple[InformationSet, ...]:
        """The information sets, those without a name named after their player."""
        taken = set(self.by_name)
        names = self._fresh_names(taken)
        return tuple(
            InformationSet(name or next(names[player]), player, actions, tuple(members))
            for (name, player, actions), members in zip(self.sets, self.members, strict=True)
        )

    def _fresh_names(self, taken: set[str]) -> list[Iterator[str]]:
        def fresh(player: str) -> Iterator[str]:
            k = 0
            while True:
                k += 1
                if f"{player} {k}" not in taken:
                    yield f"{player} {k}"

        return [fresh(player) for player in self.number]
