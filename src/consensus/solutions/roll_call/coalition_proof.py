"""Coalition-proof equilibria of a roll call: its strong equilibria, payments or not.

A strong equilibrium is coalition-proof in any game. Conversely let an equilibrium of a roll call
not be strong, and say that its outcome is adoption. Three steps show that it is not
coalition-proof either.

1. A coalition that gains turns the outcome. A member who gained with the outcome as it is would
   cast a ballot that pays more; alone, that ballot must turn the outcome, since the profile is an
   equilibrium, so it adds less to some quota; but if all members' new ballots add less, the
   outcome turns.
2. All its members are better off without adoption, and in the equilibrium they cast ballots that
   pay them most. A member who gains with the turn, though adoption is no worse for it, casts a
   ballot that pays it more, and would gain by it alone, whether that turned the outcome or not.
   One who is better off without adoption and had a ballot that pays more would gain by it alone.
3. Of the joint moves by which the coalition turns the outcome and all gain, take one in which no
   member could replace its ballot by one that pays more with the outcome still turned; there is
   one, for each replacement raises a payment. After this move no part of the coalition gains by
   another: if adoption came back, a member would have at most what it had at first, for then it
   cast what pays most; and if it did not come back, each would cast a ballot that pays more, each
   of these alone brings adoption back, so they add more, and together they bring it back as well.

So the move is self-enforcing, and a profile that is upset by any coalition is upset by one that
stays where it goes. The steps use that a roll call has two outcomes and that ballots are ordered
for all quotas alike; they do not use which rule it is.
"""

from __future__ import annotations

from dataclasses import replace

from ...games.roll_call import RollCall
from ..solution import Solution
from .strong import roll_call_strong

__all__ = ["roll_call_coalition_proof"]


def roll_call_coalition_proof(game: RollCall, *, limit: int | None = None) -> Solution:
    """All coalition-proof equilibria as disjoint families; see `coalition_proof_nash`."""
    evidence = {"by": "in a roll call coalition-proof and strong are the same"}
    strong = roll_call_strong(game, limit=limit)
    return replace(strong, concept="coalition_proof_nash", evidence=evidence)
