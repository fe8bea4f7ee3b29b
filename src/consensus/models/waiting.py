"""Silence and waiting: who breaks silence, who hides behind whom, who can wait longest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from ..errors import InvalidInput
from ..exact.read import Number, exact_number, natural
from ..games.roll_call import RollCall
from ..rules.families import by_consensus
from ..rules.rule import read_players
from ..solutions.declared import traceable
from ..solutions.solution import Solution, Upset

__all__ = ["HoldOut", "HoldOuts", "hold_outs", "silence"]


def silence(players: Iterable[str], loss: Mapping[str, object], cost: object) -> RollCall:
    """The silence procedure: a text is adopted at the deadline unless somebody breaks silence.

    Keeping silent costs nothing; breaking it blocks the text for everyone, and only the one who
    breaks it pays for it. Cost: linear in the players.

    Parameters
    ----------
    players : iterable of str
    loss : mapping player -> number
        What adoption costs each; a gain is negative, 0 for those left out.
    cost : number or mapping player -> number
        What breaking silence costs; in a mapping, 0 for those left out.

    Returns
    -------
    RollCall
        Under consensus, with the ballots ``"abstain"`` (silent) and ``"object"`` (breaks it).

    Notes
    -----
    Every player whose loss exceeds the cost would break silence if nobody else did, and would
    rather another did: in the pure equilibria exactly one of them does, so the objections seen
    are fewer than the objections held. `hold_outs` lists them in the order in which they appear.

    Examples
    --------
    >>> from consensus import solutions
    >>> game = silence(["a", "b", "c"], {"a": 3, "b": 2}, cost=1)
    >>> sorted(game.payoff({"a": "object", "b": "abstain", "c": "abstain"}).items())
    [('a', -1), ('b', 0), ('c', 0)]
    """
    everyone = read_players(players)
    losses, costs = _read(everyone, loss, "loss"), _read(everyone, cost, "cost")
    for player in everyone:
        if costs[player] < 0:
            raise InvalidInput(f"cost[{player!r}]: expected at least 0, got {costs[player]}")
    return RollCall(
        by_consensus(everyone),
        {p: -losses[p] for p in everyone},
        {p: {"abstain": 0, "object": -costs[p]} for p in everyone},
    )


class HoldOut(NamedTuple):
    """One hold-out: what it would take to satisfy it, and how many rounds it can wait."""

    player: str
    compensation: Number
    rounds: int | None


@dataclass(frozen=True)
class HoldOuts(Solution):
    """The hold-outs in the order in which they come to light; `items` are `HoldOut`.

    Attributes
    ----------
    total : number
        What satisfying all of them takes; satisfying fewer changes nothing.
    last : str or None
        The hold-out who can wait longest, None without waiting costs or in a tie.
    """

    total: Number = 0
    last: str | None = field(default=None)


@traceable
def hold_outs(
    players: Iterable[str],
    loss: Mapping[str, object],
    cost: object,
    *,
    waiting: Mapping[str, object] | None = None,
    rounds: int = 1_000,
) -> HoldOuts:
    """Who is behind the objection that is seen: removing one hold-out reveals the next.

    A player holds out iff its loss from the text exceeds its cost of standing alone. The one
    with most to lose beyond that cost objects, the others keep silent behind it; once it is
    satisfied the next comes forward, and the text passes only when all are. Under a soft
    reversion (provisional budgets, month by month) waiting costs each player something each
    round, and nobody waits longer than the excess is worth. Cost: n log n.

    Parameters
    ----------
    players, loss, cost
        As in `silence`.
    waiting : mapping player -> number, optional
        What each round of the reversion costs a player; 0 for those left out, who can wait
        without end: `rounds` in their items is None, as it is for everyone when left out.
    rounds : int
        The most rounds that are counted; `last` does not depend on it.

    Returns
    -------
    HoldOuts
        `.why(player)` says why somebody is not a hold-out.

    Notes
    -----
    `rounds` is the number of whole rounds after which going on costs more than winning brings:
    a bound on patience, not the equilibrium of a war of attrition.

    Examples
    --------
    >>> losses = {"a": 5, "b": 3, "c": 1}
    >>> answer = hold_outs(["a", "b", "c"], losses, 2, waiting={"a": 2, "b": "1/2"})
    >>> [(h.player, h.compensation, h.rounds) for h in answer.items], answer.total, answer.last
    ([('a', 3, 1), ('b', 1, 2)], 4, 'b')
    """
    everyone = read_players(players)
    most = natural(rounds, "rounds", least=1)
    losses, costs = _read(everyone, loss, "loss"), _read(everyone, cost, "cost")
    delay = None if waiting is None else _read(everyone, waiting, "waiting")
    for player, amount in (delay or {}).items():
        if amount < 0:
            raise InvalidInput(f"waiting[{player!r}]: expected at least 0, got {amount}")
    excess: dict[str, Any] = {p: losses[p] - costs[p] for p in everyone}
    found = [p for p in everyone if excess[p] > 0]
    order = sorted(found, key=lambda p: _Descending(excess[p]))
    patience: dict[str, int | None] = dict.fromkeys(order)
    for p in order:
        if delay is not None and delay[p] > 0:
            patience[p] = _patience(excess[p], delay[p], most)
    items = tuple(HoldOut(p, excess[p], patience[p]) for p in order)
    return HoldOuts(
        "hold_outs",
        (losses, costs),
        items,
        total=sum((excess[p] for p in order), start=0),
        last=None if delay is None else _longest(items, delay, most),
        check=partial(_why, excess),
    )


class _Descending:
    """A number that sorts larger first, asking only for `<`."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __lt__(self, other: _Descending) -> bool:
        return bool(other.value < self.value)


def _patience(excess: Any, each: Any, most: int) -> int:
    """The largest whole number of rounds that cost no more than the excess."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if middle * each <= excess:
            low = middle
        else:
            high = middle - 1
    return low


def _longest(items: tuple[HoldOut, ...], delay: Mapping[str, Any], most: int) -> str | None:
    """Who can wait longest, if one alone can; beyond the counted rounds by exact comparison."""
    endless = [h for h in items if h.rounds is None]
    best = max((h.rounds or 0 for h in items), default=0)
    longest = endless or [h for h in items if h.rounds == best]
    if not endless and best == most:
        longest = [
            h
            for h in longest
            if all(
                not h.compensation * delay[o.player] < o.compensation * delay[h.player]
                for o in longest
            )
        ]
    return longest[0].player if len(longest) == 1 else None


def _read(everyone: tuple[str, ...], given: Any, where: str) -> dict[str, Number]:
    if not isinstance(given, Mapping):
        return dict.fromkeys(everyone, exact_number(given, where))
    for player in given:
        if player not in everyone:
            raise InvalidInput(f"{where}: {player!r} is not a player")
    return {p: exact_number(given.get(p, 0), f"{where}[{p!r}]") for p in everyone}


def _why(excess: Mapping[str, Any], player: Any) -> Upset | None:
    if player not in excess:
        raise InvalidInput(f"candidate: {player!r} is not a player")
    if excess[player] > 0:
        return None
    return Upset(player, "keep silent", -excess[player], "standing alone costs more than the text")
