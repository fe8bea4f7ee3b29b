"""Equilibria of three and more players: supports, isolated roots, proofs.

`supports` writes the equilibrium conditions of every support. `triples` solves those of up to three
players with two strategies each; for the others `boxes` isolates the roots, `balls` proves them,
and what cannot be settled is reported and never dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np

from ...exact.read import Number, tidy
from ...games.strategic import Mixed, Strategic
from ..solution import Upset
from .balls import (
    CertifiedRoot,
    ball_values,
    certified_root,
    exact_values,
    float_values,
    polished,
    regrets,
    with_bits,
)
from .boxes import WIDER, Found, System, search
from .continua import Merge, bounded, exact_box, hull, merged
from .pure import best_moves
from .regions import Bounds, Solved
from .supports import Support, Systems, scaled, systems_by_dimension
from .triples import certified, solved
from .two_players import Equilibria

__all__ = ["n_player_nash", "solution_at", "stands"]

Array: TypeAlias = np.ndarray[Any, Any]

_BOXES = 400_000
_COARSE = 2.0**-7
_NEAR = 1e-8


def n_player_nash(
    game: Strategic,
    *,
    limit: int | None = None,
    progress: Callable[[str], None] | None = None,
) -> Equilibria:
    """All isolated equilibria, and where others may be; see `nash`."""
    collected = _Collected(game)
    finished = True
    interrupted = False
    try:
        for systems in systems_by_dimension(game).values():
            finished &= _solve(systems, collected, _BOXES if limit is None else limit, progress)
    except KeyboardInterrupt:
        interrupted = True
    try:
        return collected.answer(finished, interrupted)
    except KeyboardInterrupt:
        return collected.answer(finished, True, merge=hull)


# Roots ----------------------------------------------------------------------------------------


def _solve(
    systems: Systems,
    collected: _Collected,
    limit: int,
    progress: Callable[[str], None] | None,
) -> bool:
    """All supports with the same number of free shares; whether every box was looked at."""
    count, dimension = systems.equations.shape[:2]
    if dimension == 0:
        stand = (systems.conditions >= 0).all(axis=1)
        for k in np.flatnonzero(stand):
            collected.add_exact(systems.supports[k], ())
        return True
    if dimension <= 3:
        systems = _left_over(systems, collected, progress)
    else:
        systems = _without_equations(systems, collected)
    count = len(systems.supports)
    flat = systems.equations.reshape(count, dimension, 2**dimension)
    tied = (flat == 0).all(axis=2).any(axis=1)
    finished = True
    for chosen, least in ((~tied, 2.0**-30), (tied, _COARSE)):
        part = systems.chosen(chosen)
        if not part.supports:
            continue
        system = System(scaled(part.equations), scaled(part.conditions))
        found = search(system, least=least, limit=limit, progress=progress)
        finished &= found.finished
        _take(found, part, system, collected)
    return finished


def _left_over(
    systems: Systems, collected: _Collected, progress: Callable[[str], None] | None
) -> Systems:
    """The supports that are not solved exactly; the others are collected."""
    count, dimension = systems.equations.shape[:2]
    most = systems.conditions.shape[1]
    equations = systems.equations.reshape(count, dimension, 2**dimension).tolist()
    conditions = systems.conditions.reshape(count, most, 2**dimension).tolist()
    left = np.zeros(count, dtype=np.bool_)
    for k, support in enumerate(systems.supports):
        if progress is not None and k % 1000 == 0:
            progress(f"{k} of {count} supports with {dimension} free shares")
        found = solved(equations[k], conditions[k]) if max(map(len, support)) <= 2 else None
        if found is None:
            left[k] = True
        else:
            collected.add_solved(support, found)
    return systems.chosen(left)


def _without_equations(systems: Systems, collected: _Collected) -> Systems:
    """The supports but for those on which nothing matters to those who mix, nor to the others."""
    count, dimension = systems.equations.shape[:2]
    free = (systems.equations.reshape(count, -1) == 0).all(axis=1)
    free &= (systems.conditions.reshape(count, -1) >= 0).all(axis=1)
    free &= np.array([max(map(len, support)) <= 2 for support in systems.supports], dtype=np.bool_)
    whole = ((Fraction(0), Fraction(1)),) * dimension
    for k in np.flatnonzero(free):
        collected.add_solved(systems.supports[k], Solved(boxes=(whole,)))
    return systems.chosen(~free)


def _take(found: Found, part: Systems, system: System, collected: _Collected) -> None:
    for owner, low, high in found.open_boxes:
        collected.leave_open(part.supports[owner], low, high)
    if not found.starts:
        return
    owners = np.array([owner for owner, *_ in found.starts])
    start, low, high = (np.stack(each) for each in list(zip(*found.starts, strict=True))[1:])
    near, sure = polished(system.equations[owners], start)
    least = np.minimum(near, 1 - near).min(axis=1)
    conditions = system.conditions[owners]
    if conditions.shape[1]:
        least = np.minimum(least, float_values(conditions, near).min(axis=1))
    # A sure root is within 1000 times the last Newton step, which is far below `_NEAR`; if it is
    # in the widened box no other one is.
    sure_here = sure & _within(near, low, high, WIDER * (high - low))
    elsewhere = ~_within(near, low, high, _NEAR)
    for k in np.flatnonzero(~(sure_here & (elsewhere | (least < -_NEAR)))):
        support = part.supports[owners[k]]
        root = certified_root(list(part.equations[owners[k]]), near[k] if sure[k] else start[k])
        if root is None:
            collected.leave_open(support, low[k], high[k])
            continue
        middle = np.array(root.middle())
        if not _within(middle, low[k], high[k], WIDER * (high[k] - low[k])):
            collected.leave_open(support, low[k], high[k])
            continue
        if not _within(middle, low[k], high[k], _NEAR):
            continue
        verdict: bool | None = True
        if not (sure[k] and least[k] > _NEAR and (np.abs(middle - near[k]) < _NEAR / 1000).all()):
            verdict = stands(root, list(part.conditions[owners[k]]), support)
        if verdict is None:
            collected.leave_open(support, low[k], high[k])
        elif verdict:
            collected.add_root(support, root)


def _within(point: Array, low: Array, high: Array, slack: Any) -> Any:
    """Whether points lie in their boxes or not further outside than the slack."""
    return ((point >= low - slack) & (point <= high + slack)).all(axis=-1)


def stands(root: CertifiedRoot, conditions: list[Array], support: Support) -> bool | None:
    """Whether the root is an equilibrium of exactly this support; None if it cannot be told."""
    if root.rational is not None:
        shares = _shares(root.rational, support)
        if any(p <= 0 for mix in shares for p in mix):
            return False
        return all(exact_values(c, root.rational) >= 0 for c in conditions)
    answers: list[bool | None] = []
    for mix in with_bits(_shares, root.balls, support):
        answers += [True if p > 0 else False if p < 0 else None for p in mix]
    for value in ball_values(conditions, root.balls):
        answers.append(True if value > 0 else False if value < 0 else None)
    if any(answer is False for answer in answers):
        return False
    return None if None in answers else True


def _shares(point: Sequence[Any], support: Support) -> list[list[Any]]:
    """The probabilities on the support of each player, the first strategy's included."""
    place = 0
    shares = []
    for own in support:
        rest = list(point[place : place + len(own) - 1])
        place += len(own) - 1
        first: Any = 1
        for p in rest:
            first = first - p
        shares.append([first, *rest])
    return shares


