"""A chair's year in three pictures: conduct along support, three models compared, attention.

The functions take plain rows, such as `osce.chair_year` gives, so that a year of another chair
can be drawn as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...errors import InvalidInput
from ...exact import rational
from .chair import SHADES
from .colours import INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = [
    "year_agreement",
    "year_agreement_text",
    "year_attention",
    "year_attention_text",
    "year_strips",
    "year_strips_text",
]

Row = Mapping[str, Any]

MODELS = ("A", "B", "C")
OUTCOMES = {"upholds": "#6f9fce", "either": "#f0e59a", "accommodates": "#f0c9a6"}
SIGNS = {"upholds": "U", "either": "?", "accommodates": "a"}
BASKETS = {"security": "#9ecae9", "economic": "#f6c177", "human": "#8fd1b5"}
HATCHES = {"security": "", "economic": "//", "human": "\\\\"}


def year_strips(
    strips: Iterable[Row], rows: Iterable[Row], *, support: object = None,
    ways: Sequence[str] = ("joint", "split"), width: float = 8.6,
) -> Figure:  # fmt: skip
    """Every item's conduct along the support per backer, one bar for each way of backing.

    Parameters
    ----------
    strips : rows
        With ``item``, ``title``, ``way``, ``from``, ``to`` and ``conduct``.
    rows : rows
        With ``item``, ``way``, ``A from`` and ``C from``: the thresholds that are marked on the
        bars, a line for model A and a diamond for model C. Texts are not drawn.
    support : number, optional
        The support that is coded.
    ways : sequence of str
        From top to bottom.
    width : float
        In inches.
    """
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    stretches = list(strips)
    items = _titles(stretches)
    marks = {(row["item"], row["way"]): row for row in rows}
    figure = Figure(figsize=(width, 1.3 + 0.52 * len(items)), layout="constrained")
    axes = figure.subplots()
    height = 0.8 / len(ways)
    ticks = []
    for i, item in enumerate(items):
        for j, way in enumerate(ways):
            middle = -i - (j - (len(ways) - 1) / 2) * height
            ticks.append((middle, way))
            _bar(
                axes, middle, height, [s for s in stretches if (s["item"], s["way"]) == (item, way)]
            )
            _thresholds(axes, middle, height, marks.get((item, way), {}))
    most = max(float(s["to"]) for s in stretches)
    if support is not None:
        axes.axvline(float(rational(support, "support")), color=INK, linewidth=1, linestyle=":")
    axes.set_xlim(0, most)
    axes.set_ylim(-len(items) + 0.45, 0.55)
    axes.set_yticks([-i for i in range(len(items))], list(items.values()))
    for middle, way in ticks:
        axes.text(most * 1.012, middle, way, va="center", fontsize=7.5, color=INK)
    axes.set_xlabel(
        "support that each backer gives" + ("" if support is None else " (dotted: as coded)")
    )
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(left=False)
    handles: list[Any] = [
        Patch(facecolor=shade, edgecolor="#555555", label=name) for name, shade in SHADES.items()
    ]
    handles.append(Line2D([], [], color=INK, linewidth=2, label="A upholds from here"))
    handles.append(
        Line2D([], [], color=INK, marker="D", linestyle="", markerfacecolor="#ffffff",
               label="C upholds from here")
    )  # fmt: skip
    figure.legend(handles=handles, loc="outside upper center", ncols=3, frameon=False, fontsize=8.5)
    return figure


def year_strips_text(
    strips: Iterable[Row], rows: Iterable[Row], *, ways: Sequence[str] = ("joint", "split")
) -> str:
    """What the strips show, in sentences: their text alternative.

    Examples
    --------
    >>> strip = {"item": "x", "title": "X", "way": "joint", "from": 0, "to": 1}
    >>> strips = [{**strip, "conduct": "upholds fully"}]
    >>> year_strips_text(strips, [{"item": "x", "way": "joint", "A from": 0, "C from": 0}])
    'X, joint backing: upholds fully from 0 to 1; upholds from 0 (A), 0 (C).'
    """
    stretches = list(strips)
    marks = {(row["item"], row["way"]): row for row in rows}
    parts = []
    for item, title in _titles(stretches).items():
        for way in ways:
            mine = [s for s in stretches if (s["item"], s["way"]) == (item, way)]
            path = ", ".join(
                f"{s['conduct']} from {_short(s['from'])} to {_short(s['to'])}" for s in mine
            )
            if not mine:
                continue
            row = marks.get((item, way), {})
            found = ", ".join(f"{_short(row.get(f'{m} from'))} ({m})" for m in ("A", "C"))
            parts.append(f"{title}, {way} backing: {path}; upholds from {found}.")
    return " ".join(parts)


def _titles(rows: Iterable[Row]) -> dict[str, str]:
    return {row["item"]: row.get("title", row["item"]) for row in rows}


def _bar(axes: Axes, middle: float, height: float, stretches: Sequence[Row]) -> None:
    for s in stretches:
        if s["conduct"] not in SHADES:
            raise InvalidInput(f"strips: {s['conduct']!r} is no conduct of a chair")
        low, high = float(s["from"]), float(s["to"])
        axes.barh(
            middle, high - low, left=low, height=height * 0.92, color=SHADES[s["conduct"]],
            edgecolor="#555555", linewidth=0.5,
        )  # fmt: skip


def _thresholds(axes: Axes, middle: float, height: float, row: Row) -> None:
    a: Any = row.get("A from")
    c: Any = row.get("C from")
    if _drawn(a):
        axes.plot([float(a)] * 2, [middle - height * 0.46, middle + height * 0.46], color=INK,
                  linewidth=2, clip_on=False, zorder=4)  # fmt: skip
    if _drawn(c):
        axes.plot([float(c)], [middle], marker="D", color=INK, markerfacecolor="#ffffff",
                  markersize=4.5, clip_on=False, zorder=5)  # fmt: skip


def _drawn(value: Any) -> bool:
    return value is not None and not isinstance(value, str)


def _short(value: Any) -> str:
    return f"{float(value):.3g}" if _drawn(value) else str(value)


# Three models side by side -------------------------------------------------------------------


def year_agreement(rows: Iterable[Row], *, width: float = 8.0) -> Figure:
    """What models A, B and C say of every item under every way of backing; frames where they part.

    Parameters
    ----------
    rows : rows
        With ``item``, ``title``, ``way``, ``A``, ``B``, ``C`` (outcomes) and ``degree`` (of
        accommodation, model B).
    width : float
        In inches.
    """
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch, Rectangle

    listed = list(rows)
    items, ways = _titles(listed), list(dict.fromkeys(row["way"] for row in listed))
    figure = Figure(figsize=(width, 1.5 + 0.36 * len(items)), layout="constrained")
    axes = figure.subplots()
    for row in listed:
        y = -list(items).index(row["item"])
        left = ways.index(row["way"]) * (len(MODELS) + 0.6)
        for k, model in enumerate(MODELS):
            outcome = row[model]
            if outcome not in OUTCOMES:
                raise InvalidInput(f"rows: {outcome!r} is not among {', '.join(OUTCOMES)}")
            axes.add_patch(
                Rectangle((left + k, y - 0.45), 0.96, 0.9, facecolor=OUTCOMES[outcome],
                          edgecolor="#777777", linewidth=0.6)
            )  # fmt: skip
            text = SIGNS[outcome]
            if model == "B" and 0 < float(row["degree"]) < 1:
                text += f" {float(row['degree']):.2f}"
            axes.text(left + k + 0.48, y, text, ha="center", va="center", fontsize=8, color=INK)
        if len({row[model] for model in MODELS}) > 1:
            axes.add_patch(
                Rectangle((left - 0.06, y - 0.48), len(MODELS) + 0.08, 0.96, fill=False,
                          edgecolor=INK, linewidth=2)
            )  # fmt: skip
    columns = [(i * (len(MODELS) + 0.6), way) for i, way in enumerate(ways)]
    for left, way in columns:
        axes.text(left + 1.5, 1.25, way, ha="center", fontsize=9.5, color=INK)
        for k, model in enumerate(MODELS):
            axes.text(left + k + 0.48, 0.65, model, ha="center", fontsize=8.5, color=INK)
    axes.set_xlim(-0.2, columns[-1][0] + len(MODELS) + 0.1)
    axes.set_ylim(-len(items) + 0.4, 1.7)
    axes.set_yticks([-i for i in range(len(items))], list(items.values()))
    axes.set_xticks([])
    axes.tick_params(left=False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    handles = [
        Patch(facecolor=c, edgecolor="#777777", label=f"{SIGNS[n]}  {n}")
        for n, c in OUTCOMES.items()
    ]
    handles.append(Patch(fill=False, edgecolor=INK, linewidth=2, label="the models part"))
    axes.set_xlabel("the number in B is the degree of accommodation", fontsize=8.5)
    figure.legend(handles=handles, loc="outside lower center", ncols=4, frameon=False, fontsize=8.5)
    return figure


def year_agreement_text(rows: Iterable[Row]) -> str:
    """What the comparison shows, in sentences: its text alternative.

    Examples
    --------
    >>> row = {"item": "x", "title": "X", "way": "split", "A": "upholds", "B": "upholds"}
    >>> year_agreement_text([{**row, "C": "accommodates", "degree": 0}])
    'With split backing: X: A upholds, B upholds, C accommodates.'
    """
    listed = list(rows)
    parts = []
    for way in dict.fromkeys(row["way"] for row in listed):
        mine = [row for row in listed if row["way"] == way]
        apart = [row for row in mine if len({row[m] for m in MODELS}) > 1]
        said = [
            f"{r.get('title', r['item'])}: " + ", ".join(f"{m} {r[m]}" for m in MODELS)
            for r in apart
        ]
        for outcome in OUTCOMES:
            same = [
                r.get("title", r["item"]) for r in mine
                if r not in apart and r["A"] == outcome
            ]  # fmt: skip
            if same:
                said.append(f"all three say {outcome}: {', '.join(same)}")
        parts.append(f"With {way} backing: {'; '.join(said)}.")
    return " ".join(parts)


# Attention -----------------------------------------------------------------------------------


def year_attention(
    rows: Iterable[Row], items: Iterable[Row], *, way: str = "joint", support: object = None,
    budget: int | None = None, width: float = 8.0,
) -> Figure:  # fmt: skip
    """Which items are on the year's agenda along support: one lane an item, as thick as its cost.

    Parameters
    ----------
    rows : rows
        With ``way``, ``from``, ``to``, ``item`` and ``attention`` (units that it takes).
    items : rows
        With ``item``, ``title`` and ``basket``: the lanes, from top to bottom.
    way : str
    support : number, optional
        The support that is coded.
    budget : int, optional
        Named on the axis.
    width : float
        In inches.
    """
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

    listed = [row for row in rows if row["way"] == way]
    lanes = {row["item"]: row for row in items}
    most_units = max((row["attention"] for row in listed), default=1)
    figure = Figure(figsize=(width, 1.3 + 0.33 * len(lanes)), layout="constrained")
    axes = figure.subplots()
    edges = sorted({float(row[end]) for row in listed for end in ("from", "to")})
    for row in listed:
        lane = lanes[row["item"]]
        low, high = float(row["from"]), float(row["to"])
        axes.barh(
            -list(lanes).index(row["item"]), high - low, left=low,
            height=0.3 + 0.6 * row["attention"] / most_units, color=BASKETS[lane["basket"]],
            hatch=HATCHES[lane["basket"]], edgecolor="#ffffff", linewidth=0,
        )  # fmt: skip
    for edge in edges[1:-1]:
        axes.axvline(edge, color=INK, linewidth=0.7)
        axes.text(edge, 0.62, f"{edge:.3g}", ha="center", va="bottom", fontsize=8, color=INK)
    if support is not None:
        axes.axvline(float(rational(support, "support")), color=INK, linewidth=1, linestyle=":")
    axes.set_xlim(0, edges[-1] if edges else 1)
    axes.set_ylim(-len(lanes) + 0.4, 0.6)
    axes.set_yticks([-i for i in range(len(lanes))], [lane["title"] for lane in lanes.values()])
    units = "" if budget is None else f"; {budget} units of attention in all"
    axes.set_xlabel(
        f"support per backer on every item, {way} backing{units}"
        + ("" if support is None else "\n(dotted: as coded)"),
        fontsize=9,
    )
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(left=False)
    handles = [
        Patch(facecolor=c, hatch=HATCHES[n], edgecolor="#ffffff", label=f"{n} basket")
        for n, c in BASKETS.items()
    ]
    figure.legend(handles=handles, loc="outside upper center", ncols=3, frameon=False, fontsize=8.5)
    return figure


def year_attention_text(rows: Iterable[Row], items: Iterable[Row], *, way: str = "joint") -> str:
    """What the lanes show, in sentences: their text alternative.

    Examples
    --------
    >>> lanes = [{"item": "x", "title": "X", "basket": "human"}]
    >>> row = {"way": "joint", "from": 0, "to": 1, "item": "x", "attention": 2}
    >>> year_attention_text([row], lanes)
    'With support from 0 to 1: X.'
    """
    titles = _titles(items)
    stretches: dict[tuple[Any, Any], list[str]] = {}
    for row in rows:
        if row["way"] == way:
            stretches.setdefault((row["from"], row["to"]), []).append(titles[row["item"]])
    return " ".join(
        f"With support from {_short(low)} to {_short(high)}: {', '.join(names)}."
        for (low, high), names in stretches.items()
    )
