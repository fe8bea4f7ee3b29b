"""From a scenario to the simultaneous vote on one of its options."""

from __future__ import annotations

from ..errors import InvalidInput, NotApplicable
from ..exact.read import Number
from ..games.roll_call import RollCall
from ..rules.rule import Ballot
from .scenario import Scenario

__all__ = ["vote"]


def vote(scenario: Scenario, *, option: str | None = None) -> RollCall:
    """The roll call on one option: adoption is worth the gain over the reversion.

    Objecting costs a player its cost of standing alone; the other ballots cost nothing. Players
    without a coded position are indifferent. Cost: linear in the players.

    Parameters
    ----------
    scenario : Scenario
    option : str, optional
        The name of an option; the tabled one when left out.

    Returns
    -------
    RollCall

    Raises
    ------
    NotApplicable
        If somebody is known by a ranking only: a vote needs numbers.
    """
    if not isinstance(scenario, Scenario):
        raise InvalidInput(f"scenario: expected a Scenario, got {scenario!r}")
    text = scenario.option(option)
    adopt: dict[str, Number] = {}
    ballots: dict[str, dict[Ballot, Number]] = {}
    for player in scenario.players:
        stance = scenario.stances[player]
        adopt[player] = 0
        if stance.preference is not None:
            gain = stance.preference.gain(text, scenario.reversion.outcome)
            if gain.ordinal:
                raise NotApplicable(
                    f"vote: {player!r} is known by a ranking only; give values, or ask who_blocks"
                )
            adopt[player] = gain.central
        cost = 0 if stance.uncompensable else stance.stand_alone_cost
        ballots[player] = {"assent": 0, "abstain": 0, "object": -cost if cost else 0}
    return RollCall(scenario.rule, adopt, ballots)
