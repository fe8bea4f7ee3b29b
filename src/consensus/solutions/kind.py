"""Refusing what is not a game of the kind that a concept is about."""

from __future__ import annotations

from ..errors import InvalidInput
from ..games.coalitional import Coalitional
from ..rules.rule import Rule

__all__ = ["of_kind"]


def of_kind(game: object, kind: type, where: str = "game") -> None:
    """Raise InvalidInput unless the game is of this kind, with a hint for rules."""
    if isinstance(game, kind):
        return
    hint = ""
    if kind is Coalitional and isinstance(game, Rule):
        hint = "; take its game with Coalitional.from_rule, or measure power with shapley_shubik"
    article = "an" if kind.__name__[0] in "AEIOU" else "a"
    raise InvalidInput(
        f"{where}: expected {article} {kind.__name__}, got a {type(game).__name__}{hint}"
    )
