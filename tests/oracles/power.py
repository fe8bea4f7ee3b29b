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
