"""Hedonic games: players who care only about who is in their own group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import numpy as np

from ..errors import InvalidInput, TooLarge
from ..exact.read import Number, exact_number
from ..rules.rule import read_players
from .worths import Array, members

__all__ = ["Hedonic", "read_partition"]

_MOST_PLAYERS = 16

Partition = frozenset[frozenset[str]]


@dataclass(frozen=True, eq=False)
class Hedonic:
    """Players and how much each values the groups it may be in.

    Parameters
    ----------
    players : iterable of str
    value : callable (player, group) -> number
        What a group that contains the player is worth to it. Only the order of the numbers of one
        player matters to stability.

    References
    ----------
    J. H. Drèze and J. Greenberg, *Econometrica* 48 (1980), 987-1003; A. Bogomolnaia and
    M. O. Jackson, *Games and Economic Behavior* 38 (2002), 201-230.

    Examples
    --------
    >>> game = Hedonic(["a", "b"], lambda player, group: len(group))
    >>> game.prefers("a", {"a", "b"}, {"a"})
    True
    """

    players: tuple[str, ...]
    value: Callable[[str, frozenset[str]], object] = field(repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "players", read_players(self.players))
        if not callable(self.value):
            raise InvalidInput(f"value: expected a callable (player, group), got {self.value!r}")

    @classmethod
    def from_rankings(cls, rankings: Mapping[str, Sequence[Any]]) -> Hedonic:
        """Each player's groups, best first; groups not named are worse than being alone.

        A player who does not name being alone puts it just below the groups named. A tie is a
        list of groups. A group is a set or a tuple of players with the player in it.

        Examples
        --------
        >>> game = Hedonic.from_rankings({"a": [{"a", "b"}, {"a"}], "b": [{"b"}]})
        >>> game.prefers("a", {"a", "b"}, {"a"}), game.prefers("b", {"a", "b"}, {"b"})
        (True, False)
        """
        if not isinstance(rankings, Mapping):
            raise InvalidInput(f"rankings: expected player -> groups, got {rankings!r}")
        everyone = read_players(rankings, "rankings")
        levels: dict[str, dict[frozenset[str], int]] = {}
        for player, ranking in rankings.items():
            placed: dict[frozenset[str], int] = {}
            for place, entry in enumerate(ranking):
                tied = entry if isinstance(entry, list) else [entry]
                for given in tied:
                    where = f"rankings[{player!r}][{place}]"
                    if isinstance(given, str) or not isinstance(given, Iterable):
                        raise InvalidInput(f"{where}: expected a set of players, got {given!r}")
                    group = frozenset(given)
                    if not group <= set(everyone) or player not in group:
                        raise InvalidInput(f"{where}: expected a group of players with {player!r}")
                    if group in placed:
                        raise InvalidInput(f"{where}: this group is named twice")
                    placed[group] = len(ranking) - place
            placed.setdefault(frozenset([player]), 0)
            levels[player] = placed
        return cls(everyone, partial(_level, levels))

    @classmethod
    def additive(cls, values: Mapping[str, Mapping[str, object]]) -> Hedonic:
        """Groups are worth the sum of what a player thinks of the other members; 0 if not named.

        Examples
        --------
        >>> Hedonic.additive({"a": {"b": 1}, "b": {"a": -1}}).worth("b", {"a", "b"})
        -1
        """
        everyone = read_players(values, "values")
        read: dict[str, dict[str, Number]] = {}
        for player, row in values.items():
            for other in row:
                if other not in everyone or other == player:
                    raise InvalidInput(f"values[{player!r}]: {other!r} is not another player")
            read[player] = {
                o: exact_number(x, f"values[{player!r}][{o!r}]") for o, x in row.items()
            }

        def worth(player: str, group: frozenset[str]) -> Number:
            total: Any = sum((read[player].get(other, 0) for other in sorted(group)), start=0)
            return exact_number(total, f"value({player!r})")

        return cls(everyone, worth)

    def worth(self, player: str, group: Iterable[str]) -> Number:
        """What a group with the player in it is worth to the player."""
        inside = self.read_group(group)
        if player not in inside:
            raise InvalidInput(f"group: {player!r} is not in {sorted(inside)}")
        return exact_number(self.value(player, inside), f"value({player!r}, {sorted(inside)})")

    def prefers(self, player: str, first: Iterable[str], second: Iterable[str]) -> bool:
        """Whether the player values the first group strictly more than the second."""
        return bool(self.worth(player, first) > self.worth(player, second))

    def read_group(self, group: Iterable[str]) -> frozenset[str]:
        """A group as a frozenset of players, not empty."""
        if isinstance(group, str):
            raise InvalidInput(f"group: expected a set of players, got the text {group!r}")
        inside = frozenset(group)
        if not inside or not inside <= set(self.players):
            raise InvalidInput(f"group: expected players, at least one, got {sorted(inside)}")
        return inside

    @cached_property
    def levels(self) -> tuple[Array, ...]:
        """For each player the rank of every group by mask, -1 where the player is not in it.

        Cost n·2ⁿ questions; refused above 16 players.
        """
        n = len(self.players)
        if n > _MOST_PLAYERS:
            raise TooLarge(
                "ranking all groups", n * 2**n, _MOST_PLAYERS * 2**_MOST_PLAYERS,
                "check one partition with is_nash_stable_partition",
                unit="groups",
            )  # fmt: skip
        found = []
        for i, player in enumerate(self.players):
            masks = [m for m in range(1 << n) if m >> i & 1]
            worth = [self.worth(player, [self.players[j] for j in members(m)]) for m in masks]
            order = sorted(range(len(masks)), key=lambda k: _Key(worth[k]))
            ranks = np.full(1 << n, -1, np.int64)
            rank = 0
            for place, k in enumerate(order):
                if place and worth[k] > worth[order[place - 1]]:
                    rank += 1
                ranks[masks[k]] = rank
            found.append(ranks)
        return tuple(found)


class _Key:
    """A sort key that only compares, so that any exact number will do."""

    def __init__(self, number: Any) -> None:
        self.number = number

    def __lt__(self, other: _Key) -> bool:
        return bool(self.number < other.number)


def read_partition(players: Sequence[str], partition: Iterable[Iterable[str]]) -> Partition:
    """Read a partition: every player in exactly one group.

    Raises
    ------
    InvalidInput
        Naming the player who is missing, unknown or in two groups.
    """
    if isinstance(partition, str):
        raise InvalidInput(f"partition: expected groups of players, got the text {partition!r}")
    groups: list[frozenset[str]] = []
    seen: set[str] = set()
    for k, given in enumerate(partition):
        if isinstance(given, str):
            raise InvalidInput(f"partition[{k}]: expected a set of players, got {given!r}")
        group = frozenset(given)
        for player in sorted(group, key=str):
            if player not in players:
                raise InvalidInput(f"partition[{k}]: {player!r} is not a player")
            if player in seen:
                raise InvalidInput(f"partition[{k}]: {player!r} is in two groups")
        seen |= group
        if group:
            groups.append(group)
    for player in players:
        if player not in seen:
            raise InvalidInput(f"partition: {player!r} is in no group")
    return frozenset(groups)


def _level(
    levels: Mapping[str, Mapping[frozenset[str], int]], player: str, group: frozenset[str]
) -> int:
    return levels[player].get(group, -1)
