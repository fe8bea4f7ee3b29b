"""The Owen value: unions bargain first, then their members."""

from __future__ import annotations

from fractions import Fraction

from ...exact.read import Number
from ...games.coalitional import Coalitional
from ..declared import traceable
from ..kind import of_kind
from ..power.unions import owen_index
from ..solution import Values
from .marginal import shared_dividends
from .partition import Blocks, read_blocks
from .simple import LISTED

__all__ = ["owen"]


@traceable
def owen(game: Coalitional, *, unions: Blocks) -> Values:
    """The Owen value: the average marginal contribution over the orders that keep unions together.

    Each dividend is shared equally among the unions that its coalition meets, then equally among
    the members of the coalition inside each. Cost n·2ⁿ; a game made from a rule of more than 16
    players is counted as by `owen_index`.

    Parameters
    ----------
    game : Coalitional
    unions : iterable of coalitions, or mapping name -> coalition
        Disjoint; a player in none stands alone.

    References
    ----------
    G. Owen, in *Essays in Mathematical Economics and Game Theory*, Springer 1977, 76-88.

    Examples
    --------
    >>> from consensus import games
    >>> game = games.glove_game(["l"], ["r1", "r2"])
    >>> dict(owen(game, unions=[{"r1", "r2"}]))
    {'l': Fraction(1, 2), 'r1': Fraction(1, 4), 'r2': Fraction(1, 4)}
    """
    of_kind(game, Coalitional)
    blocks = read_blocks(game, unions, "unions")
    if game.rule is not None and len(game.players) > LISTED:
        named = {f"union {k + 1}": block for k, block in enumerate(blocks) if len(block) > 1}
        return Values("owen", game, dict(owen_index(game.rule, unions=named)))
    home = {player: block for block in blocks for player in block}

    def share(coalition: frozenset[str], player: str) -> Number:
        met = sum(1 for block in blocks if block & coalition)
        return Fraction(1, met * len(home[player] & coalition))

    return Values("owen", game, shared_dividends(game, share))
