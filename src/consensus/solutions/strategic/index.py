"""The index of an equilibrium, and of a connected component of equilibria.

The index says how equilibria count. It is 1 or -1 for a regular equilibrium, a whole number for a
component, and all together sum to 1; an equilibrium that alone plays its strategies and is strict
has index 1, and some authors use the opposite sign. It does not change when the payoffs change a
little: a component whose index is not 0 has an equilibrium of every close enough game near it.

For two players that definition is also the method. Moving the right-hand sides of the two
best-response polytopes by infinitesimals, 1 plus the powers of ε, is a change of the payoffs
without ties: row i of the first player's payoffs is divided by 1 plus a power of ε. Every
equilibrium of the moved game is then regular, a pair of bases of the two polytopes, and ends in one
vertex pair as ε vanishes. The index of a component is the sum over those that end in it.

References
----------
L. S. Shapley, "A note on the Lemke-Howson algorithm", Mathematical Programming Study 1 (1974),
175-189; K. Ritzberger, "The theory of normal form games from the differentiable viewpoint", Int. J.
Game Theory 23 (1994), 207-236; S. Govindan and R. Wilson, "Equivalence and invariance of the index
and degree of Nash equilibria", Games Econ. Behav. 21 (1997), 56-61.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

import numpy as np

from ...errors import NotApplicable
from ...exact.read import natural
from ...games.strategic import Mixed, Strategic
from ..declared import untraceable
from ..solution import Solution
from .lexicographic import bases_at
from .mixed import nash
from .pure import nash_upset
from .regular import known_index, read_equilibrium, regular_index
from .tables import require_table
from .two_players import Equilibria, NashSubset

__all__ = ["IndexedComponent", "equilibrium_index", "equilibrium_indices"]

_OF_VOTES = (
    "the index of an equilibrium of a roll call: it is defined here for tables, which"
    " Strategic.from_function makes of small ones"
)

Array: TypeAlias = np.ndarray[Any, Any]

_BASES = 100_000


@dataclass(frozen=True)
class IndexedComponent:
    """A connected set of equilibria and its index.

    Attributes
    ----------
    index : int
        1 or -1 for a single regular equilibrium, any whole number for other components.
    equilibria : tuple of mixed profiles
        The extreme equilibria of the component.
    subsets : tuple of NashSubset
        The maximal Nash subsets that the component is the union of; one corner each for an
        isolated equilibrium. Empty for more than two players.
    """

    index: int
    equilibria: tuple[Mixed, ...]
    subsets: tuple[NashSubset, ...] = ()

    def __str__(self) -> str:
        profiles = "; ".join(" | ".join(" ".join(map(str, m)) for m in p) for p in self.equilibria)
        return f"index {self.index:+d}: {profiles}" if self.index else f"index 0: {profiles}"


def equilibrium_index(game: Strategic, profile: Any, *, limit: int | None = None) -> int:
    """The index of an equilibrium: of itself if it is regular, else of its component.

    Pure strict equilibria have index 1; some authors use the opposite sign. The indices of all
    components sum to 1. Cost: for a regular equilibrium a determinant; for others, which only
    two-player games may have, as `nash`, and the bases of the vertices of the component.

    Parameters
    ----------
    game : Strategic
    profile : sequence or mapping
        An equilibrium. Irrational probabilities, as `nash` prints them for three and more players,
        may be given to 2⁻⁴⁰; that they stand for a regular equilibrium is then proved.
    limit : int, optional
        The largest number of vertices, as in `nash`, and of bases of one vertex (100 000).

    Raises
    ------
    InvalidInput
        If the profile is no equilibrium; the message says who gains.
    NotApplicable
        If there are three or more players and the equilibrium is not regular, or it cannot be told
        whether rounded probabilities stand for one.
    TooLarge
        Above the limit.

    References
    ----------
    L. S. Shapley, "A note on the Lemke-Howson algorithm", Mathematical Programming Study 1
    (1974), 175-189, for two players; F. Gül, D. Pearce, E. Stacchetti, "A bound on the proportion
    of pure strategy equilibria in generic games", Math. Operations Research 18 (1993), 548-552,
    for more.

    Examples
    --------
    >>> from consensus import games
    >>> battle = games.Strategic([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])
    >>> mixed = (("2/3", "1/3"), ("1/3", "2/3"))
    >>> equilibrium_index(battle, (0, 0)), equilibrium_index(battle, mixed)
    (1, -1)
    """
    require_table(game, _OF_VOTES)
    most = None if limit is None else natural(limit, "limit", least=1)
    mixed, index = read_equilibrium(game, profile)
    if index is not None:
        return index
    if len(game.players) > 2:
        raise NotApplicable(
            "equilibrium_index: with three or more players the equilibrium has to be regular; at"
            " this one a strategy that is not used is as good as those that are, or the equations"
            " of the others are dependent"
        )
    found = nash(game, limit=most)
    own = _signs(game, mixed)
    for component in _components(game, found, most):
        if any(_within(_signs(game, corner), own) for corner in component.equilibria):
            return component.index
    raise AssertionError("every equilibrium lies in a face spanned by extreme ones")


@untraceable("it needs all equilibria, which are found in floating point on known payoffs")
def equilibrium_indices(game: Strategic, *, limit: int | None = None) -> Solution:
    """All components of equilibria with their indices, which sum to 1.

    Every game near by has equilibria next to a component whose index is not 0. A component of
    index 0 lacks that safety: in the game, or in one with additional strategies that equal
    mixtures, some small change of the payoffs leaves none next to it.

    Cost: as `nash`; for two players further the bases of the tied vertices.

    Parameters
    ----------
    game : Strategic
    limit : int, optional
        As in `nash`; for two players also the largest number of bases of one vertex (100 000).

    Returns
    -------
    Solution
        Items are `IndexedComponent`. For more than two players they are the regular equilibria
        among the items of `nash`; where that leaves some out, the answer is not complete, and
        ``evidence["rest"]`` is what the indices of all others sum to.

    Raises
    ------
    TooLarge
        Above the limit.

    References
    ----------
    S. Govindan and R. Wilson, "Essential equilibria", Proc. Nat. Acad. Sci. 102 (2005),
    15706-15711.

    Examples
    --------
    Staying out gives 2; inside waits a battle over 3 and 1. All the equilibria in which the first
    player stays out form one component, and it does not count:

    >>> from consensus import games
    >>> game = games.Strategic([[[2, 2], [3, 0], [0, 1]], [[0, 0], [1, 0], [0, 3]]])
    >>> for component in equilibrium_indices(game):
    ...     print(component)
    index 0: 1 0 0 | 2/3 1/3; 1 0 0 | 0 1
    index +1: 0 1 0 | 1 0
    """
    require_table(game, _OF_VOTES)
    most = None if limit is None else natural(limit, "limit", least=1)
    found = nash(game, limit=most)
    items = tuple(_components(game, found, most))
    complete = found.complete and sum(len(item.equilibria) for item in items) == len(found.items)
    evidence = dict(found.evidence)
    if not complete:
        evidence["rest"] = 1 - sum(item.index for item in items)
    return Solution(
        "equilibrium_indices", game, items, form="list" if complete else "some",
        complete=complete, exact=found.exact, error=found.error, evidence=evidence,
        check=partial(nash_upset, game),
    )  # fmt: skip


def _components(
    game: Strategic, found: Equilibria, limit: int | None
) -> Iterator[IndexedComponent]:
    if not found.components:  # More than two players, or interrupted.
        for profile in found.items:
            index = known_index(game, profile)
            if index is not None:
                yield IndexedComponent(index, (profile,))
        return
    moved = _Moved(game, _BASES if limit is None else limit)
    for subsets in found.components:
        corners = {(x, *y) for s in subsets for x in s.rows for y in _seconds(game, s)}
        equilibria = tuple(profile for profile in found.items if profile in corners)
        index = regular_index(game, equilibria[0]) if len(equilibria) == 1 else None
        if index is None:
            index = 1 if len(game.players) == 1 else sum(map(moved.index, equilibria))
        yield IndexedComponent(index, equilibria, subsets)


def _seconds(game: Strategic, subset: NashSubset) -> list[tuple[Any, ...]]:
    """The second player's corners, each in a tuple; of a lone player's subset nobody's."""
    return [()] if len(game.players) == 1 else [(y,) for y in subset.columns]


