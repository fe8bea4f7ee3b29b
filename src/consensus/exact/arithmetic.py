"""Formulas given as text: arithmetic over named parameters and nothing else."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from ..errors import InvalidInput
from .read import Exact, Number, exact_number, rational
from .traced import Traced

__all__ = ["Formula", "formula"]

_LONGEST = 1_000
_HIGHEST_POWER = 32
_HIGHEST_DEGREE = 1_000
_BITS_A_DEGREE = 64
_OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}


@dataclass(frozen=True)
class Step:
    """One step of a stack machine."""

    kind: str
    name: str = ""
    value: Exact = 0
    power: int = 0


@dataclass(frozen=True)
class Formula:
    """Arithmetic over named parameters; call it with a value for each.

    Attributes
    ----------
    text : str
        The formula as it was given.
    names : frozenset of str
        The parameters it reads.

    Examples
    --------
    >>> deficit = formula("stakes + 0.1*harm - own_value", "deficit")
    >>> sorted(deficit.names), deficit(stakes=1, harm=2, own_value="1/2")
    (['harm', 'own_value', 'stakes'], Fraction(7, 10))
    """

    text: str
    names: frozenset[str]
    _steps: tuple[Step, ...] = field(repr=False, compare=False, hash=False)
    _where: str = field(repr=False, compare=False, hash=False)

    def __call__(self, **values: object) -> Number:
        """The value, exact; traced where a value is traced. One step a symbol.

        Raises
        ------
        InvalidInput
            If a parameter is missing or unknown, or the formula divides by zero.
        """
        missing = sorted(self.names - set(values))
        if missing:
            raise InvalidInput(f"{self._where}: no value for the parameter {missing[0]!r}")
        unknown = sorted(set(values) - self.names)
        if unknown:
            raise InvalidInput(f"{self._where}: no parameter {unknown[0]!r} in {self.text!r}")
        read = {name: exact_number(value, name) for name, value in values.items()}
        return _run(self._steps, read, f"{self._where}: {_clipped(self.text)}")

    def __str__(self) -> str:
        return self.text


def formula(text: str, where: str) -> Formula:
    """Read arithmetic text: names, decimal numbers, ``+ - * / **`` and parentheses.

    Nothing is evaluated as code. Powers are whole constants up to 32. Cost: linear in the text.

    Parameters
    ----------
    text : str
        At most 1,000 characters.
    where : str
        The place to name in an error.

    Raises
    ------
    InvalidInput
        If the text is anything but arithmetic.

    Examples
    --------
    >>> formula("__import__('os')", "cost")
    Traceback (most recent call last):
    ...
    consensus.errors.InvalidInput: cost: only arithmetic is allowed, got "__import__('os')"
    """
    if not isinstance(text, str) or not text.strip() or len(text) > _LONGEST:
        size = f"{len(text)} characters" if isinstance(text, str) else repr(text)
        raise InvalidInput(f"{where}: expected a formula of 1 to {_LONGEST} characters, got {size}")
    text = text.strip()
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise InvalidInput(f"{where}: not a formula: {_clipped(text)}") from None
    steps = _postfix(tree, text, where)
    names = frozenset(step.name for step in steps if step.name)
    return Formula(text, names, steps, where)


def _postfix(tree: ast.expr, text: str, where: str) -> tuple[Step, ...]:
    """The tree as steps for a stack machine; depth cannot exhaust the interpreter's own stack."""
    steps: list[Step] = []
    waiting: list[ast.expr] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            steps.append(Step("**", power=_power(node.right, text, where)))
            waiting.append(node.left)
        elif isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
            steps.append(Step(_OPERATORS[type(node.op)]))
            waiting += [node.left, node.right]
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            steps.append(Step("negative"))
            waiting.append(node.operand)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd):
            waiting.append(node.operand)
        elif isinstance(node, ast.Name):
            steps.append(Step("name", name=node.id))
        elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
            written = ast.get_source_segment(text, node) or ""
            steps.append(Step("constant", value=rational(written.replace("_", ""), where)))
        else:
            raise InvalidInput(f"{where}: only arithmetic is allowed, got {_clipped(text)}")
    return tuple(reversed(steps))


def _power(node: ast.expr, text: str, where: str) -> int:
    value = getattr(node, "value", None)
    if type(value) is not int or not 0 <= value <= _HIGHEST_POWER:
        raise InvalidInput(
            f"{where}: powers are whole constants from 0 to {_HIGHEST_POWER}, in {_clipped(text)}"
        )
    return value


def _run(steps: tuple[Step, ...], values: dict[str, Number], place: str) -> Number:
    stack: list[Any] = []
    for step in steps:
        if step.kind == "name":
            stack.append(values[step.name])
        elif step.kind == "constant":
            stack.append(step.value)
        elif step.kind == "negative":
            stack.append(-stack.pop())
        elif step.kind == "**":
            stack.append(_raised(stack.pop(), step.power, place))
        else:
            right, left = stack.pop(), stack.pop()
            stack.append(_joined(step.kind, left, right, place))
    return exact_number(stack.pop(), place)


def _joined(kind: str, left: Any, right: Any, place: str) -> Any:
    if kind == "+":
        return left + right
    if kind == "-":
        return left - right
    if kind == "*":
        return left * right
    if isinstance(right, (int, Fraction)) and right == 0:
        raise InvalidInput(f"{place} divides by zero")
    return (Fraction(left) if isinstance(left, int) else left) / right


def _raised(base: Any, power: int, place: str) -> Any:
    if isinstance(base, Traced):
        size = base.numerator_polynomial.total_degree() + base.denominator_polynomial.total_degree()
    else:
        size = (base.numerator.bit_length() + base.denominator.bit_length()) // _BITS_A_DEGREE
    if size * power > _HIGHEST_DEGREE:
        raise InvalidInput(f"{place} raises too large a number to the power {power}")
    return base**power


def _clipped(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:57] + "...")
