"""M. Widgrén, "Voting power in the EC decision making and the consequences of two different
enlargements", European Economic Review 38 (1994), 1153-1170: the Council of twelve.

Shapley-Shubik and Banzhaf indices of the Council of 1986, to three decimals.
"""

import pytest

from consensus import institutions, solutions

SHAPLEY = {"Germany": 0.134, "Spain": 0.111, "Belgium": 0.064, "Denmark": 0.043,
           "Luxembourg": 0.012}  # fmt: skip
BANZHAF = {"Germany": 0.129, "Spain": 0.109, "Belgium": 0.067, "Denmark": 0.046,
           "Luxembourg": 0.018}  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "table"), [(solutions.shapley_shubik, SHAPLEY), (solutions.banzhaf, BANZHAF)]
)
def test_council_of_twelve(measure, table):
    value = measure(institutions.eu_council("rome", year=1986))
    assert {state: round(float(value[state]), 3) for state in table} == table
