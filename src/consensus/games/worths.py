"""The worths of all coalitions in one table, indexed by mask: bit i stands for player i.

A table holds its entries in the narrowest form that is exact: whole numbers over one
denominator, floats at their binary value, or Python numbers (large, or traced).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import InvalidInput, NotApplicable, TooLarge
from ..exact.read import Exact, Number, exact_number, tidy
from ..exact.traced import Traced

__all__ = ["LARGEST_TABLE", "Table", "members", "pack", "read_table", "refuse_table", "subset_sums"]

Array = npt.NDArray[Any]

LARGEST_TABLE = 24
_ROOM = 1 << 60
_LARGEST_DENOMINATOR = 1 << 62


@dataclass(frozen=True, eq=False)
class Table:
    """One exact number a mask.

    Attributes
    ----------
    entries : array of length 2ⁿ
        ``int64`` (numerators), ``float64`` (each at its binary value) or ``object``.
    denominator : int
        What the entries are divided by; 1 unless they are ``int64``.
    """

    entries: Array
    denominator: int = 1

    @property
    def size(self) -> int:
        """The number of players."""
        return len(self.entries).bit_length() - 1

    def __len__(self) -> int:
        return len(self.entries)

    def __getitem__(self, mask: int) -> Number:
        value = self.entries[mask]
        if self.entries.dtype == np.int64:
            return tidy(Fraction(int(value), self.denominator))
        if self.entries.dtype == np.float64:
            return tidy(Fraction(float(value)))
        return value  # type: ignore[no-any-return]

    def numbers(self) -> list[Number]:
        """All entries as Python numbers."""
        return [self[mask] for mask in range(len(self))]

    @property
    def traced(self) -> bool:
        """Whether an entry is a traced number."""
        return self.entries.dtype == object and any(isinstance(x, Traced) for x in self.entries)

    def comparable(self) -> Array:
        """Entries that add and compare exactly in arrays, up to one positive factor."""
        if self.entries.dtype == np.float64:
            return self.whole()[0]
        return self.entries

    def floats(self) -> npt.NDArray[np.float64]:
        """The nearest floats."""
        if self.entries.dtype == np.float64:
            return self.entries
        if self.entries.dtype == np.int64:
            return self.entries / float(self.denominator)
        return np.array([float(x) for x in self.entries])

    def whole(self) -> tuple[Array, int]:
        """Numerators over one common denominator: ``int64`` where they fit, else ``object``."""
        if self.entries.dtype == np.int64:
            return self.entries, self.denominator
        if self.traced:
            raise NotApplicable("the table holds traced numbers, which have no numerators")
        exact: list[Exact] = [Fraction(x) for x in self.entries]
        common = lcm(*(x.denominator for x in exact))
        whole = [int(x * common) for x in exact]
        if all(-_ROOM < x < _ROOM for x in whole):
            return np.array(whole, dtype=np.int64), common
        return _objects(whole), common


def pack(numbers: Sequence[Number]) -> Table:
    """A table of exact numbers in the narrowest form."""
    common = 1
    for value in numbers:
        if isinstance(value, Traced):
            return Table(_objects(numbers))
        if value.denominator != 1:
            common = lcm(common, value.denominator)
            if common > _LARGEST_DENOMINATOR:
                return Table(_objects(numbers))
    whole = [value.numerator * (common // value.denominator) for value in numbers]  # type: ignore[union-attr]
    if all(-_ROOM < value < _ROOM for value in whole):
        return Table(np.array(whole, dtype=np.int64), common)
    return Table(_objects(numbers))


def read_table(values: Any, where: str = "values") -> Table:
    """Read 2ⁿ worths in the order of masks, the empty coalition first and worth 0.

    NumPy arrays of floats or integers are read without a Python object per entry.
    """
    if isinstance(values, np.ndarray) and values.ndim == 1 and values.dtype.kind in "fiu":
        table = _from_array(values, where)
    elif isinstance(values, Sequence) and not isinstance(values, (str, bytes)):
        _read_length(len(values), where)
        table = pack([exact_number(x, f"{where}[{i}]") for i, x in enumerate(values)])
    else:
        raise InvalidInput(
            f"{where}: expected a sequence of 2**n worths, got {type(values).__name__}"
        )
    if table[0] != 0:
        raise InvalidInput(f"{where}[0]: the empty coalition is worth 0, got {table[0]}")
    return table


def refuse_table(n: int, what: str) -> None:
    """Raise TooLarge when 2ⁿ worths are too many to list."""
    if n > LARGEST_TABLE:
        raise TooLarge(
            what,
            2**n,
            2**LARGEST_TABLE,
            "give the game by a rule (Coalitional.from_rule), whose core, Shapley value and"
            " nucleolus need no table",
            unit="coalitions",
        )


def subset_sums(weights: Sequence[Any], dtype: Any) -> Array:
    """The sum of the weights in each mask, by doubling; cost 2ⁿ additions."""
    sums = np.zeros(1 << len(weights), dtype=dtype)
    held = _objects(weights) if dtype is object else np.asarray(weights, dtype=dtype)
    for i in range(len(weights)):
        np.add(sums[: 1 << i], held[i : i + 1], out=sums[1 << i : 2 << i])
    return sums


def members(mask: int) -> Iterator[int]:
    """The indices of the players in a mask, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _from_array(values: Array, where: str) -> Table:
    _read_length(len(values), where)
    if values.dtype.kind == "f":
        wide = values.astype(np.float64)
        finite = np.isfinite(wide)
        if not finite.all():
            first = int(np.argmin(finite))
            raise InvalidInput(f"{where}[{first}]: expected a finite number, got {wide[first]}")
        if values.dtype.itemsize > 8:
            return pack([exact_number(x, where) for x in values])
        largest = float(np.abs(wide).max())
        if largest < 2**53 and bool((np.trunc(wide) == wide).all()):
            return Table(wide.astype(np.int64))
        return Table(wide)
    if max(abs(int(values.max())), abs(int(values.min()))) < _ROOM:
        return Table(values.astype(np.int64))
    return Table(_objects([int(x) for x in values]))


def _read_length(length: int, where: str) -> None:
    if length < 2 or length & (length - 1):
        raise InvalidInput(
            f"{where}: expected 2**n worths, one a coalition from the empty one on, got {length}"
        )
    refuse_table(length.bit_length() - 1, f"{where}: a table of worths")


def _objects(values: Sequence[Any]) -> Array:
    out = np.empty(len(values), dtype=object)
    out[:] = values
    return out
