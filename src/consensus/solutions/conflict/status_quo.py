"""What can be reached from the status quo, and by which moves."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from immutabledict import immutabledict

from ...games.conflict import ConflictGraph, Edges, Mover
from ..declared import traceable
from ..kind import of_kind
from ..solution import Solution, Upset
from .responses import improving

__all__ = ["Attainable", "attainable"]


@dataclass(frozen=True)
class Attainable(Solution):
    """The states that can be reached from the status quo; `items` in the order of the graph.

    Attributes
    ----------
    paths : mapping state -> tuple of (mover, state)
        A shortest legal sequence of moves to each; the start has the empty one.
    """

    paths: Mapping[str, tuple[tuple[Mover, str], ...]] = field(default_factory=dict, repr=False)


@traceable
def attainable(game: ConflictGraph, *, start: str, all_moves: bool = False) -> Attainable:
    """The states that moves lead to from a status quo, nobody moving twice in a row.

    Cost: movers times moves. Intersect with a stability concept to see which equilibria can
    come about.

    Parameters
    ----------
    game : ConflictGraph
    start : str
        The status quo.
    all_moves : bool
        Whether also moves that do not improve the mover's own position are followed.

    References
    ----------
    Li, Kilgour and Hipel, "Status quo analysis in the graph model for conflict resolution",
    Journal of the Operational Research Society 56 (2005), 699-707.

    Examples
    --------
    >>> graph = ConflictGraph(["a", "b", "c"], [("a", "b", "row"), ("b", "c", "column")],
    ...     {"row": ["b", "a", "c"], "column": ["b", "c", "a"]})
    >>> attainable(graph, start="a").items, attainable(graph, start="a", all_moves=True).paths["c"]
    (('a', 'b'), (('row', 'b'), ('column', 'c')))
    """
    of_kind(game, ConflictGraph)
    first = game.read_state(start, "start")
    units = [u if all_moves else improving(game, u, doubt=False) for u in game.units]
    steps = _explore(first, units)
    paths = {
        game.states[end]: tuple(
            (next(iter(by)) if len(by) == 1 else by, game.states[s]) for by, s in steps[end]
        )
        for end in sorted(steps)
    }
    return Attainable(
        "attainable",
        game,
        tuple(paths),
        paths=immutabledict(paths),
        check=partial(_why, game, start, frozenset(paths)),
    )


def _explore(first: int, units: list[Edges]) -> dict[int, tuple[tuple[frozenset[str], int], ...]]:
    """Breadth first over (state, last mover); the first path found to a state is a shortest."""
    queue: deque[tuple[int, int]] = deque([(first, -1)])
    came: dict[tuple[int, int], tuple[int, int] | None] = {(first, -1): None}
    found = {first: (first, -1)}
    while queue:
        here = queue.popleft()
        for j, unit in enumerate(units):
            if j == here[1]:
                continue
            for target in unit.after(here[0]).tolist():
                there = (target, j)
                if there not in came:
                    came[there] = here
                    found.setdefault(target, there)
                    queue.append(there)
    return {state: _path(end, came, units) for state, end in found.items()}


def _path(
    end: tuple[int, int], came: dict[tuple[int, int], tuple[int, int] | None], units: list[Edges]
) -> tuple[tuple[frozenset[str], int], ...]:
    steps = []
    here: tuple[int, int] | None = end
    while here is not None and here[1] >= 0:
        steps.append((units[here[1]].members, here[0]))
        here = came[here]
    return tuple(reversed(steps))


def _why(game: ConflictGraph, start: str, reached: frozenset[str], state: Any) -> Upset | None:
    game.read_state(state)
    if state in reached:
        return None
    return Upset(frozenset(game.players), note=f"no sequence of moves leads from {start!r} here")
