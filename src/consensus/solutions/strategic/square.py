"""Square systems of whole numbers solved exactly by refining a solution in floating point.

One approximate inverse is computed; then every step gives a few more binary digits of the
solution, and the remainder is kept exactly, in words so short that products of floats are exact.
When there are enough digits the common denominator is found by continued fractions, and the last
remainder proves that the fractions solve the system.

References
----------
Z. Wan, "An algorithm to solve integer linear systems exactly using numerical methods", J. Symbolic
Computation 41 (2006), 621-632.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

__all__ = ["Square"]

Array: TypeAlias = np.ndarray[Any, Any]

_FEW = 30
_DIGITS = (32, 24, 16)
_EXACT = 52
_SPARE = 64
_HIGH = 1 << 1000
_SLICE = 8192


@dataclass
class Square:
    """A square matrix of whole numbers, for systems whose right-hand sides are all 1.

    Attributes
    ----------
    matrix : array (n, n) of whole numbers
    inverse : array (n, n) of floats, or None
        Nearly the inverse; computed if it is not given.
    size : float
        About the binary logarithm of the determinant; computed with the inverse.
    """

    matrix: Array
    inverse: Array | None = None
    size: float = 0.0
    _bottom: int | None = None

    def solved(self, *, transposed: bool = False) -> tuple[list[int], int] | None:
        """What makes every row give 1: numerators and their positive denominator.

        None if the matrix is singular.

        Parameters
        ----------
        transposed : bool
            Whether the columns are meant instead of the rows.
        """
        found = None
        if len(self.matrix) > _FEW:
            found = self._refined(transposed)
        if found is None:
            found = _by_flint(self.matrix.T if transposed else self.matrix)
        return found

    def _refined(self, transposed: bool) -> tuple[list[int], int] | None:
        if self.inverse is None:
            self._prepare()
        assert self.inverse is not None
        if not np.isfinite(self.size):
            return None
        matrix, inverse = self.matrix, self.inverse
        if transposed:
            matrix, inverse = matrix.T, inverse.T
        bits = int(self.size) + 1
        for digits in _DIGITS:
            lifting = _Lifting(matrix, np.ascontiguousarray(inverse), digits)
            if not lifting.fits:
                continue
            spare = _SPARE + 2 * (len(matrix) * lifting.most).bit_length()
            if self._bottom is not None and lifting.reached(bits + spare):
                found = lifting.fractions(self._bottom)
                if found is not None:
                    return found
            if lifting.reached(2 * bits + spare):
                found = lifting.fractions(lifting.denominator())
                self._bottom = lifting.bottom if found is not None else None
                return found
        return None

    def _prepare(self) -> None:
        self.inverse = np.zeros(self.matrix.shape)
        self.size = np.inf
        if max(abs(int(self.matrix.max())), abs(int(self.matrix.min()))) >= _HIGH:
            return
        floats = self.matrix.astype(np.float64)
        scale = float(np.abs(floats).max(initial=0.0))
        if not scale:
            return
        try:
            inverse = np.linalg.inv(floats / scale) / scale
        except np.linalg.LinAlgError:
            return
        if not np.isfinite(inverse).all():
            return
        _, size = np.linalg.slogdet(floats / scale)
        self.inverse = inverse
        self.size = size / np.log(2) + len(floats) * np.log2(scale)


class _Lifting:
    """The digits of one solution, found from the highest down."""

    def __init__(self, matrix: Array, inverse: Array, digits: int) -> None:
        n = len(matrix)
        self.digits, self.size, self.bottom = digits, n, 0
        self.word = _EXACT - digits - n.bit_length()
        self.most = max(abs(int(matrix.max())), abs(int(matrix.min())))
        count = -(-(self.most.bit_length() + 1) // self.word) if self.word > 0 else 99
        self.shift = _power_near(inverse)
        # The first remainder is a power of two, and is held in words like all the others.
        start = divmod(self.shift, self.word) if self.word > 0 else (0, 0)
        self.fits = count <= 8 and 0 <= start[0] <= count
        if not self.fits:
            return
        self.words = _sliced(np.concatenate(_in_words(matrix, self.word, count)))
        self.inverse = _sliced(inverse * 2.0**digits)
        self.rest = np.zeros((count + 1, n))
        self.rest[start[0]] = 2.0 ** start[1]
        # After so many rounds what is still to be carried has less than `word` digits.
        self.rounds = max(1, min(count, -(-(_EXACT + 1) // self.word) - 1))
        self.weights = 2.0 ** (self.word * np.arange(count + 1.0))
        self.found: list[Array] = []

    def reached(self, bits: int) -> bool:
        """Whether the solution has this many binary digits, after more steps if need be."""
        base, low = 2.0**self.digits, 2.0**-self.word
        high, count, n = 2.0**self.word, len(self.rest) - 1, self.size
        rest = self.rest
        while len(self.found) * self.digits < bits:
            step = np.rint((self.inverse @ (self.weights @ rest)).ravel()[:n])
            if not np.abs(step).max() <= base * 1.5:
                return False
            product = (self.words @ step).ravel()[: count * n].reshape(count, n)
            rest *= base
            rest[:count] -= product
            for _ in range(self.rounds):
                carry = np.floor(rest[:count] * low)
                rest[:count] -= carry * high
                rest[1:] += carry
            if np.abs(rest[count]).max() * base > 2.0**_EXACT:
                return False  # Else the next products would not be exact.
            self.found.append(step)
        return True

    def denominator(self) -> int:
        """The denominator of the entry with the largest value, by continued fractions."""
        place = int(np.abs(self.found[0]).argmax())
        top = abs(self._numbers()[place])
        return _denominator(top, len(self.found) * self.digits)

    def fractions(self, bottom: int) -> tuple[list[int], int] | None:
        """The solution with this denominator, or a small multiple, if the remainder proves it."""
        bits = len(self.found) * self.digits
        # Digits that cannot matter are left off; what is lost is counted below.
        off = max(0, bits - (self.size * self.most * bottom).bit_length() - _SPARE)
        kept = bits - off
        tops: list[int] = []
        worst = 0
        for number in self._numbers():
            product = bottom * (number >> off)
            top, rest = _nearest(product, kept)
            if abs(rest) >> (kept - _SPARE // 2):
                more = _denominator(product & ((1 << kept) - 1), kept)
                if more >> (_SPARE // 2):
                    return None
                bottom, product = bottom * more, product * more
                tops, worst = [known * more for known in tops], worst * more
                top, rest = _nearest(product, kept)
            worst = max(worst, abs(rest))
            tops.append(top)
        left = sum(int(np.abs(row).max()) << (self.word * j) for j, row in enumerate(self.rest))
        worst = (worst + bottom) << off
        if (bottom * left + self.size * self.most * worst) >> bits:
            return None
        self.bottom = bottom
        return tops, bottom << self.shift

    def _numbers(self) -> list[int]:
        """The digits put together, each entry one whole number."""
        steps = np.stack(self.found).astype(np.int64)
        carry = np.zeros(steps.shape[1], dtype=np.int64)
        for row in steps[::-1]:
            row += carry
            np.right_shift(row, self.digits, out=carry)
            row -= carry << self.digits
        size = self.digits // 8
        places = np.ascontiguousarray(steps[::-1].T).view(np.uint8)
        packed = places.reshape(steps.shape[1], len(steps), 8)[:, :, :size]
        top = 8 * size * len(steps)
        return [
            int.from_bytes(row.tobytes(), "little") + (int(over) << top)
            for row, over in zip(packed, carry, strict=True)
        ]


def _power_near(inverse: Array) -> int:
    """The power of two times which the solution is about 1."""
    largest = float(np.abs(inverse.sum(axis=1)).max())
    return max(0, -int(np.frexp(largest)[1])) if np.isfinite(largest) and largest else 0


def _nearest(product: int, bits: int) -> tuple[int, int]:
    """The whole number nearest to ``product / 2**bits``, and what is left of the product."""
    top = (product + (1 << (bits - 1))) >> bits
    return top, product - (top << bits)


def _sliced(matrix: Array) -> Array:
    """The rows in slices so small that their products are not worth a second thread."""
    rows = max(1, _SLICE // matrix.shape[1])
    count = -(-len(matrix) // rows)
    slices = np.zeros((count, rows, matrix.shape[1]))
    slices.reshape(count * rows, -1)[: len(matrix)] = matrix
    return slices


def _in_words(matrix: Array, word: int, count: int) -> list[Array]:
    """The matrix as floats of `word` bits each, the lowest first; the last one has the sign."""
    words = []
    rest = matrix
    for _ in range(count - 1):
        words.append((rest & ((1 << word) - 1)).astype(np.float64))
        rest = rest >> word
    return [*words, rest.astype(np.float64)]


def _denominator(top: int, bits: int) -> int:
    """The denominator of the simple fraction that is close to ``top / 2**bits``.

    By Lehmer's method: most steps of Euclid's algorithm are done on the leading digits.
    """
    a, b, before, now = 1 << bits, top, 0, 1
    while b and b.bit_length() + now.bit_length() >= bits - _SPARE // 2:
        p, q, r, s = _leading_steps(a, b)
        if q:
            a, b = p * a + q * b, r * a + s * b
            before, now = abs(p) * before + abs(q) * now, abs(r) * before + abs(s) * now
        else:
            step, rest = divmod(a, b)
            a, b, before, now = b, rest, now, before + step * now
    return now


def _leading_steps(a: int, b: int) -> tuple[int, int, int, int]:
    """Several steps of Euclid's algorithm as one matrix, as far as 60 leading digits decide."""
    p, q, r, s = 1, 0, 0, 1
    shift = a.bit_length() - 60
    if shift < 40:
        return p, q, r, s
    x, y = a >> shift, b >> shift
    while y + r and y + s and abs(s) < 2**29:
        step = (x + p) // (y + r)
        if step != (x + q) // (y + s):
            break
        p, q, r, s = r, s, p - step * r, q - step * s
        x, y = y, x - step * y
    return p, q, r, s


def _by_flint(matrix: Array) -> tuple[list[int], int] | None:
    """The same in multi-modular arithmetic, at once."""
    from math import lcm

    from flint import fmpz_mat

    try:
        solved = fmpz_mat(matrix.tolist()).solve(fmpz_mat([[1]] * len(matrix)))
    except ZeroDivisionError:
        return None
    values = [solved[k, 0] for k in range(len(matrix))]
    bottom = lcm(*(int(value.q) for value in values))
    return [int(value.p) * (bottom // int(value.q)) for value in values], bottom
