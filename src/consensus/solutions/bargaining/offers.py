"""Stationary equilibria of bargaining by offers, under any rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from itertools import combinations
from typing import Any

from immutabledict import immutabledict

from ...errors import InvalidInput, NotApplicable, NotConverged, TooLarge
from ...exact.read import Number, exact_number, tidy
from ...games.bargaining import Bargaining
from ..declared import traceable
from ..kind import of_kind
from ..programming import maximised, solved_exactly
from ..solution import Solution, Upset
from .headcount import head_count, solve_head_count
from .mixing import mixed_offers

__all__ = ["Offers", "alternating_offers", "stationary"]

_MOST_PLAYERS = 12
_ROUNDS = 60


@dataclass(frozen=True)
class Offers(Solution):
    """A stationary equilibrium; one item, the values of the players before anyone proposes.

    Attributes
    ----------
    values : mapping player -> number
    keeps : mapping player -> number
        What a player keeps when proposing.
    price : mapping player -> number
        What a player accepts as somebody's partner, its discounted value.
    included : mapping player -> number
        The chance, in a round, of being somebody's paid partner.
    """

    values: Mapping[str, Number] = field(default_factory=dict)
    keeps: Mapping[str, Number] = field(default_factory=dict, repr=False)
    price: Mapping[str, Number] = field(default_factory=dict, repr=False)
    included: Mapping[str, Number] = field(default_factory=dict, repr=False)


@traceable
def stationary(game: Bargaining) -> Offers:
    """The stationary subgame-perfect equilibrium of offers with random proposers, any rule.

    Everyone who proposes buys the cheapest set of partners that the rule asks for, each at its
    discounted value. Exact, except where proposers must mix unequally: the values may then be
    irrational and come as floats, the error being the most that a proposer could save a round by
    other partners. Cost: where vetoers and a head count decide, a few linear systems with one
    unknown a vetoer and tie; otherwise 2^players, at most 12 players.

    Parameters
    ----------
    game : Bargaining
        With chances of recognition.

    Returns
    -------
    Offers
        The stationary equilibrium values are unique for these games (Eraslan and McLennan 2013);
        `included` is one way to share the partnerships.

    Raises
    ------
    NotApplicable
        If the players propose in a fixed order: see `alternating_offers`.
    NotConverged
        If no equilibrium was found to within 1e-9; nothing is then said.

    References
    ----------
    Baron and Ferejohn (1989), proposition 3; Winter, "Voting and vetoing", American Political
    Science Review 90 (1996), 813-823; Eraslan, "Uniqueness of stationary equilibrium payoffs in
    the Baron-Ferejohn model", Journal of Economic Theory 103 (2002), 11-30; Eraslan and McLennan,
    "Uniqueness of stationary equilibrium payoffs in coalitional bargaining", Journal of
    Economic Theory 148 (2013), 2195-2222.

    Examples
    --------
    >>> from consensus import rules
    >>> players = ["a", "b", "c"]
    >>> equal = {p: "1/3" for p in players}
    >>> answer = stationary(Bargaining(rules.by_majority(players), equal, "9/10"))
    >>> str(answer.keeps["a"]), str(answer.values["a"])
    ('7/10', '1/3')
    """
    of_kind(game, Bargaining)
    if game.in_turn:
        raise NotApplicable("stationary: assumes random recognition; see alternating_offers")
    count = head_count(game.rule)
    try:
        values, included = solve_head_count(game, count) if count else _by_coalitions(game)
    except NotConverged:
        values, included, error = mixed_offers(game, _partner_sets(game))
        return _answer("stationary", game, values, included, error=error)
    return _answer("stationary", game, values, included)


def _answer(
    concept: str,
    game: Bargaining,
    values: Mapping[str, Any],
    included: Mapping[str, Any],
    *,
    error: float | None = None,
) -> Offers:
    price = {p: _neat(game.discount[p] * values[p]) for p in game.players}
    keeps = {p: _neat(1 - _cheapest_cost(game, price, p)) for p in game.players}
    neat = {p: _neat(values[p]) for p in game.players}
    return Offers(
        concept,
        game,
        (immutabledict(neat),),
        values=immutabledict(neat),
        keeps=immutabledict(keeps),
        price=immutabledict(price),
        included=immutabledict({p: _neat(included[p]) for p in game.players}),
        exact=error is None,
        error=0 if error is None else error,
        check=partial(_why, game) if error is None else None,
    )


def _neat(value: Any) -> Any:
    return tidy(value) if isinstance(value, Fraction) else value


def _cheapest_cost(game: Bargaining, price: Mapping[str, Any], proposer: str) -> Any:
    count = head_count(game.rule)
    if count is None:
        return min_cost(_partner_sets(game)[proposer], price)
    total: Any = sum((price[v] for v in count.vetoers if v != proposer), start=Fraction(0))
    needed = count.needed - (proposer in count.others)
    ranked = sorted((p for p in count.others if p != proposer), key=lambda p: price[p])
    return total + sum((price[p] for p in ranked[: max(0, needed)]), start=Fraction(0))


# Any rule, by its minimal coalitions ---------------------------------------------------------


def _partner_sets(game: Bargaining) -> dict[str, list[frozenset[str]]]:
    """For each proposer the minimal sets of partners that make a winning coalition with it."""
    n = len(game.players)
    if n > _MOST_PLAYERS:
        raise TooLarge(
            "coalitions of partners", 2**n, 2**_MOST_PLAYERS,
            "merge players, or use a rule of vetoers and a head count", unit="coalitions",
        )  # fmt: skip
    found: dict[str, list[frozenset[str]]] = {}
    for proposer in game.players:
        others = [p for p in game.players if p != proposer]
        sets: list[frozenset[str]] = []
        for size in range(n):
            for partners in map(frozenset, combinations(others, size)):
                if any(known <= partners for known in sets):
                    continue
                if game.rule.wins(partners | {proposer}):
                    sets.append(partners)
        found[proposer] = sets
    return found


def min_cost(sets: list[frozenset[str]], price: Mapping[str, Any]) -> Any:
    """The least total price among sets of partners."""
    best: Any = None
    for partners in sets:
        cost = sum((price[p] for p in sorted(partners)), start=Fraction(0))
        if best is None or cost < best:
            best = cost
    return best


def _by_coalitions(game: Bargaining) -> tuple[dict[str, Any], dict[str, Any]]:
    """Guess the sets each proposer finds cheapest, solve, and look again.

    Ties are shared evenly; where even shares do not do, the guesses go round in a circle.
    """
    sets = _partner_sets(game)
    chosen = {i: list(options) for i, options in sets.items()}
    for _ in range(_ROUNDS):
        values, included = _given_sets(game, chosen)
        price = {p: game.discount[p] * values[p] for p in game.players}
        best = {}
        for i, options in sets.items():
            least = min_cost(options, price)
            best[i] = [s for s in options if min_cost([s], price) == least]
        if all(set(chosen[i]) <= set(best[i]) for i in game.players):
            return values, included
        chosen = best
    raise NotConverged(
        "stationary: the cheapest coalitions keep changing; this rule needs unequal mixing"
    )


def _given_sets(
    game: Bargaining, chosen: Mapping[str, list[frozenset[str]]]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values when every proposer draws evenly from its chosen sets."""
    players, chance, delta = game.players, game.recognition, game.discount
    at = {p: k for k, p in enumerate(players)}
    included: dict[str, Any] = {
        j: sum(
            (
                chance[i] * Fraction(sum(j in s for s in chosen[i]), len(chosen[i]))
                for i in players
                if i != j
            ),
            start=Fraction(0),
        )
        for j in players
    }
    rows, right = [], []
    for i in players:
        row: list[Any] = [Fraction(0)] * len(players)
        row[at[i]] = 1 - delta[i] * included[i]
        for j in players:
            share = Fraction(sum(j in s for s in chosen[i]), len(chosen[i]))
            row[at[j]] = row[at[j]] + chance[i] * delta[j] * share
        rows.append(row)
        right.append(chance[i])
    values = solved_exactly(rows, right)
    if values is None:
        raise NotConverged("stationary: the values are not determined (discount factors of 1)")
    return dict(zip(players, values, strict=True)), included


