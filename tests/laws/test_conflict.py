"""What holds on every conflict graph."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus import solutions
from generators.conflict import conflict_graphs
from oracles import conflict as oracle

CONCEPTS = {
    "nash": solutions.nash_stable,
    "gmr": solutions.gmr_stable,
    "smr": solutions.smr_stable,
    "seq": solutions.seq_stable,
    "sseq": solutions.sseq_stable,
}


def as_set(who):
    return frozenset([who]) if isinstance(who, str) else who


@settings(max_examples=60, deadline=None)
@given(conflict_graphs())
def test_every_concept_agrees_with_its_definition(graph):
    for name, concept in CONCEPTS.items():
        answer = concept(graph)
        for who, states in answer.by.items():
            expected = {s for s in graph.states if oracle.stable(graph, as_set(who), s, name)}
            assert states == expected
        assert set(answer.items) == frozenset.intersection(*answer.by.values())


@settings(max_examples=40, deadline=None)
@given(conflict_graphs(), st.data())
def test_coalitions_agree_with_their_definition(graph, data):
    size = data.draw(st.integers(1, len(graph.players)))
    coalition = frozenset(graph.players[:size])
    for name, concept in CONCEPTS.items():
        expected = {s for s in graph.states if oracle.stable(graph, coalition, s, name)}
        assert set(concept(graph, coalition=coalition).items) == expected


@settings(max_examples=60, deadline=None)
@given(conflict_graphs())
def test_nash_is_sequential_is_metarational(graph):
    sets = {name: concept(graph).by for name, concept in CONCEPTS.items()}
    for who in sets["nash"]:
        nash, gmr, smr, seq, sseq = (sets[name][who] for name in CONCEPTS)
        assert nash <= seq <= gmr
        assert nash <= smr <= gmr
        assert nash <= sseq <= seq & smr


@settings(max_examples=60, deadline=None)
@given(conflict_graphs())
def test_why_names_a_move_without_sanction_exactly_for_the_unstable(graph):
    for concept in CONCEPTS.values():
        answer = concept(graph)
        for state in graph.states:
            upset = answer.why(state)
            assert (upset is None) == (state in answer.items)
            for who in answer.by:
                verdict = answer.verdict(state, who)
                assert verdict.stable == (state in answer.by[who])
                if upset is not None and upset.who == who:
                    assert upset.move in [
                        a.move for a in verdict.improvements if a.sanction is None
                    ]


@settings(max_examples=40, deadline=None)
@given(conflict_graphs(joint=False))
def test_who_knows_no_preference_stays_or_is_tempted_by_every_move(graph):
    pairs = [(s, t) for s in graph.states for t in graph.states if s < t]
    doubtful = type(graph)(
        graph.states, graph.moves, graph.preferences,
        unknown=dict.fromkeys(graph.players, pairs),
    )  # fmt: skip
    careful = solutions.nash_stable(doubtful)
    assert set(careful.items) == set(graph.states)
    bold = solutions.nash_stable(doubtful, tempted_by_doubt=True)
    for who, states in bold.by.items():
        assert states == {s for s in graph.states if not oracle.moves_of(graph, as_set(who), s)}


@settings(max_examples=40, deadline=None)
@given(conflict_graphs(joint=False))
def test_requirements_hold_exactly_where_the_state_is_stable(graph):
    for name, concept in CONCEPTS.items():
        by = concept(graph).by
        for state in graph.states:
            needed = solutions.preferences_for(graph, state=state, concept=name)
            for player in graph.players:
                holds = all(r.holds for r in needed.items if r.player == player)
                assert holds == (state in by[player])


@settings(max_examples=40, deadline=None)
@given(conflict_graphs())
def test_attainable_states_are_those_that_sequences_reach(graph):
    start = graph.states[0]
    for all_moves in (True, False):
        found = solutions.attainable(graph, start=start, all_moves=all_moves)
        groups = oracle.movers(graph)
        expected = oracle.reached(graph, groups, start, credible=not all_moves) | {start}
        assert set(found.items) == expected


@settings(max_examples=40, deadline=None)
@given(conflict_graphs(players=2, joint=False))
def test_one_move_ahead_is_nash(graph):
    ahead, nash = solutions.limited_move_stable(graph, horizon=1), solutions.nash_stable(graph)
    assert dict(ahead.by) == dict(nash.by)


@pytest.mark.parametrize(
    ("tempted", "deterred", "stable"),
    [(True, False, False), (False, False, True), (True, True, True), (False, True, True)],
)
def test_the_four_readings_of_an_unknown_preference(tempted, deterred, stable):
    """Li, Hipel, Kilgour and Fang 2004: doubt may tempt, deter, both or neither.

    Moving to "new" may or may not be better; how "end", to which the others may
    answer, compares with "quo" is not known either.
    """
    from consensus.games import ConflictGraph

    graph = ConflictGraph(
        ["quo", "new", "end"],
        [("quo", "new", "a"), ("new", "end", "b")],
        {"a": ["end", "new", "quo"], "b": ["quo", "new", "end"]},
        unknown={"a": [("quo", "new"), ("quo", "end")]},
    )
    answer = solutions.gmr_stable(
        graph, coalition={"a"}, tempted_by_doubt=tempted, deterred_by_doubt=deterred
    )
    assert ("quo" in answer.items) is stable


def test_strong_sanctions_are_sanctions():
    """A loss of 3 deters strongly at a step of 3 and only mildly at a step of 4."""
    from consensus.games import ConflictGraph

    moves = [("quo", "gain", "a"), ("gain", "loss", "b")]
    numbers = {
        "a": {"quo": 3, "gain": 5, "loss": 0},
        "b": dict.fromkeys(("quo", "gain", "loss"), 0),
    }
    for step, expected in ((3, True), (4, False)):
        graph = ConflictGraph(["quo", "gain", "loss"], moves, numbers, strong={"a": step})
        answer = solutions.gmr_stable(graph, coalition={"a"}, strongly=True)
        assert ("quo" in answer.items) is expected
        assert "quo" in solutions.gmr_stable(graph, coalition={"a"}).items


@pytest.mark.parametrize("concept", list(CONCEPTS.values()))
def test_a_rule_asks_about_every_winning_coalition(concept):
    from consensus import games, rules

    moves = games.moves_under_rule(rules.by_consensus(["a", "b"]), [("old", "new")])
    graph = games.ConflictGraph(
        ["old", "new"], moves, {"a": ["new", "old"], "b": ["new", "old"]}
    )  # fmt: skip
    answer = concept(graph, coalition=rules.by_consensus(["a", "b"]))
    assert answer.by == {frozenset({"a", "b"}): frozenset({"new"})}
