"""Rules as TOML text, both ways: data only, limited in size, every error naming its place."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..errors import InvalidInput
from ..exact.read import natural
from . import families
from .asked import about_rule
from .rule import Part, Quota, Rule, join, read_players
from .wording import family_of

__all__ = ["from_table", "from_text", "to_table", "to_text"]

_LONGEST = 1_000_000
_DEEPEST = 20
_WORD = 1 << 63
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
EVERYONE = "everyone"


def from_text(text: str, where: str = "rule") -> Rule:
    """Read a rule from TOML text; cost linear in the text, at most a million characters.

    Parameters
    ----------
    text : str
        The keys of `from_table`, at the top or in a table named ``rule``.
    where : str
        How to call the text in an error.

    Raises
    ------
    InvalidInput
        If the text is not TOML or does not describe a rule; the message names the place.

    Examples
    --------
    >>> rule = from_text('''
    ... [[all]]
    ... majority = ["France", "UK", "Chad", "Peru"]
    ... needed = 3
    ... [[all]]
    ... consensus = ["France", "UK"]
    ... ''')
    >>> rule.vetoers
    ('France', 'UK')
    """
    if not isinstance(text, str):
        raise InvalidInput(f"{where}: expected TOML text, got {text!r}")
    if len(text) > _LONGEST:
        raise InvalidInput(
            f"{where}: a text of {len(text)} characters is longer than the {_LONGEST} accepted"
        )
    try:
        table = tomllib.loads(text, parse_float=lambda digits: digits.replace("_", ""))
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"{where}: not TOML: {str(error) or 'nested too deeply'}") from None
    if set(table) == {"rule"}:
        return from_table(table["rule"], where=where)
    return from_table(table, where=where)


@about_rule
def to_text(rule: Rule) -> str:
    """Write a rule as TOML text that `from_text` reads back as the same rule.

    Examples
    --------
    >>> from consensus.rules import by_consensus, by_majority
    >>> print(to_text(by_majority(["a", "b", "c"], 2) & by_consensus(["a"])))
    [[all]]
    majority = ["a", "b", "c"]
    needed = 2
    <BLANKLINE>
    [[all]]
    consensus = ["a"]
    <BLANKLINE>
    """
    return "\n".join(_lines(to_table(rule), "")).lstrip("\n") + "\n"


def from_table(table: object, where: str = "rule", players: Iterable[str] | None = None) -> Rule:
    """Read a rule from a parsed table.

    One of these keys says what kind of rule it is:

    ================================== =====================================================
    ``consensus = [...]``              with ``excluding = [...]`` if somebody does not count
    ``unanimity = [...]``
    ``majority = [...]``               with ``needed = 9`` unless it is ⌊n/2⌋ + 1
    ``more_for_than_against = [...]``
    ``all_but = 1``                    with ``players = [...]``
    ``weights = {A = 4, B = 2}``       with ``quota = 5`` and possibly ``veto = [...]``
    ``minimal_winning = [[...], ...]`` with ``players = [...]``
    ``assent = {A = 2, B = 1}``        any quota: with ``reach = 2`` and ``abstain = {A = 1}``
    ``all = [rules]``                  all of these rules have to pass
    ``any = [rules]``                  one of these rules has to pass
    ================================== =====================================================

    Each may have ``players = [...]``, which fixes the order and adds players whose ballot does
    not count. Where `players` are known, ``"everyone"`` stands for the list of all.

    Parameters
    ----------
    table : mapping
        What a TOML reader gives.
    where : str
        The place of the table, for errors.
    players : iterable of str, optional
        The players, where the surroundings of the table know them.

    Raises
    ------
    InvalidInput
        Naming the place, for instance ``rule.all[1].needed``.

    Examples
    --------
    >>> from_table({"weights": {"A": 4, "B": 2, "C": 1}, "quota": 5}).vetoers
    ('A',)
    >>> from_table({"all": [{"consensus": ["A"]}, {"majority": ["A", "B"], "neded": 1}]})
    Traceback (most recent call last):
    ...
    consensus.errors.InvalidInput: rule.all[1]: unknown key 'neded'; beside 'majority' expected
        needed, players
    """
    everyone = None if players is None else read_players(players, f"{where}: players")
    return _read(table, where, everyone, 0)


@about_rule
def to_table(rule: Rule) -> dict[str, Any]:
    """Write a rule as a table that `from_table` reads back as the same rule.

    Examples
    --------
    >>> from consensus.rules import by_weight
    >>> to_table(by_weight({"A": 4, "B": 2}, 5))
    {'weights': {'A': 4, 'B': 2}, 'quota': 5}
    """
    table = _table(rule.structure, rule.players)
    if from_table(table).players != rule.players:
        inner = {"all": [table]} if "players" in table else table
        table = {"players": list(rule.players), **inner}
    return table


# Reading ------------------------------------------------------------------------------------------

Reader = Callable[[Mapping[str, Any], str, "tuple[str, ...] | None", int], Rule]


def _read(table: object, where: str, everyone: tuple[str, ...] | None, depth: int) -> Rule:
    if not isinstance(table, Mapping):
        raise InvalidInput(f"{where}: expected a table, got {table!r}"[:200])
    if depth > _DEEPEST:
        raise InvalidInput(f"{where}: rules are nested more than {_DEEPEST} deep")
    kinds = [key for key in _KINDS if key in table]
    if len(kinds) != 1:
        named = (
            f"both {kinds[0]!r} and {kinds[1]!r}"
            if kinds
            else f"the keys {sorted(map(str, table))}"
        )
        raise InvalidInput(f"{where}: expected one of {', '.join(_KINDS)}; got {named}"[:400])
    reader, others = _KINDS[kinds[0]]
    for key in table:
        if key not in (kinds[0], "players", *others):
            also = ", ".join([*others, "players"])
            raise InvalidInput(f"{where}: unknown key {key!r}; beside {kinds[0]!r} expected {also}")
    if "players" in table:
        listed = _names(table, "players", where, everyone)
        everyone = _within(where, lambda: read_players(listed))
    rule: Rule = _within(where, lambda: reader(table, where, everyone, depth))
    if "players" not in table or everyone is None:
        return rule
    for player in rule.players:
        if player not in everyone:
            raise InvalidInput(f"{where}: {player!r} is not among the players")
    return Rule(everyone, rule.structure)


def _within(where: str, work: Callable[[], Any]) -> Any:
    """Run a family's own reading, and put the place before what it refuses."""
    try:
        return work()
    except InvalidInput as error:
        text = str(error)
        raise InvalidInput(text if text.startswith(where) else f"{where}: {text}") from None