# The check ---------------------------------------------------------------------------------


def _why(game: Bargaining, candidate: Any) -> Upset | None:
    """Whether values are those of a stationary equilibrium: who would change an offer."""
    if not isinstance(candidate, Mapping) or set(candidate) != set(game.players):
        raise InvalidInput("candidate: expected a value for every player")
    values = {p: exact_number(candidate[p], f"candidate[{p!r}]") for p in game.players}
    price: dict[str, Any] = {p: game.discount[p] * values[p] for p in game.players}
    for p in game.players:
        if values[p] < 0:
            return Upset(p, "reject", -values[p], "a value below 0")
    needed = {}
    for i in game.players:
        own = game.recognition[i] * (1 - _cheapest_cost(game, price, i))
        gap = values[i] - own
        if gap < 0:
            return Upset(i, "propose", -gap, "proposing alone is worth more")
        if price[i] == 0:
            if gap != 0:
                return Upset(i, "accept less", gap)
            needed[i] = Fraction(0)
        else:
            needed[i] = gap / price[i]
    return _shared_out(game, price, needed)


def _shared_out(
    game: Bargaining, price: Mapping[str, Any], needed: Mapping[str, Any]
) -> Upset | None:
    """Whether proposers can mix among their cheapest sets so that all are included as needed."""
    sets = _partner_sets(game)
    columns: list[tuple[str, frozenset[str]]] = []
    for i in game.players:
        least = min_cost(sets[i], price)
        columns += [(i, s) for s in sets[i] if min_cost([s], price) == least]
    rows, limits = [], []
    for i in game.players:
        row = [int(owner == i) for owner, _ in columns]
        rows += [row, [-x for x in row]]
        limits += [game.recognition[i], -game.recognition[i]]
        if price[i] == 0:
            continue
        row = [int(i in s) for _, s in columns]
        rows += [row, [-x for x in row]]
        limits += [needed[i], -needed[i]]
    if maximised([0] * len(columns), rows, limits).status == "optimal":
        return None
    return Upset(frozenset(game.players), "other offers", note="no mixing of cheapest offers fits")


