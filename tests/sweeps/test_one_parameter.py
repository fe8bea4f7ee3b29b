"""Exact regimes along one parameter, against closed forms, bisection and plain evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as F
from typing import Any

import pytest

from consensus import sweeps
from consensus.errors import InvalidInput, NotApplicable, TooLarge
from consensus.exact import Root
from consensus.solutions.solution import Solution, Upset, Values
from consensus.sweeps.pieces import Undefined


def agency(w: Any, r: Any, T: Any, kappa: Any, g: Any, c: Any) -> str:
    """Model A2: uphold iff the Western stakes reach r + T·1[g ≥ cT] − κ."""
    threat = T if g >= c * T else 0
    return "uphold" if w >= r + threat - kappa else "accommodate"


def discretion(S: Any, P: Any, k: Any) -> Any:
    """Model B3: the chair accommodates by clip(k + P − S, 0, 1)."""
    return max(0, min(1, k + P - S))


AGENCY = {"r": 3, "T": 2, "kappa": 1, "g": 5, "c": 1}


def bisected(answer: Any, low: F, high: F, width: F) -> tuple[F, F]:
    """Halve until the ends, whose answers differ, are this close."""
    start = answer(low)
    assert answer(high) != start
    while high - low > width:
        middle = (low + high) / 2
        low, high = (middle, high) if answer(middle) == start else (low, middle)
    return low, high


def test_the_threshold_of_model_a2() -> None:
    found = sweeps.regimes(agency, over={"w": (0, 10)}, at=AGENCY)
    (crossing,) = found.crossings
    assert found.edges == (4,)
    assert str(crossing.formula) == "r + T - kappa"
    assert crossing.conditions == ("T*c - g < 0",)
    assert (crossing.before, crossing.on, crossing.after) == ("accommodate", "uphold", "uphold")
    assert crossing.formula(r="1/3", T=1, kappa=0) == F(4, 3)
    assert [str(p.where) for p in found.pieces] == ["[0, 4)", "4", "(4, 10]"]
    assert [str(p.where) for p in found.spans] == ["[0, 4)", "[4, 10]"]


def test_a_threat_that_is_too_dear_to_carry_out() -> None:
    at = {"r": 3, "w": 3, "kappa": 1, "g": 5, "c": 1}
    found = sweeps.regimes(agency, over={"T": (0, 10)}, at=at)
    assert [s.answer for s in found.spans] == ["uphold", "accommodate", "uphold"]
    assert [str(c.formula) for c in found.crossings] == ["w - r + kappa", "g/c"]
    assert [c.at for c in found.crossings] == [1, 5]
    jump = found.crossings[1]
    assert set(jump.conditions) >= {"c > 0"}
    assert jump.formula(g=7, c=2) == F(7, 2)


def test_discretion_is_a_clipped_line() -> None:
    found = sweeps.regimes(discretion, over={"S": (0, 3)}, at={"k": "1/2", "P": 1})
    assert found.edges == (F(1, 2), F(3, 2))
    assert [str(c.formula) for c in found.crossings] == ["k + P - 1", "k + P"]
    for S in (F(0), F(1, 2), F(2, 3), F(3, 2), F(5, 2)):
        assert found.answer_at(S) == max(0, min(1, F(3, 2) - S))


def test_joint_backing_needs_less_of_each() -> None:
    """Model A3: s₁ + s₂ + γ·min(s₁, s₂) ≥ D at equal effort is s ≥ D/(2 + γ)."""

    def shielded(s: Any, D: Any, gamma: Any) -> bool:
        return bool(s + s + gamma * min(s, s) >= D)

    found = sweeps.regimes(shielded, over={"s": (0, 5)}, at={"D": 3, "gamma": "1/2"})
    (crossing,) = found.crossings
    assert crossing.at == F(6, 5)
    assert str(crossing.formula) == "D/(gamma + 2)"
    assert crossing.conditions == ("gamma + 2 > 0",)


@pytest.mark.parametrize("w", [F(2), F(3), F(9, 2)])
def test_edges_agree_with_bisection(w: F) -> None:
    at = {**AGENCY, "w": w}
    del at["r"]
    found = sweeps.regimes(agency, over={"r": (0, 10)}, at=at)
    (edge,) = found.edges
    low, high = bisected(lambda r: agency(r=r, **at), F(0), F(10), F(1, 10**12))
    assert low <= edge <= high


def test_a_formula_moves_with_the_other_parameters() -> None:
    """Where the conditions hold at other values, the edge computed afresh is the formula's."""
    first = sweeps.regimes(agency, over={"w": (0, 20)}, at=AGENCY).crossings[0]
    other = {"r": F(7, 2), "T": F(1, 3), "kappa": F(-2), "g": F(1), "c": F(2)}
    again = sweeps.regimes(agency, over={"w": (0, 20)}, at=other)
    assert again.edges == (first.formula(r=other["r"], T=other["T"], kappa=other["kappa"]),)


