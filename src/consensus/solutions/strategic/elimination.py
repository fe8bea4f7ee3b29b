"""Iterated dominance: what is left when everyone knows that dominated strategies are not used."""

from __future__ import annotations

import itertools
from typing import Any

from ...games.strategic import Strategic
from ..declared import untraceable
from ..solution import Solution, Upset
from .dominance import dominating, named, options, surviving
from .product_set import ProductSet
from .tables import require_table

__all__ = ["iterated_weak_dominance", "rationalizable"]


@untraceable("the linear programmes are solved on known payoffs")
def rationalizable(game: Strategic) -> Solution:
    """What is left after strategies dominated strictly by mixtures are removed, again and again.

    For two players these are the rationalizable strategies; for more, those that are
    rationalizable when beliefs about the others may be correlated. The order of removal does not
    matter. Cost: a round is at most one linear programme a strategy, most of which are saved
    by a belief to which the strategy is the best reply.

    Returns
    -------
    Solution
        One item, a `ProductSet`: player -> strategies left; ``evidence["rounds"]`` lists what was
        removed in each round. ``why(profile)`` names the dominating mixture in its round.

    References
    ----------
    D. G. Pearce, "Rationalizable strategic behavior and the problem of perfection", Econometrica
    52 (1984), 1029-1050. B. D. Bernheim, "Rationalizable strategic behavior", ibid., 1007-1028.

    Examples
    --------
    >>> from consensus import games
    >>> dilemma = games.Strategic([[[3, 0], [4, 1]], [[3, 4], [0, 1]]])
    >>> dict(rationalizable(dilemma).items[0])
    {'1': (1,), '2': (1,)}
    """
    return _iterated(game, "rationalizable", strict=True)


@untraceable("the linear programmes are solved on known payoffs")
def iterated_weak_dominance(game: Strategic) -> Solution:
    """What is left after weakly dominated strategies are removed, all at once in each round.

    The order of removal matters for weak dominance: removing one at a time can leave other
    strategies. Here each round removes, for all players, every strategy that a mixture weakly
    dominates in what the round began with. Cost: as `rationalizable`.

    Returns
    -------
    Solution
        As `rationalizable`.

    References
    ----------
    H. Moulin, "Dominance solvable voting schemes", Econometrica 47 (1979), 1337-1351.

    Examples
    --------
    >>> from consensus import games
    >>> game = games.Strategic([[[1, 1], [1, 0]], [[1, 0], [0, 1]]])
    >>> dict(iterated_weak_dominance(game).items[0])
    {'1': (0,), '2': (0,)}
    """
    return _iterated(game, "iterated_weak_dominance", strict=False)


def _iterated(game: Strategic, concept: str, *, strict: bool) -> Solution:
    require_table(game)
    left = [list(range(size)) for size in game.sizes]
    stages = [left]
    rounds: list[dict[str, tuple[Any, ...]]] = []
    while True:
        kept = [
            [left[i][k] for k in surviving(options(game, i, left), strict=strict)]
            for i in range(len(game.players))
        ]
        if kept == left:
            break
        rounds.append(
            {
                player: tuple(game.strategies[i][s] for s in left[i] if s not in kept[i])
                for i, player in enumerate(game.players)
                if len(kept[i]) < len(left[i])
            }
        )
        left = kept
        stages.append(left)
    item = ProductSet(
        {p: [game.strategies[i][s] for s in left[i]] for i, p in enumerate(game.players)}
    )

    def check(profile: Any) -> Upset | None:
        return _removed(game, game.index(profile), stages, strict=strict)

    return Solution(
        concept, game, (item,), form="union", evidence={"rounds": tuple(rounds)}, check=check
    )


def _removed(
    game: Strategic, index: tuple[int, ...], stages: list[list[list[int]]], *, strict: bool
) -> Upset | None:
    """The first player whose strategy was removed, with the mixture that dominates it there."""
    for number, (before, after) in enumerate(itertools.pairwise(stages), start=1):
        for i, s in enumerate(index):
            if s in before[i] and s not in after[i]:
                values = options(game, i, before)
                mixture = dominating(values, [before[i].index(s)], strict=strict)
                assert mixture is not None
                labels = [game.strategies[i][t] for t in before[i]]
                return Upset(game.players[i], named(labels, mixture), note=f"round {number}")
    return None
