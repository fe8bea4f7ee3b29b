"""One situation's page: the sheet on top, and the sections below it."""

from __future__ import annotations

from dataclasses import dataclass

from ...models.scenario import Scenario
from ..answers import Answer
from ..inquiring import InquiryAnswer
from ..plot.chair import chair_figure
from ..plot.svg import svg_of
from ..prose import backing, inquiries, voting, words
from . import changing, tables
from .parts import Picture, Point, Section

__all__ = ["Sheet", "chair_picture", "sections", "sheet"]

_MOST_OBJECTORS = 8
_CHAIR_CAPTION = (
    "The chair's conduct along the support that each backer gives. The vertical marks are, from"
    " left to right, the end of full accommodation, the balance, and full upholding; the line with"
    " a dot below each bar is that mark's range over the bands of the parameters."
)
_NEED = (
    "“Would need” is the value of the reversion over the text, less the cost of standing alone, in"
    " {unit}; in brackets its range over the bands. All of these numbers are judgements."
)
_ON_A_SCALE = "units of the player's salience times the distance on the scale"
_BY_NUMBERS = "the units in which the player's values are stated"
_KINDS = {
    "fact": "What is known",
    "claim": "What is claimed",
    "judgement": "What we judged",
}


@dataclass(frozen=True)
class Sheet:
    """What a delegation takes along: one page of question, answer, blockers, change, work-around.

    Attributes
    ----------
    question, headline : str
    reasons, blockers, changes, workaround : tuple of str
        Sentences; `blockers` are the objectors, one each.
    objecting : str
        The heading over them: whether they block, or object in vain.
    """

    question: str
    headline: str
    reasons: tuple[str, ...]
    blockers: tuple[str, ...]
    objecting: str
    changes: tuple[str, ...]
    workaround: tuple[str, ...]

    @property
    def dense(self) -> bool:
        """Whether it needs a smaller type to fit on one sheet."""
        return self._letters > 3_200

    @property
    def _letters(self) -> int:
        lists = (self.reasons, self.blockers, self.changes, self.workaround)
        return sum(len(line) + 60 for lines in lists for line in lines) + len(self.question)


def sheet(answer: Answer) -> Sheet:
    """The top of a situation's page, which is also what prints on one sheet."""
    scenario = answer.scenario
    verb = "proposed" if words.alone(scenario) else "tabled"
    dated = [scenario.date, f"{verb} by {words.proposer(scenario)}"]
    return Sheet(
        question=f"{scenario.question} ({', '.join(part for part in dated if part)})",
        headline=voting.headline(answer),
        reasons=(voting.follows(scenario), voting.because(answer)),
        blockers=() if words.alone(scenario) else tuple(_blockers(answer)),
        objecting="Who objects, in vain" if answer.tabled.adopted else "Who blocks",
        changes=tuple(changing.changes(answer)),
        workaround=scenario.workaround,
    )


def _blockers(answer: Answer) -> list[str]:
    rows = voting.objection_rows(answer.tabled, answer.scenario)
    lines = []
    for row in rows[:_MOST_OBJECTORS]:
        why = f": {row['why']}" if row["why"] else ""
        doubt = " (in doubt)" if row["settled"] != "objects" else ""
        lines.append(f"{row['player']}{doubt}{why}")
    if len(rows) > _MOST_OBJECTORS:
        lines.append(f"and {len(rows) - _MOST_OBJECTORS} more, in the table below")
    return lines


def sections(answer: Answer, picture: Picture | None = None) -> tuple[Section, ...]:
    """Everything below the sheet, in the order in which a reader asks; `picture` is the chair's."""
    alone, many = words.alone(answer.scenario), len(answer.scenario.players)
    heading = "What it could choose" if alone else "What else could be tabled"
    parts = [
        _blocking(answer),
        Section(heading, tables=(tables.options(answer),)),
        *_coalitions(answer),
        *_chair(answer, picture),
        *(_inquiry(asked, answer.scenario) for asked in answer.inquiries),
        *([] if alone else [_selection(answer)]),
        _robustness(answer),
        *_statements(answer),
        Section(
            f"Every position ({many} {'player' if many == 1 else 'players'})",
            sentences=(tables.bases(answer),),
            tables=(tables.positions(answer),),
            folded=True,
        ),
        *_sources(answer),
    ]
    return tuple(parts)


