"""Concepts that are defined for games with a table say so in one way."""

from __future__ import annotations

from ...errors import InvalidInput, NotApplicable
from ...games.roll_call import RollCall
from ...games.strategic import Strategic

__all__ = ["require_table"]


def require_table(game: object, of_votes: str | None = None) -> None:
    """Refuse what is no game in strategic form; `of_votes` says what to ask about a roll call."""
    if of_votes is not None and isinstance(game, RollCall):
        raise NotApplicable(of_votes)
    if not isinstance(game, Strategic):
        raise InvalidInput(f"game: expected a Strategic game, got {game!r}")
