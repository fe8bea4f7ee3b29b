"""Where an answer changes that traced numbers cannot follow: brackets of a stated width."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..errors import InvalidInput, TooLarge
from ..exact import Exact, natural, rational
from .asking import check_parameters, named, read_range
from .bands import bare
from .pieces import answer_text
from .structure import same
from .tables import frame

if TYPE_CHECKING:
    import pandas

__all__ = ["Bracket", "Brackets", "bracket"]


@dataclass(frozen=True)
class Bracket:
    """Two values between which the finding changes."""

    low: Exact
    high: Exact
    before: Any
    after: Any

    @property
    def middle(self) -> Exact:
        """Halfway: an estimate of the edge, within half the width."""
        return (self.low + Fraction(self.high)) / 2

    def __float__(self) -> float:
        return float(self.middle)

    def __str__(self) -> str:
        change = f"from {answer_text(self.before)} to {answer_text(self.after)}"
        return f"between {float(self.low):.10g} and {float(self.high):.10g}: {change}"


@dataclass(frozen=True)
class Brackets:
    """What was found along one parameter by asking at points only.

    Attributes
    ----------
    parameter : str
    low, high : number
        The range.
    at : mapping parameter -> number
        The other parameters.
    edges : tuple of Bracket
        In order; each is at most `width` wide.
    width : number
        The stated width.
    resolution : number
        The distance of the points asked at first. A regime that begins and ends between two
        neighbouring points may have been missed; `exact` is False for that reason.
    answers : tuple
        The findings between the edges, as far as they were seen.
    asked : int
        At how many points the question was asked.
    """

    parameter: str
    low: Exact
    high: Exact
    at: Mapping[str, Any]
    edges: tuple[Bracket, ...]
    width: Exact
    resolution: Exact
    answers: tuple[Any, ...]
    asked: int = field(compare=False, default=0)

    @property
    def exact(self) -> bool:
        """False: edges are brackets, and thin regimes may be missing."""
        return False

    def rows(self) -> list[dict[str, Any]]:
        """One row a bracket."""
        return [
            {
                "from": float(edge.low), "to": float(edge.high),
                "before": answer_text(edge.before), "after": answer_text(edge.after),
            }
            for edge in self.edges
        ]  # fmt: skip

    def to_frame(self) -> pandas.DataFrame:
        """The rows as a pandas table; needs the extra ``pandas``."""
        return frame(self.rows())

    def __str__(self) -> str:
        width, thin = f"{float(self.width):.3g}", f"{float(self.resolution):.3g}"
        head = (
            f"{self.parameter} from {self.low} to {self.high}: {len(self.edges)} changes seen, "
            f"each within {width}; regimes thinner than {thin} may be missing"
        )
        return "\n".join([head, *(f"  {edge}" for edge in self.edges)])

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"


def bracket(
    answer: Callable[..., Any],
    *,
    over: Mapping[str, tuple[object, object]],
    width: object,
    at: Mapping[str, Any] | None = None,
    finding: Callable[[Any], Any] | None = None,
    steps: int = 64,
    limit: int = 100_000,
) -> Brackets:
    """Enclose the places where an answer changes, by asking at points and halving.

    For answers that iterate, round, sample with a fixed seed or need known numbers. The range is
    asked at equal steps, and wherever neighbours differ the grid is refined by halving, also for
    a third answer that turns up in between. What happens wholly between two equal neighbours is
    not seen; the result says so. Cost: ``steps`` answers and log₂(range/(steps·width)) a change.

    Parameters
    ----------
    answer : callable
        Called as ``answer(**parameters)`` with fractions.
    over : mapping parameter -> (low, high)
        One range.
    width : number
        The largest width of a bracket.
    at : mapping
        The other parameters, handed on as they are.
    finding : callable or None
        From an answer to what is compared, for instance rounded numbers or a support; None takes
        the items of a Solution, or the whole answer.
    steps : int
        Into how many equal parts the range is cut at first.
    limit : int
        The largest number of answers.

    Raises
    ------
    InvalidInput
        If the width is not positive or the answer is not a function of its parameters.
    TooLarge
        If more answers than `limit` would be needed.

    Examples
    --------
    >>> import math
    >>> print(bracket(lambda x: math.exp(x) > 2, over={"x": (0, 1)}, width="1e-9"))
    x from 0 to 1: 1 changes seen, each within 1e-09; regimes thinner than 0.0156 may be missing
      between 0.6931471797 and 0.6931471806: from False to True
    """
    if len(over) != 1:
        raise InvalidInput(f"over: expected one parameter, got {len(over)}")
    ((name, ends),) = named(over, "over").items()
    low, high = read_range(name, ends)
    rest = dict(at or {})
    check_parameters(answer, [name, *rest])
    least = rational(width, "width")
    if least <= 0:
        raise InvalidInput(f"width: expected a positive number, got {least}")
    steps, limit = natural(steps, "steps", least=1), natural(limit, "limit", least=1)
    if steps >= limit:
        raise TooLarge(
            f"brackets along {name}", steps + 1, limit, "ask for fewer steps", unit="answers"
        )
    asking = _Asking(lambda x: answer(**{name: x}, **rest), finding or bare, limit, name)
    asking.refuse_unless_function(low)
    step = Fraction(high - low) / steps
    points = [(x, asking.at(x)) for x in (low + step * i for i in range(steps + 1))]
    found: list[Bracket] = []
    for (a, before), (b, after) in pairwise(points):
        found += asking.between(a, before, b, after, least)
    answers = (points[0][1], *(edge.after for edge in found))
    return Brackets(name, low, high, rest, tuple(found), least, step, answers, asking.count)


class _Asking:
    def __init__(
        self, ask: Callable[[Fraction], Any], finding: Callable[[Any], Any], limit: int, name: str
    ) -> None:
        self.ask, self.finding, self.limit, self.name = ask, finding, limit, name
        self.count = 0

    def at(self, x: Exact) -> Any:
        if self.count >= self.limit:
            raise TooLarge(
                f"brackets along {self.name}", self.count + 1, self.limit,
                "ask for a larger width, fewer steps or a coarser finding", unit="answers",
            )  # fmt: skip
        self.count += 1
        return self.finding(self.ask(Fraction(x)))

    def refuse_unless_function(self, x: Exact) -> None:
        once, again = self.at(x), self.at(x)
        if not same(once, again):
            raise InvalidInput(
                f"answer: asked twice at {self.name} = {x} it gave {answer_text(once)} and "
                f"{answer_text(again)}: it is not a function of its parameters, or its answers "
                "cannot be compared"
            )

    def between(self, a: Any, before: Any, b: Any, after: Any, width: Exact) -> list[Bracket]:
        if same(before, after):
            return []
        waiting = [(a, before, b, after)]
        found: list[Bracket] = []
        while waiting:
            a, before, b, after = waiting.pop()
            if b - a <= width:
                found.append(Bracket(a, b, before, after))
                continue
            middle = (Fraction(a) + b) / 2
            there = self.at(middle)
            if not same(there, after):
                waiting.append((middle, there, b, after))
            if not same(before, there):
                waiting.append((a, before, middle, there))
        return found
