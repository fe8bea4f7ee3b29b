"""Equilibria in which all players of a type cast their ballots with the same chances.

When k of the others cast the second of two ballots with chance q each, a player's expected gain
is a polynomial in q whose Bernstein coefficients are the gains for each fixed k: what the rule
says, no integration needed. With one free share the roots are algebraic numbers, found exactly;
with several they are isolated and proved as in `nash`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise, product
from math import comb, lcm, prod
from typing import Any, TypeAlias

import numpy as np

from ...errors import InvalidInput, NotApplicable, TooLarge
from ...exact.read import natural
from ...exact.roots import Root, real_roots
from ...exact.traced import Traced
from ...games.roll_call import RollCall
from ...rules.rule import Ballot
from ..declared import untraceable
from ..solution import Upset
from ..strategic.balls import certified_root, exact_values, float_values, polished
from ..strategic.boxes import System, search
from ..strategic.two_players import Equilibria
from .chances import adoption_chance, mixed_upset
from .types import PlayerType, player_types

__all__ = ["symmetric_nash"]

Array: TypeAlias = np.ndarray[Any, Any]

_CELLS = 400_000
_BOXES = 20_000
_NEAR = 1e-9


@untraceable("the chances are roots of polynomials in known numbers")
def symmetric_nash(game: RollCall, *, limit: int | None = None) -> Equilibria:
    """All equilibria of a roll call in which players of the same type mix in the same way.

    Two players are of the same type if they have the same weights, stake and payments. Ballots
    of a type that add the same and pay the same count as one; the first stands for them.

    Cost: for one type a polynomial of degree n - 1; for several a search in boxes of one
    dimension for each free share.

    Parameters
    ----------
    game : RollCall
    limit : int, optional
        The largest number of situations (how many of each type cast each ballot) to write down
        (400 000).

    Returns
    -------
    Equilibria
        Items are mappings player -> ballot -> chance. Chances are whole numbers, fractions or
        exact algebraic numbers (`Root`) where one share is free, else floats.
        ``evidence["adoption"]`` is the chance of adoption in each item. Where a whole range of
        chances is in equilibrium it is in ``continua`` and the answer is not complete.

    Raises
    ------
    TooLarge
        If the types allow more situations than the limit.

    References
    ----------
    A. Diekmann, "Volunteer's dilemma", J. Conflict Resolution 29 (1985), 605-610.

    Examples
    --------
    Under a silence procedure a text is adopted unless somebody objects, which costs 1; adoption
    costs each of five players 16. Each objects with chance 1/2:

    >>> from consensus import games, rules
    >>> council = rules.by_consensus([f"state {i}" for i in range(5)])
    >>> ballots = dict.fromkeys(council.players, {"abstain": 0, "object": -1})
    >>> vote = games.RollCall(council, dict.fromkeys(council.players, -16), ballots)
    >>> symmetric_nash(vote).items[0]["state 0"]
    {'abstain': Fraction(1, 2), 'object': Fraction(1, 2)}
    """
    if not isinstance(game, RollCall):
        raise InvalidInput(f"game: expected a RollCall, got {game!r}")
    most = _CELLS if limit is None else natural(limit, "limit", least=1)
    _require_known(game)
    types = [_merged(t) for t in player_types(game)]
    cost = prod(
        (len(t.members) + 1) ** (len(t.ballots) - 1) * (2 ** len(t.ballots) - 1) for t in types
    )
    if cost > most:
        what = f"symmetric equilibria of {len(types)} types of players"
        raise TooLarge(what, cost, most, "ask pure_nash, or give players equal values",
                       unit="situations")  # fmt: skip
    found = _Found(game, types)
    for support in product(*(_subsets(len(t.ballots)) for t in types)):
        _solve(_Case(game, types, support), found)
    return found.answer()


# One support of each type -----------------------------------------------------------------------


class _Case:
    """The equations and conditions when each type uses these ballots."""

    def __init__(
        self, game: RollCall, types: list[PlayerType], support: tuple[tuple[int, ...], ...]
    ) -> None:
        self.game, self.types, self.support = game, types, support
        self.sizes = [len(t.members) for t in types]
        self.axes = [(t, k) for t, own in enumerate(support) for k in range(len(own) - 1)]
        self.shape = tuple(self.sizes[t] + 1 for t, _ in self.axes)
        self.equations: list[Array] = []
        self.conditions: list[Array] = []
        for t, own in enumerate(support):
            worths = self._worths(t)
            base = worths[own[0]]
            for b in range(len(types[t].ballots)):
                if b in own[1:]:
                    self.equations.append(_whole(worths[b] - base))
                elif b != own[0]:
                    self.conditions.append(_whole(base - worths[b]))

    def _worths(self, me: int) -> list[Array]:
        """What each ballot of a type brings, as control values over the free shares."""
        kind = self.types[me]
        tables = [np.zeros(self.shape, dtype=object) for _ in kind.ballots]
        others = [size - (t == me) for t, size in enumerate(self.sizes)]
        spreads = [
            list(_spread(count, own)) for count, own in zip(others, self.support, strict=True)
        ]
        inner: dict[tuple[tuple[int, ...], ...], list[Any]] = {}
        for counts in product(*spreads):
            totals = [0] * len(self.game.rule.quotas)
            for t, group in enumerate(counts):
                for b, count in zip(self.support[t], group, strict=True):
                    for q, v in enumerate(self.types[t].vectors[b]):
                        totals[q] += v * count
            inner[counts] = [
                kind.worth(
                    b, self.game.rule.decides([x + v for x, v in zip(totals, vector, strict=True)])
                )
                for b, vector in enumerate(kind.vectors)
            ]
        for counts, worths in inner.items():
            for index, weight in self._places(counts, others):
                for b, worth in enumerate(worths):
                    tables[b][index] += worth * weight
        return tables

    def _places(
        self, counts: tuple[tuple[int, ...], ...], others: list[int]
    ) -> Iterator[tuple[tuple[int, ...], Fraction]]:
        """The control values that a situation belongs to, all axes raised to the full degree."""
        options: list[list[tuple[tuple[int, ...], Fraction]]] = []
        for t, group in enumerate(counts):
            full, have = self.sizes[t], others[t]
            if len(group) == 1:
                continue
            if len(group) == 2:
                options.append(_raised(group[1], have, full))
            else:
                second = group[1] + group[2]
                for_first = _raised(second, have, full)
                for_second = _raised(group[2], second, full)
                options.append(
                    [((a, b), u * v) for ((a,), u) in for_first for ((b,), v) in for_second]
                )
        for choice in product(*options):
            index = tuple(k for part, _ in choice for k in part)
            yield index, Fraction(prod((weight for _, weight in choice), start=Fraction(1)))

    def shares(self, point: Any) -> list[list[Any]]:
        """The chances on each type's support at a point of the box."""
        place, answer = 0, []
        for own in self.support:
            if len(own) == 1:
                answer.append([1])
            elif len(own) == 2:
                answer.append([1 - point[place], point[place]])
            else:
                s, t = point[place], point[place + 1]
                answer.append([1 - s, s * (1 - t), s * t])
            place += len(own) - 1
        return answer


