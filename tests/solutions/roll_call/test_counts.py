"""Numbers of equilibria that can be counted by hand, at any number of players."""

from __future__ import annotations

import pickle

import pytest

from consensus import rules
from consensus.errors import InvalidInput, TooLarge
from consensus.games import RollCall
from consensus.solutions import is_nash, pure_nash, strong_nash


def council(n: int) -> rules.Rule:
    return rules.by_consensus([f"state {i}" for i in range(n)])


@pytest.mark.parametrize("n", [2, 3, 7, 56, 200])
def test_consensus_with_everyone_in_favour(n: int) -> None:
    """Only a single objection is upset, by the objector: C(n, 1)·(others' ballots) fall out."""
    rule = council(n)
    everyone = dict.fromkeys(rule.players, 1)
    two = {player: {"assent": 0, "object": 0} for player in rule.players}
    assert pure_nash(RollCall(rule, everyone, two)).count == 2**n - n
    assert pure_nash(RollCall(rule, everyone)).count == 3**n - n * 2 ** (n - 1)


@pytest.mark.parametrize("n", [3, 56])
def test_consensus_with_one_opponent(n: int) -> None:
    """Passing is upset by the opponent; of the single objections only the opponent's stands."""
    rule = council(n)
    adopt = {**dict.fromkeys(rule.players, 1), "state 0": -1}
    several = 3**n - 2**n - n * 2 ** (n - 1)
    assert pure_nash(RollCall(rule, adopt)).count == several + 2 ** (n - 1)


def test_strong_equilibria_of_a_consensus_are_those_without_objection() -> None:
    rule = council(56)
    solution = strong_nash(RollCall(rule, dict.fromkeys(rule.players, 1)))
    assert solution.count == 2**56
    assert all(family.passes for family in solution)


def test_profiles_are_found_in_their_family_without_listing() -> None:
    rule = council(56)
    vote = RollCall(rule, dict.fromkeys(rule.players, 1))
    solution = pure_nash(vote)
    cast = dict.fromkeys(rule.players, "abstain")
    assert sum(cast in family for family in solution) == 1
    first = next(iter(solution.items[0]))
    assert first in solution.items[0]
    assert is_nash(vote, first)
    alone = {**cast, "state 3": "object"}
    assert not any(alone in family for family in solution)
    upset = solution.why(alone)
    assert upset is not None
    assert (upset.who, upset.gain) == ("state 3", 1)


def test_families_survive_pickling() -> None:
    solution = pure_nash(RollCall(council(3), dict.fromkeys(council(3).players, 1)))
    assert pickle.loads(pickle.dumps(solution.items)) == solution.items


def test_many_different_weights_are_refused_before_the_work() -> None:
    weights = {f"p{i}": 10**9 + 7**i for i in range(30)}
    vote = RollCall(rules.by_weight(weights, sum(weights.values()) // 2), dict.fromkeys(weights, 1))
    with pytest.raises(TooLarge, match="additions"):
        pure_nash(vote, limit=100_000)


@pytest.mark.parametrize(
    ("adopt", "ballots", "place"),
    [
        ({"state 0": 1}, None, "no value for 'state 1'"),
        ({"state 0": 1, "state 1": float("nan")}, None, r"adopt\['state 1'\]"),
        ({"state 0": 1, "state 1": 1, "x": 1}, None, "'x' is not a player"),
        ({"state 0": 1, "state 1": 1}, {"x": {"assent": 0}}, "'x' is not a player"),
        ({"state 0": 1, "state 1": 1}, {"state 0": {}}, "expected a mapping ballot"),
        ({"state 0": 1, "state 1": 1}, {"state 0": {"yes": 0}}, "got 'yes'"),
        ({"state 0": 1, "state 1": 1}, {"state 0": {"assent": "x"}}, r"\['assent'\]"),
    ],
)
def test_bad_roll_calls_are_refused_with_the_place(adopt, ballots, place) -> None:
    with pytest.raises(InvalidInput, match=place):
        RollCall(council(2), adopt, ballots)


@pytest.mark.parametrize(
    ("profile", "place"),
    [
        ({"state 0": "assent"}, "no ballot for 'state 1'"),
        ({"state 0": "assent", "state 1": "object"}, "may cast 'assent', 'abstain'"),
        ({"state 0": "assent", "state 1": "assent", "x": "assent"}, "'x'"),
        (["assent", "assent"], "expected a mapping"),
    ],
)
def test_bad_profiles_are_refused(profile, place) -> None:
    vote = RollCall(
        council(2), {"state 0": 1, "state 1": 1}, {"state 1": {"assent": 0, "abstain": 0}}
    )
    with pytest.raises(InvalidInput, match=place):
        pure_nash(vote).why(profile)
