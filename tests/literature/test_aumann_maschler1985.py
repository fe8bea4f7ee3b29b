"""R. J. Aumann and M. Maschler, Journal of Economic Theory 36 (1985), 195-213.

The three estates of the Mishna (Kethubot 93a) with claims 100, 200, 300, and
the theorem that the division is the nucleolus of the bankruptcy game.
"""

from fractions import Fraction

import pytest

from consensus import games, solutions

TALMUD = {
    100: (Fraction(100, 3), Fraction(100, 3), Fraction(100, 3)),
    200: (50, 75, 75),
    300: (50, 100, 150),
}


@pytest.mark.parametrize("estate", TALMUD)
def test_the_mishna_divides_by_the_nucleolus(estate):
    game = games.bankruptcy_game(estate, {"a": 100, "b": 200, "c": 300})
    division = dict(zip("abc", TALMUD[estate], strict=True))
    assert solutions.nucleolus(game) == division
    assert solutions.is_nucleolus(game, division)
    assert not solutions.is_nucleolus(game, {"a": estate, "b": 0, "c": 0})
    assert solutions.is_in_kernel(game, division)


def test_contested_garment():
    """Mishna Baba Metzia 2a: one claims all, the other half; shares 3/4 and 1/4."""
    game = games.bankruptcy_game(1, {"all": 1, "half": "1/2"})
    assert solutions.nucleolus(game) == {"all": Fraction(3, 4), "half": Fraction(1, 4)}


@pytest.mark.parametrize("estate", [37, 150, 400, 513, 590])
def test_half_the_claims_is_the_watershed(estate):
    """Below half the claims: equal awards up to half; above: equal losses from half."""
    claims = {"a": 100, "b": 200, "c": 300}
    total = sum(claims.values())
    found = solutions.nucleolus(games.bankruptcy_game(estate, claims))
    small = min(estate, total - estate)
    level = water_level([Fraction(c, 2) for c in claims.values()], small)
    for player, claim in claims.items():
        award = min(Fraction(claim, 2), level)
        assert found[player] == (award if estate <= total / 2 else claim - award)


def water_level(depths, amount):
    left, filled = Fraction(amount), Fraction(0)
    depths = sorted(depths)
    for k, depth in enumerate(depths):
        step = min((depth - filled) * (len(depths) - k), left)
        filled += step / (len(depths) - k)
        left -= step
    return filled
