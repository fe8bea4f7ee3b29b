"""Inquiries about one who chooses: among alternatives, a degree of accommodation, a shield."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...exact.arithmetic import Formula
from ..chair import backing, discretion
from .entries import Cells, Entries, names_in, or_joined, value, values
from .record import Detail

__all__ = ["Choice", "Degree", "Shield"]


@dataclass(frozen=True)
class Choice:
    """One player picks the alternative that is worth most to it; a tie is reported as such."""

    player: str
    alternatives: Cells

    @classmethod
    def read(cls, entries: Entries) -> Choice:
        """Entries ``player`` and ``alternatives``: name -> worth."""
        return cls(entries.text("player"), entries.cells("alternatives"))

    @property
    def names(self) -> frozenset[str]:
        """The parameters it reads."""
        return names_in(self.alternatives)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it takes for granted."""
        chooser = self.player[:1].upper() + self.player[1:]
        return (f"{chooser} takes the alternative worth most to it; nobody else decides.",)

    def outcome(self, **given: Any) -> str:
        """The best alternative, or those that tie."""
        worth = values(self.alternatives, given)
        best = _largest(worth.values())
        return or_joined(name for name, amount in worth.items() if amount == best)

    def details(self, **given: Any) -> tuple[Detail, ...]:
        """What each alternative is worth."""
        worth = values(self.alternatives, given)
        return tuple(Detail(f"worth of “{name}”", amount) for name, amount in worth.items())


@dataclass(frozen=True)
class Degree:
    """A chair chooses a degree of accommodation (model B3)."""

    lean: Formula
    pressure: Formula
    support: Formula
    curvature: Formula

    @classmethod
    def read(cls, entries: Entries) -> Degree:
        """Entries ``lean``, ``pressure``, ``support`` and, if not 1, ``curvature``."""
        return cls(
            entries.cell("lean"),
            entries.cell("pressure"),
            entries.cell("support"),
            entries.cell("curvature", 1),
        )

    @property
    def names(self) -> frozenset[str]:
        """The parameters it reads."""
        return names_in(self.lean, self.pressure, self.support, self.curvature)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it takes for granted."""
        return ("One dimension, with pressure and support constant at the margin.",)

    def _found(self, given: Any) -> Any:
        return discretion(
            value(self.lean, given),
            value(self.pressure, given),
            value(self.support, given),
            value(self.curvature, given),
        )

    def outcome(self, **given: Any) -> str:
        """The conduct in words."""
        conduct: str = self._found(given).conduct
        return conduct

    def details(self, **given: Any) -> tuple[Detail, ...]:
        """The degree, and the support at the three marks."""
        found = self._found(given)
        return (
            Detail("degree of accommodation, from 0 to 1", found.accommodation),
            *(
                Detail(f"support at which the mark “{name.replace('_', ' ')}” lies", mark)
                for name, mark in zip(found.marks._fields, found.marks, strict=True)
            ),
        )


@dataclass(frozen=True)
class Shield:
    """Whether the support of two backers meets a deficit, and what it takes (model A3)."""

    deficit: Formula
    synergy: Formula
    first: Formula
    second: Formula

    @classmethod
    def read(cls, entries: Entries) -> Shield:
        """Entries ``deficit``, ``synergy``, ``first`` and ``second``: what each backer gives."""
        return cls(*(entries.cell(key) for key in ("deficit", "synergy", "first", "second")))

    @property
    def names(self) -> frozenset[str]:
        """The parameters it reads."""
        return names_in(self.deficit, self.synergy, self.first, self.second)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it takes for granted."""
        return ("That joint support counts for more is an input (the synergy), not a result.",)

    def outcome(self, **given: Any) -> str:
        """Whether the shield meets the deficit."""
        first, second = value(self.first, given), value(self.second, given)
        less = first if first <= second else second
        shield = first + second + value(self.synergy, given) * less
        return "upholds" if shield >= value(self.deficit, given) else "accommodates"

    def details(self, **given: Any) -> tuple[Detail, ...]:
        """What each way of backing would take."""
        found = backing(value(self.deficit, given), value(self.synergy, given))
        return (
            Detail("needed from each, given jointly", found.joint),
            Detail("needed from each, side by side", found.side_by_side),
            Detail("needed from one alone", found.alone),
        )


def _largest(amounts: Any) -> Any:
    best = None
    for amount in amounts:
        if best is None or amount > best:
            best = amount
    return best
