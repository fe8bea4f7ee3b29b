"""Random supports of one to three players with two strategies each, as corner values."""

from __future__ import annotations

from itertools import product
from typing import Any


def support(rng: Any, size: int, high: int, count: int) -> tuple[Any, Any]:
    """Equations, each without its own share, and conditions, some of few shares or factors."""
    places = list(product((0, 1), repeat=size))
    equations = []
    for i in range(size):
        values = rng.integers(-high, high + 1, size=(2,) * size).tolist()
        equations.append([_at(values, (*p[:i], 0, *p[i + 1 :])) for p in places])
    conditions = []
    for _ in range(count):
        values = rng.integers(-high, high + 1, size=(2,) * size).tolist()
        gone = {v for v in range(size) if rng.integers(3) == 0}
        conditions.append(
            [_at(values, tuple(0 if v in gone else e for v, e in enumerate(p))) for p in places]
        )
    return equations, conditions


def _at(values: Any, place: tuple[int, ...]) -> int:
    for end in place:
        values = values[end]
    return int(values)
