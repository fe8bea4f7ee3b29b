"""What inquiries find, what a deal would take, and what other codings say, in sentences."""

from __future__ import annotations

from ...models.inquiries.record import Detail
from ...models.scenario import Parameter
from ...sweeps.pieces import Crossing
from ..answers import Answer, CodingAnswer
from ..inquiring import InquiryAnswer
from . import words
from .voting import outcome

__all__ = [
    "agenda_says",
    "coding_says",
    "deal_says",
    "detail",
    "finding",
    "flips_says",
    "is_robust",
    "robust_says",
    "threshold_rows",
    "threshold_says",
]

CODINGS = {"essay": "the essay's coding", "moscow": "the second coding (Moscow's view)"}


def finding(asked: InquiryAnswer) -> str:
    """The outcome of one inquiry, and what it means where that is worded."""
    meaning = _meaning(asked)
    return words.capital(f"{asked.outcome}: {meaning}" if meaning else f"{asked.outcome}.")


def _meaning(asked: InquiryAnswer) -> str:
    """The worded meaning of the outcome; of outcomes that tie, the meanings of all."""
    worded = asked.inquiry.meaning
    tied = asked.outcome.split(" or ")
    if asked.outcome not in worded and len(tied) > 1 and all(one in worded for one in tied):
        return " ".join(["They stand equal.", *(words.capital(worded[one]) for one in tied)])
    return worded.get(asked.outcome, "")


def threshold_says(asked: InquiryAnswer) -> list[str]:
    """Where the outcome changes along each parameter that is asked about."""
    sentences = []
    for name, found in asked.thresholds.items():
        band = asked.inquiry.parameters[name]
        what = _parameter(asked, name) + (f" ({band.meaning})" if band.meaning else "")
        if not found.crossings:
            sentences.append(
                f"It does not change with {what} anywhere from {words.amount(band.low)} to"
                f" {words.amount(band.high)}."
            )
            continue
        crossings = _steps(found.crossings)
        start = "at first"
        if crossings[0].at == band.low:
            start = f"at {_at(crossings[0])} itself"
        steps = [f"{_step(one, band)} “{one.after}”" for one in crossings]
        said = words.listed([f"{start} “{found.pieces[0].answer}”", *steps], most=len(steps) + 1)
        sentences.append(f"Along {what}: {said}.")
    return sentences


def _parameter(asked: InquiryAnswer, name: str) -> str:
    return words.parameter(name, asked.inquiry.parameters[name].meaning)


def _steps(crossings: tuple[Crossing, ...]) -> list[Crossing]:
    """The crossings that lead to another outcome than the step before; ties at a point aside."""
    kept: list[Crossing] = []
    for one in crossings:
        if kept and kept[-1].at == one.at:
            kept[-1] = one
        else:
            kept.append(one)
    return kept


def _step(crossing: Crossing, band: Parameter) -> str:
    """From where on the next outcome holds: the edge itself belongs to it, or does not."""
    if crossing.at == band.low:
        return "beyond it"
    if crossing.at == band.high:
        return f"at {_at(crossing)} itself"
    held = str(crossing.on) == str(crossing.after)
    return f"from {_at(crossing)} on" if held else f"beyond {_at(crossing)}"


def _at(crossing: Crossing) -> str:
    return words.amount(float(crossing.at))


def threshold_rows(asked: InquiryAnswer) -> list[dict[str, str]]:
    """One row an edge: the parameter, where, the formula, and the outcomes on both sides."""
    return [
        {
            "parameter": _parameter(asked, name),
            "at": words.amount(float(one.at)),
            "exact": str(one.at),
            "formula": str(one.formula),
            "before": str(one.before),
            "on": str(one.on),
            "after": str(one.after),
        }
        for name, found in asked.thresholds.items()
        for one in found.crossings
    ]


def is_robust(asked: InquiryAnswer) -> str:
    """Yes, no or not known, in one word or two."""
    if asked.robustness is None:
        return "no bands"
    return {True: "yes", False: "no", None: "not known"}[asked.robustness.survives]


def robust_says(asked: InquiryAnswer) -> str:
    """Whether the outcome survives the bands, and what flips it first."""
    found = asked.robustness
    if found is None:
        return "None of its parameters has a band."
    if found.survives is True:
        return "The outcome is the same everywhere in the bands of all its parameters (proved)."
    if found.survives is None:
        return "Whether it survives the bands of all parameters together is not known."
    weakest = found.weakest
    if weakest is None:
        return "It is not robust: several parameters together change it within their bands."
    flip = found.single[weakest]
    assert flip is not None
    where = words.amount(float(flip.at[weakest]))
    place = f"at {where}" if flip.attained else f"just beyond {where}"
    what = _parameter(asked, weakest)
    return f"It is not robust: {what} alone changes it {place}, within its band."


