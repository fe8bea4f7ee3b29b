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

from ...errors import InvalidInput, NotApplicable, TooLarge
from ...games.strategic import Mixed, Strategic
from .balls import CertifiedRoot, ball_values, certified_root, with_bits
from .n_players import solution_at, stands
from .pure import nash_upset
from .supports import Support, equations_on
from .triples import certified, solved

__all__ = ["known_index", "read_equilibrium", "regular_index"]

Array: TypeAlias = np.ndarray[Any, Any]

_NEAR = Fraction(1, 2**40)
_CORNERS = 2**14


def read_equilibrium(game: Strategic, profile: Any) -> tuple[Mixed, int | None]:
    """The exact equilibrium that a profile stands for, and its index if it is regular.

    A profile that is no equilibrium as it is written stands for one with the same support whose
    probabilities it gives to 2⁻⁴⁰, if there is one: irrational equilibria cannot be written
    otherwise. Its existence and its index are proved, exactly or in ball arithmetic; the profile
    is then returned as it was read. Where nothing is found, probabilities up to 2⁻⁴⁰ are taken for
    0 that was not written as such.

    Raises
    ------
    InvalidInput
        If the profile is not of the game, or neither is nor stands for an equilibrium.
    NotApplicable
        If it stands for a root of the equations of which it cannot be told whether it is an
        equilibrium.
    TooLarge
        If a rounded profile has so large a support that its equations are not written down.
    """
    mixed = game.read_mixed(profile, tolerance=_NEAR)
    whole = all(sum(mix) == 1 and min(mix) >= 0 for mix in mixed)
    upset = nash_upset(game, mixed) if whole else None
    if whole and upset is None:
        return mixed, regular_index(game, mixed)
    refused: TooLarge | None = None
    undecided = False
    for support in dict.fromkeys(_used(mixed, least) for least in (0, _NEAR)):
        try:
            near = _near_equilibrium(game, support, mixed)
        except TooLarge as error:
            refused = error
            continue
        if isinstance(near, tuple):
            return near
        undecided |= near is None
    if refused is not None:
        raise refused
    if undecided:
        raise NotApplicable(
            "equilibrium_index: whether this profile stands for an equilibrium cannot be told: an"
            " unused strategy, or one that is hardly used, is as good as those in use as far as"
            " 200 binary digits show"
        )
    upset = upset or nash_upset(game, mixed, tolerance=_NEAR)
    reason = f": {upset}" if upset is not None else ", its probabilities do not sum to 1"
    raise InvalidInput(f"profile: expected an equilibrium, this is none{reason}")


def known_index(game: Strategic, profile: Mixed) -> int | None:
    """The index of an equilibrium that `nash` has found, or None if it is not seen to be regular.

    That it is an equilibrium is proved already, and not asked again.
    """
    try:
        return read_equilibrium(game, profile)[1]
    except (InvalidInput, NotApplicable):
        return None


def _used(mixed: Mixed, least: Any) -> Support:
    """For each player the strategies with more than so large a share."""
    return tuple(tuple(s for s, p in enumerate(mix) if p > least) for mix in mixed)


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


def _near_equilibrium(
    game: Strategic, support: Support, mixed: Mixed
) -> tuple[Mixed, int | None] | bool | None:
    """The equilibrium with this support next to a profile, and its index if it is regular.

    False if there is none, None if there is a root that may be one.
    """
    free = [(i, s) for i, own in enumerate(support) for s in own[1:]]
    if not free or not all(support):
        return False
    if 2 ** len(free) > _CORNERS:
        what = "an equilibrium that is given by rounded probabilities"
        instead = "give its probabilities as exact fractions"
        raise TooLarge(what, 2 ** len(free), _CORNERS, instead, unit="corners")
    equations, conditions = equations_on(game, support)
    given = [Fraction(mixed[i][s]) for i, s in free]  # type: ignore[arg-type]
    exact = _nearest(_solved_exactly(support, equations, conditions), given)
    start = np.array([float(p) for p in given])
    roots = exact or _nearest([certified_root(equations, start)], given)
    if not roots:
        return False
    verdict = stands(roots[0], conditions, support)
    if verdict is False:
        return False
    if verdict is None:
        # Of an exact solution it is known that all conditions hold, so one of them is tied.
        return (mixed, None) if exact else None
    if roots[0].rational is not None:
        profile = solution_at(game, support, roots[0])
        return profile, regular_index(game, profile)
    signs = {_sign_at_balls(equations, root) for root in roots}
    return mixed, (signs.pop() or None) if len(signs) == 1 else None


def _solved_exactly(
    support: Support, equations: list[Array], conditions: list[Array]
) -> list[CertifiedRoot | None]:
    """The equilibria with a support of the kind that `triples` solves; none for others."""
    if max(map(len, support)) > 2:
        return []
    corners = [[[int(v) for v in row.flat] for row in rows] for rows in (equations, conditions)]
    found = solved(*corners)
    return [] if found is None else [certified(point) for point in found.roots]


def _nearest(roots: list[CertifiedRoot | None], given: list[Fraction]) -> list[CertifiedRoot]:
    """Those roots that are nearest to what is given, within 2⁻⁴⁰; several if floats are equal."""
    far: list[tuple[Fraction, CertifiedRoot]] = []
    for root in roots:
        if root is not None:
            point: Any = root.rational or root.middle()
            gaps = [abs(Fraction(x) - p) for x, p in zip(point, given, strict=True)]
            far.append((max(gaps), root))
    least = min((gap for gap, _ in far), default=_NEAR)
    return [root for gap, root in far if gap == least <= _NEAR]


def _sign_at_balls(equations: list[Array], root: CertifiedRoot) -> int:
    """The sign of the determinant of minus the Jacobian at a root; 0 if the balls leave it open."""
    from flint import arb_mat

    columns = []
    for axis in range(len(equations)):
        ends = [np.moveaxis(equation, axis, 0) for equation in equations]
        falls = [np.expand_dims(first - second, axis) for first, second in ends]
        columns.append(ball_values(falls, root.balls))
    determinant = with_bits(lambda: arb_mat(columns).det())
    return 1 if determinant > 0 else -1 if determinant < 0 else 0
