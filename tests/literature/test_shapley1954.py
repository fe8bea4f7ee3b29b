"""L. S. Shapley and M. Shubik, "A method for evaluating the distribution of power in a committee
system", American Political Science Review 48 (1954), 787-792.

Pages 788-791: in the Security Council of eleven the five permanent members have 98.7 per cent of
the power together, each of them better than 90 to 1 over an elected member; in Congress with the
President's veto the power of the President, one senator and one representative is as 350:9:2, and
that of the three bodies as 2:5:5. The printed figures are rounded.
"""

from fractions import Fraction

from consensus import institutions, rules, solutions


def test_security_council_of_eleven():
    council = institutions.un_security_council(1954)
    value = solutions.shapley_shubik(council)
    big_five = sum(value[member] for member in council.vetoers)
    assert round(float(big_five), 3) == 0.987
    assert value["China"] == Fraction(76, 385)
    assert value["elected 1"] == Fraction(1, 462)
    assert value["China"] / value["elected 1"] > 90


def test_congress_of_1954():
    """With 96 senators; the printed ratios hold within their rounding."""
    senate = [f"senator {i}" for i in range(96)]
    house = [f"representative {i}" for i in range(435)]
    signed = rules.by_unanimity(["President"]) & rules.by_majority(senate)
    overridden = rules.by_majority(senate, 64) & rules.by_majority(house, 290)
    law = (signed & rules.by_majority(house)) | overridden
    value = solutions.shapley_shubik(law, tolerance=1e-8)
    one_unit = value[house[0]] / 2
    assert 330 < value["President"] / one_unit < 370
    assert 8.5 < value[senate[0]] / one_unit < 10
    bodies = [value["President"], 96 * value[senate[0]], 435 * value[house[0]]]
    assert [round(12 * part) for part in bodies] == [2, 5, 5]
