"""Asking lrsnash, the exact enumerator of Debian's package lrslib, if it is installed."""

from __future__ import annotations

import shutil
import subprocess
from fractions import Fraction
from pathlib import Path
from typing import Any

PROGRAM = shutil.which("lrsnash") or "/usr/bin/lrsnash"


def installed() -> bool:
    return Path(PROGRAM).exists()


def lrsnash(mine: Any, theirs: Any, folder: Path) -> set[Any]:
    """The extreme equilibria of a game with whole payoffs."""
    text = [f"{len(mine)} {len(mine[0])}", ""]
    for table in (mine, theirs):
        text += [" ".join(str(int(v)) for v in row) for row in table] + [""]
    path = folder / "game"
    path.write_text("\n".join(text))
    run = subprocess.run([PROGRAM, str(path)], capture_output=True, text=True, check=True)
    return read(run.stdout)


def read(output: str) -> set[Any]:
    """Lines "2 …" are the second player's, each followed by the first player's that fit."""
    found, columns = set(), []
    for line in output.splitlines():
        words = line.split()
        if not words:
            columns = []
        elif words[0] == "2":
            columns.append(tuple(Fraction(w) for w in words[1:-1]))
        elif words[0] == "1":
            row = tuple(Fraction(w) for w in words[1:-1])
            found |= {(row, column) for column in columns}
    return found
