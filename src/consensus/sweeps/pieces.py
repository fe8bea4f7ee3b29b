"""What a sweep along one parameter finds: pieces, edges, crossings, and how they read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from ..errors import InvalidInput
from ..exact import Place, Root, rational
from ..solutions.solution import Solution, Upset, Values
from .structure import Structural, evaluated, same
from .thresholds import Threshold

if TYPE_CHECKING:
    import pandas

__all__ = ["Crossing", "Interval", "Piece", "Reason", "Regimes", "Undefined"]

_KEYS = 6


@dataclass(frozen=True)
class Undefined:
    """Stands for the answer where the question divides by zero."""

    why: str = field(default="", compare=False)

    def __str__(self) -> str:
        return "undefined" + (f" ({self.why})" if self.why else "")


@dataclass(frozen=True)
class Interval:
    """A stretch of one parameter, or a single point of it.

    Attributes
    ----------
    low, high : int, Fraction or Root
        The ends; equal for a point.
    closed_low, closed_high : bool
        Whether the ends belong to it.

    Examples
    --------
    >>> half = Interval(0, Fraction(1, 2), closed_low=True)
    >>> str(half), 0 in half, Fraction(1, 2) in half, half.is_point
    ('[0, 1/2)', True, False, False)
    """

    low: Place
    high: Place
    closed_low: bool = False
    closed_high: bool = False

    @property
    def is_point(self) -> bool:
        """Whether it is a single value."""
        return self.low == self.high

    @cached_property
    def inside(self) -> Place:
        """A value in it: the middle of an interval, a short fraction where an end is irrational."""
        if self.is_point:
            return self.low
        width = Fraction(1, 2**60)
        while True:
            low, high = _upper(self.low, width), _lower(self.high, width)
            if low < high:
                middle = (Fraction(low) + Fraction(high)) / 2
                return middle.numerator if middle.denominator == 1 else middle
            width /= 2**60

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, Root):
            value = rational(value, "value")
        low = self.low <= value if self.closed_low else self.low < value
        return low and (value <= self.high if self.closed_high else value < self.high)

    def __str__(self) -> str:
        if self.is_point:
            return str(self.low)
        left, right = "[" if self.closed_low else "(", "]" if self.closed_high else ")"
        return f"{left}{self.low}, {self.high}{right}"


@dataclass(frozen=True, eq=False)
class Piece(Structural):
    """A stretch of the parameter on which the answer is one formula.

    Attributes
    ----------
    where : Interval
        An open interval (closed only at an end of the range), or a point.
    answer : object
        The answer there; numbers in it that depend on parameters are traced.
    conditions : tuple of str
        Signs that suffice for this answer, over all parameters: of the whole path where the
        piece was found in one run, else of its first part.
    """

    where: Interval
    answer: Any
    conditions: tuple[str, ...] = field(default=(), repr=False, compare=False)

    def __str__(self) -> str:
        return f"{self.where}: {answer_text(self.answer)}"


@dataclass(frozen=True, eq=False)
class Reason(Structural):
    """Why a candidate stands on one side of an edge only.

    Attributes
    ----------
    item : object
        The candidate.
    stands : {"before", "after", "at"}
        Where it stands.
    upset : Upset
        What upsets it on the other side, just past the edge; amounts are formulas.
    """

    item: Any
    stands: str
    upset: Upset

    def __str__(self) -> str:
        where = {"before": "below the edge", "after": "above the edge", "at": "at the edge"}
        return f"{_item_text(self.item)} stands only {where[self.stands]}: otherwise {self.upset}"


@dataclass(frozen=True, eq=False)
class Crossing(Structural):
    """One edge: where the answer changes, from what to what, by which formula, and why.

    Attributes
    ----------
    parameter : str
        The parameter that moves.
    at : int, Fraction or Root
        Its value at the edge, for the sample values of the others.
    formula : Threshold
        The edge solved for the parameter; ``str()`` of it reads as arithmetic.
    polynomial : str
        The irreducible polynomial of all parameters that vanishes there.
    before, after : object
        The answers just below and just above.
    on : object
        The answer at the edge itself.
    reason : Reason, str or None
        Where the answers are Solutions, an item that stands on one side only and what upsets it
        on the other, or which other attribute changes; for a pole, the division; else None.
    coincident : tuple of str
        Other polynomials that vanish at the same value for these sample values.
    """

    parameter: str
    at: Place
    formula: Threshold
    polynomial: str
    before: Any
    on: Any
    after: Any
    reason: Reason | str | None = None
    coincident: tuple[str, ...] = ()
    _conditions: Any = field(default=None, repr=False, compare=False)

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """Signs, in the other parameters, under which this edge lies where the formula says.

        Where the parameter occurs to a higher power than the first, they include the signs of
        the leading coefficient and of the discriminant: on a path of values along which they all
        hold, the real roots keep their number and order and the change its direction.
        """
        return tuple(self._conditions()) if self._conditions is not None else ()

    def __float__(self) -> float:
        return float(self.at)

    def __str__(self) -> str:
        if answer_text(self.before) == answer_text(self.after) and isinstance(self.reason, str):
            change = answer_text(self.before)
        elif same(self.before, self.after):
            change = f"{answer_text(self.before)} except for {answer_text(self.on)} at the edge"
        else:
            change = f"from {answer_text(self.before)} to {answer_text(self.after)}"
        text = f"{self.parameter} = {self.at}: {change}"
        if str(self.formula) != str(self.at):
            text += f"; {self.parameter} = {self.formula}"
        return text + (f"; {self.reason}" if self.reason is not None else "")


@dataclass(frozen=True, eq=False)
class Regimes(Structural):
    """The answer over a whole closed range of one parameter, exactly.

    Attributes
    ----------
    parameter : str
        The parameter that moves.
    low, high : int or Fraction
        The range.
    at : mapping parameter -> int or Fraction
        The sample values of the others.
    pieces : tuple of Piece
        Intervals and points in turn, in order: every edge is a point of its own, and so is an
        end of the range whose answer differs from its neighbour's.
    crossings : tuple of Crossing
        One for each edge.
    runs : int
        How many times the question was answered.
    """

    parameter: str
    low: int | Fraction
    high: int | Fraction
    at: Mapping[str, int | Fraction]
    pieces: tuple[Piece, ...]
    crossings: tuple[Crossing, ...]
    runs: int = field(compare=False, default=0)

    @property
    def edges(self) -> tuple[Place, ...]:
        """Where the answer changes: fractions, or exact roots with enclosures."""
        return tuple(crossing.at for crossing in self.crossings)

    @cached_property
    def spans(self) -> tuple[Piece, ...]:
        """The pieces with points joined to a neighbour of equal answer: half-open stretches."""
        from .merging import joined

        return joined(self.pieces, self.at)

    def piece_at(self, value: object) -> Piece:
        """The piece that holds a value of the parameter.

        Raises
        ------
        InvalidInput
            If the value lies outside the range.
        """
        for piece in self.pieces:
            if value in piece.where:
                return piece
        raise InvalidInput(
            f"{self.parameter}: {value} lies outside the range from {self.low} to {self.high}"
        )

    def answer_at(self, value: object) -> Any:
        """The answer at a rational value of the parameter, its formulas evaluated."""
        number = rational(value, self.parameter)
        return evaluated(self.piece_at(number).answer, {**self.at, self.parameter: number})

    def __iter__(self) -> Iterator[Piece]:
        return iter(self.pieces)

    def __len__(self) -> int:
        return len(self.pieces)

    def rows(self) -> list[dict[str, Any]]:
        """One row a span: its ends, whether they belong to it, and the answer."""
        return [
            {
                "from": span.where.low,
                "to": span.where.high,
                "from_included": span.where.closed_low,
                "to_included": span.where.closed_high,
                "answer": answer_text(span.answer),
            }
            for span in self.spans
        ]

    def to_frame(self) -> pandas.DataFrame:
        """The rows as a pandas table; needs the extra ``pandas``."""
        from .tables import frame

        return frame(self.rows())

    def __str__(self) -> str:
        size = f"{len(self.spans)} regime" + ("" if len(self.spans) == 1 else "s")
        held = ", ".join(f"{name} = {value}" for name, value in self.at.items())
        head = f"{self.parameter} from {self.low} to {self.high}: {size}"
        lines = [head + (f" (at {held})" if held else "")]
        texts = [str(span.where) for span in self.spans]
        width = max(len(text) for text in texts)
        for text, span in zip(texts, self.spans, strict=True):
            lines.append(f"  {text.ljust(width)}  {answer_text(span.answer)}")
        if self.crossings:
            lines.append("edges")
            lines += [f"  {crossing}" for crossing in self.crossings]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"


def answer_text(answer: Any) -> str:
    """An answer on one line."""
    if isinstance(answer, Solution):
        if not answer.items:
            return "nothing" if answer.complete else "nothing found"
        shown = ", ".join(_item_text(item) for item in answer.items[:4])
        return shown + (f" and {len(answer.items) - 4} more" if len(answer.items) > 4 else "")
    if isinstance(answer, Values):
        return ", ".join(f"{player}: {value}" for player, value in answer.items())
    return _item_text(answer)


def attributes_text(changed: Mapping[str, tuple[Any, Any]]) -> str:
    """What changes besides the items of a Solution, on one line."""
    return ", ".join(
        f"{name} changes from {_item_text(before)} to {_item_text(after)}"
        for name, (before, after) in changed.items()
    )


def _item_text(item: Any) -> str:
    if isinstance(item, Mapping):
        if len(item) > _KEYS:
            return _grouped_text(item)
        return "{" + ", ".join(f"{key}: {_item_text(value)}" for key, value in item.items()) + "}"
    if isinstance(item, (tuple, list)) and not hasattr(item, "_fields"):
        return "(" + ", ".join(_item_text(part) for part in item) + ")"
    if isinstance(item, frozenset):
        return "{" + ", ".join(sorted(map(str, item))) + "}"
    return str(item)


def _grouped_text(item: Mapping[Any, Any]) -> str:
    """A long mapping by its values: who has which, the smallest group first."""
    groups: dict[str, list[str]] = {}
    for key, value in item.items():
        groups.setdefault(_item_text(value), []).append(str(key))
    parts = []
    for value, keys in sorted(groups.items(), key=lambda group: len(group[1])):
        more = f" and {len(keys) - 3} more" if len(keys) > 3 else ""
        parts.append(f"{', '.join(keys[:3])}{more}: {value}")
    return "{" + "; ".join(parts) + "}"


def _upper(place: Place, width: Fraction) -> int | Fraction:
    return place.enclosure(width)[1] if isinstance(place, Root) else place


def _lower(place: Place, width: Fraction) -> int | Fraction:
    return place.enclosure(width)[0] if isinstance(place, Root) else place
