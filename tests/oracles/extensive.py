"""Equilibria of trees by trying every profile and every deviation."""

from __future__ import annotations

from itertools import product


def pure_profiles(game):
    for picks in product(*(s.actions for s in game.sets)):
        yield dict(zip((s.name for s in game.sets), picks, strict=True))


def value_at(game, profile, node, player):
    """The expected payoff of pure play from a node on."""
    mover = game.owner[node]
    if mover == -2:
        return game.payoffs[node][player]
    if mover == -1:
        return sum(
            p * value_at(game, profile, c, player)
            for p, c in zip(game.chances[node], game.children(node), strict=True)
        )
    s = game.sets[game.infoset[node]]
    k = s.actions.index(profile[s.name])
    return value_at(game, profile, game.first[node] + k, player)


def subtree(game, root):
    nodes, waiting = set(), [root]
    while waiting:
        node = waiting.pop()
        nodes.add(node)
        waiting.extend(game.children(node))
    return nodes


def roots(game):
    """Nodes below which no information set reaches outside."""
    found = []
    for root, mover in enumerate(game.owner):
        if mover == -2:
            continue
        inside = subtree(game, root)
        if all(set(s.nodes) <= inside or not set(s.nodes) & inside for s in game.sets):
            found.append(root)
    return found


def is_nash_at(game, profile, root):
    for i, _ in enumerate(game.players):
        now = value_at(game, profile, root, i)
        own = [s for s in game.sets if s.player == i]
        for picks in product(*(s.actions for s in own)):
            other = {**profile, **dict(zip((s.name for s in own), picks, strict=True))}
            if value_at(game, other, root, i) > now:
                return False
    return True


def subgame_perfect(game):
    return [
        profile
        for profile in pure_profiles(game)
        if all(is_nash_at(game, profile, root) for root in roots(game))
    ]
