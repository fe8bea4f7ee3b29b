"""One meeting: the rule that is left once the absent are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..errors import InvalidInput, NotApplicable
from ..exact.read import natural
from .asked import about_rule
from .rule import BALLOTS, Ballot, Join, Part, Quota, Rule, join, read_members

__all__ = ["meeting", "narrowed"]


@about_rule
def meeting(
    rule: Rule,
    present: Iterable[str],
    *,
    quorum: int | None = None,
    absent: Ballot = "abstain",
) -> Rule:
    """The rule of one meeting, in which only those present cast a ballot.

    Parameters
    ----------
    rule : Rule
    present : iterable of str
        Who is there, objectors included: a quorum counts them too, which is why it is not part
        of a rule.
    quorum : int, optional
        How many have to be present.
    absent : {"abstain", "assent", "object"}
        As which ballot an absence counts.

    Returns
    -------
    Rule
        Over those present, in the order of the rule's players.

    Raises
    ------
    NotApplicable
        If there is no such rule: the quorum is not met, or the outcome no longer depends on
        those present.

    Examples
    --------
    >>> from consensus.rules import by_consensus, by_unanimity
    >>> council = by_consensus(["a", "b", "c"])
    >>> meeting(council, ["a", "b"]).vetoers
    ('a', 'b')
    >>> meeting(by_unanimity(["a", "b", "c"]), ["a", "b"])
    Traceback (most recent call last):
    ...
    consensus.errors.NotApplicable: no meeting: without 'c' nothing can be decided
    """
    there = set(read_members(present, rule.players, "present"))
    if absent not in BALLOTS:
        raise InvalidInput(f"absent: expected 'abstain', 'assent' or 'object', got {absent!r}")
    if quorum is not None and len(there) < natural(quorum, "quorum"):
        raise NotApplicable(f"no meeting: {len(there)} are present, the quorum is {quorum}")
    if not there:
        raise NotApplicable("no meeting: nobody is present")
    missing = [player for player in rule.players if player not in there]
    remaining = narrowed(rule.structure, dict.fromkeys(missing, absent))
    if isinstance(remaining, bool):
        names = ", ".join(map(repr, missing[:6])) + (", …" if len(missing) > 6 else "")
        what = "everything passes" if remaining else "nothing can be decided"
        raise NotApplicable(f"no meeting: without {names} {what}")
    return Rule(tuple(p for p in rule.players if p in there), remaining)


def narrowed(part: Part, fixed: Mapping[str, Ballot]) -> Part | bool:
    """What is left of a part of a rule once some ballots are fixed, or its outcome if settled."""
    if isinstance(part, Quota):
        given = sum(part.adds(player, ballot) for player, ballot in fixed.items())
        kept = tuple(entry for entry in part.weights if entry[0] not in fixed)
        reach = part.reach - given
        if reach <= 0:
            return True
        if reach > sum(a for _, a, _ in kept):
            return False
        return Quota(kept, reach)
    assert isinstance(part, Join)
    settled = part.kind == "or"
    open_parts: list[Part] = []
    for inner in part.parts:
        rest = narrowed(inner, fixed)
        if rest is settled:
            return settled
        if not isinstance(rest, bool):
            open_parts.append(rest)
    return join(part.kind, open_parts) if open_parts else not settled
