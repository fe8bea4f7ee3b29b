"""The situations' own answers, who blocks and what passes, held against the records of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..exact.read import Exact, tidy
from ..models.blocking import Blocking, who_blocks
from .cases import situations
from .cells import Row
from .chair_record import chair_acts
from .decision_scores import was_stopped
from .mechanism_record import moscow_mechanism
from .membership import State, states, table
from .proper_scores import brier, log_score, quadratic
from .records import CODINGS, Decision, decisions
from .scoring import Case, Line, Scoring, both_groups, mean_exact, mean_float

__all__ = ["score_situation_outcomes", "score_situations"]

DOUBT = Fraction(1, 4)
KNOWN_OBJECTORS = ("named_in_source", "partly_named", "none")
_CAVEAT = (
    "The situations were written by people who knew these records, so agreement is a check of "
    "the coding and no test of foresight, also where a record is later than the coding. They "
    "were chosen because they are telling, and no share over them is a rate."
)
_OBJECTORS_USED = (
    "The coded positions with their bands: a State that objects all over its band has chance 1, "
    "one that never does 0, one in doubt 3/4 or 1/4 by the side on which its point lies."
)
_OUTCOMES_USED = (
    "The coded positions with their bands: an option that passes all over the bands has chance 1, "
    "one that passes nowhere 0, one in doubt 3/4 or 1/4 by the side on which the points lie."
)
_ONE_STATE = "its record is no vote by consensus"
_UNNAMED = "nobody is named in a source as objecting"


@dataclass(frozen=True)
class Link:
    """An option of a situation with the records that tell what became of it.

    Attributes
    ----------
    situation, option : str
    records : tuple of str
        Of decisions, acts of the chair's State, or uses of the Moscow Mechanism; several where
        the text was decided in parts.
    hindsight : str
        ``not used`` where the coding rests on what was known before the record; else ``known``.
    counted : bool
        Whether it is scored under the rule of `score_situations`.
    why : str
    """

    situation: str
    option: str
    records: tuple[str, ...]
    hindsight: str
    counted: bool
    why: str

    @property
    def id(self) -> str:
        """The situation's name; with the option where that is not the tabled one."""
        tabled = situations()[self.situation].options[0].name
        return self.situation if self.option == tabled else f"{self.situation}: {self.option}"


def score_situations() -> Scoring:
    """Hold the situations' objectors, under both codings, against the recorded ones.

    Every option of every situation is linked to the record of a text that is the same in
    substance, put to the same body, and dated within a year of the situation or at the time that
    its question names. A text that was not put to a decision does not count, and a record counts
    once, with the situation nearest to it in time. Scored here are the decisions whose objectors
    are named in a source, at least in part, or that nobody opposed. The score is the Brier score
    summed over all participating States. Baselines: nobody, Russia always, and each State's share
    among the other records. Cost: one `models.who_blocks` for each link and coding.

    Returns
    -------
    Scoring

    Examples
    --------
    >>> found = score_situations()
    >>> [line.forecaster for line in found.lines]
    ['essay coding', 'moscow coding', 'nobody', 'Russia always', 'the other records']
    """
    known: dict[Link, frozenset[str]] = {}
    reasons: dict[str, str] = {}
    for link in _links():
        parts = _decisions(link)
        if parts is None:
            reasons[link.id] = _ONE_STATE
        elif any(part.objectors_basis not in KNOWN_OBJECTORS for part in parts):
            reasons[link.id] = _UNNAMED
        elif link.counted:
            members = _members(parts)
            known[link] = frozenset().union(*(named(part, members) for part in parts))
    cases = tuple(_objector_case(link, known) for link in known)
    return _scoring(
        "Do the situations name the States that are on record as objecting?",
        cases,
        _of_sets,
        reasons,
        _OBJECTORS_USED,
    )


def score_situation_outcomes() -> Scoring:
    """Hold what the situations say of their options against what became of them.

    The rule of what is linked is that of `score_situations`; here the choices of one State and
    the Moscow Mechanism count as well. The score is the Brier score of the chance of adoption, of
    a choice the chance of being chosen. Baselines: always, never, even chances, and the share among
    the other records, one added on each side. Cost: one `models.who_blocks` for each link and
    coding.

    Returns
    -------
    Scoring

    Examples
    --------
    >>> found = score_situation_outcomes()
    >>> case = next(c for c in found.cases if c.id == "ukraine_mission_2022")
    >>> case.seen, case.said["essay coding"]
    (False, 0)
    """
    seen = {link: _passed(link) for link in _links() if link.counted}
    cases = tuple(_outcome_case(link, seen) for link in seen)
    return _scoring(
        "Do the situations say which options are adopted?", cases, _of_chance, {}, _OUTCOMES_USED
    )


def _links() -> tuple[Link, ...]:
    known = {*decisions(), *chair_acts(), *moscow_mechanism()}
    names = situations()
    links = []
    for cells in table("links.csv"):
        row = Row(cells, "links.csv", "situation", "option")
        name = row.one_of("situation", tuple(names))
        records = row.names("records")
        if not records or not known.issuperset(records):
            raise row.refuse("records", "identifiers of recorded decisions, acts or uses")
        links.append(
            Link(
                situation=name,
                option=row.one_of("option", tuple(o.name for o in names[name].options)),
                records=records,
                hindsight=row.one_of("hindsight", ("known", "not used")),
                counted=row.one_of("counted", ("yes", "no")) == "yes",
                why=row.words("why"),
            )
        )
    return tuple(links)


