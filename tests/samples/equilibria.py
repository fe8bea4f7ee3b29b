"""Games whose payoffs are parameters, one for each concept that runs on traced numbers."""

from __future__ import annotations

from typing import Any

from consensus import rules, solutions
from consensus.games import RollCall, Strategic


def dispute(stake: Any, cost: Any) -> Strategic:
    """Two players insist or yield; both insisting costs both."""
    mine = [[-cost, stake], [0, stake / 2]]
    theirs = [[-cost, 0], [stake, stake / 2]]
    return Strategic([mine, theirs], strategies=[["insist", "yield"]] * 2)


def vote(stake: Any, cost: Any) -> RollCall:
    """Three States under consensus, of whom the last objects at a cost."""
    council = rules.by_consensus(["a", "b", "c"])
    return RollCall(
        council,
        {"a": 1, "b": stake, "c": -stake},
        {"c": {"assent": 0, "abstain": 0, "object": -cost}},
    )


BOTH = {"stake": (-2, 2), "cost": (-1, 3)}

SAMPLES = {
    "pure_nash": (lambda **at: solutions.pure_nash(dispute(**at)), BOTH),
    "pure_nash of a roll call": (lambda **at: solutions.pure_nash(vote(**at)), BOTH),
    "strong_nash": (lambda **at: solutions.strong_nash(dispute(**at)), BOTH),
    "strong_nash of a roll call": (lambda **at: solutions.strong_nash(vote(**at)), BOTH),
}
