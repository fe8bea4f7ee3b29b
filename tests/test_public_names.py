"""The names that scripts outside rely on: they exist, and take what they are documented to take."""

from __future__ import annotations

import importlib
import inspect

import pytest

NAMES = {
    "rules": """by_consensus by_all_but by_unanimity by_majority by_more_for_than_against by_weight
        by_minimal_winning minimal_winning minimal_blocking maximal_losing is_proper is_strong
        is_dummy is_dictator same_decisions weights_of meeting Rule""",
    "institutions": "un_security_council eu_council",
    "games": """Strategic RollCall Extensive Coalitional Spatial Bargaining BargainingProblem Agency
        ConflictGraph gambit convert""",
    "games.gambit": "read write",
    "games.convert": "strategic_form to_nashpy from_nashpy to_pygambit from_pygambit",
    "solutions": """Solution Values shapley_shubik banzhaf penrose coleman_prevent coleman_initiate
        coleman_act johnston deegan_packel holler shapley nucleolus tau owen core core_vertices
        least_core kernel pure_nash nash one_nash correlated coarse_correlated strong_nash
        coalition_proof_nash undominated undominated_nash rationalizable logit symmetric_nash
        is_nash subgame_perfect sequential agent_logit win_set unanimity_core setter_outcome
        gridlock nash_stable gmr_stable smr_stable seq_stable stationary nash_bargaining
        kalai_smorodinsky egalitarian largest_consistent_set truthful risk_dominant global_game
        packages efficient_packages cheapest_compensation""",
    "models": """backing discretion sunset hostage joint_backing hold_up infer_type silence
        package""",
    "sweeps": "regimes Sweep",
    "osce": "states permanent_council decisions situations",
    "report": "answer write_report",
}
ALL = [(room, name) for room, names in NAMES.items() for name in names.split()]

# The positional parameters, in order, as far as they are promised.
POSITIONS = {
    "rules.by_consensus": ["players", "excluding"],
    "rules.by_all_but": ["players", "k"],
    "rules.by_majority": ["players", "needed"],
    "rules.by_weight": ["weights", "quota", "veto"],
    "rules.by_minimal_winning": ["players", "coalitions"],
    "rules.is_dummy": ["rule", "player"],
    "rules.same_decisions": ["r", "s"],
    "rules.meeting": ["rule", "present"],
    "games.Strategic": ["payoffs", "players", "strategies"],
    "games.RollCall": ["rule", "adopt", "ballots"],
    "games.Coalitional": ["players", "worth"],
    "games.Spatial": ["ideals", "status_quo", "rule"],
    "games.Bargaining": ["rule", "recognition", "discount"],
    "games.BargainingProblem": ["feasible", "disagreement"],
    "games.ConflictGraph": ["states", "moves", "preferences"],
    "games.Agency": ["stakes", "agent", "threat"],
    "models.backing": ["deficit", "synergy"],
    "models.discretion": ["lean", "pressure", "support", "curvature"],
    "models.sunset": ["mission_value", "recognition_value", "aversions", "linkage", "outside"],
    "models.hostage": ["concession", "block_cost", "losses", "stakes", "available"],
    "models.joint_backing": ["benefits", "costs", "strength", "threshold"],
    "models.hold_up": ["scrutiny", "prestige", "reform_cost", "promise"],
    "models.infer_type": ["agent_prior", "pullout_chance", "back_cost", "back_benefit"],
    "models.silence": ["players", "loss", "cost"],
    "models.package": ["issues", "rule"],
    "sweeps.Sweep": ["answer", "grid"],
    "sweeps.regimes": ["answer"],
    "osce.states": ["year"],
    "osce.permanent_council": ["year"],
}
KEYWORDS = {
    "sweeps.regimes": ["over", "at"],
    "rules.meeting": ["quorum", "absent"],
    "solutions.shapley_shubik": ["tolerance", "abstention"],
    "solutions.banzhaf": ["tolerance", "abstention"],
    "solutions.penrose": ["tolerance", "abstention"],
    "solutions.correlated": ["objective"],
    "solutions.logit": ["rationality"],
    "solutions.core_vertices": ["limit"],
    "solutions.setter_outcome": ["proposer"],
    "solutions.nash_stable": ["coalition"],
}


@pytest.mark.parametrize(("room", "name"), ALL, ids=lambda x: x)
def test_the_name_is_there(room: str, name: str) -> None:
    assert getattr(importlib.import_module(f"consensus.{room}"), name) is not None


def parameters(where: str) -> list[inspect.Parameter]:
    room, name = where.rsplit(".", 1)
    found = getattr(importlib.import_module(f"consensus.{room}"), name)
    return list(inspect.signature(found).parameters.values())


@pytest.mark.parametrize("where", POSITIONS)
def test_positions_hold(where: str) -> None:
    kinds = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.POSITIONAL_ONLY)
    taken = [p.name for p in parameters(where) if p.kind in kinds]
    promised = POSITIONS[where]
    if where == "rules.same_decisions":  # called with two rules, whatever their names
        assert len(taken) == 2
        return
    assert taken[: len(promised)] == promised


@pytest.mark.parametrize("where", KEYWORDS)
def test_keywords_hold(where: str) -> None:
    taken = {p.name for p in parameters(where)}
    assert set(KEYWORDS[where]) <= taken
