"""The vertices of a best-response polytope, proved complete, with all constraints tight at each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from ...exact.read import Number, tidy
from .lexicographic import exact_bases
from .proved import Refuted, tight_everywhere
from .vertices import Tied, closed, simple_vertices

__all__ = ["Vertices", "best_response_vertices"]

Array: TypeAlias = np.ndarray[Any, Any]

_STEPS = (0.0, 2.0**-27, 2.0**-34, 2.0**-20)


@dataclass(frozen=True)
class Vertices:
    """The vertices, apart from the origin, of ``{x >= 0, A x <= 1}``.

    Attributes
    ----------
    tight : array (vertices, d + n) of bool
        The constraints that hold with equality.
    method : str
        How they were found and proved.
    """

    whole: Array
    tight: Array
    method: str

    def point(self, vertex: int) -> tuple[Number, ...]:
        """The vertex scaled to probabilities, exact."""
        from flint import fmpz_mat

        _n, d = self.whole.shape
        support = np.flatnonzero(~self.tight[vertex, :d])
        rows = np.flatnonzero(self.tight[vertex, d:])
        k = len(support)
        chosen = _independent(self.whole, support, rows) if len(rows) > k else rows
        matrix = fmpz_mat([[int(self.whole[j, i]) for i in support] for j in chosen])
        solved = matrix.solve(fmpz_mat([[1]] * k))
        total = solved[0, 0]
        for place in range(1, k):
            total = total + solved[place, 0]
        mix: list[Number] = [0] * d
        for place, i in enumerate(support):
            share = solved[place, 0] / total
            mix[i] = _plain(int(share.p), int(share.q))
        return tuple(mix)


def best_response_vertices(
    whole: Array, *, limit: int, progress: Callable[[str], None] | None = None
) -> Vertices:
    """All vertices but the origin of ``{x >= 0, A x <= 1}`` for a matrix of positive integers.

    Floating point finds the vertices, of a slightly moved polytope if there are ties, and every
    one of them and the completeness of the set are then proved. If that fails, the vertices are
    found in exact arithmetic.

    Parameters
    ----------
    whole : array (n, d) of positive integers
    limit : int
        The largest number of bases.
    """
    n, d = whole.shape
    scale = 2.0 ** -int(whole.max()).bit_length()
    rows = whole.astype(np.float64) * scale
    for step in _STEPS:
        moved = step * (0.5 + 0.5 * _spread(n))
        moved = (1.0 + moved) - 1.0
        try:
            bases = simple_vertices(rows, 1.0 + moved, limit=limit, progress=progress)
            tight = tight_everywhere(whole, bases, moved)
            if not closed(bases, d + n):
                continue
        except (Tied, Refuted):
            continue
        method = "floating point, proved" if step == 0 else "floating point with ties, proved"
        return Vertices(whole, _distinct(tight, d), method)
    tight = exact_bases(whole, limit=limit, progress=progress)
    return Vertices(whole, _distinct(tight, d), "exact pivoting")


def _spread(n: int) -> Array:
    """Numbers in [0, 1) without small linear relations: fractional parts of square roots."""
    primes: list[int] = []
    candidate = 2
    while len(primes) < n:
        if all(candidate % p for p in primes if p * p <= candidate):
            primes.append(candidate)
        candidate += 1
    return np.sqrt(np.array(primes, dtype=np.float64)) % 1.0


def _distinct(tight: Array, d: int) -> Array:
    """Each vertex once, without the origin."""
    used = tight[~tight[:, :d].all(axis=1)]
    if not used.size:
        return used
    packed = np.packbits(used, axis=1)
    view = np.ascontiguousarray(packed).view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, first = np.unique(view, return_index=True)
    return used[np.sort(first)]


def _independent(whole: Array, support: Array, rows: Array) -> list[int]:
    """Rows whose restrictions to the support form a basis."""
    from flint import fmpz_mat

    transposed = fmpz_mat([[int(whole[j, i]) for j in rows] for i in support])
    reduced, _, rank = transposed.rref()
    pivots = []
    for r in range(rank):
        pivots.append(next(c for c in range(len(rows)) if reduced[r, c] != 0))
    return [int(rows[c]) for c in pivots]


def _plain(top: int, bottom: int) -> Number:
    from fractions import Fraction

    return tidy(Fraction(top, bottom))
