"""Bands of doubt: where a coded number may lie, what ordinal evidence rules out, and draws."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..errors import InvalidInput, NotConverged, TooLarge
from ..exact import Exact, Formula, formula, natural, rational
from ..solutions.solution import Solution
from .asking import named, read_values

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Band", "Order", "draw", "read_bands", "read_order"]

_TRIES = 200
_MOST_NUMBERS = 200_000_000


@dataclass(frozen=True)
class Band:
    """A coded value and the range in which it may lie."""

    name: str
    low: Exact
    value: Exact
    high: Exact

    @property
    def unit(self) -> Exact:
        """The larger distance from the value to an end: a change of 1 in the scaled norm."""
        return max(self.high - self.value, self.value - self.low)


def read_bands(given: Mapping[str, Any]) -> tuple[Band, ...]:
    """Bands from (low, value, high), or from records with these three attributes.

    Examples
    --------
    >>> read_bands({"lean": ("0.2", "0.5", 1)})
    (Band(name='lean', low=Fraction(1, 5), value=Fraction(1, 2), high=1),)
    """
    if not given:
        raise InvalidInput("bands: expected at least one parameter")
    return tuple(_read(name, band) for name, band in named(given, "bands").items())


def _read(name: str, band: Any) -> Band:
    where = f"bands[{name!r}]"
    if all(hasattr(band, part) for part in ("low", "value", "high")):
        parts = (band.low, band.value, band.high)
    elif isinstance(band, (tuple, list)) and len(band) == 3:
        parts = tuple(band)
    else:
        raise InvalidInput(f"{where}: expected (low, value, high), got {band!r:.60}")
    low, value, high = (rational(part, where) for part in parts)
    if not low <= value <= high or low == high:
        raise InvalidInput(
            f"{where}: expected low <= value <= high and some width, got {low}, {value}, {high}"
        )
    return Band(name, low, value, high)


@dataclass(frozen=True)
class Order:
    """Ordinal evidence: one formula is at least another."""

    text: str
    larger: Formula
    smaller: Formula

    @property
    def names(self) -> frozenset[str]:
        """The parameters it speaks about."""
        return self.larger.names | self.smaller.names

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether it holds at some values, traced ones included."""
        larger = self.larger(**{name: values[name] for name in self.larger.names})
        smaller = self.smaller(**{name: values[name] for name in self.smaller.names})
        return bool(larger >= smaller)


def read_order(texts: Iterable[str], names: Iterable[str]) -> tuple[Order, ...]:
    """Ordinal evidence from texts such as ``"usa >= status_quo"``.

    Examples
    --------
    >>> (order,) = read_order(["usa >= status_quo + 0.1"], ["usa", "status_quo"])
    >>> order.holds({"usa": 1, "status_quo": Fraction(9, 10)})
    True
    """
    known = set(names)
    return tuple(_order(text, known) for text in texts)


def _order(text: str, known: set[str]) -> Order:
    parts = re.split(r"(<=|>=|≤|≥)", text) if isinstance(text, str) else []
    if len(parts) != 3:
        raise InvalidInput(f"order: expected two formulas joined by >= or <=, got {text!r:.60}")
    left, right = (formula(part, f"order {text!r}") for part in (parts[0], parts[2]))
    found = Order(text, left, right) if parts[1] in (">=", "≥") else Order(text, right, left)
    unknown = sorted(found.names - known)
    if unknown:
        raise InvalidInput(f"order {text!r}: there is no parameter {unknown[0]!r}")
    return found


