"""The journal: remembered across runs, locked while one runs, and refused where it is not the project's."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.annotation.codebook import codebook
from annotator.corpus.speaker import Registry
from annotator.errors import SetupError
from annotator.sync.journal import VERSION, glance, journal
from annotator.sync.lock import alone

A, B, C = ("a" * 16, "b" * 16, "c" * 16)


def test_only_what_was_seen_on_the_server_is_confirmed(tmp_path: Path) -> None:
    with journal(tmp_path) as book:
        book.sending(book.begin_push(), [A, B])
        book.confirm([A])
    with journal(tmp_path) as book:
        assert {A} == book.confirmed()


def test_codebooks_are_kept_once_each(tmp_path: Path, registry: Registry) -> None:
    with journal(tmp_path) as book:
        book.record_codebook(codebook(registry))
        book.record_codebook(codebook(registry))
        assert (codebook(registry),) == book.codebooks()


def test_another_project_in_its_place_is_refused(tmp_path: Path) -> None:
    with journal(tmp_path) as book:
        book.recognise("embedded", 1, "2023-09-20")
        book.recognise("embedded", 1, "2023-09-20")
        with pytest.raises(SetupError, match="not the one"):
            book.recognise("embedded", 1, "2023-09-21")


def test_what_was_sent_and_never_looked_for_is_known_to_the_next_run(tmp_path: Path) -> None:
    with journal(tmp_path) as book:
        sent_at = book.sending(book.begin_push(), [A, B, C])
        book.confirm([A])
        book.forget([C])
    with glance(tmp_path) as book:
        assert {B: sent_at} == book.unsettled()


def test_the_last_push_is_what_was_written_since_the_one_before(tmp_path: Path) -> None:
    with journal(tmp_path) as book:
        book.sending(book.begin_push(), [A])
        second = book.begin_push()
        book.sending(second, [B, C])
        book.changing(second, {7: "before"})
        book.changing(second, {7: "in between"})
        book.forget([C])
        book.begin_push()
    with journal(tmp_path) as book:
        last = book.last_push()
        assert last is not None
        assert (second, frozenset({B}), {7: "before"}) == (last.number, last.created, last.changed)
        book.taken_back(second)
        before = book.last_push()
        assert before is not None
        assert {A} == before.created


def test_a_journal_of_the_first_version_goes_on_with_what_it_knows(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as db:
        db.executescript(
            "CREATE TABLE project (server TEXT NOT NULL, id INTEGER NOT NULL, created_at TEXT NOT NULL);"
            "CREATE TABLE codebook (version TEXT PRIMARY KEY, content TEXT NOT NULL, recorded_at TEXT NOT NULL);"
            "CREATE TABLE pushed (uid TEXT PRIMARY KEY, state TEXT NOT NULL, at TEXT NOT NULL);"
            "INSERT INTO pushed VALUES ('aaaaaaaaaaaaaaaa', 'confirmed', '2023-09-20T12:00:00+00:00');"
            "PRAGMA user_version = 1;"
        )
    with glance(tmp_path) as book:
        assert (frozenset({A}), None) == (book.confirmed(), book.last_push())
    with journal(tmp_path) as book:
        book.sending(book.begin_push(), [B])
        assert (frozenset({A}), {B}) == (book.confirmed(), set(book.unsettled()))


def test_of_two_runs_on_one_project_the_second_is_told_who_is_first(tmp_path: Path) -> None:
    with alone(tmp_path, "http://127.0.0.1:8080", 7, "push"):
        with (
            pytest.raises(SetupError, match=f"annotator push.*process {os.getpid()}"),
            alone(tmp_path, "http://127.0.0.1:8080/", 7, "pull"),
        ):
            pass
        with alone(tmp_path, "http://127.0.0.1:8080", 8, "pull"):
            pass
    with alone(tmp_path, "http://127.0.0.1:8080", 7, "pull"):
        pass


def test_a_journal_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with journal(tmp_path):
        pass
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")

    with pytest.raises(SetupError, match="newer"), journal(tmp_path):
        pass


def test_a_damaged_journal_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite").write_bytes(b"no database at all, but long enough to be read as one" * 30)

    with pytest.raises(SetupError, match="cannot be used"), journal(tmp_path):
        pass
    assert (tmp_path / "journal.sqlite").read_bytes().startswith(b"no database")
