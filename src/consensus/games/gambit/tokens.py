"""The words of Gambit's file formats, each with its line and column."""

from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple, NoReturn, TypeAlias

from ...errors import InvalidInput
from ...exact.read import Exact, rational

__all__ = ["Kind", "Token", "Tokens", "quoted"]

Kind: TypeAlias = Literal["word", "number", "text", "{", "}", ",", "end"]

_NEXT = re.compile(
    r'[ \t\r\n\f\v]*(?:"(?P<text>(?:[^"\\]|\\.)*)"'
    r"|(?P<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?:/\d+)?)"
    r"|(?P<word>[A-Za-z]+)|(?P<sign>[{},])|(?P<end>\Z))",
    re.DOTALL,
)
_SPACE = re.compile(r"[ \t\r\n\f\v]*")
_SHORT = re.compile(r"[+-]?\d{1,18}\Z")
_NAMES = {
    "word": "a word", "number": "a number", "text": 'a text in "quotes"', "{": "'{'",
    "}": "'}'", ",": "','", "end": "the end of the file",
}  # fmt: skip


class Token(NamedTuple):
    """One word of a file, with the offset at which it begins."""

    kind: Kind
    value: str
    place: int


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
        self._place = 0
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
        inner = self.take("text").value
        return re.sub(r"\\(.)", r"\1", inner, flags=re.DOTALL) if "\\" in inner else inner

    def number(self) -> Exact:
        """The next number, exact."""
        token = self.take("number")
        if _SHORT.match(token.value):
            return int(token.value)
        return rational(token.value, self._where(token.place))

    def whole(self, least: int = 0) -> int:
        """The next number, which has to be whole and at least `least`."""
        token = self._next
        value = self.number()
        if not isinstance(value, int) or value < least:
            self.refuse(f"expected a whole number of at least {least}, got {token.value}", token)
        return value

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Take everything that a pattern matches from the next word on, or nothing at all."""
        found = pattern.match(self._text, self._next.place)
        if found is not None:
            self._place = found.end()
            self._next = self._scan()
        return found

    def refuse(self, why: str, token: Token | None = None) -> NoReturn:
        """Raise `InvalidInput` at a word, the next one if none is given."""
        at = token or self._next
        raise InvalidInput(f"{self._where(at.place)}: {why}")

    def _where(self, place: int) -> str:
        """The line and the column of an offset, counted from 1; looked up only when needed."""
        line = self._text.count("\n", 0, place) + 1
        column = place - self._text.rfind("\n", 0, place)
        return f"{self._name}, line {line}, column {column}"

    def _scan(self) -> Token:
        match = _NEXT.match(self._text, self._place)
        if match is None:
            space = _SPACE.match(self._text, self._place)
            assert space is not None
            sign = self._text[space.end()]
            what = "a text that is not closed" if sign == '"' else f"a stray {sign!r}"
            raise InvalidInput(f"{self._where(space.end())}: {what}")
        self._place = match.end()
        kind: Any = match.lastgroup
        value = match.group(kind)
        place = match.start(kind)
        if kind == "text":
            place -= 1
        elif kind == "sign":
            kind = value
        return Token(kind, value, place)


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
