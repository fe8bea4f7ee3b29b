"""From a scenario to the question where on its scale a text would land."""

from __future__ import annotations

from fractions import Fraction

from ..errors import InvalidInput, NotApplicable
from ..exact.read import Number, exact_number
from ..games.preference import Ideal
from ..games.spatial import Spatial
from ..rules.attendance import meeting
from .scenario import Scenario

__all__ = ["setter"]


def setter(scenario: Scenario) -> Spatial:
    """The choice of a point on the scenario's scale, at the coded ideal points.

    A reversion that is a point of the scale is the status quo, one that is not is each player's
    distance to it. Costs of standing alone are divided by the salience, so that they count in
    the units of the scale. Players without a coded position, and those to whom the question means
    nothing (salience 0), let everything pass. Cost: linear in the players.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    Spatial
        To be asked by `solutions.win_set`, `solutions.setter_outcome` and the cores.

    Raises
    ------
    NotApplicable
        If somebody is known by numbers or a ranking, or values a reversion off the scale without
        a distance; or if nobody is left who could object.

    Examples
    --------
    >>> from consensus import rules, solutions
    >>> from consensus.games import Outcome
    >>> from consensus.models import Reversion, Stance
    >>> scenario = Scenario(
    ...     "s", "A mandate", "How much?", rules.by_consensus(["a", "b"]), "a",
    ...     (Outcome("full", position=1),), Reversion("continues", Outcome("none", position=0)),
    ...     {"a": Stance("a", Ideal(1)), "b": Stance("b", Ideal("1/4"), stand_alone_cost="1/4")})
    >>> str(solutions.setter_outcome(setter(scenario), proposer="a").outcome)
    '3/4'
    """
    if not isinstance(scenario, Scenario):
        raise InvalidInput(f"scenario: expected a Scenario, got {scenario!r:.80}")
    ideals: dict[str, Number] = {}
    lapse: dict[str, Number] = {}
    costs: dict[str, Number] = {}
    position = scenario.reversion.outcome.position
    for player, stance in scenario.stances.items():
        preference = stance.preference
        if preference is None:
            continue
        if not isinstance(preference, Ideal):
            raise NotApplicable(f"setter: assumes ideal points, {player!r} is known otherwise")
        if preference.salience == 0:
            continue
        ideals[player] = preference.point
        costs[player] = exact_number(
            Fraction(1) * stance.stand_alone_cost / preference.salience, "cost"
        )
        if position is None:
            if preference.reversion_distance is None:
                raise NotApplicable(
                    f"setter: the reversion is no point of the scale, and {player!r} has no"
                    " distance to it"
                )
            lapse[player] = preference.reversion_distance
    if not ideals:
        raise NotApplicable("setter: nobody has a coded position, so nobody would object")
    rule = meeting(scenario.rule, ideals, absent="assent")
    return Spatial(ideals, position, rule, stand_alone_cost=costs, lapse=lapse or None)
