"""Votes with costs of voting or objecting whose coalition-proof equilibria are counted by hand."""

from __future__ import annotations

import pickle
from fractions import Fraction
from math import comb
from typing import Any

import pytest

from consensus import rules
from consensus.errors import TooLarge
from consensus.games import RollCall
from consensus.solutions import coalition_proof_nash, is_strong_nash, pure_nash, strong_nash

CONCEPTS = [strong_nash, coalition_proof_nash]


def states(n: int) -> list[str]:
    return [f"state {i}" for i in range(n)]


def vote(rule: rules.Rule, stake: Any, payments: dict[str, Any]) -> RollCall:
    everyone = rule.players
    return RollCall(rule, dict.fromkeys(everyone, stake), dict.fromkeys(everyone, payments))


@pytest.mark.parametrize("concept", CONCEPTS)
@pytest.mark.parametrize("n", [2, 3, 56, 400])
def test_one_volunteer_objects_under_silence(concept: Any, n: int) -> None:
    """All lose 16 by adoption, objecting costs 1: exactly one objects, and nobody's turn is better.

    Two objectors are too many for one of them; with none, anyone gains 15 by objecting.
    """
    game = vote(rules.by_consensus(states(n)), -16, {"abstain": 0, "object": -1})
    found = concept(game)
    assert (found.count, [family.passes for family in found]) == (n, [False])


@pytest.mark.parametrize("concept", CONCEPTS)
@pytest.mark.parametrize("stake", [-1, Fraction(-1, 2), -0.5])
def test_nobody_objects_for_no_gain(concept: Any, stake: Any) -> None:
    """When the cost is no less than the loss, silence stands; at equality the objector does too."""
    game = vote(rules.by_consensus(states(56)), stake, {"abstain": 0, "object": -1})
    assert concept(game).count == 1 + (56 if stake == -1 else 0)


@pytest.mark.parametrize("concept", CONCEPTS)
@pytest.mark.parametrize("n", [3, 56, 400])
def test_a_majority_at_a_cost(concept: Any, n: int) -> None:
    """Assent costs 1. At a stake of 3 exactly the ⌊n/2⌋ + 1 needed assent; at 1 nobody may, too."""
    needed = n // 2 + 1
    payments = {"assent": -1, "object": 0}
    keen = vote(rules.by_majority(states(n)), 3, payments)
    assert concept(keen).count == comb(n, needed)
    assert pure_nash(keen).count == comb(n, needed) + 1
    torn = vote(rules.by_majority(states(n)), 1, payments)
    assert concept(torn).count == comb(n, needed) + 1
    bored = vote(rules.by_majority(states(n)), Fraction(1, 2), payments)
    assert concept(bored).count == 1


@pytest.mark.parametrize("concept", CONCEPTS)
def test_one_opponent_who_pays_for_being_seen(concept: Any) -> None:
    """55 gain. The last loses 2: it objects at a cost of 1, and does not at a cost of 2 or more."""
    names = states(56)
    for cost, passing in [(1, {False}), (2, {True, False}), (3, {True})]:
        adopt = {**dict.fromkeys(names, 1), names[-1]: -2}
        ballots = {name: {"assent": 0, "object": 0} for name in names[:-1]}
        ballots[names[-1]] = {"abstain": 0, "object": -cost}
        found = concept(RollCall(rules.by_consensus(names), adopt, ballots))
        assert {family.passes for family in found} == passing
        assert found.count == len(passing)


def test_a_coalition_moves_no_further_than_it_needs() -> None:
    """Of 56 who gain 3 at a cost of 2 for assenting and 1 for abstaining, each assent counts 2.

    More for than against: a total of 57 out of 112. From silence, the coalition that
    upsets needs all its members, and no member could do with the cheaper ballot.
    """
    names = states(56)
    game = vote(
        rules.by_more_for_than_against(names), 3, {"assent": -2, "abstain": -1, "object": 0}
    )
    nobody = dict.fromkeys(names, "object")
    upset = coalition_proof_nash(game).why(nobody)
    assert upset is not None
    moved = {**nobody, **upset.move}
    assert game.rule.passes(moved)
    assert set(upset.move) == upset.who == set(upset.gain)
    for player in upset.who:
        assert not game.rule.passes({**moved, player: "object"})
        assert upset.gain[player] == 3 + game.payments[player][upset.move[player]] > 0
        if upset.move[player] == "assent":
            assert not game.rule.passes({**moved, player: "abstain"})


def test_families_with_a_joint_move_list_their_profiles() -> None:
    """Four voters, two of them against: listing gives each member once, and only members."""
    names = states(4)
    game = RollCall(
        rules.by_more_for_than_against(names), dict(zip(names, [1, 1, -1, 0], strict=True))
    )
    found = strong_nash(game)
    assert any(family.against for family in found)
    for family in found:
        listed = [tuple(profile.values()) for profile in family]
        assert len(listed) == len(set(listed)) == family.count
        for profile in family:
            assert list(profile) == names
            assert profile in family
            assert is_strong_nash(game, profile)
    assert pickle.loads(pickle.dumps(found.items)) == found.items
    text = next(str(family) for family in found if family.against and family.passes is False)
    assert "; even if state 0, state 1 assent" in text


def test_weights_that_cannot_be_counted_are_still_refused() -> None:
    weights = {f"p{i}": 10**9 + 7**i for i in range(30)}
    game = RollCall(rules.by_weight(weights, sum(weights.values()) // 2), dict.fromkeys(weights, 1))
    for concept in CONCEPTS:
        with pytest.raises(TooLarge, match="additions"):
            concept(game, limit=100_000)
    assert not is_strong_nash(game, dict.fromkeys(weights, "object"))
