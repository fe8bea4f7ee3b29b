"""Control values of polynomials on boxes: their ranges, their slopes, and their parts.

A polynomial on a box is held by its control values in the Bernstein basis, one for each place of a
grid with one more place than its degree in every variable; all polynomials of one shape are held as
rows of one array, flattened, the last variable moving fastest. What is affine in every variable has
its corner values for control values.

References
----------
J. Garloff, "The Bernstein algorithm", Interval Computations 4 (1993), 154-168.
L. Ramshaw, "Blossoms are polar forms", Computer Aided Geometric Design 6 (1989), 323-358.
"""

from __future__ import annotations

from functools import lru_cache
from math import comb, prod
from typing import Any, TypeAlias

import numpy as np

__all__ = ["Form", "form_of"]

Array: TypeAlias = np.ndarray[Any, Any]


class Form:
    """How the control values of one shape lie in a row.

    The variables are held in two groups, the earlier and the later ones, so that what has to be
    done for each variable is done for a whole group at once.

    Attributes
    ----------
    lengths : tuple of int
        One more than the degree in each variable.
    size : int
        How many control values a polynomial has.
    affine : bool
        Whether every degree is 1.
    reach : int
        How many control values a slope has at most.
    """

    def __init__(self, lengths: tuple[int, ...]) -> None:
        self.lengths = lengths
        self.size = prod(lengths)
        self.affine = set(lengths) <= {2}
        half = len(lengths) // 2
        self._groups = lengths[:half], lengths[half:]
        self._sizes = prod(lengths[:half]), prod(lengths[half:])
        self._faces = tuple(_faces(group) for group in self._groups) if self.affine else ()
        self._lower, self._upper = _neighbours(lengths)
        self.reach = self._lower.shape[1]
        self._degrees = np.array([length - 1.0 for length in lengths])[:, None, None, None]
        weights = np.ones(1)
        for length in lengths:
            own = np.array([comb(length - 1, k) for k in range(length)]) / 2.0 ** (length - 1)
            weights = np.outer(weights, own).ravel()
        self._centre = weights
        self._mean = np.zeros((self.size, len(lengths)))
        for v, length in enumerate(lengths):
            np.add.at(self._mean[:, v], self._upper[v], 1.0)
            np.add.at(self._mean[:, v], self._lower[v], -1.0)
            self._mean[:, v] *= (length - 1.0) / self.reach

    def slopes(self, values: Array) -> Array:
        """The slopes in every variable, a mean over the box: (boxes, rows, variables)."""
        return np.asarray(values @ self._mean)

    def centre(self, values: Array) -> Array:
        """The polynomials in the middle of the box: (boxes, rows)."""
        return np.asarray(values @ self._centre)

    def weights(self, points: Array) -> Array:
        """What control values weigh at points, in the value and in every slope.

        An array (points, size, 1 + variables): the rows times it are the value of each polynomial
        and its slopes.
        """
        count, size = points.shape
        found = np.ones((count, 1 + size, 1))
        for v, length in enumerate(self.lengths):
            own, slope = _bernstein(points[:, v], length)
            each = np.repeat(own[:, None], 1 + size, axis=1)
            each[:, 1 + v] = slope
            found = (found[:, :, :, None] * each[:, :, None, :]).reshape(count, 1 + size, -1)
        return found.transpose(0, 2, 1)

    def across(self, *values: Array) -> Array:
        """All rows with the boxes moving fastest, (size, rows, boxes), as reductions want them."""
        count, rows = len(values[0]), sum(part.shape[1] for part in values)
        turned, place = np.empty((self.size, rows, count)), 0
        for part in values:
            turned[:, place : place + part.shape[1]] = part.transpose(2, 1, 0)
            place += part.shape[1]
        return turned

    def steps(self, across: Array) -> Array:
        """Control values of the slopes along every variable: (variables, reach, rows, boxes).

        Where a slope has fewer of them some are repeated.
        """
        steps = across.take(self._upper, axis=0)
        steps -= across.take(self._lower, axis=0)
        if not self.affine:
            steps *= self._degrees
        return steps

    def ends(self, across: Array, better: Any) -> Array:
        """The least or largest corner value at both ends of every variable.

        An array (variables, 2, rows, boxes); for what is affine.
        """
        parted = across.reshape(*self._sizes, *across.shape[1:])
        found, place = np.empty((len(self.lengths), 2, *across.shape[1:])), 0
        for group, faces in enumerate(self._faces):
            if len(faces):
                own = better.reduce(parted, axis=1 - group)
                part = found[place : place + len(faces)]
                better.reduce(own.take(faces, axis=0), axis=2, out=part)
                place += len(faces)
        return found

    def part(self, values: Array, first: Array, last: Array) -> Array:
        """Control values on a part of each box, or on more than the box.

        Parameters
        ----------
        values : array (boxes, rows, size)
        first, last : array (boxes, variables)
            Where the part begins and ends, in shares of the box.
        """
        count, rows = values.shape[:2]
        earlier, later = self._sizes
        half = len(self._groups[0])
        matrix = self._cutting(first[:, half:], last[:, half:], 1)
        values = values.reshape(count, rows * earlier, later) @ matrix.transpose(0, 2, 1)
        if half:
            matrix = self._cutting(first[:, :half], last[:, :half], 0)
            values = matrix[:, None] @ values.reshape(count, rows, earlier, later)
        return np.asarray(values.reshape(count, rows, self.size))

    def _cutting(self, first: Array, last: Array, group: int) -> Array:
        """What turns the control values of a group of variables into those on a part."""
        lengths = self._groups[group]
        if self.affine:
            own = np.empty((*first.shape, 2, 2))
            own[:, :, 0, 1], own[:, :, 1, 1] = first, last
            np.subtract(1.0, own[:, :, :, 1], out=own[:, :, :, 0])
            matrices = [own[:, v] for v in range(len(lengths))]
        else:
            matrices = [
                _blossoms(first[:, v], last[:, v], length) for v, length in enumerate(lengths)
            ]
        whole = matrices[0]
        for matrix in matrices[1:]:
            side = whole.shape[1] * matrix.shape[1]
            paired = whole[:, :, None, :, None] * matrix[:, None, :, None, :]
            whole = paired.reshape(len(whole), side, side)
        return whole


