"""Where the three models part on an item, and which assumption parts them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ...exact.read import Exact, rational
from .ballots import BallotCheck
from .facts import deficit, net_stakes
from .levels import WayChoice

__all__ = ["Disagreement", "Why", "compared"]


@dataclass(frozen=True)
class Why:
    """One reason for which models differ.

    Attributes
    ----------
    code : str
        ``"degree"``, ``"each waits for the other"``, ``"not worth its cost"``, ``"free riding"``,
        ``"nobody offers"``, ``"distrust"`` or ``"vote"``.
    models : str
        Which part from which, such as ``"C from A and B"``.
    numbers : mapping name -> number
        What it turns on.
    """

    code: str
    models: str
    numbers: Mapping[str, Exact]

    def __str__(self) -> str:
        amounts = ", ".join(f"{name} {float(x):.3g}" for name, x in self.numbers.items())
        return f"{self.models}: {self.code}" + (f" ({amounts})" if amounts else "")


@dataclass(frozen=True)
class Disagreement:
    """What A, B and C say about one item under one way of backing, and why they differ.

    Attributes
    ----------
    item, way : str
    outcomes : mapping model -> outcome
    degree : number
        Model B's degree of accommodation.
    same_side : bool
        Whether all three put the chair on the same side.
    reasons : tuple of Why
        Empty only if they agree in full.
    """

    item: str
    way: str
    outcomes: Mapping[str, str]
    degree: Exact
    same_side: bool
    reasons: tuple[Why, ...]

    def row(self) -> dict[str, Any]:
        """As one row of a table."""
        return {
            "item": self.item, "way": self.way, **self.outcomes, "degree": self.degree,
            "same_side": self.same_side, "reasons": "; ".join(map(str, self.reasons)),
        }  # fmt: skip


def compared(
    choice: WayChoice, given: Mapping[str, Exact], ballots: tuple[BallotCheck, ...], *,
    trusted: bool,
) -> Disagreement:  # fmt: skip
    """Compare the three models on one item; `given` holds its coded numbers."""
    reasons = [
        *_degree(choice),
        *_offers(choice, given),
        *_backers(choice, given, trusted),
        *(
            Why(
                "vote",
                f"the text of {check.situation} from the chair's conduct",
                {"objectors": len(check.objectors)},
            )
            for check in ballots
            if not check.adopted and check.side == "upholding"
        ),
    ]
    return Disagreement(
        choice.item, choice.way, choice.outcomes, choice.degree, choice.agree, tuple(reasons)
    )


def _degree(choice: WayChoice) -> Iterator[Why]:
    if 0 < choice.degree < 1:
        marks = choice.marks
        known = {
            "balance at": rational(marks.balance, "mark"),
            "full upholding at": rational(marks.full_upholding, "mark"),
        }
        yield Why("degree", "B from A and C", known)


def _offers(choice: WayChoice, given: Mapping[str, Exact]) -> Iterator[Why]:
    if choice.outcomes["A"] == "either":
        gap = rational(deficit(given) - given["russia"] - given["china"], "gap")
        yield Why("nobody offers", "A from B and C", {"largest single offer to beat": gap})


def _backers(choice: WayChoice, given: Mapping[str, Exact], trusted: bool) -> Iterator[Why]:
    needed = rational(deficit(given), "deficit")
    if needed <= 0:
        return
    if not trusted:
        yield Why("distrust", "C from A and B", {})
        return
    stakes = {name: rational(s, "stake") for name, s in net_stakes(given).items()}
    first, second = stakes.values()
    cost, support = given["back_cost"], given["support"]
    facts: dict[str, Exact] = {
        **{f"stake of {name}": s for name, s in stakes.items()},
        "cost": cost,
    }
    differs = choice.outcomes["C"] != choice.outcomes["A"]
    if choice.way == "split" and differs and support < needed <= 2 * support:
        yield Why("each waits for the other", "C from A and B", facts)
    elif choice.way == "split" and support >= needed and min(first, second) > cost:
        chance = rational(1 - Fraction(cost * cost) / (first * second), "chance")
        yield Why("free riding", "C in itself", {"success if each mixes": chance})
    elif differs:
        yield Why("not worth its cost", "C from A and B", facts)
