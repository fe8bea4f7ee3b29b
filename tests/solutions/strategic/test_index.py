"""Indices that are known beforehand, and what is refused."""

from __future__ import annotations

from fractions import Fraction as F

import numpy as np
import pytest

from consensus import rules
from consensus.errors import InvalidInput, NotApplicable, TooLarge
from consensus.games import RollCall, Strategic
from consensus.solutions import equilibrium_index, equilibrium_indices, nash
from consensus.solutions.strategic.lexicographic import bases_at
from generators.strategic import CELLS, IRRATIONAL

HALF = F(1, 2)


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_coordination_on_k_options_alternates(n: int) -> None:
    """Both windows are the identity, so the index is (-1)^(k + 1) by Shapley's formula."""
    identity = np.eye(n, dtype=int)
    for item in equilibrium_indices(Strategic([identity, identity])):
        ((x, _),) = item.equilibria
        assert item.index == (-1) ** (sum(p > 0 for p in x) + 1)


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_an_outside_option_takes_what_is_left(n: int) -> None:
    """Agreeing on one of n options is worth 10, staying out 9: n strict equilibria of index 1,
    all mixed ones pay too little, and the component of staying out has 1 - n."""
    mine = [[9] * n, *np.diag([10] * n).tolist()]
    theirs = [[0] * n, *np.diag([1] * n).tolist()]
    found = equilibrium_indices(Strategic([mine, theirs]))
    out = [item.index for item in found if item.equilibria[0][0][0] == 1]
    strict = [item.index for item in found if item.equilibria[0][0][0] == 0]
    assert strict == [1] * n
    assert sum(out) == 1 - n
    assert len(out) == (n > 1)


def test_when_nothing_matters_the_one_component_has_index_one() -> None:
    for sizes in ((1, 1), (1, 4), (3, 3), (4, 2)):
        (item,) = equilibrium_indices(Strategic(np.zeros((2, *sizes), dtype=int)))
        assert item.index == 1
        assert len(item.equilibria) == sizes[0] * sizes[1]


def test_an_isolated_equilibrium_may_have_index_zero() -> None:
    """Both (0, 0) and (1, 1) stand, in (1, 1) both are indifferent: it vanishes by a small move."""
    game = Strategic([[[1, 0], [0, 0]], [[1, 0], [0, 0]]])
    assert [item.index for item in equilibrium_indices(game)] == [1, 0]
    assert equilibrium_index(game, (1, 1)) == 0


def test_one_player() -> None:
    (item,) = equilibrium_indices(Strategic([[3, 1, 3]]))
    assert (item.index, len(item.equilibria)) == (1, 2)
    assert equilibrium_index(Strategic([[3, 1, 3]]), ((HALF, 0, HALF),)) == 1
    assert equilibrium_index(Strategic([[3, 1, 2]]), (0,)) == 1


def test_irrational_probabilities_stand_for_the_equilibrium_next_to_them() -> None:
    (profile,) = nash(IRRATIONAL).items
    assert any(isinstance(p, float) for mix in profile for p in mix)
    assert equilibrium_index(IRRATIONAL, profile) == 1
    short = [[round(p, 13) for p in mix] for mix in profile]
    assert equilibrium_index(IRRATIONAL, short) == 1
    with pytest.raises(InvalidInput, match=r"expected an equilibrium.*gains"):
        equilibrium_index(IRRATIONAL, [[round(p, 6) for p in mix] for mix in profile])


@pytest.mark.parametrize("factor", [10**10, 10**14, 10**30, 10**100])
def test_a_share_as_small_as_it_likes_belongs_to_the_support(factor: int) -> None:
    """Players 1 and 2 balance what player 3's second strategy brings them: multiplied, its share
    falls, and the equilibrium, alone as before, keeps the index 1."""
    cells = {
        key: (a * factor, b * factor, c) if key[2] else (a, b, c)
        for key, (a, b, c) in CELLS.items()
    }
    game = Strategic(
        [
            [[[cells[a, b, c][i] for c in range(2)] for b in range(2)] for a in range(2)]
            for i in range(3)
        ]
    )
    (profile,) = nash(game).items
    assert 0 < profile[2][1] < 2 / factor
    assert equilibrium_index(game, profile) == 1
    assert [item.index for item in equilibrium_indices(game)] == [1]


def test_a_zero_with_rounding_errors_is_no_part_of_the_support() -> None:
    """Player 1's third strategy is always worse; it is written with a share of 1e-17."""
    low = [[[-9, -9], [-9, -9]], [[0, 0], [0, 0]], [[0, 0], [0, 0]]]
    tables = zip(IRRATIONAL.tables, low, strict=True)
    game = Strategic([[*table.tolist(), row] for table, row in tables])
    first, *others = nash(IRRATIONAL).items[0]
    assert equilibrium_index(game, ((*first, 1e-17), *others)) == 1


