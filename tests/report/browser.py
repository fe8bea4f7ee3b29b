"""Chromium without a window: pictures, prints and the console of a page on disk."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

CHROMIUM = shutil.which("chromium")
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--enable-logging=stderr", "--log-level=0",
)  # fmt: skip
DARK = ("--force-dark-mode", "--blink-settings=preferredColorScheme=0")


def _run(*arguments: str) -> str:
    assert CHROMIUM is not None
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [CHROMIUM, *_FLAGS, f"--user-data-dir={profile}", *arguments],
            capture_output=True, text=True, timeout=90, check=True,
        )  # fmt: skip
    return done.stderr


def console_of(page: Path, picture: Path, *, width: int, height: int, dark: bool) -> list[str]:
    """What a page writes to the console, errors among it, while a picture of it is taken."""
    said = _run(
        f"--window-size={width},{height}", f"--screenshot={picture}", *(DARK if dark else ()),
        page.as_uri(),
    )  # fmt: skip
    return [line for line in said.splitlines() if ":CONSOLE" in line]


def printed(page: Path, out: Path) -> bytes:
    """The page as a PDF, as it comes out of a printer."""
    _run("--no-pdf-header-footer", f"--print-to-pdf={out}", page.as_uri())
    return out.read_bytes()
