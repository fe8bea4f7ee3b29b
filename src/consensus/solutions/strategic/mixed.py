"""All equilibria of a game, mixed ones included, and one equilibrium of a large game."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ...exact.read import called, natural
from ...games.strategic import Strategic
from ..declared import untraceable
from ..solution import Solution
from .n_players import n_player_nash
from .pure import nash_upset, pure_nash
from .single import one_of_two_players
from .tables import require_table
from .traced_path import one_of_n_players
from .two_players import Equilibria, NashSubset, two_player_nash

__all__ = ["nash", "one_nash"]

_OF_VOTES = (
    "mixed equilibria of a roll call: pure_nash gives the pure ones at any size,"
    " symmetric_nash the mixed ones of interchangeable players"
)


@untraceable("equilibria are found in floating point and proved on the known payoffs")
def nash(
    game: Strategic,
    *,
    limit: int | None = None,
    progress: Callable[[str], None] | None = None,
) -> Equilibria:
    """All equilibria of a game in strategic form.

    For two players the answer is complete and exact, degenerate games included: floating point
    proposes the vertices of the best-response polytopes, and every vertex and the completeness
    of the set are then proved. No answer depends on the scale of the payoffs. Cost: proportional
    to the number of vertices, some 200 000 for 16×16.

    For more players every support is searched for isolated equilibria, each proved by interval
    Newton in ball arithmetic, or solved exactly where at most three players mix between two
    strategies each; probabilities that are simple fractions come back as such, the others as the
    nearest floats. Where equilibria are not isolated, as after a tie, ``continua`` says on which
    support and in which box, and the answer is not complete. Cost: exponential in the number
    of players; with two strategies each about half a second for seven and six for eight.

    Parameters
    ----------
    game : Strategic
    limit : int, optional
        For two players the largest number of vertices (3 million), for more the largest number
        of boxes looked at for supports of one dimension (400 000).
    progress : callable, optional
        Called now and then with a line of text.

    Returns
    -------
    Equilibria
        For two players the items are the extreme equilibria, and ``components`` the connected
        sets they form, each as maximal Nash subsets; a game has infinitely many equilibria iff
        some subset has several corners. For more players the items are the equilibria that are
        isolated among those with the same support: all isolated equilibria, and points of
        ``continua`` at which fewer strategies are used, such as pure ends of a segment;
        ``evidence["regrets"]`` is the largest gain anybody has at each of them as printed, floats
        read as shares of their sum. If interrupted, what was found, with ``complete=False``.

    Raises
    ------
    TooLarge
        If the polytopes have more vertices than the limit; for more players, if there are more
        than 60 000 supports, which no limit changes.

    References
    ----------
    D. Avis, G. Rosenberg, R. Savani, B. von Stengel, "Enumeration of Nash equilibria for
    two-player games", Economic Theory 42 (2010), 9-37.

    Examples
    --------
    >>> from consensus import games
    >>> battle = games.Strategic([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])
    >>> for row, column in nash(battle):
    ...     print(*row, "|", *column)
    1 0 | 1 0
    2/3 1/3 | 1/3 2/3
    0 1 | 0 1
    """
    require_table(game, _OF_VOTES)
    most = None if limit is None else natural(limit, "limit", least=1)
    called(progress, "progress")
    if len(game.players) == 1:
        return _alone(game)
    if len(game.players) == 2:
        return two_player_nash(game, limit=most, progress=progress)
    return n_player_nash(game, limit=most, progress=progress)


@untraceable("the equilibrium is found in floating point and proved on the known payoffs")
def one_nash(game: Strategic) -> Solution:
    """One equilibrium, for games too large to find all; exact for two players.

    A pure equilibrium if there is one; else, of a zero-sum game optimal strategies by a linear
    programme (500×500 in a fraction of a second, floats included), of another two-player game
    the end of a Lemke-Howson path. In each case the supports come from floating point, and the
    probabilities are solved and checked exactly. For more players the limit of the logit branch,
    proved on its support where it is regular; else ``error`` bounds what anybody gains.

    Returns
    -------
    Solution
        One item, ``form="some"``; ``evidence["found by"]`` says how.

    Examples
    --------
    >>> from consensus import games
    >>> pennies = games.Strategic([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
    >>> one_nash(pennies).items[0][0]
    (Fraction(1, 2), Fraction(1, 2))
    """
    require_table(game, _OF_VOTES)
    if len(game.players) == 1:
        item, how = _alone(game).items[0], "pure"
    elif len(game.players) == 2:
        item, how = one_of_two_players(game)
    else:
        return one_of_n_players(game)
    return Solution(
        "one_nash", game, (item,), form="some", complete=False,
        evidence={"found by": how}, check=partial(nash_upset, game),
    )  # fmt: skip


def _alone(game: Strategic) -> Equilibria:
    items = tuple(game.read_mixed(profile) for profile in pure_nash(game))
    corners = tuple(mix for (mix,) in items)
    return Equilibria(
        "nash", game, items, components=((NashSubset(corners, ((1,),)),),),
        check=partial(nash_upset, game),
    )  # fmt: skip
