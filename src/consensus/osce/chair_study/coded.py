"""The numbers of the chair's year: what they mean, their bands, and what supports them.

Three tables in `osce/data/`: the agenda, what each parameter means, and the values under each
coding. A coding other than the essay's lists only what differs, with the reason.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from immutabledict import immutabledict

from ...errors import InvalidInput
from ...exact.read import Exact, natural, rational
from ...models.scenario import Parameter
from ..records import CODINGS

__all__ = ["AgendaItem", "Inputs", "TextOnTable", "inputs", "read_inputs"]

FIRST = CODINGS[0]
BASKETS = ("security", "economic", "human")
SIDES = ("upholding", "accommodating")


@dataclass(frozen=True)
class TextOnTable:
    """A text on which everyone has a vote: the situation, its option, and which side it serves."""

    situation: str
    option: str
    side: str


@dataclass(frozen=True)
class AgendaItem:
    """One item of the year's agenda.

    Attributes
    ----------
    id, title : str
    basket : {"security", "economic", "human"}
    decided : {"vote", "discretion"}
        Whether the item itself needs a decision of all States, or the chair's own acts suffice.
    upholding, accommodating : str
        What full upholding and full accommodation are.
    alone : str
        What the chair may do without a decision.
    texts : tuple of TextOnTable
        Situations of the case in which all States have a vote on the item.
    scale : str
        The scale of the coded positions.
    source : str
    parameters : mapping name -> Parameter
    """

    id: str
    title: str
    basket: str
    decided: str
    upholding: str
    accommodating: str
    alone: str
    texts: tuple[TextOnTable, ...]
    scale: str
    source: str
    parameters: Mapping[str, Parameter]

    def value(self, name: str) -> Exact:
        """The coded value of one of its parameters."""
        return rational(self.parameters[name].value, name)


@dataclass(frozen=True)
class Inputs:
    """The agenda and the year's parameters under one coding."""

    coding: str
    items: Mapping[str, AgendaItem]
    year: Mapping[str, Parameter]
    meanings: Mapping[str, Mapping[str, str]]

    def item(self, name: str) -> AgendaItem:
        """One item by its identifier."""
        if name not in self.items:
            raise InvalidInput(f"item: {name!r} is not among {', '.join(self.items)}")
        return self.items[name]

    def rows(self) -> list[dict[str, object]]:
        """One row a number: where, which, its band, its meaning and what supports it."""
        places = [("year", self.year), *((i.id, i.parameters) for i in self.items.values())]
        return [
            {
                "place": place, "parameter": p.name, "symbol": self.meanings[p.name]["symbol"],
                "low": p.low, "value": p.value, "high": p.high, "meaning": p.meaning,
                "basis": p.basis,
            }
            for place, parameters in places
            for p in parameters.values()
        ]  # fmt: skip


@cache
def inputs(coding: str = FIRST) -> Inputs:
    """The numbers of the chair's year under one coding."""
    tables = {name: _text(f"chair_year_{name}.csv") for name in ("items", "parameters", "values")}
    return read_inputs(tables, coding)


def _text(name: str) -> str:
    return files("consensus.osce").joinpath("data", name).read_text(encoding="utf8")


def read_inputs(tables: Mapping[str, str], coding: str) -> Inputs:
    """Read and check the three tables, given as texts.

    Raises
    ------
    InvalidInput
        Naming the table and the row: for an unknown coding, item or parameter, a number that is
        missing, given twice, out of its range or outside its band, or an empty basis.
    """
    if coding not in CODINGS:
        raise InvalidInput(f"coding: expected one of {', '.join(CODINGS)}, got {coding!r}")
    meanings = {row["parameter"]: row for row in _rows(tables["parameters"])}
    agenda = list(_rows(tables["items"]))
    names = [row["id"] for row in agenda]
    for name in names:
        if names.count(name) > 1:
            raise InvalidInput(f"items: {name!r} is listed twice")
    values = _values(tables["values"], meanings, set(names), coding)
    needed = {
        place: [m for m, row in meanings.items() if row["place"] == place]
        for place in ("year", "item")
    }
    return Inputs(
        coding,
        immutabledict(
            {row["id"]: _item(row, _all_of(values, row["id"], needed["item"])) for row in agenda}
        ),
        immutabledict(_all_of(values, "year", needed["year"])),
        immutabledict(meanings),
    )


