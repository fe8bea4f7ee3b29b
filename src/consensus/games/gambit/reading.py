"""Reading and writing games by the first word of their text."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Any

from ...errors import InvalidInput
from ..extensive import Extensive
from ..strategic import Strategic
from .efg import read_efg, write_efg
from .nfg import read_nfg, write_nfg
from .tokens import Tokens

__all__ = ["read", "write"]


def read(text_or_path: str | PathLike[str]) -> Any:
    """Read a game from Gambit's text, or from a file that holds it.

    Cost: linear in the text. Nothing in the text is evaluated.

    Parameters
    ----------
    text_or_path : str or path
        A text that begins with ``NFG`` or ``EFG``, or the name of a file.

    Returns
    -------
    Strategic or Extensive

    Raises
    ------
    InvalidInput
        For a text that is not as the format asks, with line and column.
    TooLarge
        If the header announces more payoffs than a table may hold, before they are read.

    Examples
    --------
    >>> game = read('NFG 1 R "Pennies" { "Ann" "Bob" } { 2 2 }  1 -1  -1 1  -1 1  1 -1')
    >>> game.players, game.payoff((1, 0))
    (('Ann', 'Bob'), (-1, 1))
    """
    text, name = _text_of(text_or_path)
    words = Tokens(text, name)
    if words.peek().value == "EFG":
        return read_efg(words)
    if words.peek().value != "NFG":
        words.refuse(f"expected 'NFG' or 'EFG', got {words.peek().value!r}")
    return read_nfg(words)


def write(game: Any) -> str:
    """The game as Gambit's text; `read` gives back the same game.

    Parameters
    ----------
    game : Strategic or Extensive

    Examples
    --------
    >>> from consensus.games import Strategic
    >>> game = Strategic([[[1, "1/2"]], [[0, 2]]], ["a", "b"], [["x"], ["l", "r"]], title="t")
    >>> print(write(game), end="")
    NFG 1 R "t" { "a" "b" }
    <BLANKLINE>
    { { "x" } { "l" "r" } }
    ""
    <BLANKLINE>
    1 0
    1/2 2
    """
    if isinstance(game, Strategic):
        return write_nfg(game)
    if isinstance(game, Extensive):
        return write_efg(game)
    raise InvalidInput(
        f"game: expected a Strategic game or an Extensive one, got {type(game).__name__}"
    )


def _text_of(source: str | PathLike[str]) -> tuple[str, str]:
    if isinstance(source, str) and ("\n" in source or _is_text(source)):
        return source, "text"
    if not isinstance(source, (str, PathLike)):
        raise InvalidInput(f"text_or_path: expected a text or a path, got {source!r}")
    path = Path(source)
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise InvalidInput(f"text_or_path: cannot read {path.name!r}: {why}") from None
    return _decoded(data, path.name), path.name


def _is_text(source: str) -> bool:
    """Whether one line is a game and not a path: `NFG` and more, or the beginning of that."""
    start = source.lstrip()
    if start[:3].upper() in ("NFG", "EFG") and start[3:4].isspace():
        return True
    return any(kind.startswith(start) for kind in ("NFG", "EFG")) and not (
        start and Path(source).is_file()
    )


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig").splitlines(keepends=True) or [""]
        if before[-1].endswith(("\n", "\r")):
            before.append("")
        raise InvalidInput(
            f"{name}, line {len(before)}, column {len(before[-1]) + 1}: expected a UTF-8 text,"
            f" got the byte {data[error.start]:#04x}"
        ) from None
