"""Colours that readers with any colour vision tell apart, with hatching as a second sign."""

from __future__ import annotations

from typing import Any

from ...sweeps.structure import same

__all__ = ["GREY", "INK", "Palette"]

INK = "#222222"
GREY = "#8a8a8a"

# Okabe and Ito, "Color universal design" (2008), lightened so that black text reads on them.
_FILLS = ("#9ecae9", "#f6c177", "#8fd1b5", "#e3a7c8", "#f0e59a", "#c9b8e8", "#e8a08a", "#c8c8c8")
_HATCHES = ("", "//", "\\\\", "--", "xx", "||")


class Palette:
    """Gives equal answers the same fill and hatching, in the order in which they are met."""

    def __init__(self) -> None:
        self.met: list[Any] = []

    def number(self, answer: Any) -> int:
        """The place of an answer among the different ones met so far."""
        for i, known in enumerate(self.met):
            if same(known, answer):
                return i
        self.met.append(answer)
        return len(self.met) - 1

    def style(self, answer: Any) -> dict[str, Any]:
        """Keyword arguments for a Matplotlib patch."""
        i = self.number(answer)
        return {
            "facecolor": _FILLS[i % len(_FILLS)],
            "hatch": _HATCHES[(i // len(_FILLS) + i) % len(_HATCHES)],
            "edgecolor": "#ffffff",
        }
