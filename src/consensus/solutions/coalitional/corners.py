"""The corners of the core, walked from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import factorial, gcd
from typing import Any

from ...errors import TooLarge
from ...exact.read import Exact, natural, rational, tidy
from ...games.coalitional import Coalitional
from ..declared import untraceable
from ..kind import of_kind
from ..solution import Solution
from .balancing import maximise
from .core_allocations import block_masks, core, core_upset, epsilon_core

__all__ = ["core_vertices"]

_MOST_PLAYERS = 10
_MOST_CORNERS = 50_000

Point = tuple[Exact, ...]
Row = tuple[int, ...]


@untraceable("it recognises a corner it has met before by looking its shares up")
def core_vertices(game: Coalitional, *, epsilon: object = 0, limit: int | None = None) -> Solution:
    """The corners of the core, or of the strong ε-core, exactly.

    It walks along the edges from corner to corner. A core has at most n! corners (Derks and
    Kuipers 2002), as many as that in a convex game; each costs about 2ⁿ·n.

    Parameters
    ----------
    game : Coalitional
        At most 10 players; at most 8 without `limit`.
    epsilon : number
    limit : int, optional
        Stop after so many corners; then form "some" and not complete, unless there are no more.

    Returns
    -------
    Solution
        Form "hull": the core is the convex hull of the items. Empty as for `core`.

    References
    ----------
    J. Derks and J. Kuipers, *International Journal of Game Theory* 31 (2002), 327-344, for the
    bound; L. S. Shapley, *International Journal of Game Theory* 1 (1971), 11-26, for the corners
    of a convex game.

    Examples
    --------
    >>> from consensus import games
    >>> corners = core_vertices(games.bankruptcy_game(3, {"a": 2, "b": 2}))
    >>> sorted(tuple(corner.values()) for corner in corners)
    [(1, 2), (2, 1)]
    """
    of_kind(game, Coalitional)
    n = len(game.players)
    most = None if limit is None else natural(limit, "limit", least=1)
    slack = rational(epsilon, "epsilon")
    if n > _MOST_PLAYERS:
        raise TooLarge(
            "core_vertices", 2**n, 2**_MOST_PLAYERS, "ask for one allocation with core",
            unit="constraints",
        )  # fmt: skip
    if most is None and factorial(n) > _MOST_CORNERS:
        raise TooLarge(
            "core_vertices", factorial(n), _MOST_CORNERS, "say limit= or ask for one allocation"
            " with core", unit="corners",
        )  # fmt: skip
    one = epsilon_core(game, epsilon=slack) if slack else core(game)
    blocks = block_masks(game, None)

    def check(allocation: Any) -> Any:
        return core_upset(game, allocation, blocks, slack)

    if not one.items:
        return Solution("core_vertices", game, (), evidence=one.evidence, check=check)
    found: list[dict[str, Exact]] = []
    whole = True
    for point in _walked(game, slack):
        if most is not None and len(found) == most:
            whole = False
            break
        found.append(dict(zip(game.players, point, strict=True)))
    form: Any = "hull" if whole else "some"
    return Solution("core_vertices", game, tuple(found), form=form, complete=whole, check=check)


def _walked(game: Coalitional, slack: Exact) -> Iterator[Point]:
    """Every corner once. The last player's share is what the others leave."""
    total = rational(game.total, "worth")
    n = len(game.players)
    if n == 1:
        yield (total,)
        return
    rows, bounds = _constraints(game, total, slack)
    start = _some_corner(rows, bounds)
    seen, waiting = {start}, [start]
    while waiting:
        point = waiting.pop()
        yield (*point, tidy(Fraction(total - sum(point))))
        tight = [row for row, b in zip(rows, bounds, strict=True) if _dot(row, point) == b]
        for ray in extreme_rays(tight, n - 1):
            there = _along(point, ray, rows, bounds)
            if there not in seen:
                seen.add(there)
                waiting.append(there)


