"""Roll calls with payments for ballots: every concept but mixtures, to several hundred players."""

from __future__ import annotations

from typing import Any

import pytest

from consensus import rules
from consensus.games import RollCall
from consensus.solutions import (
    coalition_proof_nash,
    pure_nash,
    strong_nash,
    undominated,
    undominated_nash,
)

RULES = {
    "consensus": rules.by_consensus,
    "majority": rules.by_majority,
    "more for than against": rules.by_more_for_than_against,
    "majority with five vetoes": lambda names: (
        rules.by_majority(names) & rules.by_consensus(names[:5])
    ),
}
PAYMENTS = {
    "objecting costs": {"assent": 0, "abstain": 0, "object": -1},
    "voting costs": {"assent": -1, "abstain": 0, "object": -1},
    "all ballots differ": {"assent": -2, "abstain": 0, "object": -1},
}


def costly(rule: str, payments: str, n: int) -> RollCall:
    """A third of the players gain 2, a third lose 3, a third gain 1."""
    names = [f"state {i}" for i in range(n)]
    adopt = {name: (2, -3, 1)[i % 3] for i, name in enumerate(names)}
    return RollCall(RULES[rule](names), adopt, dict.fromkeys(names, PAYMENTS[payments]))


@pytest.mark.parametrize("n", [56, 300])
@pytest.mark.parametrize("payments", PAYMENTS)
@pytest.mark.parametrize("rule", RULES)
def test_coalition_proof_at_a_cost(benchmark: Any, rule: str, payments: str, n: int) -> None:
    game = costly(rule, payments, n)
    benchmark.pedantic(lambda: coalition_proof_nash(game), rounds=3)


@pytest.mark.parametrize("payments", PAYMENTS)
@pytest.mark.parametrize("rule", RULES)
def test_all_concepts_but_mixtures_at_a_cost(benchmark: Any, rule: str, payments: str) -> None:
    game = costly(rule, payments, 56)

    def everything() -> None:
        for concept in (
            pure_nash,
            undominated,
            undominated_nash,
            strong_nash,
            coalition_proof_nash,
        ):
            concept(game)

    benchmark.pedantic(everything, rounds=3)