def test_poles_are_edges() -> None:
    found = sweeps.regimes(lambda x: 1 / (x - 1) > 3, over={"x": (0, 2)})
    assert found.edges == (1, F(4, 3))
    assert isinstance(found.pieces[1].answer, Undefined)
    assert "x - 1" in str(found.crossings[0].reason)
    removable = sweeps.regimes(lambda x: (x * x - 1) / (x - 1), over={"x": (0, 2)})
    assert removable.edges == (1,)
    assert removable.answer_at("1/2") == F(3, 2)


def test_a_regime_thinner_than_any_grid_is_found() -> None:
    width = F(1, 10**40)

    def thin(x: Any) -> str:
        return "inside" if F(1, 3) < x < F(1, 3) + width else "outside"

    found = sweeps.regimes(thin, over={"x": (0, 1)})
    assert found.edges == (F(1, 3), F(1, 3) + width)
    assert [s.answer for s in found.spans] == ["outside", "inside", "outside"]


def test_irrational_edges_are_exact_roots() -> None:
    found = sweeps.regimes(lambda x: x * x >= 2, over={"x": (0, 2)})
    (edge,) = found.edges
    assert isinstance(edge, Root)
    assert edge.polynomial == (-2, 0, 1)
    low, high = edge.enclosure(F(1, 10**50))
    assert low**2 < 2 < high**2
    assert float(edge) == 2**0.5
    assert [s.answer for s in found.spans] == [False, True]
    assert str(found.crossings[0].formula) == "sqrt(2)"


def test_a_touching_root_gives_a_tie_of_its_own() -> None:
    found = sweeps.regimes(lambda x: (x * x - 2) ** 2 > 0, over={"x": (-2, 2)})
    assert [p.answer for p in found.pieces] == [True, False, True, False, True]
    assert all(c.before is True and c.after is True and c.on is False for c in found.crossings)


def test_signs_that_do_not_matter_leave_no_edge() -> None:
    def sorted_sum(x: Any, y: Any) -> Any:
        low, high = sorted([x, y])
        return low + high

    found = sweeps.regimes(sorted_sum, over={"x": (0, 1)}, at={"y": "1/2"})
    assert found.edges == ()
    assert len(found) == 1
    assert str(found.pieces[0].answer) == "x + y"


def test_an_end_of_the_range_may_differ() -> None:
    found = sweeps.regimes(lambda x: x >= 1, over={"x": (0, 1)})
    assert found.edges == (1,)
    assert [str(p.where) for p in found.pieces] == ["[0, 1)", "1"]
    assert found.piece_at(1).answer is True


def test_numbers_in_texts_and_nested_answers() -> None:
    def nested(x: Any, a: Any) -> Any:
        return {"values": [x, (a, "text")], "sign": None if x > a else F(1, 2)}

    found = sweeps.regimes(nested, over={"x": (0, 1)}, at={"a": "0.25"})
    assert found.edges == (F(1, 4),)
    assert found.answer_at("1/8") == {"values": [F(1, 8), (F(1, 4), "text")], "sign": F(1, 2)}


def test_values_are_compared_as_formulas() -> None:
    def split(x: Any) -> Values:
        shares = {"a": x, "b": 1 - x}
        return Values("split", None, shares if x > 0 else {"a": 0, "b": 1})

    found = sweeps.regimes(split, over={"x": (-1, 1)})
    assert found.edges == (0,)
    assert found.spans[0].answer["b"] == 1
    assert str(found.spans[0].where) == "[-1, 0]"


@dataclass(frozen=True)
class Marked(Solution):
    mark: Any = None


def one_player(x: Any, a: Any) -> Solution:
    """The best of two options, one worth x and the other worth a."""
    worth = {"take": x, "leave": a}
    best = max(worth.values())

    def check(candidate: str) -> Upset | None:
        better = next((o for o in worth if worth[o] > worth[candidate]), None)
        return better and Upset("chair", better, worth[better] - worth[candidate])

    items = tuple(option for option in worth if worth[option] == best)
    return Marked("best", worth, items, check=check, mark=best)


def test_solutions_give_the_reason() -> None:
    found = sweeps.regimes(one_player, over={"x": (0, 1)}, at={"a": "1/2"})
    assert [p.answer.items for p in found.pieces] == [("leave",), ("take", "leave"), ("take",)]
    (crossing,) = found.crossings
    reason: Any = crossing.reason
    assert (reason.item, reason.stands) == ("leave", "before")
    assert (reason.upset.who, reason.upset.move) == ("chair", "take")
    assert str(reason.upset.gain) == "x - a"
    assert "leave stands only below the edge" in str(found)


def test_a_change_beside_the_items_is_said() -> None:
    def answer(x: Any) -> Solution:
        return Marked("best", None, (x,), mark="below" if x < 1 else "above")

    (crossing,) = sweeps.regimes(answer, over={"x": (0, 2)}).crossings
    assert crossing.reason == "mark changes from below to above"
    assert str(crossing) == "x = 1: x; mark changes from below to above"


