"""Menu auctions: truthful equilibria, any equilibrium, and play in which nobody offers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations, permutations
from typing import Any, NamedTuple

from immutabledict import immutabledict

from ...errors import InvalidInput, TooLarge
from ...exact.read import Number, exact_number, tidy
from ...games.agency import Agency
from ..declared import traceable
from ..kind import of_kind
from ..solution import Solution, Upset

__all__ = [
    "SilentMenus",
    "Truthful",
    "is_menu_equilibrium",
    "is_truthful_outcome",
    "truthful",
    "without_offers",
]

_MOST_PRINCIPALS = 14
_MOST_ORDERED = 5


class Deal(NamedTuple):
    """An action and what each principal pays for it."""

    action: str
    payments: Mapping[str, Number]


@dataclass(frozen=True)
class Truthful(Solution):
    """The truthful equilibria of a menu auction; `items` are deals.

    Attributes
    ----------
    action : str
        The action taken, the first of them in a tie.
    payments : mapping principal -> number
        What each pays in the first item.
    bounds : mapping frozenset of principals -> number
        The least these principals pay together in any truthful equilibrium.
    rent : number
        The agent's gain in the first item, its own value of the action included.
    margin : number
        By how much the joint surplus of the action exceeds that of the next best.
    """

    action: str = ""
    payments: Mapping[str, Number] = field(default_factory=dict)
    bounds: Mapping[frozenset[str], Number] = field(default_factory=dict, repr=False)
    rent: Number = 0
    margin: Number | None = None


def is_truthful_outcome(game: Agency, action: str, payments: Mapping[str, Any]) -> bool:
    """Whether an action with these payments comes about in some truthful equilibrium.

    The action maximises the joint surplus; every coalition of principals pays at least its
    bound; nobody could pay less, since each belongs to a coalition that pays just its bound
    (Bernheim and Whinston 1986, theorem 2). Cost: 2^principals × actions.
    """
    return _why_truthful(game, (action, payments)) is None


@traceable
def truthful(game: Agency) -> Truthful:
    """The truthful equilibria: the agent takes the action with the largest joint surplus.

    Cost: 2^principals × actions, at most 14 principals; the payments of up to 5 principals are
    the average over the orders in which they may be served, where that is an equilibrium.

    Parameters
    ----------
    game : Agency

    Returns
    -------
    Truthful
        One item for each action with the largest surplus. Form "some": payments may move along
        a frontier, on which `bounds` holds; `.why((action, payments))` judges any other point.

    Notes
    -----
    Model A of the case. Offers are binding, unlimited, tied to actions only and truthful: each
    principal's offers differ between actions by exactly what the actions are worth to it.
    Division among principals who want the same action then matters for who pays, not for what
    is done; see `without_offers` for what division can do outside truthful play.

    References
    ----------
    Bernheim and Whinston (1986), theorems 2 and 3; Laussel and Le Breton, "Conflict and
    cooperation: the structure of equilibrium payoffs in common agency", Journal of Economic
    Theory 100 (2001), 93-128.

    Examples
    --------
    >>> game = Agency({"us": {"uphold": 3}, "eu": {"uphold": 2}, "russia": {"accommodate": 4}},
    ...               {"uphold": 0, "accommodate": 0})
    >>> answer = truthful(game)
    >>> answer.action, answer.rent, answer.bounds[frozenset({"us"})]
    ('uphold', 4, 2)
    >>> answer.bounds[frozenset({"us", "eu"})], str(answer.payments["us"])
    (4, '5/2')
    """
    of_kind(game, Agency)
    totals = [(action, game.surplus(action)) for action in game.actions]
    best = totals[0][1]
    for _, total in totals[1:]:
        best = max(best, total)
    chosen = [action for action, total in totals if total == best]
    margin = None
    for _, total in totals:
        if total < best and (margin is None or best - total < margin):
            margin = best - total
    items = [Deal(action, _payments(game, action)) for action in chosen]
    first = items[0]
    return Truthful(
        "truthful",
        game,
        tuple(items),
        form="some",
        complete=False,
        action=first.action,
        payments=first.payments,
        bounds=immutabledict(dict(_bounds(game, first.action))),
        rent=exact_number(game.own[first.action] + sum(first.payments.values(), start=0), "rent"),
        margin=0 if len(chosen) > 1 else margin,
        check=partial(_why_truthful, game),
        evidence={"why not complete": "payments may move along a frontier within the bounds"},
    )


def _coalitions(game: Agency) -> Iterator[frozenset[str]]:
    n = len(game.principals)
    if n > _MOST_PRINCIPALS:
        raise TooLarge(
            "payment bounds", 2**n, 2**_MOST_PRINCIPALS, "unite principals with equal stakes",
            unit="coalitions",
        )  # fmt: skip
    for size in range(1, n + 1):
        yield from map(frozenset, combinations(game.principals, size))


def _bounds(game: Agency, action: str) -> Iterator[tuple[frozenset[str], Number]]:
    """For each coalition, what the agent could get from the others by another action."""
    for members in _coalitions(game):
        others = [p for p in game.principals if p not in members]
        here = game.surplus(action, others)
        best = here
        for other in game.actions:
            best = max(best, game.surplus(other, others))
        yield members, best - here


def _payments(game: Agency, action: str) -> Mapping[str, Number]:
    bounds = dict(_bounds(game, action))
    n = len(game.principals)
    if n <= _MOST_ORDERED:
        orders = list(permutations(game.principals))
        served = [_in_order(bounds, order) for order in orders]
        mean = {p: _shared(sum(s[p] for s in served), len(orders)) for p in game.principals}
        if _frontier(bounds, mean) is None:
            return immutabledict(mean)
    return immutabledict(_in_order(bounds, game.principals))


def _in_order(bounds: Mapping[frozenset[str], Number], order: tuple[str, ...]) -> dict[str, Number]:
    """Each in turn pays as little as the bounds allow, given what those before it pay."""
    paid: dict[str, Number] = {}
    for principal in order:
        least: Number = 0
        for members, bound in bounds.items():
            if principal in members and all(p in paid or p == principal for p in members):
                least = max(least, bound - sum(paid[p] for p in members if p != principal))
        paid[principal] = least
    return {p: paid[p] for p in sorted(paid, key=list(order).index)}


def _shared(total: Any, parts: int) -> Number:
    from fractions import Fraction

    value = Fraction(1, parts) * total
    return tidy(value) if isinstance(value, Fraction) else value


def _frontier(
    bounds: Mapping[frozenset[str], Number], payments: Mapping[str, Number]
) -> tuple[frozenset[str], Number] | None:
    """None on the frontier; else a coalition paying too little, or a principal paying too much."""
    tight: set[str] = set()
    for members, bound in bounds.items():
        gap = sum((payments[p] for p in members), start=0) - bound
        if gap < 0:
            return members, gap
        if gap == 0:
            tight |= members
    for principal in payments:
        if principal not in tight:
            slack = min(
                sum((payments[p] for p in members), start=0) - bound
                for members, bound in bounds.items()
                if principal in members
            )
            if payments[principal] > 0 and slack > 0:
                return frozenset([principal]), min(slack, payments[principal])
    return None


def _read(game: Agency, candidate: Any) -> tuple[str, dict[str, Number]]:
    try:
        action, payments = candidate
    except (TypeError, ValueError):
        raise InvalidInput(f"candidate: expected (action, payments), got {candidate!r}") from None
    game.surplus(action)
    for principal in payments:
        if principal not in game.values:
            raise InvalidInput(f"payments: {principal!r} is not a principal")
    return action, {
        p: exact_number(payments.get(p, 0), f"payments[{p!r}]") for p in game.principals
    }


def _why_truthful(game: Agency, candidate: Any) -> Upset | None:
    action, payments = _read(game, candidate)
    for principal, amount in payments.items():
        if amount < 0:
            return Upset(principal, "pay nothing", -amount, "payments are not negative")
    here = game.surplus(action)
    for other in game.actions:
        if game.surplus(other) > here:
            gain = game.surplus(other) - here
            return Upset(frozenset(game.principals), other, gain, "a larger joint surplus")
    broken = _frontier(dict(_bounds(game, action)), payments)
    if broken is None:
        return None
    members, gap = broken
    if gap < 0:
        others = frozenset(game.principals) - members
        return Upset(others, "another action", -gap, "the others outbid what the coalition pays")
    return Upset(members, "pay less", gap, "the action would still be taken")


# Any equilibrium -----------------------------------------------------------------------------


def is_menu_equilibrium(
    game: Agency, offers: Mapping[str, Mapping[str, Any]], action: str
) -> Upset | None:
    """None if these menus and this action are a Nash equilibrium, truthful or not.

    No principal may gain by another menu, the agent then choosing in its favour in a tie.
    Cost: principals × actions².

    Parameters
    ----------
    game : Agency
    offers : mapping principal -> mapping action -> payment
        0 for what is left out.
    action : str
        What the agent takes.

    Returns
    -------
    Upset or None
        Who would deviate, to which action, with which gain.

    References
    ----------
    Bernheim and Whinston (1986), lemma 2.

    Examples
    --------
    >>> game = Agency({"us": {"uphold": 3}}, {"uphold": 0, "accommodate": 2})
    >>> print(is_menu_equilibrium(game, {}, "accommodate"))
    us upsets it by uphold and gains 1 (by paying 2)
    >>> is_menu_equilibrium(game, {"us": {"uphold": 2}}, "uphold")
    """
    game.surplus(action)
    paid: dict[str, dict[str, Number]] = {}
    for principal in game.principals:
        menu = offers.get(principal, {})
        paid[principal] = {}
        for a in game.actions:
            amount = exact_number(menu.get(a, 0), f"offers[{principal!r}][{a!r}]")
            if amount < 0:
                raise InvalidInput(f"offers[{principal!r}][{a!r}]: expected at least 0")
            paid[principal][a] = amount
    income = {a: game.own[a] + sum(paid[p][a] for p in game.principals) for a in game.actions}
    for a in game.actions:
        if income[a] > income[action]:
            return Upset("agent", a, income[a] - income[action])
    for principal in game.principals:
        mine = game.values[principal]
        without = {a: income[a] - paid[principal][a] for a in game.actions}
        outside = without[action]
        for a in game.actions:
            outside = max(outside, without[a])
        now = mine[action] - paid[principal][action]
        for a in game.actions:
            price = outside - without[a]
            if mine[a] - price > now:
                return Upset(principal, a, mine[a] - price - now, f"by paying {price}")
    return None


@dataclass(frozen=True)
class SilentMenus(Solution):
    """Actions that the agent takes in equilibrium when nobody offers anything.

    Attributes
    ----------
    breakers : mapping action -> tuple of (coalition, action)
        For each item, the smallest coalitions that would gain by one joint offer.
    """

    breakers: Mapping[str, tuple[tuple[frozenset[str], str], ...]] = field(default_factory=dict)


@traceable
def without_offers(game: Agency) -> SilentMenus:
    """What the agent does in equilibria in which nobody offers: division outside truthful play.

    "Nobody offers, the agent does what it likes best" is an equilibrium iff no single principal
    would pay the agent's loss by another action. `breakers` names the coalitions that would:
    the support that exists only jointly. Cost: 2^principals × actions.

    Parameters
    ----------
    game : Agency

    Examples
    --------
    >>> game = Agency({"us": {"uphold": 3}, "eu": {"uphold": 2}}, {"uphold": 0, "accommodate": 4})
    >>> answer = without_offers(game)
    >>> answer.items, [sorted(c) for c, _ in answer.breakers["accommodate"]]
    (('accommodate',), [['eu', 'us']])
    >>> truthful(game).action
    'uphold'
    """
    of_kind(game, Agency)
    items = [a for a in game.actions if is_menu_equilibrium(game, {}, a) is None]
    breakers = {a: tuple(_breakers(game, a)) for a in items}
    return SilentMenus(
        "without_offers",
        game,
        tuple(items),
        breakers=immutabledict(breakers),
        check=partial(is_menu_equilibrium, game, {}),
    )


def _breakers(game: Agency, action: str) -> Iterator[tuple[frozenset[str], str]]:
    found: list[tuple[frozenset[str], str]] = []
    for members in _coalitions(game):
        for other in game.actions:
            if any(known <= members and to == other for known, to in found):
                continue
            if game.surplus(other, members) > game.surplus(action, members):
                found.append((members, other))
                yield members, other
