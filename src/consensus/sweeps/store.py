"""The store of a sweep: one SQLite file that a killed run leaves readable and resumes from."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from ..errors import InvalidInput, NotConverged
from .content import digest

__all__ = ["Store"]

_FORMAT = "consensus sweep 1"
_TABLES = """
create table about (name text primary key, value text not null) without rowid;
create table results (
    key text primary key, failed integer not null, text text not null
) without rowid;
"""


class Store:
    """Finished points of one study, each under the fingerprint of its parameters.

    Parameters
    ----------
    path : str or path
        The file; made when it does not exist.
    study : mapping
        What the results belong to: the answer, the version, the library, the fixed content.

    Raises
    ------
    InvalidInput
        If the file is something else, or belongs to another study; it is left as it is.
    """

    def __init__(self, path: str | os.PathLike[str], study: dict[str, str]) -> None:
        self.path = Path(path)
        if not self.path.parent.is_dir():
            raise InvalidInput(f"store: there is no folder {str(self.path.parent)!r}")
        if self.path.is_dir():
            raise InvalidInput(f"store: {str(path)!r} is a folder; name a file in it")
        self._connection = sqlite3.connect(self.path, timeout=60)
        try:
            self._open(study)
        except BaseException:
            self._connection.close()
            raise

    def _open(self, study: dict[str, str]) -> None:
        about = {"format": _FORMAT, **study, "study": digest(_FORMAT, *study.values())}
        try:
            tables = [row[0] for row in self._connection.execute("select name from sqlite_master")]
        except sqlite3.DatabaseError:
            raise InvalidInput(f"store: {str(self.path)!r} is not a store of results") from None
        if not tables:
            with self._writing():
                for statement in _TABLES.split(";"):
                    self._connection.execute(statement)
                rows = about.items()
                self._connection.executemany("insert into about values (?, ?)", rows)
            return
        if "about" not in tables or "results" not in tables:
            raise InvalidInput(f"store: {str(self.path)!r} is a database of something else")
        found = dict(self._connection.execute("select name, value from about"))
        for name, value in about.items():
            if found.get(name) != value:
                raise InvalidInput(
                    f"store: {str(self.path)!r} belongs to another study: its {name} is "
                    f"{found.get(name, 'not said')!r:.200}, this study's is {value!r:.200}; use "
                    "another file, it is left as it is"
                )

    def is_empty(self) -> bool:
        """Whether no point has been finished yet."""
        return self._connection.execute("select 1 from results limit 1").fetchone() is None

    def read(self, keys: Iterable[str]) -> Iterator[tuple[str, bool, str] | None]:
        """What is stored under some fingerprints, in their order; None where there is nothing."""
        for key in keys:
            row = self._connection.execute(
                "select key, failed, text from results where key = ?", (key,)
            ).fetchone()
            yield None if row is None else (row[0], bool(row[1]), row[2])

    def write(self, results: Iterable[tuple[str, bool, str]]) -> None:
        """Keep some finished points: all of them or, if the disk is full, none.

        Raises
        ------
        NotConverged
            If nothing can be written; what was written before stays readable.
        """
        try:
            with self._writing():
                self._connection.executemany(
                    "insert or replace into results values (?, ?, ?)", results
                )
        except sqlite3.Error as error:
            raise NotConverged(
                f"store: {str(self.path)!r} cannot be written ({error}); the points finished "
                "before are kept in it and readable: make room and run again to go on"
            ) from error

    def _writing(self) -> _Writing:
        return _Writing(self._connection)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *about: object) -> None:
        self._connection.close()


class _Writing:
    """One transaction; a failed one is undone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __enter__(self) -> None:
        self.connection.execute("begin immediate")

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if kind is None:
            try:
                self.connection.commit()
            except sqlite3.Error:
                self.connection.rollback()
                raise
        elif self.connection.in_transaction:
            self.connection.rollback()
