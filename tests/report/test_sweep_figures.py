"""Figures of maps, tornados and responses say what the numbers say."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from typing import Any

import numpy as np
import pytest
from matplotlib.collections import PolyCollection

from consensus import report, sweeps
from consensus.errors import InvalidInput


def chair(w: Any, T: Any) -> str:
    return "upholds" if w >= 2 + (T if T <= 4 else 0) else "accommodates"


def test_the_map_fills_the_rectangle_and_draws_the_borders() -> None:
    found = sweeps.regimes(chair, over={"w": (0, 10), "T": (0, 10)})
    figure = report.regime_map(found, names={"w": "support"}, marks={"today": (5, "6.5")})
    (axes,) = figure.axes
    filled = 0.0
    for collection in axes.collections:
        assert isinstance(collection, PolyCollection)
        for path in collection.get_paths():
            x, y = path.vertices[:-1].T
            filled += abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
    assert filled == pytest.approx(100)
    segments = {tuple(map(tuple, np.round(line.get_xydata(), 6))) for line in axes.lines[:-1]}
    assert ((2.0, 4.0), (6.0, 4.0)) in segments
    assert axes.lines[-1].get_xydata().tolist() == [[5.0, 6.5]]
    assert axes.get_xlabel() == "support"
    text = report.regime_map_text(found)
    assert "upholds: 72.0% of the area." in text
    assert "Border: T = 4, below it accommodates, above it upholds." in text
    ElementTree.fromstring(report.svg_of(figure, "map", text))


def test_answers_without_room_go_into_the_key() -> None:
    found = sweeps.regimes(
        lambda x, y: "in a corner" if x + y < 0.1 else "outside", over={"x": (0, 1), "y": (0, 1)}
    )
    (axes,) = report.regime_map(found).axes
    legend = axes.get_legend()
    assert legend is not None
    assert [t.get_text() for t in legend.get_texts()] == ["in a corner"]


def test_the_tornado_is_as_wide_as_the_swings() -> None:
    rows = sweeps.tornado(lambda s, r: 3 * s - r, bands={"s": (0, 1, 2), "r": (0, 1, 5)})
    figure = report.tornado_figure(rows, of="gain", names={"s": "support"})
    (axes,) = figure.axes
    assert [t.get_text() for t in axes.get_yticklabels()] == ["support", "r"]
    ends = sorted(round(patch.get_x() + patch.get_width(), 6) for patch in axes.patches)
    assert ends[0] == -2.0
    assert ends[-1] == 5.0
    assert "With r from 0 to 5 it goes from 3 to -2." in report.tornado_text(rows)
    with pytest.raises(InvalidInput, match="at least one parameter"):
        report.tornado_figure([])


def test_the_response_shows_quantiles() -> None:
    xs = [0.0, 1.0, 2.0]
    draws = np.outer(np.linspace(0, 1, 101), [1, 2, 3])
    figure = report.response_figure(xs, draws, name="support", of="gain", levels=(0.5, 0.9))
    (axes,) = figure.axes
    assert axes.lines[0].get_ydata().tolist() == pytest.approx([0.5, 1.0, 1.5])
    outer = axes.collections[0].get_paths()[0].vertices
    assert outer[:, 1].max() == pytest.approx(0.95 * 3)
    assert "nine draws in ten between 0.15 and 2.85" in report.response_text(
        xs, draws, name="support", of="gain"
    )
    with pytest.raises(InvalidInput, match="one column for each of the 2 values"):
        report.response_figure([0, 1], draws, name="x", of="y")
