"""Totals of many ballots: which can be reached, and in how many ways.

Vectors of totals are kept as single whole numbers that add as the vectors do, and players with
the same choice of additions share the work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import comb
from typing import TypeAlias

import numpy as np

from ...errors import TooLarge
from ...exact.read import natural
from ...rules.rule import Ballot

__all__ = [
    "STEPS",
    "Additions",
    "Allowed",
    "Codec",
    "Vector",
    "Vectors",
    "grouped",
    "minus",
    "plus",
    "reachable",
    "read_limit",
    "shared_counts",
]

Vector: TypeAlias = tuple[int, ...]
Vectors: TypeAlias = Mapping[str, Mapping[Ballot, Vector]]
Allowed: TypeAlias = Mapping[str, tuple[Ballot, ...]]

STEPS = 5_000_000
"""How many additions a count may cost unless the caller says otherwise."""

_MANY = 200_000
_MOST_WORDS = 1 << 23


class Additions:
    """How many additions a piece of work has cost and may cost.

    Parameters
    ----------
    what : str
        What to call the work in a refusal.
    limit : int or None
        How many additions it may cost; `STEPS` for None.
    """

    def __init__(self, what: str, limit: int | None = None) -> None:
        self._what, self._limit, self._spent = what, STEPS if limit is None else limit, 0

    def spend(self, cost: int) -> None:
        """Account for additions that are about to be made, or refuse them."""
        self._spent += cost
        if self._spent > self._limit:
            instead = "round the weights, or ask .why() or the check about single profiles"
            unit = "additions at least"
            raise TooLarge(self._what, self._spent, self._limit, instead, unit=unit)


class Codec:
    """Vectors of totals as single whole numbers that add as the vectors do."""

    def __init__(self, vectors: Vectors) -> None:
        width = len(next(iter(next(iter(vectors.values())).values())))
        largest = [
            sum(max(v[k] for v in options.values()) for options in vectors.values())
            for k in range(width)
        ]
        self.radix = [top + 1 for top in largest]
        self.strides = [1] * width
        for k in range(width - 2, -1, -1):
            self.strides[k] = self.strides[k + 1] * self.radix[k + 1]

    def code(self, vector: Vector) -> int:
        """The number that stands for a vector."""
        return sum(v * s for v, s in zip(vector, self.strides, strict=True))

    def vector(self, code: int) -> Vector:
        """The vector for which a number stands."""
        return tuple(code // s % r for s, r in zip(self.strides, self.radix, strict=True))


def grouped(vectors: Vectors, allowed: Allowed, codec: Codec) -> Counter[tuple[int, ...]]:
    """How many players have the same additions to choose from."""
    return Counter(
        tuple(sorted(codec.code(vectors[player][ballot]) for ballot in ballots))
        for player, ballots in allowed.items()
    )


def reachable(
    groups: Mapping[tuple[int, ...], int], additions: Additions, start: Iterable[int] = (0,)
) -> set[int]:
    """Every total that some choices lead to, from any of the totals at the start."""
    reached = set(start)
    for choices, players in groups.items():
        steps = sorted(set(choices))
        if not reached:
            break
        if len(steps) == 1:
            additions.spend(len(reached))
            reached = {total + steps[0] * players for total in reached}
            continue
        top = max(reached) + steps[-1] * players
        words = top // 64 + 1
        dense = players * len(steps) * (words // 16 + 1) + len(reached)
        if words <= _MOST_WORDS and dense < _one_by_one(len(reached), top, len(steps), players):
            additions.spend(dense)
            reached = _reachable_bits(reached, steps, players)
            continue
        for _ in range(players):
            additions.spend(len(reached) * len(steps))
            reached = {total + step for total in reached for step in steps}
    return reached


def _reachable_bits(reached: set[int], steps: list[int], players: int) -> set[int]:
    """The same with one bit for each total, so that an addition shifts all totals at once."""
    flags = bytearray(max(reached) + 1)
    for total in reached:
        flags[total] = 1
    packed = np.packbits(np.frombuffer(flags, dtype=np.uint8), bitorder="little")
    bits = int.from_bytes(packed.tobytes(), "little")
    for _ in range(players):
        before, bits = bits, 0
        for step in steps:
            bits |= before << step
    raw = np.frombuffer(bits.to_bytes(bits.bit_length() // 8 + 1, "little"), dtype=np.uint8)
    return set(np.flatnonzero(np.unpackbits(raw, bitorder="little")).tolist())


def shared_counts(
    groups: Mapping[tuple[int, ...], int],
    additions: Additions,
    start: Mapping[int, int] | None = None,
) -> dict[int, int]:
    """How many ways lead to each total when interchangeable players choose among additions.

    Parameters
    ----------
    groups : mapping additions -> number of players
        The choices of one player, repeated where two ballots add the same.
    additions : Additions
        What it may cost.
    start : mapping total -> ways, optional
        The totals before these players choose; 0 in one way when left out.

    Examples
    --------
    >>> shared_counts({(0, 1): 3}, Additions("heads"))
    {0: 1, 1: 3, 2: 3, 3: 1}
    """
    counts = {0: 1} if start is None else dict(start)
    for choices, players in groups.items():
        several = Counter(choices)
        if not counts:
            break
        if len(several) == 1:
            ((step, times),) = several.items()
            additions.spend(len(counts))
            ways = times**players
            counts = {total + step * players: count * ways for total, count in counts.items()}
            continue
        bits = (sum(counts.values()) * len(choices) ** players).bit_length()
        top = max(counts) + max(choices) * players
        words = (top + 1) * (bits // 64 + 1)
        cost = _one_by_one(len(counts), top, len(several), players)
        if cost > _MANY and words < cost and words <= _MOST_WORDS:
            additions.spend(words)
            counts = _counts_at_once(counts, several, players, bits // 8 + 1)
            continue
        for _ in range(players):
            additions.spend(len(counts) * len(several))
            longer: dict[int, int] = {}
            for step, times in several.items():
                for total, ways in counts.items():
                    longer[total + step] = longer.get(total + step, 0) + ways * times
            counts = longer
    return counts


def _counts_at_once(
    counts: dict[int, int], several: Mapping[int, int], players: int, width: int
) -> dict[int, int]:
    """The same by one power and one product: a count takes `width` bytes of a large number."""
    from flint import fmpz

    choice = sum(times << (8 * width * step) for step, times in several.items())
    blank = bytes(width)
    begun = b"".join(
        counts[total].to_bytes(width, "little") if total in counts else blank
        for total in range(max(counts) + 1)
    )
    product = int(fmpz(int.from_bytes(begun, "little")) * fmpz(choice) ** players)
    raw = product.to_bytes(product.bit_length() // 8 + 1, "little")
    pieces = ((at // width, raw[at : at + width]) for at in range(0, len(raw), width))
    read = ((total, int.from_bytes(piece, "little")) for total, piece in pieces)
    return {total: ways for total, ways in read if ways}


def _one_by_one(totals: int, top: int, steps: int, players: int) -> int:
    """About how many additions it takes to let the players choose one after another."""
    quarters = (players // 4, players // 2, 3 * players // 4)
    sizes = (min(top + 1, totals * comb(done + steps - 1, steps - 1)) for done in quarters)
    return sum(sizes) * steps * players // 3


def read_limit(limit: object) -> int | None:
    """A limit on the additions: None, or a whole number of at least 1."""
    return None if limit is None else natural(limit, "limit", least=1)


def plus(a: Vector, b: Vector) -> Vector:
    """The sum of two vectors."""
    return tuple(x + y for x, y in zip(a, b, strict=True))


def minus(a: Vector, b: Vector) -> Vector:
    """The difference of two vectors."""
    return tuple(x - y for x, y in zip(a, b, strict=True))
