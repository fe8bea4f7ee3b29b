"""S. Morris and H. S. Shin, "Global games: theory and applications", in: Advances in Economics and
Econometrics, Cambridge 2003, 56-114: with many symmetric players the limit takes the action that is
best when every number of others is equally likely (the Laplacian action, section 2.2).
"""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from consensus.games import Strategic
from consensus.solutions import global_game, pure_nash


def regime(n: int, needed: int, cost: F) -> Strategic:
    """Joining costs something and brings 1 if enough join."""
    names = [f"p{i}" for i in range(n)]

    def payoff(profile: tuple[str, ...]) -> list[F]:
        enough = profile.count("join") >= needed
        return [(int(enough) - cost if s == "join" else F(0)) for s in profile]

    return Strategic.from_function(names, [["stay", "join"]] * n, payoff)


@pytest.mark.parametrize(("n", "needed"), [(3, 2), (4, 3), (5, 5)])
def test_joining_needs_a_cost_below_the_even_chance_of_success(n: int, needed: int) -> None:
    """With k others uniform on 0 … n - 1, success has chance (n - needed + 1)/n."""
    chance = F(n - needed + 1, n)
    for cost, item in ((chance - F(1, 20), "join"), (chance + F(1, 20), "stay")):
        game = regime(n, needed, cost)
        assert global_game(game).items == ((item,) * n,)
        assert {("stay",) * n, ("join",) * n} <= set(pure_nash(game).items)
