"""One equilibrium of a large two-player game, exact: by linear programme, or by one path."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np

from ...errors import NotConverged
from ...exact.read import Number, tidy
from ...games.strategic import Mixed, Strategic
from .lemke_howson import complementary_supports, exact_path
from .linear import maximum
from .pure import equilibrium_mask, is_nash

__all__ = ["one_of_two_players"]

Array: TypeAlias = np.ndarray[Any, Any]

_TRIES = 12


def one_of_two_players(game: Strategic) -> tuple[Mixed, str]:
    """One equilibrium and how it was found; see `one_nash`."""
    places = np.flatnonzero(equilibrium_mask(game))
    if places.size:
        index = np.unravel_index(places[0], game.sizes)
        return game.read_mixed(game.labels(int(s) for s in index)), "pure"
    (mine, scale), (theirs, other) = game.whole
    total = mine.astype(object) * other + theirs.astype(object) * scale
    if (total == total.flat[0]).all():
        return _matrix_game(mine), "linear programme"
    return _by_paths(game, mine, theirs)


def _matrix_game(table: Array) -> Mixed:
    """Optimal strategies of a zero-sum game from one linear programme and its multipliers."""
    positive = table - int(table.min()) + 1
    m, n = positive.shape
    best = maximum(np.ones(n, dtype=np.int64), positive, np.ones(m, dtype=np.int64))
    assert best is not None
    total = best.value
    shares = tuple(tidy(Fraction(p) / total) for p in best.multipliers)
    return shares, tuple(tidy(Fraction(p) / total) for p in best.point)


def _by_paths(game: Strategic, mine: Array, theirs: Array) -> tuple[Mixed, str]:
    first, second = _positive(theirs.T), _positive(mine)
    m, n = game.sizes
    if m + n > 24:
        floats = [table.astype(np.float64) / float(table.max()) for table in (first, second)]
        labels = np.unique(np.linspace(0, m + n - 1, _TRIES).astype(int))
        for dropped in labels:
            try:
                rows, columns = complementary_supports(floats[0], floats[1], int(dropped))
            except NotConverged:
                continue
            found = _solved(first, second, rows, columns)
            if found is not None and is_nash(game, found):
                return found, f"Lemke-Howson, label {int(dropped)}, proved"
    return exact_path(first, second, 0), "Lemke-Howson, exact"


def _solved(first: Array, second: Array, rows: list[int], columns: list[int]) -> Mixed | None:
    """Exact mixtures on supports of equal size that make each other's strategies equally good."""
    if len(rows) != len(columns) or not rows:
        return None
    x = _equaliser(first[np.ix_(columns, rows)], rows, first.shape[1])
    y = _equaliser(second[np.ix_(rows, columns)], columns, second.shape[1])
    return None if x is None or y is None else (x, y)


def _equaliser(matrix: Array, where: list[int], size: int) -> tuple[Number, ...] | None:
    from flint import fmpz_mat

    k = len(where)
    try:
        solved = fmpz_mat(matrix.tolist()).solve(fmpz_mat([[1]] * k))
    except ZeroDivisionError:
        return None
    total = solved[0, 0]
    for place in range(1, k):
        total = total + solved[place, 0]
    if total <= 0:
        return None
    mix: list[Number] = [0] * size
    for place, i in enumerate(where):
        share = solved[place, 0] / total
        if share < 0:
            return None
        mix[i] = tidy(Fraction(int(share.p), int(share.q)))
    return tuple(mix)


def _positive(table: Array) -> Array:
    return np.asarray(table - int(table.min()) + 1)
