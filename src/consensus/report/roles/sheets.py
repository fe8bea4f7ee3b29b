"""The sheet for whoever chairs the simulation, and the one for the teacher, kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ..answers import Answer
from ..prose import backing, inquiries, voting, words
from ..site import tables
from ..site.changing import changes
from ..site.parts import Column, Point, Section, Table
from ..site.rendering import render
from .cards import RoleCard, chosen, role_cards, table_rules, texts, uncited

__all__ = ["ChairSheet", "card_files", "chair_sheet", "teacher_sections"]

CARDS, CHAIR, TEACHER = "cards.html", "chair.html", "teacher.html"
LISTING = "role-cards.json"

_STEPS = (
    ("10", "Everybody reads its card, and says nothing of the part that is its own."),
    ("10", "Opening round: each player says in two sentences who it is and what it hopes for."),
    ("25", "Talks, in the room and outside. Players may offer, promise and threaten."),
    ("5", "You read out the text that has the best chance, as it now stands."),
    ("5", "“Is there any objection?” Wait a full minute, then write down each ballot below."),
    ("15", "If it fails: a second round of talks, and one more call. Then the time is up."),
    ("20", "The teacher opens the last sheet."),
)
_DEBRIEF = (
    "Who objected, and would have been content if somebody else had? Who hid behind whom?",
    "Which text passed that the tabled one did not, or which failed that all but one wanted? What"
    " would have happened under another reversion?",
    "What was promised on another matter, and would it have been kept?",
    "Where did you do something else than the model expects? Was the card wrong, the model, or"
    " did talking change what you wanted?",
    "Whose view of the matter is this scenario? Which sentence of your card would its State have"
    " written otherwise?",
)
_CAUTION = (
    "Keep this sheet to yourself until the end. What it says follows from coded positions, which"
    " are judgements; it is one expectation among others, and no mark for the players."
)


@dataclass(frozen=True)
class ChairSheet:
    """What whoever chairs the simulation has before it; nothing here is secret.

    Attributes
    ----------
    rules, texts : tuple of str
    steps : tuple of (minutes, what)
    seats : tuple of str
        Who is played, for the ballots.
    """

    rules: tuple[str, ...]
    texts: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    seats: tuple[str, ...]


def chair_sheet(answer: Answer, cards: Sequence[RoleCard]) -> ChairSheet:
    """The chair's sheet: rules, texts, the hour and a half, and room for the ballots."""
    scenario = answer.scenario
    return ChairSheet(
        rules=table_rules(scenario),
        texts=texts(scenario),
        steps=_STEPS,
        seats=tuple(card.name for card in cards),
    )


def teacher_sections(answer: Answer, players: Iterable[str] = ()) -> tuple[Section, ...]:
    """What the model expects, why, how sure that is, and what to talk about afterwards."""
    scenario = answer.scenario
    points = [Point(s.text, s.kind, s.source) for s in scenario.statements]
    sources = [Point(source.reference, tag=source.id) for source in scenario.sources]
    says = [
        voting.headline(answer),
        voting.follows(scenario),
        voting.because(answer),
        backing.in_short(answer),
        inquiries.deal_says(answer),
        inquiries.agenda_says(answer),
    ]
    parts = [
        Section("What the model expects", tuple(line for line in says if line),
                tables=(tables.options(answer),)),
        Section("What would change it", points=tuple(map(Point, changes(answer)))),
        Section("Who would do what with the tabled text, and why it is coded so",
                tables=(_ballots(answer, chosen(scenario, players)),)),
        Section("How sure this is", (voting.stated_rule(scenario), *inquiries.coding_says(answer))),
        Section("To talk about afterwards", points=tuple(map(Point, _DEBRIEF))),
        Section("What is known, claimed and judged; players should not read it before",
                points=tuple(points)),
        Section("Sources", points=tuple(sources)),
    ]  # fmt: skip
    return tuple(part for part in parts if part.sentences or part.points or part.tables)


def _ballots(answer: Answer, names: Sequence[str]) -> Table:
    scenario = answer.scenario
    rows = []
    for name in names:
        member: Any = name if name in scenario.players else scenario.blocs[name][0]
        stance = scenario.stances[member]
        doubt = " (in doubt)" if member in answer.tabled.doubtful else ""
        rows.append(
            (
                words.capital(scenario.name_of(name)),
                answer.tabled.ballots[member] + doubt,
                words.preference(stance),
                words.spelled(stance.rationale, scenario),
                stance.direction_source,
            )
        )
    return Table(
        "roles",
        "Each player's expected ballot and its coding",
        tuple(map(Column, ("Player", "Ballot", "Coding", "Why", "Direction supported by"))),
        tuple(rows),
    )


def card_files(answer: Answer, *, version: str, players: Iterable[str] = ()) -> dict[str, str]:
    """The three files of a simulation: the players' cards, the chair's sheet, the teacher's."""
    names = tuple(players)
    scenario = answer.scenario
    cards = role_cards(scenario, players=names)
    shared = {
        "version": version,
        "title": scenario.title,
        "question": uncited(words.spelled(scenario.question, scenario), scenario),
        "date": scenario.date,
        "proposer": words.capital(words.proposer(scenario)),
        "rules": table_rules(scenario),
        "workaround": [uncited(line, scenario) for line in scenario.workaround],
    }
    return {
        CARDS: render("roles/cards.html", cards=cards, **shared),
        CHAIR: render("roles/chair.html", sheet=chair_sheet(answer, cards), **shared),
        TEACHER: render("roles/teacher.html", caution=_CAUTION,
                        sections=teacher_sections(answer, names), **shared),
    }  # fmt: skip
