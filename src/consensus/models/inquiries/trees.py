"""Inquiries put as a game tree: who moves when, solved from the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from immutabledict import immutabledict

from ...errors import InvalidInput
from ...games.extensive import Extensive
from ...games.nodes import chance, decision, ending
from ...solutions import subgame_perfect
from .entries import Cells, Entries, names_in, or_joined, values
from .record import Detail

__all__ = ["Moves"]

_MOST_NODES = 400
_DEEPEST = 60


@dataclass(frozen=True)
class Node:
    """Where somebody moves, or chance does."""

    player: str | None
    moves: Mapping[str, str]
    chances: Cells


@dataclass(frozen=True)
class Moves:
    """A tree of moves that everybody sees, solved by backward induction, ties included."""

    players: tuple[str, ...]
    start: str
    nodes: Mapping[str, Node]
    ends: Mapping[str, Cells]

    @classmethod
    def read(cls, entries: Entries) -> Moves:
        """Entries ``players``, ``nodes`` and ``ends``.

        The first node is the root. A node has ``player`` and ``moves``: move -> node or end; or
        ``chance``: event -> probability, and ``moves``: event -> node or end. An end has a cell for
        every player.
        """
        players = entries.texts("players")
        outer = entries.table("nodes")
        nodes = {name: _node(outer.table(name), players) for name in list(outer.left)}
        ends = entries.tables("ends", players)
        if not nodes:
            raise InvalidInput(f"{outer.where}: a tree needs at least one node")
        if len(nodes) + len(ends) > _MOST_NODES:
            raise InvalidInput(
                f"{outer.where}: {len(nodes) + len(ends)} places, at most {_MOST_NODES} are read"
            )
        for name, cells in ends.items():
            if name in nodes:
                raise InvalidInput(f"{entries.where}: {name!r} is both a node and an end")
            for player in players:
                if player not in cells:
                    raise InvalidInput(f"{entries.where}: ends: {name}: nothing for {player!r}")
        for name, node in nodes.items():
            for move, target in node.moves.items():
                if target not in nodes and target not in ends:
                    raise InvalidInput(
                        f"{outer.where}: {name}: {move!r} leads to {target!r}, which is not there"
                    )
        read = cls(players, next(iter(nodes)), immutabledict(nodes), ends)
        reached = set(_walk(read, read.start, (), outer.where))
        for name in (*nodes, *ends):
            if name not in reached:
                raise InvalidInput(f"{outer.where}: no move leads to {name!r}")
        return read

    @property
    def names(self) -> frozenset[str]:
        """The parameters it reads."""
        return names_in(self.ends, *(node.chances for node in self.nodes.values()))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it takes for granted."""
        return ("Everyone sees all earlier moves and expects the later ones.",)

    def game(self, **given: Any) -> Extensive:
        """The game at these values of the parameters."""
        return Extensive(self.players, self._tree(self.start, given))

    def _tree(self, name: str, given: Mapping[str, Any]) -> Any:
        if name in self.ends:
            worth = values(self.ends[name], given)
            return ending(*(worth[player] for player in self.players))
        node = self.nodes[name]
        after = {move: self._tree(target, given) for move, target in node.moves.items()}
        if node.player is not None:
            return decision(node.player, after)
        shares = values(node.chances, given)
        return chance({event: (shares[event], tree) for event, tree in after.items()})

    def outcome(self, **given: Any) -> str:
        """The ends that are reached in the equilibria, ties joined."""
        game = self.game(**given)
        reached: list[str] = []
        for profile in subgame_perfect(game).items:
            text = " or ".join(dict.fromkeys(end for _, end in self._played(game, profile)))
            if text not in reached:
                reached.append(text)
        return or_joined(dict.fromkeys(reached))

    def _played(self, game: Extensive, profile: Any) -> Iterator[tuple[str, str]]:
        """The ways of play that happen under a profile, with the name of the end."""
        waiting = [(0, self.start, "")]
        while waiting:
            node, name, path = waiting.pop(0)
            if name in self.ends:
                yield path, name
                continue
            here = self.nodes[name]
            labels = game.labels(node)
            probabilities = (
                game.chances[node]
                if here.player is None
                else profile[game.sets[game.infoset[node]].name]
            )
            assert probabilities is not None
            for child, label, chance_of in zip(
                game.children(node), labels, probabilities, strict=True
            ):
                if chance_of != 0:
                    who = here.player or "chance"
                    step = f"{path}, then {who}: {label}" if path else f"{who}: {label}"
                    waiting.append((child, here.moves[label], step))

    def details(self, **given: Any) -> tuple[Detail, ...]:
        """The moves on the way, and what everybody expects."""
        game = self.game(**given)
        found = subgame_perfect(game)
        rows = [Detail("subgame-perfect equilibria in pure strategies", len(found.items))]
        for number, (profile, worth) in enumerate(zip(found.items, found.values, strict=True), 1):
            which = f" in equilibrium {number}" if len(found.items) > 1 else ""
            for path, end in self._played(game, profile):
                rows.append(Detail(f"play{which}", f"{path}; this ends in: {end}"))
            rows += [Detail(f"worth to {player}{which}", worth[player]) for player in self.players]
        return tuple(rows)


def _node(entries: Entries, players: tuple[str, ...]) -> Node:
    inner = entries.table("moves")
    moves = {move: inner.text(move) for move in list(inner.left)}
    if not moves:
        raise InvalidInput(f"{inner.where}: expected at least one move")
    chances: Cells = immutabledict()
    player: str | None = None
    if entries.has("chance"):
        chances = entries.cells("chance", tuple(moves))
    else:
        player = entries.one_of("player", players, "")
    entries.finish()
    return Node(player, immutabledict(moves), chances)


def _walk(read: Moves, name: str, path: tuple[str, ...], where: str) -> Iterator[str]:
    if name in path:
        raise InvalidInput(f"{where}: the moves from {name!r} lead back to it")
    if len(path) > _DEEPEST:
        raise InvalidInput(f"{where}: more than {_DEEPEST} moves in a row")
    yield name
    if name in read.nodes:
        for target in dict.fromkeys(read.nodes[name].moves.values()):
            yield from _walk(read, target, (*path, name), where)
