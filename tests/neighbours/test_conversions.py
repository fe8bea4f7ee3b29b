"""To nashpy and pygambit and back: payoffs and labels survive, files are read the same."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from consensus.errors import NotApplicable
from consensus.games import Strategic, convert, gambit

NAMED = Strategic(
    [[[1, "1/3"], [0, -2]], [["0.1", 5], [2, 3]]],
    ["Ann", "Bob"],
    [["up", "down"], ["left", "right"]],
    title="An example",
)


def three() -> Strategic:
    return Strategic(np.random.default_rng(5).integers(-9, 10, size=(3, 2, 3, 2)))


def test_nashpy_gives_the_game_back() -> None:
    game = Strategic([[[1, 2], [3, 4]], [[5, 6], [7, 8]]])
    assert convert.from_nashpy(convert.to_nashpy(game)) == game
    floats = convert.to_nashpy(NAMED)
    assert floats.payoff_matrices[0][0, 1] == pytest.approx(1 / 3)
    with pytest.raises(NotApplicable, match="two players"):
        convert.to_nashpy(three())


@pytest.mark.parametrize("game", [NAMED, three()], ids=["named", "three players"])
def test_pygambit_gives_the_game_back(game: Strategic) -> None:
    pytest.importorskip("pygambit", reason="pygambit is an optional peer")
    back = convert.from_pygambit(convert.to_pygambit(game))
    assert back == game
    assert back.title == game.title


@pytest.mark.parametrize("game", [NAMED, three()], ids=["named", "three players"])
def test_pygambit_reads_what_we_write_and_we_what_it_writes(
    game: Strategic, tmp_path: Path
) -> None:
    pygambit = pytest.importorskip("pygambit", reason="pygambit is an optional peer")
    path = tmp_path / "game.nfg"
    path.write_text(gambit.write(game), encoding="utf8")
    theirs = pygambit.read_nfg(str(path))
    assert convert.from_pygambit(theirs) == game
    again = gambit.read(theirs.to_nfg())
    assert [t.tolist() for t in again.exact] == [t.tolist() for t in game.exact]
    assert again.players == game.players
    assert again.exact[0].flat[0] == Fraction(game.exact[0].flat[0])


def test_texts_that_look_like_numbers_stay_texts() -> None:
    pytest.importorskip("pygambit", reason="pygambit is an optional peer")
    tables = [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]
    for names in (None, [["1", "2"]] * 2, [["2", "1"]] * 2, [["1", "2"], ["a", "b"]]):
        game = Strategic(tables, strategies=names)
        assert convert.from_pygambit(convert.to_pygambit(game)) == game


def test_players_may_have_the_names_that_gambit_gives_to_others() -> None:
    pytest.importorskip("pygambit", reason="pygambit is an optional peer")
    game = Strategic([[[1, 0], [0, 1]], [[2, 0], [0, 3]]], players=["2", "1"])
    twin = convert.to_pygambit(game)
    assert [player.label for player in twin.players] == ["2", "1"]
    assert convert.from_pygambit(twin) == game


def test_a_label_that_gambit_does_not_take_is_named() -> None:
    pytest.importorskip("pygambit", reason="pygambit is an optional peer")
    game = Strategic([[[1, 0], [0, 1]]] * 2, players=["a\tb", "c"])
    with pytest.raises(NotApplicable, match=r"does not take the label 'a\\tb'"):
        convert.to_pygambit(game)
