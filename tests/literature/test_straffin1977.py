"""P. D. Straffin, "Homogeneity, independence, and power indices", Public Choice 30 (1977), 107-118:
the Canadian amendment scheme of 1971 (Victoria Charter), both indices in per cent.
"""

import pytest

from consensus import institutions, solutions

PROVINCES = ("Ontario", "Quebec", "British Columbia", "Alberta", "Saskatchewan", "Manitoba",
             "Nova Scotia", "New Brunswick", "Newfoundland", "Prince Edward Island")  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "per_cent"),
    [
        (solutions.shapley_shubik, (31.55, 31.55, 12.50, 4.17, 4.17, 4.17, 2.98, 2.98, 2.98, 2.98)),
        (solutions.banzhaf, (21.78, 21.78, 16.34, 5.45, 5.45, 5.45, 5.94, 5.94, 5.94, 5.94)),
    ],
)
def test_victoria_charter(measure, per_cent):
    value = measure(institutions.canada_victoria_charter())
    assert tuple(round(100 * float(value[p]), 2) for p in PROVINCES) == per_cent
    # The two indices rank the Western and the Atlantic provinces differently.
