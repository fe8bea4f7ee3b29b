"""The site: every page is well formed, linked, small, safe, and put into place as a whole."""

from __future__ import annotations

import csv
import io
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from consensus import games, models, osce, report, rules
from consensus.errors import InvalidInput
from consensus.models import Statement
from consensus.report.page_files import check_folder, write_files
from consensus.report.site.spreadsheet import csv_text
from report.pages import Page, broken_links, pages_of

PAIR = ("odihr_package_2007", "georgia_mission_expiry_2008")
HOSTILE = "<script>alert('x')</script>"
STUDY = report.Study(
    "a_study", "A study", "What comes out?", ("It comes out.",),
    (report.Section("One", ("A sentence.",), tables=(report.Table("t", "T", ("a",), (("b",),)),)),),
)  # fmt: skip
SOURCES = report.Table("sources", "Sources", ("id", "title"), (("S1", "One"), ("S2", "=2")))


@pytest.fixture(scope="module")
def answers():
    known = osce.situations()
    return tuple(report.answer(known[name]) for name in (*PAIR, "water_forum"))


@pytest.fixture(scope="module")
def site(answers, tmp_path_factory):
    """A site with every kind of page."""
    contents = report.Contents(
        answers, "1", studies=(STUDY,), data=(SOURCES,),
        comparisons=(report.SideBySide(PAIR, "Two"), report.SideBySide(("absent", PAIR[0]))),
    )  # fmt: skip
    out = tmp_path_factory.mktemp("site") / "out"
    report.write_site(contents, out)
    return out


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_what_is_there(site):
    pages = [name for name in files_below(site) if name.endswith(".html")]
    assert sorted(pages) == [
        "compare/odihr_package_2007--georgia_mission_expiry_2008.html", "data/index.html",
        "data/sources.html", "index.html", "situations/georgia_mission_expiry_2008.html",
        "situations/odihr_package_2007.html", "situations/water_forum.html", "studies/a_study.html",
    ]  # fmt: skip


def test_every_link_leads_to_a_place_in_the_site(site):
    assert broken_links(site) == []


def test_every_page_is_reached_from_the_overview(site):
    pages = {path.resolve(): page for path, page in pages_of(site).items()}
    reached, todo = set(), [(site / "index.html").resolve()]
    while todo:
        path = todo.pop()
        if path in reached or path not in pages:
            continue
        reached.add(path)
        todo += [(path.parent / link.split("#")[0]).resolve() for link in pages[path].links]
    assert reached == set(pages)


def test_pages_are_small_and_without_scripts(site):
    for name, content in files_below(site).items():
        if name.endswith(".html"):
            assert len(content) < 500_000, name
            assert b"<script" not in content
            assert b"http://" not in content.replace(b"http://www.w3.org/", b"")
            assert b"https://" not in content
            assert b"@import" not in content


def test_what_a_screen_reader_needs(site):
    for path, page in pages_of(site).items():
        tags = [tag for tag, _ in page.tags]
        assert len(page.ids) == len(set(page.ids)), path.name
        assert page.levels[0] == 1
        assert page.levels.count(1) == 1
        steps = zip(page.levels, page.levels[1:], strict=False)
        assert all(after <= before + 1 for before, after in steps), path.name
        for landmark in ("header", "nav", "main", "footer"):
            assert tags.count(landmark) == 1, path.name
        assert ("html", {"lang": "en"}) in page.tags
        first_link = next(attributes for tag, attributes in page.tags if tag == "a")
        assert first_link["href"] == "#content"
        assert "content" in page.ids
        for tag, attributes in page.tags:
            if tag == "svg":
                assert attributes["role"] == "img"
                assert set(attributes["aria-labelledby"].split()) <= set(page.ids)
            if tag == "th":
                assert attributes["scope"] in ("row", "col")
        assert tags.count("table") == tags.count("caption")


def test_a_comparison_says_what_is_same_and_what_differs(answers):
    study = report.comparison(answers[:2])
    rows = {str(row[0]): row[1:] for row in study.sections[0].tables[0].rows}
    assert rows["Rule"][-1] == "same"
    assert rows["Players"] == ("56", "56", "same")
    assert rows["Outcome"] == ("not adopted", "not adopted", "same")
    assert rows["Kind of reversion"][-1] == "differs"
    assert rows["Without a decision"][-1] == "differs"
    three = report.comparison(answers)
    assert [len(row) for row in three.sections[0].tables[0].rows] == [5] * len(
        three.sections[0].tables[0].rows
    )
    with pytest.raises(InvalidInput, match="two or more different scenarios"):
        report.comparison([answers[0], answers[0]])


def test_tables_as_csv(answers, site):
    text = (site / "situations" / f"{PAIR[1]}.csv").read_text(encoding="utf8")
    rows = {row["player"]: row for row in csv.DictReader(io.StringIO(text))}
    assert len(rows) == 56
    assert rows["RUS"]["ballot"] == "object"
    assert float(rows["RUS"]["reversion_distance"]) == 0.25
    listed = list(
        csv.DictReader(io.StringIO((site / "data" / "situations.csv").read_text(encoding="utf8")))
    )
    assert {row["id"]: row["objectors"] for row in listed}[PAIR[1]] == "RUS"


