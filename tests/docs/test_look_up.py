"""The look-up pages: every public name is in the reference, every name in the glossary exists."""

from __future__ import annotations

import importlib
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LOOK_UP = ROOT / "docs" / "look-up"


def building(name: str) -> ModuleType:
    """A module of docs/building, which is no package of the library."""
    where = ROOT / "docs" / "building" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"docs_building_{name}", where)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


reference = building("reference")
STUBS = sorted((ROOT / "src" / "consensus").glob("*/__init__.pyi"))


@pytest.fixture(scope="module")
def in_reference() -> set[int]:
    """What the pages describe, those written by hand and the one of every name."""
    return {
        *reference.by_hand(),
        *(id(thing) for _, thing in reference.described(reference.page())),
    }


@pytest.mark.parametrize("stub", STUBS, ids=lambda path: path.parent.name)
def test_every_public_name_is_in_the_reference(stub: Path, in_reference: set[int]) -> None:
    room = importlib.import_module(f"consensus.{stub.parent.name}")
    names = reference.public_names(stub)
    assert names
    assert not [name for name in names if id(getattr(room, name)) not in in_reference]


@pytest.mark.parametrize("stub", STUBS, ids=lambda path: path.parent.name)
def test_every_public_name_says_in_a_sentence_what_it_is(stub: Path) -> None:
    room = importlib.import_module(f"consensus.{stub.parent.name}")
    for name in reference.public_names(stub):
        thing = getattr(room, name)
        if callable(thing) and not str(getattr(thing, "__module__", "")).startswith("typing"):
            assert reference.sentence(thing).endswith((".", ":")), name


def test_most_names_have_a_page_of_their_subject() -> None:
    rooms = {s: importlib.import_module(f"consensus.{s.parent.name}") for s in STUBS}
    named = {id(getattr(rooms[s], name)) for s in STUBS for name in reference.public_names(s)}
    assert len(named & set(reference.by_hand())) > len(named) * 0.9


def glossary_rows() -> list[tuple[str, str, str]]:
    rows = []
    for line in (LOOK_UP / "glossary.md").read_text(encoding="utf8").splitlines():
        if line.startswith("|") and not line.startswith(("| ---", "| the diplomat |")):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            assert len(cells) == 3, line
            rows.append((cells[0], cells[1], cells[2]))
    return rows


def test_the_glossary_is_long_and_says_each_thing_once() -> None:
    rows = glossary_rows()
    assert len(rows) >= 50
    assert len({row[0] for row in rows}) == len(rows)
    assert all(all(row) for row in rows)


@pytest.mark.parametrize("row", glossary_rows(), ids=lambda row: row[0])
def test_every_name_in_the_glossary_exists(row: tuple[str, str, str]) -> None:
    names = re.findall(r"`([^`]+)`", row[2])
    assert names, "a row of the glossary leads to a name"
    assert re.sub(r"`[^`]+`|[, ]", "", row[2]) == "", "the third column holds names only"
    for name in names:
        assert reference.resolve(f"consensus.{name}") is not None
