"""Every public concept says whether it runs on traced numbers, and is held to its word.

A traceable concept has a sample in `tests/samples/<area>.py`. The sample is run on traced numbers
at several points of its parameters, and once more on plain fractions at the same points: the
traced answer, evaluated, must be the plain answer. An untraceable concept has its reason.
"""

from __future__ import annotations

import builtins
import importlib
import inspect
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from consensus import exact, games, models, solutions
from consensus.exact import AtPoint, Trace
from consensus.solutions.declared import why_not_traceable
from consensus.solutions.solution import Solution, Values
from consensus.sweeps import regimes
from consensus.sweeps.structure import evaluated, holds_traced, same

RECORDS = (Solution, Values)
STEPS = (Fraction(3, 10), Fraction(1, 2), Fraction(1), Fraction(17, 23), Fraction(0))


def answers_in_a_record(function: Callable[..., Any]) -> bool:
    """Whether the written return type is a Solution, one of its kinds, or Values.

    A name that cannot be looked up counts as a record, so that nothing slips through.
    """
    written = function.__annotations__.get("return", "")
    if not isinstance(written, str):
        return isinstance(written, type) and issubclass(written, RECORDS)
    if not written.isidentifier():
        return any(record.__name__ in written for record in RECORDS)
    places = (vars(builtins), function.__globals__, vars(solutions), vars(games), vars(exact))
    kind = next((place[written] for place in places if written in place), None)
    return kind is None or (isinstance(kind, type) and issubclass(kind, RECORDS))


def is_concept(function: Callable[..., Any]) -> bool:
    """Checks answer yes or no and models make games; only concepts need a declaration."""
    return answers_in_a_record(function) or why_not_traceable(function) is not None


def public_concepts() -> dict[str, Callable[..., Any]]:
    """Every public function of the rooms whose functions answer about a game."""
    public = {name: getattr(room, name) for room in (solutions, models) for name in room.__all__}
    return {name: f for name, f in public.items() if inspect.isfunction(f) and is_concept(f)}


CONCEPTS = public_concepts()


def all_samples() -> dict[str, tuple[Callable[..., Any], dict[str, tuple[Any, Any]]]]:
    found: dict[str, Any] = {}
    for path in sorted((Path(__file__).parent / "samples").glob("[a-z]*.py")):
        for name, sample in importlib.import_module(f"samples.{path.stem}").SAMPLES.items():
            assert name not in found, f"two samples are called {name}"
            found[name] = sample
    return found


SAMPLES = all_samples()


def concept_of(sample: str) -> str:
    """The concept of a sample; a second sample of one concept adds words after a space."""
    return sample.split(" ", 1)[0]


@pytest.mark.parametrize("name", sorted(CONCEPTS))
def test_every_concept_declares_itself(name: str) -> None:
    reason = why_not_traceable(CONCEPTS[name])
    assert reason is not None, f"{name}: add @traceable or @untraceable('reason')"
    if reason == "":
        assert any(concept_of(sample) == name for sample in SAMPLES), (
            f"{name}: declared traceable, but tests/samples has no sample of it"
        )
    else:
        assert len(reason) > 10, f"{name}: say why it needs known numbers"


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_samples_name_traceable_concepts(name: str) -> None:
    concept = concept_of(name)
    assert concept in CONCEPTS, f"{name}: no public concept of this name"
    assert why_not_traceable(CONCEPTS[concept]) == "", f"{name}: not declared traceable"


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_traced_answers_are_the_plain_answers(name: str) -> None:
    answer, ranges = SAMPLES[name]
    depends = False
    for shift in range(len(STEPS)):
        point = {
            parameter: low + STEPS[(shift + i) % len(STEPS)] * (high - low)
            for i, (parameter, (low, high)) in enumerate(ranges.items())
        }
        point = {p: Fraction(v) for p, v in point.items()}
        trace = Trace(list(ranges), AtPoint(list(point.values())))
        traced = answer(**dict(zip(ranges, trace.numbers, strict=True)))
        depends = depends or bool(trace.conditions) or holds_traced(traced)
        assert same(evaluated(traced, point), answer(**point)), f"{name} differs at {point}"
    assert depends, f"{name}: the sample neither compares nor returns its parameters"


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_regimes_of_every_traceable_concept_agree_with_a_grid(name: str) -> None:
    """Along the first parameter, the plain answers on a grid are those of the regimes."""
    answer, ranges = SAMPLES[name]
    (moving, (low, high)), *others = ranges.items()
    at = {p: a + Fraction(2, 5) * (b - a) for p, (a, b) in others}
    found = regimes(answer, over={moving: (low, high)}, at=at)
    rational = [edge for edge in found.edges if not isinstance(edge, exact.Root)]
    grid = [Fraction(low) + Fraction(i, 6) * (Fraction(high) - low) for i in range(7)]
    for x in [*grid, *rational]:
        point = {**at, moving: Fraction(x)}
        assert same(found.answer_at(x), answer(**point)), f"{name} differs at {point}"
    assert str(found)


def test_a_concept_that_declares_nothing_is_caught() -> None:
    def silent(game: object) -> Solution:
        raise NotImplementedError

    def unknown(game: object) -> NoSuchName:  # type: ignore[name-defined]  # noqa: F821
        raise NotImplementedError

    def check(game: object) -> bool:
        raise NotImplementedError

    assert is_concept(silent)
    assert why_not_traceable(silent) is None
    assert is_concept(unknown)
    assert not is_concept(check)
