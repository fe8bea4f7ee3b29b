"""Listing packages: those that pass, those that leave nobody worse off, the efficient ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from ...errors import TooLarge
from ...exact.read import natural, shown
from ...games.agenda import Agenda
from ...games.agenda_arrays import Arrays
from ...games.worths import Array
from ...rules.rule import Join, Part, Rule
from ..declared import untraceable
from ..kind import of_kind
from ..solution import Solution, Upset
from .programme import heaviest

__all__ = [
    "count_packages",
    "efficient_packages",
    "individually_rational_packages",
    "packages",
    "passing",
]

_BLOCK = 4_096
_MOST_CELLS = 4_000_000_000
_MOST_LISTED = 2_000_000
_MOST_COMPARED = 60_000
_ARRAYS = "it searches packages in arrays of whole numbers"

Package = dict[str, str]


@untraceable(_ARRAYS)
def packages(game: Agenda, *, limit: int | None = None) -> Solution:
    """The packages that pass: those who consent to it win under the rule.

    They are found by branching on the issues in order, a branch being left when even with the
    best rest those who could consent would not win. Cost at worst packages × players.

    Parameters
    ----------
    game : Agenda
    limit : int, optional
        Stop after so many; then form "some" and not complete, unless there are no more.

    Raises
    ------
    TooLarge
        Without `limit`, when there might be too many to list.

    Examples
    --------
    >>> from consensus import games, rules
    >>> value = {"a": {"x": 1, "y": 0}, "b": {"x": -1, "y": 0}}
    >>> game = games.Agenda({"only": games.Issue(value, "y")}, rules.by_consensus(["a", "b"]))
    >>> packages(game).items, str(packages(game).why({"only": "x"}))
    (({'only': 'y'},), 'b upsets it and gains 1 (it objects)')
    """
    of_kind(game, Agenda)
    search = _search(game, game.arrays.need, passing(game.rule))
    return _listed("packages", game, limit, search, partial(_objection, game))


@untraceable(_ARRAYS)
def individually_rational_packages(game: Agenda, *, limit: int | None = None) -> Solution:
    """The packages that leave nobody below the reversion, whatever the rule would allow.

    Nobody is worse off in all, and nobody on an issue it holds uncompensable. Cost as for
    `packages`.

    Examples
    --------
    >>> from consensus import games, rules
    >>> value = {"a": {"x": 2, "y": 0}, "b": {"x": -1, "y": 0}, "c": {"x": 1, "y": 0}}
    >>> game = games.Agenda({"only": games.Issue(value, "y")}, rules.by_majority(["a", "b", "c"]))
    >>> len(packages(game)), individually_rational_packages(game).items
    (2, ({'only': 'y'},))
    """
    of_kind(game, Agenda)
    bound = _floor(game)

    def check(package: Any) -> Upset | None:
        read = game.read_package(package)
        for player in game.players:
            lost = game.refused(player, read)
            without_cost = game.surplus(player, read) - game.stand_alone_cost.get(player, 0)
            if lost:
                return Upset(player, None, None, f"uncompensable: {', '.join(lost)}")
            if without_cost < 0:
                return Upset(player, None, -without_cost, "it is worse off")
        return None

    search = _search(game, bound, lambda consents: np.asarray(consents.all(axis=0)))
    return _listed("individually_rational_packages", game, limit, search, check)


@untraceable(_ARRAYS)
def count_packages(game: Agenda) -> int:
    """How many packages pass, counted without keeping them. Cost at worst packages × players.

    Raises
    ------
    TooLarge
        If that might take more than about 4·10⁹ comparisons.

    Examples
    --------
    >>> from consensus import games, rules
    >>> value = {p: {"x": 1, "y": 0, "z": -1} for p in "abc"}
    >>> issues = {name: games.Issue(value, "y") for name in ("i", "j")}
    >>> count_packages(games.Agenda(issues, rules.by_consensus(["a", "b", "c"])))
    6
    """
    of_kind(game, Agenda)
    cells = game.size * len(game.players)
    if cells > _MOST_CELLS:
        raise TooLarge(
            "count_packages", cells, _MOST_CELLS, "list some with packages(limit=) or ask for"
            " best_package", unit="comparisons",
        )  # fmt: skip
    search = _search(game, game.arrays.need, passing(game.rule))
    return sum(len(block) for block in search.blocks())


@untraceable(_ARRAYS)
def efficient_packages(game: Agenda, *, limit: int | None = None) -> Solution:
    """The packages that pass and that no other passing one improves for someone at nobody's cost.

    All of them when few enough pass; with `limit`, some of them, each the proved optimum of a
    weighted sum with positive weights: first equal weights, then one player favoured after
    another.

    Parameters
    ----------
    game : Agenda
    limit : int, optional

    Returns
    -------
    Solution
        Form "list" and complete, or form "some".

    Raises
    ------
    TooLarge
        Without `limit`, when too many packages pass to compare them all.

    Examples
    --------
    >>> from consensus import games, rules
    >>> value = {"a": {"x": 2, "y": 0, "z": 1}, "b": {"x": 1, "y": 0, "z": 1}}
    >>> game = games.Agenda({"only": games.Issue(value, "y")}, rules.by_consensus(["a", "b"]))
    >>> efficient_packages(game).items
    ({'only': 'x'},)
    """
    of_kind(game, Agenda)
    most = None if limit is None else natural(limit, "limit", least=1)

    def check(package: Any) -> Upset | None:
        return _objection(game, package) or _improvement(game, package)

    if game.size <= _MOST_COMPARED or most is None:
        found = _search(game, game.arrays.need, passing(game.rule)).all(_MOST_COMPARED)
        kept = _maximal(game, found)
        if most is None or len(kept) <= most:
            items = tuple(_named(game, row) for row in kept)
            return Solution("efficient_packages", game, items, check=check)
        items = tuple(_named(game, row) for row in kept[:most])
        return Solution("efficient_packages", game, items, "some", False, check=check)
    items_: list[Package] = []
    n = len(game.players)
    for favoured in range(-1, n):
        weights = [1 if k != favoured else 4 * n for k in range(n)]
        best = heaviest(game, weights)
        if best.package is not None and best.proved and best.package not in items_:
            items_.append(best.package)
        if len(items_) == most:
            break
    return Solution("efficient_packages", game, tuple(items_), "some", False, check=check)


# The search -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Search:
    """Branching on issues; the last few are tried all at once in arrays."""

    arrays: Arrays
    need: Array
    wins: Callable[[Array], Array]
    split: int

    def blocks(self) -> Iterator[Array]:
        """The passing packages, as arrays of option indices, (packages, issues)."""
        parts = self.arrays
        tail, tail_gain, tail_refused = self._tail()
        highest = self._highest()
        issues = len(parts.traded)
        stack: list[tuple[tuple[int, ...], Array, Array]] = [
            ((), self._none(), np.zeros(len(self.need), bool))
        ]
        while stack:
            chosen, total, refused = stack.pop()
            depth = len(chosen)
            hope = (total + highest[depth] >= self.need) & ~refused
            if not bool(self.wins(hope[:, None])[0]):
                continue
            if depth < self.split:
                for option in reversed(range(parts.traded[depth].shape[1])):
                    stack.append(((*chosen, option), total + parts.traded[depth][:, option],
                                  refused | parts.refused[depth][:, option]))  # fmt: skip
                continue
            rows = np.empty((len(tail), issues), np.int64)
            rows[:, :depth] = chosen
            rows[:, depth:] = tail
            gain = total[:, None] + tail_gain + self._linked(rows)
            consents = (gain >= self.need[:, None]) & ~refused[:, None] & ~tail_refused
            kept = rows[self.wins(consents)]
            if len(kept):
                yield kept

    def all(self, most: int) -> Array:
        """All passing packages at once, refused when there are more than `most`."""
        found, count = [], 0
        for block in self.blocks():
            found.append(block)
            count += len(block)
            if count > most:
                raise TooLarge(
                    "comparing packages", count, most, "say limit= for some of them",
                    unit="passing packages",
                )  # fmt: skip
        return np.concatenate(found) if found else np.zeros((0, len(self.arrays.traded)), np.int64)

    def _none(self) -> Array:
        return np.zeros(len(self.need), np.int64)

    def _tail(self) -> tuple[Array, Array, Array]:
        parts = self.arrays
        sizes = [part.shape[1] for part in parts.traded[self.split :]]
        rows = np.stack(
            np.meshgrid(*map(np.arange, sizes), indexing="ij"), axis=-1
        ).reshape(-1, len(sizes))  # fmt: skip
        gain = np.zeros((len(self.need), len(rows)), np.int64)
        refused = np.zeros((len(self.need), len(rows)), bool)
        for k in range(len(sizes)):
            gain += parts.traded[self.split + k][:, rows[:, k]]
            refused |= parts.refused[self.split + k][:, rows[:, k]]
        return rows, gain, refused

    def _highest(self) -> list[Array]:
        """For each depth the most that the issues from there on can add."""
        rest = self._none()
        for who, _, value, traded in self.arrays.links:
            if traded and value > 0:
                rest[who] += value
        out = [rest]
        for part in reversed(self.arrays.traded):
            rest = rest + part.max(axis=1)
            out.append(rest)
        return out[::-1]

    def _linked(self, rows: Array) -> Array:
        extra = np.zeros((len(self.need), len(rows)), np.int64)
        for who, spots, value, traded in self.arrays.links:
            if traded:
                here = np.logical_and.reduce([rows[:, i] == o for i, o in spots])
                extra[who] += value * here
        return extra


def passing(rule: Rule) -> Callable[[Array], Array]:
    """The rule on many coalitions at once: (players, coalitions) of bool -> bool a coalition."""
    weights = {
        quota: np.array([quota.by_player.get(p, (0, 0))[0] for p in rule.players])
        for quota in rule.quotas
    }

    def held(part: Part, inside: Array) -> Array:
        if isinstance(part, Join):
            inner = [held(p, inside) for p in part.parts]
            join = np.logical_and if part.kind == "and" else np.logical_or
            return np.asarray(join.reduce(inner))
        return np.asarray(weights[part] @ inside >= part.reach)

    return lambda inside: held(rule.structure, inside.astype(np.int64))


def _search(game: Agenda, need: Array, wins: Callable[[Array], Array]) -> Search:
    split, block = len(game.issues), 1
    for part in reversed(game.arrays.traded):
        if block * part.shape[1] > _BLOCK:
            break
        block *= part.shape[1]
        split -= 1
    if split == len(game.issues):
        split -= 1
    return Search(game.arrays, need, wins, split)


def _floor(game: Agenda) -> Array:
    """What traded gains must reach when no cost of standing alone is taken off."""
    arrays = game.arrays
    costs = [game.stand_alone_cost.get(p, 0) * arrays.scale for p in game.players]
    return arrays.need + np.array([int(cost) for cost in costs], np.int64)


def _listed(
    concept: str,
    game: Agenda,
    limit: int | None,
    search: Search,
    check: Callable[[Any], Upset | None],
) -> Solution:
    most = None if limit is None else natural(limit, "limit", least=1)
    if most is None and game.size * len(game.players) > _MOST_CELLS:
        raise TooLarge(
            concept, game.size * len(game.players), _MOST_CELLS, "say limit=, or ask for"
            " best_package", unit="comparisons",
        )  # fmt: skip
    found: list[Package] = []
    whole = True
    for block in search.blocks():
        room = len(block) if most is None else most - len(found)
        found += [_named(game, row) for row in block[:room]]
        if len(block) > room:
            whole = False
            break
        if most is None and len(found) > _MOST_LISTED:
            raise TooLarge(concept, len(found), _MOST_LISTED, "say limit=", unit="packages")
    return Solution(concept, game, tuple(found), "list" if whole else "some", whole, check=check)


def _named(game: Agenda, row: Sequence[Any]) -> Package:
    return {name: issue.options[int(k)]
            for (name, issue), k in zip(game.issues.items(), row, strict=True)}  # fmt: skip


def _objection(game: Agenda, package: Any) -> Upset | None:
    """The objector, or the objectors together, because of whom a package fails."""
    read = game.read_package(package)
    if game.passes(read):
        return None
    against = game.objectors(read)
    for player in against:
        if len(against) == 1 or player in game.rule.vetoers:
            lost = game.refused(player, read)
            if lost:
                return Upset(player, None, None, f"uncompensable: {', '.join(lost)}")
            return Upset(player, None, -game.surplus(player, read), "it objects")
    gains = {p: -game.surplus(p, read) for p in against}
    return Upset(frozenset(against), None, gains, "they object")


def _totals(game: Agenda, rows: Array) -> Array:
    """The gains of all players in packages given as rows of option indices."""
    arrays = game.arrays
    total = np.zeros((len(rows), len(game.players)), np.int64) - arrays.offset
    for k, part in enumerate(arrays.gains):
        total += part[:, rows[:, k]].T
    for who, spots, value, _ in arrays.links:
        total[:, who] += value * np.logical_and.reduce([rows[:, i] == o for i, o in spots])
    return total


def _maximal(game: Agenda, rows: Array) -> Array:
    """The rows that no other row dominates, the greatest sum first."""
    total = _totals(game, rows)
    order = np.argsort(-total.sum(axis=1), kind="stable")
    rows, total = rows[order], total[order]
    kept: list[int] = []
    for k in range(len(rows)):
        above = total[kept]
        beaten = (above >= total[k]).all(axis=1) & (above > total[k]).any(axis=1)
        if not bool(beaten.any()):
            kept.append(k)
    return rows[kept]


def _improvement(game: Agenda, package: Any) -> Upset | None:
    """A passing package at least as good for all and better for some, or None."""
    read = game.read_package(package)
    here = {p: game.gain(p, read) for p in game.players}
    better = heaviest(game, [1] * len(game.players), at_least=here)
    if better.package is None:
        return None
    gains = {p: game.gain(p, better.package) - here[p] for p in game.players}
    helped = {p: gain for p, gain in gains.items() if gain > 0}
    if not helped:
        return None
    note = ", ".join(f"{p} {shown(gain)}" for p, gain in helped.items())
    return Upset(frozenset(helped), better.package, helped, f"better for {note}")
