"""Each family by its words, and every way of asking for a rule that is none."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest

from consensus import rules
from consensus.errors import InvalidInput, NotApplicable

ABC = ["a", "b", "c"]


def votes(text):
    words = {"+": "assent", "0": "abstain", "-": "object"}
    return {player: words[sign] for player, sign in zip(ABC, text, strict=True)}


@pytest.mark.parametrize(
    ("rule", "passing", "failing"),
    [
        (rules.by_consensus(ABC), ["+++", "000", "+00"], ["++-", "-00", "---"]),
        (rules.by_unanimity(ABC), ["+++"], ["++0", "++-", "000"]),
        (rules.by_all_but(ABC), ["00-", "++-", "000"], ["0--", "+--"]),
        (rules.by_consensus(ABC, excluding=["c"]), ["00-", "000"], ["0-0", "-00"]),
        (rules.by_majority(ABC), ["++0", "++-"], ["+00", "000"]),
        (rules.by_majority(ABC, needed=1), ["+--"], ["000"]),
        (rules.by_more_for_than_against(ABC), ["+00", "++-"], ["000", "+-0", "+--"]),
        (rules.by_weight({"a": 2, "b": 1, "c": 1}, 3), ["++-", "+-+"], ["+00", "-++"]),
        (rules.by_weight({"a": 1, "b": 1, "c": 1}, 2, veto=["a"]), ["0++", "++-"], ["-++"]),
        (rules.by_minimal_winning(ABC, [["a"], ["b", "c"]]), ["+--", "-++"], ["0+0", "-+0"]),
    ],
)
def test_by_its_words(rule, passing, failing):
    assert all(rule.passes(votes(text)) for text in passing)
    assert not any(rule.passes(votes(text)) for text in failing)


def test_consensus_without_a_state_and_all_but_one_are_two_rules():
    prague = rules.by_consensus(ABC, excluding=["c"])
    standing = rules.by_all_but(ABC, k=1)
    assert (prague.vetoers, standing.vetoers) == (("a", "b"), ())
    assert prague != standing


def test_weights_are_taken_exactly():
    assert rules.by_weight({"a": "0.1", "b": "0.2"}, "0.3").wins({"a", "b"})
    assert rules.by_weight({"a": Decimal("0.1"), "b": Fraction(1, 5)}, "3/10").wins({"a", "b"})
    # As floats the sum of the exact binary values is 0.3000000000000000166…, which is at least
    # the exact value of 0.3, 0.299999999999999988…
    assert rules.by_weight({"a": 0.1, "b": 0.2}, 0.3).wins({"a", "b"})
    # And here rounding would lie: three times the float 0.1 is more than the float 0.3 …
    assert rules.by_weight({"a": 0.1, "b": 0.1, "c": 0.1}, 0.3).vetoers == ("a", "b", "c")
    # … while ten halves of it and a true tenth differ.
    with pytest.raises(InvalidInput, match="nobody can satisfy"):
        rules.by_weight({"a": Fraction(1, 10)}, 0.1)


def test_a_meeting_by_hand():
    council = rules.by_majority(["a", "b", "c", "d", "e"], needed=3)
    assert rules.meeting(council, ["a", "b", "c"]).vetoers == ("a", "b", "c")
    with pytest.raises(NotApplicable, match="no meeting: 2 are present, the quorum is 3"):
        rules.meeting(council, ["a", "b"], quorum=3)
    with pytest.raises(NotApplicable, match="without 'c', 'd', 'e' nothing can be decided"):
        rules.meeting(council, ["a", "b"])
    with pytest.raises(NotApplicable, match=r"without .* everything passes"):
        rules.meeting(council, ["a", "b"], absent="assent")


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: rules.by_consensus([]), "players: a rule needs at least one player"),
        (lambda: rules.by_consensus("abc"), "players: expected several players, got 'abc'"),
        (lambda: rules.by_consensus(3), "players: expected several players, got 3"),
        (lambda: rules.by_consensus(ABC).wins([["a"]]), r"\['a'\] is not a player"),
        (lambda: rules.by_consensus(["a", "a"]), "players: 'a' is named twice"),
        (lambda: rules.by_consensus(["a", ""]), "a text that is not empty, got ''"),
        (lambda: rules.by_consensus(["a", 1]), "a text that is not empty, got 1"),
        (lambda: rules.by_consensus(ABC, excluding=["z"]), "excluding: 'z' is not a player"),
        (lambda: rules.by_consensus(ABC, excluding=ABC), "nobody is left"),
        (lambda: rules.by_consensus(ABC, excluding="a"), "excluding: expected several players"),
        (lambda: rules.by_all_but(ABC, k=3), "k: ignoring 3 objections of 3 players"),
        (lambda: rules.by_all_but(ABC, k=-1), "k: expected a whole number of at least 0, got -1"),
        (lambda: rules.by_majority(ABC, needed=4), "nobody can satisfy this rule"),
        (lambda: rules.by_majority(ABC, needed=0), "even when everyone objects"),
        (lambda: rules.by_majority(ABC, needed=1.5), "expected a whole number"),
        (lambda: rules.by_weight({"a": -1}, 1), r"weights\['a'\]: expected a weight of at least 0"),
        (lambda: rules.by_weight({"a": math.inf}, 1), r"weights\['a'\]: expected a finite number"),
        (lambda: rules.by_weight({"a": math.nan}, 1), r"weights\['a'\]: expected a finite number"),
        (lambda: rules.by_weight({"a": True}, 1), r"weights\['a'\]: .* truth value"),
        (lambda: rules.by_weight({"a": "x"}, 1), r"weights\['a'\]: expected a number, got 'x'"),
        (lambda: rules.by_weight({"a": 1}, 0), "even when everyone objects"),
        (lambda: rules.by_weight({"a": 1}, 2), "nobody can satisfy this rule: it asks for 2 of 1"),
        (lambda: rules.by_weight(["a"], 1), "weights: expected a mapping"),
        (lambda: rules.by_weight({"a": 1}, 1, veto=["z"]), "veto: 'z' is not a player"),
        (lambda: rules.by_minimal_winning(ABC, []), "without a winning coalition"),
        (lambda: rules.by_minimal_winning(ABC, [[]]), r"coalitions\[0\]: an empty coalition"),
        (
            lambda: rules.by_minimal_winning(ABC, [["a"], ["a", "b"]]),
            r"coalitions\[1\]: not minimal, since it contains coalitions\[0\]",
        ),
        (lambda: rules.by_consensus(ABC).wins("a"), "expected several players, got 'a'"),
        (lambda: rules.by_consensus(ABC).blocks(["z"]), "'z' is not a player of this rule"),
        (lambda: rules.by_consensus(ABC).passes({"a": "assent"}), "ballots: no ballot for 'b'"),
        (
            lambda: rules.by_consensus(ABC).passes({**votes("+++"), "z": "assent"}),
            "ballots: 'z' is not a player",
        ),
        (
            lambda: rules.by_consensus(ABC).passes({**votes("+++"), "a": "yes"}),
            r"ballots\['a'\]: expected 'assent', 'abstain' or 'object', got 'yes'",
        ),
        (lambda: rules.by_consensus(ABC).merge({"x": ["a"], "y": ["a"]}), "'a' is already in"),
        (lambda: rules.by_consensus(ABC).merge({"c": ["a"]}), "the name of a player outside"),
        (lambda: rules.by_consensus(ABC).merge({"x": []}), "needs at least one member"),
        (lambda: rules.by_consensus(ABC) & 3, "joins with another rule, not with 3"),
        (lambda: rules.meeting(rules.by_consensus(ABC), ["z"]), "present: 'z' is not a player"),
        (lambda: rules.meeting(rules.by_consensus(ABC), ABC, absent="away"), "absent: expected"),
    ],
)
def test_bad_input(build, message):
    with pytest.raises(InvalidInput, match=message):
        build()


def test_one_quota_is_weighted_by_its_own_weights_at_any_size():
    weights = {f"p{i}": 6 * (i * i + 1000003 * i % 977 + 1) for i in range(57)}
    rule = rules.by_weight(weights, sum(weights.values()) * 2 // 3)
    found = rules.weights_of(rule)
    assert found.rule is not None
    assert rules.same_decisions(found.rule, rule)
    assert found.weights["p0"] == 1


def test_quotas_keep_their_bounds():
    with pytest.raises(InvalidInput, match="'a' adds -1 by assenting and 5 by abstaining"):
        rules.Quota((("a", -1, 5),), 9)
    with pytest.raises(InvalidInput, match="reach: expected 1 to 2, got 9"):
        rules.Quota((("a", 2, 1),), 9)
    with pytest.raises(InvalidInput, match="structure: expected quotas, got 'x'"):
        rules.Rule(("a",), "x")