# In turn ----------------------------------------------------------------------------------------


@traceable
def alternating_offers(game: Bargaining) -> Offers:
    """The stationary equilibrium when the players propose in turn and all have to accept.

    Cost: one linear system with players² unknowns reduced to one for each player.

    Parameters
    ----------
    game : Bargaining
        With an order of proposers and a rule under which everyone has a veto.

    Returns
    -------
    Offers
        `values` are those when the first in the order proposes; `keeps` what each keeps when it
        is their turn. Two players have no other subgame-perfect equilibrium; with three or more
        there are others that are not stationary (Shaked, reported by Sutton 1986).

    Raises
    ------
    NotApplicable
        Under other rules, with random recognition, or if everyone is infinitely patient.

    References
    ----------
    Rubinstein (1982); Sutton, "Non-cooperative bargaining theory", Review of Economic Studies 53
    (1986), 709-724.

    Examples
    --------
    >>> from consensus import rules
    >>> game = Bargaining(rules.by_consensus(["a", "b"]), ["a", "b"], {"a": "1/2", "b": "3/4"})
    >>> {p: str(x) for p, x in alternating_offers(game).values.items()}
    {'a': '2/5', 'b': '3/5'}
    """
    of_kind(game, Bargaining)
    if not game.in_turn:
        raise NotApplicable("alternating_offers: assumes an order of proposers; see stationary")
    if set(game.rule.vetoers) != set(game.players):
        raise NotApplicable("alternating_offers: assumes that everyone has a veto")
    order = game.recognition
    n = len(order)
    if all(game.discount[p] == 1 for p in order):
        raise NotApplicable("alternating_offers: assumes that somebody is impatient")
    # When k proposes, player j who proposes d rounds later gets delta_j^d · keeps_j.
    rows = []
    for k in range(n):
        row: list[Any] = []
        for j in range(n):
            delay = (j - k) % n
            row.append(game.discount[order[j]] ** delay if delay else 1)
        rows.append(row)
    solved = solved_exactly(rows, [1] * n)
    assert solved is not None, "the shares of the first proposer are determined"
    keeps = dict(zip(order, solved, strict=True))
    values = {p: game.discount[p] ** j * keeps[p] if j else keeps[p] for j, p in enumerate(order)}
    neat = {p: _neat(values[p]) for p in game.players}
    return Offers(
        "alternating_offers",
        game,
        (immutabledict(neat),),
        values=immutabledict(neat),
        keeps=immutabledict({p: _neat(keeps[p]) for p in game.players}),
        price=immutabledict({p: _neat(values[p]) for p in game.players if p != order[0]}),
        check=partial(_why_in_turn, neat),
    )


def _why_in_turn(values: Mapping[str, Any], candidate: Any) -> Upset | None:
    if not isinstance(candidate, Mapping) or set(candidate) != set(values):
        raise InvalidInput("candidate: expected a share for every player")
    offered: dict[str, Any] = {p: exact_number(candidate[p], f"candidate[{p!r}]") for p in values}
    for player, share in values.items():
        if offered[player] < share:
            return Upset(player, "reject or propose otherwise", share - offered[player])
    total: Any = sum(offered.values(), start=0)
    if total > 1:
        return Upset(frozenset(values), "nothing", total - 1, "more than there is to divide")
    return None
