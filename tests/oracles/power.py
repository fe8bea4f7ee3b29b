"""Measures of power by their definitions, listing every ballot. Slow on purpose."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain, combinations, permutations, product
from math import factorial

from consensus.rules import BALLOTS, Rule


def coalitions(players):
    """Every coalition of the players, the empty one first."""
    players = list(players)
    sizes = (combinations(players, r) for r in range(len(players) + 1))
    return [frozenset(c) for c in chain.from_iterable(sizes)]


def winning(rule: Rule) -> list[frozenset[str]]:
    return [c for c in coalitions(rule.players) if rule.wins(c)]


def minimal_winning(rule: Rule) -> set[frozenset[str]]:
    return {c for c in winning(rule) if not any(rule.wins(c - {i}) for i in c)}


def minimal_blocking(rule: Rule) -> set[frozenset[str]]:
    found = [c for c in coalitions(rule.players) if rule.blocks(c)]
    return {c for c in found if not any(rule.blocks(c - {i}) for i in c)}


def maximal_losing(rule: Rule) -> set[frozenset[str]]:
    everyone = set(rule.players)
    lost = [c for c in coalitions(everyone) if not rule.wins(c)]
    return {c for c in lost if all(rule.wins(c | {i}) for i in everyone - c)}


def swings(rule: Rule, player: str) -> int:
    others = [p for p in rule.players if p != player]
    return sum(rule.wins(c | {player}) and not rule.wins(c) for c in coalitions(others))


def penrose(rule: Rule) -> dict[str, Fraction]:
    ways = 2 ** (len(rule.players) - 1)
    return {p: Fraction(swings(rule, p), ways) for p in rule.players}


def banzhaf(rule: Rule) -> dict[str, Fraction]:
    counts = {p: swings(rule, p) for p in rule.players}
    return {p: Fraction(c, sum(counts.values())) for p, c in counts.items()}


def shapley_shubik(rule: Rule) -> dict[str, Fraction]:
    """By listing the n! orders."""
    pivots = dict.fromkeys(rule.players, 0)
    for order in permutations(rule.players):
        for k, player in enumerate(order):
            if rule.wins(order[: k + 1]):
                pivots[player] += 1
                break
    return {p: Fraction(c, factorial(len(rule.players))) for p, c in pivots.items()}


def ballots(players):
    players = list(players)
    return (dict(zip(players, cast, strict=True)) for cast in product(BALLOTS, repeat=len(players)))


def passing(rule: Rule) -> int:
    return sum(rule.passes(b) for b in ballots(rule.players))


def penrose_abstention(rule: Rule) -> dict[str, Fraction]:
    values = {}
    for p in rule.players:
        others = list(ballots(q for q in rule.players if q != p))
        yes = sum(rule.passes({**b, p: "assent"}) for b in others)
        no = sum(rule.passes({**b, p: "object"}) for b in others)
        values[p] = Fraction(yes - no, len(others))
    return values


def shapley_shubik_abstention(rule: Rule) -> dict[str, Fraction]:
    """By listing the n!·3ⁿ roll calls and asking after each ballot whether anything is open."""
    pivots = dict.fromkeys(rule.players, 0)
    n = len(rule.players)
    for order in permutations(rule.players):
        for cast in ballots(rule.players):
            for k in range(n):
                known = {p: cast[p] for p in order[: k + 1]}
                rest = order[k + 1 :]
                best = rule.passes({**known, **dict.fromkeys(rest, "assent")})
                worst = rule.passes({**known, **dict.fromkeys(rest, "object")})
                if best == worst:
                    pivots[order[k]] += 1
                    break
    return {p: Fraction(c, factorial(n) * 3**n) for p, c in pivots.items()}


def rae(rule: Rule) -> dict[str, Fraction]:
    """How often the outcome is as the player voted."""
    everything = coalitions(rule.players)
    return {
        p: Fraction(sum(rule.wins(c) == (p in c) for c in everything), len(everything))
        for p in rule.players
    }


def critical(rule: Rule, coalition) -> set[str]:
    return {i for i in coalition if not rule.wins(coalition - {i})}


def johnston(rule: Rule) -> dict[str, Fraction]:
    sums = dict.fromkeys(rule.players, Fraction())
    for c in winning(rule):
        needed = critical(rule, c)
        for i in needed:
            sums[i] += Fraction(1, len(needed))
    total = sum(sums.values())
    return {p: s / total for p, s in sums.items()}


def deegan_packel(rule: Rule) -> dict[str, Fraction]:
    minimal = minimal_winning(rule)
    return {
        p: sum((Fraction(1, len(c)) for c in minimal if p in c), Fraction()) / len(minimal)
        for p in rule.players
    }


def holler(rule: Rule) -> dict[str, Fraction]:
    minimal = minimal_winning(rule)
    member = {p: sum(p in c for c in minimal) for p in rule.players}
    return {p: Fraction(c, sum(member.values())) for p, c in member.items()}


def owen_index(rule: Rule, unions: list[tuple[str, ...]]) -> dict[str, Fraction]:
    """By listing the orders of all players in which members of a union stand in a row."""
    pivots = dict.fromkeys(rule.players, 0)
    orders = 0
    for blocks in permutations(unions):
        for inner in product(*(list(permutations(block)) for block in blocks)):
            order = [p for block in inner for p in block]
            orders += 1
            for k, player in enumerate(order):
                if rule.wins(order[: k + 1]):
                    pivots[player] += 1
                    break
    return {p: Fraction(c, orders) for p, c in pivots.items()}


def banzhaf_owen_index(rule: Rule, unions: list[tuple[str, ...]]) -> dict[str, Fraction]:
    values = {}
    for union in unions:
        others = [u for u in unions if u != union]
        for p in union:
            mates = [q for q in union if q != p]
            count = ways = 0
            for chosen in coalitions(others):
                outside = {q for u in chosen for q in u}
                for c in coalitions(mates):
                    ways += 1
                    count += rule.wins(outside | c | {p}) and not rule.wins(outside | c)
            values[p] = Fraction(count, ways)
    return values


def myerson_index(rule: Rule, links) -> dict[str, Fraction]:
    """The Shapley value of the number of winning components, by listing the orders."""

    def worth(coalition) -> int:
        left, many = set(coalition), 0
        while left:
            component, frontier = set(), {left.pop()}
            while frontier:
                component |= frontier
                frontier = {q for q in left for p in component if {p, q} in links}
                left -= frontier
            many += rule.wins(component)
        return many

    sums = dict.fromkeys(rule.players, 0)
    for order in permutations(rule.players):
        for k, player in enumerate(order):
            sums[player] += worth(order[: k + 1]) - worth(order[:k])
    return {p: Fraction(s, factorial(len(rule.players))) for p, s in sums.items()}
