"""Agreement with coopgame-py, which lists all coalitions, on joined rules."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus import rules, solutions
from generators.rules import any_rule
from oracles import power as oracle

coopgame = pytest.importorskip("coopgame", reason="the extra `peers` is not installed")


def listed(rule):
    """The peer's game: values by bit mask, player i on bit i."""
    n = len(rule.players)
    return coopgame.Game([
        int(rule.wins({rule.players[i] for i in range(n) if mask >> i & 1}))
        for mask in range(1, 2**n)
    ])  # fmt: skip


def near(value, theirs):
    assert [float(x) for x in value.values()] == pytest.approx(theirs, abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(any_rule())
def test_measures(rule):
    peer = listed(rule)
    found = coopgame.power_indices(peer)
    near(solutions.johnston(rule), found["johnston"])
    near(solutions.deegan_packel(rule), found["deegan_packel"])
    near(solutions.holler(rule), found["public_good"])
    near(solutions.shapley_shubik(rule), coopgame.shapley(peer))
    near(solutions.penrose(rule), coopgame.banzhaf(peer))
    assert rules.count_minimal_winning(rule) == len(found["minimal_winning"])
    assert len(oracle.winning(rule)) == rules.count_passing(rule)


@settings(max_examples=30, deadline=None)
@given(any_rule(), st.integers(1, 4))
def test_unions_and_links(rule, cut):
    peer = listed(rule)
    n = len(rule.players)
    blocks = [list(range(n))[:cut], list(range(n))[cut:]]
    blocks = [block for block in blocks if block]
    named = {f"union {i}": [rule.players[j] for j in block] for i, block in enumerate(blocks)}
    near(solutions.owen_index(rule, unions=named), coopgame.owen(peer, blocks))
    line = [(i, i + 1) for i in range(n - 1)]
    links = [(rule.players[i], rule.players[j]) for i, j in line]
    near(solutions.myerson_index(rule, links=links), coopgame.myerson(peer, line))
