"""The roll call: one simultaneous vote under a rule, kept as a rule and never expanded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from immutabledict import immutabledict

from ..errors import InvalidInput
from ..exact.read import Number, exact_number
from ..rules.rule import BALLOTS, Ballot, Rule

__all__ = ["RollCall"]


@dataclass(frozen=True, eq=False)
class RollCall:
    """One simultaneous vote: who gains how much by adoption, and what each ballot costs.

    A player's payoff is ``adopt[i]`` if the proposal passes, else 0, plus the payment for the
    ballot cast. Cost: linear in the players, at any size.

    Parameters
    ----------
    rule : Rule
        Which ballots make the decision.
    adopt : mapping player -> number
        The value of adoption minus that of the reversion, for every player of the rule.
    ballots : mapping player -> (mapping ballot -> number), optional
        The ballots a player may cast, each with the payment for casting it; a cost is negative.
        A player left out, and everyone when `ballots` is left out, may cast all three at 0.

    Raises
    ------
    InvalidInput
        Naming the player whose value or ballot is missing or not a number.

    Examples
    --------
    >>> from consensus import rules
    >>> council = rules.by_consensus(["a", "b", "c"])
    >>> vote = RollCall(council, {"a": 2, "b": 1, "c": -1}, {"c": {"abstain": 0, "object": -2}})
    >>> vote.payoff({"a": "assent", "b": "assent", "c": "object"})
    {'a': 0, 'b': 0, 'c': -2}
    """

    rule: Rule
    adopt: Mapping[str, Number]
    ballots: Mapping[str, Mapping[Ballot, Number]] | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.rule, Rule):
            raise InvalidInput(f"rule: expected a Rule, got {self.rule!r}")
        adopt = _read_values(self.adopt, self.rule.players)
        object.__setattr__(self, "adopt", immutabledict(adopt))
        if self.ballots is not None:
            read = _read_ballots(self.ballots, self.rule.players)
            object.__setattr__(self, "ballots", immutabledict(read))

    @property
    def players(self) -> tuple[str, ...]:
        """Everyone with a ballot, in the order of the rule."""
        return self.rule.players

    @cached_property
    def payments(self) -> Mapping[str, Mapping[Ballot, Number]]:
        """For every player the ballots that may be cast, each with its payment."""
        free: Mapping[Ballot, Number] = immutabledict(dict.fromkeys(BALLOTS, 0))
        given = self.ballots or {}
        return immutabledict({player: given.get(player, free) for player in self.players})

    @cached_property
    def costless(self) -> bool:
        """Whether no player's payment depends on the ballot."""
        return all(
            payment == first
            for player in self.ballots or {}
            for first in [next(iter(self.payments[player].values()))]
            for payment in self.payments[player].values()
        )

    def read_profile(self, profile: Any) -> dict[str, Ballot]:
        """A ballot for every player, as a dictionary in the rule's order.

        Raises
        ------
        InvalidInput
            For a missing or unknown player, or a ballot that the player may not cast.
        """
        if not isinstance(profile, Mapping):
            raise InvalidInput(f"profile: expected a mapping player -> ballot, got {profile!r}")
        for player in profile:
            if player not in self.payments:
                raise InvalidInput(f"profile: {player!r} is not a player of this roll call")
        read: dict[str, Ballot] = {}
        for player in self.players:
            if player not in profile:
                raise InvalidInput(f"profile: no ballot for {player!r}")
            ballot = profile[player]
            known = isinstance(ballot, str)  # Others may not even be hashable.
            if not known or ballot not in self.payments[player]:
                may = ", ".join(map(repr, self.payments[player]))
                raise InvalidInput(f"profile[{player!r}]: may cast {may}, not {ballot!r}")
            read[player] = ballot
        return read

    def worth(self, player: str, ballot: Ballot, passes: bool) -> Number:
        """What the player receives for this ballot and this outcome."""
        payment = self.payments[player][ballot]
        return payment + self.adopt[player] if passes else payment

    def payoff(self, profile: Mapping[str, Ballot]) -> dict[str, Number]:
        """What every player receives."""
        cast = self.read_profile(profile)
        passes = self.rule.passes(cast)
        return {player: self.worth(player, ballot, passes) for player, ballot in cast.items()}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RollCall):
            return NotImplemented
        return (
            self.rule == other.rule
            and self.adopt == other.adopt
            and self.payments == other.payments
        )

    def __hash__(self) -> int:
        return hash(self.rule)

    def __repr__(self) -> str:
        return f"RollCall({len(self.players)} players)"


def _read_values(values: Any, players: tuple[str, ...]) -> dict[str, Number]:
    if not isinstance(values, Mapping):
        raise InvalidInput(f"adopt: expected a mapping player -> number, got {values!r}")
    for player in values:
        if player not in players:
            raise InvalidInput(f"adopt: {player!r} is not a player of the rule")
    for player in players:
        if player not in values:
            raise InvalidInput(f"adopt: no value for {player!r}")
    return {player: exact_number(values[player], f"adopt[{player!r}]") for player in players}


def _read_ballots(ballots: Any, players: tuple[str, ...]) -> dict[str, Mapping[Ballot, Number]]:
    if not isinstance(ballots, Mapping):
        raise InvalidInput(f"ballots: expected a mapping player -> ballots, got {ballots!r}")
    read: dict[str, Mapping[Ballot, Number]] = {}
    for player, payments in ballots.items():
        where = f"ballots[{player!r}]"
        if player not in players:
            raise InvalidInput(f"ballots: {player!r} is not a player of the rule")
        if not isinstance(payments, Mapping) or not payments:
            raise InvalidInput(f"{where}: expected a mapping ballot -> payment, got {payments!r}")
        for ballot in payments:
            if ballot not in BALLOTS:
                raise InvalidInput(
                    f"{where}: expected 'assent', 'abstain' or 'object', got {ballot!r}"
                )
        read[player] = immutabledict(
            {b: exact_number(payments[b], f"{where}[{b!r}]") for b in BALLOTS if b in payments}
        )
    return read
