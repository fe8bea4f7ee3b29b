"""Coalition-proof equilibria of a roll call by the recursive definition, on types of players.

It knows nothing of strong equilibria. A coalition is how many of each type belong to it; what it
plays is how many of each type cast each ballot; what the others play matters through their totals.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from consensus.games import RollCall
from consensus.solutions.roll_call.types import PlayerType, player_types

Counts = tuple[tuple[int, ...], ...]
Vector = tuple[int, ...]


def coalition_proof_counts(game: RollCall) -> set[Counts]:
    """How many of each type cast each ballot, for every coalition-proof equilibrium."""
    types = player_types(game)
    whole = tuple(len(t.members) for t in types)
    return set(_Search(game, types).stable(whole, (0,) * len(game.rule.quotas)))


def counts_of(game: RollCall, profile: Any, coalition: Any = None) -> Counts:
    """How many of each type, or of those in the coalition, cast each ballot in a profile."""
    members = game.players if coalition is None else coalition
    return tuple(
        tuple(sum(profile[p] == b for p in t.members if p in members) for b in t.ballots)
        for t in player_types(game)
    )


def is_self_enforcing(game: RollCall, profile: Any, coalition: Any) -> bool:
    """Whether no smaller part of the coalition would leave it for a coalition-proof play."""
    play = counts_of(game, profile, coalition)
    search = _Search(game, player_types(game))
    totals = game.rule.totals(profile)
    mine = search.totals(play, (0,) * len(totals))
    facing = tuple(t - m for t, m in zip(totals, mine, strict=True))
    return search.leaver(tuple(map(sum, play)), play, facing) is None


class _Search:
    """The definition of Bernheim, Peleg and Whinston, for coalitions counted by type."""

    def __init__(self, game: RollCall, types: list[PlayerType]) -> None:
        self._game, self._types = game, types
        self._stable: dict[tuple[tuple[int, ...], Vector], frozenset[Counts]] = {}
        self._enforcing: dict[tuple[tuple[int, ...], Vector], list[Counts]] = {}

    def stable(self, coalition: tuple[int, ...], others: Vector) -> frozenset[Counts]:
        """The coalition-proof plays of a coalition, given the totals of the others."""
        key = coalition, others
        if key not in self._stable:
            plays = self.enforcing(coalition, others)
            self._stable[key] = frozenset(
                play
                for play in plays
                if not any(self._better(other, play, others) for other in plays)
            )
        return self._stable[key]

    def enforcing(self, coalition: tuple[int, ...], others: Vector) -> list[Counts]:
        """The plays no smaller part of the coalition would leave for a coalition-proof one."""
        key = coalition, others
        if key not in self._enforcing:
            everything = product(
                *(spreads(c, len(t.ballots)) for c, t in zip(coalition, self._types, strict=True))
            )
            self._enforcing[key] = [
                play for play in everything if self.leaver(coalition, play, others) is None
            ]
        return self._enforcing[key]

    def leaver(
        self, coalition: tuple[int, ...], play: Counts, others: Vector
    ) -> tuple[Counts, Vector] | None:
        """A smaller part whose own play is not coalition-proof, with the totals it faces."""
        total = self.totals(play, others)
        size = sum(coalition)
        for part in sorted(choices(play), key=lambda p: sum(map(sum, p))):
            members = tuple(map(sum, part))
            if 0 < sum(members) < size:
                facing = tuple(
                    t - v for t, v in zip(total, self.totals(part, (0,) * len(others)), strict=True)
                )
                if part not in self.stable(members, facing):
                    return part, facing
        return None

    def totals(self, play: Counts, others: Vector) -> Vector:
        totals = list(others)
        for t, counts in zip(self._types, play, strict=True):
            for vector, count in zip(t.vectors, counts, strict=True):
                if count:
                    for k, v in enumerate(vector):
                        totals[k] += v * count
        return tuple(totals)

    def _better(self, other: Counts, play: Counts, others: Vector) -> bool:
        """Whether the members can be matched so that each has strictly more in `other`."""
        now = self._game.rule.decides(self.totals(play, others))
        then = self._game.rule.decides(self.totals(other, others))
        for t, old, new in zip(self._types, play, other, strict=True):
            before = sorted([t.worth(k, now) for k, c in enumerate(old) for _ in range(c)])
            after = sorted([t.worth(k, then) for k, c in enumerate(new) for _ in range(c)])
            if not all(a > b for a, b in zip(after, before, strict=True)):
                return False
        return True


def spreads(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """All ways to write a whole number as an ordered sum of so many whole numbers.

    Examples
    --------
    >>> list(spreads(2, 2))
    [(0, 2), (1, 1), (2, 0)]
    """
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in spreads(total - first, parts - 1):
            yield (first, *rest)


def choices(counts: tuple[tuple[int, ...], ...]) -> Iterator[tuple[tuple[int, ...], ...]]:
    """All ways to take some of each: the counts of a part of a coalition, empty and whole too."""
    for flat in product(*(range(c + 1) for group in counts for c in group)):
        parts, place = [], 0
        for group in counts:
            parts.append(flat[place : place + len(group)])
            place += len(group)
        yield tuple(parts)
