"""What a scenario file must not say: places off its own scale, sources that it does not list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import InvalidInput
from ..exact.read import Number, shown
from ..games.preference import Ideal
from .scenario import Scenario

__all__ = ["check_scale", "check_sources"]

# In running text only what looks like a source code is one; in a field for sources any bracket is.
_CODE = re.compile(r"\[(S\d+[a-z]?)\]")
_BRACKET = re.compile(r"\[([^\[\]\s]{1,60})\]")


def check_scale(scenario: Scenario) -> None:
    """Where both ends of the scale are named they are 0 and 1, and everything lies between.

    Raises
    ------
    InvalidInput
        Naming the player or the option, and the value.
    """
    if scenario.scale is None:
        return
    for outcome in (*scenario.options, scenario.reversion.outcome):
        _between(outcome.position, f"position of {outcome.name!r}")
    for player, stance in scenario.stances.items():
        if isinstance(stance.preference, Ideal):
            _between(stance.preference.point, f"stance of {player!r}: position")


def _between(value: Number | None, what: str) -> None:
    if value is not None and not 0 <= value <= 1:
        raise InvalidInput(f"{what}: expected 0 to 1, the ends of the scale, got {shown(value)}")


def check_sources(scenario: Scenario) -> None:
    """Every source that is cited in brackets has to be listed.

    Raises
    ------
    InvalidInput
        Naming the place and the source.
    """
    known = {source.id for source in scenario.sources}
    for place, text, pattern in _texts(scenario):
        for code in pattern.findall(text):
            if code not in known:
                raise InvalidInput(f"{place}: cites [{code}], which is not among the sources")


def _texts(scenario: Scenario) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    for i, statement in enumerate(scenario.statements):
        yield f"statements.{i}: source", statement.source, _BRACKET
        yield f"statements.{i}: text", statement.text, _CODE
    for i, text in enumerate(scenario.workaround):
        yield f"workaround.{i}", text, _CODE
    for player, stance in scenario.stances.items():
        yield f"stance of {player!r}: direction_source", stance.direction_source, _BRACKET
        yield f"stance of {player!r}: number_source", stance.number_source, _BRACKET
        yield f"stance of {player!r}: rationale", stance.rationale, _CODE
    for name, parameter in scenario.parameters.items():
        yield f"parameters.{name}: basis", parameter.basis, _BRACKET
    for inquiry in scenario.inquiries:
        for name, parameter in inquiry.parameters.items():
            place = f"inquiry {inquiry.name!r}: parameters.{name}: basis"
            yield place, parameter.basis, _BRACKET
        yield f"inquiry {inquiry.name!r}: claim", inquiry.claim, _CODE
