"""What others can make of a state: least values over legal sequences of moves, by arrays.

A sequence of moves is legal when no mover moves twice in a row (Fang, Hipel and Kilgour 1993,
ch. 3). Every stability concept asks for the least of some value over the states that such
sequences reach, so one propagation serves them all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from ...errors import TooLarge
from ...games.conflict import ConflictGraph, Edges

__all__ = ["improving", "least_reached", "opponents", "path_to", "reach_of", "within"]

_MOST_CELLS = 4 * 10**8


def within(graph: ConflictGraph, members: frozenset[str]) -> list[Edges]:
    """The movers that a coalition contains, itself included."""
    return [unit for unit in graph.units if unit.members <= members]


def opponents(graph: ConflictGraph, members: frozenset[str]) -> list[Edges]:
    """The movers that can act without any member of the coalition."""
    return [unit for unit in graph.units if not unit.members & members]


def improving(graph: ConflictGraph, unit: Edges, *, doubt: bool) -> Edges:
    """The moves that every member prefers, or with `doubt` might prefer."""
    kept = np.ones(len(unit.targets), bool)
    for player in unit.members:
        levels = graph.levels(player)
        gains = levels[unit.targets] > levels[unit.froms]
        open_pairs = graph.doubtful(player)
        if open_pairs is not None:
            unknown = open_pairs[unit.froms, unit.targets]
            gains = gains | unknown if doubt else gains & ~unknown
        kept &= gains
    return Edges.of(unit.members, unit.froms[kept], unit.targets[kept])


def least_reached(values: Any, units: Sequence[Edges], worst: int) -> Any:
    """The least value over all states that legal sequences of at least one move reach.

    Cost: the length of the longest sequence needed, times the moves, times the columns.

    Parameters
    ----------
    values : integer array, first axis the states
        Further axes are carried along.
    units : sequence of Edges
    worst : int
        What to give where nothing is reached.
    """
    movers = [unit for unit in units if len(unit.targets)]
    least = [np.full_like(values, worst) for _ in movers]
    stale = [True] * len(movers)
    while any(stale):
        due, stale = stale, [False] * len(movers)
        for j, unit in enumerate(movers):
            if not due[j]:
                continue
            onward = values
            for k, other in enumerate(least):
                if k != j:
                    onward = np.minimum(onward, other)
            new = np.minimum.reduceat(onward[unit.targets], unit.starts, axis=0)
            if (new < least[j][unit.sources]).any():
                least[j][unit.sources] = np.minimum(least[j][unit.sources], new)
                stale = [flag or k != j for k, flag in enumerate(stale)]
    total = np.full_like(values, worst)
    for part in least:
        np.minimum(total, part, out=total)
    return total


def reach_of(graph: ConflictGraph, members: frozenset[str]) -> Edges:
    """Where a player, or a coalition by legal sequences of its members' moves, can go."""
    units = [unit for unit in within(graph, members) if len(unit.targets)]
    if len(units) <= 1:
        return units[0] if units else Edges.of(members, [], [])
    n = len(graph.states)
    refuse_large(n, len(units), "the moves of a coalition")
    apart = np.ones((n, n), np.uint8)
    np.fill_diagonal(apart, 0)
    reached = least_reached(apart, units, 1) == 0
    np.fill_diagonal(reached, False)
    return Edges.of(members, *np.nonzero(reached))


def refuse_large(states: int, movers: int, what: str) -> None:
    """Refuse tables of states by states beyond the memory they should take."""
    cells = states * states * (movers + 2)
    if cells > _MOST_CELLS:
        raise TooLarge(
            what, cells, _MOST_CELLS, "ask for single players with rankings", unit="cells"
        )


def path_to(
    start: int, units: Iterable[Edges], wanted: Callable[[int], bool]
) -> tuple[tuple[frozenset[str], int], ...] | None:
    """The shortest legal sequence of moves to a wanted state, as (mover, state) steps, or None."""
    movers = list(units)
    queue: deque[tuple[int, int]] = deque([(start, -1)])
    came: dict[tuple[int, int], tuple[int, int]] = {(start, -1): (-1, -1)}
    while queue:
        here = queue.popleft()
        for j, unit in enumerate(movers):
            if j == here[1]:
                continue
            for target in unit.after(here[0]).tolist():
                there = (target, j)
                if there in came:
                    continue
                came[there] = here
                if wanted(target):
                    return _steps(there, came, movers)
                queue.append(there)
    return None


def _steps(
    end: tuple[int, int], came: dict[tuple[int, int], tuple[int, int]], movers: list[Edges]
) -> tuple[tuple[frozenset[str], int], ...]:
    steps = []
    while end[1] >= 0:
        steps.append((movers[end[1]].members, end[0]))
        end = came[end]
    return tuple(reversed(steps))
