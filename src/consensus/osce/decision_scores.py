"""Two rules held against the recorded decisions: who objects, and what follows a block."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..errors import InvalidInput
from ..exact.read import Exact, tidy
from .concern_rule import concerned
from .membership import states
from .proper_scores import brier, log_score, quadratic
from .records import Decision, decisions
from .scoring import Case, Line, Scoring, mean_exact, mean_float

__all__ = ["DecisionScores", "score_decisions"]

FIRST, LAST = 2003, 2025
LIKELY, UNLIKELY = Fraction(3, 4), Fraction(1, 4)
NOT_ASKED = {
    "not_put_to_decision": "never put to a decision",
    "held_by_chair": "done by the chair without asking for consensus",
}
ALWAYS_STOPPED = (
    "blocked", "blocked_chair_statement_instead", "lapsed", "deferred", "adopted_late",
    "blocked_then_adopted_late", "adopted_after_holdout", "pending_at_source",
)  # fmt: skip
TEXT_CAME = (
    "deferred", "adopted_late", "blocked_then_adopted_late", "adopted_after_holdout",
    "adopted_weaker",
)  # fmt: skip
YIELDING = ("provisional", "deferred")

_CAVEAT = (
    "The list is chosen for conflict: it holds far more blocked texts than the OSCE had, most "
    "vetoes fall before a meeting and are on no list, and no share over it is a rate. The rules "
    "were written by people who knew the outcomes."
)


@dataclass(frozen=True)
class DecisionScores:
    """Three questions about the recorded decisions, each scored.

    Attributes
    ----------
    stopped : Scoring
        Was the text as tabled stopped by the lack of consensus, if only for a time?
    objectors : Scoring
        Where it was, and the objectors are named in a source: who objected?
    afterwards : Scoring
        Where it was: did a text come later or weaker?
    caveat : str
    """

    stopped: Scoring
    objectors: Scoring
    afterwards: Scoring
    caveat: str = _CAVEAT

    def __str__(self) -> str:
        return "\n\n".join(str(part) for part in (self.stopped, self.objectors, self.afterwards))


def score_decisions(*, years: tuple[int, int] = (FIRST, LAST)) -> DecisionScores:
    """Hold two simple rules against the recorded decisions of some years.

    The *concern rule* expects a State to object if the text is about its own territory or conduct
    or about a State whose territory it disputes, unless it proposed the text or is favoured by it.
    A text that concerns somebody is called stopped with probability 3/4, any other with 1/4. The
    *reversion rule* expects a text to come after all, with 3/4, where the reversion is provisional
    or deferred, and not to, with 3/4, where a mandate lapses, the earlier state continues or
    nothing is adopted. Both also appear recalibrated: with the share among the other decisions for
    which the rule says the same, one added on each side. Baselines: never, always, even chances,
    the share among all other decisions; for objectors nobody, Russia always, and each State's own
    share among the other decisions. Cost: the square of the number of decisions.

    Parameters
    ----------
    years : pair of int
        First and last year, 2003 to 2025.

    Returns
    -------
    DecisionScores

    Raises
    ------
    InvalidInput
        If the years are not two years of that range in order.

    Notes
    -----
    What follows a block was sorted by the hand that sorted the reversions, so the third question
    is in part answered by definition.

    References
    ----------
    G. W. Brier, Verification of Forecasts Expressed in Terms of Probability, Monthly Weather Review
    78 (1950), 1-3.

    Examples
    --------
    >>> found = score_decisions(years=(2009, 2010))
    >>> len(found.stopped.cases), sorted(found.stopped.left_out)
    (16, ['D036'])
    """
    first, last = _years(years)
    asked: dict[str, Decision] = {}
    left_out: dict[str, str] = {}
    for name, decision in decisions().items():
        if first <= int(decision.date[:4]) <= last:
            if decision.outcome in NOT_ASKED:
                left_out[name] = NOT_ASKED[decision.outcome]
            elif concerned(decision) is None:
                left_out[name] = "not sorted by whom it concerns"
            else:
                asked[name] = decision
    stopped = {name: d for name, d in asked.items() if was_stopped(d)}
    return DecisionScores(
        _stopped(asked, left_out), _objectors(asked, stopped), _afterwards(asked, stopped)
    )


def was_stopped(decision: Decision) -> bool:
    """Whether the text as tabled was stopped by the lack of consensus, if only for a time.

    A weaker text counts where somebody objected to the stronger one.
    """
    weaker = decision.outcome == "adopted_weaker" and bool(decision.objectors)
    return decision.outcome in ALWAYS_STOPPED or weaker


def _years(years: tuple[int, int]) -> tuple[int, int]:
    try:
        first, last = years
        good = all(type(y) is int for y in years) and FIRST <= first <= last <= LAST
    except (TypeError, ValueError):
        good = False
    if not good:
        raise InvalidInput(
            f"years: expected a first and a last year from {FIRST} to {LAST}, got {years!r}"
        )
    return first, last


def _stopped(asked: Mapping[str, Decision], left_out: Mapping[str, str]) -> Scoring:
    rule = {name: bool(concerned(d)) for name, d in asked.items()}
    seen = {name: was_stopped(d) for name, d in asked.items()}
    cases = _yes_no(asked, "concern rule", rule, rule, seen)
    return Scoring(
        question="Is the text as tabled stopped by the lack of consensus?",
        cases=cases,
        lines=_scored(cases, _of_chance),
        later=(),
        left_out=left_out,
        used="Whom the text is about (a fact, sorted by judgement) and a table of disputes; the "
        "chances 3/4 and 1/4 are chosen, not fitted.",
        caveat=_CAVEAT,
    )


def _afterwards(asked: Mapping[str, Decision], stopped: Mapping[str, Decision]) -> Scoring:
    judged = {n: d for n, d in stopped.items() if d.outcome != "pending_at_source"}
    rule = {name: d.reversion_type in YIELDING for name, d in judged.items()}
    kinds = {name: d.reversion_type for name, d in judged.items()}
    seen = {name: d.outcome in TEXT_CAME for name, d in judged.items()}
    cases = _yes_no(judged, "reversion rule", rule, kinds, seen)
    return Scoring(
        question="After a block, does a text come later or weaker?",
        cases=cases,
        lines=_scored(cases, _of_chance),
        later=(),
        left_out={
            name: "its end was not known to the source" if name in stopped else "not stopped"
            for name in asked
            if name not in judged
        },
        used="The type of the reversion; the chances 3/4 and 1/4 are chosen, not fitted.",
        caveat=f"{_CAVEAT} Reversions and what followed were sorted by the same hand, so this is "
        "in part true by definition.",
    )


def _yes_no(
    chosen: Mapping[str, Decision],
    name: str,
    rule: Mapping[str, bool],
    classes: Mapping[str, object],
    seen: Mapping[str, bool],
) -> tuple[Case, ...]:
    """One case a decision, with the chance of *yes* from every forecaster."""
    cases = []
    for this, decision in chosen.items():
        others = [other for other in chosen if other != this]
        alike = [seen[other] for other in others if classes[other] == classes[this]]
        said = {
            name: LIKELY if rule[this] else UNLIKELY,
            f"{name}, recalibrated": _share(alike, added=1),
            "never": 0,
            "always": 1,
            "even chances": Fraction(1, 2),
            "the other decisions": _share([seen[other] for other in others], added=1),
        }
        cases.append(
            Case(
                id=this,
                date=decision.date,
                what=decision.proposal,
                seen=seen[this],
                said=said,
                later=False,
                inputs={},
                note=str(classes[this]) if classes is not rule else _named(concerned(decision)),
            )
        )
    return tuple(cases)


def _objectors(asked: Mapping[str, Decision], stopped: Mapping[str, Decision]) -> Scoring:
    named = {n: d for n, d in stopped.items() if d.objectors_basis == "named_in_source"}
    ballots = {name: _ballots(decision) for name, decision in named.items()}
    cases = tuple(_objector_case(name, named, ballots) for name in named)
    return Scoring(
        question="Where a text was stopped, who objected?",
        cases=cases,
        lines=_scored(cases, _of_sets),
        later=(),
        left_out={
            name: f"objectors {d.objectors_basis.replace('_', ' ')}"
            if name in stopped
            else "not stopped"
            for name, d in asked.items()
            if name not in named
        },
        used="Whom the text is about and a table of disputes.",
        caveat=f"{_CAVEAT} Objectors are known best where a single State was isolated in public.",
    )


def _ballots(decision: Decision) -> Mapping[str, tuple[bool, bool]]:
    """Of every participating State: whether the rule expects it, and whether it objected."""
    expected = concerned(decision) or frozenset()
    objected = frozenset(decision.objectors)
    members = states(int(decision.date[:4]))
    return {state: (state in expected, state in objected) for state in members}


def _objector_case(
    this: str,
    named: Mapping[str, Decision],
    ballots: Mapping[str, Mapping[str, tuple[bool, bool]]],
) -> Case:
    decision, own = named[this], ballots[this]
    others = [cast for name, cast in ballots.items() if name != this]
    near, far = (
        _share([o for cast in others for e, o in cast.values() if e == kind], added=1)
        for kind in (True, False)
    )
    said = {
        "concern rule": {s: int(expected) for s, (expected, _) in own.items()},
        "concern rule, recalibrated": {s: near if e else far for s, (e, _) in own.items()},
        "nobody": dict.fromkeys(own, 0),
        "Russia always": {s: int(s == "RUS") for s in own},
        "each State's record": {
            s: _share([cast[s][1] for cast in others if s in cast], added=0) for s in own
        },
    }
    return Case(
        id=this,
        date=decision.date,
        what=decision.proposal,
        seen=frozenset(decision.objectors),
        said=said,
        later=False,
        inputs={},
        note=_named(concerned(decision)),
    )


def _share(seen: Sequence[bool], *, added: int) -> Exact:
    """The share of yes, with a number added on each side; one half where there is nothing."""
    size = len(seen) + 2 * added
    return tidy(Fraction(sum(seen) + added, size)) if size else Fraction(1, 2)


def _named(expected: frozenset[str] | None) -> str:
    return f"concerns {', '.join(sorted(expected))}" if expected else "concerns nobody"


def _scored(
    cases: Sequence[Case], of_one: Callable[[str, Case], tuple[Exact, float]]
) -> tuple[Line, ...]:
    lines = []
    for name in cases[0].said if cases else ():
        losses = [of_one(name, case) for case in cases]
        lines.append(
            Line(
                forecaster=name,
                kind="model" if "rule" in name else "baseline",
                cases=len(cases),
                quadratic=mean_exact([loss for loss, _ in losses]),
                ranked=None,
                log=mean_float([log for _, log in losses]),
            )
        )
    return tuple(lines)


def _of_chance(name: str, case: Case) -> tuple[Exact, float]:
    said: Exact = case.said[name]
    return quadratic(said, int(case.seen)), log_score(
        said if case.seen else tidy(1 - Fraction(said))
    )


def _of_sets(name: str, case: Case) -> tuple[Exact, float]:
    said: Mapping[str, Exact] = case.said[name]
    logs = [log_score(p if s in case.seen else tidy(1 - Fraction(p))) for s, p in said.items()]
    return brier(said, case.seen), sum(logs)