def test_reasons_about_sets_name_a_member() -> None:
    def union(x: Any) -> Solution:
        def check(candidate: int) -> Upset | None:
            return Upset("chair", "away", x) if candidate >= 2 and x > 1 else None

        item = range(4) if x <= 1 else range(2)
        return Solution("some set", None, (tuple(item),), form="union", check=check)

    (crossing,) = sweeps.regimes(union, over={"x": (0, 2)}).crossings
    reason: Any = crossing.reason
    assert (reason.item, reason.stands) == (2, "before")


def test_results_are_compared_by_their_formulas() -> None:
    def ask(scale: int) -> Any:
        return sweeps.regimes(
            lambda S, k: max(0, scale * (k - S)), over={"S": (0, 1)}, at={"k": "1/2"}
        )

    assert ask(1) == ask(1)
    assert ask(1) != ask(2)
    assert ask(1).pieces[0] == ask(1).pieces[0]


def test_it_reads_well() -> None:
    found = sweeps.regimes(agency, over={"w": (0, 10)}, at=AGENCY)
    assert str(found).splitlines() == [
        "w from 0 to 10: 2 regimes (at r = 3, T = 2, kappa = 1, g = 5, c = 1)",
        "  [0, 4)   accommodate",
        "  [4, 10]  uphold",
        "edges",
        "  w = 4: from accommodate to uphold; w = r + T - kappa",
    ]
    frame = found.to_frame()
    assert list(frame["answer"]) == ["accommodate", "uphold"]
    assert list(frame["to_included"]) == [False, True]
    assert "&" not in found._repr_html_().replace("&lt;", "")


def test_bad_input_names_the_place_and_the_value() -> None:
    def ask(**options: Any) -> None:
        sweeps.regimes(agency, **options)

    with pytest.raises(InvalidInput, match=r"over\['w'\]: the range from 1 to 0 is reversed"):
        ask(over={"w": (1, 0)}, at=AGENCY)
    with pytest.raises(InvalidInput, match=r"over\['w'\]: the range from 1 to 1 is empty"):
        ask(over={"w": (1, 1)}, at=AGENCY)
    with pytest.raises(InvalidInput, match=r"over\['w'\]: expected \(low, high\), got 3"):
        ask(over={"w": 3}, at=AGENCY)
    with pytest.raises(InvalidInput, match=r"'suport': the answer reads no such parameter"):
        ask(over={"suport": (0, 1)}, at=AGENCY)
    with pytest.raises(InvalidInput, match="at: no value for the parameter 'r'"):
        ask(over={"w": (0, 1)}, at={k: v for k, v in AGENCY.items() if k != "r"})
    with pytest.raises(InvalidInput, match="at: 'w' is already in over="):
        ask(over={"w": (0, 1)}, at={**AGENCY, "w": 1})
    with pytest.raises(InvalidInput, match=r"over: expected one or two parameters, got none"):
        ask(over={}, at={**AGENCY, "w": 1})
    with pytest.raises(InvalidInput, match=r"at\['r'\]: expected a finite number, got nan"):
        ask(over={"w": (0, 1)}, at={**AGENCY, "r": float("nan")})


def test_names_are_checked_also_behind_a_wrapper() -> None:
    def wrapper(**at: Any) -> str:
        return agency(**at)

    with pytest.raises(InvalidInput, match=r"takes no such parameter.*'suport'"):
        sweeps.regimes(wrapper, over={"w": (0, 1)}, at={**AGENCY, "suport": 1})
    for wrong in ([("w", 0, 1)], {"w s": (0, 1)}, {1: (0, 1)}):
        with pytest.raises(InvalidInput, match="over: expected"):
            sweeps.regimes(wrapper, over=wrong, at=AGENCY)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="at: expected a mapping"):
        sweeps.regimes(wrapper, over={"w": (0, 1)}, at=3)  # type: ignore[arg-type]


def test_an_answer_that_is_no_function_is_refused() -> None:
    calls: list[int] = []

    def counting(x: Any) -> int:
        calls.append(1)
        return len(calls)

    with pytest.raises(InvalidInput, match="it is not a function of its parameters"):
        sweeps.regimes(counting, over={"x": (0, 1)})


def test_what_traced_numbers_cannot_do_is_said_and_where() -> None:
    with pytest.raises(NotApplicable, match=r"no float\(\)") as caught:
        sweeps.regimes(lambda x: float(x) > 0, over={"x": (0, 1)})
    assert caught.value.__notes__[0] == "while answering at x = 0"


def test_too_many_sign_changes_are_refused() -> None:
    def steps(x: Any) -> int:
        return sum(1 for i in range(1, 30) if x * 30 > i)

    assert len(sweeps.regimes(steps, over={"x": (0, 1)}).edges) == 29
    with pytest.raises(TooLarge, match="limit 10"):
        sweeps.regimes(steps, over={"x": (0, 1)}, limit=10)


def test_conditions_of_a_cubic_edge_fix_its_direction() -> None:
    found = sweeps.regimes(
        lambda x, a, b: "hi" if a * x * x * x - b > 0 else "lo",
        over={"x": (0, 1)},
        at={"a": 1, "b": "1/8"},
    )
    assert "a > 0" in found.crossings[0].conditions
