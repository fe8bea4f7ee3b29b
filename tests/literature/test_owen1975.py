"""G. Owen, "Evaluation of a presidential election game", American Political Science Review 69
(1975), 947-953, table 1: Shapley values in the Electoral College after the census of 1970.

Exact values for States of 45, 41 and 27 electoral votes, to five decimals.
"""

from consensus import institutions, solutions


def test_electoral_college():
    value = solutions.shapley_shubik(institutions.us_electoral_college(1970))
    assert round(float(value["CA"]), 5) == 0.08831
    assert round(float(value["NY"]), 5) == 0.07973
    assert round(float(value["PA"]), 5) == 0.05096
