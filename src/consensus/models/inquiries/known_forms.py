"""Inquiries answered by the models of the case: hostage, lapse, promise, type, joint backing."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from immutabledict import immutabledict

from ...errors import InvalidInput, NotApplicable
from ...exact.arithmetic import Formula
from ...exact.read import natural
from ...solutions import pure_nash, risk_dominant
from ..backers import joint_backing, joint_commitment
from ..hostages import hostage
from ..mandate import sunset
from ..promises import hold_up, infer_type
from .entries import Cells, Entries, names_in, value, values
from .record import Detail

__all__ = ["Backers", "HostageTaking", "Lapse", "Pledge", "Type"]


@dataclass(frozen=True)
class HostageTaking:
    """Whether blocking other decisions can win a concession (model B4)."""

    player: str
    concession: Formula
    block_cost: Formula
    losses: Cells
    stakes: Cells
    available: int

    @classmethod
    def read(cls, entries: Entries) -> HostageTaking:
        """Entries as in `hostage`, and ``player``: who blocks.

        ``losses`` and ``stakes``: State -> cell; ``available``: how many decisions there are.
        """
        losses = entries.cells("losses")
        return cls(
            entries.text("player"),
            entries.cell("concession"),
            entries.cell("block_cost"),
            losses,
            entries.cells("stakes", tuple(losses)),
            natural(entries.take("available"), f"{entries.where}: available"),
        )

    @property
    def names(self) -> frozenset[str]:
        """The parameters it reads."""
        return names_in(self.concession, self.block_cost, self.losses, self.stakes)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it takes for granted."""
        return (
            "Blocking is worth its cost if it ends in the concession; that does not make the"
            " threat credible once it is refused.",
        )

    def _found(self, given: Any) -> Any:
        return hostage(
            value(self.concession, given),
            value(self.block_cost, given),
            values(self.losses, given),
            values(self.stakes, given),
            self.available,
        )

    def outcome(self, **given: Any) -> str:
        """Whether some number of blocked decisions wins the concession."""
        return "blocking wins the concession" if self._found(given).wins else "blocking fails"

    def details(self, **given: Any) -> tuple[Detail, ...]:
        """How many decisions have to be blocked, and how many are worth it."""
        found = self._found(given)
        least = "no number is enough" if found.least is None else found.least
        return (
            Detail("decisions that have to be blocked", least),
            Detail(f"decisions worth blocking to {self.player}", found.most),
            Detail("if decisions could be divided", "wins" if found.wins_divisible else "fails"),
        )


