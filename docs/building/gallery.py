"""The gallery: every example with its question, what it prints, and a figure where one is drawn."""

from __future__ import annotations

import ast
import contextlib
import io
import os
import runpy
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent.parent
EXAMPLES = DOCS.parent / "examples"
PAGE = DOCS / "learn" / "gallery.md"
FIGURES = DOCS / "learn" / "gallery"

SECTIONS = {
    "What a veto does": (
        "veto_and_reversion", "georgia_and_odihr", "how_many_equilibria_has_a_vote",
        "does_silence_protect", "nato_hold_outs", "eu_unanimity_or_majority",
        "does_unanimity_protect_the_innocent", "golden_share", "against_what_happened",
    ),
    "Who can decide": (
        "who_decides_osce", "who_decides_nato", "who_decides_security_council",
        "security_council_reform", "who_decides_eu_council", "who_decides_imf",
        "who_decides_united_states", "who_decides_canada",
    ),
    "Packages and groups": (
        "annex_package", "climate_package", "who_can_be_peeled_off", "what_can_a_group_secure",
        "budget_dispute",
    ),
    "The chair and those who back it": (
        "the_chairs_year", "how_much_support", "joint_or_divided",
        "which_equilibrium_of_a_joint_effort",
    ),
    "What would change the answer": (
        "exact_threshold", "robust_finding", "million_scenarios", "resumed_sweep",
    ),
}  # fmt: skip

Drawing = tuple[Any, str]  # a figure and what can be seen in it


def _veto_and_reversion(seen: Mapping[str, Any]) -> Drawing:
    from consensus import report, solutions, sweeps
    from consensus.games import Spatial

    def lands(status_quo: Any) -> Any:
        game = Spatial(seen["IDEALS"], status_quo, seen["COUNCIL"])
        return solutions.setter_outcome(game, proposer="west").outcome

    found = sweeps.regimes(lands, over={"status_quo": (0, 10)})

    def label(answer: Any) -> str:
        return "stays" if str(answer) == "status_quo" else f"lands at {answer}"

    figure = report.regime_bar(found, label=label, name="what there is without agreement")
    return figure, report.regime_bar_text(found, label=label)


def _golden_share(seen: Mapping[str, Any]) -> Drawing:
    from consensus import report

    return report.coalition_lattice(seen["golden"]), (
        "The sixteen coalitions of the four owners; those that can decide all hold the town, and"
        " the town alone can block."
    )


def _climate_package(seen: Mapping[str, Any]) -> Drawing:
    from consensus import report, solutions

    game = seen["consensus"]
    north = ["European Union", "United States", "Japan", "Canada", "Australia", "United Kingdom"]
    south = [player for player in game.players if player not in {*north, "Norway", "Switzerland"}]
    figure = report.package_frontier(
        solutions.packages(game), solutions.efficient_packages(game), across=north, up=south,
        marks={"the best that passes": seen["both"].together},
    )  # fmt: skip
    return figure, (
        "Each point is a package that nobody objects to, by what six industrial States gain"
        " together and what twelve others gain; the best one lies at the upper right."
    )


def _what_can_a_group_secure(seen: Mapping[str, Any]) -> Drawing:
    from consensus import report, solutions

    points = {
        "nucleolus": solutions.nucleolus(seen["post"]),
        "Shapley": solutions.shapley(seen["post"]),
    }
    return report.core_triangle(seen["corners"], points=points), (
        "The triangle of divisions among the three States, with the core shaded and the nucleolus"
        " and the Shapley value inside it."
    )


def _how_much_support(seen: Mapping[str, Any]) -> Drawing:
    from consensus import report, sweeps

    at = {"lean": seen["LEAN"], "pressure": seen["PRESSURE"], "synergy": seen["SYNERGY"]}
    found = sweeps.regimes(seen["jointly"], over={"support": (0, 1)}, at=at)
    figure = report.regime_bar(found, label=_conduct, name="support each backer gives, jointly")
    return figure, report.regime_bar_text(found, label=_conduct)


def _exact_threshold(seen: Mapping[str, Any]) -> Drawing:
    from consensus import report

    figure = report.regime_bar(seen["found"], label=_conduct)
    return figure, report.regime_bar_text(seen["found"], label=_conduct)


