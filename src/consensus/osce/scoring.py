"""The record of a set of predictions held against what happened, beside baselines."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from ..exact.read import Exact, tidy

__all__ = ["Case", "Line", "Scoring", "both_groups", "mean_exact", "mean_float"]

CODED_UNTIL = "2009-06-30"


@dataclass(frozen=True)
class Case:
    """One thing that happened, and what each forecaster said of it.

    Attributes
    ----------
    id, date, what : str
    seen : object
        What happened: a direction, a truth value, or the set of objectors.
    said : mapping of str to object
        What each forecaster said: numbers, exact.
    later : bool
        Whether it happened after the codings that the prediction uses were made. Where False, the
        coder knew it, and it tests nothing.
    inputs : mapping of str to number
        What the prediction was made from.
    note : str
    """

    id: str
    date: str
    what: str
    seen: Any
    said: Mapping[str, Any]
    later: bool
    inputs: Mapping[str, Exact]
    note: str = ""


@dataclass(frozen=True)
class Line:
    """The mean scores of one forecaster; smaller is better everywhere.

    Attributes
    ----------
    forecaster : str
    kind : str
        ``model`` or ``baseline``.
    cases : int
    quadratic : int or Fraction
        Mean squared error, or mean Brier score.
    ranked : int, Fraction or None
        Mean ranked probability score, where classes in order were predicted.
    log : float or None
        Mean logarithmic score; infinite if something that happened was called impossible. None
        where no probability was stated.
    """

    forecaster: str
    kind: str
    cases: int
    quadratic: Exact
    ranked: Exact | None
    log: float | None


@dataclass(frozen=True)
class Scoring:
    """Predictions of one question, scored.

    No share of right answers is given: the lists are chosen for conflict, so no share over them
    is a rate of anything.

    Attributes
    ----------
    question : str
    cases : tuple of Case
    lines : tuple of Line
        Model first, then baselines, over all cases.
    later : tuple of Line
        The same over the cases that happened after the codings were made; empty if none did.
    left_out : mapping of str to str
        What was not scored, and why.
    used : str
        What the predictions were made from.
    caveat : str
        What must not be concluded.
    """

    question: str
    cases: tuple[Case, ...]
    lines: tuple[Line, ...]
    later: tuple[Line, ...]
    left_out: Mapping[str, str]
    used: str
    caveat: str

    def line(self, forecaster: str) -> Line:
        """The scores of one forecaster over all cases."""
        return next(line for line in self.lines if line.forecaster == forecaster)

    def beaten_by(self) -> tuple[str, ...]:
        """The baselines with a smaller quadratic score than the first model, over all cases."""
        model = next(line for line in self.lines if line.kind == "model")
        return tuple(
            line.forecaster
            for line in self.lines
            if line.kind == "baseline" and line.quadratic < model.quadratic
        )

    def table(self) -> tuple[Mapping[str, Any], ...]:
        """The scores as rows, for `sweeps.to_csv` and tables on a page."""
        groups = (("all", self.lines), ("later than the codings", self.later))
        return tuple(
            MappingProxyType(
                {
                    "cases": group,
                    "forecaster": line.forecaster,
                    "kind": line.kind,
                    "n": line.cases,
                    "quadratic": line.quadratic,
                    "ranked": line.ranked,
                    "log": line.log,
                }
            )
            for group, lines in groups
            for line in lines
        )

    def __str__(self) -> str:
        lines = [f"{self.question} ({len(self.cases)} cases, {len(self.left_out)} left out)"]
        lines += [f"  {_shown(line)}" for line in self.lines]
        if self.later:
            lines.append(f"  after the codings were made ({self.later[0].cases} cases):")
            lines += [f"    {_shown(line)}" for line in self.later]
        return "\n".join([*lines, f"  {self.caveat}"])


def _shown(line: Line) -> str:
    parts = [f"quadratic {float(line.quadratic):.3f}"]
    if line.ranked is not None:
        parts.append(f"ranked {float(line.ranked):.3f}")
    if line.log is not None:
        parts.append(f"log {line.log:.3f}")
    return f"{line.forecaster}: {', '.join(parts)}"


def mean_exact(values: Sequence[Exact]) -> Exact:
    """The exact mean."""
    return tidy(sum((Fraction(v) for v in values), Fraction()) / len(values))


def mean_float(values: Sequence[float]) -> float:
    """The mean of logarithmic scores, infinite if one of them is."""
    return math.fsum(values) / len(values) if all(map(math.isfinite, values)) else math.inf


def both_groups(
    cases: Sequence[Case], lines: Callable[[Sequence[Case]], tuple[Line, ...]]
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines over all cases, and over those after the codings were made."""
    later = [case for case in cases if case.later]
    return lines(cases), lines(later) if later else ()
