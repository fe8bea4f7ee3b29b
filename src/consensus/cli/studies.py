"""The chair's year as a page: its tables from the case, its figures and its words for a reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from fractions import Fraction
from multiprocessing import get_context
from typing import Any, TypeAlias

from ..report import (
    Column,
    Picture,
    Section,
    Study,
    Table,
    svg_of,
    year_agreement,
    year_agreement_text,
    year_attention,
    year_attention_text,
    year_strips,
    year_strips_text,
)
from ..report.prose.backing import HONEST

__all__ = ["chair_year_study", "chair_year_tables", "studied"]

Row: TypeAlias = Mapping[str, Any]
Rows: TypeAlias = Sequence[Row]

MODELS = ("A", "B", "C")
MODEL_NAMES = (
    "Model A: principals who each make the chair an offer, and may threaten. Model B: a chair that"
    " chooses how far to accommodate where it acts alone. Model C: two backers who have to act"
    " together."
)


@contextmanager
def studied(*, wanted: bool) -> Iterator[Callable[[], tuple[Study, ...]]]:
    """The studies of the case, begun in a process of their own; calling the result waits for them.

    Where no process can be started they are made in this one.
    """
    if not wanted:
        yield tuple
        return
    executor = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    try:
        begun = executor.submit(chair_year_tables)

        def waited() -> tuple[Study, ...]:
            try:
                tables = begun.result()
            except (BrokenProcessPool, OSError):
                tables = chair_year_tables()
            return (chair_year_study(tables),)

        yield waited
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def chair_year_tables() -> dict[str, list[dict[str, Any]]]:
    """The chair's year as plain rows; in a function of its own so that a process can compute it."""
    from ..osce import chair_year

    return {
        name: [{key: _plain(value) for key, value in row.items()} for row in rows]
        for name, rows in chair_year().tables().items()
    }


def chair_year_study(tables: Mapping[str, Rows]) -> Study:
    """The page of the chair's year from its tables. Cost: three figures, about a second."""
    return Study(
        id="chair_year",
        title="The chair's year, 2010",
        question=(
            "What does Western support change in the conduct of a chair that Moscow can press,"
            " jointly given or split, along the essay's agenda, and where do three models disagree?"
        ),
        findings=tuple(_findings(tables)),
        sections=(
            _support(tables),
            _agreement(tables),
            Section(
                "The honest check: support and the ballots",
                sentences=(HONEST, _ballots(tables["ballots"])),
                tables=(_table(tables, "ballots", "Texts with a vote, and who objects"),),
            ),
            Section(
                "What else moves the choice",
                sentences=(
                    "Russian pressure, domestic reform, precedent, dependence and the other axes,"
                    " each alone, the rest as coded (model A).",
                ),
                tables=(_table(tables, "axes", "Where each axis changes the chair's choice"),),
            ),
            Section(
                "Within the backers' reach, and energy as a reason not to press",
                tables=(_table(tables, "reach", "What the backers would have to give"),),
            ),
            Section(
                "China as a third principal",
                tables=(_table(tables, "china", "The chair's deficit with and without China"),),
            ),
            _attention(tables),
            Section(
                "Every finding, how robust it is, and whether it flips",
                sentences=(_flips(tables["findings"]),),
                tables=(_table(tables, "findings", "Findings under both codings"),),
            ),
            Section(
                "Every threshold as a formula",
                tables=(
                    _table(
                        {**tables, "formulas": _formulas(tables["items"])},
                        "formulas",
                        "The support from which the chair upholds, as formulas",
                    ),
                ),
                folded=True,
            ),
            Section(
                "Every number",
                sentences=("The essay gives directions, never magnitudes: all are judgements.",),
                tables=(_table(tables, "parameters", "Parameters with their bands"),),
                folded=True,
            ),
        ),
    )


def _findings(tables: Mapping[str, Rows]) -> list[str]:
    rows = tables["items"]
    lines = []
    for way in dict.fromkeys(row["way"] for row in rows):
        here = [row for row in rows if row["way"] == way]
        counts = ", ".join(
            f"{model} on {sum(row[model] == 'upholds' for row in here)}" for model in MODELS
        )
        lines.append(
            f"With {way} backing, at the support that is coded: of {len(here)} items the chair"
            f" upholds under model {counts}."
        )
    apart = sum(len({row[model] for model in MODELS}) > 1 for row in rows)
    lines.append(f"The three models differ on {apart} of {len(rows)} combinations of item and way.")
    lines.append(HONEST)
    return lines


