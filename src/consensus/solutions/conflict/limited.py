"""Limited-move stability: looking a fixed number of moves ahead between two players."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from ...errors import NotApplicable
from ...exact.read import natural
from ...games.conflict import ConflictGraph, Mover
from ..declared import traceable
from ..kind import of_kind
from ..solution import Upset
from .stability import Stability

__all__ = ["limited_move_stable"]


@traceable
def limited_move_stable(game: ConflictGraph, *, horizon: int) -> Stability:
    """States that a player would not leave, foreseeing `horizon` moves played in turn.

    Whoever stays ends the play. Cost: horizon times the moves.

    Parameters
    ----------
    game : ConflictGraph
        With two players who move one at a time and know all preferences.
    horizon : int
        How many moves are foreseen, at least 1; 1 is Nash stability.

    Returns
    -------
    Stability
        `evidence["foreseen"]` gives, for each player, where they expect each state to lead when
        they move first.

    Raises
    ------
    NotApplicable
        With more than two players, with joint moves or unknown preference, or where a player is
        indifferent between two ends that the other ranks differently.

    References
    ----------
    Kilgour, "Anticipation and stability in two-person non-cooperative games", in Luterbacher and
    Ward (eds), *Dynamic Models of International Conflict*, 1985; Fang, Hipel and Kilgour (1993),
    def. 3.7.

    Examples
    --------
    >>> graph = ConflictGraph(["a", "b", "c"], [("a", "b", "row"), ("b", "c", "column")],
    ...     {"row": ["b", "a", "c"], "column": ["c", "b", "a"]})
    >>> [limited_move_stable(graph, horizon=h).items for h in (1, 2)]
    [('c',), ('a', 'c')]
    """
    of_kind(game, ConflictGraph)
    steps = natural(horizon, "horizon", least=1)
    if len(game.players) != 2 or len(game.units) != 2:
        raise NotApplicable("limited_move_stable: assumes two players who move one at a time")
    if game.unknown:
        raise NotApplicable("limited_move_stable: assumes that all preferences are known")
    foreseen = {player: list(range(len(game.states))) for player in game.players}
    for left in reversed(range(steps)):
        foreseen = {
            player: _ahead(game, player, foreseen[_other(game, player)], anticipated=left > 0)
            for player in game.players
        }
    by: dict[Mover, frozenset[str]] = {
        player: frozenset(game.states[i] for i, end in enumerate(ends) if i == end)
        for player, ends in foreseen.items()
    }
    items = tuple(s for s in game.states if all(s in states for states in by.values()))
    names: Mapping[str, Any] = {
        player: {game.states[i]: game.states[end] for i, end in enumerate(ends)}
        for player, ends in foreseen.items()
    }
    return Stability(
        "limited_move_stable",
        game,
        items,
        by=by,
        evidence={"horizon": steps, "foreseen": names},
        check=partial(_why, game, names),
    )


def _ahead(game: ConflictGraph, player: str, answers: list[int], *, anticipated: bool) -> list[int]:
    """Where each state ends if the player moves first; a tie matters only if it is anticipated."""
    levels, others = game.levels(player), game.levels(_other(game, player))
    (unit,) = (unit for unit in game.units if unit.members == {player})
    ends = list(range(len(answers)))
    for state in unit.sources.tolist():
        reached = {answers[target] for target in unit.after(state).tolist()}
        best = max(int(levels[end]) for end in reached)
        if best <= levels[state]:
            continue
        tied = sorted(end for end in reached if levels[end] == best)
        if anticipated and len({int(others[end]) for end in tied}) > 1:
            ties = ", ".join(repr(game.states[end]) for end in tied)
            raise NotApplicable(
                f"limited_move_stable: from {game.states[state]!r} {player!r} is indifferent"
                f" between {ties}, which the other player ranks differently"
            )
        ends[state] = tied[0]
    return ends


def _why(game: ConflictGraph, foreseen: Mapping[str, Any], state: Any) -> Upset | None:
    place = game.read_state(state)
    for player, ends in foreseen.items():
        end = ends[state]
        if end != state:
            numbers = game.numbers(player)
            gain = None if numbers is None else numbers[game.index[end]] - numbers[place]
            return Upset(player, end, gain, "the end foreseen after moving")
    return None


def _other(game: ConflictGraph, player: str) -> str:
    first, second = game.players
    return second if player == first else first
