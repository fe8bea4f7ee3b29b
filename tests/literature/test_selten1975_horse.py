"""R. Selten, "Reexamination of the perfectness concept for equilibrium points in extensive games",
Int. J. Game Theory 4 (1975), 25-55, section 6: the horse, here in its strategic form.

Selten finds two types of equilibria (p. 34). Type 1: player 1 goes down, player 3 left, player 2
across with at least 1/3. Type 2: 1 and 2 across, player 3 right with at least 3/4.
"""

from __future__ import annotations

from fractions import Fraction as F

from consensus.games import Strategic
from consensus.solutions import nash

NAMES = [["down", "across"], ["down", "across"], ["left", "right"]]


def horse() -> Strategic:
    def payoff(profile: tuple[str, ...]) -> tuple[int, ...]:
        one, two, three = profile
        if one == "down":
            return (3, 3, 2) if three == "left" else (0, 0, 0)
        if two == "down":
            return (4, 4, 0) if three == "left" else (0, 0, 1)
        return (1, 1, 1)

    return Strategic.from_function(["1", "2", "3"], NAMES, payoff)


def test_both_types_are_equilibria_and_their_limits_hold() -> None:
    solved = nash(horse())
    for across in (F(1, 3), F(1, 2), 1):
        assert solved.why(("down", {"down": 1 - across, "across": across}, "left")) is None
    assert solved.why(("down", {"down": F(7, 10), "across": F(3, 10)}, "left")).who == "1"
    for right in (F(3, 4), 1):
        assert solved.why(("across", "across", {"left": 1 - right, "right": right})) is None
    assert solved.why(("across", "across", {"left": F(3, 10), "right": F(7, 10)})).who == "2"


def test_the_continua_are_reported() -> None:
    solved = nash(horse())
    assert not solved.complete
    supports = {c.support for c in solved.continua}
    assert (("down",), ("down", "across"), ("left",)) in supports
    assert (("across",), ("across",), ("left", "right")) in supports
