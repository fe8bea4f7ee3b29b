"""Role cards: what stands on which sheet, what is escaped, and whether a card fits on its page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from consensus import models, osce, report
from consensus.cli import main
from consensus.errors import InvalidInput
from report.browser import CHROMIUM, printed
from report.pages import Page

EXAMPLE = Path(__file__).resolve().parent.parent.parent / "examples" / "own_scenario.toml"
TEXT = EXAMPLE.read_text(encoding="utf8")
NASTY = "<script>alert('&\"')</script>"
FILES = {"cards.html", "chair.html", "teacher.html", "role-cards.json"}


@pytest.fixture(scope="module")
def river():
    return models.read_scenario(EXAMPLE)


@pytest.fixture(scope="module")
def georgia():
    return osce.situations()["georgia_mission_expiry_2008"]


def write(scenario, out, **asked):
    report.write_role_cards(report.answer(scenario), out, version="0", **asked)
    return {path.name: path.read_text(encoding="utf8") for path in out.iterdir()}


def by_player(scenario, **asked):
    return {card.player: card for card in report.role_cards(scenario, **asked)}


def test_interests_in_words_follow_the_stance(river):
    """Highland: ideal 0.15, salience 0.9, reversion 0.1: gains 0.9·(0.05 − 0.65) = −0.54 by the
    treaty and 0.9·(0.05 − 0.2) = −0.135 by notice, a quarter of its largest stake. Its ideal may
    lie from 0.05 to 0.25: at 0.25 notice gains it 0.9·(0.15 − 0.1) > 0, the treaty never."""
    card = by_player(river)["Highland"]
    worth = dict(card.wants)
    treaty, notice = worth.values()
    assert treaty.startswith("Much worse for you than no decision; of that you are sure.")
    assert notice.startswith("A little worse for you than no decision, as you see it now")
    assert "the first end" in card.private[0]
    assert any("object alone costs you something" in line for line in card.private)
    assert "to let it pass you would need a great deal" in card.offers[0]
    # −0.135 lacks 0.085 beyond the cost of 0.05: less than a third of 0.54.
    assert "would need a little" in card.offers[1]


def test_a_ranking_tells_direction_only(river):
    """Coast: treaty > notice = no treaty."""
    card = by_player(river)["Coast"]
    treaty, notice = dict(card.wants).values()
    assert treaty.startswith("Better for you than no decision; by how much")
    assert notice.startswith("The same to you as no decision")
    assert "binding shares with a common measuring service" in card.private[0]


def test_a_small_loss_is_not_worth_standing_alone(river):
    stance = replace(river.stances["Highland"], stand_alone_cost="0.2")
    soft = replace(river, stances={**river.stances, "Highland": stance})
    card = by_player(soft)["Highland"]
    assert card.wants[1][1].endswith("It is not worth standing alone over.")
    assert "You may let it pass" in card.offers[1] or "you may let it pass" in card.offers[1]
    firm = replace(stance, uncompensable=True)
    card = by_player(replace(river, stances={**river.stances, "Highland": firm}))["Highland"]
    assert "not worth" not in card.wants[1][1]
    assert any("not for sale" in line for line in card.private)
    assert card.offers[0].endswith("nothing makes you let it pass.")


def test_who_has_no_coded_position_decides_at_the_table(georgia):
    without = next(p for p in georgia.players if georgia.stances[p].preference is None)
    card = by_player(georgia)[without]
    assert "has taken no position" in card.private[0]
    assert all("has not told you" in worth for _, worth in card.wants)
    assert len(card.offers) == 1


def test_what_a_player_can_block():
    rule = '[rule]\nmajority = ["Highland", "Midland", "Delta", "Coast"]\n'
    majority = models.read_scenario(re.sub(r"\[rule\]\n.*\n", rule, TEXT))
    assert all(
        "cannot stop a text alone" in card.public[-1] for card in report.role_cards(majority)
    )
    plan = osce.situations()["kozak_vetoes"]
    assert all(
        c.public[-1].endswith("objecting or by not assenting.") for c in report.role_cards(plan)
    )
    everyone = models.read_scenario(EXAMPLE)
    assert all("can stop any text alone" in c.public[-1] for c in report.role_cards(everyone))
    exercise = osce.situations()["nato_exercise_2009"]
    (card,) = report.role_cards(exercise)
    assert card.public[-1] == "Nobody else decides: this is your own choice."


def test_a_bloc_speaks_for_its_members(georgia):
    cards = by_player(georgia, players=["RUS", "EU", "KAZ"])
    assert list(cards) == ["RUS", "EU", "KAZ"]
    assert "27 players who want the same" in cards["EU"].public[0]
    assert any("chair" in line and "Europe may back it" in line for line in cards["KAZ"].public)


@pytest.mark.parametrize("situation", sorted(osce.situations()))
def test_every_situation_has_cards_for_everybody(situation):
    """One card a player, no number of the coding on any of them."""
    scenario = osce.situations()[situation]
    cards = report.role_cards(scenario)
    assert [card.player for card in cards] == list(scenario.players)
    labels = {option.label for option in scenario.options} | {scenario.reversion.outcome.label}
    for card in cards:
        assert len(card.wants) == len(scenario.options)
        told = [worth for _, worth in card.wants]
        told += [line for line in card.private if not any(label in line for label in labels)]
        if scenario.scale is not None:
            ends = (scenario.scale.zero, scenario.scale.one)
            told = [line.replace(ends[0], "").replace(ends[1], "") for line in told]
        assert not any(re.search(r"\d", line) for line in told), told


def test_the_teacher_alone_reads_what_the_model_expects(georgia, tmp_path):
    files = write(georgia, tmp_path / "r", players=["RUS", "EU", "GEO"])
    assert set(files) == FILES
    assert "The Russian Federation objects, so" in files["teacher.html"]
    assert "[S64]" in files["teacher.html"]
    stance = georgia.stances["RUS"]
    for name in ("cards.html", "chair.html"):
        assert "What the model expects" not in files[name]
        assert "The Russian Federation objects" not in files[name]
        assert stance.rationale not in files[name]
        assert georgia.reversion.strong not in files[name]
        assert "[S64]" not in files[name]
    assert "For your eyes only" not in files["chair.html"]
    assert files["chair.html"].count('<th scope="row">') == 3
    minutes = re.findall(r'<td class="number">(\d+)</td>', files["chair.html"])
    assert sum(map(int, minutes)) == 90


def test_all_text_is_escaped_and_nothing_leads_out(tmp_path):
    nasty = TEXT
    for line in ("a common measuring service", "no treaty, unilateral dams", "builds dams", "an invented case",
                 "Midland and Delta may monitor", "each State uses", "A treaty on a shared river",
                 "whoever sits upstream", "Four States share a river."):  # fmt: skip
        assert line in nasty
        nasty = nasty.replace(line, line + NASTY.replace('"', '\\"'))
    files = write(models.read_scenario(nasty), tmp_path / "r")
    for name in FILES - {"role-cards.json"}:
        assert "<script" not in files[name]
        assert "&lt;script&gt;" in files[name]
        page = Page(files[name])
        assert set(page.links) <= {"data:,"}
        assert not any(tag == "script" or any(key.startswith("on") for key in attributes)
                       for tag, attributes in page.tags)  # fmt: skip
        assert page.levels[0] in (1, 2)


def test_a_report_and_cards_share_a_folder(river, tmp_path):
    out = tmp_path / "both"
    report.write_report([report.answer(river)], out, version="0")
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    write_again = [
        report.write_role_cards(report.answer(river), out, version="0") for _ in range(2)
    ]
    assert {path.name for path in write_again[0]} == FILES
    assert {path: path.read_bytes() for path in before} == before
    listed = json.loads((out / "role-cards.json").read_text(encoding="utf8"))
    assert set(listed["files"]) == FILES


def test_foreign_files_stay(river, tmp_path):
    (tmp_path / "cards.html").write_text("mine", encoding="utf8")
    with pytest.raises(InvalidInput, match=r"cards\.html is not from a report and stays"):
        report.write_role_cards(report.answer(river), tmp_path, version="0")
    assert [path.name for path in tmp_path.iterdir()] == ["cards.html"]


def test_refusals_name_the_player(georgia, river):
    for players, message in (
        (["XXX"], "players: 'XXX' is neither a player nor a bloc of 'georgia_mission_expiry_2008'"),
        (["RUS", "RUS"], "players: 'RUS' is there twice"),
        ("RUS", "players: expected a list of names"),
    ):
        with pytest.raises(InvalidInput, match=message):
            report.role_cards(georgia, players=players)
    with pytest.raises(InvalidInput, match="scenario: expected a Scenario"):
        report.role_cards("georgia")
    pair = replace(river, blocs={"pair": ("Highland", "Delta")})
    with pytest.raises(InvalidInput, match="'pair' do not all want the same"):
        report.role_cards(pair, players=["pair"])


def run(capsys, *arguments):
    try:
        main(list(arguments))
        status = 0
    except SystemExit as stop:
        status = stop.code
    out, err = capsys.readouterr()
    return out, err, status


def test_the_command_writes_the_sheets(capsys, tmp_path):
    out, err, status = run(capsys, "role-cards", str(EXAMPLE), "--out", str(tmp_path / "r"),
                           "--player", "Delta", "--player", "Coast")  # fmt: skip
    assert (status, err) == (0, "")
    assert out.count("written:") == 3
    assert (tmp_path / "r/cards.html").read_text(encoding="utf8").count("<article") == 2


def test_the_command_refuses_in_one_line(capsys, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf8")
    for arguments, message in (
        (["no_such_case"], "'no_such_case' is neither a file nor a situation"),
        ([str(tmp_path / "none.toml")], "cannot be read"),
        ([str(EXAMPLE), "--player", "Rhine"], "'Rhine' is neither a player nor a bloc"),
        ([str(EXAMPLE), "--out", str(tmp_path / "file")], "is a file, not a folder"),
        ([str(EXAMPLE), "--out", str(tmp_path / "file" / "below")], "cannot be written"),
    ):
        out, err, status = run(capsys, "role-cards", *arguments)
        assert status == 2
        assert message in err
        assert err.count("\n") == 1
        assert out == ""
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_each_card_prints_on_one_page(georgia, tmp_path):
    """Those with most text of any situation, and the chair's two pages with 56 ballots."""
    fullest = max(
        osce.situations().values(),
        key=lambda s: max(len(str(card)) for card in report.role_cards(s)),
    )
    players = fullest.players[:4]
    write(fullest, tmp_path / "full", players=players)
    assert pages(printed(tmp_path / "full/cards.html", tmp_path / "full.pdf")) == len(players)
    write(georgia, tmp_path / "all")
    assert pages(printed(tmp_path / "all/chair.html", tmp_path / "chair.pdf")) == 2


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
