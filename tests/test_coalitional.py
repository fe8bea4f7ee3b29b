"""What coalitional games refuse, how their numbers are held, and the answers' edges."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from consensus import games, rules, solutions
from consensus.errors import InvalidInput, NotApplicable, TooLarge
from consensus.solutions.coalitional.balancing import _simplex, maximise
from oracles import coalitional as oracle


def pair(**worths):
    return {frozenset(key): worth for key, worth in worths.items()}


@pytest.mark.parametrize(
    ("worth", "message"),
    [
        (pair(a=1, ab=2), r"no worth for the coalition \{'b'\} \(1 are missing\)"),
        ({("a",): 1, frozenset("a"): 2}, "given twice"),
        (pair(a=1, b=1, ab=2, ac=1), "'c' is not a player"),
        ({frozenset(): 1, **pair(a=1, b=1, ab=2)}, "empty coalition is worth 0, got 1"),
        (pair(a=1, b=float("nan"), ab=2), r"worth\[\{'b'\}\]: expected a finite number"),
        ({"a": 1}, "expected coalitions as frozensets, got the key 'a'"),
        (7, "expected a mapping or a callable"),
        (lambda s: 1, "empty coalition is worth 0, got 1"),
    ],
)
def test_bad_worths(worth, message):
    with pytest.raises(InvalidInput, match=message):
        games.Coalitional(["a", "b"], worth)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([0, 1, 2], r"expected 2\*\*n worths"),
        ([1, 1], "empty coalition is worth 0"),
        ([0, float("inf")], r"values\[1\]: expected a finite number"),
        (
            np.array([0.0, 1.0, float("nan"), 0.0]),
            r"values\[2\]: .* finite number, got nan",
        ),
        ("0123", "expected a sequence"),
    ],
)
def test_bad_tables(values, message):
    with pytest.raises(InvalidInput, match=message):
        games.Coalitional.from_table(values)


def test_players_must_fit_the_table():
    with pytest.raises(InvalidInput, match="4 worths are those of 2 players, got 3"):
        games.Coalitional.from_table([0, 1, 2, 3], players=["a", "b", "c"])


def test_too_large_names_the_structured_alternative():
    everyone = [f"s{i}" for i in range(57)]
    with pytest.raises(TooLarge, match="from_rule") as caught:
        games.Coalitional(everyone, {frozenset(): 0})
    assert caught.value.cost == 2**57
    listed = games.Coalitional(everyone, len)
    assert listed.worth(everyone[:3]) == 3
    with pytest.raises(TooLarge, match="give the game by a rule"):
        solutions.nucleolus(listed)


def test_unions_that_overlap():
    game = games.glove_game(["l"], ["r1", "r2"])
    with pytest.raises(InvalidInput, match=r"unions\[1\]: 'l' is already in unions\[0\]"):
        solutions.owen(game, unions=[{"l", "r1"}, {"l"}])
    with pytest.raises(InvalidInput, match=r"structure\['x'\]: 'z' is not a player"):
        solutions.core(game, structure={"x": ["z"]})
    with pytest.raises(InvalidInput, match="at least one player"):
        solutions.owen(game, unions=[[]])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda g: solutions.weighted_shapley(g, weights={"l": 1}), "no weight for 'r1'"),
        (lambda g: solutions.myerson(g, links=[("l", "l")]), "two different players"),
        (lambda g: solutions.is_in_core(g, {"l": 1}), "no share for 'r1'"),
        (lambda g: solutions.core_vertices(g, limit=0), "limit: expected a whole number"),
        (lambda g: g.subgame([]), "at least one player"),
        (lambda g: games.bankruptcy_game(7, {"a": 1, "b": 2}), "estate: expected 0 to the sum"),
        (lambda g: games.airport_game({"a": -1}), "at least 0"),
        (lambda g: games.assignment_game([[1, 2], [3]]), "rectangle"),
        (lambda g: games.apex_game(["a", "b"]), "at least three"),
    ],
)
def test_refusals(call, message):
    with pytest.raises(InvalidInput, match=message):
        call(games.glove_game(["l"], ["r1", "r2"]))


def test_no_imputation_is_refused_and_points_to_the_prenucleolus():
    game = games.Coalitional.from_table([0, 3, 3, 1])
    with pytest.raises(NotApplicable, match="the prenucleolus exists"):
        solutions.nucleolus(game)
    assert dict(solutions.prenucleolus(game)) == {"1": Fraction(1, 2), "2": Fraction(1, 2)}


@pytest.mark.parametrize("n", [1, 2, 3, 7, 12])
@pytest.mark.parametrize("kind", ["normal", "spread", "whole", "large", "fractions"])
def test_shapley_of_a_table_is_exact_however_it_is_held(n, kind):
    rng = np.random.default_rng(n)
    values = {
        "normal": rng.normal(size=1 << n),
        "spread": rng.normal(size=1 << n) * 10.0 ** rng.integers(-200, 200, size=1 << n),
        "whole": rng.integers(-(2**59), 2**59, size=1 << n),
        "large": [int(x) << 90 for x in rng.integers(0, 2**40, size=1 << n)],
        "fractions": [
            Fraction(int(a), 1 + k % 7) for k, a in enumerate(rng.integers(-9, 9, 1 << n))
        ],
    }[kind]
    values[0] = 0
    game = games.Coalitional.from_table(values)
    found = solutions.shapley(game)
    assert sum(found.values()) == game.total
    exact = games.Coalitional.from_table([Fraction(x) for x in values])
    if n <= 7:
        assert dict(found) == by_formula(exact)
    assert sum(solutions.banzhaf_value(game).values()) == sum(
        solutions.banzhaf_value(exact).values()
    )


def by_formula(game):
    from math import factorial

    n = len(game.players)
    found = {}
    for i, player in enumerate(game.players):
        total = Fraction(0)
        for mask in range(1 << n):
            if not mask >> i & 1:
                s = mask.bit_count()
                weight = Fraction(factorial(s) * factorial(n - s - 1), factorial(n))
                total += weight * (game.table[mask | 1 << i] - game.table[mask])
        found[player] = total
    return found


def test_float_tables_are_read_at_their_binary_value():
    game = games.Coalitional.from_table(np.array([0.0, 0.1, 0.2, 0.3]))
    assert game.worth({"1"}) == Fraction(0.1)
    assert game.dual().worth({"1"}) == Fraction(0.3) - Fraction(0.2)
    point = solutions.prenucleolus(game)
    assert point["1"] == (Fraction(0.3) + Fraction(0.1) - Fraction(0.2)) / 2


def test_games_that_are_tied_everywhere():
    """An additive game: every coalition has excess 0, and every concept gives the same point."""
    game = games.Coalitional.from_table([sum(i + 1 for i in range(9) if m >> i & 1)
                                         for m in range(512)])  # fmt: skip
    point = {str(i + 1): i + 1 for i in range(9)}
    for concept in (solutions.shapley, solutions.nucleolus, solutions.prenucleolus, solutions.tau):
        assert dict(concept(game)) == point
    assert solutions.core_vertices(game, limit=5).items == (point,)
    assert solutions.is_nucleolus(game, point)


@pytest.mark.parametrize("n", [8, 9])
def test_constraint_generation_finds_what_listing_finds(n):
    rng = np.random.default_rng(n)
    for scale in (2, 50):
        worths = rng.integers(0, scale, size=1 << n) * np.bitwise_count(np.arange(1 << n))
        worths[-1] = scale * n
        game = games.Coalitional.from_table(worths)
        found = solutions.nucleolus(game)
        assert solutions.is_nucleolus(game, found)
        assert solutions.is_in_kernel(game, found)


def test_the_exact_simplex_alone():
    """The simplex that takes over when a proposed basis does not verify, on degenerate input."""
    rng = np.random.default_rng(4)
    for _ in range(30):
        columns = [tuple(int(x) for x in rng.integers(-1, 2, size=3)) for _ in range(8)]
        prices = [int(x) for x in rng.integers(-3, 4, size=8)]
        target = tuple(int(x) for x in rng.integers(-2, 3, size=3))
        slow, fast = _simplex(columns, prices, target), maximise(columns, prices, target)
        assert slow.status == fast.status
        assert slow.value == fast.value
        if slow.status == "optimal":
            for k in range(3):
                assert sum(w * columns[j][k] for j, w in slow.weights.items()) == target[k]
            for column, price in zip(columns, prices, strict=True):
                assert sum(a * x for a, x in zip(column, slow.multipliers, strict=True)) >= price
        if slow.status == "infeasible":
            for column in columns:
                assert sum(a * x for a, x in zip(column, slow.multipliers, strict=True)) >= 0
            assert sum(a * x for a, x in zip(target, slow.multipliers, strict=True)) < 0


def test_core_corners_stop_at_the_limit_and_say_so():
    game = games.Coalitional([f"p{i}" for i in range(9)], lambda s: len(s) ** 2)
    with pytest.raises(TooLarge, match="say limit="):
        solutions.core_vertices(game)
    found = solutions.core_vertices(game, limit=20)
    assert (len(found), found.form, found.complete) == (20, "some", False)
    assert all(oracle.in_core(game, corner) for corner in found.items[:2])


def test_core_of_the_permanent_council_at_full_size():
    states = [f"s{i}" for i in range(57)]
    game = games.Coalitional.from_rule(rules.by_consensus(states))
    found = solutions.core(game)
    assert set(found.items[0].values()) == {Fraction(1, 57)}
    assert found.why({**dict.fromkeys(states, 0), "s0": 1}) is None
    short = found.why({**dict.fromkeys(states, 0), "s0": Fraction(1, 2)})
    assert short.who == frozenset(states)
    majority = games.Coalitional.from_rule(rules.by_all_but(states))
    empty = solutions.core(majority)
    assert (len(empty), empty.complete) == (0, True)
    assert all(sum(w for s, w in empty.evidence["balanced"].items() if p in s) == 1 for p in states)


def test_shares_of_a_unanimous_game_can_be_refuted():
    game = games.unanimity_game(["a", "b", "c"], ["a", "b"])
    upset = solutions.core(game).why({"a": 0, "b": Fraction(1, 2), "c": Fraction(1, 2)})
    assert upset.who == frozenset("ab")
    assert upset.gain == Fraction(1, 2)
    assert (
        solutions.core(game).why({"a": 1, "b": 1, "c": 1}).note
        == "they share out 3 of a worth of 1"
    )


def test_fifty_seven_players_without_a_table():
    states = [f"s{i}" for i in range(57)]
    weights = {s: 1 + i % 7 for i, s in enumerate(states)}
    rule = rules.by_weight(weights, 150) & rules.by_majority(states, 35)
    game = games.Coalitional.from_rule(rule)
    share = solutions.nucleolus(game)
    assert sum(share.values()) == 1
    assert all(share[s] == share[t] for s in states for t in states if weights[s] == weights[t])
    assert solutions.least_core(game).epsilon == share.evidence["excesses"][0]
    assert solutions.shapley(game) == {**solutions.shapley_shubik(rule)}
    assert solutions.banzhaf_value(game) == {**solutions.penrose(rule)}
    vetoed = games.Coalitional.from_rule(rule & rules.by_consensus(states[:3]))
    assert set(solutions.nucleolus(vetoed).values()) == {Fraction(1, 3), 0}
    assert solutions.core(vetoed)
    owned = solutions.owen(game, unions=[states[:30]])
    assert sum(owned.values()) == 1


def test_the_rule_engine_and_the_table_meet_at_the_border():
    """Seventeen players: the same game once from its rule and once from its table."""
    weights = {f"s{i}": 1 + i % 3 for i in range(17)}
    rule = rules.by_weight(weights, 20)
    game = games.Coalitional.from_rule(rule)
    listed = games.Coalitional.from_table(game.table.entries, players=rule.players)
    assert solutions.shapley(game) == {**solutions.shapley(listed)}
    assert solutions.banzhaf_value(game) == {**solutions.banzhaf_value(listed)}
    assert solutions.nucleolus(game) == {**solutions.nucleolus(listed)}
    assert solutions.least_core(game).epsilon == solutions.least_core(listed).epsilon


@pytest.mark.parametrize(
    "concept",
    [
        solutions.shapley,
        solutions.banzhaf_value,
        solutions.tau,
        solutions.core,
        solutions.least_core,
        solutions.core_vertices,
        solutions.nucleolus,
        solutions.prenucleolus,
        solutions.kernel,
        solutions.is_convex,
        solutions.gamma_stable_structures,
    ],
)
def test_a_rule_is_not_silently_taken_for_its_game(concept):
    with pytest.raises(InvalidInput, match=r"expected a Coalitional, got a Rule; .*from_rule"):
        concept(rules.by_majority(["a", "b", "c"]))


@pytest.mark.parametrize(
    ("concept", "kind"),
    [
        (solutions.packages, "an Agenda"),
        (solutions.best_package, "an Agenda"),
        (solutions.core_stable_partitions, "a Hedonic"),
        (solutions.largest_consistent_set, "a ConflictGraph"),
    ],
)
def test_other_kinds_are_named(concept, kind):
    with pytest.raises(InvalidInput, match=f"expected {kind}, got a Coalitional"):
        concept(games.glove_game(["l"], ["r"]))


@pytest.mark.parametrize("n", [3, 8])
def test_worths_of_hundreds_of_digits(n):
    """Numbers that no float can hold still give exact answers."""
    huge = 10**400
    game = games.Coalitional([f"p{i}" for i in range(n)], lambda s: huge * len(s) ** 2)
    share = solutions.nucleolus(game)
    assert set(share.values()) == {huge * n}
    assert solutions.core(game).why(share) is None
    assert set(solutions.shapley(game).values()) == {huge * n}
    assert solutions.is_convex(game)


def test_links_are_read_the_same_at_every_size():
    states = [f"s{i}" for i in range(20)]
    large = games.Coalitional.from_rule(rules.by_majority(states))
    small = games.Coalitional.from_rule(rules.by_majority(states[:5]))
    for game in (large, small):
        with pytest.raises(InvalidInput, match=r"links\[1\]"):
            solutions.myerson(game, links=[("s0", "s1"), ("s2", "s2")])
        with pytest.raises(InvalidInput, match="got the text"):
            solutions.myerson(game, links=["s0"])


def test_the_search_for_cheap_winners_lists_them_all_the_least_first():
    from itertools import product

    from consensus.solutions.coalitional.cheap_winners import CheapWinners, alternatives

    rng = np.random.default_rng(1)
    for _ in range(20):
        weights = {f"p{i}": int(w) for i, w in enumerate(rng.integers(1, 6, 6))}
        total = sum(weights.values())
        rule = rules.by_weight(weights, int(rng.integers(1, total + 1)))
        rule = rule & rules.by_majority(list(weights), int(rng.integers(1, 7)))
        shares = [int(x) for x in rng.integers(0, 5, 6)]
        (quotas,) = alternatives(rule)
        search = CheapWinners(
            [tuple(q.by_player[p][0] for p in rule.players) for q in quotas],
            tuple(q.reach for q in quotas), (1,) * 6, shares,
        )  # fmt: skip
        found = list(search.below(8))
        wanted = [
            inside
            for inside in product((0, 1), repeat=6)
            if rule.wins([p for p, there in zip(rule.players, inside, strict=True) if there])
            and sum(s * there for s, there in zip(shares, inside, strict=True)) < 8
        ]
        totals = [sum(s * c for s, c in zip(shares, inside, strict=True)) for inside in found]
        assert sorted(found) == sorted(wanted)
        assert totals == sorted(totals)


def test_nucleolus_of_twenty_five_different_weights():
    """In the least core, ordered as the weights; the cheapest winners complain no more."""
    states = [f"s{i}" for i in range(25)]
    rule = rules.by_weight({s: 10 + i for i, s in enumerate(states)}, 340)
    game = games.Coalitional.from_rule(rule)
    share = solutions.nucleolus(game)
    assert sum(share.values()) == 1
    assert list(share.values()) == sorted(share.values())
    assert share.evidence["excesses"][0] == solutions.least_core(game).epsilon
    cheapest = min(
        sum(sorted(share[s] for s in states)[k] for k in range(size))
        for size in range(1, 26)
        if rule.wins(sorted(states, key=share.get)[:size])
    )
    assert cheapest >= 1 - share.evidence["excesses"][0]


def test_least_core_of_a_large_unanimity_rule():
    game = games.Coalitional.from_rule(rules.by_consensus([f"p{i}" for i in range(17)]))
    assert solutions.least_core(game).epsilon == Fraction(-1, 17)


def test_least_core_counts_coalitions_with_the_same_part_of_every_type():
    weights = {f"a{i}": 1 for i in range(9)} | {f"b{i}": 4 for i in range(9)}
    game = games.Coalitional.from_rule(rules.by_weight(weights, 5))
    assert solutions.least_core(game).epsilon == Fraction(8, 9)


def test_a_structure_of_blocks_is_checked_by_its_own_worths():
    who = [f"p{i:02}" for i in range(18)]
    game = games.Coalitional.from_rule(rules.by_weight(dict.fromkeys(who, 1), 9))
    even, halves = dict.fromkeys(who, Fraction(1, 9)), [who[:9], who[9:]]
    assert solutions.is_in_core(game, even, structure=halves)
    assert not solutions.is_in_core(game, even)


@pytest.mark.parametrize(
    ("dividends", "message"),
    [
        ({"ab": 1}, "expected coalitions as frozensets, got the key 'ab'"),
        ({("a", "b"): 1, frozenset("ab"): 2}, "given twice"),
    ],
)
def test_bad_dividends(dividends, message):
    with pytest.raises(InvalidInput, match=message):
        games.Coalitional.from_dividends(["a", "b"], dividends)
