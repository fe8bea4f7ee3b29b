"""Two or more answers beside each other: what is the same and what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...errors import InvalidInput
from ..answers import Answer
from ..prose import inquiries, voting, words
from .parts import Column, Link, Picture, Section, Study, Table
from .situation import chair_picture

__all__ = ["comparison"]

# What stands in a sentence when an aspect is the same or differs.
_IN_WORDS = {
    "Rule": "the rule",
    "Without a decision": "what happens without a decision",
    "Kind of reversion": "the kind of reversion",
    "Who objects": "who objects",
    "Outcome": "the outcome",
    "Robust": "whether it is robust",
}


def comparison(
    answers: Sequence[Answer], *, title: str = "", question: str = "",
    pictures: Mapping[str, Picture] | None = None,
) -> Study:  # fmt: skip
    """Put answers side by side, aspect by aspect, with what they share and where they part.

    Cost: one figure for each answer with a chair.

    Parameters
    ----------
    answers : sequence of Answer
        At least two, of different scenarios.
    title, question : str
        Of the page; made from the scenarios' titles when left out.
    pictures : mapping identifier -> Picture, optional
        The chairs' figures, where they are drawn already.

    Raises
    ------
    InvalidInput
        If there are fewer than two answers, or two of one scenario.
    """
    names = [answer.scenario.id for answer in answers]
    if len(names) < 2 or len(set(names)) < len(names):
        raise InvalidInput(f"comparison: expected two or more different scenarios, got {names}")
    rows = _rows(answers)
    same = [
        _IN_WORDS[name] for name, *_, verdict in rows if verdict == "same" and name in _IN_WORDS
    ]
    other = [
        _IN_WORDS[name] for name, *_, verdict in rows if verdict != "same" and name in _IN_WORDS
    ]
    both = "both" if len(answers) == 2 else "all"
    return Study(
        id="--".join(names)[:80],
        title=title or " beside ".join(answer.scenario.title for answer in answers),
        question=question or f"What do {both} have in common, and what makes the difference?",
        findings=(
            *(
                f"{answer.scenario.title}. {voting.headline(answer)}"
                f" {voting.follows(answer.scenario)}"
                for answer in answers
            ),
            f"The same in {both}: {words.listed(same, most=9)}."
            if same
            else "None of the main points is the same.",
            f"Different: {words.listed(other, most=9)}."
            if other
            else "None of the main points differs.",
        ),
        sections=(
            Section(
                "Side by side",
                tables=(
                    Table(
                        "side_by_side",
                        "Aspect by aspect",
                        (
                            Column("Aspect"),
                            *(Column(answer.scenario.title) for answer in answers),
                            Column("Same?"),
                        ),
                        tuple(rows),
                    ),
                ),
            ),
            *_essay(answers),
            *_pictures(answers, pictures),
        ),
    )


def _rows(answers: Sequence[Answer]) -> list[tuple[str | Link, ...]]:
    listed = [_aspects(answer) for answer in answers]
    names = list(dict.fromkeys(name for aspects in listed for name in aspects))
    rows: list[tuple[str | Link, ...]] = [
        (
            "Page",
            *(Link(a.scenario.id, f"situations/{a.scenario.id}.html") for a in answers),
            "",
        )
    ]
    for name in names:
        values = [aspects.get(name, "") for aspects in listed]
        if any(values):
            rows.append((name, *values, "same" if len(set(values)) == 1 else "differs"))
    return rows


def _aspects(answer: Answer) -> dict[str, str]:
    """What is compared, by name; an aspect that a scenario does not have is left out."""
    scenario, tabled = answer.scenario, answer.tabled
    found = {
        "Question": scenario.question,
        "Date": scenario.date,
        "Rule": str(scenario.rule),
        "Players": str(len(scenario.players)),
        "Tabled text": tabled.option.label or tabled.option.name,
        "Tabled by": scenario.name_of(scenario.proposer),
        "Kind of reversion": words.REVERSIONS[scenario.reversion.type],
        "Without a decision": scenario.reversion.outcome.label or scenario.reversion.outcome.name,
        "Strong under it": scenario.reversion.strong,
        "Who objects": voting.blocked_by(tabled, scenario),
        "Outcome": voting.outcome(tabled, scenario),
        "Robust": "yes" if tabled.robust else "no",
        "Other texts": "; ".join(
            f"“{b.option.label or b.option.name}”: {voting.option_outcome(b, scenario)}"
            for b in answer.blockings[1:]
        ),
        "Without consensus one can": " ".join(scenario.workaround),
        "Equilibria of the vote": "" if answer.vote is None else voting.vote_says(answer),
    }
    if answer.chair is not None:
        for way in answer.chair.coalitions:
            found[f"Support for full upholding, {way.name}"] = words.threshold(
                way.marks["full upholding"]
            )
    for coding, other in answer.codings.items():
        name = inquiries.CODINGS.get(coding, coding)
        flips = tabled.option.name in other.flips
        found[f"Under {name}"] = "the outcome flips" if flips else "the same outcome"
    for asked in answer.inquiries:
        found[asked.inquiry.question] = inquiries.finding(asked)
    return found


def _essay(answers: Sequence[Answer]) -> list[Section]:
    claims = [
        tuple(s.text for s in answer.scenario.statements if s.kind == "claim") for answer in answers
    ]
    if not any(claims):
        return []
    rows = [
        (answer.scenario.title, " ".join(said) or "nothing")
        for answer, said in zip(answers, claims, strict=True)
    ]
    table = Table(
        "claims", "Claims, as reported", (Column("Situation"), Column("Claim")), tuple(rows)
    )
    return [Section("What is claimed", tables=(table,))]


def _pictures(answers: Sequence[Answer], drawn: Mapping[str, Picture] | None) -> list[Section]:
    found = []
    for answer in answers:
        if answer.chair is not None:
            name = answer.scenario.id
            picture = chair_picture(answer) if drawn is None else drawn[name]
            found.append(
                Section(f"Support and the chair: {answer.scenario.title}", pictures=(picture,))
            )
    return found
