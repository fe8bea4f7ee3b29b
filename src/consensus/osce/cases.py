"""The decision situations as scenarios: each file in `situations/` joined with the coded positions.

States without a coding of their own follow one stated rule. Members of the European Union take
the bloc's position; where the situation says so, States that aligned themselves with the EU
statement of 11 June 2009 take it too, with a wider band; everyone else has no coded position and
is assumed not to object. The report lists who is in which group and whether one of them could
change the outcome.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from ..errors import InvalidInput
from ..models.scenario import Scenario
from ..models.scenario_file import scenario_from_table
from .membership import State, states
from .records import Position, positions, sources

__all__ = ["situations"]

ALIGNED_HALFWIDTH = Decimal("0.25")
_CODE = re.compile(r"\[(S\d+[a-z]?)\]")


def situations() -> Mapping[str, Scenario]:
    """The decision situations of the case, by identifier.

    Examples
    --------
    >>> georgia = situations()["georgia_mission_expiry_2008"]
    >>> len(georgia.players), georgia.reversion.type
    (56, 'lapses')
    """
    return {name: _situation(name) for name in _names()}


@cache
def _names() -> tuple[str, ...]:
    found = files(__package__).joinpath("situations").iterdir()
    return tuple(sorted(f.name.removesuffix(".toml") for f in found if f.name.endswith(".toml")))


@cache
def _situation(name: str) -> Scenario:
    text = files(__package__).joinpath("situations", f"{name}.toml").read_text(encoding="utf8")
    table = tomllib.loads(text, parse_float=Decimal)
    setting = table.pop("osce")
    members = states(setting["year"])
    table["rule"] = {"consensus": list(members)}
    table["names"] = {code: state.name for code, state in members.items()}
    union = [code for code, state in members.items() if "EU" in state.blocs]
    table["names"]["EU"] = f"the European Union ({len(union)})"
    table["blocs"] = {"EU": union}
    own = {entry["player"]: entry for entry in table.get("stances", [])}
    table["stances"] = list(
        _stances(members, positions(setting["scale"]), own, setting, table["reversion"])
    )
    table["assume_others_do_not_object"] = True
    table["sources"] = table.get("sources", []) + _cited(table)
    return scenario_from_table(table, where=f"situations/{name}.toml")


def _stances(
    members: Mapping[str, State],
    coded: Mapping[str, Position],
    own: Mapping[str, Mapping[str, Any]],
    setting: Mapping[str, Any],
    reversion: Mapping[str, Any],
) -> Iterator[dict[str, Any]]:
    """The stance of every State that has one, under the stated rule."""
    for actor in own:
        if actor not in coded:
            raise InvalidInput(f"stances: {actor!r} has no coded position on this scale")
    for code, state in members.items():
        if "EU" in state.blocs:
            actor, basis, wide = "EU", "bloc", None
        elif code in coded:
            actor, basis, wide = code, "coded", None
        elif setting.get("alignment", False) and state.georgia_2009 == "aligned":
            actor, basis, wide = "EU", "aligned", ALIGNED_HALFWIDTH
        else:
            continue
        yield _stance(code, coded[actor], basis, wide, own.get(actor, {}), setting, reversion)


def _stance(
    code: str,
    position: Position,
    basis: str,
    wide: Decimal | None,
    own: Mapping[str, Any],
    setting: Mapping[str, Any],
    reversion: Mapping[str, Any],
) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "player": code,
        "position": position.point,
        "halfwidth": position.halfwidth if wide is None else wide,
        "salience": position.salience,
        "at_least": 0,
        "at_most": 1,
        "stand_alone_cost": setting.get("stand_alone_cost", 0),
        "basis": basis,
        "direction_source": position.direction_source,
        "number_source": "judgement",
        "rationale": position.rationale,
    }
    if position.order == ">=status_quo" and "position" in reversion:
        entry["at_least"] = reversion["position"]
    elif position.order and "position" in reversion:
        raise InvalidInput(f"order constraint: cannot read {position.order!r}")
    if "position" not in reversion:
        entry["reversion_distance"] = setting["reversion_distance"]
        entry["reversion_halfwidth"] = setting["reversion_halfwidth"]
    entry.update({key: value for key, value in own.items() if key != "player"})
    return entry


def _cited(table: Mapping[str, Any]) -> list[dict[str, str]]:
    """The references of all source codes that the situation's texts mention."""
    texts = [entry["direction_source"] for entry in table["stances"]]
    texts += [entry["source"] for entry in table.get("statements", [])]
    texts += table.get("workaround", [])
    codes = sorted({code for text in texts for code in _CODE.findall(text)})
    known = sources()
    return [{"id": code, "reference": known[code]} for code in codes]
