"""Mixed ballots are judged at every scale alike, and as pure ones where they are pure."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from consensus import games, rules, solutions
from consensus.errors import InvalidInput


@pytest.mark.parametrize("scale", [1, Fraction(1, 10**14), 10**14])
def test_no_scale_hides_a_gain(scale):
    players = ["a", "b"]
    pay = {p: {"abstain": 0, "object": -scale} for p in players}
    vote = games.RollCall(rules.by_consensus(players), dict.fromkeys(players, scale), pay)
    assert not solutions.is_nash(vote, dict.fromkeys(players, "object"))
    assert not solutions.is_nash(vote, {p: {"object": 1} for p in players})
    assert solutions.is_nash(vote, {p: {"abstain": 1} for p in players})


def test_masked_arrays_and_negative_tolerances_are_refused():
    with pytest.raises(InvalidInput, match="got a masked array"):
        games.Strategic(np.ma.masked_array(np.ones((2, 2, 2)), mask=True))
    with pytest.raises(InvalidInput, match="tolerance: expected at least 0, got -1"):
        solutions.is_nash(games.Strategic(np.ones((2, 2, 2))), (0, 0), tolerance=-1)
