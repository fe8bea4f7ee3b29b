"""The teaching notebooks: each runs from top to bottom, and holds what a lesson has to hold."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

jupytext = pytest.importorskip("jupytext", reason="the notebooks need jupytext")
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
    assert not notebook.metadata.get("widgets")