# Two players: the equilibria of the moved game ------------------------------------------------


class _Moved:
    """The pairs of bases that end in a given extreme equilibrium."""

    def __init__(self, game: Strategic, limit: int) -> None:
        self._game, self._limit = game, limit
        self._tables = [_positive(table) for table, _ in game.whole]
        self._known: dict[tuple[int, Any], list[frozenset[int]]] = {}

    def index(self, profile: Mixed) -> int:
        """The sum of the indices of the equilibria of the moved game that end in this one."""
        m, n = self._game.sizes
        tight = _signs(self._game, profile)
        first = self._bases(0, profile[0], [*tight[0], *tight[3]])
        second = self._bases(1, profile[1], [*tight[1], *tight[2]])
        # The labels of the second polytope, its own strategies first, in those of the first.
        turned = {
            frozenset(label + m if label < n else label - n for label in basis) for basis in second
        }
        everything = frozenset(range(m + n))
        return sum(self._sign(basis) for basis in first if everything - basis in turned)

    def _bases(self, player: int, mix: Any, tight: list[bool]) -> list[frozenset[int]]:
        if (player, mix) not in self._known:
            mine, theirs = self._tables
            whole = theirs.T if player == 0 else mine
            self._known[player, mix] = bases_at(whole, np.array(tight), limit=self._limit)
        return self._known[player, mix]

    def _sign(self, basis: frozenset[int]) -> int:
        """Shapley's index of the pair: supports of one size, the determinants of both payoffs."""
        from flint import fmpz_mat

        m, n = self._game.sizes
        rows = [i for i in range(m) if i not in basis]
        columns = [j for j in range(n) if m + j in basis]
        sign = 1 if len(rows) % 2 else -1
        for table in self._tables:
            window = table[np.ix_(rows, columns)]
            determinant = fmpz_mat([[int(v) for v in row] for row in window]).det()
            sign *= 1 if determinant > 0 else -1
        return sign


def _positive(table: Array) -> Array:
    wide = table.astype(object)
    return np.asarray(wide - int(table.min()) + 1)


def _signs(game: Strategic, profile: Mixed) -> tuple[list[bool], ...]:
    """For each player which strategies are not used, then which ones are best replies."""
    unused = [[p == 0 for p in mix] for mix in profile]
    best = []
    for i in range(len(profile)):
        values = game.against(i, profile)
        top = max(values)
        best.append([value == top for value in values])
    return (*unused, *best)


def _within(corner: tuple[list[bool], ...], face: tuple[list[bool], ...]) -> bool:
    """Whether a vertex pair lies in the smallest faces that hold a profile: all ties are kept."""
    return all(
        a or not b
        for mine, theirs in zip(corner, face, strict=True)
        for a, b in zip(mine, theirs, strict=True)
    )
