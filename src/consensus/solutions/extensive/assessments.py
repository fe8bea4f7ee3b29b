"""Sequential equilibria: beliefs that consistent trembles explain, and moves that suit them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import combinations, product
from math import lcm, prod
from typing import Any

from immutabledict import immutabledict

from ...errors import InvalidInput, TooLarge
from ...exact.read import Number, exact_number
from ...games.extensive import Extensive
from ...games.nodes import CHANCE
from ..declared import untraceable
from ..kind import of_kind
from ..programming import maximised
from ..solution import Solution, Upset
from .replies import best_reply, reach

__all__ = ["Assessment", "is_sequential", "sequential"]

_MOST_PROFILES = 20_000
_MOST_SUPPORTS = 4_096


@dataclass(frozen=True)
class Assessment:
    """A behaviour profile and, for each information set, the beliefs about its nodes.

    Attributes
    ----------
    profile : mapping information set -> probabilities
    beliefs : mapping information set -> probabilities
        One a node, in the order of `InformationSet.nodes`; sets of one node may be left out.
    """

    profile: Mapping[str, Any]
    beliefs: Mapping[str, Any]


def is_sequential(game: Extensive, assessment: Assessment) -> Upset | None:
    """None if an assessment is a sequential equilibrium; else what is wrong with it.

    Sequentially rational: at every information set nobody gains by another plan from there on,
    given the beliefs. Consistent: the beliefs are the limit of those that some sequence of
    completely mixed profiles gives by Bayes' rule, decided exactly. Cost: information sets ×
    nodes, and one linear programme with a variable for each unused move.

    Parameters
    ----------
    game : Extensive
        With perfect recall.
    assessment : Assessment

    Returns
    -------
    Upset or None
        For an inconsistent belief `who` is the player who holds it and `note` says why.

    Notes
    -----
    Beliefs are consistent iff unused moves can be given orders of smallness, so that the nodes
    believed possible are the likeliest of their set, and positive weights, so that Bayes' rule
    gives the beliefs among them. Orders and weights can be chosen separately: the first is a
    linear programme, the second a multiplicative system, solvable iff every integer relation
    among its equations holds.

    References
    ----------
    Kreps and Wilson, "Sequential equilibria", Econometrica 50 (1982), 863-894, sections 4-5;
    Perea y Monsuwé, Jansen and Peters, "Characterization of consistent assessments in extensive
    form games", Games and Economic Behavior 21 (1997), 238-252.

    Examples
    --------
    >>> from consensus.games import decision, ending
    >>> game = Extensive(["a"], decision("a", {"l": ending(1), "r": ending(2)}))
    >>> is_sequential(game, Assessment({"a 1": "r"}, {}))
    >>> print(is_sequential(game, Assessment({"a 1": "l"}, {})))
    a upsets it by a 1: r and gains 1
    """
    game.require_recall("is_sequential")
    behaviour = game.read_behaviour(assessment.profile)
    beliefs = _read_beliefs(game, assessment.beliefs)
    return _why_irrational(game, behaviour, beliefs) or _why_inconsistent(game, behaviour, beliefs)


def _read_beliefs(game: Extensive, given: Any) -> list[tuple[Number, ...]]:
    if not isinstance(given, Mapping):
        raise InvalidInput(f"beliefs: expected a mapping, got {given!r}")
    for name in given:
        if name not in game.named:
            raise InvalidInput(f"beliefs: {name!r} is not an information set of this game")
    read = []
    for s in game.sets:
        where = f"beliefs[{s.name!r}]"
        entry = given.get(s.name, (1,) if len(s.nodes) == 1 else None)
        if entry is None:
            raise InvalidInput(f"{where}: none for a set of {len(s.nodes)} nodes")
        mix = tuple(exact_number(x, f"{where}[{k}]") for k, x in enumerate(entry))
        if len(mix) != len(s.nodes) or any(p < 0 for p in mix) or sum(mix) != 1:
            raise InvalidInput(
                f"{where}: expected {len(s.nodes)} probabilities that sum to one, got {entry!r}"
            )
        read.append(mix)
    return read


def _why_irrational(
    game: Extensive, behaviour: Sequence[Any], beliefs: Sequence[Any]
) -> Upset | None:
    """One plan after another: with perfect recall, single sets from the last to the first."""
    worth = game.worth(list(behaviour))
    for h in sorted(range(len(game.sets)), key=lambda h: -game.sets[h].nodes[0]):
        s = game.sets[h]
        values = [
            sum(
                (mu * worth[game.first[node] + k][s.player]
                 for node, mu in zip(s.nodes, beliefs[h], strict=True)),
                start=0,
            )
            for k in range(len(s.actions))
        ]  # fmt: skip
        now = sum((p * v for p, v in zip(behaviour[h], values, strict=True)), start=0)
        for action, value in zip(s.actions, values, strict=True):
            if value > now:
                return Upset(game.players[s.player], {s.name: action}, value - now)
    return None


# Consistency -------------------------------------------------------------------------------------


def _why_inconsistent(
    game: Extensive, behaviour: Sequence[Any], beliefs: Sequence[Any]
) -> Upset | None:
    trembles = _Trembles(game, behaviour)
    supports = [
        [x for x, mu in zip(s.nodes, beliefs[h], strict=True) if mu > 0]
        for h, s in enumerate(game.sets)
    ]
    broken = trembles.why_not_possible(supports)
    if broken is not None:
        return Upset(game.players[game.sets[broken].player], None, None,
                     f"no small trembles make the nodes believed at {game.sets[broken].name!r}"
                     " the likeliest there")  # fmt: skip
    if not trembles.weights_exist(supports, beliefs):
        return Upset(frozenset(game.players), None, None,
                     "no small trembles give these beliefs by Bayes' rule")  # fmt: skip
    return None


class _Trembles:
    """Unused moves as unknowns: an order of smallness and a weight for each."""

    def __init__(self, game: Extensive, behaviour: Sequence[Any]) -> None:
        self.game = game
        self.unused = {
            (h, k): i
            for i, (h, k) in enumerate(
                (h, k) for h, mix in enumerate(behaviour) for k, p in enumerate(mix) if p == 0
            )
        }
        zero: tuple[int, ...] = ()
        self.counts: list[tuple[int, ...]] = [zero] * len(game.owner)
        self.factor: list[Any] = [1] * len(game.owner)
        for node, mover in enumerate(game.owner):
            for k, child in enumerate(game.children(node)):
                self.counts[child], self.factor[child] = self.counts[node], self.factor[node]
                if mover == CHANCE:
                    chances = game.chances[node]
                    assert chances is not None
                    self.factor[child] = self.factor[node] * chances[k]
                elif (game.infoset[node], k) in self.unused:
                    move = self.unused[game.infoset[node], k]
                    self.counts[child] = (*self.counts[node], move)
                else:
                    self.factor[child] = self.factor[node] * behaviour[game.infoset[node]][k]

    def row(self, node: int, other: int) -> list[int]:
        """How much more often each unused move lies before one node than before another."""
        row = [0] * len(self.unused)
        for move in self.counts[node]:
            row[move] += 1
        for move in self.counts[other]:
            row[move] -= 1
        return row

    def why_not_possible(self, supports: Sequence[Sequence[int]]) -> int | None:
        """The first information set whose believed nodes cannot be the likeliest, or None.

        Orders e >= 1: equal among believed nodes, larger by at least 1 elsewhere.
        """
        rows: list[list[int]] = []
        limits: list[int] = []
        for h, s in enumerate(self.game.sets):
            if len(s.nodes) == 1:
                continue
            first = supports[h][0]
            for node in s.nodes:
                if node == first:
                    continue
                row = self.row(node, first)
                slack = sum(row)  # e = 1 + f with f >= 0
                if node in supports[h]:
                    rows += [row, [-x for x in row]]
                    limits += [-slack, slack]
                else:
                    if self.factor[node] == 0:
                        continue
                    rows.append([-x for x in row])
                    limits.append(slack - 1)
            if any(self.factor[node] == 0 for node in supports[h]):
                return h
            if maximised([0] * len(self.unused), rows, limits).status == "infeasible":
                return h
        return None

    def equations(
        self, supports: Sequence[Sequence[int]]
    ) -> Iterator[tuple[int, int, int, list[int]]]:
        for h, s in enumerate(self.game.sets):
            if len(s.nodes) > 1:
                first = supports[h][0]
                for node in supports[h][1:]:
                    yield h, first, node, self.row(node, first)

    def weights_exist(self, supports: Sequence[Sequence[int]], beliefs: Sequence[Any]) -> bool:
        """Whether positive weights turn the beliefs into Bayes' rule.

        Each equation asks a product of weights to a given power; a whole-number relation among
        the equations has to give the product 1.
        """
        rows, ratios = [], []
        for h, first, node, row in self.equations(supports):
            nodes = self.game.sets[h].nodes
            held = Fraction(1) * beliefs[h][nodes.index(node)] / beliefs[h][nodes.index(first)]
            rows.append(row)
            ratios.append(held * self.factor[first] / self.factor[node])
        for relation in _relations(rows):
            value: Any = Fraction(1)
            for power, ratio in zip(relation, ratios, strict=True):
                value = value * ratio**power
            if value != 1:
                return False
        return True


def _relations(rows: Sequence[Sequence[int]]) -> list[list[int]]:
    """A basis of the whole-number relations among rows: combinations that vanish."""
    m = len(rows)
    table = [
        [*map(Fraction, row), *(Fraction(int(i == j)) for j in range(m))]
        for i, row in enumerate(rows)
    ]
    width = len(rows[0]) if rows else 0
    at = 0
    for column in range(width):
        pivot = next((i for i in range(at, m) if table[i][column] != 0), None)
        if pivot is None:
            continue
        table[at], table[pivot] = table[pivot], table[at]
        for i in range(m):
            if i != at and table[i][column] != 0:
                factor = table[i][column] / table[at][column]
                table[i] = [x - factor * y for x, y in zip(table[i], table[at], strict=True)]
        at += 1
    found = []
    for row in table[at:]:
        tail = row[width:]
        scale = lcm(*(x.denominator for x in tail))
        found.append([int(x * scale) for x in tail])
    return found


# All pure ones ---------------------------------------------------------------------------------


@untraceable("searches supports of beliefs by programmes over whole-number orders of smallness")
def sequential(game: Extensive, *, limit: int = _MOST_PROFILES) -> Solution:
    """The sequential equilibria in pure strategies, each with beliefs that support it.

    Every pure profile is tried, and for each every choice of the nodes believed possible at
    information sets off the path. Cost: profiles × supports × one linear programme for each set;
    meant for small trees.

    Parameters
    ----------
    game : Extensive
        With perfect recall.
    limit : int
        The most pure profiles to try.

    Returns
    -------
    Solution
        Items are `Assessment`. Complete, about pure strategies only, unless for some profile
        beliefs at several sets hang together so that they could not be settled one by one;
        `evidence["undecided"]` counts those profiles.

    References
    ----------
    Kreps and Wilson (1982).
    """
    of_kind(game, Extensive)
    game.require_recall("sequential")
    size = prod(len(s.actions) for s in game.sets)
    if size > limit:
        raise TooLarge("pure profiles", size, limit, "use subgame_perfect, or is_sequential",
                       unit="profiles")  # fmt: skip
    items: list[Assessment] = []
    undecided = 0
    for picks in product(*(range(len(s.actions)) for s in game.sets)):
        behaviour = [
            tuple(int(j == k) for j in range(len(s.actions)))
            for k, s in zip(picks, game.sets, strict=True)
        ]
        answer = _supported(game, behaviour)
        if isinstance(answer, Assessment):
            items.append(answer)
        elif answer is None:
            undecided += 1
    return Solution(
        "sequential",
        game,
        tuple(items),
        form="some" if undecided else "list",
        complete=not undecided,
        evidence={"strategies": "pure", "undecided": undecided},
        check=partial(is_sequential, game),
    )


def _supported(game: Extensive, behaviour: list[tuple[int, ...]]) -> Assessment | bool | None:
    """An assessment with this behaviour, False if there is none, None if it was not settled."""
    chances = reach(game, behaviour)
    if not _rational_on_path(game, behaviour, chances):
        return False
    worth = game.worth(list(behaviour))
    options: list[list[tuple[int, ...]]] = []
    for h, s in enumerate(game.sets):
        total = sum(chances[x] for x in s.nodes)
        if len(s.nodes) == 1:
            options.append([s.nodes])
        elif total > 0:
            options.append([tuple(x for x in s.nodes if chances[x] > 0)])
        else:
            sets = (c for k in range(1, len(s.nodes) + 1) for c in combinations(s.nodes, k))
            options.append(
                [c for c in sets if _belief(game, behaviour, worth, h, c, chances) is not None]
            )
    if prod(len(o) for o in options) > _MOST_SUPPORTS:
        raise TooLarge("supports of beliefs", prod(len(o) for o in options), _MOST_SUPPORTS,
                       "check single assessments with is_sequential", unit="supports")  # fmt: skip
    trembles = _Trembles(game, behaviour)
    unsettled = False
    for supports in product(*options):
        if trembles.why_not_possible(supports) is not None:
            continue
        beliefs = [_belief(game, behaviour, worth, h, supports[h], chances)
                   for h in range(len(game.sets))]  # fmt: skip
        if any(b is None for b in beliefs):
            continue
        if trembles.weights_exist(supports, beliefs):
            return _assessment(game, behaviour, beliefs)
        unsettled = True
    return None if unsettled else False


def _rational_on_path(
    game: Extensive, behaviour: Sequence[Any], chances: Mapping[int, Any]
) -> bool:
    """Nobody gains by another plan from the start: cheap, and most profiles end here."""
    worth = game.worth(list(behaviour))[0]
    return all(not best_reply(game, behaviour, i)[0] > worth[i] for i in range(len(game.players)))


def _belief(
    game: Extensive,
    behaviour: Sequence[Any],
    worth: Sequence[Any],
    h: int,
    support: Sequence[int],
    chances: Mapping[int, Any],
) -> tuple[Number, ...] | None:
    """Beliefs positive exactly on the support under which the move is best, or None.

    On the path Bayes' rule leaves no choice. Off it, the least belief is made as large as can be.
    """
    s = game.sets[h]
    total = sum(chances[x] for x in s.nodes)
    chosen = behaviour[h].index(1)
    gaps = [
        [worth[game.first[x] + k][s.player] - worth[game.first[x] + chosen][s.player]
         for x in support]
        for k in range(len(s.actions)) if k != chosen
    ]  # fmt: skip
    if total > 0:
        held = [Fraction(1) * chances[x] / total for x in support]
        if any(sum(m * g for m, g in zip(held, row, strict=True)) > 0 for row in gaps):
            return None
    else:
        n = len(support)
        rows: list[list[Any]] = [[*row, 0] for row in gaps]
        rows += [[-int(i == j) for j in range(n)] + [1] for i in range(n)]
        rows += [[1] * n + [0], [-1] * n + [0]]
        limits = [0] * (len(gaps) + n) + [1, -1]
        answer = maximised([0] * n + [1], rows, limits)
        if answer.status != "optimal" or not answer.value > 0:
            return None
        held = list(answer.point[:n])
    beliefs = dict(zip(support, held, strict=True))
    return tuple(exact_number(beliefs.get(x, 0), "belief") for x in s.nodes)


def _assessment(game: Extensive, behaviour: Sequence[Any], beliefs: Sequence[Any]) -> Assessment:
    return Assessment(
        immutabledict({s.name: behaviour[h] for h, s in enumerate(game.sets)}),
        immutabledict({s.name: beliefs[h] for h, s in enumerate(game.sets)}),
    )
