"""Tables as CSV that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
import io
import re
from fractions import Fraction

from .parts import Cell, Table

__all__ = ["csv_text"]

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


def csv_text(table: Table) -> str:
    """A table as CSV after RFC 4180, with a heading row.

    Text that a spreadsheet would take for a formula, beginning with ``=``, ``+``, ``-``, ``@``, a
    tab or a line break, gets an apostrophe in front; numbers stay as they are. Fractions are
    written as decimals.

    Examples
    --------
    >>> print(csv_text(Table("t", "T", ("a", "b"), (("=1+1", -2), ("x", "-0.5")))).strip())
    a,b
    '=1+1,-2
    x,-0.5
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([_cell(column.heading) for column in table.columns])
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return written.getvalue()


def _cell(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Fraction):
        return repr(float(cell))
    if isinstance(cell, (int, float)):
        return repr(cell)
    text = str(cell)
    if text[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") and not _NUMBER.fullmatch(text):
        return "'" + text
    return text
