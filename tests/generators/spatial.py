"""Random choices of policy under random rules."""

from __future__ import annotations

from hypothesis import strategies as st

from consensus import rules
from consensus.games import Spatial

PLACES = st.integers(-6, 6)


@st.composite
def any_rule(draw, players):
    kind = draw(st.sampled_from(["consensus", "majority", "weights", "all but", "vetoers"]))
    if kind == "consensus":
        return rules.by_consensus(players)
    if kind == "majority":
        return rules.by_majority(players, draw(st.integers(1, len(players))))
    if kind == "weights":
        weights = {p: draw(st.integers(1, 4)) for p in players}
        return rules.by_weight(weights, draw(st.integers(1, sum(weights.values()))))
    if kind == "all but":
        return rules.by_all_but(players, min(1, len(players) - 1))
    return rules.by_majority(players) & rules.by_consensus(players[:1])


@st.composite
def lines(draw, costs=True, most=5):
    players = [f"p{i}" for i in range(draw(st.integers(1, most)))]
    ideals = {p: draw(PLACES) for p in players}
    cost = {p: draw(st.sampled_from([0, 0, 1, 2])) for p in players} if costs else {}
    return Spatial(ideals, draw(PLACES), draw(any_rule(players)), stand_alone_cost=cost)


@st.composite
def planes(draw, most=4):
    players = [f"p{i}" for i in range(draw(st.integers(2, most)))]
    ideals = {p: (draw(PLACES), draw(PLACES)) for p in players}
    return Spatial(ideals, (draw(PLACES), draw(PLACES)), draw(any_rule(players)))
