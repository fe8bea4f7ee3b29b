"""The vertices of a best-response polytope, in floating point: candidates that are proved later.

The polytope is ``{x >= 0, A x <= rhs}`` with positive A. Constraints are added one at a time; the
new vertices lie on the edges between the part that stays and the part that is cut off. As long as
the polytope is simple, which a generic right-hand side makes it, a vertex is known by the set of
its tight constraints, two vertices are joined iff these sets differ in one, and everything is
sorting of whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from ...errors import TooLarge

__all__ = ["Bases", "Tied", "closed", "simple_vertices", "words"]

Array: TypeAlias = np.ndarray[Any, Any]

NEAR = 1e-12


class Tied(Exception):
    """Two constraints met at a vertex as nearly as floating point can tell."""


@dataclass(frozen=True)
class Bases:
    """One row a vertex: its tight constraints, and the whole number that stands for the set.

    Constraints 0 … d - 1 are ``x_i >= 0``; constraint d + j is row j of A.
    """

    tight: Array
    keys: Array


def words(labels: int) -> Array:
    """A 64-bit word for each label; sets are the exclusive or of their words.

    Up to 64 labels the words are single bits. Beyond, they are spread over all bits and a set is
    known by its word only with overwhelming odds, which `closed` turns into certainty.
    """
    if labels <= 64:
        return np.uint64(1) << np.arange(labels, dtype=np.uint64)
    state = np.arange(1, labels + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        state = (state ^ (state >> np.uint64(shift))) * np.uint64(factor)
    return state ^ (state >> np.uint64(31))


def simple_vertices(
    rows: Array,
    rhs: Array,
    *,
    limit: int,
    progress: Callable[[str], None] | None = None,
) -> Bases:
    """Enumerate the vertices of a simple polytope; cost about vertices × dimension × rows.

    Raises
    ------
    Tied
        If a vertex lies on a further constraint within rounding.
    TooLarge
        If more than `limit` vertices come up.
    """
    n, d = rows.shape
    word = words(d + n)
    points = np.zeros((d + 1, d))
    points[np.arange(1, d + 1), np.arange(d)] = rhs[0] / rows[0]
    tight = np.tile(np.arange(d, dtype=np.int16), (d + 1, 1))
    tight[np.arange(1, d + 1), np.arange(d)] = d
    keys = np.bitwise_xor.reduce(word[tight], axis=1)
    for j in range(1, n):
        slack = rhs[j] - points @ rows[j]
        if np.abs(slack).min() < NEAR:
            raise Tied
        cut = slack < 0
        if not cut.any():
            continue
        kept = ~cut
        inner, outer, slots = _crossing(keys, tight, word, kept, cut)
        share = (slack[inner] / (slack[inner] - slack[outer]))[:, None]
        new_points = points[inner] + share * (points[outer] - points[inner])
        new_tight = tight[inner]
        new_keys = keys[inner] ^ word[new_tight[np.arange(len(inner)), slots]] ^ word[d + j]
        new_tight[np.arange(len(inner)), slots] = d + j
        points = np.concatenate([points[kept], new_points])
        tight = np.concatenate([tight[kept], new_tight])
        keys = np.concatenate([keys[kept], new_keys])
        if len(keys) > limit:
            raise TooLarge(
                f"the vertices of a best-response polytope in {d} dimensions",
                len(keys), limit, "ask for one equilibrium with one_nash",
                unit="vertices at least",
            )  # fmt: skip
        if progress is not None:
            progress(f"{j + 1} of {n} constraints, {len(keys)} vertices")
    return Bases(tight, keys)


def _crossing(
    keys: Array, tight: Array, word: Array, kept: Array, cut: Array
) -> tuple[Array, Array, Array]:
    """The edges between kept and cut vertices: both ends, and which constraint the kept end drops.

    An edge is the set of constraints tight along it: a vertex's set without one member.
    """
    inside, outside = np.flatnonzero(kept), np.flatnonzero(cut)
    d = tight.shape[1]
    inner = (keys[inside][:, None] ^ word[tight[inside]]).ravel()
    outer = (keys[outside][:, None] ^ word[tight[outside]]).ravel()
    if len(inner) <= len(outer):
        order = np.argsort(inner)
        place = np.searchsorted(inner, outer, sorter=order)
        place[place == len(inner)] = 0
        match = order[place]
        hit = np.flatnonzero(inner[match] == outer)
        from_inner, from_outer = match[hit], hit
    else:
        order = np.argsort(outer)
        place = np.searchsorted(outer, inner, sorter=order)
        place[place == len(outer)] = 0
        match = order[place]
        hit = np.flatnonzero(outer[match] == inner)
        from_inner, from_outer = hit, match[hit]
    return inside[from_inner // d], outside[from_outer // d], from_inner % d


def closed(bases: Bases, labels: int) -> bool:
    """Whether every edge that leaves one of the vertices arrives at exactly one other of them.

    Since the graph of a polytope is connected, the vertices are then all there are.
    """
    word = words(labels)
    edges = (bases.keys[:, None] ^ word[bases.tight]).ravel()
    if labels > 64:
        return _closed_by_sets(bases)
    edges.sort()
    if len(edges) % 2:
        return False
    pairs = edges.reshape(-1, 2)
    return bool((pairs[:, 0] == pairs[:, 1]).all() and (pairs[1:, 0] != pairs[:-1, 1]).all())


def _closed_by_sets(bases: Bases) -> bool:
    seen: dict[bytes, int] = {}
    ordered = np.sort(bases.tight, axis=1)
    for row in ordered:
        for k in range(len(row)):
            edge = np.delete(row, k).tobytes()
            seen[edge] = seen.get(edge, 0) + 1
    return set(seen.values()) == {2}
