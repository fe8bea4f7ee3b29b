"""From answers, studies and tables to the text of every file of the site."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..answers import Answer
from ..data import as_data
from ..prose import backing, words
from .contents import Contents, all_different
from .overview import groups, side_by_side, situation_data
from .parts import Picture, Study, Table
from .rendering import render, slug
from .situation import chair_picture, sections, sheet
from .spreadsheet import csv_text
from .tables import position_data

__all__ = ["one_page", "site_files"]

TITLE = "Who can block, what follows, and what would change it"
LARGEST_PAGE = 450_000
_ROWS = (500, 150, 50, 15, 5)


def site_files(
    contents: Contents, *, progress: Callable[[str], None] = lambda text: None
) -> dict[str, str]:
    """Path, as seen from the site's root, to text, for every page and CSV file and `answers.json`.

    Cost: about a fifth of a second for each answer with a chair, which has a figure.
    """
    pictures: dict[str, Picture] = {}
    for answer in contents.answers:
        if answer.chair is not None:
            progress(f"drawing {answer.scenario.id}")
            pictures[answer.scenario.id] = chair_picture(answer)
    compared = contents.compared(pictures)
    menu = _menu(contents, compared)
    files = {"index.html": _overview(contents, compared, menu, pictures)}
    for number, answer in enumerate(contents.answers, 1):
        progress(f"page {number} of {len(contents.answers)}: {answer.scenario.id}")
        name = f"situations/{answer.scenario.id}"
        files[f"{name}.html"] = _situation(answer, contents, menu, pictures.get(answer.scenario.id))
        files[f"{name}.csv"] = csv_text(position_data(answer))
    for folder, crumb, studies in (
        ("compare", "Side by side", compared),
        ("studies", "Studies", contents.studies),
    ):
        for study in studies:
            progress(f"page: {study.title}")
            files |= _study(study, contents, menu, folder, crumb)
    files |= _data(contents, menu)
    whole = {**as_data(contents.answers, version=contents.version)}
    whole["files"] = [*files, "answers.json"]
    return {**files, "answers.json": json.dumps(whole, indent=1) + "\n"}


def one_page(answers: Sequence[Answer], *, version: str) -> str:
    """All answers on one page that needs no other file."""
    all_different("scenarios", (a.scenario.id for a in answers))
    items = []
    for answer in answers:
        prefix = f"{answer.scenario.id}-"
        ids = {s.id: f"#{prefix}source-{slug(s.id)}" for s in answer.scenario.sources}
        items.append(
            {
                "id": answer.scenario.id,
                "title": answer.scenario.title,
                "sheet": sheet(answer),
                "sections": sections(
                    answer, None if answer.chair is None else chair_picture(answer)
                ),
                "ids": ids,
            }
        )
    return render(
        "page.html", title=TITLE, version=version, menu=(), root="", path="index.html", items=items,
        lead=backing.summary(answers), overview=side_by_side(answers, "Side by side", to="{}"),
    )  # fmt: skip


# The pages ----------------------------------------------------------------------------------


def _menu(contents: Contents, compared: Sequence[Study]) -> list[tuple[str, str]]:
    menu = [("Overview", "index.html"), ("Situations", "index.html#situations")]
    if compared:
        menu.append(("Side by side", "index.html#comparisons"))
    menu += [(study.title, f"studies/{study.id}.html") for study in contents.studies[:3]]
    if contents.data:
        menu.append(("Data", "data/index.html"))
    if any(table.name == "sources" for table in contents.data):
        menu.append(("Sources", "data/sources.html"))
    return menu


def _overview(
    contents: Contents, compared: Sequence[Study], menu: Sequence[tuple[str, str]],
    pictures: Mapping[str, Picture],
) -> str:  # fmt: skip
    chosen = contents.chosen()
    first = [a.scenario.id for a in (*chosen, *contents.answers) if a.scenario.id in pictures]
    picture = contents.picture
    if picture is None and first:
        drawn, title = pictures[first[0]], contents.by_id[first[0]].scenario.title
        picture = Picture(drawn.svg, f"{title}. {drawn.caption}")
    featured = [
        {
            "title": answer.scenario.title,
            "to": f"situations/{answer.scenario.id}.html",
            "sheet": sheet(answer),
        }
        for answer in chosen
    ]
    return render(
        "overview.html", title=TITLE, version=contents.version, menu=menu, root="",
        path="index.html", lead=_lead(contents), picture=picture, featured=featured,
        groups=groups(contents.answers), comparisons=compared, studies=contents.studies,
        data=contents.data,
    )  # fmt: skip


def _lead(contents: Contents) -> list[str]:
    answers = contents.answers
    blocked = sum(not answer.tabled.adopted for answer in answers)
    robust = sum(answer.tabled.robust for answer in answers)
    count = f"{len(answers)} situations are" if len(answers) != 1 else "One situation is"
    chosen = ""
    if any(words.alone(answer.scenario) for answer in answers):
        chosen = " (where one State chooses by itself: what it is asked for is not chosen)"
    lines = [
        f"{count} asked the same questions: who can block, what follows if they do, how sure that"
        f" is, what would change it, and what can be done without a decision. In {blocked} of"
        f" {len(answers)} the tabled text is not adopted{chosen}. In {robust} of {len(answers)} the"
        " outcome, adopted or not, is the same wherever in their bands the positions lie."
    ]
    if len({answer.scenario.reversion.type for answer in answers}) > 1:
        lines.append(
            "The reversion, which is what happens without a decision, decides who is strong: the"
            " same objection protects a standing rule and ends a mandate that has to be renewed."
        )
    if any(answer.chair is not None for answer in answers):
        lines.append(backing.HONEST)
    return lines


def _situation(
    answer: Answer, contents: Contents, menu: Sequence[tuple[str, str]], picture: Picture | None
) -> str:
    scenario = answer.scenario
    meaning = words.REVERSIONS[scenario.reversion.type]
    return _within_the_limit(
        "situation.html", title=scenario.title, version=contents.version, menu=menu, root="../",
        path=f"situations/{scenario.id}.html", sheet=sheet(answer),
        sections=sections(answer, picture), csv=f"{scenario.id}.csv",
        files={"positions": f"{scenario.id}.csv"},
        reversion=f"Without a decision {meaning}",
        ids={source.id: f"#source-{slug(source.id)}" for source in scenario.sources},
    )  # fmt: skip


def _study(
    study: Study, contents: Contents, menu: Sequence[tuple[str, str]], folder: str, crumb: str
) -> dict[str, str]:
    """A study's page and one CSV file for each of its tables."""
    named = [table for section in study.sections for table in section.tables]
    all_different(f"{folder}/{study.id}: tables", (table.name for table in named))
    csv = {table.name: f"{study.id}-{table.name}.csv" for table in named}
    page = _within_the_limit(
        "study.html", title=study.title, version=contents.version, menu=menu, root="../",
        path=f"{folder}/{study.id}.html", study=study, crumb=crumb, files=csv,
    )  # fmt: skip
    return {
        f"{folder}/{study.id}.html": page,
        **{f"{folder}/{csv[table.name]}": csv_text(table) for table in named},
    }


