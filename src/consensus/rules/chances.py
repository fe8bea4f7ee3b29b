"""Chances that a player decides, in doubles, with a proved bound on the rounding.

All sums are of numbers that are not negative, so the relative error of each is at most the number
of operations behind it times 2⁻⁵³; the few differences are bounded by the sizes of their terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import TooLarge
from .automaton import PASSES, Array, Automaton, automaton_of
from .rule import Rule

__all__ = ["Chances", "chance_of_passing", "swing_chances"]

_UNIT = 2.0**-53
_MOST_TOTALS = 20_000_000
_AT_ONCE = 500_000
_MOST_CELLS = 40_000_000
_TOGETHER = 16
_TOGETHER_MET = 256
_SHORT = 64


@dataclass(frozen=True)
class Chances:
    """For each point and player a chance, and for each point a bound on every chance's error.

    Attributes
    ----------
    of : mapping player -> array over the points
    errors : array over the points
    """

    of: dict[str, Array]
    errors: Array


def swing_chances(
    rule: Rule, ballots: Sequence[Any], gains: Sequence[float], *, low: bool
) -> Chances:
    """The chance that a player decides when the others vote independently with given chances.

    Parameters
    ----------
    rule : Rule
    ballots : sequence of sequences
        For each ballot (assent, abstain, object; or assent, object) its chance at each point;
        correctly rounded.
    gains : sequence
        How the outcome counts after each ballot of the player.
    low : bool
        Whether every chance to assent is at most 1/2, which one quota needs for its own way.

    Raises
    ------
    TooLarge
        If the rule's automaton has too many states.
    """
    one = len(rule.quotas) == 1 and len(ballots) == 2 and low
    points = len(ballots[0])
    if one and rule.quotas[0].size <= _MOST_TOTALS:
        assent = np.asarray(ballots[0], dtype=float)
        step = max(1, _AT_ONCE // rule.quotas[0].reach)
        parts = [_by_sums(rule, assent[at : at + step]) for at in range(0, points, step)]
    else:
        automaton = automaton_of(rule, abstention=len(ballots) == 3)
        parts = [
            _over(automaton, np.asarray([row[at : at + _TOGETHER] for row in ballots]), gains)
            for at in range(0, points, _TOGETHER)
        ]
    of = {player: np.concatenate([part.of[player] for part in parts]) for player in rule.players}
    return Chances(of, np.concatenate([part.errors for part in parts]))


def chance_of_passing(rule: Rule, *, abstention: bool) -> tuple[float, float]:
    """The chance that a rule passes when all ballots are equally likely, and its error."""
    many = 3 if abstention else 2
    if len(rule.quotas) == 1 and not abstention and rule.quotas[0].size <= _MOST_TOTALS:
        quota = rule.quotas[0]
        weights = sorted(a for _, a, _ in quota.weights)
        below = _distribution(weights, quota.reach, np.array([0.5]))[0]
        lost = float(below.sum())
        return 1 - lost, (4 * len(weights) + quota.reach + 4) * _UNIT
    automaton = automaton_of(rule, abstention=abstention)
    later, steps = _backward(automaton, np.full((many, 1), 1 / many))
    return float(later[0][2, 0]), steps * _UNIT * 1.01


# By totals of one quota ---------------------------------------------------------------------------


def _by_sums(rule: Rule, assent: Array) -> Chances:
    """With C the distribution of the total of all players and r = x/(1−x), a player of weight w
    decides with chance  Σ over totals j below the quota of (−r)^⌊(q−1−j)/w⌋ C(j) / (1−x).
    """
    (quota,) = rule.quotas
    weights = {player: a for player, a, _ in quota.weights}
    below = _distribution(sorted(weights.values()), quota.reach, assent)[:, ::-1]
    up_to, depth = _prefix(below)
    found: dict[int, Array] = {0: np.zeros(len(assent))}
    errors = np.zeros(len(assent))
    exact_depth = 4 * len(weights) + 12
    for weight in set(weights.values()):
        starts = np.arange(0, quota.reach, weight)
        ends = np.minimum(starts + weight, quota.reach)
        k = np.arange(len(starts))
        scale = (assent / (1 - assent))[:, None] ** k / (1 - assent)[:, None]
        if weight < _SHORT:
            blocks = np.add.reduceat(below, starts, axis=1) * scale
            lost = blocks * (exact_depth + weight + len(starts) + 6 * k)
        else:
            # A difference of prefix sums loses what their additions have lost, besides its own.
            blocks = (up_to[:, ends] - up_to[:, starts]) * scale
            lost = blocks * (exact_depth + len(starts) + 6 * k)
            lost += 2.01 * depth * up_to[:, ends] * scale
        found[weight] = (blocks * np.where(k % 2, -1.0, 1.0)).sum(axis=1)
        errors = np.maximum(errors, lost.sum(axis=1))
    of = {player: found[weights.get(player, 0)] for player in rule.players}
    return Chances(of, errors * _UNIT * 1.01 + 1e-290)


def _prefix(values: Array) -> tuple[Array, int]:
    """Prefix sums along the rows, from 0 on, and how many additions are behind each of them."""
    points, length = values.shape
    block = max(1, int(length**0.5))
    blocks = -(-length // block)
    padded = np.zeros((points, blocks * block))
    padded[:, :length] = values
    inner = np.cumsum(padded.reshape(points, blocks, block), axis=2)
    before = np.zeros((points, blocks))
    before[:, 1:] = np.cumsum(inner[:, :-1, -1], axis=1)
    inner += before[:, :, None]
    sums = np.zeros((points, length + 1))
    sums[:, 1:] = inner.reshape(points, -1)[:, :length]
    return sums, block + blocks + 1


def _distribution(weights: list[int], top: int, assent: Array) -> Array:
    """The chance of each total below `top`, for each chance to assent; relative error 4n units.

    Kept divided by the chance that nobody has assented, which is multiplied in now and then.
    """
    chance = np.zeros((len(assent), top))
    chance[:, 0] = 1
    moved = np.empty_like(chance)
    ratio = (assent / (1 - assent))[:, None]
    high, since = 1, 0
    for met, weight in enumerate(weights):
        reached = min(top, high + weight)
        if weight < reached:
            take = reached - weight
            np.multiply(chance[:, :take], ratio, out=moved[:, :take])
            chance[:, weight:reached] += moved[:, :take]
        high = reached
        since += 1
        if since == _TOGETHER_MET or met == len(weights) - 1:
            chance[:, :high] *= ((1 - assent) ** since)[:, None]
            since = 0
    return chance


# By the automaton ---------------------------------------------------------------------------------


def _over(automaton: Automaton, ballots: Array, gains: Sequence[float]) -> Chances:
    points = ballots.shape[1]
    later, steps_back = _backward(automaton, ballots)
    reached = np.ones((1, points))
    steps_on = 0
    rows: dict[int, Array] = {}
    errors = np.zeros(points)
    last = max(automaton.classes)
    for t, step in enumerate(automaton.steps):
        if t in automaton.classes:
            after = [later[t + 1][step[b]] * gain for b, gain in enumerate(gains) if gain]
            rows[t] = (reached * sum(after)).sum(axis=0)
            # Each term is within its own relative error; the sum of their sizes bounds them all.
            sizes = (reached * sum(np.abs(part) for part in after)).sum(axis=0)
            operations = steps_back + steps_on + step.shape[1] + 2 * len(gains) + 2
            errors = np.maximum(errors, sizes * operations)
        if t == last:
            break
        reached, more = _forward(reached, step, later[t + 1].shape[0], ballots)
        steps_on += more
        later[t] = np.zeros((0, 0))
    of = {
        player: rows[kind]
        for player, kind in zip(automaton.players, automaton.classes, strict=True)
    }
    return Chances(of, errors * _UNIT * 1.01 + 1e-290)


def _backward(automaton: Automaton, ballots: Array) -> tuple[list[Array], int]:
    """The chance to pass from each state on, sinks first, and the operations behind it."""
    points = ballots.shape[1]
    cells = (automaton.states + 2 * len(automaton.steps)) * points
    if cells > _MOST_CELLS:
        raise TooLarge(
            "chances over the automaton", cells, _MOST_CELLS, "merge players into blocs",
            unit="cells",
        )  # fmt: skip
    here = np.zeros((2, points))
    here[PASSES] = 1
    layers = [here]
    for step in reversed(automaton.steps):
        before = np.zeros((step.shape[1] + 2, points))
        before[PASSES] = 1
        for b in range(len(ballots)):
            before[2:] += here[step[b]] * ballots[b]
        here = before
        layers.append(here)
    return layers[::-1], 4 * len(ballots) * len(automaton.steps)


def _forward(reached: Array, step: Array, after: int, ballots: Array) -> tuple[Array, int]:
    """The chance of each open state of the next layer, and the operations this adds."""
    points = reached.shape[1]
    moved = np.zeros((after, points))
    entries = np.zeros(after)
    for b in range(len(ballots)):
        place = step[b].astype(np.int64)[:, None] * points + np.arange(points)
        sums = np.bincount(
            place.ravel(), weights=(reached * ballots[b]).ravel(), minlength=after * points
        )
        moved += sums.reshape(after, points)
        entries += np.bincount(step[b], minlength=after)
    widest = int(entries[2:].max(initial=0))
    return moved[2:], widest + len(ballots) + 3
