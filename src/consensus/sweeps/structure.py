"""Answers as structures: comparing two, and rebuilding one, without a sign being recorded.

Two runs of the same question give two answers of any type. They are the same answer when they
have the same shape and the same leaves, where a traced leaf counts by its formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from ..exact import Trace, Traced
from ..solutions.solution import Solution, Values

__all__ = [
    "Structural",
    "changed_attributes",
    "evaluated",
    "holds_traced",
    "moved",
    "rebuilt",
    "same",
    "same_formulas",
]

Leaves: TypeAlias = Callable[[Any, Any], bool]

_UNORDERED_LIMIT = 300


def same_formulas(one: Any, other: Any) -> bool:
    """Whether two numbers, at least one traced, are the same rational function."""
    return isinstance(one, Traced) and one.same_formula(other)


def same(one: Any, other: Any, leaves: Leaves = same_formulas) -> bool:
    """Whether two answers are the same structure; traced numbers are compared by `leaves`.

    Solutions are compared by concept, items, form, completeness and their further attributes,
    not by the game they answer about nor by the evidence.
    """
    if isinstance(one, Traced) or isinstance(other, Traced):
        numbers = (int, Fraction, Traced)
        return isinstance(one, numbers) and isinstance(other, numbers) and leaves(one, other)
    if isinstance(one, (bool, int, Fraction, float)) and isinstance(
        other, (bool, int, Fraction, float)
    ):
        if isinstance(one, bool) is not isinstance(other, bool):
            return False
        return one == other or (one != one and other != other)
    if isinstance(one, Values) and isinstance(other, Values):
        facts, others = ((v.concept, v.kind, v.error, v.confidence) for v in (one, other))
        return same(facts, others, leaves) and _same_mappings(one, other, leaves)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return _same_mappings(one, other, leaves)
    if type(one) is not type(other):
        return False
    if isinstance(one, (tuple, list)):
        return _same_in_order(one, other, leaves)
    if isinstance(one, Solution):
        return _same_solutions(one, other, leaves)
    if is_dataclass(one) and not isinstance(one, type):
        return all(
            same(getattr(one, f.name), getattr(other, f.name), leaves)
            for f in fields(one)
            if f.compare
        )
    if type(one).__name__ == "ndarray":
        return bool(one.shape == other.shape) and same(one.tolist(), other.tolist(), leaves)
    return bool(one == other)


def _same_in_order(one: Any, other: Any, leaves: Leaves) -> bool:
    return len(one) == len(other) and all(
        same(a, b, leaves) for a, b in zip(one, other, strict=True)
    )


def _same_mappings(one: Mapping[Any, Any], other: Mapping[Any, Any], leaves: Leaves) -> bool:
    return len(one) == len(other) and all(
        key in other and same(value, other[key], leaves) for key, value in one.items()
    )


def _same_solutions(one: Solution, other: Solution, leaves: Leaves) -> bool:
    aside = {"game", "evidence", "check", "items"}
    rest = [f.name for f in fields(one) if f.name not in aside and f.compare]
    if not all(same(getattr(one, name), getattr(other, name), leaves) for name in rest):
        return False
    return _same_in_order(one.items, other.items, leaves) or _same_in_any_order(
        one.items, other.items, leaves
    )


def changed_attributes(one: Solution, other: Solution) -> dict[str, tuple[Any, Any]]:
    """What differs between two solutions of one kind besides their items."""
    if type(one) is not type(other):
        return {}
    aside = {"game", "evidence", "check", "items"}
    names = [f.name for f in fields(one) if f.name not in aside and f.compare]
    pairs = {name: (getattr(one, name), getattr(other, name)) for name in names}
    return {name: pair for name, pair in pairs.items() if not same(*pair)}


def _same_in_any_order(one: tuple[Any, ...], other: tuple[Any, ...], leaves: Leaves) -> bool:
    if len(one) != len(other) or len(one) > _UNORDERED_LIMIT:
        return False
    left = list(other)
    for item in one:
        match = next((i for i, x in enumerate(left) if same(item, x, leaves)), None)
        if match is None:
            return False
        del left[match]
    return True


class Structural:
    """Equality by structure, traced numbers by their formulas; such records have no hash."""

    def __eq__(self, other: object) -> bool:
        return same(self, other)

    __hash__ = None  # type: ignore[assignment]


def rebuilt(value: Any, change: Callable[[Traced], Any]) -> Any:
    """The same structure with every traced leaf replaced; other parts are kept as they are."""
    if isinstance(value, Traced):
        return change(value)
    if isinstance(value, Values):
        return Values(
            value.concept, value.game, {p: rebuilt(x, change) for p, x in value.items()},
            kind=value.kind, error=rebuilt(value.error, change), confidence=value.confidence,
            evidence=value.evidence,
        )  # fmt: skip
    if isinstance(value, dict):
        return {key: rebuilt(x, change) for key, x in value.items()}
    if isinstance(value, Mapping):
        new = {key: rebuilt(x, change) for key, x in value.items()}
        return value if _unchanged(new.values(), value.values()) else new
    if isinstance(value, (tuple, list)):
        parts = [rebuilt(x, change) for x in value]
        if _unchanged(parts, value):
            return value
        return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)
    if is_dataclass(value) and not isinstance(value, type):
        return _rebuilt_record(value, change)
    if type(value).__name__ == "ndarray" and value.dtype == object:
        new_array = value.copy()
        new_array[...] = rebuilt(value.tolist(), change)
        return new_array
    return value


def _unchanged(new: Iterable[Any], old: Iterable[Any]) -> bool:
    return all(a is b for a, b in zip(new, old, strict=True))


def _rebuilt_record(value: Any, change: Callable[[Traced], Any]) -> Any:
    """A frozen record copied field by field; the game a solution answers about stays as it is."""
    aside = {"game", "evidence", "check"} if isinstance(value, Solution) else set()
    new = {
        f.name: rebuilt(getattr(value, f.name), change)
        for f in fields(value)
        if f.name not in aside
    }
    if all(x is getattr(value, name) for name, x in new.items()):
        return value
    copy = object.__new__(type(value))
    for f in fields(value):
        object.__setattr__(copy, f.name, new.get(f.name, getattr(value, f.name)))
    return copy


def evaluated(value: Any, values: Mapping[str, int | Fraction]) -> Any:
    """The answer with every traced number evaluated at a rational point of all parameters."""
    return rebuilt(value, lambda number: number.at(values))


def moved(value: Any, trace: Trace) -> Any:
    """The answer with its traced numbers made numbers of another run over the same parameters."""
    return rebuilt(value, lambda number: trace.adopt(number))


def holds_traced(value: Any) -> bool:
    """Whether a traced number occurs in the answer."""
    found: list[Traced] = []

    def note(number: Traced) -> Traced:
        found.append(number)
        return number

    rebuilt(value, note)
    return bool(found)
