"""Common agency: several principals pay one agent for what it does; some may threaten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal, get_args

from ..errors import InvalidInput
from ..exact.read import Number, exact_number
from ..rules.rule import read_mapping, read_players

__all__ = ["Agency", "Threat"]

Counting = Literal["net", "gain", "saved"]


@dataclass(frozen=True)
class Threat:
    """A principal's power to harm the agent after one of its actions.

    The threat is carried out, and so counts, iff the reputation at stake is worth what the
    punishment costs: reputation >= punish_cost · harm.

    Parameters
    ----------
    action : str
        What is punished.
    harm : number
        What the agent loses, at least 0; the largest the principal can do.
    punish_cost : number
        What one unit of harm costs the principal, at least 0.
    reputation : number
        What its name is worth to the principal here, at least 0.
    counted : {"net", "gain", "saved"}
        What the principal's stakes leave out. ``"net"``: nothing, they are stated net of
        punishing. ``"gain"``: punishing earns it the reputation less the cost. ``"saved"``: not
        punishing would lose it the reputation.
    announced : bool
        Whether the principal names the size beforehand and is judged by doing what it said; it
        then chooses the largest credible harm, min(harm, reputation/punish_cost).

    Examples
    --------
    >>> Threat("uphold", harm=4, punish_cost=1, reputation=3).credible_harm
    0
    >>> Threat("uphold", harm=4, punish_cost=1, reputation=3, announced=True).credible_harm
    3
    """

    action: str
    harm: Any
    punish_cost: Any = 0
    reputation: Any = 0
    counted: Counting = "net"
    announced: bool = False

    def __post_init__(self) -> None:
        for name in ("harm", "punish_cost", "reputation"):
            value = exact_number(getattr(self, name), name)
            if value < 0:
                raise InvalidInput(f"{name}: expected at least 0, got {value}")
            object.__setattr__(self, name, value)
        if self.counted not in get_args(Counting):
            raise InvalidInput(f"counted: expected 'net', 'gain' or 'saved', got {self.counted!r}")

    @property
    def credible_harm(self) -> Number:
        """The harm the agent has to reckon with."""
        cost = self.punish_cost * self.harm
        if self.reputation >= cost:
            harm: Number = self.harm
            return harm
        if not self.announced:
            return 0
        return exact_number(Fraction(1) * self.reputation / self.punish_cost, "harm")

    @property
    def change_of_stake(self) -> Number:
        """What the threat adds to the principal's value of the punished action."""
        if self.counted == "net":
            return 0
        cost = self.punish_cost * (self.credible_harm if self.announced else self.harm)
        if self.counted == "gain":
            return exact_number(max(0, self.reputation - cost), "stake")
        return exact_number(-min(self.reputation, cost), "stake")


@dataclass(frozen=True, eq=False)
class Agency:
    """Principals who each promise the agent a payment for every action; then the agent chooses.

    Offers are binding, not negative, and tied to the action only.

    Parameters
    ----------
    stakes : mapping principal -> mapping action -> value
        What each action is worth to each principal; 0 for actions left out. A cost of pressing
        the agent is subtracted by whoever states the stakes.
    agent : mapping action -> value
        What each action is worth to the agent itself, payments and threats apart.
    threat : mapping principal -> Threat or iterable of Threat, optional

    Raises
    ------
    InvalidInput
        For an action that the agent does not have, or a value that is not a number.

    References
    ----------
    Bernheim and Whinston, "Menu auctions, resource allocation, and economic influence",
    Quarterly Journal of Economics 101 (1986), 1-31.

    Examples
    --------
    >>> chair = Agency({"west": {"uphold": 3}, "east": {"accommodate": 2}},
    ...                {"uphold": 0, "accommodate": 0})
    >>> chair.surplus("uphold"), chair.surplus("accommodate", ["east"])
    (3, 2)
    """

    stakes: Mapping[str, Mapping[str, Any]] = field(repr=False)
    agent: Mapping[str, Any]
    threat: Mapping[str, Any] | None = None

    def __post_init__(self) -> None:
        for name in ("stakes", "agent"):
            if not isinstance(getattr(self, name), Mapping):
                raise InvalidInput(f"{name}: expected a mapping, got {getattr(self, name)!r}")
        principals = read_players(self.stakes, "stakes")
        actions = read_players(self.agent, "agent")
        own = {a: exact_number(v, f"agent[{a!r}]") for a, v in self.agent.items()}
        stakes = {}
        for principal in principals:
            given, where = self.stakes[principal], f"stakes[{principal!r}]"
            if not isinstance(given, Mapping):
                raise InvalidInput(f"{where}: expected a mapping action -> value, got {given!r}")
            for action in given:
                if action not in own:
                    raise InvalidInput(f"{where}: {action!r} is not an action of the agent")
            stakes[principal] = {
                a: exact_number(given.get(a, 0), f"{where}[{a!r}]") for a in actions
            }
        threats: dict[str, tuple[Threat, ...]] = {}
        threat = {} if self.threat is None else self.threat
        for principal, given in read_mapping(threat, "threat", "principal -> Threat").items():
            if principal not in stakes:
                raise InvalidInput(f"threat: {principal!r} is not a principal")
            if not isinstance(given, Threat) and not isinstance(given, Iterable):
                raise InvalidInput(f"threat[{principal!r}]: expected a Threat, got {given!r:.60}")
            listed: Any = (given,) if isinstance(given, Threat) else tuple(given)
            for one in listed:
                if not isinstance(one, Threat) or one.action not in own:
                    raise InvalidInput(f"threat[{principal!r}]: not a threat against an action")
            threats[principal] = listed
        object.__setattr__(self, "stakes", stakes)
        object.__setattr__(self, "agent", own)
        object.__setattr__(self, "threat", threats)

    @property
    def principals(self) -> tuple[str, ...]:
        """The principals, in the order given."""
        return tuple(self.stakes)

    @property
    def actions(self) -> tuple[str, ...]:
        """The agent's actions, in the order given."""
        return tuple(self.agent)

    @cached_property
    def own(self) -> Mapping[str, Number]:
        """What each action is worth to the agent once credible threats are counted."""
        worth = dict(self.agent)
        for threats in (self.threat or {}).values():
            for one in threats:
                worth[one.action] = worth[one.action] - one.credible_harm
        return worth

    @cached_property
    def values(self) -> Mapping[str, Mapping[str, Number]]:
        """What each action is worth to each principal, the effect of its threats included."""
        worth = {p: dict(by_action) for p, by_action in self.stakes.items()}
        for principal, threats in (self.threat or {}).items():
            for one in threats:
                worth[principal][one.action] = worth[principal][one.action] + one.change_of_stake
        return worth

    def surplus(self, action: str, principals: Iterable[str] | None = None) -> Number:
        """What an action is worth to the agent and these principals together (all by default)."""
        if action not in self.own:
            raise InvalidInput(f"action: {action!r} is not an action of the agent")
        total = self.own[action]
        for principal in self.principals if principals is None else principals:
            if principal not in self.values:
                raise InvalidInput(f"principals: {principal!r} is not a principal")
            total = total + self.values[principal][action]
        return total
