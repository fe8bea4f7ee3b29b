"""Is a finding robust: does it survive the bands of doubt, and what would flip it first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, Any

from ..errors import InvalidInput
from ..exact import AtPoint, Exact, Place, Trace, natural
from .asking import ask, check_parameters, read_values
from .bands import OUTSIDE, Band, draw, read_bands, read_order, within
from .ensembles import ensemble
from .exact_regimes import regimes
from .nearest import Nearest, nearest_flip
from .pieces import Piece, Regimes, answer_text
from .structure import evaluated, holds_traced, same
from .tables import frame

if TYPE_CHECKING:
    import pandas

__all__ = ["Flip", "Robustness", "robustness"]


@dataclass(frozen=True)
class Flip:
    """A change that flips a finding.

    Attributes
    ----------
    change : number
        In bands: 1 is the whole way from the coded value to the further end of the band.
    at : mapping parameter -> number
        The values of the parameters that move; an irrational one is an exact root.
    finding : object
        What is found there instead.
    attained : bool
        Whether the finding is flipped at these very values, or only just beyond them.
    """

    change: Any
    at: Mapping[str, Place]
    finding: Any
    attained: bool = True

    def __str__(self) -> str:
        where = ", ".join(f"{name} = {value}" for name, value in self.at.items())
        beyond = "" if self.attained else " (just beyond)"
        share = f"{float(self.change):.3g} of the band"
        return f"{answer_text(self.finding)} at {where}{beyond}, {share}"


@dataclass(frozen=True)
class Robustness:
    """Whether a finding survives the bands of doubt, and what would flip it.

    Attributes
    ----------
    finding : object
        What is found at the coded values.
    survives : bool or None
        True if it is proved for the whole of the bands, False if something in them flips it, None
        if neither is known.
    proof : {"exact", "sampled"}
        ``"sampled"`` where comparisons are not affine or too many: then `share` and `confidence`
        say how much is known.
    joint : Flip or None
        The least change that flips it when all parameters move together, measured by the largest
        single change in bands.
    proved : number or None
        No joint change below this flips it; None if none in the bands does.
    single : mapping parameter -> Flip or None
        The least change of each parameter alone, exact; None where none in its band flips it.
    share : float or None
        The share of draws with the same finding.
    confidence : float or None
        Of the statement that at least `share_at_least` of the bands have it.
    share_at_least : float or None
        The lower confidence limit (Clopper and Pearson 1934) for that share.
    draws, runs : int
        How many draws were answered, and how often the question was asked exactly.
    """

    finding: Any
    survives: bool | None
    proof: str
    joint: Flip | None
    proved: Fraction | None
    single: Mapping[str, Flip | None]
    share: float | None = None
    confidence: float | None = None
    share_at_least: float | None = None
    draws: int = 0
    runs: int = field(default=0, compare=False)

    @property
    def weakest(self) -> str | None:
        """The parameter whose own change flips the finding first."""
        flips = {name: flip for name, flip in self.single.items() if flip is not None}
        return min(flips, key=lambda name: flips[name].change) if flips else None

    def rows(self) -> list[dict[str, Any]]:
        """One row a parameter: the least change of it alone that flips the finding, and to what."""
        return [
            {
                "parameter": name,
                "change": None if flip is None else float(flip.change),
                "at": None if flip is None else str(flip.at[name]),
                "finding": None if flip is None else answer_text(flip.finding),
            }
            for name, flip in self.single.items()
        ]

    def to_frame(self) -> pandas.DataFrame:
        """The rows as a pandas table; needs the extra ``pandas``."""
        return frame(self.rows())

    def __str__(self) -> str:
        verdict = {
            True: "survives the whole of the bands (proved)",
            False: "does not survive the bands",
            None: "not known to survive the bands",
        }
        lines = [f"{answer_text(self.finding)}: {verdict[self.survives]}"]
        if self.share is not None:
            text = f"  the same in {self.share:.2%} of {self.draws} draws"
            if self.share_at_least is not None:
                text += f", at least {self.share_at_least:.2%} at confidence {self.confidence}"
            lines.append(text)
        if self.joint is not None:
            lines.append(f"  all together: {self.joint}")
        for name, flip in self.single.items():
            lines.append(f"  {name} alone: {'nothing in its band' if flip is None else flip}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"


def robustness(
    answer: Callable[..., Any],
    *,
    bands: Mapping[str, Any],
    at: Mapping[str, object] | None = None,
    finding: Callable[[Any], Any] | None = None,
    order: Iterable[str] = (),
    limit: int = 2_000,
    count: int = 0,
    seed: int | None = None,
    confidence: float = 0.95,
) -> Robustness:
    """Whether a finding survives the bands of doubt, and the least changes that flip it.

    Each parameter alone is followed exactly along its band. For all together, where comparisons
    are affine in the parameters, a search over linear programmes in exact arithmetic gives the
    nearest flip or proves that there is none; a comparison that is not affine counts as settled
    when interval arithmetic proves its sign. Otherwise draws give a statement with a confidence.
    Cost: a few answers a parameter, and a few small linear programmes a path.

    Parameters
    ----------
    answer : callable
        Called as ``answer(**parameters)`` with traced numbers.
    bands : mapping parameter -> (low, value, high)
        Or records with these three attributes.
    at : mapping parameter -> number
        The other parameters.
    finding : callable or None
        From an answer to what counts as the finding; None takes the items of a Solution, or the
        whole answer.
    order : iterable of str
        Ordinal evidence such as ``"usa >= status_quo"``, stronger than the bands: what
        contradicts it is left out.
    limit : int
        The largest number of paths for the exact search.
    count, seed : int
        With them the question is also answered on so many draws; there is no default seed.
    confidence : float
        Of the statement about the draws.

    Returns
    -------
    Robustness

    Raises
    ------
    InvalidInput
        If a band does not hold its value, or the coded values contradict the evidence.

    Examples
    --------
    >>> def chair(support, rival):
    ...     return "upholds" if support >= rival else "accommodates"
    >>> print(robustness(chair, bands={"support": (5, 7, 9), "rival": (3, 4, 6)}))
    upholds: does not survive the bands
      all together: accommodates at support = 11/2, rival = 11/2 (just beyond), 0.75 of the band
      support alone: nothing in its band
      rival alone: nothing in its band
    """
    count, limit = natural(count, "count"), natural(limit, "limit", least=1)
    read = read_bands(bands)
    rest = read_values(at)
    both = sorted({band.name for band in read} & set(rest))
    if both:
        raise InvalidInput(f"at: {both[0]!r} is already in bands=")
    names = [*(band.name for band in read), *rest]
    evidence = read_order(order, names)
    check_parameters(answer, names)
    if count and seed is None:
        raise InvalidInput("seed: draws need a seed; there is no default")
    coded: dict[str, Any] = {**{band.name: band.value for band in read}, **rest}
    contradicted = [one.text for one in evidence if not one.holds(coded)]
    if contradicted:
        raise InvalidInput(f"order: the coded values contradict {contradicted[0]!r}")
    asked = within(answer, finding, evidence)
    _refuse_formulas(asked, coded)
    single = {band.name: _alone(asked, band, coded) for band in read}
    joint = nearest_flip(asked, read, rest, limit)
    sample = _sampled(asked, read, evidence, rest, count, seed, confidence)
    return _report(asked(**coded), single, joint, sample, read)


def _refuse_formulas(asked: Callable[..., Any], coded: Mapping[str, Any]) -> None:
    """A finding that moves with the parameters cannot survive; what counts must be named."""
    found = ask(asked, Trace(tuple(coded), AtPoint(list(coded.values()))), "at the coded values")
    if holds_traced(found):
        raise InvalidInput(
            f"finding: {answer_text(found)} moves with the parameters; say what counts as the "
            "finding, for instance finding=lambda answer: answer.conduct"
        )


def _alone(asked: Callable[..., Any], band: Band, coded: Mapping[str, Any]) -> Flip | None:
    """The nearest flip when one parameter moves in its band and the others stay."""
    at = {name: value for name, value in coded.items() if name != band.name}
    found: Regimes = regimes(asked, over={band.name: (band.low, band.high)}, at=at)
    usual = found.piece_at(band.value).answer
    nearest: Flip | None = None
    for piece in found.pieces:
        if same(piece.answer, usual) or piece.answer == OUTSIDE:
            continue
        place, attained = _closest(piece, band.value)
        change = _distance(place, band)
        if nearest is None or (change, not attained) < (nearest.change, not nearest.attained):
            nearest = Flip(change, {band.name: place}, piece.answer, attained)
    return nearest


def _closest(piece: Piece, value: Exact) -> tuple[Place, bool]:
    where = piece.where
    if where.high <= value:
        return where.high, where.closed_high or where.is_point
    return where.low, where.closed_low or where.is_point


def _distance(place: Place, band: Band) -> Any:
    """How far a place is from the coded value, in bands; a float only for irrational places."""
    if isinstance(place, (int, Fraction)):
        return abs(Fraction(place) - band.value) / band.unit
    return abs(float(place) - float(band.value)) / float(band.unit)


@dataclass(frozen=True)
class _Sample:
    draws: int
    same: int
    confidence: float
    at_least: float


def _sampled(
    asked: Callable[..., Any], bands: tuple[Band, ...], evidence: Any, rest: Mapping[str, Exact],
    count: int, seed: int | None, confidence: float,
) -> _Sample | None:  # fmt: skip
    if not count or seed is None:
        return None
    if not 0 < confidence < 1:
        raise InvalidInput(f"confidence: expected a number between 0 and 1, got {confidence}")
    from scipy.stats import beta

    ranges = {band.name: (band.low, band.value, band.high) for band in bands}
    drawn = draw(ranges, count=count, seed=seed, order=[o.text for o in evidence], at=rest)
    found = ensemble(asked, draws=drawn, at=rest)
    coded = {**{band.name: band.value for band in bands}, **rest}
    usual = asked(**coded)
    alike = sum(
        number
        for answer, number in zip(found.answers, found.counts, strict=True)
        if same(evaluated(answer, coded), usual)
    )

    limit = float(beta.ppf(1 - confidence, alike, count - alike + 1)) if alike else 0.0
    return _Sample(count, alike, confidence, limit)


def _report(
    usual: Any, single: dict[str, Flip | None], joint: Nearest, sample: _Sample | None,
    bands: tuple[Band, ...],
) -> Robustness:  # fmt: skip
    flip = None
    if joint.distance is not None:
        at = dict(zip((band.name for band in bands), joint.point, strict=True))
        moved = {n: v for (n, v), band in zip(at.items(), bands, strict=True) if v != band.value}
        flip = Flip(joint.distance, moved, joint.answer, joint.attained)
    flipped = flip is not None or any(single.values())
    if sample is not None and sample.same < sample.draws:
        flipped = True
    survives = False if flipped else (True if joint.settled else None)
    facts: dict[str, Any] = {}
    if sample is not None:
        facts = {
            "share": sample.same / sample.draws, "confidence": sample.confidence,
            "share_at_least": sample.at_least, "draws": sample.draws,
        }  # fmt: skip
    proof = "exact" if joint.settled else "sampled"
    return Robustness(usual, survives, proof, flip, joint.proved, single, runs=joint.runs, **facts)
