"""A rule as an automaton that reads the roll call, player by player, largest weight first.

A state is what each quota still lacks. Two states merge when, quota by quota, the same sums of
the remaining players would do; a state whose outcome is settled becomes one of the two sinks.
This is the quasi-reduced ordered decision diagram of S. Bolus, "Power indices of simple games and
vector-weighted majority games by means of binary decision diagrams", European Journal of
Operational Research 210 (2011), 258-272, extended to three ballots.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from ..errors import TooLarge
from .rule import Ballot, Join, Part, Quota, Rule

__all__ = ["FAILS", "PASSES", "Automaton", "automaton_of", "coefficients", "reading_order"]

Array: TypeAlias = npt.NDArray[Any]

FAILS, PASSES = 0, 1
_MOST_STATES = 20_000_000
_MOST_SUMS = 1 << 14
_WORD = 1 << 62
_HOW_ELSE = "give a tolerance, merge players into blocs, or use a coarser unit of weight"


@dataclass(frozen=True)
class Automaton:
    """Layers of states and the transitions between them.

    Attributes
    ----------
    players : tuple of str
        In the order in which the automaton reads them.
    classes : tuple of int
        For each player, the position of the first player who weighs the same in every quota.
    steps : tuple of arrays
        ``steps[t][ballot, state]`` is the state of layer t + 1 after player t's ballot. Layer t
        numbers its open states from 2; 0 and 1 are the sinks, fails and passes. Columns stand for
        open states only, so column 0 is state 2.
    ballots : tuple of str
        The ballots, in the order of the first axis.
    """

    players: tuple[str, ...]
    classes: tuple[int, ...]
    steps: tuple[Array, ...]
    ballots: tuple[Ballot, ...]

    @property
    def states(self) -> int:
        """The number of open states in all layers."""
        return sum(step.shape[1] for step in self.steps)


def coefficients(rule: Rule) -> dict[str, tuple[tuple[int, int], ...]]:
    """For each player the pairs (assent, abstain) over all quotas of the rule."""
    return {
        player: tuple(quota.by_player.get(player, (0, 0)) for quota in rule.quotas)
        for player in rule.players
    }


def reading_order(rule: Rule) -> tuple[str, ...]:
    """The players by their share of all quotas, largest first, equal players side by side."""
    weights = coefficients(rule)
    sizes = [quota.size for quota in rule.quotas]

    def share(player: str) -> float:
        return sum(a / size for (a, _), size in zip(weights[player], sizes, strict=True))

    return tuple(sorted(rule.players, key=lambda p: (-share(p), weights[p])))


def automaton_of(
    rule: Rule,
    *,
    abstention: bool = False,
    order: tuple[str, ...] | None = None,
    limit: int = _MOST_STATES,
) -> Automaton:
    """Build the automaton; cost: states × ballots × quotas, where states is what TooLarge counts.

    Parameters
    ----------
    rule : Rule
    abstention : bool
        Whether the ballots are assent, abstain, object, or assent and object only.
    order : tuple of str, optional
        The reading order, if not `reading_order`.
    limit : int
        The largest number of states in all layers together.

    Raises
    ------
    TooLarge
        As soon as the next layer would pass the limit; it is not allocated.
    """
    players = reading_order(rule) if order is None else order
    ballots: tuple[Ballot, ...] = (
        ("assent", "abstain", "object") if abstention else ("assent", "object")
    )
    sight = _Sight(rule, players, ballots)
    columns = sight.start()
    steps: list[Array] = []
    states = 0
    for t in range(len(players)):
        width = len(columns[0])
        states += width
        if states + len(ballots) * width > 2 * limit or states > limit:
            raise TooLarge(
                f"the automaton of a rule with {len(players)} players",
                max(states, len(ballots) * width),
                limit,
                _HOW_ELSE,
                unit="states",
            )
        step, columns = sight.next_layer(t, columns)
        steps.append(step)
    weights = coefficients(rule)
    first: dict[Any, int] = {}
    classes = tuple(first.setdefault(weights[p], t) for t, p in enumerate(players))
    return Automaton(players, classes, tuple(steps), ballots)


class _Sight:
    """What the remaining players can still add to each quota, layer by layer."""

    def __init__(self, rule: Rule, players: tuple[str, ...], ballots: tuple[Ballot, ...]) -> None:
        self.quotas = rule.quotas
        self.ballots = ballots
        index = {quota: j for j, quota in enumerate(rule.quotas)}
        self.expression = _tree(rule.structure, index)
        self.single_use = _uses(rule.structure, index)
        self.nested = isinstance(rule.structure, Join) and any(
            isinstance(part, Join) for part in rule.structure.parts
        )
        # Totals are machine words unless the weights are too large for that.
        self.types: list[Any] = [
            np.int64 if quota.size < _WORD else object for quota in rule.quotas
        ]
        self.lost = [quota.size + 1 for quota in rule.quotas]
        self.adds = [[[q.adds(p, b) for b in ballots] for p in players] for q in rule.quotas]
        self.rest = [_remaining(self.adds[j]) for j in range(len(rule.quotas))]
        self.sums = [
            _reachable(self.adds[j], self.rest[j], self.lost[j], self.types[j])
            for j in range(len(rule.quotas))
        ]

    def start(self) -> list[Array]:
        """The first layer: nobody has voted, every quota lacks all of its total."""
        return [
            np.array([quota.reach], dtype=kind)
            for quota, kind in zip(self.quotas, self.types, strict=True)
        ]

    def next_layer(self, t: int, columns: list[Array]) -> tuple[Array, list[Array]]:
        """The transitions of player t and what the quotas lack in the states they lead to."""
        width = len(columns[0])
        if width == 0:
            return np.zeros((len(self.ballots), 0), dtype=np.int32), columns
        moved = [
            np.concatenate([column - add for add in self.adds[j][t]])
            for j, column in enumerate(columns)
        ]
        for j, column in enumerate(moved):
            moved[j] = self._canonical(j, t + 1, column)
        passes, fails = _settled(self.expression, moved, self.lost)
        if self.nested:
            self._forget(moved, passes, fails)
        is_open = ~(passes | fails)
        target = np.where(passes, PASSES, FAILS).astype(np.int32)
        kept = [column[is_open] for column in moved]
        if len(kept[0]):
            first, inverse = group(kept)
            target[is_open] = inverse + 2
            kept = [column[first] for column in kept]
        return target.reshape(len(self.ballots), width), kept

    def _canonical(self, j: int, t: int, lacking: Array) -> Array:
        """What quota j lacks, raised to the next sum that the players from t on can reach."""
        sums = self.sums[j][t]
        if sums is not None:
            found: Array = sums[np.searchsorted(sums, lacking)]
            return found
        clipped: Array = np.where(
            lacking > self.rest[j][t], self.lost[j], np.maximum(lacking, 0)
        ).astype(self.types[j])
        return clipped

    def _forget(self, columns: list[Array], passes: Array, fails: Array) -> None:
        """In a settled part of the structure, forget what its quotas lack."""
        settled: dict[int, tuple[Array, Array]] = {}
        open_above = ~(passes | fails)

        def walk(node: Any, relevant: Array, inside: tuple[Array, Array]) -> None:
            if isinstance(node, int):
                if self.single_use[node]:
                    settled[node] = inside
                return
            here_passes, here_fails = _settled(node, columns, self.lost)
            now_passes = inside[0] | (relevant & here_passes)
            now_fails = inside[1] | (relevant & here_fails)
            for part in node[1]:
                walk(part, relevant & ~(here_passes | here_fails), (now_passes, now_fails))

        nothing = np.zeros(len(open_above), dtype=bool)
        walk(self.expression, open_above, (nothing, nothing))
        for j, (yes, no) in settled.items():
            columns[j][yes] = 0
            columns[j][no] = self.lost[j]


def group(columns: list[Array]) -> tuple[Array, Array]:
    """Number the different rows: the position of one row each, and each row's number."""
    key: Array | None = None
    size = 1
    for column in columns:
        digits, span = _digits(column)
        if key is None:
            key, size = digits, span
            continue
        if size * span >= _WORD:
            found, key = np.unique(key, return_inverse=True)
            size = len(found)
        key = key * span + digits
        size *= span
    assert key is not None
    if size <= 8 * len(key) + 4096:
        first = np.full(size, -1, dtype=np.int64)
        first[key] = np.arange(len(key))
        present = np.flatnonzero(first >= 0)
        number = np.zeros(size, dtype=np.int64)
        number[present] = np.arange(len(present))
        return first[present], number[key]
    _, one, inverse = np.unique(key, return_index=True, return_inverse=True)
    return one, inverse


