"""The bibliography names every source that docstrings and literature tests cite."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (ROOT / "docs" / "look-up" / "bibliography.md").read_text(encoding="utf8")
ENTRIES = [" ".join(entry.split()) for entry in re.split(r"^- ", TEXT, flags=re.M)[1:]]
LITERATURE = sorted((ROOT / "tests" / "literature").glob("test_*.py"))
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def test_every_entry_says_how_it_was_checked() -> None:
    ways = ("numbers: `test_", "definition", "text", "compared", "Related work")
    works = [entry for entry in ENTRIES if YEAR.search(entry) or "Gambit Project" in entry]
    assert len(works) > 120
    assert [entry for entry in works if not any(way in entry for way in ways)] == []


@pytest.mark.parametrize("path", LITERATURE, ids=lambda path: path.stem)
def test_every_literature_test_is_named(path: Path) -> None:
    assert f"`{path.stem}`" in TEXT, f"add the source of {path.name} to the bibliography"


def test_every_test_that_is_named_exists() -> None:
    there = {path.stem for path in LITERATURE}
    assert set(re.findall(r"`(test_\w+)`", TEXT)) <= there


def cited() -> Iterator[tuple[str, str]]:
    """Where, and what: the pieces of every section of references that hold a year."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
            if not isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Module)):
                continue
            _, found, rest = (ast.get_docstring(node) or "").partition("References\n----------\n")
            if found:
                section = re.split(r"\n\n[A-Z][a-z ]+\n-+\n", rest)[0]
                for piece in re.split(r";\s|\n\n", section):
                    if YEAR.search(piece):
                        yield f"{path.name}:{getattr(node, 'name', '')}", " ".join(piece.split())


# Words that many titles share, which tell no two works apart.
COMMON = {
    "American",
    "Behavior",
    "Contributions",
    "Economic",
    "Economics",
    "Econometrica",
    "Game",
    "Games",
    "International",
    "Introduction",
    "Journal",
    "Mathematical",
    "Mathematics",
    "Operations",
    "Political",
    "Princeton",
    "Research",
    "Review",
    "Science",
    "Sciences",
    "Springer",
    "Theory",
    "Voting",
    "Wiley",
}


def test_every_source_that_a_docstring_cites_is_there() -> None:
    pieces = list(cited())
    assert len(pieces) > 100
    missing = []
    for where, piece in pieces:
        years, words = (
            set(YEAR.findall(piece)),
            set(re.findall(r"\b[^\W\d_]{4,}\b", piece)) - COMMON,
        )
        names = {word for word in words if word[0].isupper()} or words
        if not any(
            years & set(YEAR.findall(entry)) and any(name in entry for name in names)
            for entry in ENTRIES
        ):
            missing.append(f"{where}: {piece}")
    assert not missing, "\n".join(["add these to docs/look-up/bibliography.md:", *missing])
