"""Bodies and mechanisms of the Organization for Security and Co-operation in Europe."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import InvalidInput
from ..exact.read import natural
from ..rules import Rule, by_all_but, by_consensus, by_majority, by_unanimity
from ..rules.rule import read_members, read_players

__all__ = [
    "osce_berlin_mechanism",
    "osce_consensus",
    "osce_consensus_minus",
    "osce_moscow_mechanism",
    "osce_standing_committee",
]


def osce_consensus(states: Iterable[str]) -> Rule:
    """The rule of the Permanent, Ministerial and Forum bodies: nobody objects.

    Consensus is the absence of any objection that a State submits as an obstacle to the decision;
    silence and abstention do not block.

    References
    ----------
    OSCE, Rules of Procedure, MC.DOC/1/06, 1 November 2006, section II(A); CSCE, Final
    Recommendations of the Helsinki Consultations, 8 June 1973, para. 69(4).

    Examples
    --------
    >>> osce_consensus(["AUT", "KAZ", "RUS"]).blocks({"RUS"})
    True
    """
    return by_consensus(states)


def osce_consensus_minus(states: Iterable[str], concerned: Iterable[str]) -> Rule:
    """Consensus without the State concerned (one), or without two States in dispute.

    Minus one: political steps in cases of clear, gross and uncorrected violations of commitments.
    Minus two: two States may be directed to seek conciliation. All others keep their veto.

    Parameters
    ----------
    states : iterable of str
    concerned : iterable of str
        One or two of them.

    References
    ----------
    CSCE, Prague Document on Further Development of CSCE Institutions and Structures, 30-31
    January 1992, para. 16; CSCE, Stockholm Meeting of the Council, 14-15 December 1992, Decision
    on Peaceful Settlement of Disputes, Annex 4, Provisions for Directed Conciliation.

    Examples
    --------
    >>> osce_consensus_minus(["AUT", "KAZ", "YUG"], ["YUG"]).vetoers
    ('AUT', 'KAZ')
    """
    everyone = read_players(states, "states")
    outside = read_members(concerned, everyone, "concerned")
    if len(outside) not in (1, 2):
        raise InvalidInput(f"concerned: expected one State or two, got {len(outside)}")
    return by_consensus(everyone, excluding=outside)


def osce_moscow_mechanism(
    states: Iterable[str], concerned: str, *, requesting: str | None = None, supporters: int = 5
) -> Rule:
    """Who can send a mission of rapporteurs to a State: one State and five (or nine) others.

    It is a right of a qualified minority: no consensus is needed and the State concerned has no
    say. Five supporters are needed once that State has declined to invite experts, nine where a
    particularly serious threat to the human dimension is alleged.

    Parameters
    ----------
    states : iterable of str
    concerned : str
        The State to which the mission would go.
    requesting : str, optional
        The State that asks; without it, any six (ten) States together can.
    supporters : {5, 9}
        How many others have to support the request.

    References
    ----------
    Document of the Moscow Meeting of the Conference on the Human Dimension of the CSCE, 3 October
    1991, paras. 9-12, as amended in Rome, 1 December 1993.

    Examples
    --------
    >>> states = [f"State {i}" for i in range(57)]
    >>> mission = osce_moscow_mechanism(states, "State 0")
    >>> mission.wins(states[1:7]), mission.wins(states[0:6]), mission.vetoers
    (True, False, ())
    """
    if natural(supporters, "supporters") not in (5, 9):
        raise InvalidInput(f"supporters: the mechanism knows 5 or 9, got {supporters}")
    return _minority(states, concerned, requesting, supporters)


def osce_berlin_mechanism(
    states: Iterable[str], concerned: str, *, requesting: str | None = None
) -> Rule:
    """Who can call an emergency meeting: one State and twelve others, whatever the rest say.

    References
    ----------
    CSCE, First Meeting of the Council, Berlin, 19-20 June 1991, Annex 2, Mechanism for
    Consultation and Co-operation with regard to Emergency Situations, para. 2.

    Examples
    --------
    >>> states = [f"State {i}" for i in range(57)]
    >>> osce_berlin_mechanism(states, "State 0").wins(states[1:14])
    True
    """
    return _minority(states, concerned, requesting, 12)


def osce_standing_committee(delegations: Iterable[str]) -> Rule:
    """The Parliamentary Assembly's Standing Committee: one objection is ignored, whoever's.

    References
    ----------
    OSCE Parliamentary Assembly, Rules of Procedure, rule on the Standing Committee
    ("consensus minus one").

    Examples
    --------
    >>> osce_standing_committee(["a", "b", "c"]).vetoers
    ()
    """
    return by_all_but(delegations, 1)


def _minority(
    states: Iterable[str], concerned: str, requesting: str | None, supporters: int
) -> Rule:
    everyone = read_players(states, "states")
    (outside,) = read_members([concerned], everyone, "concerned")
    others = [state for state in everyone if state != outside]
    if len(others) < supporters + 1:
        raise InvalidInput(
            f"states: {supporters + 1} States beside the one concerned are needed, "
            f"got {len(others)}"
        )
    rule = by_majority(others, supporters + 1)
    if requesting is not None:
        (first,) = read_members([requesting], tuple(others), "requesting")
        rule = rule & by_unanimity([first])
    return Rule(everyone, rule.structure)
