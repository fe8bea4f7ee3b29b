"""The site in Chromium: console, pictures on phone and desk in both schemes, one sheet on paper."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

import pytest

from consensus import osce, report
from report.browser import CHROMIUM, console_of, printed

STYLE = Path(report.__file__).parent / "templates" / "style.css"
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="chromium is not installed; Debian's package of that name has it"
)
NAMES = ("odihr_package_2007", "georgia_mission_expiry_2008")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    known, second = osce.situations(), osce.situations(coding="moscow")
    answers = tuple(report.answer(known[n], codings={"moscow": second[n]}) for n in NAMES)
    out = tmp_path_factory.mktemp("browser") / "site"
    report.write_site(report.Contents(answers, "1"), out)
    return out


def pixels(path: Path) -> tuple[int, int, list[bytes]]:
    """Width, height and rows of an 8-bit PNG, its filters undone; enough to look for colours."""
    data = path.read_bytes()
    width, height, depth, colour = struct.unpack(">IIBB", data[16:26])
    assert depth == 8
    size = {2: 3, 6: 4}[colour]
    packed, at = b"", 8
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        packed += data[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    raw, rows, before = zlib.decompress(packed), [], bytes(width * size)
    for y in range(height):
        start = y * (width * size + 1)
        before = _unfiltered(
            raw[start], bytearray(raw[start + 1 : start + 1 + width * size]), before, size
        )
        rows.append(before)
    return width, height, [bytes(row) for row in rows]


def _unfiltered(kind: int, row: bytearray, above: bytes, size: int) -> bytes:
    if kind == 0:
        return bytes(row)
    for i in range(len(row)):
        left = row[i - size] if i >= size else 0
        up = above[i]
        corner = above[i - size] if i >= size else 0
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = up
        elif kind == 3:
            guess = (left + up) // 2
        else:
            p = left + up - corner
            guess = min((left, up, corner), key=lambda v: abs(p - v))
        row[i] = (row[i] + guess) & 255
    return bytes(row)


@needs_chromium
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1200])
@pytest.mark.parametrize("page", ["index.html", f"situations/{NAMES[1]}.html"])
def test_pictures_show_the_scheme_and_the_console_is_silent(site, tmp_path, page, width, dark):
    picture = tmp_path / "picture.png"
    said = console_of(site / page, picture, width=width, height=700, dark=dark)
    assert said == []
    got, _, rows = pixels(picture)
    assert got == width
    size = len(rows[0]) // width
    corner = rows[1][size : size + 3]
    assert max(corner) < 64 if dark else min(corner) > 240, "the paper has the scheme's colour"
    edge = {row[(width - 4) * size : (width - 4) * size + 3] for row in rows[80:]}
    assert edge == {corner}, "nothing runs over the right edge"
    assert len(set(rows)) > 100, "there is something on the page"


@needs_chromium
def test_the_console_is_heard(tmp_path):
    page = tmp_path / "loud.html"
    page.write_text("<!doctype html><script>nothing()</script><p>x", encoding="utf8")
    said = console_of(page, tmp_path / "picture.png", width=390, height=300, dark=False)
    assert any("nothing is not defined" in line for line in said)


@needs_chromium
@pytest.mark.parametrize("name", NAMES)
def test_a_situation_prints_on_one_sheet(site, tmp_path, name):
    pdf = printed(site / "situations" / f"{name}.html", tmp_path / "sheet.pdf")
    counts = [int(n) for n in re.findall(rb"/Count (\d+)", pdf)]
    assert counts == [1]


def schemes() -> dict[str, dict[str, str]]:
    """The colour variables of the style sheet, by scheme."""
    found = re.findall(r":root \{([^}]*)\}", STYLE.read_text(encoding="utf8"))
    return {
        name: dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6});", block + ";"))
        for name, block in zip(("light", "dark", "paper"), found, strict=True)
    }


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.1."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_by_definition():
    """WCAG 2.1: 21 to 1 for black on white; #767676 on white is the darkest grey that just passes."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert 4.5 < contrast("#767676", "#fff") < 4.6


@pytest.mark.parametrize("scheme", ["light", "dark", "paper"])
@pytest.mark.parametrize("text", ["ink", "quiet", "mark"])
@pytest.mark.parametrize("ground", ["paper", "soft"])
def test_text_can_be_read(scheme, text, ground):
    """WCAG 2.1, criterion 1.4.3 (AA): 4.5 to 1."""
    colours = schemes()[scheme]
    assert contrast(colours[text], colours[ground]) >= 4.5


def test_figures_can_be_read_in_the_dark():
    """The figures' white and black after `invert(.92)`: text on its ground, 7 to 1 and better."""
    assert "invert(.92)" in STYLE.read_text(encoding="utf8")
    white, black = (round(255 * (0.92 - 0.84 * v)) for v in (1, 0))
    assert (
        contrast(f"#{white:02x}{white:02x}{white:02x}", f"#{black:02x}{black:02x}{black:02x}") > 7
    )
