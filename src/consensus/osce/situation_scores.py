"""The situations' own answer, who blocks, held against who is on record as objecting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ..exact.read import Exact, tidy
from ..models.blocking import Blocking, who_blocks
from .cases import situations
from .cells import Row
from .membership import State, states, table
from .proper_scores import brier, log_score
from .records import CODINGS, Decision, decisions
from .scoring import CODED_UNTIL, Case, Line, Scoring, both_groups, mean_exact, mean_float

__all__ = ["score_situations"]

DOUBT = Fraction(1, 4)
_CAVEAT = (
    "The situations were written by people who knew these decisions, so agreement is a check of "
    "the coding and no test of foresight, also where a decision is later than the coding. They "
    "were chosen because they are telling, and no share over them is a rate."
)
_USED = (
    "The coded positions with their bands: a State that objects all over its band has chance 1, "
    "one that never does 0, one in doubt 3/4 or 1/4 by the side on which its point lies."
)


def score_situations() -> Scoring:
    """Hold the situations' objectors, under both codings, against the recorded ones.

    Scored are the situations with a decision on record whose objectors are named in a source, at
    least in part, or that nobody opposed. The score is the Brier score summed over all
    participating States. Baselines: nobody, Russia always. Cost: one `models.who_blocks` for each
    situation and coding.

    Returns
    -------
    Scoring

    Examples
    --------
    >>> found = score_situations()
    >>> [line.forecaster for line in found.lines]
    ['essay coding', 'moscow coding', 'nobody', 'Russia always']
    """
    record = decisions()
    links = [
        Row(cells, "links.csv", "situation", "option", "decision") for cells in table("links.csv")
    ]
    cases = tuple(_case(row, record[row.one_of("decision", tuple(record))]) for row in links)
    lines, later = both_groups(cases, _lines)
    return Scoring(
        question="Do the situations name the States that are on record as objecting?",
        cases=cases,
        lines=lines,
        later=later,
        left_out={
            name: "no decision on record is linked to it"
            for name in situations()
            if name not in {case.id for case in cases}
        },
        used=_USED,
        caveat=_CAVEAT,
    )


def _case(row: Row, decision: Decision) -> Case:
    name, option = row.one_of("situation", tuple(situations())), row.words("option")
    members = states(int(decision.date[:4]))
    said: dict[str, Mapping[str, Exact]] = {}
    for coding in CODINGS:
        found = who_blocks(situations(coding=coding)[name], option=option)
        said[f"{coding} coding"] = {state: chance(found, state) for state in members}
    said["nobody"] = dict.fromkeys(members, 0)
    said["Russia always"] = {state: int(state == "RUS") for state in members}
    return Case(
        id=name,
        date=decision.date,
        what=f"{decision.id}: {decision.proposal}",
        seen=named(decision, members),
        said=said,
        later=decision.date > CODED_UNTIL,
        inputs={},
        note=row.text("note"),
    )


def chance(found: Blocking, state: str) -> Exact:
    """The chance of an objection: 1, 0, or 3/4 and 1/4 where the band leaves it in doubt."""
    objects, unsure = state in found.objectors, state in found.doubtful
    return tidy(abs(int(objects) - (DOUBT if unsure else Fraction())))


def named(decision: Decision, members: Mapping[str, State]) -> frozenset[str]:
    """The recorded objectors, with the European Union resolved into its members."""
    union = {code for code, state in members.items() if "EU" in state.blocs}
    found: set[str] = set()
    for code in decision.objectors:
        found |= union if code.startswith("EU") else {code}
    return frozenset(found)


def _lines(cases: Sequence[Case]) -> tuple[Line, ...]:
    lines = []
    for name in cases[0].said:
        losses = [brier(case.said[name], case.seen) for case in cases]
        logs = [
            sum(
                log_score(p if state in case.seen else tidy(1 - Fraction(p)))
                for state, p in case.said[name].items()
            )
            for case in cases
        ]
        lines.append(
            Line(
                forecaster=name,
                kind="model" if name.endswith("coding") else "baseline",
                cases=len(cases),
                quadratic=mean_exact(losses),
                ranked=None,
                log=mean_float(logs),
            )
        )
    return tuple(lines)