@dataclass(frozen=True)
class Lapse:
    """Which texts survive when a blocked mandate lapses (model B2)."""

    player: str
    mission_value: Formula
    recognition_value: Formula
    aversions: Mapping[str, Formula | None]
    linkage: Formula
    outside: Cells
    stand_alone_cost: Formula

    @classmethod
    def read(cls, entries: Entries) -> Lapse:
        """Entries of `sunset`, and ``player``: the objector; an aversion may be "uncompensable"."""
        inner = entries.table("aversions")
        aversions: dict[str, Formula | None] = {}
        for state in list(inner.left):
            if inner.left[state] == "uncompensable":
                inner.take(state)
                aversions[state] = None
            else:
                aversions[state] = inner.cell(state)
        if not aversions:
            raise InvalidInput(f"{inner.where}: expected at least one State")
        outside: Cells = immutabledict()
        if entries.has("outside"):
            outside = entries.cells("outside", tuple(aversions), all_of=False)
        return cls(
            entries.text("player"),
            entries.cell("mission_value"),
            entries.cell("recognition_value"),
            immutabledict(aversions),
            entries.cell("linkage", 0),
            outside,
            entries.cell("stand_alone_cost", 0),
        )

    @property
    def names(self) -> frozenset[str]:
        """The parameters it reads."""
        known = {state: one for state, one in self.aversions.items() if one is not None}
        return names_in(
            self.mission_value, self.recognition_value, known, self.linkage, self.outside,
            self.stand_alone_cost,
        )  # fmt: skip

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it takes for granted."""
        return ("A text has a mission strength and a recognition content, both from 0 to 1.",)

    def _found(self, given: Any) -> Any:
        aversions = {
            state: None if one is None else value(one, given)
            for state, one in self.aversions.items()
        }
        return sunset(
            value(self.mission_value, given),
            value(self.recognition_value, given),
            aversions,
            value(self.linkage, given),
            values(self.outside, given),
            stand_alone_cost=value(self.stand_alone_cost, given),
        )

    def outcome(self, **given: Any) -> str:
        """Whether some text with a mission is accepted by all, and a neutral one among them."""
        found = self._found(given)
        if not found.possible:
            return "no text that keeps a mission is accepted by all"
        if found.neutral_mission is not None and found.neutral_mission >= 1:
            return "a full mission without recognition is accepted by all"
        if found.most_mission is not None and found.most_mission[0] >= 1:
            return "a full mission is accepted by all only with some recognition"
        if found.neutral_mission is not None and found.neutral_mission > 0:
            return "a smaller mission without recognition is accepted by all"
        return "only smaller missions with some recognition are accepted by all"

    def details(self, **given: Any) -> tuple[Detail, ...]:
        """The strongest mission, the linkage for a neutral text."""
        found = self._found(given)
        rows = [
            Detail("linkage needed for a full mission without recognition", found.neutral_linkage)
        ]
        if found.most_mission is not None:
            mission, recognition = found.most_mission
            rows.append(Detail("strongest mission that all accept", mission))
            rows.append(Detail("with a recognition content of", recognition))
        return tuple(rows)


@dataclass(frozen=True)
class Pledge:
    """What is left of a promise once the award has been given (model C2)."""

    player: str
    scrutiny: Formula
    prestige: Formula
    reform_cost: Formula
    promise: Formula

    @classmethod
    def read(cls, entries: Entries) -> Pledge:
        """Entries ``player``, ``scrutiny``, ``prestige``, ``reform_cost`` and ``promise``."""
        return cls(
            entries.text("player"),
            *(entries.cell(key) for key in ("scrutiny", "prestige", "reform_cost", "promise")),
        )

    @property
    def names(self) -> frozenset[str]:
        """The parameters it reads."""
        return names_in(self.scrutiny, self.prestige, self.reform_cost, self.promise)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it takes for granted."""
        return ("The award cannot be taken back; scrutiny rewards every unit of reform.",)

    def _found(self, given: Any) -> Any:
        return hold_up(
            value(self.scrutiny, given),
            value(self.prestige, given),
            value(self.reform_cost, given),
            value(self.promise, given),
        )

    def outcome(self, **given: Any) -> str:
        """Whether the promise is kept."""
        return "the promise is kept" if self._found(given).kept else "the promise is broken"

    def details(self, **given: Any) -> tuple[Detail, ...]:
        """The reform that is delivered, and the scrutiny that keeps the promise."""
        found = self._found(given)
        return (
            Detail("reform delivered", found.reform),
            Detail("scrutiny that keeps the promise", found.scrutiny_needed),
            Detail("worth of the award that made the promise worth giving", found.award_needed),
        )


