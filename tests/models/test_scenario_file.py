"""Scenario files: what is read, and what is refused with which place."""

from __future__ import annotations

from fractions import Fraction

import pytest

from consensus import models
from consensus.errors import InvalidInput

GOOD = """
schema = 1
id = "dam"
title = "A dam"
question = "Who can stop it?"
proposer = "A"
workaround = ["build a small one"]
[rule]
consensus = ["A", "B", "C"]
[scale]
zero = "no water"
one = "all the water"
[[options]]
name = "share"
label = "share the water"
position = 0.1
[reversion]
name = "none"
label = "no treaty"
type = "none_adopted"
position = 0.7
[blocs]
BC = ["B", "C"]
[[stances]]
player = "A"
position = 0.1
halfwidth = "1/20"
[[stances]]
player = "BC"
values = {share = 1, none = 2.5}
[[stances]]
player = "C"
ranking = [["share", "none"]]
[parameters.lean]
value = 0.5
low = 0.4
high = 0.6
"""


def test_numbers_are_read_as_they_are_written():
    scenario = models.read_scenario(GOOD)
    assert scenario.options[0].position == Fraction(1, 10)
    assert scenario.stances["A"].preference.halfwidth == Fraction(1, 20)
    assert scenario.stances["B"].preference.values["none"] == Fraction(5, 2)
    assert scenario.parameters["lean"].low == Fraction(2, 5)


def test_a_bloc_speaks_for_members_without_a_stance_of_their_own():
    scenario = models.read_scenario(GOOD)
    assert scenario.stances["B"].basis == "bloc"
    assert scenario.stances["C"].basis == "coded"


def test_from_a_file(tmp_path):
    path = tmp_path / "dam.toml"
    path.write_text(GOOD, encoding="utf8")
    assert models.read_scenario(path) == models.read_scenario(GOOD)


def changed(old, new):
    assert old in GOOD
    return GOOD.replace(old, new)


BAD = {
    "not TOML": (GOOD.replace("[rule]", "[rule"), r"scenario: not TOML: .*line 8"),
    "missing": (changed('title = "A dam"\n', ""), "scenario: title: missing"),
    "unknown entry": (changed("position = 0.7", "postion = 1"), "reversion.postion: no such entry"),
    "wrong schema": (changed("schema = 1", "schema = 2"), "schema: this version reads .* 1, got 2"),
    "bad number": (
        changed("value = 0.5", 'value = "half"'),
        "parameters.lean.value: number: expected a number, got 'half'",
    ),
    "infinite": (changed("position = 0.7", "position = inf"), "reversion.position: .*finite.*"),
    "truth value": (changed("position = 0.7", "position = true"), "truth value True"),
    "bad reversion": (changed('"none_adopted"', '"vanishes"'), "reversion.type: .*got 'vanishes'"),
    "unknown player": (changed('player = "A"', 'player = "Z"'), "none for the player 'A'"),
    "extra player": (GOOD + '[[stances]]\nplayer = "Z"\n', "stances: 'Z' is not a player"),
    "twice": (GOOD + '[[stances]]\nplayer = "A"\n', "stances.3: a second stance of 'A'"),
    "two kinds": (
        changed("values = {", "position = 1\nvalues = {"),
        "stances.1: 'BC' has both position and values",
    ),
    "band upside down": (changed("low = 0.4", "low = 0.9"), "'lean': expected low <= value"),
    "bad rule": (changed('consensus = ["A"', 'consensus = ["B"'), "rule.*'B' is named twice"),
    "two options": (changed('name = "none"', 'name = "share"'), "two outcomes are called 'share'"),
    "bad id": (changed('id = "dam"', 'id = "../x"'), "id: .*got '../x'"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_files_name_the_place_and_the_value(case):
    text, message = BAD[case]
    with pytest.raises(InvalidInput, match=message) as refusal:
        models.read_scenario(text)
    assert "\n" not in str(refusal.value)


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(InvalidInput, match="cannot be read: No such file"):
        models.read_scenario(tmp_path / "none.toml")
    large = tmp_path / "large.toml"
    large.write_text("#" * 1_000_001, encoding="utf8")
    with pytest.raises(InvalidInput, match=r"large.toml: 1000001 bytes, at most 1000000"):
        models.read_scenario(large)
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidInput, match="not a text file in UTF-8"):
        models.read_scenario(binary)
    deep = "a = " + "[" * 5000 + "]" * 5000 + "\n"
    with pytest.raises(InvalidInput, match="not TOML"):
        models.read_scenario(deep)
