"""The regime bar: where along one parameter which answer holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ...exact import Place, Root, rational
from ...sweeps.pieces import Regimes, answer_text
from .colours import INK, Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["regime_bar", "regime_bar_text"]

_INCHES_A_LETTER = 0.078


def regime_bar(
    regimes: Regimes,
    *,
    label: Callable[[Any], str] = answer_text,
    name: str | None = None,
    marks: Mapping[str, object] | None = None,
    formulas: bool = True,
    width: float = 7.5,
) -> Figure:
    """Draw the regimes of one parameter as a bar, edges marked and equal answers alike.

    Parameters
    ----------
    regimes : Regimes
        What `sweeps.regimes` found along one parameter.
    label : callable
        From an answer to a short text.
    name : str or None
        How the parameter is called on the axis; None for its own name.
    marks : mapping text -> value
        Values of the parameter to point at, for instance where the case stands today.
    formulas : bool
        Whether each edge carries its formula.
    width : float
        In inches.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> from consensus import sweeps
    >>> found = sweeps.regimes(lambda s: "yes" if 2 * s > 1 else "no", over={"s": (0, 1)})
    >>> figure = regime_bar(found, label=str, marks={"today": 0.25})
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['no', 'yes', 'today']
    """
    from matplotlib.figure import Figure

    levels = _levels(regimes, width) if formulas else {}
    extra = 0.24 * (1 + max(levels.values(), default=-1)) + (0.3 if marks else 0)
    palette = Palette()
    keyed = _keyed(regimes, label, width)
    height = 1.0 + extra + 0.22 * len(keyed)
    figure = Figure(figsize=(width, height))
    bottom = (0.55 + 0.22 * len(keyed)) / height
    axes = figure.add_axes((0.04, bottom, 0.92, 0.38 / height))
    low, high = float(regimes.low), float(regimes.high)
    axes.set_xlim(low, high)
    axes.set_ylim(0, 1)
    axes.set_yticks([])
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    _spans(axes, regimes, label, palette, keyed, (high - low) / (0.92 * width))
    places = [regimes.low, *regimes.edges, regimes.high]
    axes.set_xticks([float(p) for p in _spread(places, (high - low) * 0.055)])
    axes.set_xticklabels([_short(p) for p in _spread(places, (high - low) * 0.055)])
    axes.set_xlabel(name or regimes.parameter)
    top = 1.15
    for text, value in (marks or {}).items():
        _mark(axes, text, float(rational(value, text)), top)
    _formulas(axes, regimes, levels, top + (0.75 if marks else 0))
    _key(figure, keyed, palette, label, height)
    return figure


def regime_bar_text(regimes: Regimes, *, label: Callable[[Any], str] = answer_text) -> str:
    """What the bar shows, in sentences: its text alternative.

    Examples
    --------
    >>> from consensus import sweeps
    >>> found = sweeps.regimes(lambda s: "yes" if 2 * s > 1 else "no", over={"s": (0, 1)})
    >>> regime_bar_text(found, label=str)
    'For s in [0, 1/2]: no. For s in (1/2, 1]: yes.'
    """
    return " ".join(
        f"For {regimes.parameter} {'=' if span.where.is_point else 'in'} {span.where}: "
        f"{label(span.answer)}."
        for span in regimes.spans
    )


def _keyed(regimes: Regimes, label: Callable[[Any], str], width: float) -> list[Any]:
    """The answers whose text does not fit into the bar, each once: they go into a key below."""
    inches = 0.92 * width / float(regimes.high - regimes.low)
    palette = Palette()
    fits: dict[int, bool] = {}
    for span in regimes.spans:
        room = (float(span.where.high) - float(span.where.low)) * inches
        i = palette.number(span.answer)
        need = _INCHES_A_LETTER * len(label(span.answer)) + 0.1
        fits[i] = fits.get(i, True) and need <= room
    return [answer for i, answer in enumerate(palette.met) if not fits[i]]


def _spans(
    axes: Axes, regimes: Regimes, label: Callable[[Any], str], palette: Palette,
    keyed: list[Any], unit: float,
) -> None:  # fmt: skip
    """The bar itself; `unit` is how much of the parameter one inch holds."""
    from ...sweeps.structure import same

    for span in regimes.spans:
        low, high = float(span.where.low), float(span.where.high)
        style = palette.style(span.answer)
        if span.where.is_point:
            axes.plot([low, low], [0, 1], color=INK, linewidth=3.0, clip_on=False)
            axes.plot([low], [0.5], marker="D", color=style["facecolor"], markeredgecolor=INK,
                      markersize=7, clip_on=False, zorder=4)  # fmt: skip
            continue
        axes.axvspan(low, high, **style)
        text = label(span.answer)
        if (
            not any(same(span.answer, x) for x in keyed)
            or len(text) * _INCHES_A_LETTER * unit + (0.1 * unit) <= high - low
        ):
            axes.text(
                (low + high) / 2, 0.5, text, ha="center", va="center", fontsize=9, color=INK,
                bbox={"facecolor": style["facecolor"], "edgecolor": "none", "pad": 1.5},
            )  # fmt: skip
    for edge in regimes.edges:
        axes.plot([float(edge)] * 2, [0, 1], color=INK, linewidth=1.2, clip_on=False)


def _levels(regimes: Regimes, width: float) -> dict[int, int]:
    """For each edge with a formula to show, a row above the bar on which it meets no other."""
    inches = 0.92 * width / float(regimes.high - regimes.low)
    taken: list[float] = []
    levels: dict[int, int] = {}
    for i, crossing in enumerate(regimes.crossings):
        text = str(crossing.formula)
        if text == str(crossing.at) or len(text) > 60:
            continue
        half = len(text) * _INCHES_A_LETTER / 2
        at = (float(crossing.at) - float(regimes.low)) * inches
        left = min(max(at - half, 0.0), 0.92 * width - 2 * half)
        level = next((j for j, end in enumerate(taken) if end + 0.1 <= left), len(taken))
        taken[level : level + 1] = [left + 2 * half]
        levels[i] = level
    return levels


def _formulas(axes: Axes, regimes: Regimes, levels: dict[int, int], top: float) -> None:
    span = float(regimes.high - regimes.low)
    for i, level in levels.items():
        at = float(regimes.crossings[i].at)
        share = (at - float(regimes.low)) / span
        side = "left" if share < 0.15 else "right" if share > 0.85 else "center"
        height = top + 0.1 + 0.62 * level
        axes.plot([at, at], [1, height], color=INK, linewidth=0.6, clip_on=False)
        axes.text(at, height + 0.02, str(regimes.crossings[i].formula), ha=side, va="bottom",
                  fontsize=8.5, color=INK, clip_on=False)  # fmt: skip


def _mark(axes: Axes, text: str, value: float, top: float) -> None:
    axes.annotate(
        text, xy=(value, 1.0), xytext=(value, top + 0.4), ha="center", va="bottom", fontsize=8.5,
        color=INK, annotation_clip=False, arrowprops={"arrowstyle": "-|>", "color": INK},
    )  # fmt: skip


def _key(
    figure: Figure, keyed: list[Any], palette: Palette, label: Callable[[Any], str], height: float
) -> None:
    from matplotlib.patches import Rectangle

    for row, answer in enumerate(keyed):
        y = (0.22 * (len(keyed) - row) - 0.17) / height
        figure.add_artist(
            Rectangle(
                (0.04, y),
                0.03,
                0.14 / height,
                transform=figure.transFigure,
                **palette.style(answer),
            )
        )
        figure.text(0.08, y, label(answer), fontsize=9, color=INK)


def _spread(places: list[Place], least: float) -> list[Place]:
    """The places whose tick labels do not run into the one before; the last always stays."""
    kept: list[Place] = []
    for place in places:
        if kept and float(place) - float(kept[-1]) < least:
            if place is not places[-1] or len(kept) < 2:
                continue
            kept.pop()
        kept.append(place)
    return kept


def _short(place: Place) -> str:
    text = str(place)
    return text if not isinstance(place, Root) and len(text) <= 7 else f"{float(place):.4g}"
