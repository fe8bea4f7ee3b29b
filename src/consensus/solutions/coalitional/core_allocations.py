"""The core: allocations that no coalition can improve upon, or the proof that there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import gcd
from typing import Any

import numpy as np

from ...exact.read import Number, exact_number, shown
from ...games.coalitional import Coalitional
from ...rules.rule import Rule
from ..declared import traceable
from ..kind import of_kind
from ..solution import Solution, Upset
from .excess import Excesses, read_allocation
from .large import RuleLevels
from .levels import Level, Levels
from .partition import Blocks, read_blocks
from .quotient import divided, tidied
from .simple import LISTED, core_of_rule

__all__ = ["LeastCore", "block_masks", "core", "epsilon_core", "is_in_core", "least_core"]


def is_in_core(
    game: Coalitional, allocation: Mapping[str, object], *, structure: Blocks | None = None
) -> bool:
    """Whether an allocation shares out the worth and no coalition could secure more for itself.

    Cost 2ⁿ; for a game made from a rule, n.

    Examples
    --------
    >>> from consensus import games
    >>> is_in_core(games.glove_game(["l"], ["r1", "r2"]), {"l": 1, "r1": 0, "r2": 0})
    True
    """
    of_kind(game, Coalitional)
    return core_upset(game, allocation, block_masks(game, structure), 0) is None


def core_upset(
    game: Coalitional, allocation: Mapping[str, object], blocks: Sequence[int], epsilon: Number
) -> Upset | None:
    """The coalition that could secure most beyond its share, or None."""
    shares = read_allocation(game, allocation)
    for block in blocks:
        inside = game.coalition(block)
        have: Any = sum((shares[game.index[p]] for p in inside), start=0)
        if have != game.worth(inside):
            note = f"they share out {shown(have)} of a worth of {shown(game.worth(inside))}"
            return Upset(inside, None, None, note)
    whole = len(blocks) == 1
    if game.rule is not None and whole and len(game.players) > LISTED and epsilon == 0:
        return core_of_rule(game).why(allocation)
    excesses = Excesses(game.table, shares)
    among = np.setdiff1d(np.arange(1, len(game.table)), np.array(blocks))
    if not len(among):
        return None
    gain, mask = excesses.greatest(among)
    if gain <= epsilon:
        return None
    inside = game.coalition(mask)
    extra = divided(gain, len(inside))
    move = {p: tidied(shares[game.index[p]] + extra) for p in game.players if p in inside}
    return Upset(inside, move, tidied(gain))


@traceable
def core(game: Coalitional, *, structure: Blocks | None = None) -> Solution:
    """One allocation of the core, or the balanced collection that proves the core empty.

    The allocation is the prenucleolus, which lies as deep in the core as can be. Constraint
    generation with exact linear programmes; a scan of all 2ⁿ coalitions a round. For a game made
    from a rule the answer follows from its vetoers at any size.

    Parameters
    ----------
    game : Coalitional
    structure : iterable of coalitions, or mapping name -> coalition, optional
        Blocks that each share their own worth; the grand coalition when left out.

    Returns
    -------
    Solution
        One allocation (player -> share), form "some"; or empty and complete, with
        ``evidence["balanced"]``: weights of coalitions whose worths add up to more than there is
        to share, though for every player the weights of their coalitions add up to 1.

    References
    ----------
    D. B. Gillies, *Contributions to the Theory of Games* IV, Princeton 1959, 47-85; O. N.
    Bondareva, *Problemy Kibernetiki* 10 (1963), 119-139; L. S. Shapley, *Naval Research Logistics
    Quarterly* 14 (1967), 453-460. With a structure: R. J. Aumann and J. H. Drèze, *International
    Journal of Game Theory* 3 (1974), 217-237.

    Examples
    --------
    >>> from consensus import games, rules
    >>> core(games.glove_game(["l"], ["r1", "r2"])).items
    ({'l': 1, 'r1': 0, 'r2': 0},)
    >>> majority = games.Coalitional.from_rule(rules.by_majority(["a", "b", "c"]))
    >>> len(core(majority)), sum(core(majority).evidence["balanced"].values())
    (0, Fraction(3, 2))
    """
    of_kind(game, Coalitional)
    if game.rule is not None and structure is None:
        return core_of_rule(game)
    return _core("core", game, block_masks(game, structure), 0)


@traceable
def epsilon_core(
    game: Coalitional, *, epsilon: object, structure: Blocks | None = None
) -> Solution:
    """The strong ε-core: allocations that no coalition can improve upon by more than ε in all.

    Cost and answer as for `core`, the allocation being the prenucleolus; a negative ε asks for a
    margin.

    References
    ----------
    L. S. Shapley and M. Shubik, *Econometrica* 34 (1966), 805-827; M. Maschler, B. Peleg and
    L. S. Shapley, *Mathematics of Operations Research* 4 (1979), 303-338.

    Examples
    --------
    >>> from consensus import games, rules
    >>> majority = games.Coalitional.from_rule(rules.by_majority(["a", "b", "c"]))
    >>> epsilon_core(majority, epsilon="1/3").items
    ({'a': Fraction(1, 3), 'b': Fraction(1, 3), 'c': Fraction(1, 3)},)
    """
    of_kind(game, Coalitional)
    blocks = block_masks(game, structure)
    return _core("epsilon_core", game, blocks, exact_number(epsilon, "epsilon"))


@dataclass(frozen=True)
class LeastCore(Solution):
    """The least core.

    Attributes
    ----------
    epsilon : number
        The least ε whose strong ε-core is not empty; at most 0 iff the core is not empty.
    """

    epsilon: Any = 0


@traceable
def least_core(game: Coalitional, *, structure: Blocks | None = None) -> LeastCore:
    """The allocations whose greatest excess is least; one of them and the excess.

    The one is the prenucleolus, except for a rule of more than 16 players, where it is any. Cost
    as for `prenucleolus`.

    Returns
    -------
    LeastCore
        One allocation, form "some"; `.epsilon`; ``evidence["balanced"]`` proves that no smaller
        ε will do.

    References
    ----------
    M. Maschler, B. Peleg and L. S. Shapley, *Mathematics of Operations Research* 4 (1979), 303-338.

    Examples
    --------
    >>> from consensus import games, rules
    >>> majority = games.Coalitional.from_rule(rules.by_majority(["a", "b", "c"]))
    >>> least_core(majority).epsilon
    Fraction(1, 3)
    """
    of_kind(game, Coalitional)
    if game.rule is not None and structure is None and len(game.players) > LISTED:
        return _least_core_of_rule(game, game.rule)
    blocks = block_masks(game, structure)
    engine = Levels(game, blocks, rational=False)
    fixed = _fixed_excess(game, engine, blocks)
    evidence: dict[str, Any] = {}
    if engine.span.rank == engine.n:
        shares: tuple[Any, ...] = tuple(game.table[1 << i] for i in range(engine.n))
        epsilon = fixed[0] if fixed is not None else 0
    else:
        levels = engine.all()
        shares, epsilon = levels[-1].shares, levels[0].excess
        evidence["balanced"] = _balanced(game, levels[0].weights, blocks)
        if fixed is not None and fixed[0] > epsilon:
            epsilon = fixed[0]
            evidence["balanced"] = _with_blocks(game, fixed[1], blocks)
    return LeastCore(
        "least_core",
        game,
        (dict(zip(game.players, map(tidied, shares), strict=True)),),
        form="some",
        complete=False,
        evidence=evidence,
        check=partial(core_upset, game, blocks=blocks, epsilon=epsilon),
        epsilon=tidied(epsilon),
    )


def _least_core_of_rule(game: Coalitional, rule: Rule) -> LeastCore:
    """Without a table; a single candidate can then be asked about only where a vetoer exists."""
    engine = RuleLevels(rule, rational=False)
    level = engine.first()
    if level is None:
        shares: dict[str, Any] = dict.fromkeys(rule.players, Fraction(1, len(rule.players)))
        least = -Fraction(1, len(rule.players))
    else:
        shares, least = engine.shares(level.shares), level.excess
    epsilon = max(least, _proportional_excess(engine))
    return LeastCore(
        "least_core", game, (shares,), form="some", complete=False, epsilon=tidied(epsilon)
    )


def _proportional_excess(engine: RuleLevels) -> Fraction:
    """The greatest excess of winning coalitions that hold the same part of every type.

    Where players of a type share alike, no allocation changes it.
    """
    parts = gcd(*engine.sizes)
    for k in range(1, parts):
        if engine.worth(tuple(size // parts * k for size in engine.sizes)):
            return 1 - Fraction(k, parts)
    return Fraction(-1)


def block_masks(game: Coalitional, structure: Blocks | None) -> list[int]:
    """The masks of the blocks; the grand coalition alone when there is no structure."""
    if structure is None:
        return [(1 << len(game.players)) - 1]
    return [game.mask(block) for block in read_blocks(game, structure, "structure")]


def _core(concept: str, game: Coalitional, blocks: list[int], epsilon: Number) -> Solution:
    engine = Levels(game, blocks, rational=False)

    def check(allocation: Any) -> Upset | None:
        return core_upset(game, allocation, blocks, epsilon)

    fixed = _fixed_excess(game, engine, blocks)
    if fixed is not None and fixed[0] > epsilon:
        proof = {"balanced": _with_blocks(game, fixed[1], blocks)}
        return Solution(concept, game, (), evidence=proof, check=check)
    if engine.span.rank == engine.n:
        shares: tuple[Any, ...] = tuple(game.table[1 << i] for i in range(engine.n))
    else:

        def stop(level: Level, excesses: Excesses | None) -> bool:
            if level.excess > epsilon:
                return True
            assert excesses is not None
            return not len(level.before.outside(excesses.above(epsilon)))

        level = engine.first(stop)
        if level.excess > epsilon:
            proof = {"balanced": _balanced(game, level.weights, blocks)}
            return Solution(concept, game, (), evidence=proof, check=check)
        shares = engine.all()[-1].shares
    found = dict(zip(game.players, map(tidied, shares), strict=True))
    return Solution(concept, game, (found,), form="some", complete=False, check=check)


def _fixed_excess(
    game: Coalitional, engine: Levels, blocks: Sequence[int]
) -> tuple[Any, int] | None:
    """The greatest excess among unions of several blocks, which no allocation can change."""
    if len(blocks) == 1:
        return None
    best: tuple[Any, int] | None = None
    unions = [0]
    for block in blocks:
        unions += [union | block for union in unions]
    total: dict[int, Any] = {0: 0}
    for block in blocks:
        total |= {union | block: value + game.table[block] for union, value in total.items()}
    for union in unions:
        if union and union not in blocks:
            excess = game.table[union] - total[union]
            if best is None or excess > best[0]:
                best = excess, union
    return best


def _with_blocks(game: Coalitional, union: int, blocks: Sequence[int]) -> dict[frozenset[str], Any]:
    """A union of blocks and the blocks outside it, each with weight 1."""
    return {game.coalition(mask): 1 for mask in (union, *(b for b in blocks if not b & union))}


def _balanced(
    game: Coalitional, weights: Mapping[int, Any], blocks: Sequence[int]
) -> dict[frozenset[str], Any]:
    """Weights as a balanced collection: for every player they add up to 1."""
    held = []
    for block in blocks:
        low = (block & -block).bit_length() - 1
        held.append(sum((w for mask, w in weights.items() if mask >> low & 1), start=0))
    most = max(held, default=0)
    found = {game.coalition(mask): tidied(Fraction(w) / most) for mask, w in weights.items()}
    for block, have in zip(blocks, held, strict=True):
        rest = 1 - Fraction(have) / most
        if rest:
            inside = game.coalition(block)
            found[inside] = tidied(found.get(inside, 0) + rest)
    return found
