"""Games in extensive form as ``.efg`` text.

References
----------
The Gambit Project, "Game representation formats": the extensive game (.efg) file format.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ...exact.read import Exact, shown
from ...exact.traced import Traced
from ..extensive import Extensive
from ..nodes import CHANCE, END, Tree, chance, decision, ending
from .tokens import Token, Tokens, quoted

__all__ = ["read_efg", "write_efg"]

# A terminal node with whole payoffs, as most are; anything else is read word by word.
_PLAIN_ENDING = re.compile(
    r't\s+"[^"\\]*"\s+([1-9]\d{0,8})\s+"[^"\\]*"'
    r"\s*\{((?:\s*[+-]?\d{1,18}(?=[\s,}])(?:\s*,)?)+)\s*\}"
)


@dataclass
class _Node:
    """One node as it is read: what moves there, the payoffs it adds, and its children so far."""

    kind: str
    outcome: list[Exact] | None
    key: tuple[int, int] | None = None
    labels: list[str] = field(default_factory=list)
    chances: list[Exact] = field(default_factory=list)
    below: list[Tree] = field(default_factory=list)


def read_efg(words: Tokens) -> Extensive:
    """The game that an ``.efg`` text describes; comments and names of nodes are not kept.

    Payoffs at nodes within the tree are added to those of every ending below. Players without
    a name get their number as name.
    """
    words.word("EFG")
    version = words.peek()
    if words.whole() != 2:
        words.refuse(f"expected the version 2, got {version.value}", version)
    words.word("R", "D")
    title = words.text()
    players = _players(words)
    if words.peek().kind == "text":
        words.text()
    reader = _Reader(words, players)
    root = reader.tree()
    if words.peek().kind != "end":
        words.refuse("expected the end of the file after the last node")
    return Extensive(players, root, title=title)


def _players(words: Tokens) -> list[str]:
    words.take("{")
    names: list[str] = []
    while not words.skip("}"):
        token = words.peek()
        name = words.text() or str(len(names) + 1)
        if name in names:
            words.refuse(f"the player {name!r} is named twice", token)
        names.append(name)
    if not names:
        words.refuse("expected at least one player")
    return names


class _Reader:
    """Reads nodes in the order of the file, the tree depth first, without recursion."""

    def __init__(self, words: Tokens, players: list[str]) -> None:
        self.words, self.players = words, players
        self.outcomes: dict[int, list[Exact]] = {}
        self.moves: dict[tuple[int, int], tuple[list[str], list[Exact]]] = {}
        self.titles: dict[tuple[int, int], str] = {}
        self.names: dict[tuple[int, int], str] = {}
        self.taken: set[str] = set()

    def tree(self) -> Tree:
        open_nodes: list[_Node] = []
        sums: list[list[Exact]] = [[0] * len(self.players)]
        while True:
            node = self.node()
            total = sums[-1]
            if node.outcome is not None:
                total = [a + b for a, b in zip(total, node.outcome, strict=True)]
            if node.kind != "t":
                open_nodes.append(node)
                sums.append(total)
                continue
            done: Tree = ending(*total)
            while True:
                if not open_nodes:
                    return done
                open_nodes[-1].below.append(done)
                if len(open_nodes[-1].below) < len(open_nodes[-1].labels):
                    break
                done = self.closed(open_nodes.pop())
                sums.pop()

    def node(self) -> _Node:
        words = self.words
        place = words.peek()
        plain = words.match(_PLAIN_ENDING) if place.value == "t" else None
        if plain is not None:
            payoffs: list[Exact] = [int(x) for x in plain[2].replace(",", " ").split()]
            if len(payoffs) != len(self.players):
                words.refuse(f"{len(payoffs)} payoffs for {len(self.players)} players", place)
            return _Node("t", self.known_outcome(int(plain[1]), payoffs, place))
        kind = words.word("c", "p", "t")
        words.text()
        if kind == "t":
            return _Node(kind, self.outcome())
        token = words.peek()
        player = words.whole(least=1) if kind == "p" else 0
        if player > len(self.players):
            words.refuse(f"there is no player {player}, there are {len(self.players)}", token)
        place = words.peek()
        key = (player, words.whole(least=1))
        if words.peek().kind == "text":
            title = words.text()
            self.titles.setdefault(key, title)
        if words.peek().kind == "{":
            found = self.listed(kind == "c")
            known = self.moves.setdefault(key, found)
            if known != found:
                words.refuse("this information set has other moves elsewhere", place)
        elif key not in self.moves:
            words.refuse("this information set has no moves yet", place)
        labels, chances = self.moves[key]
        if kind == "c":
            total = sum(chances)
            if total != 1:
                words.refuse(f"the probabilities sum to {total}, not to one", place)
        return _Node(kind, self.outcome(), key, labels, chances)

    def listed(self, by_chance: bool) -> tuple[list[str], list[Exact]]:
        words = self.words
        words.take("{")
        labels: list[str] = []
        chances: list[Exact] = []
        while not words.skip("}"):
            token = words.peek()
            label = words.text() or str(len(labels) + 1)
            if label in labels:
                words.refuse(f"the move {label!r} is listed twice", token)
            labels.append(label)
            if by_chance:
                token = words.peek()
                chances.append(words.number())
                if chances[-1] < 0:
                    words.refuse(f"a probability of {chances[-1]} is below 0", token)
        if not labels:
            words.refuse("expected at least one move")
        return labels, chances

    def outcome(self) -> list[Exact] | None:
        words = self.words
        token = words.peek()
        number = words.whole()
        if words.peek().kind == "text":
            words.text()
        if words.peek().kind == "{":
            payoffs = self.payoffs()
            if number == 0:
                words.refuse("the outcome 0 has no payoffs", token)
            self.known_outcome(number, payoffs, token)
        elif number and number not in self.outcomes:
            words.refuse(f"the outcome {number} has no payoffs yet", token)
        return self.outcomes[number] if number else None

    def known_outcome(self, number: int, payoffs: list[Exact], token: Token) -> list[Exact]:
        """The payoffs of an outcome, which have to be the same wherever it is written."""
        if self.outcomes.setdefault(number, payoffs) != payoffs:
            self.words.refuse(f"the outcome {number} has other payoffs elsewhere", token)
        return payoffs

    def payoffs(self) -> list[Exact]:
        words = self.words
        words.take("{")
        values = []
        for _ in self.players:
            values.append(words.number())
            words.skip(",")
        words.take("}")
        return values

    def closed(self, node: _Node) -> Tree:
        """A node whose children have all been read."""
        assert node.key is not None
        if node.kind == "c":
            moves = zip(node.labels, node.chances, node.below, strict=True)
            return chance({label: (p, tree) for label, p, tree in moves})
        name = self.names.get(node.key)
        if name is None:
            name = self.names[node.key] = self.fresh(node.key)
        player = self.players[node.key[0] - 1]
        return decision(player, dict(zip(node.labels, node.below, strict=True)), name)

    def fresh(self, key: tuple[int, int]) -> str:
        """The name of an information set: its title, if nobody else has it."""
        name = self.titles.get(key, "")
        if not name or name in self.taken:
            name = f"{self.players[key[0] - 1]} {key[1]}"
            while name in self.taken:
                name += "′"
        self.taken.add(name)
        return name


def write_efg(game: Extensive) -> str:
    """The game as ``.efg`` text; fractions stay fractions.

    Raises
    ------
    NotApplicable
        If a payoff or a probability is a traced number.
    """
    players = " ".join(map(quoted, game.players))
    lines = [f"EFG 2 R {quoted(game.title)} {{ {players} }}", '""', ""]
    numbers: dict[int, int] = {}
    following = [1] * (len(game.players) + 1)
    written: set[int] = set()
    endings = 0
    waiting = [0]
    while waiting:
        node = waiting.pop()
        mover = game.owner[node]
        if mover == END:
            endings += 1
            payoffs = game.payoffs[node]
            assert payoffs is not None
            lines.append(f't "" {endings} "" {{ {", ".join(map(_number, payoffs))} }}')
            continue
        if mover == CHANCE:
            chances = game.chances[node]
            assert chances is not None
            pairs = zip(game.labels(node), chances, strict=True)
            moves = " ".join(f"{quoted(label)} {_number(p)}" for label, p in pairs)
            lines.append(f'c "" {following[-1]} "" {{ {moves} }} 0')
            following[-1] += 1
        else:
            h = game.infoset[node]
            if h not in numbers:
                numbers[h] = following[mover]
                following[mover] += 1
            head = f'p "" {mover + 1} {numbers[h]}'
            if h not in written:
                written.add(h)
                moves = " ".join(map(quoted, game.sets[h].actions))
                head += f" {quoted(game.sets[h].name)} {{ {moves} }}"
            lines.append(head + " 0")
        waiting.extend(reversed(game.children(node)))
    return "\n".join(lines) + "\n"


def _number(value: Any) -> str:
    if isinstance(value, Traced):
        float(value)  # Refuses, and says why.
    return shown(value)
