"""Families: all ballots with the same totals, described by what each player may cast.

Whether somebody gains by casting another ballot depends on the others only through the totals
of the rule's quotas. So the equilibria of a vote of any size fall into one family for each vector
of totals, and their number is the coefficient of that vector in a product of small polynomials.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from immutabledict import immutabledict

from ...games.roll_call import RollCall
from ...rules.rule import BALLOTS, Ballot
from .totals import (
    Additions,
    Allowed,
    Codec,
    Vector,
    Vectors,
    grouped,
    minus,
    plus,
    reachable,
    shared_counts,
)

__all__ = ["Family", "Possible", "adds", "ordered", "split_by_totals"]


@dataclass(frozen=True, eq=False)
class Family:
    """All profiles with these totals in which every player casts one of the allowed ballots.

    A family is a set: ``profile in family`` costs one pass over the players, iterating is lazy
    and never meets a dead end, and `count` is exact however large.

    Attributes
    ----------
    passes : bool
        Whether the decision is made.
    totals : tuple of int
        The total of each quota of the rule, in the order of ``rule.quotas``.
    allowed : mapping player -> tuple of ballots
        What each player may cast.
    count : int
        How many profiles the family holds.
    against : mapping player -> ballot
        If there is any, the family holds only the profiles whose outcome stands even when these
        players together cast these ballots, which `strong_nash` needs.

    Notes
    -----
    Profiles are listed in the order of the players' ballots; where `against` names anybody, first
    by what the other players add to the quotas.
    """

    passes: bool
    totals: Vector
    allowed: Allowed
    count: int
    against: Mapping[str, Ballot] = field(default_factory=immutabledict)
    _vectors: Vectors = field(default_factory=dict, repr=False)
    _firm: frozenset[Vector] = field(default=frozenset(), repr=False)
    """The totals of the players not in `against` with which the outcome stands."""

    def __contains__(self, profile: object) -> bool:
        if not isinstance(profile, Mapping) or set(profile) != set(self.allowed):
            return False
        if any(profile[player] not in ballots for player, ballots in self.allowed.items()):
            return False
        if self._total(profile) != self.totals:
            return False
        if not self.against:
            return True
        return (
            self._total({p: b for p, b in profile.items() if p not in self.against}) in self._firm
        )

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[dict[str, Ballot]]:
        first = [player for player in self.allowed if player not in self.against]
        mine = self._options(first)
        if not self.against:
            for ballots in _walk(mine, _needs(mine, self.totals)):
                yield dict(zip(first, ballots, strict=True))
            return
        then = [player for player in self.allowed if player in self.against]
        theirs = self._options(then)
        reached = {(0,) * len(self.totals)}
        for options in theirs:
            reached = {plus(total, step) for total in reached for step, _ in options}
        for firm in sorted(self._firm):
            rest = minus(self.totals, firm)
            if rest not in reached:
                continue
            needs = _needs(theirs, rest)
            for begun in _walk(mine, _needs(mine, firm)):
                for ended in _walk(theirs, needs):
                    cast = dict(zip([*first, *then], [*begun, *ended], strict=True))
                    yield {player: cast[player] for player in self.allowed}

    def _options(self, players: Sequence[str]) -> list[list[tuple[Vector, Ballot]]]:
        """For each of these players what the allowed ballots add."""
        return [[(self._vectors[p][b], b) for b in self.allowed[p]] for p in players]

    def _total(self, cast: Mapping[str, Ballot]) -> Vector:
        total = (0,) * len(self.totals)
        for player, ballot in cast.items():
            total = plus(total, self._vectors[player][ballot])
        return total

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Family):
            return NotImplemented
        return self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash((self.passes, self.totals, self.count))

    def _identity(self) -> tuple[object, ...]:
        return self.passes, self.totals, dict(self.allowed), self.count, dict(self.against)

    def __str__(self) -> str:
        outcome = "passes" if self.passes else "fails"
        totals = ", ".join(map(str, self.totals))
        text = f"{outcome} with totals ({totals}): {self.count} profiles; {_told(self.allowed)}"
        if self.against:
            text += f"; even if {_told({p: (b,) for p, b in self.against.items()})}"
        return text


def _needs(options: list[list[tuple[Vector, Ballot]]], goal: Vector) -> list[set[Vector]]:
    """For each player the totals of those before with which the goal can still be met."""
    needs = [{goal}]
    for choices in reversed(options):
        lower = {minus(total, vector) for total in needs[-1] for vector, _ in choices}
        needs.append({total for total in lower if min(total) >= 0})
    return needs[::-1]


def _walk(
    options: list[list[tuple[Vector, Ballot]]], needs: list[set[Vector]]
) -> Iterator[list[Ballot]]:
    """Every choice of ballots that meets the needs, without a dead end."""
    zero = next((total for total in needs[0] if not any(total)), None)
    if zero is None:
        return
    if not options:
        yield []
        return
    cast: list[Ballot] = []
    sums = [zero]
    stack = [iter(options[0])]
    while stack:
        depth = len(stack) - 1
        step = next(stack[-1], None)
        if step is None:
            stack.pop()
            sums.pop()
            if cast:
                cast.pop()
            continue
        total = plus(sums[-1], step[0])
        if total not in needs[depth + 1]:
            continue
        if depth + 1 == len(options):
            yield [*cast, step[1]]
        else:
            cast.append(step[1])
            sums.append(total)
            stack.append(iter(options[depth + 1]))


def _told(ballots: Mapping[str, tuple[Ballot, ...]]) -> str:
    groups: dict[tuple[Ballot, ...], list[str]] = {}
    for player, cast in ballots.items():
        groups.setdefault(cast, []).append(player)
    return "; ".join(f"{_some(names)} {' or '.join(cast)}" for cast, names in groups.items())


def adds(game: RollCall) -> dict[str, dict[Ballot, Vector]]:
    """What each ballot that a player may cast adds to each quota of the rule."""
    quotas = game.rule.quotas
    return {
        player: {ballot: tuple(q.adds(player, ballot) for q in quotas) for ballot in payments}
        for player, payments in game.payments.items()
    }


def split_by_totals(
    vectors: Vectors,
    describe: Callable[[Vector], tuple[bool, Hashable]],
    allow: Callable[[Hashable], Allowed | None],
    additions: Additions,
    *,
    each: int = 1,
) -> list[Family]:
    """Split all profiles by their totals and keep in each part what is allowed there.

    Parameters
    ----------
    vectors : mapping player -> ballot -> vector
        What each ballot adds.
    describe : callable
        From a vector of totals to (whether the decision passes, a key).
    allow : callable
        From a key to the ballots allowed to each player, or None when somebody has none.
    additions : Additions
        What the count may cost.
    each : int
        What it costs to describe one vector of totals, in additions.

    Returns
    -------
    list of Family
        Disjoint, ordered by their totals.
    """
    codec = Codec(vectors)
    everything = grouped(vectors, {p: tuple(b) for p, b in vectors.items()}, codec)
    buckets: dict[Hashable, list[tuple[int, Vector, bool]]] = {}
    codes = sorted(reachable(everything, additions))
    additions.spend(len(codes) * each)
    for code in codes:
        vector = codec.vector(code)
        passes, key = describe(vector)
        buckets.setdefault(key, []).append((code, vector, passes))
    found: list[Family] = []
    for key, places in buckets.items():
        allowed = allow(key)
        if allowed is None:
            continue
        counts = shared_counts(grouped(vectors, allowed, codec), additions)
        possible = Possible(vectors, allowed)
        for code, totals, passes in places:
            count = counts.get(code, 0)
            if count:
                found.append(Family(passes, totals, possible.at(totals), count, _vectors=vectors))
    return sorted(found, key=lambda family: family.totals)


class Possible:
    """Cuts what is allowed down to the ballots that some profile with given totals has."""

    def __init__(self, vectors: Vectors, allowed: Allowed) -> None:
        self._players = list(allowed)
        self._shared: dict[tuple[bool, ...], Allowed] = {}
        self._kinds: dict[tuple[tuple[Ballot, Vector], ...], list[str]] = {}
        for player, ballots in allowed.items():
            kind = tuple((ballot, vectors[player][ballot]) for ballot in ballots)
            self._kinds.setdefault(kind, []).append(player)
        sides = [list(zip(*(vector for _, vector in kind), strict=True)) for kind in self._kinds]
        counts = [len(players) for players in self._kinds.values()]
        quotas = range(len(sides[0]))
        low = [sum(min(s[k]) * c for s, c in zip(sides, counts, strict=True)) for k in quotas]
        top = [sum(max(s[k]) * c for s, c in zip(sides, counts, strict=True)) for k in quotas]
        self._spans = [
            [
                (k, low[k] + vector[k] - min(side[k]), top[k] + vector[k] - max(side[k]))
                for k in quotas
                if min(side[k]) < max(side[k])
            ]
            for kind, side in zip(self._kinds, sides, strict=True)
            for _, vector in kind
        ]

    def at(self, target: Vector) -> Allowed:
        """The ballots that neither overshoot the totals nor leave too much to the others."""
        fits = tuple(
            not any(target[k] < low or target[k] > top for k, low, top in span)
            for span in self._spans
        )
        if fits not in self._shared:
            kept: dict[str, tuple[Ballot, ...]] = {}
            each = iter(fits)
            for kind, players in self._kinds.items():
                ballots = tuple(ballot for ballot, _ in kind if next(each))
                kept.update(dict.fromkeys(players, ballots))
            self._shared[fits] = {player: kept[player] for player in self._players}
        return self._shared[fits]


def ordered(ballots: Iterable[Ballot]) -> tuple[Ballot, ...]:
    """Ballots from assent to object."""
    chosen = set(ballots)
    return tuple(ballot for ballot in BALLOTS if ballot in chosen)


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(islice(names, 3))
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"
