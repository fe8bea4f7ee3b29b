"""Cells of the data files read with their place: what cannot be read is refused, never repaired."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from ..errors import InvalidInput
from ..exact.read import Exact, natural, rational

__all__ = ["Row", "by_id"]

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_CODE = re.compile(r"[A-Z]{3}|[A-Z]{2,4}\d{2}|EU|CIS|CSO|CSCE|CHAIR:[A-Z]{3}")


class Row:
    """One row of a data file, read cell by cell; every refusal names file, row and column.

    Examples
    --------
    >>> row = Row({"id": "D001", "share": "1/4", "sure": "perhaps"}, "a.csv", "id")
    >>> row.share("share")
    Fraction(1, 4)
    >>> row.one_of("sure", ("high", "low"))
    Traceback (most recent call last):
    ...
    consensus.errors.InvalidInput: a.csv: D001: sure: expected one of high, low, got 'perhaps'
    """

    def __init__(self, cells: Mapping[str, str], file: str, *names: str) -> None:
        self._cells = cells
        self._place = f"{file}: {' on '.join(cells.get(name) or '?' for name in names)}"

    def refuse(self, column: str, expected: str) -> InvalidInput:
        """The refusal of one cell, to be raised."""
        found = self._cells.get(column)
        return InvalidInput(f"{self._place}: {column}: expected {expected}, got {found!r}")

    def text(self, column: str) -> str:
        """A text that may be empty; the column itself may not be missing."""
        found = self._cells.get(column)
        if found is None:
            raise self.refuse(column, "a text")
        return found

    def words(self, column: str) -> str:
        """A text that may not be empty."""
        found = self.text(column)
        if not found.strip():
            raise self.refuse(column, "a text that is not empty")
        return found

    def one_of(self, column: str, allowed: Collection[str]) -> str:
        """A word from a closed list."""
        found = self.text(column)
        if found not in allowed:
            raise self.refuse(column, f"one of {', '.join(allowed)}")
        return found

    def date(self, column: str) -> str:
        """An ISO date; a shorter one means that the rest is not known."""
        found = self.text(column)
        if not _DATE.fullmatch(found):
            raise self.refuse(column, "a date such as 2010, 2010-07 or 2010-07-17")
        return found

    def codes(self, column: str) -> tuple[str, ...]:
        """Codes of States and groups, separated by semicolons, each once."""
        found = tuple(code for code in self.text(column).split(";") if code)
        if any(not _CODE.fullmatch(code) for code in found) or len(set(found)) < len(found):
            raise self.refuse(column, "codes such as KAZ or CHAIR:KAZ, separated by ';', each once")
        return found

    def names(self, column: str) -> tuple[str, ...]:
        """Names separated by semicolons: codes, or words such as ``Minsk Group co-chairs``."""
        return tuple(name for name in self.text(column).split(";") if name)

    def count(self, column: str) -> int | None:
        """A whole number, or None where the cell is empty."""
        found = self.text(column)
        return natural(found, f"{self._place}: {column}") if found else None

    def share(self, column: str) -> Exact:
        """A number from 0 to 1."""
        value = rational(self.text(column), f"{self._place}: {column}")
        if not 0 <= Fraction(value) <= 1:
            raise self.refuse(column, "a number from 0 to 1")
        return value

    def share_or_none(self, column: str) -> Exact | None:
        """A number from 0 to 1, or None where the cell is empty."""
        return self.share(column) if self.text(column) else None


def by_id(rows: Iterable[Mapping[str, str]], column: str, file: str) -> Mapping[str, Row]:
    """The rows by their identifier, which may not be empty or appear twice."""
    found: dict[str, Row] = {}
    for cells in rows:
        row = Row(cells, file, column)
        name = row.words(column)
        if name in found:
            raise row.refuse(column, "an identifier that is not used before")
        found[name] = row
    return found
