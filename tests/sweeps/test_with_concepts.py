"""Regimes through the library's own concepts, against the closed forms of the case's models.

The closed forms are those of models A to C (A1, A3, B1, B2, B3, C1, C3), each derived by hand; the
tests solve them for the parameter that moves.
"""

from __future__ import annotations

from fractions import Fraction as F
from typing import Any

import pytest

from consensus import games, models, rules, solutions, sweeps


def formulas(found: Any) -> list[str]:
    return [str(crossing.formula) for crossing in found.crossings]


def bisected(answer: Any, low: F, high: F) -> tuple[F, F]:
    before = answer(low)
    while high - low > F(1, 10**12):
        middle = (low + high) / 2
        low, high = (middle, high) if answer(middle) == before else (low, middle)
    return low, high


def dispute(v: Any, c: Any) -> Any:
    """Hawk and dove: a prize of v, a fight that costs c."""
    payoffs = [[[(v - c) / 2, v], [0, v / 2]], [[(v - c) / 2, 0], [v, v / 2]]]
    return solutions.pure_nash(games.Strategic(payoffs))


def test_pure_equilibria_of_hawk_and_dove() -> None:
    found = sweeps.regimes(dispute, over={"v": (-1, 4)}, at={"c": 2})
    assert formulas(found) == ["0", "c"]
    items = [set(piece.answer.items) for piece in found.pieces]
    assert items == [
        {(1, 1)}, {(0, 1), (1, 0), (1, 1)}, {(0, 1), (1, 0)}, {(0, 0), (0, 1), (1, 0)}, {(0, 0)},
    ]  # fmt: skip
    reason: Any = found.crossings[1].reason
    assert (reason.item, reason.stands, reason.upset.who) in {
        ((0, 1), "before", "2"), ((1, 0), "before", "1"),
    }  # fmt: skip
    assert str(reason.upset.gain) == "1/2*v - 1/2*c"


def backing(benefit: Any, cost: Any, strength: Any, threshold: Any) -> Any:
    both = ("us", "eu")
    return models.joint_backing(
        dict.fromkeys(both, benefit), dict.fromkeys(both, cost), strength, threshold
    )


def test_model_c1_has_its_four_ranges() -> None:
    found = sweeps.regimes(
        lambda **at: solutions.pure_nash(backing(**at)),
        over={"threshold": (-1, 3)}, at={"benefit": "1.5", "cost": 1, "strength": 1},
    )  # fmt: skip
    assert formulas(found) == ["0", "strength", "2*strength"]
    counts = [len(span.answer.items) for span in found.spans]
    assert counts == [1, 2, 2, 1]  # nobody; one of two; both or nobody; nobody
    assert [str(span.where) for span in found.spans] == ["[-1, 0]", "(0, 1]", "(1, 2]", "(2, 3]"]
    assert {"strength > 0", "cost > 0", "benefit - cost > 0"} <= set(found.crossings[2].conditions)


def test_model_c1_both_back_from_the_cost_on_and_a_coalition_too() -> None:
    at = {"cost": 1, "strength": 1, "threshold": "1.5"}
    for concept in (solutions.pure_nash, solutions.strong_nash):
        found = sweeps.regimes(
            lambda concept=concept, **rest: concept(backing(**rest)),
            over={"benefit": (0, 5)}, at=at,
        )  # fmt: skip
        assert found.edges[0] == 1
        assert formulas(found)[0] == "cost"
        assert ("back", "back") in found.piece_at(2).answer.items
        assert ("back", "back") not in found.piece_at("0.9").answer.items


def test_model_a1_upholds_from_the_rest_of_the_deficit_on() -> None:
    def action(w1: Any, w2: Any, r: Any, kappa: Any) -> str:
        game = games.Agency(
            {"us": {"uphold": w1}, "eu": {"uphold": w2}, "russia": {"accommodate": r}},
            {"uphold": kappa, "accommodate": 0},
        )
        return str(solutions.truthful(game).action)

    at = {"w2": F(1), "r": F(3), "kappa": F(1, 2)}
    found = sweeps.regimes(action, over={"w1": (0, 5)}, at=at)
    assert formulas(found) == ["r - w2 - kappa"]
    assert [span.answer for span in found.spans] == ["accommodate", "uphold"]
    low, high = bisected(lambda w1: action(w1=w1, **at), F(0), F(5))
    assert low <= found.edges[0] <= high


def test_model_a3_and_its_joint_threshold() -> None:
    def enough(effort: Any, deficit: Any, synergy: Any) -> bool:
        return bool(effort >= models.backing(deficit, synergy).joint)

    found = sweeps.regimes(enough, over={"effort": (0, 5)}, at={"deficit": 3, "synergy": "1/2"})
    assert formulas(found) == ["deficit/(synergy + 2)"]
    assert found.edges == (F(6, 5),)


