"""Kohlberg's criterion: whether an allocation is the (pre)nucleolus, and if not, a better one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from ...exact.read import Number, shown
from ...games.coalitional import Coalitional
from ...games.worths import Array
from ..solution import Upset
from .balancing import maximise
from .excess import Excesses, read_allocation
from .quotient import divided, tidied
from .span import Span

__all__ = ["kohlberg"]


def kohlberg(
    game: Coalitional, allocation: Mapping[str, object], blocks: Sequence[int], *, rational: bool
) -> Upset | None:
    """None if at every level the coalitions with at least that excess are balanced.

    Otherwise the coalition whose excess falls, with the allocation that lowers it, and by how
    much. With `rational` no player may fall below what they secure alone. One exact linear
    programme a level; cost 2ⁿ·log 2ⁿ besides.

    References
    ----------
    E. Kohlberg, *SIAM Journal on Applied Mathematics* 20 (1971), 62-66.
    """
    shares = read_allocation(game, allocation)
    for block in blocks:
        have: Any = sum((s for i, s in enumerate(shares) if block >> i & 1), start=0)
        if have != game.table[block]:
            note = f"they share out {shown(have)} of a worth of {shown(game.table[block])}"
            return Upset(game.coalition(block), None, None, note)
    poor = [i for i, share in enumerate(shares) if rational and share <= game.table[1 << i]]
    for i in poor:
        if shares[i] < game.table[1 << i]:
            player = game.players[i]
            return Upset(player, {player: game.table[1 << i]}, game.table[1 << i] - shares[i])
    excesses = Excesses(game.table, shares)
    span, _ = Span(len(shares)).with_masks(blocks)
    for level, masks in _levels(excesses):
        fresh = [int(mask) for mask in span.outside(masks)]
        if not fresh:
            continue
        better = _direction(len(shares), fresh, span.masks, poor)
        if better is not None:
            return _upset(game, shares, excesses, level, fresh, better, poor if rational else None)
        span, _ = span.with_masks(fresh)
        if span.rank == len(shares):
            return None
    return None


def _levels(excesses: Excesses) -> Iterator[tuple[Any, Array]]:
    """The masks by excess, the greatest first."""
    values, _ = excesses.exactly()
    order = np.argsort(-values[1:], kind="stable") + 1
    first = 0
    for k in range(1, len(order) + 1):
        if k == len(order) or values[order[k]] != values[order[first]]:
            yield excesses.exact(int(order[first])), np.sort(order[first:k])
            first = k


def _direction(
    n: int, fresh: Sequence[int], settled: Sequence[int], poor: Sequence[int]
) -> tuple[Any, ...] | None:
    """A direction that takes from no fresh coalition and gives to one, or None.

    There is none iff the fresh coalitions have positive balancing weights, the settled ones any
    and the poor players weights that are not negative (Tucker's theorem of the alternative).
    """
    columns = [_indicator(mask, n) for mask in fresh] + [_indicator(1 << i, n) for i in poor]
    for mask in settled:
        column = _indicator(mask, n)
        columns += [column, tuple(-a for a in column)]
    target = tuple(-sum(mask >> i & 1 for mask in fresh) for i in range(n))
    program = maximise([*columns, target], [0] * len(columns) + [-1], target)
    return program.multipliers if program.value != 0 else None


def _indicator(mask: int, n: int) -> tuple[int, ...]:
    return tuple(mask >> i & 1 for i in range(n))


def _upset(
    game: Coalitional,
    shares: Sequence[Number],
    excesses: Excesses,
    level: Any,
    fresh: Sequence[int],
    direction: Sequence[Any],
    poor: Sequence[int] | None,
) -> Upset:
    """A step in the direction so short that no other coalition reaches the level."""

    def gives(mask: int) -> Any:
        return sum((d for i, d in enumerate(direction) if mask >> i & 1), start=0)

    step: Any = 1
    for mask in range(1, len(game.table)):
        rate = gives(mask)
        if rate < 0 and (gap := level - excesses.exact(mask)) > 0:
            step = min(step, divided(gap, -2 * rate))
    if poor is not None:
        for i, d in enumerate(direction):
            if d < 0:
                step = min(step, divided(shares[i] - game.table[1 << i], -d))
    helped = next(mask for mask in fresh if gives(mask) > 0)
    move = {
        player: tidied(share + step * d)
        for player, share, d in zip(game.players, shares, direction, strict=True)
    }
    note = f"its excess of {shown(tidied(level))} can be lowered"
    return Upset(game.coalition(helped), move, tidied(step * gives(helped)), note)
