"""An award now for reforms later, and what a surprising act says about its author's type."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any, Literal

from ..errors import InvalidInput
from ..exact.read import Number, exact_number
from ..solutions.declared import traceable
from ..solutions.solution import Solution, Upset

__all__ = ["HoldUp", "Inference", "Promise", "Sighting", "hold_up", "infer_type"]


@dataclass(frozen=True)
class Promise:
    """An award given first, and reform from 0 to 1 delivered later under outside scrutiny."""

    scrutiny: Number
    prestige: Number
    reform_cost: Number
    promise: Number
    rewards: str

    def gain(self, reform: Number) -> Number:
        """What the awarded State gains by this much reform, once it has the award."""
        pull: Any = self.scrutiny * self.prestige
        counted: Any = reform
        if self.rewards == "keeping":
            counted = min(reform, self.promise) - self.promise
        return exact_number(
            pull * counted - self.reform_cost * reform * reform * Fraction(1, 2), "gain"
        )


@dataclass(frozen=True, kw_only=True)
class HoldUp(Solution):
    """The reform that is delivered after the award; one item.

    Attributes
    ----------
    reform : number
        From 0 to 1.
    kept : bool
        Whether the promise is kept.
    scrutiny_needed : number
        The scrutiny from which it is kept.
    award_needed : number
        The value of the award from which making the promise was worth it.
    effect_on_deficit : number
        How one more unit of scrutiny changes the support that the chair needs, through the
        legitimacy of reform and the pull to other partners.
    """

    reform: Number
    kept: bool
    scrutiny_needed: Number
    award_needed: Number
    effect_on_deficit: Number


@traceable
def hold_up(
    scrutiny: object,
    prestige: object,
    reform_cost: object,
    promise: object,
    *,
    rewards: Literal["every unit", "keeping"] = "every unit",
    legitimacy: object = 0,
    diversion: object = 0,
) -> HoldUp:
    """What is left of a promise of reform once the award has been given.

    With the award in hand the State weighs scrutiny · prestige per unit of reform against
    reform_cost · f²/2. Cost: a few comparisons.

    Parameters
    ----------
    scrutiny, prestige, reform_cost : number
        Not negative; the prestige and the cost positive.
    promise : number
        The reform promised, from 0 to 1.
    rewards : {"every unit", "keeping"}
        Whether scrutiny rewards every unit of reform, or only punishes falling short.
    legitimacy : number
        By how much one unit of reform lowers the support a chair needs.
    diversion : number
        By how much one unit of scrutiny raises it, by pushing the State to other partners.

    Returns
    -------
    HoldUp

    Notes
    -----
    Model C2 of the case. The threshold for keeping is the same under both kinds of reward.

    Examples
    --------
    >>> answer = hold_up(scrutiny="1/4", prestige=1, reform_cost=1, promise="1/2")
    >>> answer.kept, str(answer.reform), str(answer.scrutiny_needed), str(answer.award_needed)
    (False, '1/4', '1/2', '1/32')
    """
    names = ("scrutiny", "prestige", "reform_cost", "promise")
    mu, prize, d, bar = (
        exact_number(x, n) for x, n in zip((scrutiny, prestige, reform_cost, promise), names,
                                          strict=True)
    )  # fmt: skip
    for value, name in ((prize, "prestige"), (d, "reform_cost")):
        if not value > 0:
            raise InvalidInput(f"{name}: expected a positive number, got {value}")
    if mu < 0:
        raise InvalidInput(f"scrutiny: expected at least 0, got {mu}")
    if bar < 0 or bar > 1:
        raise InvalidInput(f"promise: expected a number from 0 to 1, got {bar}")
    if rewards not in ("every unit", "keeping"):
        raise InvalidInput(f"rewards: expected 'every unit' or 'keeping', got {rewards!r}")
    pull: Any = mu * prize
    wished = Fraction(1) * pull / d
    most: Any = 1 if rewards == "every unit" else bar
    inside = bool(wished < most)
    reform = wished if inside else most
    kept = bool(pull >= d * bar)
    half = Fraction(1, 2)
    delivered: Any = bar if kept else reform
    needed = d * delivered * delivered * half
    if rewards == "keeping" and not kept:
        needed = needed + pull * (bar - reform)
    game = Promise(mu, prize, d, bar, rewards)
    slope: Any = exact_number(diversion, "diversion")
    if inside:
        slope = slope - exact_number(legitimacy, "legitimacy") * prize * Fraction(1) / d
    return HoldUp(
        concept="hold_up",
        game=game,
        items=(exact_number(reform, "reform"),),
        check=partial(_why_reform, game, reform),
        reform=exact_number(reform, "reform"),
        kept=kept,
        scrutiny_needed=exact_number(Fraction(1) * d * bar / prize, "scrutiny_needed"),
        award_needed=exact_number(needed, "award_needed"),
        effect_on_deficit=exact_number(slope, "effect_on_deficit"),
    )


def _why_reform(game: Promise, best: Any, candidate: Any) -> Upset | None:
    level = exact_number(candidate, "candidate")
    if level < 0 or level > 1:
        raise InvalidInput(f"candidate: expected a number from 0 to 1, got {level}")
    gain: Any = game.gain(best) - game.gain(level)
    return Upset("the awarded State", best, gain) if gain > 0 else None


@dataclass(frozen=True)
class Sighting:
    """A prior that an actor is another's agent, and an act that is certain for that type."""

    agent_prior: Number
    pullout_chance: Number
    back_cost: Number
    back_benefit: Number


