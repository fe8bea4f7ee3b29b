"""The chair's year: its data, its thresholds, and what it says where the models part."""

from __future__ import annotations

import csv
from fractions import Fraction
from importlib.resources import files

import pytest

from consensus import models, osce
from consensus.errors import InvalidInput
from consensus.osce.chair_study.coded import read_inputs
from consensus.osce.chair_study.facts import WAYS

CODINGS = ("essay", "moscow")


def text(name: str) -> str:
    return (
        files("consensus.osce")
        .joinpath("data", f"chair_year_{name}.csv")
        .read_text(encoding="utf8")
    )


@pytest.fixture(scope="module", params=CODINGS)
def year(request):
    return osce.chair_year(request.param)


@pytest.fixture(scope="module")
def essay():
    return osce.chair_year()


def raw(coding: str, place: str) -> dict[str, Fraction]:
    rows = list(csv.DictReader(text("values").splitlines()))
    found = {}
    for wanted in dict.fromkeys(("essay", coding)):
        for row in rows:
            if row["coding"] == wanted and row["place"] == place:
                found[row["parameter"]] = Fraction(row["value"])
    return found


def by_hand(coding: str, item: str) -> Fraction:
    """D of formal model A2 with China, read off the table by hand."""
    n, y = raw(coding, item), raw(coding, "year")
    harm = n["harm"] if n["reputation"] >= y["punish_cost"] * n["harm"] else 0
    own = (
        Fraction(1, 2) - n["lean"] + n["prestige"] + n["precedent"] + n["legitimacy"] * y["reform"]
    )
    return n["russia"] + n["china"] + harm - own + n["dependence"] * (1 - y["china_relief"])


def test_thresholds_are_those_of_formal_models_a3_and_b3(year) -> None:
    synergy = raw(year.coding, "year")["synergy"]
    per_backer = {"joint": 2 + synergy, "split": Fraction(2), "single": Fraction(1)}
    for name, item in year.items.items():
        needed = by_hand(year.coding, name)
        assert item.deficit == needed
        for way in WAYS:
            choice, edge = item.ways[way], needed / per_backer[way]
            for model in ("A", "B"):
                found = choice.levels[model]
                if edge <= 0:
                    assert found.kind == "none needed"
                elif edge > 1:
                    assert found.kind == "out of range"
                else:
                    assert found.at == edge
            assert choice.marks.balance == edge
            assert choice.marks.full_upholding == (needed + Fraction(1, 2)) / per_backer[way]
            assert (
                choice.marks.end_of_full_accommodation
                == (needed - Fraction(1, 2)) / per_backer[way]
            )


def test_every_threshold_inside_the_range_has_a_formula_in_the_inputs(year) -> None:
    for item in year.items.values():
        for choice in item.ways.values():
            for found in choice.levels.values():
                assert (found.kind == "from") == bool(found.formula)
                if found.formula:
                    assert "russia" in found.formula
                    assert "lean" in found.formula


def test_a_disagreement_always_has_a_reason(year) -> None:
    parted = [d for d in year.disagreements if not d.same_side]
    assert parted
    for found in parted:
        assert any(why.code != "degree" and why.code != "vote" for why in found.reasons)
        assert len(set(found.outcomes.values())) > 1
    assert len(year.disagreements) == len(year.items) * len(WAYS)


def test_the_georgia_mission_is_the_textbook_case_of_a_west_that_must_act_jointly(essay) -> None:
    """C1 with c < b < 2c for both: 7/20 against a cost of 1/5, and both are needed."""
    parted = essay.item("georgia_mission").disagreements["split"]
    assert parted.outcomes == {"A": "upholds", "B": "upholds", "C": "accommodates"}
    why = next(w for w in parted.reasons if w.code == "each waits for the other")
    assert why.numbers == {
        "stake of the United States": Fraction(7, 20),
        "stake of Europe": Fraction(7, 20),
        "cost": Fraction(1, 5),
    }
    assert essay.item("georgia_mission").ways["joint"].outcomes["C"] == "upholds"


def test_support_changes_no_blocker_and_linkage_standing_and_reversion_do(essay) -> None:
    assert {check.situation for check in essay.ballots} >= {
        "odihr_package_2007", "georgia_monitors_2009", "medvedev_treaty", "water_forum",
    }  # fmt: skip
    for check in essay.ballots:
        assert check.support_changes_nothing
        scenario = osce.situations()[check.situation]
        found = models.who_blocks(scenario, option=check.option)
        assert {o.player for o in check.objectors} == set(found.objectors) - {"KAZ"}
        for objector in check.objectors:
            if scenario.stances[objector.player].uncompensable:
                assert objector.standing is objector.linkage is None
                assert objector.name in check.firm
                continue
            assert (
                objector.standing
                == objector.linkage + scenario.stances[objector.player].stand_alone_cost
            )


def test_the_levers_take_effect_exactly_where_the_needs_say(essay) -> None:
    check = next(c for c in essay.ballots if c.situation == "georgia_monitors_2009")
    need = max(o.linkage for o in check.objectors)
    for found in (check.under_linkage, check.under_standing, check.under_reversion):
        assert list(found.edges) == [need]
        assert [piece.answer for piece in found.pieces][::2] == [False, True]
    assert check.strong(0) == check.strong(3) == (False,)


def test_nothing_ends_an_objection_that_is_not_for_sale(essay) -> None:
    check = next(c for c in essay.ballots if c.situation == "two_missions")
    assert check.firm == ("Georgia",)
    assert check.linkage is None
    for found in (check.under_linkage, check.under_standing, check.under_reversion):
        assert not found.crossings
        assert found.pieces[0].answer is False