@dataclass(frozen=True)
class Type:
    """Whether backing goes on after an act that another's agent would be sure to do (model C3)."""

    agent_prior: Formula
    pullout_chance: Formula
    back_cost: Formula
    back_benefit: Formula

    @classmethod
    def read(cls, entries: Entries) -> Type:
        """Entries ``agent_prior``, ``pullout_chance``, ``back_cost`` and ``back_benefit``."""
        keys = ("agent_prior", "pullout_chance", "back_cost", "back_benefit")
        return cls(*(entries.cell(key) for key in keys))

    @property
    def names(self) -> frozenset[str]:
        """The parameters it reads."""
        return names_in(self.agent_prior, self.pullout_chance, self.back_cost, self.back_benefit)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it takes for granted."""
        return (
            "The chance that an independent chair does the same is given: this is inference, not"
            " signalling, and two acts under one pressure are not two independent signs.",
        )

    def _found(self, given: Any) -> Any:
        return infer_type(
            value(self.agent_prior, given),
            value(self.pullout_chance, given),
            value(self.back_cost, given),
            value(self.back_benefit, given),
        )

    def outcome(self, **given: Any) -> str:
        """Whether the backers go on."""
        found = self._found(given)
        return "backing goes on" if found.posterior <= found.belief_limit else "backing stops"

    def details(self, **given: Any) -> tuple[Detail, ...]:
        """What is believed after the act, and up to which prior backing goes on."""
        found = self._found(given)
        return (
            Detail("belief after the act that the chair is another's agent", found.posterior),
            Detail("belief up to which backing is worth its cost", found.belief_limit),
            Detail("prior up to which backing goes on", found.prior_limit),
        )


@dataclass(frozen=True)
class Backers:
    """Partners who decide, each alone or committed together, whether to back (model C1)."""

    benefits: Cells
    costs: Cells
    strength: Formula
    threshold: Formula
    synergy: Formula

    @classmethod
    def read(cls, entries: Entries) -> Backers:
        """Entries ``benefits`` and ``costs``: partner -> cell, ``strength``, ``threshold``.

        And ``synergy``, if not 0.
        """
        benefits = entries.cells("benefits")
        if len(benefits) != 2:
            raise InvalidInput(f"{entries.where}: benefits: expected two partners")
        return cls(
            benefits,
            entries.cells("costs", tuple(benefits)),
            entries.cell("strength"),
            entries.cell("threshold"),
            entries.cell("synergy", 0),
        )

    @property
    def names(self) -> frozenset[str]:
        """The parameters it reads."""
        return names_in(self.benefits, self.costs, self.strength, self.threshold, self.synergy)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it takes for granted."""
        return (
            "Acting apart, partners are expected to play the risk-dominant equilibrium where there"
            " are two strict ones; committed jointly they may pay one another.",
        )

    def _terms(self, given: Any) -> tuple[Any, ...]:
        return (
            values(self.benefits, given),
            values(self.costs, given),
            value(self.strength, given),
            value(self.threshold, given),
        )

    def outcome(self, **given: Any) -> str:
        """Who backs acting apart, and who under a joint commitment."""
        terms, synergy = self._terms(given), value(self.synergy, given)
        game = joint_backing(*terms, synergy=synergy)
        found: Any = pure_nash(game).items
        if len(found) > 1:
            with suppress(NotApplicable):  # without a strict equilibrium all of them are named
                found = risk_dominant(game).items
        apart = " or ".join(_backing(profile, game.players) for profile in found)
        joint = joint_commitment(*terms, synergy=synergy).items
        together = " or ".join(_group(members) for members in joint)
        return f"apart: {apart or 'no pure equilibrium'}; committed: {together or 'nobody'}"

    def details(self, **given: Any) -> tuple[Detail, ...]:
        """All equilibria, and the least cost of enough backing."""
        terms, synergy = self._terms(given), value(self.synergy, given)
        game = joint_backing(*terms, synergy=synergy)
        found = joint_commitment(*terms, synergy=synergy)
        listed = "; ".join(_backing(p, game.players) for p in pure_nash(game).items)
        least = "no backing is enough" if found.least_cost is None else found.least_cost
        return (
            Detail("equilibria in pure strategies", listed or "none"),
            Detail("benefit to both together", found.total_benefit),
            Detail("least cost of backing that is enough", least),
        )


def _backing(profile: Any, players: tuple[str, ...]) -> str:
    return _group(
        player for player, choice in zip(players, profile, strict=True) if choice == "back"
    )


def _group(members: Any) -> str:
    return " and ".join(sorted(members)) or "nobody"
