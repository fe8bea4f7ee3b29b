"""The report of the pair: its figures, its files, and what becomes of hostile text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fractions import Fraction

import pytest

from consensus import games, models, osce, report, rules
from consensus.errors import InvalidInput
from consensus.models import Statement
from consensus.report.answers import WAYS
from consensus.report.prose import voting

PAIR = [osce.situations()[n] for n in ("odihr_package_2007", "georgia_mission_expiry_2008")]


@pytest.fixture(scope="module")
def answers():
    return [report.answer(scenario) for scenario in PAIR]


def test_both_are_blocked_and_revert_to_opposite_ends(answers):
    odihr, georgia = answers
    assert not odihr.tabled.adopted
    assert not georgia.tabled.adopted
    assert "continues" in report.summary(answers)[0]
    assert "lapses" in report.summary(answers)[1]
    assert "The Russian Federation objects" in report.summary(answers)[1]
    assert "upholds fully from a support of 0.50 (0.30 to 0.80) each" in report.summary(answers)[1]
    assert report.summary(answers)[-1].startswith("Support cannot override an objection")


def test_the_vote_cannot_adopt_and_nobody_sensible_tries(answers):
    for answer in answers:
        assert answer.vote.adopting == 0
        assert answer.vote.blocking > 0
        assert answer.vote.strong == (False,)


def test_power_says_nothing_under_consensus(answers):
    for answer in answers:
        power = answer.power
        assert power.vetoers == power.players == 56
        assert power.least_prevent == power.most_prevent == 1
        assert power.least_shapley == power.most_shapley == Fraction(1, 56)


@pytest.mark.parametrize("which", [0, 1])
def test_thresholds_are_the_closed_forms(answers, which):
    """A3 and B3 of the formal models: marks P + k − 1, P + k − 1/2, P + k over the shield."""
    answer = answers[which]
    value = {n: Fraction(p.value) for n, p in answer.scenario.parameters.items()}
    k, pressure, synergy = value["lean"], value["pressure"], value["synergy"]
    divisor = {"joint": 2 + synergy, "side by side": 2, "alone": 1}
    for way in answer.chair.coalitions:
        marks = [(pressure + k - level) / divisor[way.name] for level in (1, Fraction(1, 2), 0)]
        assert [m.value for m in way.marks.values()] == [max(m, 0) for m in marks]
        seen = [m for m in marks if 0 < m < answer.chair.chair.most_support]
        assert list(way.regimes.edges) == seen
    joint, _, alone = answer.chair.coalitions
    ratio = alone.marks["balance"].value / (2 * joint.marks["balance"].value)
    assert ratio == (2 + synergy) / 2 == answer.chair.shield.saving


def test_the_range_of_a_threshold_holds_every_point_of_the_bands(answers):
    steps = [Fraction(i, 4) for i in range(5)]
    for answer in answers:
        bands = {n: (p.low, p.high) for n, p in answer.scenario.parameters.items()}
        for way in answer.chair.coalitions:
            mark = way.marks["full upholding"]
            for a in steps:
                for b in steps:
                    for c in steps:
                        at = {
                            n: low + (high - low) * t
                            for (n, (low, high)), t in zip(bands.items(), (a, b, c), strict=True)
                        }
                        point = (at["lean"] + at["pressure"]) / Fraction(
                            WAYS[way.name](1, at["synergy"])
                        )
                        assert mark.low <= point <= mark.high
            # The ends are attained: lean and pressure at their ends, synergy at the other.
            low = {n: band[0] for n, band in bands.items()}
            high = {n: band[1] for n, band in bands.items()}
            least = Fraction(WAYS[way.name](1, high["synergy"]))
            most = Fraction(WAYS[way.name](1, low["synergy"]))
            assert mark.low == (low["lean"] + low["pressure"]) / least
            assert mark.high == (high["lean"] + high["pressure"]) / most


def test_one_page_needs_no_other_file(answers):
    page = report.html_page(answers, version="1")
    inner = page.replace('xlink:href="#', "").replace('href="data:,"', "")
    assert not re.findall(r'(?:src|href)="(?!#)', inner)
    assert "<script" not in page
    assert page.count("<svg") == 2
    assert len(page) < 500_000


def test_files_are_whole(answers, tmp_path):
    written = report.write_report(answers, tmp_path / "out", version="1")
    assert [p.name for p in written[:2]] == ["index.html", "answers.json"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out"]
    assert all(len(p.read_bytes()) < 500_000 for p in written)
    data = json.loads(written[1].read_text(encoding="utf8"))
    assert data["schema"] == "consensus-report/1"
    assert [s["id"] for s in data["scenarios"]] == [s.id for s in PAIR]
    ways = data["scenarios"][1]["chair"]["ways"]
    full = ways[0]["per_backer"]["full upholding"]
    assert full["formula"] == "(lean + pressure)/(synergy + 2)"
    assert [full[end]["exact"] for end in ("value", "low", "high")] == ["1/2", "3/10", "4/5"]
    russia = data["scenarios"][1]["stances"]["RUS"]["preference"]
    assert russia["reversion_distance"]["exact"] == "1/4"
    assert data["scenarios"][1]["parameters"]["lean"]["high"]["exact"] == "13/20"


def test_the_judgements_that_decide_are_on_the_page(answers):
    page = " ".join(report.html_page(answers, version="1").split())
    assert "0.25 (0.05 to 0.45)" in page  # what no mission is worth to Russia
    assert "vetoed renewal and asked for a separate mission" in page
    assert "Standing alone costs" in page
    assert "restates the synergy, which is an input" in page


def test_two_scenarios_of_one_name_are_refused(answers, tmp_path):
    with pytest.raises(InvalidInput, match="two have the identifier 'odihr_package_2007'"):
        report.write_report([answers[0], answers[0]], tmp_path / "out", version="1")
    assert not (tmp_path / "out").exists()


TITLES = {"A": "Ann", "B": "Bob", "C": "Cy", "D": "Di", "E": "Eve"}


def headline_of(rule, against, willing=()):
    """The headline of a small scenario in which some are against and some are for."""
    players = rule.players
    stances = {
        p: models.Stance(p, games.Ideal(0 if p in against else 1))
        if p in (*against, *willing)
        else models.Stance(p, None, basis="assumed")
        for p in players
    }
    scenario = models.Scenario(
        id="s", title="t", question="q", rule=rule, proposer="A",
        options=(games.Outcome("x", "X", 1),),
        reversion=models.Reversion("none_adopted", games.Outcome("none", "", 0)), stances=stances,
        names={p: TITLES[p] for p in players},
    )  # fmt: skip
    found = report.answer(scenario)
    report.html_page([found], version="1")
    return voting.headline(found)


def test_headlines_give_the_cause():
    five = list("ABCDE")
    assert (
        headline_of(rules.by_consensus(list("ABC")), "A") == "Ann objects, so “X” is not adopted."
    )
    assert headline_of(rules.by_consensus(list("ABC"), excluding=["B"]), "AB") == (
        "Ann and Bob object; that of Ann counts, so “X” is not adopted."
    )
    assert headline_of(rules.by_majority(five), "E", "AB") == (
        "“X” does not find the assents it needs, with or without objections, and is not adopted;"
        " Eve objects."
    )
    assert (
        headline_of(rules.by_majority(five), "E", "ABC") == "“X” is adopted although Eve objects."
    )
    assert headline_of(rules.by_all_but(list("ABC")), "AB") == (
        "Ann and Bob object and together stop it, so “X” is not adopted."
    )
    assert headline_of(rules.by_consensus(list("AB")), "") == "Nobody objects, and “X” is adopted."


def test_text_from_outside_is_escaped():
    hostile = "<script>alert(1)</script>"
    scenario = replace(
        PAIR[1], title=hostile, question=hostile, workaround=(hostile,),
        names={**PAIR[1].names, "RUS": hostile},
        statements=(Statement("fact", hostile, hostile),),
    )  # fmt: skip
    page = report.html_page([report.answer(scenario)], version="1")
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_curvature_stretches_the_marks():
    """B3 with curvature h: full upholding from P + h·k, full accommodation up to P + h·(k − 1)."""
    base = PAIR[1]
    curved = replace(
        base,
        parameters={**base.parameters, "curvature": models.Parameter("curvature", 2, 1, 3)},
    )
    found = report.answer(curved).chair
    k, p = (Fraction(base.parameters[n].value) for n in ("lean", "pressure"))
    assert found.total["full upholding"].value == p + 2 * k
    assert found.total["end of full accommodation"].value == max(p + 2 * (k - 1), 0)
    assert found.coalitions[0].regimes.edges[-1] == (p + 2 * k) / Fraction(5, 2)
    assert found.total["full upholding"].formula == "lean*curvature + pressure"