def ballot(ideals: dict[str, Any], q: Any) -> Any:
    game = games.Spatial(ideals, q, rules.by_consensus(list(ideals)))
    return solutions.setter_outcome(game, proposer="chair")


def test_model_b1_dilution_fails_however_strong_russia_is() -> None:
    def outcome(russia: Any, west: Any, q: Any, chair: Any) -> Any:
        return ballot({"russia": russia, "west": west, "chair": chair}, q)

    at = {"west": "0.9", "q": "0.6", "chair": "0.3"}
    found = sweeps.regimes(outcome, over={"russia": (0, "0.5")}, at=at)
    assert found.edges == ()
    assert str(found.pieces[0].answer.items[0]) == "q"
    del at["west"]
    west = sweeps.regimes(outcome, over={"west": (0, 1)}, at={**at, "russia": "0.05"})
    # Accepted are points no farther from `west` than q is: from 2·west − q on, and none below q
    # once the Western ideal reaches q.
    assert [str(span.answer.items[0]) for span in west.spans] == ["chair", "2*west - q", "q"]
    assert west.edges == (F(9, 20), F(3, 5))
    assert all(crossing.reason is not None for crossing in west.crossings)


def test_model_b2_needs_recognition_enough_for_the_most_averse() -> None:
    found = sweeps.regimes(
        lambda alpha, beta, a, b: models.sunset(alpha, beta, {"A": a, "B": b}),
        over={"beta": ("0.1", 4)}, at={"alpha": 1, "a": 1, "b": 2},
    )  # fmt: skip
    assert found.edges == (2,)
    assert formulas(found) == ["alpha*b"]  # β/α ≥ max λ


def test_model_b3_marks_of_discretion() -> None:
    found = sweeps.regimes(
        models.discretion, over={"support": (0, 2)},
        at={"lean": "0.55", "pressure": "0.7", "curvature": 1},
    )  # fmt: skip
    lean, pressure = F(11, 20), F(7, 10)
    assert found.edges == (pressure + lean - 1, pressure + lean - F(1, 2), pressure + lean)


def test_model_c3_posterior_bound() -> None:
    found = sweeps.regimes(
        models.infer_type, over={"agent_prior": ("0.01", "0.99")},
        at={"pullout_chance": "1/2", "back_cost": 1, "back_benefit": 3},
    )  # fmt: skip
    x, q = 1 - F(1, 3), F(1, 2)
    assert found.edges == (x * q / (1 - x + x * q),)
    again = found.crossings[0].formula(pullout_chance="1/5", back_cost=1, back_benefit=2)
    assert again == F(1, 2) * F(1, 5) / (F(1, 2) + F(1, 2) * F(1, 5))


def test_a_soft_hold_out_among_57_gives_way_at_its_cost() -> None:
    players = [f"p{i}" for i in range(57)]

    def vote(gain: Any, cost: Any) -> Any:
        game = games.RollCall(
            rules.by_consensus(players), {p: (gain if p == "p0" else 1) for p in players},
            ballots={p: {"assent": 0, "object": -cost} for p in players},
        )  # fmt: skip
        return solutions.pure_nash(game)

    found = sweeps.regimes(vote, over={"gain": (-2, 2)}, at={"cost": "1/2"})
    assert formulas(found) == ["-cost"]
    reason: Any = found.crossings[0].reason
    assert (reason.upset.who, str(reason.upset.gain)) == ("p0", "gain + cost")
    assert "p1, p2, p3 and 53 more: assent" in str(reason)


def test_stability_in_a_conflict_graph() -> None:
    """Two States; the first leaves the status quo iff the prize exceeds the cost of the move."""

    def stable(prize: Any, cost: Any) -> Any:
        better = prize > cost
        equal = prize == cost
        ranking = [{"away", "home"}] if equal else ["away", "home"] if better else ["home", "away"]
        graph = games.ConflictGraph(
            ["home", "away"], [("home", "away", "a")], {"a": ranking, "b": ["home", "away"]}
        )
        return solutions.nash_stable(graph)

    found = sweeps.regimes(stable, over={"prize": (0, 2)}, at={"cost": 1})
    assert formulas(found) == ["cost"]
    assert [str(span.where) for span in found.spans] == ["[0, 1]", "(1, 2]"]


def test_a_concept_that_needs_known_numbers_says_so() -> None:
    from consensus.errors import NotApplicable

    with pytest.raises(NotApplicable) as caught:
        sweeps.regimes(lambda x: float(x) > 1, over={"x": (0, 2)})
    assert any("sweeps.bracket" in note for note in caught.value.__notes__)