@lru_cache(maxsize=64)
def form_of(lengths: tuple[int, ...]) -> Form:
    """The form of a shape; kept, since the same shapes come again and again."""
    return Form(lengths)


def _faces(lengths: tuple[int, ...]) -> Array:
    """The places of the corners at both ends of each variable: (variables, 2, corners)."""
    grid = np.arange(prod(lengths)).reshape(lengths)
    faces = [[grid.take(end, axis=v).ravel() for end in (0, 1)] for v in range(len(lengths))]
    return np.array(faces, dtype=np.intp)


def _neighbours(lengths: tuple[int, ...]) -> tuple[Array, Array]:
    """The places of what follows one another along each variable, the last pair repeated."""
    grid = np.arange(prod(lengths)).reshape(lengths)
    lower = [grid.take(range(length - 1), axis=v).ravel() for v, length in enumerate(lengths)]
    upper = [grid.take(range(1, length), axis=v).ravel() for v, length in enumerate(lengths)]
    most = max(map(len, lower), default=0)
    padded = [[np.pad(row, (0, most - len(row)), mode="edge") for row in rows]
              for rows in (lower, upper)]  # fmt: skip
    return np.array(padded[0], dtype=np.intp), np.array(padded[1], dtype=np.intp)


def _bernstein(points: Array, length: int) -> tuple[Array, Array]:
    """The Bernstein polynomials of one variable at points, and their slopes."""
    if length == 2:
        return np.stack([1 - points, points], axis=1), np.array([[-1.0, 1.0]])
    degree = length - 1
    choose = np.array([comb(degree, k) for k in range(length)], dtype=np.float64)
    x, k = points[:, None], np.arange(length)
    own = choose * x**k * (1 - x) ** (degree - k)
    lower = _bernstein(points, degree)[0] if degree > 1 else np.ones((len(points), degree))
    padded = np.pad(lower, ((0, 0), (1, 1)))
    return own, degree * (padded[:, :-1] - padded[:, 1:])


def _blossoms(first: Array, last: Array, length: int) -> Array:
    """What turns the control values in one variable into those from `first` to `last`."""
    count, degree = len(first), length - 1
    matrix = np.zeros((count, length, length))
    for row in range(length):
        factors = [first] * (degree - row) + [last] * row
        kept = np.zeros((count, length))
        kept[:, 0] = 1.0
        for place in factors:
            moved = kept * place[:, None]
            kept -= moved
            kept[:, 1:] += moved[:, :-1]
        matrix[:, row] = kept
    return matrix
