"""The best package, the price of each veto, what compensation costs, what bundling changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from ...errors import InvalidInput, NotApplicable
from ...exact.read import Exact, rational, shown, tidy
from ...games.agenda import Agenda, Issue
from ..declared import untraceable
from ..integer_programme import winners
from ..kind import of_kind
from ..solution import Solution, Upset, Values
from .listing import _objection
from .programme import heaviest

__all__ = [
    "BestPackage",
    "Bundling",
    "Compensation",
    "best_package",
    "bundling",
    "cheapest_compensation",
    "veto_prices",
]

_FLOATS = "a mixed-integer programme in floats proposes the answer"


@dataclass(frozen=True)
class BestPackage(Solution):
    """The best package that passes.

    Attributes
    ----------
    package : mapping issue -> option, or None
    value : number or None
        The weighted sum of gains over the reversion, exact.
    bound : float
        No passing package is worth more, as the solver proved.
    gains : mapping player -> number
        Over the reversion.
    """

    package: Mapping[str, str] | None = None
    value: Any = None
    bound: float = 0.0
    gains: Mapping[str, Any] = field(default_factory=dict)


@untraceable(_FLOATS)
def best_package(game: Agenda, *, weights: Mapping[str, object] | None = None) -> BestPackage:
    """The passing package with the greatest sum of gains: what a chair could table.

    A mixed-integer programme with one column an option; under consensus nobody objects to the
    answer. Its value is exact and HiGHS proves that no package is worth more.

    Parameters
    ----------
    game : Agenda
    weights : mapping player -> number, optional
        How much each player's gain counts, positive; 1 when left out.

    Returns
    -------
    BestPackage
        One item, form "some"; complete and empty when the rule lets no package pass.

    Examples
    --------
    >>> from consensus import games, rules
    >>> game = games.Agenda({
    ...     "mission": games.Issue({"w": {"on": 3, "off": 0}, "r": {"on": -2, "off": 0}}, "off"),
    ...     "treaty": games.Issue({"w": {"on": -1, "off": 0}, "r": {"on": 4, "off": 0}}, "off"),
    ... }, rules.by_consensus(["w", "r"]))
    >>> best = best_package(game)
    >>> best.package, best.value, dict(best.gains)
    ({'mission': 'on', 'treaty': 'on'}, 4, {'w': 2, 'r': 2})
    """
    of_kind(game, Agenda)
    counted = _read_weights(game, weights)
    best = heaviest(game, counted)

    def check(package: Any) -> Upset | None:
        failed = _objection(game, package)
        if failed is not None or best.package is None:
            return failed
        here: Any = sum(
            (w * game.gain(p, package) for w, p in zip(counted, game.players, strict=True)), start=0
        )
        if here >= best.value:
            return None
        return Upset(
            frozenset(game.players), dict(best.package), best.value - here, "worth more in sum"
        )

    if best.package is None:
        return BestPackage("best_package", game, (), check=check, bound=best.bound)
    evidence = {"proved": best.proved, "solver": "HiGHS, relative gap 0"}
    gains = {p: game.gain(p, best.package) for p in game.players}
    return BestPackage(
        "best_package", game, (best.package,), "some", False, evidence=evidence, check=check,
        package=best.package, value=best.value, bound=best.bound, gains=gains,
    )  # fmt: skip


@untraceable(_FLOATS)
def veto_prices(game: Agenda, *, weights: Mapping[str, object] | None = None) -> Values:
    """What each veto costs everyone: the optimum without that veto minus the optimum with it.

    Without a veto means that this player's objection is not counted. Its own loss is counted in
    the sum, so the price is never what the player itself gains by it. One mixed-integer programme
    a vetoer; players without a veto have price 0.

    Parameters
    ----------
    game : Agenda
    weights : mapping player -> number, optional

    Returns
    -------
    Values
        Exact. ``evidence["packages"]``: what would be agreed without each veto.

    Examples
    --------
    >>> from consensus import games, rules
    >>> value = {"w": {"on": 3, "off": 0}, "r": {"on": -2, "off": 0}}
    >>> game = games.Agenda({"mission": games.Issue(value, "off")}, rules.by_consensus(["w", "r"]))
    >>> dict(veto_prices(game))
    {'w': 0, 'r': 1}
    """
    of_kind(game, Agenda)
    counted = _read_weights(game, weights)
    held = heaviest(game, counted)
    if held.package is None:
        raise NotApplicable("veto_prices: no package passes, so there is nothing to compare with")
    prices: dict[str, Exact] = dict.fromkeys(game.players, 0)
    instead: dict[str, Any] = {}
    proved = held.proved
    for player in game.rule.vetoers:
        free = heaviest(game, counted, ignoring=[player])
        assert free.package is not None
        proved = proved and free.proved
        if free.value > held.value:
            prices[player] = tidy(Fraction(free.value - held.value))
            instead[player] = free.package
    evidence = {"packages": instead, "with all vetoes": held.package, "proved": proved}
    return Values("veto_prices", game, prices, evidence=evidence)


@dataclass(frozen=True)
class Compensation(Solution):
    """The cheapest compensation that makes a package pass.

    Attributes
    ----------
    total : number or None
    receipts : mapping player -> number
        What each objector who is won over receives: exactly what it lacks.
    payments : mapping player -> number
        What those pay who could give up something and still not object, in proportion to it.
    affordable : bool
        Whether those who could give up something and still not object could pay it all.
    """

    total: Any = None
    receipts: Mapping[str, Any] = field(default_factory=dict)
    payments: Mapping[str, Any] = field(default_factory=dict)
    affordable: bool = False


@untraceable(_FLOATS)
def cheapest_compensation(game: Agenda, *, package: Mapping[str, str]) -> Compensation:
    """The least side payments after which a blocked package passes, to whom and by whom.

    Gains are taken to be in one unit that can be paid. Whoever refuses because of an
    uncompensable issue cannot be won over at any price. Under consensus every objector is paid
    what it lacks; under another rule the cheapest winning coalition is.

    Parameters
    ----------
    game : Agenda
    package : mapping issue -> option

    Returns
    -------
    Compensation
        One item, ``{"receipts": …, "payments": …}``, form "some"; empty and complete when no
        payment helps, with ``evidence["uncompensable"]``, or when those who could give up
        something and still not object cannot pay it, with ``evidence["short"]``.

    Examples
    --------
    >>> from consensus import games, rules
    >>> value = {"w": {"on": 3, "off": 0}, "r": {"on": -2, "off": 0}}
    >>> game = games.Agenda({"mission": games.Issue(value, "off")}, rules.by_consensus(["w", "r"]))
    >>> deal = cheapest_compensation(game, package={"mission": "on"})
    >>> deal.total, dict(deal.receipts), dict(deal.payments)
    (2, {'r': 2}, {'w': 2})
    """
    of_kind(game, Agenda)
    read = game.read_package(package)
    firm = {p: lost for p in game.players if (lost := game.refused(p, read))}
    surplus = {p: game.surplus(p, read) for p in game.players}
    lacking = {p: max(0, -surplus[p]) for p in game.players if p not in firm}
    chosen = winners(game.rule, lacking)
    if chosen is None:
        return Compensation("cheapest_compensation", game, (), evidence={"uncompensable": firm})
    coalition, proved = chosen
    receipts = {p: lacking[p] for p in coalition if lacking[p]}
    total: Any = sum(receipts.values(), start=0)
    spare = {p: s for p, s in surplus.items() if s > 0 and p not in firm and p not in receipts}
    rich: Any = sum(spare.values(), start=0)
    evidence: dict[str, Any] = {"proved": proved, "spare": spare, "uncompensable": firm}
    if total > rich:
        evidence["short"] = total - rich
        return Compensation(
            "cheapest_compensation", game, (), evidence=evidence, total=total, receipts=receipts
        )
    payments = {p: tidy(Fraction(total * s) / rich) for p, s in spare.items()} if total else {}
    item = {"receipts": receipts, "payments": payments}
    return Compensation(
        "cheapest_compensation", game, (item,), "some", False, evidence=evidence, total=total,
        receipts=receipts, payments=payments, affordable=True,
    )  # fmt: skip


@dataclass(frozen=True)
class Bundling(Solution):
    """What deciding together changes against deciding issue by issue.

    Attributes
    ----------
    apart : mapping issue -> option
        The best that passes on each issue alone.
    apart_value, together_value : number
        Sums of gains.
    together : mapping issue -> option
        The best package that passes.
    traded : mapping issue -> tuple of players
        Who would object to the package's option on this issue alone, but not to the package.
    exposed : mapping issue -> tuple of players
        Who would not object to the option of `apart` on this issue alone, but objects once all
        issues of `apart` are one package: the veto points that bundling adds.
    """

    apart: Mapping[str, str] = field(default_factory=dict)
    apart_value: Any = 0
    together: Mapping[str, str] = field(default_factory=dict)
    together_value: Any = 0
    traded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exposed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@untraceable(_FLOATS)
def bundling(game: Agenda, *, weights: Mapping[str, object] | None = None) -> Bundling:
    """The trades that a package makes possible and the veto points that it adds.

    Issue by issue each option is judged alone, with the whole cost of standing alone; linkages
    count only in the package. Cost that of two programmes an issue.

    Parameters
    ----------
    game : Agenda
    weights : mapping player -> number, optional

    Examples
    --------
    >>> from consensus import games, rules
    >>> game = games.Agenda({
    ...     "mission": games.Issue({"w": {"on": 3, "off": 0}, "r": {"on": -2, "off": 0}}, "off"),
    ...     "treaty": games.Issue({"w": {"on": -1, "off": 0}, "r": {"on": 4, "off": 0}}, "off"),
    ... }, rules.by_consensus(["w", "r"]))
    >>> both = bundling(game)
    >>> both.apart_value, both.together_value, dict(both.traded)
    (0, 4, {'mission': ('r',), 'treaty': ('w',)})
    """
    of_kind(game, Agenda)
    counted = _read_weights(game, weights)
    best = heaviest(game, counted)
    if best.package is None:
        raise NotApplicable("bundling: no package passes under this rule")
    alone = {name: _alone(game, name, issue) for name, issue in game.issues.items()}
    apart: dict[str, str] = {}
    for name, single in alone.items():
        found = heaviest(single, counted).package
        apart[name] = game.issues[name].reversion if found is None else found[name]
    against = set(game.objectors(apart))
    traded = {
        name: tuple(
            p
            for p in single.objectors({name: best.package[name]})
            if game.consents(p, best.package)
        )
        for name, single in alone.items()
    }
    exposed = {
        name: tuple(
            p for p in game.players if p in against and single.consents(p, {name: apart[name]})
        )
        for name, single in alone.items()
        if apart[name] != game.issues[name].reversion
    }
    value: Any = sum(
        (w * game.gain(p, apart) for w, p in zip(counted, game.players, strict=True)), start=0
    )
    return Bundling(
        "bundling", game, (best.package,), "some", False,
        evidence={"proved": best.proved},
        apart=apart, apart_value=tidy(Fraction(value)), together=best.package,
        together_value=best.value,
        traded={name: who for name, who in traded.items() if who},
        exposed={name: who for name, who in exposed.items() if who},
    )  # fmt: skip


def _alone(game: Agenda, name: str, issue: Issue) -> Agenda:
    return Agenda({name: issue}, game.rule, game.stand_alone_cost)


def _read_weights(game: Agenda, weights: Mapping[str, object] | None) -> list[Exact]:
    if weights is None:
        return [1] * len(game.players)
    for player in game.players:
        if player not in weights:
            raise InvalidInput(f"weights: no weight for {player!r}")
    read = {}
    for player, weight in weights.items():
        if player not in game.players:
            raise InvalidInput(f"weights: {player!r} is not a player")
        read[player] = rational(weight, f"weights[{player!r}]")
        if read[player] <= 0:
            raise InvalidInput(f"weights[{player!r}]: expected more than 0, got {shown(weight)}")
    return [read[player] for player in game.players]
