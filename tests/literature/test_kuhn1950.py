"""Kuhn's poker with three cards.

Kuhn, "A simplified two-person poker", in *Contributions to the Theory of Games* I, Princeton
1950, 97-103: the value to the first player is −1/18; optimal first play bluffs with the lowest
card with a chance a of at most 1/3, bets the highest with 3a and calls with the middle one with
a + 1/3; the second player bluffs with 1/3 and calls with the middle card with 1/3.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from consensus import games, solutions
from consensus.games import chance, decision, ending

CARDS = "JQK"


def poker() -> games.Extensive:
    deals = {}
    for mine, yours in permutations(CARDS, 2):
        sign = 1 if CARDS.index(mine) > CARDS.index(yours) else -1

        def pay(amount):
            return ending(amount, -amount)

        bet = decision("second", {"fold": pay(1), "call": pay(2 * sign)}, f"{yours} after bet")
        raised = decision("first", {"fold": pay(-1), "call": pay(2 * sign)}, f"{mine} raised")
        check = decision(
            "second", {"check": pay(sign), "bet": raised}, f"{yours} after check"
        )  # fmt: skip
        deals[mine + yours] = (
            Fraction(1, 6),
            decision("first", {"check": check, "bet": bet}, f"{mine} first"),
        )
    return games.Extensive(["first", "second"], chance(deals))


def kuhn(a):
    third = Fraction(1, 3)
    return {
        "J first": (1 - a, a), "Q first": "check", "K first": (1 - 3 * a, 3 * a),
        "J raised": "fold", "Q raised": (2 * third - a, a + third), "K raised": "call",
        "J after bet": "fold", "Q after bet": (2 * third, third), "K after bet": "call",
        "J after check": (2 * third, third), "Q after check": "check", "K after check": "bet",
    }  # fmt: skip


def test_the_value():
    answer = solutions.minimax(poker())
    assert answer.value["first"] == Fraction(-1, 18)
    assert answer.why(answer.items[0]) is None


def test_the_published_strategies_are_optimal_and_others_are_not():
    game = poker()
    for a in (Fraction(0), Fraction(1, 6), Fraction(1, 3)):
        profile = kuhn(a)
        assert solutions.is_behaviour_nash(game, profile)
        assert game.values(profile)["first"] == Fraction(-1, 18)
    honest = {**kuhn(Fraction(0)), "J after check": "check"}
    assert not solutions.is_behaviour_nash(game, honest)
