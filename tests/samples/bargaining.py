"""Bargaining with parameters."""

from __future__ import annotations

from fractions import Fraction

from consensus import rules, solutions
from consensus.games import Bargaining, BargainingProblem

PLAYERS = ["a", "b", "c"]


def _game(chance, patience, rule=None):
    rest = (1 - chance) / 2
    return Bargaining(
        rule or rules.by_majority(PLAYERS),
        {"a": chance, "b": rest, "c": rest},
        {"a": patience, "b": Fraction(1, 2), "c": Fraction(3, 5)},
    )


def _problem(top, floor):
    return BargainingProblem(((top, 0), (2, 2), (0, 4)), (floor, 0), ("a", "b"))


WEIGHTED = rules.by_weight({"a": 2, "b": 1, "c": 1}, 3)
RANGE = {"chance": (Fraction(1, 5), Fraction(4, 5)), "patience": (Fraction(1, 10), 1)}
SAMPLES = {
    "stationary": (lambda chance, patience: solutions.stationary(_game(chance, patience)), RANGE),
    "stationary weighted": (
        lambda chance, patience: solutions.stationary(_game(chance, patience, WEIGHTED)),
        RANGE,
    ),
    "alternating_offers": (
        lambda mine, yours: solutions.alternating_offers(
            Bargaining(rules.by_consensus(["a", "b"]), ["a", "b"], {"a": mine, "b": yours})
        ),
        {"mine": (Fraction(1, 10), Fraction(9, 10)), "yours": (Fraction(1, 10), Fraction(9, 10))},
    ),
    "nash_bargaining": (
        lambda top, floor: solutions.nash_bargaining(_problem(top, floor)),
        {"top": (3, 6), "floor": (0, 1)},
    ),
    "kalai_smorodinsky": (
        lambda top, floor: solutions.kalai_smorodinsky(_problem(top, floor)),
        {"top": (3, 6), "floor": (0, 1)},
    ),
    "egalitarian": (
        lambda top, floor: solutions.egalitarian(_problem(top, floor)),
        {"top": (3, 6), "floor": (0, 1)},
    ),
}
