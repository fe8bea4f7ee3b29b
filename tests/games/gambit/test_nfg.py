"""Gambit's .nfg text: both forms, labels, and refusals with line and column."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus import games
from consensus.errors import InvalidInput, TooLarge
from consensus.games import Strategic, gambit
from generators.strategic import tables

# The two forms of the format as its documentation defines them, on a game of our own.
PAYOFFS = """NFG 1 R "Two by three" { "Ann" "Bob" }

{ { "up" "down" }
{ "left" "middle" "right" }
}
"a comment"

1 1 0 2 0 2 1/2 1 -3 4.5 0 0
"""

OUTCOMES = """NFG 1 R "Two by three" { "Ann" "Bob" }
{ { "up" "down" } { "left" "middle" "right" } }
""
{
{ "first" 1, 1 }
{ "second" 0, 2 }
{ "" 1/2 1 }
{ "" -3, 4.5 }
}
1 2 2 3 4 0
"""


def test_the_payoff_form() -> None:
    game = gambit.read(PAYOFFS)
    assert (game.title, game.players, game.sizes) == ("Two by three", ("Ann", "Bob"), (2, 3))
    assert game.strategies == (("up", "down"), ("left", "middle", "right"))
    assert game.payoff(("up", "left")) == (1, 1)
    assert game.payoff(("down", "left")) == (0, 2)
    assert game.payoff(("up", "middle")) == (0, 2)
    assert game.payoff(("down", "middle")) == (Fraction(1, 2), 1)
    assert game.payoff(("up", "right")) == (-3, Fraction(9, 2))


def test_the_outcome_form_says_the_same() -> None:
    assert gambit.read(OUTCOMES) == gambit.read(PAYOFFS)


def test_counts_alone_leave_the_strategies_without_names() -> None:
    game = gambit.read('NFG 1 D "" { "" "" } { 2 1 } 1 2 3 4')
    assert (game.players, game.strategies) == (("1", "2"), ((0, 1), (0,)))
    assert game.payoff((1, 0)) == (3, 4)


def test_files_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "game.nfg"
    path.write_text(PAYOFFS, encoding="utf8")
    assert gambit.read(path) == gambit.read(str(path)) == gambit.read(PAYOFFS)


@pytest.mark.parametrize("text", [PAYOFFS, OUTCOMES])
def test_truncation_at_every_byte_is_refused_with_the_place(text: str) -> None:
    whole = gambit.read(text)
    last = text.rstrip().rfind(" ") + 1
    for end in range(3, len(text)):
        if end <= last:
            with pytest.raises(InvalidInput, match=r"line \d+, column \d+"):
                gambit.read(text[:end])
        else:
            assert gambit.read(text[:end]) == whole


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "line 1, column 1: expected"),
        ("XYZ\n", "line 1, column 1: expected 'NFG'"),
        ('NFG 2 R "" { "a" } { 1 } 0', "line 1, column 5: expected the version 1"),
        ('NFG 1 Q "" { "a" } { 1 } 0', "line 1, column 7: expected 'R' or 'D'"),
        ('NFG 1 R "open\n', "line 1, column 9: a text that is not closed"),
        ('NFG 1 R ""\n{ "a" "a" } { 1 1 } 0 0', "line 2, column 7: the player 'a' is named twice"),
        ('NFG 1 R ""\n{ } { 1 } 0', "line 2, column 5: expected at least one player"),
        ('NFG 1 R "" { "a" "b" }\n{ 2 } 0', "line 2, column 5: expected the strategies of 2"),
        ('NFG 1 R "" { "a" }\n{ 0 } 0', "line 2, column 3: expected a whole number"),
        ('NFG 1 R "" { "a" }\n{ 1.5 } 0', "line 2, column 3: expected a whole number"),
        ('NFG 1 R "" { "a" } { 2 }\n1 2 3', "line 2, column 5: expected the end"),
        ('NFG 1 R "" { "a" } { 2 }\n1 x', "line 2, column 3: expected a number, got 'x'"),
        ('NFG 1 R "" { "a" } { 2 }\n1 1/0', "line 2, column 3: expected a number"),
        ('NFG 1 R "" { "a" } { 2 }\n1 @', "line 2, column 3: a stray '@'"),
        ('NFG 1 R "" { "a" } { 2 } "" { { "" 1 } }\n1 2', "line 2, column 3: there is no outcome"),
        ('NFG 1 R "" { "a" } { 2 } "" { { "" 1 2 } }\n1 1', "line 1, column 38"),
    ],
)
def test_bad_texts_are_refused_with_the_place(text: str, place: str) -> None:
    with pytest.raises(InvalidInput, match=place):
        gambit.read(text)


def test_a_header_of_too_many_payoffs_is_refused_before_they_are_read() -> None:
    names = " ".join(f'"{i}"' for i in range(56))
    with pytest.raises(TooLarge, match="payoffs"):
        gambit.read(f'NFG 1 R "" {{ {names} }} {{ {"2 " * 56} }} 0')


def test_files_that_are_absent_or_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot read"):
        gambit.read(tmp_path / "absent.nfg")
    (tmp_path / "binary.nfg").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(
        InvalidInput,
        match=r"binary\.nfg, line 1, column 1: expected a UTF-8 text, got the byte 0xff",
    ):
        gambit.read(tmp_path / "binary.nfg")


@settings(max_examples=40, deadline=None)
@given(tables(players=3, most=3), st.lists(st.text(min_size=1, max_size=6), min_size=3, max_size=3))
def test_what_is_written_reads_back_the_same(game: Strategic, names: list[str]) -> None:
    assert gambit.read(gambit.write(game)) == game
    players = [f"{name}{i}" for i, name in enumerate(names)]
    strategies = [[f"{names[i]}{s}" for s in range(size)] for i, size in enumerate(game.sizes)]
    named = Strategic(game.tables, players, strategies, title=names[0])
    back = gambit.read(gambit.write(named))
    assert back == named
    assert back.title == named.title


def test_other_games_are_not_written() -> None:
    with pytest.raises(InvalidInput, match="expected a Strategic game"):
        games.gambit.write(3)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["nfg_games/a.nfg", "efg.nfg", "nfg", "NFG"])
def test_a_name_that_begins_like_a_game_is_opened(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text('NFG 1 R "t" { "a" } { 1 } 7', encoding="utf-8-sig")
    assert gambit.read(name).payoff((0,)) == (7,)
    with pytest.raises(InvalidInput, match=r"cannot read 'nfg_none\.nfg'"):
        gambit.read("nfg_none.nfg")


def test_a_file_cut_inside_a_letter_says_where(tmp_path: Path) -> None:
    path = tmp_path / "cut.nfg"
    path.write_bytes('NFG 1 R "t"\n{ "\u00c5'.encode()[:-1])
    with pytest.raises(InvalidInput, match=r"cut.nfg, line 2, column 4: expected a UTF-8 text"):
        gambit.read(path)