def _ballots(rows: Rows) -> str:
    moved = sum(row["objectors along support"] != "the same" for row in rows)
    if not moved:
        return f"Along support the objectors are the same on all {len(rows)} texts with a vote."
    return f"Along support the objectors change on {moved} of {len(rows)} texts with a vote."


def _flips(rows: Rows) -> str:
    flips = sum(row["flips"] is True for row in rows)
    robust = sum(row["robust"] is True for row in rows)
    return (
        f"Of {len(rows)} findings {flips} flip under the second coding, and {robust} hold"
        " throughout their bands and under both codings."
    )


def _support(tables: Mapping[str, Rows]) -> Section:
    strips, rows = tables["strips"], tables["items"]
    drawn = svg_of(
        year_strips(strips, rows, support=_coded_support(tables)),
        title="Every item's conduct along the support per backer",
        description=year_strips_text(strips, rows),
    )
    caption = (
        "Conduct along the support that each backer gives (model B); above joint, below split. A"
        " line marks the threshold of model A, a diamond that of model C."
    )
    return Section(
        "Support in, choices out",
        sentences=(MODEL_NAMES,),
        pictures=(Picture(drawn, caption),),
        tables=(_table(tables, "items", "Outcomes and thresholds, by item and way of backing"),),
    )


def _agreement(tables: Mapping[str, Rows]) -> Section:
    rows = tables["items"]
    drawn = svg_of(
        year_agreement(rows),
        title="What three models say of every item",
        description=year_agreement_text(rows),
    )
    caption = "Outcomes at the coded support; a frame marks where the models part."
    return Section(
        "Where the models disagree",
        pictures=(Picture(drawn, caption),),
        tables=(_table(tables, "disagreements", "The three models, and why they differ"),),
    )


def _attention(tables: Mapping[str, Rows]) -> Section:
    rows, items = tables["attention"], _first_of_each(tables["items"])
    drawn = svg_of(
        year_attention(rows, items, support=_coded_support(tables)),
        title="The year's agenda within the chair's attention",
        description=year_attention_text(rows, items),
    )
    caption = "Which items are on the agenda along joint support; the thicker, the more attention."
    return Section(
        "A chair's limited attention",
        pictures=(Picture(drawn, caption),),
        tables=(
            _table(tables, "crowding", "What crowds an item out"),
            _table(tables, "attention", "The agenda along support"),
        ),
    )


def _formulas(rows: Rows) -> Rows:
    kept = [key for key in rows[0] if key in ("item", "way") or key.endswith("formula")]
    return [{key: row[key] for key in kept} for row in rows]


def _first_of_each(rows: Rows) -> list[Mapping[str, Any]]:
    return list({row["item"]: row for row in reversed(rows)}.values())[::-1]


def _coded_support(tables: Mapping[str, Rows]) -> object:
    found = [
        row["value"]
        for row in tables["parameters"]
        if row["place"] == "year" and row["parameter"] == "support"
    ]
    return found[0] if found else None


def _table(tables: Mapping[str, Rows], name: str, caption: str) -> Table:
    """Plain rows as a table; items by their titles, numbers in columns of numbers."""
    titles = {row["item"]: row["title"] for row in tables["items"]}
    rows: list[dict[str, Any]] = [
        {
            key: titles.get(value, value) if key == "item" else value
            for key, value in row.items()
            if not (key == "title" and "item" in row)
            and not (name == "items" and key.endswith("formula"))
        }
        for row in tables[name]
    ]
    keys = list(dict.fromkeys(key for row in rows for key in row)) or ["nothing"]
    columns = tuple(Column(key.replace("_", " "), _kind(key, rows)) for key in keys)
    return Table(
        name.replace("_", "-"),
        caption,
        columns,
        tuple(tuple(row.get(k, "") for k in keys) for row in rows),
    )


def _kind(key: str, rows: Rows) -> Any:
    if key.endswith("formula"):
        return "code"
    values = [row.get(key, "") for row in rows if row.get(key, "") != ""]
    number = values and all(
        isinstance(v, (int, float, Fraction)) and not isinstance(v, bool) for v in values
    )
    return "number" if number else "text"


def _plain(value: Any) -> Any:
    """A value as it can stand in a cell: numbers as they are, nothing as an empty text."""
    if value is None:
        return ""
    return value if isinstance(value, (bool, int, float, Fraction, str)) else str(value)
