"""Properties of rules: proper, strong, dummies, dictators, desirability, the Nakamura number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import inf

from ..errors import InvalidInput, TooLarge
from .asked import about_rule
from .attendance import narrowed
from .automaton import coefficients, difference, reading_order
from .counting import count_swings
from .rule import Ballot, Quota, Rule

__all__ = [
    "Desirability",
    "desirability",
    "dictator",
    "dummies",
    "implies",
    "is_dictator",
    "is_dummy",
    "is_proper",
    "is_strong",
    "is_swap_robust",
    "nakamura_number",
    "replacement",
    "same_decisions",
]

_MOST_PACKINGS = 500_000


@about_rule
def implies(rule: Rule, other: Rule) -> bool:
    """Whether whatever passes under `rule` passes under `other`, on all three ballots.

    Cost: one automaton of both rules joined.

    Raises
    ------
    InvalidInput
        If the two rules have different players.
    TooLarge
        If the automaton has too many states.

    Examples
    --------
    >>> from consensus.rules import by_all_but, by_consensus
    >>> implies(by_consensus(["a", "b"]), by_all_but(["a", "b"]))
    True
    """
    return difference(rule, _same_players(rule, other), abstention=True) is None


@about_rule
def same_decisions(rule: Rule, other: Rule) -> bool:
    """Whether two rules decide alike on all 3ⁿ ballots, however they are written.

    Cost and errors: as `implies`, twice.

    Examples
    --------
    >>> from consensus.rules import by_majority, by_weight
    >>> same_decisions(by_majority(["a", "b", "c"]), by_weight({"a": 49, "b": 49, "c": 2}, 51))
    True
    """
    other = _same_players(rule, other)
    return implies(rule, other) and implies(other, rule)


@about_rule
def is_proper(rule: Rule) -> bool:
    """Whether no two disjoint coalitions both win.

    Examples
    --------
    >>> from consensus.rules import by_majority
    >>> is_proper(by_majority(["a", "b", "c"])), is_proper(by_majority(["a", "b"], 1))
    (True, False)
    """
    return difference(rule, rule.dual()) is None


@about_rule
def is_strong(rule: Rule) -> bool:
    """Whether of any coalition and its complement at least one wins.

    Examples
    --------
    >>> from consensus.rules import by_consensus, by_majority
    >>> is_strong(by_majority(["a", "b", "c"])), is_strong(by_consensus(["a", "b"]))
    (True, False)
    """
    return difference(rule.dual(), rule) is None


@about_rule
def is_dummy(rule: Rule, player: str) -> bool:
    """Whether the player never makes a losing coalition win.

    Examples
    --------
    >>> from consensus.rules import by_weight
    >>> is_dummy(by_weight({"a": 2, "b": 2, "c": 1}, 4), "c")
    True
    """
    _known(rule, player)
    return player in dummies(rule)


@about_rule
def dummies(rule: Rule) -> tuple[str, ...]:
    """The players who never make a losing coalition win, in the order of the players.

    Cost: as `solutions.banzhaf`.
    """
    swings = count_swings(rule).of
    return tuple(player for player in rule.players if swings[player][0] == 0)


@about_rule
def is_dictator(rule: Rule, player: str) -> bool:
    """Whether the rule passes exactly when the player assents, whatever the others do.

    The others count as assenting or objecting, and so does the player.

    Examples
    --------
    >>> from consensus.rules import by_weight
    >>> is_dictator(by_weight({"a": 3, "b": 1}, 3), "a")
    True
    """
    _known(rule, player)
    return rule.wins({player}) and rule.blocks({player})


@about_rule
def dictator(rule: Rule) -> str | None:
    """The player who alone decides, or None."""
    return next((player for player in rule.players if is_dictator(rule, player)), None)


@dataclass(frozen=True)
class Desirability:
    """Who is at least as desirable as a partner as whom.

    Attributes
    ----------
    rule : Rule
    above : mapping str -> frozenset of str
        For each player, those whom the player can replace in every winning coalition.
    """

    rule: Rule
    above: Mapping[str, frozenset[str]]

    def at_least(self, player: str, other: str) -> bool:
        """Whether `player` can take the place of `other` in every winning coalition."""
        _known(self.rule, player)
        _known(self.rule, other)
        return other in self.above[player]

    @cached_property
    def complete(self) -> bool:
        """Whether any two players can be compared."""
        players = self.rule.players
        return all(
            q in self.above[p] or p in self.above[q]
            for i, p in enumerate(players)
            for q in players[i:]
        )

    @cached_property
    def classes(self) -> tuple[tuple[str, ...], ...]:
        """Players who can replace each other, the classes that stand above more players first."""
        left = list(self.rule.players)
        found = []
        while left:
            alike = tuple(q for q in left if q in self.above[left[0]] and left[0] in self.above[q])
            found.append(alike)
            left = [q for q in left if q not in alike]
        return tuple(sorted(found, key=lambda alike: -len(self.above[alike[0]])))


@about_rule
def desirability(rule: Rule) -> Desirability:
    """Compare every two players as partners; cost: up to players² small automata.

    Player i is at least as desirable as j if i can take j's place in every winning coalition
    that has j and not i. Pairs that the weights or transitivity settle cost nothing.

    References
    ----------
    J. R. Isbell, "A class of simple games", Duke Mathematical Journal 25 (1958), 423-439.

    Examples
    --------
    >>> from consensus.rules import by_weight
    >>> desirability(by_weight({"a": 4, "b": 3, "c": 2}, 5)).classes
    (('a', 'b', 'c'),)
    """
    order = reading_order(rule)
    weights = coefficients(rule)
    above: dict[str, set[str]] = {player: {player} for player in order}
    for i, player in enumerate(order):
        for other in order[i + 1 :]:
            for high, low in ((player, other), (other, player)):
                if low in above[high]:
                    continue
                heavier = all(
                    a >= c for (a, _), (c, _) in zip(weights[high], weights[low], strict=True)
                )
                if heavier or replacement(rule, high, low) is None:
                    above[high].add(low)
        # Whoever stands level with this player stands above the same others.
        for other in order[i + 1 :]:
            if other in above[player] and player in above[other]:
                above[other] |= above[player]
    return Desirability(rule, {p: frozenset(above[p]) for p in rule.players})


@about_rule
def is_swap_robust(rule: Rule) -> bool:
    """Whether no swap of one player each turns two winning coalitions into two losing ones.

    This holds exactly when any two players can be compared by `desirability`.

    References
    ----------
    A. D. Taylor and W. S. Zwicker, Simple Games (1999), prop. 3.2.6.
    """
    return desirability(rule).complete


@about_rule
def nakamura_number(rule: Rule) -> float:
    """The least number of winning coalitions that have no member in common; infinite with a veto.

    With fewer options than this number, majority preferences under the rule cannot cycle. Cost:
    players times the ways to fill that many bins, found largest player first; exponential at worst.

    Returns
    -------
    int or math.inf

    Raises
    ------
    TooLarge
        If there are too many ways to fill the bins.

    References
    ----------
    K. Nakamura, "The vetoers in a simple game with ordinal preferences", International Journal
    of Game Theory 8 (1979), 55-61.

    Examples
    --------
    >>> from consensus.rules import by_consensus, by_majority
    >>> nakamura_number(by_majority(["a", "b", "c", "d", "e"], 4))
    5
    >>> nakamura_number(by_consensus(["a", "b"]))
    inf
    """
    if rule.vetoers:
        return inf
    bins = 2
    for quota in _needed(rule):
        bins = max(bins, -(-quota.size // (quota.size - quota.reach)))
    while not _fills(rule, bins):
        bins += 1
    return bins


def _needed(rule: Rule) -> tuple[Quota, ...]:
    """The quotas that every winning coalition reaches, as far as the structure shows."""
    if isinstance(rule.structure, Quota):
        return (rule.structure,)
    if rule.structure.kind == "or":
        return ()
    return tuple(part for part in rule.structure.parts if isinstance(part, Quota))


def _fills(rule: Rule, bins: int) -> bool:
    """Whether all players fit into that many bins, each leaving a winning coalition outside."""
    weights = coefficients(rule)
    order = [player for player in reading_order(rule) if any(a for a, _ in weights[player])]
    adds = [tuple(a for a, _ in weights[player]) for player in order]
    needed = [(j, quota.reach) for j, quota in enumerate(rule.quotas) if quota in _needed(rule)]
    left = [tuple(sum(add[j] for add in adds[t:]) for j in range(len(rule.quotas)))
            for t in range(len(adds) + 1)]  # fmt: skip
    start = (0, tuple([tuple(quota.size for quota in rule.quotas)] * bins))
    seen = {start}
    waiting = [start]
    while waiting:
        t, outside = waiting.pop()
        if t == len(order):
            return True
        for i in reversed(range(bins)):
            if i and outside[i] == outside[i - 1]:
                continue
            less = tuple(total - a for total, a in zip(outside[i], adds[t], strict=True))
            if not rule.decides(less):
                continue
            moved = tuple(sorted((*outside[:i], less, *outside[i + 1 :])))
            room = all(
                sum(bin_[j] - reach for bin_ in moved) >= left[t + 1][j] for j, reach in needed
            )
            if room and (t + 1, moved) not in seen:
                seen.add((t + 1, moved))
                waiting.append((t + 1, moved))
        if len(seen) > _MOST_PACKINGS:
            raise TooLarge(
                f"the Nakamura number of a rule with {len(order)} players",
                len(seen),
                _MOST_PACKINGS,
                "merge players into blocs",
                unit="ways to fill the bins",
            )
    return False


def replacement(rule: Rule, high: str, low: str) -> frozenset[str] | None:
    """Others who win with `low` and lose with `high` in their place, or None if there are none."""
    with_low = _given(rule, {high: "object", low: "assent"})
    with_high = _given(rule, {high: "assent", low: "object"})
    others = frozenset(rule.players) - {high, low}
    if with_low is False or with_high is True:
        return None
    if with_high is False:
        return others
    if with_low is True:
        return frozenset()
    assert isinstance(with_low, Rule)
    assert isinstance(with_high, Rule)
    ballots = difference(with_low, with_high)
    if ballots is None:
        return None
    return frozenset(player for player, ballot in ballots.items() if ballot == "assent")


def _given(rule: Rule, fixed: Mapping[str, Ballot]) -> Rule | bool:
    """The rule of the others once some ballots are fixed, or its outcome if that is settled."""
    part = narrowed(rule.structure, fixed)
    if isinstance(part, bool):
        return part
    return Rule(tuple(p for p in rule.players if p not in fixed), part)


def _same_players(rule: Rule, other: Rule) -> Rule:
    if not isinstance(other, Rule):
        raise InvalidInput(f"rule: expected a Rule, got {other!r}")
    for one, two in ((rule, other), (other, rule)):
        for player in one.players:
            if player not in two.players:
                raise InvalidInput(f"players: {player!r} is a player of one of the two rules only")
    return Rule(rule.players, other.structure)


def _known(rule: Rule, player: str) -> None:
    if player not in rule.players:
        raise InvalidInput(f"player: {player!r} is not a player of this rule")
