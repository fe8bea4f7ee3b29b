"""How numbers are held: read exactly, traced through an algorithm, written as formulas."""

from .arithmetic import Formula, formula
from .read import Exact, Number, exact_number, natural, rational, shown, tidy
from .roots import Place, Root, real_roots
from .standpoints import AtPoint, OnLine, Sample
from .traced import Pole, Trace, Traced

__all__ = [
    "AtPoint",
    "Exact",
    "Formula",
    "Number",
    "OnLine",
    "Place",
    "Pole",
    "Root",
    "Sample",
    "Trace",
    "Traced",
    "exact_number",
    "formula",
    "natural",
    "rational",
    "real_roots",
    "shown",
    "tidy",
]
