"""Learning to play: dynamics of nashpy, with a random generator that you pass in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np

from ...errors import InvalidInput, NotApplicable
from ...exact.read import natural
from ...games.convert import to_nashpy
from ...games.strategic import Strategic
from ..declared import untraceable
from ..solution import Solution, Upset
from .pure import nash_upset
from .tables import require_table

__all__ = ["fictitious_play", "replicator_dynamics"]


@untraceable("play is simulated")
def fictitious_play(
    game: Strategic, *, random: np.random.Generator, rounds: int = 1000
) -> Solution:
    """How often each strategy was played when everyone best replies to the other's past.

    Cost: nashpy's loop, about ten microseconds a round. In zero-sum games, among others, the
    frequencies approach equilibrium; in general they need not.

    Parameters
    ----------
    game : Strategic with two players
    random : numpy.random.Generator
        Breaks ties between best replies.
    rounds : int

    Returns
    -------
    Solution
        One item, the pair of frequencies as floats; ``form="some"``. It certifies nothing:
        ``why(profile)`` asks whether a profile is a Nash equilibrium up to 1e-6 of the payoffs.

    References
    ----------
    G. W. Brown, "Iterative solution of games by fictitious play", in: Activity Analysis of
    Production and Allocation, Wiley 1951, 374-376.

    Examples
    --------
    >>> from consensus import games
    >>> pennies = games.Strategic([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
    >>> found = fictitious_play(pennies, random=np.random.default_rng(1), rounds=4000)
    >>> abs(found.items[0][0][0] - 0.5) < 0.05
    True
    """
    twin = _twin(game)
    count = natural(rounds, "rounds", least=1)
    with _seeded(random):
        *_, last = twin.fictitious_play(iterations=count)
    item = tuple(tuple(float(v) for v in counts / counts.sum()) for counts in last)
    return Solution(
        "fictitious_play", game, (item,), form="some", complete=False, exact=False, error=None,
        evidence={"rounds": count, "by": "nashpy"}, check=partial(_not_settled, game),
    )  # fmt: skip


@untraceable("the differential equation is integrated numerically")
def replicator_dynamics(game: Strategic, *, start: Any = None, until: float = 50.0) -> Solution:
    """Where the replicator equations lead from a starting profile; nashpy integrates them.

    Parameters
    ----------
    game : Strategic with two players
    start : profile, optional
        Mixed; every strategy evenly when left out.
    until : float
        How long.

    Returns
    -------
    Solution
        One item, the profile reached, as floats; ``form="some"``. It certifies nothing:
        ``why(profile)`` asks whether a profile is a Nash equilibrium up to 1e-6 of the payoffs.

    References
    ----------
    P. D. Taylor and L. B. Jonker, "Evolutionarily stable strategies and game dynamics", Math.
    Biosciences 40 (1978), 145-156.

    Examples
    --------
    >>> from consensus import games
    >>> dilemma = games.Strategic([[[3, 0], [4, 1]], [[3, 4], [0, 1]]])
    >>> round(replicator_dynamics(dilemma).items[0][0][1], 6)
    1.0
    """
    twin = _twin(game)
    if not float(until) > 0:
        raise InvalidInput(f"until: expected a positive time, got {until!r}")
    if start is None:
        mixes: Any = [np.full(size, 1 / size) for size in game.sizes]
    else:
        mixes = [np.array(m, dtype=np.float64) for m in game.read_mixed(start, tolerance="1e-9")]
    times = np.linspace(0, float(until), 1001)
    paths = twin.asymmetric_replicator_dynamics(x0=mixes[0], y0=mixes[1], timepoints=times)
    item = tuple(tuple(float(p) for p in path[-1]) for path in paths)
    return Solution(
        "replicator_dynamics", game, (item,), form="some", complete=False, exact=False,
        error=None, evidence={"until": float(until), "by": "nashpy"},
        check=partial(_not_settled, game),
    )  # fmt: skip


def _not_settled(game: Strategic, profile: Any) -> Upset | None:
    """Who still gains by moving, by more than 1e-6 of the range of the payoffs."""
    upset = nash_upset(game, profile, tolerance=Fraction(1, 10**9))
    span = max(float(table.max() - table.min()) for table in game.tables)
    return upset if upset is not None and float(upset.gain) > 1e-6 * span else None


def _twin(game: Strategic) -> Any:
    require_table(game)
    if len(game.players) != 2:
        raise NotApplicable(
            f"learning: nashpy knows two players, this game has {len(game.players)}"
        )
    return to_nashpy(game)


@contextmanager
def _seeded(random: np.random.Generator) -> Iterator[None]:
    """nashpy draws from NumPy's global state: lend it one, and put the old one back."""
    if not isinstance(random, np.random.Generator):
        raise InvalidInput(f"random: expected a numpy.random.Generator, got {random!r}")
    before = np.random.get_state()  # noqa: NPY002
    seed = int(random.integers(2**32))
    np.random.set_state(np.random.RandomState(seed).get_state())  # noqa: NPY002
    try:
        yield
    finally:
        np.random.set_state(before)  # noqa: NPY002
