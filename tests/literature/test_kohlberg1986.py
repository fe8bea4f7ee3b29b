"""E. Kohlberg and J.-F. Mertens, "On the strategic stability of equilibria", Econometrica 54
(1986), 1003-1037: an outside option whose strategic form has a whole component of equilibria
(section 2.3).

Player 1 takes 2 or plays the battle; the component "out" is found with its extreme points. The
bound on the second player's mixture follows by hand: in pays at most 2 iff her first share <=
2/3.
"""

from __future__ import annotations

from fractions import Fraction as F

from consensus.games import Strategic
from consensus.solutions import (
    equilibrium_index,
    equilibrium_indices,
    is_proper,
    iterated_weak_dominance,
    nash,
    proper_nash,
)

GAME = Strategic(
    [[[2, 2], [3, 0], [0, 1]], [[0, 0], [1, 0], [0, 3]]],
    strategies=[["out", "top", "bottom"], ["left", "right"]],
)


def test_the_component_of_the_outside_option() -> None:
    solved = nash(GAME)
    out = [c for c in solved.components if c[0].rows == ((1, 0, 0),)]
    ((subset,),) = out
    assert set(subset.columns) == {(0, 1), (F(2, 3), F(1, 3))}
    assert ((0, 1, 0), (1, 0)) in solved.items
    assert len(solved.components) == 2


def test_forward_induction_by_dominance() -> None:
    """ "bottom" is dominated by "out"; then "right" is dominated; then "out" is."""
    left = iterated_weak_dominance(GAME).items[0]
    assert dict(left) == {"1": ("top",), "2": ("left",)}


def test_the_component_of_the_outside_option_does_not_count() -> None:
    """(top, left) is strict, so its index is 1; what is left for the other component is 0."""
    assert equilibrium_index(GAME, ("top", "left")) == 1
    for y in ((0, 1), (F(2, 3), F(1, 3)), (F(1, 2), F(1, 2))):
        assert equilibrium_index(GAME, ("out", y)) == 0


def test_two_proper_equilibria_stay_out() -> None:
    """By hand: "right" is proper with bottom a lesser mistake than top. Both are equal mistakes if
    3 y = 1 - y, and then "left" and "right" are equally good if top is three times as likely. With
    other beliefs top is the lesser mistake, and "left" alone is best, against which top is."""
    found = proper_nash(GAME)
    assert found.complete
    assert set(found.items) == {
        ((0, 1, 0), (1, 0)),
        ((1, 0, 0), (0, 1)),
        ((1, 0, 0), (F(1, 4), F(3, 4))),
    }
    assert is_proper(GAME, ("out", (F(1, 4), F(3, 4))))
    assert not is_proper(GAME, ("out", (F(2, 3), F(1, 3))))


def test_a_circle_of_equilibria_has_index_one() -> None:
    """Appendix B: a 3×3 game whose equilibria form one closed curve; it alone has to count 1.

    The curve is six segments, each with one player's strategy fixed, as follows by hand from the
    payoffs, which are recalled and not copied from the paper.
    """
    mine = [[1, 0, -1], [-1, 0, -1], [1, 0, -2]]
    theirs = [[1, -1, 1], [0, 0, 0], [-1, -1, -2]]
    circle = equilibrium_indices(Strategic([mine, theirs]))
    (component,) = circle
    assert component.index == 1
    assert len(component.equilibria) == len(component.subsets) == 6
    assert all(len(s.rows) * len(s.columns) == 2 for s in component.subsets)
