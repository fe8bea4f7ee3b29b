"""What all benchmarks share: ratios measured side by side."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

_rows: list[tuple[str, str, float, str, float]] = []


def best_of(work: Callable[[], Any], rounds: int) -> float:
    """The shortest of several runs, in seconds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


@pytest.fixture
def ratio() -> Callable[..., float]:
    """Time two ways of doing the same work in this process; a table is printed at the end.

    ``ratio("Shapley n=20", ours=..., peer=..., peer_name="coopgame-py", rounds=3)`` returns how
    many times longer the peer takes. Nothing is asserted about it: a clock would lie.
    """

    def measure(
        what: str,
        *,
        ours: Callable[[], Any],
        peer: Callable[[], Any],
        peer_name: str,
        rounds: int = 3,
        peer_rounds: int | None = None,
    ) -> float:
        mine, theirs = best_of(ours, rounds), best_of(peer, peer_rounds or rounds)
        _rows.append((what, "consensus", mine, peer_name, theirs))
        return theirs / mine

    return measure


def pytest_benchmark_update_json(config: Any, benchmarks: Any, output_json: Any) -> None:
    """Put the comparisons beside the timings when they are written with ``--benchmark-json``."""
    output_json["side_by_side"] = [
        {"what": what, "ours": mine, "peer": peer, "theirs": theirs}
        for what, _, mine, peer, theirs in _rows
    ]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if not _rows:
        return
    terminalreporter.section("side by side (best of the rounds; peer/ours)")
    for what, us, mine, peer, theirs in _rows:
        terminalreporter.write_line(
            f"{what:<48} {us} {mine:10.6f} s   {peer} {theirs:10.6f} s   ×{theirs / mine:.2f}"
        )
