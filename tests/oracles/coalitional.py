"""Coalitional concepts by their definitions, slowly: orders, subsets, systems of equations."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations

import numpy as np


def coalitions(players):
    for size in range(1, len(players) + 1):
        for inside in combinations(players, size):
            yield frozenset(inside)


def excess(game, shares, coalition):
    return game.worth(coalition) - sum(shares[p] for p in coalition)


def average_contribution(game, orders):
    """The mean marginal contribution over a list of (order, weight)."""
    total = dict.fromkeys(game.players, Fraction(0))
    mass = Fraction(0)
    for order, weight in orders:
        mass += weight
        before = frozenset()
        for player in order:
            after = before | {player}
            total[player] += weight * (game.worth(after) - game.worth(before))
            before = after
    return {player: value / mass for player, value in total.items()}


def shapley(game):
    return average_contribution(
        game, [(order, Fraction(1)) for order in permutations(game.players)]
    )


def weighted_shapley(game, weights):
    """Orders are built from the end, each time with chances in proportion to the weights."""
    orders = []
    for order in permutations(game.players):
        chance = Fraction(1)
        for k in range(len(order), 0, -1):
            chance *= Fraction(weights[order[k - 1]]) / sum(weights[p] for p in order[:k])
        orders.append((order, chance))
    return average_contribution(game, orders)


def owen(game, unions):
    orders = []
    for order in permutations(game.players):
        places = {p: k for k, p in enumerate(order)}
        together = all(
            max(places[p] for p in union) - min(places[p] for p in union) == len(union) - 1
            for union in unions
        )
        if together:
            orders.append((order, Fraction(1)))
    return average_contribution(game, orders)


def banzhaf_value(game):
    found = {}
    for player in game.players:
        others = [p for p in game.players if p != player]
        total = game.worth({player})
        for inside in coalitions(others):
            total += game.worth(inside | {player}) - game.worth(inside)
        found[player] = Fraction(total, 2 ** len(others))
    return found


def connected_parts(coalition, links):
    left, parts = set(coalition), []
    while left:
        part, fresh = set(), {min(left)}
        while fresh:
            part |= fresh
            fresh = {q for link in links for p in fresh if p in link for q in link} & left - part
        parts.append(frozenset(part))
        left -= part
    return parts


def tau(game):
    everyone = frozenset(game.players)
    high = {p: game.total - game.worth(everyone - {p}) for p in game.players}
    low = {
        p: max(
            game.worth(s) - sum(high[q] for q in s if q != p)
            for s in coalitions(game.players)
            if p in s
        )
        for p in game.players
    }
    if sum(low.values()) == sum(high.values()):
        return low
    share = Fraction(game.total - sum(low.values())) / (sum(high.values()) - sum(low.values()))
    return {p: low[p] + share * (high[p] - low[p]) for p in game.players}


def in_core(game, shares, epsilon=0):
    return sum(shares.values()) == game.total and all(
        excess(game, shares, s) <= epsilon
        for s in coalitions(game.players)
        if len(s) < len(game.players)
    )


def core_corners(game):
    """Every point of the core at which n independent coalitions get exactly their worth."""
    players = game.players
    found = set()
    proper = [s for s in coalitions(players) if len(s) < len(players)]
    for chosen in combinations(proper, len(players) - 1):
        rows = [[Fraction(int(p in s)) for p in players] for s in [*chosen, frozenset(players)]]
        right = [Fraction(game.worth(s)) for s in chosen] + [Fraction(game.total)]
        point = solve(rows, right)
        if point is not None and in_core(game, dict(zip(players, point, strict=True))):
            found.add(tuple(point))
    return found


def solve(rows, right):
    """Gauss's elimination in fractions; None if singular."""
    n = len(rows)
    table = [[*row, b] for row, b in zip(rows, right, strict=True)]
    for k in range(n):
        pivot = next((r for r in range(k, n) if table[r][k] != 0), None)
        if pivot is None:
            return None
        table[k], table[pivot] = table[pivot], table[k]
        table[k] = [x / table[k][k] for x in table[k]]
        for r in range(n):
            if r != k and table[r][k]:
                table[r] = [x - table[r][k] * y for x, y in zip(table[r], table[k], strict=True)]
    return [row[-1] for row in table]


def nucleolus(game, rational):
    """Lexicographic minimisation with every coalition listed, each tested for being stuck.

    In floats: the shares are right to about 1e-6.
    """
    from scipy.optimize import linprog

    players = game.players
    n = len(players)
    proper = [s for s in coalitions(players) if len(s) < n]
    rows = {s: np.array([float(p in s) for p in players]) for s in proper}
    bounds = [(float(game.worth({p})) if rational else None, None) for p in players]
    fixed = [(np.ones(n), float(game.total))]
    open_ = list(proper)
    shares = None
    while open_:
        upper = [np.append(-rows[s], -1.0) for s in open_]
        right = [-float(game.worth(s)) for s in open_]
        equal = [np.append(row, 0.0) for row, _ in fixed]
        answer = linprog(
            np.append(np.zeros(n), 1.0), A_ub=upper, b_ub=right, A_eq=equal,
            b_eq=[b for _, b in fixed], bounds=[*bounds, (None, None)],
        )  # fmt: skip
        level, shares = answer.x[-1], answer.x[:-1]
        stuck = []
        for s in open_:
            least = linprog(
                -rows[s], A_ub=[-rows[t] for t in open_],
                b_ub=[level - float(game.worth(t)) + 1e-9 for t in open_],
                A_eq=[row for row, _ in fixed], b_eq=[b for _, b in fixed], bounds=bounds,
            )  # fmt: skip
            if float(game.worth(s)) + least.fun >= level - 1e-7:
                stuck.append(s)
        for s in stuck:
            fixed.append((rows[s], float(game.worth(s)) - level))
            open_.remove(s)
        independent = []
        for row, b in fixed:
            if np.linalg.matrix_rank([r for r, _ in independent] + [row]) > len(independent):
                independent.append((row, b))
        fixed = independent
    if shares is None:
        return {players[0]: float(game.total)}
    final = np.linalg.lstsq(
        np.array([row for row, _ in fixed]), np.array([b for _, b in fixed]), rcond=None
    )[0]
    return dict(zip(players, final, strict=True))


def outweighs(game, shares, i, j):
    mine = max(excess(game, shares, s) for s in coalitions(game.players) if i in s and j not in s)
    theirs = max(excess(game, shares, s) for s in coalitions(game.players) if j in s and i not in s)
    return mine > theirs


def in_kernel(game, shares):
    if sum(shares.values()) != game.total:
        return False
    if any(shares[p] < game.worth({p}) for p in game.players):
        return False
    return not any(
        outweighs(game, shares, i, j) and shares[j] > game.worth({j})
        for i in game.players
        for j in game.players
        if i != j
    )


def in_prekernel(game, shares):
    return sum(shares.values()) == game.total and not any(
        outweighs(game, shares, i, j) for i in game.players for j in game.players if i != j
    )


def dividends(game):
    found = {}
    for s in coalitions(game.players):
        amount = game.worth(s) - sum(found.get(t, 0) for t in coalitions(sorted(s)) if t != s)
        if amount:
            found[s] = amount
    return found
