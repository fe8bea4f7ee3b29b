"""The curated tables: what is read, what is refused and where, and what every row must say."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections import Counter
from fractions import Fraction
from importlib.resources import files

import pytest

from consensus import osce
from consensus.errors import InvalidInput
from consensus.osce import chair_record, mechanism_record, membership, records

CODE = re.compile(r"\[(S\d+[a-z]?)\]")


def with_cell(monkeypatch, module, file, index, **cells):
    """The module reads the file with some cells of one row changed."""
    rows = [dict(row) for row in membership.table(file)]
    rows[index].update(cells)
    monkeypatch.setattr(module, "table", lambda name: rows if name == file else ())


def test_acts_have_a_source_a_confidence_and_name_what_is_judged():
    acts = osce.chair_acts()
    assert acts
    for act in acts.values():
        assert act.provenance
        assert act.confidence in {"high", "medium", "low"}
        assert ("direction" in act.judged) == (act.direction is not None)
        if "general knowledge" in act.provenance:
            assert act.confidence == "low"
        assert CODE.search(act.provenance) or "essay" in act.provenance
    # The essay tells both: the exercise (n. 86) and the Prague declaration (n. 87).
    assert acts["A01"].direction == acts["A02"].direction == 0
    assert "n. 86" in acts["A01"].provenance


def test_uses_of_the_mechanism_against_known_counts():
    """ODIHR counts 15 uses before July 2025 [S116]; one of July 2025 and one of 2026 follow."""
    uses = osce.moscow_mechanism()
    assert len(uses) == 17
    dates = [use.date for use in uses.values()]
    assert dates == sorted(dates)
    assert sum(date < "2025-07" for date in dates) == 15
    for use in uses.values():
        listed = [code for code in use.invokers if code not in {"EC12", "CSO"}]
        if use.states is not None and len(listed) > 1:
            assert len(listed) == use.states, use.id
    # One State and nine others, where the emergency procedure was used (paragraph 12).
    assert all(uses[name].states >= 10 for name in ("M06", "M09", "M12", "M13", "M17"))


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"direction": "2"}, "A01: direction: expected a number from 0 to 1, got '2'"),
        ({"direction": "west"}, "chair_acts.csv: A01: direction"),
        ({"lever": "bribe"}, "A01: lever: expected one of agenda"),
        ({"date": "spring"}, "A01: date: expected a date such as"),
        ({"provenance": " "}, "A01: provenance: expected a text that is not empty"),
        ({"confidence": "sure"}, "A01: confidence: expected one of high, medium, low"),
        ({"act_id": "A02"}, "A02: act_id: expected an identifier that is not used before"),
        ({"act_id": ""}, r"\?: act_id: expected a text that is not empty"),
        ({"notes": None}, "A01: notes: expected a text, got None"),
    ],
)
def test_bad_cells_of_the_acts_are_refused_with_their_place(monkeypatch, cells, words):
    with_cell(monkeypatch, chair_record, "chair_acts.csv", 0, **cells)
    with pytest.raises(InvalidInput, match=words):
        osce.chair_acts()


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"n_invoking_states": "3.5"}, "M02: n_invoking_states: expected a whole number"),
        ({"n_invoking_states": ""}, "M02: count_basis: expected 'not_stated' exactly where"),
        ({"invokers": "EST;EST"}, "M02: invokers: expected codes such as KAZ"),
        ({"invokers": "Estonia"}, "M02: invokers: expected codes such as KAZ"),
    ],
)
def test_bad_cells_of_the_mechanism_are_refused_with_their_place(monkeypatch, cells, words):
    with_cell(monkeypatch, mechanism_record, "moscow_mechanism.csv", 1, **cells)
    with pytest.raises(InvalidInput, match=words):
        osce.moscow_mechanism()


def test_bad_cells_of_positions_are_refused_with_their_place(monkeypatch):
    rows = [dict(row) for row in membership.table("positions.csv")]
    rows[1]["position"] = "1.5"
    read = membership.table
    monkeypatch.setattr(records, "table", lambda n: rows if n == "positions.csv" else read(n))
    records._coded.cache_clear()
    with pytest.raises(InvalidInput, match=r"positions.csv: RUS on odihr_autonomy: position"):
        osce.positions("odihr_autonomy")
    rows[1].update(position="0.05", actor="KAZ")
    with pytest.raises(InvalidInput, match="KAZ on odihr_autonomy: actor: expected each actor"):
        osce.positions("odihr_autonomy")
    records._coded.cache_clear()


def test_decisions_with_a_bad_cell_are_refused(monkeypatch):
    with_cell(monkeypatch, records, "decisions.csv", 0, outcome="perhaps")
    with pytest.raises(InvalidInput, match=r"decisions.csv: D001: outcome: expected one of"):
        osce.decisions()


def test_two_codings_of_the_same_actors_on_the_same_scales():
    assert osce.CODINGS == ("essay", "moscow")
    for scale in osce.scales():
        essay, moscow = (osce.positions(scale, coding=coding) for coding in osce.CODINGS)
        assert list(essay) == list(moscow)
        for actor, position in moscow.items():
            assert (position.coding, position.scale) == ("moscow", scale)
            assert position.rationale, (actor, scale)
            width = Fraction(1, 4) if position.basis == "judgement" else Fraction(3, 20)
            assert position.halfwidth == width
            assert position.order == essay[actor].order
    assert sum(len(osce.positions(s, coding="moscow")) for s in osce.scales()) == 240


def test_unknown_codings_and_scales_are_refused():
    with pytest.raises(InvalidInput, match="coding: 'kremlin' is not among essay, moscow"):
        osce.positions("georgia_mission", coding="kremlin")
    with pytest.raises(InvalidInput, match="scale: 'x' is not among"):
        osce.positions("x", coding="moscow")


def test_what_is_handed_out_can_be_changed_without_harm():
    osce.positions("georgia_mission").pop("RUS")
    assert "RUS" in osce.positions("georgia_mission")


@pytest.mark.parametrize("coding", osce.CODINGS)
def test_codings_use_nothing_after_the_middle_of_2009(coding):
    """Sources of a direction are dated, and none is later than June 2009."""
    dated = re.compile(r"(\d{1,2} )?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w* 20(\d\d)")
    late = re.compile(r"(Jul|Aug|Sep|Oct|Nov|Dec)\w* 2009|20[12]\d")
    # Their own text says when the event was: June 2009.
    exempt = {"S119", "S70b"}
    seen = 0
    for scale in osce.scales():
        for position in osce.positions(scale, coding=coding).values():
            for part in position.direction_source.split(";"):
                if not exempt & set(CODE.findall(part)):
                    assert not late.search(part), (position.actor, scale, part)
                    seen += bool(dated.search(part))
    assert seen > 20


def test_hindsight_is_shown_and_not_used():
    for scale in osce.scales():
        for position in osce.positions(scale).values():
            if position.later_evidence:
                codes = set(CODE.findall(position.later_evidence))
                used = set(CODE.findall(position.direction_source))
                assert not codes & used, (position.actor, scale)


def test_scales_say_what_is_contested():
    scales = osce.scales()
    assert len(scales) == 12
    assert all(scale.contested for scale in scales.values())
    assert scales["georgia_mission"].status_quo is None
    assert scales["odihr_autonomy"].status_quo == Fraction(9, 10)


def test_tables_are_the_files_row_by_row():
    tables = osce.tables()
    assert list(tables) == [
        "states", "decisions", "chair_acts", "moscow_mechanism", "scales", "positions",
        "positions_moscow", "concerns", "disputes", "links", "sources",
    ]  # fmt: skip
    for name, text in tables.items():
        rows = list(csv.DictReader(io.StringIO(text)))
        assert rows == [dict(row) for row in membership.table(f"{name}.csv")], name
    # Contributions were found in no source and are left out.
    assert "scale_standard" not in tables["states"]


def test_every_source_code_in_every_table_is_resolved():
    known = set(osce.sources())
    for name, text in osce.tables().items():
        if name != "sources":
            missing = set(CODE.findall(text)) - known
            assert not missing, name


def test_no_table_cites_a_line_of_a_file():
    for name, text in osce.tables().items():
        assert not re.search(r"\blines? \d", text), name
        if name != "sources":
            assert not re.search(r":\s?\d{3,4}-\d{3,4}\b", text), name


def test_confidence_and_basis_stay_in_their_words():
    spread = Counter(act.confidence for act in osce.chair_acts().values())
    assert set(spread) <= {"high", "medium", "low"}
    bases = Counter(p.basis for s in osce.scales() for p in osce.positions(s).values())
    assert bases["judgement"] == 146
    assert sum(bases.values()) == 240


def test_memberships_are_those_of_the_lists_cited():
    """EU and EFTA [S210], NATO [S209], GUAM [S211]; the figures are in the flags' provenance."""
    for state in osce.states(2010).values():
        assert "[S209]" in state.provenance
        assert "[S210]" in state.provenance


