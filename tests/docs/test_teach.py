"""The teaching notebooks: each runs from top to bottom, and holds what a lesson has to hold."""

from __future__ import annotations

import asyncio
import os
import re
import runpy
from pathlib import Path

import pytest

from consensus import osce

jupytext = pytest.importorskip("jupytext", reason="the notebooks need jupytext")
nbformat = pytest.importorskip("nbformat", reason="the notebooks need nbformat")
nbclient = pytest.importorskip("nbclient", reason="the notebooks need nbclient")

ROOT = Path(__file__).resolve().parent.parent.parent
TEACH = ROOT / "docs" / "teach"
NOTEBOOKS = sorted(page for page in TEACH.glob("*.md") if page.stem != "index")


def stem(path: Path) -> str:
    return path.stem


@pytest.mark.filterwarnings("ignore")  # the kernel's transport warns of sockets it closes late
@pytest.mark.parametrize("page", NOTEBOOKS, ids=stem)
def test_every_cell_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a fresh kernel, as a reader's; an assert that fails or an error in a cell fails this."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src")]))
    monkeypatch.setenv("PYTHONWARNINGS", "ignore")
    notebook = jupytext.read(page)
    client = nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3")
    asyncio.run(client.async_execute())


@pytest.mark.parametrize("page", NOTEBOOKS, ids=stem)
def test_every_lesson_has_its_parts(page: Path) -> None:
    notebook = jupytext.read(page)
    text = page.read_text(encoding="utf8")
    for part in ("**After these 90 minutes**", "| minutes |", "## Exercises", "## Solutions",
                 "## Where the model fails", "## Further reading", "*Fact", "claim"):  # fmt: skip
        assert part in text, part
    assert "osce.CODINGS" in text or 'coding="moscow"' in text
    numbered = {int(n) for n in re.findall(r"^\*\*(\d)\*\*", text, flags=re.M)}
    assert numbered == set(range(1, max(numbered) + 1))
    assert 3 <= len(numbered) <= 5
    solved = [c.source for c in notebook.cells if "solution" in c.metadata.get("tags", ())]
    assert [int(s.partition("# ")[2][0]) for s in solved] == sorted(numbered)
    assert all("assert " in source for source in solved)
    claims = [c.source for c in notebook.cells if c.cell_type == "code" and c.source not in solved]
    assert sum("assert " in source for source in claims) >= 5


@pytest.mark.parametrize("page", NOTEBOOKS, ids=stem)
def test_the_plan_fills_ninety_minutes(page: Path) -> None:
    spans = re.findall(r"^\| (\d+)–(\d+) \|", page.read_text(encoding="utf8"), flags=re.M)
    edges = [0, *(int(end) for _, end in spans)]
    assert [int(start) for start, _ in spans] == edges[:-1]
    assert edges[-1] == 90


@pytest.mark.parametrize("page", NOTEBOOKS, ids=stem)
def test_every_source_is_listed(page: Path) -> None:
    """Whatever stands in brackets is known to the library and printed by the last cell."""
    text = page.read_text(encoding="utf8")
    prose = re.sub(r"^```\{code-cell\}.*?^```$", "", text, flags=re.M | re.S)
    cited = set(re.findall(r"\[([A-Z][A-Z0-9]+b?)\](?!\()", prose))
    printed = re.findall(r'"([A-Z][A-Z0-9]+b?)"', jupytext.read(page).cells[-1].source)
    assert cited <= set(printed) <= set(osce.sources())


def test_every_lesson_is_on_the_index_page() -> None:
    index = (TEACH / "index.md").read_text(encoding="utf8")
    assert {f"{page.stem}.md" for page in NOTEBOOKS} == set(
        re.findall(r"\]\(([a-z-]+\.md)\)", index)
    )


def test_students_get_no_solutions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writing = runpy.run_path(str(ROOT / "docs" / "building" / "notebooks.py"))
    monkeypatch.setitem(writing["write"].__globals__, "WRITTEN", tmp_path)
    writing["write"]()
    assert len(list(tmp_path.glob("*.ipynb"))) == 2 * len(NOTEBOOKS)
    for page in NOTEBOOKS:
        plain = nbformat.read(tmp_path / f"{page.stem}.ipynb", as_version=4)
        whole = nbformat.read(tmp_path / f"{page.stem}-with-solutions.ipynb", as_version=4)
        nbformat.validate(plain)
        nbformat.validate(whole)
        assert len(whole.cells) > len(plain.cells)
        assert not any("solution" in cell.metadata.get("tags", ()) for cell in plain.cells)
        assert not any("## Solutions" in cell.source for cell in plain.cells)
