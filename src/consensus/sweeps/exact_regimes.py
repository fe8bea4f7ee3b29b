"""The entrance to exact regimes: what is asked, over which range, at which values of the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from ..errors import InvalidInput
from ..exact import rational
from .asking import check_parameters, named, read_range, read_values
from .borders import over_rectangle
from .line import along_line
from .plane import Plane

__all__ = ["regimes"]


def regimes(
    answer: Callable[..., Any],
    *,
    over: Mapping[str, tuple[object, object]],
    at: Mapping[str, object] | None = None,
    limit: int = 10_000,
    tolerance: object = "1/100",
) -> Any:
    """Where an answer changes as one or two parameters move, exactly, and why.

    The question is asked on traced numbers, which record the sign of every comparison. The answer
    holds as far as those signs hold: on an interval of one parameter, from whose end an
    infinitesimal step leads into the next regime, so that none is too thin to be found; on a
    polygon of two parameters, where the comparisons are affine in them. Cost: two answers a
    place where a recorded sign changes; with two parameters, one a polygon and one a border.

    Parameters
    ----------
    answer : callable
        Called as ``answer(**parameters)``; returns anything: a Solution, a text, numbers. It may
        add, subtract, multiply, divide and compare the parameters, and nothing else.
    over : mapping parameter -> (low, high)
        One or two closed ranges with rational ends.
    at : mapping parameter -> number
        Sample values of the other parameters; they stay symbols in the formulas.
    limit : int
        The largest number of places at which a sign may change, or of polygons.
    tolerance : number
        With two parameters and curved borders: the largest share of the rectangle to be left
        unproved in a strip along the curves, said in ``.undecided``. Not used otherwise.

    Returns
    -------
    Regimes or RegimeMap
        Regimes for one parameter, RegimeMap for two; both with ``.pieces``, ``.edges`` and
        ``.crossings``.

    Raises
    ------
    InvalidInput
        If a range is empty or reversed, if the answer does not read a parameter, or if it is not
        a function of its parameters (it is asked twice at the first point).
    NotApplicable
        If the answer does with a parameter what traced numbers cannot do.
    TooLarge
        If signs change at more places than `limit`.

    Examples
    --------
    >>> def chair(support, rival, lean):
    ...     return "upholds" if support + lean >= rival else "accommodates"
    >>> found = regimes(chair, over={"support": (0, 1)}, at={"rival": "7/10", "lean": "1/5"})
    >>> print(found)
    support from 0 to 1: 2 regimes (at rival = 7/10, lean = 1/5)
      [0, 1/2)  accommodates
      [1/2, 1]  upholds
    edges
      support = 1/2: from accommodates to upholds; support = rival - lean
    >>> print(regimes(chair, over={"support": (0, 1), "rival": (0, 1)}, at={"lean": "1/5"}))
    support from 0 to 1, rival from 0 to 1 (at lean = 1/5)
       68.0%  upholds
       32.0%  accommodates
    borders
      rival = support + lean: from upholds to accommodates
    """
    if not callable(answer):
        raise InvalidInput(f"answer: expected a function of the parameters, got {answer!r}")
    ranges = {name: read_range(name, ends) for name, ends in named(over, "over").items()}
    rest = read_values(at)
    both = sorted(set(ranges) & set(rest))
    if both:
        raise InvalidInput(f"at: {both[0]!r} is already in over=")
    check_parameters(answer, [*ranges, *rest])
    if len(ranges) == 1:
        ((name, ends),) = ranges.items()
        return along_line(answer, name, ends, rest, limit)
    if len(ranges) == 2:
        x, y = ranges.values()
        share = Fraction(rational(tolerance, "tolerance"))
        if not 0 < share < 1:
            raise InvalidInput(f"tolerance: expected a share between 0 and 1, got {share}")
        return over_rectangle(Plane(answer, (*ranges, *rest), (x, y), rest, limit, share))
    raise InvalidInput(f"over: expected one or two parameters, got {len(ranges) or 'none'}")
