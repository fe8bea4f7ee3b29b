"""Sweeps at scale: stores, executors, crashes."""

from __future__ import annotations

import functools
import os
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from fractions import Fraction as F
from pathlib import Path
from typing import Any

import pytest

from consensus.errors import InvalidInput, NotConverged, TooLarge
from consensus.rules import by_consensus
from consensus.sweeps import Sweep
from consensus.sweeps import store as store_module
from consensus.sweeps.content import decoded, encoded
from sweeps import questions

GRID = {"support": [0, F(1, 2), "0.75", 1], "rival": [F(1, 2)]}


@pytest.fixture
def threads() -> Any:
    with ThreadPoolExecutor(2) as pool:
        yield pool


def sure(support: Any, rival: Any, lean: Any = 0) -> Any:
    return questions.chair(F(support), rival, lean)


def test_rows_follow_the_grid(threads: Any) -> None:
    results = Sweep(sure, GRID).run(executor=threads)
    assert [row["answer"] for row in results] == ["accommodates", "upholds", "upholds", "upholds"]
    assert results.rows()[2] == {"support": "0.75", "rival": F(1, 2), "answer": "upholds"}
    assert results.to_csv().splitlines()[2] == "1/2,1/2,upholds"
    assert '"support": "1/2"' in results.to_json()
    assert list(results.to_frame().columns) == ["support", "rival", "answer"]
    assert str(results).startswith("4 points")


def test_two_executors_give_identical_rows(threads: Any) -> None:
    sweep = Sweep(questions.noisy, {"x": list(range(50))}, seed=7)
    here = sweep.run(executor=threads)
    with ProcessPoolExecutor(2) as processes:
        there = sweep.run(executor=processes, at_once=3)
    assert here.rows() == there.rows() == sweep.run().rows()
    assert len({row["answer"] - row["x"] for row in here}) == 50
    other = Sweep(questions.noisy, {"x": list(range(50))}, seed=8).run(executor=threads)
    assert other.rows() != here.rows()


def test_points_may_be_listed(threads: Any) -> None:
    points = [{"x": 1, "y": 2}, {"y": 3, "x": 4}]
    results = Sweep(questions.ratio, points).run(executor=threads)
    assert [row["answer"] for row in results] == [F(1, 2), F(4, 3)]


def test_a_failing_point_is_recorded_and_stops_nothing(threads: Any, tmp_path: Path) -> None:
    sweep = Sweep(questions.ratio, {"x": [1, 2], "y": [0, 2]})
    results = sweep.run(executor=threads, store=tmp_path / "s")
    assert list(results.failed) == [0, 2]
    assert results.failed[0].startswith("ZeroDivisionError: ")
    assert [row.get("answer") for row in results] == [None, F(1, 2), None, 1]
    assert results.answer(0) is None
    assert "error" in results.to_csv().splitlines()[0]
    assert sweep.run(executor=threads, store=tmp_path / "s").failed == results.failed


def test_answers_come_back_as_they_were(threads: Any) -> None:
    (row,) = Sweep(questions.rich_answer, {"x": [1]}).run(executor=threads)
    assert row["answer"].items == ({"who": "a", "gain": F(1, 3)},)
    assert row["answer"].complete
    for value in (
        1, True, None, 0.1, float("inf"), "text", F(1, 3), (1, (2,)), [1, {"$a": 2}],
        {("a", "b"): 1, 2: [F(1, 2)]}, frozenset({"a", frozenset({"b"})}), {"$set": 1},
    ):  # fmt: skip
        assert decoded(encoded(value, "value")) == value
    assert decoded(encoded(by_consensus(["a", "b"]), "rule"))["type"].endswith("Rule")


def test_answers_that_are_no_data_fail_and_say_why(threads: Any) -> None:
    results = Sweep(questions.object_answer, {"x": [1]}).run(executor=threads)
    assert "a object is no plain data" in results.failed[0]


def test_the_store_is_taken_up_again(threads: Any, tmp_path: Path) -> None:
    store = tmp_path / "results.db"
    at = {"folder": str(tmp_path), "seconds": 0}
    first = Sweep(questions.slow, {"x": [1, 2, 3]}, at=at).run(executor=threads, store=store)
    again = Sweep(questions.slow, {"x": [1, 2, 3]}, at=at).run(executor=threads, store=store)
    assert again.rows() == first.rows()
    asked = (tmp_path / "asked").read_text().split()
    assert sorted(asked) == ["1", "1", "2", "3"]  # the first point is asked twice, once
    wider = Sweep(questions.slow, {"x": [0, 1, 2, 3, 4]}, at=at).run(executor=threads, store=store)
    assert [row["square"] for row in wider] == [0, 1, 4, 9, 16]
    assert sorted((tmp_path / "asked").read_text().split()) == ["0", "0", "1", "1", "2", "3", "4"]