def _names(
    table: Mapping[str, Any], key: str, where: str, everyone: tuple[str, ...] | None
) -> list[str]:
    value = table.get(key)
    if value == EVERYONE and everyone is not None:
        return list(everyone)
    if not isinstance(value, (list, tuple)) or not all(isinstance(x, str) for x in value):
        raise InvalidInput(f"{where}.{key}: expected a list of names, got {value!r}"[:200])
    return list(value)


def _need(table: Mapping[str, Any], key: str, where: str, beside: str) -> Any:
    if key not in table:
        raise InvalidInput(f"{where}: {beside!r} needs {key!r} beside it")
    return table[key]


def _consensus(table: Mapping[str, Any], where: str, everyone: Any, depth: int) -> Rule:
    inside = _names(table, "consensus", where, everyone)
    outside = _names(table, "excluding", where, everyone) if "excluding" in table else []
    everybody = [*inside, *(name for name in outside if name not in inside)]
    return families.by_consensus(everybody, outside)


def _majority(table: Mapping[str, Any], where: str, everyone: Any, depth: int) -> Rule:
    return families.by_majority(_names(table, "majority", where, everyone), table.get("needed"))


def _unanimity(table: Mapping[str, Any], where: str, everyone: Any, depth: int) -> Rule:
    return families.by_unanimity(_names(table, "unanimity", where, everyone))


def _more_for(table: Mapping[str, Any], where: str, everyone: Any, depth: int) -> Rule:
    names = _names(table, "more_for_than_against", where, everyone)
    return families.by_more_for_than_against(names)


def _all_but(table: Mapping[str, Any], where: str, everyone: Any, depth: int) -> Rule:
    if everyone is None:
        _need(table, "players", where, "all_but")
    return families.by_all_but(everyone, natural(table["all_but"], f"{where}.all_but"))