def _digits(column: Array) -> tuple[Array, int]:
    """A column as whole numbers from 0, with the number of values they range over."""
    if column.dtype != object:
        low = int(column.min())
        span = int(column.max()) - low + 1
        if span < 1 << 31:
            return column - low, span
    found, inverse = np.unique(column, return_inverse=True)
    return inverse, len(found)


def _tree(part: Part, index: dict[Quota, int]) -> Any:
    if isinstance(part, Quota):
        return index[part]
    return part.kind == "and", tuple(_tree(inner, index) for inner in part.parts)


def _uses(part: Part, index: dict[Quota, int]) -> list[bool]:
    """For each quota, whether it stands in the structure once only."""
    times = [0] * len(index)

    def walk(inner: Part) -> None:
        if isinstance(inner, Quota):
            times[index[inner]] += 1
        else:
            for each in inner.parts:
                walk(each)

    walk(part)
    return [count == 1 for count in times]


def _settled(node: Any, columns: list[Array], lost: list[int]) -> tuple[Array, Array]:
    """Where a part of the structure certainly passes, and where it certainly fails."""
    if isinstance(node, int):
        return columns[node] == 0, columns[node] == lost[node]
    every, parts = node
    passes, fails = _settled(parts[0], columns, lost)
    for part in parts[1:]:
        also_passes, also_fails = _settled(part, columns, lost)
        if every:
            passes, fails = passes & also_passes, fails | also_fails
        else:
            passes, fails = passes | also_passes, fails & also_fails
    return passes, fails


def _remaining(adds: list[list[int]]) -> list[int]:
    rest = [0]
    for ballots in reversed(adds):
        rest.append(rest[-1] + max(ballots))
    return rest[::-1]


def _reachable(adds: list[list[int]], rest: list[int], lost: int, kind: Any) -> list[Array | None]:
    """The sums the players from t on can reach and, last, the mark of a lost quota; or None."""
    sums: Array = np.array([0], dtype=kind)
    end = np.array([lost], dtype=kind)
    layers: list[Array | None] = [np.concatenate([sums, end])]
    for t in range(len(adds) - 1, -1, -1):
        if len(sums) <= _MOST_SUMS and any(adds[t]):
            sums = np.unique(np.concatenate([sums + add for add in set(adds[t])]))
        useful = len(sums) <= _MOST_SUMS and len(sums) <= rest[t]
        layers.append(np.concatenate([sums, end]) if useful else None)
    return layers[::-1]
