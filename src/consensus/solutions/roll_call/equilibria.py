"""Pure Nash equilibria of a roll call of any size."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import partial
from typing import Any

from ...exact.read import Number
from ...games.roll_call import RollCall
from ...rules.rule import Ballot
from ..solution import Solution, Upset
from .families import Family, adds, ordered, split_by_totals
from .totals import Additions, Allowed, Vector, read_limit

__all__ = ["gain_alone", "roll_call_equilibria", "upset_alone"]


# The definition -------------------------------------------------------------------------------


def upset_alone(game: RollCall, profile: Any) -> Upset | None:
    """The player who gains most by casting another ballot, or None; cost players × quotas."""
    cast = game.read_profile(profile)
    best: Upset | None = None
    for player in game.players:
        for ballot, gain in gain_alone(game, cast, player).items():
            if gain > 0 and (best is None or gain > best.gain):
                best = Upset(player, ballot, gain)
    return best


def gain_alone(game: RollCall, cast: Mapping[str, Ballot], player: str) -> dict[Ballot, Number]:
    """What one player gains by each other ballot, the others' ballots held."""
    now = game.worth(player, cast[player], game.rule.passes(cast))
    gains: dict[Ballot, Number] = {}
    for ballot in game.payments[player]:
        if ballot != cast[player]:
            passes = game.rule.passes({**cast, player: ballot})
            gains[ballot] = game.worth(player, ballot, passes) - now
    return gains


# The solver -----------------------------------------------------------------------------------


def roll_call_equilibria(game: RollCall, *, limit: int | None = None) -> Solution:
    """All pure equilibria as disjoint families; see `pure_nash`."""
    items = equilibrium_families(game, limit=read_limit(limit))
    return Solution("pure_nash", game, tuple(items), form="union", check=partial(upset_alone, game))


def equilibrium_families(
    game: RollCall, *, candidates: Allowed | None = None, limit: int | None = None
) -> list[Family]:
    """The equilibria in which every player casts one of the candidates; deviations are free."""
    vectors = adds(game)
    replies = Replies(game)
    decides = _remembered(game)
    classes: dict[tuple[tuple[Ballot, Vector], ...], list[str]] = {}
    for player, options in vectors.items():
        classes.setdefault(tuple(options.items()), []).append(player)
    kinds = list(classes)

    def describe(totals: Vector) -> tuple[bool, Hashable]:
        key = tuple(tuple(outcomes(kind, own, totals) for _, own in kind) for kind in kinds)
        return decides(totals), key

    def outcomes(kind: Any, own: Vector, totals: Vector) -> tuple[bool, ...] | None:
        others = tuple(t - o for t, o in zip(totals, own, strict=True))
        if min(others) < 0:
            return None
        return tuple(
            decides(tuple(o + a for o, a in zip(others, add, strict=True))) for _, add in kind
        )

    def allow(key: Any) -> Allowed | None:
        allowed: dict[str, tuple[Ballot, ...]] = {}
        for kind, patterns in zip(kinds, key, strict=True):
            for player in classes[kind]:
                stay = [
                    ballot
                    for (ballot, _), pattern in zip(kind, patterns, strict=True)
                    if pattern is not None and ballot in replies.best(player, pattern)
                ]
                if candidates is not None:
                    stay = [ballot for ballot in stay if ballot in candidates[player]]
                if not stay:
                    return None
                allowed[player] = ordered(stay)
        return {player: allowed[player] for player in game.players}

    additions = Additions(f"the equilibria of a roll call of {len(game.players)}", limit)
    each = sum(map(len, kinds))
    return split_by_totals(vectors, describe, allow, additions, each=each)


class Replies:
    """The best ballots of a player, given for each ballot whether the decision then passes."""

    def __init__(self, game: RollCall) -> None:
        self._game = game
        self._known: dict[tuple[str, tuple[bool, ...]], frozenset[Ballot]] = {}

    def best(self, player: str, pattern: tuple[bool, ...]) -> frozenset[Ballot]:
        """The ballots that no other beats; `pattern` follows the order of the payments."""
        key = player, pattern
        if key not in self._known:
            ballots = list(self._game.payments[player])
            worths = [
                self._game.worth(player, ballot, passes)
                for ballot, passes in zip(ballots, pattern, strict=True)
            ]
            top = worths[0]
            for worth in worths[1:]:
                if worth > top:
                    top = worth
            self._known[key] = frozenset(
                ballot for ballot, worth in zip(ballots, worths, strict=True) if worth == top
            )
        return self._known[key]


def _remembered(game: RollCall) -> Any:
    known: dict[Vector, bool] = {}

    def decides(totals: Vector) -> bool:
        if totals not in known:
            known[totals] = game.rule.decides(totals)
        return known[totals]

    return decides
