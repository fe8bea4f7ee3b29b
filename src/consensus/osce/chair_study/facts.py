"""What the numbers add up to: the chair's own value, the deficit, the shield, the net stakes.

Every fact enters once. Standing dependence lowers the chair's own value and nothing else; the
harm is what Russia could do beyond that; the lean is the chair's view with dependence, prestige,
precedent and reform left out. The names in `FACTORS` weigh a fact, 1 being as coded, to ask what
it would change. The units are those in which models A and B agree at the balance: the chair loses
half the square of the distance from its lean, so that full upholding is worth 1/2 − lean more to
it than full accommodation.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ...games.agency import Threat

__all__ = [
    "FACTORS",
    "WAYS",
    "credible_harm",
    "deficit",
    "net_stakes",
    "own_value",
    "rival_stakes",
    "shield",
    "threat",
]

HALF = Fraction(1, 2)
WAYS = ("joint", "split", "single")
FACTORS = ("pressure_factor", "precedent_factor", "dependence_factor", "energy_factor")

Numbers = Mapping[str, Any]


def own_value(n: Numbers) -> Any:
    """Kappa: what upholding is worth to the chair itself, payments and threats apart."""
    dependence = n.get("dependence_factor", 1) * n["dependence"] * (1 - n["china_relief"])
    return (
        HALF
        - n["lean"]
        + n["prestige"]
        + n.get("precedent_factor", 1) * n["precedent"]
        + n["legitimacy"] * n["reform"]
        - dependence
    )


def threat(n: Numbers) -> Threat:
    """Russia's threat after a refusal; it counts iff its name is worth what punishing costs."""
    return Threat("uphold", n["harm"], n["punish_cost"], n["reputation"])


def credible_harm(n: Numbers) -> Any:
    """The harm that the chair has to reckon with: all of it, or none."""
    return threat(n).credible_harm


def rival_stakes(n: Numbers) -> dict[str, Any]:
    """What accommodation is worth to Russia and to China."""
    return {"Russia": n.get("pressure_factor", 1) * n["russia"], "China": n["china"]}


def deficit(n: Numbers) -> Any:
    """D: the support from which the chair upholds, in models A and C; in B the balance."""
    return sum(rival_stakes(n).values()) + credible_harm(n) - own_value(n)


def shield(way: str, n: Numbers) -> Any:
    """What the chair gets when each backer gives the same: both jointly, both apart, or one."""
    if way == "joint":
        return (2 + n["synergy"]) * n["support"]
    return (2 if way == "split" else 1) * n["support"]


def net_stakes(n: Numbers) -> dict[str, Any]:
    """What upholding is worth to each backer once energy counts as a reason not to press."""
    weight = n.get("energy_factor", 1)
    return {
        "the United States": n["us"] - weight * n["us_energy"],
        "Europe": n["europe"] - weight * n["europe_energy"],
    }
