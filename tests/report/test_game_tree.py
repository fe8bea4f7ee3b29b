"""The drawing of a tree: what is on it, and that labels do not lie on one another."""

from __future__ import annotations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from consensus import games, report, solutions
from consensus.errors import InvalidInput, TooLarge
from consensus.games import chance, decision, ending


def small():
    second = {
        move: decision("b", {"fight": ending(-1, "1/2"), "share": ending(1, 1)}, "b")
        for move in ("in", "half in")
    }
    entry = decision("a", {"out": ending(0, 2), **second})
    return games.Extensive(
        ["a", "b"], chance({"calm": ("1/3", entry), "storm": ("2/3", ending(0, 0))})
    )


def test_every_move_player_and_payoff_is_written():
    game = small()
    texts = [text.get_text() for text in report.game_tree(game).axes[0].texts]
    for wanted in ("calm 1/3", "storm 2/3", "out", "half in", "fight", "a", "b", "-1, 1/2"):
        assert wanted in texts
    lines = report.game_tree(game).axes[0].lines
    assert sum(line.get_linestyle() == ":" for line in lines) == 1


def test_the_moves_of_a_profile_are_thick():
    game = small()
    item = solutions.subgame_perfect(game).items[0]
    lines = report.game_tree(game, profile=item).axes[0].lines
    thick = [line for line in lines if line.get_linewidth() == 3.0]
    assert len(thick) == 3  # one move of a, and that of b at both nodes of its set


def test_labels_do_not_overlap():
    figure = report.game_tree(small())
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    boxes = [t.get_window_extent(renderer) for t in figure.axes[0].texts]
    for i, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:i])


def test_the_text_alternative_and_the_svg():
    game = small()
    text = report.game_tree_text(game)
    assert "calm (chance 1/3) → a moves (a 1)" in text
    assert text.count("→") == len(game.owner) - 1
    svg = report.svg_of(report.game_tree(game), "Entry", text)
    assert svg == report.svg_of(report.game_tree(game), "Entry", text)
    assert ">half in</text>" in svg


def test_refusals():
    wide = games.Extensive(["a"], decision("a", {f"m{i}": ending(i) for i in range(200)}))
    with pytest.raises(TooLarge, match="smaller part"):
        report.game_tree(wide)
    with pytest.raises(InvalidInput, match="profile"):
        report.game_tree(small(), profile={})
