"""Exact counts over all ballots of a rule, of any size.

A `Weighing` says what each ballot is worth: a polynomial c0 + c1·y in a mark y, and how the
outcome after it counts for the player who casts it. One backward and one forward pass over the
automaton then give, for every player, the polynomial

    Σ over the ballots of the others  (their worth) · Σ_b gain_b · [the rule passes]

Counts up to 2⁵³ are exact in doubles; larger ones are taken modulo primes below 2²¹, where sums of
products stay exact in doubles, and put together by the Chinese remainder theorem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import comb
from typing import Any

import numpy as np

from ..errors import TooLarge
from .asked import about_rule
from .automaton import PASSES, Array, Automaton, automaton_of
from .quota_sums import swings_by_sums
from .rule import Rule

__all__ = [
    "BANZHAF",
    "BANZHAF_ABSTENTION",
    "SHAPLEY",
    "SHAPLEY_ABSTENTION",
    "Tally",
    "Weighing",
    "backward",
    "count_passing",
    "count_swings",
    "exact_table",
    "forward",
    "reduced",
    "swings_from",
    "tally",
]

_EXACT = 1 << 53
_PRIME = 1 << 21
_CHUNK = 2048
_MOST_CELLS = 40_000_000
_HOW_ELSE = "give a tolerance=, draw samples= with random=, or merge players into blocs"


@dataclass(frozen=True)
class Weighing:
    """What each ballot is worth to the others, and how it counts for the one who casts it.

    Attributes
    ----------
    worth : tuple of (c0, c1)
        One pair a ballot, in the order assent, (abstain,) object.
    gains : tuple of int
        One number a ballot.
    """

    worth: tuple[tuple[int, int], ...]
    gains: tuple[int, ...]

    @property
    def marked(self) -> bool:
        """Whether the mark y is used, so that counts come by size."""
        return any(c1 for _, c1 in self.worth)


#: Swings: the others' ballots with which assenting passes and objecting does not.
BANZHAF = Weighing(((1, 0), (1, 0)), (1, -1))
BANZHAF_ABSTENTION = Weighing(((1, 0), (1, 0), (1, 0)), (1, 0, -1))
#: The same by the number of others who assent.
SHAPLEY = Weighing(((0, 1), (1, 0)), (1, -1))
#: By the number of others who voted before, with any ballot; those after them object.
SHAPLEY_ABSTENTION = Weighing(((0, 1), (0, 1), (1, 1)), (1, 1, -2))


@dataclass(frozen=True)
class Tally:
    """Polynomials in y as lists of whole numbers, lowest power first.

    Attributes
    ----------
    passing : list of int
        The worth of all ballots that pass.
    of : mapping player -> list of int
        What the module's formula gives for each player.
    """

    passing: list[int]
    of: dict[str, list[int]]


def count_swings(rule: Rule, *, abstention: bool = False, by_size: bool = False) -> Tally:
    """For each player, in how many ways the others can leave the outcome to them.

    Parameters
    ----------
    rule : Rule
    abstention : bool
        Whether the others may abstain too.
    by_size : bool
        Whether to count by the size of the coalition before the player, as Shapley values need.

    Returns
    -------
    Tally
        Exact whole numbers of any size.
    """
    if not abstention:
        sums = swings_by_sums(rule, by_size=by_size)
        if sums is not None:
            passing, of = sums
            return Tally(passing, of)
    if by_size:
        weighing = SHAPLEY_ABSTENTION if abstention else SHAPLEY
    else:
        weighing = BANZHAF_ABSTENTION if abstention else BANZHAF
    return tally(automaton_of(rule, abstention=abstention), weighing)


@about_rule
def count_passing(rule: Rule, *, abstention: bool = False) -> int:
    """How many of the 2ⁿ (with abstention 3ⁿ) ballots pass.

    Examples
    --------
    >>> from consensus.rules import by_consensus
    >>> count_passing(by_consensus(["a", "b", "c"]), abstention=True)
    8
    """
    worth = ((1, 0),) * (3 if abstention else 2)
    automaton = automaton_of(rule, abstention=abstention)
    return _combined(automaton, Weighing(worth, (0,) * len(worth)), wanted=False).passing[0]


def tally(automaton: Automaton, weighing: Weighing) -> Tally:
    """Count over an automaton; cost: states × (1 or n²) × one pass for every 21 bits of the counts.

    Raises
    ------
    TooLarge
        If the counts of one pass would not fit in a third of a gigabyte; nothing is allocated.
    """
    return _combined(automaton, weighing, wanted=True)


def _combined(automaton: Automaton, weighing: Weighing, *, wanted: bool) -> Tally:
    n = len(automaton.players)
    cells = sum(
        (step.shape[1] + 2) * (n - t + 1 if weighing.marked else 1)
        for t, step in enumerate(automaton.steps)
    )
    if cells > _MOST_CELLS:
        raise TooLarge("counting by size", cells, _MOST_CELLS, _HOW_ELSE, unit="cells")
    each = sum(c0 + c1 for c0, c1 in weighing.worth)
    gains = max(1, sum(abs(gain) for gain in weighing.gains))
    of_others, of_all = each ** (n - 1) * gains, each**n
    if weighing.worth == SHAPLEY.worth:
        # Nothing is counted that has another size than its own.
        of_others, of_all = comb(n - 1, (n - 1) // 2), comb(n, n // 2)
    table = exact_table(
        lambda prime: _one_pass(automaton, weighing, prime, wanted), of_others, max(of_all, gains)
    )
    return _named(automaton, table[0], table[1:])


def exact_table(
    work: Callable[[int], Array], most: int, largest: int | None = None
) -> list[list[int]]:
    """A table of whole numbers, none negative, from what `work` gives modulo primes.

    ``work(prime)`` returns whole numbers modulo the prime. ``work(0)``, asked for when no number
    it handles exceeds `most` below 2⁵³, returns the numbers themselves. `largest` bounds the
    entries of the table, `most` when left out.
    """
    if most < _EXACT:
        plain: list[list[int]] = work(0).astype(np.int64).tolist()
        return plain
    known: Any = None
    modulus = 1
    for prime in _primes():
        known = _lifted(known, modulus, work(prime).astype(np.int64), prime)
        modulus *= prime
        if modulus > max(most, largest or 0):
            break
    table: list[list[int]] = known.tolist()
    return table


def _named(automaton: Automaton, passing: list[int], rows: list[list[int]]) -> Tally:
    """Rows stand for classes of equal players, in the order of their first members."""
    firsts = sorted(set(automaton.classes))
    place = {first: i for i, first in enumerate(firsts)}
    of = {
        player: rows[place[kind]] if rows else []
        for player, kind in zip(automaton.players, automaton.classes, strict=True)
    }
    return Tally(passing, of)


def _one_pass(automaton: Automaton, weighing: Weighing, prime: int, wanted: bool) -> Array:
    """The polynomials modulo a prime (0: as they are), of all ballots and then of each class."""
    n = len(automaton.players)
    later = backward(automaton, weighing, prime)
    width = n + 1 if weighing.marked else 1
    rows = [_passing(automaton.steps[0], later[1], weighing, width)]
    if wanted:
        firsts = set(automaton.classes)
        last = max(firsts)
        reached = np.ones((1, 1))
        for t, step in enumerate(automaton.steps):
            if t in firsts:
                rows.append(swings_from(reached, step, later[t + 1], weighing, prime, width))
            if t == last:
                break
            after = later[t + 1].shape[0]
            later[t] = np.zeros((0, 0))
            reached = forward(reached, step, after, weighing, prime)
    return np.array(rows)


def _passing(step: Array, later: Array, weighing: Weighing, width: int) -> Array:
    """The worth of all ballots that pass, in machine words: it may exceed 2⁵³ by a little."""
    row = np.zeros(width, dtype=np.int64)
    for b, (c0, c1) in enumerate(weighing.worth):
        counts = later[step[b, 0]].astype(np.int64)
        row[: len(counts)] += c0 * counts
        if c1:
            row[1 : len(counts) + 1] += c1 * counts
    return row


def backward(automaton: Automaton, weighing: Weighing, prime: int) -> list[Array]:
    """For each layer and state, sinks first, the worth of the ballots from there on that pass."""
    n = len(automaton.players)
    here = np.zeros((2, 1))
    here[PASSES] = 1
    layers = [here]
    for t in range(n - 1, -1, -1):
        step = automaton.steps[t]
        wide = here.shape[1] + 1 if weighing.marked else 1
        before = np.zeros((step.shape[1] + 2, wide))
        for b, (c0, c1) in enumerate(weighing.worth):
            moved = here[np.concatenate([[0, 1], step[b]])]
            if c0:
                before[:, : here.shape[1]] += moved if c0 == 1 else c0 * moved
            if c1:
                before[:, 1:] += moved if c1 == 1 else c1 * moved
        here = reduced(before, prime)
        layers.append(here)
    return layers[::-1]


def forward(reached: Array, step: Array, after: int, weighing: Weighing, prime: int) -> Array:
    """For each open state of the next layer, the worth of the ballots that lead to it."""
    wide = reached.shape[1] + 1 if weighing.marked else 1
    moved = np.zeros((after - 2, wide))
    for b, (c0, c1) in enumerate(weighing.worth):
        if c0:
            _land(moved[:, : reached.shape[1]], step[b], reached if c0 == 1 else c0 * reached)
        if c1:
            _land(moved[:, 1:], step[b], reached if c1 == 1 else c1 * reached)
    return reduced(moved, prime)


def _land(moved: Array, target: Array, values: Array) -> None:
    """Add each row to the state it leads to; rows that lead to a sink are dropped."""
    times = np.bincount(target, minlength=len(moved) + 2)
    alone = (times[target] == 1) & (target >= 2)
    moved[target[alone] - 2] += values[alone]
    shared = ~alone & (target >= 2)
    if shared.any():
        rows, places = np.unique(target[shared] - 2, return_inverse=True)
        wide = values.shape[1]
        cells = places.reshape(-1, 1) * wide + np.arange(wide)
        sums = np.bincount(cells.ravel(), weights=values[shared].ravel())
        moved[rows] += sums.reshape(len(rows), wide)


def swings_from(
    reached: Array, step: Array, later: Array, weighing: Weighing, prime: int, width: int
) -> Array:
    """Σ over states of what led there times what the player's ballot gains from there."""
    gained = np.zeros((step.shape[1], later.shape[1]))
    for b, gain in enumerate(weighing.gains):
        if gain:
            gained += gain * later[step[b]]
    gained = reduced(gained, prime)
    products = np.zeros((reached.shape[1], gained.shape[1]))
    if prime == 0:
        products = reached.T @ gained
    else:
        for at in range(0, len(reached), _CHUNK):
            chunk = reached[at : at + _CHUNK].T @ gained[at : at + _CHUNK]
            products += reduced(chunk, prime)
        products = reduced(products, prime)
    swings = np.zeros(width)
    for power in range(products.shape[0]):
        swings[power : power + products.shape[1]] += products[power]
    return reduced(swings, prime).astype(np.int64)


def reduced(values: Array, prime: int) -> Array:
    """The values modulo a prime, from −prime/2 to prime/2; unchanged when prime is 0."""
    if prime == 0:
        return values
    whole = values * (1.0 / prime)
    np.rint(whole, out=whole)
    whole *= prime
    np.subtract(values, whole, out=whole)
    return whole


def _lifted(known: Any, modulus: int, fresh: Array, prime: int) -> Any:
    """Numbers modulo modulus·prime from those modulo each, as an array of Python integers."""
    if known is None:
        return (fresh % prime).astype(object)
    inverse = pow(modulus, -1, prime)
    behind = (fresh - (known % prime).astype(np.int64)) % prime * inverse % prime
    return known + behind.astype(object) * modulus


def _primes() -> Iterator[int]:
    """The primes below 2²¹, largest first."""
    candidate = _PRIME - 1
    while True:
        if all(candidate % divisor for divisor in range(3, 1450, 2)):
            yield candidate
        candidate -= 2
