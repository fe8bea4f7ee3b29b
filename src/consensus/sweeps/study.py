"""One question over many points, on one machine or many, with results that outlive a crash."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import closing, nullcontext
from html import escape
from typing import TYPE_CHECKING, Any

from ..errors import InvalidInput, TooLarge
from ..exact.read import called
from ..solutions.solution import Values
from .asking import check_parameters
from .content import decoded, digest, encoded, name_of
from .grid import Grid
from .pieces import answer_text
from .schedule import Clock, Schedule
from .store import Store
from .tables import frame, to_csv, to_json
from .worker import Chunk, Outcome

if TYPE_CHECKING:
    import pandas

__all__ = ["Results", "Sweep"]


class Sweep:
    """The same question over many points.

    Parameters
    ----------
    answer : callable
        Called as ``answer(**point)``; returns numbers, texts, mappings, sequences, frozen records,
        a Solution or Values. On processes it must be a function at the top of a module.
    grid : mapping parameter -> values, or sequence of mappings
        Every combination, or the points themselves.
    at : mapping
        Parameters that are the same for all points: numbers, a scenario, a rule.
    seed : int or None
        With it, the answer is also given ``random=``, a NumPy generator seeded by this number and
        the place of the point in the grid, so that the numbers do not depend on the workers.
    version : str
        Your own version of the answer; results of another version are not taken up again.
    limit : int
        The largest number of points.

    Raises
    ------
    InvalidInput
        If the grid is empty, a value is no plain data, or the answer does not take a parameter.
    TooLarge
        If there are more points than `limit`.

    Examples
    --------
    >>> from concurrent.futures import ThreadPoolExecutor
    >>> def chair(support, rival):
    ...     return "upholds" if support >= rival else "accommodates"
    >>> sweep = Sweep(chair, {"support": [0, 1, 2], "rival": [1]})
    >>> with ThreadPoolExecutor(2) as threads:
    ...     results = sweep.run(executor=threads)
    >>> print(results.to_csv(), end="")
    support,rival,answer
    0,1,accommodates
    1,1,upholds
    2,1,upholds
    """

    def __init__(
        self, answer: Callable[..., Any],
        grid: Mapping[str, Sequence[Any]] | Sequence[Mapping[str, Any]], *,
        at: Mapping[str, Any] | None = None, seed: int | None = None, version: str = "",
        limit: int = 20_000_000,
    ) -> None:  # fmt: skip
        self.answer, self.grid, self.at = answer, Grid(grid), dict(at or {})
        self.seed, self.version = seed, version
        if not callable(answer):
            raise InvalidInput(f"answer: expected a function, got {answer!r:.60}")
        if seed is not None and (not isinstance(seed, int) or seed < 0):
            raise InvalidInput(f"seed: expected a whole number of at least 0, got {seed!r}")
        both = sorted(set(self.grid.names) & set(self.at))
        if both:
            raise InvalidInput(f"at: {both[0]!r} is already in the grid")
        drawn = [] if seed is None else ["random"]
        check_parameters(answer, [*self.grid.names, *self.at, *drawn])
        if len(self.grid) > limit:
            raise TooLarge(
                "a sweep", len(self.grid), limit,
                "cut the grid into several sweeps, each with a store of its own, or use "
                "sweeps.ensemble, which solves once a region", unit="points",
            )  # fmt: skip

    @property
    def study(self) -> dict[str, str]:
        """What the results belong to: the answer, the versions, the fixed content, the seed."""
        import consensus

        return {
            "answer": name_of(self.answer),
            "version": self.version,
            "library": consensus.__version__,
            "at": encoded(self.at, "at", ordered=True),
            "seed": str(self.seed),
        }

    def key(self, number: int) -> str:
        """The fingerprint of one point; of its place too, where numbers are drawn."""
        point = self.grid.point(number)
        text = encoded([[name, point[name]] for name in sorted(point)], "grid")
        return digest(text) if self.seed is None else digest(text, str(number))

    def run(
        self, *, executor: Executor | None = None, store: str | os.PathLike[str] | None = None,
        progress: Callable[[int, int, float | None], None] | None = None,
        at_once: int | None = None,
    ) -> Results:  # fmt: skip
        """Answer every point that is not in the store.

        Work goes out in chunks of about 0.4 seconds. A point that fails keeps its error and stops
        nothing; failed points are tried again by the next run. A worker that dies is retried. The
        store is written as results come, so a run killed at any moment loses only what was under
        way. Cost over that of the answers: less than 0.1 milliseconds a point.

        Parameters
        ----------
        executor : concurrent.futures.Executor or None
            Threads, processes, or a cluster's, such as that of a Dask client, by
            ``client.get_executor()``; None starts one process a core of this machine.
        store : path or None
            A file to keep results in and resume from.
        progress : callable or None
            Called with the points done, their total, and the seconds left (or None).
        at_once : int or None
            How many chunks to keep under way; None asks the executor for its size.

        Returns
        -------
        Results

        Raises
        ------
        InvalidInput
            If the store belongs to another study, `progress` is no function, the answer cannot be
            sent to processes, or it is not a function of the point (the first is asked twice).
        NotConverged
            If the store cannot be written, for instance because the disk is full.
        """
        called(progress, "progress")
        if executor is None or isinstance(executor, ProcessPoolExecutor):
            refuse_unnamed(self.answer, "processes cannot be sent it")
        if store is not None:
            refuse_unnamed(self.answer, "its results could not be told from another's")
        texts: list[Outcome | None] = [None] * len(self.grid)
        opened = nullcontext() if store is None else Store(store, self.study)
        with opened as kept:
            if kept is not None:
                self._recall(kept, texts)
            missing = [i for i, outcome in enumerate(texts) if outcome is None]
            clock = Clock(len(texts), len(texts) - len(missing))
            schedule = Schedule(self._maker(missing), executor, at_once)
            with closing(schedule.outcomes(iter(missing), len(missing))) as arriving:
                for outcomes in arriving:
                    if kept is not None:
                        kept.write([(self.key(o.number), o.failed, o.text) for o in outcomes])
                    for outcome in outcomes:
                        texts[outcome.number] = outcome
                    clock.done += len(outcomes)
                    if progress is not None:
                        progress(clock.done, clock.total, clock.left())
        return Results(self.grid, [outcome for outcome in texts if outcome is not None])

    def _recall(self, kept: Store, texts: list[Outcome | None]) -> None:
        if kept.is_empty():
            return
        keys = (self.key(number) for number in range(len(texts)))
        for number, row in enumerate(kept.read(keys)):
            if row is not None and not row[1]:
                texts[number] = Outcome(number, False, row[2])

    def _maker(self, missing: list[int]) -> Callable[[list[int]], Chunk]:
        def make(numbers: list[int]) -> Chunk:
            points = [(number, self.grid.point(number)) for number in numbers]
            return Chunk(self.answer, points, self.at, self.seed, numbers[0] == missing[0])

        return make


class Results:
    """The outcomes of a sweep, in the order of its grid.

    Attributes
    ----------
    names : tuple of str
        The parameters.
    """

    def __init__(self, grid: Grid, outcomes: list[Outcome]) -> None:
        self._grid, self._outcomes, self.names = grid, outcomes, grid.names

    def __len__(self) -> int:
        return len(self._outcomes)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows())

    def answer(self, number: int) -> Any:
        """The answer at a point, by its place in the grid; None where it failed."""
        outcome = self._outcomes[number]
        return None if outcome.failed else decoded(outcome.text)

    @property
    def failed(self) -> dict[int, str]:
        """The errors of the points that failed, by their places in the grid."""
        return {o.number: o.text for o in self._outcomes if o.failed}

    def rows(self) -> list[dict[str, Any]]:
        """One row a point: its parameters, then the answer, or the error of a point that failed.

        An answer that is a mapping from texts, or Values, takes one column a key.
        """
        return [self._row(outcome) for outcome in self._outcomes]

    def _row(self, outcome: Outcome) -> dict[str, Any]:
        row = dict(self._grid.point(outcome.number))
        if outcome.failed:
            return row | {"error": outcome.text}
        value = decoded(outcome.text)
        if isinstance(value, (dict, Values)) and value and all(isinstance(k, str) for k in value):
            return row | {key if key not in row else f"answer {key}": value[key] for key in value}
        return row | {"answer": value}

    def to_frame(self) -> pandas.DataFrame:
        """The rows as a pandas table; needs the extra ``pandas``."""
        return frame(self.rows())

    def to_csv(self) -> str:
        """The rows as comma-separated text."""
        return to_csv(self.rows())

    def to_json(self) -> str:
        """The rows as a JSON array."""
        return to_json(self.rows())

    def __str__(self) -> str:
        failed = len(self.failed)
        lines = [f"{len(self)} points" + (f", {failed} failed" if failed else "")]
        for row in (self._row(outcome) for outcome in self._outcomes[:12]):
            lines.append("  " + ", ".join(f"{k} = {answer_text(v)}" for k, v in row.items()))
        if len(self) > 12:
            lines.append(f"  … and {len(self) - 12} more")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"


def refuse_unnamed(answer: Callable[..., Any], why: str) -> None:
    """Refuse lambdas and functions inside functions, also within a ``partial``."""
    inner = answer
    while isinstance(inner, functools.partial):
        inner = inner.func
    name = getattr(inner, "__qualname__", type(inner).__qualname__)
    if "<lambda>" in name or "<locals>" in name:
        raise InvalidInput(
            f"answer: {name!r} is not a function at the top of a module, so {why}; define it with "
            "def at the top of a module, or run on threads without a store"
        )
