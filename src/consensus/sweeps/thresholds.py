"""Thresholds: where an edge lies, as a formula in the other parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..errors import InvalidInput, NotApplicable
from ..exact import OnLine, Place, exact_number
from ..exact.polynomials import bracketed, monic_denominator, text_of
from ..exact.roots import roots_of, sign_at

if TYPE_CHECKING:
    from flint import fmpq_mpoly

__all__ = ["Threshold"]

_WORDS = {1: "> 0", 0: "= 0", -1: "< 0"}


@dataclass(frozen=True)
class Threshold:
    """The value of one parameter at which an answer changes, as a formula in the others.

    Attributes
    ----------
    parameter : str
        The parameter it is solved for.
    polynomial : str
        The irreducible polynomial that vanishes at the edge.
    kind : {"rational", "radical", "root"}
        A quotient of polynomials, an expression with one square root, or a numbered real root
        of the polynomial where no such expression exists or is worth reading.

    Examples
    --------
    >>> from consensus import sweeps
    >>> found = sweeps.regimes(
    ...     lambda s, r, k: s * s >= r - k, over={"s": (0, 3)}, at={"r": 4, "k": 1}
    ... )
    >>> formula = found.crossings[0].formula
    >>> str(formula), formula(r=5, k=1), str(formula(r=4, k=1))
    ('sqrt(r - k)', 2, '1.732050808…')
    """

    parameter: str
    polynomial: str
    kind: str
    text: str = field(repr=False)
    _facts: _Factor = field(repr=False, compare=False)

    def __str__(self) -> str:
        return self.text

    def __call__(self, **values: object) -> Place:
        """The threshold at given values of the other parameters: a number, or an exact root.

        Raises
        ------
        InvalidInput
            If a parameter is missing or unknown.
        NotApplicable
            If the formula has no value there.
        """
        return self._facts.solved(values)


@dataclass(frozen=True)
class _Factor:
    """An irreducible polynomial and which of its real roots in one parameter is meant."""

    names: tuple[str, ...]
    index: int
    poly: fmpq_mpoly
    coefficients: tuple[fmpq_mpoly, ...]
    root_number: int
    plus: int

    def solved(self, values: Mapping[str, object]) -> Place:
        used = {name for name, power in zip(self.names, self.poly.degrees(), strict=True) if power}
        others = [name for name in self.names if name != self.names[self.index]]
        for name in values:
            if name not in others:
                raise InvalidInput(f"values: no parameter {name!r} in this formula")
        rest: dict[int, int | Fraction] = {}
        for name in others:
            if name in values:
                number = exact_number(values[name], name)
                if not isinstance(number, (int, Fraction)):
                    raise InvalidInput(f"{name}: expected a known number, got {number}")
                rest[self.names.index(name)] = number
            elif name in used:
                raise InvalidInput(f"values: no value for the parameter {name!r}")
            else:
                rest[self.names.index(name)] = 0
        line = OnLine(self.index, rest, 0)
        single = line.restricted(self.poly)
        if single.degree() < 1:
            raise NotApplicable(f"no threshold there: {text_of(self.poly)} has no root in it")
        roots = roots_of(single)
        number = self.root_number
        if self.plus and single.degree() == 2 and len(roots) == 2:
            number = 1 if (self.plus > 0) == (single[2] > 0) else 0
        if not 0 <= number < len(roots):
            raise NotApplicable(f"no threshold there: {text_of(self.poly)} has no such real root")
        return roots[number]


def threshold(poly: fmpq_mpoly, line: OnLine, names: tuple[str, ...], at: Place) -> Threshold:
    """The threshold through a place where an irreducible polynomial vanishes on a line."""
    coefficients = by_power(poly, line.index)
    roots = roots_of(line.restricted(poly))
    number = roots.index(at)
    plus, kind, text = 0, "root", ""
    if len(coefficients) == 2:
        kind, text = "rational", _quotient(-coefficients[0], coefficients[1])
    elif len(coefficients) == 3:
        lead = line.restricted(coefficients[2])
        if len(roots) == 2 and lead.degree() == 0:
            plus = 1 if (number == 1) == (lead[0] > 0) else -1
            kind, text = "radical", _radical(coefficients, plus)
    if kind == "root":
        text = f"real root {number + 1} of {len(roots)} of {text_of(poly)} in {names[line.index]}"
    facts = _Factor(names, line.index, poly, coefficients, number, plus)
    return Threshold(names[line.index], text_of(poly), kind, text, facts)


def by_power(poly: fmpq_mpoly, index: int) -> tuple[fmpq_mpoly, ...]:
    """The coefficients in one parameter, constant first, as polynomials of the others."""
    parts: list[dict[tuple[int, ...], Any]] = [{} for _ in range(poly.degrees()[index] + 1)]
    for powers, coefficient in poly.terms():
        rest = (*powers[:index], 0, *powers[index + 1 :])
        parts[powers[index]][rest] = coefficient
    return tuple(poly.context().from_dict(part) for part in parts)


def factor_at(poly: fmpq_mpoly, line: OnLine, at: Place) -> fmpq_mpoly:
    """The irreducible factor that vanishes at a place of a line, with whole coefficients."""
    for factor, _ in poly.factor()[1]:
        single = line.restricted(factor)
        if single.degree() >= 0 and factor.degrees()[line.index] and sign_at(single, at) == 0:
            return whole(factor)
    raise AssertionError(f"{poly} does not vanish there")


def whole(poly: fmpq_mpoly) -> fmpq_mpoly:
    """The multiple with coprime whole coefficients, the leading one positive."""
    lead = poly.leading_coefficient()
    monic = poly / lead
    return monic * monic_denominator(monic)


def conditions(
    records: Iterable[tuple[fmpq_mpoly, int]], edge: fmpq_mpoly, line: OnLine, at: Place
) -> tuple[str, ...]:
    """The signs under which the edge stays what it is, the parameter replaced by its threshold.

    Where the threshold is no quotient of polynomials, the conditions keep the parameter, which
    then stands for the threshold.
    """
    coefficients = by_power(edge, line.index)
    signs: list[tuple[fmpq_mpoly, int]] = []
    if len(coefficients) == 2:
        lead = line.restricted(coefficients[1])
        signs.append((coefficients[1], 1 if lead[0] > 0 else -1))
    else:
        for poly in (coefficients[-1], edge.discriminant(edge.context().names()[line.index])):
            signs.append((poly, sign_at(line.restricted(poly), at)))
    for poly, _ in records:
        while not poly.is_zero() and (poly % edge).is_zero():
            poly = poly / edge
        if len(coefficients) == 2:
            poly = _substituted(poly, coefficients, line.index)
        signs.append((poly, sign_at(line.restricted(poly), at)))
    return _tidied(signs)


def _tidied(signs: list[tuple[fmpq_mpoly, int]]) -> tuple[str, ...]:
    """Signs as inequalities: a factor whose strict sign is among them is left out of the others."""
    factored = [
        ([whole(f) for f, power in poly.factor()[1] if power % 2 or not sign], poly, sign)
        for poly, sign in signs
        if not poly.is_constant()
    ]
    single = {str(factors[0]) for factors, _, sign in factored if len(factors) == 1 and sign}
    found: dict[str, None] = {}
    for factors, poly, sign in factored:
        squares = [whole(f) for f, power in poly.factor()[1] if sign and power % 2 == 0]
        kept = [f for f in factors if len(factors) == 1 or str(f) not in single]
        for square in squares:
            if str(square) not in single:
                found[f"{text_of(square)} != 0"] = None
        if kept:
            product = kept[0]
            for factor in kept[1:]:
                product = product * factor
            ahead = sign * (1 if poly.leading_coefficient() > 0 else -1)
            for factor in factors:
                if factor not in kept:
                    ahead *= _known_sign(factor, factored)
            found[f"{text_of(product)} {_WORDS[ahead]}"] = None
    return tuple(found)


def _known_sign(factor: fmpq_mpoly, factored: list[tuple[list[Any], Any, int]]) -> int:
    """The sign of a factor that is a condition of its own."""
    for factors, poly, sign in factored:
        if len(factors) == 1 and sign and factors[0] == factor:
            return sign if poly.leading_coefficient() > 0 else -sign
    raise AssertionError(f"{factor} is no condition")


def _substituted(poly: fmpq_mpoly, edge: tuple[fmpq_mpoly, ...], index: int) -> fmpq_mpoly:
    """A polynomial at the root −c₀/c₁ of an affine one, times a power of c₁."""
    parts = by_power(poly, index)
    total = poly.context().constant(0)
    for power, part in enumerate(parts):
        if not part.is_zero():
            total += part * (-edge[0]) ** power * edge[1] ** (len(parts) - 1 - power)
    return total


def _quotient(top: fmpq_mpoly, bottom: fmpq_mpoly) -> str:
    lead = bottom.leading_coefficient()
    top, bottom = top / lead, bottom / lead
    if bottom.is_constant():
        scale = monic_denominator(top)
        return min(text_of(top), f"{bracketed(top * scale, '+-')}/{scale}", key=len)
    return f"{bracketed(top, '+-')}/{bracketed(bottom, '+-*/')}"


def _radical(coefficients: tuple[fmpq_mpoly, ...], plus: int) -> str:
    """(−b ± √(b²−4ac)) / 2a, with the common factor 2 removed where b is even."""
    c, b, a = coefficients
    half = b / 2
    if all(int(x.q) == 1 for x in half.coeffs()):
        inside, below = half * half - a * c, a
        ahead = -half
    else:
        inside, below, ahead = b * b - 4 * a * c, 2 * a, -b
    root = f"sqrt({text_of(inside)})"
    if ahead.is_zero():
        top = root if plus > 0 else f"-{root}"
        simple = True
    else:
        top, simple = f"{text_of(ahead)} {'+' if plus > 0 else '-'} {root}", False
    if below.is_one():
        return top
    return f"{top if simple else f'({top})'}/{bracketed(below, '+-*/')}"
