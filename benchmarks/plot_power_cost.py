"""Draw how the cost of exact and bounded power grows; writes the picture that the docs show.

Run ``python benchmarks/plot_power_cost.py docs/understand/power-cost.svg`` (a minute). Times
are processor times of one run each.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from functools import partial

import matplotlib

from consensus import rules, solutions

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "consensus"


def weighted(n: int, total: int | None = None) -> rules.Rule:
    draw = random.Random(2)
    weights = [draw.randint(1, 110) for _ in range(n)]
    if total is not None:
        weights = [1 + w * (total - n) // sum(weights) for w in weights]
    named = {f"p{i}": w for i, w in enumerate(weights)}
    return rules.by_weight(named, sum(weights) // 2 + 1)


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return max(time.process_time() - start, 1e-4)


def main(path: str) -> None:
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 3.6), sharey=True)
    lines = {
        "Shapley-Shubik, exact": (solutions.shapley_shubik, {}, (5, 10, 20, 57, 100, 200, 300)),
        "Shapley-Shubik, within 1e-10": (
            solutions.shapley_shubik, {"tolerance": 1e-10}, (10, 20, 57, 100, 200, 500, 1000),
        ),
        "Banzhaf, exact": (solutions.banzhaf, {}, (5, 10, 20, 57, 100, 200, 500, 1000)),
    }  # fmt: skip
    for name, (measure, options, sizes) in lines.items():
        measure(weighted(12), **options)  # so that nothing is imported while the clock runs
        times = [seconds(partial(measure, weighted(n), **options)) for n in sizes]
        left.loglog(sizes, times, marker="o", label=name)
    left.set_xlabel("players, weights 1 to 110")
    left.set_ylabel("seconds")
    left.legend(frameon=False, fontsize=8)
    totals = (10**3, 10**4, 10**5, 10**6, 5 * 10**6)
    times = [seconds(lambda t=t: solutions.banzhaf(weighted(100, t))) for t in totals]
    right.loglog(totals, times, marker="o", color="C2", label="Banzhaf, exact, 100 players")
    totals = (10**3, 10**4, 10**5)
    times = [
        seconds(lambda t=t: solutions.shapley_shubik(weighted(50, t), tolerance=1e-8))
        for t in totals
    ]
    right.loglog(totals, times, marker="o", color="C1", label="Shapley-Shubik, 1e-8, 50 players")
    totals = (10**3, 10**4, 10**5)
    times = [seconds(lambda t=t: solutions.shapley_shubik(weighted(50, t))) for t in totals]
    right.loglog(totals, times, marker="o", color="C0", label="Shapley-Shubik, exact, 50 players")
    right.set_xlabel("total weight")
    right.legend(frameon=False, fontsize=8)
    for axes in (left, right):
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(alpha=0.3, which="major")
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


if __name__ == "__main__":
    main(sys.argv[1])
