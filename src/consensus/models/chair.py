"""What a chair does where it may act alone: discretion under pressure, and a shield of backers.

The two models answer the same question in two ways. `discretion` lets the chair choose a degree,
`backing` asks whether a lump of support meets a deficit; they agree when the deficit is
pressure + lean − 1/2, exactly where the chosen degree crosses one half.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any, NamedTuple

from ..errors import InvalidInput
from ..exact.read import Number, exact_number, shown
from ..solutions.declared import traceable
from ..solutions.solution import Solution, Upset

__all__ = ["Backing", "Discretion", "Marks", "backing", "discretion"]


class Marks(NamedTuple):
    """The three levels of support at which the chair's conduct changes its kind."""

    end_of_full_accommodation: Number
    balance: Number
    full_upholding: Number


@dataclass(frozen=True)
class DiscretionGame:
    """A chair with quadratic loss from its own lean, pressed one way and supported the other."""

    lean: Number
    pressure: Number
    support: Number
    curvature: Number

    def utility(self, accommodation: Number) -> Number:
        """The chair's utility of a degree of accommodation, 0 (uphold) to 1 (accommodate)."""
        distance: Any = accommodation - self.lean
        value: Number = (
            -self.curvature * distance * distance / Fraction(2)
            + (self.pressure - self.support) * accommodation
        )
        return value


@dataclass(frozen=True, kw_only=True)
class Discretion(Solution):
    """The degree of accommodation that a chair chooses, and the support at which it changes.

    Attributes
    ----------
    accommodation : number
        From 0, full upholding, to 1, full accommodation.
    marks : Marks
        The support up to which accommodation is full, where it is one half, and from which
        upholding is full.
    conduct : str
        ``"accommodates fully"``, ``"mostly accommodates"``, ``"balances"``, ``"mostly upholds"``
        or ``"upholds fully"``.
    """

    accommodation: Number
    marks: Marks
    conduct: str


@traceable
def discretion(
    lean: object, pressure: object, support: object, curvature: object = 1
) -> Discretion:
    """The degree to which a chair accommodates, between its lean, pressure and support.

    The chair maximises −curvature · (d − lean)²/2 + (pressure − support) · d over 0 ≤ d ≤ 1, so
    d = lean + (pressure − support)/curvature, cut to that range. Cost: a few comparisons.

    Parameters
    ----------
    lean : number
        The degree the chair would choose if left alone.
    pressure, support : number
        What one more unit of accommodation is worth to it from one side, and costs on the other.
    curvature : number
        How fast the loss grows away from the lean; "one unit of support removes one unit of
        accommodation" is the choice of 1.

    Returns
    -------
    Discretion

    Raises
    ------
    InvalidInput
        For a curvature that is not positive.

    Notes
    -----
    Model B3 of the case. It holds for one dimension, marginal pressure and support that are
    constant, and a chair that cannot be overruled where it acts alone. Support acts on this
    choice only: it cannot override an objection.

    Examples
    --------
    >>> answer = discretion(lean="0.4", pressure="0.5", support="0.6")
    >>> answer.accommodation, answer.conduct
    (Fraction(3, 10), 'mostly upholds')
    >>> [str(mark) for mark in answer.marks]
    ['-1/10', '2/5', '9/10']
    """
    k, p, s, h = (
        exact_number(value, name)
        for value, name in (
            (lean, "lean"), (pressure, "pressure"), (support, "support"), (curvature, "curvature"),
        )
    )  # fmt: skip
    if not h > 0:
        raise InvalidInput(f"curvature: expected a positive number, got {shown(h)}")
    chosen, conduct = _choice(k + _over(p - s, h))
    half = Fraction(1, 2)
    marks = Marks(*(exact_number(p + h * (k - level), "mark") for level in (1, half, 0)))
    game = DiscretionGame(k, p, s, h)
    return Discretion(
        concept="discretion",
        game=game,
        items=(chosen,),
        check=partial(_why_not_chosen, game, chosen),
        accommodation=chosen,
        marks=marks,
        conduct=conduct,
    )


def _choice(wished: Any) -> tuple[Number, str]:
    """The degree nearest to the wished one, and what such conduct is called."""
    if wished >= 1:
        return 1, "accommodates fully"
    if wished <= 0:
        return 0, "upholds fully"
    half = Fraction(1, 2)
    if wished == half:
        return half, "balances"
    degree = exact_number(wished, "accommodation")
    return degree, "mostly accommodates" if wished > half else "mostly upholds"


def _why_not_chosen(game: DiscretionGame, chosen: Number, candidate: object) -> Upset | None:
    degree = exact_number(candidate, "candidate")
    if degree < 0 or degree > 1:
        return Upset("chair", chosen, note="a degree of accommodation lies between 0 and 1")
    gain: Any = game.utility(chosen) - game.utility(degree)
    return Upset("chair", chosen, gain) if gain > 0 else None


@dataclass(frozen=True, kw_only=True)
class Backing(Solution):
    """How much support shields a chair, jointly, alone, or with unequal partners.

    Attributes
    ----------
    joint : number
        What each of two equal partners needs to give when they act together.
    joint_total : number
        Twice that.
    side_by_side : number
        What each of two equal partners needs to give when they do not act together.
    alone : number
        What a single backer needs to give.
    saving : number
        By which factor joint backing is cheaper in total than a single backer.
    unequal : tuple of number, or None
        The cheapest contributions within `limits`, in their order; None without limits, or when
        the limits do not reach.
    """

    joint: Number
    joint_total: Number
    side_by_side: Number
    alone: Number
    saving: Number
    unequal: tuple[Number, Number] | None


