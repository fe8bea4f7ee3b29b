"""Scoring rules and predictions, against computations by hand."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus import models, osce, sweeps
from consensus.errors import InvalidInput
from consensus.osce import chair_scores, situation_scores
from consensus.osce.chair_prediction import ChairInputs, chair_inputs, share_below
from consensus.osce.concern_rule import concerned
from consensus.osce.proper_scores import brier, log_score, quadratic, ranked_probability

F = Fraction
shares = st.fractions(0, 1, max_denominator=60)


# --- the scoring rules ------------------------------------------------------------------


def test_ranked_probability_by_hand():
    # Cumulative 1/2, 3/4 against 0, 1 (the middle class): (1/4 + 1/16)/2.
    assert ranked_probability((F(1, 2), F(1, 4), F(1, 4)), 1) == F(5, 32)
    assert ranked_probability((1, 0, 0), 2) == 1
    assert ranked_probability((0, 0, 1), 2) == 0


@given(belief=shares, said=shares)
def test_nobody_gains_by_saying_what_it_does_not_believe(belief, said):
    """Expected loss under the belief is smallest when the belief is said."""

    def expected(loss):
        return belief * loss(1) + (1 - belief) * loss(0)

    honest = expected(lambda seen: quadratic(belief, seen))
    assert honest <= expected(lambda seen: quadratic(said, seen))
    both = expected(lambda seen: ranked_probability((1 - belief, belief), seen))
    assert both <= expected(lambda seen: ranked_probability((1 - said, said), seen))


def test_a_log_score_of_the_impossible_is_infinite():
    assert log_score(0) == math.inf
    assert log_score(F(1, 3)) == pytest.approx(math.log(3))


def test_brier_sums_over_events_and_wants_a_probability_for_each():
    assert brier({"A": F(1, 2), "B": 0}, frozenset("B")) == F(5, 4)
    with pytest.raises(InvalidInput, match="seen: C has no probability"):
        brier({"A": 1}, frozenset("C"))


@pytest.mark.parametrize("said", [(F(1, 2), F(1, 4)), (F(3, 2), F(-1, 2)), (1,)])
def test_what_is_no_distribution_is_refused(said):
    with pytest.raises(InvalidInput, match="said: expected probabilities that add up to 1"):
        ranked_probability(said, 0)


# --- the chair --------------------------------------------------------------------------


def test_shares_of_a_sum_by_hand():
    # Draws from 0..1 and 0..2: below 1 lies a triangle of area 1/2 in a rectangle of area 2.
    assert share_below(F(1), [F(1), F(2)]) == F(1, 4)
    assert share_below(F(3), [F(1), F(2)]) == 1
    assert share_below(F(-1), [F(1)]) == 0
    assert share_below(F(1, 2), [F(0), F(1)]) == F(1, 2)
    # Three even draws from 0..1 stay below 1 in one case of six (a corner of the cube).
    assert share_below(F(1), [F(1)] * 3) == F(1, 6)


@given(widths=st.lists(st.fractions(0, 2, max_denominator=8), min_size=1, max_size=3), x=shares)
def test_shares_of_a_sum_are_symmetric(widths, x):
    total = sum(widths)
    if total:
        level = x * total
        assert share_below(level, widths) == 1 - share_below(total - level, widths)


def test_the_monitors_of_may_2009_by_hand():
    """On the scale: West (0.95 + 0.90)/2, Russia 0.05, Kazakhstan 0.45; saliences 0.95 and 0.8."""
    inputs = chair_inputs(osce.chair_acts()["A03"])
    lean = (F("0.925") - F("0.45")) / (F("0.925") - F("0.05"))
    assert (inputs.lean, inputs.pressure, inputs.support) == (lean, F("0.95"), F("0.8"))
    assert inputs.direction() == 1 - (lean + F("0.95") - F("0.8"))
    assert inputs.lean_band == F("0.10") / F("0.875")


def test_thirds_against_a_fine_grid():
    """The exact chances against a count over midpoints of 24 cells in each direction."""
    inputs = ChairInputs(("x",), F(1, 2), F(3, 5), F(2, 5), F(1, 5))
    steps = [F(2 * i + 1, 24) - 1 for i in range(24)]
    count = [0, 0, 0]
    for a in steps:
        for b in steps:
            for c in steps:
                lean, push = F(1, 2) + a / 5, F(3, 5) + b / 4
                direction = 1 - (lean + push - (F(2, 5) + c / 4))
                count[(direction >= F(1, 3)) + (direction > F(2, 3))] += 1
    found = [c / 24**3 for c in count]
    assert [float(share) for share in inputs.thirds()] == pytest.approx(found, abs=0.005)
    assert sum(inputs.thirds()) == 1


def test_direction_stays_between_the_ends():
    assert ChairInputs(("x",), F(1, 2), 0, 1, 0).direction() == 1
    assert ChairInputs(("x",), F(1, 2), 1, 0, 0).direction() == 0


@pytest.mark.parametrize("coding", osce.CODINGS)
def test_scores_of_the_chair_are_means_over_the_acts(coding):
    found = osce.score_chair(coding=coding)
    acts = osce.chair_acts()
    judged = {name: act.direction for name, act in acts.items() if act.direction is not None}
    assert {case.id: case.seen for case in found.cases} == judged
    assert set(found.left_out) == set(acts) - set(judged)
    said = {name: chair_inputs(acts[name], coding=coding).direction() for name in judged}
    by_hand = sum((F(said[n]) - judged[n]) ** 2 for n in judged) / len(judged)
    assert found.line("chair model").quadratic == by_hand
    assert found.line("half always").quadratic == sum(
        (F(1, 2) - d) ** 2 for d in judged.values()
    ) / len(judged)
    # Even chances cost ln 3 whatever happens.
    assert found.line("even chances").log == pytest.approx(math.log(3))
    assert found.line("0 always").log == math.inf
    assert found.lines[0].kind == "model"
    assert all(line.cases == len(judged) for line in found.lines)


def test_as_told_drops_what_no_source_tells():
    """A14: no pressure is told, so the lean alone less the support: 19/35 - 0.8 is below 0."""
    found = {case.id: case for case in osce.score_chair().cases}
    assert found["A14"].said["chair model, as told"][0] == 1
    # A03 tells of both, so both models say the same.
    assert found["A03"].said["chair model, as told"] == found["A03"].said["chair model"]
    # A28: pressure told and no support: 19/35 + 0.95 is above 1, full accommodation.
    assert found["A28"].said["chair model, as told"][0] == 0


def test_the_chair_model_loses_and_it_is_said():
    """Over these acts one half always, even chances and the other acts do better."""
    for coding in osce.CODINGS:
        beaten = osce.score_chair(coding=coding).beaten_by()
        assert beaten == ("half always", "even chances", "the other acts")


def scoring_of(said, seen):
    """A scoring of two forecasters over a few directions."""
    cases = tuple(
        osce.Case(str(i), "2010", "", y, {"a": (a,), "b": (b,)}, True, {})
        for i, ((a, b), y) in enumerate(zip(said, seen, strict=True))
    )
    lines = tuple(
        osce.Line(
            n, "model", len(seen), sum((c.said[n][0] - c.seen) ** 2 for c in cases), None, None
        )
        for n in "ab"
    )
    return osce.Scoring("", cases, lines, (), {}, "", "")


def test_the_margin_of_misjudgement_by_hand():
    # a says 1, b says 1/2, seen 1/2: level where a direction is halfway, at 3/4.
    one = scoring_of([(1, F(1, 2))], [F(1, 2)])
    assert osce.direction_margin(one, model="a", rival="b") == F(1, 4)
    assert osce.direction_margin(one, model="b", rival="a") == F(1, 4)
    # Two cases, the second at its end already: a is wrong there and cannot be helped.
    two = scoring_of([(1, F(1, 2)), (1, 0)], [F(1, 2), 0])
    assert osce.direction_margin(two, model="a", rival="b") == (F(1, 4) + 1) / 3
    # Rates 1 and 2; the first has room for 1/2 only: 5/12 is within it.
    stuck = scoring_of([(1, 0), (F(1, 2), F(1, 2))], [0, 0])
    assert osce.direction_margin(stuck, model="a", rival="b") == F(1, 2)
    level = scoring_of([(F(1, 2), F(1, 2))], [0])
    assert osce.direction_margin(level, model="a", rival="b") == 0


@given(st.lists(st.tuples(shares, shares, shares), min_size=1, max_size=5))
def test_at_the_margin_the_two_are_level(cells):
    found = scoring_of([(a, b) for a, b, _ in cells], [y for _, _, y in cells])
    margin = osce.direction_margin(found, model="a", rival="b")
    # With every direction at its end the other side is ahead, so some move makes them level.
    assert 0 <= margin <= 1
    worse = max("ab", key=lambda n: found.line(n).quadratic)
    better = "b" if worse == "a" else "a"
    lead = F(0)
    for case in found.cases:
        far, near = case.said[worse][0], case.said[better][0]
        step = margin if far > near else -margin if far < near else 0
        y = min(max(case.seen + step, F(0)), F(1))
        lead += (far - y) ** 2 - (near - y) ** 2
    assert lead == 0


def test_a_margin_needs_forecasters_that_were_scored():
    with pytest.raises(InvalidInput, match="rival: 'nobody' is not among chair model"):
        osce.direction_margin(osce.score_chair(), rival="nobody")


def test_leaving_one_out_uses_the_other_acts_only():
    found = osce.score_chair()
    for case in found.cases:
        others = [F(c.seen) for c in found.cases if c.id != case.id]
        mean, thirds = case.said["the other acts"]
        assert mean == sum(others) / len(others)
        assert sum(thirds) == 1
        assert min(thirds) >= F(1, len(others) + 3)


def test_acts_known_to_the_coder_are_kept_apart():
    found = osce.score_chair()
    assert all(case.later == (case.date > "2009-06-30") for case in found.cases)
    assert {line.cases for line in found.later} == {sum(c.later for c in found.cases)}
    assert not next(c for c in found.cases if c.id == "A01").later


def test_the_caveat_is_in_the_record_and_in_its_text():
    found = osce.score_chair()
    assert "no share over them is a rate" in found.caveat
    assert found.caveat in str(found)
    assert "fitted" in found.used
    assert "accuracy" not in str(found)


def test_scores_as_a_table():
    found = osce.score_chair()
    text = sweeps.to_csv(found.table())
    assert text.splitlines()[0] == "cases,forecaster,kind,n,quadratic,ranked,log"
    assert len(text.splitlines()) == 1 + len(found.lines) + len(found.later)
    beaten = found.beaten_by()
    assert all(found.line(b).quadratic < found.lines[0].quadratic for b in beaten)


def test_an_unknown_coding_is_refused():
    with pytest.raises(InvalidInput, match="coding: 'west' is not among"):
        osce.score_chair(coding="west")


def test_borders_of_the_thirds():
    assert [chair_scores._third(x) for x in (0, F(1, 3), F(1, 2), F(2, 3), 1)] == [0, 1, 1, 1, 2]


# --- the decisions ----------------------------------------------------------------------


def test_the_concern_rule_in_2009_and_2010_by_hand():
    """Counted on the record: right on 11 texts of 16, wrong on the five listed."""
    found = osce.score_decisions(years=(2009, 2010)).stopped
    wrong = {c.id for c in found.cases if (c.said["concern rule"] > F(1, 2)) != c.seen}
    assert wrong == {"D031", "D038", "D042", "D092", "D093"}
    assert found.line("concern rule").quadratic == (11 * F(1, 16) + 5 * F(9, 16)) / 16
    # Eight of the sixteen were stopped.
    assert found.line("never").quadratic == F(1, 2)
    # Seven of the fifteen others for those that were, eight for those that were not; one added.
    others = (8 * (1 - F(8, 17)) ** 2 + 8 * F(9, 17) ** 2) / 16
    assert found.line("the other decisions").quadratic == others
    assert found.line("even chances").quadratic == F(1, 4)


def test_objectors_in_2009_and_2010_by_hand():
    """The rule names Georgia and Russia in D032 and D033, Belarus in D045, nobody in the others."""
    found = osce.score_decisions(years=(2009, 2010)).objectors
    seen = {c.id: set(c.seen) for c in found.cases}
    assert seen == {
        "D032": {"GEO"}, "D033": {"RUS"}, "D045": {"BLR"}, "D092": {"RUS"}, "D093": {"UZB"},
    }  # fmt: skip
    assert found.line("concern rule").quadratic == F(1 + 1 + 0 + 1 + 1, 5)
    assert found.line("Russia always").quadratic == F(2 + 0 + 2 + 0 + 2, 5)
    assert found.line("nobody").quadratic == 1
    # Shares among the other four. Where Georgia, Belarus or Uzbekistan objected: Russia 1/2, the
    # other two 1/4 each, the objector 0. Where Russia did: all four a quarter.
    alone = F(1, 4) + 2 * F(1, 16) + 1
    russia = F(9, 16) + 3 * F(1, 16)
    assert found.line("each State's record").quadratic == (3 * alone + 2 * russia) / 5


def test_what_followed_in_2009_and_2010_by_hand():
    """Seven texts were stopped with a known end; two came after all or weaker."""
    found = osce.score_decisions(years=(2009, 2010)).afterwards
    assert [c.id for c in found.cases] == [
        "D033", "D035", "D038", "D044", "D045", "D092", "D093",
    ]  # fmt: skip
    assert [c.id for c in found.cases if c.seen] == ["D092", "D093"]
    assert found.line("reversion rule").quadratic == (5 * F(1, 16) + 2 * F(9, 16)) / 7
    assert found.line("never").quadratic == F(2, 7)
    # Of the six others: two yes for those without, one for the two; one added on each side.
    others = (5 * F(3, 8) ** 2 + 2 * F(6, 8) ** 2) / 7
    assert found.line("the other decisions").quadratic == others
    assert "by definition" in found.caveat


def test_all_years_are_sums_over_the_record():
    found = osce.score_decisions()
    record = {n: d for n, d in osce.decisions().items() if d.date >= "2003"}
    assert {c.id for c in found.stopped.cases} | set(found.stopped.left_out) == set(record)
    assert set(found.stopped.left_out) == {"D009", "D036", "D074", "D088"}
    for case in found.objectors.cases:
        assert record[case.id].objectors_basis == "named_in_source"
    rule = {c.id: c.note != "concerns nobody" for c in found.stopped.cases}
    wrong = sum(rule[c.id] != c.seen for c in found.stopped.cases)
    size = len(found.stopped.cases)
    by_hand = F(9 * wrong + size - wrong, 16 * size)
    assert found.stopped.line("concern rule").quadratic == by_hand


def test_where_the_rules_lose_it_is_said():
    """The rule is worse than even chances over all years; each State's record names objectors better."""
    found = osce.score_decisions()
    assert "even chances" in found.stopped.beaten_by()
    assert "each State's record" in found.objectors.beaten_by()
    assert found.afterwards.beaten_by() == ()
    assert osce.score_decisions(years=(2009, 2010)).stopped.beaten_by() == ()
    for part in (found.stopped, found.objectors, found.afterwards):
        assert "no share over it is a rate" in part.caveat
        assert "accuracy" not in str(part)
    assert str(found).count(found.caveat) == 3