class Outside:
    """Stands for the answer where ordinal evidence is contradicted."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Outside)

    def __hash__(self) -> int:
        return hash(Outside)

    def __str__(self) -> str:
        return "ruled out by ordinal evidence"


OUTSIDE = Outside()


def within(
    answer: Callable[..., Any], finding: Callable[[Any], Any] | None, order: tuple[Order, ...]
) -> Callable[..., Any]:
    """The finding as a function of the parameters, where the ordinal evidence allows them."""

    def found(**values: Any) -> Any:
        if not all(one.holds(values) for one in order):
            return OUTSIDE
        given = answer(**values)
        if finding is not None:
            return finding(given)
        return bare(given)

    return found


def bare(answer: Any) -> Any:
    """What is compared when no finding is named: the items of a Solution, else all of it."""
    return answer.items if isinstance(answer, Solution) else answer


def draw(
    bands: Mapping[str, Any],
    *,
    count: int,
    seed: int,
    order: Iterable[str] = (),
    at: Mapping[str, object] | None = None,
) -> dict[str, NDArray[np.float64]]:
    """Draw parameters uniformly and independently from their bands, ordinal evidence respected.

    Each parameter has a stream of its own, by seed and name: studies that share a seed share
    their random numbers, and a further parameter leaves the draws of the others as they are
    (where no ordinal evidence rejects draws). Cost: linear in `count`.

    Parameters
    ----------
    bands : mapping parameter -> (low, value, high)
        Or records with these attributes.
    count : int
        How many draws.
    seed : int
        There is no default.
    order : iterable of str
        Evidence such as ``"usa >= status_quo"``; draws that contradict it are drawn again.
    at : mapping parameter -> number
        Values of other parameters that the evidence speaks about.

    Raises
    ------
    InvalidInput
        If a band is empty, reversed or does not hold its value.
        Also if the count is not a whole number of at least 1, or the seed none of at least 0.
    TooLarge
        For more than 200 million numbers, before any is drawn.
    NotConverged
        If nearly all draws contradict the evidence.

    Examples
    --------
    >>> drawn = draw({"usa": (0, "0.5", 1), "eu": (0, "0.5", 1)}, count=1000, seed=1,
    ...              order=["usa >= eu"])
    >>> len(drawn["usa"]), bool((drawn["usa"] >= drawn["eu"]).all())
    (1000, True)
    """
    import numpy as np

    count, seed = natural(count, "count", least=1), natural(seed, "seed")
    read = read_bands(bands)
    if count * len(read) > _MOST_NUMBERS:
        raise TooLarge(
            "draws", count * len(read), _MOST_NUMBERS, "draw and ask in several parts with seeds of"
            " their own", unit="numbers",
        )  # fmt: skip
    rest = read_values(at)
    evidence = read_order(order, [*(band.name for band in read), *rest])
    streams = {
        band.name: np.random.default_rng([seed, zlib.crc32(band.name.encode("utf8"))])
        for band in read
    }
    kept: list[dict[str, NDArray[np.float64]]] = []
    have = 0
    for _ in range(_TRIES):
        drawn = {b.name: streams[b.name].uniform(float(b.low), float(b.high), count) for b in read}
        good = np.ones(count, dtype=bool)
        for one in evidence:
            good &= _holds(one, drawn, rest)
        kept.append({name: column[good] for name, column in drawn.items()})
        have += int(good.sum())
        if have >= count:
            return {b.name: np.concatenate([part[b.name] for part in kept])[:count] for b in read}
    raise NotConverged(
        f"order: of {count * _TRIES} draws only {have} agree with the ordinal evidence; narrow the "
        "bands to where it holds"
    )


def _holds(
    order: Order, drawn: Mapping[str, NDArray[np.float64]], rest: Mapping[str, Exact]
) -> NDArray[np.bool_]:
    """Where ordinal evidence holds among draws, by the same exact signs as an ensemble's."""
    import numpy as np

    from ..exact import AtPoint, Trace, Traced
    from .vectorised import Columns, Polynomial

    names = list(drawn)
    trace = Trace(names, AtPoint([Fraction(1)] * len(names)))
    values: dict[str, Any] = {**rest, **dict(zip(names, trace.numbers, strict=True))}
    gap: Any = order.larger(**{n: values[n] for n in order.larger.names}) - order.smaller(
        **{n: values[n] for n in order.smaller.names}
    )
    columns = Columns(list(drawn.values()))
    rows = np.arange(len(columns))
    if not isinstance(gap, Traced):
        return np.full(len(rows), gap >= 0)
    top = Polynomial(gap.numerator_polynomial).signs(columns, rows)
    bottom = Polynomial(gap.denominator_polynomial).signs(columns, rows)
    good: NDArray[np.bool_] = (top * bottom >= 0) & (bottom != 0)
    return good
