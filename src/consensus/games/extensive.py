"""The extensive form: a tree of moves, what each player knows when moving, and payoffs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..errors import InvalidInput, NotApplicable
from ..exact.read import Number, brief, exact_number
from ..rules.rule import read_players
from .layout import Layout
from .nodes import CHANCE, END, InformationSet, Tree

__all__ = ["Extensive"]


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
    >>> from consensus.games import decision, ending
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
        built = Layout(self.players)
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
    for k, p in enumerate(mix):
        if p < 0:
            raise InvalidInput(f"{where}[{k}]: probabilities are at least 0, got {brief(p)}")
    if total != 1:
        raise InvalidInput(f"{where}: probabilities sum to 1, got the sum {brief(total)}")
    return mix
