"""Random small games for hypothesis."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import Any

from hypothesis import strategies as st

from consensus import rules
from consensus.games import RollCall, Strategic
from consensus.rules.rule import join

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
def quotas(draw: Any, names: list[str]) -> rules.Quota:
    """One total to reach, with weights of which an abstention keeps a part."""
    weights = {}
    for name in names:
        assent = draw(st.integers(0, 3))
        weights[name] = (assent, draw(st.integers(0, assent)))
    if not any(assent for assent, _ in weights.values()):
        weights[names[0]] = (1, 0)
    reach = draw(st.integers(1, sum(assent for assent, _ in weights.values())))
    return rules.Quota.of(weights, reach, where="quota")


@st.composite
def typed_roll_calls(draw: Any, most: int = 6) -> RollCall:
    """Players of at most three types, up to three quotas, payments with many ties."""
    values = st.sampled_from([-2, -1, Fraction(-1, 3), 0, 0, Fraction(1, 3), 0.5, 1, 2])
    names = [chr(ord("a") + i) for i in range(draw(st.integers(1, most)))]
    structure: Any = draw(quotas(names))
    for _ in range(draw(st.integers(0, 2))):
        joined = join(draw(st.sampled_from(["and", "or"])), [structure, draw(quotas(names))])
        structure = joined
    kinds = []
    for _ in range(draw(st.integers(1, 3))):
        may = draw(st.sets(st.sampled_from(rules.BALLOTS), min_size=1))
        kinds.append((draw(values), {ballot: draw(values) for ballot in sorted(may)}))
    chosen = {name: draw(st.sampled_from(kinds)) for name in names}
    return RollCall(
        rules.Rule(tuple(names), structure),
        {name: adopt for name, (adopt, _) in chosen.items()},
        {name: ballots for name, (_, ballots) in chosen.items()},
    )


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
