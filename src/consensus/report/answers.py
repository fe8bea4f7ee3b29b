"""What a report says about one scenario, as data: nothing here is worded or drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from itertools import product
from typing import Any

from ..errors import InvalidInput
from ..exact import AtPoint, Trace
from ..exact.read import Exact, Number, rational
from ..models.blocking import Blocking, who_blocks
from ..models.chair import Backing, Discretion, Marks, backing, discretion
from ..models.scenario import Chair, Scenario
from ..models.voting import vote
from ..solutions import coleman_prevent, pure_nash, shapley_shubik, strong_nash
from ..sweeps import regimes
from ..sweeps.pieces import Regimes
from .deals import Agendas, Deal, agendas, deal
from .inquiring import InquiryAnswer, answer_inquiries

__all__ = [
    "Answer", "ChairAnswer", "Coalition", "CodingAnswer", "Power", "Threshold", "Vote", "answer",
]  # fmt: skip


@dataclass(frozen=True)
class Vote:
    """The equilibria of the simultaneous vote on the tabled option.

    Attributes
    ----------
    adopting, blocking : int
        How many pure Nash equilibria adopt the text, and how many do not.
    families : int
        In how many families they fall.
    strong : tuple of bool
        The outcomes of strong equilibria, which no coalition can upset: adopted or not.
    """

    adopting: int
    blocking: int
    families: int
    strong: tuple[bool, ...]


@dataclass(frozen=True)
class Power:
    """What indices say about the rule: the vetoers and the power to prevent come first."""

    vetoers: int
    players: int
    least_prevent: Exact
    most_prevent: Exact
    least_shapley: Exact
    most_shapley: Exact


@dataclass(frozen=True)
class Threshold:
    """A level of support per backer, with its range over the bands and its formula.

    `value`, `low` and `high` are at least 0; `unclipped` is the value before that cut, negative
    where the chair stands beyond the mark already without support.
    """

    value: Exact
    unclipped: Exact
    low: Exact
    high: Exact
    formula: str


@dataclass(frozen=True)
class Coalition:
    """One way in which backers may act.

    Attributes
    ----------
    name : str
        ``"joint"``, ``"side by side"`` or ``"alone"``.
    marks : mapping mark name -> Threshold
        The support that each backer needs to give.
    regimes : Regimes
        The chair's conduct along the support per backer.
    """

    name: str
    marks: Mapping[str, Threshold]
    regimes: Regimes


@dataclass(frozen=True)
class ChairAnswer:
    """What support does to a chair that acts where it may act alone."""

    chair: Chair
    total: Mapping[str, Threshold]
    coalitions: tuple[Coalition, ...]
    shield: Backing


@dataclass(frozen=True)
class CodingAnswer:
    """What another coding of the same situation says.

    Attributes
    ----------
    scenario : Scenario
    blockings : tuple of Blocking
        In the order of the options.
    flips : tuple of str
        The options whose adoption is another than under the first coding.
    full_upholding : Threshold or None
        The joint support for full upholding under this coding.
    """

    scenario: Scenario
    blockings: tuple[Blocking, ...]
    flips: tuple[str, ...]
    full_upholding: Threshold | None


@dataclass(frozen=True)
class Answer:
    """Everything a report tells about one scenario.

    Attributes
    ----------
    scenario : Scenario
    blockings : tuple of Blocking
        One for each option, the tabled one first.
    vote : Vote or None
        None where somebody is known by a ranking only.
    power : Power
    chair : ChairAnswer or None
    deal : Deal or None
        What would get the tabled text past its objectors; None if nothing has to.
    agendas : Agendas
    inquiries : tuple of InquiryAnswer
    codings : mapping coding -> CodingAnswer
        The other codings that were given.
    """

    scenario: Scenario
    blockings: tuple[Blocking, ...]
    vote: Vote | None
    power: Power
    chair: ChairAnswer | None
    deal: Deal | None = None
    agendas: Agendas = field(default_factory=lambda: Agendas({}, ()))
    inquiries: tuple[InquiryAnswer, ...] = ()
    codings: Mapping[str, CodingAnswer] = field(default_factory=dict)

    @property
    def tabled(self) -> Blocking:
        """What happens to the tabled text."""
        return self.blockings[0]


def answer(scenario: Scenario, *, codings: Mapping[str, Scenario] | None = None) -> Answer:
    """Answer a scenario's questions: who can block, what follows, what support would change.

    Cost: one vote of all players, with a chair three exact regime searches, and for each inquiry
    one for every parameter that is asked about.

    Parameters
    ----------
    scenario : Scenario
    codings : mapping name -> Scenario, optional
        The same situation as others would code it, to say which findings flip.

    Raises
    ------
    InvalidInput
        If another coding has other options.
    """
    others = dict(codings or {})
    names = [option.name for option in scenario.options]
    for name, other in others.items():
        if [option.name for option in other.options] != names:
            raise InvalidInput(f"codings: {name!r} has other options than {scenario.id!r}")
    rankings = any(_ordinal(scenario, player) for player in scenario.players)
    blockings = _blockings(scenario)
    return Answer(
        scenario=scenario,
        blockings=blockings,
        vote=None if rankings else _vote(scenario),
        power=_power(scenario),
        chair=None if scenario.chair is None else _chair(scenario, scenario.chair),
        deal=deal(scenario, blockings[0]),
        agendas=agendas(scenario, blockings),
        inquiries=answer_inquiries(scenario, others),
        codings={name: _coding(other, blockings) for name, other in others.items()},
    )


def _blockings(scenario: Scenario) -> tuple[Blocking, ...]:
    return tuple(who_blocks(scenario, option=option.name) for option in scenario.options)


def _coding(scenario: Scenario, first: tuple[Blocking, ...]) -> CodingAnswer:
    blockings = _blockings(scenario)
    pairs = zip(first, blockings, strict=True)
    return CodingAnswer(
        scenario=scenario,
        blockings=blockings,
        flips=tuple(a.option.name for a, b in pairs if a.adopted != b.adopted),
        full_upholding=None if scenario.chair is None else _full_upholding(scenario),
    )


def _full_upholding(scenario: Scenario) -> Threshold:
    value, bands = _parameters(scenario)
    return _thresholds(joint, value, bands)["full upholding"]


def _parameters(
    scenario: Scenario,
) -> tuple[dict[str, Exact], dict[str, tuple[Exact, Exact]]]:
    """The chair's parameters and their bands, exact."""
    value = {n: rational(p.value, n) for n, p in scenario.parameters.items()}
    bands = {n: (rational(p.low, n), rational(p.high, n)) for n, p in scenario.parameters.items()}
    return value, bands


