"""Strong equilibria of a roll call: no coalition has a joint move that is better for all of it.

Ballots are ordered: in every quota an assent adds at least what an abstention adds, and an
objection adds nothing. So a coalition that wants the decision does best when each member casts
the highest ballot that is still better for that member than the present profile, and one that
wants failure the lowest. Whether a profile is strong is therefore one pass over the players for
each outcome, and the strong profiles with the same totals before and after are a family.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from functools import partial
from typing import Any

from ...exact.read import Number
from ...games.roll_call import RollCall
from ...rules.rule import Ballot
from ..solution import Solution, Upset
from .families import Allowed, Family, Vector, adds, ordered, read_limit, split_by_totals

__all__ = ["roll_call_strong", "upset_together"]


# The definition -------------------------------------------------------------------------------


def upset_together(game: RollCall, profile: Any) -> Upset | None:
    """A coalition that gains, every member strictly, by a joint move, or None.

    No part of the coalition could do without the rest; cost players² × quotas.
    """
    cast = game.read_profile(profile)
    now = game.rule.passes(cast)
    for target in (not now, now):
        for must in _movers(game, cast, now, target):
            move = {
                player: ballot
                for player, ballot in _extreme(game, cast, now, target, must).items()
                if ballot != cast[player]
            }
            if move and game.rule.passes({**cast, **move}) == target:
                move = _needed(game, cast, move, target)
                gain = {
                    player: game.worth(player, ballot, target)
                    - game.worth(player, cast[player], now)
                    for player, ballot in move.items()
                }
                return Upset(frozenset(move), move, gain)
    return None


def _needed(
    game: RollCall, cast: Mapping[str, Ballot], move: dict[str, Ballot], target: bool
) -> dict[str, Ballot]:
    """The move without the members who are not needed for it, the last ones left out first."""
    for player in reversed(list(move)):
        fewer = {p: ballot for p, ballot in move.items() if p != player}
        if fewer and game.rule.passes({**cast, **fewer}) == target:
            move = fewer
    return move


def better(
    game: RollCall, player: str, ballot: Ballot, now: bool, target: bool
) -> tuple[Ballot, ...]:
    """The ballots the player would strictly prefer to the present one if `target` came about."""
    worth = game.worth(player, ballot, now)
    return tuple(
        other
        for other in game.payments[player]
        if other != ballot and game.worth(player, other, target) > worth
    )


def _movers(
    game: RollCall, cast: Mapping[str, Ballot], now: bool, target: bool
) -> Iterator[str | None]:
    """Who has to move: nobody in particular if the outcome changes, else somebody who gains."""
    if target != now:
        yield None
        return
    for player in game.players:
        if better(game, player, cast[player], now, target):
            yield player


def _extreme(
    game: RollCall, cast: Mapping[str, Ballot], now: bool, target: bool, must: str | None
) -> dict[str, Ballot]:
    chosen: dict[str, Ballot] = {}
    for player in game.players:
        options = better(game, player, cast[player], now, target)
        if player != must:
            options = (*options, cast[player])
        chosen[player] = ordered(options)[0 if target else -1]
    return chosen


# The solver -----------------------------------------------------------------------------------


def roll_call_strong(game: RollCall, *, limit: int | None = None) -> Solution:
    """All strong equilibria as disjoint families; see `strong_nash`."""
    found = _strong(game, True, read_limit(limit)) + _strong(game, False, read_limit(limit))
    found.sort(key=lambda family: (family.totals, family.marks))
    return Solution(
        "strong_nash", game, tuple(found), form="union", check=partial(upset_together, game)
    )


def _strong(game: RollCall, now: bool, limit: int | None) -> list[Family]:
    """The strong profiles with one outcome: totals now, after a turn, and after a switch."""
    own = adds(game)
    quotas = len(game.rule.quotas)
    turned = {p: _after(game, p, own[p], now, not now) for p in game.players}
    costless = game.costless
    kept = {p: _after(game, p, own[p], now, now) for p in game.players}
    vectors = {
        player: {
            ballot: own[player][ballot]
            + turned[player][ballot]
            + (() if costless else kept[player][ballot])
            for ballot in own[player]
        }
        for player in game.players
    }

    def describe(vector: Vector) -> tuple[bool, Hashable] | None:
        if game.rule.decides(vector[:quotas]) != now:
            return None
        if game.rule.decides(vector[quotas : 2 * quotas]) != now:
            return None
        return now, vector[2 * quotas :]

    def allow(key: Any) -> Allowed | None:
        allowed: dict[str, tuple[Ballot, ...]] = {}
        for player in game.players:
            stay = tuple(
                ballot
                for ballot in own[player]
                if costless or not _switches(game, player, ballot, own[player], now, key)
            )
            if not stay:
                return None
            allowed[player] = stay
        return allowed

    what = f"the strong equilibria of a roll call of {len(game.players)}"
    return split_by_totals(vectors, quotas, describe, allow, what=what, limit=limit)


def _after(
    game: RollCall, player: str, own: Mapping[Ballot, Vector], now: bool, target: bool
) -> dict[Ballot, Vector]:
    """What the player adds, from each ballot, in the strongest joint move towards `target`."""
    if game.ballots is None or player not in game.ballots:
        wants = _sign(game.adopt[player]) * (1 if target else -1) > 0 and target != now
        end = ordered(own)[0 if target else -1]
        return {ballot: own[end] if wants else own[ballot] for ballot in own}
    return {
        ballot: own[
            ordered((*better(game, player, ballot, now, target), ballot))[0 if target else -1]
        ]
        for ballot in own
    }


def _switches(
    game: RollCall,
    player: str,
    ballot: Ballot,
    own: Mapping[Ballot, Vector],
    now: bool,
    after: Vector,
) -> bool:
    """Whether the player has a better ballot with which the strongest move keeps the outcome."""
    options = better(game, player, ballot, now, now)
    if not options:
        return False
    best = ordered(options)[0 if now else -1]
    free = ordered((*options, ballot))[0 if now else -1]
    totals = [a - f + b for a, f, b in zip(after, own[free], own[best], strict=True)]
    return game.rule.decides(totals) == now


def _sign(value: Number) -> int:
    return int(value > 0) - int(value < 0)