def _joint_or_divided(seen: Mapping[str, Any]) -> Drawing:
    from consensus import report

    figure = report.regime_bar(seen["joint"], label=str, name="stake of the first backer")
    return figure, report.regime_bar_text(seen["joint"], label=str)


def _robust_finding(seen: Mapping[str, Any]) -> Drawing:
    from consensus import models, report, sweeps

    def accommodates(support: Any, lean: Any, pressure: Any) -> Any:
        return models.discretion(lean, pressure, support).accommodation

    rows = sweeps.tornado(accommodates, bands=seen["BANDS"])
    return report.tornado_figure(rows, of="accommodation"), report.tornado_text(
        rows, of="accommodation"
    )


def _million_scenarios(seen: Mapping[str, Any]) -> Drawing:
    import numpy as np

    from consensus import report

    lean, pressure = (np.asarray(seen["draws"][name][:2000]) for name in ("lean", "pressure"))
    xs = [i / 50 for i in range(61)]
    table = np.clip(lean[:, None] + pressure[:, None] - np.asarray(xs)[None, :], 0, 1)
    words = {"name": "support", "of": "accommodation"}
    return report.response_figure(xs, table, **words), report.response_text(xs, table, **words)


def _conduct(answer: Any) -> str:
    return str(getattr(answer, "conduct", answer))


DRAWN: dict[str, Callable[[Mapping[str, Any]], Drawing]] = {
    "veto_and_reversion": _veto_and_reversion,
    "golden_share": _golden_share,
    "climate_package": _climate_package,
    "what_can_a_group_secure": _what_can_a_group_secure,
    "how_much_support": _how_much_support,
    "exact_threshold": _exact_threshold,
    "joint_or_divided": _joint_or_divided,
    "robust_finding": _robust_finding,
    "million_scenarios": _million_scenarios,
}


def sections() -> dict[str, list[Path]]:
    """All examples, in the order of the page; those that no section names come last."""
    scripts = {path.stem: path for path in sorted(EXAMPLES.glob("*.py"))}
    found = {
        title: [scripts.pop(stem) for stem in stems if stem in scripts]
        for title, stems in SECTIONS.items()
    }
    return {**found, "More": list(scripts.values())} if scripts else found


def words_of(path: Path) -> tuple[str, str]:
    """The question of an example and what else its docstring says."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf8"))) or path.stem
    question, _, rest = text.partition("\n")
    return question, rest.strip()


def run(path: Path) -> tuple[str, dict[str, Any]]:
    """What an example prints, and the names it leaves behind."""
    printed, here = io.StringIO(), Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            with contextlib.redirect_stdout(printed):
                seen = runpy.run_path(str(path), run_name="__main__")
        finally:
            os.chdir(here)
    return printed.getvalue().rstrip(), seen


def page() -> str:
    """Run every example, draw its figure, and return the page as Markdown."""
    from consensus import report

    FIGURES.mkdir(exist_ok=True)
    lines = [
        "# Gallery",
        "",
        "One question each. Every script stands in `examples/`, runs in a few seconds and ends in",
        "asserts, so that what it shows is also tested.",
        "",
    ]
    for title, paths in sections().items():
        lines += [f"## {title}", ""]
        for path in paths:
            question, rest = words_of(path)
            printed, seen = run(path)
            lines += [f"### {question}", "", *([rest, ""] if rest else [])]
            if path.stem in DRAWN:
                figure, says = DRAWN[path.stem](seen)
                target = FIGURES / f"{path.stem}.svg"
                target.write_text(report.svg_of(figure, question, says), encoding="utf8")
                alternative = says.replace("[", "(").replace("]", ")")
                lines += [f"![{alternative}](gallery/{path.stem}.svg)", ""]
            lines += ["```text", printed, "```", ""]
            lines += [f"<details><summary>examples/{path.name}</summary>", "", "```python"]
            lines += [path.read_text(encoding="utf8").rstrip(), "```", "", "</details>", ""]
    return "\n".join(lines)


def write() -> None:
    """Write the page and its figures beside the other pages to learn from."""
    PAGE.write_text(page(), encoding="utf8")
