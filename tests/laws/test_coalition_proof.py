"""Coalition-proof and strong equilibria of roll calls with payments, against their definitions."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import Any

from hypothesis import HealthCheck, assume, given, settings

from consensus.games import RollCall
from consensus.solutions import coalition_proof_nash, is_nash, is_strong_nash, strong_nash
from consensus.solutions.roll_call.types import player_types
from generators.strategic import typed_roll_calls
from oracles.roll_calls import coalition_proof_counts, counts_of, is_self_enforcing
from oracles.strategic import coalition_proof_equilibria, expanded, strong_equilibria

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]


def profiles(vote: RollCall) -> list[dict[str, Any]]:
    choices = product(*vote.payments.values())
    return [dict(zip(vote.players, cast, strict=True)) for cast in choices]


def found_in(solution: Any) -> list[dict[str, Any]]:
    listed = [profile for family in solution for profile in family]
    assert solution.count == len(listed)
    return sorted(listed, key=str)


def work(vote: RollCall) -> int:
    """A measure of what the recursion has to look at."""
    return prod((len(t.members) + 1) ** len(t.ballots) for t in player_types(vote))


@settings(max_examples=200, deadline=None, suppress_health_check=SLOW)
@given(typed_roll_calls())
def test_the_recursion_on_types_finds_the_same(vote: RollCall) -> None:
    assume(work(vote) <= 400)
    wanted = coalition_proof_counts(vote)
    expected = [p for p in profiles(vote) if counts_of(vote, p) in wanted]
    assert found_in(coalition_proof_nash(vote)) == sorted(expected, key=str)


@settings(max_examples=80, deadline=None, suppress_health_check=SLOW)
@given(typed_roll_calls(most=4))
def test_the_definitions_on_single_players_find_the_same(vote: RollCall) -> None:
    assume(len(profiles(vote)) <= 27)
    table = expanded(vote)
    proof, strong = coalition_proof_equilibria(table), strong_equilibria(table)
    assert proof == strong

    def at(places: Any) -> list[dict[str, Any]]:
        cast = [dict(zip(vote.players, table.labels(s), strict=True)) for s in places]
        return sorted(cast, key=str)

    assert found_in(coalition_proof_nash(vote)) == at(proof)
    assert found_in(strong_nash(vote)) == at(strong)


@settings(max_examples=80, deadline=None, suppress_health_check=SLOW)
@given(typed_roll_calls(most=5))
def test_whoever_upsets_a_profile_gains_and_stays(vote: RollCall) -> None:
    assume(len(profiles(vote)) <= 81)
    solution = coalition_proof_nash(vote)
    members = found_in(solution)
    for profile in profiles(vote):
        upset = solution.why(profile)
        assert (upset is None) == (profile in members) == is_strong_nash(vote, profile)
        assert any(profile in family for family in solution) == (upset is None)
        if upset is None:
            assert is_nash(vote, profile)
            continue
        moved = {**profile, **upset.move}
        before, after = vote.payoff(profile), vote.payoff(moved)
        assert upset.who == set(upset.move) == set(upset.gain)
        for player in upset.who:
            assert after[player] - before[player] == upset.gain[player] > 0
        assert is_self_enforcing(vote, moved, upset.who)


@settings(max_examples=80, deadline=None)
@given(typed_roll_calls(most=5))
def test_what_a_family_is_against_is_a_move_that_it_withstands(vote: RollCall) -> None:
    """The condition is met by every profile of the family, and it does keep some out."""
    for family in strong_nash(vote):
        for profile in family:
            assert vote.rule.passes({**profile, **family.against}) == family.passes
        if family.against and len(profiles(vote)) <= 243:
            kept_out = [
                profile
                for profile in profiles(vote)
                if profile not in family
                and all(ballot in family.allowed[p] for p, ballot in profile.items())
                and vote.rule.totals(profile) == family.totals
            ]
            assert kept_out
            for profile in kept_out:
                turned = {**profile, **family.against}
                assert vote.rule.passes(turned) != family.passes
