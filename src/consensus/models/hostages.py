"""Blocking other decisions to win a concession: hostage-taking, counted in whole decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..errors import InvalidInput
from ..exact.read import Number, exact_number, natural
from ..solutions.declared import traceable
from ..solutions.solution import Solution, Upset
from ..solutions.spatial.shapes import Interval

__all__ = ["Hostage", "HostageTaking", "hostage"]


@dataclass(frozen=True)
class HostageTaking:
    """A concession worth something to one State and costing others, and decisions to block."""

    concession: Number
    block_cost: Number
    losses: Mapping[str, Number]
    stakes: Mapping[str, Number]
    available: int


@dataclass(frozen=True, kw_only=True)
class Hostage(Solution):
    """The numbers of blocked decisions that win the concession; at most one `Interval`.

    Attributes
    ----------
    least : int or None
        The fewest blocked decisions that would make everyone concede; None if not even all.
    most : int
        The most that the concession is worth to the State that blocks.
    wins : bool
        Whether some number of whole decisions does both.
    wins_divisible : bool
        Whether some number would if decisions could be divided and were unlimited.
    """

    least: int | None
    most: int
    wins: bool
    wins_divisible: bool


@traceable
def hostage(
    concession: object,
    block_cost: object,
    losses: Mapping[str, object],
    stakes: Mapping[str, object],
    available: int,
) -> Hostage:
    """Whether blocking whole decisions, each costly to both sides, can win a concession.

    Every other State must consent to the concession, so blocking n decisions works iff
    n · losses[j] >= stakes[j] for all j and n · block_cost <= concession. Cost: States times the
    logarithm of `available`.

    Parameters
    ----------
    concession : number
        What the concession is worth to the State that blocks.
    block_cost : number
        What each blocked decision costs that State, positive.
    losses : mapping State -> number
        What each blocked decision costs each other State, positive.
    stakes : mapping State -> number
        What the concession costs each other State.
    available : int
        How many decisions there are to block.

    Returns
    -------
    Hostage
        Form "union"; whole numbers in the interval. `.why(n)` says who does not give way.

    Notes
    -----
    Model B4 of the case. It says that blocking is worth its cost if it ends in the concession; it
    does not make the threat credible once it is refused. For that, see `models.hold_outs`.

    Examples
    --------
    >>> answer = hostage(6, 2, {"a": 1, "b": 2}, {"a": 2, "b": 5}, available=5)
    >>> answer.least, answer.most, answer.wins
    (3, 3, True)
    """
    for where, given in (("losses", losses), ("stakes", stakes)):
        if not isinstance(given, Mapping):
            raise InvalidInput(f"{where}: expected a mapping State -> number, got {given!r}")
    game = HostageTaking(
        exact_number(concession, "concession"),
        _positive(block_cost, "block_cost"),
        {s: _positive(x, f"losses[{s!r}]") for s, x in losses.items()},
        {s: exact_number(x, f"stakes[{s!r}]") for s, x in stakes.items()},
        natural(available, "available"),
    )
    for state in game.losses:
        if state not in game.stakes:
            raise InvalidInput(f"stakes: none for {state!r}")
    for state in game.stakes:
        if state not in game.losses:
            raise InvalidInput(f"losses: none for {state!r}")
    least, most = _least(game), _most(game)
    wins = least is not None and least <= most
    return Hostage(
        concept="hostage",
        game=game,
        items=(Interval(least, most),) if wins else (),
        form="union",
        check=partial(_why, game),
        least=least,
        most=most,
        wins=wins,
        wins_divisible=_divisible(game),
    )


def _divisible(game: HostageTaking) -> bool:
    for state, loss in game.losses.items():
        if game.concession * loss < game.stakes[state] * game.block_cost:
            return False
    return bool(game.concession >= 0)


def _positive(value: object, where: str) -> Number:
    number = exact_number(value, where)
    if not number > 0:
        raise InvalidInput(f"{where}: expected a positive number, got {number}")
    return number


def _least(game: HostageTaking) -> int | None:
    """By bisection, since more blocked decisions only hurt more."""

    def enough(n: int) -> bool:
        return all(bool(n * loss >= game.stakes[s]) for s, loss in game.losses.items())

    if not enough(game.available):
        return None
    low, high = 0, game.available
    while low < high:
        middle = (low + high) // 2
        if enough(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _most(game: HostageTaking) -> int:
    """By bisection; −1 when not even blocking nothing is worth it."""
    low, high = -1, game.available
    while low < high:
        middle = (low + high + 1) // 2
        if middle * game.block_cost <= game.concession:
            low = middle
        else:
            high = middle - 1
    return low


def _why(game: HostageTaking, candidate: Any) -> Upset | None:
    n = natural(candidate, "candidate")
    if n > game.available:
        raise InvalidInput(f"candidate: {n} decisions, only {game.available} are available")
    for state, loss in game.losses.items():
        if n * loss < game.stakes[state]:
            return Upset(state, "hold firm", game.stakes[state] - n * loss)
    if n * game.block_cost > game.concession:
        return Upset("the State that blocks", "give up", n * game.block_cost - game.concession)
    return None
