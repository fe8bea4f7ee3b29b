"""The chair's figure: conduct along support, for joint, separate and single backing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ..answers import ChairAnswer, Coalition

__all__ = ["chair_figure"]

# Ordered from giving way to upholding: warm to cool and light to dark, so that it also reads
# without colour.
SHADES = {
    "accommodates fully": "#f0c9a6",
    "mostly accommodates": "#f9ecdf",
    "mostly upholds": "#d3e3f3",
    "upholds fully": "#6f9fce",
}
WAYS = {"joint": "joint", "side by side": "side by side,\nnot joint", "alone": "one alone"}


def chair_figure(chair: ChairAnswer) -> Figure:
    """Horizontal bars of the chair's conduct along support per backer, one for each way of backing.

    The three marks are ticks on each bar; the thin lines below give their ranges over the bands.
    Cost: a tenth of a second once Matplotlib is loaded.
    """
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

    figure = Figure(figsize=(8.6, 3.8), layout="constrained")
    axes = figure.subplots()
    most = float(chair.chair.most_support)
    for row, way in enumerate(chair.coalitions):
        _bar(axes, -row, way)
        _marks(axes, -row, way, most)
    axes.set_xlim(0, most)
    axes.set_ylim(-len(chair.coalitions) + 0.45, 0.5)
    axes.set_yticks(
        [-row for row in range(len(chair.coalitions))],
        [WAYS[way.name] for way in chair.coalitions],
    )
    axes.set_xlabel("support that each backer gives")
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(left=False)
    handles = [
        Patch(facecolor=shade, edgecolor="#555555", label=name) for name, shade in SHADES.items()
    ]
    figure.legend(handles=handles, loc="outside upper center", ncols=4, frameon=False, fontsize=9)
    return figure


def _bar(axes: Axes, height: int, way: Coalition) -> None:
    for piece in way.regimes.pieces:
        if not piece.where.is_point:
            low, high = float(piece.where.low), float(piece.where.high)
            axes.barh(
                height, high - low, left=low, height=0.42, color=SHADES[piece.answer.conduct],
                edgecolor="#555555", linewidth=0.6,
            )  # fmt: skip


def _marks(axes: Axes, height: int, way: Coalition, most: float) -> None:
    """The marks as ticks with their number, their bands as thin lines stacked below the bar."""
    for line, (name, mark) in enumerate(way.marks.items()):
        value, low, high = float(mark.value), float(mark.low), float(mark.high)
        below = height - 0.27 - 0.06 * line
        if low < min(high, most):
            axes.plot([low, min(high, most)], [below, below], color="#444444", linewidth=1.4)
            ends = [low] if high > most else [low, high]
            axes.plot(ends, [below] * len(ends), linestyle="", marker="|", color="#444444",
                      markersize=5)  # fmt: skip
        if 0 < value <= most:
            axes.plot([value, value], [height - 0.24, height + 0.24], color="#111111", linewidth=1)
            axes.plot([value], [below], marker="o", markersize=3, color="#111111")
            axes.annotate(
                f"{value:.2f}", (value, height + 0.25), ha="center", va="bottom", fontsize=8
            )
        elif value > most and name == "full upholding":
            axes.annotate(
                f"full upholding from {value:.2f} →", (most, height + 0.25),
                ha="right", va="bottom", fontsize=8,
            )  # fmt: skip