def _within_the_limit(template: str, **asked: Any) -> str:
    """A page below the limit, with fewer rows of its tables where it has to be."""
    for limit in _ROWS:
        page = render(template, limit=limit, **asked)
        if len(page.encode()) <= LARGEST_PAGE:
            break
    return page


def _data(contents: Contents, menu: Sequence[tuple[str, str]]) -> dict[str, str]:
    files = {"data/situations.csv": csv_text(situation_data(contents.answers))}
    if not contents.data:
        return files
    asked: dict[str, Any] = {"version": contents.version, "menu": menu, "root": "../"}
    files["data/index.html"] = render(
        "tables.html", title="The data", path="data/index.html", data=contents.data, **asked
    )
    sources = next((table for table in contents.data if table.name == "sources"), None)
    codes = [] if sources is None else [str(row[0]) for row in sources.rows]
    ids = {code: f"sources.html#source-{slug(code)}" for code in codes}
    for table in contents.data:
        path = f"data/{table.name}.html"
        limit = _rows_that_fit(table)
        files[path] = render(
            "data.html", title=table.caption, path=path, table=table, limit=limit, ids=ids, **asked
        )
        files[f"data/{table.name}.csv"] = csv_text(table)
    return files


def _rows_that_fit(table: Table) -> int:
    """How many rows a page holds; 0 for all."""
    overhead = sum(len(column.heading) + 40 for column in table.columns) + 20
    sizes = [sum(len(str(cell)) for cell in row) * 11 // 10 + overhead for row in table.rows]
    total = 0
    for number, size in enumerate(sizes):
        total += size
        if total > LARGEST_PAGE:
            return number
    return 0
