"""One check for every function that is asked about a rule."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from ..errors import InvalidInput
from .rule import Rule

__all__ = ["about_rule"]

F = TypeVar("F", bound=Callable[..., Any])


def about_rule(function: F) -> F:
    """Refuse a first argument that is not a rule, before anything else is done.

    Examples
    --------
    >>> from consensus.rules import is_proper
    >>> is_proper("majority")
    Traceback (most recent call last):
    ...
    consensus.errors.InvalidInput: rule: expected a Rule, got 'majority'
    """

    @wraps(function)
    def checked(rule: object, *args: Any, **options: Any) -> Any:
        if not isinstance(rule, Rule):
            raise InvalidInput(f"rule: expected a Rule, got {rule!r}"[:200])
        return function(rule, *args, **options)

    return cast(F, checked)
