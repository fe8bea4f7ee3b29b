"""Exact swings in one weighted quota, by prefix sums over totals: no deconvolution, no automaton.

With C(z, y) = Π (1 + y·z^w) the generating function of all coalitions by total and size and P its
prefix sums over totals, the coalitions of the others in which a player of weight w decides are

    Σₖ (−y)ᵏ (P[q−1−kw] − P[q−1−(k+1)w]).

Counts are whole numbers in several words of 48 bits each, so that sixteen additions need one
carry; the words grow with the counts.
"""

from __future__ import annotations

from itertools import accumulate
from math import comb, gcd
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from .rule import Quota, Rule

__all__ = ["swings_by_sums"]

Array: TypeAlias = npt.NDArray[Any]

_BITS = 48
_MASK = np.uint64((1 << _BITS) - 1)
_STEPS = 15
_STRETCH = 1 << 15
_MOST_ADDITIONS = 12_000_000_000
_MOST_CELLS = 80_000_000


def swings_by_sums(rule: Rule, *, by_size: bool) -> tuple[list[int], dict[str, list[int]]] | None:
    """The worth of all winning coalitions and each player's swings; None where it would not pay.

    It pays for a rule of one quota whose totals are few. Cost: players × totals (× players, by
    size) additions of words.
    """
    if len(rule.quotas) != 1:
        return None
    (quota,) = rule.quotas
    weights, reach = _whole(quota)
    n, total = len(weights), sum(weights.values())
    # A rule and its dual have the same swings, counted from the other end; the shorter is walked.
    mirrored = total - reach + 1 < reach
    top = min(reach, total - reach + 1)
    words = (n + 1) // _BITS + 1
    cells = top * words * ((n + 1) if by_size else 1)
    ascending = sorted(weights.values())
    if cells > _MOST_CELLS or _additions(ascending, top, by_size) > _MOST_ADDITIONS:
        return None
    prefix = _prefix_sums(ascending, top, by_size)
    found: dict[int, list[int]] = {0: [0] * (n if by_size else 1)}
    for weight in set(weights.values()):
        found[weight] = _swings(prefix, top, weight, n, by_size)
    if mirrored and by_size:
        found = {weight: swings[::-1] for weight, swings in found.items()}
    dummies = len(rule.players) - n
    whole = {w: _with_dummies(swings, dummies, by_size) for w, swings in found.items()}
    losing = _joined(prefix[:, :, top - 1])
    passing = _passing(losing, n, dummies, by_size, mirrored)
    return passing, {p: whole[weights.get(p, 0)] for p in rule.players}


