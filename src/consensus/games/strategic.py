"""The strategic form: everyone chooses once, at the same time, from a finite list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import lcm
from typing import Any, TypeAlias

import numpy as np

from ..errors import InvalidInput
from ..exact.read import Number, brief, exact_number, tidy
from ..exact.traced import Traced
from ..rules.rule import read_players
from .tables import CELLS, entry_of, exact_array, read_tables, refuse_large, whole_array

__all__ = ["CELLS", "Label", "Mixed", "Pure", "Strategic"]

Label: TypeAlias = str | int
Pure: TypeAlias = tuple[Label, ...]
Mixed: TypeAlias = tuple[tuple[Number, ...], ...]


@dataclass(frozen=True, init=False, eq=False, repr=False)
class Strategic:
    """A game in strategic form, its payoffs held exactly.

    Cost: one pass over the payoffs; arrays of integers and floats are kept as arrays.

    Parameters
    ----------
    payoffs : array or nested lists
        ``payoffs[i][s1]…[sn]`` is what player i receives when the players choose s1, …, sn. For
        two players these are two matrices. Integers, fractions, decimals, texts such as ``"1/3"``
        and traced numbers are exact; a float is taken at its exact binary value.
    players : iterable of str, optional
        Their names; ``"1"``, ``"2"``, … when left out.
    strategies : sequence or mapping player -> sequence of str, optional
        The names of the strategies of each player; the numbers 0, 1, … when left out.
    title : str
        What the game is called in a file.

    Attributes
    ----------
    players : tuple of str
    strategies : tuple of tuple of labels
    tables : tuple of numpy.ndarray
        One read-only array a player, of integers, floats or exact numbers.

    Raises
    ------
    InvalidInput
        For ragged or empty tables, unequal shapes, or a payoff that is not a finite number.
    TooLarge
        For more than `CELLS` payoffs, before anything is copied.

    Examples
    --------
    >>> game = Strategic([[[2, 0], [3, 1]], [[2, 3], [0, 1]]], players=["row", "column"])
    >>> game.sizes, game.payoff((1, 0))
    ((2, 2), (3, 0))
    """

    players: tuple[str, ...]
    strategies: tuple[tuple[Label, ...], ...]
    tables: tuple[np.ndarray[Any, Any], ...]
    title: str

    def __init__(
        self,
        payoffs: Any,
        players: Iterable[str] | None = None,
        strategies: Sequence[Iterable[str]] | Mapping[str, Iterable[str]] | None = None,
        *,
        title: str = "",
    ) -> None:
        tables = read_tables(payoffs)
        everyone = tuple(str(i + 1) for i in range(len(tables)))
        if players is not None:
            everyone = read_players(players)
        if len(everyone) != len(tables):
            raise InvalidInput(f"players: {len(everyone)} names for {len(tables)} tables")
        object.__setattr__(self, "players", everyone)
        object.__setattr__(self, "tables", tables)
        names = _read_strategies(strategies, everyone, tables[0].shape)
        object.__setattr__(self, "strategies", names)
        object.__setattr__(self, "title", title)

    @classmethod
    def from_function(
        cls,
        players: Iterable[str],
        strategies: Sequence[Iterable[str]] | Mapping[str, Iterable[str]],
        payoff: Callable[[Pure], Mapping[str, object] | Sequence[object]],
        *,
        title: str = "",
    ) -> Strategic:
        """The game whose payoffs a function gives, called once for every profile.

        Parameters
        ----------
        players : iterable of str
        strategies : sequence or mapping player -> sequence of str
        payoff : callable
            From a profile of strategy names to one number a player, in the players' order or
            as a mapping.

        Raises
        ------
        TooLarge
            If there are more than `CELLS` payoffs, before anything is built.

        Examples
        --------
        >>> share = lambda profile: [1 if len(set(profile)) == 1 else 0] * 3
        >>> Strategic.from_function("abc", [["left", "right"]] * 3, share).sizes
        (2, 2, 2)
        """
        everyone = read_players(list(players))
        lists = strategies
        if isinstance(lists, Mapping):
            lists = [entry_of(lists, player) for player in everyone]
        names = tuple(tuple(labels) for labels in lists)
        sizes = tuple(len(labels) for labels in names)
        refuse_large(len(everyone), sizes)
        cells = [np.empty(sizes, dtype=object) for _ in everyone]
        for index in product(*(range(size) for size in sizes)):
            values = payoff(tuple(names[i][s] for i, s in enumerate(index)))
            if isinstance(values, Mapping):
                values = [entry_of(values, player) for player in everyone]
            if len(values) != len(everyone):
                raise InvalidInput(f"payoff: expected {len(everyone)} numbers, got {values!r}")
            for cell, value in zip(cells, values, strict=True):
                cell[index] = value
        return cls(cells, everyone, names, title=title)

    # Shapes and numbers -----------------------------------------------------------------------

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many strategies each player has."""
        return tuple(self.tables[0].shape)

    @cached_property
    def exact(self) -> tuple[np.ndarray[Any, Any], ...]:
        """The payoffs as arrays of exact numbers; cost one object a payoff."""
        return tuple(exact_array(table) for table in self.tables)

    @cached_property
    def traced(self) -> bool:
        """Whether some payoff is a traced number."""
        return any(
            table.dtype == object and any(isinstance(v, Traced) for v in table.flat)
            for table in self.tables
        )

    @cached_property
    def whole(self) -> tuple[tuple[np.ndarray[Any, Any], int], ...]:
        """For each player the payoffs times the least whole number that makes them whole.

        Each table is an array of ``int64`` where they fit, else of Python integers.

        Raises
        ------
        NotApplicable
            If a payoff is traced.
        """
        return tuple(whole_array(table) for table in self.tables)

    # Profiles ---------------------------------------------------------------------------------

    def profiles(self) -> Iterator[Pure]:
        """Every profile of pure strategies, the last player's strategy moving fastest."""
        return product(*self.strategies)

    def index(self, profile: Any) -> tuple[int, ...]:
        """The positions of the strategies of a pure profile.

        Parameters
        ----------
        profile : sequence of labels, or mapping player -> label
        """
        labels = self._ordered(profile)
        return tuple(self._position(i, label) for i, label in enumerate(labels))

    def labels(self, index: Iterable[int]) -> Pure:
        """The names of the strategies at these positions."""
        return tuple(self.strategies[i][int(s)] for i, s in enumerate(index))

    def read_mixed(self, profile: Any, *, tolerance: object = 0) -> Mixed:
        """A profile as one tuple of probabilities a player; pure strategies become certain.

        Parameters
        ----------
        profile : sequence or mapping
            For each player a label, a sequence of probabilities over all the player's strategies,
            or a mapping label -> probability.
        tolerance : number
            By how much probabilities may fail to sum to 1 or fall below 0.

        Raises
        ------
        InvalidInput
            Naming the player whose entry is not a strategy.
        """
        slack = exact_number(tolerance, "tolerance")
        entries = self._ordered(profile)
        return tuple(self._mixture(i, entry, slack) for i, entry in enumerate(entries))

    def payoff(self, profile: Any) -> tuple[Number, ...]:
        """What each player receives, expected where the profile is mixed; exact."""
        mixed = self.read_mixed(profile)
        return tuple(_dot(self.against(i, mixed), mixed[i]) for i in range(len(self.players)))

    def against(self, player: int, mixed: Mixed) -> list[Number]:
        """What each pure strategy of one player gives against the others' mixtures; exact.

        Cost: one pass over the part of the table that the mixtures reach.
        """
        supports = [
            range(self.sizes[j]) if j == player else [s for s, p in enumerate(mix) if p != 0]
            for j, mix in enumerate(mixed)
        ]
        values = exact_array(self.tables[player][np.ix_(*supports)])
        bottom = 1
        for j in reversed(range(len(mixed))):
            if j != player:
                weights, shared = _over_one([mixed[j][s] for s in supports[j]])
                values, bottom = _contract(values, weights, j), bottom * shared
        if bottom == 1:
            return [v.numerator if _is_whole(v) else v for v in values]
        return [tidy(Fraction(v, bottom)) if _known(v) else v / bottom for v in values]

    def _ordered(self, profile: Any) -> list[Any]:
        if isinstance(profile, Mapping):
            for player in profile:
                if player not in self.players:
                    raise InvalidInput(f"profile: {player!r} is not a player of this game")
            return [entry_of(profile, player) for player in self.players]
        if isinstance(profile, (str, bytes)) or not isinstance(profile, Iterable):
            raise InvalidInput(f"profile: expected one entry a player, got {profile!r}")
        entries = list(profile)
        if len(entries) != len(self.players):
            raise InvalidInput(
                f"profile: expected {len(self.players)} entries, one a player, got {len(entries)}"
            )
        return entries

    def _position(self, player: int, label: Any) -> int:
        labels = self.strategies[player]
        if isinstance(label, np.integer):
            label = int(label)
        if isinstance(label, bool) or label not in labels:
            raise InvalidInput(
                f"profile: {label!r} is not a strategy of player {self.players[player]!r}"
            )
        return labels.index(label)

    def _mixture(self, player: int, entry: Any, slack: Number) -> tuple[Number, ...]:
        labels, name = self.strategies[player], self.players[player]
        if isinstance(entry, (str, int, np.integer)):
            chosen = self._position(player, entry)
            return tuple(int(s == chosen) for s in range(len(labels)))
        if isinstance(entry, Mapping):
            given = {self._position(player, label): value for label, value in entry.items()}
            entry = [given.get(s, 0) for s in range(len(labels))]
        if not isinstance(entry, Iterable):
            raise InvalidInput(f"profile[{name!r}]: expected a strategy, got {entry!r}")
        mix = tuple(exact_number(p, f"profile[{name!r}][{s}]") for s, p in enumerate(entry))
        if len(mix) != len(labels):
            raise InvalidInput(
                f"profile[{name!r}]: expected {len(labels)} probabilities, got {len(mix)}"
            )
        total: Any = sum(mix)
        for s, p in enumerate(mix):
            if p < -slack:
                raise InvalidInput(
                    f"profile[{name!r}][{s}]: probabilities are at least 0, got {brief(p)}"
                )
        if total - 1 > slack or 1 - total > slack:
            raise InvalidInput(
                f"profile[{name!r}]: probabilities sum to 1, got the sum {brief(total)}"
            )
        return mix

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Strategic):
            return NotImplemented
        return (
            self.players == other.players
            and self.strategies == other.strategies
            and all(
                bool(np.array_equal(a, b)) for a, b in zip(self.tables, other.tables, strict=True)
            )
        )

    def __hash__(self) -> int:
        return hash((self.players, self.strategies))

    def __repr__(self) -> str:
        sizes = "×".join(map(str, self.sizes))
        named = f"{self.title!r}, " if self.title else ""
        return f"Strategic({named}{sizes}, players {', '.join(self.players)})"


