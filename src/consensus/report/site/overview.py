"""The table of all situations, grouped by what happens without a decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..answers import Answer
from ..prose import voting, words
from .parts import Column, Link, Table

__all__ = ["Group", "groups", "side_by_side", "situation_data"]

_SENTENCES = {
    "continues": "A standing rule or commitment goes on, so objections protect it.",
    "lapses": "A mandate with an end date is gone unless everybody agrees anew.",
    "provisional": "Last year's figures go on, month by month.",
    "none_adopted": "There is simply no text.",
    "deferred": "The choice moves to a later meeting, and what it was about stays open.",
}


@dataclass(frozen=True)
class Group:
    """The situations that share one kind of reversion."""

    heading: str
    sentence: str
    table: Table


def groups(answers: Sequence[Answer]) -> list[Group]:
    """One table for each kind of reversion that is met, in the order of `REVERSIONS`."""
    found = []
    for kind, meaning in words.REVERSIONS.items():
        within = [a for a in answers if a.scenario.reversion.type == kind]
        if within:
            heading = words.capital(meaning)
            found.append(
                Group(
                    f"{heading} ({len(within)})",
                    _SENTENCES[kind],
                    side_by_side(within, f"Without a decision {meaning}", reversion=False),
                )
            )
    return found


def side_by_side(
    answers: Sequence[Answer],
    caption: str,
    *,
    reversion: bool = True,
    to: str = "situations/{}.html",
) -> Table:
    """Who objects and with what outcome, one row a situation."""
    coded = any(answer.codings for answer in answers)
    columns = [
        Column("Situation"), Column("Date", "date"),
        *([Column("Without a decision")] if reversion else []),
        Column("Who objects"), Column("Outcome"), Column("Robust"),
        *([Column("Flips under the second coding")] if coded else []),
    ]  # fmt: skip
    rows = []
    for answer in answers:
        scenario = answer.scenario
        kind = (words.REVERSIONS[scenario.reversion.type],) if reversion else ()
        rows.append(
            (
                Link(scenario.title, to.format(scenario.id)),
                scenario.date,
                *kind,
                *_decided(answer),
                "yes" if answer.tabled.robust else "no",
                *((_flips(answer),) if coded else ()),
            )
        )
    return Table("situations", caption, tuple(columns), tuple(rows))


def _decided(answer: Answer) -> tuple[str, str]:
    """Who objects and with what outcome; a choice of one State is no vote."""
    scenario = answer.scenario
    result = voting.outcome(answer.tabled, scenario)
    if words.alone(scenario):
        return f"{scenario.name_of(scenario.players[0])} decides alone", result
    return voting.blocked_by(answer.tabled, scenario), result


def _flips(answer: Answer) -> str:
    """Whether the tabled text's outcome flips under another coding, and how many findings do."""
    if not answer.codings:
        return ""
    tabled = answer.tabled.option.name
    first = "yes" if any(tabled in other.flips for other in answer.codings.values()) else "no"
    others = sum(bool(set(other.flips) - {tabled}) for other in answer.codings.values())
    asked = sum(bool(one.flips) for one in answer.inquiries)
    if others or asked:
        what = "option" if words.alone(answer.scenario) else "text"
        return f"{first}; {_further(others, asked, what)}"
    return first


def _further(texts: int, asked: int, what: str) -> str:
    parts = []
    if texts:
        parts.append(f"another {what} does")
    if asked:
        parts.append(f"{asked} further finding{'s do' if asked > 1 else ' does'}")
    return " and ".join(parts)


def situation_data(answers: Sequence[Answer]) -> Table:
    """The same for a program: identifiers instead of names."""
    headings = (
        "id", "title", "date", "players", "vetoers", "reversion_type", "reversion", "proposer",
        "objectors", "adopted", "robust", "tabled_text_flips", "inquiries", "inquiries_that_flip",
    )  # fmt: skip
    rows = []
    for answer in answers:
        scenario, tabled = answer.scenario, answer.tabled
        rows.append(
            (
                scenario.id, scenario.title, scenario.date, len(scenario.players),
                answer.power.vetoers, scenario.reversion.type,
                scenario.reversion.outcome.label or scenario.reversion.outcome.name,
                scenario.proposer, ";".join(tabled.objectors),
                "yes" if tabled.adopted else "no", "yes" if tabled.robust else "no",
                ";".join(c for c, o in answer.codings.items() if tabled.option.name in o.flips),
                len(answer.inquiries), sum(bool(asked.flips) for asked in answer.inquiries),
            )
        )  # fmt: skip
    return Table(
        "situations", "Situations and their outcomes", tuple(map(Column, headings)), tuple(rows)
    )
