"""Putting a site's files into place: all of them, or none."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from ..errors import InvalidInput

__all__ = ["check_folder", "write_files"]

FIRST = ("index.html", "answers.json")
SUFFIXES = {".html", ".csv", ".json"}


def check_folder(target: Path) -> None:
    """Refuse a folder that cannot be written, before the work is done whose result goes there."""
    if os.path.lexists(target) and not target.is_dir():
        raise InvalidInput(f"out: {target} is a file, not a folder")
    home = target
    while not os.path.lexists(home) and home != home.parent:
        home = home.parent
    try:
        Path(tempfile.mkdtemp(prefix=".consensus-", dir=home)).rmdir()
    except OSError as problem:
        raise _cannot(target, problem) from None


def _cannot(target: Path, problem: OSError) -> InvalidInput:
    return InvalidInput(f"out: {target} cannot be written: {problem.strerror or problem}")


def write_files(
    files: Mapping[str, str], target: Path, *, listing: str = "answers.json"
) -> tuple[Path, ...]:
    """Write texts to paths below a folder; nothing is left half-written or half-replaced.

    The file `listing` lists all files; so the next report knows which of them it may replace.
    """
    try:
        _check_target(files, target, listing)
        _write(files, target, listing)
    except OSError as problem:
        raise _cannot(target, problem) from None
    ordered = [name for name in FIRST if name in files]
    return tuple(target / name for name in (*ordered, *(n for n in files if n not in FIRST)))


def _check_target(files: Mapping[str, str], target: Path, listing: str) -> None:
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise InvalidInput(f"out: {target} is a file, not a folder")
    ours = _written_before(target, listing)
    for name in files:
        for folder in list(PurePosixPath(name).parents)[:-1]:
            within = target / folder
            if within.is_symlink() or (within.exists() and not within.is_dir()):
                raise InvalidInput(f"out: {within} is not a folder")
        path = target / name
        if path.is_dir():
            raise InvalidInput(f"out: {path} is a folder, not a file")
        if os.path.lexists(path) and name not in ours:
            raise InvalidInput(f"out: {path} is not from a report and stays; choose another folder")


def _written_before(target: Path, listing: str) -> set[str]:
    """The files of an earlier report in this folder, by the list it left."""
    try:
        found = json.loads((target / listing).read_text(encoding="utf8"))
    except (OSError, ValueError, RecursionError):
        return set()
    if not isinstance(found, dict) or not str(found.get("schema")).startswith("consensus-report/"):
        return set()
    always = FIRST if listing in FIRST else (listing,)
    listed = found.get("files", always)
    if not isinstance(listed, (list, tuple)):
        return set(always)
    return {name for name in (*listed, *always) if isinstance(name, str) and _inside(name)}


def _inside(name: str) -> bool:
    """Whether a listed name is a file that a report may have written below its folder."""
    path = PurePosixPath(name)
    return (
        path.as_posix() == name
        and not path.is_absolute()
        and ".." not in path.parts
        and "\\" not in name
        and ":" not in name
        and path.suffix in SUFFIXES
    )


def _write(files: Mapping[str, str], target: Path, listing: str) -> None:
    new = not target.exists()
    home = target.parent if new else target
    home.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".consensus-", dir=home))
    try:
        fresh = beside / "new"
        for name, text in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf8", newline="")
        fresh.chmod(0o755)
        if new:
            fresh.rename(target)
        else:
            _replace(files, fresh, beside / "old", target, listing)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _replace(files: Mapping[str, str], fresh: Path, old: Path, target: Path, listing: str) -> None:
    """Move the old files away and the new ones in; on any failure, move the old ones back."""
    before = [name for name in _written_before(target, listing) if (target / name).is_file()]
    made: list[Path] = []
    away: list[str] = []
    placed: list[str] = []
    try:
        made += _folders(files, target)
        for name in before:
            (old / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(target / name, old / name)
            away.append(name)
        for name in files:
            os.replace(fresh / name, target / name)
            placed.append(name)
    except BaseException:
        for name in placed:
            (target / name).unlink(missing_ok=True)
        for name in away:
            os.replace(old / name, target / name)
        for folder in reversed(made):
            folder.rmdir()
        raise
    _drop_empty({(target / name).parent for name in before} - {target})


def _folders(files: Iterable[str], target: Path) -> list[Path]:
    """Make the folders that are missing; which ones these were, outer ones first."""
    made: list[Path] = []
    for name in files:
        for folder in reversed(list(PurePosixPath(name).parents)[:-1]):
            path = target / folder
            if not path.exists():
                path.mkdir()
                made.append(path)
    return made


def _drop_empty(folders: Iterable[Path]) -> None:
    for folder in folders:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
