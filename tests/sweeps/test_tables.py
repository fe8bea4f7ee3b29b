"""Results as CSV and JSON: readable back, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction as F
from typing import Any

from consensus import sweeps
from consensus.solutions.solution import Solution, Values


def test_csv_keeps_values_and_disarms_formulas() -> None:
    rows: list[dict[str, Any]] = [
        {"x": F(1, 3), "answer": "=SUM(A1)"},
        {"x": -2, "answer": "@cmd", "error": None},
        {"x": 0.5, "answer": 'a "quoted", text\nof two lines'},
        {"x": F(-1, 3), "answer": "-b + c"},
    ]
    read = list(csv.DictReader(io.StringIO(sweeps.to_csv(rows))))
    assert [row["x"] for row in read] == ["1/3", "-2", "0.5", "-1/3"]
    assert [row["answer"] for row in read] == [
        "'=SUM(A1)", "'@cmd", 'a "quoted", text\nof two lines', "'-b + c",
    ]  # fmt: skip
    assert [row["error"] for row in read] == ["", "", "", ""]


def test_json_reads_back() -> None:
    rows = [
        {
            "x": F(1, 3), "n": 2, "ok": True, "none": None, "inf": float("inf"),
            "values": Values("v", None, {"a": F(1, 2)}), "set": frozenset({"b", "a"}),
            "solution": Solution("s", None, (("a", 1),)), "root": sweeps.regimes(
                lambda x: x * x > 2, over={"x": (0, 2)}
            ).edges[0],
        }
    ]  # fmt: skip
    assert json.loads(sweeps.to_json(rows)) == [
        {
            "x": "1/3", "n": 2, "ok": True, "none": None, "inf": "inf", "values": {"a": "1/2"},
            "set": ["a", "b"], "solution": [["a", 1]], "root": "1.414213562…",
        }
    ]  # fmt: skip
    assert sweeps.to_json([]) == "[]"


def test_every_result_has_rows() -> None:
    def step(x: Any) -> str:
        return "high" if x > 1 else "low"

    bands = {"x": (0, 2, 3)}
    for found in (
        sweeps.regimes(step, over={"x": (0, 2)}),
        sweeps.regimes(lambda x, y: x > y, over={"x": (0, 2), "y": (0, 2)}),
        sweeps.ensemble(step, draws={"x": [0.0, 2.0]}),
        sweeps.robustness(step, bands=bands),
        sweeps.bracket(step, over={"x": (0, 2)}, width=1),
    ):
        rows = found.rows()
        assert len(sweeps.to_csv(rows).splitlines()) == len(rows) + 1
        assert len(json.loads(sweeps.to_json(rows))) == len(rows)
        assert found._repr_html_().startswith("<pre>")
