"""What coalitions could do about a vote: pay the objectors, or table something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from immutabledict import immutabledict

from ..exact.read import Number
from ..games.preference import Gain
from ..models.blocking import Blocking
from ..models.scenario import Scenario, Stance

__all__ = ["Agendas", "Deal", "agendas", "deal"]


@dataclass(frozen=True)
class Deal:
    """Whether those who gain could make up to the objectors for what they lack.

    The units of different players are taken to be comparable, which is a judgement. A bloc whose
    members share one coding counts once, by its name.

    Attributes
    ----------
    needs : mapping player or bloc -> number
        What each objector would have to be given to stop objecting.
    gains : mapping player or bloc -> number
        What each supporter gains from adoption over the reversion.
    refusing : tuple of str
        The objectors whom nothing compensates; where there are any, no deal is possible.
    covered : bool
        Whether nobody refuses and the gains together are at least the needs, at the coded values.
    certain : bool
        Whether that is the same wherever in their bands all positions lie.
    """

    needs: Mapping[str, Number]
    gains: Mapping[str, Number]
    refusing: tuple[str, ...]
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
    if any(o.gain.ordinal for o in blocking.objections):
        return None
    parties = _parties(scenario, blocking)
    central = {name: _balance(gain.central, stance) for name, (gain, stance) in parties.items()}
    # Each balance rises with the gain, so all bands together are settled at their two ends.
    worst = [_balance(gain.low, stance) for gain, stance in parties.values()]
    best = [_balance(gain.high, stance) for gain, stance in parties.values()]
    refusing = tuple(name for name, balance in central.items() if balance is None)
    known = {name: balance for name, balance in central.items() if balance is not None}
    covered = _covered(list(central.values()))
    return Deal(
        immutabledict({name: -balance for name, balance in known.items() if balance < 0}),
        immutabledict({name: balance for name, balance in known.items() if balance > 0}),
        refusing,
        covered=covered,
        certain=_covered(worst) == covered == _covered(best),
    )


def _parties(scenario: Scenario, blocking: Blocking) -> dict[str, tuple[Gain, Stance]]:
    """Everyone with a known gain and their stance; a bloc that shares its coding is one."""
    gains = {p: g for p, g in _gains(scenario, blocking).items() if not g.ordinal}
    found = {player: (gain, scenario.stances[player]) for player, gain in gains.items()}
    for bloc, members in scenario.blocs.items():
        sharing = [p for p in members if p in found and scenario.stances[p].basis == "bloc"]
        for player in sharing[1:]:
            assert found[player][0] == found[sharing[0]][0], "a bloc's members share its coding"
            del found[player]
        if sharing:
            found[bloc] = found.pop(sharing[0])
    return found


def _balance(gain: Any, stance: Stance) -> Any:
    """What a party could give up, or with a minus what it lacks; None if nothing makes up for it.

    A loss within the cost of standing alone is borne, and gives nothing up.
    """
    if gain >= 0:
        return gain
    if stance.uncompensable:
        return None
    cost: Any = stance.stand_alone_cost
    return gain + cost if -gain > cost else 0


def _covered(balances: Sequence[Any]) -> bool:
    return None not in balances and bool(sum(balances, start=0) >= 0)


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