def _rows(text: str) -> Iterator[dict[str, str]]:
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        if None in row or None in row.values():
            raise InvalidInput(
                f"line {number}: expected {len(row)} cells, got {list(row.values())}"
            )
        yield row


def _values(
    text: str, meanings: Mapping[str, Mapping[str, str]], items: set[str], coding: str
) -> dict[tuple[str, str], Parameter]:
    """The essay's numbers, replaced by those of another coding where it has its own."""
    found: dict[tuple[str, str, str], Parameter] = {}
    for row in _rows(text):
        where = f"values: {row['coding']}, {row['place']}, {row['parameter']}"
        meaning = meanings.get(row["parameter"])
        if row["coding"] not in CODINGS:
            raise InvalidInput(f"{where}: the coding is not among {', '.join(CODINGS)}")
        if meaning is None:
            raise InvalidInput(f"{where}: there is no such parameter")
        if row["place"] not in (items if meaning["place"] == "item" else {"year"}):
            raise InvalidInput(f"{where}: it belongs to each {meaning['place']}, not there")
        if not row["basis"]:
            raise InvalidInput(f"{where}: expected a basis, a source or the word judgement")
        if row["coding"] != FIRST and not row["rationale"]:
            raise InvalidInput(f"{where}: a second coding gives its reason")
        key = (row["coding"], row["place"], row["parameter"])
        if key in found:
            raise InvalidInput(f"{where}: given twice")
        found[key] = _parameter(row, meaning, where)
    first = {(place, name): p for (c, place, name), p in found.items() if c == FIRST}
    own = {(place, name): p for (c, place, name), p in found.items() if c == coding}
    for place, name in own:
        if (place, name) not in first:
            raise InvalidInput(f"values: {coding}, {place}, {name}: the first coding has none")
    return {**first, **own}


def _parameter(row: Mapping[str, str], meaning: Mapping[str, str], where: str) -> Parameter:
    low, value, high = (rational(row[c], f"{where}: {c}") for c in ("low", "value", "high"))
    for number in (low, value, high):
        if meaning["least"] and number < rational(meaning["least"], "least"):
            raise InvalidInput(f"{where}: expected at least {meaning['least']}, got {number}")
        if meaning["most"] and number > rational(meaning["most"], "most"):
            raise InvalidInput(f"{where}: expected at most {meaning['most']}, got {number}")
        if meaning["whole"] == "1":
            natural(number, where)
    if not low <= value <= high:
        raise InvalidInput(f"{where}: expected low <= value <= high, got {low}, {value}, {high}")
    basis = row["basis"] + (f"; {row['rationale']}" if row["rationale"] else "")
    return Parameter(row["parameter"], value, low, high, meaning["meaning"], basis)


def _all_of(
    values: Mapping[tuple[str, str], Parameter], place: str, needed: list[str]
) -> Mapping[str, Parameter]:
    for name in needed:
        if (place, name) not in values:
            raise InvalidInput(f"values: {place}: no value for {name!r}")
    return immutabledict({name: values[place, name] for name in needed})


def _item(row: Mapping[str, str], parameters: Mapping[str, Parameter]) -> AgendaItem:
    where = f"items: {row['id']}"
    if row["basket"] not in BASKETS:
        raise InvalidInput(f"{where}: expected a basket among {', '.join(BASKETS)}")
    if row["decided"] not in ("vote", "discretion"):
        raise InvalidInput(f"{where}: decided: expected vote or discretion, got {row['decided']!r}")
    texts = []
    for cell in filter(None, row["texts"].split(";")):
        parts = cell.split(":")
        if len(parts) != 3 or parts[2] not in SIDES:
            raise InvalidInput(f"{where}: texts: expected situation:option:side, got {cell!r}")
        texts.append(TextOnTable(*parts))
    return AgendaItem(
        id=row["id"], title=row["title"], basket=row["basket"], decided=row["decided"],
        upholding=row["upholding"], accommodating=row["accommodating"], alone=row["alone"],
        texts=tuple(texts), scale=row["scale"], source=row["source"], parameters=parameters,
    )  # fmt: skip