def _read_strategies(
    strategies: Any, players: tuple[str, ...], sizes: tuple[int, ...]
) -> tuple[tuple[Label, ...], ...]:
    if strategies is None:
        return tuple(tuple(range(size)) for size in sizes)
    if isinstance(strategies, Mapping):
        strategies = [entry_of(strategies, player) for player in players]
    if len(strategies) != len(players):
        raise InvalidInput(f"strategies: {len(strategies)} lists for {len(players)} players")
    read = []
    for player, labels, size in zip(players, strategies, sizes, strict=True):
        names = tuple(labels)
        if len(names) != size:
            raise InvalidInput(
                f"strategies[{player!r}]: {len(names)} names for {size} strategies in the tables"
            )
        if names != tuple(range(size)):
            read_players(names, f"strategies[{player!r}]")
        read.append(names)
    return tuple(read)


def _over_one(weights: list[Number]) -> tuple[list[Any], int]:
    """Weights as whole numbers over one divisor, if they are known numbers."""
    if not all(map(_known, weights)):
        return weights, 1
    known: Any = weights
    shared = lcm(*(w.denominator for w in known))
    return [w.numerator * (shared // w.denominator) for w in known], shared


def _known(value: object) -> bool:
    return isinstance(value, (int, Fraction))


def _contract(values: np.ndarray[Any, Any], weights: list[Number], axis: int) -> Any:
    parts = np.moveaxis(values, axis, 0)
    total = parts[0] * weights[0]
    for part, weight in zip(parts[1:], weights[1:], strict=True):
        total = total + part * weight
    return total


def _dot(values: Sequence[Number], weights: Sequence[Number]) -> Number:
    total: Any = 0
    for value, weight in zip(values, weights, strict=True):
        if weight != 0:
            total = total + value * weight
    whole: Number = total.numerator if _is_whole(total) else total
    return whole


def _is_whole(value: object) -> bool:
    return isinstance(value, Fraction) and value.denominator == 1
