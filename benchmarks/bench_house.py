"""What a user waits for: the import, the vote of all States, the whole report."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from consensus import games, models, osce, report, rules, solutions
from ladder import LADDER

ROOT = Path(__file__).resolve().parent.parent
PAIR = ("odihr_package_2007", "georgia_mission_expiry_2008")


def fresh(code: str) -> Callable[[], None]:
    """A run of Python that starts cold and executes the code."""

    def run() -> None:
        subprocess.run(
            [sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(ROOT / "src")}
        )

    return run


def test_import_against_numpy(ratio):
    """Two cold processes; the issue asks for at most 1.5 times `import numpy`."""
    ratio(
        "cold process: import (numpy is the peer)",
        ours=fresh("import consensus"),
        peer=fresh("import numpy"),
        peer_name="numpy",
        rounds=7,
    )


def test_the_whole_report_cold(benchmark, tmp_path):
    code = f"from consensus.cli import main; main(['report', '--out', {str(tmp_path / 'r')!r}])"
    benchmark.pedantic(fresh(code), rounds=2)


def test_the_report_warm(benchmark):
    cases = osce.situations()
    benchmark(lambda: [report.answer(cases[name]) for name in PAIR])


@pytest.mark.parametrize("n", [n for n in LADDER if n <= 200])
def test_pure_equilibria_of_a_consensus_vote(benchmark, n):
    players = [f"p{i}" for i in range(n)]
    adopt = {player: i % 7 - 2 for i, player in enumerate(players)}
    game = games.RollCall(rules.by_consensus(players), adopt)
    benchmark(lambda: solutions.pure_nash(game).count)


@pytest.mark.parametrize("n", [n for n in LADDER if n <= 200])
@pytest.mark.parametrize("measure", ["banzhaf", "shapley_shubik", "coleman_prevent"])
def test_power_under_consensus(benchmark, n, measure):
    rule = rules.by_consensus([f"p{i}" for i in range(n)])
    benchmark(lambda: getattr(solutions, measure)(rule))


def test_vote_of_the_56_states(benchmark):
    game = models.vote(osce.situations()["georgia_mission_expiry_2008"])
    benchmark(lambda: solutions.pure_nash(game).count)
