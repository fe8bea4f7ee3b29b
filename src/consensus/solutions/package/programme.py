"""Packages as a mixed-integer programme: HiGHS proposes and bounds, exact arithmetic verifies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np

from ...errors import NotConverged
from ...exact.read import Exact, tidy
from ...games.agenda import Agenda
from ...rules.rule import Part, Quota, Rule

__all__ = ["Best", "Model", "heaviest", "winners"]


@dataclass(frozen=True)
class Best:
    """The best package for given weights.

    Attributes
    ----------
    package : dict or None
        None if no package meets the conditions.
    value : number
        Exact.
    bound : float
        No package is worth more than this, as HiGHS proves within its tolerances.
    proved : bool
        Whether the bound leaves no room for a better value, values being whole multiples of a
        known unit; for `package` None whether there is none.
    """

    package: dict[str, str] | None
    value: Exact
    bound: float
    proved: bool


class Model:
    """Rows and columns of a programme, collected one by one."""

    def __init__(self) -> None:
        self.cost: list[float] = []
        self.whole: list[int] = []
        self.upper: list[float] = []
        self.rows: list[tuple[dict[int, float], float, float]] = []

    def column(self, *, cost: float = 0.0, whole: bool = True, upper: float = 1.0) -> int:
        """A new column between 0 and `upper`."""
        self.cost.append(cost)
        self.whole.append(int(whole))
        self.upper.append(upper)
        return len(self.cost) - 1

    def row(self, entries: Mapping[int, float], low: float = -np.inf, high: float = np.inf) -> None:
        """A new row between two bounds."""
        self.rows.append((dict(entries), low, high))

    def rule(self, rule: Rule, consents: Mapping[str, int]) -> None:
        """The rule must pass with those whose column is 1 assenting and all others objecting."""
        self._part(rule.structure, consents, None)

    def _part(self, part: Part, consents: Mapping[str, int], when: int | None) -> None:
        if isinstance(part, Quota):
            entries: dict[int, float] = {consents[p]: float(a) for p, a, _ in part.weights}
            if when is not None:
                entries[when] = -float(part.reach)
            self.row(entries, low=float(part.reach) - 0.5 if when is None else -0.5)
            return
        if part.kind == "and":
            for inner in part.parts:
                self._part(inner, consents, when)
            return
        chosen = [self.column() for _ in part.parts]
        any_of: dict[int, float] = dict.fromkeys(chosen, 1.0)
        if when is not None:
            any_of[when] = -1.0
        self.row(any_of, low=1.0 if when is None else 0.0)
        for column, inner in zip(chosen, part.parts, strict=True):
            self._part(inner, consents, column)

    def solve(self, what: str) -> tuple[Any, float] | None:
        """The least cost, as (values, proved bound); None if there is no feasible point."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        places = [(r, j, a) for r, (row, _, _) in enumerate(self.rows) for j, a in row.items()]
        r, j, a = (list(x) for x in zip(*places, strict=True))
        matrix = csr_array((a, (r, j)), shape=(len(self.rows), len(self.cost)))
        low, high = [x[1] for x in self.rows], [x[2] for x in self.rows]
        found = milp(
            np.array(self.cost), integrality=np.array(self.whole),
            bounds=Bounds(0, np.array(self.upper)),
            constraints=LinearConstraint(matrix, low, high), options={"mip_rel_gap": 0},
        )  # fmt: skip
        if found.status == 2:
            return None
        if found.x is None or found.status not in (0, 1):
            raise NotConverged(f"{what}: the mixed-integer programme stopped: {found.message}")
        bound = found.fun if found.mip_dual_bound is None else found.mip_dual_bound
        return found.x, float(bound)


