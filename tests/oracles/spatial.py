"""Spatial concepts by looking at many points, one question to the rule for each."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise


def grid(game, steps=4):
    """Every end of an acceptance interval, ideal and status quo, and points between them."""
    marks = {game.status_quo[0]}
    for player in game.ideals:
        (ideal,) = game.ideals[player]
        reach = abs(game.status_quo[0] - ideal) + game.cost(player)
        marks |= {ideal, ideal - reach, ideal + reach}
    ordered = sorted(marks)
    fine = [ordered[0] - 1, ordered[-1] + 1]
    for low, high in pairwise(ordered):
        fine += [low + (high - low) * Fraction(k, steps) for k in range(steps)]
    return sorted({*fine, ordered[-1]})


def passes(game, x):
    def loss(player, point):
        return abs(point - game.ideals[player][0])

    consenting = {
        p for p in game.rule.players if loss(p, x) <= loss(p, game.status_quo[0]) + game.cost(p)
    }
    return game.rule.wins(consenting)


def best_for(game, proposer):
    ideal = game.ideals[proposer][0]
    return min(abs(x - ideal) for x in grid(game) if passes(game, x))
