"""The equations and conditions of every support, as control values of whole numbers.

On a support the equilibrium conditions are equations, equal payoffs within the support, and
conditions, nothing better outside it. Both are affine in each probability, so on the box of free
shares they are known by their values at the corners. Supports on which an equation cannot vanish
or a condition cannot hold are dropped at once; with conditional dominance this is the pruning of
R. Porter, E. Nudelman, Y. Shoham, "Simple search methods for finding a Nash equilibrium", Games
Econ. Behav. 63 (2008), 642-662.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, product
from math import prod
from typing import Any, TypeAlias

import numpy as np

from ...errors import TooLarge
from ...games.strategic import Strategic

__all__ = ["Support", "Systems", "equations_on", "scaled", "systems_by_dimension"]

Array: TypeAlias = np.ndarray[Any, Any]
Support: TypeAlias = tuple[tuple[int, ...], ...]

_SUPPORTS = 60_000
_SMALL = 2**40

# Up to so many players of two strategies the places of all supports are kept, below 10 MB in all.
_KEPT = 7


@dataclass(frozen=True)
class Systems:
    """The supports with the same number of free shares.

    Attributes
    ----------
    supports : list of Support
    equations : array (supports, dimension, 2, …, 2) of whole numbers
    conditions : array (supports, conditions, 2, …, 2) of whole numbers
        What has to be at least 0; padded with 1.
    """

    supports: list[Support]
    equations: Array
    conditions: Array

    def chosen(self, keep: Array) -> Systems:
        """Some of the systems."""
        places = np.flatnonzero(keep)
        supports = [self.supports[k] for k in places]
        return Systems(supports, self.equations[places], self.conditions[places])


def systems_by_dimension(game: Strategic) -> dict[int, Systems]:
    """All supports that may carry an equilibrium, by their number of free shares.

    Raises
    ------
    TooLarge
        If there are too many supports to look at.
    """
    many = prod(2**size - 1 for size in game.sizes)
    if many > _SUPPORTS:
        raise TooLarge(
            "all equilibria by supports", many, _SUPPORTS,
            "ask for one equilibrium with one_nash", unit="supports",
        )  # fmt: skip
    tables = [table for table, _ in game.whole]
    small = all(t.dtype != object and int(np.abs(t).max()) < _SMALL for t in tables)
    if small and set(game.sizes) == {2}:
        return _of_two_each(tables)
    groups: dict[int, list[Systems]] = {}
    for part in _of_any(game):
        kept = part.chosen(_possible(part))
        if kept.supports:
            groups.setdefault(part.equations.ndim - 2, []).append(kept)
    return {dimension: _joined(groups[dimension]) for dimension in sorted(groups)}


def equations_on(game: Strategic, support: Support) -> tuple[list[Array], list[Array]]:
    """The equations and the conditions of one support."""
    shape = tuple(len(own) for own in support)
    return _conditions(game, support, shape, (2,) * sum(k - 1 for k in shape))


def scaled(arrays: Array) -> Array:
    """Each row of control values divided by its largest magnitude, in floating point."""
    if not arrays.size:
        return np.zeros(arrays.shape)
    flat = arrays.reshape(*arrays.shape[:2], -1)
    if flat.dtype != object:
        top = np.abs(flat).max(axis=2, keepdims=True, initial=1)
        return np.asarray((flat / top).reshape(arrays.shape))
    rows = np.zeros(flat.shape)
    for place in np.ndindex(flat.shape[:2]):
        top = max(1, *(abs(int(v)) for v in flat[place]))
        rows[place] = [float(Fraction(int(v), top)) for v in flat[place]]
    return rows.reshape(arrays.shape)


def _possible(systems: Systems) -> Array:
    count = len(systems.supports)
    keep = np.ones(count, dtype=np.bool_)
    if systems.equations.shape[1]:
        flat = systems.equations.reshape(count, systems.equations.shape[1], -1)
        keep &= ((flat.min(axis=2) <= 0) & (flat.max(axis=2) >= 0)).all(axis=1).astype(np.bool_)
    if systems.conditions.shape[1]:
        flat = systems.conditions.reshape(count, systems.conditions.shape[1], -1)
        keep &= (flat.max(axis=2) >= 0).all(axis=1).astype(np.bool_)
    return keep


def _joined(parts: list[Systems]) -> Systems:
    most = max(part.conditions.shape[1] for part in parts)
    padded = []
    for part in parts:
        shape = list(part.conditions.shape)
        shape[1] = most - shape[1]
        padded.append(np.concatenate([part.conditions, np.ones(shape, dtype=np.int64)], axis=1))
    return Systems(
        [support for part in parts for support in part.supports],
        np.concatenate([part.equations for part in parts]),
        np.concatenate(padded),
    )


# Two strategies each: all supports with as many mixing players at once --------------------------


def _of_two_each(tables: list[Array]) -> dict[int, Systems]:
    n = len(tables)
    # What each player gains by the other strategy, at every profile.
    gains = np.stack([np.flip(t, axis=i) - t for i, t in enumerate(tables)]).reshape(n, -1)
    groups = {}
    for size in range(n + 1):
        supports, mixing, fixed = (_kept_places if n <= _KEPT else _places)(n, size)
        equations, losses = gains.take(mixing), gains.take(fixed)
        keep = (losses.min(axis=0) <= 0).all(axis=0)
        keep &= (equations.min(axis=0) <= 0).all(axis=0)
        keep &= (equations.max(axis=0) >= 0).all(axis=0)
        here = np.flatnonzero(keep)
        if here.size:
            corners = (2,) * size
            groups[size] = Systems(
                [supports[k] for k in here],
                equations[:, :, here].transpose(2, 1, 0).reshape(here.size, size, *corners),
                -losses[:, :, here].transpose(2, 1, 0).reshape(here.size, n - size, *corners),
            )
    return groups


def _places(n: int, size: int) -> tuple[list[Support], Array, Array]:
    """The supports in which so many players mix, and where their gains stand in a flat table.

    For the equations an array (corners, mixing players, supports), for the conditions one
    (corners, other players, supports), with the corners of the box of shares in order.
    """
    steps = 2 ** np.arange(n - 1, -1, -1)
    corners = np.array(list(np.ndindex((2,) * size)), dtype=np.intp)
    choices = np.array(list(np.ndindex((2,) * (n - size))), dtype=np.intp)
    supports: list[Support] = []
    mixing, fixed = [], []
    for mixers in map(list, combinations(range(n), size)):
        others = [i for i in range(n) if i not in mixers]
        profiles = (corners @ steps[mixers])[:, None] + choices @ steps[others]
        unmoved = np.array([profiles & ~steps[i] for i in mixers], dtype=np.intp)
        mixing.append(_stand(unmoved.reshape(size, *profiles.shape), mixers, 2**n))
        fixed.append(_stand(np.broadcast_to(profiles, (n - size, *profiles.shape)), others, 2**n))
        for choice in choices.tolist():
            support: list[tuple[int, ...]] = [(0, 1)] * n
            for i, s in zip(others, choice, strict=True):
                support[i] = (s,)
            supports.append(tuple(support))
    return supports, np.concatenate(mixing, axis=2), np.concatenate(fixed, axis=2)


def _stand(profiles: Array, players: list[int], cells: int) -> Array:
    """Where the profiles of each of the players stand, with the corners first."""
    offsets = np.array(players, dtype=np.intp).reshape(-1, 1, 1) * cells
    return np.ascontiguousarray((profiles + offsets).transpose(1, 0, 2))


_kept_places = lru_cache(maxsize=32)(_places)


# Any numbers of strategies ----------------------------------------------------------------------


def _of_any(game: Strategic) -> list[Systems]:
    tables = [np.moveaxis(table, i, 0) for i, (table, _) in enumerate(game.whole)]
    parts = []
    for shape in product(*(range(1, size + 1) for size in game.sizes)):
        subsets = [
            list(combinations(range(size), k)) for size, k in zip(game.sizes, shape, strict=True)
        ]
        kept = [support for support in product(*subsets) if _undominated(tables, support)]
        if not kept:
            continue
        target = (2,) * sum(k - 1 for k in shape)
        pairs = [_conditions(game, support, shape, target) for support in kept]
        parts.append(
            Systems(
                kept,
                np.stack([_stacked(equations, target) for equations, _ in pairs]),
                np.stack([_stacked(conditions, target) for _, conditions in pairs]),
            )
        )
    return parts


def _undominated(tables: list[Array], support: Support) -> bool:
    """Whether no strategy of the support is beaten by another against all the supports allow."""
    for i, own in enumerate(support):
        others = [s for j, s in enumerate(support) if j != i]
        window = tables[i][np.ix_(range(len(tables[i])), *others)].reshape(len(tables[i]), -1)
        for s in own:
            if (window > window[s]).all(axis=1).any():
                return False
    return True


def _conditions(
    game: Strategic, support: Support, shape: tuple[int, ...], target: tuple[int, ...]
) -> tuple[list[Array], list[Array]]:
    equations: list[Array] = []
    conditions: list[Array] = []
    for i in range(len(support)):
        rows = _gains(game, support, shape, i)
        base = rows[support[i][0]]
        for s in range(game.sizes[i]):
            if s in support[i][1:]:
                equations.append(np.broadcast_to(rows[s] - base, target))
            elif s != support[i][0]:
                conditions.append(np.broadcast_to(base - rows[s], target))
    place = 0
    for k in shape:
        if k > 2:
            corners = product((0, 1), repeat=len(target))
            left = [1 - sum(corner[place : place + k - 1]) for corner in corners]
            conditions.append(np.array(left).reshape(target))
        place += k - 1
    return equations, conditions


def _gains(game: Strategic, support: Support, shape: tuple[int, ...], i: int) -> Array:
    """What each strategy of a player brings at the corners of the others' shares."""
    table = game.whole[i][0]
    chosen = [range(game.sizes[j]) if j == i else s for j, s in enumerate(support)]
    window = np.moveaxis(table[np.ix_(*chosen)], i, 0)
    if window.dtype != object and np.abs(window).max() >= _SMALL:
        window = window.astype(object)
    for axis, k in enumerate([k for j, k in enumerate(shape) if j != i]):
        if k > 2:
            turned = np.tensordot(_corners(k), window, axes=(1, 1 + axis))
            window = np.moveaxis(turned, 0, 1 + axis)
    full = [1 if j == i else 2 for j, k in enumerate(shape) for _ in range(k - 1)]
    return np.ascontiguousarray(window).reshape(game.sizes[i], *full)


def _corners(size: int) -> Array:
    """From the values at k strategies to those at the corners of the box of k - 1 shares."""
    return np.array([[1 - sum(c), *c] for c in product((0, 1), repeat=size - 1)])


def _stacked(arrays: list[Array], target: tuple[int, ...]) -> Array:
    return np.stack(arrays) if arrays else np.zeros((0, *target), dtype=np.int64)