def test_support_may_move_the_chairs_own_ballot_only(essay) -> None:
    check = next(c for c in essay.ballots if c.situation == "odihr_package_2007")
    assert check.own_ballot.pieces[-1].answer == "object"


def test_energy_counts_in_what_backers_would_give_and_nowhere_else(essay) -> None:
    item = essay.item("odihr")
    assert sum(item.reach["split"].stakes.values()) == Fraction(7, 10)
    assert all(r.within_without_energy or not r.within for i in essay.items.values()
               for r in i.reach.values())  # fmt: skip
    limit = next(
        r.energy_limit for i in essay.items.values() for r in i.reach.values()
        if r.energy_limit.kind == "from"
    )  # fmt: skip
    assert "energy" in limit.formula


def test_china_as_a_third_principal_shifts_by_its_stake_less_its_relief(year) -> None:
    for item in year.items.values():
        assert item.china.shift == item.china.stake - item.china.relief


def test_attention_leaves_out_the_mission_and_support_for_one_item_crowds_out_another(
    essay,
) -> None:
    study = essay.attention
    assert study.coded["joint"].spent <= study.budget
    assert study.coded["joint"].why(study.coded["joint"].chosen) is None
    crowd = study.crowding["odihr"]
    assert not crowd.chosen
    assert crowd.leaves
    assert "deficit_odihr" in crowd.formula
    before = crowd.regimes.answer_at(Fraction(crowd.at) - Fraction(1, 1000))
    after = crowd.regimes.answer_at(Fraction(crowd.at) + Fraction(1, 1000))
    assert "odihr" not in before
    assert "odihr" in after
    assert not set(crowd.leaves) & set(after)


def test_an_ensemble_needs_a_seed_and_repeats(essay) -> None:
    with pytest.raises(TypeError):
        essay.ensemble()
    first = essay.ensemble(seed=7, count=12)
    assert first == essay.ensemble(seed=7, count=12)
    assert all(0 <= row[model] <= 1 for row in first for model in "ABC")


def test_findings_say_what_survives_and_what_flips(essay) -> None:
    from consensus.osce.chair_study.coded import inputs
    from consensus.osce.chair_study.findings import claims_of, finding_of

    pairs = zip(claims_of(inputs("essay")), claims_of(inputs("moscow")), strict=True)
    wanted = {"conduct:odihr", "conduct:borders", "china:csto_sco", "trust", "promise"}
    found = {c.id: finding_of(c, o) for c, o in pairs if c.id in wanted}
    assert set(found) == wanted
    odihr = found["conduct:odihr"]
    assert (odihr.answer, odihr.other) == ("upholds", "accommodates")
    assert odihr.flips
    assert odihr.survives is False
    assert not odihr.robust
    assert found["conduct:borders"].robust
    for one in found.values():
        if one.corner is not None:
            assert one.survives is False


def test_the_tables_are_plain_rows(essay) -> None:
    rows = essay.rows()
    assert len(rows) == 36
    assert {row["way"] for row in rows} == set(WAYS)
    assert all(row["basis"] for row in essay.parameters())
    assert {row["place"] for row in essay.parameters()} == {"year", *essay.items}
    swings = essay.tornado("odihr")
    assert swings[0]["parameter"] == "russia"


# Bad input ------------------------------------------------------------------------------------


def changed(old: str, new: str, table: str = "values") -> dict[str, str]:
    tables = {name: text(name) for name in ("items", "parameters", "values")}
    assert old in tables[table]
    tables[table] = tables[table].replace(old, new, 1)
    return tables


@pytest.mark.parametrize(
    ("old", "new", "table", "message"),
    [
        ("essay,year,support,0.1,0.25,0.4", "essay,year,support,0.3,0.25,0.4", "values",
         "expected low <= value <= high"),
        ("essay,year,support,0.1,0.25,0.4", "essay,year,support,0.1,lots,0.4", "values",
         "values: essay, year, support: value: expected a number"),
        ("essay,year,support,0.1,0.25,0.4", "essay,year,support,0.1,0.25,1.4", "values",
         "expected at most 1"),
        ("essay,year,synergy,", "essay,odihr,synergy,", "values", "it belongs to each year"),
        ("essay,year,synergy,", "essay,year,sinergy,", "values", "there is no such parameter"),
        ("essay,odihr,us,", "essay,ohdir,us,", "values", "it belongs to each item"),
        ("essay,odihr,us,", "astana,odihr,us,", "values", "coding is not among"),
        ("essay,odihr,europe,", "essay,odihr,us,", "values", "given twice"),
        ("odihr,ODIHR's election observation,human", "odihr,ODIHR,leisure", "items", "a basket"),
        ("odihr,ODIHR's election observation,human,discretion",
         "odihr,ODIHR,human,lot", "items", "expected vote or discretion"),
        (":package:accommodating", ":package:sideways", "items", "situation:option:side"),
    ],
)  # fmt: skip
def test_wrong_data_are_refused_with_their_place(old, new, table, message) -> None:
    with pytest.raises(InvalidInput, match=message):
        read_inputs(changed(old, new, table), "essay")


def test_a_missing_number_is_named() -> None:
    tables = {name: text(name) for name in ("items", "parameters", "values")}
    tables["values"] = "\n".join(
        line for line in tables["values"].splitlines() if not line.startswith("essay,odihr,us,")
    )
    with pytest.raises(InvalidInput, match="odihr: no value for 'us'"):
        read_inputs(tables, "essay")


def test_unknown_names_are_refused(essay) -> None:
    with pytest.raises(InvalidInput, match="coding: expected one of essay, moscow"):
        osce.chair_year("astana")
    with pytest.raises(InvalidInput, match="'ohdir' is not among"):
        essay.item("ohdir")
    with pytest.raises(InvalidInput, match="axis"):
        essay.along("odihr", "weather")
