"""The core of a three-person game inside its triangle of imputations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...errors import InvalidInput, NotApplicable
from ...games.coalitional import Coalitional
from ...solutions.solution import Solution
from .colours import GREY, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["core_triangle"]

Spot = tuple[float, float]

_CORNERS: tuple[Spot, ...] = ((0.0, 0.0), (1.0, 0.0), (0.5, 3**0.5 / 2))
_MARKERS = ("o", "s", "D", "^", "v", "P")
_CORE = "#9ecae9"


def core_triangle(
    corners: Solution, *, points: Mapping[str, Mapping[str, object]] | None = None
) -> Figure:
    """Draw the core of a game of three players, with single allocations beside it.

    The triangle holds the allocations that give nobody less than they secure alone; each of its
    corners gives all of the gain to one player. A line is where a pair gets exactly its worth.

    Parameters
    ----------
    corners : Solution
        What `core_vertices` found; an empty core is drawn as none.
    points : mapping label -> allocation
        For instance the nucleolus and the Shapley value.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    NotApplicable
        If the game has not three players, or nothing is gained by acting together.

    Examples
    --------
    >>> from consensus import games, solutions
    >>> game = games.bankruptcy_game(200, {"a": 100, "b": 200, "c": 300})
    >>> points = {"nucleolus": solutions.nucleolus(game)}
    >>> figure = core_triangle(solutions.core_vertices(game), points=points)
    >>> [text.get_text() for text in figure.axes[0].get_legend().get_texts()]
    ['core', 'nucleolus']
    """
    from matplotlib.figure import Figure

    game = corners.game
    if not isinstance(game, Coalitional) or len(game.players) != 3:
        raise NotApplicable("core_triangle: the triangle is drawn for games of three players")
    alone = [float(game.worth({player})) for player in game.players]
    gain = float(game.total) - sum(alone)
    if gain <= 0:
        raise NotApplicable("core_triangle: nothing is gained by acting together, so no triangle")
    figure = Figure(figsize=(6.4, 5.6), layout="constrained")
    axes = figure.subplots()
    axes.set_aspect("equal")
    axes.axis("off")
    axes.set_xlim(-0.16, 1.16)
    axes.set_ylim(-0.14, 1.0)

    def spot(allocation: Mapping[str, object]) -> Spot:
        parts = []
        for player, least in zip(game.players, alone, strict=True):
            if player not in allocation:
                raise InvalidInput(f"points: no share for {player!r}")
            parts.append((float(allocation[player]) - least) / gain)  # type: ignore[arg-type]
        return _place(parts)

    _frame(axes, game, alone, gain)
    handles = _core(axes, [spot(item) for item in corners.items])
    for k, (label, allocation) in enumerate((points or {}).items()):
        x, y = spot(allocation)
        handles += axes.plot(
            [x], [y], linestyle="", marker=_MARKERS[k % len(_MARKERS)], markersize=8,
            markerfacecolor="white" if k % 2 else INK, markeredgecolor=INK, label=label, zorder=5,
        )  # fmt: skip
    axes.legend(handles=handles, loc="upper right", frameon=False)
    return figure


def _place(parts: list[float]) -> Spot:
    return (
        sum(p * x for p, (x, _) in zip(parts, _CORNERS, strict=True)),
        sum(p * y for p, (_, y) in zip(parts, _CORNERS, strict=True)),
    )


def _frame(axes: Axes, game: Coalitional, alone: list[float], gain: float) -> None:
    """The triangle with its corners named, and the line of each pair."""
    from ...exact.read import shown

    ring = [*_CORNERS, _CORNERS[0]]
    axes.plot([x for x, _ in ring], [y for _, y in ring], color=INK, linewidth=1.2, zorder=3)
    sides: tuple[Any, ...] = (("right", "top"), ("left", "top"), ("center", "bottom"))
    for (x, y), player, (across, up) in zip(_CORNERS, game.players, sides, strict=True):
        shift = 0.02 if up == "bottom" else -0.02
        axes.text(x, y + shift, f"all to {player}", ha=across, va=up, fontsize=10)
    for k, player in enumerate(game.players):
        pair = [p for p in game.players if p != player]
        most = (float(game.total) - float(game.worth(pair)) - alone[k]) / gain
        if not 0 < most < 1:
            continue
        ends = []
        for other in range(3):
            if other != k:
                parts = [0.0, 0.0, 0.0]
                parts[k], parts[other] = most, 1 - most
                ends.append(_place(parts))
        (x, y), (u, v) = ends
        axes.plot([x, u], [y, v], color=GREY, linewidth=0.9, linestyle="--", zorder=2)
        text = f"{' + '.join(pair)} = {shown(game.worth(pair))}"
        middle, flat = ((x + u) / 2, (y + v) / 2), k == 2
        axes.annotate(
            text, middle, ha="center", va="bottom", fontsize=8, color="#555555",
            rotation=0 if flat else (-60 if k == 0 else 60), rotation_mode="anchor",
        )  # fmt: skip


def _core(axes: Axes, spots: list[Spot]) -> list[Any]:
    """The core as a filled polygon, a segment or a point."""
    if not spots:
        return axes.plot([], [], linestyle="", label="the core is empty")
    x = sum(a for a, _ in spots) / len(spots)
    y = sum(b for _, b in spots) / len(spots)
    from math import atan2

    ring = sorted(spots, key=lambda spot: atan2(spot[1] - y, spot[0] - x))
    if len(ring) > 2:
        return axes.fill(
            [a for a, _ in ring], [b for _, b in ring], facecolor=_CORE, edgecolor="#3b7fb5",
            linewidth=1.4, label="core", zorder=1,
        )  # fmt: skip
    return axes.plot(
        [a for a, _ in ring], [b for _, b in ring], color="#3b7fb5", linewidth=4,
        marker="o" if len(ring) == 1 else "", markersize=11, label="core", zorder=1,
    )  # fmt: skip