def _copied(more: int) -> Strategic:
    """After the three players so many pairs who match pennies, and one who gains by the other
    strategy what player 1 gains: whatever makes player 1 indifferent makes the last one so."""
    gain = IRRATIONAL.tables[0][1] - IRRATIONAL.tables[0][0]
    tables = np.zeros((4 + 2 * more, *(2,) * (4 + 2 * more)), dtype=int)
    for profile in np.ndindex(tables.shape[1:]):
        for i in range(3):
            tables[i, *profile] = IRRATIONAL.tables[i][profile[:3]]
        for i in range(3, 3 + 2 * more, 2):
            same = profile[i] == profile[i + 1]
            tables[i, *profile], tables[i + 1, *profile] = same, not same
        tables[-1, *profile] = profile[-1] * gain[profile[1:3]]
    return Strategic(tables)


def test_a_tie_next_to_irrational_shares_is_not_regular() -> None:
    game = _copied(0)
    profiles = nash(game).items
    assert profiles
    for profile in profiles:
        with pytest.raises(NotApplicable, match="not used is as good"):
            equilibrium_index(game, profile)
    found = equilibrium_indices(game)
    assert (found.items, found.complete, found.evidence["rest"]) == ((), False, 1)


def test_what_cannot_be_told_is_not_called_no_equilibrium() -> None:
    """With two more who mix the support is not solved exactly, and balls cannot show a tie."""
    even = (HALF, HALF)
    (three,) = nash(IRRATIONAL).items
    with pytest.raises(NotApplicable, match="cannot be told"):
        equilibrium_index(_copied(1), (*three, even, even, (1, 0)))


def test_floats_of_two_players_too() -> None:
    game = Strategic([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])
    assert equilibrium_index(game, ((2 / 3, 1 / 3), (1 / 3, 2 / 3))) == -1
    with pytest.raises(InvalidInput, match="expected an equilibrium"):
        equilibrium_index(game, ((0.666, 0.334), (1 / 3, 2 / 3)))


def test_what_is_no_equilibrium_is_refused_with_who_gains() -> None:
    game = Strategic([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])
    with pytest.raises(InvalidInput, match="this is none: 1 upsets it by 1 and gains 1"):
        equilibrium_index(game, (0, 1))
    with pytest.raises(InvalidInput, match="expected 2 entries"):
        equilibrium_index(game, (0, 1, 0))
    with pytest.raises(InvalidInput, match="sum to 1"):
        equilibrium_index(game, ((HALF, HALF), (HALF, 0)))
    with pytest.raises(InvalidInput, match="limit"):
        equilibrium_index(game, (0, 0), limit=0)


def test_three_players_who_are_not_regular_are_refused() -> None:
    with pytest.raises(NotApplicable, match="regular"):
        equilibrium_index(Strategic(np.zeros((3, 2, 2, 2), dtype=int)), (0, 0, 0))


def test_three_players_with_a_segment_are_told_what_it_counts() -> None:
    """Player 2's first and player 3's first dominate, against which player 1 is indifferent."""
    game = Strategic(
        [
            [[[0, 1], [1, 0]], [[0, 0], [0, 1]]],
            [[[2, 2], [0, 0]], [[1, 1], [0, 0]]],
            [[[2, 0], [2, 0]], [[1, 0], [1, 0]]],
        ]
    )
    found = equilibrium_indices(game)
    assert (found.items, found.complete, found.evidence["rest"]) == ((), False, 1)


def test_roll_calls_and_other_things_are_refused() -> None:
    vote = RollCall(rules.by_consensus(["a", "b"]), {"a": 1, "b": 1})
    with pytest.raises(NotApplicable, match="roll call"):
        equilibrium_indices(vote)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="expected a Strategic game"):
        equilibrium_index(3, (0, 0))  # type: ignore[arg-type]


def test_too_much_is_refused() -> None:
    game = Strategic(np.random.default_rng(1).integers(0, 1000, size=(2, 9, 9)))
    with pytest.raises(TooLarge, match="one_nash"):
        equilibrium_indices(game, limit=50)
    # Six facets meet in (1, 1, 1) / 6; moved, such a cone has four corners.
    whole = np.array([[1, 2, 3], [2, 3, 1], [3, 1, 2], [1, 3, 2], [3, 2, 1], [2, 1, 3]])
    tight = np.array([False] * 3 + [True] * 6)
    every = bases_at(whole, tight, limit=100)
    assert len(every) == 4
    assert all(len(basis) == 3 for basis in every)
    with pytest.raises(TooLarge, match="bases of a tied vertex"):
        bases_at(whole, tight, limit=len(every) - 1)


def test_every_answer_says_who_upsets_a_candidate() -> None:
    game = Strategic([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])
    found = equilibrium_indices(game)
    assert found.why((0, 0)) is None
    assert found.why((0, 1)).who == "1"  # type: ignore[union-attr]
    assert str(found.items[0]) == "index +1: 1 0 | 1 0"
