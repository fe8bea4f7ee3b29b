"""What the chair's model says of an act, from the codings of mid-2009 alone.

The lean is where Kazakhstan lies between the Western and the Russian position on the scale that the
act bears on; pressure and support are the saliences of Russia and of the West. Nothing is fitted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import factorial, prod

from ..exact.read import Exact, tidy
from ..models.chair import discretion
from .chair_record import ChairAct
from .records import Position, positions, scales

__all__ = ["ChairInputs", "chair_inputs"]

WEST = ("USA", "EU")
RATE_BAND = Fraction(1, 4)
BY_DIMENSION: Mapping[str, tuple[str, ...]] = {
    "politico_military": (
        "georgia_mission", "territorial_integrity", "european_security_treaty",
        "sco_csto_recognition", "nato_afghanistan", "ca_borders", "cbm_arms",
    ),
    "economic": ("ca_water_forum", "energy_diversification"),
    "human_dimension": ("odihr_autonomy", "human_dimension", "minorities"),
}  # fmt: skip


@dataclass(frozen=True)
class ChairInputs:
    """The inputs of the chair's model for one act, each with a band, and what follows.

    Attributes
    ----------
    scales : tuple of str
        The scale the act bears on; where it bears on none, all scales of its dimension, whose
        inputs are averaged.
    lean, pressure, support : int or Fraction
    lean_band, rate_band : int or Fraction
        Half-widths: of the lean by the coded band of Kazakhstan's position, of pressure and of
        support 1/4, a judgement.
    """

    scales: tuple[str, ...]
    lean: Exact
    pressure: Exact
    support: Exact
    lean_band: Exact
    rate_band: Exact = RATE_BAND

    def direction(self) -> Exact:
        """The direction predicted: 1 minus the accommodation that the model gives.

        Examples
        --------
        >>> inputs = ChairInputs(("x",), Fraction(1, 2), Fraction(3, 4), Fraction(1, 2), 0)
        >>> inputs.direction()
        Fraction(1, 4)
        """
        chosen = discretion(self.lean, self.pressure, self.support)
        return tidy(1 - Fraction(chosen.accommodation))  # type: ignore[arg-type]

    def thirds(self) -> tuple[Exact, Exact, Exact]:
        """The chances that the direction lies in the lowest, the middle and the highest third.

        Lean, pressure and support are drawn evenly from their bands, independently; exact.

        Examples
        --------
        >>> inputs = ChairInputs(("x",), Fraction(1, 2), Fraction(1, 2), Fraction(1, 2), 0)
        >>> inputs.thirds()
        (Fraction(2, 9), Fraction(5, 9), Fraction(2, 9))
        """
        widths = [2 * Fraction(b) for b in (self.lean_band, self.rate_band, self.rate_band)]
        lowest = Fraction(self.lean) + self.pressure - self.support - sum(widths, Fraction()) / 2
        low = 1 - share_below(Fraction(2, 3) - lowest, widths)
        high = share_below(Fraction(1, 3) - lowest, widths)
        return tidy(low), tidy(1 - low - high), tidy(high)


def share_below(level: Fraction, widths: Sequence[Fraction]) -> Fraction:
    """The chance that a sum of independent even draws from 0 to each width is at most a level.

    References
    ----------
    W. Feller, An Introduction to Probability Theory and Its Applications, vol. 2, 2nd ed. (1971),
    section I.9, Theorem 1.

    Examples
    --------
    >>> share_below(Fraction(1), [Fraction(1), Fraction(1)])
    Fraction(1, 2)
    """
    wide = [width for width in widths if width > 0]
    if not wide:
        return Fraction(level >= 0)
    total = Fraction()
    for taken in product((0, 1), repeat=len(wide)):
        rest = level - sum(w for w, t in zip(wide, taken, strict=True) if t)
        if rest > 0:
            total += (-1) ** sum(taken) * rest ** len(wide)
    return total / (factorial(len(wide)) * prod(wide))


def chair_inputs(act: ChairAct, *, coding: str = "essay") -> ChairInputs:
    """The inputs of the chair's model for one act, from the codings of mid-2009."""
    everything = tuple(scales())
    names = (act.scale,) if act.scale else BY_DIMENSION.get(act.dimension, everything)
    parts = [_on_scale(positions(name, coding=coding)) for name in names]
    lean, band, pressure, support = (
        tidy(sum((part[i] for part in parts), Fraction()) / len(parts)) for i in range(4)
    )
    return ChairInputs(names, lean, pressure, support, band)


def _on_scale(coded: Mapping[str, Position]) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """Lean, its band, pressure and support on one scale."""
    west = sum((Fraction(coded[a].point) for a in WEST), Fraction()) / len(WEST)
    gap = west - coded["RUS"].point
    lean = (west - coded["KAZ"].point) / gap
    band = Fraction(coded["KAZ"].halfwidth) / abs(gap)
    support = sum((Fraction(coded[a].salience) for a in WEST), Fraction()) / len(WEST)
    return min(max(lean, Fraction()), Fraction(1)), band, Fraction(coded["RUS"].salience), support
