"""Coalition-proof equilibria of a roll call.

With costless ballots they are the strong equilibria. A coalition that gains by a joint move
gains because the outcome turns, and every member then has what it wants most, so no part of it
moves again: the deviation is self-enforcing. With payments for ballots a part may well move
again, and the definition is applied recursively, to types of players instead of players.
"""

from __future__ import annotations

from functools import partial
from itertools import product
from math import comb, factorial, prod
from typing import Any, TypeAlias

from ...errors import TooLarge
from ...exact.read import natural
from ...games.roll_call import RollCall
from ...rules.rule import Ballot
from ..solution import Solution, Upset
from .families import Family, Vector
from .strong import roll_call_strong, upset_together
from .types import PlayerType, choices, player_types, spreads

__all__ = ["roll_call_coalition_proof"]

Counts: TypeAlias = tuple[tuple[int, ...], ...]

_STEPS = 1_500_000


def roll_call_coalition_proof(game: RollCall, *, limit: int | None = None) -> Solution:
    """All coalition-proof equilibria as disjoint families; see `coalition_proof_nash`."""
    if game.costless:
        strong = roll_call_strong(game)
        evidence = {"by": "ballots are costless, so coalition-proof and strong are the same"}
        return Solution(
            "coalition_proof_nash", game, strong.items, form="union", evidence=evidence,
            check=partial(upset_together, game),
        )  # fmt: skip
    types = player_types(game)
    _refuse_large(types, _STEPS if limit is None else natural(limit, "limit", least=1))
    search = _Search(game, types)
    whole = tuple(len(t.members) for t in types)
    nobody = (0,) * len(game.rule.quotas)
    stable = sorted(search.stable(whole, nobody))
    families = tuple(_family(game, types, counts) for counts in stable)

    def check(profile: Any) -> Upset | None:
        return search.upset(game.read_profile(profile))

    return Solution("coalition_proof_nash", game, families, form="union", check=check)


class _Search:
    """The definition of Bernheim, Peleg and Whinston, for coalitions counted by type.

    A coalition is how many of each type belong to it; what it plays is how many of each type
    cast each ballot; what the others play matters only through their totals.
    """

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
        total = self._totals(play, others)
        size = sum(coalition)
        for part in sorted(choices(play), key=lambda p: sum(map(sum, p))):
            members = tuple(map(sum, part))
            if 0 < sum(members) < size:
                facing = tuple(
                    t - v
                    for t, v in zip(total, self._totals(part, (0,) * len(others)), strict=True)
                )
                if part not in self.stable(members, facing):
                    return part, facing
        return None

    def better_play(self, play: Counts, others: Vector) -> Counts | None:
        """A self-enforcing play that is strictly better for all, if there is one."""
        members = tuple(map(sum, play))
        for other in self.enforcing(members, others):
            if self._better(other, play, others):
                return other
        return None

    def upset(self, cast: dict[str, Ballot]) -> Upset | None:
        """A smallest coalition with a self-enforcing move that is better for all its members."""
        play = tuple(
            tuple(sum(cast[p] == b for p in t.members) for b in t.ballots) for t in self._types
        )
        total = self._totals(play, (0,) * len(self._game.rule.quotas))
        for part in sorted(choices(play), key=lambda p: sum(map(sum, p))):
            if not any(map(any, part)):
                continue
            zero = (0,) * len(total)
            facing = tuple(t - v for t, v in zip(total, self._totals(part, zero), strict=True))
            other = self.better_play(part, facing)
            if other is not None:
                return self._told(cast, part, other, facing)
        return None

    def _told(self, cast: dict[str, Ballot], part: Counts, other: Counts, facing: Vector) -> Upset:
        now = self._game.rule.passes(cast)
        then = self._game.rule.decides(self._totals(other, facing))
        move: dict[str, Ballot] = {}
        gain = {}
        for t, old, new in zip(self._types, part, other, strict=True):
            movers: list[str] = []
            for ballot, count in zip(t.ballots, old, strict=True):
                movers += [p for p in t.members if cast[p] == ballot][:count]
            movers.sort(key=_Key(lambda p: self._game.worth(p, cast[p], now)))
            ballots = [b for b, count in zip(t.ballots, new, strict=True) for _ in range(count)]
            if movers:
                first = movers[0]
                ballots.sort(key=_Key(lambda b: self._game.worth(first, b, then)))  # noqa: B023
            for player, ballot in zip(movers, ballots, strict=True):
                move[player] = ballot
                before = self._game.worth(player, cast[player], now)
                gain[player] = self._game.worth(player, ballot, then) - before
        return Upset(frozenset(move), move, gain)

    def _totals(self, play: Counts, others: Vector) -> Vector:
        totals = list(others)
        for t, counts in zip(self._types, play, strict=True):
            for vector, count in zip(t.vectors, counts, strict=True):
                if count:
                    for k, v in enumerate(vector):
                        totals[k] += v * count
        return tuple(totals)

    def _better(self, other: Counts, play: Counts, others: Vector) -> bool:
        """Whether the members can be matched so that each has strictly more in `other`."""
        now = self._game.rule.decides(self._totals(play, others))
        then = self._game.rule.decides(self._totals(other, others))
        for t, old, new in zip(self._types, play, other, strict=True):
            before = _sorted([t.worth(k, now) for k, c in enumerate(old) for _ in range(c)])
            after = _sorted([t.worth(k, then) for k, c in enumerate(new) for _ in range(c)])
            if not all(a > b for a, b in zip(after, before, strict=True)):
                return False
        return True


