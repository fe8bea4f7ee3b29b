"""Proper equilibria: those near which worse mistakes are always far rarer.

A profile of mixtures that use everything is ε-proper if every strategy that is worse than another
of the same player has at most ε times its probability; a proper equilibrium is a limit of ε-proper
profiles as ε tends to 0. Proper equilibria exist, and are trembling-hand perfect.

References
----------
R. B. Myerson, "Refinements of the Nash equilibrium concept", Int. J. Game Theory 7 (1978), 73-80;
L. Blume, A. Brandenburger, E. Dekel, "Lexicographic probabilities and equilibrium refinements",
Econometrica 59 (1991), 81-98 (rankings of mistakes for two players).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import prod
from typing import Any, TypeAlias

from ...errors import InvalidInput, NotApplicable, TooLarge
from ...exact.read import natural
from ...games.strategic import Mixed, Strategic
from ..declared import untraceable
from ..solution import Solution, Upset
from .dominance import weakly_dominated
from .pure import nash_upset
from .regular import read_equilibrium, regular_index
from .tables import require_table
from .trembles import Mistakes, Ranking, orders, rankings
from .two_players import NashSubset, two_player_nash

__all__ = ["fits", "is_proper", "proper_nash"]

_OF_VOTES = (
    "proper equilibria of a roll call: they are defined here for tables; undominated_nash"
    " refines the pure equilibria of roll calls of any size"
)

Waiting: TypeAlias = list[tuple[int, int, int]]

_ORDERS = 1_000_000


def is_proper(game: Strategic, profile: Any, *, limit: int | None = None) -> bool:
    """Whether a profile is a proper equilibrium, decided exactly.

    A regular equilibrium and one in which everybody uses every strategy are proper, one with a
    weakly dominated strategy is not. For two players all others are decided by the rankings of
    mistakes that break the ties at the profile. Cost: two linear programmes for every pair of
    rankings of some of the tied strategies that can still be right; without ties two in all.

    Parameters
    ----------
    game : Strategic
    profile : sequence or mapping
        Any profile; rounded probabilities are read as in `equilibrium_index`.
    limit : int, optional
        The largest number of pairs of rankings that the ties allow (one million).

    Raises
    ------
    TooLarge
        Above the limit, before anything is solved.
    NotApplicable
        For three or more players where none of the first three rules decides.

    References
    ----------
    R. B. Myerson, "Refinements of the Nash equilibrium concept", Int. J. Game Theory 7 (1978),
    73-80; E. van Damme, Stability and Perfection of Nash Equilibria, Springer 1991, section 2.3.

    Examples
    --------
    Myerson's example: three equilibria, two of them perfect, one proper.

    >>> from consensus import games
    >>> table = [[1, 0, -9], [0, 0, -7], [-9, -7, -7]]
    >>> [is_proper(games.Strategic([table, table]), (k, k)) for k in range(3)]
    [True, False, False]
    """
    require_table(game, _OF_VOTES)
    return _improper(game, _most(limit), profile) is None


def _improper(game: Strategic, limit: int, profile: Any) -> Upset | None:
    """None for a proper equilibrium, else what speaks against it."""
    plain = nash_upset(game, profile, tolerance="1e-12")
    try:
        mixed, index = read_equilibrium(game, profile)
    except InvalidInput:
        return plain or Upset(frozenset(game.players), note="probabilities that do not sum to 1")
    if index is not None or len(game.players) == 1 or all(min(mix) > 0 for mix in mixed):
        return None
    dominated = weakly_dominated(game, mixed)
    if dominated is not None:
        return dominated
    if len(game.players) > 2:
        raise NotApplicable(
            "is_proper: with three or more players it is decided for regular equilibria, for those"
            " that use everything, and for those with a dominated strategy; this one is neither"
        )
    if fits(game, mixed, limit):
        return None
    note = "no mistakes near it are far rarer whenever they are worse"
    return Upset(frozenset(game.players), note=note)


def fits(game: Strategic, mixed: Mixed, limit: int) -> bool:
    """Whether some rankings of mistakes fit an equilibrium of two players: the definition."""
    start, waiting, cost = [], [], 1
    for i in range(2):
        values = game.against(i, mixed)
        used = tuple(s for s, p in enumerate(mixed[i]) if p != 0)
        tied = [
            [s for s, value in enumerate(values) if value == level and s not in used]
            for level in sorted(set(values), reverse=True)
        ]
        classes = [(used,), *(((own[0],),) for own in tied[1:])]
        start.append(Ranking(tuple(classes), first=1))
        waiting += [(i, s, 0) for s in tied[0]]
        waiting += [(i, s, k) for k, own in enumerate(tied) if k for s in own[1:]]
        cost *= orders(len(tied[0])) * (2 if tied[0] else 1) * prod(map(orders, map(len, tied[1:])))
    _refuse_many(cost, limit)
    mistakes = _mistakes(game, ([mixed[0]], [mixed[1]]))
    found = rankings(mistakes, (start[0], start[1]), _in_turn(waiting))
    return next(found, None) is not None


@untraceable("it needs all equilibria and linear programmes, on known payoffs")
def proper_nash(game: Strategic, *, limit: int | None = None) -> Solution:
    """Proper equilibria of a two-player game: all of them where they are finitely many.

    Every extreme equilibrium is decided. A continuum may have proper equilibria that are not
    extreme: in each maximal Nash subset with several corners all rankings of mistakes are tried.
    Where the proper equilibria of the subset are finitely many they are all found; where they are
    infinitely many, the items are the extreme ones and one more, and the answer is not complete.

    Cost: as `nash` and `is_proper`; for each continuum the rankings of all strategies that can be
    right, two linear programmes each and two for every probability.

    Parameters
    ----------
    game : Strategic with two players
    limit : int, optional
        As in `nash`; also the largest number of pairs of rankings (one million).

    Returns
    -------
    Solution
        Items are mixed profiles. ``complete`` says whether they are all proper equilibria,
        ``evidence["continua"]`` which subsets hold infinitely many, and ``evidence["undecided"]``
        which were not searched: those with more pairs of rankings than the limit, about from 6×6
        on, or left by an interruption.

    Raises
    ------
    TooLarge
        Above the limit of `nash`, or if an extreme equilibrium has too many ties to be decided.
    NotApplicable
        For three or more players, whose equilibria `is_proper` decides one by one where it can.

    References
    ----------
    R. B. Myerson, "Refinements of the Nash equilibrium concept", Int. J. Game Theory 7 (1978),
    73-80.

    Examples
    --------
    Player 1 hides a penny heads or tails up; player 2 gets it by a right guess, or just grabs it.
    Grabbing, with anything of player 1, is in equilibrium; only an even mixture is proper:

    >>> from consensus import games
    >>> penny = games.Strategic([[[-1, 0, -1], [0, -1, -1]], [[1, 0, 1], [0, 1, 1]]])
    >>> proper_nash(penny).items
    (((Fraction(1, 2), Fraction(1, 2)), (0, 0, 1)),)
    """
    require_table(game, _OF_VOTES)
    if len(game.players) > 2:
        raise NotApplicable(
            f"proper_nash: it is defined here for at most two players, this game has"
            f" {len(game.players)}; is_proper decides regular equilibria of any number of players"
        )
    if len(game.players) == 1:
        raise NotApplicable("proper_nash: of a single player every equilibrium is proper; ask nash")
    most = _most(limit)
    every = two_player_nash(game, limit=None if limit is None else most)
    items: list[Mixed] = []
    infinite: list[NashSubset] = []
    undecided = [s for component in every.components for s in component if not s.single]
    evidence: dict[str, Any] = dict(every.evidence)
    complete = every.complete
    try:
        for profile in every.items:
            if regular_index(game, profile) or _improper(game, most, profile) is None:
                items.append(profile)
        if undecided and (cost := prod(map(orders, game.sizes))) > most:
            evidence["limit"] = f"continua would need {cost} pairs of rankings, the limit is {most}"
        else:
            while undecided:
                more, finite = _within(game, undecided[0])
                items += [profile for profile in more if profile not in items]
                infinite += [] if finite else undecided[:1]
                del undecided[0]
    except KeyboardInterrupt:
        evidence["interrupted"], complete = "what was found so far", False
    complete = complete and not infinite and not undecided
    if infinite:
        evidence["continua"] = tuple(infinite)
    if undecided:
        evidence["undecided"] = tuple(undecided)
    return Solution(
        "proper_nash", game, tuple(items), form="list" if complete else "some",
        complete=complete, evidence=evidence, check=partial(_improper, game, most),
    )  # fmt: skip


def _within(game: Strategic, subset: NashSubset) -> tuple[list[Mixed], bool]:
    """Proper equilibria in a maximal Nash subset, and whether they are all."""
    m, n = game.sizes
    mistakes = _mistakes(game, (subset.rows, subset.columns))
    waiting = _in_turn([(0, i, 0) for i in range(m)] + [(1, j, 0) for j in range(n)])
    found: list[Mixed] = []
    for first, second in rankings(mistakes, (Ranking(((),)), Ranking(((),))), waiting):
        x = mistakes[0].limit(first, second)
        y = mistakes[1].limit(second, first)
        assert x is not None
        assert y is not None
        if (x, y) not in found:
            found.append((x, y))
        if not _alone(mistakes[0], first, second) or not _alone(mistakes[1], second, first):
            return found, False
    return found, True


def _alone(mistakes: Mistakes, own: Ranking, other: Ranking) -> bool:
    """Whether the mistakes that fit tend to one mixture only."""
    known = mistakes.limit(own, other)
    assert known is not None
    for s in range(len(known)):
        for sign in (1, -1):
            aim = [sign * (t == s) for t in range(len(known))]
            if mistakes.limit(own, other, aim) != known:
                return False
    return True


def _mistakes(game: Strategic, corners: tuple[Sequence[Any], Sequence[Any]]) -> Any:
    (mine, _), (theirs, _) = game.whole
    return Mistakes(theirs, corners[0]), Mistakes(mine.T, corners[1])


def _in_turn(waiting: Waiting) -> Waiting:
    """The players' strategies in turn, so that both programmes can refuse early."""
    halves = [[entry for entry in waiting if entry[0] == i] for i in range(2)]
    longest = max(map(len, halves))
    return [half[k] for k in range(longest) for half in halves if k < len(half)]


def _refuse_many(cost: int, limit: int) -> None:
    if cost > limit:
        instead = "pass a larger limit, since most are given up early, or ask for undominated_nash"
        raise TooLarge("proper equilibria", cost, limit, instead, unit="pairs of rankings")


def _most(limit: int | None) -> int:
    return _ORDERS if limit is None else natural(limit, "limit", least=1)
