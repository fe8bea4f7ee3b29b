"""The templates, and how text becomes HTML: everything is escaped, source codes become links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from ..prose.words import amount

__all__ = ["render", "slug"]

_CITED = re.compile(r"\[([^\[\]\s]{1,60})\]")


def render(template: str, **asked: Any) -> str:
    """A template filled in; a name that is missing is an error."""
    return str(_templates().get_template(template).render(**asked)).lstrip()


@cache
def _templates() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("consensus.report"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {"cited": _cited, "slug": slug, "plain": _plain}
    return made


def slug(text: str) -> str:
    """An identifier that can stand in an address, different for different texts."""
    return re.sub(r"[^A-Za-z0-9-]", lambda found: f"_{ord(found.group()):x}_", text)


def _plain(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, (float, Fraction)):
        return amount(cell)
    return str(cell)


def _cited(text: str, known: Mapping[str, str]) -> Any:
    """The text with the source codes of `known`, code -> address, as links."""
    from markupsafe import Markup, escape

    written = Markup("")
    for i, part in enumerate(_CITED.split(text)):
        if i % 2 == 0:
            written += escape(part)
        elif part in known:
            written += Markup('<a href="{}">[{}]</a>').format(known[part], part)
        else:
            written += escape(f"[{part}]")
    return written
