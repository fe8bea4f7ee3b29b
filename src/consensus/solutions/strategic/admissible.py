"""Strategies that no mixture weakly dominates, and the equilibria that use no others."""

from __future__ import annotations

from itertools import combinations
from math import prod
from typing import Any

from ...errors import InvalidInput, NotApplicable, TooLarge
from ...exact.read import natural
from ...games.roll_call import RollCall
from ...games.strategic import Strategic
from ..declared import traceable
from ..roll_call.dominance import roll_call_undominated, roll_call_undominated_nash
from ..solution import Solution, Upset
from .dominance import options, table_undominated, undominated_support, weakly_dominated
from .pure import nash_upset
from .two_players import Equilibria, NashSubset, two_player_nash

__all__ = ["undominated", "undominated_nash"]

_SETS = 262_144


@traceable
def undominated(game: Strategic | RollCall, *, limit: int | None = None) -> Solution:
    """What each player may choose without choosing something weakly dominated by a mixture.

    Cost: for a table at most one linear programme a strategy; for a roll call the totals that
    the others can reach, once for each kind of player. Roll calls may hold traced numbers.

    Parameters
    ----------
    game : Strategic or RollCall
    limit : int, optional
        For a roll call, the largest number of additions (5 million). For a table, the largest
        number of cells in all linear programmes together; none when left out.

    Returns
    -------
    Solution
        One item, a `ProductSet`: player -> the strategies or ballots that are left.

    References
    ----------
    E. Kohlberg and J.-F. Mertens, "On the strategic stability of equilibria", Econometrica 54
    (1986), 1003-1037, section 2.7 (admissibility).

    Examples
    --------
    >>> from consensus import games, rules
    >>> council = rules.by_consensus(["a", "b"])
    >>> vote = games.RollCall(council, {"a": 1, "b": -1})
    >>> dict(undominated(vote).items[0])
    {'a': ('assent', 'abstain'), 'b': ('object',)}
    """
    if isinstance(game, RollCall):
        return roll_call_undominated(game, limit=limit)
    if not isinstance(game, Strategic):
        raise InvalidInput(f"game: expected a Strategic game or a RollCall, got {game!r}")
    if limit is not None:
        most = natural(limit, "limit", least=1)
        cost = sum(game.sizes) * prod(game.sizes)
        if cost > most:
            instead = "pass a larger limit, or a game without the strategies you can rule out"
            raise TooLarge("undominated strategies of a table", cost, most, instead, unit="cells")
    return table_undominated(game)


@traceable
def undominated_nash(game: Strategic | RollCall, *, limit: int | None = None) -> Solution:
    """The equilibria in which nobody uses a weakly dominated strategy.

    For two players these are exactly the trembling-hand perfect equilibria. Cost: as `nash` and
    one linear programme an extreme strategy; for a roll call as `pure_nash` and `undominated`.
    Roll calls may hold traced numbers.

    Parameters
    ----------
    game : Strategic with two players, or RollCall
        For a roll call the pure equilibria are meant.
    limit : int, optional
        As in `nash` and `pure_nash`; also the largest number of sets of corners that are tried
        where ties leave many (262 144).

    Returns
    -------
    Solution
        For two players the extreme equilibria among them, and in ``components`` the maximal
        sets of which any mixture is undominated too. For a roll call disjoint families.

    Raises
    ------
    TooLarge
        Above the limit. If interrupted, the items are kept, the components are those found so
        far, and ``complete=False``.
    NotApplicable
        For a table with three or more players, where undominated and perfect are not the same.

    References
    ----------
    E. van Damme, Stability and Perfection of Nash Equilibria, Springer 1991, theorem 3.2.2.

    Examples
    --------
    >>> from consensus import games, rules
    >>> council = rules.by_consensus([f"state {i}" for i in range(56)])
    >>> vote = games.RollCall(council, dict.fromkeys(council.players, 1))
    >>> [family.passes for family in undominated_nash(vote)]
    [True]
    """
    if isinstance(game, RollCall):
        return roll_call_undominated_nash(game, limit=limit)
    if not isinstance(game, Strategic):
        raise InvalidInput(f"game: expected a Strategic game or a RollCall, got {game!r}")
    if len(game.players) != 2:
        raise NotApplicable(
            f"undominated_nash: for tables it is defined here for two players, this game has"
            f" {len(game.players)}; undominated and nash can be asked separately"
        )
    return _of_two_players(game, None if limit is None else natural(limit, "limit", least=1))


