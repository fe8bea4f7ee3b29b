"""Stable partitions of hedonic games."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from ...errors import TooLarge
from ...exact.read import natural
from ...games.hedonic import Hedonic, Partition, read_partition
from ...games.worths import members
from ..declared import untraceable
from ..kind import of_kind
from ..solution import Solution, Upset

__all__ = [
    "core_stable_partitions",
    "individually_stable_partitions",
    "is_core_stable_partition",
    "is_individually_stable_partition",
    "is_nash_stable_partition",
    "nash_stable_partitions",
    "set_partitions",
]

_MOST_PLAYERS = 11
_RANKS = "it ranks all groups of each player once, by sorting"

Groups = Iterable[Iterable[str]]


def is_core_stable_partition(game: Hedonic, partition: Groups) -> bool:
    """Whether no group exists that all its members prefer to where they are. Cost n·2ⁿ.

    Examples
    --------
    >>> from consensus import games
    >>> is_core_stable_partition(games.Hedonic(["a", "b"], lambda p, g: len(g)), [["a"], ["b"]])
    False
    """
    of_kind(game, Hedonic)
    return _core_upset(game, read_partition(game.players, partition)) is None


def is_nash_stable_partition(game: Hedonic, partition: Groups) -> bool:
    """Whether nobody prefers to join another group, or to be alone, without asking. Cost n².

    Examples
    --------
    >>> from consensus import games
    >>> chase = games.Hedonic.additive({"a": {"b": 1}, "b": {"a": -1}})
    >>> is_nash_stable_partition(chase, [["a"], ["b"]])
    False
    """
    of_kind(game, Hedonic)
    return _nash_upset(game, read_partition(game.players, partition)) is None


def is_individually_stable_partition(game: Hedonic, partition: Groups) -> bool:
    """Whether nobody prefers to join a group that nobody in it would mind. Cost n²·(group size).

    Examples
    --------
    >>> from consensus import games
    >>> game = games.Hedonic.additive({"a": {"b": 1}, "b": {"a": -1}})
    >>> is_individually_stable_partition(game, [["a"], ["b"]])
    True
    """
    of_kind(game, Hedonic)
    return _individual_upset(game, read_partition(game.players, partition)) is None


@untraceable(_RANKS)
def core_stable_partitions(game: Hedonic, *, limit: int | None = None) -> Solution:
    """The partitions against which no group of players would break away together.

    All partitions into groups that every member likes at least as much as being alone are tried.
    Cost at worst the Bell number of n times n·2ⁿ; at most 11 players.

    Parameters
    ----------
    game : Hedonic
    limit : int, optional
        Stop after so many; then form "some" and not complete.

    Returns
    -------
    Solution
        Items are frozensets of groups. Empty and complete is an answer; ``.why(partition)``
        names the group that breaks any given partition.

    References
    ----------
    S. Banerjee, H. Konishi and T. Sönmez, *Social Choice and Welfare* 18 (2001), 135-153.

    Examples
    --------
    >>> from consensus import games
    >>> ab, bc, ac = {"a", "b"}, {"b", "c"}, {"a", "c"}
    >>> cycle = games.Hedonic.from_rankings({"a": [ab, ac], "b": [bc, ab], "c": [ac, bc]})
    >>> core_stable_partitions(cycle).items
    ()
    """
    of_kind(game, Hedonic)
    return _stable("core_stable_partitions", game, limit, _core_upset, _core_ranks)


@untraceable(_RANKS)
def nash_stable_partitions(game: Hedonic, *, limit: int | None = None) -> Solution:
    """The partitions that nobody leaves on their own. Cost and answer as for the core.

    References
    ----------
    A. Bogomolnaia and M. O. Jackson, *Games and Economic Behavior* 38 (2002), 201-230.

    Examples
    --------
    >>> from consensus import games
    >>> chase = games.Hedonic.additive({"a": {"b": 1}, "b": {"a": -1}})
    >>> nash_stable_partitions(chase).items
    ()
    """
    of_kind(game, Hedonic)
    return _stable("nash_stable_partitions", game, limit, _nash_upset, _nash_ranks)


@untraceable(_RANKS)
def individually_stable_partitions(game: Hedonic, *, limit: int | None = None) -> Solution:
    """The partitions that nobody leaves for a group that would have them.

    Cost and answer as for the core.

    References
    ----------
    J. H. Drèze and J. Greenberg, *Econometrica* 48 (1980), 987-1003.

    Examples
    --------
    >>> from consensus import games
    >>> chase = games.Hedonic.additive({"a": {"b": 1}, "b": {"a": -1}})
    >>> len(individually_stable_partitions(chase))
    1
    """
    of_kind(game, Hedonic)
    return _stable("individually_stable_partitions", game, limit, _individual_upset, _joint_ranks)


def set_partitions(masks: int) -> Iterator[tuple[int, ...]]:
    """All partitions of a set given as a mask, each a tuple of masks."""
    if not masks:
        yield ()
        return
    low = masks & -masks
    rest = masks ^ low
    part = rest
    while True:
        for others in set_partitions(rest ^ part):
            yield (low | part, *others)
        if not part:
            return
        part = (part - 1) & rest


# The definitions, as checks ---------------------------------------------------------------------


def _homes(partition: Partition) -> dict[str, frozenset[str]]:
    return {player: group for group in partition for player in group}


def _core_upset(game: Hedonic, partition: Partition) -> Upset | None:
    home = _homes(partition)
    now = [int(ranks[_mask(game, home[p])]) for p, ranks in zip(game.players, game.levels,
           strict=True)]  # fmt: skip
    blocking = _core_ranks(game, now)
    if blocking is None:
        return None
    group = frozenset(game.players[i] for i in members(blocking))
    gain = {p: game.worth(p, group) - game.worth(p, home[p]) for p in game.players if p in group}
    return Upset(group, sorted(group), gain)


def _nash_upset(game: Hedonic, partition: Partition) -> Upset | None:
    return _move(game, partition, welcome=False)


def _individual_upset(game: Hedonic, partition: Partition) -> Upset | None:
    return _move(game, partition, welcome=True)


def _move(game: Hedonic, partition: Partition, *, welcome: bool) -> Upset | None:
    home = _homes(partition)
    for player in game.players:
        here: Any = game.worth(player, home[player])
        for target in [frozenset[str](), *sorted(partition, key=sorted)]:
            if target == home[player]:
                continue
            there = target | {player}
            gain = game.worth(player, there) - here
            minds = welcome and any(game.worth(q, there) < game.worth(q, target) for q in target)
            if gain > 0 and not minds:
                return Upset(player, sorted(there), gain)
    return None


# The same on ranks, for the search --------------------------------------------------------------

Test = Callable[[Hedonic, list[int]], Any]


def _core_ranks(game: Hedonic, now: list[int]) -> int | None:
    better = np.ones(1 << len(game.players), bool)
    for i, ranks in enumerate(game.levels):
        np.logical_and(better, (ranks > now[i]) | (ranks < 0), out=better)
    better[0] = False
    found = int(np.argmax(better))
    return found if better[found] else None


def _nash_ranks(game: Hedonic, parts: tuple[int, ...]) -> bool:
    for i, ranks in enumerate(game.levels):
        here = next(part for part in parts if part >> i & 1)
        if any(ranks[part | 1 << i] > ranks[here] for part in (*parts, 0) if part != here):
            return False
    return True


def _joint_ranks(game: Hedonic, parts: tuple[int, ...]) -> bool:
    for i, ranks in enumerate(game.levels):
        here = next(part for part in parts if part >> i & 1)
        for part in (*parts, 0):
            there = part | 1 << i
            if part != here and ranks[there] > ranks[here] and all(
                game.levels[j][there] >= game.levels[j][part] for j in members(part)
            ):  # fmt: skip
                return False
    return True


def _stable(
    concept: str,
    game: Hedonic,
    limit: int | None,
    why: Callable[[Hedonic, Partition], Upset | None],
    test: Callable[..., Any],
) -> Solution:
    most = None if limit is None else natural(limit, "limit", least=1)
    n = len(game.players)
    if n > _MOST_PLAYERS:
        raise TooLarge(
            concept,
            _bell(n),
            _bell(_MOST_PLAYERS),
            "check one partition, with is_core_stable_partition for instance",
            unit="partitions",
        )

    def check(partition: Any) -> Upset | None:
        return why(game, read_partition(game.players, partition))

    found: list[Partition] = []
    whole = True
    for parts in _rational_partitions(game):
        if test is _core_ranks:
            now = [0] * n
            for part in parts:
                for i in members(part):
                    now[i] = int(game.levels[i][part])
            stands = _core_ranks(game, now) is None
        else:
            stands = bool(test(game, parts))
        if stands:
            if most is not None and len(found) == most:
                whole = False
                break
            found.append(frozenset(_named(game, part) for part in parts))
    return Solution(concept, game, tuple(found), "list" if whole else "some", whole, check=check)


def _rational_partitions(game: Hedonic) -> Iterator[tuple[int, ...]]:
    """Partitions into groups that no member would leave to be alone."""
    n = len(game.players)
    fine = np.ones(1 << n, bool)
    for i, ranks in enumerate(game.levels):
        np.logical_and(fine, (ranks < 0) | (ranks >= ranks[1 << i]), out=fine)

    def parts_of(left: int) -> Iterator[tuple[int, ...]]:
        if not left:
            yield ()
            return
        low = left & -left
        rest = left ^ low
        part = rest
        while True:
            if fine[low | part]:
                for others in parts_of(rest ^ part):
                    yield (low | part, *others)
            if not part:
                return
            part = (part - 1) & rest

    yield from parts_of((1 << n) - 1)


def _named(game: Hedonic, part: int) -> frozenset[str]:
    return frozenset(game.players[i] for i in members(part))


def _mask(game: Hedonic, group: frozenset[str]) -> int:
    return sum(1 << i for i, player in enumerate(game.players) if player in group)


def _bell(n: int) -> int:
    row = [1]
    for _ in range(n - 1):
        following = [row[-1]]
        for x in row:
            following.append(following[-1] + x)
        row = following
    return row[-1]
