"""One equilibrium of a game of many players: the end of the logit branch, proved where regular."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from ...exact.read import tidy
from ...games.strategic import Mixed, Strategic
from ..solution import Solution
from .balls import certified_root
from .n_players import solution_at, stands
from .pure import equilibrium_mask, nash_upset
from .quantal import Branch
from .supports import Support, equations_on

__all__ = ["one_of_n_players"]


def one_of_n_players(game: Strategic) -> Solution:
    """A pure equilibrium if there is one, else the end of the logit branch; see `one_nash`."""
    places = np.flatnonzero(equilibrium_mask(game))
    if places.size:
        index = np.unravel_index(places[0], game.sizes)
        item = game.read_mixed(game.labels(int(s) for s in index))
        return _answer(game, item, 0, True, "pure")
    _, limit = Branch(game).limit()
    profile: Any = limit
    for cutoff in (1e-3, 1e-5, 1e-2):
        proved = _proved(game, profile, cutoff)
        if proved is not None:
            item, exact = proved
            return _answer(game, item, _gain(game, item), exact, "logit branch, proved")
    return _answer(game, profile, _gain(game, profile), False, "logit branch, not proved")


def _proved(game: Strategic, profile: Any, cutoff: float) -> tuple[Mixed, bool] | None:
    support: Support = tuple(tuple(s for s, p in enumerate(mix) if p > cutoff) for mix in profile)
    if any(len(own) == 0 for own in support):
        return None
    equations, conditions = equations_on(game, support)
    start = [profile[i][s] for i, own in enumerate(support) for s in own[1:]]
    if not start:
        return None
    root = certified_root(equations, np.array(start))
    if root is None or not stands(root, conditions, support):
        return None
    return solution_at(game, support, root), root.rational is not None


def _gain(game: Strategic, item: Mixed) -> float:
    upset = nash_upset(game, item, tolerance=Fraction(1, 2**40))
    return 0.0 if upset is None else float(upset.gain)


def _answer(game: Strategic, item: Mixed, gain: float, exact: bool, how: str) -> Solution:
    error = 0 if exact else 2.0**-50
    tolerance = tidy(Fraction(gain) * 2)

    def check(profile: Any) -> Any:
        upset = nash_upset(game, profile, tolerance=Fraction(error))
        return None if upset is not None and upset.gain <= tolerance else upset

    return Solution(
        "one_nash", game, (item,), form="some", complete=False, exact=exact,
        error=0 if exact else (error if "not" not in how else None),
        evidence={"found by": how, "regrets": (gain,)}, check=check,
    )  # fmt: skip
