"""A concept that is handed something else than its game says so, in one clear error."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from consensus import solutions
from consensus.errors import InvalidInput, NotApplicable
from test_traceable import public_concepts

ABOUT_A_GAME = {
    name: concept for name, concept in public_concepts().items() if name in solutions.__all__
}


@pytest.mark.parametrize("wrong", [3, "game", None], ids=repr)
@pytest.mark.parametrize("name", sorted(ABOUT_A_GAME))
def test_what_is_no_game_is_refused(name: str, wrong: Any) -> None:
    concept: Callable[..., Any] = ABOUT_A_GAME[name]
    needed = {
        p.name: "a"
        for p in inspect.signature(concept).parameters.values()
        if p.kind is p.KEYWORD_ONLY and p.default is p.empty
    }
    with pytest.raises((InvalidInput, NotApplicable)):
        concept(wrong, **needed)
