"""The journal: what this machine has pushed to one project, committed before anything goes over the wire (SQLite)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from annotator.annotation.codebook import Codebook
from annotator.errors import SetupError
from annotator.record import Record, ShortId

FILE = "journal.sqlite"
VERSION = 2
"""Of the tables; a journal of a newer version is refused, an older one is brought up to date when it is opened to write."""

_TABLES = """
CREATE TABLE project (server TEXT NOT NULL, id INTEGER NOT NULL, created_at TEXT NOT NULL);
CREATE TABLE codebook (version TEXT PRIMARY KEY, content TEXT NOT NULL, recorded_at TEXT NOT NULL);
CREATE TABLE pushed (uid TEXT PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('sending', 'confirmed')), at TEXT NOT NULL);
"""
_SINCE_2 = """
CREATE TABLE push (id INTEGER PRIMARY KEY, begun_at TEXT NOT NULL);
CREATE TABLE created (uid TEXT PRIMARY KEY, push INTEGER NOT NULL REFERENCES push);
CREATE TABLE changed (task INTEGER NOT NULL, push INTEGER NOT NULL REFERENCES push, before TEXT NOT NULL, PRIMARY KEY (task, push));
CREATE TABLE asked (task INTEGER PRIMARY KEY, changed_at TEXT NOT NULL, asks INTEGER NOT NULL);
"""


class LastPush(Record):
    """What the newest push that was not taken back has written, as far as this machine knows."""

    number: int
    begun_at: str
    created: frozenset[ShortId]
    changed: dict[int, str]
    """The data that tasks had before, as JSON, by Label Studio's number."""


class Journal:
    """What this machine knows of one project; open it with `journal`, while holding the project's lock (`annotator.sync.lock`)."""

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

    def begin_push(self) -> int:
        """A number for a push that begins; what it writes is written down under it."""
        with self._db:
            number = self._db.execute("INSERT INTO push (begun_at) VALUES (?)", (_now(),)).lastrowid
        return int(number or 0)

    def sending(self, push: int, uids: Iterable[ShortId]) -> datetime:
        """Say, before anything goes over the wire, that these are sent or taken back: until `confirm` or `forget` all is open."""
        uids = list(uids)
        at = datetime.now(UTC)
        with self._db:
            self._db.executemany(
                "INSERT OR REPLACE INTO pushed VALUES (?, 'sending', ?)", [(uid, at.isoformat()) for uid in uids]
            )
            self._db.executemany("INSERT OR REPLACE INTO created VALUES (?, ?)", [(uid, push) for uid in uids])
        return at

    def confirm(self, uids: Iterable[ShortId]) -> None:
        """Say that these have been seen on the server."""
        with self._db:
            self._db.executemany(
                "INSERT INTO pushed VALUES (?, 'confirmed', ?) ON CONFLICT (uid) DO UPDATE SET state = 'confirmed'"
                " WHERE state <> 'confirmed'",
                [(uid, _now()) for uid in uids],
            )

    def forget(self, uids: Iterable[ShortId]) -> None:
        """Say that these are not on the server: they were never applied, or have been taken back."""
        rows = [(uid,) for uid in uids]
        with self._db:
            self._db.executemany("DELETE FROM pushed WHERE uid = ?", rows)
            self._db.executemany("DELETE FROM created WHERE uid = ?", rows)

    def confirmed(self) -> frozenset[ShortId]:
        """Statements that have been seen on the server at some time."""
        return frozenset(uid for (uid,) in self._db.execute("SELECT uid FROM pushed WHERE state = 'confirmed'"))

    def unsettled(self) -> dict[ShortId, datetime]:
        """Statements that were sent at some time and whose arrival nobody has looked for yet: the run ended before."""
        rows = self._db.execute("SELECT uid, at FROM pushed WHERE state = 'sending'")
        return {uid: datetime.fromisoformat(at) for uid, at in rows}

    def changing(self, push: int, before: Mapping[int, str]) -> None:
        """Keep the data that tasks have before they are changed, so that the change can be taken back."""
        with self._db:
            self._db.executemany(
                "INSERT OR IGNORE INTO changed VALUES (?, ?, ?)", [(task, push, data) for task, data in before.items()]
            )

    def last_push(self) -> LastPush | None:
        """The newest push that wrote something and was not taken back."""
        newest = self._db.execute(
            "SELECT id, begun_at FROM push WHERE id IN (SELECT push FROM created UNION SELECT push FROM changed)"
            " ORDER BY id DESC LIMIT 1"
        ).fetchone()
        if newest is None:
            return None
        number, begun_at = newest
        created = self._db.execute("SELECT uid FROM created WHERE push = ?", (number,))
        changed = self._db.execute("SELECT task, before FROM changed WHERE push = ?", (number,))
        return LastPush(
            number=number, begun_at=begun_at, created=frozenset(uid for (uid,) in created), changed=dict(changed)
        )

    def taken_back(self, push: int) -> None:
        """Say that a push has been taken back, as far as that was possible."""
        with self._db:
            self._db.execute("DELETE FROM created WHERE push = ?", (push,))
            self._db.execute("DELETE FROM changed WHERE push = ?", (push,))

    def asked(self) -> dict[int, tuple[str, bool]]:
        """By task: when it had last changed when its labels were read, and whether one of them asked for another speaker."""
        return {
            task: (at, bool(asks)) for task, at, asks in self._db.execute("SELECT task, changed_at, asks FROM asked")
        }

    def remember_asked(self, asked: Mapping[int, tuple[str, bool]]) -> None:
        """Keep what was read, so that only labels that changed since are read again."""
        with self._db:
            self._db.executemany(
                "INSERT OR REPLACE INTO asked VALUES (?, ?, ?)", [(task, *told) for task, told in asked.items()]
            )


@contextmanager
def journal(folder: Path) -> Iterator[Journal]:
    """The journal in a folder, made where there is none.

    Raises:
        SetupError: the file is damaged or of a newer version.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / FILE
    with _database(path, path.resolve().as_uri()) as db:
        _bring_up_to_date(path, db)
        db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
        yield Journal(path, db)


@contextmanager
def glance(folder: Path) -> Iterator[Journal]:
    """The journal in a folder, to look at; empty where there is none. Nothing is written to it.

    Raises:
        SetupError: the file is damaged or of a newer version.
    """
    path = folder / FILE
    with _database(path, ":memory:") as db:
        if path.exists():
            with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as there:
                there.backup(db)
        _bring_up_to_date(path, db)
        yield Journal(path, db)


def _bring_up_to_date(path: Path, db: sqlite3.Connection) -> None:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise SetupError(f"the journal {path} was written by a newer annotator (version {version})", "update annotator")
    if version < VERSION:
        tables = {0: _TABLES + _SINCE_2, 1: _SINCE_2}[version]
        db.executescript(f"BEGIN; {tables} PRAGMA user_version = {VERSION}; COMMIT;")


@contextmanager
def _database(path: Path, address: str) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(address, uri=True)) as db:
            yield db
    except sqlite3.DatabaseError as error:
        raise SetupError(
            f"the journal {path} cannot be used: {error}",
            "move it away and push again: what is on the server is found by its key",
        ) from None


def _now() -> str:
    return datetime.now(UTC).isoformat()
