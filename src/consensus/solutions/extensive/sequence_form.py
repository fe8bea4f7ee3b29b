"""Two players with opposed interests: optimal behaviour by one linear programme a tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from math import lcm
from typing import Any

import numpy as np
from immutabledict import immutabledict

from ...errors import NotApplicable
from ...exact.read import Number, exact_number
from ...exact.traced import Traced
from ...games.extensive import Extensive
from ...games.nodes import CHANCE
from ..declared import untraceable
from ..kind import of_kind
from ..solution import Solution, Upset
from ..strategic.linear import maximum
from .replies import why_not_nash

__all__ = ["Minimax", "minimax"]


@dataclass(frozen=True)
class Minimax(Solution):
    """Optimal behaviour of both players; one item, a behaviour profile.

    Attributes
    ----------
    value : mapping player -> number
        What each player expects.
    """

    value: Mapping[str, Number] = field(default_factory=dict)


@untraceable("the programme is solved in floating point first and proved on the known payoffs")
def minimax(game: Extensive) -> Minimax:
    """Optimal behaviour and the value of a two-player zero-sum tree, exact.

    The sequence form: one variable for each sequence of own moves, so the programme is as large
    as the tree, not as its table. Cost: one linear programme, proved exactly.

    Parameters
    ----------
    game : Extensive
        Two players, perfect recall, payoffs whose sum is the same at every ending.

    Returns
    -------
    Minimax
        Form "some": one equilibrium, in which moves at information sets that a plan itself rules
        out are given as the first move.

    Raises
    ------
    NotApplicable
        For other games, and for traced numbers.

    References
    ----------
    Koller, Megiddo and von Stengel, "Efficient computation of equilibria for extensive
    two-person games", Games and Economic Behavior 14 (1996), 247-259.

    Examples
    --------
    >>> from consensus.games import decision, ending
    >>> guess = lambda x, y: decision("b", {"h": ending(x, -x), "t": ending(y, -y)}, "b")
    >>> pennies = decision("a", {"h": guess(1, -1), "t": guess(-1, 1)})
    >>> answer = minimax(Extensive(["a", "b"], pennies))
    >>> answer.value["a"], str(answer.items[0]["b"][0])
    (0, '1/2')
    """
    of_kind(game, Extensive)
    total = _constant_sum(game)
    game.require_recall("minimax")
    form = _Sequences(game)
    found = form.solved()
    behaviour = form.behaviour(found)
    item = immutabledict({s.name: behaviour[h] for h, s in enumerate(game.sets)})
    worth = game.values(item)
    assert worth[game.players[1]] == total - worth[game.players[0]]
    return Minimax(
        "minimax",
        game,
        (item,),
        form="some",
        complete=False,
        value=immutabledict(worth),
        check=partial(_why, game),
        evidence={"sequences": form.sizes, "why not complete": "one equilibrium is given"},
    )


def _why(game: Extensive, profile: Any) -> Upset | None:
    return why_not_nash(game, game.read_behaviour(profile))


def _constant_sum(game: Extensive) -> Any:
    if len(game.players) != 2:
        raise NotApplicable(f"minimax: assumes two players, got {len(game.players)}")
    sums = set()
    for payoffs, chances in zip(game.payoffs, game.chances, strict=True):
        if any(isinstance(x, Traced) for x in (*(payoffs or ()), *(chances or ()))):
            raise NotApplicable("minimax: needs known numbers")
        if payoffs is not None:
            sums.add(payoffs[0] + payoffs[1])
    if len(sums) != 1:
        raise NotApplicable("minimax: assumes payoffs with the same sum at every ending")
    return sums.pop()


class _Sequences:
    """The sequence form of a tree: realisation plans, their constraints, and the payoffs."""

    def __init__(self, game: Extensive) -> None:
        self.game = game
        last = game.last_own_move
        self.own: tuple[list[int], list[int]] = ([], [])
        self.starts: dict[int, int] = {}
        following = [1, 1]
        for h, s in enumerate(game.sets):
            self.own[s.player].append(h)
            self.starts[h] = following[s.player]
            following[s.player] += len(s.actions)
        self.sizes = tuple(following)
        self.before = {h: last[s.nodes[0]][s.player] for h, s in enumerate(game.sets)}
        self.payoff: dict[tuple[int, int], Any] = {}
        weight: list[Any] = [1] * len(game.owner)
        for node, mover in enumerate(game.owner):
            chances = game.chances[node]
            for k, child in enumerate(game.children(node)):
                weight[child] = weight[node]
                if mover == CHANCE and chances is not None:
                    weight[child] = weight[node] * chances[k]
            payoffs = game.payoffs[node]
            if payoffs is not None:
                key = last[node]
                self.payoff[key[0], key[1]] = (
                    self.payoff.get((key[0], key[1]), 0) + weight[node] * payoffs[0]
                )

    def solved(self) -> tuple[list[Any], list[Any]]:
        """Optimal realisation plans of both players."""
        plans, answers = self.sizes
        place = {h: plans + 2 + 2 * k for k, h in enumerate(self.own[1])}
        columns = plans + 2 + 2 * len(self.own[1])  # x_0 is unused, v of the root is at `plans`
        rows: list[dict[int, Any]] = [{} for _ in range(answers)]
        right: list[Any] = [0] * answers
        for s in range(answers):
            self._add(rows[s], plans if s == 0 else place[self._set_of(1, s)], 1)
        for h in self.own[1]:
            self._add(rows[self.before[h]], place[h], -1)
        for (r, s), amount in self.payoff.items():
            if r == 0:
                right[s] = right[s] + amount
            else:
                rows[s][r] = rows[s].get(r, 0) - amount
        for h in self.own[0]:
            row: dict[int, Any] = {
                self.starts[h] + k: 1 for k in range(len(self.game.sets[h].actions))
            }
            base = self.before[h]
            if base:
                row[base] = -1
            rows += [row, {c: -x for c, x in row.items()}]
            right += [int(base == 0), -int(base == 0)]
        matrix, limits = _whole(rows, right, columns)
        objective = np.zeros(columns, object)
        objective[plans], objective[plans + 1] = 1, -1
        found = maximum(objective, matrix, limits)
        assert found is not None, "realisation plans exist"
        scale = [lcm(*(Fraction(x).denominator for x in [*row.values(), b]))
                 for row, b in zip(rows, right, strict=True)]  # fmt: skip
        mine = [Fraction(1), *found.point[1:plans]]
        yours = [m * k for m, k in zip(found.multipliers[:answers], scale, strict=False)]
        return mine, yours

    def _add(self, row: dict[int, Any], at: int, amount: int) -> None:
        row[at] = row.get(at, 0) + amount
        row[at + 1] = row.get(at + 1, 0) - amount

    def _set_of(self, player: int, sequence: int) -> int:
        for h in reversed(self.own[player]):
            if self.starts[h] <= sequence:
                return h
        raise AssertionError("every sequence but the empty one ends in a move")

    def behaviour(self, plans: tuple[list[Any], list[Any]]) -> list[tuple[Any, ...]]:
        """The behaviour that realisation plans describe."""
        behaviour: list[tuple[Any, ...]] = []
        for h, s in enumerate(self.game.sets):
            plan = plans[s.player]
            base = plan[self.before[h]]
            start = self.starts[h]
            if base == 0:
                behaviour.append(tuple(int(k == 0) for k in range(len(s.actions))))
            else:
                behaviour.append(
                    tuple(
                        exact_number(Fraction(1) * plan[start + k] / base, "p")
                        for k in range(len(s.actions))
                    )
                )
        return behaviour


def _whole(rows: list[dict[int, Any]], right: list[Any], columns: int) -> tuple[Any, Any]:
    """The same inequalities with whole numbers."""
    matrix = np.zeros((len(rows), columns), object)
    limits = np.zeros(len(rows), object)
    for i, (row, b) in enumerate(zip(rows, right, strict=True)):
        scale = lcm(*(Fraction(x).denominator for x in [*row.values(), b]))
        for column, x in row.items():
            matrix[i, column] = int(x * scale)
        limits[i] = int(b * scale)
    return matrix, limits