def test_cells_that_a_spreadsheet_would_run():
    cells = ["=1+1", "+x", "-x", "@x", "\tx", "x=1", "-0.5", "1e-3", ""]
    table = report.Table("t", "T", ("cell", "="), tuple((cell, -2) for cell in cells))
    rows = list(csv.reader(io.StringIO(csv_text(table), newline="")))
    assert rows[0] == ["cell", "'="]
    assert [row[0] for row in rows[1:]] == [
        "'=1+1", "'+x", "'-x", "'@x", "'\tx", "x=1", "-0.5", "1e-3", "",
    ]  # fmt: skip
    assert {row[1] for row in rows[1:]} == {"-2"}


def test_text_from_outside_is_escaped_on_every_page(answers, tmp_path):
    base = answers[1].scenario
    scenario = replace(
        base, title=HOSTILE, question=HOSTILE, workaround=(HOSTILE,), date=HOSTILE,
        names={**base.names, "RUS": HOSTILE}, statements=(Statement("claim", HOSTILE, HOSTILE),),
        sources=(models.Source('x"><b onload="', HOSTILE),),
        reversion=replace(base.reversion, strong=HOSTILE),
    )  # fmt: skip
    hostile = report.answer(scenario)
    table = report.Table(
        "t", HOSTILE, (HOSTILE,), ((HOSTILE,), (report.Link(HOSTILE, "x"),)), HOSTILE
    )
    study = report.Study("s", HOSTILE, HOSTILE, (HOSTILE,), (
        report.Section(HOSTILE, (HOSTILE,), (HOSTILE,), tables=(table,)),))  # fmt: skip
    contents = report.Contents((hostile, answers[0]), "1", studies=(study,), data=(table,))
    report.write_site(contents, tmp_path / "out")
    for name, content in files_below(tmp_path / "out").items():
        if name.endswith(".html"):
            assert b"<script" not in content, name
            assert b"<b onload" not in content, name
            Page(content.decode())


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda a: report.Contents((a[0], a[0]), "1"), "two have the identifier 'odihr_package_2007'"),
        (lambda a: report.Study("../x", "t", "q", ()), "expected a name of small letters"),
        (lambda a: report.Table("t", "T", ("a", "b"), (("x",),)), "row 0: 1 cells for 2 columns"),
        (lambda a: report.Picture("<b>x</b>", "c"), "the text that svg_of gives"),
        (lambda a: report.Contents(a, "1", data=(SOURCES, SOURCES)), "data: two have"),
    ],
)  # fmt: skip
def test_refusals(answers, make, message):
    with pytest.raises(InvalidInput, match=message):
        make(answers)


def test_a_table_too_long_for_a_page_says_so(answers, tmp_path):
    rows = tuple((f"row {i}", "x" * 400) for i in range(3_000))
    table = report.Table("long", "Long", ("a", "b"), rows)
    report.write_site(report.Contents(answers[:1], "1", data=(table,)), tmp_path / "out")
    page = (tmp_path / "out" / "data" / "long.html").read_text(encoding="utf8")
    assert len(page.encode()) < 500_000
    assert "of 3000 rows; all of them are in the CSV file" in page
    assert len((tmp_path / "out" / "data" / "long.csv").read_text().splitlines()) == 3_001


# Putting files into place -------------------------------------------------------------------


def written_by(out: Path, files: dict[str, str]) -> dict[str, str]:
    """Write files as a report does, with the list in `answers.json`; what is there afterwards."""
    listed = json.dumps({"schema": "consensus-report/1", "files": [*files, "answers.json"]})
    write_files({**files, "answers.json": listed}, out)
    return files_below(out)


FIRST = {
    "index.html": "1",
    "situations/a.html": "1",
    "situations/a.csv": "1",
    "compare/x.html": "1",
}
SECOND = {"index.html": "2", "situations/b.html": "2", "data/t.csv": "2", "data/deep/u.csv": "2"}


def test_other_files_stay_and_stale_ones_go(tmp_path):
    out = tmp_path / "out"
    written_by(out, FIRST)
    (out / "notes.txt").write_text("mine", encoding="utf8")
    (out / "situations" / "mine.html").write_text("mine", encoding="utf8")
    after = written_by(out, SECOND)
    assert set(after) == {*SECOND, "answers.json", "notes.txt", "situations/mine.html"}
    assert after["index.html"] == b"2"
    assert not (out / "compare").exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out"]
    assert not [p for p in out.iterdir() if p.name.startswith(".")]


def test_a_report_before_there_was_a_list_is_replaced(tmp_path):
    (tmp_path / "index.html").write_text("1", encoding="utf8")
    (tmp_path / "answers.json").write_text('{"schema": "consensus-report/1"}', encoding="utf8")
    assert written_by(tmp_path, SECOND)["index.html"] == b"2"


