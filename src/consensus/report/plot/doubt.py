"""Figures about doubt: the tornado of one-at-a-time swings, and a response with its bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...errors import InvalidInput
from .colours import GREY, INK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["response_figure", "response_text", "tornado_figure", "tornado_text"]

_BELOW, _ABOVE = "#9ecae9", "#f6c177"


def tornado_figure(
    rows: Sequence[Mapping[str, Any]],
    *,
    of: str = "",
    names: Mapping[str, str] | None = None,
    width: float = 7.0,
) -> Figure:
    """Draw how far a number moves when each parameter alone goes to the ends of its band.

    Parameters
    ----------
    rows : sequence of mappings
        From `sweeps.tornado`.
    of : str
        What the number is, for the axis.
    names : mapping parameter -> text
        How the parameters are called.

    Examples
    --------
    >>> from consensus import sweeps
    >>> rows = sweeps.tornado(lambda s, r: s - 2 * r, bands={"s": (0, 1, 2), "r": (0, 1, 2)})
    >>> figure = tornado_figure(rows)
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['r', 's']
    """
    from matplotlib.figure import Figure

    if not rows:
        raise InvalidInput("rows: a tornado needs at least one parameter")
    figure = Figure(figsize=(width, 1.15 + 0.42 * len(rows)), layout="constrained")
    axes = figure.add_subplot()
    central = float(rows[0]["central"])
    ends = [float(row[side]) for row in rows for side in ("low", "high")]
    span = max(*ends, central) - min(*ends, central) or 1.0
    for place, row in enumerate(rows):
        for side, colour, end in (("low", _BELOW, "from"), ("high", _ABOVE, "to")):
            value = float(row[side])
            axes.barh(place, value - central, left=central, color=colour, height=0.62, zorder=2)
            inward = (value >= central) if value != central else side == "high"
            axes.text(
                value + (0.012 if inward else -0.012) * span, place, f"{float(row[end]):.3g}",
                ha="left" if inward else "right", va="center", fontsize=8, color=INK,
            )  # fmt: skip
    for colour, words in ((_BELOW, "low end of the band"), (_ABOVE, "high end")):
        axes.barh(0, 0, color=colour, label=words)
    figure.legend(frameon=False, fontsize=8.5, loc="outside lower center", ncols=2)
    axes.axvline(central, color=INK, linewidth=1.0, zorder=3)
    axes.set_yticks(range(len(rows)))
    axes.set_yticklabels([(names or {}).get(row["parameter"], row["parameter"]) for row in rows])
    axes.invert_yaxis()
    axes.set_xlim(min(*ends, central) - 0.12 * span, max(*ends, central) + 0.12 * span)
    axes.set_xlabel(of)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="y", length=0)
    return figure


def tornado_text(rows: Sequence[Mapping[str, Any]], *, of: str = "the number") -> str:
    """What the tornado shows, in sentences: its text alternative."""
    parts = [f"At the coded values {of} is {float(rows[0]['central']):.3g}."]
    for row in rows:
        parts.append(
            f"With {row['parameter']} from {float(row['from']):.3g} to {float(row['to']):.3g} it "
            f"goes from {float(row['low']):.3g} to {float(row['high']):.3g}."
        )
    return " ".join(parts)


def response_figure(
    xs: Sequence[float],
    draws: Any,
    *,
    name: str,
    of: str,
    central: Sequence[float] | None = None,
    levels: tuple[float, float] = (0.5, 0.9),
    width: float = 7.0,
) -> Figure:
    """Draw a number along one parameter, with the bands in which most draws of the others lie.

    Parameters
    ----------
    xs : sequence of float
        The values of the parameter.
    draws : array, draws by values
        The number, for each draw of the other parameters and each value.
    name, of : str
        What the parameter and the number are, for the axes.
    central : sequence of float or None
        The number at the coded values of the others; None draws the median of the draws.
    levels : pair of float
        Which shares of the draws the darker and the lighter band hold.

    Examples
    --------
    >>> import numpy as np
    >>> figure = response_figure([0, 1], np.array([[0, 1], [1, 2], [2, 3]]), name="x", of="y")
    >>> figure.axes[0].get_xlabel()
    'x'
    """
    import numpy as np
    from matplotlib.figure import Figure

    table = np.asarray(draws, dtype=float)
    if table.ndim != 2 or table.shape[1] != len(xs) or not table.size:
        raise InvalidInput(
            f"draws: expected one column for each of the {len(xs)} values, got shape {table.shape}"
        )
    figure = Figure(figsize=(width, 0.55 * width), layout="constrained")
    axes = figure.add_subplot()
    inner, outer = sorted(levels)
    for share, colour in ((outer, "#dbe9f6"), (inner, "#9ecae9")):
        low, high = np.quantile(table, [(1 - share) / 2, (1 + share) / 2], axis=0)
        axes.fill_between(xs, low, high, color=colour, label=f"{share:.0%} of draws", linewidth=0)
    middle = np.quantile(table, 0.5, axis=0) if central is None else central
    axes.plot(xs, middle, color=INK, linewidth=1.6, label="median" if central is None else "coded")
    axes.set_xlim(min(xs), max(xs))
    axes.set_xlabel(name)
    axes.set_ylabel(of)
    axes.legend(frameon=False, fontsize=9)
    axes.grid(color=GREY, alpha=0.25, linewidth=0.6)
    for side in ("right", "top"):
        axes.spines[side].set_visible(False)
    return figure


def response_text(xs: Sequence[float], draws: Any, *, name: str, of: str) -> str:
    """What the response shows, in a sentence: its text alternative."""
    import numpy as np

    table = np.asarray(draws, dtype=float)
    low, middle, high = np.quantile(table, [0.05, 0.5, 0.95], axis=0)
    first, last = 0, len(xs) - 1
    said = [
        f"at {name} = {xs[i]:.3g} the median of {of} is {middle[i]:.3g}, nine draws in ten between "
        f"{low[i]:.3g} and {high[i]:.3g}"
        for i in (first, last)
    ]
    return f"From {len(table)} draws: {said[0]}; {said[1]}."
