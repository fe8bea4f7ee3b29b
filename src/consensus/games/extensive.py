"""The extensive form: a tree of moves, what each player knows when moving, and payoffs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

from ..errors import InvalidInput, NotApplicable, TooLarge
from ..exact.read import Number, exact_number
from ..rules.rule import read_players

__all__ = [
    "Chance",
    "Decision",
    "Ending",
    "Extensive",
    "InformationSet",
    "Tree",
    "chance",
    "decision",
    "ending",
]

CHANCE, END = -1, -2
_MOST_NODES = 5_000_000


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


@dataclass(frozen=True, eq=False, repr=False, init=False)
class Extensive:
    """A game in extensive form.

    Cost of building: linear in the nodes, at most five million.

    Parameters
    ----------
    players : iterable of str
    root : tree
        Built with `decision`, `chance` and `ending`.
    title : str

    Attributes
    ----------
    owner : list of int
        For each node who moves: a player's number, -1 for chance, -2 for nobody. Nodes are in
        breadth-first order, so the children of node v are first[v], …, first[v] + count[v] − 1.
    sets : tuple of InformationSet
    payoffs : list
        For each terminal node the payoffs, None elsewhere.
    chances : list
        For each chance node the probabilities of its children, None elsewhere.

    Raises
    ------
    InvalidInput
        Naming the path to a node that is missing, has no moves, or whose probabilities do not
        sum to one; or an information set with different moves or players.

    References
    ----------
    Kuhn, "Extensive games and the problem of information", in *Contributions to the Theory of
    Games* II, Princeton 1953, 193-216.

    Examples
    --------
    >>> tree = decision("entrant", {
    ...     "stay out": ending(0, 2),
    ...     "enter": decision("incumbent", {"fight": ending(-1, -1), "share": ending(1, 1)})})
    >>> game = Extensive(["entrant", "incumbent"], tree)
    >>> len(game.owner), [(s.name, s.actions) for s in game.sets][1]
    (5, ('incumbent 1', ('fight', 'share')))
    """

    players: tuple[str, ...]
    title: str
    owner: list[int]
    parent: list[int]
    first: list[int]
    count: list[int]
    infoset: list[int]
    sets: tuple[InformationSet, ...]
    payoffs: list[tuple[Number, ...] | None]
    chances: list[tuple[Number, ...] | None]
    events: dict[int, tuple[str, ...]]

    def __init__(self, players: Iterable[str], root: Tree, *, title: str = "") -> None:
        put = object.__setattr__
        put(self, "players", read_players(players))
        put(self, "title", title)
        built = _Flat(self.players)
        built.add_all(root)
        for name in (
            "owner",
            "parent",
            "first",
            "count",
            "infoset",
            "payoffs",
            "chances",
            "events",
        ):
            put(self, name, getattr(built, name))
        put(self, "sets", built.finished_sets())

    # Reading the tree ---------------------------------------------------------------------------

    def children(self, node: int) -> range:
        """The nodes that one move leads to."""
        return range(self.first[node], self.first[node] + self.count[node])

    def labels(self, node: int) -> tuple[str, ...]:
        """What the moves at a node are called."""
        if self.owner[node] == CHANCE:
            return self.events[node]
        return self.sets[self.infoset[node]].actions if self.owner[node] >= 0 else ()

    def path(self, node: int) -> tuple[str, ...]:
        """The moves that lead from the root to a node."""
        steps = []
        while node:
            above = self.parent[node]
            steps.append(self.labels(above)[node - self.first[above]])
            node = above
        return tuple(reversed(steps))

    @cached_property
    def named(self) -> Mapping[str, int]:
        """The place of each information set in `sets`, by its name."""
        return {s.name: i for i, s in enumerate(self.sets)}

    @cached_property
    def perfect_information(self) -> bool:
        """Whether everybody always knows all that happened."""
        return all(len(s.nodes) == 1 for s in self.sets)

    @cached_property
    def last_own_move(self) -> list[tuple[int, ...]]:
        """For each node and player the last own move before it: 0, or an index of `sequences`."""
        last: list[tuple[int, ...]] = [()] * len(self.owner)
        last[0] = (0,) * len(self.players)
        starts = self._sequence_starts
        for node, mover in enumerate(self.owner):
            here = last[node]
            for place, child in enumerate(self.children(node)):
                if mover < 0:
                    last[child] = here
                else:
                    move = starts[self.infoset[node]] + place
                    last[child] = (*here[:mover], move, *here[mover + 1 :])
        return last

    @cached_property
    def _sequence_starts(self) -> list[int]:
        """For each information set the number of its first move among its player's, from 1."""
        following = [1] * len(self.players)
        starts = []
        for s in self.sets:
            starts.append(following[s.player])
            following[s.player] += len(s.actions)
        return starts

    @cached_property
    def forgetful(self) -> str | None:
        """The name of an information set whose player forgot an own move, None when nobody does."""
        last = self.last_own_move
        for s in self.sets:
            if len({last[node][s.player] for node in s.nodes}) > 1:
                return s.name
        return None

    def require_recall(self, who: str) -> None:
        """Refuse games in which a player forgets an own move."""
        if self.forgetful is not None:
            raise NotApplicable(
                f"{who}: assumes perfect recall; at {self.forgetful!r} the player has forgotten"
                " an own move"
            )

    # Behaviour ----------------------------------------------------------------------------------

    def read_behaviour(self, profile: Any) -> list[tuple[Number, ...]]:
        """A behaviour profile as probabilities for every information set, in their order.

        Parameters
        ----------
        profile : mapping information set -> probabilities or action
        """
        if not isinstance(profile, Mapping):
            raise InvalidInput(
                f"profile: expected a mapping information set -> probabilities, got {profile!r}"
            )
        for name in profile:
            if name not in self.named:
                raise InvalidInput(f"profile: {name!r} is not an information set of this game")
        read = []
        for s in self.sets:
            if s.name not in profile:
                raise InvalidInput(f"profile: nothing for the information set {s.name!r}")
            read.append(_mixture(profile[s.name], s))
        return read

    def values(self, profile: Any) -> dict[str, Number]:
        """What each player expects under a behaviour profile; one pass over the tree."""
        worth = self.worth(self.read_behaviour(profile))[0]
        return {p: exact_number(x, "value") for p, x in zip(self.players, worth, strict=True)}

    def worth(self, behaviour: list[tuple[Number, ...]]) -> list[tuple[Any, ...]]:
        """For every node what each player expects once it is reached."""
        n = len(self.players)
        worth: list[Any] = list(self.payoffs)
        for node in range(len(self.owner) - 1, -1, -1):
            mover = self.owner[node]
            if mover == END:
                continue
            weights = self.chances[node] if mover == CHANCE else behaviour[self.infoset[node]]
            assert weights is not None
            total: list[Any] = [0] * n
            for child, weight in zip(self.children(node), weights, strict=True):
                if isinstance(weight, int) and weight == 0:
                    continue
                below = worth[child]
                for i in range(n):
                    total[i] = total[i] + weight * below[i]
            worth[node] = tuple(total)
        return worth

    def __repr__(self) -> str:
        named = f"{self.title!r}, " if self.title else ""
        return f"Extensive({named}{len(self.owner)} nodes, players {', '.join(self.players)})"


def _mixture(entry: Any, s: InformationSet) -> tuple[Number, ...]:
    where = f"profile[{s.name!r}]"
    if isinstance(entry, str):
        if entry not in s.actions:
            raise InvalidInput(f"{where}: {entry!r} is not one of {', '.join(s.actions)}")
        return tuple(int(a == entry) for a in s.actions)
    if isinstance(entry, Mapping):
        for action in entry:
            if action not in s.actions:
                raise InvalidInput(f"{where}: {action!r} is not one of {', '.join(s.actions)}")
        entry = [entry.get(a, 0) for a in s.actions]
    if not isinstance(entry, Iterable):
        raise InvalidInput(f"{where}: expected probabilities, got {entry!r}")
    mix = tuple(exact_number(x, f"{where}[{k}]") for k, x in enumerate(entry))
    if len(mix) != len(s.actions):
        raise InvalidInput(f"{where}: expected {len(s.actions)} probabilities, got {len(mix)}")
    total: Any = sum(mix)
    if any(p < 0 for p in mix) or total != 1:
        raise InvalidInput(
            f"{where}: probabilities are at least 0 and sum to one, got the sum {total}"
        )
    return mix


class _Flat:
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