def _of_two_players(game: Strategic, limit: int | None) -> Equilibria:
    every = two_player_nash(game, limit=limit)
    everything = [range(size) for size in game.sizes]
    values = [options(game, i, everything) for i in range(2)]
    known: dict[tuple[int, tuple[int, ...]], bool] = {}

    def admissible(player: int, *mixes: tuple[Any, ...]) -> bool:
        support = tuple(s for s in range(game.sizes[player]) if any(mix[s] != 0 for mix in mixes))
        if (player, support) not in known:
            known[player, support] = undominated_support(values[player], support)
        return known[player, support]

    def check(profile: Any) -> Upset | None:
        return nash_upset(game, profile) or weakly_dominated(game, profile)

    components: list[tuple[NashSubset, ...]] = []
    items = [p for p in every.items if admissible(0, p[0]) and admissible(1, p[1])]
    evidence, complete = dict(every.evidence), every.complete
    try:
        for component in every.components:
            subsets = [
                NashSubset(rows, columns)
                for subset in component
                for rows in _maximal(subset.rows, lambda *mixes: admissible(0, *mixes), limit)
                for columns in _maximal(subset.columns, lambda *mixes: admissible(1, *mixes), limit)
            ]
            if subsets:
                components += _connected(subsets)
    except KeyboardInterrupt:
        evidence["interrupted"], complete = "the components are those found so far", False
    return Equilibria(
        "undominated_nash", game, tuple(items), complete=complete,
        form=every.form if complete else "some", evidence=evidence,
        components=tuple(components), check=check,
    )  # fmt: skip


def _maximal(corners: tuple[Any, ...], accepts: Any, limit: int | None) -> list[tuple[Any, ...]]:
    """The maximal subsets of the corners that are accepted together; accepted sets shrink.

    Raises
    ------
    TooLarge
        If not all are accepted together and there are too many subsets to try.
    """
    single = [corner for corner in corners if accepts(corner)]
    if single and accepts(*single):
        return [tuple(single)]
    cost, most = 2 ** len(single), _SETS if limit is None else limit
    if cost > most:
        instead = (
            "nash(game) lists the equilibria, and undominated(game).why(profile) tells of each"
            " whether it uses a dominated strategy"
        )
        raise TooLarge("maximal sets of undominated equilibria", cost, most, instead, unit="sets")
    found: list[tuple[Any, ...]] = []
    for size in range(len(single) - 1, 0, -1):
        for chosen in combinations(single, size):
            if any(set(chosen) <= set(larger) for larger in found):
                continue
            if accepts(*chosen):
                found.append(chosen)
    return found


def _connected(subsets: list[NashSubset]) -> list[tuple[NashSubset, ...]]:
    groups: list[list[NashSubset]] = []
    for subset in dict.fromkeys(subsets):
        touching = [
            group
            for group in groups
            if any(
                set(subset.rows) & set(other.rows) and set(subset.columns) & set(other.columns)
                for other in group
            )
        ]
        groups = [group for group in groups if group not in touching]
        groups.append([other for group in touching for other in group] + [subset])
    return [tuple(_largest(group)) for group in groups]


def _largest(group: list[NashSubset]) -> list[NashSubset]:
    return [
        a
        for a in group
        if not any(
            a != b and set(a.rows) <= set(b.rows) and set(a.columns) <= set(b.columns)
            for b in group
        )
    ]
