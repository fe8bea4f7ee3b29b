"""Games to and from the neighbours: nashpy and pygambit.

The neighbours are imported when a converter is called. pygambit is no dependency of this library:
install the extra ``peers`` to use its converters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from io import BytesIO
from itertools import product
from typing import Any

import numpy as np

from ..errors import NotApplicable
from ..exact.read import exact_number, rational
from .extensive import Extensive
from .gambit.efg import read_efg, write_efg
from .gambit.tokens import Tokens
from .strategic import Strategic
from .tables_of_trees import strategic_form

__all__ = ["from_nashpy", "from_pygambit", "strategic_form", "to_nashpy", "to_pygambit"]


_NAMES = "the strategies are named by these texts"


def to_nashpy(game: Strategic) -> Any:
    """A two-player game as a ``nashpy.Game``; payoffs become floats unless they are whole.

    Raises
    ------
    NotApplicable
        If there are not two players.
    """
    import nashpy

    if len(game.players) != 2:
        raise NotApplicable(f"nashpy knows two players, this game has {len(game.players)}")
    tables = [
        table if table.dtype != object else np.array([[float(v) for v in row] for row in table])
        for table in game.tables
    ]
    return nashpy.Game(*(table.copy() for table in tables))


def from_nashpy(game: Any) -> Strategic:
    """A ``nashpy.Game`` as a strategic game; floats are taken at their exact binary value.

    Examples
    --------
    >>> import nashpy
    >>> from_nashpy(nashpy.Game([[1, 2]], [[3, 4]])).payoff((0, 1))
    (2, 4)
    """
    return Strategic([np.asarray(table) for table in game.payoff_matrices])


def to_pygambit(game: Strategic | Extensive) -> Any:
    """The game as a ``pygambit.Game`` with the same labels and exact rational payoffs.

    A tree goes over as ``.efg`` text and stays a tree.

    Strategies that are numbers 0, 1, … become the labels "1", "2", … that Gambit uses itself.

    Raises
    ------
    NotApplicable
        If pygambit is not installed, or does not take a label: versions differ in whether they
        know letters beyond ASCII.
    """
    gambit = _pygambit()
    if isinstance(game, Extensive):
        return gambit.read_efg(BytesIO(write_efg(game).encode("utf-8")))
    twin = gambit.Game.new_table(list(game.sizes), title=game.title)
    _label(twin.players, game.players)
    for player, labels in zip(twin.players, game.strategies, strict=True):
        texts = [label if isinstance(label, str) else str(label + 1) for label in labels]
        _label(player.strategies, texts)
    if _like_numbers(game.strategies):
        setattr(twin, _remark(twin), _NAMES)
    for index in product(*(range(size) for size in game.sizes)):
        for i, table in enumerate(game.tables):
            value = rational(exact_number(table[index], "payoff"), "payoff")
            twin[index][game.players[i]] = Fraction(value)
    return twin


def _label(things: Any, labels: Sequence[str]) -> None:
    """Give labels, by way of others, since no two may ever be the same on the way."""
    longest = max(map(len, labels))
    for k, thing in enumerate(things):
        thing.label = "_" * (longest + 2) + str(k)
    for thing, label in zip(things, labels, strict=True):
        try:
            thing.label = label
        except ValueError as error:
            raise NotApplicable(
                f"to_pygambit: pygambit does not take the label {label!r}: {error}"
            ) from None


def from_pygambit(game: Any) -> Strategic | Extensive:
    """A ``pygambit.Game`` as a strategic game, or a tree as an extensive one, its labels kept.

    Gambit's own labels "1", "2", … of strategies become the numbers 0, 1, … when all players
    have them, unless the game came from `to_pygambit` with these texts as names, which its
    remark then says.
    """
    if game.is_tree:
        return read_efg(Tokens(game.to_efg(), "pygambit"))
    players = [player.label or str(i + 1) for i, player in enumerate(game.players)]
    names = [[s.label for s in player.strategies] for player in game.players]
    sizes = [len(labels) for labels in names]
    cells = [np.empty(sizes, dtype=object) for _ in players]
    for index in product(*(range(size) for size in sizes)):
        outcome = game[index]
        for cell, player in zip(cells, game.players, strict=True):
            cell[index] = _number(outcome[player])
    plain = _like_numbers(names) and getattr(game, _remark(game)) != _NAMES
    return Strategic(cells, players, None if plain else names, title=game.title)


def _like_numbers(names: Iterable[Iterable[Any]]) -> bool:
    """Whether every player's strategies are the texts "1", "2", …."""
    lists = [list(labels) for labels in names]
    return all(labels == [str(s + 1) for s in range(len(labels))] for labels in lists)


def _remark(game: Any) -> str:
    """What pygambit calls the remark of a game in this version."""
    return "description" if hasattr(game, "description") else "comment"


def _number(value: Any) -> Any:
    """Gambit's numbers are its own rationals, or decimals."""
    if hasattr(value, "numerator") and hasattr(value, "denominator"):
        return Fraction(int(value.numerator), int(value.denominator))
    return exact_number(str(value), "payoff")


def _pygambit() -> Any:
    try:
        import pygambit
    except ImportError:
        raise NotApplicable(
            "to_pygambit needs pygambit: install the extra consensus-games[peers]"
        ) from None
    return pygambit
