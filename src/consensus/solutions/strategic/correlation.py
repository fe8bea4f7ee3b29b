"""Correlated equilibria: a mediator recommends, and obeying is best.

The conditions are linear in the probabilities of the profiles, so any linear objective is one
linear programme, solved exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import lcm
from typing import Any, TypeAlias

import numpy as np

from ...errors import InvalidInput, TooLarge
from ...exact.read import Exact, exact_number, rational
from ...games.strategic import Strategic
from ..declared import untraceable
from ..solution import Solution, Upset
from .linear import maximum
from .tables import require_table

__all__ = ["Optimal", "coarse_correlated", "correlated"]

Array: TypeAlias = np.ndarray[Any, Any]

_CELLS = 20_000_000


@dataclass(frozen=True)
class Optimal(Solution):
    """A solution that is best for an objective.

    Attributes
    ----------
    value : number
        The largest value of the objective, proved.
    """

    value: Exact = 0


# The definition -------------------------------------------------------------------------------


def _conditions(game: Strategic, *, coarse: bool) -> tuple[Array, list[tuple[int, Any, int]]]:
    """One row for each deviation: what it gains at every profile; whole numbers.

    A deviation is (player, strategy told or None, strategy played instead).
    """
    rows: list[Array] = []
    moves: list[tuple[int, Any, int]] = []
    for i, (table, _) in enumerate(game.whole):
        if table.dtype != object and int(np.abs(table).max()) > 2**61:
            table = table.astype(object)
        size = game.sizes[i]
        for t in range(size):
            gain = np.take(table, [t], axis=i) - table
            if coarse:
                rows.append(gain.ravel())
                moves.append((i, None, t))
                continue
            for s in range(size):
                if s != t:
                    row = np.zeros_like(gain)
                    place = (slice(None),) * i + (s,)
                    row[place] = gain[place]
                    rows.append(row.ravel())
                    moves.append((i, s, t))
    cells = int(np.prod(game.sizes))
    return (np.stack(rows) if rows else np.zeros((0, cells), dtype=np.int64)), moves


def _upset(game: Strategic, candidate: Any, *, coarse: bool) -> Upset | None:
    """The deviation that gains most in expectation, or None."""
    shares = _read(game, candidate)
    rows, moves = _conditions(game, coarse=coarse)
    best: Upset | None = None
    for row, (i, told, played) in zip(rows, moves, strict=True):
        used = np.flatnonzero(row)
        total: Any = sum((int(row[k]) * shares[k] for k in used), 0)
        gain = Fraction(total) / game.whole[i][1]
        if gain > 0 and (best is None or gain > best.gain):
            labels = game.strategies[i]
            move = labels[played] if told is None else {labels[told]: labels[played]}
            note = "whatever is recommended" if told is None else "instead of the recommendation"
            best = Upset(game.players[i], move, gain, note)
    return best


def _read(game: Strategic, candidate: Any) -> list[Exact]:
    """The probabilities of the profiles, flat, from a nested sequence or a mapping."""
    if isinstance(candidate, Mapping):
        cells = np.zeros(game.sizes, dtype=object)
        for profile, p in candidate.items():
            cells[game.index(profile)] = rational(p, f"candidate[{profile!r}]")
    else:
        try:
            cells = np.array(candidate, dtype=object)
        except ValueError:
            raise InvalidInput(
                "candidate: expected a table of probabilities, got a ragged one"
            ) from None
        if cells.shape != game.sizes:
            raise InvalidInput(f"candidate: expected the shape {game.sizes}, got {cells.shape}")
    flat = [rational(p, f"candidate cell {k}") for k, p in enumerate(cells.flat)]
    if any(p < 0 for p in flat) or sum(flat) != 1:
        raise InvalidInput(f"candidate: probabilities sum to 1, got {sum(flat)}")
    return flat


# The solvers ----------------------------------------------------------------------------------


@untraceable("the linear programme is pivoted on whole numbers")
def correlated(game: Strategic, *, objective: Any = None) -> Optimal:
    """A correlated equilibrium that is best for an objective.

    Cost: one linear programme with a variable a profile and a row for each pair of strategies of
    a player; the optimum is exact.

    Parameters
    ----------
    game : Strategic
    objective : mapping player -> weight, or nested table with one number a profile, optional
        What to maximise; the sum of the payoffs when left out.

    Returns
    -------
    Optimal
        One item, the probabilities as a nested tuple of shape (s₁, …, sₙ); ``value`` is the
        proved optimum. ``why`` takes such a table, or a mapping profile -> probability.

    Raises
    ------
    TooLarge
        If the programme has more than 20 million cells.

    References
    ----------
    R. J. Aumann, "Subjectivity and correlation in randomized strategies", J. Math. Econ. 1 (1974),
    67-96.

    Examples
    --------
    >>> from consensus import games
    >>> chicken = games.Strategic([[[6, 2], [7, 0]], [[6, 7], [2, 0]]])
    >>> best = correlated(chicken)
    >>> best.value, best.items[0]
    (Fraction(21, 2), ((Fraction(1, 2), Fraction(1, 4)), (Fraction(1, 4), 0)))
    """
    return _best(game, objective, "correlated", coarse=False)


@untraceable("the linear programme is pivoted on whole numbers")
def coarse_correlated(game: Strategic, *, objective: Any = None) -> Optimal:
    """A coarse correlated equilibrium that is best for an objective.

    As `correlated`, except that a player must decide whether to obey before hearing the
    recommendation; so there are more of them.

    References
    ----------
    H. Moulin and J.-P. Vial, "Strategically zero-sum games", Int. J. Game Theory 7 (1978),
    201-221.

    Examples
    --------
    >>> from consensus import games
    >>> chicken = games.Strategic([[[6, 2], [7, 0]], [[6, 7], [2, 0]]])
    >>> coarse_correlated(chicken).value >= correlated(chicken).value
    True
    """
    return _best(game, objective, "coarse_correlated", coarse=True)


def _best(game: Strategic, objective: Any, concept: str, *, coarse: bool) -> Optimal:
    require_table(game)
    cells = int(np.prod(game.sizes))
    rows = sum(game.sizes) if coarse else sum(s * (s - 1) for s in game.sizes)
    if cells * rows > _CELLS:
        instead = "ask one_nash, whose answer is also a correlated equilibrium"
        raise TooLarge(
            f"{concept}: its linear programme", cells * rows, _CELLS, instead, unit="cells"
        )
    weights, scale = _objective(game, objective)
    matrix, _ = _conditions(game, coarse=coarse)
    best = maximum(weights, matrix, np.zeros(len(matrix), dtype=np.int64), sums_to_one=True)
    assert best is not None
    item = _nested(list(best.point), game.sizes)
    value = Fraction(best.value) / scale
    return Optimal(
        concept, game, (item,), form="some", complete=False,
        value=value.numerator if value.denominator == 1 else value,
        check=partial(_upset, game, coarse=coarse),
    )  # fmt: skip


def _objective(game: Strategic, objective: Any) -> tuple[Array, int]:
    """The objective at every profile as whole numbers over one divisor."""
    if objective is None:
        objective = dict.fromkeys(game.players, 1)
    if isinstance(objective, Mapping):
        total = np.zeros(game.sizes, dtype=object)
        for player, weight in objective.items():
            if player not in game.players:
                raise InvalidInput(f"objective: {player!r} is not a player of this game")
            i = game.players.index(player)
            share = rational(exact_number(weight, f"objective[{player!r}]"), "objective")
            table, scale = game.whole[i]
            total = total + table.astype(object) * (Fraction(share) / scale)
    else:
        total = np.array(objective, dtype=object)
        if total.shape != game.sizes:
            raise InvalidInput(f"objective: expected the shape {game.sizes}, got {total.shape}")
        for index in np.ndindex(total.shape):
            total[index] = rational(total[index], f"objective{list(index)}")
    shared = lcm(*(Fraction(v).denominator for v in total.flat))
    whole = [int(v * shared) for v in total.flat]
    kind: Any = np.int64 if max(map(abs, whole)) < 2**62 else object
    return np.array(whole, dtype=kind), shared


def _nested(flat: list[Any], shape: tuple[int, ...]) -> Any:
    if not shape:
        return flat[0]
    step = len(flat) // shape[0]
    return tuple(_nested(flat[k * step : (k + 1) * step], shape[1:]) for k in range(shape[0]))
