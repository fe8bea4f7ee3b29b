"""Inquiries put as a game of coalitions: whether what all gain together can be shared stably."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from immutabledict import immutabledict

from ...errors import InvalidInput
from ...exact.arithmetic import Formula
from ...games.coalitional import Coalitional
from ...solutions import core, least_core, shapley
from .entries import Entries, names_in, value
from .record import Detail

__all__ = ["Sharing"]

_MOST_PLAYERS = 6


@dataclass(frozen=True)
class Sharing:
    """What every coalition gains by itself, and whether a division of the whole keeps all in."""

    players: tuple[str, ...]
    worths: Mapping[frozenset[str], Formula]

    @classmethod
    def read(cls, entries: Entries) -> Sharing:
        """Entries ``players`` and ``worths``: "a, b" -> cell; coalitions left out gain nothing."""
        players = entries.texts("players")
        if len(players) > _MOST_PLAYERS:
            raise InvalidInput(
                f"{entries.where}: players: {len(players)}, at most {_MOST_PLAYERS} are read"
            )
        inner = entries.table("worths")
        worths: dict[frozenset[str], Formula] = {}
        for key in list(inner.left):
            members = [word.strip() for word in key.split(",")]
            for member in members:
                if member not in players:
                    raise InvalidInput(f"{inner.where}: {key!r}: {member!r} is no player")
            coalition = frozenset(members)
            if coalition in worths or len(coalition) < len(members):
                raise InvalidInput(f"{inner.where}: {key!r} names somebody or something twice")
            worths[coalition] = inner.cell(key)
        if frozenset(players) not in worths:
            raise InvalidInput(f"{inner.where}: nothing for all players together")
        return cls(players, immutabledict(worths))

    @property
    def names(self) -> frozenset[str]:
        """The parameters it reads."""
        return names_in(*self.worths.values())

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it takes for granted."""
        return (
            "Gains can be shared by payments; what a group gains apart does not depend on what the"
            " others do.",
        )

    def game(self, **given: Any) -> Coalitional:
        """The game at these values of the parameters."""
        worth = {members: value(one, given) for members, one in self.worths.items()}
        return Coalitional(self.players, lambda members: worth.get(members, 0))

    def outcome(self, **given: Any) -> str:
        """Whether the core has a division."""
        if core(self.game(**given)).items:
            return "a division keeps everybody in"
        return "under every division some group does better apart"

    def details(self, **given: Any) -> tuple[Detail, ...]:
        """A division of the core, the Shapley value, and how much it misses or has to spare."""
        game = self.game(**given)
        found = core(game)
        rows = [Detail("gain of all together", game.total)]
        for division in found.items:
            rows += [
                Detail(f"share of {player} in the middle of the core", division[player])
                for player in self.players
            ]
        if not found.items:
            rows += [
                Detail(f"weight of {' and '.join(sorted(members))} in the proof", weight)
                for members, weight in found.evidence["balanced"].items()
            ]
        rows += [
            Detail(f"Shapley value of {player}", share) for player, share in shapley(game).items()
        ]
        rows.append(Detail("least that every group must forgo", least_core(game).epsilon))
        return tuple(rows)
