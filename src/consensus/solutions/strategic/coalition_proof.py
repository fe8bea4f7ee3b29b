"""Coalition-proof equilibria in pure strategies."""

from __future__ import annotations

from functools import partial
from itertools import combinations, product
from math import prod
from typing import Any, TypeAlias

from ...errors import InvalidInput, TooLarge
from ...exact.read import natural
from ...games.roll_call import RollCall
from ...games.strategic import Strategic
from ..declared import traceable
from ..roll_call.coalition_proof import roll_call_coalition_proof
from ..solution import Solution, Upset

__all__ = ["coalition_proof_nash"]

Index: TypeAlias = tuple[int, ...]

_STEPS = 300_000


class _Recursion:
    """The plays of every coalition, the others' strategies given."""

    def __init__(self, game: Strategic) -> None:
        self._game, self._tables = game, game.tables
        self._enforcing: dict[tuple[Index, Index], list[Index]] = {}
        self._stable: dict[tuple[Index, Index], frozenset[Index]] = {}

    # The definition ---------------------------------------------------------------------------

    def stable(self, coalition: Index, profile: Index) -> frozenset[Index]:
        """The self-enforcing plays that no other is strictly better than for all members."""
        key = coalition, self._without(coalition, profile)
        if key not in self._stable:
            plays = self.enforcing(coalition, profile)
            self._stable[key] = frozenset(
                play for play in plays if self.improved(coalition, play, plays) is None
            )
        return self._stable[key]

    def enforcing(self, coalition: Index, profile: Index) -> list[Index]:
        """The profiles, the others' part held, that no smaller coalition would leave."""
        key = coalition, self._without(coalition, profile)
        if key not in self._enforcing:
            found = []
            for choice in product(*(range(self._game.sizes[i]) for i in coalition)):
                play = list(profile)
                for i, s in zip(coalition, choice, strict=True):
                    play[i] = s
                if self._holds(coalition, tuple(play)):
                    found.append(tuple(play))
            self._enforcing[key] = found
        return self._enforcing[key]

    def improved(self, coalition: Index, play: Index, plays: list[Index]) -> Index | None:
        """One of the plays that all members strictly prefer, or None."""
        for other in plays:
            if other != play and all(
                self._tables[i][other] > self._tables[i][play] for i in coalition
            ):
                return other
        return None

    def _holds(self, coalition: Index, play: Index) -> bool:
        return all(
            play in self.stable(part, play)
            for size in range(1, len(coalition))
            for part in combinations(coalition, size)
        )

    def _without(self, coalition: Index, profile: Index) -> Index:
        return tuple(-1 if i in coalition else s for i, s in enumerate(profile))


def _upset_with(game: Strategic, recursion: _Recursion, profile: Any) -> Upset | None:
    return coalition_proof_upset(game, profile, recursion)


def coalition_proof_upset(
    game: Strategic, profile: Any, recursion: _Recursion | None = None
) -> Upset | None:
    """A smallest coalition with a self-enforcing move that is better for all its members."""
    known = recursion or _Recursion(game)
    index = game.index(profile)
    everyone = range(len(game.players))
    for size in range(1, len(game.players) + 1):
        for coalition in combinations(everyone, size):
            other = known.improved(coalition, index, known.enforcing(coalition, index))
            if other is None:
                continue
            names = [game.players[i] for i in coalition]
            labels = game.labels(other)
            before, after = game.payoff(game.labels(index)), game.payoff(labels)
            move = {game.players[i]: labels[i] for i in coalition}
            gain = {game.players[i]: after[i] - before[i] for i in coalition}
            return Upset(frozenset(names), move, gain)
    return None


# The solver -----------------------------------------------------------------------------------


@traceable
def coalition_proof_nash(game: Strategic | RollCall, *, limit: int | None = None) -> Solution:
    """All coalition-proof equilibria in pure strategies.

    A play of a coalition is coalition-proof if no smaller part would leave it for a
    coalition-proof play of its own, and no other such play is strictly better for all members.
    Those of a roll call are its strong equilibria, with payments for ballots or without.

    Cost: for a table, every profile of every coalition, the product over the players of one more
    than their strategies, times its parts; for a roll call of any size, that of `strong_nash`.

    Parameters
    ----------
    game : Strategic or RollCall
    limit : int, optional
        For a table the number of plays times their parts (300 000), for a roll call of additions
        (5 million).

    Raises
    ------
    TooLarge
        Before any work beyond the limit.

    References
    ----------
    B. D. Bernheim, B. Peleg, M. D. Whinston, "Coalition-proof Nash equilibria I. Concepts",
    J. Econ. Theory 42 (1987), 1-12.

    Examples
    --------
    >>> from consensus import games
    >>> dilemma = games.Strategic([[[3, 0], [4, 1]], [[3, 4], [0, 1]]])
    >>> coalition_proof_nash(dilemma).items
    ((1, 1),)

    Seven States of which each would gain 2 by adoption, which takes four assents at a cost of 1:

    >>> from consensus import rules
    >>> states = list("abcdefg")
    >>> ballots = dict.fromkeys(states, {"assent": -1, "abstain": 0, "object": 0})
    >>> vote = games.RollCall(rules.by_majority(states), dict.fromkeys(states, 2), ballots)
    >>> found = coalition_proof_nash(vote)
    >>> {family.passes for family in found}, found.count == 35 * 2**3
    ({True}, True)
    """
    if isinstance(game, RollCall):
        return roll_call_coalition_proof(game, limit=limit)
    if not isinstance(game, Strategic):
        raise InvalidInput(f"game: expected a Strategic game or a RollCall, got {game!r}")
    most = _STEPS if limit is None else natural(limit, "limit", least=1)
    cost = prod(1 + 2 * size for size in game.sizes)
    if cost > most:
        instead = "ask strong_nash: every strong equilibrium is coalition-proof"
        raise TooLarge("coalition-proof equilibria of a table", cost, most, instead)
    recursion = _Recursion(game)
    everyone = tuple(range(len(game.players)))
    stable = sorted(recursion.stable(everyone, (0,) * len(everyone)))
    return Solution(
        "coalition_proof_nash", game, tuple(game.labels(play) for play in stable),
        check=partial(_upset_with, game, recursion),
    )  # fmt: skip
