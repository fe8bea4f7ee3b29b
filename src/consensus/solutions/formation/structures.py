"""Coalition structures that nobody can profitably change, after Hart and Kurz."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...errors import TooLarge
from ...games.coalitional import Coalitional
from ...games.hedonic import Partition, read_partition
from ...games.worths import members
from ..coalitional.unions import owen
from ..declared import untraceable
from ..kind import of_kind
from ..solution import Solution, Upset
from .partitions import set_partitions

__all__ = ["delta_stable_structures", "gamma_stable_structures"]

_MOST_PLAYERS = 6
_LOOKS_UP = "it looks the values of structures up while it compares them"

Structure = frozenset[int]


@untraceable(_LOOKS_UP)
def gamma_stable_structures(game: Coalitional) -> Solution:
    """The coalition structures that no group would change, if what it leaves falls apart.

    Every structure is worth to each player the Owen value with its groups as unions. A group of
    players may form any new groups among themselves; in model γ a group that loses a member
    dissolves into single players. Stable: no group has a change that all of its members strictly
    gain from. All structures and changes are tried; at most 6 players.

    Parameters
    ----------
    game : Coalitional

    Returns
    -------
    Solution
        Items are frozensets of groups; there may be none. ``.why(structure)`` names the group,
        what it forms and what each member gains.

    References
    ----------
    S. Hart and M. Kurz, *Econometrica* 51 (1983), 1047-1064.

    Examples
    --------
    >>> from consensus import games, rules
    >>> majority = games.Coalitional.from_rule(rules.by_majority(["a", "b", "c"]))
    >>> sorted(sorted(map(sorted, s)) for s in gamma_stable_structures(majority))
    [[['a'], ['b', 'c']], [['a', 'b'], ['c']], [['a', 'c'], ['b']]]
    """
    of_kind(game, Coalitional)
    return _structures("gamma_stable_structures", game, falls_apart=True)


@untraceable(_LOOKS_UP)
def delta_stable_structures(game: Coalitional) -> Solution:
    """The coalition structures that no group would change, if those left behind stay together.

    As for model γ, but a group that loses members goes on without them.

    References
    ----------
    S. Hart and M. Kurz, *Econometrica* 51 (1983), 1047-1064.

    Examples
    --------
    >>> from consensus import games, rules
    >>> majority = games.Coalitional.from_rule(rules.by_majority(["a", "b", "c"]))
    >>> len(delta_stable_structures(majority))
    3
    """
    of_kind(game, Coalitional)
    return _structures("delta_stable_structures", game, falls_apart=False)


def _structures(concept: str, game: Coalitional, *, falls_apart: bool) -> Solution:
    n = len(game.players)
    if n > _MOST_PLAYERS:
        raise TooLarge(
            concept, 2**n, 2**_MOST_PLAYERS, "look at one structure with owen(game, unions=…)",
            unit="groups",
        )  # fmt: skip
    everyone = (1 << n) - 1
    worth: dict[Structure, tuple[Any, ...]] = {}
    for parts in set_partitions(everyone):
        unions = [game.coalition(part) for part in parts]
        worth[frozenset(parts)] = tuple(owen(game, unions=unions).values())

    def upset(structure: Structure) -> Upset | None:
        here = worth[structure]
        for group in range(1, everyone + 1):
            left = _left_behind(structure, group, falls_apart=falls_apart)
            for formed in set_partitions(group):
                there = worth[frozenset([*formed, *left])]
                if all(there[i] > here[i] for i in members(group)):
                    names = game.players
                    gain = {names[i]: there[i] - here[i] for i in members(group)}
                    move = [sorted(game.coalition(part)) for part in formed]
                    return Upset(game.coalition(group), move, gain)
        return None

    def check(structure: Iterable[Iterable[str]]) -> Upset | None:
        read = read_partition(game.players, structure)
        return upset(frozenset(game.mask(group) for group in read))

    items: list[Partition] = [
        frozenset(game.coalition(part) for part in structure)
        for structure in worth
        if upset(structure) is None
    ]
    return Solution(concept, game, tuple(items), check=check)


def _left_behind(structure: Structure, group: int, *, falls_apart: bool) -> list[int]:
    """What becomes of the others when the members of a group leave."""
    left: list[int] = []
    for part in structure:
        rest = part & ~group
        if rest and falls_apart and part & group:
            left += [1 << i for i in members(rest)]
        elif rest:
            left.append(rest)
    return left
