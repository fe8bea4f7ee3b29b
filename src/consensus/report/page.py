"""The report as files: one self-contained page and the same answers as JSON."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ..errors import InvalidInput
from .answers import Answer
from .data import as_data
from .plot.chair import chair_figure
from .plot.svg import svg_of
from .prose import backing, voting, words

__all__ = ["html_page", "write_report"]


def html_page(answers: Sequence[Answer], *, version: str) -> str:
    """The report as one HTML page without outside references; all text is escaped.

    Cost: one figure a scenario with a chair, about half a second for the first.

    Raises
    ------
    InvalidInput
        If two scenarios have the same identifier.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    _check_identifiers(answers)
    environment = Environment(
        loader=PackageLoader("consensus.report"), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("page.html").render(
        answers=answers,
        words=words,
        voting=voting,
        backing=backing,
        figures={a.scenario.id: _figure(a) for a in answers if a.chair is not None},
        version=version,
    )


def write_report(answers: Sequence[Answer], out: Path, *, version: str) -> tuple[Path, ...]:
    """Write ``index.html`` and ``answers.json`` into a folder; nothing is left half-written.

    Both are first written into a hidden folder beside them and then moved into place.

    Raises
    ------
    InvalidInput
        If the folder cannot be made or written, or two scenarios have the same identifier.
    """
    contents = {
        "index.html": html_page(answers, version=version),
        "answers.json": json.dumps(as_data(answers, version=version), indent=2) + "\n",
    }
    target = Path(out)
    if target.exists() and not target.is_dir():
        raise InvalidInput(f"out: {target} is a file, not a folder")
    for name in contents:
        if (target / name).is_dir():
            raise InvalidInput(f"out: {target / name} is a folder, not a file")
    new = not target.exists()
    beside: Path | None = None
    try:
        (target.parent if new else target).mkdir(parents=True, exist_ok=True)
        home = target.parent if new else target
        beside = Path(tempfile.mkdtemp(prefix=".consensus-", dir=home))
        for name, text in contents.items():
            (beside / name).write_text(text, encoding="utf8")
        target.mkdir(exist_ok=True)
        for name in contents:
            os.replace(beside / name, target / name)
    except OSError as problem:
        raise InvalidInput(f"out: {target} cannot be written: {problem.strerror}") from None
    finally:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)
    return tuple(target / name for name in contents)


def _check_identifiers(answers: Sequence[Answer]) -> None:
    seen: set[str] = set()
    for answer in answers:
        if answer.scenario.id in seen:
            raise InvalidInput(f"scenarios: two have the identifier {answer.scenario.id!r}")
        seen.add(answer.scenario.id)


def _figure(answer: Answer) -> str:
    assert answer.chair is not None
    scenario = answer.scenario
    return svg_of(
        chair_figure(answer.chair),
        title=f"Support per backer and the chair's conduct: {scenario.title}",
        description=" ".join(backing.support_says(answer.chair, scenario)[1:]),
    )
