"""Minimal winning coalitions counted without listing them.

In a single quota, players read largest first, a coalition is minimal exactly when its last member
makes it win. In joined quotas the automaton follows, beside the coalition's own state, the states
in which it would be without one of its members; those that lack more than another are dropped.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..errors import TooLarge
from .asked import about_rule
from .automaton import FAILS, PASSES, Array, Automaton, automaton_of
from .counting import Tally, Weighing, tally
from .rule import Rule

__all__ = [
    "count_maximal_losing",
    "count_minimal_blocking",
    "count_minimal_winning",
    "minimal_tally",
]

INCLUDED = Weighing(((0, 1), (1, 0)), (1, 0))
_MOST_PAIRS = 1_000_000

#: Beside the state of the coalition, the states without one member each.
Pair = tuple[int, frozenset[int]]
_DONE: Pair = (PASSES, frozenset())


@about_rule
def count_minimal_winning(rule: Rule) -> int:
    """How many minimal winning coalitions there are, without listing them.

    Cost: states of the rule's automaton for one quota; for joined quotas states times the
    different ways in which members can be spared.

    Raises
    ------
    TooLarge
        If there are too many states.

    Examples
    --------
    >>> from consensus.rules import by_majority
    >>> count_minimal_winning(by_majority([f"p{i}" for i in range(100)], 51))
    98913082887808032681188722800
    """
    return sum(minimal_tally(rule).passing)


@about_rule
def count_minimal_blocking(rule: Rule) -> int:
    """How many minimal blocking coalitions there are; cost as `count_minimal_winning`.

    Examples
    --------
    >>> from consensus.rules import by_consensus
    >>> count_minimal_blocking(by_consensus(["a", "b", "c"]))
    3
    """
    return count_minimal_winning(rule.dual())


@about_rule
def count_maximal_losing(rule: Rule) -> int:
    """How many maximal losing coalitions there are: the complements of the minimal blocking."""
    return count_minimal_blocking(rule)


@lru_cache(maxsize=4)
def minimal_tally(rule: Rule) -> Tally:
    """Minimal winning coalitions by size, and for each player by how many others are in them."""
    automaton = automaton_of(rule, keep=len(rule.quotas) > 1)
    if len(rule.quotas) == 1:
        return tally(_last_member_decides(automaton), INCLUDED)
    return tally(_paired(automaton), INCLUDED)


def _last_member_decides(automaton: Automaton) -> Automaton:
    """Where a step used to pass it now leads to one more state, done, in which nobody may join."""
    steps = []
    n = len(automaton.players)
    for t, step in enumerate(automaton.steps):
        width = automaton.steps[t + 1].shape[1] if t + 1 < n else 0
        done = width + 2 if t + 1 < n else PASSES
        moved = np.where(step == PASSES, done, step).astype(np.int32)
        if t:
            ending = np.array([[FAILS], [done]], dtype=np.int32)
            moved = np.concatenate([moved, ending], axis=1)
        steps.append(moved)
    return Automaton(automaton.players, automaton.classes, tuple(steps), automaton.ballots)


def _paired(automaton: Automaton) -> Automaton:
    """The automaton of pairs: the coalition's state, and its states without one member each."""
    n = len(automaton.players)
    here: dict[Pair, int] = {(2, frozenset()): 2}
    steps: list[Array] = []
    pairs = 0
    for t in range(n):
        last = t + 1 == n
        lacking = [] if last else automaton.lacking[t + 1]
        assent, refuse = automaton.steps[t].tolist()
        following: dict[Pair, int] = {}
        step = np.zeros((2, len(here)), dtype=np.int32)
        for (state, without), number in here.items():
            for row, pair in enumerate(
                (
                    _joined(state, without, assent, refuse, lacking),
                    _stayed_out(state, without, refuse, lacking),
                )
            ):
                if pair is None:
                    continue
                if last:
                    step[row, number - 2] = PASSES if pair == _DONE else FAILS
                else:
                    step[row, number - 2] = following.setdefault(pair, len(following) + 2)
        steps.append(step)
        here = following
        pairs += len(following)
        if pairs > _MOST_PAIRS:
            raise TooLarge(
                "counting minimal winning coalitions",
                pairs,
                _MOST_PAIRS,
                "list some of them with minimal_winning, or merge players",
                unit="states",
            )
    return Automaton(automaton.players, automaton.classes, tuple(steps), automaton.ballots)


def _joined(
    state: int,
    without: frozenset[int],
    assent: list[int],
    refuse: list[int],
    lacking: list[tuple[int, ...]],
) -> Pair | None:
    """The pair once the player has joined; None where the coalition cannot be minimal."""
    if state == PASSES:
        return None
    moved = assent[state - 2]
    if moved == FAILS:
        return None
    spared = {assent[other - 2] for other in without}
    spared.add(refuse[state - 2])
    if PASSES in spared:
        return None
    if moved == PASSES:
        return _DONE
    return _pair(moved, spared, lacking)


def _stayed_out(
    state: int, without: frozenset[int], refuse: list[int], lacking: list[tuple[int, ...]]
) -> Pair | None:
    """The pair once the player has stayed out."""
    if state == PASSES:
        return _DONE
    moved = refuse[state - 2]
    if moved == FAILS:
        return None
    return _pair(moved, {refuse[other - 2] for other in without}, lacking)


def _pair(state: int, without: set[int], lacking: list[tuple[int, ...]]) -> Pair | None:
    """The pair without states that fail or lack more than others; None if a member is idle."""
    without.discard(FAILS)
    own = lacking[state - 2]
    rows = {other: lacking[other - 2] for other in without}
    if any(_no_more(row, own) for row in rows.values()):
        return None
    kept = frozenset(
        one
        for one, row in rows.items()
        if not any(other != one and _no_more(rows[other], row) for other in rows)
    )
    return state, kept


def _no_more(row: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(x <= y for x, y in zip(row, other, strict=True))
