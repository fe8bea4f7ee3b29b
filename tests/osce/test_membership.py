"""The States and the Permanent Council against known facts."""

from __future__ import annotations

import pytest

from consensus import osce
from consensus.errors import InvalidInput


def test_numbers_of_states():
    # 56 in 2009-2010 and 57 since Mongolia was admitted on 21 November 2012 (OSCE).
    assert len(osce.states(2009)) == len(osce.states(2010)) == 56
    assert len(osce.states(2012)) == 57
    assert set(osce.states(2012)) - set(osce.states(2010)) == {"MNG"}


def test_memberships_on_1_january_2010():
    members = osce.states(2010).values()
    sizes = {b: sum(b in s.blocs for s in members) for b in ("EU", "NATO", "GUAM", "Central Asia")}
    assert sizes == {"EU": 27, "NATO": 28, "GUAM": 4, "Central Asia": 5}


def test_every_state_of_the_permanent_council_is_a_vetoer():
    council = osce.permanent_council(2010)
    assert council.vetoers == council.players == tuple(osce.states(2010))
    everyone = dict.fromkeys(council.players, "abstain")
    assert council.passes(everyone)
    assert not council.passes({**everyone, "MLT": "object"})


@pytest.mark.parametrize("year", [1992, 2027, "2010", 2010.0, True])
def test_years_without_data_are_refused(year):
    with pytest.raises(InvalidInput, match="year: expected a year from 1993 to 2026"):
        osce.states(year)
