"""H. Hotelling, "Stability in competition", Econ. J. 39 (1929), 41-57: two sellers meet in the
middle; with three on a line there is no resting place (A. P. Lerner and H. W. Singer, J. Polit.
Econ. 45 (1937), 145-186). Here on an odd number of places, customers shared evenly at a tie.
"""

from __future__ import annotations

from fractions import Fraction as F

from consensus.games import Strategic
from consensus.solutions import pure_nash, rationalizable


def line(sellers: int, places: int) -> Strategic:
    def payoff(profile: tuple[str, ...]) -> list[F]:
        where = [int(p) for p in profile]
        shares = [F(0)] * sellers
        for customer in range(places):
            nearest = min(abs(w - customer) for w in where)
            close = [i for i, w in enumerate(where) if abs(w - customer) == nearest]
            for i in close:
                shares[i] += F(1, len(close))
        return shares

    names = [str(k) for k in range(places)]
    return Strategic.from_function([f"s{i}" for i in range(sellers)], [names] * sellers, payoff)


def test_two_meet_in_the_middle() -> None:
    game = line(2, 7)
    assert pure_nash(game).items == (("3", "3"),)
    assert dict(rationalizable(game).items[0]) == {"s0": ("3",), "s1": ("3",)}


def test_three_find_no_rest() -> None:
    solved = pure_nash(line(3, 13))
    assert solved.items == ()
    assert solved.complete