def test_a_store_of_another_study_is_refused_and_left_alone(threads: Any, tmp_path: Path) -> None:
    store = tmp_path / "results.db"
    Sweep(sure, GRID, version="1").run(executor=threads, store=store)
    before = store.read_bytes()
    others = [
        (Sweep(sure, GRID, version="2"), "its version is '1', this study's is '2'"),
        (Sweep(sure, GRID, version="1", at={"lean": 1}), "its at is"),
        (Sweep(questions.chair, GRID, version="1"), "its answer is"),
        (Sweep(questions.noisy, {"x": [1]}, version="1", seed=1), "its answer is"),
    ]
    for other, words in others:
        with pytest.raises(InvalidInput, match=f"belongs to another study: {words}"):
            other.run(executor=threads, store=store)
    assert store.read_bytes() == before


def test_other_files_are_refused_and_left_alone(threads: Any, tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("These are my notes, and they are long enough to be no empty database." * 20)
    with pytest.raises(InvalidInput, match="is not a store of results"):
        Sweep(sure, GRID).run(executor=threads, store=text)
    assert text.read_text().startswith("These are my notes")
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("create table mine (a)")
    connection.commit()
    connection.close()
    with pytest.raises(InvalidInput, match="a database of something else"):
        Sweep(sure, GRID).run(executor=threads, store=other)
    with pytest.raises(InvalidInput, match="is a folder"):
        Sweep(sure, GRID).run(executor=threads, store=tmp_path)
    with pytest.raises(InvalidInput, match="there is no folder"):
        Sweep(sure, GRID).run(executor=threads, store=tmp_path / "no" / "s.db")


def test_a_full_disk_leaves_the_finished_part_readable(
    threads: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite reports a database that may not grow exactly as it reports a full disk."""
    store = tmp_path / "results.db"
    connect = sqlite3.connect

    def small(*args: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*args, **options)
        connection.execute("pragma max_page_count = 12")
        return connection

    grid = {"x": list(range(3000))}
    with monkeypatch.context() as patch:
        patch.setattr(store_module.sqlite3, "connect", small)
        with pytest.raises(NotConverged, match="database or disk is full"):
            Sweep(questions.busy, grid, at={"loops": 1}).run(executor=threads, store=store)
    rows = connect(store).execute("select count(*) from results where not failed").fetchone()
    assert 0 < rows[0] < 3000
    results = Sweep(questions.busy, grid, at={"loops": 1}).run(executor=threads, store=store)
    assert len(results) == 3000
    assert not results.failed


SCRIPT = """
import sys
from sweeps import questions
from consensus.sweeps import Sweep
folder = sys.argv[1]
Sweep(questions.slow, {"x": list(range(60))}, at={"folder": folder, "seconds": 0.05}).run(
    store=folder + "/results.db"
)
"""


def test_a_run_killed_in_the_middle_resumes(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": f"{root / 'src'}:{root / 'tests'}"}
    run = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(tmp_path)], env=environment, start_new_session=True
    )
    store = tmp_path / "results.db"
    try:
        for _ in range(400):
            time.sleep(0.05)
            if finished(store) >= 8:
                break
    finally:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    kept = finished(store)
    assert 8 <= kept < 60
    asked_before = len((tmp_path / "asked").read_text().split())
    at = {"folder": str(tmp_path), "seconds": 0.05}
    with ThreadPoolExecutor(4) as pool:
        results = Sweep(questions.slow, {"x": list(range(60))}, at=at).run(
            executor=pool, store=store
        )
    assert [row["square"] for row in results] == [x * x for x in range(60)]
    asked_after = len((tmp_path / "asked").read_text().split())
    assert asked_after - asked_before == 60 - kept + 1


def finished(store: Path) -> int:
    if not store.exists():
        return 0
    connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    try:
        return int(connection.execute("select count(*) from results").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


def test_a_worker_that_dies_is_replaced_and_the_culprit_found(tmp_path: Path) -> None:
    sweep = Sweep(questions.deadly, {"x": list(range(12))}, at={"folder": str(tmp_path)})
    results = sweep.run(at_once=2)
    assert list(results.failed) == [7]
    assert "its worker died 3 times" in results.failed[7]
    assert [row.get("answer") for row in results] == [
        None if x == 7 else x + 1 for x in range(12)
    ]  # fmt: skip


def test_a_broken_pool_that_was_handed_in_is_said(tmp_path: Path) -> None:
    sweep = Sweep(questions.deadly, {"x": [7, 8]}, at={"folder": str(tmp_path)})
    with ProcessPoolExecutor(1) as pool, pytest.raises(NotConverged, match="broke the pool"):
        sweep.run(executor=pool)


def test_real_workers_of_a_cluster(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")
    import logging
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
            silence_logs=logging.CRITICAL, local_directory=str(tmp_path),
        ) as cluster, distributed.Client(cluster) as client:  # fmt: skip
            sweep = Sweep(questions.noisy, {"x": list(range(40))}, seed=7)
            there = sweep.run(executor=client.get_executor(), store=tmp_path / "s.db")
    with ThreadPoolExecutor(2) as threads:
        assert there.rows() == sweep.run(executor=threads).rows()
        assert there.rows() == sweep.run(executor=threads, store=tmp_path / "s.db").rows()


def test_progress_tells_the_time_left(threads: Any) -> None:
    told: list[Any] = []
    Sweep(questions.busy, {"x": list(range(100))}, at={"loops": 10}).run(
        executor=threads, progress=lambda *now: told.append(now)
    )
    assert told[-1][:2] == (100, 100)
    assert told[-1][2] == 0
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)


def test_what_cannot_be_called_tells_no_progress(threads: Any) -> None:
    sweep = Sweep(questions.busy, {"x": [1]}, at={"loops": 10})
    with pytest.raises(InvalidInput, match="progress: expected a function or None, got 'yes'"):
        sweep.run(executor=threads, progress="yes")  # type: ignore[arg-type]


def test_functions_that_cannot_travel_are_refused(tmp_path: Path, threads: Any) -> None:
    def inner(x: Any) -> Any:
        return x

    for answer in (inner, lambda x: x, functools.partial(inner)):
        with pytest.raises(InvalidInput, match="processes cannot be sent it"):
            Sweep(answer, {"x": [1]}).run()
        with pytest.raises(InvalidInput, match="could not be told from another's"):
            Sweep(answer, {"x": [1]}).run(executor=threads, store=tmp_path / "s")
        assert Sweep(answer, {"x": [1]}).run(executor=threads).answer(0) == 1


def test_what_a_partial_binds_is_part_of_the_study(tmp_path: Path, threads: Any) -> None:
    grid = {"support": [0, 1], "rival": [1]}
    half = functools.partial(questions.chair, lean=F(1, 2))
    Sweep(half, grid).run(executor=threads, store=tmp_path / "s")
    with pytest.raises(InvalidInput, match="another study"):
        Sweep(functools.partial(questions.chair, lean=1), grid).run(
            executor=threads, store=tmp_path / "s"
        )


def test_an_answer_that_is_no_function_is_refused(threads: Any) -> None:
    with pytest.raises(InvalidInput, match="asked twice at point 0"):
        Sweep(questions.clocked, {"x": [1, 2]}).run(executor=threads)


def test_bad_grids_are_refused() -> None:
    cases: list[tuple[Any, str]] = [
        ({}, "at least one parameter"),
        ([], "at least one parameter"),
        ({"support": [], "rival": [1]}, r"grid\['support'\]: expected at least one value"),
        ({"support": 3, "rival": [1]}, r"grid\['support'\]: expected a list of values, got 3"),
        ({"support": "ab", "rival": [1]}, r"grid\['support'\]: expected a list"),
        ({"support": [object()], "rival": [1]}, r"grid\['support'\]\[0\]: a object is no plain"),
        ([{"support": 1, "rival": 1}, {"support": 1}], r"grid\[1\]: expected the parameters"),
        ({"suport": [1], "rival": [1]}, "'suport': the answer reads no such parameter"),
        ({"support": [1]}, "no value for the parameter 'rival'"),
        (3, "grid: expected a mapping"),
    ]
    for grid, words in cases:
        with pytest.raises(InvalidInput, match=words):
            Sweep(questions.chair, grid)
    with pytest.raises(InvalidInput, match="already in the grid"):
        Sweep(questions.chair, GRID, at={"rival": 1})
    with pytest.raises(InvalidInput, match="seed"):
        Sweep(questions.noisy, {"x": [1]}, seed=-1)
    with pytest.raises(TooLarge, match="1e\\+08 points"):
        Sweep(questions.chair, {"support": list(range(10**4)), "rival": list(range(10**4))})