@traceable
def backing(
    deficit: object, synergy: object, *, limits: tuple[object, object] | None = None
) -> Backing:
    """The support two backers need to give before a chair upholds: jointly, or one alone.

    The shield of contributions s₁, s₂ is s₁ + s₂ + synergy · min(s₁, s₂); the chair upholds iff
    it is at least the deficit. Cost: a few comparisons.

    Parameters
    ----------
    deficit : number
        What the shield has to reach. If it is not positive no backing is needed.
    synergy : number
        The extra shield when both act together, at least 0.
    limits : pair of numbers, optional
        The most that each backer would give, at least 0.

    Returns
    -------
    Backing
        Its item is the pair of contributions with the least total. It is empty when the limits
        do not reach. Without synergy other splits cost the same, so `form` is then ``"some"``.

    Notes
    -----
    Model A3 of the case. The synergy is an assumption, so "joint backing saves the factor
    (2 + synergy)/2" restates an input. With limits the least total is 2·deficit/(2 + synergy) if
    both limits reach half of it, else the weaker partner gives all it would and the other
    deficit − (1 + synergy) · (the weaker limit).

    Examples
    --------
    >>> shield = backing(1, "0.5")
    >>> str(shield.joint), shield.alone, str(shield.saving)
    ('2/5', 1, '5/4')
    >>> backing(1, "0.5", limits=("0.2", 2)).unequal
    (Fraction(1, 5), Fraction(7, 10))
    """
    gap, extra = exact_number(deficit, "deficit"), exact_number(synergy, "synergy")
    if extra < 0:
        raise InvalidInput(f"synergy: expected at least 0, got {shown(extra)}")
    most = _limits(limits)
    needed: Number = gap if gap > 0 else 0
    factor: Any = extra + 2
    joint = exact_number(_over(needed, factor), "joint")
    unequal = None if most is None else _cheapest(needed, extra, joint, most)
    items: tuple[Any, ...] = ((joint, joint),)
    if most is not None:
        items = () if unequal is None else (unequal,)
    unique = bool(extra > 0) or not items or not needed > 0
    return Backing(
        concept="backing",
        game={"deficit": gap, "synergy": extra, "limits": most},
        items=items,
        form="list" if unique else "some",
        complete=unique,
        check=partial(_why_not_cheapest, needed, extra, most),
        joint=joint,
        joint_total=exact_number(2 * joint, "joint_total"),
        side_by_side=exact_number(_over(needed, 2), "side_by_side"),
        alone=needed,
        saving=exact_number(_over(factor, 2), "saving"),
        unequal=unequal,
    )


def _limits(limits: tuple[object, object] | None) -> tuple[Number, Number] | None:
    if limits is None:
        return None
    if not isinstance(limits, (tuple, list)) or len(limits) != 2:
        raise InvalidInput(f"limits: expected one for each of two backers, got {limits!r}")
    first, second = (exact_number(limit, f"limits[{i}]") for i, limit in enumerate(limits))
    for i, limit in enumerate((first, second)):
        if limit < 0:
            raise InvalidInput(f"limits[{i}]: expected at least 0, got {shown(limit)}")
    return first, second


def _cheapest(
    needed: Number, synergy: Any, joint: Any, limits: tuple[Number, Number]
) -> tuple[Number, Number] | None:
    first, second = limits
    if first >= joint and second >= joint:
        return joint, joint
    weaker, stronger = (first, second) if first <= second else (second, first)
    rest: Any = needed - (1 + synergy) * weaker
    if rest > stronger:
        return None
    other = exact_number(rest, "unequal")
    return (weaker, other) if first <= second else (other, weaker)


def _why_not_cheapest(
    needed: Number, synergy: Any, limits: tuple[Number, Number] | None, candidate: object
) -> Upset | None:
    """Why a pair of contributions does not shield, is not on offer, or costs more than needed."""
    if not isinstance(candidate, tuple) or len(candidate) != 2:
        raise InvalidInput(f"candidate: expected a pair of contributions, got {candidate!r}")
    given: list[Any] = [exact_number(x, f"candidate[{i}]") for i, x in enumerate(candidate)]
    names = ("first backer", "second backer")
    for i, name in enumerate(names):
        if given[i] < 0:
            return Upset(name, 0, note="nobody gives less than nothing")
        if limits is not None and given[i] > limits[i]:
            return Upset(name, limits[i], given[i] - limits[i], "beyond what it would give")
    short: Any = needed - (sum(given) + synergy * min(given))
    if short > 0:
        return Upset("chair", "accommodates", short, "the shield falls short by this much")
    joint = exact_number(_over(needed, synergy + 2), "joint")
    best: Any = (joint, joint) if limits is None else _cheapest(needed, synergy, joint, limits)
    spared: Any = sum(given) - sum(best)
    return Upset(frozenset(names), best, spared, "less would do") if spared > 0 else None


def _over(top: Any, bottom: Any) -> Any:
    return (Fraction(top) if isinstance(top, int) else top) / bottom
