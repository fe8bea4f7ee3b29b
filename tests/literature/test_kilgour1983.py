"""D. M. Kilgour, "A formal analysis of the amending formula of Canada's Constitution Act, 1982",
Canadian Journal of Political Science 16 (1983), 771-777.

With the census of 1981 power never falls as population rises, and there are two groups of provinces
of exactly equal power: Alberta, Manitoba, Saskatchewan and Nova Scotia, and the three smallest.
Shapley-Shubik indices in per cent: 14.44, 12.86, 10.28, 9.09 and 8.69.
"""

from consensus import institutions, rules, solutions

GROUPS = (
    ("Ontario",),
    ("Quebec",),
    ("British Columbia",),
    ("Alberta", "Manitoba", "Saskatchewan", "Nova Scotia"),
    ("New Brunswick", "Newfoundland", "Prince Edward Island"),
)


def test_groups_of_equal_power():
    rule = institutions.canada_amendment(1981)
    value = solutions.shapley_shubik(rule)
    per_cent = [{round(100 * float(value[p]), 2) for p in group} for group in GROUPS]
    assert per_cent == [{14.44}, {12.86}, {10.28}, {9.09}, {8.69}]
    classes = [frozenset(alike) for alike in rules.desirability(rule).classes]
    assert classes == [frozenset(group) for group in GROUPS]
