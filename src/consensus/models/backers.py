"""Backers whose support counts only together: a threshold, shares of the cost, commitment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations, product
from typing import Any

from ..errors import InvalidInput, NotApplicable, TooLarge
from ..exact.read import Number, exact_number
from ..games.strategic import Strategic
from ..rules.rule import read_players
from ..solutions.declared import traceable
from ..solutions.solution import Solution, Upset

__all__ = ["Backers", "Commitment", "joint_backing", "joint_commitment"]

_MOST_BACKERS = 16


@dataclass(frozen=True)
class Backers:
    """What backing costs and brings each partner, and how much strength upholding needs."""

    benefits: Mapping[str, Number]
    costs: Mapping[str, Number]
    strengths: Mapping[str, Number]
    threshold: Number
    synergy: Number

    def __post_init__(self) -> None:
        if self.synergy != 0 and len(self.benefits) > 2:
            raise NotApplicable(
                "synergy: it is defined for two partners, and with more a weak one would weaken all"
            )

    def succeeds(self, members: frozenset[str]) -> bool:
        """Whether these backers reach the threshold."""
        backing = [self.strengths[p] for p in self.benefits if p in members]
        total: Any = sum(backing, start=0)
        if len(backing) > 1:
            weakest: Any = backing[0]
            for strength in backing[1:]:
                weakest = min(weakest, strength)
            total = total + self.synergy * weakest
        return bool(total >= self.threshold)


def joint_backing(
    benefits: Mapping[str, object],
    costs: Mapping[str, object],
    strength: object,
    threshold: object,
    *,
    synergy: object = 0,
) -> Strategic:
    """The game in which partners decide, each alone, whether to back a third party.

    Each gains its benefit if the backers' strengths reach the threshold, and pays its cost if it
    backs. Cost: 2^partners payoffs each.

    Parameters
    ----------
    benefits, costs : mapping partner -> number
    strength : number or mapping partner -> number
        What each backer adds.
    threshold : number
    synergy : number
        What acting together adds, as a share of the weakest backer's strength.

    Returns
    -------
    Strategic
        Strategies ``"stay out"`` and ``"back"``. Ask `solutions.nash`, `solutions.risk_dominant`,
        and `solutions.global_game` about it.

    Notes
    -----
    Model C1 of the case. The choice by risk dominance needs noise about costs or benefits, with
    ranges in which each action is dominant; noise about the threshold alone will not do.

    References
    ----------
    Carlsson and van Damme, "Global games and equilibrium selection", Econometrica 61 (1993),
    989-1018.

    Examples
    --------
    >>> game = joint_backing({"us": 3, "eu": 3}, {"us": 1, "eu": 2}, strength=1, threshold=2)
    >>> game.payoff(("back", "back")), game.payoff(("back", "stay out"))
    ((2, 1), (-1, 0))
    """
    game = _read(benefits, costs, strength, threshold, synergy)
    partners = tuple(game.benefits)
    tables = [_table(game, partners, partner) for partner in partners]
    words = [["stay out", "back"]] * len(partners)
    return Strategic(tables, players=partners, strategies=words)


def _table(game: Backers, partners: tuple[str, ...], partner: str) -> Any:
    """The payoffs of one partner as nested lists, 0 for staying out and 1 for backing."""
    cells = []
    for choice in product((0, 1), repeat=len(partners)):
        members = frozenset(p for p, backs in zip(partners, choice, strict=True) if backs)
        won: Any = game.benefits[partner] if game.succeeds(members) else 0
        cells.append(won - game.costs[partner] if partner in members else won)
    for _ in partners[1:]:
        cells = [cells[i : i + 2] for i in range(0, len(cells), 2)]
    return cells


@dataclass(frozen=True)
class Commitment(Solution):
    """The cheapest sets of partners that reach the threshold, if together they gain by it.

    Attributes
    ----------
    total_benefit : number
    least_cost : number or None
        None when not even all partners reach the threshold.
    """

    total_benefit: Number = 0
    least_cost: Number | None = field(default=None)


@traceable
def joint_commitment(
    benefits: Mapping[str, object],
    costs: Mapping[str, object],
    strength: object,
    threshold: object,
    *,
    synergy: object = 0,
) -> Commitment:
    """Who backs when the partners can commit jointly and pay one another.

    They back iff the sum of all benefits covers the cheapest set that reaches the threshold.
    Parameters are those of `joint_backing`; cost 2^partners, at most 16.

    Examples
    --------
    >>> answer = joint_commitment({"us": 3, "eu": 3}, {"us": 2, "eu": 2}, strength=1, threshold=2)
    >>> [sorted(members) for members in answer.items], answer.least_cost
    ([['eu', 'us']], 4)
    """
    game = _read(benefits, costs, strength, threshold, synergy)
    total: Any = sum(game.benefits.values(), start=0)
    least: Any = None
    cheapest: list[frozenset[str]] = []
    for size in range(len(game.benefits) + 1):
        for members in map(frozenset, combinations(game.benefits, size)):
            if not game.succeeds(members):
                continue
            cost: Any = sum((game.costs[p] for p in game.benefits if p in members), start=0)
            if least is None or cost < least:
                least, cheapest = cost, [members]
            elif cost == least:
                cheapest.append(members)
    backed = least is not None and bool(total >= least)
    return Commitment(
        "joint_commitment",
        game,
        tuple(cheapest) if backed else (),
        total_benefit=total,
        least_cost=least,
        check=partial(_why, game, total, least),
    )


def _why(game: Backers, total: Any, least: Any, candidate: Any) -> Upset | None:
    members = frozenset(candidate)
    for partner in members:
        if partner not in game.benefits:
            raise InvalidInput(f"candidate: {partner!r} is not a partner")
    everyone = frozenset(game.benefits)
    if not game.succeeds(members):
        return Upset(everyone, "add backers", note="the threshold is not reached")
    cost: Any = sum((game.costs[p] for p in members), start=0)
    if cost > least:
        return Upset(everyone, "a cheaper set", cost - least)
    if cost > total:
        return Upset(everyone, "stay out", cost - total, "not worth its cost")
    return None


def _read(benefits: Any, costs: Any, strength: Any, threshold: object, synergy: object) -> Backers:
    if not isinstance(benefits, Mapping) or not isinstance(costs, Mapping):
        raise InvalidInput("benefits, costs: expected mappings partner -> number")
    partners = read_players(benefits, "benefits")
    if len(partners) > _MOST_BACKERS:
        raise TooLarge(
            "a game of backers", 2 ** len(partners), 2**_MOST_BACKERS,
            "unite partners of equal cost", unit="profiles",
        )  # fmt: skip
    if set(costs) != set(partners):
        raise InvalidInput(f"costs: expected exactly the partners {sorted(partners)}")
    if not isinstance(strength, Mapping):
        strength = dict.fromkeys(partners, strength)
    if set(strength) != set(partners):
        raise InvalidInput(f"strength: expected exactly the partners {sorted(partners)}")
    return Backers(
        {p: exact_number(benefits[p], f"benefits[{p!r}]") for p in partners},
        {p: exact_number(costs[p], f"costs[{p!r}]") for p in partners},
        {p: exact_number(strength[p], f"strength[{p!r}]") for p in partners},
        exact_number(threshold, "threshold"),
        exact_number(synergy, "synergy"),
    )
