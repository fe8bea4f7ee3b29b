"""The lessons as Jupyter notebooks: ``python docs/building/notebooks.py``.

Each page under ``docs/teach`` becomes two files, one for students and one, with the solutions, for
the teacher. Outputs are left out: running the cells is part of the lesson.
"""

from __future__ import annotations

from pathlib import Path

TEACH = Path(__file__).resolve().parent.parent / "teach"
WRITTEN = TEACH / "notebooks"


def pages() -> list[Path]:
    """The lessons' sources."""
    return sorted(page for page in TEACH.glob("*.md") if page.stem != "index")


def students(notebook):
    """The same notebook without its solutions."""
    from copy import deepcopy

    shown = deepcopy(notebook)
    shown.cells = [c for c in shown.cells if "solution" not in c.metadata.get("tags", ())]
    for cell in shown.cells:
        cell.source = cell.source.removesuffix("\n\n## Solutions")
    return shown


def write() -> None:
    """Write both notebooks of every lesson."""
    import jupytext

    WRITTEN.mkdir(exist_ok=True)
    for page in pages():
        notebook = jupytext.read(page)
        notebook.metadata.pop("jupytext", None)
        jupytext.write(students(notebook), WRITTEN / f"{page.stem}.ipynb")
        jupytext.write(notebook, WRITTEN / f"{page.stem}-with-solutions.ipynb")


if __name__ == "__main__":
    write()
