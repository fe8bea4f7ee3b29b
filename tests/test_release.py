"""One version, in one place, and everything else that names it agrees."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import consensus

ROOT = Path(__file__).resolve().parent.parent


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))
    assert "version" not in project["project"]
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["hatch"]["version"]["path"] == "src/consensus/__init__.py"
    assert re.fullmatch(r"\d+\.\d+\.\d+", consensus.__version__)


def test_the_command_line_says_it() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "consensus", "--version"], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""},
    )  # fmt: skip
    assert said.stdout.strip() == f"consensus, version {consensus.__version__}"


def test_the_changelog_begins_with_it() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf8")
    headings = re.findall(r"^## (\S+)", text, re.M)
    assert headings[0] == consensus.__version__
    assert len(set(re.findall(r"^### (.+)$", text, re.M))) == len(re.findall(r"^### ", text, re.M))


def test_the_citation_has_what_the_format_asks_for() -> None:
    """CITATION.cff 1.2.0: cff-version, message, title and authors are required."""
    text = (ROOT / "CITATION.cff").read_text(encoding="utf8")
    entries = dict(re.findall(r"^([a-z-]+): ?(.*)$", text, re.M))
    assert {"cff-version", "message", "title", "authors", "version", "license", "type"} <= set(
        entries
    )
    assert entries["cff-version"] == "1.2.0"
    assert entries["version"] == consensus.__version__
    assert entries["license"] == "MIT"
    assert entries["type"] == "software"
    assert re.search(r"^authors:\n  - name: ", text, re.M)


def test_the_first_screen_of_the_readme() -> None:
    """What it answers, one picture, the two commands and ten lines of Python, in eighty lines."""
    text = "\n".join((ROOT / "README.md").read_text(encoding="utf8").splitlines()[:80])
    assert "make report" in text
    assert "make test" in text
    picture = re.search(r"!\[[^\]]{20,}\]\((\S+)\)", text)
    assert picture
    assert (ROOT / picture[1]).is_file()
    (block,) = re.findall(r"^```pycon\n(.*?)^```", text, re.M | re.S)
    typed = [line for line in block.splitlines() if line.startswith((">>>", "..."))]
    assert 5 <= len(typed) <= 10
    for path in re.findall(r"\]\(((?!http)[^)#]+)", text):
        assert (ROOT / path).exists(), path
