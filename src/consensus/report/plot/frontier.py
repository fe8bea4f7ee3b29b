"""Packages in the plane of what two sides gain, the efficient ones as a frontier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ...errors import InvalidInput
from ...games.agenda import Agenda
from ...solutions.solution import Solution
from .colours import GREY, INK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["package_frontier"]

Spot = tuple[float, float]

_MOST_POINTS = 5_000


def package_frontier(
    passing: Solution,
    efficient: Solution,
    *,
    across: Iterable[str],
    up: Iterable[str],
    marks: Mapping[str, Mapping[str, str]] | None = None,
) -> Figure:
    """Draw packages by what two groups of players gain from each over the reversion.

    Parameters
    ----------
    passing, efficient : Solution
        What `packages` and `efficient_packages` found for one agenda. Of more than 5,000 packages
        that pass, the first 5,000 are drawn and the legend says so.
    across, up : iterable of players
        Whose gains are summed along each axis.
    marks : mapping label -> package
        For instance the package on the table, whether or not it passes.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> from consensus import games, rules, solutions
    >>> game = games.Agenda({
    ...     "mission": games.Issue({"w": {"on": 3, "off": 0}, "r": {"on": -2, "off": 0}}, "off"),
    ...     "treaty": games.Issue({"w": {"on": -1, "off": 0}, "r": {"on": 4, "off": 0}}, "off"),
    ... }, rules.by_consensus(["w", "r"]))
    >>> figure = package_frontier(solutions.packages(game), solutions.efficient_packages(game),
    ...                           across=["w"], up=["r"])
    >>> figure.axes[0].get_xlabel()
    'gain of w'
    """
    from matplotlib.figure import Figure

    game = passing.game
    if not isinstance(game, Agenda) or efficient.game is not game:
        raise InvalidInput("efficient: expected an answer about the same agenda as passing")
    sides = [_read(game, across, "across"), _read(game, up, "up")]

    def spot(package: Mapping[str, str]) -> Spot:
        x, y = (float(sum(game.gain(p, package) for p in side)) for side in sides)
        return x, y

    figure = Figure(figsize=(6.6, 5.0), layout="constrained")
    axes = figure.subplots()
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.axvline(0, color=GREY, linewidth=0.8)
    drawn = [spot(package) for package in passing.items[:_MOST_POINTS]]
    more = "" if len(passing.items) == len(drawn) and passing.complete else ", not all"
    axes.scatter([x for x, _ in drawn], [y for _, y in drawn], s=14, color="#b9c4cf",
                 label=f"passes ({len(drawn)} packages{more})", zorder=2)  # fmt: skip
    best = sorted(spot(package) for package in efficient.items)
    axes.scatter([x for x, _ in best], [y for _, y in best], s=26, color="#2b6ca3", zorder=3,
                 label=f"efficient for all players ({len(best)})")  # fmt: skip
    edge = _staircase(best)
    axes.plot([x for x, _ in edge], [y for _, y in edge], color="#2b6ca3", linewidth=1.2, zorder=3,
              label="frontier between the two")  # fmt: skip
    for k, (label, package) in enumerate({"reversion": game.reversion, **(marks or {})}.items()):
        x, y = spot(package)
        axes.scatter([x], [y], s=64, marker="sDPXv^"[k % 6], facecolor="white", edgecolor=INK,
                     linewidth=1.4, zorder=4)  # fmt: skip
        axes.annotate(label, (x, y), xytext=(7, 7), textcoords="offset points", fontsize=9)
    axes.set_xlabel(f"gain of {_names(sides[0])}")
    axes.set_ylabel(f"gain of {_names(sides[1])}")
    for name in ("top", "right"):
        axes.spines[name].set_visible(False)
    figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize=8.5)
    return figure


def _staircase(points: list[Spot]) -> list[Spot]:
    """Those that no other beats on both axes, from left to right."""
    kept: list[Spot] = []
    for x, y in sorted(set(points), reverse=True):
        if not kept or y > kept[-1][1]:
            kept.append((x, y))
    return kept[::-1]


def _read(game: Agenda, side: Iterable[str], where: str) -> list[str]:
    if isinstance(side, str):
        raise InvalidInput(f"{where}: expected a set of players, got the text {side!r}")
    players = list(side)
    for player in players:
        if player not in game.players:
            raise InvalidInput(f"{where}: {player!r} is not a player")
    if not players:
        raise InvalidInput(f"{where}: expected at least one player")
    return players


def _names(players: list[str]) -> str:
    if len(players) <= 3:
        return " + ".join(players)
    return f"{len(players)} players ({players[0]}, {players[1]}, …)"