# Answers --------------------------------------------------------------------------------------


class _Collected:
    """Roots and open boxes as they come in."""

    def __init__(self, game: Strategic) -> None:
        self._game = game
        self._roots: list[tuple[Support, CertifiedRoot]] = []
        self._boxes: list[tuple[Support, tuple[Bounds, ...], bool]] = []
        self._open: dict[Support, list[tuple[Array, Array]]] = {}

    def add_exact(self, support: Support, point: tuple[Fraction, ...]) -> None:
        self._roots.append((support, CertifiedRoot([], point)))

    def add_root(self, support: Support, root: CertifiedRoot) -> None:
        for known_support, known in self._roots:
            if known_support == support and _same(known, root):
                return
        self._roots.append((support, root))

    def leave_open(self, support: Support, low: Array, high: Array) -> None:
        self._open.setdefault(support, []).append((low, high))

    def add_solved(self, support: Support, found: Solved) -> None:
        self._roots += [(support, certified(point)) for point in found.roots]
        self._boxes += [(support, box, True) for box in found.boxes]
        self._boxes += [(support, box, False) for box in found.curved]

    def answer(self, finished: bool, interrupted: bool, merge: Merge | None = None) -> Equilibria:
        game = self._game
        items = [solution_at(game, support, root) for support, root in self._roots]
        exact = all(root.rational is not None for _, root in self._roots)
        error = 0.0 if exact else 2.0**-52
        known = [exact_box(game, *box) for box in self._boxes]
        unsettled = [
            bounded(game, support, low, high)
            for support, boxes in self._open.items()
            for low, high in (merge or merged)(boxes)
        ]
        continua = (*known, *unsettled)
        order = sorted(range(len(items)), key=lambda k: [[-float(p) for p in m] for m in items[k]])
        # What is rational was proved to be an equilibrium as it is printed.
        printed = [k for k, (_, root) in enumerate(self._roots) if root.rational is None]
        upset = regrets(game.whole, [items[k] for k in printed]) if printed else []
        regret: dict[int, Number | float] = dict(zip(printed, upset, strict=True))
        evidence: dict[str, Any] = {"regrets": tuple(regret.get(k, 0) for k in order)}
        if interrupted:
            evidence["interrupted"] = "what was found so far"
        if not finished:
            evidence["limit"] = "boxes were left open at the limit"
        proved = sum(continuum.proved for continuum in known)
        if proved:
            evidence["ties"] = f"{proved} boxes hold nothing but equilibria: see .continua"
        if len(known) > proved:
            curved = len(known) - proved
            evidence["curved"] = (
                f"{curved} boxes bound equilibria on curves or in regions that are no boxes: "
                "see .continua"
            )
        if unsettled:
            evidence["open"] = f"{len(unsettled)} boxes may hold further equilibria: see .continua"
        complete = finished and not interrupted and not continua
        return Equilibria(
            "nash", game, tuple(items[k] for k in order),
            form="list" if complete else "some", complete=complete, exact=exact,
            error=0 if exact else error, evidence=evidence, check=_Check(game, error),
            continua=continua,
        )  # fmt: skip


