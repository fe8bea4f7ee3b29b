"""Which preferences would make a state stable: the graph model read backwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, TypeAlias

import numpy as np
from immutabledict import immutabledict

from ...errors import InvalidInput
from ...games.conflict import ConflictGraph, Edges
from ..declared import traceable
from ..kind import of_kind
from ..solution import Solution, Upset
from .responses import improving, opponents, reach_of

__all__ = ["Requirement", "preferences_for"]

Concept: TypeAlias = Literal["nash", "gmr", "smr", "seq", "sseq"]


@dataclass(frozen=True)
class Requirement:
    """What one player must think of other states so as not to make one move.

    At least one of the sets must consist of states that the player does not prefer to the
    state in question.

    Attributes
    ----------
    player : str
    move : str
        The state the player could move to.
    one_of : tuple of frozensets of states
        The minimal sets, smallest first.
    holds : bool
        Whether the player's present preferences meet it.
    """

    player: str
    move: str
    one_of: tuple[frozenset[str], ...]
    holds: bool

    def __str__(self) -> str:
        sets = " or ".join("{" + ", ".join(sorted(s)) + "}" for s in self.one_of)
        return f"{self.player}, moving to {self.move}: none preferred in {sets}"


@traceable
def preferences_for(game: ConflictGraph, *, state: str, concept: Concept) -> Solution:
    """The conditions on each player's preferences under which a state would be stable.

    The state is stable for a player exactly when all that player's requirements hold. For the
    sequential concepts the preferences of the others, which decide what they would do, are held
    as they are. Cost: the moves, times the states reached.

    Parameters
    ----------
    game : ConflictGraph
        Its present preferences only matter for `holds` and for the sequential concepts.
    state : str
    concept : {"nash", "gmr", "smr", "seq", "sseq"}

    Returns
    -------
    Solution
        Items are `Requirement`, one for each player and move.

    References
    ----------
    Kinsara, Kilgour and Hipel, "Inverse approach to the graph model for conflict resolution",
    IEEE Transactions on SMC: Systems 45 (2015), 734-742; Wang, Hipel, Fang and Dang, "Matrix
    representations of the inverse problem", EJOR 270 (2018), 282-293.

    Examples
    --------
    >>> graph = ConflictGraph(["a", "b", "c"], [("a", "b", "row"), ("b", "c", "column")],
    ...     {"row": ["b", "a", "c"], "column": ["b", "c", "a"]})
    >>> print(preferences_for(graph, state="a", concept="gmr").items[0])
    row, moving to b: none preferred in {b} or {c}
    """
    of_kind(game, ConflictGraph)
    place = game.read_state(state)
    if concept not in ("nash", "gmr", "smr", "seq", "sseq"):
        raise InvalidInput(
            f"concept: expected 'nash', 'gmr', 'smr', 'seq' or 'sseq', got {concept!r}"
        )
    found: list[Requirement] = []
    for player in game.players:
        members = frozenset([player])
        own = reach_of(game, members)
        others = opponents(game, members)
        if concept in ("seq", "sseq"):
            others = [improving(game, unit, doubt=True) for unit in others]
        for move in own.after(place).tolist():
            sets = {frozenset([move])}
            if concept != "nash":
                for end in _reached(move, others):
                    escapes = own.after(end).tolist() if concept in ("smr", "sseq") else []
                    sets.add(frozenset([end, *escapes]) - {place})
            found.append(_requirement(game, player, place, move, sets))
    return Solution(
        "preferences_for",
        game,
        tuple(found),
        evidence=immutabledict({"state": state, "stability": concept}),
        check=partial(_why, found),
    )


def _requirement(
    game: ConflictGraph, player: str, place: int, move: int, sets: set[frozenset[int]]
) -> Requirement:
    minimal = [s for s in sets if not any(other < s for other in sets)]
    levels = game.levels(player)
    doubt = game.doubtful(player)
    known = np.ones(len(levels), bool) if doubt is None else ~doubt[place]
    no_better = (levels <= levels[place]) & known
    named = sorted((frozenset(game.states[t] for t in s) for s in minimal), key=_short_first)
    holds = any(all(bool(no_better[t]) for t in s) for s in minimal)
    return Requirement(player, game.states[move], tuple(named), holds)


def _short_first(states: frozenset[str]) -> tuple[int, list[str]]:
    return len(states), sorted(states)


def _reached(start: int, units: list[Edges]) -> set[int]:
    """Every state that legal sequences of at least one move reach."""
    waiting, seen = [(start, -1)], {(start, -1)}
    while waiting:
        state, last = waiting.pop()
        for j, unit in enumerate(units):
            for target in unit.after(state).tolist() if j != last else ():
                if (target, j) not in seen:
                    seen.add((target, j))
                    waiting.append((target, j))
    return {state for state, last in seen if last >= 0}


def _why(found: list[Requirement], candidate: Any) -> Upset | None:
    """A candidate maps each player to a set of states that they would not prefer."""
    for requirement in found:
        if not isinstance(candidate, Mapping):
            raise InvalidInput(f"candidate: expected player -> states, got {candidate!r:.80}")
        given = frozenset(candidate.get(requirement.player, ()))
        if not any(needed <= given for needed in requirement.one_of):
            return Upset(requirement.player, requirement.move, None, str(requirement))
    return None
