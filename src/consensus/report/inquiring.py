"""What a scenario's inquiries find: outcome, thresholds, robustness, and the other codings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from immutabledict import immutabledict

from ..exact.read import Exact, rational
from ..models.inquiries.record import Detail, Inquiry
from ..models.scenario import Scenario
from ..sweeps import regimes, robustness
from ..sweeps.pieces import Regimes
from ..sweeps.robust import Robustness

__all__ = ["InquiryAnswer", "answer_inquiries"]

_MOST_PATHS = 300


@dataclass(frozen=True)
class InquiryAnswer:
    """What one inquiry finds.

    Attributes
    ----------
    inquiry : Inquiry
    outcome : str
        At the coded values.
    details : tuple of Detail
    thresholds : mapping parameter -> Regimes
        The outcome along each parameter that is asked about, the others at their coded values.
    robustness : Robustness or None
        Over the bands of all parameters; None if no parameter has a band.
    elsewhere : mapping coding -> outcome
        What the same inquiry finds under other codings.
    """

    inquiry: Inquiry
    outcome: str
    details: tuple[Detail, ...]
    thresholds: Mapping[str, Regimes]
    robustness: Robustness | None
    elsewhere: Mapping[str, str]

    @property
    def flips(self) -> tuple[str, ...]:
        """The codings under which the outcome is another."""
        return tuple(c for c, outcome in self.elsewhere.items() if outcome != self.outcome)


def answer_inquiries(
    scenario: Scenario, codings: Mapping[str, Scenario]
) -> tuple[InquiryAnswer, ...]:
    """Ask all inquiries of a scenario; each is one exact search a parameter and one for all."""
    return tuple(_asked(inquiry, codings) for inquiry in scenario.inquiries)


def _asked(inquiry: Inquiry, codings: Mapping[str, Scenario]) -> InquiryAnswer:
    bands = {name: _band(inquiry, name) for name in inquiry.parameters}
    wide = {name: band for name, band in bands.items() if band[0] < band[2]}
    fixed = {name: band[1] for name, band in bands.items() if name not in wide}
    return InquiryAnswer(
        inquiry=inquiry,
        outcome=inquiry.answer(),
        details=inquiry.details(),
        thresholds=immutabledict({name: _along(inquiry, name) for name in inquiry.over}),
        robustness=robustness(_outcome_of(inquiry), bands=wide, at=fixed, limit=_MOST_PATHS)
        if wide
        else None,
        elsewhere=immutabledict(
            {
                coding: other.inquiry(inquiry.name).answer()
                for coding, other in codings.items()
                if any(one.name == inquiry.name for one in other.inquiries)
            }
        ),
    )


def _band(inquiry: Inquiry, name: str) -> tuple[Exact, Exact, Exact]:
    parameter = inquiry.parameters[name]
    return (
        rational(parameter.low, f"{name}: low"),
        rational(parameter.value, f"{name}: value"),
        rational(parameter.high, f"{name}: high"),
    )


def _along(inquiry: Inquiry, name: str) -> Regimes:
    low, _, high = _band(inquiry, name)
    at = {other: value for other, value in inquiry.values.items() if other != name}
    found: Regimes = regimes(_outcome_of(inquiry), over={name: (low, high)}, at=at)
    return found


def _outcome_of(inquiry: Inquiry) -> Any:
    def outcome(**values: Any) -> str:
        return inquiry.model.outcome(**values)

    return outcome
