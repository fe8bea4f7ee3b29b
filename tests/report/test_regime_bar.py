"""The regime bar and the text alternative of a figure."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest

from consensus import sweeps
from consensus.errors import InvalidInput
from consensus.report.plot.regimes import regime_bar, regime_bar_text
from consensus.report.plot.svg import svg_of

SVG = "{http://www.w3.org/2000/svg}"


def answer(x: Any, a: Any) -> str:
    if x == a:
        return "tie"
    return "below, and this text is much too long to be written into the bar" if x < a else "above"


@pytest.fixture
def found() -> Any:
    return sweeps.regimes(answer, over={"x": (0, 1)}, at={"a": "1/3"})


def test_the_bar_names_edges_and_answers(found: Any) -> None:
    figure = regime_bar(found, name="support", marks={"today": 0.5})
    (axes,) = figure.axes
    assert [t.get_text() for t in axes.get_xticklabels()] == ["0", "1/3", "1"]
    assert axes.get_xlabel() == "support"
    written = [t.get_text() for t in [*axes.texts, *figure.texts]]
    assert {"above", "today", "a", "tie"} <= set(written)
    assert any(text.startswith("below, and") for text in written)


def test_the_svg_has_a_text_alternative_and_stays_the_same(found: Any) -> None:
    text = regime_bar_text(found)
    one = svg_of(regime_bar(found), "Regimes of x <now>", text)
    tree = ElementTree.fromstring(one)
    assert tree.get("role") == "img"
    title, desc = tree.find(f"{SVG}title"), tree.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert (title.text, desc.text) == ("Regimes of x <now>", text)
    assert tree.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert one == svg_of(regime_bar(found), "Regimes of x <now>", text)
    other = svg_of(regime_bar(found, name="y"), "Regimes of x <now>", text)
    ids = [
        {e.get("id") for e in ElementTree.fromstring(s).iter() if e.get("id")} for s in (one, other)
    ]
    assert not ids[0] & ids[1]


def test_references_inside_the_svg_still_meet(found: Any) -> None:
    tree = ElementTree.fromstring(svg_of(regime_bar(found), "t", "d"))
    ids = {e.get("id") for e in tree.iter()}
    for element in tree.iter():
        for name, value in element.attrib.items():
            if name.endswith("href"):
                assert value[1:] in ids
            if value.startswith("url(#"):
                assert value[5:-1] in ids


def test_a_figure_without_words_is_refused(found: Any) -> None:
    with pytest.raises(InvalidInput, match="description"):
        svg_of(regime_bar(found), "title", " ")
