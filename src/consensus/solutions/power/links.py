"""The Myerson index: power where players can act together only if they are in touch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import factorial

from ...errors import InvalidInput, TooLarge
from ...exact.read import tidy
from ...rules.asked import about_rule
from ...rules.automaton import coefficients
from ...rules.rule import Rule
from ..declared import untraceable
from ..solution import Values
from .pivots import shapley_shubik
from .swings import COUNTS

__all__ = ["myerson_index"]

_MOST_CONNECTED = 500_000


@untraceable(COUNTS)
@about_rule
def myerson_index(rule: Rule, *, links: Iterable[tuple[str, str]]) -> Values:
    """The Shapley-Shubik index where a coalition acts only through its connected parts.

    A coalition is worth the number of its connected components that win (at most 1 under a
    proper rule). Cost: the connected coalitions, which are listed; where everyone is linked to
    everyone it is the cost of `shapley_shubik`.

    Parameters
    ----------
    rule : Rule
    links : iterable of (str, str)
        Who talks to whom, in either order.

    Returns
    -------
    Values
        Exact; within each component of the graph they add up to 1 if the component wins, else 0.

    Raises
    ------
    TooLarge
        If there are more than half a million connected coalitions.

    References
    ----------
    R. B. Myerson, "Graphs and cooperation in games", Mathematics of Operations Research 2 (1977),
    225-229.

    Examples
    --------
    >>> from consensus import rules
    >>> rule = rules.by_majority(["a", "b", "c"])
    >>> v = myerson_index(rule, links=[("a", "b"), ("b", "c")])
    >>> v["a"], v["b"], v["c"]
    (Fraction(1, 6), Fraction(2, 3), Fraction(1, 6))
    """
    near = _neighbours(rule, links)
    n = len(rule.players)
    if all(around.bit_count() == n - 1 for around in near):
        complete = shapley_shubik(rule)
        return Values("myerson_index", rule, complete, evidence={"links": n * (n - 1) // 2})
    weights = coefficients(rule)
    adds = [[a for a, _ in weights[player]] for player in rule.players]
    sums = [Fraction()] * n
    counted: dict[tuple[int, int], list[int]] = {}
    for met, (inside, around) in enumerate(_connected(near)):
        if met >= _MOST_CONNECTED:
            raise TooLarge(
                "listing connected coalitions",
                met + 1,
                _MOST_CONNECTED,
                "use fewer links, or shapley_shubik if nearly everyone is linked to everyone",
                unit="coalitions",
            )
        members = [i for i in range(n) if inside >> i & 1]
        if not rule.decides([sum(adds[i][j] for i in members) for j in range(len(rule.quotas))]):
            continue
        # Tally the in and the around by their sizes; the fractions come at the end.
        row = counted.setdefault((len(members), around.bit_count()), [0] * (2 * n))
        for i in members:
            row[i] += 1
        for i in range(n):
            if around >> i & 1:
                row[n + i] += 1
    for (s, b), row in counted.items():
        of_member = Fraction(factorial(s - 1) * factorial(b), factorial(s + b))
        of_neighbour = Fraction(factorial(s) * factorial(b - 1), factorial(s + b)) if b else 0
        for i in range(n):
            sums[i] += row[i] * of_member - row[n + i] * of_neighbour
    values = {player: tidy(value) for player, value in zip(rule.players, sums, strict=True)}
    many = sum(around.bit_count() for around in near) // 2
    return Values("myerson_index", rule, values, evidence={"links": many})


def _neighbours(rule: Rule, links: Iterable[tuple[str, str]]) -> list[int]:
    """For each player the others they are linked to, as bits."""
    place = {player: i for i, player in enumerate(rule.players)}
    near = [0] * len(place)
    if not isinstance(links, Iterable):
        raise InvalidInput(f"links: expected pairs of players, got {links!r}")
    for k, link in enumerate(links):
        if not isinstance(link, (tuple, list, frozenset, set)) or len(link) != 2:
            raise InvalidInput(f"links[{k}]: expected a pair of players, got {link!r}")
        one, two = link
        for player in (one, two):
            if player not in rule.players:
                raise InvalidInput(f"links[{k}]: {player!r} is not a player of this rule")
        if one == two:
            raise InvalidInput(f"links[{k}]: {one!r} is linked to itself")
        near[place[one]] |= 1 << place[two]
        near[place[two]] |= 1 << place[one]
    return near


def _connected(near: list[int]) -> Iterator[tuple[int, int]]:
    """Every connected set with its neighbourhood, as bits, each once."""
    for root in range(len(near)):
        forbidden = (1 << root) - 1
        waiting = [(1 << root, near[root], forbidden | 1 << root)]
        while waiting:
            inside, around, shut = waiting.pop()
            free = around & ~shut
            if not free:
                yield inside, around
                continue
            one = free & -free
            waiting.append((inside, around, shut | one))
            grown = inside | one
            waiting.append((grown, (around | near[one.bit_length() - 1]) & ~grown, shut | one))
