"""Families: all ballots with the same totals, described by what each player may cast.

Whether somebody gains by casting another ballot depends on the others only through the totals
of the rule's quotas. So the equilibria of a vote of any size fall into one family for each vector
of totals, and their number is the coefficient of that vector in a product of small polynomials.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias

from ...errors import InvalidInput, TooLarge
from ...games.roll_call import RollCall
from ...rules.rule import BALLOTS, Ballot

__all__ = [
    "STEPS",
    "Allowed",
    "Codec",
    "Family",
    "Vector",
    "Vectors",
    "adds",
    "grouped",
    "ordered",
    "reachable",
    "read_limit",
    "shared_counts",
    "split_by_totals",
]

Vector: TypeAlias = tuple[int, ...]
Vectors: TypeAlias = Mapping[str, Mapping[Ballot, Vector]]
Allowed: TypeAlias = Mapping[str, tuple[Ballot, ...]]

STEPS = 5_000_000
"""How many additions a count may cost unless the caller says otherwise."""


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
    marks : tuple of int
        Further totals that the family fixes; `strong_nash` needs them, elsewhere it is empty.
    """

    passes: bool
    totals: Vector
    allowed: Allowed
    count: int
    marks: Vector = ()
    _vectors: Vectors = field(default_factory=dict, repr=False)

    def __contains__(self, profile: object) -> bool:
        if not isinstance(profile, Mapping) or set(profile) != set(self.allowed):
            return False
        if any(profile[player] not in ballots for player, ballots in self.allowed.items()):
            return False
        cast = [self._vectors[player][ballot] for player, ballot in profile.items()]
        return tuple(map(sum, zip(*cast, strict=True))) == self.totals + self.marks

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[dict[str, Ballot]]:
        players = list(self.allowed)
        options = [[(self._vectors[p][b], b) for b in self.allowed[p]] for p in players]
        target = self.totals + self.marks
        zero = (0,) * len(target)
        rests: list[set[Vector]] = [{zero}]
        for choices in reversed(options):
            rests.append({_plus(rest, v) for rest in rests[-1] for v, _ in choices})
        rests.reverse()
        if target not in rests[0]:
            return
        cast: list[Ballot] = []
        left = [target]
        stack = [iter(options[0])]
        while stack:
            depth = len(stack) - 1
            step = next(stack[-1], None)
            if step is None:
                stack.pop()
                left.pop()
                if cast:
                    cast.pop()
                continue
            vector, ballot = step
            remaining = _minus(left[-1], vector)
            if remaining not in rests[depth + 1]:
                continue
            if depth + 1 == len(players):
                yield dict(zip(players, [*cast, ballot], strict=True))
            else:
                cast.append(ballot)
                left.append(remaining)
                stack.append(iter(options[depth + 1]))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Family):
            return NotImplemented
        return self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash((self.passes, self.totals, self.marks, self.count))

    def _identity(self) -> tuple[object, ...]:
        return self.passes, self.totals, self.marks, dict(self.allowed), self.count

    def __str__(self) -> str:
        outcome = "passes" if self.passes else "fails"
        groups: dict[tuple[Ballot, ...], list[str]] = {}
        for player, ballots in self.allowed.items():
            groups.setdefault(ballots, []).append(player)
        who = "; ".join(
            f"{_some(names)} {' or '.join(ballots)}" for ballots, names in groups.items()
        )
        totals = ", ".join(map(str, self.totals + self.marks))
        return f"{outcome} with totals ({totals}): {self.count} profiles; {who}"


def adds(game: RollCall) -> dict[str, dict[Ballot, Vector]]:
    """What each ballot that a player may cast adds to each quota of the rule."""
    quotas = game.rule.quotas
    return {
        player: {ballot: tuple(q.adds(player, ballot) for q in quotas) for ballot in payments}
        for player, payments in game.payments.items()
    }


def split_by_totals(
    vectors: Vectors,
    quotas: int,
    describe: Callable[[Vector], tuple[bool, Hashable] | None],
    allow: Callable[[Hashable], Allowed | None],
    *,
    what: str,
    limit: int | None = None,
) -> list[Family]:
    """Split all profiles by their totals and keep in each part what is allowed there.

    Parameters
    ----------
    vectors : mapping player -> ballot -> vector
        What each ballot adds; the first `quotas` components are the totals of the rule.
    describe : callable
        From a vector of totals to (whether the decision passes, a key), or None to leave the
        vector out.
    allow : callable
        From a key to the ballots allowed to each player, or None when somebody has none.
    what : str
        What to call the work in a refusal.
    limit : int, optional
        How many additions the count may cost.

    Returns
    -------
    list of Family
        Disjoint, ordered by their totals.
    """
    codec = Codec(vectors)
    most = STEPS if limit is None else limit
    everything = grouped(vectors, {p: tuple(b) for p, b in vectors.items()}, codec)
    buckets: dict[Hashable, list[tuple[int, Vector, bool]]] = {}
    for code in sorted(reachable(everything, most, what)):
        vector = codec.vector(code)
        described = describe(vector)
        if described is not None:
            buckets.setdefault(described[1], []).append((code, vector, described[0]))
    found: list[tuple[Vector, Family]] = []
    spent = 0
    for key, places in buckets.items():
        allowed = allow(key)
        if allowed is None:
            continue
        counts, cost = shared_counts(grouped(vectors, allowed, codec), most - spent, what)
        spent += cost
        possible = _Possible(vectors, allowed)
        for code, vector, passes in places:
            count = counts.get(code, 0)
            if count:
                totals, marks = vector[:quotas], vector[quotas:]
                cast = possible.at(vector)
                found.append((vector, Family(passes, totals, cast, count, marks, vectors)))
    return [family for _, family in sorted(found, key=lambda pair: pair[0])]


