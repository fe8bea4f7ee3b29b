"""Who can block a text, who would, and what it would take to change that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..exact.read import Number
from ..games.preference import Gain, Outcome
from ..rules.rule import BALLOTS, Ballot
from .scenario import Scenario, Stance

__all__ = ["Blocking", "Objection", "who_blocks"]


@dataclass(frozen=True)
class Objection:
    """One player who would object.

    Attributes
    ----------
    player : str
    gain : Gain
        What adoption is worth to it over the reversion; negative.
    need : number or None
        What it would have to be given to stop objecting: −gain minus the cost of standing alone.
        None when only the direction of its preference is known.
    least_need, most_need : number or None
        The same over the bands of doubt; `least_need` is at least 0.
    settled : bool
        Whether it objects over the whole band.
    """

    player: str
    gain: Gain
    need: Number | None
    least_need: Number | None
    most_need: Number | None
    settled: bool


@dataclass(frozen=True)
class Blocking:
    """What happens to one text when everyone casts the ballot that suits it.

    Attributes
    ----------
    option : Outcome
    vetoers : tuple of str
        Who can block alone under the rule.
    objections : tuple of Objection
        Who would.
    ballots : mapping player -> ballot
        The ballot that suits each.
    adopted : bool
        Whether the text passes with these ballots.
    doubtful : tuple of str
        Players whose ballot changes within their band.
    assumed : tuple of str
        Players without a coded position, assumed not to object.
    swing : tuple of str
        Those of the assumed who could change the outcome alone by casting another ballot.
    robust : bool
        Whether the outcome is the same however the doubtful ballots fall; the assumed keep
        theirs.
    """

    option: Outcome
    vetoers: tuple[str, ...]
    objections: tuple[Objection, ...]
    ballots: Mapping[str, Ballot]
    adopted: bool
    doubtful: tuple[str, ...]
    assumed: tuple[str, ...]
    swing: tuple[str, ...]
    robust: bool

    @property
    def objectors(self) -> tuple[str, ...]:
        """The players who would object."""
        return tuple(objection.player for objection in self.objections)


def who_blocks(scenario: Scenario, *, option: str | None = None) -> Blocking:
    """Who can block an option of a scenario, who would, and how sure that is.

    A player objects iff the reversion is worth more to it than the text by more than its cost of
    standing alone. It assents if it prefers the text or is indifferent, and abstains otherwise.
    Players without a coded position are assumed not to object, and abstain. The outcome is
    robust when it is the same with all doubtful ballots cast as kindly to the text as their bands
    allow as with all cast as harshly; since rules are monotone, every other combination lies
    between. Cost: players × quotas.

    Parameters
    ----------
    scenario : Scenario
    option : str, optional
        The name of an option; the tabled one when left out.

    Returns
    -------
    Blocking

    Raises
    ------
    InvalidInput
        For an unknown option, or a preference that does not cover it.
    """
    text = scenario.option(option)
    objections: list[Objection] = []
    ballots: dict[str, Ballot] = {}
    kindest: dict[str, Ballot] = {}
    harshest: dict[str, Ballot] = {}
    for player in scenario.players:
        stance = scenario.stances[player]
        gain = _gain(stance, text, scenario)
        if gain is None:
            ballots[player] = kindest[player] = harshest[player] = "abstain"
            continue
        ballots[player] = _ballot(gain.central, stance, gain)
        kindest[player] = _ballot(gain.high, stance, gain)
        harshest[player] = _ballot(gain.low, stance, gain)
        if ballots[player] == "object":
            settled = kindest[player] == "object"
            objections.append(_objection(player, gain, stance, settled=settled))
    passes = scenario.rule.passes
    adopted = passes(ballots)
    assumed = tuple(p for p in scenario.players if scenario.stances[p].preference is None)
    return Blocking(
        option=text,
        vetoers=scenario.rule.vetoers,
        objections=tuple(objections),
        ballots=ballots,
        adopted=adopted,
        doubtful=tuple(p for p in scenario.players if kindest[p] != harshest[p]),
        assumed=assumed,
        swing=tuple(
            p for p in assumed if any(passes({**ballots, p: b}) != adopted for b in BALLOTS)
        ),
        robust=passes(kindest) == passes(harshest),
    )


def _gain(stance: Stance, text: Outcome, scenario: Scenario) -> Gain | None:
    if stance.preference is None:
        return None
    return stance.preference.gain(text, scenario.reversion.outcome)


def _ballot(value: Any, stance: Stance, gain: Gain) -> Ballot:
    """The ballot that suits a player whose gain from adoption has this value."""
    if value >= 0:
        return "assent"
    return "object" if gain.ordinal or -value > stance.stand_alone_cost else "abstain"


def _objection(player: str, gain: Gain, stance: Stance, *, settled: bool) -> Objection:
    if gain.ordinal:
        return Objection(player, gain, None, None, None, settled)
    cost: Any = stance.stand_alone_cost
    least: Any = -gain.high - cost
    return Objection(player, gain, -gain.central - cost, max(least, 0), -gain.low - cost, settled)
