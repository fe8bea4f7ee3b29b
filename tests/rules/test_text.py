"""Rules as TOML text and as sentences."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus import rules
from consensus.errors import InvalidInput
from consensus.rules import Quota, Rule
from generators.rules import any_rule


@settings(max_examples=80, deadline=None)
@given(any_rule())
def test_text_and_table_come_back(rule):
    text = rules.to_text(rule)
    back = rules.from_text(text)
    assert back == rule
    assert back.players == rule.players
    assert rules.from_table(rules.to_table(rule)) == rule
    assert rules.from_table(tomllib.loads(text)) == rule


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=2,
                max_size=4, unique=True))  # fmt: skip
def test_any_name_survives(names):
    weighted = rules.by_weight({p: i + 1 for i, p in enumerate(names)}, 2)
    rule = weighted & rules.by_consensus(names[:1])
    assert rules.from_text(rules.to_text(rule)) == rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('rule = {consensus = ["A", "B"]}', rules.by_consensus("AB".__iter__())),
        (
            'consensus = ["A", "B", "C"]\nexcluding = ["C"]',
            rules.by_consensus(["A", "B", "C"], excluding=["C"]),
        ),
        (
            'rule = {consensus = "everyone", players = ["A", "B"]}',
            rules.by_consensus(["A", "B"]),
        ),
        ('rule = {all_but = 1, players = ["A", "B"]}', rules.by_all_but(["A", "B"])),
        ('rule = {majority = ["A", "B"], needed = 1}', rules.by_majority(["A", "B"], 1)),
        ('rule = {unanimity = ["A"]}', rules.by_unanimity(["A"])),
        (
            'rule = {more_for_than_against = ["A", "B"]}',
            rules.by_more_for_than_against(["A", "B"]),
        ),
        (
            'rule = {minimal_winning = [["A", "B"], ["A", "C"]], players = ["A", "B", "C"]}',
            rules.by_minimal_winning(["A", "B", "C"], [["A", "B"], ["A", "C"]]),
        ),
        (
            'rule = {weights = {A = 0.1, B = 0.2}, quota = 0.3, veto = ["B"]}',
            rules.by_weight({"A": 1, "B": 2}, 3, veto=["B"]),
        ),
        (
            "rule = {assent = {A = 2, B = 1}, abstain = {A = 1}, reach = 2}",
            Rule(("A", "B"), Quota.of({"A": (2, 1), "B": (1, 0)}, 2, where="x")),
        ),
        (
            'rule = {any = [{consensus = ["A"]}, {all = [{majority = ["A", "B"]}, '
            '{unanimity = ["C"]}]}]}',
            rules.by_consensus(["A"]) | (rules.by_majority(["A", "B"]) & rules.by_unanimity(["C"])),
        ),
    ],
)
def test_every_family_can_be_written(text, rule):
    assert rules.from_text(text) == rule


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rule = }", "rule: not TOML: .*line 1"),
        ("a = 1", "rule: expected one of consensus, .* got the keys"),
        ("rule = 3", "rule: expected a table, got 3"),
        ('consensus = ["A"]\nunanimity = ["A"]', "both 'consensus' and 'unanimity'"),
        ('consensus = "A"', r"rule\.consensus: expected a list of names, got 'A'"),
        ('consensus = ["A", "A"]', "rule: players: 'A' is named twice"),
        ('majority = ["A"]\nneded = 1', "rule: unknown key 'neded'"),
        ('[[all]]\nmajority = ["A"]\nneeded = 2', r"rule\.all\[0\]: .*nobody can satisfy"),
        ("weights = {A = 1}", "rule: 'weights' needs 'quota'"),
        ("weights = {A = nan}\nquota = 1", r"weights\['A'\]: expected a number, got 'nan'"),
        ("weights = {A = 1e999999}\nquota = 1", r"weights\['A'\]: expected a number"),
        ("weights = {A = true}\nquota = 1", r"weights\['A'\]: expected a number, got the truth"),
        ("weights = {A = -1}\nquota = 1", r"weights\['A'\]: expected a weight of at least 0"),
        ("all_but = 1", "'all_but' needs 'players'"),
        ("minimal_winning = [['A']]", "'minimal_winning' needs 'players'"),
        ("all = []", r"rule\.all: expected a list of rules"),
        ("assent = {A = 1}\nabstain = {B = 1}\nreach = 1", r"rule\.abstain: 'B' has no number"),
        ("assent = {A = 1}\nabstain = {A = 2}\nreach = 1", "would add 2 by abstaining"),
        ('consensus = ["A"]\nplayers = ["B"]', "rule: 'A' is not among the players"),
        ("x = " + "9" * 5000, "rule: not TOML"),
        ("rule = " + "[" * 5000 + "]" * 5000, "rule: not TOML"),
        ("rule = " + "{all = [" * 30 + '{consensus = ["A"]}' + "]}" * 30, "more than 20 deep"),
        ("#" * 1_000_001, "1000001 characters is longer"),
    ],
)
def test_errors_name_the_place(text, message):
    with pytest.raises(InvalidInput, match=message):
        rules.from_text(text)


def test_text_is_text():
    with pytest.raises(InvalidInput, match="expected TOML text"):
        rules.from_text(b"consensus = ['A']")


def test_known_players_stand_for_everyone():
    found = rules.from_table({"consensus": "everyone"}, where="scenario.rule", players=["x", "y"])
    assert found == rules.by_consensus(["x", "y"])


def test_weights_beyond_64_bits_are_written_as_text():
    rule = rules.by_weight({"A": 2**70, "B": 2**70 + 1}, 2**71)
    assert '"1180591620717411303424"' in rules.to_text(rule)
    assert rules.from_text(rules.to_text(rule)) == rule


ABC = ["a", "b", "c"]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (rules.by_consensus(ABC), "A decision passes if nobody objects."),
        (
            rules.by_consensus(ABC, excluding=["b", "c"]),
            "A decision passes if a does not object. The ballots of b and c do not count.",
        ),
        (rules.by_all_but(ABC), "A decision passes if at most 1 of all 3 players object."),
        (rules.by_unanimity(ABC), "A decision passes if everyone assents."),
        (
            rules.by_more_for_than_against(ABC),
            "A decision passes if more of all 3 players assent than object.",
        ),
        (
            rules.by_weight({"a": 4, "b": 2, "c": 2}, 5),
            "A decision passes if those who assent weigh at least 5 of 8, with weights a 4, "
            "b and c 2 each.",
        ),
        (
            rules.by_consensus(["a"]) | rules.by_majority(ABC),
            "A decision passes if either a does not object or at least 2 of all 3 players assent.",
        ),
        (
            rules.by_consensus(["a"]) & (rules.by_unanimity(["b"]) | rules.by_majority(ABC)),
            "A decision passes if a does not object; and "
            "(either b assents or at least 2 of all 3 players assent).",
        ),
        (
            Rule(("a", "b"), Quota.of({"a": (3, 1), "b": (1, 1)}, 2, where="x")),
            "A decision passes if the ballots add up to at least 2 of 4, counting "
            "a 3 for assent and 1 for abstaining, b 1 for assent and 1 for abstaining.",
        ),
    ],
)
def test_sentences(rule, words):
    assert str(rule) == words
