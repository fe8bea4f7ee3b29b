"""What coalitions could do about a vote: pay the objectors, or table something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from immutabledict import immutabledict

from ..exact.read import Number
from ..games.preference import Gain
from ..models.blocking import Blocking
from ..models.scenario import Scenario

__all__ = ["Agendas", "Deal", "agendas", "deal"]


@dataclass(frozen=True)
class Deal:
    """Whether those who gain could make up to the objectors for what they lack.

    The units of different players are taken to be comparable, which is a judgement.

    Attributes
    ----------
    needs : mapping player -> number
        What each objector would have to be given to stop objecting.
    gains : mapping player -> number
        What each supporter gains from adoption over the reversion.
    covered : bool
        Whether the gains together are at least the needs, at the coded values.
    certain : bool
        Whether that is the same at both ends of all bands.
    """

    needs: Mapping[str, Number]
    gains: Mapping[str, Number]
    covered: bool
    certain: bool

    @property
    def total_need(self) -> Any:
        """The sum of the needs."""
        return sum(self.needs.values(), start=0)

    @property
    def total_gain(self) -> Any:
        """The sum of the gains."""
        return sum(self.gains.values(), start=0)


@dataclass(frozen=True)
class Agendas:
    """Which of the texts that would pass each player would table; the reversion is one of them.

    Attributes
    ----------
    favourites : mapping option -> tuple of players
        By name; players without a coded position or known by a ranking only are left out. Each is
        named at the first of its favourites.
    passing : tuple of str
        The options that would be adopted.
    """

    favourites: Mapping[str, tuple[str, ...]]
    passing: tuple[str, ...]


def deal(scenario: Scenario, blocking: Blocking) -> Deal | None:
    """The deal that would get one text adopted; None if it passes, or only rankings are known."""
    if blocking.adopted or not blocking.stopped:
        return None
    if any(objection.need is None for objection in blocking.objections):
        return None
    gains = {p: g for p, g in _gains(scenario, blocking).items() if not g.ordinal}
    needs = {o.player: o.need for o in blocking.objections if o.need is not None}
    least: Any = sum((o.least_need or 0 for o in blocking.objections), start=0)
    most: Any = sum((o.most_need or 0 for o in blocking.objections), start=0)
    supporters = {p: g for p, g in gains.items() if p not in needs}
    total: Any = sum((_positive(g.central) for g in supporters.values()), start=0)
    high: Any = sum((_positive(g.high) for g in supporters.values()), start=0)
    low: Any = sum((_positive(g.low) for g in supporters.values()), start=0)
    needed: Any = sum(needs.values(), start=0)
    return Deal(
        immutabledict(needs),
        immutabledict({p: g.central for p, g in supporters.items() if g.central > 0}),
        covered=bool(total >= needed),
        certain=bool(low >= most) or bool(high < least),
    )


def agendas(scenario: Scenario, blockings: Sequence[Blocking]) -> Agendas:
    """Who would table which of the texts that pass."""
    passing = [b for b in blockings if b.adopted]
    reversion = scenario.reversion.outcome.name
    favourites: dict[str, list[str]] = {b.option.name: [] for b in passing}
    favourites[reversion] = []
    gains = {b.option.name: _gains(scenario, b) for b in passing}
    for player, stance in scenario.stances.items():
        if stance.preference is None or any(g[player].ordinal for g in gains.values()):
            continue
        best, most = reversion, 0
        for name, of in gains.items():
            central: Any = of[player].central
            if central > most:
                best, most = name, central
        favourites[best].append(player)
    return Agendas(
        immutabledict({name: tuple(players) for name, players in favourites.items()}),
        tuple(b.option.name for b in passing),
    )


def _gains(scenario: Scenario, blocking: Blocking) -> dict[str, Gain]:
    return {
        player: stance.preference.gain(blocking.option, scenario.reversion.outcome)
        for player, stance in scenario.stances.items()
        if stance.preference is not None
    }


def _positive(amount: Any) -> Any:
    return amount if amount > 0 else 0
