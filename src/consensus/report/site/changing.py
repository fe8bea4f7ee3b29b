"""What would change the answer, in a few sentences."""

from __future__ import annotations

from collections.abc import Sequence

from ...models.blocking import Blocking
from ..answers import Answer
from ..prose import backing, inquiries, voting, words

__all__ = ["changes"]

_MOST_NEEDS = 6
_MOST_INQUIRIES = 3


def changes(answer: Answer) -> list[str]:
    """What the objectors would need, which other text passes, which ballots and support count."""
    return [
        *_needs(answer),
        *_other_texts(answer),
        *_ballots(answer),
        *_support(answer),
        *_inquiries(answer),
        *_codings(answer),
    ]


def _needs(answer: Answer) -> list[str]:
    tabled = answer.tabled
    if tabled.adopted or not tabled.objections:
        return []
    rows = [
        row
        for row in voting.objection_rows(tabled, answer.scenario)
        if not row["need"].startswith("not ")
    ]
    firm = [o.player for o in tabled.objections if o.uncompensable]
    refusal = (
        [f"Nothing makes up to {words.players(firm, answer.scenario)} for what it would take."]
        if firm
        else []
    )
    if not rows:
        return refusal
    first, *others = [(words.named(row["player"]), row["need"]) for row in rows]
    if words.alone(answer.scenario):
        return [f"To choose it, {first[0]} would have to be given {first[1]}."]
    listed = [f"{first[0]} would need {first[1]}", *(f"{name} {need}" for name, need in others)]
    text = words.listed(listed, most=_MOST_NEEDS)
    return [*refusal, f"To stop objecting to the tabled text, {text}."]


def _other_texts(answer: Answer) -> list[str]:
    others = answer.blockings[1:]
    if not others:
        return []
    alone = words.alone(answer.scenario)
    what, done = ("option", "chosen") if alone else ("text", "adopted")
    different = [b for b in others if b.adopted != answer.tabled.adopted]
    if not different:
        return [_none_different(others, what, done, adopted=answer.tabled.adopted)]
    would = "would be" if different[0].adopted else "would not be"
    parts = [f"“{_label(b)}”" + ("" if b.robust else " (not robust)") for b in different]
    return [f"With another {what} the outcome is different: {words.listed(parts)} {would} {done}."]


def _none_different(others: Sequence[Blocking], what: str, done: str, *, adopted: bool) -> str:
    """That the other options fare as the first one does."""
    many = len(others)
    if many == 1:
        either = f"is {done} as well" if adopted else f"is not {done} either"
        return f"The other {what}, “{_label(others[0])}”, {either}."
    if adopted:
        both = "Both" if many == 2 else f"All {words.few(many)}"
        return f"{both} other {what}s are {done} as well."
    neither = "Neither" if many == 2 else "None"
    return f"{neither} of the {words.few(many)} other {what}s is {done} either."


def _label(blocking: Blocking) -> str:
    return blocking.option.label or blocking.option.name


def _ballots(answer: Answer) -> list[str]:
    tabled, scenario = answer.tabled, answer.scenario
    if words.alone(scenario):
        return []
    if tabled.doubtful and not tabled.robust:
        who = words.players(tabled.doubtful, scenario)
        return [f"It depends on the ballots in doubt within their bands: {who}."]
    if tabled.swing:
        who = (
            f"any of the {len(tabled.assumed)} players without a coded position"
            if tabled.swing == tabled.assumed and len(tabled.assumed) > 1
            else words.players(tabled.swing, scenario)
        )
        return [f"The ballot of {who} would change it."]
    return []


def _support(answer: Answer) -> list[str]:
    short = backing.in_short(answer)
    return [short, backing.HONEST] if short else []


def _inquiries(answer: Answer) -> list[str]:
    """Where the outcomes of further questions change, one sentence each."""
    found = []
    for asked in answer.inquiries[:_MOST_INQUIRIES]:
        changing = [
            line
            for along, line in zip(
                asked.thresholds.values(), inquiries.threshold_says(asked), strict=True
            )
            if along.crossings
        ]
        if changing:
            outcome = words.spelled(asked.outcome, answer.scenario)
            sure = " (not robust)" if inquiries.is_robust(asked) == "no" else ""
            says = words.spelled(changing[0], answer.scenario)
            found.append(f"{asked.inquiry.question} {words.capital(outcome)}{sure}. {says}")
    return found


def _codings(answer: Answer) -> list[str]:
    """Which outcomes flip under another coding; nothing where none does."""
    flipped = [other for other in answer.codings.values() if other.flips]
    return inquiries.coding_says(answer)[:1] if flipped else []