class _Possible:
    """Cuts what is allowed down to the ballots that some profile with given totals has."""

    def __init__(self, vectors: Vectors, allowed: Allowed) -> None:
        self._players = list(allowed)
        self._shared: dict[tuple[tuple[Ballot, ...], ...], Allowed] = {}
        self._kinds: dict[tuple[tuple[Ballot, Vector], ...], list[str]] = {}
        for player, ballots in allowed.items():
            kind = tuple((ballot, vectors[player][ballot]) for ballot in ballots)
            self._kinds.setdefault(kind, []).append(player)
        ends = []
        for kind in self._kinds:
            components = list(zip(*(vector for _, vector in kind), strict=True))
            ends.append(([min(c) for c in components], [max(c) for c in components]))
        counts = [len(players) for players in self._kinds.values()]
        width = range(len(ends[0][0]))
        self._low = [sum(e[0][k] * c for e, c in zip(ends, counts, strict=True)) for k in width]
        self._top = [sum(e[1][k] * c for e, c in zip(ends, counts, strict=True)) for k in width]
        self._ends = ends

    def at(self, target: Vector) -> Allowed:
        """The ballots that neither overshoot the totals nor leave too much to the others."""
        cast = tuple(
            tuple(
                ballot
                for ballot, vector in kind
                if all(
                    low - a <= t - v <= top - b
                    for low, a, t, v, top, b in zip(
                        self._low, least, target, vector, self._top, most, strict=True
                    )
                )
            )
            for kind, (least, most) in zip(self._kinds, self._ends, strict=True)
        )
        if cast not in self._shared:
            kept: dict[str, tuple[Ballot, ...]] = {}
            for ballots, players in zip(cast, self._kinds.values(), strict=True):
                kept.update(dict.fromkeys(players, ballots))
            self._shared[cast] = {player: kept[player] for player in self._players}
        return self._shared[cast]


def shared_counts(
    groups: Mapping[tuple[int, ...], int], limit: int, what: str
) -> tuple[dict[int, int], int]:
    """How many ways lead to each total when interchangeable players choose among additions.

    Parameters
    ----------
    groups : mapping additions -> number of players
        The choices of one player, repeated where two ballots add the same.
    limit : int
        How many additions it may cost.
    what : str
        What to call the work in a refusal.

    Returns
    -------
    counts, cost

    Examples
    --------
    >>> shared_counts({(0, 1): 3}, 100, "heads")[0]
    {0: 1, 1: 3, 2: 3, 3: 1}
    """
    counts, cost = {0: 1}, 0
    for choices, players in groups.items():
        several = Counter(choices)
        for _ in range(players):
            cost += len(counts) * len(several)
            if cost > limit:
                raise _too_many(what, cost, limit)
            longer: dict[int, int] = {}
            for total, ways in counts.items():
                for step, times in several.items():
                    longer[total + step] = longer.get(total + step, 0) + ways * times
            counts = longer
    return counts, cost


class Codec:
    """Vectors of totals as single whole numbers that add as the vectors do."""

    def __init__(self, vectors: Vectors) -> None:
        width = len(next(iter(next(iter(vectors.values())).values())))
        largest = [
            sum(max(v[k] for v in options.values()) for options in vectors.values())
            for k in range(width)
        ]
        self.radix = [top + 1 for top in largest]
        self.strides = [1] * width
        for k in range(width - 2, -1, -1):
            self.strides[k] = self.strides[k + 1] * self.radix[k + 1]

    def code(self, vector: Vector) -> int:
        """The number that stands for a vector."""
        return sum(v * s for v, s in zip(vector, self.strides, strict=True))

    def vector(self, code: int) -> Vector:
        """The vector for which a number stands."""
        return tuple(code // s % r for s, r in zip(self.strides, self.radix, strict=True))


def grouped(vectors: Vectors, allowed: Allowed, codec: Codec) -> Counter[tuple[int, ...]]:
    """How many players have the same additions to choose from."""
    return Counter(
        tuple(sorted(codec.code(vectors[player][ballot]) for ballot in ballots))
        for player, ballots in allowed.items()
    )


def reachable(groups: Mapping[tuple[int, ...], int], limit: int, what: str) -> set[int]:
    """Every total that some choices lead to."""
    reached, cost = {0}, 0
    for choices, players in groups.items():
        steps = set(choices)
        for _ in range(players):
            cost += len(reached) * len(steps)
            if cost > limit:
                raise _too_many(what, cost, limit)
            reached = {total + step for total in reached for step in steps}
    return reached


def _too_many(what: str, cost: int, limit: int) -> TooLarge:
    instead = "round the weights, or ask .why() or the check about single profiles"
    return TooLarge(what, cost, limit, instead, unit="additions at least")


def read_limit(limit: object) -> int | None:
    """A limit on the additions: None, or a whole number of at least 1."""
    if limit is None:
        return None
    if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
        raise InvalidInput(f"limit: expected a whole number of at least 1, got {limit!r}")
    return limit


def ordered(ballots: Iterable[Ballot]) -> tuple[Ballot, ...]:
    """Ballots from assent to object."""
    chosen = set(ballots)
    return tuple(ballot for ballot in BALLOTS if ballot in chosen)


def _plus(a: Vector, b: Vector) -> Vector:
    return tuple(x + y for x, y in zip(a, b, strict=True))


def _minus(a: Vector, b: Vector) -> Vector:
    return tuple(x - y for x, y in zip(a, b, strict=True))


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(islice(names, 3))
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"
