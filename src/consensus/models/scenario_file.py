"""Scenario files: TOML text in, a `Scenario` out, every error with its place in the file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ..errors import InvalidInput, TooLarge
from ..exact.read import Exact, rational
from ..games.preference import Ideal, Numbers, Outcome, Preference, Ranking
from ..rules.text import from_table
from .inquiries.kinds import read_inquiry
from .scenario import (
    Chair,
    Parameter,
    Reversion,
    Scale,
    Scenario,
    Source,
    Stance,
    Statement,
)
from .scenario_checks import check_scale, check_sources

__all__ = ["SCHEMA", "read_scenario", "scenario_from_table"]

SCHEMA = 1
LARGEST_FILE = 1_000_000
LARGEST_NUMBER = 10**12
MOST_PLAYERS = 2_000

Text = Annotated[str, Field(min_length=1, max_length=4_000)]


def _amount(value: object) -> Exact:
    """A number of a scenario: exact, and of a size that can be shown."""
    number = rational(value, "number")
    if not -LARGEST_NUMBER <= number <= LARGEST_NUMBER:
        raise InvalidInput(f"number: expected at most {LARGEST_NUMBER:.0e} in size")
    return number


Amount = Annotated[Any, BeforeValidator(_amount)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class _Option(_Table):
    name: Text
    label: str = ""
    position: Amount | None = None


class _Reversion(_Option):
    type: Literal["continues", "lapses", "provisional", "none_adopted", "deferred"]
    strong: str = ""


class _Stance(_Table):
    player: Text
    position: Amount | None = None
    halfwidth: Amount = 0
    salience: Amount = 1
    at_least: Amount | None = None
    at_most: Amount | None = None
    reversion_distance: Amount | None = None
    reversion_halfwidth: Amount = 0
    reversion_at_least: Amount | None = None
    reversion_at_most: Amount | None = None
    values: dict[str, Amount] | None = None
    ranking: list[str | list[str]] | None = None
    stand_alone_cost: Amount = 0
    uncompensable: Annotated[bool, Field(strict=True)] = False
    basis: Literal["coded", "bloc", "aligned", "assumed"] = "coded"
    direction_source: str = ""
    number_source: str = "judgement"
    rationale: str = ""


class _Parameter(_Table):
    value: Amount
    low: Amount | None = None
    high: Amount | None = None
    meaning: str = ""
    basis: str = "judgement"


class _Chair(_Table):
    player: Text
    upholding: Text
    accommodating: Text
    backers: Annotated[list[Text], Field(min_length=1)]
    most_support: Amount = 1


class _Statement(_Table):
    kind: Literal["fact", "claim", "judgement"]
    text: Text
    source: Text


class _Source(_Table):
    id: Text
    reference: Text


class _Scale(_Table):
    zero: Text
    one: Text


def _known_schema(value: int) -> int:
    if value != SCHEMA:
        raise ValueError(f"this version reads schema {SCHEMA}")
    return value


class _File(_Table):
    schema_: Annotated[int, Field(alias="schema", strict=True), AfterValidator(_known_schema)]
    id: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,60}$")]
    title: Text
    question: Text
    date: str = ""
    proposer: Text
    rule: dict[str, Any]
    options: Annotated[list[_Option], Field(min_length=1)]
    reversion: _Reversion
    stances: list[_Stance] = []
    assume_others_do_not_object: Annotated[bool, Field(strict=True)] = False
    workaround: list[Text] = []
    parameters: dict[str, _Parameter] = {}
    chair: _Chair | None = None
    statements: list[_Statement] = []
    sources: list[_Source] = []
    names: dict[str, Text] = {}
    blocs: dict[str, Annotated[list[Text], Field(min_length=1)]] = {}
    inquiries: list[dict[str, Any]] = []
    scale: _Scale | None = None


def read_scenario(source: str | Path) -> Scenario:
    """Read a scenario from a TOML file, or from TOML text.

    Cost: linear in the file, which may have at most a million bytes. The format is described in
    `docs/look-up/scenario-files.md`.

    Parameters
    ----------
    source : Path or str
        A path, or the text itself when it holds a line break.

    Raises
    ------
    InvalidInput
        If the file cannot be read, is not TOML, is too large, or anything in it is missing,
        unknown or outside its range; the message names the place and the value.

    Examples
    --------
    >>> read_scenario("id = 'x'" + chr(10))
    Traceback (most recent call last):
    ...
    consensus.errors.InvalidInput: scenario: schema: missing (and 6 more problems)
    """
    where, text = _text_of(source)
    try:
        table = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as problem:
        raise InvalidInput(f"{where}: not TOML: {problem}") from None
    return scenario_from_table(table, where=where)


def scenario_from_table(table: Mapping[str, Any], *, where: str = "scenario") -> Scenario:
    """Build a scenario from a table already parsed; as `read_scenario` otherwise."""
    try:
        file = _File.model_validate(table)
    except ValidationError as problem:
        raise InvalidInput(f"{where}: {_first(problem)}") from None
    rule = from_table(file.rule, where=f"{where}: rule")
    if len(rule.players) > MOST_PLAYERS:
        instead = "ask models.vote and the concepts you need"
        raise TooLarge(
            f"{where}: a scenario", len(rule.players), MOST_PLAYERS, instead, unit="players"
        )
    stances = _stances(file, where)
    inquiries = tuple(
        read_inquiry(entry, where=f"{where}: inquiries.{i}")
        for i, entry in enumerate(file.inquiries)
    )
    if file.assume_others_do_not_object:
        for player in rule.players:
            stances.setdefault(player, Stance(player, None, basis="assumed"))
    try:
        scenario = Scenario(
            id=file.id,
            title=file.title,
            question=file.question,
            date=file.date,
            rule=rule,
            proposer=file.proposer,
            options=tuple(Outcome(o.name, o.label, o.position) for o in file.options),
            reversion=Reversion(
                file.reversion.type, _outcome(file.reversion), file.reversion.strong
            ),
            stances=stances,
            workaround=tuple(file.workaround),
            parameters={name: _parameter(name, p) for name, p in file.parameters.items()},
            chair=None if file.chair is None else _chair(file.chair),
            statements=tuple(Statement(s.kind, s.text, s.source) for s in file.statements),
            sources=tuple(Source(s.id, s.reference) for s in file.sources),
            names=dict(file.names),
            blocs={name: tuple(members) for name, members in file.blocs.items()},
            scale=None if file.scale is None else Scale(file.scale.zero, file.scale.one),
            inquiries=inquiries,
        )
        check_scale(scenario)
        check_sources(scenario)
    except InvalidInput as problem:
        raise InvalidInput(f"{where}: {problem}") from None
    return scenario


def _stances(file: _File, where: str) -> dict[str, Stance]:
    """The stances of players; that of a bloc goes to all its members without one of their own."""
    own: dict[str, Stance] = {}
    shared: dict[str, Stance] = {}
    for i, entry in enumerate(file.stances):
        stance = _stance(
            entry, f"{where}: stances.{i}", on_the_scale=file.reversion.position is not None
        )
        if entry.player in own or entry.player in shared:
            raise InvalidInput(f"{where}: stances.{i}: a second stance of {entry.player!r}")
        if entry.player in file.blocs:
            shared[entry.player] = stance
        else:
            own[entry.player] = stance
    for bloc, stance in shared.items():
        for member in file.blocs[bloc]:
            own.setdefault(member, replace(stance, player=member, basis="bloc"))
    return own


def _outcome(option: _Option) -> Outcome:
    return Outcome(option.name, option.label, option.position)


def _chair(entry: _Chair) -> Chair:
    return Chair(
        entry.player, entry.upholding, entry.accommodating, tuple(entry.backers), entry.most_support
    )


def _parameter(name: str, entry: _Parameter) -> Parameter:
    low = entry.value if entry.low is None else entry.low
    high = entry.value if entry.high is None else entry.high
    return Parameter(name, entry.value, low, high, entry.meaning, entry.basis)


_ALWAYS = {
    "player", "stand_alone_cost", "uncompensable", "basis", "direction_source", "number_source",
    "rationale",
}  # fmt: skip
_ON_THE_SCALE = {"position", "halfwidth", "salience", "at_least", "at_most"}
_OFF_THE_SCALE = {
    "reversion_distance", "reversion_halfwidth", "reversion_at_least", "reversion_at_most",
}  # fmt: skip
_BELONGS = {
    "position": _ON_THE_SCALE | _OFF_THE_SCALE,
    "values": {"values", "halfwidth"},
    "ranking": {"ranking"},
    None: set[str](),
}


def _kind_of(entry: _Stance, where: str, *, on_the_scale: bool) -> str | None:
    """Which kind of preference an entry gives; what does not belong to it is refused."""
    given = [kind for kind in ("position", "values", "ranking") if getattr(entry, kind) is not None]
    if len(given) > 1:
        raise InvalidInput(f"{where}: {entry.player!r} has both {given[0]} and {given[1]}")
    kind = given[0] if given else None
    foreign = sorted(entry.model_fields_set - _ALWAYS - _BELONGS[kind])
    if foreign:
        what = f"a stance with {kind}" if kind else "a stance without position, values or ranking"
        raise InvalidInput(f"{where}: {what} has no {foreign[0]}")
    idle = sorted(entry.model_fields_set & _OFF_THE_SCALE) if on_the_scale else []
    if idle:
        raise InvalidInput(f"{where}: {idle[0]} is for a reversion that has no position")
    if kind is not None and entry.basis == "assumed":
        raise InvalidInput(f"{where}: basis: a coded preference is not 'assumed'")
    return kind


def _stance(entry: _Stance, where: str, *, on_the_scale: bool) -> Stance:
    kind = _kind_of(entry, where, on_the_scale=on_the_scale)
    preference: Preference | None = None
    try:
        if kind == "position" and entry.position is not None:
            preference = Ideal(
                entry.position,
                halfwidth=entry.halfwidth,
                salience=entry.salience,
                at_least=entry.at_least,
                at_most=entry.at_most,
                reversion_distance=entry.reversion_distance,
                reversion_halfwidth=entry.reversion_halfwidth,
                reversion_at_least=entry.reversion_at_least,
                reversion_at_most=entry.reversion_at_most,
            )
        elif kind == "values" and entry.values is not None:
            preference = Numbers(entry.values, halfwidth=entry.halfwidth)
        elif kind == "ranking" and entry.ranking is not None:
            preference = Ranking(entry.ranking)
        return Stance(
            entry.player,
            preference,
            stand_alone_cost=entry.stand_alone_cost,
            uncompensable=entry.uncompensable,
            basis="assumed" if preference is None else entry.basis,
            direction_source=entry.direction_source,
            number_source=entry.number_source,
            rationale=entry.rationale,
        )
    except InvalidInput as problem:
        raise InvalidInput(f"{where} ({entry.player}): {problem}") from None


def _text_of(source: str | Path) -> tuple[str, str]:
    if isinstance(source, str) and "\n" in source:
        if len(source) > LARGEST_FILE:
            raise InvalidInput(
                f"scenario: {len(source)} characters, at most {LARGEST_FILE} are read"
            )
        return "scenario", source
    path = Path(source)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise InvalidInput(f"{path.name}: more than {LARGEST_FILE} bytes, which is the limit")
        return path.name, content.decode("utf-8-sig")
    except OSError as problem:
        raise InvalidInput(f"{path}: cannot be read: {problem.strerror}") from None
    except UnicodeDecodeError:
        raise InvalidInput(f"{path}: not a text file in UTF-8") from None


def _first(problem: ValidationError) -> str:
    """The first problem in one line: the place, what was expected, the value."""
    errors = problem.errors(include_url=False)
    first = errors[0]
    place = ".".join(str(part) for part in first["loc"]) or "file"
    if first["type"] == "missing":
        text = f"{place}: missing"
    elif first["type"] == "extra_forbidden":
        text = f"{place}: no such entry"
    else:
        message = first["msg"].removeprefix("Value error, ").removeprefix("number: ")
        value = repr(first["input"])
        text = f"{place}: {message}"
        if "got " not in message:
            text += f", got {value if len(value) <= 60 else value[:57] + '...'}"
    more = len(errors) - 1
    return text + (f" (and {more} more problem{'s' if more > 1 else ''})" if more else "")