def _blocking(answer: Answer) -> Section:
    alone = words.alone(answer.scenario)
    shown = (tables.objections(answer),) if answer.tabled.objections and not alone else ()
    says = [voting.power_says(answer)]
    if alone:
        return Section("Who decides", sentences=tuple(says))
    unit = _BY_NUMBERS if answer.scenario.scale is None else _ON_A_SCALE
    if not shown:
        says.insert(0, "Nobody with a coded position objects to the tabled text.")
    return Section(
        "Who can block",
        sentences=(*says, *((_NEED.format(unit=unit),) if shown else ())),
        tables=shown,
    )


def _coalitions(answer: Answer) -> list[Section]:
    """What a deal would take, and who would table which text."""
    says = [line for line in (inquiries.deal_says(answer), inquiries.agenda_says(answer)) if line]
    return [Section("What coalitions could do", sentences=tuple(says))] if says else []


def _inquiry(asked: InquiryAnswer, scenario: Scenario) -> Section:
    """One further question: its outcome, what would change it, what is taken for granted."""
    says = (
        inquiries.finding(asked),
        *inquiries.threshold_says(asked),
        inquiries.robust_says(asked),
        inquiries.flips_says(asked),
    )
    points = [
        Point(words.spelled(f"{one.label}: {inquiries.detail(one)}", scenario))
        for one in asked.details
    ]
    if asked.inquiry.claim:
        points.append(Point(asked.inquiry.claim, "claim"))
    shown = (
        tables.thresholds(asked, scenario),
        tables.inquiry_parameters(asked),
    )
    return Section(
        asked.inquiry.question,
        sentences=tuple(words.spelled(line, scenario) for line in says if line),
        points=tuple(points),
        tables=tuple(table for table in shown if table.rows),
        after=tuple(asked.inquiry.model.sentences),
    )


def _chair(answer: Answer, picture: Picture | None) -> list[Section]:
    if answer.chair is None:
        return []
    shown = [tables.support(answer.chair), tables.edges(answer.chair)]
    return [
        Section(
            "How much support it takes",
            sentences=tuple(backing.support_says(answer.chair, answer.scenario)),
            pictures=() if picture is None else (picture,),
            tables=(*shown, tables.parameters(answer.scenario)),
        ),
        Section(
            "What this assumes",
            points=tuple(Point(line) for line in backing.assumptions(answer.chair)),
        ),
    ]


def chair_picture(answer: Answer) -> Picture:
    """The chair's conduct along support. Cost: a fifth of a second."""
    assert answer.chair is not None
    scenario = answer.scenario
    drawn = svg_of(
        chair_figure(answer.chair),
        title=f"Support per backer and the chair's conduct: {scenario.title}",
        description=" ".join(backing.support_says(answer.chair, scenario)[1:]),
    )
    return Picture(drawn, _CHAIR_CAPTION)


def _selection(answer: Answer) -> Section:
    if answer.vote is None:
        says = (
            "Some players are known by a ranking only, so the simultaneous vote has no payoffs and"
            " its equilibria are not listed.",
        )
    else:
        says = (voting.vote_says(answer),)
    return Section("Equilibria, and which of them can be expected", sentences=says)


def _robustness(answer: Answer) -> Section:
    scenario = answer.scenario
    return Section(
        "How sure this is",
        sentences=(
            voting.because(answer),
            f"{voting.stated_rule(scenario)} {voting.swing_says(answer.tabled, scenario)}",
            *inquiries.coding_says(answer),
        ),
        tables=(tables.findings(answer),) if answer.inquiries or answer.codings else (),
    )


def _statements(answer: Answer) -> list[Section]:
    found = []
    for kind, heading in _KINDS.items():
        points = tuple(
            Point(s.text, kind, s.source) for s in answer.scenario.statements if s.kind == kind
        )
        if points:
            found.append(Section(heading, points=points))
    return found


def _sources(answer: Answer) -> list[Section]:
    listed = tuple(
        Point(source.reference, tag=source.id, id=source.id) for source in answer.scenario.sources
    )
    return [Section("Sources", points=listed)] if listed else []
