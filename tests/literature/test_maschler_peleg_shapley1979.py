"""M. Maschler, B. Peleg and L. S. Shapley, "Geometric properties of the kernel, nucleolus, and
related solution concepts", Mathematics of Operations Research 4 (1979), 303-338.

The strong ε-cores shrink to the least core; the prenucleolus lies in it and in the prekernel; a
point of the prekernel inside it bisects: whatever i can give to j without leaving the set, j can
give to i. The games are made up and worked by hand.
"""

from fractions import Fraction

from consensus import games, solutions

GAME = games.Coalitional.from_table([0, 0, 0, 30, 0, 40, 50, 60])


def test_least_core_by_hand():
    """With the pairs binding: 2·60 ≥ 120 − 3ε gives ε = 0, the one allocation (10, 20, 30)."""
    found = solutions.least_core(GAME)
    assert found.epsilon == 0
    assert found.items == ({"1": 10, "2": 20, "3": 30},)
    assert solutions.prenucleolus(GAME) == {"1": 10, "2": 20, "3": 30}


def test_strong_epsilon_cores_are_nested():
    smaller = solutions.core_vertices(GAME, epsilon=3)
    larger = solutions.core_vertices(GAME, epsilon=6)
    check = solutions.epsilon_core(GAME, epsilon=6)
    assert all(check.why(corner) is None for corner in smaller)
    tighter = solutions.epsilon_core(GAME, epsilon=3)
    assert any(tighter.why(corner) is not None for corner in larger)


def test_the_prekernel_bisects_the_least_core():
    game = games.Coalitional.from_table([0, 0, 0, 0, 0, 0, 8, 12])
    point = solutions.prekernel(game).items[0]
    half_way = solutions.least_core(game)
    for i, j in (("1", "2"), ("1", "3"), ("2", "3")):
        rooms = []
        for giver, taker in ((i, j), (j, i)):
            low, high = Fraction(0), Fraction(12)
            for _ in range(60):
                middle = (low + high) / 2
                moved = {**point, giver: point[giver] - middle, taker: point[taker] + middle}
                inside = half_way.why(moved) is None
                low, high = (middle, high) if inside else (low, middle)
            rooms.append(low)
        assert abs(rooms[0] - rooms[1]) < Fraction(1, 10**12)
