"""Water, borders, arms and the annex, and the questions of today: findings derived by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from consensus import models, osce, sweeps
from consensus.models import Scenario

F = Fraction
ESSAY = osce.situations()
MOSCOW = osce.situations(coding="moscow")


def pieces(scenario: Scenario, inquiry: str, over: str, **changed: Any) -> tuple[list[Any], ...]:
    """Where the outcome of an inquiry changes along one parameter's band, and the outcomes."""
    asked = scenario.inquiry(inquiry)
    band = asked.parameters[over]
    at = {name: changed.get(name, v) for name, v in asked.values.items() if name != over}
    found = sweeps.regimes(asked.model.outcome, over={over: (band.low, band.high)}, at=at)
    inner = [piece.answer for piece in found.pieces if not piece.where.is_point]
    return [F(str(edge)) for edge in found.edges], inner


def objectors(scenario: Scenario, option: str | None = None) -> tuple[str, ...]:
    return models.who_blocks(scenario, option=option).objectors


# Water -------------------------------------------------------------------------------------------

WATER = ESSAY["water_forum"]


def test_water_what_outsiders_cost_the_forum() -> None:
    """At position p a State with ideal x gains |x − 0.1| − |x − p|, times its salience.

    For p = 0.8 and x = 0.35 (Uzbekistan): 0.25 − 0.45 = −0.2; for p = 0.5: 0.25 − 0.15 = 0.1.
    """
    assert set(objectors(WATER)) >= {"UZB", "RUS"}
    assert objectors(WATER, "basin_table") == objectors(WATER, "review") == ()
    need = {o.player: o.need for o in models.who_blocks(WATER).objections}
    assert need["UZB"] == F(95, 100) * F(1, 5) - F(5, 100)


def test_water_the_barter_is_kept_only_if_breach_costs_more_than_the_fuel() -> None:
    """Uzbekistan delivers iff crops − fuel >= crops − breach; Kyrgyzstan goes first iff
    fuel >= power, or never if no fuel comes (0 < power)."""
    edges, answers = pieces(WATER, "barter", "breach")
    assert edges == [F(55, 100)]
    assert answers == ["water is kept for winter power", "water for fuel"]
    # With a breach that is dear the fuel must still pay for the power (9/20), and not cost more
    # than the breach (7/10).
    edges, answers = pieces(WATER, "barter", "fuel", breach=F(7, 10))
    assert edges == [F(45, 100), F(7, 10)]
    assert answers[1] == "water for fuel"
    assert answers[0] == answers[2] == "water is kept for winter power"


def test_water_dams_are_deterred_until_help_outweighs_pressure() -> None:
    """Upstream leaves the deal iff exports + help − building − pressure_harm > deal_up:
    7/10 + h − 6/10 − 55/100 > 15/100, so h > 6/10; and 1/10 + 3/10 − p > 15/100 iff p < 1/4."""
    assert pieces(WATER, "dams", "russian_help")[0] == [F(3, 5)]
    assert pieces(WATER, "dams", "pressure_harm")[0] == [F(1, 4)]
    # Pressure that costs downstream more than the delay it wins is no answer to expect, and
    # upstream builds: the deal (15/100) is worth less to it than 4/10.
    idle = WATER.inquiry("dams").answer(pressure_cost=F(3, 10))
    assert "basin deal" not in idle


def test_water_the_core() -> None:
    """Total 55/100 − w. {K, U} and {Z}: 15/100 <= total; {U, Z} and {K}: 2/10 <= total, so
    w <= 35/100, which is also the weakest; with w = 1/10, storage <= 45/100."""
    assert pieces(WATER, "core", "wide_cost")[0] == [F(35, 100)]
    assert pieces(WATER, "core", "storage")[0] == [F(45, 100)]


def test_water_the_package() -> None:
    """Small plants need Tajikistan: −15/100 + 2/10 + (aid − 8/10) + 5/100 >= 0 iff aid >= 7/10.

    Outsiders are refused as soon as they cost Uzbekistan anything, whatever else it gains.
    """
    edges, answers = pieces(WATER, "package", "aid")
    assert edges == [F(7, 10)]
    assert ["dams: small" in answer for answer in answers] == [False, True]
    edges, answers = pieces(WATER, "package", "sovereignty")
    assert edges == [0]
    assert ["with outsiders" in answer for answer in answers] == [True, False]


@pytest.mark.parametrize("name", ["barter", "dams", "core", "package"])
def test_water_does_not_flip_under_the_second_coding(name: str) -> None:
    assert WATER.inquiry(name).answer() == MOSCOW["water_forum"].inquiry(name).answer()
