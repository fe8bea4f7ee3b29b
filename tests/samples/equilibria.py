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


def effort(gain: Any, cost: Any) -> Strategic:
    """Two partners gain if both back, at a cost each."""
    mine = [[0, 0], [-cost, gain - cost]]
    return Strategic([mine, [[mine[b][a] for b in range(2)] for a in range(2)]])


EFFORT = {"gain": (1, 5), "cost": (1, 3)}

BOTH = {"stake": (-2, 2), "cost": (-1, 3)}

SAMPLES = {
    "pure_nash": (lambda **at: solutions.pure_nash(dispute(**at)), BOTH),
    "pure_nash of a roll call": (lambda **at: solutions.pure_nash(vote(**at)), BOTH),
    "strong_nash": (lambda **at: solutions.strong_nash(dispute(**at)), BOTH),
    "strong_nash of a roll call": (lambda **at: solutions.strong_nash(vote(**at)), BOTH),
    "coalition_proof_nash": (lambda **at: solutions.coalition_proof_nash(dispute(**at)), BOTH),
    "coalition_proof_nash of a roll call": (
        lambda **at: solutions.coalition_proof_nash(vote(**at)),
        BOTH,
    ),
    "undominated": (lambda **at: solutions.undominated(vote(**at)), BOTH),
    "undominated_nash": (lambda **at: solutions.undominated_nash(vote(**at)), BOTH),
    "risk_dominant": (lambda **at: solutions.risk_dominant(effort(**at)), EFFORT),
    "global_game": (lambda **at: solutions.global_game(effort(**at)), EFFORT),
}
