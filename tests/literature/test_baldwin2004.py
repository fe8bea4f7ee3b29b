"""R. Baldwin and M. Widgrén, "Winners and losers under various dual-majority voting rules for the
EU's Council of Ministers", CEPR Discussion Paper 4450 (2004), and R. Baldwin, E. Berglöf,
F. Giavazzi and M. Widgrén, Nice Try (2001): passage probabilities, Coleman's power to
act, in per cent: 21.9 for six members, 13.7 for ten, 9.8 for twelve, 7.8 for fifteen, 2.0 for 27
under Nice and 12.9 under the double majority of 55 and 65 per cent.
"""

import pytest

from consensus import institutions, solutions
from consensus.institutions.european_union import NICE

PEOPLE = {state: count for state, (_, count) in NICE.items()}


@pytest.mark.parametrize(
    ("council", "per_cent"),
    [
        (institutions.eu_council("rome", year=1958), 21.9),
        (institutions.eu_council("rome", year=1981), 13.7),
        (institutions.eu_council("rome", year=1986), 9.8),
        (institutions.eu_council("rome", year=1995), 7.8),
        (institutions.eu_council("nice"), 2.0),
        (institutions.eu_council("lisbon", population=PEOPLE), 12.9),
    ],
)
def test_passage_probability(council, per_cent):
    assert round(100 * float(solutions.coleman_act(council)), 1) == per_cent
