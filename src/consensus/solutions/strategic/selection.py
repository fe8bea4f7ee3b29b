"""Which of two equilibria: risk dominance, and the choice in a game with a little doubt.

References
----------
J. C. Harsanyi and R. Selten, A General Theory of Equilibrium Selection in Games, MIT Press 1988,
section 3.9. H. Carlsson and E. van Damme, "Global games and equilibrium selection", Econometrica
61 (1993), 989-1018. S. Morris and H. S. Shin, "Global games: theory and applications", in:
Advances in Economics and Econometrics, Cambridge 2003, section 2.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

from ...errors import NotApplicable
from ...exact.read import Number
from ...games.strategic import Pure, Strategic
from ..declared import traceable
from ..solution import Solution, Upset
from .pure import nash_upset
from .tables import require_table

__all__ = ["global_game", "risk_dominant"]


@traceable
def risk_dominant(game: Strategic) -> Solution:
    """The risk-dominant one of the strict equilibria of a 2×2 game.

    It is the one whose product of the losses from moving away alone is larger; with equal
    products both are items. Cost: none to speak of.

    Raises
    ------
    NotApplicable
        If the game is not 2×2, or has no strict pure equilibrium.

    Examples
    --------
    >>> from consensus import games
    >>> hunt = games.Strategic([[[9, 0], [8, 7]], [[9, 8], [0, 7]]])
    >>> risk_dominant(hunt).items
    ((1, 1),)
    """
    require_table(game)
    if game.sizes != (2, 2):
        raise NotApplicable(f"risk_dominant: defined for 2×2 games, this one is {game.sizes}")
    products = _products(game)
    if not products:
        raise NotApplicable("risk_dominant: the game has no strict equilibrium in pure strategies")
    items: list[Pure] = []
    for index, value in products.items():
        if not any(other > value for other in products.values()):
            items.append(game.labels(index))

    def check(profile: Any) -> Upset | None:
        index = game.index(profile)
        if index not in products:
            upset = nash_upset(game, profile)
            return upset or Upset(game.players[0], None, 0, "the equilibrium is not strict")
        for other, value in products.items():
            if value > products[index]:
                gain = value - products[index]
                move = dict(zip(game.players, game.labels(other), strict=True))
                note = "a larger product of the losses from moving alone"
                return Upset(frozenset(game.players), move, gain, note)
        return None

    return Solution("risk_dominant", game, tuple(items), check=check)


def _products(game: Strategic) -> dict[tuple[int, int], Number]:
    """The strict equilibria with the product of the losses from moving alone."""
    found: dict[tuple[int, int], Number] = {}
    mine, theirs = game.exact
    for a in range(2):
        for b in range(2):
            first = mine[a, b] - mine[1 - a, b]
            second = theirs[a, b] - theirs[a, 1 - b]
            if first > 0 and second > 0:
                found[a, b] = first * second
    return found


@traceable
def global_game(game: Strategic) -> Solution:
    """What is played when everyone has a little doubt about a payoff, the doubt going to zero.

    For two players with two actions, each the better the more the other takes the second: the
    dominant action if there is one, else the risk-dominant equilibrium. For more players the game
    must be symmetric; the choice is the best action when every number of others taking the second
    is equally likely. It rests on a doubt about a payoff that makes either action dominant at
    the extremes. Cost: a pass over the payoffs.

    Raises
    ------
    NotApplicable
        If some player has not two actions, or the actions are not complements in their order, or
        more than two players are not interchangeable.

    Examples
    --------
    Two backers pay 2 each and gain 3 if both back:

    >>> from consensus import games
    >>> backing = [[0, 0], [-2, 1]]
    >>> game = games.Strategic([backing, [list(row) for row in zip(*backing)]])
    >>> global_game(game).items
    ((0, 0),)
    """
    require_table(game)
    if any(size != 2 for size in game.sizes):
        raise NotApplicable(f"global_game: defined for two actions each, sizes are {game.sizes}")
    gains = _symmetric_gains(game) if len(game.players) != 2 else None
    if gains is None:
        return _of_two(game)
    return _of_many(game, gains)


def _of_two(game: Strategic) -> Solution:
    mine, theirs = game.exact
    first = [mine[1, b] - mine[0, b] for b in range(2)]
    second = [theirs[a, 1] - theirs[a, 0] for a in range(2)]
    if first[1] < first[0] or second[1] < second[0]:
        raise NotApplicable(
            "global_game: an action becomes less attractive when the other takes it, so the"
            " argument from dominance at the extremes does not start"
        )
    low = (-first[0]) * (-second[0])
    high = first[1] * second[1]
    low_stands, high_stands = first[0] <= 0 and second[0] <= 0, first[1] >= 0 and second[1] >= 0
    items: list[tuple[int, ...]]
    if low_stands and high_stands:
        items = [(0, 0)] if low > high else [(1, 1)] if high > low else [(0, 0), (1, 1)]
    elif low_stands or high_stands:
        items = [(0, 0)] if low_stands else [(1, 1)]
    else:
        items = [(0, 1)] if first[1] <= 0 else [(1, 0)]
    return _chosen(game, items)


def _of_many(game: Strategic, gains: list[Number]) -> Solution:
    total: Any = sum(gains)
    n = len(game.players)
    items = [(1,) * n] if total > 0 else [(0,) * n] if total < 0 else [(0,) * n, (1,) * n]
    mean = total / n if not isinstance(total, int) else Fraction(total, n)
    return _chosen(game, items, gain=mean)


def _chosen(game: Strategic, items: list[tuple[int, ...]], gain: Any = None) -> Solution:
    labels = tuple(game.labels(index) for index in items)

    def check(profile: Any) -> Upset | None:
        if game.labels(game.index(profile)) in labels:
            return None
        move = dict(zip(game.players, labels[0], strict=True))
        amount = gain if gain is None or not gain < 0 else -gain
        return Upset(frozenset(game.players), move, amount, "best against even doubt")

    return Solution("global_game", game, labels, check=check)


def _symmetric_gains(game: Strategic) -> list[Number]:
    """What the second action gains when so many others take it; the same for everyone."""
    n = len(game.players)
    gains: list[Number] = []
    for count in range(n):
        value: Any = None
        for i, table in enumerate(game.exact):
            others = [j for j in range(n) if j != i]
            for high in combinations(others, count):
                index = [int(j in high) for j in range(n)]
                low_index, high_index = list(index), list(index)
                low_index[i], high_index[i] = 0, 1
                gain = table[tuple(high_index)] - table[tuple(low_index)]
                if value is None:
                    value = gain
                elif gain != value:
                    raise NotApplicable(
                        f"global_game: {game.players[i]!r} is not interchangeable with the others"
                    )
        gains.append(value)
    if any(b < a for a, b in pairwise(gains)):
        raise NotApplicable("global_game: the actions are not complements in their order")
    return gains
