"""All bases of a best-response polytope in exact arithmetic, ties broken lexicographically.

The right-hand side of row j is 1 plus the j-th power of an infinitesimal, so that no two bases
describe the same point and neighbours differ in one constraint. Tableaux are whole numbers over a
common determinant (fraction-free pivoting). This is the way taken when floating point cannot be
proved right; it is sure, and slow.

References
----------
D. Avis, "lrs: a revised implementation of the reverse search vertex enumeration algorithm", in:
Polytopes, Combinatorics and Computation, Birkhäuser 2000, 177-198 (lexicographic ties).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from ...errors import TooLarge

__all__ = ["bases_at", "exact_bases"]

Array: TypeAlias = np.ndarray[Any, Any]


def exact_bases(
    whole: Array, *, limit: int, progress: Callable[[str], None] | None = None
) -> Array:
    """The constraints tight at the vertex of every feasible basis of ``{x >= 0, A x <= 1}``.

    Cost: one exact pivot, d × n products of whole numbers, for every edge of the polytope.

    Returns
    -------
    array (bases, d + n) of bool
    """
    n, d = whole.shape
    start = _start(whole)
    first = tuple(range(d, d + n))
    seen = {frozenset(first)}
    queue: list[tuple[tuple[int, ...], Array, int]] = [(first, start, 1)]
    answers: list[Array] = []
    while queue:
        basis, table, bottom = queue.pop()
        answers.append(_tight(basis, table, d, n))
        inside = set(basis)
        for entering in range(d + n):
            if entering in inside:
                continue
            row = _leaving(table, entering, d)
            if row is None:
                continue
            neighbour = frozenset(inside - {basis[row]} | {entering})
            if neighbour in seen:
                continue
            seen.add(neighbour)
            if len(seen) > limit:
                what = f"the vertices of a best-response polytope in {d} dimensions"
                instead = "ask for one equilibrium with one_nash"
                raise TooLarge(what, len(seen), limit, instead, unit="bases at least")
            turned = tuple(entering if k == row else b for k, b in enumerate(basis))
            queue.append((turned, _pivot(table, row, entering, bottom), table[row, entering]))
        if progress is not None and len(answers) % 1000 == 0:
            progress(f"{len(answers)} bases done, {len(queue)} waiting")
    return np.array(answers)


def bases_at(whole: Array, tight: Array, *, limit: int) -> list[frozenset[int]]:
    """The feasible bases of the moved polytope whose points end in one vertex as it moves back.

    Each is given by its d constraints that are tight in the moved polytope. An objective that is
    largest at the vertex alone leads to a first one; the others are reached by turning in place,
    since the vertices of the moved cone at the vertex are connected by edges.

    Cost: one exact pivot for every edge between two of the bases, and those on the way there.

    Parameters
    ----------
    whole : array (n, d) of positive integers
    tight : array (d + n,) of bool
        All constraints of ``{x >= 0, A x <= 1}`` that are tight at the vertex.
    limit : int
        The largest number of bases.
    """
    n, d = whole.shape
    if int(tight.sum()) == d:
        return [frozenset(np.flatnonzero(tight).tolist())]
    basis, table, bottom = _led_to(whole, tight)
    everything = frozenset(range(d + n))
    seen = {frozenset(basis)}
    queue = [(basis, table, bottom)]
    while queue:
        basis, table, bottom = queue.pop()
        for entering in sorted(everything - set(basis)):
            row = _leaving(table, entering, d)
            if row is None or table[row, -1] != 0:
                continue
            turned = tuple(entering if k == row else b for k, b in enumerate(basis))
            if frozenset(turned) in seen:
                continue
            seen.add(frozenset(turned))
            if len(seen) > limit:
                what = f"the bases of a tied vertex in {d} dimensions"
                instead = "leave out strategies that others equal or dominate"
                raise TooLarge(what, len(seen), limit, instead, unit="bases at least")
            queue.append((turned, _pivot(table, row, entering, bottom), table[row, entering]))
    return [everything - inside for inside in seen]


def _led_to(whole: Array, tight: Array) -> tuple[tuple[int, ...], Array, int]:
    """A feasible basis at a vertex, by the simplex method with the same rule for ties."""
    n, d = whole.shape
    aim = [sum(int(whole[j, i]) for j in np.flatnonzero(tight[d:])) for i in range(d)]
    last = np.zeros((1, d + n + 1), dtype=object)
    last[0, :d] = [int(tight[i]) - aim[i] for i in range(d)]
    table, bottom = np.concatenate([_start(whole), last]), 1
    basis = tuple(range(d, d + n))
    while True:
        entering = next((c for c in range(d + n) if table[-1, c] < 0), None)
        if entering is None:
            assert (_tight(basis, table[:-1], d, n) == tight).all(), "another vertex was best"
            return basis, table[:-1], bottom
        row = _leaving(table[:-1], entering, d)
        assert row is not None, "the polytope is bounded"
        turned = _pivot(table, row, entering, bottom)
        basis = tuple(entering if k == row else b for k, b in enumerate(basis))
        table, bottom = turned, table[row, entering]


def _start(whole: Array) -> Array:
    """Columns: the d variables, the n slacks, the right-hand side. One row a basic variable."""
    n, d = whole.shape
    start = np.zeros((n, d + n + 1), dtype=object)
    start[:, :d] = whole
    start[:, d : d + n] = np.eye(n, dtype=int)
    start[:, :] = [[int(v) for v in row] for row in start]
    start[:, -1] = 1
    return start


def _tight(basis: tuple[int, ...], table: Array, d: int, n: int) -> Array:
    tight = np.ones(d + n, dtype=np.bool_)
    for row, variable in enumerate(basis):
        tight[variable] = table[row, -1] == 0
    return tight


def _leaving(table: Array, entering: int, d: int) -> int | None:
    """The row that blocks first, comparing the right-hand sides and then the slack columns.

    Slack column d + j holds the coefficient of the j-th power of the infinitesimal.
    """
    best: int | None = None
    for row in range(len(table)):
        if table[row, entering] <= 0:
            continue
        if best is None or _earlier(table, row, best, entering, d):
            best = row
    return best


def _earlier(table: Array, a: int, b: int, entering: int, d: int) -> bool:
    top, other = table[a, entering], table[b, entering]
    for column in (-1, *range(d, table.shape[1] - 1)):
        difference = table[a, column] * other - table[b, column] * top
        if difference:
            return bool(difference < 0)
    return False


def _pivot(table: Array, row: int, entering: int, bottom: int) -> Array:
    pivot = table[row, entering]
    column = table[:, entering].copy()
    turned: Array = (table * pivot - np.outer(column, table[row])) // bottom
    turned[row] = table[row]
    return turned