def _ordinal(scenario: Scenario, player: str) -> bool:
    preference = scenario.stances[player].preference
    if preference is None:
        return False
    return preference.gain(scenario.option(), scenario.reversion.outcome).ordinal


def _vote(scenario: Scenario) -> Vote:
    game = vote(scenario)
    found = pure_nash(game)
    strong = strong_nash(game)
    return Vote(
        adopting=sum(family.count for family in found.items if family.passes),
        blocking=sum(family.count for family in found.items if not family.passes),
        families=len(found.items),
        strong=tuple(sorted({family.passes for family in strong.items})),
    )


def _power(scenario: Scenario) -> Power:
    prevent = coleman_prevent(scenario.rule).values()
    shapley = shapley_shubik(scenario.rule).values()
    return Power(
        vetoers=len(scenario.rule.vetoers),
        players=len(scenario.players),
        least_prevent=min(prevent),
        most_prevent=max(prevent),
        least_shapley=min(shapley),
        most_shapley=max(shapley),
    )


# The chair ----------------------------------------------------------------------------------


def joint(support: Any, synergy: Any) -> Any:
    """The shield of two equal backers who act together."""
    return (2 + synergy) * support


def side_by_side(support: Any, synergy: Any) -> Any:
    """The shield of two equal backers who do not act together."""
    return 2 * support


def alone(support: Any, synergy: Any) -> Any:
    """The shield of a single backer."""
    return support


WAYS: Mapping[str, Callable[[Any, Any], Any]] = {
    "joint": joint,
    "side by side": side_by_side,
    "alone": alone,
}


def conduct(
    shield: Callable[[Any, Any], Any],
    *,
    support: Number,
    lean: Number,
    pressure: Number,
    synergy: Number,
    curvature: Number = 1,
) -> Discretion:
    """What the chair does when each backer gives this support."""
    return discretion(lean, pressure, shield(support, synergy), curvature)


def _chair(scenario: Scenario, chair: Chair) -> ChairAnswer:
    value, bands = _parameters(scenario)
    coalitions = tuple(
        Coalition(
            name,
            _thresholds(shield, value, bands),
            regimes(
                partial(conduct, shield),
                over={"support": (0, rational(chair.most_support, "most_support"))},
                at=value,
            ),
        )
        for name, shield in WAYS.items()
    )
    balance = _per_backer(alone, value, Marks._fields.index("balance"))
    return ChairAnswer(
        chair=chair,
        total=_thresholds(alone, value, bands),
        coalitions=coalitions,
        shield=backing(balance, value["synergy"]),
    )


def _thresholds(
    shield: Callable[[Any, Any], Any],
    value: Mapping[str, Exact],
    bands: Mapping[str, tuple[Exact, Exact]],
) -> dict[str, Threshold]:
    """The support per backer at each mark; its range is attained at corners of the bands.

    A mark is affine in each parameter, the synergy divides it by a positive number, and cutting
    at 0 keeps the order; so along each axis the extremes lie at the ends.
    """
    corners = [dict(zip(bands, corner, strict=True)) for corner in product(*bands.values())]
    found: dict[str, Threshold] = {}
    for index, name in enumerate(Marks._fields):
        at_corners = [_per_backer(shield, corner, index) for corner in corners]
        unclipped = _per_backer(shield, value, index)
        found[name.replace("_", " ")] = Threshold(
            value=max(unclipped, 0),
            unclipped=unclipped,
            low=max(min(at_corners), 0),
            high=max(*at_corners, 0),
            formula=_formula(shield, value, index),
        )
    return found


def _per_backer(
    shield: Callable[[Any, Any], Any], values: Mapping[str, Exact], index: int
) -> Exact:
    mark = _marks(values)[index]
    needed: Any = Fraction(rational(mark, "mark")) / shield(1, values["synergy"])
    return rational(needed, "threshold")


def _marks(values: Mapping[str, Any]) -> Marks:
    return discretion(values["lean"], values["pressure"], 0, values.get("curvature", 1)).marks


def _formula(shield: Callable[[Any, Any], Any], value: Mapping[str, Exact], index: int) -> str:
    """The threshold as a formula in the parameters: the mark over the shield of one unit."""
    trace = Trace(list(value), AtPoint(list(value.values())))
    symbols = dict(zip(value, trace.numbers, strict=True))
    mark: Any = _marks(symbols)[index]
    return str(mark / shield(1, symbols["synergy"]))
