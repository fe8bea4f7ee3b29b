"""Who can block a text, who would, and what it would take to change that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import InvalidInput
from ..exact.read import Number
from ..games.preference import Gain, Outcome
from ..rules.rule import BALLOTS, Ballot, Rule
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
        None when only the direction of its preference is known, or nothing makes up for it.
    least_need, most_need : number or None
        The same over the bands of doubt; `least_need` is at least 0.
    settled : bool
        Whether it objects over the whole band.
    uncompensable : bool
        Whether nothing makes up for what it loses.
    """

    player: str
    gain: Gain
    need: Number | None
    least_need: Number | None
    most_need: Number | None
    settled: bool
    uncompensable: bool = False


@dataclass(frozen=True)
class Blocking:
    """What happens to one text when everyone casts the ballot that suits it.

    Attributes
    ----------
    option : Outcome
    vetoers : tuple of str
        Who can block alone under the rule.
    objections : tuple of Objection
        Who would object.
    ballots : mapping player -> ballot
        The ballot that suits each.
    adopted : bool
        Whether the text passes with these ballots.
    stopped : bool
        Whether the objections are what stops it: it would pass if the objectors abstained.
    stopping : tuple of str
        The objectors each of whom would stop it alone, the others abstaining.
    doubtful : tuple of str
        Players whose ballot changes within their band.
    wavering : tuple of str
        Those of the doubtful who object in a part of their band only; the others change between
        assent and abstention.
    assumed : tuple of str
        Players without a coded position, assumed not to object.
    swing : tuple of str
        Those of the assumed who could change the outcome alone by casting another ballot.
    swing_within : tuple of str
        The same where the doubtful cast their ballots as kindly to the text as their bands allow.
    robust : bool
        Whether the outcome is the same however the doubtful ballots fall; the assumed keep
        theirs.
    """

    option: Outcome
    vetoers: tuple[str, ...]
    objections: tuple[Objection, ...]
    ballots: Mapping[str, Ballot]
    adopted: bool
    stopped: bool
    stopping: tuple[str, ...]
    doubtful: tuple[str, ...]
    wavering: tuple[str, ...]
    assumed: tuple[str, ...]
    swing: tuple[str, ...]
    swing_within: tuple[str, ...]
    robust: bool

    @property
    def objectors(self) -> tuple[str, ...]:
        """The players who would object."""
        return tuple(objection.player for objection in self.objections)


def who_blocks(scenario: Scenario, *, option: str | None = None) -> Blocking:
    """Who can block an option of a scenario, who would, and how sure that is.

    A player objects iff the reversion is worth more to it than the text by more than its cost of
    standing alone; for whom nothing makes up for a loss, that cost does not count. It assents if
    it prefers the text or is indifferent, and abstains otherwise. A player known by a ranking
    objects if it prefers the reversion; with a cost of standing alone that is in doubt. Players
    without a coded position are assumed not to object, and abstain. The outcome is robust when it
    is the same with all doubtful ballots cast as kindly to the text as their bands allow as with
    all cast as harshly; since rules are monotone, every other combination lies between. Cost:
    players × quotas.

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
        For an unknown option.

    Examples
    --------
    >>> from consensus import osce
    >>> mission = osce.situations()["georgia_mission_expiry_2008"]
    >>> who_blocks(mission).objectors, who_blocks(mission).robust
    (('RUS',), True)
    """
    if not isinstance(scenario, Scenario):
        raise InvalidInput(f"scenario: expected a Scenario, got {scenario!r}")
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
        kindest[player] = _kindest(stance, gain)
        harshest[player] = _ballot(gain.low, stance, gain)
        if ballots[player] == "object":
            settled = kindest[player] == "object"
            objections.append(_objection(player, gain, stance, settled=settled))
    cast, kind = _Cast(scenario.rule, ballots), _Cast(scenario.rule, kindest)
    assumed = [p for p in scenario.players if scenario.stances[p].preference is None]
    objectors = [objection.player for objection in objections]
    waved = cast.changed(objectors, "abstain")
    return Blocking(
        option=text,
        vetoers=scenario.rule.vetoers,
        objections=tuple(objections),
        ballots=ballots,
        adopted=cast.passes,
        stopped=waved.passes and not cast.passes,
        stopping=tuple(
            p for p in objectors if waved.passes and not waved.changed([p], "object").passes
        ),
        doubtful=tuple(p for p in scenario.players if kindest[p] != harshest[p]),
        wavering=tuple(
            p for p in scenario.players if harshest[p] == "object" and kindest[p] != "object"
        ),
        assumed=tuple(assumed),
        swing=cast.swing(assumed),
        swing_within=kind.swing(assumed),
        robust=kind.passes == _Cast(scenario.rule, harshest).passes,
    )


class _Cast:
    """Ballots as cast, with their totals, so that one more change costs one player's difference."""

    def __init__(
        self, rule: Rule, ballots: Mapping[str, Ballot], totals: tuple[int, ...] | None = None
    ) -> None:
        self.rule, self.ballots = rule, ballots
        self.totals = rule.totals(ballots) if totals is None else totals

    @property
    def passes(self) -> bool:
        return self.rule.decides(self.totals)

    def changed(self, players: Iterable[str], ballot: Ballot) -> _Cast:
        players = list(players)
        totals = tuple(
            total + sum(q.adds(p, ballot) - q.adds(p, self.ballots[p]) for p in players)
            for total, q in zip(self.totals, self.rule.quotas, strict=True)
        )
        return _Cast(self.rule, {**self.ballots, **dict.fromkeys(players, ballot)}, totals)

    def swing(self, players: Iterable[str]) -> tuple[str, ...]:
        now = self.passes
        return tuple(
            player
            for player in players
            if any(self._decides_with(player, ballot) != now for ballot in BALLOTS)
        )

    def _decides_with(self, player: str, ballot: Ballot) -> bool:
        old = self.ballots[player]
        return self.rule.decides(
            [
                total + q.adds(player, ballot) - q.adds(player, old)
                for total, q in zip(self.totals, self.rule.quotas, strict=True)
            ]
        )


def _gain(stance: Stance, text: Outcome, scenario: Scenario) -> Gain | None:
    if stance.preference is None:
        return None
    return stance.preference.gain(text, scenario.reversion.outcome)


def _ballot(value: Any, stance: Stance, gain: Gain) -> Ballot:
    """The ballot that suits a player whose gain from adoption has this value."""
    if value >= 0:
        return "assent"
    firm = gain.ordinal or stance.uncompensable
    return "object" if firm or -value > stance.stand_alone_cost else "abstain"


def _kindest(stance: Stance, gain: Gain) -> Ballot:
    """The ballot kindest to the text within the band; a loss of unknown size may be small."""
    soft = stance.stand_alone_cost > 0 and not stance.uncompensable
    if gain.ordinal and gain.high < 0 and soft:
        return "abstain"
    return _ballot(gain.high, stance, gain)


def _objection(player: str, gain: Gain, stance: Stance, *, settled: bool) -> Objection:
    if gain.ordinal or stance.uncompensable:
        return Objection(player, gain, None, None, None, settled, stance.uncompensable)
    cost: Any = stance.stand_alone_cost
    least: Any = -gain.high - cost
    return Objection(player, gain, -gain.central - cost, max(least, 0), -gain.low - cost, settled)
