"""Games in strategic form as ``.nfg`` text: the payoff form and the outcome form.

References
----------
The Gambit Project, "Game representation formats": the strategic game (.nfg) file format.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import Any

import numpy as np

from ...exact.read import Exact, shown
from ...exact.traced import Traced
from ..strategic import Strategic
from ..tables import refuse_large
from .tokens import Tokens, quoted

__all__ = ["read_nfg", "write_nfg"]


def read_nfg(words: Tokens) -> Strategic:
    """The game that a ``.nfg`` text describes; the comment is not kept.

    Players and strategies without a name get their number as name.
    """
    words.word("NFG")
    version = words.peek()
    if words.whole() != 1:
        words.refuse(f"expected the version 1, got {version.value}", version)
    words.word("R", "D")
    title = words.text()
    players = _names(words, "player")
    strategies, sizes = _strategies(words, len(players))
    if words.peek().kind == "text":
        words.text()
    refuse_large(len(players), sizes)
    outcomes = _outcomes(words, len(players)) if words.peek().kind == "{" else None
    cells = [np.empty(sizes, dtype=object) for _ in players]
    # The first player's strategy moves fastest.
    for turned in product(*(range(size) for size in reversed(sizes))):
        for cell, value in zip(cells, _payoffs(words, len(players), outcomes), strict=True):
            cell[turned[::-1]] = value
    if words.peek().kind != "end":
        words.refuse(f"expected the end of the file after {prod(sizes)} profiles")
    return Strategic(cells, players, strategies, title=title)


def _names(words: Tokens, what: str) -> list[str]:
    words.take("{")
    names: list[str] = []
    while not words.skip("}"):
        token = words.peek()
        name = words.text() or str(len(names) + 1)
        if name in names:
            words.refuse(f"the {what} {name!r} is named twice", token)
        names.append(name)
    if not names:
        words.refuse(f"expected at least one {what}")
    return names


def _strategies(words: Tokens, players: int) -> tuple[list[list[str]] | None, tuple[int, ...]]:
    """The names of the strategies, or None where only their numbers are given."""
    words.take("{")
    names: list[list[str]] = []
    sizes: list[int] = []
    named = words.peek().kind == "{"
    while words.peek().kind != "}":
        if named:
            names.append(_names(words, "strategy"))
            sizes.append(len(names[-1]))
        else:
            sizes.append(words.whole(least=1))
    if len(sizes) != players:
        words.refuse(f"expected the strategies of {players} players, got {len(sizes)}")
    words.take("}")
    return (names if named else None), tuple(sizes)


def _outcomes(words: Tokens, players: int) -> list[list[Exact]]:
    """The payoffs of each outcome; number 0 is the null outcome, which pays nothing."""
    outcomes: list[list[Exact]] = [[0] * players]
    words.take("{")
    while not words.skip("}"):
        words.take("{")
        words.text()
        payoffs = []
        for _ in range(players):
            payoffs.append(words.number())
            words.skip(",")
        words.take("}")
        outcomes.append(payoffs)
    return outcomes


def _payoffs(words: Tokens, players: int, outcomes: list[list[Exact]] | None) -> list[Exact]:
    if outcomes is None:
        return [words.number() for _ in range(players)]
    token = words.peek()
    number = words.whole()
    if number >= len(outcomes):
        words.refuse(f"there is no outcome {number}", token)
    return outcomes[number]


def write_nfg(game: Strategic) -> str:
    """The game as ``.nfg`` text in payoff form; fractions stay fractions.

    Raises
    ------
    NotApplicable
        If a payoff is a traced number.
    """
    unnamed = all(
        names == tuple(range(size)) for names, size in zip(game.strategies, game.sizes, strict=True)
    )
    if unnamed:
        strategies = "{ " + " ".join(map(str, game.sizes)) + " }"
    else:
        lists = (" ".join(quoted(str(s)) for s in names) for names in game.strategies)
        strategies = "{ " + " ".join(f"{{ {inner} }}" for inner in lists) + " }"
    players = " ".join(map(quoted, game.players))
    lines = [f"NFG 1 R {quoted(game.title)} {{ {players} }}", "", strategies, '""', ""]
    for turned in product(*(range(size) for size in reversed(game.sizes))):
        index = turned[::-1]
        lines.append(" ".join(_number(table[index]) for table in game.exact))
    return "\n".join(lines) + "\n"


def _number(value: Any) -> str:
    if isinstance(value, Traced):
        float(value)  # Refuses, and says why.
    return shown(value)
