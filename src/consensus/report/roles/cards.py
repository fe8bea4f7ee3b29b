"""A card for each player: what everybody may know, and what only the player knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ...errors import InvalidInput
from ...models.scenario import Scenario, Stance
from ...rules.properties import is_dummy
from ...rules.rule import Ballot
from ..prose import voting, words
from . import stakes

__all__ = ["RoleCard", "chosen", "role_cards", "table_rules", "texts", "uncited"]

_MOST_NAMES = 12


@dataclass(frozen=True)
class RoleCard:
    """One player's card for a simulation.

    Attributes
    ----------
    player, name : str
        The player or bloc as the scenario calls it, and for display.
    public : tuple of str
        Who the player is and what it can block; all may know it.
    wants : tuple of (text, worth)
        For its eyes only: what each text on the table is worth to it beside no decision.
    private : tuple of str
        For its eyes only: what it would like best, what objecting costs it, what is not for sale.
    offers : tuple of str
        For its eyes only: what others may offer it, and what it may offer.
    """

    player: str
    name: str
    public: tuple[str, ...]
    wants: tuple[tuple[str, str], ...]
    private: tuple[str, ...]
    offers: tuple[str, ...]

    @property
    def dense(self) -> bool:
        """Whether it needs a smaller type to fit on one sheet."""
        lines = (*self.public, *self.private, *self.offers, *(a + b for a, b in self.wants))
        return sum(len(line) + 60 for line in lines) > 2_600


def role_cards(scenario: Scenario, *, players: Iterable[str] = ()) -> tuple[RoleCard, ...]:
    """A role card for each player of a scenario: its interests in words, without numbers.

    Sizes are measured by the player's own largest stake in any text on the table, and doubt is
    told where the band of a stance holds gains and losses. What a model expects the player to do
    is on no card. Cost: players × options.

    Parameters
    ----------
    scenario : Scenario
    players : iterable of str, optional
        Whom the class plays: players, or blocs whose members share one coding; everybody when left
        out.

    Raises
    ------
    InvalidInput
        For a name that is neither a player nor a bloc, a name given twice, or a bloc whose members
        differ.

    Examples
    --------
    >>> from consensus import osce
    >>> plan = osce.situations()["kozak_vetoes"]
    >>> card = role_cards(plan, players=["Transnistria"])[0]
    >>> card.wants[0][1]
    'Much better for you than no decision; of that you are sure.'
    """
    return tuple(_card(scenario, name) for name in chosen(scenario, players))


def chosen(scenario: Scenario, players: Iterable[str]) -> tuple[str, ...]:
    """The players and blocs that are played, checked; all players where none are named."""
    if not isinstance(scenario, Scenario):
        raise InvalidInput(f"scenario: expected a Scenario, got {scenario!r:.80}")
    if isinstance(players, str):
        raise InvalidInput(f"players: expected a list of names, got the text {players!r:.80}")
    names = tuple(players)
    for i, name in enumerate(names):
        if name not in scenario.players and name not in scenario.blocs:
            known = words.listed([*scenario.blocs, *scenario.players], most=_MOST_NAMES)
            raise InvalidInput(
                f"players: {name!r:.80} is neither a player nor a bloc of {scenario.id!r};"
                f" it has {known}"
            )
        if name in names[:i]:
            raise InvalidInput(f"players: {name!r} is there twice")
        _stance(scenario, name)
    return names or scenario.players


def _members(scenario: Scenario, name: str) -> tuple[str, ...]:
    return (name,) if name in scenario.players else tuple(scenario.blocs[name])


def _stance(scenario: Scenario, name: str) -> Stance:
    """The stance of a player, or the one that all members of a bloc share."""
    members = _members(scenario, name)
    first = scenario.stances[members[0]]
    for member in members[1:]:
        other = scenario.stances[member]
        same = (other.preference, other.stand_alone_cost, other.uncompensable)
        if same != (first.preference, first.stand_alone_cost, first.uncompensable):
            raise InvalidInput(
                f"players: the members of {name!r} do not all want the same;"
                " name the players one by one"
            )
    return first


def _card(scenario: Scenario, name: str) -> RoleCard:
    stance = _stance(scenario, name)
    return RoleCard(
        player=name,
        name=words.capital(scenario.name_of(name)),
        public=tuple(line for line in (*_who(scenario, name), _blocks(scenario, name)) if line),
        wants=tuple(
            (text, stakes.on_option(scenario, stance, option))
            for text, option in zip(texts(scenario), scenario.options, strict=True)
        ),
        private=tuple(
            line
            for line in (
                stakes.best(scenario, stance),
                stakes.standing_alone(stance),
                stakes.firmness(stance),
            )
            if line
        ),
        offers=tuple(_offers(scenario, name, stance)),
    )


def texts(scenario: Scenario) -> tuple[str, ...]:
    """The options as they are called at the table."""
    return tuple(uncited(option.label or option.name, scenario) for option in scenario.options)


def uncited(text: str, scenario: Scenario) -> str:
    """A sentence without the codes of sources, which players do not look up."""
    codes = "|".join(re.escape(f"[{source.id}]") for source in scenario.sources)
    return re.sub(rf"\s*(?:{codes})", "", text) if codes else text


def _who(scenario: Scenario, name: str) -> list[str]:
    members = _members(scenario, name)
    full = words.named(scenario.name_of(name))
    lines = [f"You speak for {full}."]
    if name in scenario.blocs:
        lines = [
            f"You speak for {full}, {len(members)} players who want the same: "
            f"{words.listed((scenario.name_of(m) for m in members), most=30)}."
        ]
    if name == scenario.proposer:
        lines.append("The text on the table is yours.")
    chair = scenario.chair
    if chair is not None and chair.player in members:
        lines.append(
            "You are, or will be, chair, and there you act alone: a chair that upholds"
            f" {chair.upholding}; one that accommodates {chair.accommodating}."
            f" {words.capital(words.listed(chair.backers))} may back it, others may press it."
        )
    return lines


def _blocks(scenario: Scenario, name: str) -> str:
    rule, members = scenario.rule, _members(scenario, name)
    if words.alone(scenario):
        return "Nobody else decides: this is your own choice."
    if any(rule.blocks([member]) for member in members):
        silent: dict[str, Ballot] = {
            **dict.fromkeys(rule.players, "assent"),
            **dict.fromkeys(members, "abstain"),
        }
        ways = "by objecting" if rule.passes(silent) else "by objecting or by not assenting"
        return f"You can stop any text alone, {ways}."
    if rule.blocks(members):
        return "You can stop any text if all for whom you speak object together."
    if all(is_dummy(rule, member) for member in members):
        return "You have no ballot that counts. What you have is your voice."
    return "You cannot stop a text alone. Look for others who would object with you."


def _offers(scenario: Scenario, name: str, stance: Stance) -> list[str]:
    """What others may offer it, text by text, and what it may offer."""
    lines = []
    if stance.preference is not None:
        for text, option in zip(texts(scenario), scenario.options, strict=True):
            way_out = stakes.way_out(scenario, stance, option)
            if way_out:
                lines.append(f"“{text}”: {way_out[0].lower()}{way_out[1:]}")
    if words.alone(scenario):
        return lines
    lines.append(
        "Others may offer you other words in the text, a text of their own, a promise on another"
        " matter, or their support another time; you may offer them the same. Have promises"
        " written down by the chair, or trust them."
    )
    return lines


def table_rules(scenario: Scenario) -> tuple[str, ...]:
    """The rules of the table, which everybody may know."""
    without = voting.follows_plainly(scenario)
    if words.alone(scenario):
        return ("One player decides, the others may talk to it.", without)
    return (
        words.spelled(str(scenario.rule), scenario),
        "When the chair calls a text, each player assents, is silent (abstains) or objects.",
        without,
        "Texts may be amended; what is called is the text as the chair reads it out.",
    )
