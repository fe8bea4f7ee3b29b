"""Slow answers by definition, for games small enough to list every profile."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

from consensus.games import RollCall, Strategic


def expanded(vote: RollCall) -> Strategic:
    """The roll call as a table, one payoff at a time from the definition."""

    def payoff(profile: Any) -> dict[str, Any]:
        cast = dict(zip(vote.players, profile, strict=True))
        passes = vote.rule.passes(cast)
        return {
            p: (vote.adopt[p] if passes else 0) + vote.payments[p][cast[p]] for p in vote.players
        }

    return Strategic.from_function(vote.players, vote.payments, payoff)


def utility(game: Strategic, index: tuple[int, ...]) -> tuple[Any, ...]:
    return tuple(table[index] for table in game.exact)


def indices(game: Strategic) -> list[tuple[int, ...]]:
    return list(product(*(range(size) for size in game.sizes)))


def moves_of(game: Strategic, index: tuple[int, ...], coalition: tuple[int, ...]) -> Any:
    for choice in product(*(range(game.sizes[i]) for i in coalition)):
        moved = list(index)
        for i, s in zip(coalition, choice, strict=True):
            moved[i] = s
        yield tuple(moved)


def gains(game: Strategic, index: tuple[int, ...], coalition: tuple[int, ...]) -> bool:
    before = utility(game, index)
    return any(
        all(utility(game, moved)[i] > before[i] for i in coalition)
        for moved in moves_of(game, index, coalition)
    )


def coalitions(n: int) -> list[tuple[int, ...]]:
    return [c for size in range(1, n + 1) for c in combinations(range(n), size)]


def pure_equilibria(game: Strategic) -> set[tuple[int, ...]]:
    n = len(game.players)
    return {s for s in indices(game) if not any(gains(game, s, (i,)) for i in range(n))}


def strong_equilibria(game: Strategic) -> set[tuple[int, ...]]:
    every = coalitions(len(game.players))
    return {s for s in indices(game) if not any(gains(game, s, c) for c in every)}