@pytest.mark.parametrize(
    "years", [(2002, 2010), (2010, 2009), (2009, 2026), (2009,), 2009, ("2009", 2010), (True, 2010)]
)
def test_years_without_a_sorted_record_are_refused(years):
    with pytest.raises(InvalidInput, match="years: expected a first and a last year from 2003"):
        osce.score_decisions(years=years)


def test_one_year_without_a_named_objector():
    found = osce.score_decisions(years=(2013, 2013))
    assert found.stopped.cases == found.objectors.cases == ()
    assert found.objectors.lines == ()
    assert "0 cases" in str(found)


def test_disputes_hold_in_their_years_only():
    decisions = osce.decisions()
    assert concerned(decisions["D072"]) == {"RUS"}
    assert concerned(decisions["D090"]) == {"TUR"}
    assert concerned(decisions["D045"]) == {"BLR"}
    assert concerned(decisions["D001"]) is None


# --- the situations ---------------------------------------------------------------------


def test_the_georgia_mission_has_russia_alone_under_both_codings():
    found = osce.score_situations()
    case = next(c for c in found.cases if c.id == "georgia_mission_expiry_2008")
    assert case.seen == {"RUS"} == set(osce.decisions()["D030"].objectors)
    for coding in osce.CODINGS:
        said = case.said[f"{coding} coding"]
        assert {state for state, p in said.items() if p} == {"RUS"}
        assert brier(said, case.seen) == 0
    assert brier(case.said["nobody"], case.seen) == 1


