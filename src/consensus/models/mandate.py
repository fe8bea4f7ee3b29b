"""A mandate that lapses unless renewed: which texts everybody would rather have than nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..errors import InvalidInput
from ..exact.read import Number, exact_number
from ..rules.rule import read_mapping
from ..solutions.declared import traceable
from ..solutions.solution import Solution, Upset
from ..solutions.spatial.shapes import Polygon, clip

__all__ = ["Mandate", "SunsetMandate", "sunset"]

Text = tuple[Number, Number]


@dataclass(frozen=True)
class Mandate:
    """The terms on which a text (mission, recognition), both from 0 to 1, beats the lapse.

    The objector consents iff recognition_value · recognition − mission_value · mission + linkage
    >= −stand_alone_cost; State j iff mission − aversion_j · recognition >= outside_j. An aversion
    of None is one that nothing compensates.
    """

    mission_value: Number
    recognition_value: Number
    aversions: Mapping[str, Number | None]
    linkage: Number
    outside: Mapping[str, Number]
    stand_alone_cost: Number

    def refusals(self, text: Text) -> dict[str, Number]:
        """Who prefers the lapse, and by how much; the objector is called ``"objector"``."""
        mission, recognition = text
        found: dict[str, Number] = {}
        loss: Any = self.mission_value * mission - self.recognition_value * recognition
        short = loss - self.linkage - self.stand_alone_cost
        if short > 0:
            found["objector"] = exact_number(short, "shortfall")
        for state, aversion in self.aversions.items():
            if aversion is None and recognition > 0:
                found[state] = recognition
                continue
            held = 0 if aversion is None else aversion * recognition
            short = self.outside.get(state, 0) - mission + held
            if short > 0:
                found[state] = exact_number(short, "shortfall")
        return found


@dataclass(frozen=True, kw_only=True)
class SunsetMandate(Solution):
    """The texts that everybody prefers to a lapse; `items` are the corners of the polygon.

    Attributes
    ----------
    possible : bool
        Whether a text with some mission in it can be agreed.
    most_mission : (mission, recognition) or None
        The agreeable text with the most mission and, among those, the least recognition. Without
        linkage and outside options it is what a proposer who values the mission takes.
    most_recognition : (mission, recognition) or None
        The agreeable text with the most recognition and then the least mission. Without linkage
        and outside options it is what the objector proposes.
    neutral_mission : number or None
        The largest mission that a status-neutral text (no recognition) can have.
    neutral_linkage : number
        The linkage from which the objector lets a full status-neutral mission pass.
    """

    possible: bool
    most_mission: Text | None
    most_recognition: Text | None
    neutral_mission: Number | None
    neutral_linkage: Number


@traceable
def sunset(
    mission_value: object,
    recognition_value: object,
    aversions: Mapping[str, object],
    linkage: object = 0,
    outside: Mapping[str, object] | None = None,
    *,
    stand_alone_cost: object = 0,
) -> SunsetMandate:
    """Which texts survive when a blocked mandate lapses (a sunset clause) and consent is needed.

    Cost: a few divisions for each State.

    Parameters
    ----------
    mission_value : number
        The objector's loss per unit of mission strength, positive.
    recognition_value : number
        Its gain per unit of recognition content, at least 0.
    aversions : mapping State -> number or None
        Each other State's loss per unit of recognition, in units of its gain from the mission;
        None where nothing compensates it.
    linkage : number
        What the objector is offered elsewhere if the text passes.
    outside : mapping State -> number, optional
        What a State gets, in mission units, if the mandate lapses; 0 for those left out.
    stand_alone_cost : number
        What blocking alone costs the objector.

    Returns
    -------
    SunsetMandate
        Form "hull". `.why((mission, recognition))` names those who prefer the lapse.

    Raises
    ------
    InvalidInput
        For a mission value that is not positive, or negative values and aversions.

    Notes
    -----
    Model B2 of the case, derived there. Mission and recognition are capped at 1 and everything
    is proportional, so a set that is more than the zero text contains texts of any small size.
    With no linkage, outside options or costs, a mission can be agreed iff
    recognition_value/mission_value >= max aversion. The model says nothing about when the texts
    are proposed, and a version without linkage and without a cost of blocking alone is refuted
    wherever status-neutral texts were in fact adopted.

    Examples
    --------
    >>> answer = sunset(mission_value=1, recognition_value=2, aversions={"a": "1/2", "b": 1})
    >>> answer.possible, [str(x) for x in answer.most_mission]
    (True, ['1', '1/2'])
    >>> sunset(1, 2, {"a": None}).neutral_mission, sunset(1, 2, {"a": None}).neutral_linkage
    (0, 1)
    """
    terms = _terms(mission_value, recognition_value, aversions, linkage, outside, stand_alone_cost)
    area = Polygon(((0, 0), (1, 0), (1, 1), (0, 1)))
    slack = terms.linkage + terms.stand_alone_cost
    area = clip(area, terms.mission_value, -terms.recognition_value, slack)
    for state, aversion in terms.aversions.items():
        if aversion is None:
            area = clip(area, 0, 1, 0)
            aversion = 0
        area = clip(area, -1, aversion, -terms.outside.get(state, 0))
    corners = area.corners
    neutral = clip(area, 0, 1, 0).corners
    return SunsetMandate(
        concept="sunset",
        game=terms,
        items=corners,
        form="hull",
        check=partial(_why, terms),
        possible=any(bool(mission > 0) for mission, _ in corners),
        most_mission=_most(corners, 0),
        most_recognition=_most(corners, 1),
        neutral_mission=None if not neutral else _largest([m for m, _ in neutral]),
        neutral_linkage=_largest([0, terms.mission_value - terms.stand_alone_cost]),
    )


def _terms(
    mission_value: object, recognition_value: object, aversions: Any, linkage: object,
    outside: Any, stand_alone_cost: object,
) -> Mandate:  # fmt: skip
    alpha = exact_number(mission_value, "mission_value")
    beta = exact_number(recognition_value, "recognition_value")
    if not alpha > 0:
        raise InvalidInput(f"mission_value: expected a positive number, got {alpha}")
    if beta < 0:
        raise InvalidInput(f"recognition_value: expected at least 0, got {beta}")
    if not isinstance(aversions, Mapping):
        raise InvalidInput(f"aversions: expected a mapping State -> number, got {aversions!r}")
    read: dict[str, Number | None] = {}
    for state, aversion in aversions.items():
        value = None if aversion is None else exact_number(aversion, f"aversions[{state!r}]")
        if value is not None and value < 0:
            raise InvalidInput(f"aversions[{state!r}]: expected at least 0, got {value}")
        read[state] = value
    options = {}
    known = {} if outside is None else outside
    for state, option in read_mapping(known, "outside", "State -> number").items():
        if state not in read:
            raise InvalidInput(f"outside: {state!r} has no aversion stated")
        options[state] = exact_number(option, f"outside[{state!r}]")
    alone = exact_number(stand_alone_cost, "stand_alone_cost")
    if alone < 0:
        raise InvalidInput(f"stand_alone_cost: expected at least 0, got {alone}")
    return Mandate(alpha, beta, read, exact_number(linkage, "linkage"), options, alone)


def _most(corners: tuple[Text, ...], axis: int) -> Text | None:
    best: Text | None = None
    for corner in corners:
        if (
            best is None
            or corner[axis] > best[axis]
            or (corner[axis] == best[axis] and corner[1 - axis] < best[1 - axis])
        ):
            best = corner
    return best


def _largest(values: list[Any]) -> Number:
    best = values[0]
    for value in values[1:]:
        best = max(best, value)
    return exact_number(best, "value")


def _why(terms: Mandate, candidate: Any) -> Upset | None:
    try:
        mission, recognition = candidate
    except (TypeError, ValueError):
        raise InvalidInput(
            f"candidate: expected (mission, recognition), got {candidate!r}"
        ) from None
    text = exact_number(mission, "mission"), exact_number(recognition, "recognition")
    for value, name in zip(text, ("mission", "recognition"), strict=True):
        if value < 0 or value > 1:
            raise InvalidInput(f"{name}: expected a number from 0 to 1, got {value}")
    refusals = terms.refusals(text)
    if not refusals:
        return None
    return Upset(frozenset(refusals), "object", refusals, "they prefer the lapse")
