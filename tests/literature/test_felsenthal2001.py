"""D. S. Felsenthal and M. Machover, "The Treaty of Nice and qualified majority voting", Social
Choice and Welfare 18 (2001), 431-464: the Council of 27.

Under the votes alone 2,718,774 of the 2²⁷ coalitions win; the two further conditions reject next to
none of them, so that power is governed by the votes.
"""

from consensus import institutions, rules, solutions


def test_votes_alone_decide():
    council = institutions.eu_council("nice")
    votes = rules.Rule(council.players, council.quotas[0])
    assert rules.count_passing(votes) == 2_718_774
    assert rules.implies(council, votes)
    assert 0 < rules.count_passing(votes) - rules.count_passing(council) < 30
    alone, joined = solutions.banzhaf(votes), solutions.banzhaf(council)
    assert max(abs(alone[p] - joined[p]) for p in council.players) < 1e-5
