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


CHAIR = (
    GOOD.replace("[parameters.lean]", "[parameters.pressure]\nvalue = 1\n[parameters.lean]")
    + """
[parameters.synergy]
value = 0.5
[chair]
player = "A"
upholding = "opens the sluice"
accommodating = "shuts it"
backers = ["X", "Y"]
"""
)


def changed(old, new, text=GOOD):
    assert old in text
    return text.replace(old, new)


def test_a_chair():
    chair = models.read_scenario(CHAIR).chair
    assert (chair.player, chair.backers, chair.most_support) == ("A", ("X", "Y"), 1)


BAD_CHAIR = {
    "three backers": ('["X", "Y"]', '["X", "Y", "Z"]', "the model knows two different ones"),
    "one twice": ('["X", "Y"]', '["X", "X"]', "the model knows two different ones"),
    "no support": ('"shuts it"', '"shuts it"\nmost_support = 0', "expected more than 0, got 0"),
    "stranger": ('player = "A"\nupholding', 'player = "Q"\nupholding', "chair: 'Q' is not a player"),
    "negative synergy": ("value = 0.5\n[chair]", "value = -1\n[chair]", "synergy: expected at least 0"),
    "no synergy": ("[parameters.synergy]\nvalue = 0.5\n", "", "the chair's model needs 'synergy'"),
    "idle": ("[chair]", "[parameters.hope]\nvalue = 1\n[chair]", "the chair's model reads no 'hope'"),
    "flat": ("[chair]", "[parameters.curvature]\nvalue = 0\n[chair]", "expected more than 0, got 0"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_CHAIR)
def test_bad_chairs(case):
    old, new, message = BAD_CHAIR[case]
    with pytest.raises(InvalidInput, match=message):
        models.read_scenario(changed(old, new, CHAIR))


BAD = {
    "not TOML": (GOOD.replace("[rule]", "[rule"), r"scenario: not TOML: .*line 8"),
    "missing": (changed('title = "A dam"\n', ""), "scenario: title: missing"),
    "unknown entry": (changed("position = 0.7", "postion = 1"), "reversion.postion: no such entry"),
    "wrong schema": (changed("schema = 1", "schema = 2"), "schema: this version reads .* 1, got 2"),
    "bad number": (
        changed("value = 0.5", 'value = "half"'),
        "parameters.lean.value: expected a number, got 'half'$",
    ),
    "infinite": (changed("position = 0.7", "position = inf"), "reversion.position: .*finite.*"),
    "truth value": (changed("position = 0.7", "position = true"), "truth value True"),
    "bad reversion": (changed('"none_adopted"', '"vanishes"'), "reversion.type: .*got 'vanishes'"),
    "unknown player": (changed('player = "A"', 'player = "Z"'), "'Z' is not a player of the rule"),
    "extra player": (GOOD + '[[stances]]\nplayer = "Z"\n', "stances: 'Z' is not a player"),
    "twice": (GOOD + '[[stances]]\nplayer = "A"\n', "stances.3: a second stance of 'A'"),
    "two kinds": (
        changed("values = {", "position = 1\nvalues = {"),
        "stances.1: 'BC' has both position and values",
    ),
    "band upside down": (changed("low = 0.4", "low = 0.9"), "'lean': expected low <= value"),
    "bad rule": (changed('consensus = ["A"', 'consensus = ["B"'), "rule.*'B' is named twice"),
    "two options": (changed('name = "none"', 'name = "share"'), "two outcomes are called 'share'"),
    "a stance of nothing": (
        GOOD.replace("position = 0.1\nhalfwidth", "halfwidth"),
        "without position, values or ranking has no halfwidth",
    ),
    "salience of values": (
        changed("values = {", "salience = 2\nvalues = {"),
        "a stance with values has no salience",
    ),
    "off-scale on the scale": (
        changed('halfwidth = "1/20"', "reversion_distance = 1"),
        "reversion_distance is for a reversion that has no position",
    ),
    "assumed": (
        changed('halfwidth = "1/20"', 'basis = "assumed"'),
        "a coded preference is not 'assumed'",
    ),
    "unknown outcome": (
        changed("values = {share = 1,", "values = {shares = 1,"),
        "stance of 'B': no outcome is called 'shares'",
    ),
    "outcome left out": (changed(", none = 2.5", ""), "stance of 'B': values: no value for"),
    "schema as text": (changed("schema = 1", 'schema = "1"'), "schema: .*integer.*, got '1'"),
    "huge": (changed("position = 0.7", "position = 1e13"), "expected at most 1e\\+12 in size"),
    "beyond all": (changed("position = 0.7", "position = 1e999999999"), "exponent of at most 9999"),
    "many digits": (changed("position = 0.7", "position = " + "9" * 5000), "not TOML"),
    "names": (GOOD + '[names]\nZ = "Zed"\n', "names: 'Z' is neither a player nor a bloc"),
    "sources": (
        GOOD + '[[sources]]\nid = "x"\nreference = "1"\n[[sources]]\nid = "x"\nreference = "2"\n',
        "sources: two are called 'x'",
    ),
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
    with pytest.raises(InvalidInput, match=r"large.toml: more than 1000000 bytes"):
        models.read_scenario(large)
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidInput, match="not a text file in UTF-8"):
        models.read_scenario(binary)
    with pytest.raises(InvalidInput, match="more than 1000000 bytes"):
        models.read_scenario("/dev/zero")
    marked = tmp_path / "marked.toml"
    marked.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert models.read_scenario(marked) == models.read_scenario(GOOD)
    deep = "a = " + "[" * 5000 + "]" * 5000 + "\n"
    with pytest.raises(InvalidInput, match="not TOML"):
        models.read_scenario(deep)
