"""Spatial games whose places are parameters."""

from __future__ import annotations

from consensus import rules, solutions
from consensus.games import Spatial


def _game(quo, cost):
    ideals = {"a": 0, "b": 4, "c": 6}
    rule = rules.by_majority(ideals) & rules.by_consensus(["b"])
    return Spatial(ideals, quo, rule, stand_alone_cost={"b": cost})


def _plane(quo, cost):
    ideals = {"a": (0, 0), "b": (4 + cost, 0), "c": (0, 4)}
    return Spatial(ideals, (quo, 0), rules.by_consensus(ideals))


RANGE = {"quo": (-2, 8), "cost": (0, 2)}
SAMPLES = {
    "win_set": (lambda quo, cost: solutions.win_set(_game(quo, cost)), RANGE),
    "setter_outcome": (
        lambda quo, cost: solutions.setter_outcome(_game(quo, cost), proposer="c"),
        RANGE,
    ),
    "gridlock": (lambda quo, cost: solutions.gridlock(_game(quo, cost)), RANGE),
    "pareto_set": (lambda quo, cost: solutions.pareto_set(_plane(quo, cost)), RANGE),
    "unanimity_core": (lambda quo, cost: solutions.unanimity_core(_plane(quo, cost)), RANGE),
}
