"""Dividing again and again with a veto.

Nunnari, "Dynamic legislative bargaining with veto power: theory and experiments", Games and
Economic Behavior 126 (2021), 186-230: three players, one of them with a veto, a majority of two,
and the last division as the next status quo. The veto player's share never falls, and full
appropriation by it is the only absorbing division, however impatient the players. Computed here
on whole units with a finite horizon.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from consensus import models, rules
from consensus.errors import InvalidInput, TooLarge
from consensus.games import Bargaining

PLAYERS = ["veto", "b", "c"]
RULE = rules.by_majority(PLAYERS, 2) & rules.by_consensus(["veto"])


def game(delta):
    return Bargaining(RULE, {p: Fraction(1, 3) for p in PLAYERS}, delta)


@pytest.mark.parametrize("delta", [Fraction(1, 10), Fraction(1, 2), Fraction(9, 10)])
def test_the_veto_player_ends_with_everything(delta):
    answer = models.redivide(game(delta), start=(0, 3, 3), rounds=12)
    shares = [share["veto"] for share in answer.expected]
    assert shares == sorted(shares)
    for law, following in zip(answer.items, answer.items[1:], strict=False):
        assert sum(law.values()) == 1
        least = min(division[0] for division in law)
        assert min(division[0] for division in following) >= least
    assert answer.absorbing == ((6, 0, 0),)
    assert shares[-1] > Fraction(9, 2)


def test_one_round_by_hand():
    """In the last round the veto player buys the cheaper of the others at its present share."""
    answer = models.redivide(game(Fraction(1, 2)), start=(0, 1, 5), rounds=1)
    by_veto = {(5, 1, 0): Fraction(1, 3)}
    # b offers the veto player nothing it has to better: it takes all and leaves it at 0.
    by_b = {(0, 6, 0): Fraction(1, 3)}
    by_c = {(0, 0, 6): Fraction(1, 3)}
    assert dict(answer.items[1]) == {**by_veto, **by_b, **by_c}


def test_one_round_by_brute_force():
    start = (1, 2, 1)
    answer = models.redivide(game(Fraction(1, 2)), start=start, rounds=1)
    expected: dict[tuple[int, ...], Fraction] = {}
    divisions = [d for d in product(range(5), repeat=3) if sum(d) == 4]
    for p in range(3):
        passing = [
            d
            for d in divisions
            if RULE.wins({PLAYERS[k] for k in range(3) if k == p or d[k] >= start[k]})
        ]
        best = max(d[p] for d in passing)
        tops = [start] if start[p] == best else [d for d in passing if d[p] == best]
        for d in tops:
            expected[d] = expected.get(d, Fraction(0)) + Fraction(1, 3 * len(tops))
    assert dict(answer.items[1]) == expected


def test_refusals():
    with pytest.raises(InvalidInput, match="start"):
        models.redivide(game(1), start=(1, 1), rounds=1)
    with pytest.raises(TooLarge, match="fewer units"):
        models.redivide(game(1), start=(100, 0, 0), rounds=1)
