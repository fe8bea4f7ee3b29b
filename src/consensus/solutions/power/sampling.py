"""Estimates from random ballots and roll calls, for rules that are too large to count.

Half-widths are Hoeffding's, for all players at once: with probability at least the confidence
every player's value lies within the error of its estimate.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log, sqrt
from typing import Any

import numpy as np

from ...errors import InvalidInput, NotApplicable
from ...exact.read import Exact, natural, rational, shown
from ...rules.automaton import Array, coefficients
from ...rules.critical import decided
from ...rules.rule import Rule
from ..solution import Values

__all__ = ["asks_samples", "sample_critical", "sample_roll_calls", "sample_swings"]

_TOGETHER = 2_000_000


def asks_samples(samples: object, random: object, tolerance: Exact) -> bool:
    """Whether sampling is asked for; refuses half a question."""
    if samples is None:
        if random is not None:
            raise InvalidInput("samples: a generator was given, but not how many samples to draw")
        return False
    if tolerance:
        raise InvalidInput("samples: give samples or a tolerance, not both")
    return True


def sample_swings(
    rule: Rule, samples: object, random: object, confidence: object, *, abstention: bool
) -> Values:
    """Penrose's measure from random ballots; cost samples × players × quotas."""
    count, generator, sure = _read(samples, random, confidence)
    hits = np.zeros(len(rule.players))
    for weights, cast in _ballots(rule, count, generator, abstention):
        totals = [_total(w, cast) for w in weights]
        for i in range(len(rule.players)):
            own = [w[i][cast[i]] for w in weights]
            yes = [t - o + w[i, 2] for t, o, w in zip(totals, own, weights, strict=True)]
            no = [t - o for t, o in zip(totals, own, strict=True)]
            swings = decided(rule.structure, rule.quotas, yes)
            swings &= ~decided(rule.structure, rule.quotas, no)
            hits[i] += int(swings.sum())
    error = _half_width(count, len(rule.players), sure)
    return _sampled("penrose", rule, hits / count, error, sure, count)


def sample_roll_calls(
    rule: Rule, samples: object, random: object, confidence: object, *, abstention: bool
) -> Values:
    """The Shapley-Shubik index from random roll calls; cost samples × players × quotas."""
    count, generator, sure = _read(samples, random, confidence)
    n = len(rule.players)
    pivots = np.zeros(n)
    for weights, cast in _ballots(rule, count, generator, abstention):
        size = cast.shape[1]
        order = generator.permuted(np.tile(np.arange(n), (size, 1)), axis=1).T
        if not abstention:
            cast = np.full_like(cast, 2)
        called = np.take_along_axis(cast, order, axis=0)
        so_far = [np.cumsum(w[order, called], axis=0) for w in weights]
        settled = decided(rule.structure, rule.quotas, so_far)
        if abstention:
            # What those who were called gave away: once too much is gone nothing can pass.
            gone = [np.cumsum(w[order, 2] - w[order, called], axis=0) for w in weights]
            best = [w[:, 2].sum() - g for w, g in zip(weights, gone, strict=True)]
            settled |= ~decided(rule.structure, rule.quotas, best)
        first = settled.argmax(axis=0)
        pivots += np.bincount(order[first, np.arange(size)], minlength=n)
    error = _half_width(count, n, sure)
    return _sampled("shapley_shubik", rule, pivots / count, error, sure, count)


def sample_critical(rule: Rule, samples: object, random: object, confidence: object) -> Values:
    """The Johnston index from random coalitions; cost samples × players × quotas."""
    count, generator, sure = _read(samples, random, confidence)
    n = len(rule.players)
    shares = np.zeros(n)
    vulnerable = 0
    for weights, cast in _ballots(rule, count, generator, False):
        totals = [_total(w, cast) for w in weights]
        wins = decided(rule.structure, rule.quotas, totals)
        needed = np.array([
            wins & (cast[i] == 2) & ~decided(
                rule.structure, rule.quotas,
                [t - w[i, 2] for t, w in zip(totals, weights, strict=True)],
            )
            for i in range(n)
        ])  # fmt: skip
        many = needed.sum(axis=0)
        vulnerable += int((many > 0).sum())
        shares += (needed / np.maximum(many, 1)).sum(axis=1)
    width = _half_width(count, n + 1, sure)
    chance = vulnerable / count
    if chance <= width:
        raise NotApplicable(
            f"johnston: {count} samples met too few coalitions that somebody can undo to bound the "
            "error; ask for more samples"
        )
    values = shares / count / chance
    error = width * (1 + float(values.max())) / (chance - width)
    return _sampled("johnston", rule, values, error, sure, count)


def _read(
    samples: object, random: object, confidence: object
) -> tuple[int, np.random.Generator, float]:
    count = natural(samples, "samples", least=1)
    if not isinstance(random, np.random.Generator):
        raise InvalidInput(
            f"random: sampling needs a numpy.random.Generator that you make, got {random!r}"
        )
    sure = rational(confidence, "confidence")
    if not 0 < sure < 1:
        raise InvalidInput(f"confidence: expected more than 0 and less than 1, got {shown(sure)}")
    if float(sure) in (0.0, 1.0):
        raise InvalidInput(f"confidence: too close to 0 or 1 to be told apart, got {shown(sure)}")
    return count, random, float(sure)


def _ballots(
    rule: Rule, count: int, generator: np.random.Generator, abstention: bool
) -> Iterator[tuple[list[Array], Array]]:
    """What object, abstain and assent add to each quota, by player; and random ballots."""
    pairs = coefficients(rule)
    weights = []
    for j, quota in enumerate(rule.quotas):
        kind: Any = np.int64 if quota.size < 1 << 62 else object
        rows = [(0, pairs[player][j][1], pairs[player][j][0]) for player in rule.players]
        weights.append(np.array(rows, dtype=kind))
    n = len(rule.players)
    step = max(1, _TOGETHER // n)
    for start in range(0, count, step):
        size = min(step, count - start)
        cast = generator.integers(0, 3 if abstention else 2, size=(n, size))
        yield weights, cast if abstention else 2 * cast


def _total(weights: Array, cast: Array) -> Array:
    total: Array = np.take_along_axis(weights, cast, axis=1).sum(axis=0)
    return total


def _half_width(count: int, events: int, sure: float) -> float:
    return sqrt(log(2 * events / (1 - sure)) / (2 * count))


def _sampled(
    concept: str, rule: Rule, values: Array, error: float, sure: float, count: int
) -> Values:
    named = dict(zip(rule.players, values.tolist(), strict=True))
    return Values(
        concept, rule, named,
        kind="sampled", error=error, confidence=sure, evidence={"samples": count},
    )  # fmt: skip
