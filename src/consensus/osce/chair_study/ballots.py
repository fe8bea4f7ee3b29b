"""The honest check: what support for the chair does to the ballots of others, which is nothing.

The texts of the agenda on which all States have a vote are put to `models.who_blocks` again, with
the support added to the chair's own value of the outcome, and then with what does act on an
objector: something linked to its consent, a cost of standing alone, a reversion that is worth
less to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from ...errors import InvalidInput
from ...exact.read import Exact, rational
from ...games.preference import Numbers
from ...models.blocking import who_blocks
from ...models.scenario import Scenario, Stance
from ...models.voting import vote
from ...solutions.strategic.strong import strong_nash
from ...sweeps.exact_regimes import regimes
from ...sweeps.pieces import Regimes
from .coded import AgendaItem, TextOnTable

__all__ = ["BallotCheck", "Objector", "ballot_checks", "objectors", "pressed"]

CHAIR = "KAZ"
MOST = 3


@dataclass(frozen=True)
class Objector:
    """One State that objects, and the least of each lever that ends its objection.

    Attributes
    ----------
    player, name : str
    linkage : number or None
        What would have to be linked to its consent; the same amount by which its reversion would
        have to be worth less. None where nothing makes up for what it loses.
    standing : number or None
        The whole cost of standing alone from which it no longer objects; None likewise.
    settled : bool
        Whether it objects over its whole band.
    """

    player: str
    name: str
    linkage: Exact | None
    standing: Exact | None
    settled: bool


@dataclass(frozen=True)
class BallotCheck:
    """One text with a vote: who objects, and what does and does not change that.

    Attributes
    ----------
    item, situation, option, side : str
        `side` says whether the text upholds or accommodates.
    reversion : str
        The type of the reversion.
    adopted : bool
    objectors : tuple of Objector
        All but the chair, the one hardest to win over last.
    chair_objects : bool
    under_support : Regimes
        The other objectors along the support for the chair: one regime.
    most : number
        The largest support, linkage and cost that are looked at.
    """

    item: str
    situation: str
    option: str
    side: str
    reversion: str
    adopted: bool
    objectors: tuple[Objector, ...]
    chair_objects: bool
    under_support: Regimes
    most: Exact
    _scenario: Scenario = field(repr=False, compare=False)

    @property
    def firm(self) -> tuple[str, ...]:
        """The names of the objectors for whom nothing makes up for what they lose."""
        return tuple(o.name for o in self.objectors if o.linkage is None)

    @property
    def linkage(self) -> Exact | None:
        """What would have to be linked to each consent for all; None if that moves not everyone."""
        if self.firm:
            return None
        return max((o.linkage or 0 for o in self.objectors), default=None)

    @property
    def support_changes_nothing(self) -> bool:
        """Whether the other objectors are the same at every level of support."""
        return not self.under_support.crossings

    @cached_property
    def own_ballot(self) -> Regimes:
        """The chair's own ballot along the same support, which it may change."""

        def own(support: Any) -> str:
            text = pressed(self._scenario, self.option, self.side, support=support)
            return str(who_blocks(text).ballots[CHAIR])

        found: Regimes = regimes(own, over={"support": (0, self.most)})
        return found

    @cached_property
    def under_linkage(self) -> Regimes:
        """Whether the text passes, along what is linked to every other State's consent."""
        return self._passes("linkage")

    @cached_property
    def under_standing(self) -> Regimes:
        """Whether it passes, along what standing alone costs everyone beyond what is coded."""
        return self._passes("standing")

    @cached_property
    def under_reversion(self) -> Regimes:
        """Whether it passes, along by how much the reversion is worth less to every other State."""
        return self._passes("reversion")

    def _passes(self, lever: str) -> Regimes:
        def passes(**amount: Any) -> bool:
            return who_blocks(pressed(self._scenario, self.option, self.side, **amount)).adopted

        found: Regimes = regimes(passes, over={lever: (0, self.most)})
        return found

    def strong(self, support: object = 0) -> tuple[bool, ...]:
        """Whether the text passes in the strong equilibria of the vote, at a level of support."""
        given = rational(support, "support")
        game = vote(pressed(self._scenario, self.option, self.side, support=given))
        return tuple(sorted({family.passes for family in strong_nash(game).items}))

    def row(self) -> dict[str, Any]:
        """The check as one row of a table."""
        return {
            "item": self.item, "situation": self.situation, "option": self.option,
            "side": self.side, "reversion": self.reversion, "adopted": self.adopted,
            "objectors": len(self.objectors), "who": _some([o.name for o in self.objectors]),
            "objectors along support": "the same" if self.support_changes_nothing else "change",
            "linkage": self.linkage,
            "standing": None if self.firm else max((o.standing or 0 for o in self.objectors),
                                                   default=None),
            "worse reversion": self.linkage, "not for sale to": ", ".join(self.firm),
        }  # fmt: skip


