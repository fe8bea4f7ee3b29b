"""M. J. Holler and E. W. Packel, "Power, luck and the right index", Zeitschrift für
Nationalökonomie 43 (1983), 21-29: quota 51 and votes 35, 20, 15, 15, 15.

The public good index is (16, 8, 12, 12, 12)/60 and the Deegan-Packel index (18, 9, 11, 11, 11)/60:
the voter with 20 votes gets less than one with 15.
"""

from fractions import Fraction

from consensus import rules, solutions

VOTES = {"a": 35, "b": 20, "c": 15, "d": 15, "e": 15}


def test_both_indices_violate_monotonicity():
    rule = rules.by_weight(VOTES, 51)
    holler, packel = solutions.holler(rule), solutions.deegan_packel(rule)
    assert [holler[p] * 60 for p in "abcde"] == [16, 8, 12, 12, 12]
    assert [packel[p] * 60 for p in "abcde"] == [18, 9, 11, 11, 11]
    assert holler["b"] < holler["c"]
    assert packel["b"] < packel["c"]
    for measure in (solutions.shapley_shubik, solutions.banzhaf, solutions.johnston):
        assert measure(rule)["b"] >= measure(rule)["c"]


def test_sums():
    rule = rules.by_weight(VOTES, 51)
    assert sum(solutions.holler(rule).values()) == Fraction(1)
