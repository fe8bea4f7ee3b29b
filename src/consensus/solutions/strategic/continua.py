"""Where equilibria are not isolated, or could not be told apart: supports and boxes of shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import nextafter
from typing import Any, TypeAlias

import numpy as np

from ...exact.read import Number, tidy
from ...games.strategic import Label, Strategic
from .regions import Bounds
from .supports import Support

__all__ = ["Continuum", "Merge", "bounded", "exact_box", "hull", "merged"]

Array: TypeAlias = np.ndarray[Any, Any]
Merge: TypeAlias = Callable[[list[tuple[Array, Array]]], list[tuple[Array, Array]]]

_TOUCH = 1e-9


@dataclass(frozen=True)
class Continuum:
    """A part of a game in which the equilibria could not be told apart.

    Every equilibrium that is not among the items lies in one of these: typically there are
    infinitely many, because of a tie; sometimes one that is not regular.

    Where ``proved``, every profile in the box is an equilibrium, ends included; else the box only
    bounds where they may be.

    Attributes
    ----------
    support : tuple of tuple of labels
        The strategies that are used, for each player.
    box : tuple of tuple of (low, high)
        For each player the bounds on the probability of each strategy of the support; fractions
        where they are exact.
    proved : bool
        Whether every profile in the box is known to be an equilibrium.
    """

    support: tuple[tuple[Label, ...], ...]
    box: tuple[tuple[tuple[Number | float, Number | float], ...], ...]
    proved: bool = False


def hull(boxes: list[tuple[Array, Array]]) -> list[tuple[Array, Array]]:
    """One box around all."""
    lows, highs = zip(*boxes, strict=True)
    return [(np.min(lows, axis=0), np.max(highs, axis=0))]


def merged(boxes: list[tuple[Array, Array]]) -> list[tuple[Array, Array]]:
    """Boxes that touch, joined to their hulls."""
    lows, highs = (np.array(ends) for ends in zip(*boxes, strict=True))
    hull_lows, hull_highs = lows[:0], highs[:0]
    # In this order a box mostly touches the last hulls.
    for k in np.lexsort(lows.T[::-1]):
        low, high = lows[k], highs[k]
        while True:
            touching = (hull_lows <= high + _TOUCH) & (low - _TOUCH <= hull_highs)
            touching = touching.all(axis=1)
            if not touching.any():
                break
            low = np.minimum(low, hull_lows[touching].min(axis=0))
            high = np.maximum(high, hull_highs[touching].max(axis=0))
            hull_lows, hull_highs = hull_lows[~touching], hull_highs[~touching]
        hull_lows = np.concatenate([hull_lows, low[None]])
        hull_highs = np.concatenate([hull_highs, high[None]])
    return list(zip(hull_lows, hull_highs, strict=True))


def exact_box(
    game: Strategic, support: Support, box: tuple[Bounds, ...], proved: bool
) -> Continuum:
    """What was found exactly on a support, as a continuum."""
    labels = tuple(tuple(game.strategies[i][s] for s in own) for i, own in enumerate(support))
    spans = iter(box)
    shares: list[Any] = []
    for own in support:
        if len(own) == 1:
            shares.append(((1, 1),))
            continue
        low, high = next(spans)
        rest = (_left(high, -1.0), _left(low, 2.0))
        shares.append((rest, tuple(tidy(x) if isinstance(x, Fraction) else x for x in (low, high))))
    return Continuum(labels, tuple(shares), proved)


def _left(bound: Fraction | float, towards: float) -> Number | float:
    """1 minus a bound, rounded outwards if it is no fraction."""
    return tidy(1 - bound) if isinstance(bound, Fraction) else nextafter(1 - bound, towards)


def bounded(game: Strategic, support: Support, low: Array, high: Array) -> Continuum:
    """What the search has left open on a support, as a continuum."""
    labels = tuple(tuple(game.strategies[i][s] for s in own) for i, own in enumerate(support))
    box, place = [], 0
    for own in support:
        part = slice(place, place + len(own) - 1)
        place += len(own) - 1
        rest = [(float(a), float(b)) for a, b in zip(low[part], high[part], strict=True)]
        first = (max(0.0, 1 - sum(b for _, b in rest)), min(1.0, 1 - sum(a for a, _ in rest)))
        box.append((first, *rest))
    return Continuum(labels, tuple(box))
