"""Agreement with the package powerindex on weighted rules."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings

from consensus import solutions
from generators.rules import weighted

powerindex = pytest.importorskip("powerindex", reason="the extra `peers` is not installed")


@settings(max_examples=40, deadline=None)
@given(weighted(most=8, heaviest=20))
def test_both_indices(rule):
    (quota,) = rule.quotas
    weights = [quota.adds(player, "assent") for player in rule.players]
    # The peer is wrong about players without weight: for weights 1, 8, 0 and quota 9 it gives the
    # second player three times the power of the first, though neither wins without the other. It
    # does not count players who reach the quota alone either.
    assume(min(weights) > 0 and max(weights) < quota.reach)
    peer = powerindex.Game(quota.reach, weights=weights)
    peer.calc_banzhaf()
    peer.calc_shapley_shubik()
    for measure, theirs in (
        (solutions.banzhaf, peer.banzhaf),
        (solutions.shapley_shubik, peer.shapley_shubik),
    ):
        ours = [float(x) for x in measure(rule).values()]
        assert ours == pytest.approx(theirs, abs=1e-12)