def test_the_union_stands_for_its_members():
    """D020 names the USA and the EU of 27: 28 States."""
    case = next(c for c in osce.score_situations().cases if c.id == "odihr_package_2007")
    assert len(case.seen) == 28
    assert {"USA", "FRA"} <= case.seen


def test_doubt_is_three_quarters_or_one_quarter():
    blocking = models.who_blocks(osce.situations()["georgia_monitors_2009"], option="greek_text")
    assert blocking.doubtful == ("RUS",) == blocking.objectors
    assert situation_scores.chance(blocking, "RUS") == F(3, 4)
    assert situation_scores.chance(blocking, "USA") == 0


def test_scores_of_situations_are_sums_over_the_states():
    found = osce.score_situations()
    for line in found.lines:
        total = sum(
            (F(p) - (state in case.seen)) ** 2
            for case in found.cases
            for state, p in case.said[line.forecaster].items()
        )
        assert line.quadratic == total / len(found.cases)
    scored = {c.id.split(":")[0] for c in found.cases}
    assert scored | set(found.left_out) == set(osce.situations())
    assert not scored & set(found.left_out)
    assert "no test of foresight" in found.caveat


def test_a_doubt_between_assent_and_abstention_is_no_doubt_about_an_objection():
    """The Corfu decision: 34 States waver between the two, and nobody can object in any band."""
    blocking = models.who_blocks(osce.situations()["medvedev_treaty"], option="process")
    assert len(blocking.doubtful) > 20
    assert blocking.wavering == ()
    assert {situation_scores.chance(blocking, state) for state in osce.states()} == {0}


