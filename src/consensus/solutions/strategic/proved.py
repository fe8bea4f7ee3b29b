"""Proving the vertices of a best-response polytope, and finding all constraints tight at each.

Each candidate is a basis: a support and as many tight rows. Its vertex solves a small linear
system. An approximate inverse R of the matrix M gives a bound on the error of the solution that
holds in spite of rounding (S. M. Rump, "Verification methods", Acta Numerica 19 (2010), 287-449,
section 10): with ``|I - R M| <= a < 1`` in the row-sum norm the error is at most
``|R r| / (1 - a)``, r the residual. A slack whose sign the bound leaves open is computed exactly.

With a perturbed right-hand side ``1 + e`` every basis is checked both there (all slacks positive)
and at ``e = 0`` (none negative). Slacks are linear in e, so the bases stay vertices all the way
from e down to 0, and their limits are all vertices of the polytope itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np

from .vertices import Bases

__all__ = ["Refuted", "tight_everywhere"]

Array: TypeAlias = np.ndarray[Any, Any]

_UNIT = 2.0**-53


class Refuted(Exception):
    """A candidate is no vertex, or not one of the polytope itself."""


@dataclass(frozen=True)
class _Batch:
    """Bases whose supports have the same size, with their supports and tight rows."""

    where: Array
    support: Array
    rows: Array


def tight_everywhere(whole: Array, bases: Bases, perturbation: Array) -> Array:
    """For each basis all constraints tight at its vertex of ``{x >= 0, A x <= 1}``, proved.

    Parameters
    ----------
    whole : array (n, d) of positive integers
        The matrix A; of dtype object where entries exceed a machine word.
    bases : Bases
    perturbation : array (n,)
        What was added to the right-hand side 1.

    Returns
    -------
    array (bases, d + n) of bool

    Raises
    ------
    Refuted
        If a basis is not feasible at the perturbed right-hand side, or not at 1.
    """
    n, d = whole.shape
    scale = 2.0 ** -int(whole.max()).bit_length()
    rows = whole.astype(np.float64) * scale
    answer = np.zeros((len(bases.keys), d + n), dtype=np.bool_)
    np.put_along_axis(answer, bases.tight.astype(np.intp), True, axis=1)
    for batch in _batches(bases.tight, d, n):
        for start in range(0, len(batch.where), 20_000):
            part = slice(start, start + 20_000)
            small = _Batch(batch.where[part], batch.support[part], batch.rows[part])
            verdict = _decide(rows, scale, perturbation, small)
            for place in np.flatnonzero(~verdict.settled):
                answer[small.where[place]] |= _exactly(
                    whole, perturbation, small.support[place], small.rows[place]
                )
            at, row = np.nonzero(verdict.zero_rows & verdict.settled[:, None])
            answer[small.where[at], d + row] = True
            at, slot = np.nonzero(verdict.zero_support & verdict.settled[:, None])
            answer[small.where[at], small.support[at, slot]] = True
    return answer


def _batches(tight: Array, d: int, n: int) -> list[_Batch]:
    is_row = tight >= d
    count = is_row.sum(axis=1)
    batches = []
    for k in range(1, min(d, n) + 1):
        where = np.flatnonzero(count == k)
        if not where.size:
            continue
        chosen = tight[where]
        rows = np.sort(np.where(chosen >= d, chosen, np.iinfo(np.int16).max), axis=1)[:, :k] - d
        out = np.ones((len(where), d), dtype=np.bool_)
        at, slot = np.nonzero(chosen < d)
        out[at, chosen[at, slot]] = False
        support = np.nonzero(out)[1].reshape(len(where), k)
        batches.append(_Batch(where, support, rows.astype(np.intp)))
    return batches


@dataclass(frozen=True)
class _Verdict:
    """Which bases floating point settles, and where their slacks and coordinates are zero."""

    settled: Array
    zero_rows: Array
    zero_support: Array


def _decide(rows: Array, scale: float, perturbation: Array, batch: _Batch) -> _Verdict:
    """Check a batch with error bounds.

    A slack times the determinant of the whole matrix is a whole number, so it is zero when it is
    proved smaller than one.
    """
    n, _ = rows.shape
    count, k = batch.support.shape
    zero_rows = np.zeros((count, n), dtype=np.bool_)
    zero_support = np.zeros((count, k), dtype=np.bool_)
    matrix = rows[batch.rows[:, :, None], batch.support[:, None, :]]
    try:
        inverse = np.linalg.inv(matrix)
    except np.linalg.LinAlgError:
        return _Verdict(np.zeros(count, dtype=np.bool_), zero_rows, zero_support)
    rounding = (2 * k + 8) * _UNIT
    size = np.abs(inverse) @ np.abs(matrix)
    distance = (np.abs(np.eye(k) - inverse @ matrix) + rounding * size).sum(axis=2).max(axis=1)
    settled = np.isfinite(distance) & (distance < 2.0**-10)
    distance = np.where(settled, distance, 0.5)
    moved = bool(perturbation.any())
    for sides in (np.zeros(n), perturbation) if moved else (np.zeros(n),):
        slack, bound, point, error = _bounded(
            rows, 1.0 + sides, batch, matrix, inverse, distance, rounding
        )
        bad = (slack < -bound).any(axis=1) | (point < -error[:, None]).any(axis=1)
        if (bad & settled).any():
            raise Refuted("a basis is not feasible")
        sure_rows, sure_points = slack > bound, point > error[:, None]
        if moved and sides is not perturbation:
            with np.errstate(all="ignore"):
                volume = 2 * np.abs(np.linalg.det(matrix)) / scale**k
                zero_rows = volume[:, None] * (np.abs(slack) + bound) < 1
                zero_support = volume[:, None] * scale * (np.abs(point) + error[:, None]) < 1
            sure_rows |= zero_rows
            sure_points |= zero_support
        settled &= sure_rows.all(axis=1) & sure_points.all(axis=1)
    return _Verdict(settled, zero_rows, zero_support)


def _bounded(
    rows: Array,
    right: Array,
    batch: _Batch,
    matrix: Array,
    inverse: Array,
    distance: Array,
    rounding: float,
) -> tuple[Array, Array, Array, Array]:
    """Slacks and coordinates at the vertices of a batch, each with a bound on its error."""
    d = rows.shape[1]
    count = len(batch.support)
    own = right[batch.rows]
    point = (inverse @ own[:, :, None])[:, :, 0]
    residual = np.abs(own - (matrix @ point[:, :, None])[:, :, 0])
    residual += rounding * ((np.abs(matrix) @ np.abs(point)[:, :, None])[:, :, 0] + own)
    error = (np.abs(inverse) @ residual[:, :, None])[:, :, 0].max(axis=1) / (1 - distance)
    error = error * (1 + rounding)
    full = np.zeros((count, d))
    np.put_along_axis(full, batch.support, point, axis=1)
    slack = right - full @ rows.T
    reach = np.zeros((count, d))
    np.put_along_axis(reach, batch.support, np.abs(point) * rounding + error[:, None], axis=1)
    bound = reach @ rows.T * (1 + rounding) + rounding * (1 + np.abs(slack))
    np.put_along_axis(slack, batch.rows, np.inf, axis=1)
    np.put_along_axis(bound, batch.rows, 0.0, axis=1)
    return slack, bound, point, error


def _exactly(whole: Array, perturbation: Array, support: Array, rows: Array) -> Array:
    """The constraints tight at the vertex, from exact arithmetic; refuses what is no vertex."""
    from flint import fmpq, fmpq_mat, fmpz_mat

    n, d = whole.shape
    fractions = [Fraction(float(e)) for e in perturbation]
    shared = max(fraction.denominator for fraction in fractions)
    steps = [int(fraction * shared) for fraction in fractions]
    moved = any(steps)
    matrix = fmpz_mat([[int(whole[j, i]) for i in support] for j in rows])
    if matrix.det() == 0:
        raise Refuted("singular")
    solved = matrix.solve(fmpz_mat([[1, steps[j]] for j in rows]))
    used = fmpq_mat(fmpz_mat([[int(whole[j, i]) for i in support] for j in range(n)])) * solved
    tight = np.ones(d + n, dtype=np.bool_)

    def judge(plain: Any, slope: Any) -> bool:
        if plain < 0 or plain + slope / shared <= 0:
            raise Refuted("a basis is not feasible" if moved else "a tie")
        return bool(plain == 0)

    for place, i in enumerate(support):
        tight[i] = judge(solved[place, 0], solved[place, 1])
    others = set(range(n)) - {int(j) for j in rows}
    for j in others:
        tight[d + j] = judge(fmpq(1) - used[j, 0], fmpq(steps[j]) - used[j, 1])
    return tight
