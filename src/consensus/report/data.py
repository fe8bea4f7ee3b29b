"""The answers as plain data: the same as on the page, for programs; exact numbers as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..exact.read import Number
from ..games.preference import Gain, Ideal, Numbers, Outcome, Preference
from ..models.blocking import Blocking
from ..models.scenario import Parameter, Scenario, Stance
from ..rules import to_table
from .answers import Answer, ChairAnswer, Coalition, Threshold
from .deals import Deal
from .inquiring import InquiryAnswer
from .prose import backing, inquiries, voting

__all__ = ["SCHEMA", "as_data"]

SCHEMA = "consensus-report/1"


def as_data(answers: Sequence[Answer], *, version: str) -> dict[str, Any]:
    """The answers as plain data for JSON: exact numbers as text beside their decimal value.

    Parameters
    ----------
    answers : sequence of Answer
    version : str
        The version to name in the result.
    """
    return {
        "schema": SCHEMA,
        "version": version,
        "scenarios": [_answer(answer) for answer in answers],
    }


def _number(value: Number | None) -> dict[str, Any] | None:
    return None if value is None else {"exact": str(value), "decimal": float(value)}


def _answer(answer: Answer) -> dict[str, Any]:
    power = answer.power
    return {
        **_scenario(answer.scenario),
        "outcome": {
            "adopted": answer.tabled.adopted,
            "robust": answer.tabled.robust,
            "headline": voting.headline(answer),
        },
        "options": [_blocking(blocking) for blocking in answer.blockings],
        "ballots": dict(answer.tabled.ballots),
        "assumed_not_to_object": list(answer.tabled.assumed),
        "vote": None
        if answer.vote is None
        else {
            "adopting_equilibria": str(answer.vote.adopting),
            "blocking_equilibria": str(answer.vote.blocking),
            "families": answer.vote.families,
            "strong_outcomes": ["adopted" if a else "blocked" for a in answer.vote.strong],
        },
        "power": {
            "vetoers": power.vetoers,
            "players": power.players,
            "prevent": [_number(power.least_prevent), _number(power.most_prevent)],
            "shapley_shubik": [_number(power.least_shapley), _number(power.most_shapley)],
        },
        "chair": None if answer.chair is None else _chair(answer.chair),
        "deal": _deal(answer.deal),
        "agendas": {
            "passing": list(answer.agendas.passing),
            "favourites": {name: list(who) for name, who in answer.agendas.favourites.items()},
        },
        "inquiries": [_inquiry(asked) for asked in answer.inquiries],
        "codings": {
            name: {
                "flips": list(other.flips),
                "options": [_blocking(blocking) for blocking in other.blockings],
                "full_upholding": None
                if other.full_upholding is None
                else _thresholds({"full upholding": other.full_upholding})["full upholding"],
            }
            for name, other in answer.codings.items()
        },
    }


def _deal(deal: Deal | None) -> dict[str, Any] | None:
    if deal is None:
        return None
    return {
        "refusing": list(deal.refusing),
        "needs": {player: _number(need) for player, need in deal.needs.items()},
        "gains": {player: _number(gain) for player, gain in deal.gains.items()},
        "covered": deal.covered,
        "certain": deal.certain,
    }


def _inquiry(asked: InquiryAnswer) -> dict[str, Any]:
    inquiry, robust = asked.inquiry, asked.robustness
    return {
        "name": inquiry.name,
        "kind": inquiry.kind,
        "question": inquiry.question,
        "outcome": asked.outcome,
        "meaning": inquiry.meaning.get(asked.outcome, ""),
        "claim": inquiry.claim,
        "details": [
            {"label": d.label, "value": d.value if isinstance(d.value, str) else _number(d.value)}
            for d in asked.details
        ],
        "parameters": {name: _parameter(p) for name, p in inquiry.parameters.items()},
        "thresholds": inquiries.threshold_rows(asked),
        "robust": None if robust is None else robust.survives,
        "weakest": None if robust is None else robust.weakest,
        "elsewhere": dict(asked.elsewhere),
        "flips_under": list(asked.flips),
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "value": _number(parameter.value),
        "low": _number(parameter.low),
        "high": _number(parameter.high),
        "meaning": parameter.meaning,
        "basis": parameter.basis,
    }


def _scenario(scenario: Scenario) -> dict[str, Any]:
    scale = scenario.scale
    return {
        "id": scenario.id,
        "title": scenario.title,
        "question": scenario.question,
        "date": scenario.date,
        "proposer": scenario.proposer,
        "players": list(scenario.players),
        "names": dict(scenario.names),
        "blocs": {name: list(members) for name, members in scenario.blocs.items()},
        "rule": to_table(scenario.rule),
        "scale": None if scale is None else {"zero": scale.zero, "one": scale.one},
        "reversion": {
            "type": scenario.reversion.type,
            "strong": scenario.reversion.strong,
            **_outcome(scenario.reversion.outcome),
        },
        "workaround": list(scenario.workaround),
        "stances": {player: _stance(stance) for player, stance in scenario.stances.items()},
        "parameters": {name: _parameter(p) for name, p in scenario.parameters.items()},
        "statements": [
            {"kind": s.kind, "text": s.text, "source": s.source} for s in scenario.statements
        ],
        "sources": {source.id: source.reference for source in scenario.sources},
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "name": outcome.name,
        "label": outcome.label,
        "position": _number(outcome.position),
    }


def _stance(stance: Stance) -> dict[str, Any]:
    return {
        "basis": stance.basis,
        "preference": None if stance.preference is None else _preference(stance.preference),
        "stand_alone_cost": _number(stance.stand_alone_cost),
        "uncompensable": stance.uncompensable,
        "rationale": stance.rationale,
        "direction_source": stance.direction_source,
        "number_source": stance.number_source,
    }


def _preference(preference: Preference) -> dict[str, Any]:
    if isinstance(preference, Ideal):
        reach = preference.reversion_band
        return {
            "kind": "position",
            "position": _number(preference.point),
            "low": _number(preference.band[0]),
            "high": _number(preference.band[1]),
            "salience": _number(preference.salience),
            "reversion_distance": _number(preference.reversion_distance),
            "reversion_low": None if reach is None else _number(reach[0]),
            "reversion_high": None if reach is None else _number(reach[1]),
        }
    if isinstance(preference, Numbers):
        return {
            "kind": "values",
            "values": {name: _number(value) for name, value in preference.values.items()},
            "halfwidth": _number(preference.halfwidth),
        }
    return {"kind": "ranking", "ranking": [list(tier) for tier in preference.tiers]}


def _gain(gain: Gain) -> dict[str, Any]:
    if gain.ordinal:
        return {"sign": int(gain.central)}
    return {
        "central": _number(gain.central),
        "low": _number(gain.low),
        "high": _number(gain.high),
    }


def _blocking(blocking: Blocking) -> dict[str, Any]:
    return {
        **_outcome(blocking.option),
        "adopted": blocking.adopted,
        "robust": blocking.robust,
        "stopped_by_objections": blocking.stopped,
        "doubtful": list(blocking.doubtful),
        "could_change_it_alone": list(blocking.swing),
        "could_change_it_alone_within_bands": list(blocking.swing_within),
        "objections": [
            {
                "player": objection.player,
                "gain": _gain(objection.gain),
                "need": _number(objection.need),
                "least_need": _number(objection.least_need),
                "most_need": _number(objection.most_need),
                "settled": objection.settled,
                "uncompensable": objection.uncompensable,
            }
            for objection in blocking.objections
        ],
    }


def _chair(chair: ChairAnswer) -> dict[str, Any]:
    return {
        "player": chair.chair.player,
        "upholding": chair.chair.upholding,
        "accommodating": chair.chair.accommodating,
        "backers": list(chair.chair.backers),
        "most_support": _number(chair.chair.most_support),
        "total_support": _thresholds(chair.total),
        "ways": [_way(way) for way in chair.coalitions],
        "joint_saves_factor": _number(chair.shield.saving),
    }


def _way(way: Coalition) -> dict[str, Any]:
    return {
        "name": way.name,
        "per_backer": _thresholds(way.marks),
        "regimes": [
            {"where": str(piece.where), "conduct": piece.answer.conduct}
            for piece in way.regimes.pieces
        ],
        "crossings": [
            {
                "at": str(crossing.at),
                "decimal": float(crossing.at),
                "formula": str(crossing.formula),
                "before": crossing.before.conduct,
                "after": crossing.after.conduct,
                "reason": backing.edge_says(crossing),
            }
            for crossing in way.regimes.crossings
        ],
    }


def _thresholds(marks: Mapping[str, Threshold]) -> dict[str, Any]:
    return {
        name: {
            "value": _number(mark.value),
            "low": _number(mark.low),
            "high": _number(mark.high),
            "formula": mark.formula,
        }
        for name, mark in marks.items()
    }
