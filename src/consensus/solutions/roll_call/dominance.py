"""Ballots that are never worse: weak dominance in a roll call of any size.

What a player's ballots bring depends on the others only through which of the ballots would make
the decision. There are at most four such situations for three ordered ballots, and each is open
if some ballots of the others lead to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ...exact.read import Number
from ...games.roll_call import RollCall
from ...rules.rule import Ballot
from ..solution import Solution, Upset
from ..strategic.product_set import ProductSet
from .equilibria import equilibrium_families, upset_alone
from .families import adds
from .totals import Additions, Codec, Vector, grouped, reachable, read_limit

__all__ = ["Situations", "dominator", "roll_call_undominated", "roll_call_undominated_nash"]


class Situations:
    """For each player which outcomes its ballots can face, whatever the others cast."""

    def __init__(self, game: RollCall, limit: int | None = None) -> None:
        self._game = game
        self._vectors = adds(game)
        self._limit = limit
        self._known: dict[tuple[tuple[Ballot, Vector], ...], list[tuple[bool, ...]]] = {}
        self._codec = Codec(self._vectors)

    def of(self, player: str) -> list[tuple[bool, ...]]:
        """The open situations: for each ballot, in order, whether it makes the decision.

        Players with the same ballots and weights face the same others, so they share the work.
        """
        kind = tuple(self._vectors[player].items())
        if kind not in self._known:
            self._known[kind] = self._facing(player)
        return self._known[kind]

    def _facing(self, player: str) -> list[tuple[bool, ...]]:
        own = list(self._vectors[player].values())
        others = {p: tuple(b) for p, b in self._vectors.items() if p != player}
        what = f"what {player!r} may face in a roll call of {len(self._game.players)}"
        additions = Additions(what, self._limit)
        codes = reachable(grouped(self._vectors, others, self._codec), additions)
        most = len(set(own)) + 1
        found: dict[tuple[bool, ...], None] = {}
        for code in sorted(codes):
            rest = self._codec.vector(code)
            found[
                tuple(
                    self._game.rule.decides([r + o for r, o in zip(rest, mine, strict=True)])
                    for mine in own
                )
            ] = None
            if len(found) == most:
                break
        return list(found)


def dominator(
    game: RollCall, player: str, ballot: Ballot, situations: list[tuple[bool, ...]]
) -> dict[Ballot, Number] | None:
    """A mixture of the player's other ballots that is never worse and once better, or None."""
    ballots = list(game.payments[player])
    worth = {
        b: [game.worth(player, b, situation[k]) for situation in situations]
        for k, b in enumerate(ballots)
    }
    others = [b for b in ballots if b != ballot]
    for other in others:
        if _dominates(worth[other], worth[ballot]):
            return {other: 1}
    if len(others) < 2:
        return None
    share = _share(worth[others[0]], worth[others[1]], worth[ballot])
    return None if share is None else {others[0]: share, others[1]: 1 - share}


def _dominates(mine: list[Number], his: list[Number]) -> bool:
    pairs = list(zip(mine, his, strict=True))
    return all(m >= h for m, h in pairs) and any(m > h for m, h in pairs)


def _share(first: list[Number], second: list[Number], his: list[Number]) -> Number | None:
    """A weight on the first so that the mixture of the two dominates, or None."""
    low: Number = 0
    top: Number = 1
    for a, b, h in zip(first, second, his, strict=True):
        slope, need = a - b, h - b
        if slope > 0:
            low = _larger(low, _ratio(need, slope))
        elif slope < 0:
            top = -_larger(-top, -_ratio(need, slope))
        elif need > 0:
            return None
    if low > top:
        return None
    share = _ratio(low + top, 2)
    mixed = [share * a + (1 - share) * b for a, b in zip(first, second, strict=True)]
    return share if any(m > h for m, h in zip(mixed, his, strict=True)) else None


def _ratio(top: Any, bottom: Any) -> Any:
    return (
        Fraction(top, bottom) if isinstance(top, int) and isinstance(bottom, int) else top / bottom
    )


def _larger(a: Number, b: Number) -> Number:
    return b if b > a else a


# The concepts ---------------------------------------------------------------------------------


def roll_call_undominated(game: RollCall, *, limit: int | None = None) -> Solution:
    """The ballots of each player that no mixture of its others weakly dominates."""
    situations = Situations(game, read_limit(limit))
    left = undominated_ballots(game, situations)

    def check(profile: Any) -> Upset | None:
        return _dominated(game, game.read_profile(profile), situations)

    return Solution("undominated", game, (ProductSet(left),), form="union", check=check)


def roll_call_undominated_nash(game: RollCall, *, limit: int | None = None) -> Solution:
    """The equilibria in which nobody casts a weakly dominated ballot."""
    most = read_limit(limit)
    situations = Situations(game, most)
    left = undominated_ballots(game, situations)
    items = equilibrium_families(game, candidates=left, limit=most)

    def check(profile: Any) -> Upset | None:
        cast = game.read_profile(profile)
        return upset_alone(game, cast) or _dominated(game, cast, situations)

    evidence = {"undominated": ProductSet(left)}
    return Solution(
        "undominated_nash", game, tuple(items), form="union", check=check, evidence=evidence
    )


def undominated_ballots(game: RollCall, situations: Situations) -> dict[str, tuple[Ballot, ...]]:
    """For each player the ballots that are not weakly dominated."""
    return {
        player: tuple(
            ballot
            for ballot in payments
            if dominator(game, player, ballot, situations.of(player)) is None
        )
        for player, payments in game.payments.items()
    }


def _dominated(game: RollCall, cast: Mapping[str, Ballot], situations: Situations) -> Upset | None:
    for player, ballot in cast.items():
        mixture = dominator(game, player, ballot, situations.of(player))
        if mixture is not None:
            pure = [b for b, share in mixture.items() if share == 1]
            return Upset(player, pure[0] if pure else mixture, note="never worse, at times better")
    return None
