"""Two axes at once: support against Russian pressure, for one item and for the whole agenda."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...exact.read import Exact
from ...sweeps.exact_regimes import regimes
from ...sweeps.maps import RegimeMap
from .choices import Question, rank

__all__ = ["item_map", "pressure_map"]


def item_map(question: Question, numbers: Mapping[str, Exact]) -> RegimeMap:
    """One item's outcome over support (to the right) and Russia's stake in it (upwards)."""
    at = {name: value for name, value in numbers.items() if name not in ("support", "russia")}
    found: RegimeMap = regimes(question, over={"support": (0, 1), "russia": (0, 1)}, at=at)
    return found


def pressure_map(items: Mapping[str, Mapping[str, Exact]]) -> RegimeMap:
    """How many items the chair upholds over support and a factor on all of Russia's stakes."""
    question = Question("A", "joint")

    def upheld(support: Any, pressure_factor: Any) -> int:
        return sum(
            rank(question(**{**n, "support": support, "pressure_factor": pressure_factor})) == 2
            for n in items.values()
        )

    found: RegimeMap = regimes(upheld, over={"support": (0, "1/2"), "pressure_factor": (0, 2)})
    return found
