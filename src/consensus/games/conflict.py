"""The conflict graph: states, who may move between them, and how each player ranks them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from immutabledict import immutabledict

from ..errors import InvalidInput
from ..exact.read import Number, exact_number
from ..rules.rule import read_mapping, read_players

if TYPE_CHECKING:
    import numpy.typing as npt

    Levels: TypeAlias = npt.NDArray[np.int64]
    Relation: TypeAlias = npt.NDArray[np.bool_]

__all__ = ["ConflictGraph", "Edges", "Move", "Mover"]

Mover: TypeAlias = str | frozenset[str]
Move: TypeAlias = tuple[str, str, Mover]


@dataclass(frozen=True, eq=False)
class Edges:
    """The moves of one mover as arrays: targets grouped by source.

    Attributes
    ----------
    members : frozenset of str
        Who makes these moves, together.
    sources : integer array
        The states with at least one move, in rising order.
    starts : integer array
        Where in `targets` the moves of each source begin.
    targets : integer array
    """

    members: frozenset[str]
    sources: npt.NDArray[np.intp]
    starts: npt.NDArray[np.intp]
    targets: npt.NDArray[np.intp]

    @classmethod
    def of(cls, members: frozenset[str], sources: Any, targets: Any) -> Edges:
        """Group parallel arrays of sources and targets; repetitions are dropped."""
        pairs = np.column_stack([np.asarray(sources, np.intp), np.asarray(targets, np.intp)])
        if not len(pairs):
            nothing = np.zeros(0, np.intp)
            return cls(members, nothing, nothing, nothing)
        pairs = np.unique(pairs, axis=0)
        heads, starts = np.unique(pairs[:, 0], return_index=True)
        return cls(members, heads, starts, np.ascontiguousarray(pairs[:, 1]))

    @cached_property
    def froms(self) -> npt.NDArray[np.intp]:
        """The source of every move, parallel to `targets`."""
        return np.repeat(self.sources, np.diff(np.append(self.starts, len(self.targets))))

    def after(self, state: int) -> npt.NDArray[np.intp]:
        """Where the moves from one state lead."""
        place = int(np.searchsorted(self.sources, state))
        if place == len(self.sources) or self.sources[place] != state:
            return self.targets[:0]
        end = self.starts[place + 1] if place + 1 < len(self.starts) else len(self.targets)
        return self.targets[self.starts[place] : end]


@dataclass(frozen=True, eq=False)
class ConflictGraph:
    """A conflict as states and the moves between them, with preferences (the graph model).

    Cost of building: linear in the moves, n log n in the states for each player.

    Parameters
    ----------
    states : iterable of str
        All different.
    moves : iterable of (from, to, mover)
        A mover is a player, or a set of players who can make this move only together. A move
        that cannot be undone is one whose reverse is not listed.
    preferences : mapping player -> ranking
        Who is named here is a player. A ranking is a sequence, best first, ties as sets, naming
        every state once; or a mapping state -> number, larger is better, traced numbers allowed.
    strong : mapping player -> number, optional
        For players whose preferences are numbers: a difference of at least this much is a
        strong preference.
    unknown : mapping player -> iterable of pairs of states, optional
        Pairs that this player's preference leaves open.

    Raises
    ------
    InvalidInput
        Naming the state, move or player that is not as it should be; a ranking that names a
        state twice has a cycle, one that leaves a state out says nothing about it.

    References
    ----------
    Fang, Hipel and Kilgour, *Interactive Decision Making: The Graph Model for Conflict
    Resolution*, Wiley 1993, ch. 3. Unknown preference: Li, Hipel, Kilgour and Fang, IEEE
    Transactions on SMC A 34 (2004), 507-520. Strength: Hamouda, Kilgour and Hipel, Group
    Decision and Negotiation 13 (2004), 449-462.

    Examples
    --------
    >>> graph = ConflictGraph(
    ...     ["talks", "walkout"], [("talks", "walkout", "a")],
    ...     {"a": ["talks", "walkout"], "b": [{"talks", "walkout"}]})
    >>> graph.players, graph.level("a", "talks") > graph.level("a", "walkout")
    (('a', 'b'), True)
    """

    states: tuple[str, ...]
    moves: tuple[Move, ...] = field(repr=False)
    preferences: Mapping[str, Any] = field(repr=False)
    strong: Mapping[str, Any] | None = field(default=None, repr=False, kw_only=True)
    unknown: Mapping[str, Any] | None = field(default=None, repr=False, kw_only=True)
    options: Mapping[str, frozenset[str]] | None = field(default=None, repr=False, kw_only=True)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "states", read_players(self.states, "states"))
        if not isinstance(self.preferences, Mapping):
            raise InvalidInput(
                f"preferences: expected a mapping player -> ranking, got {self.preferences!r}"
            )
        players = read_players(self.preferences, "preferences")
        put(self, "_levels", {})
        put(self, "_numbers", {})
        for player in players:
            self._read_ranking(player, self.preferences[player])
        put(self, "preferences", immutabledict(dict(self.preferences)))
        put(self, "moves", self._read_moves(players))
        put(self, "strong", self._read_strong())
        put(self, "unknown", self._read_unknown())

    _levels: dict[str, Levels] = field(init=False, repr=False)
    _numbers: dict[str, tuple[Number, ...]] = field(init=False, repr=False)

    # What it is made of ---------------------------------------------------------------------

    @property
    def players(self) -> tuple[str, ...]:
        """The players, in the order of the preferences."""
        return tuple(self.preferences)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The place of each state in `states`."""
        return {state: i for i, state in enumerate(self.states)}

    @cached_property
    def units(self) -> tuple[Edges, ...]:
        """The moves, one `Edges` for each player and each group that moves together."""
        lists: dict[frozenset[str], tuple[list[int], list[int]]] = {
            frozenset([player]): ([], []) for player in self.players
        }
        index = self.index
        for source, target, mover in self.moves:
            members = frozenset([mover]) if isinstance(mover, str) else mover
            sources, targets = lists.setdefault(members, ([], []))
            sources.append(index[source])
            targets.append(index[target])
        return tuple(Edges.of(members, *ends) for members, ends in lists.items())

    def levels(self, player: str) -> Levels:
        """How high each state stands for a player: 0 is worst, ties stand equally high."""
        self.read_player(player)
        return self._levels[player]

    def level(self, player: str, state: str) -> int:
        """How high one state stands for a player; only the order of levels means anything."""
        return int(self.levels(player)[self.read_state(state)])

    def numbers(self, player: str) -> tuple[Number, ...] | None:
        """The player's numbers in the order of the states, None when a ranking was given."""
        self.read_player(player)
        return self._numbers.get(player)

    def better(self, player: str) -> Relation:
        """Entry [s, t]: the player is known to prefer t to s."""
        levels = self.levels(player)
        relation = levels[None, :] > levels[:, None]
        doubt = self.doubtful(player)
        return relation if doubt is None else relation & ~doubt

    def doubtful(self, player: str) -> Relation | None:
        """Entry [s, t]: the preference between s and t is unknown; None when it never is."""
        pairs = (self.unknown or {}).get(player)
        if not pairs:
            return None
        relation = np.zeros((len(self.states),) * 2, bool)
        for s, t in pairs:
            relation[self.index[s], self.index[t]] = relation[self.index[t], self.index[s]] = True
        return relation

    def much_worse(self, player: str) -> Relation:
        """Entry [s, t]: the player strongly prefers s to t."""
        numbers, step = self.numbers(player), (self.strong or {}).get(player)
        if numbers is None or step is None:
            raise InvalidInput(f"strong: no strength of preference was given for {player!r}")
        rows = [[bool(a - b >= step) for b in numbers] for a in numbers]
        relation = np.array(rows, bool)
        doubt = self.doubtful(player)
        return relation if doubt is None else relation & ~doubt

    def __reduce__(self) -> tuple[object, ...]:
        given = (self.strong, self.unknown, self.options)
        kept = tuple(None if table is None else dict(table) for table in given)
        return (_rebuilt, (self.states, self.moves, dict(self.preferences), *kept))

    # Reading --------------------------------------------------------------------------------

    def read_player(self, player: str) -> str:
        """The player; refuses anyone else."""
        if player not in self._levels:
            raise InvalidInput(f"player: {player!r} is not a player of this conflict")
        return player

    def read_state(self, state: object, where: str = "state") -> int:
        """The place of a state; refuses anything else."""
        if not isinstance(state, str) or state not in self.index:
            raise InvalidInput(f"{where}: {state!r} is not a state of this conflict")
        return self.index[state]

    def read_coalition(self, coalition: Iterable[str]) -> frozenset[str]:
        """A coalition of players, not empty."""
        if isinstance(coalition, str):
            raise InvalidInput(f"coalition: expected a set of players, got the text {coalition!r}")
        members = frozenset(coalition)
        for player in sorted(members, key=repr):
            self.read_player(player)
        if not members:
            raise InvalidInput("coalition: expected at least one player, got none")
        return members

    def _read_ranking(self, player: str, ranking: object) -> None:
        where = f"preferences[{player!r}]"
        if isinstance(ranking, Mapping):
            for state in ranking:
                self.read_state(state, where)
            for state in self.states:
                if state not in ranking:
                    raise InvalidInput(f"{where}: says nothing about the state {state!r}")
            numbers = tuple(exact_number(ranking[s], f"{where}[{s!r}]") for s in self.states)
            self._numbers[player] = numbers
            self._levels[player] = _dense(numbers)
            return
        if isinstance(ranking, (str, Set)) or not isinstance(ranking, Iterable):
            raise InvalidInput(f"{where}: expected states, best first, got {ranking!r}")
        self._levels[player] = self._from_order(list(ranking), where)

    def _from_order(self, ranking: Sequence[object], where: str) -> Levels:
        levels = np.full(len(self.states), -1, np.int64)
        for place, entry in enumerate(ranking):
            tied = entry if isinstance(entry, (Set, list, tuple)) else (entry,)
            for state in tied:
                i = self.read_state(state, f"{where}[{place}]")
                if levels[i] >= 0:
                    raise InvalidInput(
                        f"{where}[{place}]: {state!r} stands in the ranking twice, a cycle"
                    )
                levels[i] = len(ranking) - 1 - place
        for i in np.flatnonzero(levels < 0)[:1]:
            raise InvalidInput(f"{where}: says nothing about the state {self.states[i]!r}")
        return levels

    def _read_moves(self, players: tuple[str, ...]) -> tuple[Move, ...]:
        known, read = set(players), []
        given: Any = self.moves
        if isinstance(given, str) or not isinstance(given, Iterable):
            raise InvalidInput(f"moves: expected (from, to, mover), …, got {given!r:.80}")
        for i, move in enumerate(given):
            if not isinstance(move, (tuple, list)) or len(move) != 3:
                raise InvalidInput(f"moves[{i}]: expected (from, to, mover), got {move!r}")
            source, target, mover = move
            if source not in self.index or target not in self.index:
                unknown = source if source not in self.index else target
                raise InvalidInput(f"moves[{i}]: {unknown!r} is not a state of this conflict")
            if source == target:
                raise InvalidInput(f"moves[{i}]: a move leads from {source!r} to itself")
            if not isinstance(mover, Iterable):
                raise InvalidInput(f"moves[{i}]: the mover {mover!r} is not made up of players")
            members = frozenset([mover]) if isinstance(mover, str) else frozenset(mover)
            if not members or not members <= known:
                raise InvalidInput(f"moves[{i}]: the mover {mover!r} is not made up of players")
            read.append((source, target, mover if isinstance(mover, str) else _mover(members)))
        return tuple(read)

    def _read_strong(self) -> Mapping[str, Any] | None:
        if self.strong is None:
            return None
        read = {}
        for player, step in read_mapping(self.strong, "strong", "player -> number").items():
            self.read_player(player)
            number = exact_number(step, f"strong[{player!r}]")
            if player not in self._numbers:
                raise InvalidInput(f"strong[{player!r}]: needs preferences in numbers")
            if not number > 0:
                raise InvalidInput(f"strong[{player!r}]: expected more than 0, got {number}")
            read[player] = number
        return immutabledict(read)

    def _read_unknown(self) -> Mapping[str, Any] | None:
        if self.unknown is None:
            return None
        read = {}
        for player, pairs in read_mapping(self.unknown, "unknown", "player -> pairs").items():
            self.read_player(player)
            kept = []
            if isinstance(pairs, str) or not isinstance(pairs, Iterable):
                raise InvalidInput(f"unknown[{player!r}]: expected pairs of states, got {pairs!r}")
            for i, pair in enumerate(pairs):
                where = f"unknown[{player!r}][{i}]"
                states = tuple(pair) if isinstance(pair, Iterable) else (pair,)
                if len(states) != 2 or states[0] == states[1]:
                    raise InvalidInput(f"{where}: expected two different states, got {pair!r}")
                for state in states:
                    self.read_state(state, where)
                kept.append(states)
            read[player] = tuple(kept)
        return immutabledict(read)


def _rebuilt(states: Any, moves: Any, preferences: Any, *given: Any) -> ConflictGraph:
    strong, unknown, options = given
    return ConflictGraph(
        states, moves, preferences, strong=strong, unknown=unknown, options=options
    )


def _mover(members: frozenset[str]) -> Mover:
    return next(iter(members)) if len(members) == 1 else members


def _dense(numbers: Sequence[Number]) -> Levels:
    """Levels of numbers that may be traced: only `<` between neighbours of the order is asked."""
    order = sorted(range(len(numbers)), key=lambda i: numbers[i])
    levels = np.zeros(len(numbers), np.int64)
    for before, here in pairwise(order):
        levels[here] = levels[before] + int(numbers[before] < numbers[here])
    return levels