def flips_says(asked: InquiryAnswer) -> str:
    """What the other codings find; empty if there are none."""
    parts = []
    for coding, found in asked.elsewhere.items():
        name = CODINGS.get(coding, f"the coding “{coding}”")
        if found == asked.outcome:
            parts.append(f"Under {name} the outcome is the same.")
        else:
            parts.append(f"It flips under {name}: {found}.")
    return " ".join(parts)


def detail(one: Detail) -> str:
    """A detail's value as a reader meets it: counts whole, other numbers to two decimals."""
    if isinstance(one.value, str):
        return one.value
    if isinstance(one.value, int):
        return words.count(one.value) if one.value >= 0 else words.amount(one.value)
    return words.amount(one.value)


def deal_says(answer: Answer) -> str:
    """What would get the tabled text past its objectors; empty if nothing has to."""
    deal, scenario = answer.deal, answer.scenario
    if deal is None or words.alone(scenario):
        return ""
    if deal.refusing:
        firm = words.players(deal.refusing, scenario)
        text = f"Nothing makes up to {firm} for what the text would take, so no deal carries it"
        return f"{text}." if deal.certain else f"{text}; within the bands this may be otherwise."
    who = words.players(deal.needs, scenario)
    need, gain = words.amount(deal.total_need), words.amount(deal.total_gain)
    able = (
        f"those who gain by it gain {gain} in all and could make up for that"
        if deal.covered
        else f"those who gain by it gain {gain} in all, which does not make up for that"
    )
    sure = "" if deal.certain else "; within the bands this may be otherwise"
    return (
        f"To stop objecting, {who} would need {need} in all; {able}{sure}. Units of different"
        " players are taken as comparable, which is a judgement; a bloc counts once."
    )


def agenda_says(answer: Answer) -> str:
    """Which texts would pass, and who would table which of them."""
    scenario, found = answer.scenario, answer.agendas
    if words.alone(scenario):
        return ""
    labels = {o.name: o.label or o.name for o in scenario.options}
    reversion = scenario.reversion.outcome
    labels[reversion.name] = reversion.label or reversion.name
    if not found.passing:
        return "None of the listed texts would be adopted."
    content = found.favourites.get(reversion.name, ())
    rather = f"{words.players(content, scenario)} would rather table nothing" if content else ""
    if len(found.passing) == 1:
        (only,) = found.passing
        gaining = found.favourites.get(only, ())
        text = f"Only “{labels[only]}” would be adopted"
        if gaining:
            text += f"; those who gain by it: {words.players(gaining, scenario)}"
        return f"{text}. {words.capital(rather)}." if rather else f"{text}."
    parts = [
        f"“{labels[name]}” would be tabled by {words.players(players, scenario)}"
        for name, players in found.favourites.items()
        if players and name != reversion.name
    ]
    if rather:
        parts.append(rather)
    return f"Of the texts that would pass, {'; '.join(parts)}." if parts else ""


def _result(other: CodingAnswer) -> str:
    return outcome(other.blockings[0], other.scenario)


def coding_says(answer: Answer) -> list[str]:
    """What the other codings say about the options and the chair."""
    sentences = []
    labels = {o.name: o.label or o.name for o in answer.scenario.options}
    for coding, other in answer.codings.items():
        name = CODINGS.get(coding, f"the coding “{coding}”")
        tabled = other.blockings[0]
        alone = words.alone(other.scenario)
        if not other.flips:
            what = "option" if alone else "text"
            text = f"Under {name} the outcome of every {what} is the same"
        else:
            named = words.listed([f"“{labels[o]}”" for o in other.flips])
            text = f"Under {name} the outcome of {named} flips"
        if alone:
            sentences.append(f"{text}; “{labels[tabled.option.name]}” is {_result(other)}.")
            continue
        who = words.players(tabled.objectors, other.scenario)
        sentences.append(f"{text}; the tabled text is {_result(other)}, objecting: {who}.")
        if answer.chair is not None and other.full_upholding is not None:
            here = answer.chair.coalitions[0].marks["full upholding"]
            sentences.append(
                "Joint support for full upholding, each:"
                f" {words.threshold(here)} here, {words.threshold(other.full_upholding)} there."
            )
    return sentences
