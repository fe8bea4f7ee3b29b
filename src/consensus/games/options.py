"""Conflicts described by options: what each player can do, and what cannot happen together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeAlias

import numpy as np

from ..errors import InvalidInput, TooLarge
from ..exact.read import Number, exact_number
from ..rules.rule import Rule, read_mapping, read_players
from .conflict import ConflictGraph, Move

__all__ = ["OptionWeights", "Priorities", "conflict_from_options", "moves_under_rule"]

Pattern: TypeAlias = Mapping[str, bool]
Statement: TypeAlias = Pattern | Sequence[Pattern] | Callable[[frozenset[str]], bool]

_MOST_OPTIONS = 20
_MOST_VOTERS = 16
_MOST_STEPS = 2**24


@dataclass(frozen=True)
class OptionWeights:
    """A ranking by weights: a state is worth the sum of the weights of the options taken in it.

    Parameters
    ----------
    weights : mapping option -> number
        Options left out weigh 0; traced numbers allowed.
    """

    weights: Mapping[str, Any]

    def refuse_unknown(self, options: set[str], where: str) -> None:
        """Refuse weights of options that there are not."""
        for option in read_mapping(self.weights, where, "option -> number"):
            if option not in options:
                raise InvalidInput(f"{where}: {option!r} is not an option")

    def numbers(self, states: Sequence[frozenset[str]], where: str) -> list[Number]:
        """The worth of each state."""
        read = {o: exact_number(w, f"{where}[{o!r}]") for o, w in self.weights.items()}
        return [sum((w for o, w in read.items() if o in taken), start=0) for taken in states]


@dataclass(frozen=True)
class Priorities:
    """A ranking by prioritised statements, the most important first.

    A state in which the first statement on which two states differ is true ranks higher.

    Parameters
    ----------
    statements : sequence of statements
        A statement is a mapping option -> bool (all must hold), a sequence of such mappings
        (one must hold), or a function of the set of options taken.

    References
    ----------
    Fang, Hipel, Kilgour and Peng, "A decision support system for interactive decision making",
    IEEE Transactions on SMC C 33 (2003), 42-55 (option prioritising).
    """

    statements: Sequence[Statement]

    def refuse_unknown(self, options: set[str], where: str) -> None:
        """Refuse statements about options that there are not."""
        for i, statement in enumerate(self.statements):
            for pattern in _patterns(statement):
                for option in read_mapping(pattern, f"{where}[{i}]", "option -> bool"):
                    if option not in options:
                        raise InvalidInput(f"{where}[{i}]: {option!r} is not an option")

    def numbers(self, states: Sequence[frozenset[str]], where: str) -> list[Number]:
        """The worth of each state: statement j of k adds 2^(k-j) where it is true."""
        k = len(self.statements)
        return [
            sum(
                2 ** (k - 1 - j)
                for j, statement in enumerate(self.statements)
                if _holds(statement, taken, f"{where}[{j}]")
            )
            for taken in states
        ]


def conflict_from_options(
    options: Mapping[str, Iterable[str]],
    preferences: Mapping[str, Any],
    *,
    infeasible: Iterable[Statement] = (),
    irreversible: Iterable[str] | Mapping[str, str] = (),
    same: Mapping[str, Pattern] | None = None,
    strong: Mapping[str, Any] | None = None,
    unknown: Mapping[str, Any] | None = None,
) -> ConflictGraph:
    """Build a conflict graph from the options each player may take or leave.

    A state is a set of options taken, named by them in order and joined by ``+``, ``"(none)"``
    when nothing is. A move changes one player's own options only. Cost: 2^options to lay out,
    then linear in the moves; graph.options maps each state to the options taken in it.

    Parameters
    ----------
    options : mapping player -> options
        Every option belongs to one player. A player may have none.
    preferences : mapping player -> ranking
        A ranking or a mapping of states as in `ConflictGraph`, or `OptionWeights`, or `Priorities`.
    infeasible : iterable of statements
        What cannot be; every state in which one holds is removed.
    irreversible : iterable of str, or mapping option -> "taken" or "dropped"
        Options that cannot be taken back once taken, or taken again once dropped.
    same : mapping name -> pattern
        All states that fit the pattern are one state of that name.
    strong, unknown
        As in `ConflictGraph`.

    Raises
    ------
    InvalidInput
        Also if a ranking names an option that nobody has.
    TooLarge
        Beyond 20 options, or 16 million moves (12 options of one player alone).

    Examples
    --------
    >>> graph = conflict_from_options(
    ...     {"a": ["strike"], "b": ["pay"]},
    ...     {"a": Priorities([{"pay": True}, {"strike": False}]), "b": OptionWeights({"pay": -1})})
    >>> graph.states
    ('(none)', 'strike', 'pay', 'strike+pay')
    """
    read_mapping(options, "options", "player -> options")
    read_mapping(preferences, "preferences", "player -> ranking")
    for player, own in options.items():
        if isinstance(own, str) or not isinstance(own, Iterable):
            raise InvalidInput(f"options[{player!r}]: expected options, got {own!r:.60}")
    owned = {player: read_players(own, f"options[{player!r}]") if own else ()
             for player, own in ((p, tuple(o)) for p, o in options.items())}  # fmt: skip
    everything = read_players([o for own in owned.values() for o in own], "options")
    if len(everything) > _MOST_OPTIONS:
        raise TooLarge(
            "states of a conflict", 2 ** len(everything), 2**_MOST_OPTIONS,
            "list the feasible states and moves in games.ConflictGraph", unit="states",
        )  # fmt: skip
    steps = sum(2 ** len(everything) * 2 ** len(own) for own in owned.values())
    if steps > _MOST_STEPS:
        raise TooLarge(
            "moves of a conflict", steps, _MOST_STEPS,
            "list the feasible states and moves in games.ConflictGraph", unit="moves",
        )  # fmt: skip
    bit = {option: 1 << i for i, option in enumerate(everything)}
    masks, names, home = _layout(everything, bit, list(infeasible), dict(same or {}))
    taken = [frozenset(o for o in everything if mask & bit[o]) for mask in masks]
    chosen = dict(zip(names, taken, strict=True))
    locks = _locks(irreversible, bit)
    moves = [
        move
        for player, own in owned.items()
        for move in _moves_of(player, sum(bit[o] for o in own), home, names, locks)
    ]
    ranked = {}
    for player, ranking in preferences.items():
        if isinstance(ranking, (OptionWeights, Priorities)):
            ranking.refuse_unknown(set(everything), f"preferences[{player!r}]")
            worth = ranking.numbers(taken, f"preferences[{player!r}]")
            ranking = dict(zip(names, worth, strict=True))
        ranked[player] = ranking
    for player in owned:
        if player not in ranked:
            raise InvalidInput(f"preferences: none for {player!r}, who has options")
    return ConflictGraph(
        tuple(names), tuple(dict.fromkeys(moves)), ranked,
        strong=strong, unknown=unknown, options=chosen,
    )  # fmt: skip


def moves_under_rule(rule: Rule, transitions: Iterable[tuple[str, str]]) -> tuple[Move, ...]:
    """The joint moves of every minimal winning coalition of a rule along the given transitions.

    Cost: 2^players questions to the rule.

    Examples
    --------
    >>> from consensus import rules
    >>> moves = moves_under_rule(rules.by_majority(["a", "b", "c"]), [("old", "new")])
    >>> [sorted(mover) for _, _, mover in moves]
    [['a', 'b'], ['a', 'c'], ['b', 'c']]
    """
    n = len(rule.players)
    if n > _MOST_VOTERS:
        raise TooLarge(
            "winning coalitions", 2**n, 2**_MOST_VOTERS, "list the movers yourself",
            unit="coalitions",
        )  # fmt: skip
    winning: list[frozenset[str]] = []
    for size in range(1, n + 1):
        for members in map(frozenset, combinations(rule.players, size)):
            if rule.wins(members) and not any(smaller <= members for smaller in winning):
                winning.append(members)
    pairs = list(transitions)
    return tuple(
        (source, target, next(iter(members)) if len(members) == 1 else members)
        for members in winning
        for source, target in pairs
    )


def _holds(statement: Statement, taken: frozenset[str], where: str) -> bool:
    if callable(statement):
        return bool(statement(taken))
    patterns = [statement] if isinstance(statement, Mapping) else list(statement)
    if not patterns or not all(isinstance(p, Mapping) for p in patterns):
        raise InvalidInput(f"{where}: expected option -> bool, got {statement!r}")
    return any(all((o in taken) == bool(yes) for o, yes in p.items()) for p in patterns)


def _layout(
    everything: tuple[str, ...],
    bit: Mapping[str, int],
    infeasible: list[Statement],
    same: Mapping[str, Pattern],
) -> tuple[list[int], list[str], dict[int, int]]:
    """The feasible states: a mask and a name each, and the state each feasible mask belongs to."""
    known = set(everything)
    for where, statement in [*((f"infeasible[{i}]", s) for i, s in enumerate(infeasible)),
                             *((f"same[{n!r}]", p) for n, p in same.items())]:  # fmt: skip
        for pattern in _patterns(statement):
            for option in set(pattern) - known:
                raise InvalidInput(f"{where}: {option!r} is not an option")
    masks: list[int] = []
    names: list[str] = []
    home: dict[int, int] = {}
    merged: dict[str, int] = {}
    for mask in range(1 << len(everything)):
        taken = frozenset(o for o in everything if mask & bit[o])
        if any(_holds(s, taken, f"infeasible[{i}]") for i, s in enumerate(infeasible)):
            continue
        name = next((n for n, p in same.items() if _holds(p, taken, f"same[{n!r}]")), None)
        if name is None:
            home[mask] = len(masks)
            masks.append(mask)
            names.append("+".join(o for o in everything if o in taken) or "(none)")
        elif name in merged:
            home[mask] = merged[name]
        else:
            home[mask] = merged[name] = len(masks)
            masks.append(sum(bit[o] for o, yes in same[name].items() if yes))
            names.append(name)
    if not masks:
        raise InvalidInput("infeasible: no state is left")
    return masks, names, home


def _patterns(statement: Statement) -> list[Pattern]:
    if callable(statement):
        return []
    return [statement] if isinstance(statement, Mapping) else list(statement)


def _locks(irreversible: Iterable[str] | Mapping[str, str], bit: Mapping[str, int]) -> list[int]:
    """Two masks: options that stay taken once taken, and that stay dropped once dropped."""
    if not isinstance(irreversible, Mapping):
        irreversible = dict.fromkeys(irreversible, "taken")
    locks = [0, 0]
    for option, once in irreversible.items():
        if option not in bit:
            raise InvalidInput(f"irreversible: {option!r} is not an option")
        if once not in ("taken", "dropped"):
            raise InvalidInput(
                f"irreversible[{option!r}]: expected 'taken' or 'dropped', got {once!r}"
            )
        locks[once == "dropped"] |= bit[option]
    return locks


def _moves_of(
    player: str, own: int, home: Mapping[int, int], names: list[str], locks: list[int]
) -> list[Move]:
    """All moves of one player: pairs of feasible masks that agree outside the own options."""
    if not own:
        return []
    groups: dict[int, list[int]] = {}
    for mask in home:
        groups.setdefault(mask & ~own, []).append(mask)
    moves: list[Move] = []
    for group in groups.values():
        masks = np.array(group, np.int64)
        undone = (masks[:, None] & ~masks[None, :] & locks[0]) | (
            ~masks[:, None] & masks[None, :] & locks[1]
        )
        for i, j in np.argwhere(undone == 0):
            source, target = home[group[i]], home[group[j]]
            if source != target:
                moves.append((names[source], names[target], player))
    return moves