def _decisions(link: Link) -> tuple[Decision, ...] | None:
    """The recorded decisions of a link; None where what is on record is none."""
    record = decisions()
    if not all(name in record for name in link.records):
        return None
    return tuple(record[name] for name in link.records)


def _members(parts: Sequence[Decision]) -> Mapping[str, State]:
    return states(int(parts[0].date[:4]))


def _passed(link: Link) -> bool:
    """Whether the option became so: decisions not stopped, a use made, a choice made."""
    parts = _decisions(link)
    if parts is not None:
        return not any(was_stopped(part) for part in parts)
    if all(name in moscow_mechanism() for name in link.records):
        return True
    # Of the linked acts of one State each is that it did not do what it was asked for (0 of 1).
    return all(chair_acts()[name].direction == 1 for name in link.records)


def _dated(link: Link) -> tuple[str, str]:
    """The date of the first record, and what it says."""
    first = link.records[0]
    if first in decisions():
        decision = decisions()[first]
        more = f" and {len(link.records) - 1} more" if len(link.records) > 1 else ""
        return decision.date, f"{first}{more}: {decision.proposal}"
    if first in chair_acts():
        act = chair_acts()[first]
        return act.date, f"{first}: {act.act}"
    use = moscow_mechanism()[first]
    return use.date, f"{first}: {use.about}"


def _objector_case(link: Link, known: Mapping[Link, frozenset[str]]) -> Case:
    parts = _decisions(link)
    assert parts is not None
    members = _members(parts)
    said: dict[str, Mapping[str, Exact]] = {
        f"{coding} coding": {s: chance(_found(link, coding), s) for s in members}
        for coding in CODINGS
    }
    others = [seen for other, seen in known.items() if other != link]
    said["nobody"] = dict.fromkeys(members, 0)
    said["Russia always"] = {state: int(state == "RUS") for state in members}
    said["the other records"] = {
        state: tidy(Fraction(sum(state in seen for seen in others), len(others)))
        for state in members
    }
    return _case(link, known[link], said)


def _outcome_case(link: Link, seen: Mapping[Link, bool]) -> Case:
    others = [passed for other, passed in seen.items() if other != link]
    said: dict[str, Exact] = {
        f"{coding} coding": passing(_found(link, coding)) for coding in CODINGS
    }
    said["never"] = 0
    said["always"] = 1
    said["even chances"] = Fraction(1, 2)
    said["the other records"] = tidy(Fraction(sum(others) + 1, len(others) + 2))
    return _case(link, seen[link], said)


def _found(link: Link, coding: str) -> Blocking:
    return who_blocks(situations(coding=coding)[link.situation], option=link.option)


def _case(link: Link, seen: object, said: Mapping[str, object]) -> Case:
    date, what = _dated(link)
    return Case(
        id=link.id,
        date=date,
        what=what,
        seen=seen,
        said=said,
        later=link.hindsight == "not used",
        inputs={},
        note=link.why,
    )


def chance(found: Blocking, state: str) -> Exact:
    """The chance of an objection: 1, 0, or 3/4 and 1/4 where the band leaves it in doubt."""
    objects, unsure = state in found.objectors, state in found.wavering
    return tidy(abs(int(objects) - (DOUBT if unsure else Fraction())))


def passing(found: Blocking) -> Exact:
    """The chance of adoption: 1, 0, or 3/4 and 1/4 where it is not robust."""
    return tidy(abs(int(found.adopted) - (Fraction() if found.robust else DOUBT)))


def named(decision: Decision, members: Mapping[str, State]) -> frozenset[str]:
    """The recorded objectors, with the European Union resolved into its members."""
    union = {code for code, state in members.items() if "EU" in state.blocs}
    found: set[str] = set()
    for code in decision.objectors:
        found |= union if code.startswith("EU") else {code}
    return frozenset(found)


def _scoring(
    question: str,
    cases: tuple[Case, ...],
    loss: Callable[[str, Case], tuple[Exact, float]],
    reasons: Mapping[str, str],
    used: str,
) -> Scoring:
    lines, later = both_groups(cases, lambda group: _lines(group, loss))
    scored = {case.id.split(":")[0] for case in cases}
    why = {link.situation: link.why for link in reversed(_links()) if not link.counted}
    return Scoring(
        question=question,
        cases=cases,
        lines=lines,
        later=later,
        left_out={
            name: reasons.get(name) or why.get(name, "nothing on record is one of its options")
            for name in situations()
            if name not in scored
        },
        used=used,
        caveat=_CAVEAT,
    )


def _lines(
    cases: Sequence[Case], loss: Callable[[str, Case], tuple[Exact, float]]
) -> tuple[Line, ...]:
    lines = []
    for name in cases[0].said:
        losses = [loss(name, case) for case in cases]
        lines.append(
            Line(
                forecaster=name,
                kind="model" if name.endswith("coding") else "baseline",
                cases=len(cases),
                quadratic=mean_exact([one for one, _ in losses]),
                ranked=None,
                log=mean_float([log for _, log in losses]),
            )
        )
    return tuple(lines)


def _of_sets(name: str, case: Case) -> tuple[Exact, float]:
    said: Mapping[str, Exact] = case.said[name]
    logs = [log_score(p if s in case.seen else tidy(1 - Fraction(p))) for s, p in said.items()]
    return brier(said, case.seen), sum(logs)


def _of_chance(name: str, case: Case) -> tuple[Exact, float]:
    said: Exact = case.said[name]
    log = log_score(said if case.seen else tidy(1 - Fraction(said)))
    return quadratic(said, int(case.seen)), log
