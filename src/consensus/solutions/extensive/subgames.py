"""Subgame-perfect equilibria: every pure one, and mixed ones by solving the subgames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from math import prod
from typing import Any, NamedTuple

import numpy as np
from immutabledict import immutabledict

from ...errors import TooLarge
from ...exact.read import Number, exact_number
from ...games.extensive import Extensive
from ...games.nodes import CHANCE, END
from ...games.strategic import Strategic
from ...games.tables_of_trees import below, outcome_of, plans, possible
from ..declared import traceable
from ..kind import of_kind
from ..solution import Solution, Upset
from ..strategic.mixed import nash
from ..strategic.pure import pure_nash
from .replies import subgame_roots, why_not_nash

__all__ = ["SubgamePerfect", "is_subgame_perfect", "subgame_perfect"]

_MOST_PROFILES = 1_000_000


class Play(NamedTuple):
    """One equilibrium of a subgame: its values, its own moves, and the plays it continues with."""

    values: tuple[Any, ...]
    moves: tuple[tuple[int, tuple[Any, ...]], ...]
    onward: tuple[Play, ...]


@dataclass(frozen=True)
class SubgamePerfect(Solution):
    """Subgame-perfect equilibria; items map information sets to probabilities.

    Attributes
    ----------
    values : tuple of mappings player -> number
        What the players expect in each item.
    """

    values: tuple[Mapping[str, Number], ...] = field(default=(), repr=False)


def is_subgame_perfect(game: Extensive, profile: Any) -> bool:
    """Whether a behaviour profile is a Nash equilibrium of every subgame.

    Cost: players × nodes for each subgame; with perfect information linear, since single moves
    are all that has to be looked at.
    """
    game.require_recall("is_subgame_perfect")
    return _why(game, profile) is None


@traceable
def subgame_perfect(game: Extensive, *, mixed: bool = False, limit: int = 10_000) -> SubgamePerfect:
    """Every subgame-perfect equilibrium in pure strategies, ties included; mixed ones on request.

    Backward induction, the smallest subgames first. Cost: linear in the nodes where every subgame
    is a single move without ties; otherwise the product of the equilibria of the subgames, and
    for a subgame that is more than one move the profiles of its pure plans.

    Parameters
    ----------
    game : Extensive
        With perfect recall.
    mixed : bool
        Whether to add the extreme mixed equilibria of subgames of two movers. Moves at
        information sets that a mixed plan itself rules out are given as the first move.
    limit : int
        The most equilibria to list.

    Returns
    -------
    SubgamePerfect
        Complete for pure equilibria; with `mixed`, form "some" where a subgame has a
        continuum of them or more than two movers.

    Raises
    ------
    TooLarge
        If there are more than `limit`, or a subgame has too many plans.
    NotApplicable
        Without perfect recall.

    References
    ----------
    Selten, "Reexamination of the perfectness concept for equilibrium points in extensive games",
    International Journal of Game Theory 4 (1975), 25-55.

    Examples
    --------
    >>> from consensus.games import decision, ending
    >>> game = Extensive(["entrant", "incumbent"], decision("entrant", {
    ...     "stay out": ending(0, 2),
    ...     "enter": decision("incumbent", {"fight": ending(-1, -1), "share": ending(1, 1)})}))
    >>> answer = subgame_perfect(game)
    >>> dict(answer.items[0]), dict(answer.values[0])
    ({'entrant 1': (0, 1), 'incumbent 1': (0, 1)}, {'entrant': 1, 'incumbent': 1})
    """
    of_kind(game, Extensive)
    if game.perfect_information:
        straight = _straight(game)
        if straight is not None:
            return straight
    game.require_recall("subgame_perfect")
    roots = subgame_roots(game)
    stops = set(roots)
    plays: dict[int, list[Play]] = {}
    whole = True
    for root in reversed(roots):
        if _is_one_move(game, root, stops):
            alternatives = _single(game, root, plays, limit, mixed)
            whole = whole and not (mixed and len(alternatives) > 1)
        else:
            alternatives, settled = _several(game, root, stops, plays, limit, mixed)
            whole = whole and settled
        plays[root] = alternatives
    if game.owner[0] == END:
        payoffs = game.payoffs[0]
        assert payoffs is not None
        plays[0] = [Play(payoffs, (), ())]
    items = tuple(_profile(game, play) for play in plays[0])
    values = tuple(
        immutabledict(
            {p: exact_number(x, "value") for p, x in zip(game.players, play.values, strict=True)}
        )
        for play in plays[0]
    )
    return SubgamePerfect(
        "subgame_perfect",
        game,
        items,
        form="list" if whole else "some",
        complete=whole,
        values=values,
        evidence={"subgames": len(roots), "strategies": "mixed" if mixed else "pure"},
        check=partial(_why, game),
    )


def _straight(game: Extensive) -> SubgamePerfect | None:
    """Backward induction where nobody is ever indifferent, in one pass; None at the first tie."""
    owner, first, count, infoset = game.owner, game.first, game.count, game.infoset
    worth: list[Any] = list(game.payoffs)
    chosen = [0] * len(game.sets)
    for node in range(len(owner) - 1, -1, -1):
        mover = owner[node]
        if mover == END:
            continue
        start = first[node]
        below = worth[start : start + count[node]]
        if mover == CHANCE:
            weights = game.chances[node]
            assert weights is not None
            worth[node] = tuple(
                sum((w * v[i] for w, v in zip(weights, below, strict=True)), start=0)
                for i in range(len(game.players))
            )
            continue
        best, place, tied = below[0], 0, False
        for k in range(1, len(below)):
            value = below[k]
            if value[mover] > best[mover]:
                best, place, tied = value, k, False
            elif value[mover] == best[mover]:
                tied = True
        if tied:
            return None
        worth[node] = best
        chosen[infoset[node]] = place
    units: dict[int, list[tuple[int, ...]]] = {}
    item = {}
    for s, place in zip(game.sets, chosen, strict=True):
        size = len(s.actions)
        if size not in units:
            units[size] = [tuple(int(j == k) for j in range(size)) for k in range(size)]
        item[s.name] = units[size][place]
    values = {p: exact_number(x, "value") for p, x in zip(game.players, worth[0], strict=True)}
    return SubgamePerfect(
        "subgame_perfect",
        game,
        (immutabledict(item),),
        values=(immutabledict(values),),
        evidence={"subgames": len(game.sets), "strategies": "pure, the only ones"},
        check=partial(_why, game),
    )


def _is_one_move(game: Extensive, root: int, stops: set[int]) -> bool:
    return all(game.owner[c] == END or c in stops for c in game.children(root))


def _ways(game: Extensive, node: int, plays: Mapping[int, list[Play]]) -> list[Play]:
    if game.owner[node] != END:
        return plays[node]
    payoffs = game.payoffs[node]
    assert payoffs is not None
    return [Play(payoffs, (), ())]


def _single(
    game: Extensive, root: int, plays: Mapping[int, list[Play]], limit: int, mixed: bool
) -> list[Play]:
    """A subgame of one move: for each way of going on, the best moves, each by itself."""
    onward = [_ways(game, child, plays) for child in game.children(root)]
    _refuse(prod(len(ways) for ways in onward), limit)
    mover, found = game.owner[root], []
    for ways in product(*onward):
        if mover == CHANCE:
            weights = game.chances[root]
            assert weights is not None
            total: list[Any] = [0] * len(game.players)
            for weight, play in zip(weights, ways, strict=True):
                total = [t + weight * v for t, v in zip(total, play.values, strict=True)]
            found.append(Play(tuple(total), (), _kept(ways)))
            continue
        best = ways[0].values[mover]
        for play in ways[1:]:
            if play.values[mover] > best:
                best = play.values[mover]
        for k, play in enumerate(ways):
            if play.values[mover] == best:
                move = tuple(int(j == k) for j in range(len(ways)))
                found.append(Play(play.values, ((game.infoset[root], move),), _kept(ways)))
        _refuse(len(found), limit)
    return found


def _kept(ways: tuple[Play, ...]) -> tuple[Play, ...]:
    return tuple(play for play in ways if play.moves or play.onward)


def _several(
    game: Extensive,
    root: int,
    stops: set[int],
    plays: Mapping[int, list[Play]],
    limit: int,
    mixed: bool,
) -> tuple[list[Play], bool]:
    """A subgame of several moves: the equilibria of its table, for each way of going on."""
    cut = [node for node in below(game, root, stops) if node != root and node in stops]
    _refuse(prod(len(plays[node]) for node in cut), limit)
    movers = sorted(
        {game.owner[v] for v in below(game, root, stops) if game.owner[v] >= 0}
        & {s.player for s in game.sets}
    )
    movers = [i for i in movers if plans(game, i, reduced=False, root=root, stops=stops) != [{}]]
    lists = [plans(game, i, reduced=False, root=root, stops=stops) for i in movers]
    size = prod(len(own) for own in lists)
    if size > _MOST_PROFILES:
        raise TooLarge(
            "a subgame's table", size, _MOST_PROFILES, "use sequential or minimax", unit="profiles"
        )
    found: list[Play] = []
    settled = True
    for ways in product(*(plays[node] for node in cut)):
        known = {node: play.values for node, play in zip(cut, ways, strict=True)}
        table, cells = _table(game, root, movers, lists, known)
        for profile in pure_nash(table).items:
            index = table.index(profile)
            moves = _pure_moves(game, lists, index)
            found.append(Play(cells[index], moves, _kept(ways)))
            _refuse(len(found), limit)
        if mixed:
            extra, all_of_them = _mixed(game, root, movers, lists, table, known, ways)
            settled = settled and all_of_them
            found.extend(extra)
            _refuse(len(found), limit)
    return found, settled


def _table(
    game: Extensive, root: int, movers: list[int], lists: list[Any], known: Mapping[int, Any]
) -> tuple[Strategic, dict[tuple[int, ...], tuple[Any, ...]]]:
    sizes = tuple(len(own) for own in lists)
    tables = [np.empty(sizes, dtype=object) for _ in movers]
    cells: dict[tuple[int, ...], tuple[Any, ...]] = {}
    for index in product(*(range(size) for size in sizes)):
        chosen: dict[int, int] = {}
        for own, k in zip(lists, index, strict=True):
            chosen.update(own[k])
        cells[index] = outcome_of(game, chosen, root, known)
        for table, mover in zip(tables, movers, strict=True):
            table[index] = cells[index][mover]
    return Strategic(tables, [game.players[i] for i in movers]), cells


def _pure_moves(game: Extensive, lists: list[Any], index: tuple[int, ...]) -> Any:
    moves = []
    for own, k in zip(lists, index, strict=True):
        for h, move in own[k].items():
            moves.append((h, tuple(int(j == move) for j in range(len(game.sets[h].actions)))))
    return tuple(moves)


def _mixed(
    game: Extensive,
    root: int,
    movers: list[int],
    lists: list[Any],
    table: Strategic,
    known: Mapping[int, Any],
    ways: tuple[Play, ...],
) -> tuple[list[Play], bool]:
    """The extreme equilibria that are not pure, as behaviour."""
    if len(movers) != 2:
        return [], len(movers) < 2
    reduced = [_first_of_each(game, i, own, root) for i, own in zip(movers, lists, strict=True)]
    small, _ = _table(game, root, movers, [[lists[m][k] for k in keep]
                                           for m, keep in enumerate(reduced)], known)  # fmt: skip
    answer = nash(small)
    found = []
    for item in answer.items:
        if all(sum(1 for p in mix if p != 0) == 1 for mix in item):
            continue
        moves: list[Any] = []
        for m, mover in enumerate(movers):
            own = [lists[m][k] for k in reduced[m]]
            moves += _kuhn(game, mover, own, item[m], root)
        values = _expected(game, root, dict(moves), known)
        found.append(Play(values, tuple(moves), _kept(ways)))
    isolated = all(
        len(component) == 1 and len(component[0].rows) == 1 and len(component[0].columns) == 1
        for component in answer.components
    )
    return found, answer.complete and isolated


def _first_of_each(game: Extensive, player: int, own: list[Any], root: int) -> list[int]:
    """One full plan for each reduced plan: what is ruled out is the first move."""
    keep = []
    for k, plan in enumerate(own):
        if all(move == 0 or possible(game, player, h, plan, root) for h, move in plan.items()):
            keep.append(k)
    return keep


def _kuhn(
    game: Extensive, player: int, own: list[Any], mix: Any, root: int
) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Behaviour with the same outcomes as a mixture of plans (Kuhn 1953, theorem 4)."""
    for h in own[0]:
        size = len(game.sets[h].actions)
        weights: list[Any] = [0] * size
        for plan, p in zip(own, mix, strict=True):
            if p != 0 and possible(game, player, h, plan, root):
                weights[plan[h]] = weights[plan[h]] + p
        total = sum(weights, start=0)
        if total == 0:
            yield h, tuple(int(j == 0) for j in range(size))
        else:
            yield h, tuple(exact_number(1 * w / total if w else 0, "p") for w in weights)


