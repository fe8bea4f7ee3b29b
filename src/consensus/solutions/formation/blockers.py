"""Groups that block a package together: who forms one, who can be peeled off, and by what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np

from ...errors import InvalidInput
from ...exact.read import Exact, tidy
from ...games.agenda import Agenda
from ..declared import untraceable
from ..kind import of_kind
from ..solution import Solution, Upset

__all__ = ["BlockingGroups", "stable_blocking_groups"]


@dataclass(frozen=True)
class BlockingGroups(Solution):
    """Stable blocking groups.

    Attributes
    ----------
    grievances : mapping player -> number or None
        What the package costs each player against the reversion, where it does; None for a
        player who refuses because of an uncompensable issue, at any price.
    prices : mapping group -> player -> number or None
        The least payment after which a member leaves the group; None if nothing will do.
    followers : mapping group -> player -> tuple of players
        Who then leaves as well, because standing out has become too costly.
    concessions : mapping player -> tuple of (issue, option)
        The single changes of the package after which an objector consents, though alone, and
        nobody objects who did not before: what it can be won over with instead of a payment.
    """

    grievances: Mapping[str, Any] = field(default_factory=dict)
    prices: Mapping[frozenset[str], Mapping[str, Any]] = field(default_factory=dict)
    followers: Mapping[frozenset[str], Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    concessions: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)


@untraceable("it sorts players by thresholds and groups them by size")
def stable_blocking_groups(game: Agenda, *, package: Mapping[str, str]) -> BlockingGroups:
    """The groups that object to a package together, none leaving and nobody else joining.

    The cost of standing alone is shared: in a group of k objectors each bears 1/k of its own.
    A member stays iff its grievance exceeds that; an outsider would join iff its grievance
    exceeds the cost in the larger group. There is at most one stable group of each size, found by
    sorting; the empty group is one when nobody would object alone. Cost n·log n.

    Parameters
    ----------
    game : Agenda
    package : mapping issue -> option

    Returns
    -------
    BlockingGroups
        Items are frozensets, the smallest first; the list is complete. Those that block under
        the rule are in ``evidence["blocking"]``.

    Examples
    --------
    >>> from consensus import games, rules
    >>> value = {"a": {"on": 5, "off": 0}, "b": {"on": -3, "off": 0}, "c": {"on": -2, "off": 0}}
    >>> rule = rules.by_consensus(["a", "b", "c"])
    >>> issues = {"text": games.Issue(value, "off")}
    >>> game = games.Agenda(issues, rule, stand_alone_cost={"b": 4, "c": 3})
    >>> found = stable_blocking_groups(game, package={"text": "on"})
    >>> [sorted(group) for group in found], dict(found.prices[frozenset("bc")])
    ([[], ['b', 'c']], {'b': 1, 'c': Fraction(1, 2)})
    """
    of_kind(game, Agenda)
    read = game.read_package(package)
    firm = {p for p in game.players if game.refused(p, read)}
    cost = {p: game.stand_alone_cost.get(p, 0) for p in game.players}
    grievance: dict[str, Exact] = {}
    for player in game.players:
        grievance[player] = tidy(Fraction(cost[player] - game.surplus(player, read)))

    def stays(player: str, size: int) -> bool:
        return player in firm or grievance[player] * size > cost[player]

    def check(group: Any) -> Upset | None:
        inside = _read_group(game, group)
        for player in game.players:
            size = len(inside) + (player not in inside)
            share = Fraction(cost[player]) / size
            gain = None if player in firm else tidy(abs(grievance[player] - share))
            if player in inside and not stays(player, size):
                return Upset(player, "leave", gain)
            if player not in inside and stays(player, size):
                return Upset(player, "join", gain)
        return None

    found = []
    for size in range(len(game.players) + 1):
        inside = frozenset(p for p in game.players if size and stays(p, size))
        if len(inside) == size and check(inside) is None:
            found.append(inside)
    prices, followers = {}, {}
    for inside in found:
        prices[inside] = {
            p: None if p in firm else tidy(grievance[p] - Fraction(cost[p]) / len(inside))
            for p in game.players
            if p in inside
        }
        followers[inside] = {p: _unwound(game, inside, p, stays) for p in game.players
                             if p in inside}  # fmt: skip
    return BlockingGroups(
        "stable_blocking_groups", game, tuple(found), check=check,
        evidence={"blocking": tuple(g for g in found if g and game.rule.blocks(g)),
                  "package": read},
        grievances={p: None if p in firm else g for p, g in grievance.items()
                    if g > 0 or p in firm},
        prices=prices, followers=followers, concessions=_concessions(game, read),
    )  # fmt: skip


def _concessions(
    game: Agenda, package: Mapping[str, str]
) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each objector the single changes that win it over and lose nobody."""
    now = [issue.options.index(package[name]) for name, issue in game.issues.items()]
    changes, rows = [], [now]
    for k, (name, issue) in enumerate(game.issues.items()):
        for j, option in enumerate(issue.options):
            if j != now[k]:
                changes.append((name, option))
                rows.append([*now[:k], j, *now[k + 1 :]])
    consents = game.arrays.consents(np.array(rows))
    willing = consents[:, 0]
    kept = np.asarray(consents[willing, 1:].all(axis=0))
    return {
        player: tuple(
            change
            for change, safe, won in zip(changes, kept, consents[i, 1:], strict=True)
            if safe and won
        )
        for i, player in enumerate(game.players)
        if not willing[i]
    }


def _unwound(game: Agenda, inside: frozenset[str], first: str, stays: Any) -> tuple[str, ...]:
    """Who leaves after the first has been peeled off, in rounds."""
    left = inside - {first}
    gone: list[str] = []
    while left:
        leaving = [p for p in game.players if p in left and not stays(p, len(left))]
        if not leaving:
            break
        gone += leaving
        left -= set(leaving)
    return tuple(gone)


def _read_group(game: Agenda, group: Iterable[str]) -> frozenset[str]:
    if isinstance(group, str):
        raise InvalidInput(f"group: expected a set of players, got the text {group!r}")
    inside = frozenset(group)
    for player in sorted(inside):
        if player not in game.players:
            raise InvalidInput(f"group: {player!r} is not a player")
    return inside