class _Key:
    """A key that only ever asks whether one number is less than another."""

    def __init__(self, worth: Any) -> None:
        self._worth = worth

    def __call__(self, item: Any) -> Any:
        return _Ordered(self._worth(item))


class _Ordered:
    def __init__(self, value: Any) -> None:
        self.value = value

    def __lt__(self, other: _Ordered) -> bool:
        return bool(self.value < other.value)


def _sorted(values: list[Any]) -> list[Any]:
    return [ordered.value for ordered in sorted(map(_Ordered, values))]


def _family(game: RollCall, types: list[PlayerType], counts: Counts) -> Family:
    """All profiles with these numbers of ballots by type, which are the family's marks."""
    vectors: dict[str, dict[Ballot, Vector]] = {}
    allowed: dict[str, tuple[Ballot, ...]] = {}
    width = sum(len(t.ballots) for t in types)
    place = 0
    totals = [0] * len(game.rule.quotas)
    ways = 1
    for t, group in zip(types, counts, strict=True):
        marks = {
            ballot: tuple(int(k == place + b) for k in range(width))
            for b, ballot in enumerate(t.ballots)
        }
        place += len(t.ballots)
        ways *= factorial(sum(group)) // prod(map(factorial, group))
        cast = tuple(b for b, c in zip(t.ballots, group, strict=True) if c)
        for vector, c in zip(t.vectors, group, strict=True):
            totals = [total + v * c for total, v in zip(totals, vector, strict=True)]
        for player in t.members:
            own = zip(t.ballots, t.vectors, strict=True)
            vectors[player] = {ballot: vector + marks[ballot] for ballot, vector in own}
            allowed[player] = cast
    ordered = {player: allowed[player] for player in game.players}
    marks_flat = tuple(c for group in counts for c in group)
    passes = game.rule.decides(totals)
    return Family(passes, tuple(totals), ordered, ways, marks_flat, vectors)


def _refuse_large(types: list[PlayerType], limit: int) -> None:
    """Pairs of a play and a part of it, over all coalitions, times the totals of the others."""
    pairs = prod(comb(len(t.members) + 2 * len(t.ballots), 2 * len(t.ballots)) for t in types)
    cost = pairs * sum(len(t.members) for t in types)
    if cost > limit:
        what = f"coalition-proof equilibria with ballot costs, {len(types)} types of players"
        raise TooLarge(what, cost, limit, "ask strong_nash: every strong one is coalition-proof")