def _raised(k: int, degree: int, full: int) -> list[tuple[tuple[int, ...], Fraction]]:
    """One control value of a degree as control values of a higher degree."""
    return [
        ((j,), Fraction(comb(degree, k) * comb(full - degree, j - k), comb(full, j)))
        for j in range(k, k + full - degree + 1)
    ]


def _spread(total: int, own: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    if len(own) == 1:
        yield (total,)
    else:
        for first in range(total + 1):
            for rest in _spread(total - first, own[1:]):
                yield (first, *rest)


def _whole(values: Any) -> Array:
    table = np.asarray(values, dtype=object)
    shared = lcm(*(Fraction(v).denominator for v in table.flat))
    cells = np.empty(table.size, dtype=object)
    cells[:] = [int(v * shared) for v in table.flat]
    return cells.reshape(table.shape)


# Solving ----------------------------------------------------------------------------------------


def _solve(case: _Case, found: _Found) -> None:
    if not case.axes:
        if all(condition.item() >= 0 for condition in case.conditions):
            found.add(case, case.shares(()))
        return
    if any(not eq.any() for eq in case.equations):
        found.leave_open(case)
        return
    if any((eq > 0).all() or (eq < 0).all() for eq in case.equations):
        return
    if len(case.axes) == 1:
        _one_share(case, found)
    else:
        _several_shares(case, found)


def _one_share(case: _Case, found: _Found) -> None:
    (equation,) = case.equations
    roots = [r for r in real_roots(_powers(equation)) if r > 0 and r < 1]
    mirrored = [r for r in real_roots(_powers(equation[::-1])) if r > 0 and r < 1][::-1]
    for root, other in zip(roots, mirrored, strict=True):
        if all(_at_least_zero(condition, root) for condition in case.conditions):
            own = next(k for k, s in enumerate(case.support) if len(s) == 2)
            shares: list[list[Any]] = [[1] for _ in case.support]
            shares[own] = [other, root]
            found.add(case, shares)


def _at_least_zero(condition: Array, root: Any) -> bool:
    """The sign of a polynomial at a root, exact."""
    if not isinstance(root, Root):
        return exact_values(condition, (Fraction(root),)) >= 0
    from flint import fmpq_poly

    from ...exact.roots import sign_at

    coefficients = [_as_fmpq(v) for v in _powers(condition)]
    return sign_at(fmpq_poly(coefficients), root) >= 0


def _as_fmpq(value: Any) -> Any:
    from flint import fmpq

    return fmpq(Fraction(value).numerator, Fraction(value).denominator)


def _powers(control: Array) -> list[int]:
    """Coefficients, constant first, of a polynomial given by control values."""
    n = len(control) - 1
    row = [int(v) for v in control]
    answer = []
    for k in range(n + 1):
        answer.append(row[0] * comb(n, k))
        row = [b - a for a, b in pairwise(row)]
    return answer


def _several_shares(case: _Case, found: _Found) -> None:
    scaled = [_floats(e) for e in case.equations], [_floats(c) for c in case.conditions]
    empty = np.zeros((0, *case.shape))
    system = System(np.stack(scaled[0])[None], (np.stack(scaled[1]) if scaled[1] else empty)[None])
    result = search(system, least=2.0**-20, limit=_BOXES)
    if result.open_boxes or not result.finished:
        found.leave_open(case, [(low, high) for _, low, high in result.open_boxes])
    for _, start, low, high in result.starts:
        (near,), (sure,) = polished(system.equations, start[None])
        root = certified_root(case.equations, near if sure else start)
        if root is None:
            found.leave_open(case, [(low, high)])
            continue
        point = np.array(root.middle())
        if (point < low - _NEAR).any() or (point > high + _NEAR).any():
            continue
        values = root.rational if root.rational is not None else root.middle()
        if any(p <= 0 for mix in case.shares(values) for p in mix):
            continue
        if root.rational is not None:
            worst: Any = min((exact_values(c, root.rational) for c in case.conditions), default=1)
        else:
            worst = float_values(system.conditions, point[None]).min(initial=1.0)
            if abs(worst) < _NEAR:
                found.leave_open(case, [(low, high)])
                continue
        if worst >= 0:
            found.add(case, case.shares(values))


def _floats(table: Array) -> Array:
    top = max(1, *(abs(v) for v in table.flat))
    return np.array([float(Fraction(v, top)) for v in table.flat]).reshape(table.shape)


# Answers ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OpenChances:
    """Ballots of each type whose chances could not be told apart, with bounds on the shares."""

    support: Mapping[str, tuple[Ballot, ...]]
    boxes: tuple[Any, ...]


class _Found:
    def __init__(self, game: RollCall, types: list[PlayerType]) -> None:
        self._game, self._types = game, types
        self._items: list[dict[str, dict[Ballot, Any]]] = []
        self._open: list[OpenChances] = []

    def add(self, case: _Case, shares: list[list[Any]]) -> None:
        item: dict[str, dict[Ballot, Any]] = {}
        for t, (kind, own) in enumerate(zip(self._types, case.support, strict=True)):
            mix = {kind.ballots[b]: p for b, p in zip(own, shares[t], strict=True)}
            item.update(dict.fromkeys(kind.members, mix))
        self._items.append({player: item[player] for player in self._game.players})

    def leave_open(self, case: _Case, boxes: list[Any] | None = None) -> None:
        support = {
            player: tuple(kind.ballots[b] for b in own)
            for kind, own in zip(self._types, case.support, strict=True)
            for player in kind.members
        }
        everything = [(np.zeros(len(case.axes)), np.ones(len(case.axes)))]
        bounds = tuple(
            tuple((float(a), float(b)) for a, b in zip(low, high, strict=True))
            for low, high in (boxes or everything)
        )
        self._open.append(OpenChances(support, bounds))

    def answer(self) -> Equilibria:
        chances = tuple(adoption_chance(self._game, item) for item in self._items)
        exact = not any(
            isinstance(p, float)
            for item in self._items
            for mix in item.values()
            for p in mix.values()
        )
        complete = not self._open

        def check(profile: Any) -> Upset | None:
            return mixed_upset(self._game, profile)

        return Equilibria(
            "symmetric_nash", self._game, tuple(self._items),
            form="list" if complete else "some", complete=complete, exact=exact,
            error=0 if exact else 2.0**-50, check=check,
            evidence={
                "adoption": chances,
                "counted as one": "ballots of a player that add the same and pay the same",
            },
            continua=tuple(self._open),
        )  # fmt: skip


def _merged(kind: PlayerType) -> PlayerType:
    """The type without ballots that add and pay the same as an earlier one."""
    kept: list[int] = []
    for b in range(len(kind.ballots)):
        twin = any(
            kind.vectors[a] == kind.vectors[b] and kind.payments[a] == kind.payments[b]
            for a in kept
        )
        if not twin:
            kept.append(b)
    return PlayerType(
        kind.members,
        tuple(kind.ballots[b] for b in kept),
        tuple(kind.vectors[b] for b in kept),
        kind.adopt,
        tuple(kind.payments[b] for b in kept),
    )


def _subsets(count: int) -> list[tuple[int, ...]]:
    return [c for size in range(1, count + 1) for c in combinations(range(count), size)]


def _require_known(game: RollCall) -> None:
    numbers = [*game.adopt.values(), *(v for b in game.payments.values() for v in b.values())]
    if any(isinstance(v, Traced) for v in numbers):
        raise NotApplicable("symmetric_nash: the chances are roots; it needs known numbers")
