"""Stability of partitions, structures and states by their definitions."""

from __future__ import annotations

from itertools import chain, combinations


def groups(players):
    return [
        frozenset(s)
        for s in chain.from_iterable(combinations(players, k) for k in range(1, len(players) + 1))
    ]


def partitions(players):
    players = list(players)
    if not players:
        yield []
        return
    first, rest = players[0], players[1:]
    for others in partitions(rest):
        yield [frozenset([first]), *others]
        for k, group in enumerate(others):
            yield [*others[:k], group | {first}, *others[k + 1 :]]


def home(partition, player):
    return next(group for group in partition if player in group)


def core_stable(game, partition):
    return not any(
        all(game.worth(p, g) > game.worth(p, home(partition, p)) for p in g)
        for g in groups(game.players)
    )


def movable(game, partition, welcome):
    for p in game.players:
        here = home(partition, p)
        for target in [frozenset(), *partition]:
            if p in target:
                continue
            there = target | {p}
            if game.worth(p, there) > game.worth(p, here) and not (
                welcome and any(game.worth(q, there) < game.worth(q, target) for q in target)
            ):
                return True
    return False


def stable_structures(value, players, falls_apart):
    """`value` gives the payoffs of a structure; the deviations of Hart and Kurz are all tried."""
    found = []
    for structure in partitions(players):
        here = value(structure)
        stands = True
        for group in groups(players):
            left = []
            for part in structure:
                rest = part - group
                if rest and part & group and falls_apart:
                    left += [frozenset([p]) for p in rest]
                elif rest:
                    left.append(rest)
            for formed in partitions(sorted(group)):
                there = value([*formed, *left])
                stands = stands and not all(there[p] > here[p] for p in group)
        if stands:
            found.append(frozenset(structure))
    return found


def prefer(graph, movers, x, y):
    """All movers strictly prefer y to x."""
    return all(graph.level(p, y) > graph.level(p, x) for p in movers)


def moves_from(graph, x):
    for source, target, mover in graph.moves:
        if source == x:
            yield target, frozenset([mover]) if isinstance(mover, str) else mover


def dominated(graph, x, y):
    """Whether y indirectly dominates x: a depth-first search over chains of moves."""
    seen, waiting = {x}, [x]
    while waiting:
        z = waiting.pop()
        for target, movers in moves_from(graph, z):
            if prefer(graph, movers, z, y):
                if target == y:
                    return True
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
    return False


def consistent(graph, inside):
    """Chwe's map: the states whose every deviation is deterred by an end in `inside`."""
    kept = set()
    for x in graph.states:
        if all(
            any(
                (z == target or dominated(graph, target, z)) and not prefer(graph, movers, x, z)
                for z in inside
            )
            for target, movers in moves_from(graph, x)
        ):
            kept.add(x)
    return kept


def largest_consistent(graph):
    """The union of all sets that Chwe's map leaves as they are, every subset tried."""
    union = set()
    for k in range(len(graph.states) + 1):
        for subset in combinations(graph.states, k):
            if consistent(graph, subset) == set(subset):
                union |= set(subset)
    return union


def stable_sets(graph):
    above = {
        x: {y for y in graph.states if x != y and dominated(graph, x, y)} for x in graph.states
    }
    return [
        frozenset(inside)
        for k in range(len(graph.states) + 1)
        for inside in combinations(graph.states, k)
        if not any(above[x] & set(inside) for x in inside)
        and all(above[x] & set(inside) for x in graph.states if x not in inside)
    ]
