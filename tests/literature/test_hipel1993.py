"""The Elmira groundwater dispute of 1991.

Hipel, Fang, Kilgour and Haight, "Environmental conflict resolution using the graph model", IEEE
International Conference on Systems, Man and Cybernetics 1993, vol. 1, 17-22; the same model in
Kilgour, Hipel, Fang and Peng, "Coalition analysis in group decision support", Group Decision
and Negotiation 10 (2001), 159-175. Nine feasible states; states 5, 8 and 9 are equilibria in
every sense, 1 and 4 in the metarational ones only, and the Ministry and Uniroyal together jump
from 5 to 8, the agreement that was reached.
"""

from __future__ import annotations

import pytest

from consensus import games, solutions

OPTIONS = {
    "Ministry": ["modify"],
    "Uniroyal": ["delay", "accept", "abandon"],
    "Local": ["insist"],
}
TAKEN = {
    "delay": 1, "modify+delay": 2, "accept": 3, "modify+accept": 4, "delay+insist": 5,
    "modify+delay+insist": 6, "accept+insist": 7, "modify+accept+insist": 8, "abandon": 9,
}  # fmt: skip
STATE = {number: name for name, number in TAKEN.items()}


def ranking(digits: str) -> list[str]:
    return [STATE[int(digit)] for digit in digits]


@pytest.fixture(scope="module")
def elmira() -> games.ConflictGraph:
    exclusive = [{a: True, b: True} for a, b in (("delay", "accept"), ("delay", "abandon"),
                                                 ("accept", "abandon"))]  # fmt: skip
    return games.conflict_from_options(
        OPTIONS,
        {
            "Ministry": ranking("734851269"),
            "Uniroyal": ranking("148593726"),
            "Local": ranking("735186429"),
        },
        infeasible=[*exclusive, {"delay": False, "accept": False, "abandon": False}],
        same={"abandon": {"abandon": True}},
        irreversible={"modify": "taken", "delay": "dropped", "abandon": "taken"},
    )


def numbers(states) -> list[int]:
    return sorted(TAKEN[state] for state in states)


def test_nine_states_are_feasible(elmira):
    assert numbers(elmira.states) == list(range(1, 10))


def test_equilibria(elmira):
    assert numbers(solutions.nash_stable(elmira)) == [5, 8, 9]
    assert numbers(solutions.seq_stable(elmira)) == [5, 8, 9]
    assert numbers(solutions.gmr_stable(elmira)) == [1, 4, 5, 8, 9]
    assert numbers(solutions.smr_stable(elmira)) == [1, 4, 5, 8, 9]


def test_only_a_coalition_moves_on_from_state_5(elmira):
    assert STATE[8] not in solutions.attainable(elmira, start=STATE[1]).items
    upset = solutions.nash_stable(elmira, coalition={"Ministry", "Uniroyal"}).why(STATE[5])
    assert upset is not None
    assert upset.who == {"Ministry", "Uniroyal"}
    assert upset.move == STATE[8]


def test_the_other_equilibria_withstand_that_coalition(elmira):
    together = solutions.nash_stable(elmira, coalition={"Ministry", "Uniroyal"})
    assert {STATE[8], STATE[9]} <= set(together.items)


def test_the_sanction_is_given_as_data(elmira):
    verdict = solutions.gmr_stable(elmira).verdict(STATE[1], "Local")
    assert [answer.move for answer in verdict.improvements] == [STATE[5]]
    steps = verdict.improvements[0].sanction
    assert steps is not None
    end = steps[-1][1]
    assert elmira.level("Local", end) <= elmira.level("Local", STATE[1])
