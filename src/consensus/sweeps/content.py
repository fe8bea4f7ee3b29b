"""Values as text: by which a point is known, and in which an answer is sent and stored.

The text is JSON in which what JSON does not know carries a tag: ``{"$fraction": "1/3"}``. It is
data only; reading it back runs nothing.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Real
from typing import Any

from ..errors import InvalidInput
from ..exact import Root
from ..solutions.solution import Solution, Values

__all__ = ["decoded", "digest", "encoded", "name_of"]

_SOLUTION = ("concept", "items", "form", "complete", "exact", "error")


def encoded(value: Any, where: str, *, ordered: bool = False) -> str:
    """A value as one line of text; with `ordered`, the keys of mappings in order.

    Raises
    ------
    InvalidInput
        If it holds something that is no plain data.

    Examples
    --------
    >>> encoded({"share": Fraction(1, 3), "who": frozenset({"b", "a"})}, "answer")
    '{"share":{"$fraction":"1/3"},"who":{"$set":["a","b"]}}'
    """
    return json.dumps(
        _tagged(value, where), separators=(",", ":"), ensure_ascii=False, sort_keys=ordered
    )


def decoded(text: str) -> Any:
    """The value of a text that `encoded` wrote.

    A Solution or Values comes back without its game and its check, any other record as a mapping
    of its fields with its type's name under ``"type"``.

    Examples
    --------
    >>> decoded('{"share":{"$fraction":"1/3"}}')
    {'share': Fraction(1, 3)}
    """
    return _untagged(json.loads(text))


def digest(*texts: str) -> str:
    """A short fingerprint of some texts."""
    return hashlib.sha256(json.dumps(texts).encode("utf8")).hexdigest()[:32]


def name_of(answer: Callable[..., Any]) -> str:
    """The qualified name of an answer, with the content of what a ``partial`` has bound.

    Examples
    --------
    >>> name_of(functools.partial(sorted, reverse=True))
    'builtins.sorted(*[], **{"reverse":true})'
    """
    if isinstance(answer, functools.partial):
        bound = (
            encoded(list(answer.args), "answer"),
            encoded(answer.keywords, "answer", ordered=True),
        )
        return f"{name_of(answer.func)}(*{bound[0]}, **{bound[1]})"
    if hasattr(answer, "__qualname__"):
        return f"{answer.__module__}.{answer.__qualname__}"
    return f"{type(answer).__module__}.{type(answer).__qualname__}"


def _tagged(value: Any, where: str) -> Any:
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Fraction):
        return {"$fraction": f"{value.numerator}/{value.denominator}"}
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    if isinstance(value, Real):
        number = float(value)
        return number if number - number == 0 else {"$float": repr(number)}
    if isinstance(value, tuple):
        return {"$tuple": [_tagged(x, f"{where}[{i}]") for i, x in enumerate(value)]}
    if isinstance(value, list):
        return [_tagged(x, f"{where}[{i}]") for i, x in enumerate(value)]
    if isinstance(value, (set, frozenset)):
        return {"$set": sorted((_tagged(x, where) for x in value), key=json.dumps)}
    return _tagged_record(value, where)


def _tagged_record(value: Any, where: str) -> Any:
    if isinstance(value, Solution):
        return {"$solution": {n: _tagged(getattr(value, n), f"{where}.{n}") for n in _SOLUTION}}
    if isinstance(value, Values):
        facts = [value.concept, value.kind, value.error, value.confidence]
        return {"$values": [_tagged(facts, where), _pairs(value, where)]}
    if isinstance(value, Mapping):
        plain = all(isinstance(key, str) and not key.startswith("$") for key in value)
        if plain:
            return {key: _tagged(x, f"{where}[{key!r}]") for key, x in value.items()}
        return {"$mapping": _pairs(value, where)}
    if isinstance(value, Root):
        return {"$root": [list(value.polynomial), value.index]}
    if is_dataclass(value) and not isinstance(value, type):
        kind = f"{type(value).__module__}.{type(value).__qualname__}"
        content = {
            f.name: _tagged(getattr(value, f.name), f"{where}.{f.name}")
            for f in fields(value)
            if f.compare
        }
        return {"$record": [kind, content]}
    if hasattr(value, "tolist") and hasattr(value, "dtype"):
        return {"$array": _tagged(value.tolist(), where)}
    raise InvalidInput(
        f"{where}: a {type(value).__qualname__} is no plain data; return or pass numbers, texts, "
        "mappings, sequences, sets, frozen records, a Solution or Values"
    )


def _pairs(value: Mapping[Any, Any], where: str) -> list[list[Any]]:
    return [[_tagged(k, where), _tagged(x, f"{where}[{k!r}]")] for k, x in value.items()]


def _untagged(value: Any) -> Any:
    if isinstance(value, list):
        return [_untagged(x) for x in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((tag, content),) = value.items()
        if tag in _READ:
            return _READ[tag](content)
    return {key: _untagged(x) for key, x in value.items()}


def _read_values(content: Any) -> Values:
    (concept, kind, error, confidence), pairs = _untagged(content[0]), content[1]
    numbers = {_untagged(k): _untagged(x) for k, x in pairs}
    return Values(concept, None, numbers, kind=kind, error=error, confidence=confidence)


def _read_root(content: Any) -> Any:
    from ..exact import real_roots

    irrational = [root for root in real_roots(content[0]) if isinstance(root, Root)]
    return irrational[content[1]]


_READ: dict[str, Callable[[Any], Any]] = {
    "$fraction": Fraction,
    "$decimal": Decimal,
    "$float": float,
    "$tuple": lambda content: tuple(_untagged(x) for x in content),
    "$set": lambda content: frozenset(_untagged(x) for x in content),
    "$mapping": lambda content: {_untagged(k): _untagged(x) for k, x in content},
    "$solution": lambda content: Solution(
        game=None, **{key: _untagged(x) for key, x in content.items()}
    ),
    "$values": _read_values,
    "$root": _read_root,
    "$record": lambda content: {"type": content[0], **_untagged(content[1])},
    "$array": _untagged,
}
