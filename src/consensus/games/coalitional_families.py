"""The coalitional games that the literature returns to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial

import numpy as np

from ..errors import InvalidInput
from ..exact.read import Number, exact_number
from ..rules.rule import read_players
from .coalitional import Coalitional

__all__ = [
    "airport_game",
    "apex_game",
    "assignment_game",
    "bankruptcy_game",
    "glove_game",
    "unanimity_game",
]


def unanimity_game(players: Iterable[str], carrier: Iterable[str]) -> Coalitional:
    """The game in which a coalition is worth 1 when it contains all of `carrier`, else 0.

    Examples
    --------
    >>> unanimity_game(["a", "b", "c"], ["a", "b"]).worth({"a", "c"})
    0
    """
    everyone = read_players(players)
    needed = frozenset(read_players(carrier, "carrier"))
    if not needed <= set(everyone):
        raise InvalidInput(f"carrier: {sorted(needed - set(everyone))} are not players")
    return Coalitional(everyone, partial(_carried, needed))


def apex_game(players: Iterable[str]) -> Coalitional:
    """The first player wins with any other; without the first all others are needed.

    References
    ----------
    M. Davis and M. Maschler, *Naval Research Logistics Quarterly* 12 (1965), 223-259.

    Examples
    --------
    >>> game = apex_game(["apex", "1", "2", "3"])
    >>> game.worth({"apex", "2"}), game.worth({"1", "2"}), game.worth({"1", "2", "3"})
    (1, 0, 1)
    """
    everyone = read_players(players)
    if len(everyone) < 3:
        raise InvalidInput("players: an apex game needs at least three players")
    apex, minor = everyone[0], frozenset(everyone[1:])
    return Coalitional(everyone, partial(_apex_worth, apex, minor))


def glove_game(left: Iterable[str], right: Iterable[str]) -> Coalitional:
    """Owners of a left or of a right glove; each pair of gloves is worth 1.

    References
    ----------
    L. S. Shapley, *Selected Topics in Game Theory*, RAND 1959; Peleg and Sudhölter 2007, sec. 2.2.

    Examples
    --------
    >>> glove_game(["l"], ["r1", "r2"]).total
    1
    """
    lefts, rights = read_players(left, "left"), read_players(right, "right")
    everyone = read_players(lefts + rights)
    held = frozenset(lefts)
    return Coalitional(everyone, partial(_pairs, held))


def bankruptcy_game(estate: object, claims: Mapping[str, object]) -> Coalitional:
    """An estate too small for the claims on it: a coalition secures what others leave over.

    Parameters
    ----------
    estate : number
        From 0 to the sum of the claims.
    claims : mapping player -> number
        Not negative.

    References
    ----------
    B. O'Neill, *Mathematical Social Sciences* 2 (1982), 345-371; R. J. Aumann and M. Maschler,
    *Journal of Economic Theory* 36 (1985), 195-213.

    Examples
    --------
    >>> game = bankruptcy_game(200, {"a": 100, "b": 200, "c": 300})
    >>> game.worth({"c"}), game.worth({"b", "c"})
    (0, 100)
    """
    everyone = read_players(claims, "claims")
    have = exact_number(estate, "estate")
    asked = {p: exact_number(c, f"claims[{p!r}]") for p, c in claims.items()}
    for player, claim in asked.items():
        if claim < 0:
            raise InvalidInput(f"claims[{player!r}]: expected at least 0, got {claim}")
    if have < 0 or have > sum(asked.values()):
        raise InvalidInput(f"estate: expected 0 to the sum of the claims, got {have}")

    def worth(coalition: frozenset[str]) -> Number:
        left = have - sum((asked[p] for p in everyone if p not in coalition), start=0)
        return left if coalition and left > 0 else 0

    return Coalitional(everyone, worth)


def airport_game(costs: Mapping[str, object]) -> Coalitional:
    """Users of one runway: a coalition pays for its most demanding member, as a negative worth.

    An allocation of −x is a charge of x.

    References
    ----------
    S. C. Littlechild and G. Owen, *Management Science* 20 (1973), 370-372.

    Examples
    --------
    >>> airport_game({"small": 1, "large": 3}).worth({"small", "large"})
    -3
    """
    everyone = read_players(costs, "costs")
    asked = {p: exact_number(c, f"costs[{p!r}]") for p, c in costs.items()}
    for player, cost in asked.items():
        if cost < 0:
            raise InvalidInput(f"costs[{player!r}]: expected at least 0, got {cost}")

    def worth(coalition: frozenset[str]) -> Number:
        return -max((asked[p] for p in everyone if p in coalition), default=0)

    return Coalitional(everyone, worth)


def assignment_game(
    values: Sequence[Sequence[object]],
    rows: Iterable[str] | None = None,
    columns: Iterable[str] | None = None,
) -> Coalitional:
    """Two sides that pair off: a coalition is worth its best matching.

    Parameters
    ----------
    values : nested sequence, shape (rows, columns)
        What each pair gains, not negative.
    rows, columns : iterable of str, optional
        ``"r1"``, … and ``"c1"``, … when left out.

    References
    ----------
    L. S. Shapley and M. Shubik, *International Journal of Game Theory* 1 (1972), 111-130.

    Examples
    --------
    >>> assignment_game([[5, 8], [7, 9]]).total
    15
    """
    matrix = [
        [exact_number(x, f"values[{i}][{j}]") for j, x in enumerate(line)]
        for i, line in enumerate(np.asarray(values, dtype=object).tolist())
    ]
    width = len(matrix[0]) if matrix else 0
    if not width or any(len(line) != width for line in matrix):
        raise InvalidInput("values: expected a rectangle with at least one row and one column")
    for i, line in enumerate(matrix):
        for j, gain in enumerate(line):
            if gain < 0:
                raise InvalidInput(f"values[{i}][{j}]: expected at least 0, got {gain}")
    first = read_players(rows or [f"r{i + 1}" for i in range(len(matrix))], "rows")
    second = read_players(columns or [f"c{j + 1}" for j in range(width)], "columns")
    everyone = read_players(first + second)
    if len(first) != len(matrix) or len(second) != width:
        raise InvalidInput("rows, columns: expected one name a row and one a column of values")

    @cache
    def best(row: int, free: int, there: int) -> Number:
        if row == len(matrix):
            return 0
        value = best(row + 1, free, there)
        if there >> row & 1:
            for column in range(width):
                if free >> column & 1:
                    paired = matrix[row][column] + best(row + 1, free & ~(1 << column), there)
                    value = paired if paired > value else value
        return value

    def worth(coalition: frozenset[str]) -> Number:
        there = sum(1 << i for i, name in enumerate(first) if name in coalition)
        free = sum(1 << j for j, name in enumerate(second) if name in coalition)
        return best(0, free, there)

    return Coalitional(everyone, worth)


def _carried(needed: frozenset[str], coalition: frozenset[str]) -> int:
    return int(needed <= coalition)


def _apex_worth(apex: str, minor: frozenset[str], coalition: frozenset[str]) -> int:
    return int((apex in coalition and len(coalition) > 1) or minor <= coalition)


def _pairs(held: frozenset[str], coalition: frozenset[str]) -> int:
    return min(len(coalition & held), len(coalition - held))
