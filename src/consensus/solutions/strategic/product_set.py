"""A set of profiles that is a product: what each player may choose, independently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import prod
from typing import Any

__all__ = ["ProductSet"]


class ProductSet(Mapping[str, tuple[Any, ...]]):
    """For each player the strategies that are left; every combination of them is a member.

    Examples
    --------
    >>> left = ProductSet({"a": ("up", "down"), "b": ("left",)})
    >>> left["a"], left.count, {"a": "up", "b": "left"} in left, ("up", "right") in left
    (('up', 'down'), 2, True, False)
    """

    __slots__ = ("_choices",)

    def __init__(self, choices: Mapping[str, Sequence[Any]]) -> None:
        self._choices = {player: tuple(options) for player, options in choices.items()}

    @property
    def count(self) -> int:
        """How many profiles the set holds."""
        return prod(len(options) for options in self._choices.values())

    def __getitem__(self, player: str) -> tuple[Any, ...]:
        return self._choices[player]

    def __iter__(self) -> Iterator[str]:
        return iter(self._choices)

    def __len__(self) -> int:
        return len(self._choices)

    def __contains__(self, profile: object) -> bool:
        """Whether a profile is a member; a name asks whether it is a player."""
        if isinstance(profile, str):
            return profile in self._choices
        if isinstance(profile, Mapping):
            if set(profile) != set(self._choices):
                return False
            return all(profile[player] in options for player, options in self._choices.items())
        if isinstance(profile, Sequence) and len(profile) == len(self._choices):
            pairs = zip(profile, self._choices.values(), strict=True)
            return all(choice in options for choice, options in pairs)
        return False

    def __repr__(self) -> str:
        inside = ", ".join(f"{p!r}: {options!r}" for p, options in self._choices.items())
        return f"ProductSet({{{inside}}})"

    def __str__(self) -> str:
        parts = (f"{p}: {' or '.join(map(str, o))}" for p, o in self._choices.items())
        return "; ".join(parts)
