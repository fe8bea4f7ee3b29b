"""The nucleolus of a rule with too many players to list: constraint generation with an oracle.

Players with the same weights in every quota get the same share, so the unknowns are one a type,
and a coalition is a vector of counts. Winning coalitions enter the programme when they are found
to break it: by an exact search where the rule is made of few quotas, else by integer programmes.
Losing coalitions other than single players never bind before those.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import ceil, gcd, lcm
from typing import Any

from ...errors import NotConverged
from ...exact.read import Exact, tidy
from ...rules.rule import Quota, Rule
from ..integer_programme import Model
from .balancing import maximise
from .cheap_winners import CheapWinners, TooManyWinners, alternatives

__all__ = ["RuleLevel", "RuleLevels"]

Counts = tuple[int, ...]
_FINEST = 10**8


@dataclass(frozen=True)
class RuleLevel:
    """One level: its excess, the shares of the types, and what was settled before it."""

    excess: Any
    shares: tuple[Any, ...]
    weights: dict[Counts, Any]
    borders: tuple[Counts, ...]
    before: TypeSpan
    settled: dict[Counts, Any]


class TypeSpan:
    """The linear span of vectors of counts, by whole vectors that vanish on it."""

    def __init__(self, null: Sequence[tuple[int, ...]]) -> None:
        self.null = list(null)

    def holds(self, counts: Counts) -> bool:
        """Whether a vector lies in the span."""
        return all(_dot(vector, counts) == 0 for vector in self.null)

    def with_one(self, counts: Counts) -> TypeSpan:
        """The span with one more vector."""
        values = [_dot(vector, counts) for vector in self.null]
        pivot = min((abs(v), k) for k, v in enumerate(values) if v)[1]
        lead, by = self.null[pivot], values[pivot]
        kept = []
        for k, vector in enumerate(self.null):
            if k != pivot:
                moved = [by * x - values[k] * y for x, y in zip(vector, lead, strict=True)]
                shared = gcd(*moved)
                kept.append(tuple(x // shared for x in moved))
        return TypeSpan(kept)


class RuleLevels:
    """The levels of the simple game of a rule.

    Parameters
    ----------
    rule : Rule
    rational : bool
        Whether nobody may get less than they win alone. Nobody gets less than 0 in any case: no
        player of a rule ever makes a coalition worth less, and the prenucleolus respects that.
    """

    def __init__(self, rule: Rule, *, rational: bool) -> None:
        self.rule = rule
        kinds: dict[tuple[int, ...], list[str]] = {}
        for player in rule.players:
            key = tuple(quota.by_player.get(player, (0, 0))[0] for quota in rule.quotas)
            kinds.setdefault(key, []).append(player)
        self.weights, self.types = list(kinds), list(kinds.values())
        n = len(self.types)
        self.sizes: Counts = tuple(map(len, self.types))
        self.parts = alternatives(rule)
        self.searches: tuple[list[int], list[CheapWinners]] | None = None
        singles = [tuple(int(i == j) for j in range(n)) for i in range(n)]
        self.floors = {one: self.worth(one) if rational else 0 for one in singles}
        self.span = TypeSpan(singles).with_one(self.sizes)
        self.settled: dict[Counts, Exact] = {self.sizes: 1}
        self.pool: dict[Counts, int] = {}
        for one in singles:
            self._enter(one)
            self._enter(tuple(s - x for s, x in zip(self.sizes, one, strict=True)))

    def worth(self, counts: Counts) -> int:
        """1 if a coalition with these counts wins."""
        totals = [
            sum(c * weight[q] for c, weight in zip(counts, self.weights, strict=True))
            for q in range(len(self.rule.quotas))
        ]
        return int(self.rule.decides(totals))

    def _enter(self, counts: Counts) -> None:
        if any(counts):
            self.pool[counts] = self.worth(counts)

    def lowest(self) -> RuleLevel | None:
        """The next level of the coalitions in the programme; None when all are settled."""
        free = [counts for counts in self.pool if not self.span.holds(counts)]
        if not free:
            return None
        columns = [(*counts, 1) for counts in free]
        prices: list[Any] = [self.pool[counts] for counts in free]
        borders = [counts for counts in self.floors if not self.span.holds(counts)]
        columns += [(*counts, 0) for counts in borders]
        prices += [self.floors[counts] for counts in borders]
        for counts, total in self.settled.items():
            columns += [(*counts, 0), (*(-c for c in counts), 0)]
            prices += [total, -total]
        program = maximise(columns, prices, (0,) * len(self.sizes) + (1,))
        assert program.status == "optimal"
        return RuleLevel(
            program.value,
            program.multipliers[:-1],
            {c: program.weights[j] for j, c in enumerate(free) if j in program.weights},
            tuple(c for j, c in enumerate(borders, start=len(free)) if j in program.weights),
            self.span,
            dict(self.settled),
        )

    def settle(self, level: RuleLevel) -> None:
        """Fix the totals of the coalitions that a level settles."""
        fixed = {counts: self.pool[counts] - level.excess for counts in level.weights}
        fixed |= {counts: self.floors[counts] for counts in level.borders}
        for counts, total in fixed.items():
            if not self.span.holds(counts):
                self.span = self.span.with_one(counts)
                self.settled[counts] = total

    def first(self) -> RuleLevel | None:
        """The first level over all coalitions; None when all players are of one type."""
        while (level := self.lowest()) is not None:
            broken = self._broken(level, level.shares)
            if not broken:
                return level
            for counts in broken:
                self._enter(counts)
        return None

    def all(self) -> list[RuleLevel]:
        """Every level down to one allocation, checked over all coalitions."""
        found: list[RuleLevel] = []
        while True:
            while (level := self.lowest()) is not None:
                found.append(level)
                self.settle(level)
            for k, level in enumerate(found):
                broken = self._broken(level, found[-1].shares)
                if broken:
                    for counts in broken:
                        self._enter(counts)
                    self.span, self.settled = level.before, dict(level.settled)
                    del found[k:]
                    break
            else:
                return found

    def shares(self, of_types: Sequence[Any]) -> dict[str, Exact]:
        """The share of each player, in the order of the rule."""
        share = {p: tidy(Fraction(x)) for t, x in zip(self.types, of_types, strict=True) for p in t}
        return {player: share[player] for player in self.rule.players}

    def _broken(self, level: RuleLevel, shares: Sequence[Any]) -> list[Counts]:
        """Winning coalitions outside what was settled whose excess is above the level."""
        scale = lcm(*(Fraction(x).denominator for x in shares))
        whole = [int(x * scale) for x in shares]
        least = Fraction((1 - level.excess) * scale)
        if self.parts is not None and min(whole) >= 0:
            try:
                return self._searched(level, whole, ceil(least))
            except TooManyWinners:
                pass
        return self._programmed(level, whole, least, scale)

    def _searched(self, level: RuleLevel, whole: list[int], bound: int) -> list[Counts]:
        """By an exact search over all winning coalitions that have less than the bound."""
        if self.searches is None or self.searches[0] != whole:
            self.searches = whole, [self._search(quotas, whole) for quotas in self.parts or ()]
        found: list[Counts] = []
        for search in self.searches[1]:
            outside = (c for c in search.below(bound) if not level.before.holds(c))
            found += islice(outside, len(self.sizes))
        return found

    def _search(self, quotas: Sequence[Quota], whole: Sequence[int]) -> CheapWinners:
        place = [self.rule.quotas.index(quota) for quota in quotas]
        weights = [tuple(weight[q] for weight in self.weights) for q in place]
        return CheapWinners(weights, tuple(q.reach for q in quotas), self.sizes, whole)

    def _programmed(
        self, level: RuleLevel, whole: Sequence[int], least: Fraction, scale: int
    ) -> list[Counts]:
        """By integer programmes, one for each side of what was settled."""
        if scale > _FINEST:
            raise NotConverged(
                f"nucleolus: shares over the denominator {scale} are too fine for the integer"
                " programmes that look for coalitions"
            )
        for vector, sign in self._sides(level.before):
            found = self._cheapest(whole, vector, sign)
            if found is not None and _dot(whole, found[0]) < least:
                return [found[0]]
            if found is not None and found[1] < float(least) - 0.5:
                raise NotConverged("nucleolus: the bound of an integer programme stayed open")
        return []

    def _sides(self, span: TypeSpan) -> list[tuple[tuple[int, ...], int]]:
        """Half-spaces of whole vectors that together hold everything outside the span.

        Where only the grand coalition is settled, one is enough: all with a member less. Unless
        the sizes share a divisor: then the span holds the same part of every type as well.
        """
        if len(span.null) == len(self.sizes) - 1 and gcd(*self.sizes) == 1:
            return [((-1,) * len(self.sizes), 1 - sum(self.sizes))]
        return [(tuple(sign * x for x in vector), 1) for vector in span.null for sign in (1, -1)]

    def _cheapest(
        self, whole: Sequence[int], vector: Sequence[int], least: int
    ) -> tuple[Counts, float] | None:
        """The winning coalition with the smallest share among those with vector·counts ≥ least."""
        model = Model()
        columns = [
            model.column(cost=float(x), upper=float(size))
            for x, size in zip(whole, self.sizes, strict=True)
        ]
        model.rule(self.rule, {p: c for t, c in zip(self.types, columns, strict=True) for p in t})
        side = {c: float(x) for c, x in zip(columns, vector, strict=True) if x}
        model.row(side, low=float(least) - 0.5)
        answer = model.solve("nucleolus")
        if answer is None:
            return None
        values, bound = answer
        counts = tuple(round(values[c]) for c in columns)
        if not self.worth(counts) or _dot(vector, counts) < least:
            raise NotConverged("nucleolus: an integer programme proposed a coalition that loses")
        return counts, bound


def _dot(first: Sequence[int], second: Sequence[Any]) -> Any:
    return sum(a * b for a, b in zip(first, second, strict=True) if a)
