"""Sampled values lie within their half-width as often as they promise."""

from __future__ import annotations

import numpy as np
import pytest

from consensus import institutions, rules, solutions
from consensus.errors import InvalidInput, NotApplicable

COUNCIL = institutions.un_security_council()
TWO_QUOTAS = rules.by_weight({"a": 5, "b": 3, "c": 2, "d": 2, "e": 1}, 7) & rules.by_majority(
    list("abcde"), 3
)


@pytest.mark.parametrize("rule", [COUNCIL, TWO_QUOTAS], ids=["security council", "two quotas"])
@pytest.mark.parametrize(
    ("measure", "options"),
    [
        (solutions.penrose, {}),
        (solutions.penrose, {"abstention": True}),
        (solutions.shapley_shubik, {}),
        (solutions.shapley_shubik, {"abstention": True}),
        (solutions.johnston, {}),
    ],
)
def test_half_widths_hold(rule, measure, options):
    """Of twenty runs at confidence 1/2, more than half hold for all players at once."""
    exact = measure(rule, **options)
    generator = np.random.default_rng(17)
    held = 0
    for _ in range(20):
        found = measure(rule, samples=4000, random=generator, confidence="1/2", **options)
        assert found.kind == "sampled"
        assert found.confidence == 0.5
        assert found.evidence["samples"] == 4000
        held += all(abs(found[p] - float(exact[p])) <= found.error for p in rule.players)
    assert held > 10


def test_more_samples_are_narrower_and_the_seed_decides():
    one, again = (
        solutions.penrose(COUNCIL, samples=1000, random=np.random.default_rng(5)) for _ in "ab"
    )
    more = solutions.penrose(COUNCIL, samples=100_000, random=np.random.default_rng(5))
    assert one == again
    assert more.error == pytest.approx(one.error / 10)


def test_what_cannot_be_counted_can_be_sampled():
    draw = np.random.default_rng(3)
    weights = {f"p{i}": int(w) for i, w in enumerate(draw.integers(10**11, 10**12, 60))}
    rule = rules.by_weight(weights, sum(weights.values()) // 2)
    found = solutions.shapley_shubik(rule, samples=20_000, random=draw)
    assert sum(found.values()) == pytest.approx(1)
    assert found.error < 0.02


def test_bad_input():
    generator = np.random.default_rng(1)
    with pytest.raises(InvalidInput, match="random: sampling needs a numpy"):
        solutions.penrose(COUNCIL, samples=10)
    with pytest.raises(InvalidInput, match="not how many samples"):
        solutions.johnston(COUNCIL, random=generator)
    with pytest.raises(InvalidInput, match="samples or a tolerance, not both"):
        solutions.shapley_shubik(COUNCIL, samples=10, random=generator, tolerance=1e-3)
    with pytest.raises(InvalidInput, match="samples: expected a whole number of at least 1"):
        solutions.penrose(COUNCIL, samples=0, random=generator)
    with pytest.raises(InvalidInput, match="confidence: expected more than 0"):
        solutions.penrose(COUNCIL, samples=10, random=generator, confidence=1)
    with pytest.raises(NotApplicable, match="ask for more samples"):
        solutions.johnston(COUNCIL, samples=10, random=generator)
