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
from .matrix_game import in_lowest_terms, optimal_by_basis
from .pure import equilibrium_mask, is_nash
from .square import Square

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
    if scale == other:
        total = mine + theirs  # Below 2**63, since both are below 2**62.
    else:
        total = mine.astype(object) * other + theirs.astype(object) * scale
    if (total == total.flat[0]).all():
        return _matrix_game(mine)
    return _by_paths(game, mine, theirs)


def _matrix_game(table: Array) -> tuple[Mixed, str]:
    """Optimal strategies of a zero-sum game: a proved basis, else the general programme."""
    proved = optimal_by_basis(table)
    if proved is not None:
        return proved, "linear programme, basis proved"
    positive = _positive(table)
    m, n = positive.shape
    best = maximum(np.ones(n, dtype=np.int64), positive, np.ones(m, dtype=np.int64))
    assert best is not None
    total = best.value
    shares = tuple(tidy(Fraction(p) / total) for p in best.multipliers)
    return (shares, tuple(tidy(Fraction(p) / total) for p in best.point)), "linear programme"


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
    solved = Square(matrix).solved()
    if solved is None or min(solved[0]) < 0:
        return None
    return in_lowest_terms(solved[0], where, size)


def _positive(table: Array) -> Array:
    low, high = int(table.min()), int(table.max())
    wide = table if high - low < 2**62 else table.astype(object)
    return np.asarray(wide - low + 1)
