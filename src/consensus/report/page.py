"""The report as files: a site of pages and tables, and the same answers as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ..exact.read import called
from .answers import Answer
from .page_files import write_files
from .roles.sheets import LISTING, card_files
from .site.building import one_page, site_files
from .site.contents import Contents

__all__ = ["html_page", "write_report", "write_role_cards", "write_site"]


def html_page(answers: Sequence[Answer], *, version: str) -> str:
    """The answers as one HTML page without outside references; all text is escaped.

    Cost: one figure a scenario with a chair, about half a second for the first.

    Raises
    ------
    InvalidInput
        If two scenarios have the same identifier.
    """
    return one_page(answers, version=version)


def write_report(answers: Sequence[Answer], out: Path, *, version: str) -> tuple[Path, ...]:
    """Write the site of these answers into a folder; the same as `write_site` of them alone.

    Raises
    ------
    InvalidInput
        As for `write_site`.
    """
    return write_site(Contents(tuple(answers), version), out)


def write_site(
    contents: Contents, out: Path, *, progress: Callable[[str], None] | None = None
) -> tuple[Path, ...]:
    """Write a site into a folder: an overview, a page for each situation, comparisons, data.

    Everything is written into a hidden folder first and then moved into place; when that fails,
    what was there before is there again. Files that an earlier report wrote and this one does not
    are removed; other files stay. Cost: about a fifth of a second for each figure.

    Parameters
    ----------
    contents : Contents
    out : Path
    progress : callable or None
        Told in a few words what is being done.

    Returns
    -------
    tuple of Path
        What was written: ``index.html`` and ``answers.json`` first.

    Raises
    ------
    InvalidInput
        If the folder cannot be made or written, or holds a file of that name which no report wrote.
    """
    told = called(progress, "progress") or (lambda text: None)
    files = site_files(contents, progress=told)
    told("writing")
    return write_files(files, Path(out))


def write_role_cards(
    answer: Answer, out: Path, *, version: str, players: Iterable[str] = ()
) -> tuple[Path, ...]:
    """Write a simulation of a scenario: a card for each player, a chair's sheet, a teacher's sheet.

    ``cards.html`` prints one card a page, ``chair.html`` holds nothing secret, ``teacher.html``
    what the model expects. No page has a script or leads to another place, and all text is
    escaped. Files are replaced or left alone as by `write_site`, whose own files stay.

    Parameters
    ----------
    answer : Answer
    out : Path
    version : str
    players : iterable of str, optional
        Whom the class plays, players or blocs; everybody when left out.

    Returns
    -------
    tuple of Path

    Raises
    ------
    InvalidInput
        As for `role_cards` and `write_site`.
    """
    files = card_files(answer, version=version, players=players)
    names = [*files, LISTING]
    listed = {"schema": "consensus-report/role-cards/1", "files": names}
    files[LISTING] = json.dumps(listed, indent=1) + "\n"
    return write_files(files, Path(out), listing=LISTING)
