"""The situations on security and recognition: findings derived by hand from their formulas."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from consensus import models, osce, sweeps
from consensus.models import Inquiry

ESSAY = osce.situations()
MOSCOW = osce.situations(coding="moscow")


def inquiry(situation: str, name: str, *, coding: str = "essay") -> Inquiry:
    return (ESSAY if coding == "essay" else MOSCOW)[situation].inquiry(name)


def edges(asked: Inquiry, name: str) -> list[Fraction]:
    """Where the answer changes in the band of one parameter, the others at their values."""
    band = asked.parameters[name]
    rest: dict[str, Any] = {n: v for n, v in asked.values.items() if n != name}

    def outcome(**values: Any) -> str:
        return asked.model.outcome(**values)

    found = sweeps.regimes(outcome, over={name: (band.low, band.high)}, at=rest)
    return [Fraction(str(edge)) for edge in found.edges]


def details(asked: Inquiry, **changed: Any) -> dict[str, Any]:
    return dict(asked.details(**changed))


# ODIHR, November 2007


def test_one_defender_is_enough_for_a_standing_rule() -> None:
    """Consent to a text below q = 9/10 needs an ideal below q: the keenest defender decides."""
    asked = inquiry("odihr_package_2007", "formal_dilution")
    assert asked.answer() == "nothing moves"
    assert edges(asked, "defender") == [Fraction(9, 10)]
    # As the rules move up the scale, the last to find them too free is the defender at 97/100.
    assert edges(asked, "status_quo") == [Fraction(97, 100)]
    # A defender at 4/5 goes down to its mirror image 2·4/5 − 9/10 = 7/10; the EU (3/4) to 6/10.
    moved = details(asked, defender="0.8")
    assert moved["where the proposer can lead"] == Fraction(7, 10)
    assert (
        inquiry("odihr_package_2007", "formal_dilution", coding="moscow").answer()
        == "nothing moves"
    )


def test_the_chair_is_given_against_a_pledge_not_against_the_package() -> None:
    """The package passes iff engagement 1/5 >= autonomy; the pledge iff engagement >= −1/4."""
    asked = inquiry("odihr_package_2007", "madrid_bargain")
    assert asked.answer().endswith("a pledge to protect its mandate")
    assert edges(asked, "autonomy") == [Fraction(1, 5)]
    assert edges(asked, "engagement") == [Fraction(-1, 4)]
    second = inquiry("odihr_package_2007", "madrid_bargain", coding="moscow")
    assert second.answer() == asked.answer()
    assert edges(second, "autonomy") == [Fraction(7, 20)]


@pytest.mark.parametrize("name", ["odihr_package_2007", "georgia_mission_expiry_2008"])
def test_support_moves_the_chair_and_not_the_vote(name: str) -> None:
    """The chair's parameters are read by the chair's model alone."""
    for case in (ESSAY[name], MOSCOW[name]):
        assert case.chair is not None
        assert not models.who_blocks(case).adopted
        lean, pressure = case.parameters["lean"].value, case.parameters["pressure"].value
        less = models.discretion(lean, pressure, 0).accommodation
        more = models.discretion(lean, pressure, 2).accommodation
        assert more < less


# The Georgia mission, December 2008


def test_a_lapse_leaves_only_a_small_text_without_recognition() -> None:
    """Georgia allows no recognition; Russia lets pass m <= linkage + cost alone = 1/10 + 1/10."""
    asked = inquiry("georgia_mission_expiry_2008", "text_or_lapse")
    assert asked.answer() == "a smaller mission without recognition is accepted by all"
    found = details(asked)
    assert found["strongest mission that all accept"] == Fraction(1, 5)
    assert found["with a recognition content of"] == 0
    # a full mission at linkage >= 1 − 1/10
    assert edges(asked, "linkage") == [Fraction(9, 10)]
    # The trade-off between recognition and the mission does not matter while Georgia is firm.
    assert asked.answer(recognition_value=100) == asked.answer()


def test_what_a_contract_finds_is_not_what_moves_reach() -> None:
    """Monitors for talks suit all as a package; step by step they need talks that are a price."""
    package = inquiry("georgia_mission_expiry_2008", "package_of_issues")
    assert package.answer() == "mission: monitors only, silent on status, dialogue: resumed in full"
    # −4/10 + d >= −1/10 for monitors, −1 + d >= −1/10 for the whole mission
    assert edges(package, "dialogue_worth") == [Fraction(3, 10), Fraction(9, 10)]
    # Washington: 3/10 from monitors
    assert edges(package, "dialogue_cost") == [Fraction(3, 10)]
    moves = inquiry("georgia_mission_expiry_2008", "who_pays_first")
    assert moves.answer() == "no presence, but talks"
    # The threat to freeze is one that the West likes to carry out iff own_wish < 0, and the West
    # prefers the bargain to the freeze iff own_wish >= −7/20.
    assert edges(moves, "own_wish") == [Fraction(-7, 20), Fraction(0)]
    assert moves.answer(own_wish="-0.1") == "monitors and talks; no presence, no talks"
    # ... and Russia the bargain to the freeze iff 4/10 − 1/10 <= worth of the talks
    assert moves.answer(own_wish="-0.1", dialogue_worth="0.29") == "no presence, no talks"


def test_the_second_coding_of_the_mission() -> None:
    case = MOSCOW["georgia_mission_expiry_2008"]
    assert models.who_blocks(case).objectors[0:1] == ("RUS",)
    assert case.inquiry("text_or_lapse").answer().startswith("a smaller mission")
    # Talks that the West wants make a gift, not a price: below 3/10 they go on without monitors.
    asked = case.inquiry("package_of_issues")
    assert asked.answer(dialogue_worth="0.2") == "dialogue: resumed in full"


# Monitors, May 2009


def test_the_greek_chair_tables_what_russia_refuses() -> None:
    asked = inquiry("georgia_monitors_2009", "what_the_chair_tables")
    assert asked.answer() == "Russia alone objects"
    # Russia lets pass iff linkage − 4/10 >= −alone; the chair prefers 1 to 1/20
    assert edges(asked, "linkage") == edges(asked, "alone") == [Fraction(3, 10)]
    # Georgia lets the thin text pass iff 1/4 >= line; Russia does (1/10 − 1/10 >= −1/10)
    assert edges(asked, "line") == [Fraction(1, 4)]
    # Second coding: the thin text would have passed, 1/10 − 1/8 >= −1/20 and 1/5 <= 1/4.
    second = inquiry("georgia_monitors_2009", "what_the_chair_tables", coding="moscow")
    assert second.answer() == "monitors on one side"


def test_no_mixture_of_amendments_but_civilians() -> None:
    """−4/10 + worth of civilians >= −1/10; two officers imply a border, which Georgia refuses."""
    asked = inquiry("georgia_monitors_2009", "amendments")
    assert asked.answer() == "nothing is agreed"
    assert edges(asked, "civilian_worth") == [Fraction(3, 10)]
    assert "two officers" not in asked.answer(civilian_worth="0.5")


def test_nobody_hides_behind_russia_until_belarus_loses_a_tenth() -> None:
    asked = inquiry("georgia_monitors_2009", "who_else_hides")
    assert asked.answer() == "RUS"
    assert edges(asked, "belarus") == edges(asked, "russia") == [Fraction(1, 10)]


# A European security treaty


def test_the_treaty_meets_the_same_gridlock_from_the_other_side() -> None:
    """A text above q = 3/20 needs every ideal above q: the firmest sceptic decides."""
    asked = inquiry("medvedev_treaty", "how_far_a_text_can_go")
    assert asked.answer() == "nothing moves"
    assert edges(asked, "sceptic") == [Fraction(3, 20)]
    assert edges(asked, "status_quo") == [Fraction(1, 20)]
    assert inquiry("medvedev_treaty", "how_far_a_text_can_go", coding="moscow").answer() == (
        "nothing moves"
    )


def test_talk_is_an_answer_to_obstruction() -> None:
    """Turned down, Russia obstructs iff its cost < face 3/10; talks beat that iff cost < 1/2."""
    asked = inquiry("medvedev_treaty", "talk_as_an_answer")
    assert asked.answer() == "talks go on"
    assert edges(asked, "obstruction_cost") == [Fraction(3, 10)]
    assert edges(asked, "talk_cost") == [Fraction(1, 2)]
    assert asked.answer(talk_cost="0.6") == "other business is held up"
    # Where talk is worth something of itself, it goes on whatever obstruction costs.
    assert asked.answer(talk_cost="-0.1", obstruction_cost="0.8") == "talks go on"


def test_the_treaty_does_not_buy_a_presence_but_in_the_second_coding() -> None:
    """Washington: 3/10 from the presence against dilution, and 1/10 more with a summit."""
    asked = inquiry("medvedev_treaty", "treaty_summit_georgia")
    assert asked.answer() == "nothing is agreed"
    assert edges(asked, "dilution") == [Fraction(1, 5), Fraction(3, 10)]
    # A summit alone is worth 2/10 to Russia.
    assert edges(asked, "presence_cost") == [Fraction(1, 5)]
    second = inquiry("medvedev_treaty", "treaty_summit_georgia", coding="moscow")
    assert second.answer() == ("treaty: a mandate to negotiate, Georgia: OSCE presence restored")