def solution_at(game: Strategic, support: Support, root: CertifiedRoot) -> Mixed:
    """The profile at a root: fractions where they are simple, else the nearest floats."""
    if root.rational is not None:
        shares: Any = [[tidy(Fraction(p)) for p in m] for m in _shares(root.rational, support)]
    else:
        shares = [[float(p) for p in mix] for mix in with_bits(_shares, root.balls, support)]
    profile = []
    for own, mix, size in zip(support, shares, game.sizes, strict=True):
        full: list[Any] = [0] * size
        for s, p in zip(own, mix, strict=True):
            full[s] = p
        profile.append(tuple(full))
    return tuple(profile)


def _same(a: CertifiedRoot, b: CertifiedRoot) -> bool:
    if a.rational is not None or b.rational is not None:
        return a.rational == b.rational
    return all(x.overlaps(y) for x, y in zip(a.balls, b.balls, strict=True))


@dataclass(frozen=True)
class _Check:
    """Who gains by moving alone, and how; of floats, by more than their error explains.

    Floats are read as shares of their sum. A gain is affine in each player's shares, so changing
    each of them by a part `error` changes it by at most players × error × the largest gain, twice.
    """

    game: Strategic
    error: float

    def __call__(self, profile: Any) -> Upset | None:
        game, error = self.game, Fraction(self.error)
        mixed = game.read_mixed(profile, tolerance=error)
        rounded = error > 0 and _has_floats(profile)
        if rounded:
            mixed = tuple(tuple(p / _total(mix) for p in mix) for mix in mixed)
        best: Upset | None = None
        for i, upset in enumerate(best_moves(game, mixed)):
            if upset is None or (best is not None and upset.gain <= best.gain):
                continue
            if not rounded or upset.gain > 2 * len(mixed) * error * _largest_gain(game, i):
                best = upset
        return best


def _total(mix: tuple[Number, ...]) -> Fraction:
    total: Any = sum(mix)
    return Fraction(total)


def _has_floats(profile: Any) -> bool:
    """Whether any probability is a float."""
    if isinstance(profile, (float, np.floating)):
        return not float(profile).is_integer()
    if isinstance(profile, Mapping):
        return any(map(_has_floats, profile.values()))
    if isinstance(profile, (str, bytes)) or not isinstance(profile, Iterable):
        return False
    return any(map(_has_floats, profile))


def _largest_gain(game: Strategic, player: int) -> Fraction:
    """The most a player can gain or lose by another strategy, whatever the others do."""
    table, scale = game.whole[player]
    span = table.max(axis=player) - table.min(axis=player)
    return Fraction(int(span.max()), scale)
