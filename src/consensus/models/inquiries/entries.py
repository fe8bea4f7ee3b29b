"""Reading the entries of an inquiry: texts, lists, and cells that hold a number or a formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from immutabledict import immutabledict

from ...errors import InvalidInput
from ...exact.arithmetic import Formula, formula

__all__ = ["Cells", "Entries", "names_in", "or_joined", "value", "values"]

Cells: TypeAlias = Mapping[str, Formula]

_MOST_ENTRIES = 2_000


class Entries:
    """The entries of one table, taken one by one; whatever is left in the end is refused."""

    def __init__(self, table: object, where: str) -> None:
        if not isinstance(table, Mapping):
            raise InvalidInput(f"{where}: expected a table, got {_short(table)}")
        if len(table) > _MOST_ENTRIES:
            raise InvalidInput(f"{where}: {len(table)} entries, at most {_MOST_ENTRIES} are read")
        for key in table:
            if not isinstance(key, str) or not key.strip():
                raise InvalidInput(f"{where}: expected a name, got {_short(key)}")
        self.left = dict(table)
        self.where = where

    def has(self, key: str) -> bool:
        """Whether there still is an entry of this name."""
        return key in self.left

    def take(self, key: str) -> Any:
        """One entry as it is."""
        if key not in self.left:
            raise InvalidInput(f"{self.where}: {key}: missing")
        return self.left.pop(key)

    def text(self, key: str, default: str | None = None) -> str:
        """One text that is not empty."""
        if default is not None and key not in self.left:
            return default
        given = self.take(key)
        if not isinstance(given, str) or not given.strip():
            raise InvalidInput(f"{self.where}: {key}: expected a text, got {_short(given)}")
        return given

    def one_of(self, key: str, known: Iterable[str], default: str) -> str:
        """One of several words."""
        given = self.text(key, default)
        words = tuple(known)
        if given not in words:
            raise InvalidInput(
                f"{self.where}: {key}: expected one of {', '.join(words)}, got {_short(given)}"
            )
        return given

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of different texts, at least one."""
        given = self.take(key)
        if not isinstance(given, list | tuple) or not given:
            raise InvalidInput(f"{self.where}: {key}: expected a list of texts")
        for i, one in enumerate(given):
            if not isinstance(one, str) or not one.strip():
                raise InvalidInput(f"{self.where}: {key}.{i}: expected a text, got {_short(one)}")
            if one in given[:i]:
                raise InvalidInput(f"{self.where}: {key}: {one!r} is there twice")
        return tuple(given)

    def cell(self, key: str, default: object = None) -> Formula:
        """A number, or a formula in the parameters."""
        if default is not None and key not in self.left:
            return cell(default, f"{self.where}: {key}")
        return cell(self.take(key), f"{self.where}: {key}")

    def table(self, key: str) -> Entries:
        """A table within the table."""
        return Entries(self.take(key), f"{self.where}: {key}")

    def cells(self, key: str, known: Iterable[str] | None = None, *, all_of: bool = True) -> Cells:
        """A table name -> cell; with `known`, exactly for these names, or for some of them."""
        inner = self.table(key)
        read = {name: inner.cell(name) for name in list(inner.left)}
        _check_names(read, known, inner.where, all_of=all_of)
        return immutabledict(read)

    def tables(self, key: str, inner: Iterable[str] | None = None) -> Mapping[str, Cells]:
        """A table name -> table name -> cell; with `inner`, the second names are among these."""
        outer = self.table(key)
        known = None if inner is None else tuple(inner)
        return immutabledict(
            {name: outer.cells(name, known, all_of=False) for name in list(outer.left)}
        )

    def finish(self) -> None:
        """Refuse what nobody asked for."""
        if self.left:
            raise InvalidInput(f"{self.where}: {sorted(self.left)[0]}: no such entry here")


def cell(given: object, where: str) -> Formula:
    """A number or a text with arithmetic, as a formula."""
    if isinstance(given, bool):
        raise InvalidInput(f"{where}: expected a number or a formula, got {given!r}")
    if isinstance(given, int | Decimal | Fraction):
        return formula(str(given), where)
    if isinstance(given, str):
        return formula(given, where)
    raise InvalidInput(f"{where}: expected a number or a formula, got {_short(given)}")


def value(one: Formula, given: Mapping[str, Any]) -> Any:
    """The value of a cell at these values of the parameters."""
    return one(**{name: given[name] for name in one.names})


def values(cells: Cells, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a table of cells."""
    return {name: value(one, given) for name, one in cells.items()}


def names_in(*cells: Formula | Cells | Mapping[str, Cells] | None) -> frozenset[str]:
    """The parameters that these cells read."""
    found: frozenset[str] = frozenset()
    for one in cells:
        if isinstance(one, Formula):
            found |= one.names
        elif one is not None:
            found |= names_in(*one.values())
    return found


def or_joined(words: Iterable[str]) -> str:
    """Outcomes that are equally good, in one text."""
    return " or ".join(words)


def _check_names(
    read: Mapping[str, Any], known: Iterable[str] | None, where: str, *, all_of: bool
) -> None:
    if known is None:
        return
    names = tuple(known)
    for name in read:
        if name not in names:
            raise InvalidInput(f"{where}: {name!r} is not among {', '.join(names)}")
    for name in names:
        if all_of and name not in read:
            raise InvalidInput(f"{where}: nothing for {name!r}")


def _short(given: object) -> str:
    text = repr(given)
    return text if len(text) <= 60 else text[:57] + "..."
