"""Proper equilibria known by hand, and what is refused."""

from __future__ import annotations

from fractions import Fraction as F

import numpy as np
import pytest

from consensus import rules
from consensus.errors import InvalidInput, NotApplicable, TooLarge
from consensus.games import RollCall, Strategic
from consensus.solutions import is_proper, nash, proper_nash
from consensus.solutions.strategic import proper
from consensus.solutions.strategic.trembles import Ranking, orders
from generators.strategic import IRRATIONAL

HALF = F(1, 2)
PENNY = Strategic([[[-1, 0, -1], [0, -1, -1]], [[1, 0, 1], [0, 1, 1]]])


def test_only_an_even_mixture_hides_the_penny_properly() -> None:
    """Were heads likelier, guessing tails would be the worse mistake, and heads not best."""
    found = proper_nash(PENNY)
    assert found.items == (((HALF, HALF), (0, 0, 1)),)
    assert found.complete
    assert len(nash(PENNY)) == 2
    for share in (0, F(1, 3), F(49, 100), 1):
        assert not is_proper(PENNY, ((share, 1 - share), 2))
    assert "far rarer" in str(found.why(((F(1, 3), F(2, 3)), 2)))


def test_when_nothing_matters_everything_is_proper() -> None:
    game = Strategic(np.zeros((2, 2, 3), dtype=int))
    found = proper_nash(game)
    assert not found.complete
    assert set(nash(game).items) < set(found.items)
    assert len(found.evidence["continua"]) == 1
    assert is_proper(game, ((F(1, 7), F(6, 7)), (0, F(2, 3), F(1, 3))))


def test_what_is_no_equilibrium_is_not_proper() -> None:
    assert not is_proper(PENNY, (0, 0))
    assert proper_nash(PENNY).why((0, 0)).who == "1"  # type: ignore[union-attr]
    with pytest.raises(InvalidInput, match="expected 2 entries"):
        is_proper(PENNY, (0,))


def test_more_players_where_it_can_be_told() -> None:
    (profile,) = nash(IRRATIONAL).items
    assert is_proper(IRRATIONAL, profile)
    assert not is_proper(IRRATIONAL, (0, 0, 0))
    idle = Strategic(np.zeros((3, 2, 2, 2), dtype=int))
    assert is_proper(idle, ((HALF, HALF),) * 3)
    with pytest.raises(NotApplicable, match="three or more players"):
        is_proper(idle, (0, 0, 0))
    with pytest.raises(NotApplicable, match="at most two players"):
        proper_nash(idle)


def test_a_dominated_strategy_of_three_players_is_not_proper() -> None:
    good = np.zeros((2, 2, 2), dtype=int)
    good[0, 0, 0] = 1
    assert not is_proper(Strategic([good] * 3), (1, 1, 1))
    assert is_proper(Strategic([good] * 3), (0, 0, 0))


def test_one_player() -> None:
    assert is_proper(Strategic([[3, 1, 3]]), ((HALF, 0, HALF),))
    with pytest.raises(NotApplicable, match="single player"):
        proper_nash(Strategic([[3, 1, 3]]))


def test_too_many_ties_are_refused_before_anything_is_solved() -> None:
    game = Strategic(np.zeros((2, 8, 8), dtype=int))
    with pytest.raises(TooLarge, match="pairs of rankings"):
        is_proper(game, (0, 0))
    with pytest.raises(TooLarge, match="pairs of rankings"):
        is_proper(Strategic(np.zeros((2, 2, 2), dtype=int)), (0, 0), limit=3)


def test_roll_calls_and_other_things_are_refused() -> None:
    vote = RollCall(rules.by_consensus(["a", "b"]), {"a": 1, "b": 1})
    with pytest.raises(NotApplicable, match="roll call"):
        proper_nash(vote)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="expected a Strategic game"):
        is_proper(3, (0, 0))  # type: ignore[arg-type]


def test_rankings_with_ties_are_fubinis_numbers() -> None:
    assert [orders(n) for n in range(6)] == [1, 1, 3, 13, 75, 541]
    known = [Ranking(((),))]
    for n in range(1, 5):
        known = [more for ranking in known for more in ranking.placed(n, 0)]
        assert len({tuple(map(frozenset, r.blocks())) for r in known}) == len(known) == orders(n)


def test_a_continuum_beyond_the_limit_is_left_and_said_so() -> None:
    """The penny game's continuum needs 3 times 13 pairs of rankings, orders of 2 and of 3 things."""
    found = proper_nash(PENNY, limit=38)
    assert not found.complete
    (left,) = found.evidence["undecided"]
    assert len(left.rows) == 2
    assert set(found.items) < set(proper_nash(PENNY, limit=39).items)


def test_an_interruption_gives_what_was_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(proper, "_within", stop)
    found = proper_nash(PENNY)
    assert "interrupted" in found.evidence
    assert not found.complete
