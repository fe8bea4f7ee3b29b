"""The benchmark page from the last run: ``python docs/building/benchmarks.py RUN > PAGE``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

PACKAGES = (
    "numpy", "scipy", "python-flint", "sympy", "pygambit", "quantecon", "nashpy", "coopgame-py",
    "powerindex",
)  # fmt: skip
ROOMS = {
    "house": "The report and the simplest questions",
    "power": "Power",
    "equilibria": "Equilibria",
    "coalitions": "Coalitions and packages",
    "procedures": "Procedures",
    "sweeps": "Sweeps",
}


def took(seconds: float) -> str:
    """A time with the digits that a clock of this kind deserves."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-6:.2g} µs"


def name_of(test: str) -> str:
    """The name of a test as words."""
    words, _, sizes = test.removeprefix("test_").partition("[")
    return words.replace("_", " ") + (f" ({sizes.rstrip(']').replace('-', ', ')})" if sizes else "")


def packages() -> Iterator[str]:
    """The packages that took part, with their versions."""
    for name in PACKAGES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            continue


def beside_peers(rows: list[Mapping[str, Any]]) -> Iterator[str]:
    """The comparisons as a table; a ratio above one says that the peer took longer."""
    yield from ("## Beside the peers", "")
    yield "Two ways of doing one piece of work, timed in one process, best of a few rounds. A"
    yield "ratio above 1 says that the peer took so many times as long; below 1, it was faster."
    yield "Ours are exact; many peers answer in floats, and where one finds less it is said."
    yield from (
        "",
        "| what | consensus | peer | took | ratio |",
        "| --- | ---: | --- | ---: | ---: |",
    )
    for row in rows:
        ratio = row["theirs"] / row["ours"]
        yield (
            f"| {row['what']} | {took(row['ours'])} | {row['peer']} | {took(row['theirs'])} "
            f"| {f'{ratio:.2g}' if ratio < 10 else f'{ratio:.0f}'} |"
        )
    yield ""


def page(run: Mapping[str, Any]) -> str:
    """The page as Markdown; every number on it stands in the run."""
    machine, commit = run["machine_info"], run["commit_info"]
    cpu = machine["cpu"].get("brand_raw", machine["machine"])
    lines = [
        "# Benchmarks",
        "",
        f"Written by `make bench` from a run on {run['datetime'][:10]}: {cpu}, "
        f"{machine['cpu'].get('count', '?')} cores, {machine['system']}, Python "
        f"{machine['python_version']}, revision {commit['id'][:7]}.",
        "",
        "With " + ", ".join(packages()) + ".",
        "",
        "Times are the shortest of the rounds on a machine that others used as well; read them for",
        "their size. What takes more than a few seconds is marked slow in `benchmarks/` and is on",
        "this page only if the run included it. No test asserts a time.",
        "",
        *beside_peers(run.get("side_by_side", [])),
    ]
    for room, title in ROOMS.items():
        rows = [b for b in run["benchmarks"] if f"bench_{room}." in b["fullname"]]
        if rows:
            lines += [f"## {title}", "", "| what (size) | shortest | median | rounds |"]
            lines += ["| --- | ---: | ---: | ---: |"]
            for row in sorted(rows, key=lambda row: row["fullname"].split("[")[0]):
                stats = row["stats"]
                lines.append(
                    f"| {name_of(row['name'])} | {took(stats['min'])} | {took(stats['median'])} "
                    f"| {stats['rounds']} |"
                )
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    sys.stdout.write(page(json.loads(Path(sys.argv[1]).read_text(encoding="utf8"))))