def _some(names: list[str]) -> str:
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


def pressed(
    scenario: Scenario, option: str, side: str, *, support: Any = 0, linkage: Any = 0,
    standing: Any = 0, reversion: Any = 0, gains: Mapping[str, Any] | None = None,
) -> Scenario:  # fmt: skip
    """The same vote on one option, with support for the chair or levers on everyone else.

    Parameters
    ----------
    scenario : Scenario
    option, side : str
    support : number
        Added to what the chair gains by the outcome that upholds.
    linkage : number
        Added to what every other State gains by the text.
    standing : number
        Added to everyone's cost of standing alone.
    reversion : number
        By how much the reversion is worth less to every other State.
    gains : mapping player -> number, optional
        What the text is worth over the reversion to those with a coded position, where it is
        already known.
    """
    text = scenario.option(option)
    known = _gains(scenario, option) if gains is None else gains
    toward: Any = support if side == "upholding" else -support
    stances: dict[str, Stance] = {}
    for player, stance in scenario.stances.items():
        if player not in known:
            stances[player] = stance
            continue
        moved = player != CHAIR and not stance.uncompensable
        worth: Any = known[player] + (toward if player == CHAIR else linkage if moved else 0)
        lost: Any = -reversion if moved else 0
        stances[player] = replace(
            stance,
            preference=Numbers({text.name: worth, scenario.reversion.outcome.name: lost}),
            stand_alone_cost=stance.stand_alone_cost + standing,
        )
    return replace(scenario, options=(text,), stances=stances, chair=None, parameters={})


def _gains(scenario: Scenario, option: str) -> dict[str, Any]:
    """What the text is worth over the reversion to everyone with a coded position."""
    text, found = scenario.option(option), {}
    for player, stance in scenario.stances.items():
        if stance.preference is None:
            continue
        gain = stance.preference.gain(text, scenario.reversion.outcome)
        if gain.ordinal:
            raise InvalidInput(f"{scenario.id}: {player!r} is known by a ranking only")
        found[player] = gain.central
    return found


def objectors(scenario: Scenario) -> tuple[str, ...]:
    """Who objects to the scenario's text, the chair apart."""
    return tuple(p for p in who_blocks(scenario).objectors if p != CHAIR)


def ballot_checks(item: AgendaItem, situations: Mapping[str, Scenario]) -> Iterator[BallotCheck]:
    """The check of each text that belongs to an item."""
    for text in item.texts:
        if text.situation not in situations:
            raise InvalidInput(f"items: {item.id}: there is no situation {text.situation!r}")
        yield _check(item, text, situations[text.situation])


def _check(item: AgendaItem, text: TextOnTable, scenario: Scenario) -> BallotCheck:
    found = who_blocks(scenario, option=text.option)
    others = [
        Objector(
            o.player,
            scenario.name_of(o.player),
            None if o.need is None else rational(o.need, "need"),
            None if o.need is None else rational(-o.gain.central, "gain"),
            o.settled,
        )
        for o in found.objections
        if o.player != CHAIR
    ]
    others.sort(key=lambda o: (o.linkage is None, o.linkage or 0, o.player))

    gains = _gains(scenario, text.option)

    def blockers(support: Any) -> tuple[str, ...]:
        text_now = pressed(scenario, text.option, text.side, support=support, gains=gains)
        return objectors(text_now)

    return BallotCheck(
        item=item.id, situation=text.situation, option=text.option, side=text.side,
        reversion=scenario.reversion.type, adopted=found.adopted, objectors=tuple(others),
        chair_objects=CHAIR in found.objectors,
        under_support=regimes(blockers, over={"support": (0, MOST)}),
        most=MOST, _scenario=scenario,
    )  # fmt: skip
