"""Reading pages as a test needs them: their tags in order, identifiers, headings, links."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = ("meta", "br", "hr", "img", "input", "link")


class Page(HTMLParser):
    """Fails on tags that are not closed in order; collects what the tests look at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.levels: list[int] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        self._note(tag, attrs)

    def handle_startendtag(self, tag, attrs):
        self._note(tag, attrs)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def _note(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        self.links += [value for name, value in attrs if name in ("href", "src")]
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.levels.append(int(tag[1]))


def pages_of(folder: Path) -> dict[Path, Page]:
    """Every page below a folder, read."""
    return {path: Page(path.read_text(encoding="utf8")) for path in sorted(folder.rglob("*.html"))}


def broken_links(folder: Path) -> list[str]:
    """Links that lead out of the site, to a missing file, or to a missing place on a page."""
    pages = pages_of(folder)
    wrong = []
    for path, page in pages.items():
        for link in page.links:
            if link == "data:,":
                continue
            parts = urlsplit(link)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if parts.scheme or parts.netloc or not target.is_relative_to(folder.resolve()):
                wrong.append(f"{path.name}: {link} leads out")
            elif not target.is_file():
                wrong.append(f"{path.name}: {link} is missing")
            elif parts.fragment and parts.fragment not in pages[target].ids:
                wrong.append(f"{path.name}: {link} has no such place")
    return wrong