def _weights(table: Mapping[str, Any], where: str, everyone: Any, depth: int) -> Rule:
    veto = _names(table, "veto", where, everyone) if "veto" in table else ()
    return families.by_weight(table["weights"], _need(table, "quota", where, "weights"), veto)


def _minimal_winning(table: Mapping[str, Any], where: str, everyone: Any, depth: int) -> Rule:
    coalitions = table["minimal_winning"]
    if not isinstance(coalitions, (list, tuple)):
        raise InvalidInput(f"{where}.minimal_winning: expected a list of lists of names")
    if everyone is None:
        _need(table, "players", where, "minimal_winning")
    return families.by_minimal_winning(everyone, coalitions)


def _quota(table: Mapping[str, Any], where: str, everyone: Any, depth: int) -> Rule:
    assent, abstain = table["assent"], table.get("abstain", {})
    reach = natural(_need(table, "reach", where, "assent"), f"{where}.reach")
    for key, value in (("assent", assent), ("abstain", abstain)):
        if not isinstance(value, Mapping):
            raise InvalidInput(f"{where}.{key}: expected a table name = number, got {value!r}")
    for player in abstain:
        if player not in assent:
            raise InvalidInput(f"{where}.abstain: {player!r} has no number in 'assent'")
    names = read_players(assent, f"{where}.assent")
    pairs = {player: (assent[player], abstain.get(player, 0)) for player in names}
    return Rule(names, Quota.of(pairs, reach, where=where))


def _joined(kind: str) -> Reader:
    def read(table: Mapping[str, Any], where: str, everyone: Any, depth: int) -> Rule:
        parts = table[kind]
        if not isinstance(parts, (list, tuple)) or not parts:
            raise InvalidInput(f"{where}.{kind}: expected a list of rules, got {parts!r}"[:200])
        rules = [
            _read(part, f"{where}.{kind}[{i}]", everyone, depth + 1) for i, part in enumerate(parts)
        ]
        players = tuple(dict.fromkeys(player for rule in rules for player in rule.players))
        return Rule(
            players, join("and" if kind == "all" else "or", [rule.structure for rule in rules])
        )

    return read


_KINDS: dict[str, tuple[Reader, tuple[str, ...]]] = {
    "consensus": (_consensus, ("excluding",)),
    "unanimity": (_unanimity, ()),
    "majority": (_majority, ("needed",)),
    "more_for_than_against": (_more_for, ()),
    "all_but": (_all_but, ()),
    "weights": (_weights, ("quota", "veto")),
    "minimal_winning": (_minimal_winning, ()),
    "assent": (_quota, ("reach", "abstain")),
    "all": (_joined("all"), ()),
    "any": (_joined("any"), ()),
}


# Writing ------------------------------------------------------------------------------------------


def _table(part: Part, order: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(part, Quota):
        key = "all" if part.kind == "and" else "any"
        return {key: [_table(inner, order) for inner in part.parts]}
    names = [player for player in order if player in part.by_player]
    assent = {player: _whole(part.by_player[player][0]) for player in names}
    kind = family_of(part)
    if kind == "majority":
        return {"majority": names, "needed": part.reach}
    if kind == "all_but":
        return {"all_but": len(names) - part.reach, "players": names}
    if kind == "weights":
        return {"weights": assent, "quota": _whole(part.reach)}
    if kind == "quota":
        abstain = {player: _whole(part.by_player[player][1]) for player in names}
        return {"assent": assent, "abstain": abstain, "reach": _whole(part.reach)}
    return {kind: names}


def _whole(number: int) -> int | str:
    """TOML's own whole numbers end at 64 bits; larger ones are written as text."""
    return number if number < _WORD else str(number)


def _lines(table: Mapping[str, Any], path: str) -> list[str]:
    """The table as lines; lists of tables follow the plain keys."""
    plain, nested = [], []
    for key, value in table.items():
        if key in ("all", "any"):
            name = f"{path}.{key}" if path else key
            for inner in value:
                nested += ["", f"[[{name}]]", *_lines(inner, name)]
        else:
            plain.append(f"{key} = {_value(value)}")
    return plain + nested


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items())
        return f"{{{inside}}}"
    if isinstance(value, list):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    return str(value) if isinstance(value, int) else _string(value)


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _string(key)


def _string(text: str) -> str:
    # JSON's escapes are TOML's, except that TOML also wants DEL escaped and knows no surrogates.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
