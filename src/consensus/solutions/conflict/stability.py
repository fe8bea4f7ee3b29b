"""Stable states: Nash, general and symmetric metarational, sequential, symmetric sequential."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations
from typing import Any, TypeAlias

import numpy as np
from immutabledict import immutabledict

from ...errors import InvalidInput, TooLarge
from ...games.conflict import ConflictGraph, Edges, Mover
from ...rules.rule import Rule
from ..declared import traceable
from ..kind import of_kind
from ..solution import Solution, Upset
from .responses import improving, least_reached, opponents, path_to, reach_of, refuse_large

__all__ = [
    "Improvement",
    "Stability",
    "Verdict",
    "gmr_stable",
    "nash_stable",
    "seq_stable",
    "smr_stable",
    "sseq_stable",
]

Focus: TypeAlias = Iterable[str] | Rule | None
_MOST_VOTERS = 12


@dataclass(frozen=True)
class Improvement:
    """One improving move, and what the others can do about it.

    Attributes
    ----------
    move : str
        The state moved to.
    sanction : tuple of (mover, state), or None
        The shortest sequence of counter-moves that deters the move; None when there is none.
    """

    move: str
    sanction: tuple[tuple[Mover, str], ...] | None


@dataclass(frozen=True)
class Verdict:
    """Whether a state is stable for one player or coalition, and why.

    Attributes
    ----------
    state : str
    who : str or frozenset of str
    stable : bool
    improvements : tuple of Improvement
        One for every improving move; without any, the state is stable without a sanction.
    """

    state: str
    who: Mover
    stable: bool
    improvements: tuple[Improvement, ...]


@dataclass(frozen=True)
class Stability(Solution):
    """Stable states; `items` are those stable for everyone who was asked about.

    Attributes
    ----------
    by : mapping player or coalition -> frozenset of states
        For whom each state is stable.
    """

    by: Mapping[Mover, frozenset[str]] = field(default_factory=dict, repr=False)
    judge: Callable[[str, Mover], Verdict] | None = field(default=None, repr=False, compare=False)

    def verdict(self, state: str, who: Mover) -> Verdict:
        """Why one state is stable or not for one player or coalition, with every sanction."""
        assert self.judge is not None
        return self.judge(state, who)


@dataclass(frozen=True)
class Terms:
    """Which counter-moves count, and which differences deter."""

    concept: str
    answered: bool = False  # whether others answer at all
    credible: bool = False  # whether they only make moves that improve their own position
    symmetric: bool = False  # whether the mover may escape the sanction by one more move
    tempted_by_doubt: bool = False
    deterred_by_doubt: bool = False
    strongly: bool = False


@traceable
def nash_stable(
    game: ConflictGraph, *, coalition: Focus = None, tempted_by_doubt: bool = False
) -> Stability:
    """States from which nobody can move to something they prefer.

    Cost: linear in the moves; for coalitions, states² times the moves.

    Parameters
    ----------
    game : ConflictGraph
    coalition : set of players or Rule, optional
        Judge for this coalition, moving together by sequences of its members' moves and only to
        what every member prefers; or for every coalition that wins under the rule. Left out,
        for each player and each group that has moves of its own.
    tempted_by_doubt : bool
        Whether a move to a state whose ranking is unknown counts as an improvement.

    Returns
    -------
    Stability
        `items` are state names in the order of the graph; `.by` gives them by mover; `.verdict`
        and `.why` give the move and the sanction.

    References
    ----------
    Fang, Hipel and Kilgour (1993), def. 3.3; for coalitions Inohara and Hipel, "Coalition
    analysis in the graph model", Systems Engineering 11 (2008), 343-359.

    Examples
    --------
    >>> graph = ConflictGraph(["low", "high"], [("low", "high", "a"), ("high", "low", "a")],
    ...                       {"a": ["high", "low"]})
    >>> nash_stable(graph).items, nash_stable(graph).why("low").move
    (('high',), 'high')
    """
    of_kind(game, ConflictGraph)
    return _stable(game, coalition, Terms("nash_stable", tempted_by_doubt=tempted_by_doubt))


@traceable
def gmr_stable(
    game: ConflictGraph,
    *,
    coalition: Focus = None,
    tempted_by_doubt: bool = False,
    deterred_by_doubt: bool = False,
    strongly: bool = False,
) -> Stability:
    """General metarational: every improvement can be answered so that the mover has not gained.

    The others may answer by any moves, their own losses notwithstanding. Cost: that of a few
    passes over the moves for each player.

    Parameters
    ----------
    game : ConflictGraph
    coalition, tempted_by_doubt
        As in `nash_stable`.
    deterred_by_doubt : bool
        Whether ending in a state whose ranking is unknown deters.
    strongly : bool
        Whether only a strong loss deters (Hamouda, Kilgour and Hipel 2004).

    References
    ----------
    Howard, *Paradoxes of Rationality*, MIT Press 1971; Fang, Hipel and Kilgour (1993), def. 3.4.
    """
    of_kind(game, ConflictGraph)
    return _stable(game, coalition, Terms(
        "gmr_stable", answered=True, tempted_by_doubt=tempted_by_doubt,
        deterred_by_doubt=deterred_by_doubt, strongly=strongly,
    ))  # fmt: skip


@traceable
def smr_stable(
    game: ConflictGraph,
    *,
    coalition: Focus = None,
    tempted_by_doubt: bool = False,
    deterred_by_doubt: bool = False,
    strongly: bool = False,
) -> Stability:
    """Symmetric metarational: as `gmr_stable`, and the mover cannot escape the sanction either.

    Parameters are those of `gmr_stable`, and so is the cost.

    References
    ----------
    Howard (1971); Fang, Hipel and Kilgour (1993), def. 3.5.
    """
    of_kind(game, ConflictGraph)
    return _stable(game, coalition, Terms(
        "smr_stable", answered=True, symmetric=True, tempted_by_doubt=tempted_by_doubt,
        deterred_by_doubt=deterred_by_doubt, strongly=strongly,
    ))  # fmt: skip


@traceable
def seq_stable(
    game: ConflictGraph,
    *,
    coalition: Focus = None,
    tempted_by_doubt: bool = False,
    deterred_by_doubt: bool = False,
    strongly: bool = False,
) -> Stability:
    """Sequentially stable: every improvement is deterred by moves that improve for their movers.

    Each counter-move must leave its own mover better off. Parameters are those of
    `gmr_stable`, and so is the cost.

    References
    ----------
    Fraser and Hipel, "Solving complex conflicts", IEEE Transactions on SMC 9 (1979), 805-816;
    Fang, Hipel and Kilgour (1993), def. 3.6.
    """
    of_kind(game, ConflictGraph)
    return _stable(game, coalition, Terms(
        "seq_stable", answered=True, credible=True, tempted_by_doubt=tempted_by_doubt,
        deterred_by_doubt=deterred_by_doubt, strongly=strongly,
    ))  # fmt: skip


@traceable
def sseq_stable(
    game: ConflictGraph,
    *,
    coalition: Focus = None,
    tempted_by_doubt: bool = False,
    deterred_by_doubt: bool = False,
    strongly: bool = False,
) -> Stability:
    """Symmetric sequential: a credible sanction from which the mover cannot escape.

    Parameters are those of `gmr_stable`, and so is the cost.

    References
    ----------
    Rêgo and Vieira, "Symmetric sequential stability in the graph model for conflict resolution
    with multiple decision makers", Group Decision and Negotiation 26 (2017), 775-792.
    """
    of_kind(game, ConflictGraph)
    return _stable(game, coalition, Terms(
        "sseq_stable", answered=True, credible=True, symmetric=True,
        tempted_by_doubt=tempted_by_doubt, deterred_by_doubt=deterred_by_doubt, strongly=strongly,
    ))  # fmt: skip


# How they are judged ------------------------------------------------------------------------


def _stable(game: ConflictGraph, coalition: Focus, terms: Terms) -> Stability:
    judged = {who: _Case(game, members, terms) for who, members in _asked(game, coalition)}
    flags = {who: case.stable() for who, case in judged.items()}
    everyone = np.logical_and.reduce(list(flags.values()))
    by = {
        who: frozenset(game.states[i] for i in np.flatnonzero(flag)) for who, flag in flags.items()
    }

    return Stability(
        terms.concept,
        game,
        tuple(game.states[i] for i in np.flatnonzero(everyone)),
        by=immutabledict(by),
        judge=partial(_judged, game, judged),
        check=partial(_why, game, judged),
    )


def _judged(game: ConflictGraph, judged: Mapping[Mover, _Case], state: str, who: Mover) -> Verdict:
    if who not in judged:
        raise InvalidInput(f"who: {who!r} was not asked about")
    return judged[who].verdict(game.read_state(state), who)


def _why(game: ConflictGraph, judged: Mapping[Mover, _Case], state: Any) -> Upset | None:
    place = game.read_state(state)
    for who, case in judged.items():
        for answer in case.verdict(place, who).improvements:
            if answer.sanction is None:
                return Upset(who, answer.move, case.gain(place, answer.move), case.note)
    return None


def _asked(game: ConflictGraph, coalition: Focus) -> list[tuple[Mover, frozenset[str]]]:
    if coalition is None:
        groups = [unit.members for unit in game.units]
    elif isinstance(coalition, Rule):
        groups = _winning(game, coalition)
    else:
        groups = [game.read_coalition(coalition)]
    return [(next(iter(g)) if len(g) == 1 else g, g) for g in groups]


def _winning(game: ConflictGraph, rule: Rule) -> list[frozenset[str]]:
    game.read_coalition(rule.players)
    n = len(rule.players)
    if n > _MOST_VOTERS:
        raise TooLarge(
            "winning coalitions", 2**n, 2**_MOST_VOTERS, "ask about single coalitions",
            unit="coalitions",
        )  # fmt: skip
    every = (frozenset(c) for size in range(1, n + 1) for c in combinations(rule.players, size))
    return [members for members in every if rule.wins(members)]


class _Case:
    """One player or coalition under one concept: its moves, and what deters them."""

    def __init__(self, game: ConflictGraph, members: frozenset[str], terms: Terms) -> None:
        self.game, self.members, self.terms = game, members, terms
        self.own = reach_of(game, members)
        self.tempting = improving(game, _as_unit(self.own, members), doubt=terms.tempted_by_doubt)
        others = opponents(game, members)
        if terms.credible:
            others = [improving(game, unit, doubt=True) for unit in others]
        self.others = [unit for unit in others if len(unit.targets)]

    @property
    def note(self) -> str:
        if not self.terms.answered:
            return "nobody's answer is considered"
        kind = "no move that improves for its mover" if self.terms.credible else "no move"
        return f"{kind} of the others deters it"

    def gain(self, state: int, move: str) -> Any:
        """The amount gained, for players whose preferences are numbers."""
        gains = {}
        for player in sorted(self.members):
            numbers = self.game.numbers(player)
            if numbers is None:
                return None
            gains[player] = numbers[self.game.read_state(move)] - numbers[state]
        return next(iter(gains.values())) if len(gains) == 1 else gains

    def stable(self) -> Any:
        """For every state, whether no improving move goes without a sanction."""
        n = len(self.game.states)
        flags = np.ones(n, bool)
        froms, targets = self.tempting.froms, self.tempting.targets
        if not self.terms.answered:
            flags[froms] = False
            return flags
        if self._by_level():
            (player,) = self.members
            levels = self.game.levels(player)
            worst = int(levels.max()) + 1
            least = least_reached(self._guarded(levels), self.others, worst)
            deterred = least[targets] <= levels[froms]
        else:
            refuse_large(n, len(self.others), "answers with unknown or strong preference")
            guarded = self._guarded((~self._deters()).T.astype(np.uint8))
            least = least_reached(guarded, self.others, 1)
            deterred = least[targets, froms] == 0
        flags[froms[~deterred]] = False
        return flags

    def _by_level(self) -> bool:
        if len(self.members) > 1 or self.terms.strongly:
            return False
        return not any((self.game.unknown or {}).get(player) for player in self.members)

    def _guarded(self, values: Any) -> Any:
        """With `symmetric`, a sanction counts by the best that one more own move makes of it."""
        if not self.terms.symmetric or not len(self.own.targets):
            return values
        best = np.array(values)
        escape = np.maximum.reduceat(values[self.own.targets], self.own.starts, axis=0)
        best[self.own.sources] = np.maximum(best[self.own.sources], escape)
        return best

    def _deters(self) -> Any:
        """Entry [s, t]: ending in t deters the coalition from leaving s."""
        n = len(self.game.states)
        deters = np.zeros((n, n), bool)
        for player in self.members:
            if self.terms.strongly:
                deters |= self.game.much_worse(player)
                continue
            levels = self.game.levels(player)
            no_better = levels[None, :] <= levels[:, None]
            doubt = self.game.doubtful(player)
            if doubt is not None:
                no_better = (
                    no_better | doubt if self.terms.deterred_by_doubt else no_better & ~doubt
                )
            deters |= no_better
        return deters

    def verdict(self, state: int, who: Mover) -> Verdict:
        names = self.game.states
        improvements = []
        row = self._row(state) if self.terms.answered else None
        for move in self.tempting.after(state).tolist():
            path = None
            if row is not None:
                path = path_to(move, self.others, lambda t: self._holds(t, row))
            steps = None if path is None else tuple(
                (next(iter(by)) if len(by) == 1 else by, names[place]) for by, place in path
            )  # fmt: skip
            improvements.append(Improvement(names[move], steps))
        stable = all(one.sanction is not None for one in improvements)
        return Verdict(names[state], who, stable, tuple(improvements))

    def _row(self, state: int) -> Any:
        if self._by_level():
            (player,) = self.members
            levels = self.game.levels(player)
            return levels <= levels[state]
        return self._deters()[state]

    def _holds(self, end: int, row: Any) -> bool:
        escapes = self.own.after(end) if self.terms.symmetric else ()
        return bool(row[end]) and all(bool(row[t]) for t in escapes)


def _as_unit(edges: Edges, members: frozenset[str]) -> Edges:
    return Edges(members, edges.sources, edges.starts, edges.targets)
