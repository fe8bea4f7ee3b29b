"""The win set: every policy that the rule would put in the place of the status quo."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from math import hypot
from typing import Any

from ...exact.read import Number, natural
from ...games.spatial import Spatial
from ..declared import traceable
from ..kind import of_kind
from ..solution import Solution, Upset
from .shapes import Interval

__all__ = ["WinRegion", "win_set"]


@dataclass(frozen=True)
class WinRegion:
    """The win set in a plane, as the set of points that pass; asking about a point is exact."""

    game: Spatial

    def __contains__(self, where: object) -> bool:
        return self.game.passes(where)

    def area(self, *, cells: int = 4_000) -> tuple[float, float]:
        """Bounds of the area, by splitting squares that are not decided as a whole.

        A square passes as a whole if those who consent everywhere in it suffice, and fails as a
        whole if those who consent somewhere in it do not. Cost: `cells` questions to the rule.

        Examples
        --------
        >>> from consensus import rules
        >>> game = Spatial({"a": (0, 0)}, (1, 0), rules.by_consensus(["a"]))
        >>> low, high = WinRegion(game).area()
        >>> low < 3.14159 < high, high - low < 0.1
        (True, True)
        """
        discs = [(p, *disc_of(self.game, p)) for p in self.game.rule.players]
        left = min(x - r for _, x, _, r in discs)
        bottom = min(y - r for _, _, y, r in discs)
        width = max(max(x + r for _, x, _, r in discs) - left,
                    max(y + r for _, _, y, r in discs) - bottom)  # fmt: skip
        wins: dict[frozenset[str], bool] = {}
        low = unsettled = 0.0
        waiting = deque([(left, bottom, width)])
        for _ in range(natural(cells, "cells", least=1)):
            if not waiting:
                break
            x, y, size = waiting.popleft()
            everywhere, somewhere = _consenting(discs, x, y, size)
            for members in (everywhere, somewhere):
                if members not in wins:
                    wins[members] = self.game.rule.wins(members)
            if wins[everywhere]:
                low += size * size
            elif wins[somewhere]:
                half = size / 2
                waiting += [(x, y, half), (x + half, y, half), (x, y + half, half),
                            (x + half, y + half, half)]  # fmt: skip
        unsettled = sum(size * size for _, _, size in waiting)
        return low, low + unsettled

    def __str__(self) -> str:
        return "the points that pass"


@traceable
def win_set(game: Spatial) -> Solution:
    """Every policy that passes against the status quo, the indifferent consenting.

    Cost: on a line, players × one question to the rule; in a plane nothing is computed
    beforehand, and one question to the rule for each point asked about.

    Parameters
    ----------
    game : Spatial

    Returns
    -------
    Solution
        Form "union". On a line the items are disjoint closed `Interval`, in order; in a plane one
        `WinRegion`. The status quo belongs to it; where there is none it may be empty.
        `.why(point)` names those who object.

    References
    ----------
    Shepsle and Weingast, "The institutional foundations of committee power", American
    Political Science Review 81 (1987), 85-104; Tsebelis (2002), ch. 1.

    Examples
    --------
    >>> from consensus import rules
    >>> ideals = {"a": 0, "b": 4, "c": 10}
    >>> print(win_set(Spatial(ideals, 3, rules.by_majority(ideals))).items[0])
    [3, 5]
    >>> print(win_set(Spatial(ideals, 3, rules.by_consensus(ideals))).items[0])
    [3, 3]
    """
    of_kind(game, Spatial)
    items: tuple[Any, ...] = (WinRegion(game),)
    if game.dimension == 1:
        items = tuple(intervals(game))
    return Solution("win_set", game, items, form="union", check=partial(_why, game))


def disc_of(game: Spatial, player: str) -> tuple[float, float, float]:
    """In a plane, the disc in which a player consents: its centre and its radius."""
    x, y = (float(c) for c in game.ideals[player])
    distance = game.lapse_of(player)
    if distance is None:
        start = game.status_quo
        reach = hypot(float(start[0]) - x, float(start[1]) - y)
    else:
        reach = float(distance)
    return x, y, reach + float(game.cost(player))


def _consenting(
    discs: list[tuple[str, float, float, float]], x: float, y: float, size: float
) -> tuple[frozenset[str], frozenset[str]]:
    """Who consents everywhere, and who somewhere, in a square."""
    everywhere, somewhere = set(), set()
    for player, u, v, r in discs:
        near = hypot(max(x - u, u - x - size, 0.0), max(y - v, v - y - size, 0.0))
        far = hypot(max(abs(x - u), abs(x + size - u)), max(abs(y - v), abs(y + size - v)))
        if far <= r:
            everywhere.add(player)
        if near <= r:
            somewhere.add(player)
    return frozenset(everywhere), frozenset(somewhere)


def consent_interval(game: Spatial, player: str) -> tuple[Number, Number]:
    """On a line, from where to where a player consents."""
    (ideal,), reach = game.ideals[player], game.patience(player)
    return ideal - reach, ideal + reach


def intervals(game: Spatial) -> list[Interval]:
    """The win set on a line: the rule is asked once at every end and once between two ends."""
    ends = {p: consent_interval(game, p) for p in game.rule.players}
    marks: list[Number] = []
    for mark in sorted(x for pair in ends.values() for x in pair):
        if not marks or marks[-1] < mark:
            marks.append(mark)
    position = {p: (_place(marks, low), _place(marks, high)) for p, (low, high) in ends.items()}
    found: list[Interval] = []
    start: int | None = None
    for i in range(len(marks)):
        inside = frozenset(p for p, (low, high) in position.items() if low <= i <= high)
        after = frozenset(p for p, (low, high) in position.items() if low <= i < high)
        if game.rule.wins(inside) and start is None:
            start = i
        if start is not None and not game.rule.wins(after):
            found.append(Interval(marks[start], marks[i]))
            start = None
    return found


def _place(marks: list[Number], value: Number) -> int:
    """The index of a value among the marks, by bisection."""
    low, high = 0, len(marks) - 1
    while low < high:
        middle = (low + high) // 2
        if marks[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low


def _why(game: Spatial, where: Any) -> Upset | None:
    consenting = game.consenting(where)
    if game.rule.wins(consenting):
        return None
    objectors = frozenset(game.rule.players) - consenting
    return Upset(objectors, "object", note="they prefer the status quo by more than its cost")
