"""Trees as tables: the strategic form of an extensive game, reduced or full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Any

import numpy as np

from ..errors import TooLarge
from .extensive import Extensive
from .nodes import CHANCE, END
from .strategic import Strategic

__all__ = ["Plan", "plans", "strategic_form"]

_MOST_PROFILES = 2_000_000
_MOST_PLANS = 200_000
Plan = Mapping[int, int]


def strategic_form(game: Extensive, *, reduced: bool = True) -> Strategic:
    """The table of an extensive game: every player picks a whole plan beforehand.

    Cost: profiles × nodes; at most two million profiles.

    Parameters
    ----------
    game : Extensive
    reduced : bool
        Whether plans say nothing about information sets that they themselves rule out; else
        every plan names a move everywhere.

    Returns
    -------
    Strategic
        A strategy is named by its moves, information sets in order, ``*`` for those ruled out.

    Raises
    ------
    TooLarge
        Before anything is built.

    Examples
    --------
    >>> from consensus.games import decision, ending
    >>> inner = decision("a", {"l": ending(3), "r": ending(4)})
    >>> game = Extensive(["a"], decision("a", {"out": ending(1), "in": inner}))
    >>> strategic_form(game).strategies
    (('out *', 'in l', 'in r'),)
    >>> len(strategic_form(game, reduced=False).strategies[0])
    4
    """
    lists = [plans(game, i, reduced=reduced) for i in range(len(game.players))]
    cells = prod(len(p) for p in lists)
    if cells > _MOST_PROFILES:
        raise TooLarge(
            "a strategic form", cells, _MOST_PROFILES, "solve the tree itself", unit="profiles"
        )
    names = [[_name(game, i, plan) for plan in own] for i, own in enumerate(lists)]
    sizes = tuple(len(own) for own in lists)
    tables = [np.empty(sizes, dtype=object) for _ in game.players]
    for index in product(*(range(size) for size in sizes)):
        chosen: dict[int, int] = {}
        for own, k in zip(lists, index, strict=True):
            chosen.update(own[k])
        for table, value in zip(tables, outcome_of(game, chosen, 0, {}), strict=True):
            table[index] = value
    return Strategic(tables, game.players, names, title=game.title)


def plans(
    game: Extensive, player: int, *, reduced: bool, root: int = 0, stops: Any = frozenset()
) -> list[Plan]:
    """The plans of a player in the tree below `root`, cut off at the nodes in `stops`."""
    inside = own_sets(game, player, root, stops)
    if not reduced:
        count = prod(len(game.sets[h].actions) for h in inside)
        _refuse(count)
        choices = product(*(range(len(game.sets[h].actions)) for h in inside))
        return [dict(zip(inside, picks, strict=True)) for picks in choices]
    found: list[Plan] = []
    for plan in _reduced(game, player, root, stops):
        if not any(plan == known for known in found[-1:]):
            found.append(plan)
        _refuse(len(found))
    return found


def _reduced(game: Extensive, player: int, root: int, stops: Any) -> Iterator[Plan]:
    """Walk the own information sets in order of the tree, deciding only where one may come."""
    inside = own_sets(game, player, root, stops)

    def extend(k: int, plan: dict[int, int]) -> Iterator[Plan]:
        while k < len(inside) and not possible(game, player, inside[k], plan, root):
            k += 1
        if k == len(inside):
            yield dict(plan)
            return
        for move in range(len(game.sets[inside[k]].actions)):
            plan[inside[k]] = move
            yield from extend(k + 1, plan)
            del plan[inside[k]]

    yield from extend(0, {})


def possible(game: Extensive, player: int, h: int, plan: Plan, root: int) -> bool:
    """Whether the plan's own earlier moves allow the information set to be reached."""
    for node in game.sets[h].nodes:
        while node != root:
            above = game.parent[node]
            if game.owner[above] == player:
                move = plan.get(game.infoset[above])
                if move is None or game.first[above] + move != node:
                    break
            node = above
        else:
            return True
    return False


def own_sets(game: Extensive, player: int, root: int, stops: Any) -> list[int]:
    """The player's information sets below `root`, earlier ones first."""
    if root == 0 and not stops:
        found = [h for h, s in enumerate(game.sets) if s.player == player]
    else:
        seen: dict[int, None] = {}
        for node in below(game, root, stops):
            if game.owner[node] == player and (node == root or node not in stops):
                seen.setdefault(game.infoset[node])
        found = list(seen)
    return sorted(found, key=lambda h: game.sets[h].nodes[0])


def below(game: Extensive, root: int, stops: Any) -> Iterator[int]:
    """The nodes of a subtree in breadth-first order, not going past the stops."""
    level = [root]
    while level:
        following: list[int] = []
        for node in level:
            yield node
            if node == root or node not in stops:
                following.extend(game.children(node))
        level = following


def outcome_of(
    game: Extensive, chosen: Plan, root: int, known: Mapping[int, tuple[Any, ...]]
) -> tuple[Any, ...]:
    """The expected payoffs of pure plans from `root` on; `known` gives values of cut-off nodes."""
    n = len(game.players)
    total: list[Any] = [0] * n
    waiting: list[tuple[int, Any]] = [(root, 1)]
    while waiting:
        node, weight = waiting.pop()
        mover = game.owner[node]
        value = known.get(node) if node != root else None
        if value is None and mover == END:
            value = game.payoffs[node]
        if value is not None:
            for i in range(n):
                total[i] = total[i] + weight * value[i]
        elif mover == CHANCE:
            chances = game.chances[node]
            assert chances is not None
            for child, p in zip(game.children(node), chances, strict=True):
                waiting.append((child, weight * p))
        else:
            waiting.append((game.first[node] + chosen[game.infoset[node]], weight))
    return tuple(total)


def _name(game: Extensive, player: int, plan: Plan) -> str:
    moves = [
        s.actions[plan[h]] if h in plan else "*"
        for h, s in enumerate(game.sets)
        if s.player == player
    ]
    return " ".join(moves) or "(nothing to decide)"


def _refuse(count: int) -> None:
    if count > _MOST_PLANS:
        raise TooLarge("plans of a player", count, _MOST_PLANS, "solve the tree itself")
