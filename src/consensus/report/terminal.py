"""One scenario's answer as text for a terminal."""

from __future__ import annotations

from . import prose
from .answers import Answer

__all__ = ["terminal_text"]


def terminal_text(answer: Answer) -> str:
    """The answer in headed paragraphs, in the words of the page.

    Parameters
    ----------
    answer : Answer

    Returns
    -------
    str
    """
    scenario = answer.scenario
    parts = [
        scenario.title,
        scenario.question,
        f"{prose.headline(answer)} {prose.follows(scenario)} {prose.because(answer)}",
        "Who can block\n  " + prose.power_says(answer),
    ]
    if answer.tabled.objections:
        found = prose.objection_rows(answer.tabled, scenario)
        rows = [f"  {row['player']}: would need {row['need']}" for row in found[:12]]
        more = len(found) - 12
        parts.append("\n".join(["Who would object", *rows, *([f"  and {more} more"] * (more > 0))]))
    parts.append("Without a coded position\n  " + prose.swing_says(answer))
    others = [
        f"  {b.option.label or b.option.name}: {'adopted' if b.adopted else 'not adopted'},"
        f" objecting: {prose.blocked_by(b, scenario)}"
        for b in answer.blockings
    ]
    parts.append("\n".join(["Every option against the same reversion", *others]))
    if scenario.workaround:
        parts.append(
            "\n".join(["Without consensus one can do", *(f"  - {w}" for w in scenario.workaround)])
        )
    if answer.vote is not None:
        parts.append("The vote as a game\n  " + prose.vote_says(answer.vote))
    if answer.chair is not None:
        lines = [f"  {line}" for line in prose.support_says(answer.chair, scenario)]
        parts.append("\n".join(["How much support it takes", *lines]))
    return "\n\n".join(parts)
