"""How a player values outcomes: an ideal point with a salience, numbers, or a ranking.

Each kind answers one question: what does the player gain if an option is adopted instead of the
reversion, and how far can that gain lie from the coded value within the bands of doubt?
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from immutabledict import immutabledict

from ..errors import InvalidInput
from ..exact.read import Number, exact_number, shown

__all__ = ["Gain", "Ideal", "Numbers", "Outcome", "Preference", "Ranking"]


@dataclass(frozen=True)
class Outcome:
    """An option on the table, or what happens without agreement.

    Attributes
    ----------
    name : str
        A short identifier.
    label : str
        What it says, in words.
    position : number or None
        Where it lies on the scenario's scale; None if it is not a point on that scale.
    """

    name: str
    label: str = ""
    position: Number | None = None

    def __post_init__(self) -> None:
        if self.position is not None:
            position = exact_number(self.position, f"position of {self.name!r}")
            object.__setattr__(self, "position", position)


@dataclass(frozen=True)
class Gain:
    """What a player gains from adoption over the reversion, with its exact range in the bands.

    Attributes
    ----------
    central, low, high : number
        At the coded values, and the least and greatest over the bands of doubt.
    ordinal : bool
        Whether only the sign has a meaning (the player is known by a ranking).
    """

    central: Number
    low: Number
    high: Number
    ordinal: bool = False

    @property
    def settled(self) -> bool:
        """Whether the sign is the same over the whole band."""
        return bool(self.low > 0 or self.high < 0 or (self.low == 0 and self.high == 0))

    def __str__(self) -> str:
        if self.ordinal:
            return {1: "prefers adoption", 0: "indifferent", -1: "prefers the reversion"}[
                _sign(self.central)
            ]
        return f"{shown(self.central)} (between {shown(self.low)} and {shown(self.high)})"


@dataclass(frozen=True)
class Ideal:
    """An ideal point on a scale: an outcome at distance d is worth −salience · d.

    Attributes
    ----------
    point, halfwidth : number
        The ideal point and the half-width of the band around it.
    salience : number
        Value lost per unit of distance, at least 0.
    at_least, at_most : number or None
        Ordinal evidence about the ideal point, stronger than the band: the band is cut there.
    reversion_distance, reversion_halfwidth : number or None
        For a reversion that is not a point on the scale: to which distance it is equivalent.
    reversion_at_least, reversion_at_most : number or None
        Ordinal evidence about that distance.

    Examples
    --------
    >>> russia = Ideal("0.05", halfwidth="0.1", salience=1)
    >>> str(russia.gain(Outcome("keep", position=1), Outcome("drop", position=0)))
    '-9/10 (between -1 and -7/10)'
    """

    point: Number
    halfwidth: Number = 0
    salience: Number = 1
    at_least: Number | None = None
    at_most: Number | None = None
    reversion_distance: Number | None = None
    reversion_halfwidth: Number = 0
    reversion_at_least: Number | None = None
    reversion_at_most: Number | None = None

    def __post_init__(self) -> None:
        for name in ("point", "halfwidth", "salience", "reversion_halfwidth"):
            object.__setattr__(self, name, exact_number(getattr(self, name), name))
        for name in ("at_least", "at_most", "reversion_distance", "reversion_at_least",
                     "reversion_at_most"):  # fmt: skip
            if getattr(self, name) is not None:
                object.__setattr__(self, name, exact_number(getattr(self, name), name))
        for name in ("halfwidth", "salience", "reversion_halfwidth"):
            if getattr(self, name) < 0:
                raise InvalidInput(f"{name}: expected at least 0, got {shown(getattr(self, name))}")
        if not self.band[0] <= self.point <= self.band[1]:
            raise InvalidInput(
                f"point: {shown(self.point)} contradicts its ordinal evidence,"
                f" which leaves {shown(self.band[0])} to {shown(self.band[1])}"
            )

        distance, reach = self.reversion_distance, self.reversion_band
        if distance is not None and reach is not None and not reach[0] <= distance <= reach[1]:
            raise InvalidInput(
                f"reversion_distance: {shown(distance)} contradicts its evidence,"
                f" which leaves {shown(reach[0])} to {shown(reach[1])}"
            )

    @property
    def named(self) -> tuple[str, ...]:
        """The outcomes that are mentioned by name: none."""
        return ()

    @property
    def band(self) -> tuple[Number, Number]:
        """Where the ideal point may lie, ordinal evidence respected."""
        return _cut(self.point, self.halfwidth, self.at_least, self.at_most)

    @property
    def reversion_band(self) -> tuple[Number, Number] | None:
        """Where the distance equivalent to an off-scale reversion may lie, never below 0."""
        if self.reversion_distance is None:
            return None
        least = self.reversion_at_least
        low = 0 if least is None or least < 0 else least
        return _cut(self.reversion_distance, self.reversion_halfwidth, low, self.reversion_at_most)

    def gain(self, option: Outcome, reversion: Outcome) -> Gain:
        """The gain of the option over the reversion; exact also at the ends of the bands.

        Both distances are piecewise linear in the ideal point, so the range is attained at the
        ends of the band or where the ideal point meets an outcome: at most four evaluations.
        """
        if option.position is None:
            raise InvalidInput(f"position: the option {option.name!r} has none on the scale")
        bends = [option.position] + ([] if reversion.position is None else [reversion.position])
        low, high = self.band
        places = [low, high, *(bend for bend in bends if low < bend < high)]
        if reversion.position is not None:
            gains = [self._gain_at(v, option.position, abs(reversion.position - v)) for v in places]
            central = abs(reversion.position - self.point)
        else:
            band = self.reversion_band
            if band is None or self.reversion_distance is None:
                raise InvalidInput(
                    f"reversion_distance: {reversion.name!r} is no point on the scale,"
                    " so its value has to be given"
                )
            gains = [self._gain_at(v, option.position, d) for v in places for d in band]
            central = self.reversion_distance
        return Gain(self._gain_at(self.point, option.position, central), min(gains), max(gains))

    def _gain_at(self, ideal: Number, option: Number, reversion_distance: Number) -> Any:
        return self.salience * (reversion_distance - abs(option - ideal))


@dataclass(frozen=True)
class Numbers:
    """A value for each outcome, by name, with one half-width for all of them.

    Examples
    --------
    >>> host = Numbers({"renew": 1, "nothing": "1.5"}, halfwidth="0.1")
    >>> str(host.gain(Outcome("renew"), Outcome("nothing")))
    '-1/2 (between -7/10 and -3/10)'
    """

    values: Mapping[str, Number]
    halfwidth: Number = 0

    def __post_init__(self) -> None:
        read = {name: exact_number(v, f"values[{name!r}]") for name, v in self.values.items()}
        object.__setattr__(self, "values", immutabledict(read))
        object.__setattr__(self, "halfwidth", exact_number(self.halfwidth, "halfwidth"))
        if self.halfwidth < 0:
            raise InvalidInput(f"halfwidth: expected at least 0, got {shown(self.halfwidth)}")

    @property
    def named(self) -> tuple[str, ...]:
        """The outcomes that are mentioned by name."""
        return tuple(self.values)

    def gain(self, option: Outcome, reversion: Outcome) -> Gain:
        """The difference of the two values; both may be off by the half-width."""
        for outcome in (option, reversion):
            if outcome.name not in self.values:
                raise InvalidInput(f"values: no value for the outcome {outcome.name!r}")
        central: Any = self.values[option.name] - self.values[reversion.name]
        return Gain(central, central - 2 * self.halfwidth, central + 2 * self.halfwidth)


@dataclass(frozen=True)
class Ranking:
    """Outcomes from best to worst, ties together: only the direction of a gain is known.

    Examples
    --------
    >>> moldova = Ranking(["refuse", ["talk", "wait"], "accept"])
    >>> str(moldova.gain(Outcome("accept"), Outcome("refuse")))
    'prefers the reversion'
    """

    tiers: Sequence[str | Sequence[str]]
    _places: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        tiers = [(tier,) if isinstance(tier, str) else tuple(tier) for tier in self.tiers]
        places: dict[str, int] = {}
        for i, tier in enumerate(tiers):
            for name in tier:
                if name in places:
                    raise InvalidInput(f"ranking: {name!r} is ranked twice")
                places[name] = i
        object.__setattr__(self, "tiers", tuple(tiers))
        object.__setattr__(self, "_places", places)

    @property
    def named(self) -> tuple[str, ...]:
        """The outcomes that are mentioned by name."""
        return tuple(self._places)

    def gain(self, option: Outcome, reversion: Outcome) -> Gain:
        """The direction only: 1, 0 or −1."""
        for outcome in (option, reversion):
            if outcome.name not in self._places:
                raise InvalidInput(f"ranking: the outcome {outcome.name!r} is not ranked")
        sign = _sign(self._places[reversion.name] - self._places[option.name])
        return Gain(sign, sign, sign, ordinal=True)


Preference: TypeAlias = Ideal | Numbers | Ranking


def _cut(
    middle: Number, halfwidth: Number, least: Number | None, most: Number | None
) -> tuple[Number, Number]:
    low: Any = middle - halfwidth
    high: Any = middle + halfwidth
    return (
        low if least is None else max(low, least),
        high if most is None else min(high, most),
    )


def _sign(value: Any) -> int:
    return int(value > 0) - int(value < 0)
