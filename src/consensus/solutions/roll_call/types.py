"""Types: players of a roll call who differ in nothing but their name."""

from __future__ import annotations

from dataclasses import dataclass

from ...exact.read import Number
from ...games.roll_call import RollCall
from ...rules.rule import Ballot
from .families import adds
from .totals import Vector

__all__ = ["PlayerType", "player_types"]


@dataclass(frozen=True)
class PlayerType:
    """Players with the same weights, the same stake and the same payments.

    Attributes
    ----------
    members : tuple of str
    ballots : tuple of Ballot
        What each of them may cast.
    vectors : tuple of vectors
        What each ballot adds to the totals.
    """

    members: tuple[str, ...]
    ballots: tuple[Ballot, ...]
    vectors: tuple[Vector, ...]
    adopt: Number
    payments: tuple[Number, ...]

    def worth(self, ballot: int, passes: bool) -> Number:
        """What a member receives for the ballot at this place and this outcome."""
        return self.payments[ballot] + self.adopt if passes else self.payments[ballot]


def player_types(game: RollCall) -> list[PlayerType]:
    """The players grouped by type, in the order of their first members."""
    vectors = adds(game)
    found: list[tuple[PlayerType, list[str]]] = []
    for player in game.players:
        payments = game.payments[player]
        candidate = PlayerType(
            (),
            tuple(payments),
            tuple(vectors[player][b] for b in payments),
            game.adopt[player],
            tuple(payments.values()),
        )
        for known, members in found:
            if known == candidate:
                members.append(player)
                break
        else:
            found.append((candidate, [player]))
    return [
        PlayerType(tuple(members), t.ballots, t.vectors, t.adopt, t.payments)
        for t, members in found
    ]
