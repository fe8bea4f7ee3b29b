"""Drawing a game tree: moves from left to right, information sets as dotted lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...errors import TooLarge
from ...exact.read import shown
from ...games.extensive import Extensive
from ...games.nodes import CHANCE, END
from .colours import GREY, INK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["game_tree", "game_tree_text"]

_MOST_ENDINGS = 120
_PLAYER_INKS = ("#0b5394", "#a64d00", "#2d6a4f", "#8e2a6b", "#5b4b00", "#4b2e83")


def game_tree(game: Extensive, *, profile: Any = None) -> Figure:
    """The tree of a game, each move on its branch and the payoffs at the endings.

    Players differ in colour and by the name beside their nodes, information sets of several
    nodes are joined by a dotted line. Cost: one drawing, at most 120 endings.

    Parameters
    ----------
    game : Extensive
    profile : mapping information set -> probabilities, optional
        A behaviour profile; the moves that it uses are drawn thick.

    Raises
    ------
    TooLarge
        For a tree with more endings than a reader could tell apart.

    Examples
    --------
    >>> from consensus.games import decision, ending
    >>> game = Extensive(["a"], decision("a", {"l": ending(1), "r": ending(2)}))
    >>> [text.get_text() for text in game_tree(game).axes[0].texts]
    ['a', 'l', 'r', '1', '2']
    """
    from matplotlib.figure import Figure

    places, depth = _places(game)
    endings = sum(1 for mover in game.owner if mover == END)
    behaviour = None if profile is None else game.read_behaviour(profile)
    figure = Figure(figsize=(2.2 + 1.7 * depth, 1.0 + 0.42 * endings), layout="constrained")
    axes = figure.add_subplot()
    axes.set_axis_off()
    axes.set_xlim(-0.35, depth + 0.8)
    axes.set_ylim(endings - 0.4, -0.7)
    _draw_information(axes, game, places)
    for node in range(len(game.owner)):
        _draw_node(axes, game, node, places)
    for node in range(len(game.owner)):
        _draw_moves(axes, game, node, places, behaviour)
    for node, mover in enumerate(game.owner):
        if mover == END:
            x, y = places[node]
            payoffs = game.payoffs[node] or ()
            axes.text(x + 0.06, y, ", ".join(map(shown, payoffs)), va="center", color=INK)
    return figure


def game_tree_text(game: Extensive, *, profile: Any = None) -> str:
    """What the picture shows, one line a node: the text alternative to `game_tree`.

    Examples
    --------
    >>> from consensus.games import decision, ending
    >>> game = Extensive(["a"], decision("a", {"l": ending(1), "r": ending(2)}))
    >>> print(game_tree_text(game, profile={"a 1": "r"}))
    a moves (a 1)
      l → 1
      r (chance 1 in the profile) → 2
    """
    _places(game)
    behaviour = None if profile is None else game.read_behaviour(profile)
    lines: list[str] = []
    waiting = [(0, "", 0)]
    while waiting:
        node, before, depth = waiting.pop()
        mover = game.owner[node]
        if mover == END:
            what = ", ".join(map(shown, game.payoffs[node] or ()))
        elif mover == CHANCE:
            what = "chance moves"
        else:
            what = f"{game.players[mover]} moves ({game.sets[game.infoset[node]].name})"
        lines.append("  " * depth + before + what)
        for k in reversed(range(game.count[node])):
            label = game.labels(node)[k] + _odds(game, node, k, behaviour)
            waiting.append((game.first[node] + k, f"{label} → ", depth + 1))
    return "\n".join(lines)


def _odds(game: Extensive, node: int, k: int, behaviour: Any) -> str:
    chances = game.chances[node]
    if chances is not None:
        return f" (chance {shown(chances[k])})"
    if behaviour is None or behaviour[game.infoset[node]][k] == 0:
        return ""
    return f" (chance {shown(behaviour[game.infoset[node]][k])} in the profile)"


def _places(game: Extensive) -> tuple[list[tuple[float, float]], int]:
    """Endings at equal distances from top to bottom, other nodes halfway between their children."""
    endings = sum(1 for mover in game.owner if mover == END)
    if endings > _MOST_ENDINGS:
        raise TooLarge(
            "a drawing of a tree", endings, _MOST_ENDINGS, "draw a smaller part of it",
            unit="endings",
        )  # fmt: skip
    depth = [0] * len(game.owner)
    for node in range(1, len(game.owner)):
        depth[node] = depth[game.parent[node]] + 1
    height = [0.0] * len(game.owner)
    row = 0
    waiting = [0]
    while waiting:
        node = waiting.pop()
        if game.owner[node] == END:
            height[node] = float(row)
            row += 1
        waiting.extend(reversed(game.children(node)))
    for node in range(len(game.owner) - 1, -1, -1):
        below = game.children(node)
        if below:
            height[node] = (height[below[0]] + height[below[-1]]) / 2
    return list(zip(map(float, depth), height, strict=True)), max(depth)


def _draw_information(axes: Any, game: Extensive, places: list[tuple[float, float]]) -> None:
    for s in game.sets:
        if len(s.nodes) > 1:
            ordered = sorted(places[node] for node in s.nodes)
            xs, ys = zip(*ordered, strict=True)
            axes.plot(xs, ys, linestyle=":", color=_ink(s.player), linewidth=1.6, zorder=1)


def _draw_node(axes: Any, game: Extensive, node: int, places: list[tuple[float, float]]) -> None:
    mover = game.owner[node]
    if mover == END:
        return
    x, y = places[node]
    if mover == CHANCE:
        axes.plot([x], [y], marker="D", color=GREY, markersize=6, zorder=3)
        axes.text(x - 0.05, y - 0.28, "chance", ha="right", va="bottom", color=INK, fontsize=8)
        return
    axes.plot([x], [y], marker="o", color=_ink(mover), markersize=7, zorder=3)
    name = game.players[mover]
    axes.text(x - 0.05, y - 0.28, name, ha="right", va="bottom", color=_ink(mover), fontsize=9)


def _draw_moves(
    axes: Any, game: Extensive, node: int, places: list[tuple[float, float]], behaviour: Any
) -> None:
    if game.owner[node] == END:
        return
    x, y = places[node]
    chances = game.chances[node]
    for k, child in enumerate(game.children(node)):
        u, v = places[child]
        used = False
        label = game.labels(node)[k]
        if chances is not None:
            label += f" {shown(chances[k])}"
        elif behaviour is not None:
            p = behaviour[game.infoset[node]][k]
            used = bool(p > 0)
            if 0 < p < 1:
                label += f" {shown(p)}"
        axes.plot([x, u], [y, v], color=INK if used else GREY, linewidth=3.0 if used else 1.0,
                  zorder=2)  # fmt: skip
        axes.text(
            x + 0.55 * (u - x), y + 0.55 * (v - y), label, ha="center", va="center", fontsize=8,
            color=INK, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8}, zorder=4,
        )  # fmt: skip


def _ink(player: int) -> str:
    return _PLAYER_INKS[player % len(_PLAYER_INKS)]
