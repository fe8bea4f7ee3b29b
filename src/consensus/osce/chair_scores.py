"""The chair's model held against what the chair did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from ..errors import InvalidInput
from ..exact.read import Exact, tidy
from .chair_prediction import chair_inputs
from .chair_record import ChairAct, chair_acts
from .proper_scores import log_score, quadratic, ranked_probability
from .scoring import CODED_UNTIL, Case, Line, Scoring, both_groups, mean_exact, mean_float

__all__ = ["direction_margin", "score_chair"]

_CAVEAT = (
    "The acts are those that some source found worth telling, most of them contested; they are no "
    "sample, the directions are judgements made by someone who knew the outcome, and no share over "
    "them is a rate. Acts before July 2009 were known to the coder and test nothing."
)
_USED = (
    "Positions and saliences coded for mid-2009, bands of 1/4 on pressure and support, one unit of "
    "support for one unit of accommodation; nothing was fitted to the acts. Six of the "
    "directions were coded before these inputs were fixed, the others after, by someone who knew "
    "them."
)


def score_chair(*, coding: str = "essay") -> Scoring:
    """Hold the chair's model against the acts whose direction is coded.

    Each act's direction, 0 (what Russia asked for) to 1 (what the Western side asked for), is
    predicted as 1 - accommodation, with lean, pressure and support read from the codings of
    mid-2009. The point is scored by its squared error; the chances of the three thirds, with the
    inputs drawn evenly from their bands, by the ranked probability score and the logarithmic
    score. *As told* is the same with pressure and support counted only where the source of the act
    tells of them. Baselines: one half always, 0 always, 1 always, even chances, and the other acts
    (leave-one-out: their mean, and their thirds with one added to each).

    Parameters
    ----------
    coding : str
        ``"essay"`` or ``"moscow"``.

    Returns
    -------
    Scoring

    Raises
    ------
    InvalidInput
        If the coding is unknown.

    References
    ----------
    T. Gneiting and A. E. Raftery, Strictly Proper Scoring Rules, Prediction, and Estimation,
    Journal of the American Statistical Association 102 (2007), 359-378.

    Examples
    --------
    >>> found = score_chair()
    >>> [line.forecaster for line in found.lines if line.kind == "model"]
    ['chair model', 'chair model, as told']
    >>> found.beaten_by()
    ('half always', 'even chances', 'the other acts')
    """
    acts = chair_acts()
    judged = [act for act in acts.values() if act.direction is not None]
    cases = tuple(_case(act, coding, judged) for act in judged)
    lines, later = both_groups(cases, _lines)
    return Scoring(
        question="In which direction does the chair act where it may act alone?",
        cases=cases,
        lines=lines,
        later=later,
        left_out={
            name: "no direction coded: we would not judge"
            for name, act in acts.items()
            if act.direction is None
        },
        used=_USED,
        caveat=_CAVEAT,
    )


def direction_margin(scoring: Scoring, *, model: str = "chair model", rival: str) -> Exact:
    """How far all directions must be misjudged at once before two forecasters are level.

    The directions are judgements. Each may move by the same amount towards the forecaster with the
    larger quadratic score, within 0 to 1, while what was said is held fixed; the answer is the
    least amount at which the scores are equal, exact. Cost: the cases, sorted once.

    Parameters
    ----------
    scoring : Scoring
        From `score_chair`.
    model, rival : str
        Two of its forecasters.

    Raises
    ------
    InvalidInput
        If a forecaster is not among those scored.

    Examples
    --------
    >>> round(float(direction_margin(score_chair(), rival="half always")), 2)
    0.14
    """
    names = tuple(line.forecaster for line in scoring.lines)
    for place, name in (("model", model), ("rival", rival)):
        if name not in names:
            raise InvalidInput(f"{place}: {name!r} is not among {', '.join(names)}")
    worse, better = sorted((model, rival), key=lambda n: scoring.line(n).quadratic, reverse=True)
    lead = Fraction()
    moves = []  # for each case: how far its direction can move, and what a unit of it closes
    for case in scoring.cases:
        far, near, seen = (
            Fraction(x) for x in (case.said[worse][0], case.said[better][0], case.seen)
        )
        lead += (far - seen) ** 2 - (near - seen) ** 2
        if far != near:
            moves.append((1 - seen if far > near else seen, 2 * abs(far - near)))
    closing, moved = sum((rate for _, rate in moves), Fraction()), Fraction()
    for room, rate in sorted(moves):
        step = (room - moved) * closing
        if step >= lead:
            break
        lead, moved, closing = lead - step, room, closing - rate
    return tidy(moved + lead / closing) if lead else tidy(moved)


def _case(act: ChairAct, coding: str, judged: Sequence[ChairAct]) -> Case:
    inputs = chair_inputs(act, coding=coding)
    told = replace(
        inputs,
        pressure=inputs.pressure if act.pressure_seen else 0,
        support=inputs.support if act.support_seen else 0,
    )
    others = [other.direction for other in judged if other.id != act.id]
    seen = [value for value in others if value is not None]
    said: Mapping[str, Any] = {
        "chair model": (inputs.direction(), inputs.thirds()),
        "chair model, as told": (told.direction(), told.thirds()),
        "half always": (Fraction(1, 2), (0, 1, 0)),
        "0 always": (0, (1, 0, 0)),
        "1 always": (1, (0, 0, 1)),
        "even chances": (Fraction(1, 2), (Fraction(1, 3),) * 3),
        "the other acts": (mean_exact(seen), _frequencies(seen)),
    }
    return Case(
        id=act.id,
        date=act.date,
        what=act.act,
        seen=act.direction,
        said=said,
        later=act.date > CODED_UNTIL,
        inputs={"lean": inputs.lean, "pressure": inputs.pressure, "support": inputs.support},
        note=f"on {', '.join(inputs.scales)}"
        if act.scale
        else f"mean of {len(inputs.scales)} scales",
    )


def _third(direction: Exact) -> int:
    """0, 1 or 2: the third in which a direction lies; the middle one has its borders."""
    return (direction >= Fraction(1, 3)) + (direction > Fraction(2, 3))


def _frequencies(seen: Sequence[Exact]) -> tuple[Exact, ...]:
    """The shares of the thirds, with one added to each, so that none is impossible."""
    counts = [1 + sum(_third(value) == third for value in seen) for third in range(3)]
    return tuple(tidy(Fraction(count, len(seen) + 3)) for count in counts)


def _lines(cases: Sequence[Case]) -> tuple[Line, ...]:
    return tuple(_line(name, cases) for name in cases[0].said)


def _line(name: str, cases: Sequence[Case]) -> Line:
    said = [(case.said[name], case.seen) for case in cases]
    return Line(
        forecaster=name,
        kind="model" if name.startswith("chair model") else "baseline",
        cases=len(cases),
        quadratic=mean_exact([quadratic(point, seen) for (point, _), seen in said]),
        ranked=mean_exact([ranked_probability(thirds, _third(seen)) for (_, thirds), seen in said]),
        log=mean_float([log_score(thirds[_third(seen)]) for (_, thirds), seen in said]),
    )
