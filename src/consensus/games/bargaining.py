"""Bargaining: who proposes when, how impatience bites; and problems given by what is feasible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import InvalidInput
from ..exact.read import Number, exact_number
from ..rules.rule import Rule, read_players

__all__ = ["Bargaining", "BargainingProblem"]


@dataclass(frozen=True, eq=False)
class Bargaining:
    """A surplus of 1 to divide: each round somebody proposes and the rule decides.

    If the proposal fails, everyone's share is discounted and the next round begins.

    Parameters
    ----------
    rule : Rule
        Which sets of assenting players accept; the proposer assents.
    recognition : mapping player -> chance, or sequence of players
        The chance with which each player proposes in each round, summing to 1; or the order in
        which they propose in turn.
    discount : number or mapping player -> number
        Above 0, at most 1.

    Raises
    ------
    InvalidInput
        For a discount factor outside (0, 1], chances that do not sum to one, or a player of the
        rule who is missing.

    References
    ----------
    Baron and Ferejohn, "Bargaining in legislatures", American Political Science Review 83
    (1989), 1181-1206; Rubinstein, "Perfect equilibrium in a bargaining model", Econometrica 50
    (1982), 97-109.

    Examples
    --------
    >>> from consensus import rules
    >>> game = Bargaining(rules.by_majority(["a", "b", "c"]), {"a": "1/2", "b": "1/2"}, "0.9")
    >>> str(game.recognition["c"]), str(game.discount["c"])
    ('0', '9/10')
    """

    rule: Rule
    recognition: Any
    discount: Any

    def __post_init__(self) -> None:
        if not isinstance(self.rule, Rule):
            raise InvalidInput(f"rule: expected a rule, got {self.rule!r}")
        players = self.rule.players
        put = object.__setattr__
        if isinstance(self.recognition, Mapping):
            put(self, "recognition", self._chances(self.recognition))
        else:
            order = read_players(self.recognition, "recognition")
            if set(order) != set(players):
                raise InvalidInput("recognition: the order has to name every player of the rule")
            put(self, "recognition", order)
        given = self.discount
        if not isinstance(given, Mapping):
            given = dict.fromkeys(players, given)
        for player in given:
            if player not in players:
                raise InvalidInput(f"discount: {player!r} is not a player of the rule")
        read = {}
        for player in players:
            if player not in given:
                raise InvalidInput(f"discount: none for {player!r}")
            factor = exact_number(given[player], f"discount[{player!r}]")
            if not factor > 0 or factor > 1:
                raise InvalidInput(
                    f"discount[{player!r}]: expected a factor above 0, at most 1, got {factor}"
                )
            read[player] = factor
        put(self, "discount", read)

    @property
    def players(self) -> tuple[str, ...]:
        """The players of the rule."""
        return self.rule.players

    @property
    def in_turn(self) -> bool:
        """Whether the players propose in a fixed order."""
        return not isinstance(self.recognition, Mapping)

    def _chances(self, given: Mapping[str, object]) -> dict[str, Number]:
        for player in given:
            if player not in self.rule.players:
                raise InvalidInput(f"recognition: {player!r} is not a player of the rule")
        read = {p: exact_number(given.get(p, 0), f"recognition[{p!r}]") for p in self.rule.players}
        total: Any = 0
        for player, chance in read.items():
            if chance < 0:
                raise InvalidInput(f"recognition[{player!r}]: expected at least 0, got {chance}")
            total = total + chance
        if total != 1:
            raise InvalidInput(f"recognition: the chances sum to {total}, not to 1")
        return read


@dataclass(frozen=True, eq=False)
class BargainingProblem:
    """What the players can get by agreeing, and what each has otherwise.

    Parameters
    ----------
    feasible : sequence of points
        Payoffs of the agreements, in the order of `players`; lotteries over them, and giving
        payoff away, are feasible too.
    disagreement : sequence of numbers
    players : sequence of str, optional
        ``"1"``, ``"2"``, … when left out.

    Raises
    ------
    InvalidInput
        Without agreements, or for payoffs of the wrong number.

    References
    ----------
    Nash, "The bargaining problem", Econometrica 18 (1950), 155-162.

    Examples
    --------
    >>> BargainingProblem([(4, 0), (0, 2)], (0, 0)).players
    ('1', '2')
    """

    feasible: tuple[tuple[Number, ...], ...]
    disagreement: tuple[Number, ...]
    players: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        put = object.__setattr__
        start = _numbers(self.disagreement, "disagreement")
        given: Any = self.feasible
        if isinstance(given, str) or not isinstance(given, Iterable):
            raise InvalidInput(f"feasible: expected agreements, got {given!r}")
        points = tuple(_numbers(x, f"feasible[{i}]") for i, x in enumerate(given))
        if not points:
            raise InvalidInput("feasible: expected at least one agreement, got none")
        for i, point in enumerate(points):
            if len(point) != len(start):
                raise InvalidInput(f"feasible[{i}]: {len(point)} payoffs for {len(start)} players")
        names: Iterable[str] = self.players or tuple(str(i + 1) for i in range(len(start)))
        put(self, "players", read_players(names))
        if len(self.players) != len(start):
            raise InvalidInput(f"players: {len(self.players)} names for {len(start)} payoffs")
        put(self, "feasible", points)
        put(self, "disagreement", start)


def _numbers(values: Any, where: str) -> tuple[Number, ...]:
    if isinstance(values, str) or not isinstance(values, Sequence):
        raise InvalidInput(f"{where}: expected a sequence of numbers, got {values!r}")
    return tuple(exact_number(x, f"{where}[{i}]") for i, x in enumerate(values))
