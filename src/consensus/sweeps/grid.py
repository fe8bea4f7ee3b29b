"""The points of a sweep: every combination of some values, or a list of points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any

from ..errors import InvalidInput
from .content import encoded

__all__ = ["Grid"]


class Grid:
    """Points by number, none of them made before it is needed.

    Parameters
    ----------
    given : mapping parameter -> sequence of values, or sequence of mappings
        Every combination, the last parameter changing fastest; or the points themselves.

    Examples
    --------
    >>> grid = Grid({"x": [1, 2], "rule": ["consensus", "majority"]})
    >>> len(grid), grid.point(1)
    (4, {'x': 1, 'rule': 'majority'})
    """

    def __init__(self, given: Mapping[str, Sequence[Any]] | Sequence[Mapping[str, Any]]) -> None:
        if isinstance(given, Mapping):
            self._columns = {name: _values(name, values) for name, values in given.items()}
            self._points: list[dict[str, Any]] | None = None
            self.names = tuple(self._columns)
            self._size = prod(len(values) for values in self._columns.values())
        elif isinstance(given, Sequence) and all(isinstance(p, Mapping) for p in given):
            self._columns = {}
            self._points = [dict(point) for point in given]
            self.names = tuple(self._points[0]) if self._points else ()
            self._size = len(self._points)
            self._check_points(self._points)
        else:
            raise InvalidInput(
                "grid: expected a mapping from parameters to lists of values, or a list of points, "
                f"got {given!r:.60}"
            )
        if not self.names or not self._size:
            raise InvalidInput("grid: expected at least one parameter and one point")

    def _check_points(self, points: list[dict[str, Any]]) -> None:
        for i, point in enumerate(points):
            if set(point) != set(self.names):
                raise InvalidInput(
                    f"grid[{i}]: expected the parameters {', '.join(self.names)}, "
                    f"got {', '.join(map(str, point)) or 'none'}"
                )
            for name, value in point.items():
                encoded(value, f"grid[{i}][{name!r}]")

    def __len__(self) -> int:
        return self._size

    def point(self, number: int) -> dict[str, Any]:
        """The parameters of one point."""
        if self._points is not None:
            return self._points[number]
        place: dict[str, Any] = {}
        for name in reversed(self.names):
            number, i = divmod(number, len(self._columns[name]))
            place[name] = self._columns[name][i]
        return {name: place[name] for name in self.names}


def _values(name: str, values: Any) -> list[Any]:
    if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
        raise InvalidInput(f"grid[{name!r}]: expected a list of values, got {values!r:.60}")
    found = list(values)
    if not found:
        raise InvalidInput(f"grid[{name!r}]: expected at least one value, got none")
    for i, value in enumerate(found):
        encoded(value, f"grid[{name!r}][{i}]")
    return found
