"""R. B. Myerson, "Refinements of the Nash equilibrium concept", Int. J. Game Theory 7 (1978),
73-80: three equilibria of a 3×3 game of which two are perfect (pp. 77-78, figure 2).
"""

from __future__ import annotations

from consensus.games import Strategic
from consensus.solutions import is_proper, nash, proper_nash, undominated, undominated_nash

TABLE = [[1, 0, -9], [0, 0, -7], [-9, -7, -7]]
GAME = Strategic([TABLE, TABLE])


def profile(k: int) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(int(s == k) for s in range(3)) for _ in range(2))


def test_three_equilibria() -> None:
    assert set(nash(GAME).items) == {profile(0), profile(1), profile(2)}


def test_two_are_perfect() -> None:
    assert set(undominated_nash(GAME).items) == {profile(0), profile(1)}
    assert undominated_nash(GAME).why((2, 2)).who == "1"


def test_without_the_third_strategies_one_is_perfect() -> None:
    """Figure 1: the 2×2 game in which only the first is."""
    small = Strategic([[[1, 0], [0, 0]], [[1, 0], [0, 0]]])
    assert undominated_nash(small).items == (((1, 0), (1, 0)),)
    assert dict(undominated(small).items[0]) == {"1": (0,), "2": (0,)}


def test_one_is_proper() -> None:
    """The second is perfect only if the mistake -7 is made as often as the mistake 0."""
    found = proper_nash(GAME)
    assert found.items == (profile(0),)
    assert found.complete
    assert not is_proper(GAME, (1, 1))
    assert found.why((1, 1)).who == {"1", "2"}
    assert found.why((2, 2)).who == "1"
