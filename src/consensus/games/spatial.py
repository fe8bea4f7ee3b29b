"""Policy as a point: ideals, what happens if nothing is agreed, and the rule of decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from ..errors import InvalidInput, NotApplicable
from ..exact.read import Number, exact_number
from ..rules.rule import Rule, read_players

__all__ = ["Point", "Spatial"]

Point: TypeAlias = tuple[Number, ...]


@dataclass(frozen=True, eq=False)
class Spatial:
    """A choice of policy on a line or in a plane, where each player likes what is near.

    A player's loss at a point is its distance from the player's ideal. A player consents to a
    text unless its loss there exceeds the loss at the status quo by more than the player's cost
    of standing alone; the indifferent consent.

    Parameters
    ----------
    ideals : mapping player -> number or point
        One number each on a line, two numbers each in a plane. Players without a ballot, for
        instance a chair who only proposes, may be named too.
    status_quo : number or point
        What happens if nothing is agreed: things as they are for a standing body, the lapse of
        the mandate where a mandate ends.
    rule : Rule
        Which sets of consenting players decide.
    stand_alone_cost : mapping player -> number, optional
        What objecting costs, in the units of distance; 0 for players left out.

    Raises
    ------
    InvalidInput
        For a player of the rule without an ideal, or points of different dimensions.
    NotApplicable
        For more than two dimensions.

    References
    ----------
    Romer and Rosenthal, "Political resource allocation, controlled agendas, and the status
    quo", Public Choice 33 (1978), 27-43; Tsebelis, *Veto Players*, Princeton 2002.

    Examples
    --------
    >>> from consensus import rules
    >>> game = Spatial({"a": 0, "b": 4}, 3, rules.by_consensus(["a", "b"]))
    >>> game.consenting(2), game.dimension
    (frozenset({'a'}), 1)
    """

    ideals: Mapping[str, Any] = field(repr=False)
    status_quo: Any
    rule: Rule
    stand_alone_cost: Mapping[str, Any] | None = field(default=None, repr=False, kw_only=True)

    def __post_init__(self) -> None:
        put = object.__setattr__
        if not isinstance(self.ideals, Mapping):
            raise InvalidInput(f"ideals: expected a mapping player -> point, got {self.ideals!r}")
        if not isinstance(self.rule, Rule):
            raise InvalidInput(f"rule: expected a rule, got {self.rule!r}")
        read_players(self.ideals, "ideals")
        points = {p: _point(x, f"ideals[{p!r}]") for p, x in self.ideals.items()}
        start = _point(self.status_quo, "status_quo")
        if len(start) > 2:
            raise NotApplicable(
                f"Spatial: assumes a line or a plane, got a status quo of {len(start)} dimensions"
            )
        for player, point in points.items():
            if len(point) != len(start):
                raise InvalidInput(
                    f"ideals[{player!r}]: {len(point)} coordinates, the status quo has {len(start)}"
                )
        for player in self.rule.players:
            if player not in points:
                raise InvalidInput(f"ideals: none for {player!r}, a player of the rule")
        costs = {}
        for player, cost in (self.stand_alone_cost or {}).items():
            if player not in points:
                raise InvalidInput(f"stand_alone_cost: {player!r} has no ideal")
            costs[player] = exact_number(cost, f"stand_alone_cost[{player!r}]")
            if costs[player] < 0:
                raise InvalidInput(
                    f"stand_alone_cost[{player!r}]: expected at least 0, got {costs[player]}"
                )
        put(self, "ideals", points)
        put(self, "status_quo", start)
        put(self, "stand_alone_cost", costs)

    @property
    def players(self) -> tuple[str, ...]:
        """Everyone with an ideal, in the order given."""
        return tuple(self.ideals)

    @cached_property
    def dimension(self) -> int:
        """1 on a line, 2 in a plane."""
        return len(self.status_quo)

    def cost(self, player: str) -> Number:
        """What standing alone costs a player."""
        costs: Mapping[str, Number] = self.stand_alone_cost or {}
        return costs.get(player, 0)

    def point(self, where: object, name: str = "point") -> Point:
        """Read a point of this space."""
        read = _point(where, name)
        if len(read) != self.dimension:
            raise InvalidInput(f"{name}: expected {self.dimension} coordinates, got {len(read)}")
        return read

    def consents(self, player: str, where: object) -> bool:
        """Whether a player lets a text pass; exact, in the plane by comparing squares."""
        place, ideal = self.point(where), self.ideals[player]
        return _within(place, ideal, self.status_quo, self.cost(player))

    def consenting(self, where: object) -> frozenset[str]:
        """The players of the rule who let a text pass."""
        place = self.point(where)
        return frozenset(
            p
            for p in self.rule.players
            if _within(place, self.ideals[p], self.status_quo, self.cost(p))
        )

    def passes(self, where: object) -> bool:
        """Whether a text passes under the rule, the others objecting."""
        return self.rule.wins(self.consenting(where))


def _point(value: object, where: str) -> Point:
    if isinstance(value, Iterable) and not isinstance(value, str):
        read = tuple(exact_number(x, f"{where}[{i}]") for i, x in enumerate(value))
        if not read:
            raise InvalidInput(f"{where}: expected at least one coordinate, got none")
        return read
    return (exact_number(value, where),)


def squared(a: Point, b: Point) -> Any:
    """The square of the distance between two points."""
    total: Any = 0
    for x, y in zip(a, b, strict=True):
        total = total + (x - y) * (x - y)
    return total


def _within(place: Point, ideal: Point, start: Point, cost: Number) -> bool:
    """Whether |place − ideal| <= |start − ideal| + cost."""
    if len(place) == 1:
        return bool(abs(place[0] - ideal[0]) <= abs(start[0] - ideal[0]) + cost)
    there, here = squared(place, ideal), squared(start, ideal)
    excess = there - here - cost * cost
    if excess <= 0:
        return True
    return bool(excess * excess <= 4 * cost * cost * here)
