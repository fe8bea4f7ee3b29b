"""Sweeps: regimes, maps, ensembles, overhead, two workers."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from consensus import models, sweeps
from consensus.sweeps import Sweep

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from sweeps import questions

REST = {"lean": "0.4", "pressure": "0.7", "curvature": 1}


def conduct(**at: Any) -> str:
    return models.discretion(**at).conduct


def uniform(count: int) -> dict[str, Any]:
    random = np.random.default_rng(1)
    names = ("lean", "pressure", "support")
    return {name: random.uniform(0, 1.5, count) for name in names}


def test_regimes_of_the_chair_along_support(benchmark: Any) -> None:
    found = benchmark(lambda: sweeps.regimes(models.discretion, over={"support": (0, 2)}, at=REST))
    assert len(found.edges) == 3


def test_map_of_support_and_pressure(benchmark: Any) -> None:
    rest = {"lean": "0.4", "curvature": 1}
    over = {"support": (0, 2), "pressure": (0, 1)}
    found = benchmark(lambda: sweeps.regimes(conduct, over=over, at=rest))
    assert found.undecided == 0


def test_map_with_a_curved_border(benchmark: Any) -> None:
    over = {"x": (-2, 2), "y": (-2, 2)}
    found = benchmark.pedantic(
        lambda: sweeps.regimes(lambda x, y: x * x + y * y < 1, over=over), rounds=2
    )
    assert 0 < found.undecided <= 0.16


def test_a_million_draws_of_the_chair(benchmark: Any) -> None:
    draws = uniform(1_000_000)
    found = benchmark.pedantic(lambda: sweeps.ensemble(models.discretion, draws=draws), rounds=3)
    assert len(found) == 1_000_000


def test_the_ensemble_against_a_loop(ratio: Any) -> None:
    """10⁵ draws; the loop of single solves is timed on 500 of them, printed as their sum."""
    draws = uniform(100_000)
    rows = [{name: float(column[i]) for name, column in draws.items()} for i in range(500)]
    factor = ratio(
        "500 chair solves one by one / 10^5 at once",
        ours=lambda: sweeps.ensemble(models.discretion, draws=draws),
        peer=lambda: [models.discretion(**row) for row in rows],
        peer_name="loop",
    )
    assert factor > 0


def test_robustness_of_the_chair(benchmark: Any) -> None:
    bands = {"support": ("0.3", "0.45", "0.8"), "lean": ("0.4", "0.5", "0.8"),
             "pressure": ("0.5", "0.7", "0.8")}  # fmt: skip
    found = benchmark(lambda: sweeps.robustness(conduct, bands=bands))
    assert found.survives is False


def test_overhead_a_point_on_processes(benchmark: Any) -> None:
    """20,000 points of no work; divide by 20,000."""
    sweep = Sweep(questions.busy, {"x": list(range(20_000))}, at={"loops": 1})
    with ProcessPoolExecutor(2) as pool:
        benchmark.pedantic(lambda: sweep.run(executor=pool), rounds=2)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_work_that_takes_seconds(benchmark: Any, workers: int) -> None:
    sweep = Sweep(questions.busy, {"x": list(range(40))}, at={"loops": 1_000_000})
    with ProcessPoolExecutor(workers) as pool:
        benchmark.pedantic(partial(sweep.run, executor=pool), rounds=1)
