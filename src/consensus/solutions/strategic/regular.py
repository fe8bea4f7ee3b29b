"""Regular equilibria: unused strategies are worse, and the equations of the others independent.

At a regular equilibrium the payoffs within each support are equal, all others are smaller, and
the Jacobian of the equations does not vanish. It is then isolated, moves smoothly with the payoffs,
and the sign of the determinant is its index.

References
----------
E. van Damme, Stability and Perfection of Nash Equilibria, Springer 1991, section 2.5; F. Gül,
D. Pearce, E. Stacchetti, "A bound on the proportion of pure strategy equilibria in generic games",
Math. Operations Research 18 (1993), 548-552.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np

from ...errors import InvalidInput, TooLarge
from ...games.strategic import Mixed, Strategic
from .balls import CertifiedRoot, ball_values, certified_root
from .n_players import solution_at, stands
from .pure import nash_upset
from .supports import Support, equations_on

__all__ = ["read_equilibrium", "regular_index"]

Array: TypeAlias = np.ndarray[Any, Any]

_NEAR = Fraction(1, 2**40)
_CORNERS = 2**14
_BITS = 200


def read_equilibrium(game: Strategic, profile: Any) -> tuple[Mixed, int | None]:
    """The exact equilibrium that a profile stands for, and its index if it is regular.

    A profile that is no equilibrium as it is written stands for a regular one with the same
    support whose probabilities it gives to 2⁻⁴⁰, if there is one: irrational equilibria cannot be
    written otherwise. Its existence and its index are proved in ball arithmetic; the profile is
    then returned as it was read.

    Raises
    ------
    InvalidInput
        If the profile is not of the game, or neither is nor stands for an equilibrium.
    TooLarge
        If a rounded profile has so large a support that its equations are not written down.
    """
    mixed = game.read_mixed(profile, tolerance=_NEAR)
    whole = all(sum(mix) == 1 and min(mix) >= 0 for mix in mixed)
    upset = nash_upset(game, mixed) if whole else None
    if whole and upset is None:
        return mixed, regular_index(game, mixed)
    support: Support = tuple(tuple(s for s, p in enumerate(mix) if p > _NEAR) for mix in mixed)
    root = _near_root(game, support, mixed) if any(len(own) > 1 for own in support) else None
    if root is None:
        upset = upset or nash_upset(game, mixed, tolerance=_NEAR)
        reason = f": {upset}" if upset is not None else ", its probabilities do not sum to 1"
        raise InvalidInput(f"profile: expected an equilibrium, this is none{reason}")
    if root.rational is not None:
        exact = solution_at(game, support, root)
        return exact, regular_index(game, exact)
    return mixed, _sign_at_balls(equations_on(game, support)[0], root)


# Exact profiles -------------------------------------------------------------------------------


def regular_index(game: Strategic, mixed: Mixed) -> int | None:
    """The index of an exact equilibrium, 1 or -1, or None if it is not regular.

    With the differences of payoffs to one strategy of each support as equations, and the
    probabilities of the others as variables, it is the sign of the determinant of minus the
    Jacobian. Neither the choice of that strategy nor a positive scale changes it.

    Cost: for each strategy in use one pass over the payoffs that the profile reaches.
    """
    support = [[s for s, p in enumerate(mix) if p != 0] for mix in mixed]
    for i, own in enumerate(support):
        values = game.against(i, mixed)
        if any(values[s] >= values[own[0]] for s in range(len(values)) if s not in own):
            return None
    free = [(i, s) for i, own in enumerate(support) for s in own[1:]]
    matrix = [[Fraction(0)] * len(free) for _ in free]
    for column, (j, t) in enumerate(free):
        here, base = _moved(mixed, j, t), _moved(mixed, j, support[j][0])
        for i, own in enumerate(support):
            if i == j or len(own) == 1:
                continue
            slope: list[Any] = [
                a - b for a, b in zip(game.against(i, here), game.against(i, base), strict=True)
            ]
            for row, (k, s) in enumerate(free):
                if k == i:
                    matrix[row][column] = Fraction(slope[own[0]] - slope[s])
    return _sign(matrix) or None


def _moved(mixed: Mixed, player: int, strategy: int) -> Mixed:
    """The profile with one player at a pure strategy."""
    pure = tuple(int(s == strategy) for s in range(len(mixed[player])))
    return tuple(pure if i == player else mix for i, mix in enumerate(mixed))


def _sign(matrix: list[list[Fraction]]) -> int:
    from flint import fmpq, fmpq_mat

    if not matrix:
        return 1
    flat = [fmpq(v.numerator, v.denominator) for row in matrix for v in row]
    determinant = fmpq_mat(len(matrix), len(matrix), flat).det()
    return 1 if determinant > 0 else -1 if determinant < 0 else 0


# Rounded profiles -----------------------------------------------------------------------------


def _near_root(game: Strategic, support: Support, mixed: Mixed) -> CertifiedRoot | None:
    """The regular equilibrium with this support next to a profile, proved, or None."""
    free = [(i, s) for i, own in enumerate(support) for s in own[1:]]
    if 2 ** len(free) > _CORNERS:
        what = "an equilibrium that is given by rounded probabilities"
        instead = "give its probabilities as exact fractions"
        raise TooLarge(what, 2 ** len(free), _CORNERS, instead, unit="corners")
    equations, conditions = equations_on(game, support)
    root = certified_root(equations, np.array([float(mixed[i][s]) for i, s in free]))
    if root is None or not stands(root, conditions, support):
        return None
    point = [Fraction(p) for p in (root.rational or root.middle())]
    if any(abs(p - mixed[i][s]) > _NEAR for p, (i, s) in zip(point, free, strict=True)):
        return None
    if root.rational is None and not _sign_at_balls(equations, root):
        return None
    return root


def _sign_at_balls(equations: list[Array], root: CertifiedRoot) -> int:
    """The sign of the determinant of minus the Jacobian at a root; 0 if the balls leave it open."""
    from flint import arb_mat, ctx

    columns = []
    for axis in range(len(equations)):
        ends = [np.moveaxis(equation, axis, 0) for equation in equations]
        falls = [np.expand_dims(first - second, axis) for first, second in ends]
        columns.append(ball_values(falls, root.balls))
    with ctx.workprec(_BITS):
        determinant = arb_mat(columns).det()
    return 1 if determinant > 0 else -1 if determinant < 0 else 0
