"""Questions for the tests of sweeps: at the top of a module, so that processes can be sent them."""

from __future__ import annotations

import os
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

from consensus.solutions.solution import Solution


def chair(support: Any, rival: Any, lean: Any = 0) -> Any:
    return "upholds" if support + lean >= rival else "accommodates"


def ratio(x: Any, y: Any) -> Any:
    return Fraction(x) / y


def noisy(x: Any, random: Any) -> float:
    return float(x + random.normal())


def slow(x: Any, folder: str, seconds: float = 0.02) -> Any:
    """Leaves a mark each time it is asked, and takes its time."""
    with open(Path(folder) / "asked", "a", encoding="utf8") as marks:
        marks.write(f"{x}\n")
    time.sleep(seconds)
    return {"square": x * x}


def deadly(x: Any, folder: str) -> Any:
    """Kills its process at x = 7, always; at x = 3, the first time only."""
    mark = Path(folder) / "died"
    if x == 7 or (x == 3 and not mark.exists()):
        if x == 3:
            mark.touch()
        os.kill(os.getpid(), 9)
    return x + 1


def busy(x: Any, loops: int) -> int:
    total = 0
    for i in range(loops):
        total = (total * 31 + i + x) % 1_000_003
    return total


def clocked(x: Any) -> float:
    return time.perf_counter()


def rich_answer(x: Any) -> Any:
    return Solution(
        "best", "the game", ({"who": "a", "gain": Fraction(x, 3)},), check=lambda c: None
    )


def object_answer(x: Any) -> Any:
    return object()
