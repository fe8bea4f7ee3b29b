"""Sending chunks to an executor: sized by cost, retried when a worker dies, the culprit found."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, TypeAlias

from ..errors import InvalidInput, NotConverged
from .worker import Chunk, Outcome, work

__all__ = ["Schedule"]

Numbers: TypeAlias = list[int]

_SECONDS = 0.4  # how long a chunk should take
_MOST = 4_096  # points a chunk
_TRIES = 3


class Schedule:
    """Gives out the points of a sweep and yields outcomes as they come.

    Parameters
    ----------
    make : callable
        From the numbers of some points to their `Chunk`.
    executor : Executor or None
        None makes a process pool of this machine's size, and makes it anew when it breaks.
    at_once : int or None
        How many chunks to keep under way; None asks the executor for its size.
    """

    def __init__(
        self, make: Callable[[Numbers], Chunk], executor: Executor | None, at_once: int | None
    ) -> None:
        self.make, self.given = make, executor
        self.pool: Executor | None = executor
        self.workers = at_once or workers_of(executor)
        self.seconds: float | None = None
        self.under_way: dict[Future[Any], Numbers] = {}
        self.suspects: deque[Numbers] = deque()
        self.tries: dict[int, int] = {}

    def outcomes(self, numbers: Iterator[int], total: int) -> Generator[list[Outcome], None, None]:
        """The outcomes of all points, a chunk at a time, in the order in which they finish."""
        left = total
        try:
            while True:
                while len(self.under_way) < self.at_most():
                    chunk = self.next_chunk(numbers, left)
                    if not chunk:
                        break
                    left -= len(chunk) if chunk[0] not in self.tries else 0
                    self.submit(chunk)
                if not self.under_way:
                    return
                yield from self.finished()
        finally:
            self.close()

    def at_most(self) -> int:
        """One chunk at a time while it is sought which point kills its worker."""
        if self.suspects or any(chunk[0] in self.tries for chunk in self.under_way.values()):
            return 1
        return self.workers + max(1, self.workers // 2)

    def next_chunk(self, numbers: Iterator[int], left: int) -> Numbers:
        """The next points to send: suspects first and alone, then as many as fill the time."""
        if self.suspects:
            return [] if self.under_way else self.suspects.popleft()
        size = 1
        if self.seconds is not None:
            size = int(_SECONDS / max(self.seconds, 1e-9))
            size = max(1, min(size, _MOST, left // (2 * self.workers) or 1))
        return list(islice(numbers, size))

    def submit(self, numbers: Numbers) -> None:
        """Send a chunk, on a new pool if our own has broken."""
        if self.pool is None:
            self.pool = ProcessPoolExecutor(self.workers)
        try:
            future = self.pool.submit(work, self.make(numbers))
        except BrokenProcessPool as error:
            if self.given is not None:
                raise NotConverged(
                    "executor: a worker died and broke the pool that was handed in; points "
                    "finished before are in the store, if one was given; with executor=None "
                    "broken pools are replaced"
                ) from error
            self.mend()
            self.suspects.append(numbers)
            return
        self.under_way[future] = numbers

    def finished(self) -> Iterator[list[Outcome]]:
        """Wait for a chunk, and deal with whatever came of it."""
        done, _ = wait(self.under_way, return_when=FIRST_COMPLETED)
        for future in done:
            numbers = self.under_way.pop(future)
            error = future.exception()
            if error is None:
                found, seconds, again = future.result()
                self.measured(seconds / len(found))
                refuse_unless_same(found[0], again)
                yield found
            elif died(error):
                yield from self.blame(numbers, error)
            else:
                raise error

    def measured(self, seconds: float) -> None:
        """Keep a running estimate of what a point costs."""
        self.seconds = seconds if self.seconds is None else 0.5 * self.seconds + 0.5 * seconds

    def blame(self, numbers: Numbers, error: BaseException) -> Iterator[list[Outcome]]:
        """Try the points of a dead worker again, and after some tries one by one."""
        self.mend()
        for number in numbers:
            self.tries[number] = self.tries.get(number, 0) + 1
        if len(numbers) > 1:
            half = len(numbers) // 2
            self.suspects += [numbers[:half], numbers[half:]]
        elif self.tries[numbers[0]] < _TRIES:
            self.suspects.append(numbers)
        else:
            text = f"its worker died {self.tries[numbers[0]]} times ({type(error).__name__})"
            yield [Outcome(numbers[0], True, text)]

    def mend(self) -> None:
        """A broken pool of our own is replaced; what was under way in it is tried again."""
        if self.given is None and self.pool is not None:
            broken, self.pool = self.pool, None
            broken.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """Stop what has not begun; our own pool ends with what is under way."""
        for future in self.under_way:
            future.cancel()
        if self.given is None and self.pool is not None:
            self.pool.shutdown(wait=True, cancel_futures=True)


class Clock:
    """How many points are done, and how long the rest will take."""

    def __init__(self, total: int, done: int) -> None:
        self.total, self.done, self._start, self._first = total, done, time.monotonic(), done

    def left(self) -> float | None:
        """Seconds left at the pace so far; None before anything is done."""
        gone, new = time.monotonic() - self._start, self.done - self._first
        return gone / new * (self.total - self.done) if new else None


def workers_of(executor: Executor | None) -> int:
    """How many chunks an executor works on at a time."""
    if executor is None:
        return (
            len(os.sched_getaffinity(0))
            if hasattr(os, "sched_getaffinity")
            else os.cpu_count() or 1
        )
    size = getattr(executor, "_max_workers", None)
    if isinstance(size, int):
        return size
    client = getattr(executor, "_client", None)
    if client is not None and hasattr(client, "nthreads"):
        return max(1, int(sum(client.nthreads().values())))
    return os.cpu_count() or 1


def died(error: BaseException) -> bool:
    """Whether an error says that a worker was lost, in the words of the executors we know."""
    return type(error).__name__ in {"BrokenProcessPool", "KilledWorker", "BrokenExecutor"}


def refuse_unless_same(once: Outcome, again: Outcome) -> None:
    """Refuse an answer that differs when the same point is asked twice."""
    if not once.failed and not again.failed and once.text != again.text:
        raise InvalidInput(
            f"answer: asked twice at point {once.number} it gave {once.text:.80} and "
            f"{again.text:.80}: it is not a function of its parameters; where it draws numbers, "
            "give seed= and let it take random="
        )
