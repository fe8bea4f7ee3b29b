"""A scenario file that leaves its scale, or cites what it does not list: one line with the place."""

from __future__ import annotations

import pytest

from consensus.cli import main
from consensus.errors import InvalidInput
from consensus.models import read_scenario

SCENARIO = """
schema = 1
id = "s"
title = "<b>T</b>"
question = "Q [sic]"
proposer = "A"
workaround = ["As was done before [S1]."]
rule = {consensus = ["A", "B"]}
scale = {zero = "none", one = "all"}
options = [{name = "x", position = 1}]
reversion = {name = "r", type = "lapses", position = 0}
stances = [
    {player = "A", position = 1, direction_source = "[S1] and [Kemp 2009]"},
    {player = "B", position = 0.5, rationale = "says so [in an aside]"},
]
statements = [{kind = "fact", text = "It is [so].", source = "[S1][b]"}]
sources = [{id = "S1", reference = "One"}, {id = "b", reference = "Two"}]
"""


def test_what_is_in_order_is_read():
    assert read_scenario(SCENARIO).title == "<b>T</b>"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "b"', 'id = "c"', r"statements.0: source: cites \[b\], which is not among the sources"),
        ("before [S1]", "before [S12]", r"workaround.0: cites \[S12\]"),
        ("[S1] and", "[S9a] and", r"stance of 'A': direction_source: cites \[S9a\]"),
        ("position = 0.5", "position = 1.5", r"stance of 'B': position: expected 0 to 1.*got 3/2"),
        ("position = 1}]", "position = -1}]", r"position of 'x': expected 0 to 1.*got -1"),
        ('player = "B"', 'player = "Z"', "'Z'"),
    ],
)  # fmt: skip
def test_what_is_not_is_one_line(old, new, message, tmp_path, capsys):
    assert old in SCENARIO
    text = SCENARIO.replace(old, new)
    with pytest.raises(InvalidInput, match=message):
        read_scenario(text)
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf8")
    with pytest.raises(SystemExit) as stop:
        main(["report", str(file), "--out", str(tmp_path / "out")])
    said = capsys.readouterr().err
    assert stop.value.code == 2
    assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_without_a_scale_places_are_free():
    text = SCENARIO.replace('scale = {zero = "none", one = "all"}', "")
    text = text.replace("position = 0.5", "position = 15")
    assert read_scenario(text).stances["B"].preference.point == 15
