"""The pictures of coalitions and packages: what they show, and what they refuse."""

from __future__ import annotations

import pytest

from consensus import games, report, rules, solutions
from consensus.errors import InvalidInput, NotApplicable, TooLarge

TALMUD = games.bankruptcy_game(200, {"a": 100, "b": 200, "c": 300})


def texts(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def test_triangle():
    points = {"nucleolus": solutions.nucleolus(TALMUD), "Shapley value": solutions.shapley(TALMUD)}
    figure = report.core_triangle(solutions.core_vertices(TALMUD), points=points)
    assert {"all to a", "all to b", "all to c", "b + c = 100"} <= set(texts(figure))
    (core,) = figure.axes[0].patches
    assert len(core.get_xy()) - 1 == len(solutions.core_vertices(TALMUD)) == 4
    assert report.svg_of(figure, "Core", "A triangle.").startswith("<svg ")


def test_triangle_of_an_empty_core_and_of_a_point():
    majority = games.Coalitional.from_rule(rules.by_majority(["a", "b", "c"]))
    figure = report.core_triangle(solutions.core_vertices(majority))
    assert figure.axes[0].get_legend().get_texts()[0].get_text() == "the core is empty"
    glove = games.glove_game(["l"], ["r1", "r2"])
    figure = report.core_triangle(solutions.core_vertices(glove))
    assert not figure.axes[0].patches


def test_triangle_refuses():
    with pytest.raises(NotApplicable, match="three players"):
        report.core_triangle(solutions.core_vertices(games.glove_game(["l"], ["r"])))
    additive = games.Coalitional.from_table([0, 1, 1, 2, 1, 2, 2, 3])
    with pytest.raises(NotApplicable, match="nothing is gained"):
        report.core_triangle(solutions.core_vertices(additive))
    with pytest.raises(InvalidInput, match="no share for 'c'"):
        report.core_triangle(solutions.core_vertices(TALMUD), points={"x": {"a": 1, "b": 2}})


def test_lattice():
    rule = rules.by_weight({"a": 3, "b": 2, "c": 1}, 4)
    labels = [t.get_text() for t in report.coalition_lattice(rule).legends[0].get_texts()]
    assert labels == ["wins", "blocks, but does not win", "neither"]
    shares = {"a": 100, "b": 100, "c": 0}
    figure = report.coalition_lattice(TALMUD, allocation=shares)
    assert "b, c" in texts(figure)
    shares = {"a": 150, "b": 50, "c": 0}
    assert "b, c\n+50" in texts(report.coalition_lattice(TALMUD, allocation=shares))
    with pytest.raises(InvalidInput, match="say which shares"):
        report.coalition_lattice(TALMUD)
    with pytest.raises(InvalidInput, match="shares nothing out"):
        report.coalition_lattice(rule, allocation=shares)
    with pytest.raises(TooLarge, match="minimal_winning"):
        report.coalition_lattice(rules.by_majority(list("abcdefg")))


def test_frontier():
    values = {
        "i": {"w": {"x": 3, "y": 0}, "r": {"x": -2, "y": 0}},
        "j": {"w": {"x": -1, "y": 0}, "r": {"x": 4, "y": 0}},
    }
    issues = {name: games.Issue(value, "y") for name, value in values.items()}
    game = games.Agenda(issues, rules.by_consensus(["w", "r"]))
    passing, efficient = solutions.packages(game), solutions.efficient_packages(game)
    figure = report.package_frontier(
        passing, efficient, across=["w"], up=["r"], marks={"mission alone": {"i": "x", "j": "y"}}
    )
    assert texts(figure) == ["reversion", "mission alone"]
    drawn = figure.axes[0].collections[0].get_offsets().tolist()
    assert sorted(drawn) == [[0.0, 0.0], [2.0, 2.0]]
    with pytest.raises(InvalidInput, match="'z' is not a player"):
        report.package_frontier(passing, efficient, across=["z"], up=["r"])
    other = solutions.efficient_packages(games.Agenda(issues, rules.by_majority(["w", "r"])))
    with pytest.raises(InvalidInput, match="same agenda"):
        report.package_frontier(passing, other, across=["w"], up=["r"])
