"""Who joins whom: the searches against the definitions, on random games."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from consensus import games, solutions
from generators.coalitional import tables
from generators.packages import agendas
from oracles import formation as oracle

few = settings(max_examples=40, deadline=None)
PLAYERS = ("a", "b", "c", "d")


@st.composite
def hedonic(draw, most=4):
    players = PLAYERS[: draw(st.integers(1, most))]
    worth = {(p, g): draw(st.integers(0, 4)) for g in oracle.groups(players) for p in sorted(g)}
    return games.Hedonic(players, lambda p, g: worth[p, g])


@st.composite
def graphs(draw, most=5):
    states = [f"s{i}" for i in range(draw(st.integers(2, most)))]
    players = ["a", "b", "c"]
    movers = [*players, frozenset("ab"), frozenset("abc")]
    pairs = [(x, y) for x in states for y in states if x != y]
    moves = draw(st.lists(st.tuples(st.sampled_from(pairs), st.sampled_from(movers)), max_size=10))
    preferences = {p: {s: draw(st.integers(0, 3)) for s in states} for p in players}
    return games.ConflictGraph(states, [(x, y, m) for (x, y), m in moves], preferences)


@few
@given(hedonic())
def test_stable_partitions(game):
    every = [frozenset(p) for p in oracle.partitions(game.players)]
    core = {p for p in every if oracle.core_stable(game, p)}
    nash = {p for p in every if not oracle.movable(game, p, welcome=False)}
    individual = {p for p in every if not oracle.movable(game, p, welcome=True)}
    assert nash <= individual
    for concept, check, wanted in (
        (solutions.core_stable_partitions, solutions.is_core_stable_partition, core),
        (solutions.nash_stable_partitions, solutions.is_nash_stable_partition, nash),
        (
            solutions.individually_stable_partitions,
            solutions.is_individually_stable_partition,
            individual,
        ),
    ):
        found = concept(game)
        assert set(found.items) == wanted
        assert len(found) == len(wanted)
        assert found.complete
        for partition in every:
            upset = found.why(partition)
            assert (upset is None) == (partition in wanted) == check(game, partition)
        some = concept(game, limit=1)
        assert some.complete == (len(wanted) <= 1)


@few
@given(hedonic())
def test_the_group_that_breaks_away_gains(game):
    found = solutions.core_stable_partitions(game)
    for partition in oracle.partitions(game.players):
        upset = found.why(partition)
        if upset is not None:
            assert all(gain > 0 for gain in upset.gain.values())
            assert set(upset.gain) == set(upset.who)


@settings(max_examples=8, deadline=None)
@given(tables(least=2, most=4, low=0))
def test_structures_of_hart_and_kurz(game):
    def value(structure):
        return solutions.owen(game, unions=structure)

    for concept, falls_apart in (
        (solutions.gamma_stable_structures, True),
        (solutions.delta_stable_structures, False),
    ):
        found = concept(game)
        wanted = oracle.stable_structures(value, game.players, falls_apart)
        assert set(found.items) == set(wanted)
        for structure in oracle.partitions(game.players):
            assert (found.why(structure) is None) == (frozenset(structure) in wanted)


@few
@given(graphs())
def test_farsighted_stability(graph):
    pairs = solutions.indirect_dominance(graph)
    for x in graph.states:
        for y in graph.states:
            assert ((x, y) in pairs) == (x != y and oracle.dominated(graph, x, y))
    found = solutions.largest_consistent_set(graph)
    assert set(found.items) == oracle.largest_consistent(graph)
    for state in graph.states:
        assert (found.why(state) is None) == (state in found.items)
    sets = solutions.farsighted_stable_sets(graph)
    wanted = oracle.stable_sets(graph)
    assert set(sets.items) == set(wanted)
    assert len(sets) == len(wanted)
    for candidate in [*wanted, frozenset(graph.states), frozenset()]:
        assert (sets.why(candidate) is None) == (candidate in wanted)
    for inside in wanted:
        assert set(inside) <= set(found.items)


@few
@given(agendas(), st.data())
def test_stable_blocking_groups(game, data):
    package = data.draw(st.sampled_from([
        {name: data.draw(st.sampled_from(issue.options)) for name, issue in game.issues.items()}
    ]))  # fmt: skip
    found = solutions.stable_blocking_groups(game, package=package)

    def objects(player, size):
        if game.refused(player, package):
            return True
        cost = game.stand_alone_cost.get(player, 0)
        return (cost - game.surplus(player, package)) * size > cost

    every = [frozenset(), *oracle.groups(game.players)]
    wanted = [
        g
        for g in every
        if all(objects(p, len(g)) for p in g)
        and not any(objects(p, len(g) + 1) for p in game.players if p not in g)
    ]
    assert set(found.items) == set(wanted)
    for group in every:
        assert (found.why(group) is None) == (group in wanted)
    for group in found:
        for player, price in found.prices[group].items():
            if price is not None:
                cost = game.stand_alone_cost.get(player, 0)
                paid = cost - game.surplus(player, package) - price
                assert paid * len(group) == cost
    before = set(game.objectors(package))
    assert set(found.concessions) == before
    for player, changes in found.concessions.items():
        wanted = {
            (name, option)
            for name, issue in game.issues.items()
            for option in issue.options
            if option != package[name]
            and game.consents(player, {**package, name: option})
            and set(game.objectors({**package, name: option})) <= before
        }
        assert set(changes) == wanted
