"""The coalitions that decide and those that block, listed lazily."""

from __future__ import annotations

from collections.abc import Iterator

from .asked import about_rule
from .automaton import coefficients, reading_order
from .rule import Rule

__all__ = ["maximal_losing", "minimal_blocking", "minimal_winning"]


@about_rule
def minimal_winning(rule: Rule) -> Iterator[frozenset[str]]:
    """Every winning coalition that no member can leave, one at a time.

    A coalition wins when the decision passes with its members assenting and all others objecting.
    In a single quota each step of the search leads to a coalition; in joined quotas some steps
    lead nowhere. Memory: one row of totals a player.

    Parameters
    ----------
    rule : Rule

    Yields
    ------
    frozenset of str
        Each once, those of the players with the most weight first.

    Examples
    --------
    >>> from consensus.rules import by_weight
    >>> [sorted(s) for s in minimal_winning(by_weight({"a": 3, "b": 2, "c": 1}, 4))]
    [['a', 'b'], ['a', 'c']]
    """
    order = reading_order(rule)
    weights = coefficients(rule)
    adds = [tuple(a for a, _ in weights[player]) for player in order]
    kept = [t for t, add in enumerate(adds) if any(add)]
    order, adds = tuple(order[t] for t in kept), [adds[t] for t in kept]
    n = len(order)
    rest = [tuple(0 for _ in rule.quotas)]
    for add in reversed(adds):
        rest.append(_plus(rest[-1], add))
    rest.reverse()
    # Each entry: how many players were read, who of them is in, their totals.
    waiting: list[tuple[int, tuple[int, ...], tuple[int, ...]]] = [(0, (), rest[n])]
    while waiting:
        t, inside, totals = waiting.pop()
        if rule.decides(totals):
            if not any(rule.decides(_minus(totals, adds[i])) for i in inside):
                yield frozenset(order[i] for i in inside)
        elif t < n and rule.decides(_plus(totals, rest[t])):
            waiting.append((t + 1, inside, totals))
            waiting.append((t + 1, (*inside, t), _plus(totals, adds[t])))


@about_rule
def minimal_blocking(rule: Rule) -> Iterator[frozenset[str]]:
    """Every coalition that blocks by objecting, all others assenting, and would not with one less.

    Cost: that of `minimal_winning` for the dual rule.

    Examples
    --------
    >>> from consensus.rules import by_all_but
    >>> [sorted(s) for s in minimal_blocking(by_all_but(["a", "b", "c"]))]
    [['a', 'b'], ['a', 'c'], ['b', 'c']]
    """
    return minimal_winning(rule.dual())


@about_rule
def maximal_losing(rule: Rule) -> Iterator[frozenset[str]]:
    """Every coalition that loses and would win with any one more member.

    They are the complements of the minimal blocking coalitions.

    Examples
    --------
    >>> from consensus.rules import by_weight
    >>> [sorted(s) for s in maximal_losing(by_weight({"a": 3, "b": 2, "c": 1}, 4))]
    [['b', 'c'], ['a']]
    """
    everyone = frozenset(rule.players)
    return (everyone - coalition for coalition in minimal_blocking(rule))


def _plus(left: tuple[int, ...], right: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(x + y for x, y in zip(left, right, strict=True))


def _minus(left: tuple[int, ...], right: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(x - y for x, y in zip(left, right, strict=True))
