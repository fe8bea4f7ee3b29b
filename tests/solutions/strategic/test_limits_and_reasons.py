"""What large tied tables, floating-point paths and simulations answer when asked."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from consensus.errors import InvalidInput, TooLarge
from consensus.games import Strategic, gambit
from consensus.solutions import (
    fictitious_play,
    is_nash,
    logit,
    nash,
    replicator_dynamics,
    undominated,
    undominated_nash,
)
from consensus.solutions.strategic.admissible import _maximal

DILEMMA = Strategic([[[3, 0], [4, 1]], [[3, 4], [0, 1]]])


def test_a_large_table_of_zeros_is_one_set() -> None:
    found = undominated_nash(Strategic(np.zeros((2, 22, 22), dtype=int)))
    ((subset,),) = found.components
    assert (len(subset.rows), len(subset.columns)) == (22, 22)
    assert found.complete


def test_too_many_sets_are_refused_before_they_are_tried() -> None:
    tried = []

    def accepts(*corners: int) -> bool:
        tried.append(corners)
        return len(corners) < 3

    with pytest.raises(TooLarge, match="undominated"):
        _maximal(tuple(range(40)), accepts, None)
    assert len(tried) == 41
    assert len(_maximal(tuple(range(5)), accepts, None)) == 10
    with pytest.raises(TooLarge):
        _maximal(tuple(range(5)), accepts, 31)


def test_an_interruption_keeps_the_items(monkeypatch: Any) -> None:
    from consensus.solutions.strategic import admissible

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(admissible, "_maximal", stop)
    found = undominated_nash(DILEMMA)
    assert len(found) == 1
    assert not found.complete
    assert "interrupted" in found.evidence


def test_the_limit_of_undominated_is_kept_for_tables() -> None:
    with pytest.raises(TooLarge, match="cells"):
        undominated(DILEMMA, limit=15)
    assert undominated(DILEMMA, limit=16).items == undominated(DILEMMA).items
    with pytest.raises(InvalidInput, match="limit"):
        undominated(DILEMMA, limit=0)


def test_the_reason_against_a_logit_profile() -> None:
    found = logit(DILEMMA, rationality=1)
    lam, profile = found.items[0]
    assert found.why((lam, profile)) is None
    upset = found.why((lam, ((0.5, 0.5), profile[1])))
    assert upset is not None
    assert upset.who == "1"
    gain = np.e / (1 + np.e)  # Defection is better by 1, whatever the other does.
    assert upset.move[1] == pytest.approx(gain)
    assert found.why((0, ((0.5, 0.5), (0.5, 0.5)))) is None
    with pytest.raises(InvalidInput, match="rationality"):
        found.why(3)


def test_learning_certifies_an_equilibrium_only_if_there_is_one() -> None:
    settled = replicator_dynamics(DILEMMA)
    assert settled.why(settled.items[0]) is None
    early = replicator_dynamics(DILEMMA, until=0.1)
    upset = early.why(early.items[0])
    assert upset is not None
    assert upset.move == 1
    played = fictitious_play(DILEMMA, random=np.random.default_rng(1), rounds=50)
    assert played.why((1, 1)) is None
    assert played.why((0, 0)) is not None


@pytest.mark.parametrize("text", ["", " ", "N", "NF", "E", "EF", "NFG", "NFG 1"])
def test_a_text_cut_short_is_refused_with_line_and_column(text: str) -> None:
    with pytest.raises(InvalidInput, match=r"line 1, column \d"):
        gambit.read(text)


def test_rationality_is_refused_by_name_and_payoffs_beyond_floats_too() -> None:
    game = Strategic([[[9, 0], [0, 1]], [[0, 1], [1, 0]]])
    with pytest.raises(InvalidInput, match="rationality: expected a number of at least 0, got -1"):
        logit(game, rationality=-1)
    with pytest.raises(InvalidInput, match=r"rationality\[1\]: .* got -2"):
        logit(game, rationality=[1, -2])
    with pytest.raises(InvalidInput, match="rationality: expected at least one number"):
        logit(game, rationality=[])
    huge = Strategic([[[9 * 10**400, 0], [8 * 10**400, 7]], [[9, 8], [0, 7]]])
    with pytest.raises(InvalidInput, match="payoffs are beyond floating point"):
        logit(huge, rationality=1)


@pytest.mark.parametrize("n", [1, 2, 3])
def test_progress_has_to_be_a_function(n: int) -> None:
    game = Strategic(np.zeros((n,) + (2,) * n, dtype=int))
    with pytest.raises(InvalidInput, match="progress: expected a function or None, got 3"):
        nash(game, progress=3)  # type: ignore[arg-type]


def test_the_share_that_is_wrong_is_named_and_long_numbers_are_cut() -> None:
    game = Strategic(np.zeros((2, 2, 2), dtype=int))
    with pytest.raises(
        InvalidInput, match=r"profile\['2'\]\[0\]: probabilities are at least 0, got -1"
    ):
        is_nash(game, ((1, 0), (-1, 2)))
    with pytest.raises(InvalidInput, match=r"sum to 1, got the sum about 1\.00e\+308$"):
        is_nash(game, ((1, 0), (1e308, 0)))
