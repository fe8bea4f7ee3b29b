"""Random small games for hypothesis."""

from __future__ import annotations

from math import prod
from typing import Any

from hypothesis import strategies as st

from consensus import rules
from consensus.games import RollCall, Strategic

# Whole payoffs and one equilibrium, which is irrational (tests/literature/test_nau2004.py).
CELLS = {
    (0, 0, 0): (3, 0, 2), (0, 1, 0): (0, 2, 0), (1, 0, 0): (0, 1, 0), (1, 1, 0): (1, 0, 0),
    (0, 0, 1): (1, 0, 0), (0, 1, 1): (0, 1, 0), (1, 0, 1): (0, 3, 0), (1, 1, 1): (2, 0, 3),
}  # fmt: skip
IRRATIONAL = Strategic(
    [
        [[[CELLS[a, b, c][i] for c in range(2)] for b in range(2)] for a in range(2)]
        for i in range(3)
    ]
)


@st.composite
def tables(draw: Any, players: int = 2, most: int = 3, low: int = -3, high: int = 3) -> Strategic:
    """Small games with few different payoffs, so that ties are common."""
    sizes = tuple(draw(st.integers(1, most)) for _ in range(players))
    cells = prod(sizes)
    flat = [
        draw(st.lists(st.integers(low, high), min_size=cells, max_size=cells))
        for _ in range(players)
    ]

    def nested(values: list[int], shape: tuple[int, ...]) -> Any:
        if not shape:
            return values[0]
        step = len(values) // shape[0]
        parts = [values[k * step : (k + 1) * step] for k in range(shape[0])]
        return [nested(part, shape[1:]) for part in parts]

    return Strategic([nested(values, sizes) for values in flat])


@st.composite
def some_rules(draw: Any, n: int) -> rules.Rule:
    names = [chr(ord("a") + i) for i in range(n)]
    kinds = ["consensus", "majority", "weights", "more", "all but one", "joined", "either"]
    kind = draw(st.sampled_from(kinds))
    if kind == "consensus":
        return rules.by_consensus(names)
    if kind == "majority":
        return rules.by_majority(names)
    if kind == "more":
        return rules.by_more_for_than_against(names)
    if kind == "all but one":
        return rules.by_all_but(names, 1)
    weights = {name: draw(st.integers(1, 3)) for name in names}
    weighted = rules.by_weight(weights, draw(st.integers(1, sum(weights.values()))))
    if kind == "weights":
        return weighted
    other = rules.by_consensus(names[:1]) if draw(st.booleans()) else rules.by_majority(names)
    return weighted & other if kind == "joined" else weighted | other


@st.composite
def roll_calls(draw: Any, most: int = 4, costs: bool = True) -> RollCall:
    n = draw(st.integers(2, most))
    rule = draw(some_rules(n))
    adopt = {p: draw(st.integers(-2, 2)) for p in rule.players}
    if not costs or draw(st.booleans()):
        return RollCall(rule, adopt)
    ballots = {}
    for p in rule.players:
        may = draw(st.sets(st.sampled_from(rules.BALLOTS), min_size=1))
        ballots[p] = {b: draw(st.integers(-2, 1)) for b in may}
    return RollCall(rule, adopt, ballots)
