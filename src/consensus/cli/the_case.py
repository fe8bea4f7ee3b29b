"""What the site of the case shows beside its situations: telling pairs, studies, the data."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence

from .. import __version__
from ..report import Column, Contents, SideBySide, Study, Table
from ..report.answers import Answer

__all__ = ["PAIR", "contents_of"]

PAIR = ("odihr_package_2007", "georgia_mission_expiry_2008")
COMPARISONS = (
    SideBySide(
        PAIR,
        "A standing rule and a mandate that lapses: ODIHR and the Georgia mission",
        "The same rule and the same veto: why does it protect one institution and end the other?",
    ),
    SideBySide(
        ("ukraine_mission_2014", "ukraine_mission_2022"),
        "The monitoring mission in Ukraine, 2014 and 2022",
        "The same mandate under the same rule: why was it agreed once and lapsed later?",
    ),
    SideBySide(
        ("chair_2024_estonia", "chair_2024_malta"),
        "The chair of 2024: Estonia and Malta",
        "Why was one candidate blocked and another agreed within weeks?",
    ),
)
CAPTIONS = {
    "states": "Participating States",
    "decisions": "Decision situations on record",
    "chair_acts": "What the chairs did where they act alone",
    "moscow_mechanism": "Uses of the Moscow Mechanism",
    "scales": "The scales of the positions",
    "positions": "Coded positions, after the essay",
    "positions_moscow": "Coded positions, as Moscow would code them",
    "sources": "Sources",
}
NOTES = {
    "decisions": (
        "The list is chosen for conflict: it holds far more blocked texts than the OSCE had, and no"
        " rate can be estimated from it."
    ),
    "positions": "Every number is a judgement; the column on the direction says what supports it.",
    "positions_moscow": (
        "A second coding beside the first, so that every finding can say whether it flips."
    ),
}


def contents_of(
    answers: Sequence[Answer], *, studies: Sequence[Study], case: bool,
    step: Callable[[str], None],
) -> Contents:  # fmt: skip
    """What goes into the site: the case with its pairs and data, or scenarios of one's own."""
    if not case:
        return Contents(tuple(answers), __version__)
    step("reading the data")
    pictures = [p for study in studies for section in study.sections for p in section.pictures]
    return Contents(
        tuple(answers), __version__, comparisons=COMPARISONS, featured=PAIR, data=_data(),
        studies=tuple(studies), picture=pictures[0] if pictures else None,
    )  # fmt: skip


def _data() -> tuple[Table, ...]:
    """Every curated table under its caption."""
    from ..osce import tables

    found = []
    for name, text in tables().items():
        heading, *rows = csv.reader(text.splitlines())
        caption = CAPTIONS.get(name, name.replace("_", " ").capitalize())
        columns = tuple(Column(title.replace("_", " ")) for title in heading)
        found.append(Table(name, caption, columns, tuple(map(tuple, rows)), NOTES.get(name, "")))
    return tuple(found)
