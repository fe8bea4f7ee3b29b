"""What is at stake for one player, in words: from a stance and its band, without numbers."""

from __future__ import annotations

from typing import Any

from ...games.preference import Gain, Ideal, Numbers, Outcome, Ranking
from ...models.scenario import Scenario, Stance
from ..prose import words

__all__ = ["best", "firmness", "on_option", "standing_alone", "way_out"]

_MUCH, _SOME = 2, 1  # thirds of the player's largest stake
_NO_DECISION = "no decision"


def on_option(scenario: Scenario, stance: Stance, option: Outcome) -> str:
    """What one text is worth to the player beside no decision, and how sure that is."""
    gain = _gain(scenario, stance, option)
    if gain is None:
        return "Your government has not told you what it thinks of it."
    if gain.ordinal:
        way = {1: "Better for you than", 0: "The same to you as", -1: "Worse for you than"}
        return f"{way[_sign(gain.central)]} {_NO_DECISION}; by how much, you have never had to say."
    return f"{_size(gain.central, _most(scenario, stance))}{_doubt(gain)}{_borne(gain, stance)}"


def best(scenario: Scenario, stance: Stance) -> str:
    """What the player would like best."""
    kind = stance.preference
    if kind is None:
        return (
            "Your government has taken no position. Listen, ask what a text means for you, and"
            " decide at the table whether to assent, to be silent or to object."
        )
    if isinstance(kind, Ideal):
        return _place(scenario, kind)
    if isinstance(kind, Numbers):
        most = max(kind.values.values())
        liked = [name for name, value in kind.values.items() if value == most]
    else:
        assert isinstance(kind, Ranking)
        liked = list(kind.tiers[0])
    return f"You would like best: {words.listed(_label(scenario, name) for name in liked)}."


def _place(scenario: Scenario, kind: Ideal) -> str:
    """An ideal point in words, between the two ends of the scale."""
    if scenario.scale is None:
        return "You have in mind a text of your own, somewhere between those on the table."
    zero, one = scenario.scale.zero, scenario.scale.one
    point: Any = kind.point
    low, high = kind.band
    text = (
        f"Think of a scale. At one end: {zero}. At the other: {one}."
        f" What you would like best lies {_where(point)}."
    )
    return (
        text if _where(low) == _where(high) else f"{text} Your government has left you some room."
    )


def _where(point: Any) -> str:
    for bound, where in (
        (1, "at the first end or close to it"),
        (2, "nearer to the first end"),
        (3, "about halfway"),
        (4, "nearer to the second end"),
    ):
        if point * 5 < bound:
            return where
    return "at the second end or close to it"


def standing_alone(stance: Stance) -> str:
    """What objecting alone costs the player."""
    if stance.preference is None:
        return ""
    if stance.stand_alone_cost == 0:
        return "To be the only one who objects costs you nothing."
    return (
        "To be seen to object alone costs you something. Over a small loss you would rather be"
        " silent."
    )


def firmness(stance: Stance) -> str:
    """Whether what it loses is for sale."""
    if stance.uncompensable:
        return (
            "A text that is worse for you than no decision is not for sale: nothing that is offered"
            " elsewhere makes up for it. Do not let yourself be bought."
        )
    return ""


def way_out(scenario: Scenario, stance: Stance, option: Outcome) -> str:
    """What the player would need in order to let a text pass, or could give for it."""
    gain = _gain(scenario, stance, option)
    if gain is None:
        return ""
    if gain.ordinal:
        if gain.central >= 0:
            return "You would give something for it; how much is up to you."
        return "You would have to be offered something else; how much is up to you."
    lack: Any = -gain.central
    if gain.central >= 0:
        size = _amount(gain.central, _most(scenario, stance))
        return f"You gain by it, and could give {size} for it." if gain.central > 0 else ""
    if stance.uncompensable:
        return "Nothing makes you let it pass."
    cost: Any = stance.stand_alone_cost
    if lack <= cost:
        return "You may let it pass as it is, and need not say so at once."
    size = _amount(lack - cost, _most(scenario, stance))
    return f"To let it pass you would need {size}: in the text, or on another matter."


def _gain(scenario: Scenario, stance: Stance, option: Outcome) -> Gain | None:
    if stance.preference is None:
        return None
    return stance.preference.gain(option, scenario.reversion.outcome)


def _most(scenario: Scenario, stance: Stance) -> Any:
    """The player's largest stake in any text on the table, by which all others are measured."""
    gains = [_gain(scenario, stance, option) for option in scenario.options]
    sizes: list[Any] = [abs(gain.central) for gain in gains if gain is not None]
    return max(sizes)


def _size(central: Any, most: Any) -> str:
    if central == 0:
        return f"The same to you as {_NO_DECISION}"
    part = 3 * abs(central)
    size = "Much " if part >= _MUCH * most else "" if part >= _SOME * most else "A little "
    way = "better" if central > 0 else "worse"
    return f"{words.capital(f'{size}{way}')} for you than {_NO_DECISION}"


def _amount(central: Any, most: Any) -> str:
    part = 3 * central
    if part >= _MUCH * most:
        return "a great deal"
    return "something of weight" if part >= _SOME * most else "a little"


def _doubt(gain: Gain) -> str:
    low: Any = gain.low
    high: Any = gain.high
    if low < 0 < high:
        return ", as you see it now; you are not sure, and good arguments may turn you."
    return "; of that you are sure."


def _borne(gain: Gain, stance: Stance) -> str:
    loss: Any = -gain.central
    if 0 < loss <= stance.stand_alone_cost and not stance.uncompensable:
        return " It is not worth standing alone over."
    return ""


def _label(scenario: Scenario, name: str) -> str:
    """An outcome in its own words."""
    for outcome in (*scenario.options, scenario.reversion.outcome):
        if outcome.name == name:
            return f"“{outcome.label or outcome.name}”"
    return f"“{name}”"


def _sign(value: Any) -> int:
    return int(value > 0) - int(value < 0)
