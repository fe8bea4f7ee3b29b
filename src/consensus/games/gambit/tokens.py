"""The words of Gambit's file formats, each with its line and column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NoReturn, TypeAlias

from ...errors import InvalidInput
from ...exact.read import Exact, rational

__all__ = ["Kind", "Token", "Tokens", "quoted"]

Kind: TypeAlias = Literal["word", "number", "text", "{", "}", ",", "end"]

_SPACE = re.compile(r"[ \t\r\n\f\v]*")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?(/\d+)?")
_WORD = re.compile(r"[A-Za-z]+")
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_NAMES = {
    "word": "a word", "number": "a number", "text": 'a text in "quotes"', "{": "'{'",
    "}": "'}'", ",": "','", "end": "the end of the file",
}  # fmt: skip


@dataclass(frozen=True)
class Token:
    """One word of a file, with the place where it begins, counted from 1."""

    kind: Kind
    value: str
    line: int
    column: int


class Tokens:
    """The words of a text one after another; every refusal names the line and the column.

    Parameters
    ----------
    text : str
        The whole file.
    name : str
        What to call the file in an error.

    Examples
    --------
    >>> words = Tokens('NFG 1 R "a game"', "file")
    >>> words.word("NFG"), words.whole(), words.word("R", "D"), words.text()
    ('NFG', 1, 'R', 'a game')
    >>> words.take(",")
    Traceback (most recent call last):
    ...
    consensus.errors.InvalidInput: file, line 1, column 17: expected ',', got the end of the file
    """

    def __init__(self, text: str, name: str = "text") -> None:
        self._text, self._name = text, name
        self._place, self._line, self._start = 0, 1, 0
        self._next = self._scan()

    def peek(self) -> Token:
        """The word that comes next, left in place."""
        return self._next

    def take(self, *kinds: Kind) -> Token:
        """The next word, which has to be of one of these kinds."""
        token = self._next
        if token.kind not in kinds:
            self.refuse(
                f"expected {' or '.join(_NAMES[kind] for kind in kinds)}, got {_got(token)}"
            )
        self._next = self._scan() if token.kind != "end" else token
        return token

    def skip(self, kind: Kind) -> bool:
        """Take the next word if it is of this kind; whether it was."""
        if self._next.kind != kind:
            return False
        self.take(kind)
        return True

    def word(self, *allowed: str) -> str:
        """The next word, which has to be one of these."""
        token = self._next
        if token.kind != "word" or token.value not in allowed:
            self.refuse(f"expected {' or '.join(map(repr, allowed))}, got {_got(token)}")
        return self.take("word").value

    def text(self) -> str:
        """The next quoted text, without its quotes."""
        return re.sub(r"\\(.)", r"\1", self.take("text").value, flags=re.DOTALL)

    def number(self) -> Exact:
        """The next number, exact."""
        token = self.take("number")
        return rational(token.value, f"{self._name}, line {token.line}, column {token.column}")

    def whole(self, least: int = 0) -> int:
        """The next number, which has to be whole and at least `least`."""
        token = self._next
        value = self.number()
        if not isinstance(value, int) or value < least:
            self.refuse(f"expected a whole number of at least {least}, got {token.value}", token)
        return value

    def refuse(self, why: str, token: Token | None = None) -> NoReturn:
        """Raise `InvalidInput` at a word, the next one if none is given."""
        at = token or self._next
        raise InvalidInput(f"{self._name}, line {at.line}, column {at.column}: {why}")

    def _scan(self) -> Token:
        space = _SPACE.match(self._text, self._place)
        assert space is not None
        self._pass(space.end())
        text, place = self._text, self._place
        column = place - self._start + 1
        if place == len(text):
            return Token("end", "", self._line, column)
        for kind, pattern in (("text", _TEXT), ("number", _NUMBER), ("word", _WORD)):
            match = pattern.match(text, place)
            if match is not None:
                value = match.group(1) if kind == "text" else match.group()
                token = Token(kind, value, self._line, column)  # type: ignore[arg-type]
                self._pass(match.end())
                return token
        sign = text[place]
        if sign in "{},":
            token = Token(sign, sign, self._line, column)  # type: ignore[arg-type]
            self._pass(place + 1)
            return token
        what = "a text that is not closed" if sign == '"' else f"a stray {sign!r}"
        raise InvalidInput(f"{self._name}, line {self._line}, column {column}: {what}")

    def _pass(self, end: int) -> None:
        lines = self._text.count("\n", self._place, end)
        if lines:
            self._line += lines
            self._start = self._text.rfind("\n", self._place, end) + 1
        self._place = end


def quoted(text: str) -> str:
    r"""A text in quotes, as the formats write it.

    Examples
    --------
    >>> print(quoted('say "no"'))
    "say \"no\""
    """
    inner = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'


def _got(token: Token) -> str:
    if token.kind == "end":
        return "the end of the file"
    clipped = token.value if len(token.value) <= 40 else token.value[:37] + "..."
    return repr(clipped)
