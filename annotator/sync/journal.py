"""The journal: what this machine has pushed to one project, committed before anything goes over the wire (SQLite)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from annotator.annotation.codebook import Codebook
from annotator.errors import SetupError
from annotator.record import ShortId

FILE = "journal.sqlite"
VERSION = 1
"""Of the tables; a journal of a newer version is refused."""

_TABLES = """
CREATE TABLE project (server TEXT NOT NULL, id INTEGER NOT NULL, created_at TEXT NOT NULL);
CREATE TABLE codebook (version TEXT PRIMARY KEY, content TEXT NOT NULL, recorded_at TEXT NOT NULL);
CREATE TABLE pushed (uid TEXT PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('sending', 'confirmed')), at TEXT NOT NULL);
"""


class Journal:
    """What this machine knows of one project; open it with `journal`, which holds the project's lock."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._db = connection

    def recognise(self, server: str, project: int, created_at: str) -> None:
        """Write down which project this is, or check that it is still the same one.

        Raises:
            SetupError: as `check` says.
        """
        if not self.check(server, project, created_at):
            with self._db:
                self._db.execute("INSERT INTO project VALUES (?, ?, ?)", (server, project, created_at))

    def check(self, server: str, project: int, created_at: str) -> bool:
        """Whether this project is known here.

        Raises:
            SetupError: another project stands where the journal's was: deleted and made anew, or another server.
        """
        known = self._db.execute("SELECT server, id, created_at FROM project").fetchone()
        if known is None:
            return False
        if known != (server, project, created_at):
            raise SetupError(
                f"project {project} on {server} is not the one that was pushed to before (made {known[2]} on {known[0]})",
                f"name another with --project, or move {self.path.parent} away to begin anew",
            )
        return True

    def record_codebook(self, codebook: Codebook) -> None:
        """Keep the questions and answers, so that labels made with them stay readable."""
        with self._db:
            self._db.execute(
                "INSERT OR IGNORE INTO codebook VALUES (?, ?, ?)",
                (codebook.version, codebook.model_dump_json(), _now()),
            )

    def codebooks(self) -> tuple[Codebook, ...]:
        """All codebooks ever recorded, the oldest first."""
        rows = self._db.execute("SELECT content FROM codebook ORDER BY recorded_at, version")
        return tuple(Codebook.model_validate_json(content) for (content,) in rows)

    def sending(self, uids: Iterable[ShortId]) -> None:
        """Say that these are about to be sent; whether they arrived is unknown until `confirm`."""
        with self._db:
            self._db.executemany(
                "INSERT OR REPLACE INTO pushed VALUES (?, 'sending', ?)", [(uid, _now()) for uid in uids]
            )

    def confirm(self, uids: Iterable[ShortId]) -> None:
        """Say that these have been seen on the server."""
        with self._db:
            self._db.executemany(
                "INSERT OR REPLACE INTO pushed VALUES (?, 'confirmed', ?)", [(uid, _now()) for uid in uids]
            )

    def confirmed(self) -> frozenset[ShortId]:
        """Statements that have been seen on the server at some time."""
        return frozenset(uid for (uid,) in self._db.execute("SELECT uid FROM pushed WHERE state = 'confirmed'"))


@contextmanager
def journal(folder: Path) -> Iterator[Journal]:
    """The journal in a folder, made where there is none, with the folder's lock held.

    Raises:
        SetupError: another run holds the lock, or the file is damaged or of a newer version.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / FILE
    try:
        with FileLock(folder / "lock", timeout=0), _database(path, str(path)) as db:
            yield Journal(path, db)
    except Timeout:
        raise SetupError(
            f"another annotator run is working on this project (lock {folder / 'lock'})", "wait until it has ended"
        ) from None


@contextmanager
def glance(folder: Path) -> Iterator[Journal]:
    """The journal in a folder, to look at; empty where there is none. Nothing is written, and no lock is waited for.

    Raises:
        SetupError: the file is damaged or of a newer version.
    """
    path = folder / FILE
    there = f"{path.resolve().as_uri()}?mode=ro" if path.exists() else ":memory:"
    with _database(path, there) as db:
        yield Journal(path, db)


@contextmanager
def _database(path: Path, address: str) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(address, uri=True)) as db:
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version > VERSION:
                raise SetupError(
                    f"the journal {path} was written by a newer annotator (version {version})", "update annotator"
                )
            if version == 0:
                db.executescript(
                    f"PRAGMA synchronous = FULL; BEGIN; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;"
                )
            yield db
    except sqlite3.DatabaseError as error:
        raise SetupError(
            f"the journal {path} cannot be used: {error}",
            "move it away and push again: what is on the server is found by its key",
        ) from None


def _now() -> str:
    return datetime.now(UTC).isoformat()
