"""An agenda as arrays of whole numbers, for searching its packages."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

import numpy as np

from ..errors import InvalidInput
from ..exact.read import Exact
from .worths import Array

if TYPE_CHECKING:
    from .agenda import Agenda

__all__ = ["Arrays"]

_ROOM = 1 << 60


@dataclass(frozen=True, eq=False)
class Arrays:
    """The gains of an agenda as whole numbers over one denominator.

    Attributes
    ----------
    scale : int
    gains : tuple of int64 arrays, (players, options) an issue
        Over the reversion, all issues counted.
    traded : tuple of int64 arrays
        The same with 0 where the issue is uncompensable for the player.
    refused : tuple of bool arrays
        Where the option is worse on an uncompensable issue.
    need : int64 array
        What the traded gains have to reach, linkages of the reversion taken off.
    links : tuple of (player index, ((issue index, option index), …), value, traded)
    offset : int64 array
        What the linkages of the reversion are worth, to be taken off `gains`.
    """

    scale: int
    gains: tuple[Array, ...]
    traded: tuple[Array, ...]
    refused: tuple[Array, ...]
    need: Array
    links: tuple[tuple[int, tuple[tuple[int, int], ...], int, bool], ...]
    offset: Array

    @classmethod
    def of(cls, agenda: Agenda) -> Arrays:
        """Read the arrays off an agenda; refuses numbers too fine for 64 bits."""
        players, issues = agenda.players, list(agenda.issues.values())
        exact = [[[i.gain(p, o) for o in i.options] for p in players] for i in issues]
        costs = [agenda.stand_alone_cost.get(p, 0) for p in players]
        flat: list[Exact] = [x for issue in exact for row in issue for x in row]
        flat += costs + [link.value for link in agenda.linkages]
        scale = lcm(*(x.denominator for x in flat))
        if sum((abs(Fraction(x)) for x in flat), Fraction(0)) * scale >= _ROOM:
            raise InvalidInput("issues: the values need more than 60 bits over one denominator")
        gains = tuple(np.array([[int(x * scale) for x in r] for r in e], np.int64) for e in exact)
        held = [np.array([p in i.uncompensable for p in players]) for i in issues]
        names, place = list(agenda.issues), {p: k for k, p in enumerate(players)}
        need = np.array([-int(cost * scale) for cost in costs], np.int64)
        offset = np.zeros(len(players), np.int64)
        links = []
        for link in agenda.linkages:
            who, value = place[link.player], int(link.value * scale)
            traded = not any(link.player in agenda.issues[n].uncompensable for n, _ in link.options)
            if all(agenda.issues[n].reversion == o for n, o in link.options):
                offset[who] += value
                need[who] += value if traded else 0
            spots = tuple((names.index(n), agenda.issues[n].options.index(o))
                          for n, o in link.options)  # fmt: skip
            links.append((who, spots, value, traded))
        return cls(
            scale,
            gains,
            tuple(np.where(h[:, None], 0, g) for g, h in zip(gains, held, strict=True)),
            tuple(h[:, None] & (g < 0) for g, h in zip(gains, held, strict=True)),
            need,
            tuple(links),
            offset,
        )

    def consents(self, rows: Array) -> Array:
        """Who consents to packages given as rows of option indices: (players, packages) of bool."""
        gain = np.zeros((len(self.need), len(rows)), np.int64)
        refused = np.zeros((len(self.need), len(rows)), bool)
        for k, (traded, lost) in enumerate(zip(self.traded, self.refused, strict=True)):
            gain += traded[:, rows[:, k]]
            refused |= lost[:, rows[:, k]]
        for who, spots, value, counts in self.links:
            if counts:
                gain[who] += value * np.logical_and.reduce([rows[:, i] == o for i, o in spots])
        return np.asarray((gain >= self.need[:, None]) & ~refused)
