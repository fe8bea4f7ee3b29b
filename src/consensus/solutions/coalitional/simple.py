"""Simple games of any size: what the vetoers alone decide."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ...exact.read import shown, tidy
from ...games.coalitional import Coalitional
from ..solution import Solution, Upset
from .excess import read_allocation

__all__ = ["LISTED", "core_of_rule"]

# Games made from a rule are listed up to so many players, and counted or searched above.
LISTED = 16


def core_of_rule(game: Coalitional) -> Solution:
    """The core of the game of a rule: what is shared among the vetoers, empty without one.

    Without a vetoer everyone but one wins, whoever that one is: these coalitions, each with
    weight 1/(n − 1), are balanced and worth more than 1 together. Cost: that of `rule.vetoers`.

    References
    ----------
    H. Nakamura, *International Journal of Game Theory* 8 (1979), 55-61, for the wider statement;
    Peleg and Sudhölter 2007, sec. 3.1.
    """
    rule = game.rule
    assert rule is not None
    players, vetoers = game.players, rule.vetoers

    def check(allocation: Any) -> Upset | None:
        shares = dict(zip(players, read_allocation(game, allocation), strict=True))
        total: Any = sum(shares.values(), start=0)
        if total != 1:
            return Upset(frozenset(players), None, None, f"they share out {shown(total)} of 1")
        for player, share in shares.items():
            if share < 0:
                return Upset(frozenset([player]), {player: 0}, -share)
        for player, share in shares.items():
            if share > 0 and player not in vetoers:
                others = [p for p in players if p != player]
                extra = share / Fraction(len(others))
                return Upset(
                    frozenset(others), {p: shares[p] + extra for p in others}, share,
                    f"they win without {player}",
                )  # fmt: skip
        return None

    if not vetoers:
        weight = tidy(Fraction(1, len(players) - 1))
        everyone = frozenset(players)
        proof = {everyone - {player}: weight for player in players}
        return Solution("core", game, (), evidence={"balanced": proof}, check=check)
    equal = tidy(Fraction(1, len(vetoers)))
    found = {player: equal if player in vetoers else 0 for player in players}
    evidence = {"vetoers": vetoers}
    if len(vetoers) == 1:
        return Solution("core", game, (found,), evidence=evidence, check=check)
    return Solution(
        "core", game, (found,), form="some", complete=False, evidence=evidence, check=check
    )
