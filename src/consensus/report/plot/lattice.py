"""All coalitions by size, with those that win, block or object marked."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from ...errors import InvalidInput, TooLarge
from ...exact.read import shown
from ...games.coalitional import Coalitional
from ...rules.rule import Rule
from ...solutions.coalitional.excess import Excesses, read_allocation
from .colours import INK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["coalition_lattice"]

_MOST_PLAYERS = 6

# Fill and line of each kind; the line's weight is a second sign.
_KINDS = {
    "wins": ("#8fd1b5", 1.8),
    "blocks, but does not win": ("#f6c177", 1.8),
    "could secure more for itself": ("#f6c177", 1.8),
    "neither": ("#ffffff", 0.7),
    "could not": ("#ffffff", 0.7),
}


def coalition_lattice(
    game: Rule | Coalitional, *, allocation: Mapping[str, object] | None = None
) -> Figure:
    """Draw all coalitions, a line from each to those with one more member.

    Parameters
    ----------
    game : Rule or Coalitional
        For a rule: which coalitions win, which only block. For a game: which could secure more
        for themselves than their shares, and how much.
    allocation : mapping player -> number
        The shares to test; needed for a game.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    TooLarge
        Above six players.

    Examples
    --------
    >>> from consensus import rules
    >>> figure = coalition_lattice(rules.by_majority(["a", "b", "c"]))
    >>> len(figure.axes[0].texts)
    8
    """
    from textwrap import fill as fill_lines

    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

    players = game.players
    if len(players) > _MOST_PLAYERS:
        raise TooLarge(
            "coalition_lattice", 2 ** len(players), 2**_MOST_PLAYERS,
            "list rules.minimal_winning", unit="coalitions",
        )  # fmt: skip
    kinds = _kinds(game, allocation)
    widest = max(len(list(combinations(players, k))) for k in range(len(players) + 1))
    figure = Figure(figsize=(max(5.0, 0.95 * widest), 1.25 * (len(players) + 1)))
    axes = figure.add_axes((0.02, 0.1, 0.96, 0.88))
    axes.axis("off")
    spots = {}
    for size in range(len(players) + 1):
        row = [frozenset(c) for c in combinations(players, size)]
        for k, inside in enumerate(row):
            spots[inside] = (k - (len(row) - 1) / 2, size)
    for inside, (x, y) in spots.items():
        for other, (u, v) in spots.items():
            if inside < other and len(other) == len(inside) + 1:
                axes.plot([x, u], [y, v], color="#cccccc", linewidth=0.7, zorder=1)
    for inside, (x, y) in spots.items():
        kind, more = kinds[inside]
        fill, line = _KINDS[kind]
        names = fill_lines(", ".join(p for p in players if p in inside) or "nobody", 14)
        axes.text(
            x, y, names + (f"\n{more}" if more else ""), ha="center", va="center", fontsize=8.5,
            zorder=2, bbox={"boxstyle": "round,pad=0.35", "facecolor": fill, "edgecolor": INK,
                            "linewidth": line},
        )  # fmt: skip
    axes.set_xlim(-(widest / 2), widest / 2)
    axes.set_ylim(-0.4, len(players) + 0.4)
    met = [kind for kind in _KINDS if any(kind == found for found, _ in kinds.values())]
    handles = [
        Patch(facecolor=_KINDS[kind][0], edgecolor=INK, linewidth=_KINDS[kind][1], label=kind)
        for kind in met
    ]
    figure.legend(handles=handles, loc="lower center", ncols=len(met), frameon=False, fontsize=9)
    return figure


def _kinds(
    game: Rule | Coalitional, allocation: Mapping[str, object] | None
) -> dict[frozenset[str], tuple[str, str]]:
    subsets = [frozenset(c) for k in range(len(game.players) + 1)
               for c in combinations(game.players, k)]  # fmt: skip
    if isinstance(game, Rule):
        if allocation is not None:
            raise InvalidInput("allocation: a rule shares nothing out; give a game for that")
        blocking = {s: "blocks, but does not win" if game.blocks(s) else "neither" for s in subsets}
        return {s: ("wins" if game.wins(s) else blocking[s], "") for s in subsets}
    if allocation is None:
        raise InvalidInput("allocation: say which shares the coalitions are to be tested against")
    excesses = Excesses(game.table, read_allocation(game, allocation))
    found = {}
    for inside in subsets:
        gain = excesses.exact(game.mask(inside))
        kind = "could secure more for itself" if gain > 0 else "could not"
        found[inside] = (kind, f"+{shown(gain)}" if gain > 0 else "")
    return found
