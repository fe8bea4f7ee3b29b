"""Whether a rule is weighted: weights found exactly, or a trade that proves there are none.

The weights solve linear inequalities, one for each coalition met so far; an automaton then finds a
coalition on which the weights and the rule disagree, until there is none. Floating point only
guesses which inequalities are tight; what is returned solves them in fractions and is checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm
from typing import Any, TypeAlias

import numpy as np

from ..errors import NotConverged, TooLarge
from .asked import about_rule
from .automaton import coefficients, difference
from .families import by_weight
from .properties import desirability, replacement
from .rule import Ballot, Quota, Rule

__all__ = ["Trade", "Weighting", "is_trade_robust", "is_weighted", "weights_of"]

Classes: TypeAlias = tuple[tuple[str, ...], ...]

_MOST_ROUNDS = 2_000
_MOST_TURNS = 10_000
_TIGHT = 1e-7


@dataclass(frozen=True)
class Trade:
    """Winning coalitions that become losing ones by exchanging members.

    Every player is in as many of the winning as of the losing coalitions, so no weights could
    give each of the former more than each of the latter.

    Attributes
    ----------
    winning, losing : tuple of (coalition, times)
        Equally many in all.
    """

    winning: tuple[tuple[frozenset[str], int], ...]
    losing: tuple[tuple[frozenset[str], int], ...]

    def proves(self, rule: Rule) -> bool:
        """Whether this is a trade of the rule: the definition, checked coalition by coalition."""
        counts = [
            {
                player: sum(times for coalition, times in side if player in coalition)
                for player in rule.players
            }
            for side in (self.winning, self.losing)
        ]
        return (
            all(rule.wins(coalition) for coalition, _ in self.winning)
            and not any(rule.wins(coalition) for coalition, _ in self.losing)
            and sum(times for _, times in self.winning) == sum(times for _, times in self.losing)
            and counts[0] == counts[1]
        )


@dataclass(frozen=True)
class Weighting:
    """What `weights_of` found: weights and a quota, or a trade.

    Attributes
    ----------
    of : Rule
        The rule that was asked about.
    weights : mapping player -> int, or None
    quota : int or None
    trade : Trade or None
    """

    of: Rule
    weights: Mapping[str, int] | None
    quota: int | None
    trade: Trade | None

    def __bool__(self) -> bool:
        return self.weights is not None

    @cached_property
    def rule(self) -> Rule | None:
        """The rule as one weighted quota, or None."""
        return None if self.weights is None else by_weight(self.weights, self.quota)


@about_rule
def weights_of(rule: Rule) -> Weighting:
    """Weights and a quota under which the same coalitions win, or a trade that rules them out.

    Cost: a linear programme and two automata for every coalition that has to be told apart,
    seldom more than a few for each player.

    Parameters
    ----------
    rule : Rule

    Returns
    -------
    Weighting
        True exactly when the rule is weighted. Weights are whole; players who can replace each
        other get the same.

    Raises
    ------
    TooLarge
        If too many coalitions would have to be told apart.

    References
    ----------
    A. D. Taylor and W. S. Zwicker, "A characterization of weighted voting", Proceedings of the
    American Mathematical Society 115 (1992), 1089-1094.

    Examples
    --------
    >>> from consensus import rules
    >>> council = rules.by_majority(["a", "b", "c", "d"], 3) & rules.by_consensus(["a"])
    >>> found = weights_of(council)
    >>> dict(found.weights), found.quota
    ({'a': 2, 'b': 1, 'c': 1, 'd': 1}, 4)
    >>> two_houses = rules.by_majority(["a", "b"], 1) & rules.by_majority(["c", "d"], 1)
    >>> print(weights_of(two_houses).weights, weights_of(two_houses).trade.proves(two_houses))
    None True
    """
    if isinstance(rule.structure, Quota):
        return _own_weights(rule, rule.structure)
    ranking = desirability(rule)
    if not ranking.complete:
        return Weighting(rule, None, None, _swap(rule))
    classes = ranking.classes
    place = {player: c for c, alike in enumerate(classes) for player in alike}
    winning: list[tuple[int, ...]] = [tuple(len(alike) for alike in classes)]
    losing: list[tuple[int, ...]] = [tuple(0 for _ in classes)]
    sizes = winning[0]
    for _ in range(_MOST_ROUNDS):
        solved = _weights(winning, losing, sizes)
        if solved is None:
            return Weighting(rule, None, None, _trade(winning, losing, classes))
        weights, quota = solved
        named = {player: weights[place[player]] for player in rule.players}
        candidate = Rule(rule.players, by_weight(named, quota).structure)
        won = difference(rule, candidate)
        lost = difference(candidate, rule)
        if won is None and lost is None:
            return Weighting(rule, named, quota, None)
        if won is not None:
            winning.append(_profile(_shrunk(rule, won), place, len(classes)))
        if lost is not None:
            losing.append(_profile(_grown(rule, lost), place, len(classes)))
    raise TooLarge(
        "telling the coalitions of a rule apart",
        _MOST_ROUNDS + 1,
        _MOST_ROUNDS,
        "ask is_swap_robust, which is necessary for weights",
        unit="coalitions",
    )


@about_rule
def _own_weights(rule: Rule, quota: Quota) -> Weighting:
    """One quota has its own weights: those of assenting, without a common divisor."""
    shared = gcd(*(a for _, a, _ in quota.weights))
    weights = {p: quota.adds(p, "assent") // shared for p in rule.players}
    return Weighting(rule, weights, -(-quota.reach // shared), None)


def is_weighted(rule: Rule) -> bool:
    """Whether one weighted quota has the same winning coalitions; cost as `weights_of`."""
    return bool(weights_of(rule))


@about_rule
def is_trade_robust(rule: Rule) -> bool:
    """Whether no exchange of members turns winning coalitions into as many losing ones.

    By the theorem of Taylor and Zwicker (1992) this is the same as `is_weighted`.
    """
    return is_weighted(rule)


def _swap(rule: Rule) -> Trade:
    """Two winning coalitions that lose after exchanging two players none of whom can replace."""
    ranking = desirability(rule)
    one, two = next(
        (p, q)
        for p in rule.players
        for q in rule.players
        if not ranking.at_least(p, q) and not ranking.at_least(q, p)
    )
    with_two, with_one = replacement(rule, one, two), replacement(rule, two, one)
    assert with_two is not None
    assert with_one is not None
    return Trade(
        ((with_two | {two}, 1), (with_one | {one}, 1)),
        ((with_two | {one}, 1), (with_one | {two}, 1)),
    )


def _weights(
    winning: list[tuple[int, ...]], losing: list[tuple[int, ...]], sizes: tuple[int, ...]
) -> tuple[list[int], int] | None:
    """Whole weights and a quota that tell these profiles apart, or None."""
    # Unknowns: a weight for each class, then the quota. Rows say row @ unknowns <= bound.
    rows = [[*(-k for k in profile), 1] for profile in winning]
    rows += [[*profile, -1] for profile in losing]
    bounds = [0] * len(winning) + [-1] * len(losing)
    solved = _vertex([*sizes, 0], rows, bounds, [], [])
    if solved is None:
        return None
    scale = lcm(*(value.denominator for value in solved))
    whole = [int(value * scale) for value in solved]
    return whole[:-1], whole[-1]


def _trade(
    winning: list[tuple[int, ...]],
    losing: list[tuple[int, ...]],
    classes: tuple[tuple[str, ...], ...],
) -> Trade:
    """Multipliers that prove there are no weights, written out as coalitions."""
    w, t = len(winning), len(losing)
    rows = [[*(p[c] for p in winning), *(-p[c] for p in losing)] for c in range(len(classes))]
    sums = [[1] * w + [0] * t, [0] * w + [1] * t]
    solved = _vertex([1] * (w + t), rows, [0] * len(rows), sums, [1, 1])
    if solved is None:
        raise NotConverged("weights_of: neither weights nor a trade were found")
    scale = lcm(*(value.denominator for value in solved))
    times = [int(value * scale) for value in solved]
    used = [(profile, k) for profile, k in zip(winning, times, strict=False) if k]
    lost = [(profile, k) for profile, k in zip(losing, times[w:], strict=True) if k]
    turns = lcm(*(len(alike) for alike in classes))
    if turns > _MOST_TURNS:
        raise TooLarge(
            "writing a trade out", turns, _MOST_TURNS, "ask is_weighted", unit="coalitions"
        )
    spare = [
        turns * (sum(p[c] * k for p, k in lost) - sum(p[c] * k for p, k in used))
        for c in range(len(classes))
    ]
    return Trade(
        _written(used, classes, turns),
        _without_spare(_written(lost, classes, turns), classes, spare),
    )


def _written(
    profiles: Iterable[tuple[tuple[int, ...], int]],
    classes: tuple[tuple[str, ...], ...],
    turns: int,
) -> tuple[tuple[frozenset[str], int], ...]:
    """Each profile as coalitions in which the members of a class take turns."""
    found: dict[frozenset[str], int] = {}
    for profile, times in profiles:
        for turn in range(turns):
            coalition = frozenset(
                alike[(turn + i) % len(alike)]
                for alike, k in zip(classes, profile, strict=True)
                for i in range(k)
            )
            found[coalition] = found.get(coalition, 0) + times
    return tuple(found.items())


def _without_spare(
    losing: tuple[tuple[frozenset[str], int], ...],
    classes: Classes,
    spare: list[int],
) -> tuple[tuple[frozenset[str], int], ...]:
    """Take members out of losing coalitions until nobody is in more of them than of the winning."""
    sides = dict(losing)
    for alike, extra in zip(classes, spare, strict=True):
        for player in alike:
            left = extra // len(alike)
            for coalition in [c for c in sides if player in c]:
                taken = min(left, sides[coalition])
                if taken:
                    sides[coalition] -= taken
                    smaller = coalition - {player}
                    sides[smaller] = sides.get(smaller, 0) + taken
                    left -= taken
    return tuple((coalition, times) for coalition, times in sides.items() if times)


def _vertex(
    cost: list[int], rows: list[list[int]], bounds: list[int], equal: list[list[int]], to: list[int]
) -> list[Fraction] | None:
    """The exact least-cost corner of rows @ x <= bounds, equal @ x == to, x >= 0; None if empty."""
    from scipy.optimize import linprog

    found = linprog(
        cost, A_ub=np.array(rows, dtype=float), b_ub=np.array(bounds, dtype=float),
        A_eq=np.array(equal, dtype=float) if equal else None,
        b_eq=np.array(to, dtype=float) if equal else None,
        method="highs-ds",
    )  # fmt: skip
    if found.status == 2:
        return None
    if found.status != 0 or found.x is None:
        raise NotConverged(f"weights_of: the linear programme ended with {found.message}")
    tight: list[list[int]] = [[*row, bound] for row, bound in zip(equal, to, strict=True)]
    for i in range(len(cost)):
        if abs(found.x[i]) < _TIGHT:
            tight.append([*(int(i == j) for j in range(len(cost))), 0])
    for row, bound in zip(rows, bounds, strict=True):
        if abs(float(np.dot(row, found.x)) - bound) < _TIGHT:
            tight.append([*row, bound])
    solved = _solved(tight, len(cost))
    right = (
        all(value >= 0 for value in solved)
        and all(_dot(row, solved) <= bound for row, bound in zip(rows, bounds, strict=True))
        and all(_dot(row, solved) == value for row, value in zip(equal, to, strict=True))
    )
    if not right:
        raise NotConverged("weights_of: the linear programme did not end in a corner")
    return solved


def _solved(tight: list[list[int]], unknowns: int) -> list[Fraction]:
    """Solve the tight rows in fractions; unknowns they leave free are taken as 0."""
    from flint import fmpq_mat

    reduced, rank = fmpq_mat(len(tight), unknowns + 1, [v for row in tight for v in row]).rref()
    solved = [Fraction()] * unknowns
    for r in range(rank):
        lead = next(c for c in range(unknowns + 1) if reduced[r, c] != 0)
        if lead < unknowns:
            value: Any = reduced[r, unknowns]
            solved[lead] = Fraction(int(value.p), int(value.q))
    return solved


def _dot(row: list[int], values: list[Fraction]) -> Fraction:
    return sum((a * x for a, x in zip(row, values, strict=True)), Fraction())


def _shrunk(rule: Rule, ballots: Mapping[str, Ballot]) -> frozenset[str]:
    """A minimal winning coalition inside the one that assents."""
    inside = frozenset(player for player, ballot in ballots.items() if ballot == "assent")
    weights = coefficients(rule)
    for player in sorted(inside, key=lambda p: weights[p]):
        if rule.wins(inside - {player}):
            inside -= {player}
    return inside


def _grown(rule: Rule, ballots: Mapping[str, Ballot]) -> frozenset[str]:
    """A maximal losing coalition around the one that assents."""
    inside = frozenset(player for player, ballot in ballots.items() if ballot == "assent")
    for player in rule.players:
        if player not in inside and not rule.wins(inside | {player}):
            inside |= {player}
    return inside


def _profile(coalition: frozenset[str], place: Mapping[str, int], classes: int) -> tuple[int, ...]:
    counts = [0] * classes
    for player in coalition:
        counts[place[player]] += 1
    return tuple(counts)
