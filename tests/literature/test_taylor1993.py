"""A. D. Taylor and W. S. Zwicker, "Weighted voting, multicameral representation, and power", Games
and Economic Behavior 5 (1993), 170-181, and Simple Games (1999), chapter 2.

The Security Council is weighted: quota 39, weight 7 for each permanent and 1 for each elected
member. The federal system is not even swap robust; Canada's amendment formula is swap robust but
not trade robust, so neither is weighted.
"""

import pytest

from consensus import institutions, rules


def test_security_council_is_weighted():
    council = institutions.un_security_council()
    found = rules.weights_of(council)
    assert found.quota == 39
    assert {found.weights[p] for p in council.vetoers} == {7}
    assert {found.weights[p] for p in council.players if p not in council.vetoers} == {1}


def test_federal_system_is_not_swap_robust():
    """A small copy with the same structure; a senator and a representative cannot be compared."""
    senate, house = ["s1", "s2", "s3"], ["r1", "r2", "r3", "r4", "r5"]
    signed = rules.by_unanimity(["President"]) & rules.by_majority(senate)
    law = (signed & rules.by_majority(house)) | (
        rules.by_majority(senate, 3) & rules.by_majority(house, 4)
    )
    assert not rules.is_swap_robust(law)
    found = rules.weights_of(law)
    assert not found
    assert found.trade.proves(law)
    assert sum(times for _, times in found.trade.winning) == 2


@pytest.mark.parametrize("census", [1981, 1996])
def test_canada_is_swap_robust_but_not_trade_robust(census):
    rule = institutions.canada_amendment(census)
    assert rules.is_swap_robust(rule)
    assert not rules.is_trade_robust(rule)
    assert rules.weights_of(rule).trade.proves(rule)
