"""One scenario's answer as text for a terminal."""

from __future__ import annotations

from .answers import Answer
from .prose import backing, inquiries, voting, words

__all__ = ["terminal_text"]

_MOST_ROWS = 12


def terminal_text(answer: Answer) -> str:
    """The answer in headed paragraphs, in the words of the page.

    Parameters
    ----------
    answer : Answer

    Returns
    -------
    str
    """
    scenario, tabled = answer.scenario, answer.tabled
    outcome = [voting.headline(answer), voting.follows(scenario), voting.because(answer)]
    parts = [
        scenario.title,
        scenario.question,
        " ".join(outcome),
        _section("Who can block", [voting.power_says(answer)]),
    ]
    if tabled.objections:
        rows = voting.objection_rows(tabled, scenario)
        lines = [f"{row['player']}: would need {row['need']}" for row in rows[:_MOST_ROWS]]
        if len(rows) > _MOST_ROWS:
            lines.append(f"and {len(rows) - _MOST_ROWS} more")
        parts.append(_section("Who would object", lines))
    parts.append(
        _section(
            "Players without a coding of their own",
            [
                line
                for line in (voting.stated_rule(scenario), voting.swing_says(tabled, scenario))
                if line
            ],
        )
    )
    options = [
        f"{b.option.label or b.option.name}: {voting.option_outcome(b, scenario)};"
        f" objecting: {voting.blocked_by(b, scenario)}"
        for b in answer.blockings
    ]
    parts.append(_section("Every option against the same reversion", options))
    if scenario.workaround:
        parts.append(
            _section("Without a decision one can", [f"- {w}" for w in scenario.workaround])
        )
    if answer.vote is not None and not words.alone(scenario):
        parts.append(_section("The vote as a game", [voting.vote_says(answer)]))
    bargain = [
        line for line in (inquiries.deal_says(answer), inquiries.agenda_says(answer)) if line
    ]
    if bargain:
        parts.append(_section("What coalitions could do", bargain))
    for asked in answer.inquiries:
        lines = [
            inquiries.finding(asked),
            *inquiries.threshold_says(asked),
            inquiries.robust_says(asked),
            inquiries.flips_says(asked),
            asked.inquiry.claim and f"Claimed: {asked.inquiry.claim}",
        ]
        spelled = [words.spelled(line, scenario) for line in lines if line]
        parts.append(_section(asked.inquiry.question, spelled))
    if answer.codings:
        parts.append(_section("Under another coding", inquiries.coding_says(answer)))
    if answer.chair is not None:
        parts.append(
            _section("How much support it takes", backing.support_says(answer.chair, scenario))
        )
        parts.append(_section("What this assumes", backing.assumptions(answer.chair)))
    return "\n\n".join(parts)


def _section(heading: str, lines: list[str]) -> str:
    return "\n".join([heading, *(f"  {line}" for line in lines)])
