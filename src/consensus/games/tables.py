"""Tables of payoffs: reading arrays and nested lists exactly, refusing before copying."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import lcm, prod
from typing import Any

import numpy as np

from ..errors import InvalidInput, NotApplicable, TooLarge
from ..exact.read import exact_number
from ..exact.traced import Traced

__all__ = ["CELLS", "entry_of", "exact_array", "read_tables", "refuse_large", "whole_array"]

CELLS = 250_000_000
"""How many payoffs one table may hold."""

_DEEPEST = 60
_FLOAT_DIGITS = 53
_LARGE = 2**62


def read_tables(payoffs: Any) -> tuple[np.ndarray[Any, Any], ...]:
    """One exact read-only array a player, all of one shape."""
    if isinstance(payoffs, (str, bytes, Mapping)) or not hasattr(payoffs, "__len__"):
        raise InvalidInput(f"payoffs: expected one table a player, got {type(payoffs).__name__}")
    n = len(payoffs)
    if n == 0:
        raise InvalidInput("payoffs: a game needs at least one player, got none")
    if n > _DEEPEST:
        refuse_large(n, (2,) * n)
    tables = tuple(_read_table(payoffs[i], f"payoffs[{i}]", n) for i in range(n))
    for i, table in enumerate(tables):
        if table.shape != tables[0].shape:
            raise InvalidInput(
                f"payoffs[{i}]: shape {table.shape} differs from {tables[0].shape} of payoffs[0]"
            )
    return tables


def _read_table(value: Any, where: str, n: int) -> np.ndarray[Any, Any]:
    if isinstance(value, np.ndarray):
        shape: tuple[int, ...] = value.shape
        flat = None
    else:
        shape = _shape(value)
        flat = None if len(shape) != n or 0 in shape else list(_leaves(value, shape, where))
    if len(shape) != n:
        raise InvalidInput(
            f"{where}: expected {n} levels, one a player, got {len(shape)} (shape {shape})"
        )
    for i, size in enumerate(shape):
        if size == 0:
            raise InvalidInput(f"{where}: player {i + 1} has no strategy (shape {shape})")
    refuse_large(n, shape)
    table = _from_array(value, where) if flat is None else _from_list(flat, shape, where)
    table.setflags(write=False)
    return table


def _shape(value: Any) -> tuple[int, ...]:
    shape: list[int] = []
    while isinstance(value, (list, tuple, np.ndarray)) and len(shape) <= _DEEPEST:
        shape.append(len(value))
        if not len(value):
            break
        value = value[0]
    return tuple(shape)


def _leaves(value: Any, shape: tuple[int, ...], where: str) -> Iterator[Any]:
    if not shape:
        if isinstance(value, (list, tuple, np.ndarray)):
            raise InvalidInput(f"{where}: expected a number, got {len(value)} entries (ragged)")
        yield value
        return
    if not isinstance(value, (list, tuple, np.ndarray)):
        raise InvalidInput(f"{where}: expected {shape[0]} entries, got {value!r} (ragged)")
    if len(value) != shape[0]:
        raise InvalidInput(f"{where}: expected {shape[0]} entries, got {len(value)} (ragged)")
    for i, inner in enumerate(value):
        yield from _leaves(inner, shape[1:], f"{where}[{i}]")


def _from_array(value: np.ndarray[Any, Any], where: str) -> np.ndarray[Any, Any]:
    if isinstance(value, np.ma.MaskedArray):
        raise InvalidInput(f"{where}: expected numbers everywhere, got a masked array")
    kind = value.dtype.kind
    if kind == "i" or (kind == "u" and value.dtype.itemsize < 8):
        return value.astype(np.int64)
    if kind == "f" and value.dtype.itemsize <= 8:
        table = value.astype(np.float64)
        if not np.isfinite(table).all():
            bad = tuple(int(k) for k in np.argwhere(~np.isfinite(table))[0])
            exact_number(float(table[bad]), where + "".join(f"[{k}]" for k in bad))
        return table
    if kind not in "Oufb":
        raise InvalidInput(f"{where}: expected an array of numbers, got dtype {value.dtype}")
    return _from_list(list(value.flat), value.shape, where)


def _from_list(flat: list[Any], shape: tuple[int, ...], where: str) -> np.ndarray[Any, Any]:
    if set(map(type, flat)) == {int} and min(flat) > -_LARGE and max(flat) < _LARGE:
        return np.array(flat, dtype=np.int64).reshape(shape)
    cells = np.empty(len(flat), dtype=object)
    for k, value in enumerate(flat):
        place = np.unravel_index(k, shape)
        cells[k] = exact_number(value, where + "".join(f"[{int(j)}]" for j in place))
    if all(type(v) is int and -_LARGE < v < _LARGE for v in cells):
        return cells.astype(np.int64).reshape(shape)
    return cells.reshape(shape)


def refuse_large(n: int, sizes: tuple[int, ...]) -> None:
    """Refuse a table of more than `CELLS` payoffs."""
    cost = n * prod(sizes)
    if cost > CELLS:
        instead = "a roll call keeps its rule (games.RollCall), other games their procedure"
        raise TooLarge(f"a table for {n} players", cost, CELLS, instead, unit="payoffs")


def exact_array(table: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """A table as an array of exact numbers."""
    if table.dtype == np.float64:
        cells = np.empty(table.size, dtype=object)
        cells[:] = [exact_number(v, "payoff") for v in table.ravel().tolist()]
        return cells.reshape(table.shape)
    return table.astype(object)


def whole_array(table: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], int]:
    """A table times the least whole number that makes it whole, and that number."""
    if table.dtype == np.int64:
        return table, 1
    if table.dtype == np.float64:
        return _whole_of_floats(table)
    exact = exact_array(table)
    if any(isinstance(v, Traced) for v in exact.flat):
        raise NotApplicable("this concept needs known payoffs, and these hold a traced number")
    scale = lcm(*(v.denominator for v in exact.flat))
    whole = exact * scale
    cells = np.empty(whole.size, dtype=object)
    cells[:] = [int(v) for v in whole.flat]
    if all(-_LARGE < v < _LARGE for v in cells):
        return cells.astype(np.int64).reshape(table.shape), scale
    return cells.reshape(table.shape), scale


def _whole_of_floats(table: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], int]:
    """The same for floats, whose denominators are powers of two."""
    parts, exponents = np.frexp(table)
    digits = np.ldexp(parts, _FLOAT_DIGITS).astype(np.int64)
    # The last binary digit that is not 0 has the value 2**lowest.
    _, last = np.frexp((digits & -digits).astype(np.float64))
    lowest = exponents + last - 1 - _FLOAT_DIGITS
    power = max(0, -int(lowest[digits != 0].min(initial=0)))
    highest = int(exponents[digits != 0].max(initial=0)) + power
    if highest <= _LARGE.bit_length() - 1:
        return np.ldexp(table, power).astype(np.int64), 1 << power
    shifts = (exponents - _FLOAT_DIGITS + power).ravel().tolist()
    cells = np.empty(table.size, dtype=object)
    cells[:] = [
        d << s if s >= 0 else d >> -s for d, s in zip(digits.ravel().tolist(), shifts, strict=True)
    ]
    return cells.reshape(table.shape), 1 << power


def entry_of(mapping: Mapping[str, Any], player: str) -> Any:
    """What a mapping gives a player, or a refusal."""
    if player not in mapping:
        raise InvalidInput(f"nothing is given for player {player!r}")
    return mapping[player]
