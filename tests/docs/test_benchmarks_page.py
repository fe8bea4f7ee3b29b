"""The benchmark page says what the run says, peers included, also where the peer was faster."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
spec = spec_from_file_location("benchmarks_page", ROOT / "docs" / "building" / "benchmarks.py")
assert spec is not None
assert spec.loader is not None
benchmarks = module_from_spec(spec)
spec.loader.exec_module(benchmarks)

RUN = {
    "datetime": "2031-05-06T10:00:00+00:00",
    "commit_info": {"id": "0123456789abcdef"},
    "machine_info": {
        "cpu": {"brand_raw": "A machine", "count": 2},
        "machine": "x", "system": "Linux", "python_version": "3.12.1",
    },
    "side_by_side": [
        {"what": "sums", "ours": 0.002, "peer": "abacus", "theirs": 0.5},
        {"what": "small sums", "ours": 0.002, "peer": "abacus", "theirs": 0.00002},
    ],
    "benchmarks": [
        {"name": "test_adding_up[57-both]", "fullname": "benchmarks/bench_power.py::test_adding_up[57-both]",
         "stats": {"min": 0.25, "median": 0.5, "rounds": 3}},
    ],
}  # fmt: skip


def test_every_row_of_the_run_is_on_the_page() -> None:
    text = benchmarks.page(RUN)
    assert "2031-05-06: A machine, 2 cores, Linux, Python 3.12.1, revision 0123456." in text
    assert "| sums | 2 ms | abacus | 500 ms | 250 |" in text
    assert "| small sums | 2 ms | abacus | 20 µs | 0.01 |" in text
    assert "## Power" in text
    assert "| adding up (57, both) | 250 ms | 500 ms | 3 |" in text
    assert "## Sweeps" not in text


def test_the_page_in_the_docs_was_written_by_it() -> None:
    text = (ROOT / "docs" / "understand" / "benchmarks.md").read_text(encoding="utf8")
    assert text.startswith("# Benchmarks\n\nWritten by `make bench` from a run on 20")
    assert "## Beside the peers" in text
    assert text.count("\n| ") > 60
