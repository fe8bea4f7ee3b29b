"""Small random conflict graphs, drawn by hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from consensus.games import ConflictGraph


@st.composite
def conflict_graphs(draw, players=3, states=5, joint=True):
    names = [f"s{i}" for i in range(draw(st.integers(2, states)))]
    who = [f"p{i}" for i in range(draw(st.integers(2, players)))]
    groups = [*who, frozenset(who[:2])] if joint else who
    move = st.tuples(st.sampled_from(names), st.sampled_from(names), st.sampled_from(groups))
    moves = draw(st.lists(move.filter(lambda m: m[0] != m[1]), max_size=14))
    number = st.integers(0, 4)
    preferences = {p: {s: draw(number) for s in names} for p in who}
    return ConflictGraph(names, moves, preferences)
