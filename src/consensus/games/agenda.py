"""Several issues decided together: options, what they are worth to whom, and the rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import prod
from typing import Any

from immutabledict import immutabledict

from ..errors import InvalidInput
from ..exact.read import Exact, natural, rational, shown, tidy
from ..rules.rule import Rule
from .agenda_arrays import Arrays

__all__ = ["Agenda", "Issue", "Linkage"]


@dataclass(frozen=True, eq=False)
class Issue:
    """One issue: the options, one of which stands if nothing is agreed.

    Parameters
    ----------
    values : mapping player -> option -> number
        What each option is worth to each player, every option for every player.
    reversion : str
        The option that stands if the package fails. A package may also leave an issue there.
    uncompensable : iterable of str
        Players who trade this issue for nothing: they refuse every package that is worse for
        them here than the reversion, and what they gain here pays for nothing elsewhere.

    Attributes
    ----------
    options : tuple of str

    Examples
    --------
    >>> issue = Issue({"a": {"text": 2, "none": 0}, "b": {"text": -1, "none": 0}}, "none")
    >>> issue.options, issue.gain("b", "text")
    (('text', 'none'), -1)
    """

    values: Mapping[str, Mapping[str, Any]]
    reversion: str
    uncompensable: frozenset[str] = frozenset()
    options: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        if not isinstance(self.values, Mapping) or not self.values:
            raise InvalidInput(f"values: expected player -> option -> number, got {self.values!r}")
        put = object.__setattr__
        options: tuple[str, ...] | None = None
        read: dict[str, Mapping[str, Exact]] = {}
        for player, row in self.values.items():
            if not isinstance(row, Mapping):
                raise InvalidInput(f"values[{player!r}]: expected option -> number, got {row!r}")
            if options is None:
                options = tuple(row)
            for option in options:
                if option not in row:
                    raise InvalidInput(f"values[{player!r}]: no value for the option {option!r}")
            for option in row:
                if option not in options:
                    raise InvalidInput(f"values[{player!r}]: the others have no option {option!r}")
            read[player] = immutabledict(
                {o: rational(row[o], f"values[{player!r}][{o!r}]") for o in options}
            )
        assert options is not None
        if self.reversion not in options:
            raise InvalidInput(
                f"reversion: expected one of {', '.join(options)}, got {self.reversion!r}"
            )
        given: Any = self.uncompensable
        if isinstance(given, str):
            raise InvalidInput(f"uncompensable: expected players, got the text {given!r}")
        held = frozenset(given)
        for player in sorted(held):
            if player not in read:
                raise InvalidInput(f"uncompensable: {player!r} has no values here")
        put(self, "values", immutabledict(read))
        put(self, "uncompensable", held)
        put(self, "options", options)

    @classmethod
    def from_positions(
        cls,
        options: Mapping[str, object],
        positions: Mapping[str, object],
        saliences: Mapping[str, object],
        reversion: str,
        *,
        exponent: int = 1,
        beside: Mapping[str, Mapping[str, object]] | None = None,
        uncompensable: Iterable[str] = (),
    ) -> Issue:
        """Options and players as points on one scale: an option at distance d costs salience·dᵏ.

        Parameters
        ----------
        options : mapping option -> place
        positions, saliences : mapping player -> number
        reversion : str
        exponent : {1, 2}
            k: losses that grow with the distance, or with its square.
        beside : mapping option -> player -> number, optional
            Values of options that lie off the scale, such as "no mission".
        uncompensable : iterable of str

        Examples
        --------
        >>> issue = Issue.from_positions(
        ...     {"full": 1, "half": "1/2"}, {"a": 1, "b": 0}, {"a": 2, "b": 1}, "half")
        >>> issue.gain("a", "full"), issue.gain("b", "full")
        (1, Fraction(-1, 2))
        """
        power = natural(exponent, "exponent", least=1)
        if power > 2:
            raise InvalidInput(f"exponent: expected 1 or 2, got {power}")
        places = {o: rational(x, f"options[{o!r}]") for o, x in options.items()}
        off = dict(beside or {})
        for option in off:
            if option in places:
                raise InvalidInput(f"beside[{option!r}]: this option has a place in options too")
        for player in saliences:
            if player not in positions:
                raise InvalidInput(f"saliences[{player!r}]: no position for this player")
        values: dict[str, dict[str, object]] = {}
        for player, position in positions.items():
            ideal = rational(position, f"positions[{player!r}]")
            if player not in saliences:
                raise InvalidInput(f"saliences: no salience for {player!r}")
            weight = rational(saliences[player], f"saliences[{player!r}]")
            if weight < 0:
                raise InvalidInput(f"saliences[{player!r}]: expected at least 0, got {weight}")
            row: dict[str, object] = {}
            for option, place in places.items():
                distance = abs(Fraction(place) - Fraction(ideal))
                row[option] = tidy(-weight * distance * (distance if power == 2 else 1))
            for option, given in off.items():
                if player not in given:
                    raise InvalidInput(f"beside[{option!r}]: no value for {player!r}")
                row[option] = given[player]
            values[player] = row
        return cls(values, reversion, frozenset(uncompensable))

    def gain(self, player: str, option: str) -> Exact:
        """What an option is worth to a player over the reversion."""
        row = self.values[player]
        return tidy(Fraction(row[option] - row[self.reversion]))


@dataclass(frozen=True)
class Linkage:
    """A declared exception to additivity: what a player gains if all these options come together.

    Attributes
    ----------
    player : str
    options : tuple of (issue, option)
    value : number
        Added when the package holds all of them; negative for a loss.
    """

    player: str
    options: tuple[tuple[str, str], ...]
    value: Exact

    def __post_init__(self) -> None:
        given = self.options
        pairs = given.items() if isinstance(given, Mapping) else given
        object.__setattr__(self, "options", tuple(sorted((str(i), str(o)) for i, o in pairs)))
        object.__setattr__(self, "value", rational(self.value, f"linkage of {self.player!r}"))
        if len({issue for issue, _ in self.options}) < max(2, len(self.options)):
            raise InvalidInput("linkage: expected options of at least two different issues")


@dataclass(frozen=True, eq=False)
class Agenda:
    """Linked issues under one rule: a package names one option for every issue.

    A player consents to a package iff it is worth at least as much as the reversion of all issues
    less the player's cost of standing alone, and is no worse than the reversion on any issue that
    the player holds uncompensable (which is then left out of the sum). A package passes iff those
    who consent win when all others object.

    Parameters
    ----------
    issues : mapping name -> Issue
        Each with the same players, those of the rule.
    rule : Rule
    stand_alone_cost : mapping player -> number, optional
        What it costs a player to be seen blocking; 0 for those not named.
    linkages : iterable of Linkage
        Additive across issues unless declared here.

    Examples
    --------
    >>> from consensus import rules
    >>> agenda = Agenda({
    ...     "mission": Issue({"w": {"on": 3, "off": 0}, "r": {"on": -2, "off": 0}}, "off"),
    ...     "treaty": Issue({"w": {"on": -1, "off": 0}, "r": {"on": 4, "off": 0}}, "off"),
    ... }, rules.by_consensus(["w", "r"]))
    >>> agenda.passes({"mission": "on", "treaty": "off"})
    False
    >>> agenda.passes({"mission": "on", "treaty": "on"})
    True
    """

    issues: Mapping[str, Issue]
    rule: Rule
    stand_alone_cost: Mapping[str, Any] = field(default_factory=dict)
    linkages: tuple[Linkage, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.issues, Mapping) or not self.issues:
            raise InvalidInput(f"issues: expected a mapping name -> Issue, got {self.issues!r}")
        if not isinstance(self.rule, Rule):
            raise InvalidInput(f"rule: expected a Rule, got {self.rule!r}")
        if not isinstance(self.stand_alone_cost, Mapping):
            raise InvalidInput(
                f"stand_alone_cost: expected player -> number, got {self.stand_alone_cost!r}"
            )
        players = set(self.rule.players)
        for name, issue in self.issues.items():
            if not isinstance(issue, Issue):
                raise InvalidInput(f"issues[{name!r}]: expected an Issue, got {issue!r}")
            for player in self.rule.players:
                if player not in issue.values:
                    raise InvalidInput(f"issues[{name!r}]: no values for {player!r}")
            for player in issue.values:
                if player not in players:
                    raise InvalidInput(f"issues[{name!r}]: {player!r} is not a player of the rule")
        costs: dict[str, Exact] = {}
        for player, cost in self.stand_alone_cost.items():
            where = f"stand_alone_cost[{player!r}]"
            if player not in players:
                raise InvalidInput(f"{where}: not a player of the rule")
            costs[player] = rational(cost, where)
            if costs[player] < 0:
                raise InvalidInput(f"{where}: expected at least 0, got {shown(costs[player])}")
        put = object.__setattr__
        put(self, "issues", immutabledict(dict(self.issues)))
        put(self, "stand_alone_cost", immutabledict(costs))
        put(self, "linkages", tuple(self.linkages))
        for link in self.linkages:
            if not isinstance(link, Linkage):
                raise InvalidInput(f"linkages: expected a Linkage, got {link!r:.80}")
            if link.player not in players:
                raise InvalidInput(f"linkages: {link.player!r} is not a player of the rule")
            for name, option in link.options:
                if name not in self.issues or option not in self.issues[name].options:
                    raise InvalidInput(f"linkages: no option {option!r} of an issue {name!r}")

    @property
    def players(self) -> tuple[str, ...]:
        """The players, in the order of the rule."""
        return self.rule.players

    @cached_property
    def size(self) -> int:
        """The number of packages."""
        return prod(len(issue.options) for issue in self.issues.values())

    @property
    def reversion(self) -> dict[str, str]:
        """The package that stands if nothing is agreed."""
        return {name: issue.reversion for name, issue in self.issues.items()}

    def read_package(self, package: Mapping[str, str]) -> dict[str, str]:
        """One option for every issue, in the order of the issues."""
        if not isinstance(package, Mapping):
            raise InvalidInput(f"package: expected a mapping issue -> option, got {package!r}")
        for name, issue in self.issues.items():
            if name not in package:
                raise InvalidInput(f"package: no option for the issue {name!r}")
            if package[name] not in issue.options:
                raise InvalidInput(f"package[{name!r}]: no option {package[name]!r}")
        for name in package:
            if name not in self.issues:
                raise InvalidInput(f"package: no issue {name!r}")
        return {name: package[name] for name in self.issues}

    def gain(self, player: str, package: Mapping[str, str]) -> Exact:
        """What a package is worth to a player over the reversion, all issues counted."""
        read = self.read_package(package)
        return tidy(Fraction(self._gain(player, read, self.issues)))

    def surplus(self, player: str, package: Mapping[str, str]) -> Exact:
        """What a player could give up and still consent: the gain on what it trades, plus the
        cost of standing alone; negative if it objects for want of compensation."""
        read = self.read_package(package)
        traded = {n: i for n, i in self.issues.items() if player not in i.uncompensable}
        cost = self.stand_alone_cost.get(player, 0)
        return tidy(Fraction(self._gain(player, read, traded) + cost))

    def refused(self, player: str, package: Mapping[str, str]) -> tuple[str, ...]:
        """The uncompensable issues on which a package is worse for a player than the reversion."""
        read = self.read_package(package)
        return tuple(
            name
            for name, issue in self.issues.items()
            if player in issue.uncompensable and issue.gain(player, read[name]) < 0
        )

    def consents(self, player: str, package: Mapping[str, str]) -> bool:
        """Whether the player does not object to the package."""
        return self.surplus(player, package) >= 0 and not self.refused(player, package)

    def objectors(self, package: Mapping[str, str]) -> tuple[str, ...]:
        """The players who object to a package."""
        return tuple(p for p in self.players if not self.consents(p, package))

    def passes(self, package: Mapping[str, str]) -> bool:
        """Whether the package passes under the rule."""
        against = set(self.objectors(package))
        return self.rule.wins([p for p in self.players if p not in against])

    def _gain(self, player: str, read: Mapping[str, str], among: Mapping[str, Issue]) -> Any:
        total: Any = sum((i.gain(player, read[n]) for n, i in among.items()), start=0)
        for link in self.linkages:
            if link.player == player and all(name in among for name, _ in link.options):
                now = all(read[name] == option for name, option in link.options)
                then = all(self.issues[n].reversion == option for n, option in link.options)
                total = total + (int(now) - int(then)) * link.value
        return total

    @cached_property
    def arrays(self) -> Arrays:
        """The gains as whole numbers in arrays, for searching."""
        return Arrays.of(self)
