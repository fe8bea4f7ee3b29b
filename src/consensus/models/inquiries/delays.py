"""Inquiries about waiting and about where a setter can lead: attrition, hold-outs, proposals."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ...errors import InvalidInput
from ...exact.arithmetic import Formula
from ...games.spatial import Spatial
from ...rules.families import by_consensus
from ...solutions import setter_outcome
from ..waiting import hold_outs
from .entries import Cells, Entries, names_in, value, values
from .record import Detail

__all__ = ["Attrition", "HoldingOut", "Setting"]


@dataclass(frozen=True)
class Attrition:
    """Two sides wait for the other to give way while an interim arrangement goes on.

    In the stationary equilibrium each gives way in a round with the chance that makes the other
    indifferent between giving way and waiting one more round: cost/(prize + cost) of the other.
    """

    prizes: Cells
    costs: Cells
    horizon: Formula

    @classmethod
    def read(cls, entries: Entries) -> Attrition:
        """Entries ``prizes`` and ``costs``: side -> cell, and ``horizon``: a number of rounds.

        A prize is what it is worth to a side that the other gives way, beyond giving way itself; a
        cost is what one more round without agreement takes from it. Both are positive.
        """
        prizes = entries.cells("prizes")
        if len(prizes) != 2:
            raise InvalidInput(f"{entries.where}: prizes: expected two sides")
        return cls(prizes, entries.cells("costs", tuple(prizes)), entries.cell("horizon"))

    @property
    def names(self) -> frozenset[str]:
        """The parameters it reads."""
        return names_in(self.prizes, self.costs, self.horizon)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it takes for granted."""
        return (
            "Each round both may give way, neither knows when the other will, and nothing changes"
            " between rounds; there are also equilibria in which one side gives way at once.",
        )

    def _chances(self, given: Any) -> dict[str, Any]:
        """The chance with which each side gives way in a round."""
        prizes, costs = values(self.prizes, given), values(self.costs, given)
        first, second = prizes
        for side in prizes:
            if not (prizes[side] > 0 and costs[side] > 0):
                raise InvalidInput(f"prizes and costs of {side!r}: expected more than 0")
        return {
            first: Fraction(1) * costs[second] / (prizes[second] + costs[second]),
            second: Fraction(1) * costs[first] / (prizes[first] + costs[first]),
        }

    def _rounds(self, given: Any) -> Any:
        first, second = self._chances(given).values()
        return 1 / (1 - (1 - first) * (1 - second))

    def outcome(self, **given: Any) -> str:
        """Whether agreement is expected within the horizon."""
        late = self._rounds(given) > value(self.horizon, given)
        return "no agreement is expected within the horizon" if late else "agreement within it"

    def details(self, **given: Any) -> tuple[Detail, ...]:
        """The chances of giving way, and the expected number of rounds."""
        return (
            *(
                Detail(f"chance of giving way in a round, {side}", chance)
                for side, chance in self._chances(given).items()
            ),
            Detail("rounds expected until somebody gives way", self._rounds(given)),
        )


@dataclass(frozen=True)
class HoldingOut:
    """Who breaks silence, who hides behind whom, and what satisfying all would take."""

    loss: Cells
    cost: Cells

    @classmethod
    def read(cls, entries: Entries) -> HoldingOut:
        """Entries ``loss`` and ``cost``: player -> cell; a gain is a negative loss."""
        loss = entries.cells("loss")
        return cls(loss, entries.cells("cost", tuple(loss)))

    @property
    def names(self) -> frozenset[str]:
        """The parameters it reads."""
        return names_in(self.loss, self.cost)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it takes for granted."""
        return ("Whoever objects pays for it alone; satisfying one hold-out reveals the next.",)

    def _found(self, given: Any) -> Any:
        return hold_outs(tuple(self.loss), values(self.loss, given), values(self.cost, given))

    def outcome(self, **given: Any) -> str:
        """Who holds out, in the order in which they come to light."""
        found = self._found(given).items
        return ", then ".join(one.player for one in found) or "nobody holds out"

    def details(self, **given: Any) -> tuple[Detail, ...]:
        """What each would need."""
        found = self._found(given)
        return (
            *(
                Detail(f"compensation that {one.player} would need", one.compensation)
                for one in found.items
            ),
            Detail("to satisfy all of them", found.total),
        )


@dataclass(frozen=True)
class Setting:
    """What a proposer can pass when everybody may say no and the status quo stays (B1)."""

    ideals: Cells
    status_quo: Formula
    proposer: str

    @classmethod
    def read(cls, entries: Entries) -> Setting:
        """Entries ``ideals``: player -> cell, ``status_quo`` and ``proposer``."""
        ideals = entries.cells("ideals")
        return cls(
            ideals,
            entries.cell("status_quo"),
            entries.one_of("proposer", tuple(ideals), ""),
        )

    @property
    def names(self) -> frozenset[str]:
        """The parameters it reads."""
        return names_in(self.ideals, self.status_quo)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it takes for granted."""
        return ("One dimension, symmetric losses; whoever is indifferent consents; no package.",)

    def _found(self, given: Any) -> Any:
        ideals = values(self.ideals, given)
        game = Spatial(ideals, value(self.status_quo, given), by_consensus(tuple(ideals)))
        return setter_outcome(game, proposer=self.proposer)

    def outcome(self, **given: Any) -> str:
        """Whether the status quo moves, and in which direction."""
        point = self._found(given).items[0]
        here = value(self.status_quo, given)
        if point == here:
            return "nothing moves"
        return "the text moves down the scale" if point < here else "the text moves up the scale"

    def details(self, **given: Any) -> tuple[Detail, ...]:
        """Where the proposer leads."""
        return (
            Detail("where the proposer can lead", self._found(given).items[0]),
            Detail("where things stand", value(self.status_quo, given)),
        )
