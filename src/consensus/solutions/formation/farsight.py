"""Farsighted stability on conflict graphs: the largest consistent set and stable sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from ...errors import InvalidInput, TooLarge
from ...exact.read import natural
from ...games.conflict import ConflictGraph, Edges
from ...games.worths import Array, members
from ..declared import untraceable
from ..kind import of_kind
from ..solution import Solution, Upset

__all__ = ["farsighted_stable_sets", "indirect_dominance", "largest_consistent_set"]

_MOST_STATES = 2_000
_MOST_SETS = 60
_ORDER = "it works on the order of the states for each player, kept in arrays of levels"


def indirect_dominance(graph: ConflictGraph) -> frozenset[tuple[str, str]]:
    """The pairs (x, y) such that y indirectly dominates x.

    There is a chain of moves from x to y, each made by a player or group whose members all
    prefer the end y to where they move from. Cost states × moves.

    References
    ----------
    J. C. Harsanyi, *Management Science* 20 (1974), 1472-1495; Chwe 1994.

    Examples
    --------
    >>> from consensus import games
    >>> graph = games.ConflictGraph(["x", "y", "z"], [("x", "y", "a"), ("y", "z", "b")],
    ...                             {"a": ["z", "x", "y"], "b": ["z", "y", "x"]})
    >>> sorted(indirect_dominance(graph))
    [('x', 'z'), ('y', 'z')]
    """
    of_kind(graph, ConflictGraph, "graph")
    table = _dominance(graph)
    return frozenset((graph.states[x], graph.states[y]) for x, y in zip(*np.nonzero(table),
                     strict=True))  # fmt: skip


@untraceable(_ORDER)
def largest_consistent_set(graph: ConflictGraph) -> Solution:
    """The states that can be stable when everyone looks ahead, in the widest consistent sense.

    A state is kept iff every move from it by a player or group may lead, at once or by farther
    moves that indirectly dominate, to a kept state that not all of the movers prefer. States are
    struck out until nothing changes. Cost states² × moves at worst; at most 2,000 states.

    Parameters
    ----------
    graph : ConflictGraph
        Moves by groups are those listed in it.

    Returns
    -------
    Solution
        The states, complete. ``.why(state)``: a move that is not deterred, with its mover.

    References
    ----------
    M. S.-Y. Chwe, "Farsighted coalitional stability", *Journal of Economic Theory* 63 (1994),
    299-325.

    Examples
    --------
    >>> from consensus import games
    >>> graph = games.ConflictGraph(["x", "y", "z"], [("x", "y", "a"), ("y", "z", "b")],
    ...                             {"a": ["z", "x", "y"], "b": ["z", "y", "x"]})
    >>> largest_consistent_set(graph).items
    ('z',)
    """
    of_kind(graph, ConflictGraph, "graph")
    _refuse(graph, "largest_consistent_set")
    ends = _dominance(graph) | np.eye(len(graph.states), dtype=bool)
    worse = [_all_prefer(graph, unit) for unit in graph.units]
    kept = np.ones(len(graph.states), bool)
    while True:
        struck = [x for x in np.flatnonzero(kept)
                  if _undeterred(graph, int(x), kept, ends, worse) is not None]  # fmt: skip
        if not struck:
            break
        kept[struck] = False

    def check(state: Any) -> Upset | None:
        found = _undeterred(graph, graph.read_state(state), kept, ends, worse)
        if found is None:
            return None
        unit, target = found
        movers = unit.members
        who = next(iter(movers)) if len(movers) == 1 else movers
        return Upset(who, graph.states[target], None, "no consistent end deters the move")

    items = tuple(state for state, stays in zip(graph.states, kept, strict=True) if stays)
    return Solution("largest_consistent_set", graph, items, check=check)


@untraceable(_ORDER)
def farsighted_stable_sets(graph: ConflictGraph, *, limit: int | None = None) -> Solution:
    """The sets of states stable in von Neumann and Morgenstern's sense for indirect dominance.

    No state in the set indirectly dominates another in it, and every state outside is indirectly
    dominated by one inside. All such sets are found by branching; at most 60 states.

    Parameters
    ----------
    graph : ConflictGraph
    limit : int, optional
        Stop after so many; then form "some" and not complete.

    Returns
    -------
    Solution
        Items are frozensets of states; there may be none.

    References
    ----------
    Chwe 1994; D. Ray and R. Vohra, *Econometrica* 83 (2015), 977-1011.

    Examples
    --------
    >>> from consensus import games
    >>> graph = games.ConflictGraph(["x", "y", "z"], [("x", "y", "a"), ("y", "z", "b")],
    ...                             {"a": ["z", "x", "y"], "b": ["z", "y", "x"]})
    >>> farsighted_stable_sets(graph).items
    (frozenset({'z'}),)
    """
    of_kind(graph, ConflictGraph, "graph")
    most = None if limit is None else natural(limit, "limit", least=1)
    n = len(graph.states)
    if n > _MOST_SETS:
        raise TooLarge(
            "farsighted_stable_sets", n, _MOST_SETS, "ask for largest_consistent_set",
            unit="states",
        )  # fmt: skip
    table = _dominance(graph)
    over = [sum(1 << int(y) for y in np.flatnonzero(row)) for row in table]
    under = [sum(1 << int(x) for x in np.flatnonzero(table[:, y])) for y in range(n)]

    def check(candidate: Any) -> Upset | None:
        return _not_stable(graph, candidate, over)

    found: list[frozenset[str]] = []
    whole = True
    for inside in _kernels(over, under, 0, (1 << n) - 1):
        if most is not None and len(found) == most:
            whole = False
            break
        found.append(frozenset(graph.states[i] for i in members(inside)))
    return Solution("farsighted_stable_sets", graph, tuple(found), "list" if whole else "some",
                    whole, check=check)  # fmt: skip


def _kernels(over: list[int], under: list[int], inside: int, open_: int) -> Iterator[int]:
    """Sets without a dominance inside that dominate everything outside, each once.

    `open_` is what is neither inside nor, in this branch, settled as outside.
    """
    n = len(over)
    outside = ((1 << n) - 1) & ~inside & ~open_
    for x in members(outside):
        if not over[x] & (inside | open_):
            return
    if not open_:
        yield inside
        return
    x = next(iter(members(open_)))
    if not over[x] >> x & 1:
        clash = (over[x] | under[x]) & open_
        if not (over[x] | under[x]) & inside:
            yield from _kernels(over, under, inside | 1 << x, open_ & ~clash & ~(1 << x))
    yield from _kernels(over, under, inside, open_ & ~(1 << x))


def _not_stable(graph: ConflictGraph, candidate: Iterable[str], over: list[int]) -> Upset | None:
    if isinstance(candidate, str):
        raise InvalidInput(f"candidate: expected a set of states, got the text {candidate!r}")
    inside = sum(1 << graph.read_state(state) for state in set(candidate))
    everyone = frozenset(graph.players)
    for x, state in enumerate(graph.states):
        dominated = over[x] & inside
        if inside >> x & 1 and dominated:
            y = graph.states[next(iter(members(dominated)))]
            return Upset(everyone, (state, y), None, f"{y} dominates {state}, both inside")
        if not inside >> x & 1 and not dominated:
            return Upset(everyone, state, None, f"nothing inside dominates {state}")
    return None


def _dominance(graph: ConflictGraph) -> Array:
    """Entry [x, y]: y indirectly dominates x."""
    _refuse(graph, "indirect dominance")
    n = len(graph.states)
    table = np.zeros((n, n), bool)
    worse = [_all_prefer(graph, unit) for unit in graph.units]
    for y in range(n):
        reached = np.zeros(n, bool)
        reached[y] = True
        while True:
            grown = reached.copy()
            for unit, prefer in zip(graph.units, worse, strict=True):
                if len(unit.targets):
                    go = reached[unit.targets] & prefer[unit.froms, y]
                    grown[unit.froms[go]] = True
            if bool((grown == reached).all()):
                break
            reached = grown
        table[:, y] = reached
        table[y, y] = False
    return table


def _all_prefer(graph: ConflictGraph, unit: Edges) -> Array:
    """Entry [s, t]: every member of the unit is known to prefer t to s."""
    table = np.ones((len(graph.states),) * 2, bool)
    for player in unit.members:
        table &= graph.better(player)
    return table


def _undeterred(
    graph: ConflictGraph, x: int, kept: Array, ends: Array, worse: list[Array]
) -> tuple[Edges, int] | None:
    """A move from x all of whose kept ends all of the movers prefer to x."""
    for unit, prefer in zip(graph.units, worse, strict=True):
        for target in unit.after(x):
            deterred = ends[target] & kept & ~prefer[x]
            if not bool(deterred.any()):
                return unit, int(target)
    return None


def _refuse(graph: ConflictGraph, what: str) -> None:
    n = len(graph.states)
    if n > _MOST_STATES:
        raise TooLarge(what, n, _MOST_STATES, "leave infeasible states out", unit="states")
