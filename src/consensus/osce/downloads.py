"""The curated data files as comma-separated text, for whoever wants them in another program."""

from __future__ import annotations

from collections.abc import Mapping

from ..sweeps.tables import to_csv
from .membership import table

__all__ = ["tables"]

FILES = (
    "states", "decisions", "chair_acts", "moscow_mechanism", "scales", "positions",
    "positions_moscow", "concerns", "disputes", "links", "sources",
)  # fmt: skip


def tables() -> Mapping[str, str]:
    """All curated tables as comma-separated text with a heading, by name.

    Every table has columns for the source or the word *judgement*; what they mean, and what must
    not be concluded from them, is on the page "The data". Cells that a spreadsheet would run as a
    formula have an apostrophe in front.

    Examples
    --------
    >>> list(tables())[:4]
    ['states', 'decisions', 'chair_acts', 'moscow_mechanism']
    >>> tables()["moscow_mechanism"].splitlines()[0][:30]
    'use_id,date,invokers,state_or_'
    """
    return {name: to_csv(table(f"{name}.csv")) for name in FILES}
