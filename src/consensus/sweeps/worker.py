"""What a worker does: answer some points, and send texts back."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .content import encoded

__all__ = ["Chunk", "Outcome", "work"]


@dataclass(frozen=True)
class Chunk:
    """Some points of a sweep: all that a worker needs to know.

    Attributes
    ----------
    answer : callable
        The question.
    points : sequence of (number, parameters)
        The points with their places in the grid.
    fixed : dict
        Parameters that are the same for all points.
    seed : int or None
        With it, the answer also gets ``random=``, a generator seeded by the point's number.
    twice : bool
        Whether to answer the first point twice and compare.
    """

    answer: Callable[..., Any]
    points: Sequence[tuple[int, dict[str, Any]]]
    fixed: dict[str, Any]
    seed: int | None = None
    twice: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of one point: the answer as text, or the error."""

    number: int
    failed: bool
    text: str


def work(chunk: Chunk) -> tuple[list[Outcome], float, Outcome]:
    """Answer every point of a chunk; also the seconds taken, and the first outcome once more."""
    start = time.perf_counter()
    found = [_one(chunk, number, point) for number, point in chunk.points]
    seconds = time.perf_counter() - start
    return found, seconds, _one(chunk, *chunk.points[0]) if chunk.twice else found[0]


def _one(chunk: Chunk, number: int, point: dict[str, Any]) -> Outcome:
    try:
        extra = {} if chunk.seed is None else {"random": _generator(chunk.seed, number)}
        value = chunk.answer(**point, **chunk.fixed, **extra)
        return Outcome(number, False, encoded(value, "answer"))
    except (Exception, SystemExit) as error:
        return Outcome(number, True, f"{type(error).__name__}: {error}")


def _generator(seed: int, number: int) -> Any:
    import numpy as np

    return np.random.default_rng([seed, number])
