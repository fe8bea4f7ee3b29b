"""How a concept declares whether it runs on traced numbers.

A traceable concept only adds, subtracts, multiplies, divides and compares the numbers of its
game, so `sweeps.regimes` finds exactly where its answer changes. The others say why not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

__all__ = ["traceable", "untraceable", "why_not_traceable"]

F = TypeVar("F", bound=Callable[..., Any])

_MARK = "consensus_untraceable_because"


def traceable(function: F) -> F:
    """Declare that a concept runs on traced numbers; `tests/test_traceable.py` holds it to that."""
    setattr(function, _MARK, "")
    return function


def untraceable(reason: str) -> Callable[[F], F]:
    """Declare that a concept needs known numbers, and why: it iterates, it counts, it samples."""

    def declare(function: F) -> F:
        setattr(function, _MARK, reason)
        return function

    return declare


def why_not_traceable(function: Callable[..., Any]) -> str | None:
    """The declared reason, ``""`` for a traceable concept, None for one that declared nothing."""
    reason: str | None = getattr(function, _MARK, None)
    return reason
