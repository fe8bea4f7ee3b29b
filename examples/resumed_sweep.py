"""What happens to a long study when it is stopped half-way, and asked again?"""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from consensus import models
from consensus.sweeps import Sweep


def conduct(support, lean, pressure):
    return models.discretion(lean, pressure, support).conduct


GRID = {"support": [f"0.{i}" for i in range(10)], "pressure": ["0.3", "0.6", "0.9"]}


class Stop(Exception):
    """Stands for a power cut."""


def stop_half_way(done, total, left):
    if done >= total // 2:
        raise Stop


with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as threads:
    store = Path(folder) / "study.db"
    sweep = Sweep(conduct, GRID, at={"lean": "0.5"}, version="1")
    try:
        sweep.run(executor=threads, store=store, progress=stop_half_way)
    except Stop:
        print("stopped half-way")
    first_told = []
    results = sweep.run(
        executor=threads, store=store, progress=lambda done, *rest: first_told.append(done)
    )

print(f"taken up again: {first_told[0]} of {len(results)} points were already there or just done")
print(results.to_csv().splitlines()[0])
assert len(results) == 30
assert not results.failed
assert first_told[0] > 15
