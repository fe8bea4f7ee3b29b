"""Conflict graphs whose numbers are parameters."""

from __future__ import annotations

from consensus import games, solutions


def _graph(cost, prize):
    numbers = {
        "a": {"talks": 1, "threat": prize, "clash": -cost},
        "b": {"talks": 1, "threat": 0, "clash": prize - cost},
    }
    moves = [
        ("talks", "threat", "a"), ("threat", "talks", "a"),
        ("threat", "clash", "b"), ("clash", "threat", "b"),
    ]  # fmt: skip
    return games.ConflictGraph(["talks", "threat", "clash"], moves, numbers)


RANGE = {"cost": (0, 3), "prize": (0, 3)}
SAMPLES = {
    "nash_stable": (lambda cost, prize: solutions.nash_stable(_graph(cost, prize)), RANGE),
    "gmr_stable": (lambda cost, prize: solutions.gmr_stable(_graph(cost, prize)), RANGE),
    "smr_stable": (lambda cost, prize: solutions.smr_stable(_graph(cost, prize)), RANGE),
    "seq_stable": (lambda cost, prize: solutions.seq_stable(_graph(cost, prize)), RANGE),
    "sseq_stable": (lambda cost, prize: solutions.sseq_stable(_graph(cost, prize)), RANGE),
    "limited_move_stable": (
        lambda cost, prize: solutions.limited_move_stable(_graph(cost, prize), horizon=2),
        RANGE,
    ),
    "attainable": (
        lambda cost, prize: solutions.attainable(_graph(cost, prize), start="talks"),
        RANGE,
    ),
    "preferences_for": (
        lambda cost, prize: solutions.preferences_for(
            _graph(cost, prize), state="talks", concept="smr"
        ),
        RANGE,
    ),
}
