"""The known uses of the Moscow Mechanism: a right of ten States that needs no consensus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .cells import Row, by_id
from .chair_record import CONFIDENCE
from .membership import table

__all__ = ["MechanismUse", "moscow_mechanism"]

COUNT_BASIS = ("source", "recalled", "not_stated")


@dataclass(frozen=True)
class MechanismUse:
    """One use of the Moscow Mechanism, 1992 to 2026.

    Attributes
    ----------
    id, date : str
    invokers : tuple of str
        ISO codes as far as they were named; ``EC12`` is the European Community of twelve and
        ``CSO`` the Committee of Senior Officials. Empty where the names were not read.
    about : str
        The State or the situation.
    states : int or None
        How many States invoked it, or None where the source does not say.
    count_basis : str
        ``source``, ``recalled`` (general knowledge, unverified) or ``not_stated``.
    provenance, confidence, note : str
    judged : tuple of str
        Empty: nothing in this table is our judgement. What is recalled is said so.
    """

    id: str
    date: str
    invokers: tuple[str, ...]
    about: str
    states: int | None
    count_basis: str
    provenance: str
    confidence: str
    note: str
    judged: tuple[str, ...] = ()


def moscow_mechanism() -> Mapping[str, MechanismUse]:
    """The known uses of the Moscow Mechanism by identifier, in the order of their dates.

    Raises
    ------
    InvalidInput
        If a cell of the file cannot be read; names the row and the column.

    References
    ----------
    Document of the Moscow Meeting of the CSCE, 3 October 1991, as amended in Rome, 1 December
    1993.

    Examples
    --------
    >>> uses = moscow_mechanism()
    >>> len(uses), uses["M09"].about, uses["M09"].states
    (17, 'Belarus', 17)
    """
    rows = by_id(table("moscow_mechanism.csv"), "use_id", "moscow_mechanism.csv")
    return {name: _use(name, row) for name, row in rows.items()}


def _use(name: str, row: Row) -> MechanismUse:
    states = row.count("n_invoking_states")
    basis = row.one_of("count_basis", COUNT_BASIS)
    if (states is None) != (basis == "not_stated"):
        raise row.refuse("count_basis", "'not_stated' exactly where there is no count")
    return MechanismUse(
        id=name,
        date=row.date("date"),
        invokers=row.codes("invokers"),
        about=row.words("state_or_situation"),
        states=states,
        count_basis=basis,
        provenance=row.words("provenance"),
        confidence=row.one_of("confidence", CONFIDENCE),
        note=row.text("notes"),
    )
