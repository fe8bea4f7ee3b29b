"""What the year says, each finding with its robustness and what the other coding says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from ...exact.read import Exact, rational
from ...models.promises import hold_up, infer_type
from ...models.scenario import Parameter
from ...sweeps.robust import Robustness, robustness
from .choices import Question
from .coded import AgendaItem, Inputs
from .facts import credible_harm, deficit
from .levels import numbers
from .reach import within_reach

__all__ = ["Claim", "Finding", "claims_of", "finding_of", "promise", "trust"]

# Held at their values in the exact search: what multiplies another number with a band of its own.
_PATHS = 100
HELD = ("support", "punish_cost", "china_relief", "legitimacy")


@dataclass(frozen=True)
class Claim:
    """A question whose answer is a finding, with the bands in which it is doubted.

    Attributes
    ----------
    id, question : str
    answer : callable
        From numbers to the finding.
    bands : mapping name -> Parameter
    at : mapping name -> number
        What is held.
    """

    id: str
    question: str
    answer: Callable[..., Any]
    bands: Mapping[str, Parameter]
    at: Mapping[str, Exact]

    def coded(self) -> Any:
        """The answer at the coded values."""
        return self.answer(**{n: rational(p.value, n) for n, p in self.bands.items()}, **self.at)


@dataclass(frozen=True)
class Finding:
    """A finding of the year.

    Attributes
    ----------
    id, question : str
    answer : object
        At the coded values.
    robustness : Robustness
        Within the bands, exact where comparisons are affine in what has a band.
    corner : mapping name -> number, or None
        A corner of the bands where the answer is another, looked for where the exact search
        leaves the matter open.
    other : object
        The answer under the other coding.
    flips : bool
        Whether the other coding says something else.
    """

    id: str
    question: str
    answer: Any
    robustness: Robustness
    corner: Mapping[str, Exact] | None
    other: Any
    flips: bool

    @property
    def survives(self) -> bool | None:
        """Whether it survives the whole of its bands; None if that is not known."""
        return False if self.corner is not None else self.robustness.survives

    @property
    def robust(self) -> bool:
        """Whether it is proved to survive the whole of its bands and the other coding agrees."""
        return self.survives is True and not self.flips

    def row(self) -> dict[str, Any]:
        """As one row of a table."""
        nearest = self.robustness.joint
        return {
            "finding": self.id, "question": self.question, "answer": self.answer,
            "survives_bands": {True: "yes", False: "no", None: "not known"}[self.survives],
            "weakest": self.robustness.weakest or "",
            "nearest_flip": None if nearest is None else float(nearest.change),
            "other_coding": self.other, "flips": self.flips, "robust": self.robust,
        }  # fmt: skip


def finding_of(claim: Claim, other: Claim) -> Finding:
    """Put a claim to its bands, and the same claim under the other coding to its coded values."""
    answer, elsewhere = claim.coded(), other.coded()
    found = robustness(claim.answer, bands=claim.bands, at=claim.at, limit=_PATHS)
    corner = _corner(claim, answer) if found.survives is None else None
    return Finding(claim.id, claim.question, answer, found, corner, elsewhere, answer != elsewhere)


def _corner(claim: Claim, answer: Any) -> dict[str, Exact] | None:
    """A corner of the bands with another answer, if there is one."""
    for ends in product(*((p.low, p.high) for p in claim.bands.values())):
        at = {n: rational(v, n) for n, v in zip(claim.bands, ends, strict=True)}
        if claim.answer(**at, **claim.at) != answer:
            return at
    return None


def claims_of(inputs: Inputs) -> Iterator[Claim]:
    """The claims of the year, in a fixed order that does not depend on the coding."""
    for item in inputs.items.values():
        yield _conduct(inputs, item)
    for item in inputs.items.values():
        yield _only_joint(inputs, item)
    for item in inputs.items.values():
        yield _energy(inputs, item)
        yield _china(inputs, item)
        yield _threat(inputs, item)
    yield Claim(
        "promise",
        "Is the promise of reform kept once the chair is awarded (C2)?",
        promise,
        _some(inputs.year, ("scrutiny", "award", "reform_cost", "promise")),
        {},
    )
    yield Claim(
        "trust",
        "Do the backers go on after the pull-outs of 2009 (C3)?",
        trust,
        _some(inputs.year, ("agent_prior", "pullout_chance", "trust_cost", "trust_benefit")),
        {},
    )


def _some(parameters: Mapping[str, Parameter], names: tuple[str, ...]) -> dict[str, Parameter]:
    return {name: parameters[name] for name in names}


def _banded(inputs: Inputs, item: AgendaItem, names: tuple[str, ...]) -> dict[str, Any]:
    """Bands of those named that have some width, and the coded values of everything else."""
    known = {**inputs.year, **item.parameters}
    bands = {n: known[n] for n in names if n not in HELD and known[n].low < known[n].high}
    rest = {n: v for n, v in numbers(inputs, item).items() if n not in bands}
    return {"bands": bands, "at": rest}


_OF_DEFICIT = (
    "russia", "china", "harm", "reputation", "lean", "prestige", "precedent", "dependence",
    "reform",
)  # fmt: skip
_OF_BACKERS = ("us", "europe", "us_energy", "europe_energy", "back_cost")


def _conduct(inputs: Inputs, item: AgendaItem) -> Claim:
    return Claim(
        f"conduct:{item.id}",
        f"{item.title}: what does the chair do with joint backing at the coded support (A, B)?",
        Question("A", "joint"),
        **_banded(inputs, item, (*_OF_DEFICIT, "synergy")),
    )


def only_joint(**n: Any) -> bool:
    """Whether backing succeeds jointly and not apart, in model C."""
    return Question("C", "joint")(**n) == "upholds" and Question("C", "split")(**n) != "upholds"


def _only_joint(inputs: Inputs, item: AgendaItem) -> Claim:
    return Claim(
        f"only joint:{item.id}",
        f"{item.title}: does the West succeed only if it commits jointly (C1)?",
        only_joint,
        **_banded(inputs, item, ("russia", "lean", "synergy", *_OF_BACKERS)),
    )


def energy_matters(**n: Any) -> bool:
    """Whether energy alone puts the item beyond what divided backers would give."""
    return within_reach("split", **{**n, "energy_factor": 0}) and not within_reach("split", **n)


def _energy(inputs: Inputs, item: AgendaItem) -> Claim:
    return Claim(
        f"energy:{item.id}",
        f"{item.title}: is it energy that puts it beyond what divided backers would give?",
        energy_matters,
        **_banded(inputs, item, ("russia", "lean", *_OF_BACKERS[:4])),
    )


def china_effect(**n: Any) -> str:
    """Whether China as a third principal raises, lowers or leaves the support that is needed."""
    shift = deficit(n) - deficit({**n, "china": 0, "china_relief": 0})
    return "raises" if shift > 0 else "lowers" if shift < 0 else "leaves"


def _china(inputs: Inputs, item: AgendaItem) -> Claim:
    return Claim(
        f"china:{item.id}",
        f"{item.title}: does China as a third principal raise or lower the support needed?",
        china_effect,
        **_banded(inputs, item, ("china", "dependence")),
    )


def threat_counts(**n: Any) -> bool:
    """Whether Russia's threat would be carried out, and so counts."""
    return bool(credible_harm(n) > 0)


def _threat(inputs: Inputs, item: AgendaItem) -> Claim:
    return Claim(
        f"threat:{item.id}",
        f"{item.title}: does a threat count, being worth its cost to Russia's name (A2)?",
        threat_counts,
        **_banded(inputs, item, ("harm", "reputation")),
    )


def promise(**n: Any) -> bool:
    """Whether the promise of reform is kept."""
    return hold_up(n["scrutiny"], n["award"], n["reform_cost"], n["promise"]).kept


def trust(**n: Any) -> str:
    """Whether backers go on."""
    found = infer_type(n["agent_prior"], n["pullout_chance"], n["trust_cost"], n["trust_benefit"])
    return str(found.items[0])