def test_the_return_of_yugoslavia_is_dated_by_two_sources():
    serbia = osce.states()["SRB"]
    assert serbia.admitted == "2000-11-10"
    assert "[S207][S208]" in serbia.provenance


def situation_texts():
    """Every text of every situation file, read as TOML and walked to the leaves."""

    def walk(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for part in value.values():
                yield from walk(part)
        elif isinstance(value, list):
            for part in value:
                yield from walk(part)

    for file in sorted(files("consensus.osce").joinpath("situation_files").iterdir()):
        if file.name.endswith(".toml"):
            for text in walk(tomllib.loads(file.read_text(encoding="utf8"))):
                yield file.name, text


def test_every_reference_of_every_situation_file_is_among_the_sources():
    known = set(osce.sources())
    cited = [
        (file, code)
        for file, text in situation_texts()
        for code in re.findall(r"\[([^\[\]]+)\]", text)
    ]
    assert len(cited) > 300
    assert [(file, code) for file, code in cited if code not in known] == []


def test_every_source_that_only_situations_use_is_cited_by_one():
    """Sources without a number of the list's own are there for a situation, and none is left over."""
    text = " ".join(text for _, text in situation_texts())
    assert [c for c in osce.sources() if not re.match(r"S\d", c) and f"[{c}]" not in text] == []


def test_every_source_says_where_it_is_and_how_much_of_it_was_read():
    for row in membership.table("sources.csv"):
        assert all(cell.strip() == cell != "" for cell in row.values()), row["source_id"]
