"""Best replies in a tree, and where its subgames begin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...games.extensive import Extensive
from ...games.nodes import CHANCE, END
from ..solution import Upset

__all__ = ["best_reply", "is_behaviour_nash", "reach", "subgame_roots", "why_not_nash"]

Behaviour = Sequence[Sequence[Any]]


def subgame_roots(game: Extensive) -> list[int]:
    """The nodes at which a subgame begins, in breadth-first order; cost linear."""
    n = len(game.owner)
    size = [1] * n
    for node in range(n - 1, 0, -1):
        size[game.parent[node]] += size[node]
    enter = [0] * n
    for node in range(n):
        place = enter[node] + 1
        for child in game.children(node):
            enter[child] = place
            place += size[child]
    low, high = list(enter), list(enter)
    for s in game.sets:
        if len(s.nodes) > 1:
            least = min(enter[node] for node in s.nodes)
            most = max(enter[node] for node in s.nodes)
            for node in s.nodes:
                low[node], high[node] = least, most
    for node in range(n - 1, 0, -1):
        above = game.parent[node]
        low[above] = min(low[above], low[node])
        high[above] = max(high[above], high[node])
    return [
        node
        for node in range(n)
        if game.owner[node] != END
        and low[node] >= enter[node]
        and high[node] < enter[node] + size[node]
    ]


def reach(
    game: Extensive, behaviour: Behaviour, root: int = 0, *, without: int | None = None
) -> dict[int, Any]:
    """The chance of each node below `root`; moves of the player `without` count as certain."""
    chance: dict[int, Any] = {root: 1}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        mover = game.owner[node]
        if mover == END:
            continue
        weights: Any
        if mover == CHANCE:
            weights = game.chances[node]
        elif mover == without:
            weights = (1,) * game.count[node]
        else:
            weights = behaviour[game.infoset[node]]
        for child, weight in zip(game.children(node), weights, strict=True):
            chance[child] = chance[node] * weight
            waiting.append(child)
    return chance


def best_reply(
    game: Extensive, behaviour: Behaviour, player: int, root: int = 0
) -> tuple[Any, dict[int, int]]:
    """The most a player can expect below `root`, and the moves that give it.

    Assumes perfect recall. Cost: linear in the nodes below. Information sets are settled from the
    latest to the earliest; moves at sets that others never allow are settled as if all their
    nodes were equally likely.
    """
    chances = reach(game, behaviour, root, without=player)
    sets: dict[int, list[int]] = {}
    for node in sorted(chances):
        if game.owner[node] == player:
            sets.setdefault(game.infoset[node], []).append(node)
    worth: dict[int, Any] = {}
    chosen: dict[int, int] = {}
    for h, nodes in sorted(sets.items(), key=lambda entry: -entry[1][0]):
        weights = [chances[node] for node in nodes]
        if all(w == 0 for w in weights):
            weights = [1] * len(nodes)
        best: Any = None
        for move in range(len(game.sets[h].actions)):
            total: Any = 0
            for node, weight in zip(nodes, weights, strict=True):
                child = game.first[node] + move
                total = total + weight * _value(game, behaviour, player, child, worth, chosen)
            if best is None or total > best:
                best, chosen[h] = total, move
    return _value(game, behaviour, player, root, worth, chosen), chosen


def _value(
    game: Extensive,
    behaviour: Behaviour,
    player: int,
    node: int,
    worth: dict[int, Any],
    chosen: dict[int, int],
) -> Any:
    """The player's expected payoff at a node below which its own moves are settled."""
    waiting = [node]
    while waiting:
        here = waiting[-1]
        if here in worth:
            waiting.pop()
            continue
        mover = game.owner[here]
        if mover == END:
            payoffs = game.payoffs[here]
            assert payoffs is not None
            worth[here] = payoffs[player]
            continue
        if mover == player:
            children = [game.first[here] + chosen[game.infoset[here]]]
            weights: Any = (1,)
        else:
            children = list(game.children(here))
            weights = game.chances[here] if mover == CHANCE else behaviour[game.infoset[here]]
        missing = [c for c in children if c not in worth]
        if missing:
            waiting.extend(missing)
            continue
        worth[here] = sum((w * worth[c] for c, w in zip(children, weights, strict=True)), start=0)
    return worth[node]


def why_not_nash(
    game: Extensive, behaviour: Behaviour, root: int = 0, *, tolerance: Any = 0
) -> Upset | None:
    """Which player gains by another plan below `root`, by which moves, and how much."""
    worth = game.worth(behaviour)[root]  # type: ignore[arg-type]
    for player, name in enumerate(game.players):
        most, chosen = best_reply(game, behaviour, player, root)
        if most - worth[player] > tolerance:
            moves = {game.sets[h].name: game.sets[h].actions[k] for h, k in chosen.items()}
            note = "" if root == 0 else "after " + " › ".join(game.path(root))
            return Upset(name, moves, most - worth[player], note)
    return None


def is_behaviour_nash(game: Extensive, profile: Any, *, tolerance: Any = 0) -> bool:
    """Whether nobody gains by another plan; assumes perfect recall, cost players × nodes.

    Examples
    --------
    >>> from consensus.games import decision, ending
    >>> game = Extensive(["a"], decision("a", {"l": ending(1), "r": ending(2)}))
    >>> is_behaviour_nash(game, {"a 1": "r"}), is_behaviour_nash(game, {"a 1": "l"})
    (True, False)
    """
    game.require_recall("is_behaviour_nash")
    return why_not_nash(game, game.read_behaviour(profile), tolerance=tolerance) is None