def test_several_records_of_one_text_count_together():
    """July 2020: four posts, one by one; opposed by whoever opposed one (D063 to D066)."""
    case = next(c for c in osce.score_situations().cases if c.id == "heads_of_institutions_2020")
    assert case.seen == {"AZE", "TJK", "TUR", "FRA", "CAN", "NOR", "ISL", "ARM"}
    # The situation names Azerbaijan, Tajikistan and, in doubt, Turkey: 5 missed and 1/16.
    assert brier(case.said["essay coding"], case.seen) == 5 + F(1, 16)


def test_the_share_of_the_other_records_never_sees_its_own():
    found = osce.score_situations()
    case = next(c for c in found.cases if c.id == "ukraine_mission_2022")
    others = [c.seen for c in found.cases if c is not case]
    assert case.said["the other records"]["RUS"] == F(sum("RUS" in s for s in others), len(others))


def test_outcomes_by_hand():
    """Three quarters where the bands leave it open: one sixteenth when right, nine when wrong."""
    found = osce.score_situation_outcomes()
    seen = {case.id: case.seen for case in found.cases}
    assert seen["ukraine_mission_2015: half_year"]
    assert seen["moscow_mechanism"]
    assert not seen["heads_of_institutions_2020"]
    assert not seen["nato_exercise_2009"]
    for line in found.lines:
        losses = [(F(case.said[line.forecaster]) - case.seen) ** 2 for case in found.cases]
        assert line.quadratic == sum(losses) / len(losses)
    assert found.line("even chances").quadratic == F(1, 4)
    blocking = models.who_blocks(osce.situations()["ukraine_mission_2014"])
    assert (blocking.adopted, blocking.robust) == (True, False)
    assert situation_scores.passing(blocking) == F(3, 4)


