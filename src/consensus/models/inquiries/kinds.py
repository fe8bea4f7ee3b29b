"""The kinds of inquiry, and how one is read from a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...errors import InvalidInput
from ...exact.read import rational
from ..scenario import Parameter
from .deals import Package, Principals
from .delays import Attrition, HoldingOut, Setting
from .entries import Entries
from .graphs import Graph
from .groups import Sharing
from .known_forms import Backers, HostageTaking, Lapse, Pledge, Type
from .one_chooser import Choice, Degree, Shield
from .record import Inquiry, Model
from .tables import Table
from .trees import Moves

__all__ = ["inquiry_kinds", "read_inquiry"]

_KINDS: Mapping[str, Any] = {
    "choice": Choice,
    "discretion": Degree,
    "backing": Shield,
    "game": Table,
    "tree": Moves,
    "conflict": Graph,
    "agency": Principals,
    "package": Package,
    "hostage": HostageTaking,
    "sunset": Lapse,
    "hold_up": Pledge,
    "infer_type": Type,
    "joint_backing": Backers,
    "attrition": Attrition,
    "hold_outs": HoldingOut,
    "setter": Setting,
    "core": Sharing,
}


def inquiry_kinds() -> Mapping[str, str]:
    """The kinds of inquiry, each with what it asks.

    Examples
    --------
    >>> sorted(inquiry_kinds())[:3]
    ['agency', 'attrition', 'backing']
    """
    return {name: str(kind.__doc__).split("\n", 1)[0] for name, kind in _KINDS.items()}


def read_inquiry(table: Mapping[str, Any], *, where: str = "inquiry") -> Inquiry:
    """An inquiry from a table, as in a scenario file.

    Parameters
    ----------
    table : mapping
        ``name``, ``kind``, ``question``, ``parameters``: name -> table with ``value`` and, where
        they differ, ``low``, ``high``, ``meaning``, ``basis``; optionally ``over``, ``meaning``
        and ``claim``; and the entries of the kind.
    where : str
        The place to name in an error.

    Raises
    ------
    InvalidInput
        Naming the entry that is missing, unknown or not as it should be.
    """
    entries = Entries(table, where)
    name = entries.text("name")
    entries.where = f"{where}: {name}"
    kind = entries.one_of("kind", _KINDS, "")
    question = entries.text("question")
    claim = entries.text("claim", "") if entries.has("claim") else ""
    over = entries.texts("over") if entries.has("over") else ()
    meaning: dict[str, str] = {}
    if entries.has("meaning"):
        worded = entries.table("meaning")
        meaning = {outcome: worded.text(outcome) for outcome in list(worded.left)}
    parameters: dict[str, Parameter] = {}
    if entries.has("parameters"):
        named = entries.table("parameters")
        parameters = {one: _parameter(one, named.table(one)) for one in list(named.left)}
    model: Model = _KINDS[kind].read(entries)
    entries.finish()
    try:
        return Inquiry(name, question, kind, model, parameters, over, meaning, claim)
    except InvalidInput as problem:
        raise InvalidInput(f"{where}: {problem}") from None


def _parameter(name: str, entries: Entries) -> Parameter:
    value = rational(entries.take("value"), f"{entries.where}: value")
    ends = {
        side: rational(entries.take(side), f"{entries.where}: {side}")
        if entries.has(side)
        else value
        for side in ("low", "high")
    }
    meaning = entries.text("meaning", "") if entries.has("meaning") else ""
    basis = entries.text("basis", "judgement")
    entries.finish()
    try:
        return Parameter(name, value, ends["low"], ends["high"], meaning, basis)
    except InvalidInput as problem:
        raise InvalidInput(f"{entries.where}: {problem}") from None
