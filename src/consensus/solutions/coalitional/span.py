"""The span of settled coalitions: whose excess no longer moves."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from typing import Any

import numpy as np

from ...games.worths import Array

__all__ = ["Span"]

_FITS = 1 << 50


class Span:
    """The linear span of the indicator vectors of some coalitions.

    Parameters
    ----------
    n : int
        The number of players.
    masks : sequence of int
    """

    def __init__(self, n: int, masks: Sequence[int] = ()) -> None:
        self.n, self.masks = n, list(masks)
        self.null = [tuple(int(i == j) for j in range(n)) for i in range(n)]
        for mask in self.masks:
            narrowed = _narrowed(self.null, mask)
            self.null = self.null if narrowed is None else narrowed

    @property
    def rank(self) -> int:
        """The dimension of the span."""
        return self.n - len(self.null)

    def holds(self, mask: int) -> bool:
        """Whether a coalition lies in the span."""
        return all(
            sum(x for i, x in enumerate(vector) if mask >> i & 1) == 0 for vector in self.null
        )

    def outside(self, masks: Array) -> Array:
        """Those of the masks that do not lie in the span."""
        if not self.null or not len(masks):
            return masks[:0]
        largest = max(abs(x) for vector in self.null for x in vector)
        wide: Any = np.int64 if largest < _FITS else object
        vectors = np.array(self.null, dtype=wide)
        kept = np.zeros(len(masks), dtype=bool)
        for vector in vectors:
            total: Any = np.zeros(len(masks), dtype=wide)
            for i, x in enumerate(vector):
                if x:
                    total = total + ((masks >> i) & 1) * x
            kept |= np.asarray(total != 0, dtype=bool)
        return masks[kept]

    def with_masks(self, masks: Sequence[int]) -> tuple[Span, list[int]]:
        """The span with more coalitions, and which of them made it larger."""
        span = Span(self.n)
        span.masks, span.null = list(self.masks), list(self.null)
        added: list[int] = []
        for mask in masks:
            narrowed = _narrowed(span.null, mask)
            if narrowed is not None:
                span.masks.append(mask)
                span.null = narrowed
                added.append(mask)
        return span, added


def _narrowed(null: list[tuple[int, ...]], mask: int) -> list[tuple[int, ...]] | None:
    """Whole vectors that span the y of `null` with y(S) = 0; None if that holds for all."""
    values = [sum(x for i, x in enumerate(vector) if mask >> i & 1) for vector in null]
    pivots = [(abs(value), k) for k, value in enumerate(values) if value]
    if not pivots:
        return None
    pivot = min(pivots)[1]
    lead, by = null[pivot], values[pivot]
    kept = []
    for k, (vector, value) in enumerate(zip(null, values, strict=True)):
        if k != pivot:
            moved = [by * x - value * y for x, y in zip(vector, lead, strict=True)]
            shared = gcd(*moved)
            kept.append(tuple(x // shared for x in moved))
    return kept
