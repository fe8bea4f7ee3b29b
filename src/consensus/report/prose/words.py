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
    "alone",
    "amount",
    "band",
    "capital",
    "count",
    "few",
    "labels",
    "listed",
    "named",
    "parameter",
    "players",
    "preference",
    "proposer",
    "reversion_worth",
    "share",
    "spelled",
    "spelled_labels",
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
# Two letters are a code only where a name would end: "then EU,", never "an EU statement".
_CODE = re.compile(r"(?<!\bthe )\b(?:[A-Z]{3}\b|[A-Z]{2}\b(?=[,.;:”]| would |$))")
# Names whose last noun is a common one take the article in running text: the Holy See.
_WITH_ARTICLE = re.compile(
    r"(?:[A-Z]\w+ )*(?:Federation|Kingdom|Netherlands|Republic|See|States|Union)"
    r"(?: of \w+)?(?: \(.*\))?"
)
_PROPER = frozenset({"american", "chinese", "european", "georgian", "kazakh", "russian", "western"})
_FEW = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LARGEST_PLAIN = 10**6


def alone(scenario: Scenario) -> bool:
    """Whether one player decides by itself, so that there is no vote and nothing is tabled."""
    return len(scenario.players) == 1


def amount(value: Number | float) -> str:
    """A judgement's number: two decimals, never more digits than it carries; counts are whole."""
    number = float(value)
    if number.is_integer() and 10 <= abs(number) < _LARGEST_PLAIN:
        return f"{number:.0f}".replace("-", "−")
    text = f"{number:.2f}" if abs(number) < _LARGEST_PLAIN else f"{number:.1e}"
    if text == "-0.00":
        return "0.00"
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


def named(name: str) -> str:
    """A name as it stands in running text: with its article, where it takes one.

    Examples
    --------
    >>> named("Russian Federation"), named("Kazakhstan")
    ('the Russian Federation', 'Kazakhstan')
    """
    return f"the {name}" if _WITH_ARTICLE.fullmatch(name) else name


def parameter(name: str, meaning: str = "") -> str:
    """A parameter's name in words, proper names raised as they are in its meaning.

    Examples
    --------
    >>> parameter("nato_stake", "what taking part is worth to NATO")
    'NATO stake'
    """
    proper = {word.lower(): word for word in re.findall(r"\w+", meaning) if word[0].isupper()}
    parts = name.split("_")
    return " ".join(proper.get(p, p.capitalize() if p in _PROPER else p) for p in parts)


def few(number: int) -> str:
    """A small whole number in words, a larger one in figures."""
    return _FEW[number] if number < len(_FEW) else str(number)


def players(names: Iterable[str], scenario: Scenario, *, most: int = 8) -> str:
    """Players in a sentence; a bloc whose members are all among them is named once."""
    return listed(map(named, _together(names, scenario)), most=most)


def labels(names: Iterable[str], scenario: Scenario, *, most: int = 8) -> str:
    """The same in a cell of a table, where names take no article."""
    return listed(_together(names, scenario), most=most)


def _together(names: Iterable[str], scenario: Scenario) -> list[str]:
    """The names of players, a bloc that is there as a whole by its own."""
    remaining = dict.fromkeys(names)
    shown: list[str] = []
    for bloc, members in scenario.blocs.items():
        if all(member in remaining for member in members):
            shown.append(scenario.name_of(bloc))
            for member in members:
                del remaining[member]
    return [*shown, *(scenario.name_of(player) for player in remaining)]


def proposer(scenario: Scenario) -> str:
    """Who tabled the text; as chair where it is known to have done so."""
    return named(scenario.name_of(scenario.proposer))


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
    """A sentence with the codes of players written out as their names."""
    known = scenario.names

    def name(found: re.Match[str]) -> str:
        full = named(known.get(found.group(), found.group()))
        return full if found.start() else capital(full)

    return _CODE.sub(name, text)


def spelled_labels(text: str, scenario: Scenario) -> str:
    """The same in a cell of a table, where names take no article."""
    return _CODE.sub(lambda found: scenario.names.get(found.group(), found.group()), text)


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
