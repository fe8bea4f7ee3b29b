"""Counting totals: the fast ways against adding one player at a time."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import comb
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus import rules, solutions
from consensus.errors import InvalidInput, TooLarge
from consensus.games import RollCall
from consensus.solutions.roll_call import totals
from consensus.solutions.roll_call.totals import Additions, reachable, shared_counts

WITH_LIMIT = ["coalition_proof_nash", "pure_nash", "strong_nash", "undominated_nash"]
CHOICES = st.lists(st.integers(0, 40), min_size=2, max_size=4).filter(lambda c: len(set(c)) > 1)


@pytest.mark.parametrize("concept", WITH_LIMIT)
@pytest.mark.parametrize("limit", [np.int64(5000), Fraction(5000), 5000.0, "5000"], ids=repr)
def test_a_limit_is_read_like_any_whole_number(concept: str, limit: Any) -> None:
    vote = RollCall(rules.by_majority(["a", "b", "c"]), {"a": 1, "b": 1, "c": 1})
    solve = getattr(solutions, concept)
    assert solve(vote, limit=limit).items == solve(vote).items
    with pytest.raises(InvalidInput, match="limit: expected a whole number of at least 1, got 0"):
        solve(vote, limit=0)


@pytest.mark.parametrize("ballot", [[], {}, 3, None], ids=repr)
def test_what_is_no_ballot_is_refused_by_name(ballot: Any) -> None:
    vote = RollCall(rules.by_majority(["a", "b"]), {"a": 1, "b": 1})
    with pytest.raises(InvalidInput, match=r"profile\['a'\]: may cast 'assent'"):
        vote.read_profile({"a": ballot, "b": "assent"})


def one_by_one(counts: dict[int, int], choices: list[int], players: int) -> dict[int, int]:
    for _ in range(players):
        longer: Counter[int] = Counter()
        for total, ways in counts.items():
            for step in choices:
                longer[total + step] += ways
        counts = dict(longer)
    return counts


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.integers(0, 50), st.integers(1, 10**30), min_size=1, max_size=6),
    CHOICES,
    st.integers(1, 8),
)
def test_one_power_counts_as_adding_does(
    start: dict[int, int], choices: list[int], players: int
) -> None:
    wanted = one_by_one(start, choices, players)
    width = sum(wanted.values()).bit_length() // 8 + 1
    assert totals._counts_at_once(start, Counter(choices), players, width) == wanted
    assert totals._reachable_bits(set(start), sorted(set(choices)), players) == set(wanted)
    groups = {tuple(sorted(choices)): players}
    assert shared_counts(groups, Additions("it"), start) == wanted
    assert reachable(groups, Additions("it"), start) == set(wanted)


@pytest.mark.parametrize("choices", [(0, 1, 61), (0, 2, 2, 61)])
def test_large_groups_are_counted_at_once(
    choices: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """60 players: the largest group that adding one at a time still counts in a moment."""
    used: list[int] = []
    at_once = totals._counts_at_once

    def watched(*given: object) -> dict[int, int]:
        used.append(1)
        return at_once(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(totals, "_counts_at_once", watched)
    monkeypatch.setattr(totals, "_MANY", 1_000)
    found = shared_counts({choices: 60, (0, 7): 3}, Additions("it"))
    assert used
    assert found == one_by_one(one_by_one({0: 1}, list(choices), 60), [0, 7], 3)
    assert reachable({choices: 60, (0, 7): 3}, Additions("it")) == set(found)


def test_several_hundred_of_a_type() -> None:
    found = shared_counts({(0, 1, 401): 400}, Additions("it"))
    assert found[401 * 100 + 50] == comb(400, 100) * comb(300, 50)
    assert sum(found.values()) == 3**400
    assert len(found) == comb(402, 2)


def test_nothing_comes_of_nothing() -> None:
    assert shared_counts({(0, 1): 5}, Additions("it"), {}) == {}
    assert reachable({(0, 1): 5}, Additions("it"), ()) == set()


def test_what_costs_too_much_is_refused() -> None:
    with pytest.raises(TooLarge, match="additions"):
        shared_counts({(0, 1, 401): 400}, Additions("it", 100_000))
    far = {(10**9 + 7**k, 0): 1 for k in range(40)}
    with pytest.raises(TooLarge, match="additions"):
        reachable(far, Additions("it", 100_000))