def test_a_file_of_somebody_elses_is_not_replaced(tmp_path):
    (tmp_path / "index.html").write_text("mine", encoding="utf8")
    with pytest.raises(InvalidInput, match=r"index.html is not from a report and stays"):
        written_by(tmp_path, SECOND)
    assert files_below(tmp_path) == {"index.html": b"mine"}
    (tmp_path / "index.html").unlink()
    (tmp_path / "answers.json").mkdir()
    with pytest.raises(InvalidInput, match="is a folder, not a file"):
        written_by(tmp_path, SECOND)
    (tmp_path / "file").write_text("mine", encoding="utf8")
    with pytest.raises(InvalidInput, match="is a file, not a folder"):
        written_by(tmp_path / "file", SECOND)


def test_a_list_of_files_cannot_lead_out(tmp_path):
    out = tmp_path / "out"
    written_by(out, FIRST)
    (tmp_path / "precious.csv").write_text("mine", encoding="utf8")
    (out / "notes.txt").write_text("mine", encoding="utf8")
    listed = json.loads((out / "answers.json").read_text(encoding="utf8"))
    listed["files"] += ["../precious.csv", str(tmp_path / "precious.csv"), "notes.txt", 3]
    (out / "answers.json").write_text(json.dumps(listed), encoding="utf8")
    written_by(out, SECOND)
    assert (tmp_path / "precious.csv").read_text(encoding="utf8") == "mine"
    assert (out / "notes.txt").exists()


def full_disk(after):
    """A `write_text` that fails once so many files are written."""
    left = [after]
    true = Path.write_text

    def write_text(self, *arguments, **options):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        return true(self, *arguments, **options)

    return write_text


@pytest.mark.parametrize("after", [0, 1, 4])
def test_a_full_disk_leaves_everything_as_it_was(tmp_path, monkeypatch, after):
    out = tmp_path / "out"
    before = written_by(out, FIRST)
    monkeypatch.setattr(Path, "write_text", full_disk(after))
    for folder in (out, tmp_path / "new"):
        with pytest.raises(InvalidInput, match="cannot be written: No space left on device"):
            written_by(folder, SECOND)
        monkeypatch.undo()
        monkeypatch.setattr(Path, "write_text", full_disk(after))
    assert files_below(out) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out"]


@pytest.mark.parametrize("after", range(10))
@pytest.mark.parametrize("error", [OSError(13, "Permission denied"), KeyboardInterrupt()])
def test_a_swap_that_fails_is_taken_back(tmp_path, monkeypatch, after, error):
    out = tmp_path / "out"
    before = written_by(out, FIRST)
    true, left = os.replace, [after]

    def move(source, target):
        left[0] -= 1
        if left[0] == -1:
            raise error
        true(source, target)

    monkeypatch.setattr(os, "replace", move)
    with pytest.raises((InvalidInput, KeyboardInterrupt)):
        written_by(out, SECOND)
    assert files_below(out) == before
    assert sorted(p.name for p in out.iterdir()) == [
        "answers.json",
        "compare",
        "index.html",
        "situations",
    ]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out"]


def test_a_folder_that_is_reached_by_a_link_is_refused(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "situations").symlink_to(elsewhere)
    with pytest.raises(InvalidInput, match="situations is not a folder"):
        written_by(tmp_path / "out", FIRST)
    assert list(elsewhere.iterdir()) == []


def test_a_folder_is_tried_before_the_work(tmp_path):
    check_folder(tmp_path / "not" / "yet" / "there")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("mine", encoding="utf8")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(InvalidInput, match=r"^out: .*file"):
            check_folder(folder)
    if Path("/proc/self").exists():
        with pytest.raises(InvalidInput, match="cannot be written"):
            check_folder(Path("/proc/self/report"))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(tmp_path):
    (tmp_path / "out").mkdir(mode=0o500)
    with pytest.raises(InvalidInput, match="cannot be written: Permission denied"):
        written_by(tmp_path / "out", FIRST)


def test_many_players_stay_below_the_limit(tmp_path):
    """The page tells where the rest is."""
    players = [f"Player number {i}" for i in range(2_000)]
    stances = {
        p: models.Stance(p, games.Ideal(i % 2), rationale="because of this and that")
        for i, p in enumerate(players)
    }
    stances[players[0]] = models.Stance(players[0], games.Ranking(["a", "no"]))
    scenario = models.Scenario(
        id="large", title="Large", question="?", rule=rules.by_consensus(players), proposer="X",
        options=(games.Outcome("a", "", 1),), stances=stances,
        reversion=models.Reversion("none_adopted", games.Outcome("no", "", 0)),
    )  # fmt: skip
    report.write_report([report.answer(scenario)], tmp_path / "out", version="1")
    page = (tmp_path / "out" / "situations" / "large.html").read_text(encoding="utf8")
    assert len(page.encode()) < 500_000
    assert "rows; all of them are in the CSV file" in page
