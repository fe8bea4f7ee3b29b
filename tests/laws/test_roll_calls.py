"""Families against the definition: the same profiles, each once, with the right count."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus.games import RollCall, Strategic
from consensus.solutions import (
    coalition_proof_nash,
    is_nash,
    is_strong_nash,
    pure_nash,
    strong_nash,
    undominated,
    undominated_nash,
)
from generators.strategic import roll_calls, tables
from oracles.strategic import (
    coalition_proof_equilibria,
    expanded,
    pure_equilibria,
    strong_equilibria,
)


def cast(vote: RollCall, table: Strategic, places: set[tuple[int, ...]]) -> list[dict[str, Any]]:
    profiles = [dict(zip(vote.players, table.labels(s), strict=True)) for s in places]
    return sorted(profiles, key=str)


def listed(solution: Any) -> list[dict[str, Any]]:
    return sorted((profile for family in solution for profile in family), key=str)


@settings(max_examples=60, deadline=None)
@given(roll_calls())
def test_families_hold_exactly_the_equilibria(vote: RollCall) -> None:
    table = expanded(vote)
    found, wanted = pure_nash(vote), cast(vote, table, pure_equilibria(table))
    assert listed(found) == wanted
    assert found.count == len(wanted)
    for family in found:
        assert family.passes == vote.rule.passes(next(iter(family)))
        assert sum(profile in family for profile in wanted) == family.count


@settings(max_examples=60, deadline=None)
@given(roll_calls())
def test_strong_families_hold_exactly_the_strong_equilibria(vote: RollCall) -> None:
    table = expanded(vote)
    found, wanted = strong_nash(vote), cast(vote, table, strong_equilibria(table))
    assert listed(found) == wanted
    assert found.count == len(wanted)


@settings(max_examples=40, deadline=None)
@given(roll_calls(most=3))
def test_the_checks_agree_with_the_definition(vote: RollCall) -> None:
    table = expanded(vote)
    nash, strong = pure_equilibria(table), strong_equilibria(table)
    for profile in table.profiles():
        ballots = dict(zip(vote.players, profile, strict=True))
        place = table.index(profile)
        assert is_nash(vote, ballots) == (place in nash)
        assert is_strong_nash(vote, ballots) == (place in strong)


@pytest.mark.parametrize("players", [1, 2, 3])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_tables_agree_with_the_definition(players: int, data: Any) -> None:
    game = data.draw(tables(players=players))
    assert {game.index(p) for p in pure_nash(game)} == pure_equilibria(game)
    assert {game.index(p) for p in strong_nash(game)} == strong_equilibria(game)


@settings(max_examples=30, deadline=None)
@given(roll_calls(most=3))
def test_a_reason_names_a_move_that_really_gains(vote: RollCall) -> None:
    table = expanded(vote)
    for solution in (pure_nash(vote), strong_nash(vote)):
        for profile in table.profiles():
            ballots = dict(zip(vote.players, profile, strict=True))
            upset = solution.why(ballots)
            if upset is None:
                continue
            move = upset.move if isinstance(upset.move, dict) else {upset.who: upset.move}
            before, after = vote.payoff(ballots), vote.payoff({**ballots, **move})
            gain = upset.gain if isinstance(upset.gain, dict) else {upset.who: upset.gain}
            for player in move:
                assert after[player] - before[player] == gain[player] > 0


@settings(max_examples=40, deadline=None)
@given(roll_calls(most=3))
def test_coalition_proof_families_hold_exactly_those_of_the_definition(vote: RollCall) -> None:
    table = expanded(vote)
    found, wanted = coalition_proof_nash(vote), coalition_proof_equilibria(table)
    assert listed(found) == cast(vote, table, wanted)
    assert found.count == len(wanted)
    assert {table.index(p) for p in coalition_proof_nash(table)} == wanted
    for profile in table.profiles():
        ballots = dict(zip(vote.players, profile, strict=True))
        stands = table.index(profile) in wanted
        assert (found.why(ballots) is None) == stands
        assert (coalition_proof_nash(table).why(profile) is None) == stands


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_coalition_proof_equilibria_of_tables(data: Any) -> None:
    game = data.draw(tables(players=data.draw(st.integers(1, 3)), most=2))
    found = {game.index(p) for p in coalition_proof_nash(game)}
    assert found == coalition_proof_equilibria(game)
    assert strong_equilibria(game) <= found <= pure_equilibria(game)


@settings(max_examples=50, deadline=None)
@given(roll_calls())
def test_undominated_ballots_are_those_of_the_table(vote: RollCall) -> None:
    """The table knows nothing of totals: each strategy there is one linear programme."""
    table = expanded(vote)
    left = undominated(vote).items[0]
    assert dict(left) == dict(undominated(table).items[0])
    found = undominated_nash(vote)
    wanted = [p for p in cast(vote, table, pure_equilibria(table)) if p in left]
    assert listed(found) == wanted
    for profile in table.profiles():
        ballots = dict(zip(vote.players, profile, strict=True))
        assert (found.why(ballots) is None) == (ballots in wanted)
