"""Policy as a point: ideals, what happens if nothing is agreed, and the rule of decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from ..errors import InvalidInput, NotApplicable
from ..exact.read import Number, exact_number
from ..rules.rule import Rule, read_mapping, read_players

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
    status_quo : number, point or None
        What happens if nothing is agreed: things as they are for a standing body, the lapse of
        the mandate where a mandate ends. None if that is no point of the space; then `lapse` has
        to be given for every player.
    rule : Rule
        Which sets of consenting players decide.
    stand_alone_cost : mapping player -> number, optional
        What objecting costs, in the units of distance; 0 for players left out.
    lapse : mapping player -> number, optional
        For players to whom no agreement is not the point `status_quo`: the distance from their
        ideal that would be just as bad.

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
    lapse: Mapping[str, Any] | None = field(default=None, repr=False, kw_only=True)

    def __post_init__(self) -> None:
        put = object.__setattr__
        if not isinstance(self.ideals, Mapping):
            raise InvalidInput(f"ideals: expected a mapping player -> point, got {self.ideals!r}")
        if not isinstance(self.rule, Rule):
            raise InvalidInput(f"rule: expected a rule, got {self.rule!r}")
        read_players(self.ideals, "ideals")
        points = {p: _point(x, f"ideals[{p!r}]") for p, x in self.ideals.items()}
        start = None if self.status_quo is None else _point(self.status_quo, "status_quo")
        size = len(start if start is not None else next(iter(points.values())))
        if size > 2:
            raise NotApplicable(f"Spatial: assumes a line or a plane, got {size} dimensions")
        for player, point in points.items():
            if len(point) != size:
                raise InvalidInput(
                    f"ideals[{player!r}]: {len(point)} coordinates, the others have {size}"
                )
        for player in self.rule.players:
            if player not in points:
                raise InvalidInput(f"ideals: none for {player!r}, a player of the rule")
        costs = self._amounts(self.stand_alone_cost, "stand_alone_cost", points)
        lapse = self._amounts(self.lapse, "lapse", points)
        if start is None:
            for player in points:
                if player not in lapse:
                    raise InvalidInput(f"lapse: none for {player!r}, and there is no status quo")
        put(self, "ideals", points)
        put(self, "status_quo", start)
        put(self, "stand_alone_cost", costs)
        put(self, "lapse", lapse)

    def _amounts(self, given: Any, where: str, known: Mapping[str, Any]) -> dict[str, Number]:
        read = {}
        known_amounts = {} if given is None else given
        for player, amount in read_mapping(known_amounts, where, "player -> number").items():
            if player not in known:
                raise InvalidInput(f"{where}: {player!r} has no ideal")
            read[player] = exact_number(amount, f"{where}[{player!r}]")
            if read[player] < 0:
                raise InvalidInput(f"{where}[{player!r}]: expected at least 0, got {read[player]}")
        return read

    @property
    def players(self) -> tuple[str, ...]:
        """Everyone with an ideal, in the order given."""
        return tuple(self.ideals)

    @cached_property
    def dimension(self) -> int:
        """1 on a line, 2 in a plane."""
        return len(next(iter(self.ideals.values())))

    def cost(self, player: str) -> Number:
        """What standing alone costs a player."""
        costs: Mapping[str, Number] = self.stand_alone_cost or {}
        return costs.get(player, 0)

    def lapse_of(self, player: str) -> Number | None:
        """The distance as bad as no agreement, None where that is the status quo."""
        given: Mapping[str, Number] = self.lapse or {}
        return given.get(player)

    def patience(self, player: str) -> Number:
        """On a line: how far from its ideal a text may be for the player to consent."""
        distance: Any = self.lapse_of(player)
        if distance is None:
            distance = abs(self.status_quo[0] - self.ideals[player][0])
        return exact_number(distance + self.cost(player), "patience")

    def point(self, where: object, name: str = "point") -> Point:
        """Read a point of this space."""
        read = _point(where, name)
        if len(read) != self.dimension:
            raise InvalidInput(f"{name}: expected {self.dimension} coordinates, got {len(read)}")
        return read

    def consents(self, player: str, where: object) -> bool:
        """Whether a player lets a text pass; exact, in the plane by comparing squares."""
        place, ideal = self.point(where), self.ideals[player]
        distance = self.lapse_of(player)
        if distance is not None:
            limit: Any = distance + self.cost(player)
            return bool(squared(place, ideal) <= limit * limit)
        return _within(place, ideal, self.status_quo, self.cost(player))

    def consenting(self, where: object) -> frozenset[str]:
        """The players of the rule who let a text pass."""
        place = self.point(where)
        return frozenset(p for p in self.rule.players if self.consents(p, place))

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
