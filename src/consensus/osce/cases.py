"""The decision situations as scenarios: each of `situation_files/` joined with the coded positions.

States without a coding of their own follow one stated rule. Members of the European Union take
the bloc's position; where the situation says so, States that aligned themselves with the EU
statement of 11 June 2009 take it too, with a wider band; everyone else has no coded position and
is assumed not to object. The report lists who is in which group and whether one of them could
change the outcome. A situation without a scale of its own states the stances it knows.

Each situation is coded twice: in the essay's view, and in a second, neutral or Moscow view, whose
differences stand in the file's table ``second``.
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
from ..rules.text import from_table as rule_from_table
from .membership import State, states
from .records import CODINGS, Position, positions, sources

__all__ = ["situations"]

EVERYONE = "participating States"
ALIGNED_HALFWIDTH = Decimal("0.25")
_BRACKETS = re.compile(r"\[([^\[\]]+)\]")


def situations(*, coding: str = "essay") -> Mapping[str, Scenario]:
    """The decision situations of the case, by identifier.

    Parameters
    ----------
    coding : {"essay", "moscow"}
        Whose view the positions and parameters follow; see `CODINGS`.

    Examples
    --------
    >>> georgia = situations()["georgia_mission_expiry_2008"]
    >>> len(georgia.players), georgia.reversion.type
    (56, 'lapses')
    """
    if coding not in CODINGS:
        raise InvalidInput(f"coding: expected one of {', '.join(CODINGS)}, got {coding!r}")
    return {name: _situation(name, coding) for name in _names()}


@cache
def _names() -> tuple[str, ...]:
    found = files(__package__).joinpath("situation_files").iterdir()
    return tuple(sorted(f.name.removesuffix(".toml") for f in found if f.name.endswith(".toml")))


@cache
def _situation(name: str, coding: str) -> Scenario:
    text = files(__package__).joinpath("situation_files", f"{name}.toml").read_text(encoding="utf8")
    return situation_from(
        tomllib.loads(text, parse_float=Decimal), coding, f"situation_files/{name}"
    )


def situation_from(table: dict[str, Any], coding: str, where: str) -> Scenario:
    """A situation from the table of its file, under one of the codings."""
    setting = table.pop("osce")
    second = table.pop("second", {})
    members = states(setting["year"])
    union = [code for code in members if _in_the_union(members[code], setting["year"])]
    table["rule"] = _rule(table.get("rule", {"consensus": EVERYONE}), list(members))
    players = set(rule_from_table(table["rule"], where=where).players)
    known = {"EU": "the European Union"} if table["proposer"] == "EU" else {}
    named = players | {table["proposer"]}
    known |= {code: state.name for code, state in members.items() if code in named}
    table["names"] = {**known, **table.get("names", {})}
    if players.issuperset(union):
        table["names"]["EU"] = f"the European Union ({len(union)})"
        table["blocs"] = {"EU": union}
    if coding != "essay":
        _recode(table, second, where)
    own = {entry["player"]: entry for entry in table.get("stances", [])}
    if "scale" in setting:
        coded = positions(setting["scale"], coding=coding)
        listed = _stances(members, union, coded, own, setting, table["reversion"])
        table["stances"] = list(listed)
    else:
        cost = setting.get("stand_alone_cost", 0)
        table["stances"] = [{"stand_alone_cost": cost, **entry} for entry in own.values()]
    table["assume_others_do_not_object"] = True
    table["sources"] = _cited(table)
    return scenario_from_table(table, where=f"{where}.toml")


def _in_the_union(state: State, year: int) -> bool:
    """Membership of the European Union; Croatia joined in July 2013, Britain left in January 2020.

    No situation lies between the first of a year and one of these dates.
    """
    if state.code == "HRV":
        return year > 2013
    return "EU" in state.blocs and not (state.code == "GBR" and year >= 2020)


def _rule(table: Any, members: list[str]) -> Any:
    """A rule's table with the words for all participating States written out."""
    if table == EVERYONE:
        return members
    if isinstance(table, dict):
        return {key: _rule(value, members) for key, value in table.items()}
    if isinstance(table, list):
        return [_rule(value, members) for value in table]
    return table


def _recode(table: dict[str, Any], second: dict[str, Any], where: str) -> None:
    """Put the second coding's stances and parameters in place of the first's."""
    for entry in second.get("stances", []):
        rows = table.setdefault("stances", [])
        place = next((i for i, row in enumerate(rows) if row["player"] == entry["player"]), None)
        if place is None:
            rows.append(entry)
        else:
            rows[place] = {**rows[place], **entry}
    for name, entry in second.get("parameters", {}).items():
        if name not in table.get("parameters", {}):
            raise InvalidInput(f"{where}: second: no parameter is called {name!r}")
        table["parameters"][name] = {**table["parameters"][name], **entry}
    asked = {inquiry["name"]: inquiry for inquiry in table.get("inquiries", [])}
    for name, changed in second.get("inquiries", {}).items():
        if name not in asked:
            raise InvalidInput(f"{where}: second: no inquiry is called {name!r}")
        known = asked[name].get("parameters", {})
        for parameter, entry in changed.items():
            if parameter not in known:
                raise InvalidInput(
                    f"{where}: second: inquiry {name!r} has no parameter {parameter!r}"
                )
            known[parameter] = {**known[parameter], **entry}
    if "rationale" in second:
        said = {"kind": "judgement", "text": second["rationale"], "source": "second coding"}
        table["statements"] = [*table.get("statements", []), said]
    strange = sorted(set(second) - {"stances", "parameters", "inquiries", "rationale"})
    if strange:
        raise InvalidInput(f"{where}: second: {strange[0]}: no such entry")


def _stances(
    members: Mapping[str, State],
    union: list[str],
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
        if code in union:
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
    """The references of all sources that the situation's texts cite in brackets."""
    known = sources()
    codes = {code for text in _texts(table) for code in _BRACKETS.findall(text)}
    return [{"id": code, "reference": known[code]} for code in sorted(codes) if code in known]


def _texts(value: Any) -> Iterator[str]:
    """Every text in a table, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
