"""All equilibria of a two-player game: extreme equilibria, maximal Nash subsets, components.

The extreme equilibria are the pairs of vertices of the two best-response polytopes at which every
strategy is either unused or a best reply. All others are mixtures of those that belong together:
if every pair of a set of first and a set of second strategies is an equilibrium, so is every pair
of their mixtures.

References
----------
O. L. Mangasarian, "Equilibrium points of bimatrix games", SIAM J. 12 (1964), 778-780.
D. Avis, G. Rosenberg, R. Savani, B. von Stengel, "Enumeration of Nash equilibria for two-player
games", Economic Theory 42 (2010), 9-37.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import Any, TypeAlias

import numpy as np

from ...exact.read import Number
from ...games.strategic import Mixed, Strategic
from ..solution import Solution
from .matching import bicliques, complete_pairs, connected
from .polytope import best_response_vertices
from .pure import nash_upset, pure_nash

__all__ = ["Equilibria", "NashSubset", "two_player_nash"]

Array: TypeAlias = np.ndarray[Any, Any]
Mix: TypeAlias = tuple[Number, ...]

VERTICES = 3_000_000
"""How many vertices a best-response polytope may have unless the caller says otherwise."""


@dataclass(frozen=True)
class NashSubset:
    """A maximal Nash subset: any mixture of the rows with any mixture of the columns.

    Attributes
    ----------
    rows, columns : tuple of mixed strategies
        The corners: extreme strategies of the first and of the second player.
    """

    rows: tuple[Mix, ...]
    columns: tuple[Mix, ...]

    @property
    def single(self) -> bool:
        """Whether the subset is one equilibrium."""
        return len(self.rows) == 1 and len(self.columns) == 1


@dataclass(frozen=True)
class Equilibria(Solution):
    """The equilibria of a game, with the connected components they form.

    Attributes
    ----------
    components : tuple of tuple of NashSubset
        Each component as the maximal Nash subsets that it is the union of. Two players only.
    continua : tuple
        For more players, the supports and boxes in which there are infinitely many equilibria.
    """

    components: tuple[tuple[NashSubset, ...], ...] = ()
    continua: tuple[Any, ...] = field(default=())


def two_player_nash(
    game: Strategic,
    *,
    limit: int | None = None,
    progress: Callable[[str], None] | None = None,
) -> Equilibria:
    """All extreme equilibria and the components; see `nash`."""
    most = VERTICES if limit is None else limit
    try:
        pairs, left, right, evidence = _extreme_pairs(game, most, progress)
    except KeyboardInterrupt:
        known = tuple(game.read_mixed(profile) for profile in pure_nash(game, limit=10_000))
        return Equilibria(
            "nash", game, known, form="some", complete=False,
            evidence={"interrupted": "the pure equilibria were known"},
            check=partial(nash_upset, game),
        )  # fmt: skip
    items: list[Mixed] = [(left[a], right[b]) for a, b in pairs]
    components = tuple(
        tuple(
            NashSubset(tuple(left[a] for a in rows), tuple(right[b] for b in columns))
            for rows, columns in bicliques(group)
        )
        for group in connected(pairs)
    )
    return Equilibria(
        "nash", game, tuple(items), evidence=evidence, components=components,
        check=partial(nash_upset, game),
    )  # fmt: skip


def _extreme_pairs(
    game: Strategic, limit: int, progress: Callable[[str], None] | None
) -> tuple[list[tuple[int, int]], dict[int, Mix], dict[int, Mix], dict[str, Any]]:
    (mine, _), (theirs, _) = game.whole
    _m, n = game.sizes
    first = best_response_vertices(_positive(theirs.T), limit=limit, progress=progress)
    second = best_response_vertices(_positive(mine), limit=limit, progress=progress)
    labels_first = first.tight
    labels_second = np.concatenate([second.tight[:, n:], second.tight[:, :n]], axis=1)
    pairs = complete_pairs(labels_first, labels_second)
    left = {a: first.point(a) for a in {a for a, _ in pairs}}
    right = {b: second.point(b) for b in {b for _, b in pairs}}
    pairs = sorted(pairs, key=lambda pair: (_order(left[pair[0]]), _order(right[pair[1]])))
    evidence = {
        "vertices": (len(first.tight), len(second.tight)),
        "enumeration": (first.method, second.method),
    }
    return pairs, left, right, evidence


def _order(mix: Mix) -> tuple[Any, ...]:
    return tuple(-Fraction(p) for p in mix)  # type: ignore[arg-type]


def _positive(table: Array) -> Array:
    """The table shifted so that its least entry is 1; the shift changes no best reply."""
    low, top = int(table.min()), int(table.max())
    if top - low < 2**62:
        return np.asarray((table - low + 1).astype(np.int64))
    return np.asarray(table - low + 1)
