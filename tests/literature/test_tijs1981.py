"""S. H. Tijs, "Bounds for the core and the τ-value", in Game Theory and Mathematical Economics,
North-Holland 1981; and I. J. Curiel, M. Maschler and S. H. Tijs, "Bankruptcy games", Zeitschrift
für Operations Research 31 (1987), A143-A159.

The utopia vector bounds the core from above, the minimal rights from below; the τ-value of a
bankruptcy game is the adjusted proportional division: minimal rights first, then in proportion to
what is left of the claims, cut at what is left of the estate. Written out below.
"""

from fractions import Fraction

import pytest

from consensus import games, solutions
from consensus.errors import NotApplicable

CLAIMS = {"a": 100, "b": 200, "c": 300}


def adjusted_proportional(estate, claims):
    total = sum(claims.values())
    rights = {p: max(0, estate - (total - c)) for p, c in claims.items()}
    left = estate - sum(rights.values())
    rest = {p: min(c - rights[p], left) for p, c in claims.items()}
    whole = sum(rest.values())
    return {p: rights[p] + (Fraction(left * rest[p], whole) if whole else 0) for p in claims}


@pytest.mark.parametrize("estate", [50, 100, 200, 300, 450, 600])
def test_tau_is_the_adjusted_proportional_division(estate):
    game = games.bankruptcy_game(estate, CLAIMS)
    assert solutions.tau(game) == adjusted_proportional(estate, CLAIMS)


def test_bounds_of_the_core():
    game = games.assignment_game([[5, 8], [7, 9]])
    high, low = solutions.utopia(game), solutions.minimal_rights(game)
    for corner in solutions.core_vertices(game):
        assert all(low[p] <= corner[p] <= high[p] for p in game.players)


def test_no_tau_without_quasi_balance():
    game = games.Coalitional(["a", "b", "c"], lambda s: int(len(s) > 1))
    with pytest.raises(NotApplicable, match="not quasi-balanced"):
        solutions.tau(game)
