"""Dividing again and again, where what was decided last stands until the next decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
from immutabledict import immutabledict

from ..errors import InvalidInput, NotApplicable, TooLarge
from ..exact.read import Number, natural
from ..exact.traced import Traced
from ..games.bargaining import Bargaining
from ..solutions.declared import untraceable
from ..solutions.solution import Solution, Upset

__all__ = ["Redivision", "redivide"]

_MOST_PLAYERS = 16
_MOST_STATES = 700


@dataclass(frozen=True)
class Redivision(Solution):
    """The course of a division whose status quo is the last decision; items are distributions.

    Item t maps each division that may be in force after round t to its chance.

    Attributes
    ----------
    expected : tuple of mappings player -> number
        Each player's expected share after each round.
    absorbing : tuple of divisions
        Those that are never left, in the first round of the horizon.
    """

    expected: tuple[Mapping[str, Number], ...] = field(default=())
    absorbing: tuple[tuple[int, ...], ...] = field(default=())


@untraceable("ranks the divisions of every round by looking their values up in a table")
def redivide(game: Bargaining, *, start: tuple[int, ...], rounds: int) -> Redivision:
    """What becomes of a division that stands until it is changed (an endogenous status quo).

    Each round somebody is recognised and proposes a division in whole units; if the rule accepts
    it, it is in force and is the next status quo. By backward induction over `rounds` rounds with
    payoffs in each round; the indifferent accept, and a proposer who is indifferent keeps the
    status quo if it can, else draws evenly from its best divisions. Cost: rounds × divisions² ×
    players.

    Parameters
    ----------
    game : Bargaining
        With chances of recognition; 0 is not a discount factor here, take a small one.
    start : tuple of int
        Units held at first, in the order of the players; their sum is what there is to divide.
    rounds : int

    Returns
    -------
    Redivision
        `.why(t)` is not offered: an item is a distribution, not a candidate.

    Raises
    ------
    TooLarge
        Beyond 700 divisions.

    References
    ----------
    Nunnari, "Dynamic legislative bargaining with veto power: theory and experiments", Games and
    Economic Behavior 126 (2021), 186-230.

    Examples
    --------
    >>> from consensus import rules
    >>> players = ["veto", "b", "c"]
    >>> rule = rules.by_majority(players) & rules.by_consensus(["veto"])
    >>> game = Bargaining(rule, {p: "1/3" for p in players}, "1/2")
    >>> answer = redivide(game, start=(0, 3, 3), rounds=6)
    >>> [float(share["veto"]) > 0 for share in answer.expected[:2]], (6, 0, 0) in answer.absorbing
    ([False, True], True)
    """
    if game.in_turn:
        raise NotApplicable("redivide: assumes random recognition")
    if any(isinstance(x, Traced) for x in [*game.recognition.values(), *game.discount.values()]):
        raise NotApplicable("redivide: needs known numbers")
    if len(game.players) > _MOST_PLAYERS:
        raise TooLarge(
            "coalitions of a redivision", 2 ** len(game.players), 2**_MOST_PLAYERS,
            "solutions.stationary for a division that is made once", unit="coalitions",
        )  # fmt: skip
    given: Any = start
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise InvalidInput(f"start: expected a share for each player, got {given!r:.60}")
    held = tuple(natural(x, f"start[{i}]") for i, x in enumerate(given))
    if len(held) != len(game.players):
        raise InvalidInput(f"start: {len(held)} shares for {len(game.players)} players")
    horizon = natural(rounds, "rounds", least=1)
    states = _divisions(sum(held), len(held))
    policies = _policies(game, states, horizon)
    index = {s: i for i, s in enumerate(states)}
    law: dict[int, Fraction] = {index[held]: Fraction(1)}
    items = [law]
    for policy in policies:
        following: dict[int, Fraction] = {}
        for here, chance in law.items():
            for p, proposer in enumerate(game.players):
                for there, share in policy[p][here]:
                    weight = chance * game.recognition[proposer] * share
                    if weight:
                        following[there] = following.get(there, Fraction(0)) + weight
        law = following
        items.append(law)
    named = tuple(immutabledict({states[i]: c for i, c in law.items()}) for law in items)
    expected = tuple(
        immutabledict({
            p: sum((c * s[k] for s, c in law.items()), start=Fraction(0))
            for k, p in enumerate(game.players)
        })
        for law in named
    )  # fmt: skip
    absorbing = tuple(
        s
        for i, s in enumerate(states)
        if all(
            policies[0][p][i] == ((i, Fraction(1)),)
            for p, proposer in enumerate(game.players)
            if game.recognition[proposer] > 0
        )
    )
    return Redivision(
        "redivide",
        game,
        named,
        expected=expected,
        absorbing=absorbing,
        check=partial(_why, len(named)),
        evidence={"rounds": horizon, "units": sum(held)},
    )


Policy = list[list[tuple[tuple[int, Fraction], ...]]]


def _why(rounds: int, candidate: Any) -> Upset | None:
    raise NotApplicable("redivide: items are distributions over divisions, not candidates")


def _divisions(units: int, players: int) -> list[tuple[int, ...]]:
    from math import comb

    count = comb(units + players - 1, players - 1)
    if count > _MOST_STATES:
        raise TooLarge(
            "divisions", count, _MOST_STATES, "use fewer units or players", unit="divisions"
        )
    found: list[tuple[int, ...]] = [()]
    for _ in range(players - 1):
        found = [(*s, k) for s in found for k in range(units - sum(s) + 1)]
    return [(*s, units - sum(s)) for s in found]


def _policies(game: Bargaining, states: list[tuple[int, ...]], horizon: int) -> list[Policy]:
    """Backward induction: for each round, proposer and status quo, the divisions proposed.

    Values are whole numbers over one common denominator a round, so that ties are exact.
    """
    shares = np.array(states, object)
    n = len(game.players)
    passes = _winning_masks(game)
    ahead = np.array([[Fraction(0)] * n for _ in states], object)
    policies: list[Policy] = []
    for _ in range(horizon):
        delta = np.array([Fraction(game.discount[p]) for p in game.players], object)
        worth = shares + ahead * delta[None, :]
        ranks = np.stack([_ranks(worth[:, k]) for k in range(n)], axis=1)
        policy: Policy = []
        ahead = np.array([[Fraction(0)] * n for _ in states], object)
        likes = np.zeros((len(states), len(states)), np.int64)
        for k in range(n):
            likes |= (ranks[None, :, k] >= ranks[:, None, k]).astype(np.int64) << k
        for p, proposer in enumerate(game.players):
            able = passes[likes | (1 << p)]
            rows: list[tuple[tuple[int, Fraction], ...]] = []
            for here in range(len(states)):
                options = np.flatnonzero(able[here] | (np.arange(len(states)) == here))
                best = ranks[options, p].max()
                if ranks[here, p] == best:
                    rows.append(((here, Fraction(1)),))
                else:
                    top = options[ranks[options, p] == best]
                    rows.append(tuple((int(t), Fraction(1, len(top))) for t in top))
                for there, share in rows[-1]:
                    ahead[here] = ahead[here] + game.recognition[proposer] * share * worth[there]
            policy.append(rows)
        policies.append(policy)
    return policies[::-1]


def _ranks(values: Any) -> Any:
    order = sorted(set(values))
    place = {v: i for i, v in enumerate(order)}
    return np.array([place[v] for v in values])


def _winning_masks(game: Bargaining) -> Any:
    n = len(game.players)
    return np.array([
        game.rule.wins({p for k, p in enumerate(game.players) if mask >> k & 1})
        for mask in range(1 << n)
    ])  # fmt: skip
