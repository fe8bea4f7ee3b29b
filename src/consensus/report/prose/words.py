"""Numbers, names and preferences as a reader meets them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from ...exact.read import Number
from ...games.preference import Ideal, Numbers
from ...models.scenario import Scenario, Stance
from ..answers import Threshold

__all__ = [
    "BASES",
    "REVERSIONS",
    "amount",
    "band",
    "capital",
    "count",
    "listed",
    "players",
    "preference",
    "proposer",
    "reversion_worth",
    "share",
    "spelled",
    "threshold",
]

REVERSIONS = {
    "continues": "the earlier commitment continues",
    "lapses": "the mandate lapses",
    "provisional": "provisional figures go on",
    "none_adopted": "no text is adopted",
    "deferred": "the choice is deferred",
}
BASES = {
    "coded": "the player's own coding",
    "bloc": "its bloc's coding",
    "aligned": "a statement it aligned itself with",
    "assumed": "no coded position, assumed not to object",
}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CODE = re.compile(r"\b[A-Z]{3}\b")
_LARGEST_PLAIN = 10**6


def amount(value: Number | float) -> str:
    """A judgement's number: two decimals, never more digits than it carries."""
    number = float(value)
    text = f"{number:.2f}" if abs(number) < _LARGEST_PLAIN else f"{number:.1e}"
    return text.replace("-", "−")


def band(low: Number, high: Number) -> str:
    """A range of two amounts."""
    return f"{amount(low)} to {amount(high)}"


def threshold(mark: Threshold) -> str:
    """A threshold with its range over the bands."""
    if mark.low == mark.high:
        return amount(mark.value)
    return f"{amount(mark.value)} ({band(mark.low, mark.high)})"


def capital(text: str) -> str:
    """The text with its first letter raised and all others as they are."""
    return text[:1].upper() + text[1:]


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


def proposer(scenario: Scenario) -> str:
    """Who tabled the text; as chair where it is known to have done so."""
    return scenario.name_of(scenario.proposer)


def preference(known: Stance) -> str:
    """A player's preference in a few words."""
    kind = known.preference
    if kind is None:
        return "no coded position"
    if isinstance(kind, Ideal):
        return f"{amount(kind.point)} ({band(*kind.band)}), salience {amount(kind.salience)}"
    if isinstance(kind, Numbers):
        return ", ".join(f"{name} {amount(v)}" for name, v in kind.values.items())
    return " > ".join(" = ".join(tier) for tier in kind.tiers)


def reversion_worth(known: Stance) -> str:
    """To which distance from its ideal a player holds an off-scale reversion equivalent."""
    kind = known.preference
    if not isinstance(kind, Ideal) or kind.reversion_distance is None:
        return ""
    reach = kind.reversion_band
    assert reach is not None
    if reach[0] == reach[1]:
        return amount(kind.reversion_distance)
    return f"{amount(kind.reversion_distance)} ({band(*reach)})"


def spelled(text: str, scenario: Scenario) -> str:
    """The text with the codes of players written out as their names."""
    known = scenario.names
    return _CODE.sub(lambda found: known.get(found.group(), found.group()), text)


def count(number: int) -> str:
    """A whole number: in full when short, as a power of ten when long."""
    if number < 10**7:
        return f"{number:,}"
    power = len(str(number)) - 1
    lead = Fraction(number, 10**power)
    return f"about {float(lead):.1f} × 10{str(power).translate(_RAISED)}"


def share(part: int, whole: int) -> str:
    """A part of a whole in words or per cent."""
    if part == 0:
        return "none"
    if part == whole:
        return "all"
    ratio = Fraction(part, whole)
    if ratio > Fraction(1, 1000):
        return f"{float(ratio):.1%}"
    lead, power = f"{float(ratio):.1e}".split("e")
    return f"a share of {lead} × 10⁻{str(abs(int(power))).translate(_RAISED)}"
