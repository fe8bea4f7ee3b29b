"""M. Guajardo and K. Jörnsten, "Common mistakes in computing the nucleolus", European Journal of
Operational Research 241 (2015), 931-935.

The four published games whose nucleolus had been computed wrongly, with the corrected values:
insurance (Lemaire 1991), broadcast transmission (Hasan et al. 2011, costs), manufacturing (Oh and
Shin 2012, costs) and production (Sakawa et al. 2001).
"""

from fractions import Fraction

from consensus import games, solutions


def depth_first(n, start=0, inside=()):
    """Coalitions in the order 1, 12, 123, …, 13, …, 2, 23, …"""
    for player in range(start, n):
        yield (*inside, player)
        yield from depth_first(n, player + 1, (*inside, player))


def game(n, worths, sign=1):
    table = [Fraction(0)] * (1 << n)
    for coalition, worth in zip(depth_first(n), worths, strict=True):
        table[sum(1 << i for i in coalition)] = sign * Fraction(worth)
    return games.Coalitional.from_table(table)


def test_insurance():
    worths = ["46125", "69187.5", "90000", "53812.5", "17437.5", "30750", "5812.5"]
    found = solutions.nucleolus(game(3, worths))
    assert list(found.values()) == [Fraction("52687.5"), Fraction("24468.75"), Fraction("12843.75")]


def test_broadcast():
    costs = [8, 8, 10, 20, 19, 10, 20, 19, 1, 10, 13, 12, 10, 12, 11]
    found = solutions.nucleolus(game(4, costs, -1))
    assert [-x for x in found.values()] == [Fraction(15, 2), Fraction(1, 2), Fraction(3, 2),
                                            Fraction(21, 2)]  # fmt: skip


def test_manufacturing():
    costs = [375144, 568232, 772500, 551055, 245280, 452411, 211239]
    found = solutions.nucleolus(game(3, costs, -1))
    assert [-x for x in found.values()] == [
        Fraction("331695.25"), Fraction("233051.25"), Fraction("207753.5"),
    ]  # fmt: skip


PRODUCTION = (
    "0.060 0.378 0.536 0.906 1 0.573 0.747 0.874 0.485 0.144 0.546 0.634 0.255 0.408 0.561 0.182"
    " 0.168 0.337 0.706 0.801 0.379 0.538 0.668 0.279 0.03 0.383 0.473 0.083 0.249 0.386 0"
)


def test_production():
    found = solutions.nucleolus(game(5, PRODUCTION.split()))
    wanted = ["0.165", "0.3205", "0.0845", "0.3745", "0.0555"]
    assert list(found.values()) == [Fraction(x) for x in wanted]