def _expected(
    game: Extensive, root: int, moves: Mapping[int, Any], known: Mapping[int, Any]
) -> tuple[Any, ...]:
    total: list[Any] = [0] * len(game.players)
    waiting: list[tuple[int, Any]] = [(root, 1)]
    while waiting:
        node, weight = waiting.pop()
        value = known.get(node) if node != root else None
        if value is None and game.owner[node] == END:
            value = game.payoffs[node]
        if value is not None:
            total = [t + weight * v for t, v in zip(total, value, strict=True)]
            continue
        chances = game.chances[node] if game.owner[node] == CHANCE else moves[game.infoset[node]]
        assert chances is not None
        for child, p in zip(game.children(node), chances, strict=True):
            if p != 0:
                waiting.append((child, weight * p))
    return tuple(total)


def _profile(game: Extensive, play: Play) -> Mapping[str, tuple[Any, ...]]:
    chosen: dict[int, tuple[Any, ...]] = {}
    waiting = [play]
    while waiting:
        here = waiting.pop()
        chosen.update(here.moves)
        waiting.extend(here.onward)
    return immutabledict({s.name: chosen[h] for h, s in enumerate(game.sets)})


def _refuse(count: int, limit: int) -> None:
    if count > limit:
        raise TooLarge(
            "subgame-perfect equilibria", count, limit, "raise limit= or break the ties",
            unit="profiles",
        )  # fmt: skip


def _why(game: Extensive, profile: Any) -> Upset | None:
    behaviour = game.read_behaviour(profile)
    if game.perfect_information:
        return _why_one_move(game, behaviour)
    for root in reversed(subgame_roots(game)):
        upset = why_not_nash(game, behaviour, root)
        if upset is not None:
            return upset
    return None


def _why_one_move(game: Extensive, behaviour: list[tuple[Any, ...]]) -> Upset | None:
    """With perfect information a profile is subgame perfect iff no single move would gain."""
    worth = game.worth(behaviour)
    for node in range(len(game.owner) - 1, -1, -1):
        mover = game.owner[node]
        if mover < 0:
            continue
        for k, child in enumerate(game.children(node)):
            gain = worth[child][mover] - worth[node][mover]
            if gain > 0:
                s = game.sets[game.infoset[node]]
                note = "after " + " › ".join(game.path(node)) if node else ""
                return Upset(game.players[mover], {s.name: s.actions[k]}, gain, note)
    return None
