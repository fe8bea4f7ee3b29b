"""The kernel and the prekernel: no player outweighs another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from ...exact.read import shown
from ...games.coalitional import Coalitional
from ...games.worths import Array
from ..declared import traceable
from ..kind import of_kind
from ..solution import Solution, Upset
from .core_allocations import block_masks
from .excess import Excesses, read_allocation
from .nucleoli import nucleolus, prenucleolus
from .partition import Blocks
from .quotient import divided, tidied

__all__ = ["is_in_kernel", "is_in_prekernel", "kernel", "prekernel"]


def is_in_kernel(
    game: Coalitional, allocation: Mapping[str, object], *, structure: Blocks | None = None
) -> bool:
    """Whether an allocation is an imputation at which no player outweighs another.

    Player i outweighs j when i's greatest excess without j exceeds j's without i, and j gets
    more than alone. Cost n²·2ⁿ.

    Examples
    --------
    >>> from consensus import games
    >>> is_in_kernel(games.glove_game(["l"], ["r1", "r2"]), {"l": 1, "r1": 0, "r2": 0})
    True
    """
    of_kind(game, Coalitional)
    return _outweighed(game, allocation, block_masks(game, structure), rational=True) is None


def is_in_prekernel(
    game: Coalitional, allocation: Mapping[str, object], *, structure: Blocks | None = None
) -> bool:
    """Whether at an allocation all pairs of players have equal greatest excesses.

    Examples
    --------
    >>> from consensus import games
    >>> is_in_prekernel(games.glove_game(["l"], ["r1", "r2"]), {"l": 0, "r1": 1, "r2": 0})
    False
    """
    of_kind(game, Coalitional)
    return _outweighed(game, allocation, block_masks(game, structure), rational=False) is None


@traceable
def kernel(game: Coalitional, *, structure: Blocks | None = None) -> Solution:
    """One exact point of the kernel, the nucleolus, and the check for any other.

    Cost that of `nucleolus`; the check costs n²·2ⁿ.

    Returns
    -------
    Solution
        Form "some". ``.why(allocation)`` names the player who outweighs another, the other and
        the coalition to threaten with, and by how much.

    References
    ----------
    M. Davis and M. Maschler, *Naval Research Logistics Quarterly* 12 (1965), 223-259.

    Examples
    --------
    >>> from consensus import games
    >>> found = kernel(games.glove_game(["l"], ["r1", "r2"]))
    >>> print(found.why({"l": 0, "r1": 1, "r2": 0}))
    l upsets it by r1: {l, r2} and gains 2 (l could secure 1, r1 could secure -1)
    """
    of_kind(game, Coalitional)
    return _one_point("kernel", game, structure, rational=True)


@traceable
def prekernel(game: Coalitional, *, structure: Blocks | None = None) -> Solution:
    """One exact point of the prekernel, the prenucleolus, and the check for any other.

    References
    ----------
    M. Maschler, B. Peleg and L. S. Shapley, *International Journal of Game Theory* 1 (1972), 73-93.

    Examples
    --------
    >>> from consensus import games
    >>> prekernel(games.Coalitional.from_table([0, 3, 0, 1])).items
    ({'1': 2, '2': -1},)
    """
    of_kind(game, Coalitional)
    return _one_point("prekernel", game, structure, rational=False)


def _one_point(
    concept: str, game: Coalitional, structure: Blocks | None, *, rational: bool
) -> Solution:
    blocks = block_masks(game, structure)
    solve = nucleolus if rational else prenucleolus
    point = dict(solve(game, structure=structure))
    return Solution(
        concept,
        game,
        (point,),
        form="some",
        complete=False,
        check=partial(_outweighed, game, blocks=blocks, rational=rational),
    )


def _outweighed(
    game: Coalitional, allocation: Mapping[str, object], blocks: Sequence[int], *, rational: bool
) -> Upset | None:
    shares = read_allocation(game, allocation)
    for block in blocks:
        have: Any = sum((s for i, s in enumerate(shares) if block >> i & 1), start=0)
        if have != game.table[block]:
            note = f"they share out {shown(have)} of a worth of {shown(game.table[block])}"
            return Upset(game.coalition(block), None, None, note)
    alone = [game.table[1 << i] for i in range(len(shares))]
    for i, player in enumerate(game.players):
        if rational and shares[i] < alone[i]:
            return Upset(player, {player: alone[i]}, alone[i] - shares[i])
    values, scale = Excesses(game.table, shares).exactly()
    for block in blocks:
        inside = [i for i in range(len(shares)) if block >> i & 1]
        for i in inside:
            for j in inside:
                if i == j or (rational and shares[j] == alone[j]):
                    continue
                mine, mask = _surplus(values, i, j)
                theirs, _ = _surplus(values, j, i)
                if mine > theirs:
                    return _objection(game, i, j, mask, mine, theirs, scale)
    return None


def _objection(
    game: Coalitional, i: int, j: int, mask: int, mine: Any, theirs: Any, scale: int
) -> Upset:
    first, second = (divided(int(x) if scale > 1 else x, scale) for x in (mine, theirs))
    player, other = game.players[i], game.players[j]
    names = "{" + ", ".join(p for p in game.players if mask >> game.index[p] & 1) + "}"
    note = f"{player} could secure {shown(first)}, {other} could secure {shown(second)}"
    return Upset(player, {other: names}, tidied(first - second), note)


def _surplus(values: Array, i: int, j: int) -> tuple[Any, int]:
    """The greatest excess of a coalition with i and without j, and its mask."""
    low, high = min(i, j), max(i, j)
    shape = (-1, 2, 1 << (high - low - 1), 2, 1 << low)
    if i > j:
        part = values.reshape(shape)[:, 1, :, 0, :]
    else:
        part = values.reshape(shape)[:, 0, :, 1, :]
    place = int(np.argmax(part))
    top, rest = divmod(place, part.shape[1] * part.shape[2])
    middle, bottom = divmod(rest, part.shape[2])
    mask = (top << (high + 1)) | (middle << (low + 1)) | bottom | 1 << i
    return part[top, middle, bottom], mask
