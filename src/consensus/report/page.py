"""The report as files: one self-contained page and the same answers as JSON."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import InvalidInput
from ..exact.read import Number
from . import prose
from .answers import Answer, ChairAnswer, Coalition, Threshold
from .plot.chair import chair_figure
from .plot.svg import svg_of

__all__ = ["SCHEMA", "as_data", "html_page", "write_report"]

SCHEMA = "consensus-report/1"


def html_page(answers: Sequence[Answer], *, version: str) -> str:
    """The report as one HTML page without outside references; all text is escaped.

    Cost: one figure a scenario with a chair, about half a second for the first.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("consensus.report"), autoescape=True, undefined=StrictUndefined
    )
    template = environment.get_template("page.html")
    return template.render(
        answers=answers,
        prose=prose,
        figures={a.scenario.id: _figure(a) for a in answers if a.chair is not None},
        version=version,
    )


def as_data(answers: Sequence[Answer], *, version: str) -> dict[str, Any]:
    """The answers as plain data for JSON: exact numbers as text beside their decimal value."""
    return {
        "schema": SCHEMA,
        "version": version,
        "scenarios": [_scenario_data(answer) for answer in answers],
    }


def write_report(answers: Sequence[Answer], out: Path, *, version: str) -> tuple[Path, ...]:
    """Write ``index.html`` and ``answers.json`` into a folder; nothing is left half-written.

    Both are first written beside the folder and then moved into it.

    Raises
    ------
    InvalidInput
        If the folder cannot be made or written.
    """
    contents = {
        "index.html": html_page(answers, version=version),
        "answers.json": json.dumps(as_data(answers, version=version), indent=2) + "\n",
    }
    target = Path(out)
    if target.exists() and not target.is_dir():
        raise InvalidInput(f"out: {target} is a file, not a folder")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as problem:
        raise InvalidInput(f"out: {target} cannot be written: {problem.strerror}") from None
    try:
        for name, text in contents.items():
            (beside / name).write_text(text, encoding="utf8")
        target.mkdir(exist_ok=True)
        for name in contents:
            os.replace(beside / name, target / name)
    except OSError as problem:
        raise InvalidInput(f"out: {target} cannot be written: {problem.strerror}") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return tuple(target / name for name in contents)


def _figure(answer: Answer) -> str:
    assert answer.chair is not None
    scenario = answer.scenario
    return svg_of(
        chair_figure(answer.chair),
        title=f"Support per backer and the chair's conduct: {scenario.title}",
        description=" ".join(prose.support_says(answer.chair, scenario)[1:]),
    )


def _number(value: Number | None) -> dict[str, Any] | None:
    return None if value is None else {"exact": str(value), "decimal": float(value)}


def _scenario_data(answer: Answer) -> dict[str, Any]:
    scenario, power = answer.scenario, answer.power
    return {
        "id": scenario.id,
        "title": scenario.title,
        "question": scenario.question,
        "date": scenario.date,
        "players": list(scenario.players),
        "reversion": {
            "type": scenario.reversion.type,
            "label": scenario.reversion.outcome.label,
        },
        "outcome": {
            "adopted": answer.tabled.adopted,
            "robust": answer.tabled.robust,
            "headline": prose.headline(answer),
        },
        "options": [
            {
                "name": blocking.option.name,
                "label": blocking.option.label,
                "adopted": blocking.adopted,
                "robust": blocking.robust,
                "doubtful": list(blocking.doubtful),
                "objections": [
                    {
                        "player": objection.player,
                        "gain": _number(objection.gain.central),
                        "need": _number(objection.need),
                        "least_need": _number(objection.least_need),
                        "most_need": _number(objection.most_need),
                        "settled": objection.settled,
                    }
                    for objection in blocking.objections
                ],
            }
            for blocking in answer.blockings
        ],
        "assumed_not_to_object": list(answer.tabled.assumed),
        "could_change_it_alone": list(answer.tabled.swing),
        "stances": {
            player: {"basis": stance.basis, "direction_source": stance.direction_source}
            for player, stance in scenario.stances.items()
        },
        "vote": None
        if answer.vote is None
        else {
            "adopting_equilibria": str(answer.vote.adopting),
            "blocking_equilibria": str(answer.vote.blocking),
            "families": answer.vote.families,
            "strong_outcomes": [
                "adopted" if adopted else "blocked" for adopted in answer.vote.strong
            ],
        },
        "power": {
            "vetoers": power.vetoers,
            "players": power.players,
            "prevent": [_number(power.least_prevent), _number(power.most_prevent)],
            "shapley_shubik": [_number(power.least_shapley), _number(power.most_shapley)],
        },
        "workaround": list(scenario.workaround),
        "chair": None if answer.chair is None else _chair_data(answer.chair),
        "statements": [
            {"kind": s.kind, "text": s.text, "source": s.source} for s in scenario.statements
        ],
        "sources": {source.id: source.reference for source in scenario.sources},
    }


def _chair_data(chair: ChairAnswer) -> dict[str, Any]:
    return {
        "player": chair.chair.player,
        "backers": list(chair.chair.backers),
        "total_support": _thresholds(chair.total),
        "ways": [_way_data(way) for way in chair.coalitions],
        "joint_saves_factor": _number(chair.shield.saving),
    }


def _way_data(way: Coalition) -> dict[str, Any]:
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
                "reason": prose.reason_says(crossing),
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
