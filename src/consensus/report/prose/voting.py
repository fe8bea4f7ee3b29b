"""Who can block, who would, what follows, and how sure that is, in sentences."""

from __future__ import annotations

from ...exact.read import Number
from ...models.blocking import Blocking, Objection
from ...models.scenario import Scenario
from ..answers import Answer
from . import words

__all__ = [
    "because",
    "blocked_by",
    "follows",
    "follows_plainly",
    "headline",
    "need",
    "objection_rows",
    "option_outcome",
    "outcome",
    "power_says",
    "stated_rule",
    "swing_says",
    "vote_says",
]


def headline(answer: Answer) -> str:
    """The outcome in one sentence, with its cause."""
    blocking, scenario = answer.tabled, answer.scenario
    text = f"“{blocking.option.label or blocking.option.name}”"
    if words.alone(scenario):
        decides = words.capital(words.players(scenario.players, scenario))
        chosen = "chooses" if blocking.adopted else "does not choose"
        return f"{decides} decides alone and {chosen} {text}."
    objectors = words.capital(words.players(blocking.objectors, scenario))
    objects = "objects" if len(blocking.objectors) == 1 else "object"
    if blocking.adopted and not blocking.objectors:
        return f"Nobody objects, and {text} is adopted."
    if blocking.adopted:
        return (
            f"{text} is adopted although {words.players(blocking.objectors, scenario)} {objects}."
        )
    if not blocking.objectors:
        return f"Nobody objects, but {text} does not find the assents it needs and is not adopted."
    if not blocking.stopped:
        return (
            f"{text} does not find the assents it needs, with or without objections, and is not"
            f" adopted; {words.players(blocking.objectors, scenario)} {objects}."
        )
    if len(blocking.stopping) in (0, len(blocking.objectors)):
        together = "" if blocking.stopping else " and together stop it"
        return f"{objectors} {objects}{together}, so {text} is not adopted."
    stopping = words.players(blocking.stopping, scenario)
    return f"{objectors} {objects}; that of {stopping} counts, so {text} is not adopted."


def follows(scenario: Scenario) -> str:
    """What happens without a decision, and who is strong under it."""
    strong = scenario.reversion.strong
    return follows_plainly(scenario) + (f" Strong under it is {strong}." if strong else "")


def follows_plainly(scenario: Scenario) -> str:
    """What happens without a decision, and no judgement of it."""
    reversion = scenario.reversion
    label = reversion.outcome.label
    if words.alone(scenario):
        return f"Otherwise: {label or reversion.outcome.name}."
    sentence = f"Without a decision {words.REVERSIONS[reversion.type]}"
    return sentence + (f": {label}." if label else ".")


def because(answer: Answer) -> str:
    """Whether the outcome is robust, and whose doubt matters."""
    blocking = answer.tabled
    result = outcome(blocking, answer.scenario)
    if words.alone(answer.scenario):
        where = "is the same wherever in their bands its values lie"
        if not blocking.robust:
            where = "is not robust: it changes within the bands of its values"
        return f"The outcome ({result}) {where}."
    if blocking.robust:
        sure = f"The outcome ({result}) is the same wherever in their bands the positions lie"
    else:
        sure = f"The outcome ({result}) is not robust: it changes within the bands"
    doubt = _doubt(blocking, answer.scenario)
    return f"{sure}; {doubt}." if doubt else f"{sure}."


def outcome(blocking: Blocking, scenario: Scenario) -> str:
    """Adopted or not; of a choice of one State, chosen or not."""
    done = "chosen" if words.alone(scenario) else "adopted"
    return done if blocking.adopted else f"not {done}"


def _doubt(blocking: Blocking, scenario: Scenario) -> str:
    if not blocking.doubtful:
        return ""
    who = words.players(blocking.doubtful, scenario)
    if len(blocking.doubtful) == 1:
        return f"the ballot of {who} is in doubt"
    return f"the ballots of {who} are in doubt"


def option_outcome(blocking: Blocking, scenario: Scenario) -> str:
    """One option's outcome in a few words, with its doubt."""
    result = outcome(blocking, scenario)
    if blocking.robust:
        return result
    if words.alone(scenario):
        return f"{result}, not robust"
    return f"{result}, not robust: {_doubt(blocking, scenario)}"


def stated_rule(scenario: Scenario) -> str:
    """How players without a coding of their own are treated, as far as this scenario has any."""
    bases = {stance.basis for stance in scenario.stances.values()}
    parts = []
    if "bloc" in bases:
        parts.append("members of a bloc take the bloc's position")
    if "aligned" in bases:
        parts.append(
            "those that aligned themselves with a bloc's statement take it with a wider band"
        )
    if "assumed" in bases:
        parts.append("the others without a coded position are assumed not to object")
    return (
        f"{words.capital('; '.join(parts))}." if parts else "Every player has a coding of its own."
    )


