"""Dominance by mixtures in a table: what is never best, and what is left when that is known.

A strategy is strictly dominated iff it is best against no belief about the others (D. G. Pearce,
"Rationalizable strategic behavior and the problem of perfection", Econometrica 52 (1984),
1029-1050, lemma 3), and weakly dominated iff it is best against no belief that gives everything
some weight (lemma 4). Beliefs may be correlated when there are more than two players.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np

from ...exact.read import Exact, tidy
from ...games.strategic import Strategic
from ..solution import Solution, Upset
from .linear import maximum
from .product_set import ProductSet

__all__ = ["dominating", "surviving", "table_undominated", "undominated_support"]

Array: TypeAlias = np.ndarray[Any, Any]

_PLAYS = 400


def options(game: Strategic, player: int, left: Sequence[Sequence[int]]) -> Array:
    """One row for each of the player's strategies that are left, one column for others' profiles.

    Whole numbers: the payoffs times a common factor.
    """
    table, _ = game.whole[player]
    inner = np.moveaxis(table[np.ix_(*left)], player, 0)
    return np.ascontiguousarray(inner).reshape(len(left[player]), -1)


# The definition -------------------------------------------------------------------------------


def dominating(values: Array, mixed: Sequence[int], *, strict: bool) -> tuple[Exact, ...] | None:
    """A mixture of rows that dominates the mean of the rows `mixed`, or None; exact.

    Cost: one linear programme, unless a single row already dominates.

    Parameters
    ----------
    values : array (strategies, situations) of whole numbers
    mixed : sequence of int
        The rows whose even mixture is put to the test.
    strict : bool
        Whether the mixture has to be better in every situation, or never worse and once better.
    """
    count, situations = values.shape
    weight = len(mixed)
    mean = values[list(mixed)].sum(axis=0)
    others = values * weight
    if strict:
        single = np.flatnonzero((others > mean).all(axis=1))
    else:
        single = np.flatnonzero((others >= mean).all(axis=1) & (others > mean).any(axis=1))
    if single.size:
        return tuple(int(t == single[0]) for t in range(count))
    if strict:
        rows = np.concatenate([mean[:, None] * 0 + 1, mean[:, None] - others.T], axis=1)
        # Shares that sum to at most 1 lose nothing: the rest stays with the tested row.
        rows = np.concatenate([rows, np.array([[0] + [1] * count])])
        right = np.array([0] * situations + [1])
        best = maximum(np.array([1] + [0] * count), rows, right)
        assert best is not None
        if best.value <= 0:
            return None
        return _completed(best.point[1:], mixed)
    rows = np.concatenate([mean[:, None] - others.T, np.ones((1, count), dtype=others.dtype)])
    right = np.array([0] * situations + [1])
    best = maximum((others - mean).sum(axis=1), rows, right)
    assert best is not None
    return _completed(best.point, mixed) if best.value > 0 else None


def _completed(shares: Sequence[Exact], mixed: Sequence[int]) -> tuple[Exact, ...]:
    rest = 1 - sum(shares)
    full = [Fraction(share) for share in shares]
    for t in mixed:
        full[t] += Fraction(rest) / len(mixed)
    return tuple(tidy(share) for share in full)


def undominated_support(values: Array, support: Sequence[int]) -> bool:
    """Whether mixtures of these rows are not weakly dominated; depends on the support only."""
    return dominating(values, support, strict=False) is None


# One round ------------------------------------------------------------------------------------


def surviving(values: Array, *, strict: bool) -> list[int]:
    """The rows that no mixture dominates, most of them recognised without a linear programme."""
    top = values.max(axis=0)
    best = values == top
    safe = best.any(axis=1) if strict else (best & (best.sum(axis=0) == 1)).any(axis=1)
    return [
        row
        for row in range(len(values))
        if safe[row]
        or (strict and _believed(values, row))
        or dominating(values, [row], strict=strict) is None
    ]


def _believed(values: Array, row: int) -> bool:
    """Whether some belief, found by playing against the best reply, makes the row best.

    Beliefs are whole numbers of times each situation was met, so nothing is rounded.
    """
    if values.dtype == object or int(np.abs(values).max()) > 2**62 // (4 * _PLAYS):
        return False
    lead = values[row] - values
    total = np.zeros(len(values), dtype=np.int64)
    reply = int(np.argmin(lead.max(axis=1)))
    for _ in range(_PLAYS):
        total += values[:, int(np.argmax(lead[reply]))]
        reply = int(np.argmax(total))
        if total[reply] <= total[row]:
            return True
    return False


# The concepts for tables ----------------------------------------------------------------------


def table_undominated(game: Strategic) -> Solution:
    """The strategies that no mixture weakly dominates; see `undominated`."""
    everything = [range(size) for size in game.sizes]
    left = {
        player: tuple(
            game.strategies[i][s] for s in surviving(options(game, i, everything), strict=False)
        )
        for i, player in enumerate(game.players)
    }

    def check(profile: Any) -> Upset | None:
        return weakly_dominated(game, profile)

    return Solution("undominated", game, (ProductSet(left),), form="union", check=check)


def weakly_dominated(game: Strategic, profile: Any) -> Upset | None:
    """The first player whose strategy, pure or mixed, is weakly dominated, with the dominator."""
    everything = [range(size) for size in game.sizes]
    mixed = game.read_mixed(profile)
    for i, player in enumerate(game.players):
        support = [s for s, p in enumerate(mixed[i]) if p > 0]
        better = dominating(options(game, i, everything), support, strict=False)
        if better is not None:
            even = "" if len(support) == 1 else ", against the even mixture of its support"
            note = f"never worse, at times better{even}"
            return Upset(player, named(game.strategies[i], better), note=note)
    return None


def named(labels: Iterable[Any], shares: Iterable[Exact]) -> Any:
    """A mixture as a mapping label -> share, or the label alone when it is certain."""
    used = {label: share for label, share in zip(labels, shares, strict=True) if share}
    return next(iter(used)) if len(used) == 1 else used
