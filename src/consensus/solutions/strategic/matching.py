"""Pairs of vertices that together carry every label, and what such pairs form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np

__all__ = ["bicliques", "complete_pairs", "connected"]

Array: TypeAlias = np.ndarray[Any, Any]

_TOGETHER = 400_000


def complete_pairs(first: Array, second: Array) -> list[tuple[int, int]]:
    """All pairs (a, b) of rows of two boolean arrays that together have every column true.

    Cost: one sorting where the sets just fit together; otherwise the pairs are split, label by
    label, until few are left.
    """
    labels = first.shape[1]
    ours, theirs = _packed(first), _packed(second)
    full = _packed(np.ones((1, labels), dtype=np.bool_))[0]
    pairs: list[tuple[int, int]] = []
    least_first, least_second = first.sum(axis=1), second.sum(axis=1)
    tight_first = int(least_first.min(initial=labels))
    exact_first = least_first == tight_first
    exact_second = least_second == labels - tight_first
    fits_first, fits_second = np.flatnonzero(exact_first), np.flatnonzero(exact_second)
    pairs += _equal(ours[fits_first] ^ full, theirs[fits_second], fits_first, fits_second)
    rest_second = np.flatnonzero(~exact_second)
    rest_first = np.flatnonzero(~exact_first)
    pairs += _covering(first, second, ours, theirs, full, fits_first, rest_second)
    pairs += _covering(first, second, ours, theirs, full, rest_first, np.arange(len(second)))
    return sorted(pairs)


def _packed(sets: Array) -> Array:
    count, labels = sets.shape
    wide = np.zeros((count, -(-labels // 64) * 64), dtype=np.bool_)
    wide[:, :labels] = sets
    return np.packbits(wide, axis=1).view(np.uint64).reshape(count, -1)


def _equal(a: Array, b: Array, names_a: Array, names_b: Array) -> list[tuple[int, int]]:
    if not len(a) or not len(b):
        return []
    if a.shape[1] > 1:
        known: dict[bytes, list[int]] = {}
        for row, name in zip(b, names_b.tolist(), strict=True):
            known.setdefault(row.tobytes(), []).append(name)
        return [
            (name, other)
            for row, name in zip(a, names_a.tolist(), strict=True)
            for other in known.get(row.tobytes(), ())
        ]
    order = np.argsort(b[:, 0])
    low = np.searchsorted(b[:, 0], a[:, 0], side="left", sorter=order)
    top = np.searchsorted(b[:, 0], a[:, 0], side="right", sorter=order)
    return [
        (int(names_a[k]), int(names_b[order[p]]))
        for k in np.flatnonzero(top > low)
        for p in range(low[k], top[k])
    ]


def _covering(
    first: Array,
    second: Array,
    ours: Array,
    theirs: Array,
    full: Array,
    rows: Array,
    columns: Array,
) -> list[tuple[int, int]]:
    """Pairs among the given rows whose union is full, splitting on one label after another."""
    found: list[tuple[int, int]] = []
    stack = [(rows, columns, 0)]
    while stack:
        left, right, label = stack.pop()
        if not len(left) or not len(right):
            continue
        if len(left) * len(right) <= _TOGETHER or label == first.shape[1]:
            step = max(1, _TOGETHER // len(right))
            for start in range(0, len(left), step):
                part = left[start : start + step]
                union = ours[part][:, None, :] | theirs[right][None, :, :]
                a, b = np.nonzero((union == full).all(axis=2))
                found += zip(part[a].tolist(), right[b].tolist(), strict=True)
            continue
        has_left, has_right = first[left, label], second[right, label]
        stack.append((left[~has_left], right[has_right], label + 1))
        stack.append((left[has_left], right, label + 1))
    return found


def connected(pairs: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The pairs grouped by connection: pairs that share a row or a column are connected."""
    parent: dict[tuple[int, int], tuple[int, int]] = {}

    def root(node: tuple[int, int]) -> tuple[int, int]:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in pairs:
        parent[root((0, a))] = root((1, b))
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for a, b in pairs:
        groups.setdefault(root((0, a)), []).append((a, b))
    return list(groups.values())


def bicliques(pairs: list[tuple[int, int]]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The maximal sets of rows and of columns all of whose pairs are present.

    Rows that meet the same columns are merged first; then the closed sets of columns are found
    by intersecting, each once.
    """
    columns_of: dict[int, frozenset[int]] = {}
    gathered: dict[int, set[int]] = {}
    for a, b in pairs:
        gathered.setdefault(a, set()).add(b)
    columns_of = {a: frozenset(columns) for a, columns in gathered.items()}
    closed: set[frozenset[int]] = set()
    for columns in set(columns_of.values()):
        new = {columns}
        for other in closed:
            both = other & columns
            if both:
                new.add(both)
        closed |= new
    for columns in sorted(closed, key=sorted):
        rows = tuple(sorted(a for a, have in columns_of.items() if columns <= have))
        yield rows, tuple(sorted(columns))
