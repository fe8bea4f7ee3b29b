"""Joining neighbours: which pieces along a line have the same answer."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ..exact import OnLine, Place, Traced
from .pieces import Interval, Piece
from .structure import Leaves, same

__all__ = ["equal_at", "joined"]


def equal_at(line: OnLine) -> Leaves:
    """Compares numbers by their values at the line's place; nothing is recorded."""

    def leaves(one: Any, other: Any) -> bool:
        if not isinstance(one, Traced):
            one, other = other, one
        top, bottom = one.numerator_polynomial, one.denominator_polynomial
        if isinstance(other, Traced):
            gap = top * other.denominator_polynomial - other.numerator_polynomial * bottom
        else:
            gap = top * other.denominator - bottom * other.numerator
        return line.sign(gap) == 0

    return leaves


def joined(pieces: tuple[Piece, ...], at: Mapping[str, int | Fraction]) -> tuple[Piece, ...]:
    """Points joined to a neighbour whose answer takes the same value there."""
    found: list[Piece] = []
    for piece in pieces:
        if found and (found[-1].where.is_point or piece.where.is_point):
            last = found[-1]
            point = last.where.low if last.where.is_point else piece.where.low
            if _same_there(last.answer, piece.answer, point, at):
                keep = piece if last.where.is_point else last
                found[-1] = Piece(_union(last.where, piece.where), keep.answer, keep.conditions)
                continue
        found.append(piece)
    return tuple(found)


def _same_there(one: Any, other: Any, point: Place, at: Mapping[str, int | Fraction]) -> bool:
    """Whether two answers take the same value at a point of the first parameter."""
    return same(one, other, equal_at(OnLine(0, dict(enumerate(at.values(), 1)), point)))


def _union(one: Interval, other: Interval) -> Interval:
    return Interval(one.low, other.high, one.closed_low, other.closed_high)
