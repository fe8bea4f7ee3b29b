"""A. Heard and T. Swartz, "The regional veto formula and its effects on Canada's constitutional
amendment process", Canadian Journal of Political Science 30 (1997), table at p. 339.

The columns "7 & 50 formula": Coleman's power to prevent and to initiate, to three decimals, of each
province and of Parliament. They hold with the census of 1996.
"""

from consensus import institutions, solutions

PREVENT = {"Ontario": 0.656, "Quebec": 0.529, "British Columbia": 0.529, "Alberta": 0.465,
           "Manitoba": 0.452, "Saskatchewan": 0.452, "Nova Scotia": 0.439, "New Brunswick": 0.439,
           "Newfoundland": 0.439, "Prince Edward Island": 0.439, "Parliament": 1.0}  # fmt: skip
INITIATE = {"Ontario": 0.054, "Quebec": 0.044, "British Columbia": 0.044, "Alberta": 0.039,
            "Manitoba": 0.038, "Saskatchewan": 0.038, "Nova Scotia": 0.036, "New Brunswick": 0.036,
            "Newfoundland": 0.036, "Prince Edward Island": 0.036, "Parliament": 0.083}  # fmt: skip


def test_seven_and_fifty():
    rule = institutions.canada_amendment(1996, parliament=True)
    prevent, initiate = solutions.coleman_prevent(rule), solutions.coleman_initiate(rule)
    assert {p: round(float(x), 3) for p, x in prevent.items()} == PREVENT
    # Half a unit in the last place, since the table cuts some figures and rounds others.
    for player, printed in INITIATE.items():
        assert abs(float(initiate[player]) - printed) < 0.00101