def heaviest(
    game: Agenda,
    weights: Sequence[Exact],
    *,
    ignoring: Iterable[str] = (),
    at_least: Mapping[str, Exact] | None = None,
) -> Best:
    """The passing package with the greatest weighted sum of gains.

    Parameters
    ----------
    game : Agenda
    weights : sequence of numbers
        One a player.
    ignoring : iterable of str
        Players whose objection is not counted: they are taken to assent.
    at_least : mapping player -> number, optional
        Gains that must be reached, all issues counted.
    """
    arrays = game.arrays
    unit = lcm(*(Fraction(w).denominator for w in weights))
    whole = np.array([int(w * unit) for w in weights], dtype=object)
    scale = unit * arrays.scale
    model = Model()
    picks = []
    for part in arrays.gains:
        worth = (whole[:, None] * part.astype(object)).sum(axis=0)
        columns = [model.column(cost=-float(w)) for w in worth]
        model.row(dict.fromkeys(columns, 1.0), 1.0, 1.0)
        picks.append(columns)
    links = _links(game, model, picks, whole)
    skipped = set(ignoring)
    consents: dict[str, int] = {}
    for k, player in enumerate(game.players):
        consents[player] = model.column()
        if player not in skipped:
            _consent(game, model, picks, links, k, consents[player])
    model.rule(game.rule, consents)
    for player, gain in (at_least or {}).items():
        k = game.players.index(player)
        entries = _sums(arrays.gains, picks, k, links, k, traded=False)
        model.row(entries, low=float(gain * arrays.scale + arrays.offset[k]) - 0.5)
    answer = model.solve("best package")
    if answer is None:
        return Best(None, 0, float("-inf"), True)
    values, bound = answer
    package = {
        name: issue.options[int(np.argmax([values[j] for j in columns]))]
        for (name, issue), columns in zip(game.issues.items(), picks, strict=True)
    }
    _verify(game, package, skipped, at_least)
    value: Any = sum(
        (w * game.gain(p, package) for w, p in zip(weights, game.players, strict=True)), start=0
    )
    shift = int(sum(w * int(o) for w, o in zip(whole, arrays.offset, strict=True)))
    room = -bound - shift - float(value * scale)
    return Best(package, tidy(Fraction(value)), float((-bound - shift) / scale), room < 0.75)


def winners(rule: Rule, costs: Mapping[str, Exact]) -> tuple[tuple[str, ...], bool] | None:
    """The cheapest coalition that wins when all others object, and whether that is proved.

    Players without a cost cannot be had. None if nobody can make the rule pass.
    """
    scale = lcm(*(Fraction(c).denominator for c in costs.values()), 1)
    model = Model()
    columns = {
        p: model.column(cost=float(costs.get(p, 0) * scale), upper=1.0 if p in costs else 0.0)
        for p in rule.players
    }
    model.rule(rule, columns)
    answer = model.solve("cheapest winning coalition")
    if answer is None:
        return None
    values, bound = answer
    chosen = tuple(p for p in rule.players if values[columns[p]] > 0.5)
    if not rule.wins(chosen):
        raise NotConverged("cheapest winning coalition: the proposed coalition does not win")
    total = float(sum(costs[p] for p in chosen) * scale)
    return chosen, total - bound < 0.75


def _links(
    game: Agenda, model: Model, picks: Sequence[Sequence[int]], whole: Any
) -> list[tuple[int, int, int, bool]]:
    """A column for each linkage, 1 exactly when all its options are chosen."""
    found = []
    for who, spots, value, traded in game.arrays.links:
        column = model.column(cost=-float(whole[who] * value))
        for i, o in spots:
            model.row({column: 1.0, picks[i][o]: -1.0}, high=0.0)
        together: dict[int, float] = {picks[i][o]: -1.0 for i, o in spots}
        together[column] = 1.0
        model.row(together, low=1.0 - len(spots))
        found.append((who, column, value, traded))
    return found


def _sums(
    parts: Sequence[Any],
    picks: Sequence[Sequence[int]],
    k: int,
    links: Sequence[tuple[int, int, int, bool]],
    who: int,
    *,
    traded: bool,
) -> dict[int, float]:
    entries: dict[int, float] = {}
    for part, columns in zip(parts, picks, strict=True):
        for j, column in enumerate(columns):
            if part[k, j]:
                entries[column] = float(part[k, j])
    for player, column, value, trades in links:
        if player == who and (trades or not traded):
            entries[column] = entries.get(column, 0.0) + float(value)
    return entries


def _consent(
    game: Agenda,
    model: Model,
    picks: Sequence[Sequence[int]],
    links: Sequence[tuple[int, int, int, bool]],
    k: int,
    consent: int,
) -> None:
    """The consent column can be 1 only if the package meets what the player needs."""
    arrays = game.arrays
    need = int(arrays.need[k])
    entries = _sums(arrays.traded, picks, k, links, k, traded=True)
    least = sum(int(part[k].min()) for part in arrays.traded)
    least += sum(min(0, value) for player, _, value, trades in links if player == k and trades)
    if least < need:
        entries[consent] = float(least - need)
        model.row(entries, low=float(least) - 0.5)
    for part, columns in zip(arrays.refused, picks, strict=True):
        for j, column in enumerate(columns):
            if part[k, j]:
                model.row({column: 1.0, consent: 1.0}, high=1.0)


def _verify(
    game: Agenda,
    package: Mapping[str, str],
    ignored: set[str],
    at_least: Mapping[str, Exact] | None,
) -> None:
    willing = [p for p in game.players if p in ignored or game.consents(p, package)]
    fine = game.rule.wins(willing) and all(
        game.gain(p, package) >= gain for p, gain in (at_least or {}).items()
    )
    if not fine:
        raise NotConverged(
            "best package: the proposed package does not stand in exact arithmetic; the values"
            " differ by too many orders of magnitude"
        )
