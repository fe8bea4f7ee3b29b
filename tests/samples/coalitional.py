"""One game with parameters for every traceable concept of coalitional games."""

from __future__ import annotations

from functools import partial

from consensus import games, solutions

PLAYERS = ("a", "b", "c")


def game(pair, gain):
    """Three players: a pair of them secures `pair`, all together `gain`; c is worth 1 alone."""
    return games.Coalitional(PLAYERS, partial(worth, pair, gain))


def worth(pair, gain, coalition):
    if len(coalition) == 3:
        return gain
    if len(coalition) == 2:
        return pair * ("a" in coalition) + 1
    return int("c" in coalition)


def on(concept, **options):
    return lambda pair, gain: concept(game(pair, gain), **options)


RANGES = {"pair": (0, 2), "gain": (3, 6)}
WEIGHTS = {"a": 2, "b": 1, "c": 1}
SAMPLES = {
    "shapley": (on(solutions.shapley), RANGES),
    "weighted_shapley": (on(solutions.weighted_shapley, weights=WEIGHTS), RANGES),
    "banzhaf_value": (on(solutions.banzhaf_value), RANGES),
    "aumann_dreze": (on(solutions.aumann_dreze, structure=[{"a", "b"}]), RANGES),
    "owen": (on(solutions.owen, unions=[{"a", "b"}]), RANGES),
    "myerson": (on(solutions.myerson, links=[("a", "b"), ("b", "c")]), RANGES),
    "tau": (on(solutions.tau), {"pair": (0, 1), "gain": (4, 6)}),
    "core": (on(solutions.core), RANGES),
    "epsilon_core": (on(solutions.epsilon_core, epsilon=1), RANGES),
    "least_core": (on(solutions.least_core), RANGES),
    "prenucleolus": (on(solutions.prenucleolus), RANGES),
    "nucleolus": (on(solutions.nucleolus), RANGES),
    "prekernel": (on(solutions.prekernel), RANGES),
    "kernel": (on(solutions.kernel), RANGES),
}
