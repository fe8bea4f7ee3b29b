"""What pages are made of: sections of sentences, tables and figures, whoever provides them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from ...errors import InvalidInput

__all__ = ["Cell", "Column", "Link", "Picture", "Point", "Section", "SideBySide", "Study", "Table"]

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")


@dataclass(frozen=True)
class Link:
    """A cell that leads somewhere: its text and the address, as seen from the site's root."""

    text: str
    to: str

    def __str__(self) -> str:
        return self.text


Cell: TypeAlias = str | int | float | Fraction | Link


@dataclass(frozen=True)
class Column:
    """The heading of a column and how its cells are set."""

    heading: str
    kind: Literal["text", "number", "code", "date"] = "text"


@dataclass(frozen=True)
class Table:
    """A table for a page and for a CSV file; the first column heads its row.

    Attributes
    ----------
    name : str
        Of the CSV file, without its ending: small letters, digits, ``_`` and ``-``.
    caption : str
    columns : tuple of Column or str
        A plain string is a column of text.
    rows : tuple of tuples of cells
    note : str
        What has to be known to read it.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        check_name(self.name, "table")
        columns = tuple(Column(c) if isinstance(c, str) else c for c in self.columns)
        object.__setattr__(self, "columns", columns)
        object.__setattr__(self, "rows", tuple(tuple(row) for row in self.rows))
        if not columns:
            raise InvalidInput(f"table {self.name!r}: a table needs a column")
        for i, row in enumerate(self.rows):
            if len(row) != len(columns):
                raise InvalidInput(
                    f"table {self.name!r}: row {i}: {len(row)} cells for {len(columns)} columns"
                )


@dataclass(frozen=True)
class Picture:
    """A drawing for a page: the text of one ``<svg>`` element from `svg_of`, and its caption."""

    svg: str
    caption: str

    def __post_init__(self) -> None:
        if not self.svg.startswith("<svg ") or "<desc" not in self.svg:
            raise InvalidInput("picture: expected the text that svg_of gives, with its description")


@dataclass(frozen=True)
class Point:
    """One item of a list, with the word that says what kind it is, and where it comes from."""

    text: str
    tag: str = ""
    source: str = ""
    id: str = ""


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it: sentences, points, pictures, tables, in this order.

    What stands in `after` comes last, in a quieter colour: what is taken for granted. A folded
    section shows its heading until it is opened.
    """

    heading: str
    sentences: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    pictures: tuple[Picture, ...] = ()
    tables: tuple[Table, ...] = ()
    after: tuple[str, ...] = ()
    folded: bool = False

    def __post_init__(self) -> None:
        points = tuple(Point(p) if isinstance(p, str) else p for p in self.points)
        object.__setattr__(self, "points", points)


@dataclass(frozen=True)
class Study:
    """A page that is not about one situation: what it found in a few sentences, then sections.

    Attributes
    ----------
    id : str
        Of the file: small letters, digits, ``_`` and ``-``.
    title : str
    question : str
    findings : tuple of str
        What stands at the top.
    sections : tuple of Section
    """

    id: str
    title: str
    question: str
    findings: tuple[str, ...]
    sections: tuple[Section, ...] = ()

    def __post_init__(self) -> None:
        check_name(self.id, "study")


@dataclass(frozen=True)
class SideBySide:
    """Which situations are compared, by identifier, under what title and with what question."""

    scenarios: tuple[str, ...]
    title: str = ""
    question: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "scenarios", tuple(self.scenarios))


def check_name(name: str, what: str) -> None:
    """Refuse what cannot be the name of a file everywhere."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise InvalidInput(
            f"{what}: expected a name of small letters, digits, _ and -, got {name!r}"
        )
