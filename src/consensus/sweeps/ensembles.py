"""Many drawn scenarios at once: solve one, and label every draw that follows the same path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput
from ..exact import AtPoint, Trace, Traced, rational
from ..exact.read import called
from .asking import ask, check_parameters, named, read_values
from .pieces import Undefined, answer_text
from .structure import same
from .tables import frame
from .vectorised import Columns, Polynomial

if TYPE_CHECKING:
    import pandas

__all__ = ["Ensemble", "ensemble"]


@dataclass(frozen=True, eq=False)
class Ensemble:
    """The answers over many draws.

    Attributes
    ----------
    answers : tuple
        The different answers, the most frequent first; numbers in them are formulas.
    labels : numpy array of int
        For each draw, the place of its answer in `answers`.
    draws : mapping parameter -> numpy array
        The drawn values.
    at : mapping parameter -> int or Fraction
        The values of the parameters that were not drawn.
    solves : int
        How many times the question was answered.
    singly : int
        How many draws were solved one by one because there were more regions than the limit.
    """

    answers: tuple[Any, ...]
    labels: NDArray[np.int32]
    draws: Mapping[str, NDArray[np.float64]]
    at: Mapping[str, int | Fraction]
    solves: int
    singly: int = 0
    _names: tuple[str, ...] = field(default=(), repr=False)

    @property
    def counts(self) -> tuple[int, ...]:
        """How many draws have each answer."""
        return tuple(int(n) for n in np.bincount(self.labels, minlength=len(self.answers)))

    def share(self, which: Callable[[Any], bool]) -> float:
        """The share of draws whose answer satisfies a condition, asked once an answer."""
        count = sum(n for a, n in zip(self.answers, self.counts, strict=True) if which(a))
        return count / len(self.labels)

    def values(self, pick: Callable[[Any], Any] = lambda answer: answer) -> NDArray[np.float64]:
        """A number in the answer, for every draw: formulas are evaluated on all draws at once.

        Parameters
        ----------
        pick : callable
            From an answer to a number in it; asked once an answer.
        """
        found = np.empty(len(self.labels))
        fixed = [np.full(len(self.labels), float(v)) for v in self.at.values()]
        columns = Columns([*self.draws.values(), *fixed])
        for label, answer in enumerate(self.answers):
            rows = np.flatnonzero(self.labels == label)
            number = pick(answer)
            if isinstance(number, Traced):
                top = Polynomial(number.numerator_polynomial).values(columns, rows)[0]
                bottom = Polynomial(number.denominator_polynomial).values(columns, rows)[0]
                found[rows] = top / bottom
            elif isinstance(number, Undefined):
                found[rows] = np.nan
            else:
                found[rows] = float(number)
        return found

    def rows(self) -> list[dict[str, Any]]:
        """One row an answer: how many draws have it, and their share."""
        return [
            {"answer": answer_text(answer), "draws": n, "share": n / len(self.labels)}
            for answer, n in zip(self.answers, self.counts, strict=True)
        ]

    def to_frame(self) -> pandas.DataFrame:
        """The rows as a pandas table; needs the extra ``pandas``."""
        return frame(self.rows())

    def __len__(self) -> int:
        return len(self.labels)

    def __str__(self) -> str:
        head = f"{len(self.labels)} draws, {len(self.answers)} answers, {self.solves} solves"
        if self.singly:
            head += f" ({self.singly} draws solved one by one: too many regions)"
        lines = [f"  {row['share']:>7.2%}  {row['answer']}" for row in self.rows()[:20]]
        more = len(self.answers) - 20
        return "\n".join([head, *lines, *([f"  … and {more} more answers"] if more > 0 else [])])

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"


def ensemble(
    answer: Callable[..., Any],
    *,
    draws: Mapping[str, Any],
    at: Mapping[str, object] | None = None,
    limit: int = 20_000,
    progress: Callable[[int, int], None] | None = None,
) -> Ensemble:
    """Answer a question on many draws of its parameters by discovering regions.

    One draw is solved on traced numbers; the signs it recorded are tested on all others with
    NumPy, and each draw leaves the path at the first sign that differs. There is one solver, the
    exact one. A sign that floating-point arithmetic cannot prove is taken exactly. Cost: one
    solve a region, and a draw meets each comparison of its own path once.

    Parameters
    ----------
    answer : callable
        Called as ``answer(**parameters)`` with traced numbers.
    draws : mapping parameter -> sequence of float
        The drawn values, all of one length; a float counts at its exact binary value.
    at : mapping parameter -> number
        Values of the parameters that are not drawn.
    limit : int
        The largest number of regions; draws in regions beyond it are solved one by one, and the
        result says how many.
    progress : callable or None
        Called with the number of draws done and their total.

    Returns
    -------
    Ensemble

    Raises
    ------
    InvalidInput
        If the draws are empty, differ in length or are not finite, or if the answer does not
        take a parameter.

    Examples
    --------
    >>> import numpy as np
    >>> random = np.random.default_rng(1)
    >>> found = ensemble(
    ...     lambda s, r: "upholds" if s >= r else "accommodates",
    ...     draws={"s": random.uniform(0, 1, 100_000), "r": random.uniform(0, 1, 100_000)},
    ... )
    >>> found.solves, abs(found.share(lambda a: a == "upholds") - 0.5) < 0.01
    (2, True)
    """
    arrays = {name: _column(name, values) for name, values in named(draws, "draws").items()}
    rest = read_values(at)
    lengths = {name: len(array) for name, array in arrays.items()}
    if not arrays or len(set(lengths.values())) != 1 or not min(lengths.values()):
        raise InvalidInput(f"draws: expected columns of one length, at least 1, got {lengths}")
    both = sorted(set(arrays) & set(rest))
    if both:
        raise InvalidInput(f"at: {both[0]!r} is already in draws=")
    check_parameters(answer, [*arrays, *rest])
    search = _Search(answer, arrays, rest, limit, called(progress, "progress"))
    search.run()
    return search.result()


def _column(name: str, values: Any) -> NDArray[np.float64]:
    try:
        array = np.array(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise InvalidInput(f"draws[{name!r}]: expected numbers, got {values!r:.60}") from None
    if array.ndim != 1:
        raise InvalidInput(f"draws[{name!r}]: expected one dimension, got shape {array.shape}")
    wrong = np.flatnonzero(~np.isfinite(array))
    if len(wrong):
        raise InvalidInput(
            f"draws[{name!r}][{wrong[0]}]: expected a finite number, got {array[wrong[0]]}"
        )
    _refuse_rounded(name, values, array)
    array.flags.writeable = False
    return array


def _refuse_rounded(name: str, values: Any, array: NDArray[np.float64]) -> None:
    """Refuse numbers that a float cannot hold: a draw counts at its exact binary value."""
    kind = np.asarray(values).dtype
    if kind.kind == "b" or (kind.kind == "f" and kind.itemsize <= 8):
        return
    for i, (given, read) in enumerate(zip(values, array.tolist(), strict=True)):
        if rational(given, f"draws[{name!r}][{i}]") != Fraction(read):
            raise InvalidInput(
                f"draws[{name!r}][{i}]: {given} is no float; a draw counts at its exact binary"
                " value, so give floats"
            )


class _Search:
    """The tree of paths: a node is a set of draws that agree on the signs met so far."""

    def __init__(
        self, answer: Callable[..., Any], arrays: dict[str, NDArray[np.float64]],
        rest: dict[str, int | Fraction], limit: int, progress: Callable[[int, int], None] | None,
    ) -> None:  # fmt: skip
        self.answer, self.arrays, self.rest = answer, arrays, rest
        self.limit, self.progress = limit, progress
        self.columns = Columns(list(arrays.values()))
        self.names = (*arrays, *rest)
        self.labels = np.full(len(self.columns), -1, dtype=np.int32)
        self.answers: list[Any] = []
        self.by_text: dict[str, list[int]] = {}
        self.ready: dict[str, Polynomial] = {}
        self.solves = self.singly = self.done = 0

    def solve(self, row: int) -> tuple[Any, Trace]:
        point = self.columns.point(row)
        trace = Trace(self.names, AtPoint([*point, *self.rest.values()]))
        self.solves += 1
        return ask(self.answer, trace, f"draw {row}"), trace

    def label(self, found: Any) -> int:
        """The number of an answer, a new one where it has not been met."""
        bucket = self.by_text.setdefault(answer_text(found), [])
        for number in bucket:
            if same(self.answers[number], found):
                return number
        bucket.append(len(self.answers))
        self.answers.append(found)
        return bucket[-1]

    def polynomial(self, poly: Any) -> Polynomial:
        key = str(poly)
        if key not in self.ready:
            values = {name: _fmpq(value) for name, value in self.rest.items()}
            self.ready[key] = Polynomial(poly.subs(values) if values else poly)
        return self.ready[key]

    def run(self) -> None:
        waiting = [(np.arange(len(self.columns)), 0)]
        while waiting:
            rows, depth = waiting.pop()
            if self.solves >= self.limit:
                self.one_by_one(rows)
                continue
            found, trace = self.solve(int(rows[0]))
            for poly, sign in list(trace.record)[depth:]:
                depth += 1
                signs = self.polynomial(poly).signs(self.columns, rows)
                for other in (-1, 0, 1):
                    if other != sign:
                        left = rows[signs == other]
                        if len(left):
                            waiting.append((left, depth))
                rows = rows[signs == sign]
            self.settle(rows, self.label(found))

    def one_by_one(self, rows: NDArray[np.intp]) -> None:
        for row in rows:
            found, _ = self.solve(int(row))
            self.settle(np.array([row]), self.label(found))
        self.singly += len(rows)

    def settle(self, rows: NDArray[np.intp], label: int) -> None:
        self.labels[rows] = label
        self.done += len(rows)
        if self.progress is not None:
            self.progress(self.done, len(self.labels))

    def result(self) -> Ensemble:
        counts = np.bincount(self.labels, minlength=len(self.answers))
        order = np.argsort(-counts, kind="stable")
        rank = np.empty(len(order), dtype=np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        return Ensemble(
            tuple(self.answers[i] for i in order), rank[self.labels], self.arrays, self.rest,
            self.solves, self.singly, self.names,
        )  # fmt: skip


def _fmpq(value: int | Fraction) -> Any:
    from flint import fmpq

    return fmpq(value.numerator, value.denominator)
