"""Every command of the page "reproduce" runs, and prints the lines that the page expects."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (ROOT / "docs" / "do" / "reproduce.md").read_text(encoding="utf8")
BLOCKS = [
    (block.splitlines()[0].removeprefix("$ "), block.splitlines()[1:])
    for block in re.findall(r"^```console\n(.*?)^```", TEXT, re.M | re.S)
]


def test_there_is_one_command_for_each_analysis() -> None:
    commands = [command for command, _ in BLOCKS]
    assert len(commands) >= 20
    assert len(set(commands)) == len(commands)
    assert all(command.startswith(("consensus ", "python ")) for command in commands)
    assert all(lines for command, lines in BLOCKS if "doctest" not in command)


@pytest.mark.parametrize(("command", "expected"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_the_command_prints_what_the_page_says(command: str, expected: list[str]) -> None:
    program, *rest = shlex.split(command)
    done = subprocess.run(
        [sys.executable, *(["-m", "consensus"] if program == "consensus" else []), *rest],
        capture_output=True, text=True, cwd=ROOT, timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "200"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    if not expected:
        assert done.stdout == ""
    printed, place = " ".join(done.stdout.split()), 0
    for line in expected:
        words = " ".join(line.split())
        place = printed.find(words, place)
        assert place >= 0, f"{words!r} is not printed by {command}, or not in this order"
        place += len(words)
