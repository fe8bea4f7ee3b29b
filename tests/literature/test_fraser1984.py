"""The Cuban missile crisis as a conflict of options.

Fraser and Hipel, *Conflict Analysis: Models and Resolutions*, North-Holland 1984, ch. 1. The
United States may strike or blockade, the Soviet Union withdraw or escalate, not both. With the
outcomes written as sums of 1, 2, 4 and 8, the preference vectors are 4 6 5 7 2 1 3 11 9 10 8 0
and 0 4 6 2 5 1 7 3 11 9 10 8; the equilibria found there are 4 and 6, the missiles withdrawn
without and with the blockade.
"""

from __future__ import annotations

from consensus import games, solutions

BITS = {"strike": 1, "blockade": 2, "withdraw": 4, "escalate": 8}


def name(outcome: int) -> str:
    return "+".join(option for option, bit in BITS.items() if outcome & bit) or "(none)"


def crisis() -> games.ConflictGraph:
    return games.conflict_from_options(
        {"United States": ["strike", "blockade"], "Soviet Union": ["withdraw", "escalate"]},
        {
            "United States": [name(o) for o in (4, 6, 5, 7, 2, 1, 3, 11, 9, 10, 8, 0)],
            "Soviet Union": [name(o) for o in (0, 4, 6, 2, 5, 1, 7, 3, 11, 9, 10, 8)],
        },
        infeasible=[{"withdraw": True, "escalate": True}],
    )


def test_the_missiles_are_withdrawn():
    assert solutions.seq_stable(crisis()).items == (name(4), name(6))


def test_the_united_states_does_not_lift_the_threat_for_nothing():
    """Outcome 2, a blockade without withdrawal, is left by the Soviet Union for 6."""
    upset = solutions.seq_stable(crisis()).why(name(2))
    assert upset is not None
    assert (upset.who, upset.move) == ("Soviet Union", name(6))
