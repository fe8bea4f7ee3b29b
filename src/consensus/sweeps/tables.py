"""Results as tables: plain rows, pandas where it is installed, CSV and JSON as text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..errors import NotApplicable
from ..exact import Root, Traced
from ..solutions.solution import Solution, Values
from .pieces import answer_text

if TYPE_CHECKING:
    import pandas

__all__ = ["frame", "to_csv", "to_json"]


def frame(rows: Sequence[Mapping[str, Any]]) -> pandas.DataFrame:
    """Rows as a pandas table; needs the extra ``pandas``."""
    try:
        import pandas
    except ImportError:
        raise NotApplicable(
            "to_frame() needs pandas: install the extra consensus-games[pandas]"
        ) from None
    return pandas.DataFrame(list(rows))


def to_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as comma-separated text with a heading; fractions as ``1/3``, answers on one line.

    Cells that a spreadsheet would run as a formula are written with an apostrophe in front.

    Examples
    --------
    >>> print(to_csv([{"x": Fraction(1, 3), "answer": "no, never"}]), end="")
    x,answer
    1/3,"no, never"
    """
    listed = list(rows)
    names = list(dict.fromkeys(name for row in listed for name in row))
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(names)
    for row in listed:
        writer.writerow([_cell(row.get(name)) for name in names])
    return written.getvalue()


def to_json(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as a JSON array; numbers stay numbers, fractions and formulas become texts.

    Examples
    --------
    >>> print(to_json([{"x": Fraction(1, 3), "votes": 2, "passes": True}]))
    [
     {"x": "1/3", "votes": 2, "passes": true}
    ]
    """
    lines = [f" {json.dumps(_plain(row), ensure_ascii=False)}" for row in rows]
    return "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, (bool, int, float)):
        return value
    text = answer_text(value)
    risky = text[:1] in ("=", "@", "\t", "\r") or (text[:1] in "+-" and not _is_number(text))
    return f"'{text}" if risky and text else text


def _is_number(text: str) -> bool:
    try:
        Fraction(text)
    except (ValueError, ZeroDivisionError):
        return False
    return True


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else str(value)
    if isinstance(value, (Fraction, Root, Traced)):
        return str(value)
    if isinstance(value, Solution):
        return [_plain(item) for item in value.items]
    if isinstance(value, (Values, Mapping)):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    return answer_text(value)