def swing_says(blocking: Blocking, scenario: Scenario) -> str:
    """Who has no coded position, and whether one of them could change the outcome."""
    if not blocking.assumed:
        bases = {stance.basis for stance in scenario.stances.values()}
        return "" if bases == {"coded"} else "Every player has a coded position."
    who = words.players(blocking.assumed, scenario, most=20)
    start = f"Without a coded position ({len(blocking.assumed)}): {who}."
    if blocking.swing:
        could = words.players(blocking.swing, scenario, most=20)
        if blocking.swing == blocking.assumed:
            could = "each of them"
        return f"{start} One alone could change the outcome: {could}."
    if blocking.swing_within:
        return (
            f"{start} None of them could change the outcome alone as the positions are coded; if"
            " those in doubt were as kind to the text as their bands allow,"
            f" {_each(blocking, scenario)} could."
        )
    return f"{start} None of them could change the outcome alone."


def _each(blocking: Blocking, scenario: Scenario) -> str:
    if blocking.swing_within == blocking.assumed:
        return "each of them"
    return words.players(blocking.swing_within, scenario, most=20)


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
        "cost": words.amount(stance.stand_alone_cost),
        "basis": stance.basis,
        "why": stance.rationale,
        "source": stance.direction_source,
    }


def need(objection: Objection) -> str:
    """What one objector would have to be given, in the units of its salience."""
    if objection.uncompensable:
        return "not for sale (nothing makes up for it)"
    if objection.need is None:
        return "not known (a ranking)"
    least, most = objection.least_need, objection.most_need
    assert least is not None
    assert most is not None
    text = words.amount(objection.need)
    return text if least == most else f"{text} ({words.band(least, most)})"


def blocked_by(blocking: Blocking, scenario: Scenario) -> str:
    """Who objects to one option, for a cell of a table."""
    return words.labels(blocking.objectors, scenario)


def vote_says(answer: Answer) -> str:
    """How many equilibria the vote has and what is left of them."""
    found = answer.vote
    assert found is not None
    total = found.adopting + found.blocking
    if found.strong == (True,):
        left = "In all that no coalition can upset the text is adopted."
    elif found.strong == (False,):
        left = "In all that no coalition can upset it is not adopted."
    elif found.strong:
        left = "Of those that no coalition can upset some adopt the text and some do not."
    else:
        left = "A coalition can upset each of them."
    why = ""
    if answer.power.vetoers > 1:
        why = (
            " Where one objection is enough, no single ballot matters once two object, so blocking"
            " together is always among them."
        )
    many = "equilibrium" if total == 1 else "equilibria"
    part = words.share(found.adopting, total)
    verb = "adopts" if part == "none" else "adopt"
    return (
        f"As a simultaneous vote it has {words.count(total)} pure Nash {many}; {part} of them"
        f" {verb} the text.{why} {left}"
    )


def power_says(answer: Answer) -> str:
    """Vetoers and power to prevent first, indices after: one index alone misleads."""
    power = answer.power
    if power.players == 1:
        name = words.players(answer.scenario.players, answer.scenario)
        return f"Nobody but {name}: this is a choice of one State, not a vote."
    if power.vetoers == power.players and power.players > 1:
        who = "Both" if power.players == 2 else f"All {power.players}"
        return (
            f"{who} have a veto and the full power to prevent. The Shapley–Shubik"
            f" index is 1/{power.players} for each and would be the same if any one objection were"
            " ignored, so it says nothing about who can block."
        )
    some = (
        f"None of the {power.players} has a veto."
        if power.vetoers == 0
        else f"{words.capital(words.few(power.vetoers))} of the {power.players}"
        f" {'has' if power.vetoers == 1 else 'have'} a veto."
    )
    if power.least_prevent == power.most_prevent and power.least_shapley == power.most_shapley:
        return (
            f"{some} The power to prevent is"
            f" {_exact_or_rounded(power.most_prevent)} for each, the Shapley–Shubik index"
            f" {_exact_or_rounded(power.most_shapley)}."
        )
    return (
        f"{some} The power to prevent lies between"
        f" {float(power.least_prevent):.3f} and {float(power.most_prevent):.3f}, the Shapley–Shubik"
        f" index between {float(power.least_shapley):.4f} and {float(power.most_shapley):.4f}."
    )


def _exact_or_rounded(value: Number) -> str:
    """A short number as it is, a long one with its size."""
    text = str(value)
    return text if len(text) <= 9 else f"about {float(value):.1e}"
