"""Strong equilibria of a roll call: no coalition has a joint move that is better for all of it.

Call those who gain by the outcome or do not care its friends, the others its opponents. In an
equilibrium every opponent casts a ballot that pays it most, and a friend may cast one that pays
less only if each that pays more would alone turn the outcome, at no profit. So no coalition gains
but by turning the outcome, none but opponents gains by turning it, and since ballots are ordered
(in every quota an assent adds at least what an abstention adds, and an objection adds nothing)
the opponents do best together if each casts the ballot farthest from its side of the order that
costs less than the outcome costs it. An equilibrium is strong if its outcome withstands this one
move, in which the friends' totals are all that varies.

It follows that strong and coalition-proof are the same: see `coalition_proof`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeAlias

from immutabledict import immutabledict

from ...exact.read import Number
from ...games.roll_call import RollCall
from ...rules.rule import Ballot
from ..solution import Solution, Upset
from .equilibria import upset_alone
from .families import Family, Possible, adds, ordered
from .totals import (
    Additions,
    Allowed,
    Codec,
    Vector,
    grouped,
    minus,
    plus,
    reachable,
    read_limit,
    shared_counts,
)

__all__ = ["roll_call_strong", "upset_together"]

Gift: TypeAlias = tuple[Vector, frozenset[Vector]]
Choices: TypeAlias = Mapping[tuple[int, ...], int]


@dataclass(frozen=True)
class _Side:
    """What a player may cast in an equilibrium with a given outcome.

    Attributes
    ----------
    best : tuple of ballots
        The ballots that pay most.
    gifts : mapping ballot -> tuple of ballots
        Ballots that pay less, each with all that pay more: those have to turn the outcome.
    move : ballot or None
        What an opponent of the outcome casts to turn it; None for a friend.
    """

    best: tuple[Ballot, ...]
    gifts: Mapping[Ballot, tuple[Ballot, ...]]
    move: Ballot | None


def _side(payments: Mapping[Ballot, Number], hold: Number, now: bool) -> _Side:
    """The side of a player to whom the outcome is worth `hold` more than the other."""
    most = _most(payments)
    best = tuple(ballot for ballot, payment in payments.items() if payment == most)
    if hold < 0:
        near = [b for b, payment in payments.items() if b in best or payment > most + hold]
        return _Side(best, immutabledict(), ordered(near)[-1 if now else 0])
    gifts = {
        ballot: tuple(b for b, payment in payments.items() if payment > given)
        for ballot, given in payments.items()
        if ballot not in best and most - given <= hold
    }
    return _Side(best, immutabledict(gifts), None)


def _most(payments: Mapping[Ballot, Number]) -> Number:
    most, *others = payments.values()
    for payment in others:
        if payment > most:
            most = payment
    return most


def _sides(game: RollCall, now: bool) -> dict[str, _Side]:
    return {
        player: _side(payments, game.adopt[player] if now else -game.adopt[player], now)
        for player, payments in game.payments.items()
    }


# The definition -------------------------------------------------------------------------------


def upset_together(game: RollCall, profile: Any) -> Upset | None:
    """A coalition that gains, every member strictly, by a joint move, or None.

    No part of the coalition could do without the rest, and none would move again. A player who
    gains alone comes first. Cost players² × quotas.
    """
    cast = game.read_profile(profile)
    alone = upset_alone(game, cast)
    if alone is not None:
        assert isinstance(alone.who, str)
        return Upset(frozenset([alone.who]), {alone.who: alone.move}, {alone.who: alone.gain})
    now = game.rule.passes(cast)
    move = _turn(game, cast, now)
    if move is None:
        return None
    gain = {p: game.worth(p, b, not now) - game.worth(p, cast[p], now) for p, b in move.items()}
    return Upset(frozenset(move), move, gain)


def _turn(game: RollCall, cast: Mapping[str, Ballot], now: bool) -> dict[str, Ballot] | None:
    """How opponents of the outcome, all needed, turn an equilibrium at the least cost to each."""
    own, decides = adds(game), game.rule.decides
    move = {
        player: side.move
        for player, side in _sides(game, now).items()
        if side.move is not None and side.move != cast[player]
    }
    totals = game.rule.totals(cast)
    for player, ballot in move.items():
        totals = _changed(totals, own[player], cast[player], ballot)
    if decides(totals) == now:
        return None
    for player in reversed(list(move)):
        fewer = _changed(totals, own[player], move[player], cast[player])
        if decides(fewer) != now:
            totals = fewer
            del move[player]
    for player in move:
        payments = game.payments[player]
        for other in payments:
            dearer = _changed(totals, own[player], move[player], other)
            if payments[other] > payments[move[player]] and decides(dearer) != now:
                totals, move[player] = dearer, other
    return move


def _changed(totals: Vector, own: Mapping[Ballot, Vector], old: Ballot, new: Ballot) -> Vector:
    return plus(minus(totals, own[old]), own[new])


# The solver -----------------------------------------------------------------------------------


def roll_call_strong(game: RollCall, *, limit: int | None = None) -> Solution:
    """All strong equilibria as disjoint families; see `strong_nash`."""
    what = f"the strong equilibria of a roll call of {len(game.players)}"
    additions = Additions(what, read_limit(limit))
    found = [family for now in (True, False) for family in _Strong(game, now).families(additions)]
    found.sort(key=lambda family: family.totals)
    return Solution(
        "strong_nash", game, tuple(found), form="union", check=partial(upset_together, game)
    )


class _Strong:
    """The strong equilibria with one outcome."""

    def __init__(self, game: RollCall, now: bool) -> None:
        self._game, self._now, self._own = game, now, adds(game)
        self._codec = Codec(self._own)
        self._sides = _sides(game, now)
        self._against = immutabledict(
            {
                player: side.move
                for player, side in self._sides.items()
                if side.move is not None
                and any(self._own[player][b] != self._own[player][side.move] for b in side.best)
            }
        )
        self._end = (0,) * len(game.rule.quotas)
        for player, ballot in self._against.items():
            self._end = plus(self._end, self._own[player][ballot])
        self._decided: dict[Vector, bool] = {}
        self._gifts = list(
            dict.fromkeys(
                self._gift(player, ballot)
                for player, side in self._sides.items()
                for ballot in side.gifts
            )
        )

    def families(self, additions: Additions) -> list[Family]:
        """One family for each vector of totals."""
        parts: dict[frozenset[Gift], list[int]] = {}
        widest = self._allowed(frozenset(self._gifts))
        reached = self._reached(widest, additions)
        additions.spend(len(reached) * (1 + sum(len(dearer) for _, dearer in self._gifts)))
        for code in reached:
            totals = self._codec.vector(code)
            needed = frozenset(gift for gift in self._gifts if self._needed(gift, totals))
            parts.setdefault(needed, []).append(code)
        found: list[Family] = []
        for needed, codes in parts.items():
            found += self._part(self._allowed(needed), codes, additions)
        return found

    def _part(self, allowed: Allowed, codes: list[int], additions: Additions) -> list[Family]:
        """The families with these totals when these ballots are allowed."""
        friends, opponents = self._split(allowed)
        alone = shared_counts(friends, additions)
        vectors = {code: self._codec.vector(code) for code in alone}
        firm = {code for code, vector in vectors.items() if self._withstands(vector)}
        counts = shared_counts(opponents, additions, {code: alone[code] for code in firm})
        shaky = reachable(opponents, additions, set(alone) - firm)
        holds = frozenset(vectors[code] for code in firm)
        possible = Possible(self._own, allowed)
        found = []
        for code in codes:
            if count := counts.get(code, 0):
                totals = self._codec.vector(code)
                family = Family(self._now, totals, possible.at(totals), count, _vectors=self._own)
                if code in shaky:
                    family = replace(family, against=self._against, _firm=holds)
                found.append(family)
        return found

    def _reached(self, allowed: Allowed, additions: Additions) -> list[int]:
        """The totals with which the outcome stands and withstands."""
        friends, opponents = self._split(allowed)
        alone = reachable(friends, additions)
        firm = {code for code in alone if self._withstands(self._codec.vector(code))}
        return sorted(reachable(opponents, additions, firm))

    def _split(self, allowed: Allowed) -> tuple[Choices, Choices]:
        """The choices of those who do not join the move, and of those who do."""
        stay = {p: b for p, b in allowed.items() if p not in self._against}
        join = {p: b for p, b in allowed.items() if p in self._against}
        own, codec = self._own, self._codec
        return grouped(own, stay, codec), grouped(own, join, codec)

    def _withstands(self, friends: Vector) -> bool:
        return self._decides(plus(friends, self._end)) == self._now

    def _decides(self, totals: Vector) -> bool:
        if totals not in self._decided:
            self._decided[totals] = self._game.rule.decides(totals)
        return self._decided[totals]

    def _gift(self, player: str, ballot: Ballot) -> Gift:
        """What a ballot adds, and what each ballot that pays more would add."""
        own = self._own[player]
        return own[ballot], frozenset(own[b] for b in self._sides[player].gifts[ballot])

    def _needed(self, gift: Gift, totals: Vector) -> bool:
        """Whether every ballot that pays more would turn the outcome."""
        rest = minus(totals, gift[0])
        return min(rest) >= 0 and all(self._decides(plus(rest, v)) != self._now for v in gift[1])

    def _allowed(self, needed: frozenset[Gift]) -> Allowed:
        return {
            player: ordered(
                (*side.best, *(b for b in side.gifts if self._gift(player, b) in needed))
            )
            for player, side in self._sides.items()
        }