def _whole(quota: Quota) -> tuple[dict[str, int], int]:
    """The assent weights and the total to reach, divided by what all weights share."""
    shared = gcd(*(a for _, a, _ in quota.weights))
    return {p: a // shared for p, a, _ in quota.weights}, -(-quota.reach // shared)


def _additions(weights: list[int], top: int, by_size: bool) -> int:
    """How many words the forward pass adds."""
    cost = high = 0
    for met, weight in enumerate(weights):
        high = min(top, high + weight)
        cost += high * (met // _BITS + 1) * ((met + 2) // 2 if by_size else 1)
    return cost


def _prefix_sums(weights: list[int], top: int, by_size: bool) -> Array:
    """P as words × sizes × totals: how many coalitions have at most that total, by size."""
    n = len(weights)
    words = (n + 1) // _BITS + 1
    counts = np.zeros((words, n + 1 if by_size else 1, top), dtype=np.uint64)
    counts[0, 0, 0] = 1
    if by_size:
        _count_by_size(counts, weights)
    else:
        _count(counts[:, 0], weights)
    return _cumulated(counts)


def _count(counts: Array, weights: list[int]) -> None:
    """Coalitions by total, smallest weights first so that totals stay small for long."""
    words, top = counts.shape
    aside = np.empty(top, dtype=np.uint64)
    high = used = 1
    for met, weight in enumerate(weights):
        reached = min(top, high + weight)
        take = reached - weight
        if take > 0:
            for word in counts[:used]:
                # What is added overlaps what it is added to, so it is set aside first.
                np.copyto(aside[:take], word[:take])
                word[weight:reached] += aside[:take]
        high = reached
        if met % _STEPS == _STEPS - 1 or met == len(weights) - 1:
            used = min(words, (met + 1 + _STEPS) // _BITS + 1)
            _carry(counts[:used, :high])


def _count_by_size(counts: Array, weights: list[int]) -> None:
    """Coalitions by size and total; k members weigh between the k smallest and the k largest."""
    words, _, top = counts.shape
    n = len(weights)
    least = [0, *accumulate(weights)]
    sizes = sum(total < top for total in least) - 1
    for met, weight in enumerate(weights):
        if met % _STEPS == 0:
            _carry(counts[:, : min(met, sizes) + 1])
            ahead = min(n, met + _STEPS)
            used = [comb(ahead, min(k, ahead // 2)).bit_length() // _BITS + 1 for k in range(n + 1)]
        for k in range(min(met, sizes - 1), -1, -1):
            low = least[k]
            high = min(top - weight, least[met] - least[met - k] + 1)
            if low < high:
                for word in counts[: min(words, used[k + 1])]:
                    word[k + 1, low + weight : high + weight] += word[k, low:high]
    _carry(counts)


def _carry(counts: Array) -> None:
    """Move what exceeds a word into the next one."""
    shift = np.uint64(_BITS)
    for word in range(len(counts) - 1):
        over = counts[word] >> shift
        counts[word] &= _MASK
        counts[word + 1] += over


def _cumulated(counts: Array) -> Array:
    """Prefix sums over totals, in stretches short enough for a word."""
    carried = np.zeros((*counts.shape[:2], 1), dtype=np.uint64)
    for start in range(0, counts.shape[2], _STRETCH):
        block = counts[:, :, start : start + _STRETCH]
        np.cumsum(block, axis=2, out=block)
        block += carried
        _carry(block)
        carried = block[:, :, -1:].copy()
    return counts


def _swings(prefix: Array, top: int, weight: int, n: int, by_size: bool) -> list[int]:
    """The alternating sum of the module's formula for one weight, by size where asked."""
    rows = np.arange(top - 1, -1, -weight)
    if not by_size:
        picked = prefix[:, 0, rows].astype(np.int64)
        signs = np.where(np.arange(len(rows)) % 2 == 0, 1, -1)
        # Σₖ (−1)ᵏ (P[k] − P[k+1]) = P[0] − 2 P[1] + 2 P[2] − …
        signs[1:] *= 2
        return _joined(_dotted(picked, signs)[:, None])
    rows = rows[: n + 1]
    picked = np.moveaxis(prefix[:, :, rows], 2, 1).astype(np.int64)
    steps = picked.copy()
    steps[:, :-1] -= picked[:, 1:]
    steps[:, 1::2] *= -1
    # Row k stands k sizes further on: lay the rows out one cell longer than they are.
    words, many, columns = steps.shape
    flat = np.zeros((words, many * (columns + many)), dtype=np.int64)
    length = columns + many - 1
    for word in range(words):
        view = np.lib.stride_tricks.as_strided(
            flat[word], (many, columns), (8 * (length + 1), 8), writeable=True
        )
        view[:] = steps[word]
    shifted = flat[:, : many * length].reshape(words, many, length)
    return _joined(shifted.sum(axis=1)[:, :n])


def _dotted(words: Array, signs: Array) -> Array:
    """Σ words·signs along the totals, in Python integers where a word would overflow."""
    stretch = 1 << 13
    parts = [
        (words[:, at : at + stretch] * signs[at : at + stretch]).sum(axis=1)
        for at in range(0, words.shape[1], stretch)
    ]
    if len(parts) == 1:
        return np.asarray(parts[0])
    return np.asarray(np.sum([part.astype(object) for part in parts], axis=0))


def _joined(words: Array) -> list[int]:
    """Whole numbers from their words."""
    whole = [0] * words.shape[1]
    for word in reversed(words.tolist()):
        whole = [(value << _BITS) + part for value, part in zip(whole, word, strict=True)]
    return whole


def _with_dummies(swings: list[int], dummies: int, by_size: bool) -> list[int]:
    """Multiply by (1 + y)^dummies: those who add nothing may join any coalition."""
    if not by_size:
        return [swings[0] << dummies]
    for _ in range(dummies):
        swings = [a + b for a, b in zip([*swings, 0], [0, *swings], strict=True)]
    return swings


def _passing(losing: list[int], n: int, dummies: int, by_size: bool, mirrored: bool) -> list[int]:
    """How many coalitions win, from how many of the walked rule lose."""
    if not by_size:
        lost = losing[0]
        return [(lost if mirrored else (1 << n) - lost) << dummies]
    if mirrored:
        won = losing[: n + 1][::-1]
    else:
        won = [comb(n, size) - losing[size] for size in range(n + 1)]
    return _with_dummies(won, dummies, True)
