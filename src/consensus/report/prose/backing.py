"""What support does to a chair that may act alone, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from ...models.scenario import Scenario
from ...sweeps.pieces import Crossing
from ..answers import Answer, ChairAnswer, Coalition, Threshold
from . import words

__all__ = ["assumptions", "edge_says", "in_short", "summary", "support_says"]

HONEST = (
    "Support cannot override an objection. It acts on what the chair does alone, and it does not"
    " change who can block."
)
_DEGREES = {
    "accommodates fully": 4,
    "mostly accommodates": 3,
    "balances": 2,
    "mostly upholds": 1,
    "upholds fully": 0,
}


def support_says(chair: ChairAnswer, scenario: Scenario) -> list[str]:
    """How much support it takes, jointly and apart, and what support cannot do."""
    name = words.named(scenario.name_of(chair.chair.player))
    sentences = [
        f"{words.capital(name)} as chair, where it may act alone: full upholding means it"
        f" {chair.chair.upholding}; full accommodation means it {chair.chair.accommodating}."
    ]
    sentences += [_way_says(way, chair) for way in chair.coalitions]
    return [*sentences, HONEST]


def _way_says(way: Coalition, chair: ChairAnswer) -> str:
    how = {
        "joint": f"Backed jointly by {words.listed(chair.chair.backers)}",
        "side by side": "Backed side by side, each on its own",
        "alone": "Backed by one of them alone",
    }[way.name]
    each = "it" if way.name == "alone" else "each of them"
    middle, full = way.marks["balance"], way.marks["full upholding"]
    if full.unclipped <= 0:
        return f"{how}, the chair upholds fully already without support{_range(full)}."
    half = f"mostly upholds once {each} gives more than {words.threshold(middle)}"
    if middle.unclipped < 0:
        half = f"mostly upholds already without support{_range(middle)}"
    return (
        f"{how}, the chair {half}{_reach(middle, chair)}"
        f" and fully from {words.threshold(full)}{_reach(full, chair)}."
    )


def _range(mark: Threshold) -> str:
    return f" (up to {words.amount(mark.high)} within the bands)" if mark.high > 0 else ""


def _reach(mark: Threshold, chair: ChairAnswer) -> str:
    """Whether a mark lies within the range of support that is looked at."""
    most = chair.chair.most_support
    if mark.low > most:
        return ", beyond the range that is looked at anywhere in the bands"
    if mark.value > most:
        return ", beyond the range that is looked at"
    if mark.high > most:
        return ", which may lie beyond the range that is looked at"
    return ""


def in_short(answer: Answer) -> str:
    """The thresholds of full upholding in one sentence; empty without a chair."""
    chair = answer.chair
    if chair is None:
        return ""
    marks = {way.name: way.marks["full upholding"] for way in chair.coalitions}
    name = words.named(answer.scenario.name_of(chair.chair.player))
    return (
        f"Where it acts alone, {name} as chair upholds fully from a support of"
        f" {words.threshold(marks['joint'])} each, given jointly;"
        f" {words.threshold(marks['side by side'])} each, side by side; or"
        f" {words.threshold(marks['alone'])} by one alone."
    )


def summary(answers: Sequence[Answer]) -> list[str]:
    """The few sentences that open the report and the terminal."""
    from .voting import follows, headline

    lines: list[str] = []
    for answer in answers:
        scenario = answer.scenario
        parts = [f"{scenario.title}.", headline(answer), follows(scenario), in_short(answer)]
        lines.append(" ".join(part for part in parts if part))
    one_rule = len({answer.scenario.rule for answer in answers}) == 1
    if one_rule and len({answer.scenario.reversion.type for answer in answers}) > 1:
        lines.append("The rule is the same; what differs is what happens without a decision.")
    if any(answer.chair is not None for answer in answers):
        lines.append(HONEST)
    return lines


def edge_says(crossing: Crossing) -> str:
    """Why the chair's conduct changes at an edge."""
    before, after = crossing.before.conduct, crossing.after.conduct
    if _DEGREES[before] == 4:
        return "beyond this the chair gains by accommodating less than fully"
    if _DEGREES[after] == 0:
        return "from here on any accommodation costs the chair more than it brings"
    if _DEGREES[before] > _DEGREES[after]:
        return "here pressure and support weigh the same, and the chair balances"
    return "beyond this the chair gains by accommodating more"


def assumptions(chair: ChairAnswer) -> list[str]:
    """What the chair's model takes for granted."""
    sentences = [
        "One dimension, with pressure and support constant at the margin; nobody can overrule the"
        " chair where it acts alone.",
        f"That joint support is worth {words.amount(chair.shield.saving)} times as much in total as"
        " a single backer's restates the synergy, which is an input.",
        "One dependence on the pressing side must not be counted in lean, pressure and synergy at"
        " once.",
    ]
    if chair.coalitions[0].marks["balance"].unclipped <= 0:
        sentences.append("Without support the chair already upholds at least in balance.")
    return sentences
