"""What every situation of the case has to bring, whoever wrote its file."""

from __future__ import annotations

import importlib
import re
from fractions import Fraction

import pytest

from consensus import osce, report

# The thirty of the essay, and the questions of today.
ESSAY = [
    "chair_award_2007",
    "chair_hostage_2007",
    "trojan_horse",
    "odihr_package_2007",
    "duma_monitoring_2007",
    "georgia_mission_expiry_2008",
    "georgia_monitors_2009",
    "two_missions",
    "recognition",
    "medvedev_treaty",
    "sco_csto_recognition",
    "nato_exercise_2009",
    "prague_energy_2009",
    "afghan_coordination",
    "water_forum",
    "borders",
    "arms_cbm",
    "minorities",
    "reform_pledges",
    "fuel_bank",
    "chair_agenda",
    "western_backing",
    "russia_pressure",
    "china_vector",
    "kozak_vetoes",
    "kyrgyz_collapse",
    "eu_ceasefire",
    "west_access_rivalry",
    "cica_g20",
    "annex_agenda",
]
TODAY = [
    "chair_2024_estonia",
    "chair_2024_malta",
    "budget_since_2021",
    "ukraine_mission_2014",
    "ukraine_mission_2015",
    "ukraine_mission_2022",
    "heads_of_institutions_2017",
    "heads_of_institutions_2020",
    "heads_of_institutions_2024",
    "moscow_mechanism",
]
ALL = sorted([*ESSAY, *TODAY])


@pytest.fixture(scope="module")
def answers() -> dict[str, report.Answer]:
    theirs = osce.situations(coding="moscow")
    return {
        name: report.answer(one, codings={"moscow": theirs[name]})
        for name, one in osce.situations().items()
    }


def test_they_are_all_there() -> None:
    assert len(ESSAY) == 30
    assert sorted(osce.situations()) == ALL
    assert sorted(osce.situations(coding="moscow")) == ALL


@pytest.mark.parametrize("name", ALL)
def test_it_says_what_is_fact_what_is_claimed_and_what_is_judged(name: str) -> None:
    scenario = osce.situations()[name]
    kinds = {statement.kind for statement in scenario.statements}
    assert kinds >= {"fact", "judgement"}
    if name in ESSAY:
        assert "claim" in kinds
        claims = [s.source for s in scenario.statements if s.kind == "claim"]
        assert any("essay: " in source for source in claims)
    assert all(s.text.strip() and s.source.strip() for s in scenario.statements)
    assert scenario.workaround
    assert scenario.reversion.strong


@pytest.mark.parametrize("name", ALL)
def test_the_proposer_has_a_name_and_no_code(name: str) -> None:
    """Also where it has no ballot of its own: Russia in the Kozak plan, the Union at Prague."""
    scenario = osce.situations()[name]
    assert not re.search(r"\b(?!NATO\b|ODIHR\b)[A-Z]{2,}\b", scenario.name_of(scenario.proposer))


@pytest.mark.parametrize("name", ALL)
def test_nothing_cites_lines_or_sources_that_are_not_there(name: str) -> None:
    scenario = osce.situations()[name]
    known = {source.id for source in scenario.sources}
    texts = [s.text + " " + s.source for s in scenario.statements]
    texts += [*scenario.workaround, scenario.title, scenario.question]
    for stance in scenario.stances.values():
        texts += [stance.rationale, stance.direction_source, stance.number_source]
    for inquiry in scenario.inquiries:
        texts += [inquiry.question, inquiry.claim, *inquiry.meaning.values()]
        texts += [p.meaning + " " + p.basis for p in inquiry.parameters.values()]
    for text in texts:
        assert not re.search(r"\blines? \d", text), text
        assert "seed" not in text.split(), text
        for code in re.findall(r"\[(S\d+[a-z]?)\]", text):
            assert code in known, f"{code}: {text}"


@pytest.mark.parametrize("name", ALL)
def test_it_asks_further_and_names_what_would_change_the_answer(
    name: str, answers: dict[str, report.Answer]
) -> None:
    answer = answers[name]
    assert answer.inquiries
    assert any(found.crossings for a in answer.inquiries for found in a.thresholds.values())
    for asked in answer.inquiries:
        assert asked.robustness is not None, "a parameter without a band"
        assert set(asked.elsewhere) == {"moscow"}
        for parameter in asked.inquiry.parameters.values():
            assert parameter.basis.strip()
            assert parameter.meaning.strip()


@pytest.mark.parametrize("name", ALL)
def test_the_second_coding_differs_in_something(name: str) -> None:
    one, other = osce.situations()[name], osce.situations(coding="moscow")[name]
    stances = [one.stances[p].preference != other.stances[p].preference for p in one.players]
    inquiries = [
        a.parameters[n] != b.parameters[n]
        for a, b in zip(one.inquiries, other.inquiries, strict=True)
        for n in a.parameters
    ]
    assert any(stances) or any(inquiries)
    assert any(s.source == "second coding" for s in other.statements)


@pytest.mark.parametrize("name", ALL)
def test_thresholds_are_where_the_outcome_changes(
    name: str, answers: dict[str, report.Answer]
) -> None:
    """Just before and just after every rational crossing the plain model says what is claimed."""
    for asked in answers[name].inquiries:
        for parameter, found in asked.thresholds.items():
            for piece in found.pieces:
                low, high = Fraction(float(piece.where.low)), Fraction(float(piece.where.high))
                inside = (low + high) / 2
                if not piece.where.is_point and low < inside < high:
                    assert asked.inquiry.answer(**{parameter: inside}) == piece.answer


def test_support_for_the_chair_never_changes_who_objects() -> None:
    """The honest check: the chair's parameters are no part of the vote."""
    from dataclasses import replace

    from consensus import models

    for scenario in osce.situations().values():
        if scenario.chair is None:
            continue
        changed = {
            name: models.Parameter(name, p.high, p.high, p.high)
            for name, p in scenario.parameters.items()
        }
        stronger = replace(scenario, parameters=changed)
        for option in scenario.options:
            before = models.who_blocks(scenario, option=option.name)
            after = models.who_blocks(stronger, option=option.name)
            assert before.objectors == after.objectors


def test_no_two_situations_ask_the_same() -> None:
    """None is a copy of another with names changed.

    The mission in Ukraine is asked the same on purpose in 2014, 2015 and 2022, to show that one
    number is what differs.
    """
    seen: dict[object, str] = {}
    for scenario in osce.situations().values():
        if scenario.id in ("ukraine_mission_2015", "ukraine_mission_2022"):
            continue
        assert scenario.question not in seen
        seen[scenario.question] = scenario.id
        for inquiry in scenario.inquiries:
            assert inquiry.question not in seen, f"{scenario.id}: as in {seen[inquiry.question]}"
            seen[inquiry.question] = scenario.id


def test_no_folder_hides_the_function() -> None:
    """A folder called as the function would be imported as a package of that name."""
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("consensus.osce.situations")
    assert callable(osce.situations)
