"""The nucleolus and the prenucleolus: the complaints of coalitions made small, greatest first."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ...errors import NotApplicable
from ...exact.read import shown
from ...games.coalitional import Coalitional
from ...rules.rule import Rule
from ..declared import traceable
from ..kind import of_kind
from ..solution import Values
from .core_allocations import block_masks
from .criterion import kohlberg
from .large import RuleLevels
from .levels import Levels
from .partition import Blocks
from .quotient import tidied
from .simple import LISTED

__all__ = ["is_nucleolus", "is_prenucleolus", "nucleolus", "prenucleolus"]


def is_nucleolus(
    game: Coalitional, allocation: Mapping[str, object], *, structure: Blocks | None = None
) -> bool:
    """Whether an allocation is the nucleolus, by Kohlberg's criterion.

    Examples
    --------
    >>> from consensus import games
    >>> is_nucleolus(games.glove_game(["l"], ["r1", "r2"]), {"l": 1, "r1": 0, "r2": 0})
    True
    """
    of_kind(game, Coalitional)
    return kohlberg(game, allocation, block_masks(game, structure), rational=True) is None


def is_prenucleolus(
    game: Coalitional, allocation: Mapping[str, object], *, structure: Blocks | None = None
) -> bool:
    """Whether an allocation is the prenucleolus, by Kohlberg's criterion.

    Examples
    --------
    >>> from consensus import games
    >>> is_prenucleolus(games.glove_game(["l"], ["r1", "r2"]), {"l": 0, "r1": 1, "r2": 0})
    False
    """
    of_kind(game, Coalitional)
    return kohlberg(game, allocation, block_masks(game, structure), rational=False) is None


@traceable
def nucleolus(game: Coalitional, *, structure: Blocks | None = None) -> Values:
    """The nucleolus: among imputations, the one with the least excesses, greatest excess first.

    At most n − 1 exact linear programmes a pass, a few passes, each with one scan of all 2ⁿ
    coalitions. For a game made from a rule with more than 16 players no table is made: vetoers
    share equally, and without one integer programmes look for the coalitions that matter.

    Parameters
    ----------
    game : Coalitional
    structure : iterable of coalitions, or mapping name -> coalition, optional
        Blocks that each share their own worth; the grand coalition when left out.

    Returns
    -------
    Values
        With ``evidence["levels"]``: the excess of each level and its balanced coalitions.

    Raises
    ------
    NotApplicable
        If nobody can be given as much as they secure alone: there is no imputation.
    NotConverged
        For a large rule, if a share has so large a denominator that the integer programmes
        cannot be trusted.

    References
    ----------
    D. Schmeidler, *SIAM Journal on Applied Mathematics* 17 (1969), 1163-1170; M. Maschler,
    B. Peleg and L. S. Shapley, *Mathematics of Operations Research* 4 (1979), 303-338.

    Examples
    --------
    >>> from consensus import games
    >>> dict(nucleolus(games.bankruptcy_game(200, {"a": 100, "b": 200, "c": 300})))
    {'a': 50, 'b': 75, 'c': 75}
    """
    of_kind(game, Coalitional)
    for block in block_masks(game, structure):
        inside = [p for p in game.players if block >> game.index[p] & 1]
        alone: Any = sum((game.worth({p}) for p in inside), start=0)
        if alone > game.worth(inside):
            raise NotApplicable(
                f"no imputation: {', '.join(inside)} secure {shown(alone)} alone"
                f" and {shown(game.worth(inside))} together; the prenucleolus exists"
            )
    return _pressed("nucleolus", game, structure, rational=True)


@traceable
def prenucleolus(game: Coalitional, *, structure: Blocks | None = None) -> Values:
    """The prenucleolus: as the nucleolus, among all allocations that share out the worth.

    It always exists. Cost as for `nucleolus`.

    References
    ----------
    A. I. Sobolev, *Mathematical Methods in the Social Sciences* 6 (1975), 94-151; Peleg and
    Sudhölter 2007, ch. 6.

    Examples
    --------
    >>> from consensus import games
    >>> dict(prenucleolus(games.Coalitional.from_table([0, 3, 0, 1])))
    {'1': 2, '2': -1}
    """
    of_kind(game, Coalitional)
    return _pressed("prenucleolus", game, structure, rational=False)


def _pressed(
    concept: str, game: Coalitional, structure: Blocks | None, *, rational: bool
) -> Values:
    if game.rule is not None and structure is None and len(game.players) > LISTED:
        return _pressed_rule(concept, game, game.rule, rational=rational)
    blocks = block_masks(game, structure)
    engine = Levels(game, blocks, rational=rational)
    levels = engine.all()
    if levels:
        shares: Any = levels[-1].shares
    else:
        shares = [game.table[1 << i] for i in range(engine.n)]
    shown_levels = tuple(
        (tidied(level.excess), tuple(game.coalition(mask) for mask in level.weights))
        for level in levels
    )
    found = dict(zip(game.players, map(tidied, shares), strict=True))
    return Values(concept, game, found, evidence={"levels": shown_levels})


def _pressed_rule(concept: str, game: Coalitional, rule: Rule, *, rational: bool) -> Values:
    """Vetoers share equally where there are any; otherwise the levels of the rule."""
    if rule.vetoers:
        equal = tidied(Fraction(1, len(rule.vetoers)))
        found = {p: equal if p in rule.vetoers else 0 for p in rule.players}
        return Values(concept, game, found, evidence={"vetoers": rule.vetoers})
    engine = RuleLevels(rule, rational=rational)
    levels = engine.all()
    if not levels:
        equal = tidied(Fraction(1, len(rule.players)))
        return Values(concept, game, dict.fromkeys(rule.players, equal))
    evidence = {"excesses": tuple(tidied(level.excess) for level in levels)}
    return Values(concept, game, engine.shares(levels[-1].shares), evidence=evidence)
