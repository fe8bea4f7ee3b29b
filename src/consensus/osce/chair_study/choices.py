"""The chair's choice on one item: in model A, B or C, with joint, split or single backing.

A is common agency: principals offer, Russia may threaten, the chair takes what is worth most to it
and to all of them; where they may also fail to offer, both outcomes are reported. B is discretion:
a degree. C is coordination: the backers move only if it is worth their while and, when each has to
trust the other, only if that is the less risky of the two equilibria.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...errors import InvalidInput, NotApplicable
from ...games.agency import Agency
from ...models.backers import joint_backing, joint_commitment
from ...models.chair import Discretion, discretion
from ...solutions.agency.menus import is_menu_equilibrium
from ...solutions.strategic.pure import pure_nash
from ...solutions.strategic.selection import risk_dominant
from .facts import (
    HALF,
    WAYS,
    credible_harm,
    deficit,
    net_stakes,
    own_value,
    rival_stakes,
    shield,
    threat,
)

__all__ = ["MODELS", "OUTCOMES", "Question", "agency", "backing_game", "degree", "rank"]

MODELS = ("A", "B", "C")
OUTCOMES = ("accommodates", "either", "upholds")
CONDUCT = {
    "accommodates fully": "accommodates",
    "mostly accommodates": "accommodates",
    "balances": "either",
    "mostly upholds": "upholds",
    "upholds fully": "upholds",
}

Numbers = Mapping[str, Any]


def rank(outcome: str) -> int:
    """0 for accommodating, 1 where both may happen, 2 for upholding; B's degrees by their side."""
    return OUTCOMES.index(CONDUCT.get(outcome, outcome))


@dataclass(frozen=True)
class Question:
    """One question to one model; called with numbers, plain or traced, it gives the outcome.

    Attributes
    ----------
    model : {"A", "B", "C"}
    way : {"joint", "split", "single"}
    trusted : bool
        Model C only: whether the backers go on at all, as model C3 has it.
    graded : bool
        Model B only: whether to tell full from partial conduct.
    """

    model: str
    way: str
    trusted: bool = True
    graded: bool = False

    def __post_init__(self) -> None:
        if self.model not in MODELS:
            raise InvalidInput(f"model: expected one of {', '.join(MODELS)}, got {self.model!r}")
        if self.way not in WAYS:
            raise InvalidInput(f"way: expected one of {', '.join(WAYS)}, got {self.way!r}")

    def __call__(self, **numbers: Any) -> str:
        """What the chair does."""
        if self.model == "A":
            return _agency_outcome(self.way, numbers)
        if self.model == "B":
            conduct = degree(self.way, numbers).conduct
            return conduct if self.graded else CONDUCT[conduct]
        return _backers_outcome(self.way, numbers, self.trusted)


# A: common agency -----------------------------------------------------------------------------


def agency(way: str, n: Numbers) -> Agency:
    """The offers and threats around the chair; joint backers are one principal."""
    if way == "joint":
        stakes = {"the West": {"uphold": shield("joint", n)}}
    elif way == "split":
        stakes = {p: {"uphold": n["support"]} for p in ("the United States", "Europe")}
    else:
        stakes = {"one backer": {"uphold": n["support"]}}
    for rival, stake in rival_stakes(n).items():
        stakes[rival] = {"accommodate": stake}
    return Agency(stakes, {"uphold": own_value(n), "accommodate": 0}, {"Russia": threat(n)})


def _agency_outcome(way: str, n: Numbers) -> str:
    """By joint surplus in truthful play; and by what stands when nobody offers."""
    game = agency(way, n)
    upholds = game.surplus("uphold") >= game.surplus("accommodate")
    found = {"upholds" if upholds else "accommodates"}
    for action, word in (("uphold", "upholds"), ("accommodate", "accommodates")):
        if is_menu_equilibrium(game, {}, action) is None:
            found.add(word)
    return found.pop() if len(found) == 1 else "either"


# B: discretion --------------------------------------------------------------------------------


def degree(way: str, n: Numbers) -> Discretion:
    """The degree of accommodation; the chair's own value is read as a lean of 1/2 minus it."""
    pressure = sum(rival_stakes(n).values()) + credible_harm(n)
    return discretion(HALF - own_value(n), pressure, shield(way, n))


# C: coordination ------------------------------------------------------------------------------


def backing_game(n: Numbers) -> Any:
    """The game of two backers who decide apart: strength each, the deficit as the threshold."""
    stakes = net_stakes(n)
    costs = dict.fromkeys(stakes, n["back_cost"])
    return joint_backing(stakes, costs, n["support"], deficit(n))


def _backers_outcome(way: str, n: Numbers, trusted: bool) -> str:
    needed = deficit(n)
    if needed <= 0:
        return "upholds"
    if not trusted:
        return "accommodates"
    stakes = net_stakes(n)
    if way == "joint":
        costs = dict.fromkeys(stakes, n["back_cost"])
        found = joint_commitment(stakes, costs, n["support"], needed, synergy=n["synergy"])
        return "upholds" if found.items else "accommodates"
    if way == "single":
        first, second = stakes.values()
        most = first if first >= second else second
        reached = n["support"] >= needed and most >= n["back_cost"]
        return "upholds" if reached else "accommodates"
    return _apart(n, needed)


def _apart(n: Numbers, needed: Any) -> str:
    """Each decides alone: pure equilibria, and risk dominance between two that differ."""
    game = backing_game(n)
    enough = [
        bool(sum(choice == "back" for choice in profile) * n["support"] >= needed)
        for profile in pure_nash(game).items
    ]
    if all(enough):
        return "upholds"
    if not any(enough):
        return "accommodates"
    try:
        chosen = risk_dominant(game).items
    except NotApplicable:  # no strict equilibrium: a backer is exactly indifferent
        return "either"
    backed = [profile == ("back", "back") for profile in chosen]
    if all(backed):
        return "upholds"
    return "either" if any(backed) else "accommodates"