def _constraints(game: Coalitional, total: Exact, slack: Exact) -> tuple[list[Row], list[Exact]]:
    n = len(game.players)
    last = 1 << (n - 1)
    best: dict[Row, Exact] = {}
    for mask in range(1, (1 << n) - 1):
        worth = rational(game.table[mask], "worth") - slack
        if mask & last:
            row = tuple(-1 if not mask >> i & 1 else 0 for i in range(n - 1))
            worth = worth - total
        else:
            row = tuple(mask >> i & 1 for i in range(n - 1))
        if row not in best or worth > best[row]:
            best[row] = worth
    return list(best), list(best.values())


def _some_corner(rows: Sequence[Row], bounds: Sequence[Exact]) -> Point:
    """The corner that is best for the first player, then the second twice as little, and so on."""
    width = len(rows[0])
    program = maximise(rows, bounds, tuple(1 << (width - 1 - i) for i in range(width)))
    assert program.status == "optimal"
    return tuple(program.multipliers)


def _along(point: Point, ray: Row, rows: Sequence[Row], bounds: Sequence[Exact]) -> Point:
    step: Any = None
    for row, bound in zip(rows, bounds, strict=True):
        rate = _dot(row, ray)
        if rate < 0:
            far = Fraction(_dot(row, point) - bound) / -rate
            step = far if step is None or far < step else step
    assert step is not None, "a core is bounded"
    return tuple(tidy(Fraction(x + step * d)) for x, d in zip(point, ray, strict=True))


def extreme_rays(rows: Sequence[Row], width: int) -> list[Row]:
    """The extreme rays of the pointed cone of all r with row·r ≥ 0, by double description.

    Cost grows with the rays met on the way; simplicial cones need one step a row.
    """
    lines: list[Row] = [tuple(int(i == j) for j in range(width)) for i in range(width)]
    rays: list[tuple[Row, int]] = []
    for k, row in enumerate(rows):
        lead = next((line for line in lines if _dot(row, line) != 0), None)
        if lead is not None:
            lines, rays = _cut_line(lines, rays, lead, row, k)
        else:
            rays = _cut(rays, row, k, width - len(lines))
    return [ray for ray, _ in rays]


def _cut_line(
    lines: list[Row], rays: list[tuple[Row, int]], lead: Row, row: Row, k: int
) -> tuple[list[Row], list[tuple[Row, int]]]:
    by = _dot(row, lead)
    if by < 0:
        lead, by = tuple(-x for x in lead), -by
    rest = [line for line in lines if line not in (lead, tuple(-x for x in lead))]
    moved = [_reduced(by, line, -_dot(row, line), lead) for line in rest]
    kept = [(_reduced(by, ray, -_dot(row, ray), lead), tight | 1 << k) for ray, tight in rays]
    before = (1 << k) - 1
    return moved, [*kept, (lead, before)]


def _cut(rays: list[tuple[Row, int]], row: Row, k: int, rank: int) -> list[tuple[Row, int]]:
    valued = [(ray, tight, _dot(row, ray)) for ray, tight in rays]
    out = [(ray, tight | (1 << k if value == 0 else 0)) for ray, tight, value in valued
           if value >= 0]  # fmt: skip
    above = [entry for entry in valued if entry[2] > 0]
    below = [entry for entry in valued if entry[2] < 0]
    for ray, tight, value in above:
        for other, theirs, short in below:
            shared = tight & theirs
            if shared.bit_count() < rank - 2:
                continue
            meeting = sum(1 for _, held, _ in valued if held & shared == shared)
            if meeting == 2:
                out.append((_reduced(value, other, -short, ray), shared | 1 << k))
    return out


def _reduced(a: int, first: Row, b: int, second: Row) -> Row:
    moved = [a * x + b * y for x, y in zip(first, second, strict=True)]
    shared = gcd(*moved) or 1
    return tuple(x // shared for x in moved)


def _dot(row: Sequence[Any], point: Sequence[Any]) -> Any:
    return sum(a * x for a, x in zip(row, point, strict=True) if a)
