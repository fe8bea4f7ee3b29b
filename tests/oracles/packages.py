"""Packages by their definitions: every package tried, one by one."""

from __future__ import annotations

from itertools import chain, combinations, product


def every_package(agenda):
    names = list(agenda.issues)
    for chosen in product(*(agenda.issues[name].options for name in names)):
        yield dict(zip(names, chosen, strict=True))


def utility(agenda, player, package, only=None):
    names = agenda.issues if only is None else only
    total = sum(agenda.issues[n].values[player][package[n]] for n in names)
    for link in agenda.linkages:
        if link.player == player and all(n in names for n, _ in link.options):
            total += link.value * all(package[n] == o for n, o in link.options)
    return total


def gain(agenda, player, package):
    return utility(agenda, player, package) - utility(agenda, player, agenda.reversion)


def consents(agenda, player, package, cost=None, paid=0):
    held = [n for n, issue in agenda.issues.items() if player in issue.uncompensable]
    for name in held:
        row = agenda.issues[name].values[player]
        if row[package[name]] < row[agenda.reversion[name]]:
            return False
    free = [n for n in agenda.issues if n not in held]
    cost = agenda.stand_alone_cost.get(player, 0) if cost is None else cost
    now = utility(agenda, player, package, free) + paid + cost
    return now >= utility(agenda, player, agenda.reversion, free)


def passes(agenda, package, ignoring=()):
    return agenda.rule.wins(
        [p for p in agenda.players if p in ignoring or consents(agenda, p, package)]
    )


def passing(agenda):
    return [package for package in every_package(agenda) if passes(agenda, package)]


def best_value(agenda, ignoring=()):
    return max(
        sum(gain(agenda, p, package) for p in agenda.players)
        for package in every_package(agenda)
        if passes(agenda, package, ignoring)
    )


def efficient(agenda):
    good = passing(agenda)
    gains = [[gain(agenda, p, package) for p in agenda.players] for package in good]

    def beaten(k):
        return any(
            all(a >= b for a, b in zip(other, gains[k], strict=True)) and other != gains[k]
            for other in gains
        )

    return [package for k, package in enumerate(good) if not beaten(k)]


def least_compensation(agenda, package):
    """The least total over all coalitions that are paid what they lack; None if none helps."""
    lacking = {}
    for player in agenda.players:
        if consents(agenda, player, package, paid=10**9):
            held = [n for n, issue in agenda.issues.items() if player in issue.uncompensable]
            free = [n for n in agenda.issues if n not in held]
            now = utility(agenda, player, package, free)
            then = utility(agenda, player, agenda.reversion, free)
            lacking[player] = max(0, then - now - agenda.stand_alone_cost.get(player, 0))
    can = sorted(lacking)
    coalitions = chain.from_iterable(combinations(can, k) for k in range(len(can) + 1))
    totals = [sum(lacking[p] for p in s) for s in coalitions if agenda.rule.wins(s)]
    return min(totals, default=None)
