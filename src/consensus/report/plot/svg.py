"""Figures as SVG text: self-contained, the same every time, with a text alternative."""

from __future__ import annotations

import hashlib
import io
import re
from html import escape
from typing import TYPE_CHECKING

from ...errors import InvalidInput

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["svg_of"]

_REFERENCE = re.compile(r'(\bid="|\bhref="#|url\(#)')


def svg_of(figure: Figure, title: str, description: str) -> str:
    """A figure as one ``<svg>`` element to put into a page, with its text alternatives.

    The text stays text, identifiers are unique to the figure so that many fit on one page, and
    the same figure gives the same characters. Cost: one drawing.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    title : str
        What the figure shows, in a few words; read out by screen readers.
    description : str
        What can be seen in it, in sentences.

    Raises
    ------
    InvalidInput
        If the title or the description is empty.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> svg_of(Figure(figsize=(1, 1)), "A & B", "Nothing is drawn.")[:5]
    '<svg '
    """
    import matplotlib

    for name, text in (("title", title), ("description", description)):
        if not isinstance(text, str) or not text.strip():
            raise InvalidInput(f"{name}: a figure needs a text alternative, got {text!r}")
    written = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "consensus"}):
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    drawing = written.getvalue()
    drawing = drawing[drawing.index("<svg ") :].rstrip()
    drawing = re.sub(r"<metadata>.*?</metadata>", "", drawing, flags=re.DOTALL)
    mark = "f" + hashlib.sha256(f"{title}{description}{drawing}".encode()).hexdigest()[:8] + "-"
    drawing = _REFERENCE.sub(lambda found: found.group(1) + mark, drawing)
    head = f'<svg role="img" aria-labelledby="{mark}title {mark}desc" '
    texts = (
        f'<title id="{mark}title">{escape(title)}</title>'
        f'<desc id="{mark}desc">{escape(description)}</desc>'
    )
    opening_end = drawing.index(">") + 1
    return head + drawing[5:opening_end] + texts + drawing[opening_end:]
