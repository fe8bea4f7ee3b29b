"""Supports of a few players with two strategies each, from the definition.

Slices: one share is given a simple value; then the equations of the two others are linear. Ideals:
where the equations have finitely many solutions, all of them by Gröbner bases.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

GRID = [Fraction(k, 6) for k in range(1, 6)]


def value(corners: list[int], point: Any) -> Any:
    """A multi-affine polynomial as the mean of its corner values, each weighed by its chance."""
    total: Any = 0
    for place, corner in zip(product((0, 1), repeat=len(point)), corners, strict=True):
        for end, x in zip(place, point, strict=True):
            corner = corner * (x if end else 1 - x)
        total += corner
    return total


def stands(equations: list[list[int]], conditions: list[list[int]], point: Any) -> bool:
    return (
        all(0 < x < 1 for x in point)
        and all(value(e, point) == 0 for e in equations)
        and all(value(c, point) >= 0 for c in conditions)
    )


def zeros(first: Any, second: Any) -> list[Any]:
    """Where a line with these values at 0 and 1 is 0: nowhere, once, or on the whole grid."""
    if first == second:
        return GRID if first == 0 else []
    return [Fraction(first) / (first - second)]


def on_slices(
    equations: list[list[int]], conditions: list[list[int]]
) -> Iterator[tuple[Fraction, ...]]:
    """All solutions in which a share has a value of the grid, sampled where one is left free."""
    size = len(equations)
    for point in _candidates(equations, size):
        if stands(equations, conditions, point):
            yield point


def _candidates(equations: list[list[int]], size: int) -> Iterator[tuple[Fraction, ...]]:
    if size == 1:
        yield from ((x,) for x in GRID)
    elif size == 2:
        ys = zeros(value(equations[0], (0, 0)), value(equations[0], (0, 1)))
        xs = zeros(value(equations[1], (0, 0)), value(equations[1], (1, 0)))
        yield from product(xs, ys)
    else:
        for v, at in product(range(3), GRID):
            yield from on_slice(equations, v, at)


def on_slice(equations: list[list[int]], v: int, at: Any) -> Iterator[tuple[Any, ...]]:
    """Where one of three shares is known, the others' equations have one share each."""
    u, w = (k for k in range(3) if k != v)

    def at_ends(i: int, *pairs: tuple[Any, Any]) -> list[Any]:
        return zeros(*(value(equations[i], (*p[:v], at, *p[v:])) for p in pairs))

    firsts, seconds = at_ends(w, (0, 0), (1, 0)), at_ends(u, (0, 0), (0, 1))
    pairs = []
    for b in seconds:
        pairs += [(a, b) for a in (firsts if len(firsts) == 1 else at_ends(v, (0, b), (1, b)))]
        if len(firsts) > 1 and len(seconds) > 1:
            pairs += product(firsts, [b])
    if len(firsts) == 1 and len(seconds) > 1:
        (a,) = firsts
        pairs += [(a, b) for b in at_ends(v, (a, 0), (a, 1))]
    if not firsts:
        return
    yield from ((*p[:v], at, *p[v:]) for p in pairs)


def by_ideals(equations: list[list[int]], conditions: list[list[int]]) -> list[Any] | None:
    """All solutions as exact sympy numbers, or None if the equations have infinitely many."""
    import sympy

    unknowns = sympy.symbols("x y z")[: len(equations)]
    polys = [sympy.expand(value(e, unknowns)) for e in equations]
    if any(poly == 0 for poly in polys):
        return None
    basis = sympy.groebner(polys, *unknowns, order="lex")
    if basis.exprs == [1]:
        return []
    if not basis.is_zero_dimensional:
        return None
    found: list[dict[Any, Any]] = [{}]
    for poly in reversed(basis.exprs):
        extended = []
        for known in found:
            left = sympy.expand(poly.subs(known))
            left = sympy.radsimp(left)
            free = left.free_symbols
            if not free:
                if sympy.simplify(left) == 0:
                    extended.append(known)
                continue
            (unknown,) = free
            for root in sympy.roots(sympy.Poly(left, unknown)):
                extended.append({**known, unknown: sympy.radsimp(root)})
        found = extended
    points = [tuple(known[x] for x in unknowns) for known in found]
    return [
        point
        for point in points
        if all(x.is_real and 0 < x < 1 for x in point)
        and all(sympy.simplify(value(c, point)) >= 0 for c in conditions)
    ]
