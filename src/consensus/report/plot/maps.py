"""The map of two parameters: which answer holds where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ...exact import rational
from ...sweeps.maps import RegimeMap, Region
from ...sweeps.pieces import answer_text
from .colours import INK, Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["regime_map", "regime_map_text"]


def regime_map(
    found: RegimeMap,
    *,
    label: Callable[[Any], str] = answer_text,
    names: Mapping[str, str] | None = None,
    marks: Mapping[str, tuple[object, object]] | None = None,
    width: float = 6.5,
) -> Figure:
    """Draw the regions of two parameters, labelled, with their borders.

    Parameters
    ----------
    found : RegimeMap
        What `sweeps.regimes` found over two parameters.
    label : callable
        From an answer to a short text.
    names : mapping parameter -> text
        How the parameters are called on the axes.
    marks : mapping text -> (x, y)
        Points to show, for instance where the case stands today.
    width : float
        In inches.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> from consensus import sweeps
    >>> found = sweeps.regimes(
    ...     lambda s, r: "upholds" if s >= r else "yields", over={"s": (0, 1), "r": (0, 1)}
    ... )
    >>> figure = regime_map(found, marks={"today": ("0.5", "0.2")})
    >>> sorted(text.get_text() for text in figure.axes[0].texts)
    ['today', 'upholds', 'yields']
    """
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

    figure = Figure(figsize=(width, width * 0.8), layout="constrained")
    axes = figure.add_subplot()
    palette = Palette()
    keyed: list[Patch] = []
    for region in found.pieces:
        style = palette.style(region.answer)
        _fill(axes, region, style)
        if region.proved and not _label(axes, region, label(region.answer), found, width):
            keyed.append(Patch(label=label(region.answer), **style))
    for segment in found.edges:
        (x, y), (u, v) = segment.start, segment.end
        axes.plot([float(x), float(u)], [float(y), float(v)], color=INK, linewidth=1.1)
    for text, (mark_x, mark_y) in (marks or {}).items():
        at = float(rational(mark_x, text)), float(rational(mark_y, text))
        axes.plot([at[0]], [at[1]], marker="o", color=INK, markersize=5)
        axes.annotate(text, at, xytext=(6, 5), textcoords="offset points", fontsize=8.5)
    (a, b), (c, d) = found.ranges
    axes.set_xlim(float(a), float(b))
    axes.set_ylim(float(c), float(d))
    first, second = found.parameters
    axes.set_xlabel((names or {}).get(first, first))
    axes.set_ylabel((names or {}).get(second, second))
    if keyed:
        axes.legend(
            handles=keyed, loc="upper left", bbox_to_anchor=(0, -0.13), frameon=False, fontsize=9
        )
    return figure


def regime_map_text(found: RegimeMap, *, label: Callable[[Any], str] = answer_text) -> str:
    """What the map shows, in sentences: its text alternative.

    Examples
    --------
    >>> from consensus import sweeps
    >>> found = sweeps.regimes(lambda s, r: s >= r, over={"s": (0, 1), "r": (0, 1)})
    >>> regime_map_text(found)
    's runs to the right, r upwards. False: 50.0% of the area. True: 50.0% of the area.
    Border: r = s, below it True, above it False.'
    """
    first, second = found.parameters
    parts = [f"{first} runs to the right, {second} upwards."]
    for region in found.pieces:
        share = float(region.area / found.area)
        doubt = "" if region.proved else ", not proved, along a curve"
        parts.append(f"{label(region.answer)}: {share:.1%} of the area{doubt}.")
    for border in found.crossings:
        name = border.formula.parameter
        side = ("below", "above") if name == second else ("left of", "right of")
        parts.append(
            f"Border: {name} = {border.formula}, {side[0]} it {label(border.before)}, "
            f"{side[1]} it {label(border.after)}."
        )
    return " ".join(parts)


def _fill(axes: Axes, region: Region, style: dict[str, Any]) -> None:
    from matplotlib.collections import PolyCollection

    corners = [[(float(x), float(y)) for x, y in polygon.corners] for polygon in region.where]
    axes.add_collection(
        PolyCollection(
            corners, facecolors=style["facecolor"], hatch=style["hatch"], edgecolors="#ffffff",
            linewidths=0, antialiaseds=False, alpha=1.0 if region.proved else 0.55,
        )
    )  # fmt: skip


def _label(axes: Axes, region: Region, text: str, found: RegimeMap, width: float) -> bool:
    """Write the answer into the region's largest polygon; False where it does not fit."""
    largest = max(region.where, key=lambda polygon: polygon.area)
    left, right, low, high = (float(value) for value in largest.box)
    (a, b), (c, d) = found.ranges
    room = (right - left) / float(b - a) * (width - 1)
    tall = (high - low) / float(d - c) * (0.8 * width - 1)
    if float(largest.area) < 0.5 * (right - left) * (high - low):
        room, tall = room * 0.6, tall * 0.6
    if room < 0.085 * len(text) or tall < 0.25:
        return False
    x, y = _centroid([(float(p), float(q)) for p, q in largest.corners])
    axes.text(
        x, y, text, ha="center", va="center", fontsize=9, color=INK,
        bbox={"facecolor": "#ffffff", "edgecolor": "none", "alpha": 0.75, "pad": 1.5},
    )  # fmt: skip
    return True


def _centroid(corners: list[tuple[float, float]]) -> tuple[float, float]:
    area = x = y = 0.0
    for (a, b), (c, d) in zip(corners, [*corners[1:], corners[0]], strict=True):
        cross = a * d - c * b
        area, x, y = area + cross, x + (a + c) * cross, y + (b + d) * cross
    return x / (3 * area), y / (3 * area)
