"""Games with types, written down compactly and unfolded into a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from ..errors import InvalidInput, TooLarge
from ..rules.rule import read_players
from .extensive import Extensive
from .nodes import Tree, chance, decision, ending

__all__ = ["bayesian"]

Names: TypeAlias = Mapping[str, str]
_MOST_ENDINGS = 1_000_000


def bayesian(
    players: Iterable[str],
    types: Mapping[str, Iterable[str]],
    prior: Mapping[tuple[str, ...], object],
    actions: Mapping[str, Iterable[str] | Callable[[str], Iterable[str]]],
    payoff: Callable[[Names, Names], Mapping[str, object]],
    *,
    sees: Mapping[str, Iterable[str]] | None = None,
    title: str = "",
) -> Extensive:
    """The tree in which chance draws types and the players move in order, each knowing its own.

    Cost: one ending for each profile of types that can occur and of actions.

    Parameters
    ----------
    players : iterable of str
        In the order in which they move.
    types : mapping player -> types
        Players left out have one type only.
    prior : mapping profile of types -> probability
        A profile names a type of each player in `types`, in that order; summing to one.
    actions : mapping player -> actions, or function of the own type
    payoff : callable
        From a mapping player -> type and a mapping player -> action to a payoff for each player.
    sees : mapping player -> players, optional
        Whose earlier actions a player observes; nobody's when left out.

    Returns
    -------
    Extensive
        Information sets are named ``player (type) | player: action, …``.

    Examples
    --------
    >>> game = bayesian(
    ...     ["sender", "receiver"], {"sender": ["strong", "weak"]},
    ...     {("strong",): "9/10", ("weak",): "1/10"},
    ...     {"sender": ["beer", "quiche"], "receiver": ["fight", "leave"]},
    ...     lambda t, a: {"sender": 0, "receiver": 0}, sees={"receiver": ["sender"]})
    >>> [s.name for s in game.sets]
    ['sender (strong)', 'sender (weak)', 'receiver | sender: beer', 'receiver | sender: quiche']
    """
    order = read_players(players)
    typed = {p: read_players(tuple(t), f"types[{p!r}]") for p, t in types.items()}
    for player in typed:
        if player not in order:
            raise InvalidInput(f"types: {player!r} is not a player")
    seen = {p: tuple((sees or {}).get(p, ())) for p in order}
    for place, player in enumerate(order):
        for other in seen[player]:
            if other not in order[:place]:
                raise InvalidInput(f"sees[{player!r}]: {other!r} does not move earlier")
    for drawn in prior:
        if len(drawn) != len(typed) or any(
            t not in typed[p] for p, t in zip(typed, drawn, strict=True)
        ):
            raise InvalidInput(f"prior: {drawn!r} is not a profile of types")
    _refuse_large(order, typed, actions, len(prior))

    def moves(player: str, own: str) -> tuple[str, ...]:
        given = actions.get(player)
        if given is None:
            raise InvalidInput(f"actions: none for {player!r}")
        listed = given(own) if callable(given) else given
        return read_players(tuple(listed), f"actions[{player!r}]")

    def name(player: str, drawn: Names, done: Names) -> str:
        own = f" ({drawn[player]})" if player in drawn else ""
        past = ", ".join(f"{p}: {done[p]}" for p in seen[player])
        return player + own + (f" | {past}" if past else "")

    def unfold(drawn: Names, done: dict[str, str]) -> Tree:
        if len(done) == len(order):
            values = payoff(dict(drawn), dict(done))
            for player in order:
                if player not in values:
                    raise InvalidInput(f"payoff: none for {player!r} at {drawn}, {done}")
            return ending(*(values[p] for p in order))
        player = order[len(done)]
        own = moves(player, drawn.get(player, ""))
        below = {a: unfold(drawn, {**done, player: a}) for a in own}
        return decision(player, below, name(player, drawn, done))

    draws: dict[str, tuple[object, Tree]] = {}
    for drawn, probability in prior.items():
        label = ", ".join(drawn) or "start"
        draws[label] = probability, unfold(dict(zip(typed, drawn, strict=True)), {})
    return Extensive(order, chance(draws), title=title)


def _refuse_large(
    order: tuple[str, ...], typed: Mapping[str, Any], actions: Mapping[str, Any], draws: int
) -> None:
    size = draws
    for player in order:
        given = actions.get(player, ())
        lists = [given(t) for t in typed.get(player, ("",))] if callable(given) else [given]
        size *= max((len(tuple(x)) for x in lists), default=1) or 1
    if size > _MOST_ENDINGS:
        raise TooLarge("a game with types", size, _MOST_ENDINGS, "use fewer types or actions",
                       unit="endings")  # fmt: skip
