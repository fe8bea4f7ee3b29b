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

__all__ = [
    "FAILS",
    "PASSES",
    "Automaton",
    "automaton_of",
    "coefficients",
    "difference",
    "reading_order",
]

Array: TypeAlias = npt.NDArray[Any]

FAILS, PASSES = 0, 1
_MOST_STATES = 20_000_000
_MOST_CELLS = 60_000_000
_MOST_SUMS = 1 << 14
_WORD = 1 << 62
_HOW_ELSE = "give a tolerance=, draw samples= with random=, or merge players into blocs"


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
    lacking : tuple of lists of tuples
        For each layer and open state what each quota lacks, if that was to be kept. A state that
        lacks no more than another in any quota passes wherever the other does.
    """

    players: tuple[str, ...]
    classes: tuple[int, ...]
    steps: tuple[Array, ...]
    ballots: tuple[Ballot, ...]
    lacking: tuple[list[tuple[int, ...]], ...] = ()

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
    keep: bool = False,
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
    keep : bool
        Whether to keep what the quotas lack in each state.
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
    sight = _Sight(rule.quotas, rule.structure, None, players, ballots)
    columns = sight.start()
    steps: list[Array] = []
    lacking: list[list[tuple[int, ...]]] = []
    states = 0
    for t in range(len(players)):
        if keep:
            lacking.append(list(zip(*(column.tolist() for column in columns), strict=True)))
        states += len(columns[0])
        _refuse(states, len(columns[0]) * len(ballots) * sight.width, limit, len(players))
        step, columns = sight.next_layer(t, columns)
        steps.append(step)
    weights = coefficients(rule)
    first: dict[Any, int] = {}
    classes = tuple(first.setdefault(weights[p], t) for t, p in enumerate(players))
    return Automaton(players, classes, tuple(steps), ballots, tuple(lacking))


def difference(
    rule: Rule, other: Rule, *, abstention: bool = False, limit: int = _MOST_STATES
) -> dict[str, Ballot] | None:
    """Ballots which pass under `rule` and fail under `other`, or None if there are none.

    Both rules have the same players. Cost: as `automaton_of` for the two rules joined.
    """
    both = Rule(rule.players, Join("and", (rule.structure, other.structure)))
    ballots: tuple[Ballot, ...] = (
        ("assent", "abstain", "object") if abstention else ("assent", "object")
    )
    players = reading_order(both)
    sight = _Sight(both.quotas, rule.structure, other.structure, players, ballots)
    columns = sight.start()
    steps: list[Array] = []
    states = 0
    for t in range(len(players)):
        states += len(columns[0])
        _refuse(states, len(columns[0]) * len(ballots) * sight.width, limit, len(players))
        step, columns = sight.next_layer(t, columns)
        steps.append(step)
        if (step == PASSES).any():
            return _way_back(steps, players, ballots)
    return None


def _way_back(
    steps: list[Array], players: tuple[str, ...], ballots: tuple[Ballot, ...]
) -> dict[str, Ballot]:
    """Ballots that lead to the sink that passes in the last layer; the rest object."""
    found: dict[str, Ballot] = dict.fromkeys(players, "object")
    target = PASSES
    for player, step in zip(players[: len(steps)][::-1], steps[::-1], strict=True):
        ballot, column = np.argwhere(step == target)[0]
        found[player] = ballots[int(ballot)]
        target = int(column) + 2
    return found


def _refuse(states: int, cells: int, limit: int, players: int) -> None:
    """Refuse before the next layer is made: too many states, or too large a table to make it."""
    what = f"the automaton of a rule with {players} players"
    if states > limit:
        raise TooLarge(what, states, limit, _HOW_ELSE, unit="states")
    if cells > _MOST_CELLS:
        raise TooLarge(what, cells, _MOST_CELLS, _HOW_ELSE, unit="cells for one player")


class _Sight:
    """What the remaining players can still add to each quota, layer by layer.

    The structure is a rule's, or that it passes and a second one fails.
    """

    def __init__(
        self,
        quotas: tuple[Quota, ...],
        structure: Part,
        negated: Part | None,
        players: tuple[str, ...],
        ballots: tuple[Ballot, ...],
    ) -> None:
        self.quotas = quotas
        self.ballots = ballots
        index = {quota: j for j, quota in enumerate(quotas)}
        self.expression = _tree(structure, index)
        if negated is not None:
            self.expression = (True, (self.expression, ("not", (_tree(negated, index),))))
        self.single_use = _uses(self.expression, len(quotas))
        self.nested = not isinstance(self.expression, int) and any(
            not isinstance(part, int) for part in self.expression[1]
        )
        # Totals are machine words unless the weights are too large for that.
        self.types: list[Any] = [np.int64 if quota.size < _WORD else object for quota in quotas]
        # What one state costs while a layer is made, in words; a Python integer takes several.
        self.width = 6 + sum(12 if kind is object else 1 for kind in self.types)
        self.lost = [quota.size + 1 for quota in quotas]
        self.adds = [[[q.adds(p, b) for b in ballots] for p in players] for q in quotas]
        self.rest = [_remaining(adds) for adds in self.adds]
        self.sums = [
            _reachable(self.adds[j], self.rest[j], self.lost[j], self.types[j])
            for j in range(len(quotas))
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
            if node[0] == "not":
                walk(node[1][0], relevant, inside[::-1])
                return
            here_passes, here_fails = _settled(node, columns, self.lost)
            now = inside[0] | (relevant & here_passes), inside[1] | (relevant & here_fails)
            for part in node[1]:
                walk(part, relevant & ~(here_passes | here_fails), now)

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


def _uses(expression: Any, quotas: int) -> list[bool]:
    """For each quota, whether it stands in the expression once only."""
    times = [0] * quotas

    def walk(node: Any) -> None:
        if isinstance(node, int):
            times[node] += 1
        else:
            for each in node[1]:
                walk(each)

    walk(expression)
    return [count == 1 for count in times]


def _settled(node: Any, columns: list[Array], lost: list[int]) -> tuple[Array, Array]:
    """Where a part of the structure certainly passes, and where it certainly fails."""
    if isinstance(node, int):
        return columns[node] == 0, columns[node] == lost[node]
    every, parts = node
    passes, fails = _settled(parts[0], columns, lost)
    if every == "not":
        return fails, passes
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
