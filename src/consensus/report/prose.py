"""Answers in sentences: the same words go to the terminal, the page and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from ..exact.read import Number
from ..games.preference import Ideal, Numbers
from ..models.blocking import Blocking, Objection
from ..models.scenario import Scenario, Stance
from ..sweeps.pieces import Crossing, Reason
from .answers import Answer, ChairAnswer, Coalition, Threshold, Vote

__all__ = [
    "REVERSIONS",
    "amount",
    "because",
    "blocked_by",
    "follows",
    "headline",
    "listed",
    "need",
    "objection_rows",
    "players",
    "power_says",
    "reason_says",
    "stance",
    "summary",
    "support_says",
    "swing_says",
    "threshold",
    "vote_says",
]

REVERSIONS = {
    "continues": "the earlier commitment continues",
    "lapses": "the mandate lapses",
    "provisional": "provisional figures go on",
    "none_adopted": "there is no text",
    "deferred": "the choice is deferred",
}


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def amount(value: Number) -> str:
    """A judgement's number: two decimals, never more digits than it carries."""
    return f"{float(value):.2f}".replace("-", "−")


def threshold(mark: Threshold) -> str:
    """A threshold with its range over the bands."""
    if mark.low == mark.high:
        return amount(mark.value)
    return f"{amount(mark.value)} ({amount(mark.low)} to {amount(mark.high)})"


def listed(names: Iterable[str], *, most: int = 8) -> str:
    """Names in a sentence; beyond `most`, how many more."""
    all_names = list(names)
    if not all_names:
        return "nobody"
    if len(all_names) > most:
        return ", ".join(all_names[:most]) + f" and {len(all_names) - most} more"
    if len(all_names) == 1:
        return all_names[0]
    return ", ".join(all_names[:-1]) + " and " + all_names[-1]


def players(names: Iterable[str], scenario: Scenario, *, most: int = 8) -> str:
    """Players in a sentence; a bloc whose members are all among them is named once."""
    remaining = dict.fromkeys(names)
    shown: list[str] = []
    for bloc, members in scenario.blocs.items():
        if all(member in remaining for member in members):
            shown.append(scenario.name_of(bloc))
            for member in members:
                del remaining[member]
    return listed([*shown, *(scenario.name_of(player) for player in remaining)], most=most)


def headline(answer: Answer) -> str:
    """The outcome in one sentence."""
    blocking, scenario = answer.tabled, answer.scenario
    text = blocking.option.label or blocking.option.name
    if blocking.adopted:
        return f"Nobody whose objection counts stops it: “{text}” is adopted."
    who = players(blocking.objectors, scenario)
    who = who[0].upper() + who[1:]
    verb = "objects" if len(blocking.objectors) == 1 else "object"
    if not blocking.objectors:
        return f"“{text}” does not find the assents that it needs, so it is not adopted."
    return f"{who} {verb}, so “{text}” is not adopted."


def follows(scenario: Scenario) -> str:
    """What happens without consensus, and who is strong under it."""
    reversion = scenario.reversion
    sentence = (
        f"Without consensus {REVERSIONS[reversion.type]}:"
        f" {reversion.outcome.label or reversion.outcome.name}."
    )
    return sentence + (f" Strong under it is {reversion.strong}." if reversion.strong else "")


def because(answer: Answer) -> str:
    """Whether the outcome is robust, and whose doubt matters."""
    blocking, scenario = answer.tabled, answer.scenario
    outcome = "adopted" if blocking.adopted else "not adopted"
    if blocking.robust:
        sure = f"The outcome ({outcome}) is the same wherever in their bands the positions lie"
    else:
        sure = f"The outcome ({outcome}) is not robust: it changes within the bands"
    if not blocking.doubtful:
        return sure + "."
    who = players(blocking.doubtful, scenario)
    if len(blocking.doubtful) == 1:
        return f"{sure}; the ballot of {who} is in doubt."
    return f"{sure}; the ballots of {who} are in doubt."


def swing_says(answer: Answer) -> str:
    """Who has no coded position, and whether one of them could change the outcome."""
    blocking, scenario = answer.tabled, answer.scenario
    if not blocking.assumed:
        return "Every player has a coded position."
    who = players(blocking.assumed, scenario, most=20)
    count = len(blocking.assumed)
    start = f"{count} without a coded position, assumed not to object: {who}."
    if blocking.swing:
        could = players(blocking.swing, scenario, most=20)
        return f"{start} Each of these could change the outcome alone: {could}."
    return f"{start} None of them could change the outcome alone."


def objection_rows(blocking: Blocking, scenario: Scenario) -> list[dict[str, str]]:
    """One row for each objector; a bloc that objects as a whole, for one reason, is one row."""
    rows = {o.player: _row(o, scenario) for o in blocking.objections}
    for bloc, members in scenario.blocs.items():
        known = [rows.get(member) for member in members]
        first = known[0]
        if first is not None and all(
            row is not None and {**row, "player": ""} == {**first, "player": ""} for row in known
        ):
            rows = {
                bloc: {**first, "player": scenario.name_of(bloc)},
                **{player: row for player, row in rows.items() if player not in members},
            }
    return list(rows.values())


def _row(objection: Objection, scenario: Scenario) -> dict[str, str]:
    stance = scenario.stances[objection.player]
    return {
        "player": scenario.name_of(objection.player),
        "need": need(objection),
        "settled": "objects" if objection.settled else "in doubt",
        "basis": stance.basis,
        "source": stance.direction_source,
    }


