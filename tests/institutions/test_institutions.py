"""The ready-made rules say what their sources say."""

from __future__ import annotations

import pytest

from consensus import institutions, rules
from consensus.errors import InvalidInput
from consensus.institutions.european_union import LISBON, NICE, ROME
from consensus.institutions.monetary_fund import SCHEDULE_A
from consensus.institutions.united_states import ELECTORS


def test_totals_of_the_sources():
    """Schedule A adds up to 8,800 million dollars, the electors to 538, the votes to 345 etc."""
    assert sum(SCHEDULE_A.values()) == 88_000
    assert all(sum(votes.values()) == 538 for votes in ELECTORS.values())
    assert sum(votes for votes, _ in NICE.values()) == 345
    assert [sum(votes.values()) for _, votes in ROME.values()] == [17, 58, 63, 76, 87]
    assert abs(sum(LISBON.values()) - 10_000) <= len(LISBON) // 2


def test_security_council():
    council = institutions.un_security_council()
    votes = dict.fromkeys(council.players, "abstain")
    votes.update({f"elected {i}": "assent" for i in range(1, 10)})
    assert council.passes(votes), "nine elected members can pass what the five let through"
    assert not council.passes({**votes, "France": "object"})
    assert not council.passes({**votes, "elected 1": "object"})
    procedural = institutions.un_security_council(procedural=True)
    assert procedural.passes({**votes, "France": "object"})
    named = institutions.un_security_council(1950, elected=list("abcdef"))
    assert named.players[5:] == tuple("abcdef")
    assert len(institutions.un_security_council(1965).players) == 11


def test_osce():
    states = [f"s{i}" for i in range(57)]
    consensus = institutions.osce_consensus(states)
    assert consensus.passes(dict.fromkeys(states, "abstain"))
    assert len(consensus.vetoers) == 57
    one = institutions.osce_consensus_minus(states, ["s0"])
    assert len(one.vetoers) == 56
    assert rules.is_dummy(one, "s0")
    two = institutions.osce_consensus_minus(states, ["s0", "s1"])
    assert not two.blocks({"s0", "s1"})
    all_but = institutions.osce_standing_committee(states)
    assert not all_but.vetoers
    assert all_but.blocks({"s0", "s1"}), "consensus minus one does not know two objectors"


def test_mechanisms_are_rights_of_a_minority():
    states = [f"s{i}" for i in range(57)]
    mission = institutions.osce_moscow_mechanism(states, "s0", requesting="s1")
    assert mission.wins(states[1:7])
    assert not mission.wins(states[2:9]), "the request itself is needed"
    assert not mission.wins(states[1:6])
    ballots = dict.fromkeys(states, "object")
    ballots.update(dict.fromkeys(states[1:7], "assent"))
    assert mission.passes(ballots), "everyone else may object"
    assert not rules.is_proper(institutions.osce_moscow_mechanism(states, "s0"))
    assert next(rules.minimal_winning(mission)) >= {"s1"}
    grave = institutions.osce_moscow_mechanism(states, "s0", supporters=9)
    assert grave.wins(states[1:11])
    assert not grave.wins(states[1:10])
    emergency = institutions.osce_berlin_mechanism(states, "s0", requesting="s1")
    assert emergency.wins(states[1:14])
    assert not emergency.wins(states[1:13])


def test_eu():
    lisbon = institutions.eu_council("lisbon")
    big = ["Germany", "France", "Italy"]
    assert not lisbon.blocks(big), "a blocking minority has at least four members"
    assert lisbon.blocks([*big, "Spain"])
    without = institutions.eu_council("lisbon", on_proposal=False)
    assert rules.implies(without, lisbon)
    assert not rules.implies(lisbon, without)
    nice = institutions.eu_council("nice")
    assert rules.implies(institutions.eu_council("nice", on_proposal=False), nice)
    assert len(rules.dummies(institutions.eu_council("rome", year=1972))) == 1


def test_eu_unanimity_with_constructive_abstention():
    council = institutions.eu_council("unanimity")
    everyone = dict.fromkeys(council.players, "assent")
    assert council.passes({**everyone, "Germany": "abstain", "France": "abstain"})
    assert not council.passes({**everyone, "Malta": "object"})
    third = list(council.players)[:10]
    assert not council.passes({**everyone, **dict.fromkeys(third, "abstain")})
    small = list(council.players)[-10:]
    assert council.passes({**everyone, **dict.fromkeys(small, "abstain")})


def test_imf():
    board = institutions.imf_board()
    assert len(board.players) == 44
    assert board.quotas[0].adds("United States", "assent") == 27_750
    assert institutions.imf_board(share="0.85").vetoers == ("United States",)
    own = institutions.imf_board({"a": "1.5", "b": "1.5"})
    assert own.vetoers == ("a", "b"), "half of the votes is not more than half"
    assert institutions.imf_board({"a": 3, "b": 1}, share="3/4").vetoers == ("a",)


def test_united_states():
    law = institutions.us_federal_law(vice_president=True)
    senate = [f"senator {i}" for i in range(1, 101)]
    house = [f"representative {i}" for i in range(1, 436)]
    half = senate[:50]
    assert not law.wins([*half, *house[:218], "President"])
    assert law.wins([*half, *house[:218], "President", "Vice President"])
    assert law.wins([*senate[:67], *house[:290]])
    assert not law.wins([*senate[:66], *house[:290], "Vice President"])
    college = institutions.us_electoral_college(1970)
    assert len(college.players) == 51
    assert not rules.is_strong(college), "269 to 269 elects nobody"


def test_nato():
    assert "Greece" not in institutions.nato_council(1951).players
    assert institutions.nato_council(1952).blocks({"Greece"})


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: institutions.un_security_council(1945), "year: .* 1946, got 1945"),
        (lambda: institutions.un_security_council(elected=["a"]), "elected: expected 10"),
        (lambda: institutions.osce_consensus_minus(["a", "b"], []), "concerned: expected one"),
        (lambda: institutions.osce_consensus_minus(["a"], ["z"]), "concerned: 'z' is not"),
        (lambda: institutions.osce_moscow_mechanism(["a"], "a", supporters=6), "5 or 9, got 6"),
        (lambda: institutions.osce_moscow_mechanism(["a", "b"], "a"), "states: 6 States"),
        (lambda: institutions.eu_council("paris"), "treaty: expected one of rome"),
        (lambda: institutions.eu_council("rome", year=1957), "since 1958, got 1957"),
        (lambda: institutions.eu_council("nice", year=2004), "only the treaty of Rome"),
        (lambda: institutions.eu_council("nice", population={}), "population: the votes under"),
        (lambda: institutions.eu_council("lisbon", population={"a": "x"}), r"population\['a'\]"),
        (lambda: institutions.nato_council(1948), "year: .* 1949, got 1948"),
        (lambda: institutions.imf_board(share="0.4"), "share: expected 1/2 to 1"),
        (lambda: institutions.imf_board([1, 2]), "votes: expected a mapping"),
        (lambda: institutions.us_electoral_college(1969), "census: expected one of"),
        (lambda: institutions.nassau_county(1950), "year: expected 1958 to 1993"),
        (lambda: institutions.canada_amendment(2001), "census: expected one of"),
    ],
)
def test_bad_input(build, message):
    with pytest.raises(InvalidInput, match=message):
        build()