def test_outcomes_of_linked_decisions_are_those_on_record():
    record = osce.decisions()
    adopted = {"adopted", "adopted_silence_procedure"}
    for link in situation_scores._links():
        if link.counted and set(link.records) <= set(record):
            outcomes = {record[name].outcome for name in link.records}
            case = next(c for c in osce.score_situation_outcomes().cases if c.id == link.id)
            assert case.seen is (outcomes <= adopted), link.id
            assert "not_put_to_decision" not in outcomes


def test_every_record_counts_once_and_within_a_year():
    """The rule of inclusion, read off the table: nothing twice, nothing far off in time."""
    links = [link for link in situation_scores._links() if link.counted]
    names = [name for link in links for name in link.records]
    assert len(set(names)) == len(names)
    dates = {**osce.decisions(), **osce.chair_acts(), **osce.moscow_mechanism()}
    for link in links:
        year = int(osce.situations()[link.situation].date[:4])
        gaps = {abs(int(dates[name].date[:4]) - year) for name in link.records}
        # The chair's agenda is dated 2009 and asks what can be decided at the end of 2010.
        assert max(gaps) <= 1, link.id


def test_links_to_what_is_not_there_are_refused(monkeypatch):
    good = {
        "situation": "ukraine_mission_2022", "option": "mission", "records": "D072",
        "hindsight": "known", "counted": "yes", "why": "it",
    }  # fmt: skip
    for column, value, message in [
        ("situation", "x", r"links.csv: x on mission: situation: expected one of"),
        ("option", "y", r"option: expected one of mission, in_name, got 'y'"),
        ("records", "D072;D999", r"records: expected identifiers of recorded decisions"),
        ("records", "", r"records: expected identifiers"),
        ("hindsight", "none", r"hindsight: expected one of known, not used"),
        ("why", " ", r"why: expected a text that is not empty"),
    ]:
        rows = ({**good, column: value},)
        monkeypatch.setattr(situation_scores, "table", lambda name, rows=rows: rows)
        with pytest.raises(InvalidInput, match=message):
            osce.score_situations()