def need(objection: Objection) -> str:
    """What one objector would have to be given, in the units of its salience."""
    if objection.need is None:
        return "only the direction of its preference is known"
    least, most = objection.least_need, objection.most_need
    assert least is not None
    assert most is not None
    text = amount(objection.need)
    return text if least == most else f"{text} ({amount(least)} to {amount(most)})"


def vote_says(found: Vote) -> str:
    """How many equilibria the vote has and what is left of them."""
    total = found.adopting + found.blocking
    if found.strong == (True,):
        left = "In all that no coalition can upset the text is adopted"
    elif found.strong == (False,):
        left = "In all that no coalition can upset it is blocked"
    elif found.strong:
        left = "Of those that no coalition can upset some adopt the text and some block it"
    else:
        left = "A coalition can upset each of them"
    return (
        f"As a simultaneous vote it has {_many(total)} pure Nash equilibria, and"
        f" {_share(found.adopting, total)} of them adopt the text. Where one objection is enough,"
        " no single ballot matters once two object, so blocking together is always among them."
        f" {left}."
    )


def _many(count: int) -> str:
    if count < 10**7:
        return f"{count:,}"
    power = len(str(count)) - 1
    lead = Fraction(count, 10**power)
    return f"about {float(lead):.1f} × 10{str(power).translate(_RAISED)}"


def _share(part: int, whole: int) -> str:
    if part == 0:
        return "none"
    if part == whole:
        return "all"
    share = Fraction(part, whole)
    return f"{float(share):.1%}" if share > Fraction(1, 1000) else f"{float(share):.1e}"


def power_says(answer: Answer) -> str:
    """Vetoers and power to prevent first, indices after: one index alone misleads."""
    power = answer.power
    if power.vetoers == power.players:
        return (
            f"All {power.players} have a veto and the full power to prevent. The Shapley–Shubik"
            f" index is 1/{power.players} for each and would be the same if any one objection were"
            " ignored, so it says nothing about who can block."
        )
    return (
        f"{power.vetoers} of {power.players} have a veto. The power to prevent lies between"
        f" {float(power.least_prevent):.3f} and {float(power.most_prevent):.3f}, the Shapley–Shubik"
        f" index between {float(power.least_shapley):.4f} and {float(power.most_shapley):.4f}."
    )


def support_says(chair: ChairAnswer, scenario: Scenario) -> list[str]:
    """How much support it takes, jointly and apart, and what support cannot do."""
    backers = listed(chair.chair.backers)
    name = scenario.name_of(chair.chair.player)
    sentences = [
        f"{name} as chair, where it may act alone: full upholding means it"
        f" {chair.chair.upholding}; full accommodation means it {chair.chair.accommodating}."
    ]
    for way in chair.coalitions:
        sentences.append(_way_says(way, backers, chair))
    sentences.append(
        "Support cannot override an objection. It acts on what the chair does alone, and it does"
        " not change who can block."
    )
    return sentences


def _way_says(way: Coalition, backers: str, chair: ChairAnswer) -> str:
    mark = way.marks["full upholding"]
    middle = way.marks["balance"]
    how = {
        "joint": f"Backed jointly by {backers}",
        "side by side": "Backed side by side, each on its own",
        "alone": "Backed by one of them alone",
    }[way.name]
    each = "it" if way.name == "alone" else "each of them"
    reach = ""
    most: Any = chair.chair.most_support
    if mark.low > most:
        reach = ", which is beyond the range that is looked at, anywhere in the bands"
    elif mark.high > most:
        reach = ", which may be beyond the range that is looked at: not robust"
    return (
        f"{how}, the chair mostly upholds once {each} gives more than {threshold(middle)}"
        f" and fully from {threshold(mark)}{reach}."
    )


def stance(known: Stance) -> str:
    """A player's preference in a few words."""
    preference = known.preference
    if preference is None:
        return "no coded position"
    if isinstance(preference, Ideal):
        low, high = preference.band
        return (
            f"{amount(preference.point)} ({amount(low)} to {amount(high)}),"
            f" salience {amount(preference.salience)}"
        )
    if isinstance(preference, Numbers):
        return ", ".join(f"{name} {amount(v)}" for name, v in preference.values.items())
    return " > ".join(" = ".join(tier) for tier in preference.tiers)


def reason_says(crossing: Crossing) -> str:
    """Why the chair's conduct changes at an edge, from the deviation that appears there."""
    reason = crossing.reason
    if not isinstance(reason, Reason):
        return "" if reason is None else str(reason)
    side = {"before": "beyond this", "after": "below this", "at": "on either side of it"}
    return (
        f"a degree of accommodation of {reason.item} no longer suits the chair"
        f" {side[reason.stands]}: it prefers {reason.upset.move}"
    )


def summary(answers: Sequence[Answer]) -> list[str]:
    """The few sentences that open the report and the terminal."""
    lines: list[str] = []
    for answer in answers:
        lines.append(f"{answer.scenario.title}. {headline(answer)} {follows(answer.scenario)}")
    if len({a.scenario.reversion.type for a in answers}) > 1 and len(answers) > 1:
        lines.append(
            "The rule is the same and anyone may say no; what differs is what happens then."
        )
    return lines


def blocked_by(blocking: Blocking, scenario: Scenario) -> str:
    """Who objects to one option."""
    return players(blocking.objectors, scenario)
