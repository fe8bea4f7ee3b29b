"""Would the backers give it: net stakes as limits, energy as a reason not to press, and China."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ...exact.read import Exact, rational
from ...models.chair import backing
from ...sweeps.exact_regimes import regimes
from ...sweeps.pieces import Regimes
from .facts import deficit, net_stakes
from .levels import Level

__all__ = ["China", "Reach", "china_of", "reach_of", "within_reach"]

Numbers = Mapping[str, Any]


def within_reach(way: str, **n: Any) -> bool:
    """Whether what upholding is worth to the backers, energy counted, meets the deficit."""
    needed = deficit(n)
    first, second = (max(0, stake) for stake in net_stakes(n).values())
    if way == "single":
        return bool(max(first, second) >= needed)
    synergy = n["synergy"] if way == "joint" else 0
    return bool(backing(needed, synergy, limits=(first, second)).items)


@dataclass(frozen=True)
class Reach:
    """Whether the backers would give what the chair needs on one item.

    Attributes
    ----------
    item, way : str
    deficit : number
    stakes : mapping backer -> number
        Net of what pressing costs in energy.
    within : bool
        Whether the stakes reach the deficit.
    within_without_energy : bool
        The same if energy were no reason.
    gifts : pair of number, or None
        The cheapest contributions within the stakes (model A3 with limits); None for one backer
        or out of reach.
    """

    item: str
    way: str
    deficit: Exact
    stakes: Mapping[str, Exact]
    within: bool
    within_without_energy: bool
    gifts: tuple[Exact, Exact] | None
    _numbers: Mapping[str, Exact] = field(repr=False, compare=False)

    @cached_property
    def energy(self) -> Regimes:
        """Within reach or not, along a factor on both energy costs: 1 as coded, 0 without them."""

        def answer(**n: Any) -> bool:
            return within_reach(self.way, **n)

        found: Regimes = regimes(answer, over={"energy_factor": (0, 4)}, at=self._numbers)
        return found

    @property
    def energy_limit(self) -> Level:
        """The factor on energy up to which the item stays within reach."""
        if not self.energy.crossings:
            kind = "within at any looked at" if self.within else "never within"
            return Level(None, "", kind)
        last = self.energy.crossings[-1]
        return Level(last.at, str(last.formula), "from")


def reach_of(way: str, given: Mapping[str, Exact], *, item: str) -> Reach:
    """The reach of one item under one way of backing."""
    stakes = {p: rational(s, p) for p, s in net_stakes(given).items()}
    needed = rational(deficit(given), "deficit")
    gifts = None
    if way != "single":
        limits = tuple(max(0, s) for s in stakes.values())
        synergy = given["synergy"] if way == "joint" else 0
        found = backing(needed, synergy, limits=(limits[0], limits[1])).unequal
        if found is not None:
            gifts = rational(found[0], "gift"), rational(found[1], "gift")

    rest = {name: value for name, value in given.items() if name != "support"}
    return Reach(
        item=item,
        way=way,
        deficit=needed,
        stakes=stakes,
        within=within_reach(way, **given),
        within_without_energy=within_reach(way, **given, energy_factor=0),
        gifts=gifts,
        _numbers=rest,
    )


@dataclass(frozen=True)
class China:
    """What China as a third principal changes on one item.

    Attributes
    ----------
    item : str
    stake : number
        Of China in accommodation.
    relief : number
        What its credit and pipelines take off the standing dependence.
    deficit, without : number
        With China and without.
    outcomes, outcomes_without : mapping way -> outcome
        Model A at the coded support.
    """

    item: str
    stake: Exact
    relief: Exact
    deficit: Exact
    without: Exact
    outcomes: Mapping[str, str]
    outcomes_without: Mapping[str, str]

    @property
    def shift(self) -> Exact:
        """How much more support the chair needs because of China; negative if less."""
        return rational(self.deficit - self.without, "shift")


def china_of(
    item: str, given: Mapping[str, Exact], without: Mapping[str, Exact],
    outcomes: Mapping[str, str], outcomes_without: Mapping[str, str],
) -> China:  # fmt: skip
    """Compare one item with and without China."""
    return China(
        item,
        given["china"],
        rational(given["dependence"] * given["china_relief"], "relief"),
        rational(deficit(given), "deficit"),
        rational(deficit(without), "deficit"),
        outcomes,
        outcomes_without,
    )
