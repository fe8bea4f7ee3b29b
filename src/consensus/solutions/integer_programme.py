"""Rules inside mixed-integer programmes, solved by HiGHS with a proved bound."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np

from ..errors import NotConverged
from ..exact.read import Exact
from ..rules.rule import Part, Quota, Rule

__all__ = ["Model", "winners"]

_LARGEST = 2.0**40


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

    def _refuse_fine(self, what: str) -> None:
        """Beyond some size of numbers the solver's word that nothing is feasible is no proof."""
        sizes = [abs(x) for x in (*self.cost, *self.upper)]
        for entries, low, high in self.rows:
            sizes += [abs(x) for x in (*entries.values(), low, high) if np.isfinite(x)]
        if max(sizes, default=0.0) > _LARGEST:
            raise NotConverged(
                f"{what}: as whole numbers the values reach {max(sizes):.0e}, too much for the"
                ' mixed-integer programme; write a value such as 0.1 as "0.1" or as a Fraction'
            )

    def solve(self, what: str) -> tuple[Any, float] | None:
        """The least cost, as (values, proved bound); None if there is no feasible point."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        self._refuse_fine(what)
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
