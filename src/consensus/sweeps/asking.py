"""Asking a question: what it is given, whether it takes it, and what is said when it fails."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from ..errors import InvalidInput, NotApplicable
from ..exact import Exact, Pole, Trace, rational
from .pieces import Undefined

__all__ = ["ask", "check_parameters", "named", "read_range", "read_values"]


def ask(answer: Callable[..., Any], trace: Trace, where: str) -> Any:
    """One answer on the numbers of a trace; `Undefined` where it divides by zero."""
    try:
        return answer(**dict(zip(trace.names, trace.numbers, strict=True)))
    except Pole as pole:
        return Undefined(str(pole))
    except TypeError as error:
        if "unexpected keyword argument" in str(error):
            raise InvalidInput(f"answer: it takes no such parameter: {error}") from error
        error.add_note(f"while answering {where}")
        raise
    except Exception as error:
        error.add_note(f"while answering {where}")
        if isinstance(error, NotApplicable):
            error.add_note("sweeps.bracket asks at points and needs no traced numbers")
        raise


def named(given: Any, where: str) -> Mapping[str, Any]:
    """A mapping from parameters, whose names can be those of a function."""
    if not isinstance(given, Mapping):
        raise InvalidInput(f"{where}: expected a mapping from parameters, got {given!r:.60}")
    for name in given:
        if not isinstance(name, str) or not name.isidentifier():
            raise InvalidInput(f"{where}: expected names of parameters, got {name!r:.60}")
    return given


def read_values(at: Mapping[str, object] | None) -> dict[str, Exact]:
    """The values of the parameters that stay."""
    values = named({} if at is None else at, "at")
    return {name: rational(value, f"at[{name!r}]") for name, value in values.items()}


def read_range(name: str, ends: tuple[object, object]) -> tuple[Exact, Exact]:
    """A closed range with rational ends; empty and reversed ones are refused."""
    where = f"over[{name!r}]"
    if isinstance(ends, (str, bytes)) or not hasattr(ends, "__len__") or len(ends) != 2:
        raise InvalidInput(f"{where}: expected (low, high), got {ends!r}")
    low, high = rational(ends[0], f"{where}[0]"), rational(ends[1], f"{where}[1]")
    if low >= high:
        word = "empty" if low == high else "reversed"
        raise InvalidInput(f"{where}: the range from {low} to {high} is {word}")
    return low, high


def check_parameters(answer: Callable[..., Any], names: list[str]) -> None:
    """Refuse parameters that the answer does not take, and missing ones, by its signature."""
    try:
        signature = inspect.signature(answer)
    except (TypeError, ValueError):
        return
    taken = {
        p.name: p
        for p in signature.parameters.values()
        if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)
    }
    if not any(p.kind is p.VAR_KEYWORD for p in signature.parameters.values()):
        for name in names:
            if name not in taken:
                known = ", ".join(map(repr, taken)) or "none"
                raise InvalidInput(f"{name!r}: the answer reads no such parameter; it has {known}")
    for parameter in taken.values():
        if parameter.default is parameter.empty and parameter.name not in names:
            raise InvalidInput(f"at: no value for the parameter {parameter.name!r}")
