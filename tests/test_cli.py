"""The command line as a user meets it: output, files, exit status, one line for an error."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import nullcontext
from fractions import Fraction
from pathlib import Path

import pytest

from consensus import __version__, osce
from consensus.cli import main
from consensus.cli.studies import chair_year_study
from report.pages import broken_links

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "own_scenario.toml"


def run(capsys, *arguments):
    """Standard output, standard error and exit status of one call."""
    try:
        main(list(arguments))
        status = 0
    except SystemExit as stop:
        status = stop.code
    out, err = capsys.readouterr()
    return out, err, status


def test_version_and_help(capsys):
    assert run(capsys, "--version")[0].strip() == f"consensus, version {__version__}"
    out, _, status = run(capsys, "--help")
    assert status == 0
    assert all(command in out for command in ("report", "list", "show", "power"))


def test_report_writes_a_site_and_tells_the_pair(capsys, tmp_path, monkeypatch):
    """Without arguments, here of a case of three situations and no study, to be quick."""
    few = ("georgia_mission_expiry_2008", "odihr_package_2007", "two_missions")
    true = osce.situations
    monkeypatch.setattr(osce, "situations", lambda **asked: {n: true(**asked)[n] for n in few})
    monkeypatch.setattr("consensus.cli.studies.studied", lambda *, wanted: nullcontext(tuple))
    out, _, status = run(capsys, "report", "--out", str(tmp_path / "r"))
    assert status == 0
    assert "The Russian Federation objects" in " ".join(out.split())
    assert "The rule is the same" in " ".join(out.split())
    names = {p.name for p in (tmp_path / "r").iterdir()}
    assert names == {"answers.json", "index.html", "situations", "compare", "data"}
    assert sorted(p.stem for p in (tmp_path / "r/situations").glob("*.html")) == sorted(few)
    assert [p.stem for p in (tmp_path / "r/compare").glob("*.html")] == [f"{few[1]}--{few[0]}"]
    assert {p.stem for p in (tmp_path / "r/data").glob("*.csv")} == {*osce.tables(), "situations"}
    assert broken_links(tmp_path / "r") == []


def test_the_chairs_year_as_a_page():
    """A year of one item, as `osce.chair_year().tables()` gives it."""
    row = {
        "item": "x", "title": "The X", "basket": "human", "way": "joint", "A": "upholds",
        "B": "accommodates", "C": "upholds", "degree": 1, "A from": Fraction(1, 4), "C from": 0.5,
        "A formula": "russia - us", "reform": True,
    }  # fmt: skip
    strip = {"item": "x", "title": "The X", "way": "joint", "from": 0, "to": 1}
    tables = {
        name: [] for name in ("axes", "reach", "china", "crowding", "disagreements", "ballots")
    }
    study = chair_year_study(
        {
            **tables,
            "items": [row],
            "strips": [{**strip, "conduct": "upholds fully"}],
            "attention": [{"way": "joint", "from": 0, "to": 1, "item": "x", "attention": 1}],
            "findings": [{"finding": "f", "flips": True, "robust": False}],
            "parameters": [{"place": "year", "parameter": "support", "value": Fraction(1, 4)}],
        }
    )
    assert study.findings[0].endswith("the chair upholds under model A on 1, B on 0, C on 1.")
    assert "differ on 1 of 1" in study.findings[1]
    by_heading = {section.heading: section for section in study.sections}
    shown = by_heading["Support in, choices out"].tables[0]
    assert shown.rows[0][:2] == ("The X", "human")
    assert "A formula" not in [column.heading for column in shown.columns]
    assert sum(len(section.pictures) for section in study.sections) == 3


def test_a_scenario_of_ones_own_gives_the_same_pages(capsys, tmp_path):
    _, _, status = run(capsys, "report", str(EXAMPLE), "--out", str(tmp_path / "r"))
    assert status == 0
    page = (tmp_path / "r" / "index.html").read_text(encoding="utf8")
    for heading in ("Who can block", "What can be done without a decision", "Would need"):
        assert heading.lower() in page.lower()
    whole = (tmp_path / "r" / "situations" / "river_treaty.html").read_text(encoding="utf8")
    for heading in ("Who can block", "What else could be tabled", "How sure this is"):
        assert f"<h2>{heading}</h2>" in whole
    assert not (tmp_path / "r" / "data" / "index.html").exists()


def test_json(capsys):
    listed = json.loads(run(capsys, "list", "--json")[0])
    assert {"odihr_package_2007", "georgia_mission_expiry_2008"} <= {row["id"] for row in listed}
    shown = json.loads(run(capsys, "show", "georgia_mission_expiry_2008", "--json")[0])
    assert shown["scenarios"][0]["options"][0]["objections"][0]["player"] == "RUS"
    power = json.loads(run(capsys, "power", "georgia_mission_expiry_2008", "--json")[0])
    assert power["players"]["KAZ"]["shapley_shubik"] == "1/56"
    assert power["players"]["KAZ"]["vetoer"] is True


def test_text(capsys):
    assert "georgia_mission_expiry_2008" in run(capsys, "list")[0]
    assert "Russian Federation" in run(capsys, "show", "georgia_mission_expiry_2008")[0]
    out, _, status = run(capsys, "power", str(EXAMPLE))
    assert status == 0
    assert "coleman" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "gorgia"], "'gorgia' is neither a file nor a situation"),
        (["report", "none.toml"], "none.toml: cannot be read"),
        (["show"], "Missing argument"),
        (["reprot"], "No such command 'reprot'"),
        (["report", "--ouut", "x"], "No such option"),
    ],
)
def test_errors_take_one_line_and_status_2(capsys, arguments, message):
    out, err, status = run(capsys, *arguments)
    assert status == 2
    assert out == ""
    assert message in err
    assert err.count("\n") == 1


def test_a_broken_file_is_one_line(capsys, tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text("schema = \n", encoding="utf8")
    _, err, status = run(capsys, "report", str(broken), "--out", str(tmp_path / "r"))
    assert status == 2
    assert err.count("\n") == 1
    assert err.startswith("consensus: broken.toml: not TOML")
    assert not (tmp_path / "r").exists()


def test_an_output_folder_that_cannot_be_made(capsys, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf8")
    _, err, status = run(capsys, "report", "--out", str(tmp_path / "file" / "r"))
    assert status == 2
    assert err.count("\n") == 1
    assert "cannot be written" in err


def test_as_a_module():
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(
        [sys.executable, "-m", "consensus", "list"], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(root / "src"), "PATH": ""},
    )  # fmt: skip
    assert "odihr_package_2007" in done.stdout