@dataclass(frozen=True, kw_only=True)
class Inference(Solution):
    """What backers do after the act; one item, ``"back"`` or ``"stop"``.

    Attributes
    ----------
    posterior : number
        The chance that the actor is the agent, given the act.
    prior_limit : number
        The largest prior with which backing goes on after the act.
    belief_limit : number
        The largest posterior with which backing is worth its cost, 1 − cost/benefit.
    """

    posterior: Number
    prior_limit: Number
    belief_limit: Number


@traceable
def infer_type(
    agent_prior: object, pullout_chance: object, back_cost: object, back_benefit: object
) -> Inference:
    """Whether backers go on after an act that is certain if the chair is another's agent.

    Cost: a few divisions.

    Parameters
    ----------
    agent_prior : number
        The chance, before the act, that the chair is the other side's agent; from 0 to 1.
    pullout_chance : number
        The chance of the act for an independent chair, above 0, at most 1.
    back_cost, back_benefit : number
        0 <= cost <= benefit, benefit positive; the benefit comes only from an independent chair.

    Returns
    -------
    Inference

    Notes
    -----
    Model C3 of the case: inference, not signalling, since the chance is given. A consistent value
    is the chance that an independent chair was left short of support; the act then says as much
    about the backers as about the chair, and two acts under one pressure are not two
    independent signs.

    Examples
    --------
    >>> answer = infer_type("1/5", "1/2", back_cost=1, back_benefit=2)
    >>> str(answer.posterior), answer.items, str(answer.prior_limit)
    ('1/3', ('back',), '1/3')
    """
    prior = exact_number(agent_prior, "agent_prior")
    chance = exact_number(pullout_chance, "pullout_chance")
    cost, benefit = exact_number(back_cost, "back_cost"), exact_number(back_benefit, "back_benefit")
    if prior < 0 or prior > 1:
        raise InvalidInput(f"agent_prior: expected a chance from 0 to 1, got {prior}")
    if not chance > 0 or chance > 1:
        raise InvalidInput(f"pullout_chance: expected a chance above 0, at most 1, got {chance}")
    if not benefit > 0:
        raise InvalidInput(f"back_benefit: expected a positive number, got {benefit}")
    if cost < 0 or cost > benefit:
        raise InvalidInput(f"back_cost: expected 0 to the benefit {benefit}, got {cost}")
    one = Fraction(1)
    posterior: Any = one * prior / (prior + (1 - prior) * chance)
    limit: Any = 1 - one * cost / benefit
    prior_limit: Any = one * limit * chance / (1 - limit + limit * chance)
    chosen = "back" if posterior <= limit else "stop"
    tie = bool(posterior == limit)
    return Inference(
        concept="infer_type",
        game=Sighting(prior, chance, cost, benefit),
        items=("back", "stop") if tie else (chosen,),
        check=partial(_why_choice, posterior, cost, benefit),
        posterior=exact_number(posterior, "posterior"),
        prior_limit=exact_number(prior_limit, "prior_limit"),
        belief_limit=exact_number(limit, "belief_limit"),
    )


def _why_choice(posterior: Any, cost: Any, benefit: Any, candidate: Any) -> Upset | None:
    if candidate not in ("back", "stop"):
        raise InvalidInput(f"candidate: expected 'back' or 'stop', got {candidate!r}")
    gain = (1 - posterior) * benefit - cost
    if candidate == "stop":
        gain = -gain
    better = "stop" if candidate == "back" else "back"
    return Upset("the backers", better, exact_number(-gain, "gain")) if gain < 0 else None
