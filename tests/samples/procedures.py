"""Agencies and the models of procedures with parameters."""

from __future__ import annotations

from fractions import Fraction

from consensus import models, rules, solutions
from consensus.games import Agency, Threat


def _agency(support, harm):
    return Agency(
        {"us": {"uphold": support}, "eu": {"uphold": 1}, "russia": {"accommodate": 2}},
        {"uphold": 1, "accommodate": 0},
        {"russia": Threat("uphold", harm=harm, punish_cost=1, reputation=1)},
    )


_PAIR = {"support": (0, 4), "harm": (0, 2)}
_LAPSE = {"recognition": (0, 3), "linkage": (0, 2)}

SAMPLES = {
    "truthful": (lambda support, harm: solutions.truthful(_agency(support, harm)), _PAIR),
    "without_offers": (
        lambda support, harm: solutions.without_offers(_agency(support, harm)),
        _PAIR,
    ),
    "sunset": (
        lambda recognition, linkage: models.sunset(
            1, recognition, {"a": 1, "b": 2}, linkage, {"a": "1/4"}
        ),
        _LAPSE,
    ),
    "hostage": (
        lambda concession, cost: models.hostage(
            concession, cost, {"a": 1, "b": 2}, {"a": 2, "b": 3}, available=9
        ),
        {"concession": (0, 6), "cost": (1, 3)},
    ),
    "joint_commitment": (
        lambda benefit, cost: models.joint_commitment(
            {"us": benefit, "eu": 2}, {"us": cost, "eu": 1}, 1, 2
        ),
        {"benefit": (0, 3), "cost": (0, 3)},
    ),
    "hold_up": (
        lambda scrutiny, promise: models.hold_up(
            scrutiny, 1, 2, promise, rewards="keeping", legitimacy=1
        ),
        {"scrutiny": (0, 3), "promise": (0, 1)},
    ),
    "infer_type": (
        lambda prior, chance: models.infer_type(prior, chance, 1, 2),
        {"prior": (Fraction(1, 10), 1), "chance": (Fraction(1, 10), 1)},
    ),
    "hold_outs": (
        lambda loss, cost: models.hold_outs(
            ["a", "b"], {"a": loss, "b": 2}, cost, waiting={"a": 1, "b": 1}, rounds=8
        ),
        {"loss": (0, 4), "cost": (0, 2)},
    ),
    "posts": (
        lambda head, deputy: models.posts(
            {"head": ["x"], "deputy": ["y"]},
            {"a": {"head": {"x": head}}, "b": {"head": {"x": -1}, "deputy": {"y": deputy}}},
            rules.by_consensus(["a", "b"]),
        ),
        {"head": (-1, 2), "deputy": (0, 2)},
    ),
}


def _entry(prize, cost):
    from consensus.games import Extensive, chance, decision, ending

    fight = decision("incumbent", {"fight": ending(-1, -cost), "share": ending(prize, 1)})
    luck = chance({"calm": (Fraction(1, 2), fight), "storm": (Fraction(1, 2), ending(0, 0))})
    return Extensive(
        ["entrant", "incumbent"], decision("entrant", {"out": ending(1, 2), "in": luck})
    )


def _hidden(prize, cost):
    from consensus.games import Extensive, decision, ending

    def second(x, y):
        return decision("b", {"l": ending(x, y), "r": ending(y, x)}, "b")

    tree = decision("a", {"l": second(prize, 1), "r": second(cost, 0)})
    return Extensive(["a", "b"], tree)


SAMPLES["subgame_perfect"] = (
    lambda prize, cost: solutions.subgame_perfect(_entry(prize, cost)),
    {"prize": (0, 4), "cost": (-2, 2)},
)
SAMPLES["subgame_perfect hidden"] = (
    lambda prize, cost: solutions.subgame_perfect(_hidden(prize, cost)),
    {"prize": (0, 4), "cost": (-2, 2)},
)
